//! The value of an entry, from the facts of its sentences: 到 2027 年底：不少于 20 家；不少于 2 家.
//!
//! Facts stand in reading order and are never added up. A date says until when the numbers after it in
//! the same period are to be reached; a cap on shares follows its share; 或 stays 或.

use std::collections::BTreeSet;

use crate::extract::{Bound, Fact, FactKind, Role};
use crate::lexicon::topics::Topic;
use crate::message::Message;
use crate::text::{fold, to_hans};

use super::value;
use crate::topic::rules::Context;
use crate::topic::sentence::{Passage, PlacedFact};

/// The value of an entry; says nothing when there is no fact.
pub(super) fn value(topic: &Topic, passage: &Passage, facts: &[&PlacedFact<'_>], context: &Context) -> Message {
    let capped: Vec<bool> = (0..facts.len()).map(|n| n > 0 && same_offer(passage, facts[n - 1], facts[n])).collect();
    let subjects = subjects(facts, &capped);
    let stages: Vec<Option<usize>> = facts.iter().map(|f| stage(topic, passage, f, context)).collect();
    // The plain stage is named only beside another one.
    let plain = stages.iter().all(|s| *s == Some(0) || s.is_none());
    let dated = facts.iter().any(|f| f.fact.kind != FactKind::Date);
    let mut out = Message::default();
    let mut date: Option<&PlacedFact<'_>> = None;
    let mut previous: Option<(&PlacedFact<'_>, Message)> = None;
    for (n, fact) in facts.iter().enumerate() {
        if dated && fact.fact.kind == FactKind::Date {
            let followed = facts[n + 1..].iter().any(|f| f.fact.kind != FactKind::Date && period(passage, f) == period(passage, fact));
            if followed {
                date = Some(fact);
                continue;
            }
        }
        let same = capped[n];
        let mut part = if same { value::amount(fact.fact) } else { value::plain(fact.fact) };
        if let Some(stage) = stages[n].filter(|_| !plain)
            && let Some(name) = topic.stages.get(stage)
        {
            part = Message::new("value-of-stage").with("stage", Message::name(name.name())).with("value", part);
        }
        if let Some(date) = date.take_if(|d| period(passage, d) == period(passage, fact)) {
            part = Message::new("value-by-day").with("day", value::plain(date.fact)).with("value", part);
        }
        if let Some(subject) = &subjects[n] {
            part = Message::new("value-for").with("value", part).with("subject", subject);
        }
        out = match &previous {
            None => part.clone(),
            // Two facts of the same words, such as a value read twice, are said once.
            Some((before, last)) if (same || before.at == fact.at) && last.to_string().ends_with(&part.to_string()) => out,
            Some(_) if same => joined("value-capped", out, &part),
            Some((before, _)) if alternative(passage, before, fact) => joined("value-or", out, &part),
            Some(_) => joined("value-also", out, &part),
        };
        previous = Some((fact, part));
    }
    out
}

fn joined(id: &'static str, first: Message, then: &Message) -> Message {
    Message::new(id).with("first", first).with("then", then)
}

/// Which period of the passage a fact stands in.
fn period(passage: &Passage, fact: &PlacedFact<'_>) -> Option<usize> {
    passage.sentences.iter().find(|s| s.range.contains(&fact.at.start)).map(|s| s.period)
}

/// Whether the second is the cap of the first: 按项目总股本的30%……，最高不超过1亿元. A cap stands at the beginning of a
/// phrase, or near it (单个项目最高); an amount of its own has 给予 before it.
fn same_offer(passage: &Passage, first: &PlacedFact<'_>, second: &PlacedFact<'_>) -> bool {
    const NEAR: usize = 8;
    let given = |f: &PlacedFact<'_>| matches!(f.fact.role, Some(Role::Equity | Role::Support));
    let share = first.fact.kind == FactKind::Ratio && second.fact.kind == FactKind::Money && second.fact.bound == Bound::AtMost;
    let phrase = passage.sentences.iter().flat_map(|s| &s.phrases).find(|p| p.contains(&second.at.start));
    let same = phrase.is_some_and(|p| p.contains(&first.at.start));
    let before = phrase.map_or("", |p| &passage.folded[p.start..second.at.start]);
    let near = before.chars().count() <= NEAR && !before.contains("给予");
    given(first)
        && given(second)
        && share
        && (near || same)
        && period(passage, first) == period(passage, second)
        && !alternative(passage, first, second)
}

/// Whether a phrase between the two begins with 或.
fn alternative(passage: &Passage, first: &PlacedFact<'_>, second: &PlacedFact<'_>) -> bool {
    let phrases = passage.sentences.iter().flat_map(|s| &s.phrases);
    phrases.filter(|p| first.at.end <= p.start && p.start <= second.at.start).any(|p| passage.folded[p.clone()].starts_with('或'))
}

/// The last stage word before a fact in its sentence, else in the headings.
fn stage(topic: &Topic, passage: &Passage, fact: &PlacedFact<'_>, context: &Context) -> Option<usize> {
    let sentence = passage.sentences.iter().find(|s| s.range.contains(&fact.at.start))?;
    let before = &passage.folded[sentence.range.start..fact.at.start];
    let last = |text: &str| {
        let ends = topic.stages.iter().enumerate().filter_map(|(n, p)| Some((p.last_end(text, &context.levels)?, n)));
        ends.max_by_key(|(end, n)| (*end, std::cmp::Reverse(*n))).map(|(_, n)| n)
    };
    last(before).or_else(|| context.headings.iter().rev().find_map(|h| last(h)))
}

/// For facts of one kind and role with different subjects, what tells them apart: 国家级, 省级.
fn subjects(facts: &[&PlacedFact<'_>], capped: &[bool]) -> Vec<Option<Message>> {
    let subject = |n: usize| facts[n].fact.subject.as_deref().map(fold);
    let alike = |a: &Fact, b: &Fact| a.kind == b.kind && a.role == b.role;
    let told = |n: usize| -> Option<Message> {
        let own = subject(n)?;
        let group: Vec<Option<String>> =
            (0..facts.len()).filter(|m| !capped[*m] && alike(facts[*m].fact, facts[n].fact)).map(subject).collect();
        if group.iter().all(|other| other.as_ref() == Some(&own)) {
            return None;
        }
        // Levels are enough where each subject names one and no two the same.
        let levels: BTreeSet<&str> = group.iter().flatten().filter_map(|s| level(s)).collect();
        let printed = || facts[n].fact.subject.as_deref().map(|s| to_hans(s).into_owned().into());
        level(&own).filter(|_| levels.len() == group.len()).map(Message::name).or_else(printed)
    };
    (0..facts.len()).map(|n| if capped[n] { None } else { told(n) }).collect()
}

/// The one level that a subject names.
fn level(subject: &str) -> Option<&'static str> {
    const LEVELS: [&str; 6] = ["国家级", "自治区级", "省级", "市级", "区级", "县级"];
    let mut named = LEVELS.into_iter().filter(|l| subject.contains(l));
    named.next().filter(|_| named.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Per;
    use crate::lexicon::Lexicon;
    use crate::topic::testing::{clause, fact};

    fn said(topic: &str, text: &str, facts: &[Fact]) -> String {
        let lexicon = Lexicon::embedded();
        let topic = lexicon.topics.list.iter().find(|t| t.id == topic).unwrap();
        let passage = Passage::new(&clause("1", "", "", text));
        let placed = passage.place(facts);
        assert_eq!(placed.len(), facts.len());
        value(topic, &passage, &placed.iter().collect::<Vec<_>>(), &Context::default()).to_string()
    }

    #[test]
    fn alternatives_caps_and_subjects_are_told_apart() {
        let text = "对升级为国家级、省级的制造业创新中心分别给予3000万元、1000万元的一次性补助,或按项目总股本的30%给予直接股权投资支持,最高不超过1亿元。";
        let money = |value: &str, quote: &str, subject: &str| Fact {
            role: Some(Role::Support),
            per: Some(Per::Once),
            subject: Some(subject.to_owned()),
            ..fact("1", FactKind::Money, value, quote, 0)
        };
        let equity = |kind, value: &str, quote: &str| Fact { role: Some(Role::Equity), ..fact("1", kind, value, quote, 0) };
        let pair = "分别给予3000万元、1000万元的一次性补助";
        let facts = [
            money("30000000", pair, "升级为国家级的制造业创新中心"),
            money("10000000", pair, "升级为省级的制造业创新中心"),
            equity(FactKind::Ratio, "0.3", "按项目总股本的30%给予直接股权投资支持"),
            Fact { bound: Bound::AtMost, ..equity(FactKind::Money, "100000000", "最高不超过1亿元") },
        ];
        let words = "一次性 3000 万元（国家级）；一次性 1000 万元（省级）；或股权投资 30%，不超过 1 亿元";
        assert_eq!(said("support_upgrade", text, &facts), words);
    }

    #[test]
    fn a_date_goes_with_the_numbers_of_its_period() {
        let date = |value: &str, quote: &str| Fact { bound: Bound::AtMost, ..fact("1", FactKind::Date, value, quote, 0) };
        let count = |value: &str, quote: &str| Fact {
            unit: Some("家".into()),
            bound: Bound::AtLeast,
            ..fact("1", FactKind::Count, value, quote, 0)
        };
        let text = "到2027年底,建设创新中心不少于20家;支持不少于2家升级。";
        let facts = [date("2027-12-31", "到2027年底"), count("20", "不少于20家"), count("2", "不少于2家")];
        assert_eq!(said("targets", text, &facts), "到 2027 年底：不少于 20 家；不少于 2 家");
        assert_eq!(said("targets", "力争到2025年创建一批创新中心试点。", &[date("2025-12-31", "到2025年")]), "到 2025 年底");
    }

    #[test]
    fn periods_are_named_by_their_stage() {
        let term = |value: &str, quote: &str| Fact { bound: Bound::AtMost, ..fact("1", FactKind::Duration, value, quote, 0) };
        let text = "列入筹建计划起1年内注册成立。同意延期后,在半年内完成。";
        let facts = [term("P1Y", "起1年内注册成立"), term("P6M", "在半年内完成")];
        assert_eq!(said("construction_period", text, &facts), "筹建：最长不超过 1 年；延期：最长不超过半年");
        assert_eq!(said("construction_period", "建设期最长不超过3年。", &[term("P3Y", "最长不超过3年")]), "最长不超过 3 年");
        assert_eq!(said("construction_period", "建设期。", &[]), "");
    }
}

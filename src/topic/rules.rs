//! Whether a sentence speaks of a topic, and which facts of it are the topic's values.

use std::ops::Range;

use crate::extract::Fact;
use crate::lexicon::phrase::{LevelWords, Phrase};
use crate::lexicon::topics::{Topic, TopicRule, ValueRule};

use super::sentence::{Passage, PlacedFact, Sentence};

/// What stands above a sentence, folded.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The title of the policy.
    pub title: String,
    /// Headings and lead-ins of the clauses above and of the clause itself, outermost first.
    pub headings: Vec<String>,
    /// What the levels are called, seen from this policy.
    pub levels: LevelWords,
}

/// What a topic finds in a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The facts that are values of the topic, by their place in the list.
    pub values: Vec<usize>,
    /// The words that speak of the topic, in bytes of the folded text.
    pub words: Vec<Range<usize>>,
}

/// Whether any rule of the topic finds the sentence, and what all rules that do find in it.
pub fn speaks(topic: &Topic, passage: &Passage, sentence: &Sentence, facts: &[PlacedFact<'_>], context: &Context) -> Option<Finding> {
    let text = &passage.folded[sentence.range.clone()];
    if !in_scope(topic, text, context) {
        return None;
    }
    let mut all: Option<Finding> = None;
    for rule in &topic.rules {
        if let Some(found) = finds(rule, topic, passage, sentence, facts, context) {
            let all = all.get_or_insert_default();
            all.values.extend(found.values);
            all.words.extend(found.words);
        }
    }
    all.map(|mut all| {
        all.values.sort_unstable();
        all.values.dedup();
        all
    })
}

fn in_scope(topic: &Topic, text: &str, context: &Context) -> bool {
    let any = |text: &str| any(&topic.scope, text, &context.levels);
    topic.scope.is_empty() || any(&context.title) || any(text) || context.headings.iter().any(|h| any(h))
}

fn finds(
    rule: &TopicRule,
    topic: &Topic,
    passage: &Passage,
    sentence: &Sentence,
    facts: &[PlacedFact<'_>],
    context: &Context,
) -> Option<Finding> {
    let text = &passage.folded[sentence.range.clone()];
    let levels = &context.levels;
    let has = |phrases: &[Phrase], text: &str| any(phrases, text, levels);
    // The cheapest question first: most sentences hold no word of a rule.
    let worded = rule.words.iter().any(|p| p.may_be_in(&sentence.fingerprint) && p.find(text, levels).is_some());
    let open = rule.words.is_empty() && !rule.by_value;
    let inside = |at: &Range<usize>| sentence.range.start <= at.start && at.start < sentence.range.end;
    let valued = rule.by_value && facts.iter().any(|f| inside(&f.at));
    if !(worded || open || valued) {
        return None;
    }
    let above = |phrases: &[Phrase]| context.headings.iter().any(|h| any(phrases, h, levels));
    let nearest = context.headings.last().map(String::as_str).unwrap_or_default();
    let fits = (rule.heading.is_empty() || has(&rule.heading, nearest))
        && (rule.under.is_empty() || above(&rule.under))
        && (rule.about.is_empty() || above(&rule.about) || has(&rule.about, passage.period(sentence)))
        && rule.all.iter().all(|p| p.find(text, levels).is_some())
        && !has(&rule.without, text)
        && !above(&rule.not_under);
    if !fits {
        return None;
    }
    let parts = parts(rule, passage, sentence, context);
    let values: Vec<usize> = (0..facts.len())
        .filter(|n| {
            let PlacedFact { fact, at, .. } = &facts[*n];
            inside(at) && topic.values.iter().any(|v| gives(v, fact, worded)) && belongs(rule, fact, at, &parts, levels)
        })
        .collect();
    let words: Vec<Range<usize>> = parts
        .iter()
        .filter(|part| part.on)
        .flat_map(|part| {
            let text = &passage.folded[part.range.clone()];
            rule.words.iter().filter_map(|p| p.find(text, levels)).map(|r| part.range.start + r.start..part.range.start + r.end)
        })
        .collect();
    let open = open && parts.iter().any(|p| p.on);
    (open || !words.is_empty() || (rule.by_value && !values.is_empty())).then_some(Finding { values, words })
}

/// A part of a sentence that speaks of the topic, or of something else.
struct SentencePart {
    range: Range<usize>,
    on: bool,
    /// Whether one phrase named both: 对认定为国家级、省级的分别给予…
    mixed: bool,
}

/// Divides a sentence at its `on` and `off` words.
fn parts(rule: &TopicRule, passage: &Passage, sentence: &Sentence, context: &Context) -> Vec<SentencePart> {
    if rule.on.is_empty() && rule.off.is_empty() {
        return vec![SentencePart { range: sentence.range.clone(), on: true, mixed: false }];
    }
    let (mut on, mut mixed) = (!rule.begins_off, false);
    for heading in &context.headings {
        (on, mixed) = switch(rule, heading, &context.levels).unwrap_or((on, mixed));
    }
    let mut out: Vec<SentencePart> = Vec::new();
    for phrase in &sentence.phrases {
        (on, mixed) = switch(rule, &passage.folded[phrase.clone()], &context.levels).unwrap_or((on, mixed));
        match out.last_mut().filter(|last| (last.on, last.mixed) == (on, mixed)) {
            Some(last) => last.range.end = phrase.end,
            None => out.push(SentencePart { range: phrase.clone(), on, mixed }),
        }
    }
    out
}

/// What the last `on` or `off` word of a text says, and whether it has both; an `off` word that ends at the same
/// place wins.
fn switch(rule: &TopicRule, text: &str, levels: &LevelWords) -> Option<(bool, bool)> {
    let last = |phrases: &[Phrase]| phrases.iter().filter_map(|p| p.last_end(text, levels)).max();
    match (last(&rule.on), last(&rule.off)) {
        (None, None) => None,
        (on, off) => Some((on > off, on.is_some() && off.is_some())),
    }
}

/// Whether the fact stands where the sentence speaks of the topic. Where one phrase names both, the fact's own
/// subject decides: 对国家级、省级的分别给予… gives each amount its own.
fn belongs(rule: &TopicRule, fact: &Fact, at: &Range<usize>, parts: &[SentencePart], levels: &LevelWords) -> bool {
    let Some(part) = parts.iter().find(|p| p.range.contains(&at.start)) else { return false };
    let subject = fact.subject.as_deref().filter(|_| part.mixed).map(crate::text::fold);
    subject.and_then(|s| switch(rule, &s, levels)).map_or(part.on, |(on, _)| on)
}

/// Whether a fact is of the sort that a topic takes its value from. A fact that names no measure is taken
/// only beside the words of the topic.
pub fn gives(rule: &ValueRule, fact: &Fact, worded: bool) -> bool {
    let measured = match &fact.measure {
        _ if rule.measures.is_empty() => true,
        Some(measure) => rule.measures.contains(measure),
        None => worded,
    };
    measured
        && fact.kind.name() == rule.kind
        && (rule.roles.is_empty() || fact.role.is_some_and(|r| rule.roles.contains(&r)))
        && (rule.bounds.is_empty() || rule.bounds.contains(&fact.bound))
}

fn any(phrases: &[Phrase], text: &str, levels: &LevelWords) -> bool {
    phrases.iter().any(|p| p.find(text, levels).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Bound, FactKind, Role};
    use crate::lexicon::Lexicon;
    use crate::policy::Level;
    use crate::text::fold;
    use crate::topic::testing::{clause, fact};

    /// Reads `定位与功能 / 核心功能 | 句子。`
    fn read(example: &str, lexicon: &Lexicon, level: Level) -> (Passage, Context) {
        let (headings, sentence) = example.split_once(" | ").unwrap_or(("", example));
        let headings = headings.split(" / ").filter(|h| !h.is_empty()).map(fold).collect();
        let context = Context { title: "制造业创新中心".into(), headings, levels: lexicon.topics.level_words(Some(level)) };
        (Passage::new(&clause("1", "", "", sentence)), context)
    }

    fn found(topic: &Topic, rule: Option<usize>, example: &str, lexicon: &Lexicon, level: Level) -> bool {
        let (passage, context) = read(example, lexicon, level);
        passage.sentences.iter().any(|s| match rule {
            Some(n) => finds(&topic.rules[n], topic, &passage, s, &[], &context).is_some(),
            None => speaks(topic, &passage, s, &[], &context).is_some(),
        })
    }

    #[test]
    fn every_rule_finds_its_examples_and_no_rule_finds_a_counter_example() {
        let lexicon = Lexicon::embedded();
        let levels = [Level::Provincial, Level::Municipal, Level::National];
        let mut wrong = Vec::new();
        for topic in &lexicon.topics.list {
            for (n, rule) in topic.rules.iter().enumerate() {
                for example in &rule.example {
                    if !levels.iter().any(|l| found(topic, Some(n), example, &lexicon, *l)) {
                        wrong.push(format!("{} rule {} does not find {example}", topic.id, n + 1));
                    }
                }
                for counter in rule.counter.iter().filter(|c| found(topic, None, c, &lexicon, Level::Provincial)) {
                    wrong.push(format!("{} finds {counter}", topic.id));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_amounts_of_one_sentence_go_to_their_own_topics() {
        let lexicon = Lexicon::embedded();
        let topic = |id: &str| lexicon.topics.list.iter().find(|t| t.id == id).unwrap();
        let money = |value: &str, quote: &str, subject: Option<&str>| {
            let mut fact = fact("1", FactKind::Money, value, quote, 0);
            (fact.role, fact.bound, fact.subject) = (Some(Role::Support), Bound::Exactly, subject.map(str::to_owned));
            fact
        };
        // (text, facts, recognition, upgrade)
        let cases = [
            (
                "对新认定的制造业创新中心,给予200万元补助,升级为国家级的,再给予1000万元奖励。",
                vec![money("2000000", "给予200万元", None), money("10000000", "再给予1000万元", None)],
                vec!["2000000"],
                vec!["10000000"],
            ),
            (
                "升级为国家级的创新中心给予1000万元，新认定的省级中心给予200万元。",
                vec![money("10000000", "给予1000万元", None), money("2000000", "给予200万元", None)],
                vec!["2000000"],
                vec!["10000000"],
            ),
            (
                "对认定为国家级、省级的制造业创新中心分别给予1000万元、200万元补助。",
                vec![
                    money("10000000", "分别给予1000万元、200万元", Some("认定为国家级的制造业创新中心")),
                    money("2000000", "分别给予1000万元、200万元", Some("认定为省级的制造业创新中心")),
                ],
                vec!["2000000"],
                vec!["10000000"],
            ),
            ("对新认定的科技服务机构给予50万元奖励。", vec![money("500000", "给予50万元奖励", None)], vec![], vec![]),
        ];
        for (text, facts, recognition, upgrade) in cases {
            let (passage, context) = read(text, &lexicon, Level::Provincial);
            let placed = passage.place(&facts);
            let values = |id: &str| {
                let values = passage.sentences.iter().filter_map(|s| speaks(topic(id), &passage, s, &placed, &context));
                values.flat_map(|f| f.values).map(|n| placed[n].fact.value.as_str()).collect::<Vec<_>>()
            };
            assert_eq!((values("support_recognition"), values("support_upgrade")), (recognition, upgrade), "{text}");
        }
    }

    #[test]
    fn out_of_scope_is_decided_by_the_sentence() {
        let lexicon = Lexicon::embedded();
        let topic = lexicon.topics.list.iter().find(|t| t.id == "targets").unwrap();
        let passage = Passage::new(&clause("2/2/6", "", "", "建設一批國家、省級製造業創新中心。建设一批创新中心产业园。"));
        let context = Context { title: "促进创新链产业链融合发展行动计划".into(), ..Context::default() };
        let found: Vec<bool> = passage.sentences.iter().map(|s| speaks(topic, &passage, s, &[], &context).is_some()).collect();
        assert_eq!(found, [true, false]);
    }
}

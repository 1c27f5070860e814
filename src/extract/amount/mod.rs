//! Money, ratios and counts.
//!
//! Recipe: [`facts`] takes one clause. [`scan`] finds numbers with their units; [`scene`] holds one sentence with its
//! amounts, words and distances; [`bound`] reads how an amount limits and how often it is given; [`role`] tells
//! what money and ratios are for, [`condition`] which amounts say who is meant, [`count`] which counts are facts at
//! all; [`who`] finds who gets or must meet it. The words stand in `index/lexicon/roles.toml` and `measures.toml`. Every fact carries the name of the rule
//! that gave it its role.

pub mod bound;
pub mod condition;
pub mod count;
pub mod edge;
pub mod fraction;
pub mod role;
pub mod scan;
pub mod scene;
pub mod unit;
pub mod who;

#[cfg(test)]
mod tests;

use std::ops::Range;

use edge::Limits;
use role::Reason;
use scan::{Amount, Unit};
use scene::{Group, Scene};

use super::reading::{self, Reading};
use super::types::{Bound, Fact, FactKind, Per, Role};
use crate::lexicon::Vocabulary;

/// Which words take the number itself in, from the clauses of a document: 本办法所称“以上”含本数.
pub fn limits<'r>(readings: impl IntoIterator<Item = &'r Reading<'r>>) -> Limits {
    let mut limits = Limits::default();
    readings.into_iter().for_each(|r| limits.learn(r.text()));
    limits
}

/// The amounts of one clause; nothing is looked for in `hidden` (titles, document numbers).
pub fn facts(reading: &Reading, vocabulary: &Vocabulary, hidden: &[Range<usize>], limits: Limits) -> Vec<Fact> {
    let text = reading.text();
    let quoted: Vec<Range<usize>> = hidden.iter().cloned().chain(reading::quotations(text)).collect();
    let amounts: Vec<Amount> = scan::amounts(text, &quoted, vocabulary).into_iter().filter(|a| !is_blank(reading, a)).collect();
    let mut facts = Vec::new();
    let mut before = Vec::new();
    if amounts.is_empty() {
        return facts;
    }
    for sentence in reading.sentences().into_iter().flat_map(|s| shortened(text, s)) {
        let own: Vec<Amount> = amounts.iter().filter(|a| sentence.start <= a.range.start && a.range.end <= sentence.end).cloned().collect();
        if !own.is_empty() {
            let scene = Scene::new(reading, vocabulary, sentence, own, hidden, limits);
            if text[..scene.sentence.start].ends_with('\n') {
                before.clear();
            }
            sentence_facts(&scene, &mut before, &mut facts);
        }
    }
    facts
}

/// Longer sentences are read in pieces: what stands farther away says nothing of an amount, and time stays bounded.
const LONGEST_SENTENCE: usize = 2400;

/// The pieces of a sentence, cut behind a semicolon or else a comma.
fn shortened(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = sentence.start;
    while sentence.end - start > LONGEST_SENTENCE {
        let limit = (0..4).map(|back| start + LONGEST_SENTENCE - back).find(|at| text.is_char_boundary(*at)).unwrap_or(sentence.end);
        let window = &text[start..limit];
        let cut = window.rfind(';').or_else(|| window.rfind([',', '、'])).or_else(|| window.rfind(|c: char| !c.is_alphanumeric()));
        let cut = cut.map(|at| start + at).filter(|at| *at > start).unwrap_or(limit);
        let end = cut + text[cut..].chars().next().filter(|_| cut < limit).map_or(0, char::len_utf8);
        pieces.push(start..end);
        start = end;
    }
    pieces.push(start..sentence.end);
    pieces
}

/// A blank of a form, to be filled in by hand: 　　万元, 20__家.
fn is_blank(reading: &Reading, amount: &Amount) -> bool {
    let printed = reading.printed(amount.range.clone());
    let mut blanks = 0;
    printed.chars().any(|c| {
        blanks = if c == ' ' || c == '\u{3000}' || c == '\t' || c == '_' { blanks + 1 } else { 0 };
        blanks >= 2
    })
}

/// Adds the facts of a sentence; `before` holds where the groups before it in the paragraph end, and what they are for.
fn sentence_facts(scene: &Scene, before: &mut Vec<(usize, Reason)>, out: &mut Vec<Fact>) {
    let mut earlier: Option<&Group> = None;
    for group in scene.groups() {
        let mut bounds = bound::bounds(scene, group);
        let first = &scene.amounts[group.members.start];
        let reason = match first.unit {
            Unit::Count(_) => count::role(scene, group, &bounds, before),
            Unit::Money(_) | Unit::Ratio(_) => role::role(scene, group, &bounds, before),
        };
        let Some(reason) = reason else { continue };
        // 达到500万元的企业 has at least so much.
        if reason.role == Some(Role::Threshold) && bound::is_reached(scene, group) {
            bounds.iter_mut().filter(|b| **b == Bound::Exactly).for_each(|b| *b = Bound::AtLeast);
        }
        push(scene, group, &bounds, &reason, earlier, out);
        before.push((group.range.end, reason));
        earlier = Some(group);
    }
}

/// Makes the facts of a group.
fn push(scene: &Scene, group: &Group, bounds: &[Bound], reason: &Reason, earlier: Option<&Group>, out: &mut Vec<Fact>) {
    let n = group.members.len();
    let words = |range: Range<usize>| scene.reading.quote(range).0;
    let mut subject = who::subject(scene, group, reason).map(words);
    if subject.is_none() && reason.role == Some(Role::Threshold) {
        let above = scene.reading.above.iter();
        subject = above.filter_map(|h| scene.vocabulary.applicant(h)).next().map(str::to_owned);
    }
    let mut conditions: Vec<String> = who::conditions(scene, group, reason.role).into_iter().map(words).collect();
    // 对升级为国家级的,… names the receiver and needs no saying twice.
    conditions.retain(|c| subject.as_ref().is_none_or(|s| c.trim_start_matches(['对', '對']).trim_end_matches('的') != s));
    let requirement = matches!(reason.role, Some(Role::Threshold | Role::Target));
    let window = if requirement { who::window(scene, group) } else { None };
    // 近三年累计 is a span of years, not a way of giving.
    let per = bound::per(scene, group).filter(|p| !(requirement && *p == Per::Cumulative));
    let each = bound::each(scene, group);
    // 分别: the first of the list gets the first amount.
    let apart = n > 1 && !group.is_range;
    let mut subjects = subject.as_deref().filter(|_| apart).and_then(|s| who::pair(s, n));
    // 新认定国家级、省级技术中心的,分别给予: the condition names who.
    if subjects.is_none() && apart && reason.role == Some(Role::Support) {
        let list = conditions.iter().position(|c| who::pair(c.strip_suffix('的').unwrap_or(c), n).is_some());
        if let Some(at) = list {
            let words = conditions.remove(at);
            subjects = who::pair(words.strip_suffix('的').unwrap_or(&words), n);
        }
    }
    let condition = (!conditions.is_empty()).then(|| conditions.join(";"));
    let steps = earlier.filter(|e| apart && e.members.len() == n && !e.is_range && reason.role == Some(Role::Support));
    let (quote, span) = scene.reading.quote(group.segment.clone());
    for (i, (amount, bound)) in scene.amounts[group.members.clone()].iter().zip(bounds).enumerate() {
        let (kind, unit, currency) = match &amount.unit {
            Unit::Money(currency) => (FactKind::Money, each.as_ref().map(|each| price(scene, currency, each)), currency.clone()),
            Unit::Ratio(unit) => (FactKind::Ratio, unit.clone(), None),
            Unit::Count(unit) => (FactKind::Count, Some(unit.clone()), None),
        };
        let step = steps.map(|e| {
            let one = &scene.amounts[e.members.start + i];
            let from = scene.amounts[e.members.start].range.start;
            format!("{}{}", words(e.segment.start..from), words(one.range.clone()))
        });
        out.push(Fact {
            address: scene.reading.clause.address.clone(),
            kind,
            value: amount.value.to_string(),
            bound: *bound,
            role: reason.role,
            unit,
            per,
            due: None,
            measure: reason.measure.clone().filter(|_| requirement || reason.role.is_none()),
            window: window.clone(),
            currency,
            subject: subjects.as_ref().and_then(|s| s.get(i)).or(subject.as_ref()).cloned(),
            condition: step.or_else(|| condition.clone()),
            quote: quote.clone(),
            span,
            rule: reason.rule.clone(),
        });
    }
}

/// 元/亩, 美元/吨
fn price(scene: &Scene, currency: &Option<String>, each: &str) -> String {
    let names = &scene.vocabulary.units.currency;
    let name = currency
        .as_ref()
        .and_then(|code| names.iter().find(|(name, c)| *c == code && !name.starts_with('元')))
        .map_or("元", |(name, _)| name);
    format!("{name}/{each}")
}

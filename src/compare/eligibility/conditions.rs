//! The conditions that a policy states, one for each part of a sentence that asks for one thing.

use std::ops::Range;

use crate::clause::{Clause, ClauseKind};
use crate::extract::{Fact, Role};
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::fold;

use crate::topic::sentence::{Passage, Sentence};

/// One condition.
#[derive(Clone, Debug)]
pub(super) struct Condition<'p> {
    pub clause: &'p Clause,
    /// Folded headings and lead-ins above it, nearest first.
    pub above: Vec<String>,
    /// The printed words.
    pub quote: String,
    /// The folded words.
    pub folded: String,
    /// The folded sentence.
    pub sentence: String,
    /// The threshold in it.
    pub fact: Option<&'p Fact>,
}

/// Every condition of a policy, in reading order. A part of a sentence with several thresholds gives one for each.
pub(super) fn conditions<'p>(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> Vec<Condition<'p>> {
    let forms = crate::topic::reading::forms(policy, lexicon);
    let outline = policy.clauses.iter().any(|c| c.kind != ClauseKind::Part && !c.kind.is_head());
    let mut out = Vec::new();
    let mut above: Vec<&Clause> = Vec::new();
    for clause in &policy.clauses {
        while above.last().is_some_and(|a| !a.address.is_ancestor_of(&clause.address)) {
            above.pop();
        }
        let form = clause.address.attachment().is_some_and(|n| forms.contains(&n));
        if !(form || outline && clause.kind == ClauseKind::Part) {
            of_clause(policy, clause, &above, lexicon, &mut out);
        }
        above.push(clause);
    }
    out
}

/// Folded headings above a clause, nearest first, with its own and with the lead-ins that end with a colon.
fn headings(clause: &Clause, above: &[&Clause]) -> Vec<String> {
    let mut out = vec![fold(&clause.heading)];
    for a in above.iter().rev().filter(|a| !a.kind.is_head()) {
        let last = fold(a.text_hans.lines().last().unwrap_or_default());
        if last.ends_with(':') {
            out.push(last.rsplit(['。', ';']).next().unwrap_or_default().to_owned());
        }
        out.push(fold(&a.heading));
    }
    out.extend(clause.groups.iter().rev().map(|g| fold(g)));
    out.retain(|h| !h.is_empty());
    out
}

fn of_clause<'p>(policy: &'p ParsedPolicy, clause: &'p Clause, above: &[&Clause], lexicon: &Lexicon, out: &mut Vec<Condition<'p>>) {
    let words = &lexicon.eligibility;
    let headings = headings(clause, above);
    let section = headings.iter().find_map(|h| words.section(h));
    let passage = Passage::new(clause);
    let facts = passage.place(policy.facts_of(&clause.address));
    for sentence in &passage.sentences {
        let text = &passage.folded[sentence.range.clone()];
        let threshold = |f: &Fact| f.role == Some(Role::Threshold) && f.measure.is_some();
        let own: Vec<_> = facts.iter().filter(|f| threshold(f.fact) && within(&f.at, &sentence.range)).collect();
        let stated = match section {
            Some(true) => true,
            Some(false) => !own.is_empty(),
            None => !own.is_empty() || words.obliges(text),
        };
        // A heading is none, and what ends with a colon leads in the conditions below.
        if !stated || sentence.heading || text.trim_end().ends_with(':') {
            continue;
        }
        for part in parts(&passage, sentence, lexicon) {
            let folded = passage.folded[part.clone()].trim_matches(['\n', ',', ';', '。']).to_owned();
            // A remark in brackets asks for nothing: （依据：第八批申报通知）
            if folded.chars().count() < 3 || folded.starts_with('(') && folded.ends_with(')') {
                continue;
            }
            let quote = passage.quote(&part, &[]).0;
            // …；对重点领域可适当放宽 belongs to the condition before it.
            if own.is_empty()
                && lexicon.eligibility.waives(&folded)
                && let Some(last) = out.last_mut().filter(|last| last.clause.address == clause.address)
            {
                last.quote = format!("{}{quote}", last.quote);
                last.folded = format!("{},{folded}", last.folded);
                continue;
            }
            let condition = Condition { clause, above: headings.clone(), quote, folded, sentence: text.to_owned(), fact: None };
            let before = out.len();
            out.extend(own.iter().filter(|f| within(&f.at, &part)).map(|f| Condition { fact: Some(f.fact), ..condition.clone() }));
            if out.len() == before && (section == Some(true) || words.obliges(text)) {
                out.push(condition);
            }
        }
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// The parts of a sentence that each ask for one thing: a premise (…的，) goes with what follows, all else that begins
/// no condition of its own with what stands before.
fn parts(passage: &Passage, sentence: &Sentence, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut premise = false;
    for phrase in &sentence.phrases {
        let text = passage.folded.get(phrase.clone()).unwrap_or_default();
        let begins = lexicon.eligibility.starts(text.trim_start_matches('\n'));
        match out.last_mut() {
            Some(last) if premise || !(begins || text.trim_end_matches(',').ends_with('的')) => last.end = phrase.end,
            _ => out.push(phrase.clone()),
        }
        premise = text.ends_with("的,");
    }
    out
}

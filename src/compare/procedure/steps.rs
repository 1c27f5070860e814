//! The steps that a policy lays down.

use std::ops::Range;

use super::super::value;
use super::Step;
use crate::clause::{Clause, ClauseKind};
use crate::extract::FactKind;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::fold;
use crate::topic::sentence::{Passage, PlacedFact, Sentence};

/// The clauses that lay down a procedure, each with its passage; forms are none.
pub(super) fn clauses<'p>(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> Vec<&'p Clause> {
    let forms = crate::topic::reading::forms(policy, lexicon);
    let mut out = Vec::new();
    let mut above: Vec<(&Clause, Option<bool>)> = Vec::new();
    for clause in &policy.clauses {
        while above.last().is_some_and(|(a, _)| !a.address.is_ancestor_of(&clause.address)) {
            above.pop();
        }
        let last = clause.text_hans.trim_end().lines().last().map(fold).filter(|l| l.ends_with(':'));
        let heading = fold(&clause.heading);
        let chapters = || clause.groups.iter().rev().find_map(|g| lexicon.procedure.section(&fold(g)));
        let own = if clause.kind.is_head() { None } else { lexicon.procedure.section(&heading) }.or_else(chapters);
        let from_above = above.last().and_then(|(_, s)| *s);
        let form = clause.address.attachment().is_some_and(|n| forms.contains(&n));
        let here = own.or(from_above);
        // A lead-in says it of what stands below: 按照以下程序开展：
        let below = last.and_then(|l| lexicon.procedure.section(l.rsplit('。').next().unwrap_or(&l))).or(here);
        if !form && clause.kind != ClauseKind::Part && (here == Some(true) || below == Some(true)) {
            out.push(clause);
        }
        above.push((clause, below));
    }
    out
}

/// The steps, in the order of the document; a step that a clause names twice stands once, with all its actors and times.
pub(super) fn steps(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for clause in clauses(policy, lexicon) {
        let first = out.len();
        let passage = Passage::new(clause);
        let facts = passage.place(policy.facts_of(&clause.address));
        for sentence in passage.sentences.iter().filter(|s| !s.heading) {
            of_sentence(policy, clause, &passage, sentence, &facts, lexicon, &mut out, first);
        }
    }
    out
}

#[allow(clippy::too_many_arguments)]
fn of_sentence(
    policy: &ParsedPolicy,
    clause: &Clause,
    passage: &Passage,
    sentence: &Sentence,
    facts: &[PlacedFact<'_>],
    lexicon: &Lexicon,
    out: &mut Vec<Step>,
    first: usize,
) {
    let mut actor: Option<&str> = None;
    let sentence_text = &passage.folded[sentence.range.clone()];
    for (n, phrase) in sentence.phrases.iter().enumerate() {
        let text = passage.folded[phrase.clone()].trim_start_matches(['\n', ',']).trim_end_matches([',', '。', ';']);
        // Without a name of its own, a part of a sentence goes on with the actor before it.
        actor = lexicon.procedure.actor(text).or(actor);
        let found = lexicon.procedure.steps_in(text);
        if found.is_empty() {
            continue;
        }
        let times: Vec<&PlacedFact<'_>> = facts.iter().filter(|f| is_time(f.fact.kind) && near(f, phrase, sentence, n)).collect();
        for (_, kind) in found {
            let at = out[first..].iter().position(|s| s.step == kind.id).map(|at| at + first);
            let at = at.unwrap_or_else(|| {
                out.push(Step {
                    step: kind.id.clone(),
                    label: kind.label.clone(),
                    policy: policy.document.id.clone(),
                    address: clause.address.clone(),
                    actors: Vec::new(),
                    times: Vec::new(),
                    quote: passage.quote(&sentence.range, &[]).0,
                    text_status: policy.document.text_status,
                    facts: Vec::new(),
                });
                out.len() - 1
            });
            let step = &mut out[at];
            if let Some(actor) = actor.filter(|a| !step.actors.iter().any(|x| x == a)) {
                step.actors.push(actor.to_owned());
            }
            let advisers = lexicon.procedure.advisers.iter().filter(|a| kind.advised && sentence_text.contains(a.as_str()));
            for adviser in advisers {
                if !step.actors.iter().any(|x| x.contains(adviser.as_str())) {
                    step.actors.push(adviser.clone());
                }
            }
            for time in &times {
                let words = value::plain(time.fact);
                if !step.times.contains(&words) {
                    step.times.push(words);
                    step.facts.push(time.fact.clone());
                }
            }
        }
    }
}

fn is_time(kind: FactKind) -> bool {
    matches!(kind, FactKind::Date | FactKind::Duration | FactKind::Recurring)
}

/// Whether a time stands in this part of the sentence or right before it.
fn near(fact: &PlacedFact<'_>, phrase: &Range<usize>, sentence: &Sentence, n: usize) -> bool {
    let start = n.checked_sub(1).and_then(|n| sentence.phrases.get(n)).map_or(phrase.start, |before| before.start);
    start <= fact.at.start && fact.at.start < phrase.end
}

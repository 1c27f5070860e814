//! The list of authorities: each document that a text cites once, with the clauses and its state.

use std::collections::HashMap;

use super::Checker;
use super::judge::validity;
use super::outcome::Outcome;
use super::types::{Authority, CheckedCitation, CitedClause};
use crate::clause::ClauseAddress;
use crate::message::Message;
use crate::policy::TextStatus;
use crate::resolve::TitleKey;
use crate::text::fold;

/// The documents of citations, in the order of the first citation.
pub fn list(checker: &Checker, citations: &[CheckedCitation], date: &str) -> Vec<Authority> {
    let mut out: Vec<Authority> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for citation in citations.iter().filter(|c| c.within.is_none()) {
        let Some(key) = key(citation) else { continue };
        let at = *known.entry(key).or_insert_with(|| {
            out.push(new(checker, citation, date));
            out.len() - 1
        });
        let Some(entry) = out.get_mut(at) else { continue };
        entry.count += 1;
        let worse = |a: Outcome, b: Outcome| Outcome::ALL.iter().position(|o| *o == a) < Outcome::ALL.iter().position(|o| *o == b);
        if worse(citation.outcome, entry.outcome) {
            entry.outcome = citation.outcome;
        }
        entry.number = entry.number.take().or_else(|| citation.number.clone());
        let address = citation.target.as_ref().map(|t| t.address.clone()).filter(|a| !a.is_empty());
        let name = match (&address, &citation.provision) {
            (Some(address), _) => address.parse::<ClauseAddress>().map_or_else(|_| address.clone(), |a| a.native()),
            (None, Some(printed)) => printed.clone(),
            (None, None) => continue,
        };
        let clause = CitedClause { name, address };
        if !entry.clauses.contains(&clause) {
            entry.clauses.push(clause);
        }
    }
    for entry in &mut out {
        sort(checker, entry);
    }
    out
}

/// What makes two citations ones of the same document.
fn key(citation: &CheckedCitation) -> Option<String> {
    if let Some(target) = &citation.target {
        return Some(format!("p{}", target.policy));
    }
    let title = citation.title.as_deref().map(|t| TitleKey::new(t).core).filter(|t| !t.is_empty());
    let number = citation.number.as_deref().map(fold);
    match (title, number) {
        (Some(title), _) => Some(format!("t{title}")),
        (None, Some(number)) => Some(format!("n{number}")),
        (None, None) => None,
    }
}

fn new(checker: &Checker, citation: &CheckedCitation, date: &str) -> Authority {
    let held = citation.target.as_ref().and_then(|t| checker.library.summary(&t.policy)).map(|s| &s.document);
    let title = held.map(|d| d.title.clone()).filter(|t| !t.is_empty()).or_else(|| citation.title.clone());
    let state = match held {
        None => match citation.outcome {
            outcome @ (Outcome::Conflict | Outcome::Ambiguous) => outcome.label(),
            Outcome::NotInCorpus => Message::new("cite-state-not-held"),
            _ => Message::new("state-not-checked"),
        },
        Some(policy) => match validity(policy, date) {
            Some((Some(outcome), why)) => Message::new("said-because").with("what", outcome.label()).with("why", why),
            Some((None, why)) => why,
            None if policy.text_status == TextStatus::Digest => Message::new("state-digest"),
            None if citation.outcome == Outcome::OtherVersion => Message::new("resolve-newer"),
            None => Message::new("state-held"),
        },
    };
    Authority {
        policy: held.map(|d| d.id.clone()),
        title: title.unwrap_or_else(|| citation.number.clone().unwrap_or_default()),
        number: held.and_then(|d| d.number_hans.clone()).or_else(|| citation.number.clone()),
        clauses: Vec::new(),
        count: 0,
        outcome: citation.outcome,
        state,
    }
}

/// Clauses in the order of the document; those that do not exist come last.
fn sort(checker: &Checker, entry: &mut Authority) {
    let Some(record) = entry.policy.as_ref().and_then(|id| checker.library.policy(id)) else { return };
    let order: HashMap<String, usize> = record.parsed.clauses.iter().enumerate().map(|(n, c)| (c.address.to_string(), n)).collect();
    entry.clauses.sort_by_key(|c| c.address.as_ref().and_then(|a| order.get(a).copied()).unwrap_or(usize::MAX));
}

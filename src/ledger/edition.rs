//! What a document's addresses were at one time.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::words::{hash, words_at};
use crate::index::PolicyRecord;
use crate::policy::PolicyId;
use crate::text::fold;

/// Characters of a clause's own words that are kept: enough to show what stood there and to know it again.
const KEPT: usize = 1000;
/// Hex digits of a hash that are kept.
const DIGITS: usize = 16;

/// The addresses of one document as they were published together. One line of the ledger.
///
/// `policy`, `digest` and `file` come first, so that a reader who looks for one document need not read the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// The document.
    pub policy: PolicyId,
    /// Hash of all addresses and words.
    pub digest: String,
    /// SHA-256 of the file's bytes, in hex: a file with another name is known by it.
    pub file: String,
    /// When it was recorded: RFC 3339, UTC.
    pub at: String,
    /// Title, simplified.
    #[serde(default)]
    pub title: String,
    /// Document number in the standard form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Its clauses in reading order.
    pub clauses: Vec<Entry>,
}

/// A clause of an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its address.
    pub address: String,
    /// The beginning of the SHA-256 of its normalised words and of those below it (see `words_of`).
    pub hash: String,
    /// Its own normalised words, those below left out; a line of the ledger leaves out what an earlier line
    /// of the document says under the same hash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Entry {
    /// The words; empty where the clause has none of its own.
    pub fn words(&self) -> &str {
        self.words.as_deref().unwrap_or("")
    }
}

impl Edition {
    /// What is published of a document that is held.
    pub fn of(record: &PolicyRecord, at: &str) -> Edition {
        let parsed = &record.parsed;
        let entry = |(n, clause): (usize, &crate::clause::Clause)| Entry {
            address: clause.address.to_string(),
            hash: short(&words_at(parsed, n)),
            words: Some(fold(&clause.text).chars().take(KEPT).collect()),
        };
        let clauses: Vec<Entry> = parsed.clauses.iter().enumerate().map(entry).collect();
        let all: String = clauses.iter().map(|e| format!("{}\t{}\n", e.address, e.hash)).collect();
        Edition {
            policy: parsed.document.id.clone(),
            digest: short(&all),
            file: record.sha256.clone(),
            at: at.to_owned(),
            title: parsed.document.title_hans.clone(),
            number: parsed.document.number_hans.clone(),
            clauses,
        }
    }

    /// The place of an address in the list.
    pub fn position(&self, address: &str) -> Option<usize> {
        self.clauses.iter().position(|e| e.address == address)
    }

    /// The clause at a place of the list, and those below it.
    pub fn family(&self, at: usize) -> &[Entry] {
        let Some(top) = self.clauses.get(at) else { return &[] };
        let below = |e: &&Entry| e.address.strip_prefix(&top.address).is_some_and(|rest| rest.starts_with('/'));
        let count = self.clauses[at + 1..].iter().take_while(below).count();
        &self.clauses[at..=at + count]
    }

    /// How much of this edition another one holds, word for word, 0 to 1.
    pub fn held_by(&self, other: &Edition) -> f64 {
        let theirs: HashSet<&str> = other.clauses.iter().map(|e| e.hash.as_str()).collect();
        let held = self.clauses.iter().filter(|e| theirs.contains(e.hash.as_str())).count();
        held as f64 / self.clauses.len().max(1) as f64
    }

    /// Leaves out the words that earlier lines say.
    pub(super) fn without(mut self, said: &HashSet<String>) -> Edition {
        for entry in &mut self.clauses {
            if said.contains(&entry.hash) {
                entry.words = None;
            }
        }
        self
    }

    /// Collects the words that the line says.
    pub(super) fn say(&self, said: &mut HashMap<String, String>) {
        for entry in &self.clauses {
            if let Some(words) = &entry.words {
                said.entry(entry.hash.clone()).or_insert_with(|| words.clone());
            }
        }
    }

    /// Puts back the words that were left out.
    pub(super) fn fill(&mut self, said: &HashMap<String, String>) {
        for entry in self.clauses.iter_mut().filter(|e| e.words.is_none()) {
            entry.words = said.get(&entry.hash).cloned();
        }
    }
}

fn short(words: &str) -> String {
    let mut out = hash(words);
    out.truncate(DIGITS);
    out
}

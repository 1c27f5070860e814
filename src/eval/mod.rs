//! Evaluation: what the parser finds in documents that were read by hand, against what the reader found.
//!
//! Recipe: [`gold::score`] parses the documents of `tests/gold/documents.tsv` from the corpus and holds each
//! kind of row against them; the [`Report`] names every missed row (`-`) and everything that no row
//! explains (`+`), then recall and precision for each kind. [`ranking::score`] asks the judged queries of
//! `queries.tsv` and says how well they are answered. [`baseline`] says which scores must not drop.
//! The rows are made by hand and never written by a program.

pub mod baseline;
pub mod gold;
mod mentions;
pub mod ranking;
pub mod rows;
mod structure;
mod values;

use std::collections::BTreeMap;

use serde::Serialize;

pub use ranking::RankingReport;
pub use rows::{EvalError, Row};

/// A gold row that was not found, or a finding that no gold row explains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `money`, `citation` …
    pub kind: String,
    /// Whether it is a gold row that was missed; otherwise something too much.
    pub missed: bool,
    /// The document.
    pub policy: String,
    /// The clause; empty when it concerns the whole document.
    pub address: String,
    /// What was expected, or what was found.
    pub text: String,
}

/// The score of one kind of row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Gold rows.
    pub rows: usize,
    /// Gold rows that were found.
    pub found: usize,
    /// What the parser reported.
    pub reported: usize,
    /// What of it a gold row explains.
    pub explained: usize,
}

impl Score {
    /// Share of the gold rows that were found; 1 where there is none.
    pub fn recall(&self) -> f64 {
        share(self.found, self.rows)
    }

    /// Share of what was reported that a gold row explains; 1 where nothing was reported.
    pub fn precision(&self) -> f64 {
        share(self.explained, self.reported)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Scores by kind, and what differs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Report {
    /// Scores, by the name of the kind.
    pub scores: BTreeMap<String, Score>,
    /// Missed rows and unexplained findings, in the order of the documents.
    pub differences: Vec<Difference>,
    /// How well the judged queries are answered; none when they were not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking: Option<RankingReport>,
}

impl Report {
    /// Counts a gold row; a missed one is listed as `text`.
    pub(crate) fn row(&mut self, kind: &str, found: bool, row: &Row, text: impl Into<String>) {
        let score = self.scores.entry(kind.to_owned()).or_default();
        score.rows += 1;
        score.found += usize::from(found);
        if !found {
            self.differ(kind, true, row.get("policy"), row.get("address"), text);
        }
    }

    /// Counts something the parser reported; what is not explained is listed as `text`.
    pub(crate) fn reported(&mut self, kind: &str, explained: bool, policy: &str, address: &str, text: impl Into<String>) {
        let score = self.scores.entry(kind.to_owned()).or_default();
        score.reported += 1;
        score.explained += usize::from(explained);
        if !explained {
            self.differ(kind, false, policy, address, text);
        }
    }

    fn differ(&mut self, kind: &str, missed: bool, policy: &str, address: &str, text: impl Into<String>) {
        let (kind, policy, address) = (kind.to_owned(), policy.to_owned(), address.to_owned());
        self.differences.push(Difference { kind, missed, policy, address, text: text.into() });
    }
}

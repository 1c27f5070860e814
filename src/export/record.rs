//! A comparison taken apart into records, one for each clause in a cell, with their sources.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::DIGEST;
use crate::compare::{Cell, CellState, Comparison, Entry};
use crate::extract::Fact;
use crate::index::PolicyRecord;
use crate::policy::{PolicyId, TextStatus};

/// One clause in a cell, or a cell without one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Id of the topic: `support`.
    pub topic: String,
    /// Name of the topic.
    pub label: String,
    /// What stands above the column.
    pub place: String,
    /// `found`, `silent`, `unrecognised`, `not_held`.
    pub state: String,
    /// Id of the policy; empty for a cell without clauses.
    pub policy: String,
    /// Address of the clause.
    pub address: String,
    /// The value in plain Chinese.
    pub value: String,
    /// The clause's own words.
    pub quote: String,
    /// `full` or `digest`.
    pub text_status: String,
    /// What a reader should know of the state.
    pub note: String,
    /// Title of the policy.
    pub title: String,
    /// Document number.
    pub number: String,
    /// The clause as an official would name it: 第五条第二款.
    pub clause: String,
    /// Rules that found the values: `cue.give`; several are divided by a space.
    pub rule: String,
    /// SHA-256 of the source file, in hex.
    pub sha256: String,
    /// When the source was retrieved, if the manifest says.
    pub retrieved: String,
    /// Where it was retrieved from.
    pub source_url: String,
}

impl Record {
    /// Names of the fields, in the order of a CSV file.
    pub const HEAD: [&'static str; 17] = [
        "topic",
        "label",
        "place",
        "state",
        "policy",
        "address",
        "value",
        "quote",
        "text_status",
        "note",
        "title",
        "number",
        "clause",
        "rule",
        "sha256",
        "retrieved",
        "source_url",
    ];

    /// The fields in the order of [`Self::HEAD`].
    pub fn fields(&self) -> Vec<String> {
        let all = [
            &self.topic,
            &self.label,
            &self.place,
            &self.state,
            &self.policy,
            &self.address,
            &self.value,
            &self.quote,
            &self.text_status,
            &self.note,
            &self.title,
            &self.number,
            &self.clause,
            &self.rule,
            &self.sha256,
            &self.retrieved,
            &self.source_url,
        ];
        all.into_iter().cloned().collect()
    }
}

/// A document that a comparison shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Id of the policy.
    pub policy: String,
    /// Title as printed.
    pub title: String,
    /// Document number in the standard form.
    pub number: String,
    /// Issuing authorities.
    pub issuers: String,
    /// Place.
    pub place: String,
    /// 成文日期.
    pub issued: String,
    /// 施行日期.
    pub effective: String,
    /// Last day in force.
    pub expires: String,
    /// 原文, or 要点（非原文）.
    pub text_status: String,
    /// The file in the corpus.
    pub path: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// When it was retrieved, if the manifest says.
    pub retrieved: String,
    /// Where from.
    pub source_url: String,
}

impl Source {
    /// Of a stored policy.
    pub fn of(record: &PolicyRecord) -> Source {
        let document = &record.parsed.document;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Source {
            policy: document.id.to_string(),
            title: document.title.clone(),
            number: text(&document.number_hans),
            issuers: document.issuers_hans.join("、"),
            place: document.place(),
            issued: text(&document.issued),
            effective: text(&document.effective),
            expires: text(&document.expires),
            text_status: if document.text_status == TextStatus::Digest { DIGEST } else { "原文" }.to_owned(),
            path: record.path.display().to_string(),
            sha256: record.sha256.clone(),
            retrieved: text(&document.retrieved),
            source_url: text(&document.source_url),
        }
    }
}

/// A comparison with all that is written beside it.
pub struct Export<'c> {
    /// The table.
    pub comparison: &'c Comparison,
    /// Its records, row by row, column by column.
    pub records: Vec<Record>,
    /// The facts behind each record.
    pub facts: Vec<Vec<Fact>>,
    /// The documents it shows, by id.
    pub sources: Vec<Source>,
    /// Where the site stands, for links: `http://127.0.0.1:8000`; none for no links to it.
    pub origin: Option<String>,
}

/// The rules that found the values of an entry, divided by a space.
pub(super) fn rules(entry: &Entry) -> String {
    let mut rules: Vec<&str> = entry.facts.iter().map(|f| f.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.join(" ")
}

impl<'c> Export<'c> {
    /// Gathers records and sources; `policy` gives what is stored of a document.
    pub fn new(comparison: &'c Comparison, policy: &dyn Fn(&PolicyId) -> Option<Arc<PolicyRecord>>, origin: Option<String>) -> Self {
        let ids = comparison.columns.iter().flat_map(|c| c.policies.iter().cloned());
        let shown = comparison.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.entries).map(|e| e.policy.clone());
        let mut sources: BTreeMap<PolicyId, Source> = BTreeMap::new();
        for id in ids.chain(shown) {
            if !sources.contains_key(&id)
                && let Some(record) = policy(&id)
            {
                sources.insert(id, Source::of(&record));
            }
        }
        let (mut records, mut facts) = (Vec::new(), Vec::new());
        for row in &comparison.rows {
            for (cell, column) in row.cells.iter().zip(&comparison.columns) {
                let empty = Record {
                    topic: row.topic.clone(),
                    label: row.label.clone(),
                    place: column.label.clone(),
                    state: state(cell.state).to_owned(),
                    note: cell.note.as_ref().map(ToString::to_string).unwrap_or_default(),
                    ..Record::default()
                };
                for entry in &cell.entries {
                    records.push(filled(&empty, entry, sources.get(&entry.policy)));
                    facts.push(entry.facts.clone());
                }
                if cell.entries.is_empty() {
                    records.push(empty);
                    facts.push(Vec::new());
                }
            }
        }
        Export { comparison, records, facts, sources: sources.into_values().collect(), origin }
    }
}

fn filled(empty: &Record, entry: &Entry, source: Option<&Source>) -> Record {
    let of_source = |field: fn(&Source) -> &String| source.map(|s| field(s).clone()).unwrap_or_default();
    Record {
        policy: entry.policy.to_string(),
        address: entry.address.to_string(),
        value: entry.value.to_string(),
        quote: entry.quote.clone(),
        text_status: if entry.text_status == TextStatus::Digest { "digest" } else { "full" }.to_owned(),
        title: of_source(|s| &s.title),
        number: of_source(|s| &s.number),
        clause: entry.address.native(),
        rule: rules(entry),
        sha256: of_source(|s| &s.sha256),
        retrieved: of_source(|s| &s.retrieved),
        source_url: of_source(|s| &s.source_url),
        ..empty.clone()
    }
}

fn state(state: CellState) -> &'static str {
    match state {
        CellState::Found => "found",
        CellState::Silent => "silent",
        CellState::Unrecognised => "unrecognised",
        CellState::NotHeld => "not_held",
    }
}

/// What a cell without a value says, with its note; empty for one with values.
pub fn silence(cell: &Cell) -> String {
    let state = cell.state.label();
    match &cell.note {
        Some(note) if !state.is_empty() => format!("{state}（{note}）"),
        _ => state.to_string(),
    }
}

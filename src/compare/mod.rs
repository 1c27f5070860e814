//! Comparison: places as columns, topics as rows.
//!
//! Recipe: [`compare`] answers a [`CompareRequest`] from the library, [`compare_policies`] from policies at
//! hand; [`topics`] lists the rows. Steps: `places` finds the columns; [`crate::topic`] finds the sentences that
//! speak of a topic; `matrix` gathers their clauses and says what a cell without a value means; `summary` and
//! [`value`] say the facts in plain Chinese.
//!
//! What a cell shows is one clause's own: nothing is merged between clauses, added up, or taken from another place.

mod matrix;
mod places;
mod summary;
pub mod value;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::clause::ClauseAddress;
use crate::extract::Fact;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic};
use crate::parsed::ParsedPolicy;
use crate::policy::{Level, Policy, PolicyId, TextStatus};
use crate::text::fold;
use crate::topic::reading::Reading;

/// What to compare; empty lists mean all.
#[derive(Clone, Debug, Default)]
pub struct CompareRequest {
    /// Topic ids, in the order of the rows.
    pub topics: Vec<String>,
    /// Places (short or full name, or corpus folder) or policy ids, in the order of the columns.
    pub places: Vec<String>,
}

/// The table.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// One for each place.
    pub columns: Vec<Column>,
    /// One for each topic.
    pub rows: Vec<Row>,
}

/// A place and the policies of it that we hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Short place name.
    pub place: String,
    /// What stands above the column: the place; of a single policy, the place and its number or title.
    pub label: String,
    /// Level of the place, when it is known.
    pub level: Option<Level>,
    /// Its policies.
    pub policies: Vec<PolicyId>,
}

/// A topic, with one cell for each column.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Id of the topic.
    pub topic: String,
    /// Name of the topic.
    pub label: String,
    /// In the order of the columns.
    pub cells: Vec<Cell>,
}

/// What a place says on a topic.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Whether anything was found; the three silences are different answers.
    pub state: CellState,
    /// What was found; several clauses are listed, none merged.
    pub entries: Vec<Entry>,
    /// What a reader should know of the state: that only a digest is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// State of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// There is an entry with a value.
    Found,
    /// 未规定: we hold the document and it is silent.
    Silent,
    /// 未识别: the text speaks of it, no value was recognised; the entries show where.
    Unrecognised,
    /// 未收录: we hold no document of this place.
    NotHeld,
}

/// One clause in a cell.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
    /// The normalised value in plain Chinese: 一次性，不超过 200 万元. Empty when only the words count.
    pub value: String,
    /// The clause's own words: whole sentences (up to 。 or ；) in the script of the source.
    pub quote: String,
    /// Where the value stands, or without a value the words that speak of the topic: `[first, end)` in
    /// characters of `quote`, ordered, not overlapping.
    pub marks: Vec<(usize, usize)>,
    /// Labels and headings of the clauses above and of this one, outermost first.
    pub heading_path: Vec<String>,
    /// Whether the words are the official text.
    pub text_status: TextStatus,
    /// The facts behind the value.
    pub facts: Vec<Fact>,
}

/// Why a comparison cannot be made.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum CompareError {
    /// No topic has this id or name.
    #[error("没有名为“{name}”的主题；最接近的是：{}", nearest.join("、"))]
    UnknownTopic {
        /// As asked.
        name: String,
        /// The nearest ids.
        nearest: Vec<String>,
    },
    /// No place has this name.
    #[error("没有名为“{name}”的地区；最接近的是：{}", nearest.join("、"))]
    UnknownPlace {
        /// As asked.
        name: String,
        /// The nearest places.
        nearest: Vec<String>,
    },
}

impl CellState {
    /// The state in plain Chinese; empty for a cell with a value.
    pub fn label(self) -> &'static str {
        match self {
            CellState::Found => "",
            CellState::Silent => "未规定",
            CellState::Unrecognised => "未识别",
            CellState::NotHeld => "未收录",
        }
    }
}

/// A row that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicInfo {
    /// Id, for requests and URLs.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Whether a cell without a value is 未识别; else the words are the answer.
    pub needs_number: bool,
}

/// The topics, in the order of the rows.
pub fn topics(lexicon: &Lexicon) -> Vec<TopicInfo> {
    let info = |t: &Topic| TopicInfo { id: t.id.clone(), label: t.label.clone(), needs_number: t.needs == Needs::Number };
    lexicon.topics.list.iter().map(info).collect()
}

/// Lays places side by side.
///
/// # Errors
/// [`CompareError`] names an unknown topic or place and the nearest known ones.
pub fn compare(library: &Library, lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    let documents: Vec<&Policy> = library.policies().iter().map(|s| &s.document).collect();
    let columns = places::columns(&documents, lexicon, &request.places)?;
    let records: Vec<_> = columns.iter().flat_map(|c| &c.policies).filter_map(|id| library.policy(id)).collect();
    let policies: Vec<&ParsedPolicy> = records.iter().map(|r| &r.parsed).collect();
    table(columns, &policies, lexicon, request)
}

/// Lays the places of these policies side by side.
///
/// # Errors
/// As [`compare`].
pub fn compare_policies(policies: &[&ParsedPolicy], lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    let documents: Vec<&Policy> = policies.iter().map(|p| &p.document).collect();
    table(places::columns(&documents, lexicon, &request.places)?, policies, lexicon, request)
}

fn table(
    columns: Vec<Column>,
    policies: &[&ParsedPolicy],
    lexicon: &Lexicon,
    request: &CompareRequest,
) -> Result<Comparison, CompareError> {
    let topics = rows(lexicon, &request.topics)?;
    let wanted: BTreeSet<&PolicyId> = columns.iter().flat_map(|c| &c.policies).collect();
    let policies = policies.par_iter().filter(|p| wanted.contains(&p.document.id));
    let readings: BTreeMap<&PolicyId, Reading<'_>> = policies.map(|p| (&p.document.id, Reading::new(p, lexicon))).collect();
    let rows = topics.into_iter().map(|topic| {
        let cells = columns.iter().map(|column| {
            let held: Vec<&Reading<'_>> = column.policies.iter().filter_map(|id| readings.get(id)).collect();
            matrix::cell(topic, &held)
        });
        Row { topic: topic.id.clone(), label: topic.label.clone(), cells: cells.collect() }
    });
    let rows = rows.collect();
    Ok(Comparison { columns, rows })
}

/// The topics that a request names, by id or by label; all when it names none.
fn rows<'l>(lexicon: &'l Lexicon, wanted: &[String]) -> Result<Vec<&'l Topic>, CompareError> {
    let all = &lexicon.topics.list;
    let mut out: Vec<&Topic> = Vec::new();
    for name in wanted.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
        let folded = fold(name);
        let Some(topic) = all.iter().find(|t| t.id == folded || fold(&t.label) == folded) else {
            let names = all.iter().flat_map(|t| [t.id.clone(), t.label.clone()]);
            return Err(CompareError::UnknownTopic { name: name.to_owned(), nearest: nearest(&folded, names) });
        };
        if !out.iter().any(|t| t.id == topic.id) {
            out.push(topic);
        }
    }
    Ok(if out.is_empty() { all.iter().collect() } else { out })
}

/// The three names most like `folded`, the likest first.
fn nearest(folded: &str, names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut scored: Vec<(u64, String)> = names
        .into_iter()
        .filter(|n| !n.is_empty())
        // Thousandths, so that the order is total.
        .map(|n| ((strsim::jaro_winkler(folded, &fold(&n)) * 1000.0) as u64, n))
        .collect();
    scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.dedup();
    scored.into_iter().take(3).map(|(_, n)| n).collect()
}

//! Comparison: places as columns, topics as rows.
//!
//! Recipe: [`compare`] answers a [`CompareRequest`].

use serde::Serialize;

use crate::clause::ClauseAddress;
use crate::extract::Fact;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::policy::{PolicyId, TextStatus};

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
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Short place name.
    pub place: String,
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
    /// The clause's own words.
    pub quote: String,
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

/// Lays places side by side.
///
/// # Errors
/// [`CompareError`] names an unknown topic or place and the nearest known ones.
pub fn compare(library: &Library, lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    let _ = (library, lexicon, request);
    Ok(Comparison { columns: Vec::new(), rows: Vec::new() })
}

//! Comparison: places as columns, topics as rows.
//!
//! Recipe: [`compare_with`] answers a [`CompareRequest`] from the library and keeps what it read in a
//! [`Memory`]; [`compare`] does it once, [`compare_policies`] from policies at hand; [`topics`] lists the rows.
//! Steps: `places` finds the columns, `rows` the rows; [`crate::topic`] finds the sentences that speak of a topic;
//! `matrix` gathers their clauses and says what a cell without a value means; `asked` does the same for a row that is
//! a search; `procedure` gives the row of steps, which is asked for by name ([`STEPS`]); `summary` and [`value`] say the facts in plain Chinese; `order` sorts columns and finds equal rows;
//! [`chart`] tells the numbers and days of a row for a picture.
//!
//! Two rooms beside it compare clauses themselves: [`align`] lays clauses or documents side by side, word by
//! word and number by number; [`lineage`] finds which clause was taken from which.
//!
//! What a cell shows is one clause's own: nothing is merged between clauses, added up, or taken from another place.

pub mod align;
mod asked;
pub mod chart;
pub mod eligibility;
mod error;
pub mod lineage;
mod matrix;
mod memory;
mod order;
mod places;
pub mod procedure;
mod rows;
mod summary;
pub mod value;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::clause::ClauseAddress;
use crate::extract::Fact;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic};
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::{Basis, Level, Policy, PolicyId, TextStatus};
use crate::text::fold;

pub use error::CompareError;
use memory::Answers;
pub use memory::Memory;
pub use rows::{ROW, STEPS, topic_ids};

/// What to compare; empty lists mean all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompareRequest {
    /// Topic ids or names, in the order of the rows. `row:` and a query make that search a row
    /// (see [`ROW`]); with `kind:money` in it the amounts of its clauses are the values; `all` stands for all topics.
    pub topics: Vec<String>,
    /// Places (short or full name, or corpus folder) or policy ids, in the order of the columns.
    pub places: Vec<String>,
    /// Leaves out the rows in which all columns say the same.
    pub differences: bool,
    /// Sorts the columns by the number of a row.
    pub sort: Option<Sort>,
}

/// An order of the columns. Columns without a number stand last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// Topic or search, as in [`CompareRequest::topics`].
    pub row: String,
    /// The largest number of a cell first; else the smallest number first.
    pub descending: bool,
}

/// The table.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Comparison {
    /// One for each place.
    pub columns: Vec<Column>,
    /// One for each topic.
    pub rows: Vec<Row>,
    /// Topics of rows that were left out because all columns say the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub equal: Vec<TopicInfo>,
    /// The policies of the columns, with their dates.
    pub documents: Vec<Dated>,
}

/// A policy and from when and until when it is in force, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Dated {
    /// The policy.
    pub policy: PolicyId,
    /// Title in simplified characters.
    pub title: String,
    /// Document number in the standard form.
    pub number: Option<String>,
    /// Best known date: issued, else published, else effective.
    pub date: Option<String>,
    /// First day in force.
    pub effective: Option<String>,
    /// Last day in force.
    pub expires: Option<String>,
    /// Whether a day was computed from a rule and is not printed in the text: 自印发之日起施行, 有效期5年.
    pub computed: bool,
}

impl Dated {
    fn of(policy: &Policy) -> Self {
        Dated {
            policy: policy.id.clone(),
            title: policy.title_hans.clone(),
            number: policy.number_hans.clone(),
            date: policy.date().map(str::to_owned),
            effective: policy.first_day().map(str::to_owned),
            expires: policy.last_day().map(str::to_owned),
            computed: policy.validity.as_ref().is_some_and(|v| v.basis == Basis::Computed),
        }
    }
}

/// A place and the policies of it that we hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ComparisonColumn)]
pub struct Column {
    /// The name that means this column and no other, for requests and URLs: a place, or the id of a policy.
    pub key: String,
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
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(as = ComparisonRow)]
pub struct Row {
    /// Id of the topic; of a search that was asked for, `row:` and the query.
    pub topic: String,
    /// Name of the topic; of a search, the query.
    pub label: String,
    /// The search behind the row, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// What was not understood in the search; the rest was searched as text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// In the order of the columns.
    pub cells: Vec<Cell>,
}

/// What a place says on a topic.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ComparisonCell)]
pub struct Cell {
    /// Whether anything was found; the three silences are different answers.
    pub state: CellState,
    /// What was found; several clauses are listed, none merged.
    pub entries: Vec<Entry>,
    /// What a reader should know of the state: that only a digest is held.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
}

/// State of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
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
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ComparisonEntry)]
pub struct Entry {
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
    /// The normalised value for readers: 一次性，不超过 200 万元. Says nothing when only the words count.
    pub value: Message,
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

impl CellState {
    /// The state for readers: 未规定; says nothing for a cell with a value.
    pub fn label(self) -> Message {
        match self {
            CellState::Found => Message::default(),
            CellState::Silent => Message::new("state-silent"),
            CellState::Unrecognised => Message::new("state-unrecognised"),
            CellState::NotHeld => Message::new("state-not-held"),
        }
    }
}

impl Column {
    /// What stands above it, for readers.
    pub fn heading(&self) -> Message {
        heading(&self.place, &self.label)
    }
}

/// The label of a column, which begins with its place, for readers: 云南 工信规〔2025〕1号, Yunnan 工信规〔2025〕1号.
pub fn heading(place: &str, label: &str) -> Message {
    match label.strip_prefix(place).filter(|_| !place.is_empty()).map(str::trim) {
        Some("") => Message::place(place),
        Some(rest) => Message::new("compare-column").with("place", Message::place(place)).with("document", rest),
        None => label.into(),
    }
}

/// A row that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
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

/// The row of the steps of an application, which stands beside the topics and is shown when it is asked for.
pub fn steps_row() -> TopicInfo {
    let row = rows::steps();
    TopicInfo { id: row.id, label: row.label, needs_number: false }
}

/// The columns that these names mean: places (short or full name, or corpus folder) and policy ids; all places for no name.
///
/// # Errors
/// [`CompareError::UnknownPlace`] with the nearest known ones.
pub fn columns(library: &Library, lexicon: &Lexicon, names: &[String]) -> Result<Vec<Column>, CompareError> {
    let documents: Vec<&Policy> = library.policies().iter().map(|s| &s.document).collect();
    places::columns(&documents, lexicon, names)
}

/// Lays places side by side.
///
/// # Errors
/// [`CompareError`] names an unknown topic or place and the nearest known ones.
pub fn compare(library: &Library, lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    compare_with(&Memory::none(), library, lexicon, request)
}

/// Lays places side by side, and keeps what was read of each policy for the next time.
///
/// # Errors
/// As [`compare`].
pub fn compare_with(memory: &Memory, library: &Library, lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    let documents: Vec<&Policy> = library.policies().iter().map(|s| &s.document).collect();
    let columns = places::columns(&documents, lexicon, &request.places)?;
    table(columns, &documents, lexicon, request, &Source::Index { library, memory })
}

/// Lays the places of these policies side by side. Rows that are searches need [`compare`].
///
/// # Errors
/// As [`compare`]; [`CompareError::NeedsIndex`].
pub fn compare_policies(policies: &[&ParsedPolicy], lexicon: &Lexicon, request: &CompareRequest) -> Result<Comparison, CompareError> {
    let documents: Vec<&Policy> = policies.iter().map(|p| &p.document).collect();
    let columns = places::columns(&documents, lexicon, &request.places)?;
    table(columns, &documents, lexicon, request, &Source::Policies(policies))
}

/// Where the policies are.
enum Source<'s> {
    Index { library: &'s Library, memory: &'s Memory },
    Policies(&'s [&'s ParsedPolicy]),
}

fn table(
    mut columns: Vec<Column>,
    documents: &[&Policy],
    lexicon: &Lexicon,
    request: &CompareRequest,
    source: &Source<'_>,
) -> Result<Comparison, CompareError> {
    let wanted = rows::wanted(lexicon, &request.topics, matches!(source, Source::Index { .. }))?;
    let sort = request.sort.as_ref().map(|s| Ok((rows::sorting(lexicon, &s.row)?, s.descending))).transpose()?;
    let ruled: Vec<&Topic> = wanted.iter().chain(sort.iter().map(|(t, _)| t)).map(|t| &**t).filter(|t| t.query.is_none()).collect();
    let status: BTreeMap<&PolicyId, TextStatus> = documents.iter().map(|d| (&d.id, d.text_status)).collect();
    let held: Vec<PolicyId> = {
        let mut held: Vec<PolicyId> = columns.iter().flat_map(|c| c.policies.clone()).collect();
        held.sort_unstable();
        held.dedup();
        held
    };
    let read = |id: &PolicyId| -> Option<Answers> {
        match source {
            Source::Index { library, memory } => memory.answers(library, lexicon, id, &ruled),
            Source::Policies(policies) => policies.iter().find(|p| p.document.id == *id).map(|p| memory::read(p, lexicon, &ruled)),
        }
    };
    let answers: BTreeMap<PolicyId, Answers> = match ruled.is_empty() {
        true => BTreeMap::new(),
        false => held.par_iter().filter_map(|id| Some((id.clone(), read(id)?))).collect(),
    };
    let row = |topic: &Topic, columns: &[Column]| -> Result<Row, CompareError> {
        let digests = |c: &Column| c.policies.iter().all(|id| status.get(id) == Some(&TextStatus::Digest));
        if let Some(query) = &topic.query {
            let Source::Index { library, .. } = source else { return Err(CompareError::NeedsIndex { name: topic.label.clone() }) };
            return Ok(asked::row(library, lexicon, topic, query, columns, &digests));
        }
        let cells = columns.iter().map(|column| {
            let of = |id: &PolicyId| answers.get(id).and_then(|a| a.get(&topic.id)).cloned().unwrap_or_default();
            let mut entries: Vec<Entry> = column.policies.iter().flat_map(of).collect();
            if topic.id == STEPS {
                // The steps of a place are counted through.
                entries.iter_mut().zip(1..).for_each(|(e, n)| {
                    e.value = Message::new("step-numbered").with("n", n).with("step", std::mem::take(&mut e.value));
                });
            }
            matrix::cell(topic.needs, matrix::Held { entries, policies: column.policies.len(), digests: digests(column) })
        });
        Ok(Row { topic: topic.id.clone(), label: topic.label.clone(), cells: cells.collect(), ..Row::default() })
    };
    if let Some((topic, descending)) = &sort {
        columns = order::sorted(columns.clone(), &row(topic, &columns)?, *descending);
    }
    let mut documents: Vec<Dated> = documents.iter().filter(|d| held.binary_search(&d.id).is_ok()).map(|d| Dated::of(d)).collect();
    documents.sort_by(|a, b| a.policy.cmp(&b.policy));
    let mut rows: Vec<Row> = wanted.iter().map(|topic| row(topic, &columns)).collect::<Result<_, _>>()?;
    let mut equal = Vec::new();
    if request.differences && columns.len() > 1 {
        rows.retain(|row| {
            let same = order::is_equal(row);
            if same {
                equal.push(TopicInfo { id: row.topic.clone(), label: row.label.clone(), needs_number: false });
            }
            !same
        });
    }
    Ok(Comparison { columns, rows, equal, documents })
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

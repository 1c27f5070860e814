//! The tool `compare`.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::ask::Compare;
use super::paged::{Page, page};
use super::passage::citation;
use super::standing::{Standing, State, standing};
use super::{Answer, Holdings, Refusal, find, structured};
use crate::clause::Clause;
use crate::compare::{Cell, CompareRequest, Entry, ROW, TopicInfo, columns, compare_with, topics};
use crate::ledger::hash;
use crate::policy::{PolicyId, TextStatus};

/// Columns at once.
const COLUMNS: usize = 12;
/// Cells on a page.
const CELLS: usize = 48;
/// Policies of a column that are named.
const NAMED: usize = 20;
/// Clauses of a cell.
const ENTRIES: usize = 4;
/// Characters of the words of an entry.
const WORDS: usize = 500;

/// The answer of `compare`.
#[derive(Serialize, JsonSchema)]
pub struct Compared {
    /// The columns, in their order.
    pub columns: Vec<ColumnOut>,
    /// Which part of the rows this is.
    pub page: Page,
    /// The rows; each has a cell for each column.
    pub rows: Vec<RowOut>,
    /// Names of rows that were left out because all columns say the same.
    pub equal: Vec<String>,
    /// The documents of the clauses on this page.
    pub documents: Vec<DocumentOut>,
    /// All topics that can be asked for, as id and name; given when no topic was named.
    pub topics: Vec<String>,
}

/// A place, or one policy.
#[derive(Serialize, JsonSchema)]
pub struct ColumnOut {
    /// The name that means this column in a further question.
    pub key: String,
    /// What stands above it.
    pub label: String,
    /// How many policies of it are held.
    pub held: usize,
    /// Their ids, at most 20.
    pub policies: Vec<String>,
}

/// A topic.
#[derive(Serialize, JsonSchema)]
pub struct RowOut {
    /// Id of the topic, or row: and a query.
    pub topic: String,
    /// Its name.
    pub label: String,
    /// In the order of the columns.
    pub cells: Vec<CellOut>,
}

/// What a place says on a topic.
#[derive(Serialize, JsonSchema)]
pub struct CellOut {
    /// found; silent (未规定: the documents held say nothing of it); unrecognised (未识别: they speak of it, no value was
    /// recognised); not_held (未收录: no document of this place is held). The last three are different answers: never say
    /// that a place has no rule when the cell is unrecognised or not_held.
    pub state: &'static str,
    /// What a reader should know of the state.
    pub note: Option<String>,
    /// The clauses, none merged with another.
    pub entries: Vec<EntryOut>,
    /// How many clauses are left out here; search with the place finds them.
    pub left_out: usize,
}

/// A clause in a cell.
#[derive(Serialize, JsonSchema)]
pub struct EntryOut {
    /// Id of the policy.
    pub policy: String,
    /// Address of the clause.
    pub address: String,
    /// How official documents cite it; null for a digest.
    pub citation: Option<String>,
    /// The value in plain Chinese; empty when only the words count. A cap (不超过) is a cap: never add values up.
    pub value: String,
    /// The exact words of the clause that speak of the topic: whole sentences, as printed.
    pub quote: String,
    /// Whether `quote` leaves out a part of these sentences; get_clause gives all words.
    pub quote_cut: bool,
    /// SHA-256 of all the words of the clause, as get_clause gives them.
    pub text_sha256: String,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// full or digest (要点（非原文）, never to be quoted as the official text).
    pub text_status: &'static str,
    /// Whether its document was in force on the day; `documents` has the reason.
    pub state: State,
}

/// A document behind a column.
#[derive(Serialize, JsonSchema)]
pub struct DocumentOut {
    /// Its id.
    pub policy: String,
    /// Title in simplified characters.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// Best known date.
    pub date: Option<String>,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// full or digest.
    pub text_status: &'static str,
    /// Whether it was in force on the day.
    pub standing: Standing,
}

fn status(status: TextStatus) -> &'static str {
    match status {
        TextStatus::Full => "full",
        TextStatus::Digest => "digest",
    }
}

fn entry(holdings: &dyn Holdings, entry: &Entry, day: &str) -> Option<EntryOut> {
    let record = holdings.library().policy(&entry.policy)?;
    let parsed = &record.parsed;
    let clause = parsed.clause(&entry.address);
    let path: Vec<&Clause> = clause.iter().flat_map(|c| parsed.ancestors(&c.address).chain([*c])).collect();
    let quote: String = entry.quote.chars().take(WORDS).collect();
    Some(EntryOut {
        policy: entry.policy.to_string(),
        address: entry.address.to_string(),
        citation: (entry.text_status == TextStatus::Full).then(|| citation(&record, &path)),
        value: entry.value.to_string(),
        quote_cut: quote.len() < entry.quote.len(),
        quote,
        text_sha256: hash(clause.map_or("", |c| c.text.as_str())),
        file_sha256: record.sha256.clone(),
        text_status: status(entry.text_status),
        state: standing(holdings, &parsed.document, day).state,
    })
}

fn cell(holdings: &dyn Holdings, cell: &Cell, day: &str) -> CellOut {
    let state = match cell.state {
        crate::compare::CellState::Found => "found",
        crate::compare::CellState::Silent => "silent",
        crate::compare::CellState::Unrecognised => "unrecognised",
        crate::compare::CellState::NotHeld => "not_held",
    };
    CellOut {
        state,
        note: cell.note.as_ref().map(ToString::to_string),
        entries: cell.entries.iter().take(ENTRIES).filter_map(|e| entry(holdings, e, day)).collect(),
        left_out: cell.entries.len().saturating_sub(ENTRIES),
    }
}

fn document(holdings: &dyn Holdings, id: &PolicyId, day: &str) -> Option<DocumentOut> {
    let record = holdings.library().policy(id)?;
    let document = &record.parsed.document;
    Some(DocumentOut {
        policy: id.to_string(),
        title: document.title_hans.clone(),
        number: document.number_hans.clone(),
        date: document.date().map(str::to_owned),
        file_sha256: record.sha256.clone(),
        text_status: status(document.text_status),
        standing: standing(holdings, document, day),
    })
}

/// Lays places side by side.
pub fn run(holdings: &dyn Holdings, asked: Compare) -> Answer {
    let (library, lexicon) = (holdings.library(), holdings.lexicon());
    let day = find::day(asked.date.as_deref())?;
    let wide = columns(library, lexicon, &asked.places).map_err(|e| find::comparison(&e))?;
    if wide.len() > COLUMNS {
        let names: Vec<String> = wide.iter().map(|c| c.key.clone()).collect();
        return Err(Refusal::new(
            format!("{} columns are too many at once; the places are {}", wide.len(), names.join(", ")),
            format!("name at most {COLUMNS} of them in `places`"),
        ));
    }
    let named = !asked.topics.is_empty() || !asked.searches.is_empty();
    let searches = asked.searches.iter().map(|q| format!("{ROW}{q}"));
    let request = CompareRequest {
        topics: asked.topics.iter().cloned().chain(searches).collect(),
        places: asked.places.clone(),
        differences: asked.differences,
        sort: None,
    };
    let comparison = compare_with(holdings.memory(), library, lexicon, &request).map_err(|e| find::comparison(&e))?;
    let each = (CELLS / comparison.columns.len().max(1)).max(1);
    let (range, page) = page(asked.page, each, comparison.rows.len(), "rows")?;
    let shown = comparison.rows[range.clone()].iter().flat_map(|r| &r.cells).flat_map(|c| c.entries.iter().take(ENTRIES));
    let mut ids: Vec<&PolicyId> = shown.map(|e| &e.policy).collect();
    ids.sort();
    ids.dedup();
    let known = |t: TopicInfo| format!("{} {}", t.id, t.label);
    structured(&Compared {
        columns: comparison
            .columns
            .iter()
            .map(|c| ColumnOut {
                key: c.key.clone(),
                label: c.label.clone(),
                held: c.policies.len(),
                policies: c.policies.iter().take(NAMED).map(ToString::to_string).collect(),
            })
            .collect(),
        page,
        rows: comparison.rows[range]
            .iter()
            .map(|r| RowOut {
                topic: r.topic.clone(),
                label: r.label.clone(),
                cells: r.cells.iter().map(|c| cell(holdings, c, &day)).collect(),
            })
            .collect(),
        equal: comparison.equal.iter().map(|t| t.label.clone()).collect(),
        documents: ids.into_iter().filter_map(|id| document(holdings, id, &day)).collect(),
        topics: if named { Vec::new() } else { topics(lexicon).into_iter().map(known).collect() },
    })
}

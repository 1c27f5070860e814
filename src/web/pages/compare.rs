//! `/compare`: places side by side, one row for each topic.

use askama::Template;

use crate::compare::{Cell, CellState, CompareRequest, Comparison, Entry};
use crate::index::PolicySummary;
use crate::policy::{PolicyId, TextStatus};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::{naming, urls};

/// Clauses shown in a cell before the rest is folded away.
const ENTRIES_SHOWN: usize = 3;

/// The table.
#[derive(Template)]
#[template(path = "pages/compare.html")]
pub struct ComparePage {
    frame: Frame,
    topics: Vec<Choice>,
    places: Vec<Choice>,
    chosen: bool,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    api: String,
}

/// A box of the form.
struct Choice {
    value: String,
    text: String,
    on: bool,
}

/// A place.
struct ColumnView {
    place: String,
    documents: Vec<Link>,
}

/// A topic.
struct RowView {
    label: String,
    only: String,
    cells: Vec<CellView>,
}

/// What a place says on a topic.
struct CellView {
    place: String,
    class: &'static str,
    state: &'static str,
    meaning: &'static str,
    entries: Vec<EntryView>,
    more: Vec<EntryView>,
}

/// One clause.
struct EntryView {
    href: String,
    place: String,
    heading: String,
    document: String,
    value: String,
    quote: String,
    digest: bool,
}

impl ComparePage {
    /// From what was asked, the answer, and the answer to asking for everything (for the form).
    pub fn new(request: &CompareRequest, comparison: Comparison, everything: &Comparison, policies: &[PolicySummary]) -> Self {
        let on = |chosen: &[String], names: [&str; 2]| chosen.is_empty() || chosen.iter().any(|c| names.contains(&c.as_str()));
        let topic = |row: &crate::compare::Row| Choice {
            on: on(&request.topics, [&row.topic, &row.label]),
            value: row.topic.clone(),
            text: row.label.clone(),
        };
        let mut places: Vec<Choice> = everything
            .columns
            .iter()
            .map(|c| Choice {
                on: comparison.columns.iter().any(|chosen| chosen.place == c.place),
                value: c.place.clone(),
                text: c.place.clone(),
            })
            .collect();
        // A place that was asked for and of which nothing is held stays in the form.
        for column in comparison.columns.iter().filter(|c| everything.columns.iter().all(|e| e.place != c.place)) {
            places.push(Choice { value: column.place.clone(), text: column.place.clone(), on: true });
        }
        let title = |id: &PolicyId| {
            let found = policies.iter().find(|p| p.document.id == *id);
            found.map_or_else(|| id.to_string(), |p| naming::title(&p.document).to_owned())
        };
        let names: Vec<String> = comparison.columns.iter().map(|c| c.place.clone()).collect();
        let columns = comparison
            .columns
            .iter()
            .map(|c| ColumnView {
                place: c.place.clone(),
                documents: c.policies.iter().map(|id| Link::new(urls::policy(id), title(id))).collect(),
            })
            .collect();
        let rows = comparison
            .rows
            .into_iter()
            .map(|row| RowView {
                only: urls::compare(std::slice::from_ref(&row.topic), &request.places),
                label: row.label,
                cells: row.cells.into_iter().zip(&names).map(|(cell, place)| cell_view(cell, place, &title)).collect(),
            })
            .collect();
        ComparePage {
            frame: Frame::new("对照", Nav::Compare),
            topics: everything.rows.iter().map(topic).collect(),
            places,
            chosen: !request.topics.is_empty() || !request.places.is_empty(),
            columns,
            rows,
            api: urls::api_compare(&request.topics, &request.places),
        }
    }
}

fn cell_view(cell: Cell, place: &str, title: &dyn Fn(&PolicyId) -> String) -> CellView {
    let (class, state, meaning) = words(cell.state);
    let mut entries: Vec<EntryView> = cell.entries.into_iter().map(|e| entry_view(e, title)).collect();
    let more = entries.split_off(entries.len().min(ENTRIES_SHOWN));
    CellView { place: place.to_owned(), class, state, meaning, entries, more }
}

/// Class, name and meaning of a state. The three silences are different answers.
pub fn words(state: CellState) -> (&'static str, &'static str, &'static str) {
    match state {
        CellState::Found => ("found", "", ""),
        CellState::Silent => ("silent", "未规定", "已收录的文件没有提到"),
        CellState::Unrecognised => ("unrecognised", "未识别", "原文提到了，没有读出具体数值，请看原文"),
        CellState::NotHeld => ("not-held", "未收录", "本库没有这个地区的文件"),
    }
}

fn entry_view(entry: Entry, title: &dyn Fn(&PolicyId) -> String) -> EntryView {
    EntryView {
        href: urls::clause(&entry.policy, &entry.address),
        place: entry.address.native(),
        heading: entry.heading_path.join(" › "),
        document: title(&entry.policy),
        value: entry.value,
        quote: entry.quote,
        digest: entry.text_status == TextStatus::Digest,
    }
}

//! `/compare`: places side by side, one row for each topic.

use askama::Template;

use super::search::marked;
use crate::compare::{Cell, CellState, CompareRequest, Comparison, Entry, TopicInfo};
use crate::index::PolicySummary;
use crate::policy::{Level, PolicyId, TextStatus};
use crate::text::Script;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::{naming, urls};

/// Clauses shown in a cell before the rest is folded away.
const ENTRIES_SHOWN: usize = 2;

/// What the table can be taken away as.
const FILES: [(&str, &str); 5] = [("xlsx", "Excel 表格"), ("docx", "Word 文档"), ("csv", "CSV"), ("md", "Markdown"), ("json", "JSON")];

/// The table.
#[derive(Template)]
#[template(path = "pages/compare.html")]
pub struct ComparePage {
    frame: Frame,
    topics: Vec<Choice>,
    places: Vec<Choice>,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    api: String,
    /// The table as a file.
    files: Vec<Link>,
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
    level: &'static str,
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
    note: Option<String>,
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
    quote: Vec<(String, bool)>,
    lang: &'static str,
    digest: bool,
}

impl ComparePage {
    /// From what was asked, the answer, and what can be asked.
    pub fn new(request: &CompareRequest, comparison: Comparison, topics: Vec<TopicInfo>, policies: &[PolicySummary]) -> Self {
        let topics = topics
            .into_iter()
            .map(|t| Choice { on: comparison.rows.iter().any(|r| r.topic == t.id), value: t.id, text: t.label })
            .collect();
        let mut names: Vec<String> = Vec::new();
        // A place that was asked for and of which nothing is held stays in the form.
        for place in policies.iter().map(|p| p.document.place()).chain(comparison.columns.iter().map(|c| c.place.clone())) {
            if !names.contains(&place) {
                names.push(place);
            }
        }
        let on = |name: &String| comparison.columns.iter().any(|c| c.place == *name);
        let places = names.into_iter().map(|name| Choice { on: on(&name), value: name.clone(), text: name }).collect();
        let title = |id: &PolicyId| {
            let found = policies.iter().find(|p| p.document.id == *id);
            found.map_or_else(|| id.to_string(), |p| naming::title(&p.document).to_owned())
        };
        let labels: Vec<String> = comparison.columns.iter().map(|c| c.label.clone()).collect();
        let columns = comparison
            .columns
            .iter()
            .map(|c| ColumnView {
                place: c.label.clone(),
                level: c.level.map_or("", Level::label),
                documents: c.policies.iter().map(|id| Link::new(urls::policy(id), title(id))).collect(),
            })
            .collect();
        let rows = comparison
            .rows
            .into_iter()
            .map(|row| RowView {
                only: urls::compare(std::slice::from_ref(&row.topic), &request.places),
                label: row.label,
                cells: row.cells.into_iter().zip(&labels).map(|(cell, place)| cell_view(cell, place, &title)).collect(),
            })
            .collect();
        ComparePage {
            frame: Frame::new("对照", Nav::Compare),
            topics,
            places,
            columns,
            rows,
            api: urls::api_compare(&request.topics, &request.places),
            files: FILES.map(|(format, words)| Link::new(urls::compare_file(&request.topics, &request.places, format), words)).into(),
        }
    }
}

fn cell_view(cell: Cell, place: &str, title: &dyn Fn(&PolicyId) -> String) -> CellView {
    let (class, state, meaning) = words(cell.state);
    let mut entries: Vec<EntryView> = cell.entries.into_iter().map(|e| entry_view(e, title)).collect();
    let more = entries.split_off(entries.len().min(ENTRIES_SHOWN));
    CellView { place: place.to_owned(), class, state, meaning, note: cell.note, entries, more }
}

/// Class, name and meaning of a state. The three silences are different answers.
fn words(state: CellState) -> (&'static str, &'static str, &'static str) {
    let (class, meaning) = match state {
        CellState::Found => ("found", ""),
        CellState::Silent => ("silent", "已收录的文件没有提到"),
        CellState::Unrecognised => ("unrecognised", "原文提到了，没有读出具体数值，请看原文"),
        CellState::NotHeld => ("not-held", "本库没有这个地区的文件"),
    };
    (class, state.label(), meaning)
}

fn entry_view(entry: Entry, title: &dyn Fn(&PolicyId) -> String) -> EntryView {
    EntryView {
        href: urls::clause(&entry.policy, &entry.address),
        place: entry.address.native(),
        heading: entry.heading_path.join(" › "),
        document: title(&entry.policy),
        value: entry.value,
        lang: naming::lang(Script::detect(&entry.quote)),
        quote: marked(&entry.quote, &entry.marks),
        digest: entry.text_status == TextStatus::Digest,
    }
}

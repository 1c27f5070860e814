//! The cells of the table: what a place says on a topic, clause by clause.

use crate::compare::{Cell, CellState, Dated, Entry};
use crate::message::Message;
use crate::policy::{PolicyId, TextStatus};
use crate::text::Script;
use crate::web::frame::Link;
use crate::web::labels::in_force;
use crate::web::language::say;
use crate::web::pages::search::marked;
use crate::web::{naming, urls};

/// Clauses shown in a cell before the rest is folded away.
const ENTRIES_SHOWN: usize = 2;

/// A document of a column.
pub(super) struct Document {
    pub(super) link: Link,
    pub(super) class: &'static str,
    pub(super) in_force: String,
}

/// What a place says on a topic.
pub(super) struct CellView {
    pub(super) place: String,
    pub(super) class: &'static str,
    pub(super) state: String,
    pub(super) meaning: String,
    pub(super) note: Option<String>,
    pub(super) entries: Vec<EntryView>,
    pub(super) more: Vec<EntryView>,
}

/// One clause.
pub(super) struct EntryView {
    pub(super) href: String,
    pub(super) place: String,
    pub(super) heading: String,
    pub(super) document: String,
    pub(super) date: String,
    pub(super) class: &'static str,
    pub(super) in_force: String,
    pub(super) value: String,
    pub(super) quote: Vec<(String, bool)>,
    pub(super) lang: &'static str,
    pub(super) digest: bool,
}

/// What is known of the documents of the table.
pub(super) struct About<'a> {
    pub(super) documents: &'a [Dated],
    pub(super) today: &'a str,
}

impl About<'_> {
    fn of(&self, id: &PolicyId) -> Option<&Dated> {
        self.documents.iter().find(|d| d.policy == *id)
    }

    fn title(&self, id: &PolicyId) -> String {
        self.of(id).map(|d| d.title.clone()).filter(|t| !t.is_empty()).unwrap_or_else(|| id.to_string())
    }

    pub(super) fn document(&self, id: &PolicyId) -> Document {
        let (class, in_force) = self.of(id).map(|d| in_force(d, self.today)).unwrap_or_default();
        let date = self.of(id).and_then(|d| d.date.clone()).unwrap_or_default();
        Document { link: Link::new(urls::policy(id), self.title(id)).note(date), class, in_force }
    }
}

pub(super) fn cell_view(cell: Cell, place: &str, about: &About<'_>) -> CellView {
    let (class, state, meaning) = words(cell.state);
    let mut entries: Vec<EntryView> = cell.entries.into_iter().map(|e| entry_view(e, about)).collect();
    let more = entries.split_off(entries.len().min(ENTRIES_SHOWN));
    CellView { place: place.to_owned(), class, state, meaning, note: cell.note.as_ref().map(say), entries, more }
}

/// Class, name and meaning of a state. The three silences are different answers.
fn words(state: CellState) -> (&'static str, String, String) {
    let (class, meaning) = match state {
        CellState::Found => return ("found", String::new(), String::new()),
        CellState::Silent => ("silent", "cell-silent"),
        CellState::Unrecognised => ("unrecognised", "cell-unrecognised"),
        CellState::NotHeld => ("not-held", "cell-not-held"),
    };
    (class, say(&state.label()), say(&Message::new(meaning)))
}

fn entry_view(entry: Entry, about: &About<'_>) -> EntryView {
    let Document { link, class, in_force } = about.document(&entry.policy);
    let (place, path) = (entry.address.native(), entry.heading_path.join(" › "));
    EntryView {
        href: urls::clause(&entry.policy, &entry.address),
        // What stands at the top of its document has been named by its label: 一、 | 基本思路.
        heading: path.strip_prefix(&place).unwrap_or(&path).to_owned(),
        place,
        document: link.text,
        date: link.note,
        class,
        in_force,
        value: say(&entry.value),
        lang: naming::lang(Script::detect(&entry.quote)),
        quote: marked(&entry.quote, &entry.marks),
        digest: entry.text_status == TextStatus::Digest,
    }
}

//! `/p/{id}/form/{attachment}`: a form, to read and to take away.

use askama::Template;

use crate::export::form::FormFile;
use crate::form::{Block, CellRole, Part};
use crate::index::PolicyRecord;
use crate::message::{Message, name};
use crate::policy::TextStatus;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::{language, say};
use crate::web::naming::{self, lang};
use crate::web::urls;

/// A form.
#[derive(Template)]
#[template(path = "pages/form.html")]
pub struct FormPage {
    frame: Frame,
    title: String,
    label: String,
    lang: &'static str,
    kind: String,
    count: usize,
    document: Link,
    original: String,
    digest: bool,
    blocks: Vec<BlockView>,
    files: Vec<Link>,
    origin: String,
}

enum BlockView {
    Heading(String),
    Line {
        parts: Vec<PartView>,
        note: bool,
    },
    Table {
        rows: Vec<RowView>,
        /// Whether it has more columns than a narrow screen holds.
        broad: bool,
    },
}

struct RowView {
    cells: Vec<CellView>,
}

struct CellView {
    /// `col`, `row` for heads; empty for other cells.
    scope: &'static str,
    class: &'static str,
    columns: usize,
    rows: usize,
    parts: Vec<PartView>,
}

/// A piece of a line; a blank has one of four widths, because a page may not carry styles of its own.
enum PartView {
    Words(String),
    Blank(&'static str),
    Box(bool),
    Break,
}

impl FormPage {
    /// From a form and the document it is attached to.
    pub fn new(file: &FormFile, record: &PolicyRecord) -> Self {
        let (form, document) = (&file.form, &record.parsed.document);
        let file_of = |(ending, words): (&str, &'static str)| {
            Link::new(urls::form_file(&document.id, &form.address, ending), say(&Message::new(words)))
        };
        FormPage {
            frame: Frame::new(form.title.clone(), Nav::Apply),
            title: form.title.clone(),
            label: form.label.clone(),
            lang: lang(document.script),
            kind: name(language(), form.kind.label()),
            count: form.fields.len(),
            document: Link::new(urls::policy(&document.id), naming::title(document)),
            original: urls::clause(&document.id, &form.address),
            digest: document.text_status == TextStatus::Digest,
            blocks: form.blocks.iter().map(block).collect(),
            files: [("docx", "form-docx"), ("xlsx", "form-xlsx"), ("json", "form-json")].into_iter().map(file_of).collect(),
            origin: say(&origin(file)),
        }
    }
}

/// Where the form comes from, as its files say it.
fn origin(file: &FormFile) -> Message {
    let source = &file.source;
    let title = match source.number.as_str() {
        "" => source.title.as_str().into(),
        number => Message::new("form-numbered").with("title", &source.title).with("number", number),
    };
    let first = Message::new("form-source").with("title", title).with("attachment", file.form.address.native().trim());
    let mut parts = vec![first, Message::new("form-address").with("address", file.place())];
    parts.push(Message::new("form-hash").with("hash", &source.sha256));
    if !source.retrieved.is_empty() {
        parts.push(Message::new("form-retrieved").with("day", &source.retrieved));
    }
    if !source.source_url.is_empty() {
        parts.push(source.source_url.as_str().into());
    }
    let all = parts.into_iter().reduce(|first, then| Message::new("value-also").with("first", first).with("then", then));
    Message::new("form-origin").with("parts", all.unwrap_or_default())
}

fn block(block: &Block) -> BlockView {
    match block {
        Block::Heading { text, .. } => BlockView::Heading(text.clone()),
        Block::Paragraph { parts, note } => BlockView::Line { parts: self::parts(parts), note: *note },
        Block::Table(table) => {
            let row = |row: &crate::form::Row| RowView {
                cells: row
                    .cells
                    .iter()
                    .map(|c| CellView {
                        scope: match (row.head, c.role) {
                            (true, _) => "col",
                            (false, CellRole::Label) => "row",
                            _ => "",
                        },
                        class: match c.role {
                            CellRole::Label => "label",
                            CellRole::Blank => "empty",
                            CellRole::Choice | CellRole::Fill => "fill",
                        },
                        columns: c.columns,
                        rows: c.rows,
                        parts: parts(&c.parts),
                    })
                    .collect(),
            };
            BlockView::Table { rows: table.rows.iter().map(row).collect(), broad: table.columns > 3 }
        }
    }
}

fn parts(parts: &[Part]) -> Vec<PartView> {
    let view = |p: &Part| match p {
        Part::Text { text } => PartView::Words(text.clone()),
        Part::Blank { width: 0..=4 } => PartView::Blank("b1"),
        Part::Blank { width: 5..=8 } => PartView::Blank("b2"),
        Part::Blank { width: 9..=16 } => PartView::Blank("b3"),
        Part::Blank { .. } => PartView::Blank("b4"),
        Part::Box { ticked, .. } => PartView::Box(*ticked),
        Part::Break => PartView::Break,
    };
    parts.iter().map(view).collect()
}

//! A form, as data.

use serde::Serialize;

use crate::clause::ClauseAddress;
pub use crate::lexicon::forms::FormKind;
use crate::message::Message;

/// An attachment, or a whole document, that is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// The attachment; empty for a whole document.
    pub address: ClauseAddress,
    /// As printed: 附件1.
    pub label: String,
    /// Its title; from the list of attachments where the printed one is broken.
    pub title: String,
    /// The title as it stands above the form.
    pub printed: String,
    /// What is done with it.
    pub kind: FormKind,
    /// What stands in it, in order. Together with label and printed title that is every word of the attachment.
    pub blocks: Vec<Block>,
    /// What is filled in, in order.
    pub fields: Vec<Field>,
}

/// A piece of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// The heading of a section: 一、基本情况
    Heading {
        /// Its words.
        text: String,
        /// The clause it heads.
        #[serde(skip_serializing_if = "Option::is_none")]
        address: Option<ClauseAddress>,
    },
    /// A line or a paragraph; also all that no rule takes for a table.
    Paragraph {
        /// Its words, blanks and boxes.
        parts: Vec<Part>,
        /// Whether it instructs whoever fills in the form.
        note: bool,
    },
    /// A table.
    Table(Table),
}

/// A table. Every cell knows its place, so that cells that reach over rows and columns can be drawn anywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Number of columns.
    pub columns: usize,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Whether its cells are the heads of the columns below.
    pub head: bool,
    /// From left to right; a cell that reaches down from a row above is not among them.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Its words, blanks and boxes; none for an empty cell.
    pub parts: Vec<Part>,
    /// What it is for.
    pub role: CellRole,
    /// First column, from 0.
    pub column: usize,
    /// How many columns it reaches over.
    pub columns: usize,
    /// How many rows it reaches over.
    pub rows: usize,
}

/// What a cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellRole {
    /// Says what is filled in beside it or below.
    Label,
    /// Empty, to be filled in.
    Blank,
    /// Boxes to tick.
    Choice,
    /// Words around blanks: 中级    人.
    Fill,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Part {
    /// Printed words.
    Text {
        /// In the script of the source.
        text: String,
    },
    /// Left to be filled in.
    Blank {
        /// Columns of the printed blank, two for a Chinese character.
        width: usize,
    },
    /// A box to tick.
    Box {
        /// As printed: □
        sign: String,
        /// Whether it is ticked already.
        ticked: bool,
    },
    /// The end of a line within a cell.
    Break,
}

/// Something to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What is asked: 联系电话.
    pub label: String,
    /// What it belongs to: 法定代表人; may be empty.
    pub group: String,
    /// The section it stands in; may be empty.
    pub section: String,
    /// What is filled in.
    pub kind: FieldKind,
    /// The unit printed beside it: 万元; may be empty.
    pub unit: String,
    /// What can be ticked.
    pub options: Vec<String>,
    /// How many rows there are for it; 1 but in a table with one row for each entry.
    pub rows: usize,
}

/// What is filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Words.
    #[default]
    Text,
    /// A number, with the unit of the field.
    Number,
    /// A day, month or year.
    Date,
    /// Boxes to tick.
    Choice,
    /// A seal or a signature.
    Sign,
}

impl FieldKind {
    /// The kind for readers: 文字.
    pub fn label(self) -> Message {
        Message::new(match self {
            FieldKind::Text => "form-field-text",
            FieldKind::Number => "form-field-number",
            FieldKind::Date => "form-field-date",
            FieldKind::Choice => "field-choice",
            FieldKind::Sign => "field-sign",
        })
    }
}

impl Part {
    /// The part in plain text: a blank is drawn, a box keeps its sign.
    pub fn plain(&self) -> String {
        match self {
            Part::Text { text } => text.clone(),
            Part::Blank { width } => "_".repeat((*width).clamp(2, 24)),
            Part::Box { sign, .. } => sign.clone(),
            Part::Break => "\n".to_owned(),
        }
    }
}

/// Parts in plain text.
pub fn plain(parts: &[Part]) -> String {
    parts.iter().map(Part::plain).collect()
}

/// The printed words of parts, without blanks and boxes.
pub fn words(parts: &[Part]) -> String {
    let word = |p: &Part| match p {
        Part::Text { text } => text.clone(),
        Part::Break => " ".to_owned(),
        _ => String::new(),
    };
    parts.iter().map(word).collect::<String>().trim().to_owned()
}

impl Block {
    /// Every printed sign of the block, in order: words and boxes, cells one after the other.
    pub fn printed(&self) -> String {
        let signs = |parts: &[Part]| -> String {
            let sign = |p: &Part| match p {
                Part::Text { text } => text.clone(),
                Part::Box { sign, .. } => sign.clone(),
                _ => String::new(),
            };
            parts.iter().map(sign).collect()
        };
        match self {
            Block::Heading { text, .. } => text.clone(),
            Block::Paragraph { parts, .. } => signs(parts),
            Block::Table(table) => table.rows.iter().flat_map(|r| &r.cells).map(|c| signs(&c.parts)).collect(),
        }
    }
}

//! Clauses: from source text to a tree of addressed clauses.
//!
//! Recipe: [`parse`] takes the source text and returns the clauses, what was left out, and warnings.
//! Steps: [`layout`] cuts physical lines, drops boilerplate with a reason and joins hard wraps into
//! logical lines; [`marker`] reads the number at the start of a logical line, and `series` decides
//! about the doubtful ones; `documents` finds where a second document begins; [`parts`] tells notice,
//! title, preamble, body, signature, attachments and imprint apart; [`parser`] builds the tree
//! (`numbering`, `tree`) and gives every clause its [`ClauseAddress`].
//!
//! Laws (held by a property test): spans nest and are ordered; the spans of the top clauses and of
//! the dropped lines tile the source exactly; parsing never fails and never panics.

pub mod address;
mod contents;
mod documents;
mod head;
mod heading;
pub mod layout;
pub mod marker;
mod numbering;
pub mod parser;
pub mod parts;
mod quoted;
mod series;
mod tree;

pub use address::{BadAddress, ClauseAddress, Part, Step};
pub use parser::{ClauseTree, parse};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::{NormalizedText, Span};

/// What a clause is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClauseKind {
    /// A part of the document: notice, title, preamble, signature …
    Part,
    /// The head of an attachment.
    Attachment,
    /// The head of a second document in the same file.
    Document,
    /// 第…条
    Article,
    /// A numbered clause of an outline: 一、 （一） 1. （1） ①
    Numbered,
    /// An unnumbered paragraph (款).
    Paragraph,
}

impl ClauseKind {
    /// Whether it is the head of a text of its own within the file, with clauses of its own below it.
    pub fn is_head(self) -> bool {
        matches!(self, ClauseKind::Attachment | ClauseKind::Document)
    }
}

/// One clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Clause {
    /// Stable address within the document.
    pub address: ClauseAddress,
    /// The marker as printed: （一）, 第五条, 附件1. Empty for parts and paragraphs.
    pub label: String,
    /// 0 for the top.
    pub depth: usize,
    /// What it is.
    pub kind: ClauseKind,
    /// Heading without marker and closing full stop; empty when the clause has none.
    pub heading: String,
    /// Own text without the marker and without the children, wraps joined; paragraphs and table rows
    /// are divided by `\n`. Begins with the heading, if there is one.
    pub text: String,
    /// `text` in simplified characters.
    pub text_hans: String,
    /// From the clause's first line to the end of its last descendant, in bytes of the source.
    pub span: Span,
    /// Whether the number is missing in the source and was supplied.
    pub inferred: bool,
    /// The chapters and sections (编, 章, 节) above an article, outermost first, as printed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// The pieces of the source that make up the label and the own text, line by line.
    #[schema(value_type = Vec<(usize, usize, bool)>)]
    pub pieces: Vec<Piece>,
}

/// A piece of the source that belongs to a clause's own text: the content of one physical line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(usize, usize, bool)", into = "(usize, usize, bool)")]
pub struct Piece {
    /// Its place in the source, white space at the ends left out.
    pub span: Span,
    /// Whether it begins a new paragraph (else it continues the line before, which was wrapped).
    pub new_paragraph: bool,
}

impl From<(usize, usize, bool)> for Piece {
    fn from((start, end, new_paragraph): (usize, usize, bool)) -> Self {
        Piece { span: Span::new(start, end), new_paragraph }
    }
}

impl From<Piece> for (usize, usize, bool) {
    fn from(piece: Piece) -> Self {
        (piece.span.start, piece.span.end, piece.new_paragraph)
    }
}

impl Clause {
    /// The own text for matching (simplified, width-folded, no white space), without the label.
    pub fn normalized(&self, source: &str) -> NormalizedText {
        let mut skip = self.label.chars().filter(|c| !crate::text::width::is_blank(*c)).count();
        let mut pieces = Vec::with_capacity(self.pieces.len());
        for piece in &self.pieces {
            let mut start = piece.span.start;
            for (at, c) in piece.span.of(source).char_indices() {
                if skip == 0 {
                    break;
                }
                skip -= usize::from(!crate::text::width::is_blank(c));
                start = piece.span.start + at + c.len_utf8();
            }
            if start < piece.span.end {
                pieces.push((Span::new(start, piece.span.end), piece.new_paragraph));
            }
        }
        NormalizedText::new(source, &pieces)
    }

    /// The label, or for a paragraph its place: 第二款.
    pub fn display_label(&self) -> String {
        if self.label.is_empty() { self.address.native() } else { self.label.trim().to_owned() }
    }
}

/// Text that was left out of the clauses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Dropped {
    /// Its place in the source.
    pub span: Span,
    /// Why.
    pub reason: DropReason,
}

/// Why a line is no part of the document. The names are part of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// White space before the document begins.
    Blank,
    /// Navigation, breadcrumbs, buttons, share links.
    Navigation,
    /// Adverts, related articles and everything after them.
    PageTail,
    /// Publishing data of the web page: 发布时间, 来源, 索引号.
    PageMetadata,
    /// A page title that stands again as the document's title.
    DuplicateTitle,
    /// A page number.
    PageNumber,
    /// A line repeated on every page.
    RunningHead,
    /// A table of contents.
    Contents,
    /// Marks of Markdown in a plain text: `##` before a heading, `**` around it.
    Markup,
}

impl DropReason {
    /// The reason in plain Chinese.
    pub fn label(self) -> &'static str {
        match self {
            DropReason::Blank => "空白",
            DropReason::Navigation => "网页导航或按钮",
            DropReason::PageTail => "正文之后的广告、推荐或页脚",
            DropReason::PageMetadata => "网页发布信息",
            DropReason::DuplicateTitle => "与标题重复的网页标题",
            DropReason::PageNumber => "页码",
            DropReason::RunningHead => "页眉页脚",
            DropReason::Contents => "目录",
            DropReason::Markup => "排版标记",
        }
    }
}

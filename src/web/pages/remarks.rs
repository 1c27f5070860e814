//! What a reader of a document should know: warnings, and the text that was left out.

use crate::clause::{ClauseAddress, DropReason};
use crate::diagnostic::WarningKind;
use crate::index::PolicyRecord;
use crate::message::{Message, told};
use crate::text::Span;
use crate::web::language::say;

/// Characters shown of one piece of text.
const SHOWN_CHARS: usize = 1200;
/// Remarks of one kind shown on a page.
const SHOWN: usize = 100;

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarningView {
    /// 编号跳号 …
    pub kind: String,
    /// What it means for the reader.
    pub meaning: String,
    /// Fragment of the clause; empty when it concerns the whole document.
    pub id: String,
    /// What the clause is called.
    pub place: String,
    /// Line of the source, from 1.
    pub line: usize,
    /// The words there.
    pub text: String,
    /// What the parser found and what it expected.
    pub detail: String,
}

/// Text that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DroppedView {
    /// 网页导航或按钮 …
    pub reason: String,
    /// First line of the source, from 1.
    pub first: usize,
    /// Last line.
    pub last: usize,
    /// The words, cut when long.
    pub text: String,
    /// How many characters were cut.
    pub more: usize,
    /// Where they begin in the source, in bytes.
    pub start: usize,
}

/// Finds the line of a place in the source.
struct Lines(Vec<usize>);

impl Lines {
    fn new(source: &str) -> Self {
        Lines(source.match_indices('\n').map(|(at, _)| at).collect())
    }

    fn number(&self, at: usize) -> usize {
        self.0.partition_point(|newline| *newline < at) + 1
    }
}

/// The warnings of a document.
pub fn warnings(record: &PolicyRecord) -> Vec<WarningView> {
    let lines = Lines::new(&record.source);
    let view = |w: &crate::diagnostic::Warning| WarningView {
        kind: kind(w.kind),
        meaning: say(&meaning(w.kind)),
        id: w.address.clone(),
        place: w.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default(),
        line: lines.number(w.span.start),
        text: cut(w.span.of(&record.source).trim(), 60).0,
        detail: say(&told(&w.detail)),
    };
    record.parsed.warnings.iter().take(SHOWN).map(view).collect()
}

/// What a kind of warning is called, in the language of the request.
pub fn kind(kind: WarningKind) -> String {
    say(&Message::new(match kind {
        WarningKind::MissingNumber => "remark-kind-missing-number",
        WarningKind::DuplicateNumber => "remark-kind-duplicate-number",
        WarningKind::InferredHeading => "remark-kind-inferred-heading",
        WarningKind::LossyDecoding => "remark-kind-lossy-decoding",
        WarningKind::ConversionMismatch => "remark-kind-conversion",
        WarningKind::Manifest => "remark-kind-manifest",
        WarningKind::Limit => "remark-kind-limit",
        WarningKind::UnknownYear => "remark-kind-unknown-year",
    }))
}

/// What a reason to leave text out is called, in the language of the request.
pub fn reason(reason: DropReason) -> String {
    say(&Message::new(match reason {
        DropReason::Blank => "remark-dropped-blank",
        DropReason::Navigation => "remark-dropped-navigation",
        DropReason::PageTail => "remark-dropped-tail",
        DropReason::PageMetadata => "remark-dropped-metadata",
        DropReason::DuplicateTitle => "remark-dropped-title",
        DropReason::PageNumber => "remark-dropped-number",
        DropReason::RunningHead => "remark-dropped-head",
        DropReason::Contents => "remark-dropped-contents",
        DropReason::Markup => "remark-dropped-markup",
    }))
}

/// What a kind of warning means for the reader.
pub fn meaning(kind: WarningKind) -> Message {
    Message::new(match kind {
        WarningKind::MissingNumber => "remark-missing-number",
        WarningKind::DuplicateNumber => "remark-duplicate-number",
        WarningKind::InferredHeading => "remark-inferred-heading",
        WarningKind::LossyDecoding => "remark-lossy-decoding",
        WarningKind::ConversionMismatch => "remark-conversion",
        WarningKind::Manifest => "remark-manifest",
        WarningKind::Limit => "remark-limit",
        WarningKind::UnknownYear => "remark-unknown-year",
    })
}

/// What was left out, neighbours with the same reason joined, white space left out.
pub fn dropped(record: &PolicyRecord) -> Vec<DroppedView> {
    let source = &record.source;
    let lines = Lines::new(source);
    let mut joined: Vec<(Span, DropReason)> = Vec::new();
    for dropped in record.parsed.dropped.iter().filter(|d| !d.span.of(source).trim().is_empty()) {
        match joined.last_mut() {
            Some((span, reason)) if *reason == dropped.reason && Span::new(span.end, dropped.span.start).of(source).trim().is_empty() => {
                span.end = dropped.span.end.max(span.end);
            }
            _ => joined.push((dropped.span, dropped.reason)),
        }
    }
    let view = |(span, reason): &(Span, DropReason)| {
        let words = span.of(source);
        let start = span.start + (words.len() - words.trim_start().len());
        let (text, more) = cut(words.trim(), SHOWN_CHARS);
        DroppedView {
            reason: self::reason(*reason),
            first: lines.number(start),
            last: lines.number((start + words.trim().len()).saturating_sub(1)),
            text,
            more,
            start,
        }
    };
    joined.iter().take(SHOWN).map(view).collect()
}

/// The first characters, and how many more there are.
fn cut(text: &str, max: usize) -> (String, usize) {
    match text.char_indices().nth(max) {
        Some((at, _)) => (text[..at].to_owned(), text[at..].chars().count()),
        None => (text.to_owned(), 0),
    }
}

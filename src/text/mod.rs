//! Text: from bytes to characters that can be matched, without ever losing the place in the source.
//!
//! Recipe: [`SourceText::decode`] turns bytes into the source text that every [`Span`] counts in;
//! [`NormalizedText::new`] joins pieces of it into simplified, width-folded text that remembers
//! where each character came from. Steps, each in its file:
//! [`source`] decodes, [`width`] folds full-width forms one to one, [`script`] converts traditional
//! characters (the only place that knows OpenCC), [`normalize`] joins the three, [`numeral`] reads
//! Chinese and Arabic numbers, [`quantity`] numbers with their units, [`segment`] cuts words (the only place that knows
//! jieba), [`sound`] knows how characters sound, [`pattern()`] makes the patterns of rules.

mod charset;
mod decimal;
pub mod normalize;
pub mod numeral;
mod pattern;
pub mod quantity;
pub mod script;
pub mod segment;
pub mod sound;
pub mod source;
pub mod width;

pub use normalize::{NormalizedText, fold, letters_and_digits};
pub use pattern::pattern;
pub use script::{Script, to_hans, to_hant};
pub use source::{DecodeError, SourceText};

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

/// A range of bytes of the decoded source text; always on character borders.
///
/// Written in JSON as `[start, end]`, end excluded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end` (excluded).
    pub const fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// Whether `other` lies inside this span.
    pub const fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub const fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The slice of `text` that this span names; empty if the span does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// As it is written: two numbers.
impl PartialSchema for Span {
    fn schema() -> RefOr<Schema> {
        let whole = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        let pair = ArrayBuilder::new().items(whole).min_items(Some(2)).max_items(Some(2));
        pair.description(Some("First and one-past-last byte of the decoded source text, UTF-8."))
            .examples([serde_json::json!([0, 12])])
            .into()
    }
}

impl ToSchema for Span {}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Span { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

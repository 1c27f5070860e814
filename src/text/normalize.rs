//! Text for matching, with the way back to the source.

use std::ops::Range;
use std::sync::LazyLock;

use super::Span;
use super::charset::CharSet;
use super::script::to_hans;
use super::width::{fold_width, is_blank, push_lower};

/// Folds a text for comparison and indexing: simplified, width-folded, lower case, without white space.
///
/// Index and query go through this same function, so that what is typed in either script, in any
/// width and with any spacing finds the same clauses.
///
/// ```
/// use tiaoli::text::fold;
/// assert_eq!(fold("《廣州市 創新産品目錄》ＡＢ"), "《广州市创新产品目录》ab");
/// ```
pub fn fold(text: &str) -> String {
    let hans = to_hans(text);
    let mut folded = String::with_capacity(hans.len());
    let mut from = 0;
    // Most characters stay as they are, and are copied many at a time.
    let changed = &*CHANGED;
    for (at, c) in hans.char_indices().filter(|(_, c)| changed.contains(*c)) {
        folded.push_str(&hans[from..at]);
        from = at + c.len_utf8();
        if !is_blank(c) {
            push_lower(&mut folded, fold_width(c));
        }
    }
    folded.push_str(&hans[from..]);
    folded
}

/// The characters that [`fold`] changes or leaves out in a simplified text.
static CHANGED: LazyLock<CharSet> = LazyLock::new(|| {
    let changed = |c: &char| is_blank(*c) || fold_width(*c) != *c || !c.to_lowercase().eq([*c]);
    ('\0'..='\u{FFFF}').filter(changed).collect()
});

/// The letters, characters and digits of a text, without punctuation and spaces: what is left when two spellings of a
/// title, a name or a number are compared. The text is folded before, if width and script shall not matter either.
///
/// ```
/// use tiaoli::text::letters_and_digits;
/// assert_eq!(letters_and_digits("《创新 办法（试行）》"), letters_and_digits("创新办法(试行)"));
/// ```
pub fn letters_and_digits(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Pieces of the source joined into one simplified, width-folded text without white space, where
/// every character remembers its place in the source.
///
/// Between two paragraphs stands one `\n`, so that no pattern reaches across.
#[derive(Clone, Debug, Default)]
pub struct NormalizedText {
    text: String,
    /// For each character: its first byte in `text`, and its place in the source.
    places: Vec<(u32, Span)>,
}

impl NormalizedText {
    /// Joins `pieces` of `source`; a piece marked `true` begins a new paragraph.
    ///
    /// ```
    /// use tiaoli::text::{NormalizedText, Span};
    /// let source = "不低于1 億\n元";
    /// let text = NormalizedText::new(source, &[(Span::new(0, 14), true), (Span::new(15, 18), false)]);
    /// assert_eq!(text.as_str(), "不低于1亿元");
    /// assert_eq!(text.source_span(9..16), Span::new(9, 18));
    /// ```
    pub fn new(source: &str, pieces: &[(Span, bool)]) -> Self {
        let mut raw = String::new();
        let mut places: Vec<Span> = Vec::new();
        for (span, new_paragraph) in pieces {
            if *new_paragraph && !raw.is_empty() && !raw.ends_with('\n') {
                raw.push('\n');
                places.push(Span::new(span.start, span.start));
            }
            for (at, c) in span.of(source).char_indices().filter(|(_, c)| !is_blank(*c)) {
                raw.push(c);
                places.push(Span::new(span.start + at, span.start + at + c.len_utf8()));
            }
        }
        let mut text = String::with_capacity(raw.len());
        let mut out = Vec::with_capacity(places.len());
        for (c, place) in to_hans(&raw).chars().zip(places) {
            out.push((text.len() as u32, place));
            text.push(fold_width(c));
        }
        NormalizedText { text, places: out }
    }

    /// The text for matching.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The place in the source of a range of bytes of [`Self::as_str`]; an empty range gives an empty span.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let first = self.places.partition_point(|(at, _)| (*at as usize) < range.start);
        let last = self.places.partition_point(|(at, _)| (*at as usize) < range.end);
        let start = self.places.get(first).or(self.places.last()).map_or(0, |(_, s)| s.start);
        let end = if last > first { self.places[last - 1].1.end } else { start };
        Span::new(start, end.max(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copying_many_characters_at_a_time_folds_as_one_after_the_other() {
        let plainly = |text: &str| {
            let mut folded = String::new();
            to_hans(text).chars().filter(|c| !is_blank(*c)).for_each(|c| push_lower(&mut folded, fold_width(c)));
            folded
        };
        let texts = ["", "　", "《廣州市 創新産品目錄》ＡＢ，ⅠII", "補助𠮷İ\u{200B}ß\n著作權１２％", "。a", "A"];
        for text in texts {
            assert_eq!(fold(text), plainly(text), "{text}");
        }
        // Every character, next to one that stays and one that does not.
        for first in (0..=0x3_2000).step_by(64) {
            let text: String = (first..first + 64).filter_map(char::from_u32).flat_map(|c| [c, '一', 'Ｂ']).collect();
            assert_eq!(fold(&text), plainly(&text), "{first:x}");
        }
    }
}

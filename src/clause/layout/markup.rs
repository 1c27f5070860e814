//! Marks of Markdown in a plain text, as copied from a page: `## 一、总则`, `**（一）目标。**到2025年…`.
//!
//! They are left out with a reason, so that the marker behind them is read. Only marks at the start of
//! a line count: 张** is a name that was masked.

use crate::text::Span;
use crate::text::width::is_blank;

/// A line without its marks.
pub(super) struct Markup {
    /// The marks.
    pub marks: Vec<Span>,
    /// What stands between them, white space at the ends left out.
    pub pieces: Vec<Span>,
}

impl Markup {
    /// A region of the source without the marks.
    pub fn around(&self, region: Span) -> Vec<Span> {
        let mut out = Vec::new();
        let mut at = region.start;
        for mark in &self.marks {
            out.push(Span::new(at, mark.start));
            at = mark.end;
        }
        out.push(Span::new(at, region.end));
        out.retain(|s| !s.is_empty());
        out
    }
}

/// Finds the marks of a line; none if it has none, or nothing beside them.
pub(super) fn strip(source: &str, content: Span) -> Option<Markup> {
    let line = content.of(source);
    let mut marks = Vec::new();
    let mut from = 0;
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(is_blank) {
        marks.push(Span::new(content.start, content.start + hashes));
        from = line.len() - line[hashes..].trim_start_matches(is_blank).len();
    }
    let mut cuts = vec![];
    if let Some(bold) = line[from..].strip_prefix("**")
        && let Some(close) = bold.find("**")
        && !bold[..close].trim_matches(is_blank).is_empty()
        && !bold.starts_with('*')
    {
        cuts = vec![from, from + 2 + close];
    }
    marks.extend(cuts.iter().map(|at| Span::new(content.start + at, content.start + at + 2)));
    if marks.is_empty() {
        return None;
    }
    let mut found = Markup { marks, pieces: Vec::new() };
    for piece in found.around(content) {
        let text = piece.of(source);
        let start = piece.start + text.len() - text.trim_start_matches(is_blank).len();
        let end = piece.start + text.trim_end_matches(is_blank).len();
        if start < end {
            found.pieces.push(Span::new(start, end));
        }
    }
    (!found.pieces.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_at_the_start_of_a_line_go() {
        let pieces = |line: &str| -> Option<Vec<String>> {
            strip(line, Span::new(0, line.len())).map(|m| m.pieces.iter().map(|p| p.of(line).to_owned()).collect())
        };
        let owned = |texts: &[&str]| Some(texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        assert_eq!(pieces("## 一、总则"), owned(&["一、总则"]));
        assert_eq!(pieces("### **一、总则**"), owned(&["一、总则"]));
        assert_eq!(pieces("**（一）目标。** 到2025年"), owned(&["（一）目标。", "到2025年"]));
        for plain in ["#", "##", "**", "****", "张**、李**", "*注：甲", "#1楼", "** **"] {
            assert_eq!(pieces(plain), None, "{plain}");
        }
    }
}

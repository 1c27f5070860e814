//! One clause as the finders read it: normalised text, sentences, segments, and the way back to the source.

use std::ops::Range;

use crate::clause::{Clause, Part};
use crate::text::{NormalizedText, Span, fold};

/// One clause with its normalised text and the words of the clauses above it.
pub struct Reading<'a> {
    /// The clause.
    pub clause: &'a Clause,
    /// What stands above it: the own heading, then headings and opening sentences of the ancestors, nearest first.
    pub above: Vec<String>,
    text: NormalizedText,
    source: &'a str,
}

impl<'a> Reading<'a> {
    /// Prepares `clause` for the finders; `ancestors` are the clauses above it, outermost first.
    pub fn new(source: &'a str, clause: &'a Clause, ancestors: &[&Clause]) -> Self {
        let mut above = vec![fold(&clause.heading)];
        for ancestor in ancestors.iter().rev() {
            above.push(opening(ancestor));
            above.push(fold(&ancestor.heading));
        }
        above.extend(clause.groups.iter().rev().map(|g| fold(g)));
        above.retain(|t| !t.is_empty());
        Reading { clause, above, text: clause.normalized(source), source }
    }

    /// The normalised text; paragraphs are divided by `\n`.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// The place in the source of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.text.source_span(range)
    }

    /// The printed words of a range, white space at line breaks removed, and their place.
    pub fn quote(&self, range: Range<usize>) -> (String, Span) {
        let span = self.span(range);
        let mut quote = String::new();
        for piece in &self.clause.pieces {
            let part = Span::new(piece.span.start.max(span.start), piece.span.end.min(span.end));
            if part.start < part.end {
                quote.push_str(part.of(self.source).trim_matches(crate::text::width::is_blank));
            }
        }
        (quote, span)
    }

    /// The printed text between two places, as it stands in the source: `20  年`.
    pub fn printed(&self, range: Range<usize>) -> &str {
        self.span(range).of(self.source)
    }

    /// Whether facts are looked for: not in titles, addresses, signatures and lists of attachments.
    pub fn has_facts(&self) -> bool {
        !matches!(self.clause.address.part(), Some(Part::Title | Part::Salutation | Part::Signature | Part::AttachmentList | Part::Imprint))
    }

    /// The sentences: they end with 。!? or a paragraph.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let text = self.text();
        let mut found = Vec::new();
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if matches!(c, '。' | '!' | '?' | '\n') {
                let end = at + c.len_utf8();
                found.push(start..end);
                start = end;
            }
        }
        found.push(start..text.len());
        found.retain(|r| !text[r.clone()].trim().is_empty());
        found
    }
}

/// The sentence that opens a list, if the clause's own text ends with one: 申报单位应当具备下列条件：
fn opening(clause: &Clause) -> String {
    let text = fold(clause.text.trim_end().rsplit('\n').next().unwrap_or(""));
    if !text.ends_with([':', '；', ';']) {
        return String::new();
    }
    text.rsplit('。').next().unwrap_or("").to_owned()
}

/// Whether a character divides segments: a comma, semicolon or colon that is no part of a number.
fn divides(text: &str, at: usize, c: char) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    match c {
        ';' | ':' | '。' | '!' | '?' | '\n' => true,
        ',' => !(digit(text[..at].chars().next_back()) && digit(text[at + 1..].chars().next())),
        _ => false,
    }
}

/// The segment of `sentence` around `place`: between commas, semicolons and colons, brackets inside it included;
/// inside a bracket, what stands in the bracket.
pub fn segment(text: &str, sentence: Range<usize>, place: Range<usize>) -> Range<usize> {
    let mut start = sentence.start;
    let mut depth = 0;
    for (at, c) in text[sentence.start..place.start].char_indices().rev() {
        let at = sentence.start + at;
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => {
                start = at + 1;
                break;
            }
            '(' => depth -= 1,
            _ if depth == 0 && divides(text, at, c) => {
                start = at + c.len_utf8();
                break;
            }
            _ => {}
        }
    }
    let mut end = sentence.end;
    depth = 0;
    for (at, c) in text[place.end..sentence.end].char_indices() {
        let at = place.end + at;
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = at;
                break;
            }
            ')' => depth -= 1,
            _ if depth == 0 && divides(text, at, c) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    start..end.max(place.end)
}

/// Ranges of `text` in which no amount is looked for: short quotations (“12218”, “2+2+N”).
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match c {
            '“' => open = Some(at),
            '”' => {
                if let Some(start) = open.take()
                    && text[start..at].chars().count() <= 24
                    && !text[start..at].contains('。')
                {
                    found.push(start..at + c.len_utf8());
                }
            }
            '\n' => open = None,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
pub mod testing {
    //! Clauses made from a string, for the unit tables of the finders.

    use super::Reading;
    use crate::clause::{Clause, ClauseAddress, ClauseKind, Piece};
    use crate::text::Span;

    /// A clause whose pieces are the lines of `source`, each a paragraph.
    pub fn clause(source: &str, heading: &str) -> Clause {
        let mut pieces = Vec::new();
        let mut start = 0;
        for line in source.split('\n') {
            if !line.trim().is_empty() {
                pieces.push(Piece { span: Span::new(start, start + line.len()), new_paragraph: true });
            }
            start += line.len() + 1;
        }
        Clause {
            address: "1/2".parse().unwrap_or_else(|_| ClauseAddress::default()),
            label: String::new(),
            depth: 1,
            kind: ClauseKind::Numbered,
            heading: heading.to_owned(),
            text: source.to_owned(),
            text_hans: crate::text::to_hans(source).into_owned(),
            span: Span::new(0, source.len()),
            inferred: false,
            groups: Vec::new(),
            pieces,
        }
    }

    /// Lets `look` read a clause made of `source` under `heading`.
    pub fn reading<T>(source: &str, heading: &str, look: impl FnOnce(&Reading) -> T) -> T {
        let clause = clause(source, heading);
        look(&Reading::new(source, &clause, &[]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_keep_their_brackets_and_numbers_their_commas() {
        let text = "对企业,全部资金(含设备,厂房)不少于1,500万元;其余(最高50万元)不计。";
        let at = |what: &str| text.find(what).map(|i| i..i + what.len()).unwrap();
        let segment = |what: &str| &text[super::segment(text, 0..text.len(), at(what))];
        assert_eq!(segment("1,500万元"), "全部资金(含设备,厂房)不少于1,500万元");
        assert_eq!(segment("50万元"), "最高50万元");
        assert_eq!(segment("不计"), "其余(最高50万元)不计");
    }

    #[test]
    fn quotes_leave_line_breaks_out() {
        testing::reading("给予一次性不少\n于3 家", "", |r| {
            assert_eq!(r.text(), "给予一次性不少\n于3家");
            let at = r.text().find("一次").unwrap();
            assert_eq!(r.quote(at..r.text().len()).0, "一次性不少于3 家");
        });
    }
}

//! Sentences of a clause, for matching and for quoting.
//!
//! [`Passage::new`] folds the text of a clause character by character, so that a place in the folded
//! text is a place in the printed one, and cuts it into sentences and, at commas, into phrases. What
//! stands in brackets or quotation marks is never cut: 补助（对……不重复补助；……）。

use std::collections::BTreeMap;
use std::ops::Range;

use crate::clause::Clause;
use crate::extract::Fact;
use crate::lexicon::phrase::Fingerprint;
use crate::text::width::{fold_width, is_blank};
use crate::text::{Span, fold};

use super::amount;

/// The text of a clause, folded and cut.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The text as printed.
    printed: Vec<char>,
    /// Simplified, width-folded, lower case, without white space; `\n` between paragraphs.
    pub folded: String,
    /// For each character of `folded`: its first byte there, and which character of the printed text it is.
    places: Vec<(usize, usize)>,
    /// In reading order; they cover `folded`.
    pub sentences: Vec<Sentence>,
}

/// One sentence: up to 。！？；or the end of the paragraph.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Bytes of [`Passage::folded`].
    pub range: Range<usize>,
    /// Its parts between commas, in bytes of [`Passage::folded`].
    pub phrases: Vec<Range<usize>>,
    /// Which paragraph it stands in.
    pub paragraph: usize,
    /// Which period it belongs to: the parts between ；share one.
    pub period: usize,
    /// Whether it is the heading of the clause.
    pub heading: bool,
    /// What it may hold.
    pub fingerprint: Fingerprint,
}

/// A fact with its place in a passage.
#[derive(Clone, Debug)]
pub struct PlacedFact<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// Where its number stands, in bytes of [`Passage::folded`]; where its words stand, when no number was told.
    pub at: Range<usize>,
    /// Whether `at` is the number.
    pub exact: bool,
}

impl Passage {
    /// Folds and cuts the own text of a clause.
    pub fn new(clause: &Clause) -> Passage {
        let printed: Vec<char> = clause.text.chars().collect();
        let (mut folded, mut places) = (String::with_capacity(clause.text.len()), Vec::with_capacity(printed.len()));
        for (at, c) in lines(simplified(clause)) {
            places.push((folded.len(), at));
            folded.push(c);
        }
        let mut passage = Passage { printed, folded, places, sentences: Vec::new() };
        passage.sentences = cut(&passage.folded);
        let heading = fold(&clause.heading);
        if let Some(first) = passage.sentences.first_mut().filter(|_| !heading.is_empty()) {
            first.heading = passage.folded[first.range.clone()].trim_end_matches(is_stop) == heading.trim_end_matches(is_stop);
        }
        passage
    }

    /// The whole period that a sentence belongs to, up to 。: what stands before a ；is still spoken of after it.
    pub fn period(&self, sentence: &Sentence) -> &str {
        let mut parts = self.sentences.iter().filter(|s| s.period == sentence.period);
        let start = parts.next().map_or(sentence.range.start, |s| s.range.start);
        let end = parts.next_back().map_or(sentence.range.end, |s| s.range.end);
        self.folded.get(start..end.max(sentence.range.end)).unwrap_or_default()
    }

    /// The characters of the printed text that a range of bytes of [`Self::folded`] stands for.
    fn printed_range(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.places.partition_point(|(at, _)| *at < range.start);
        let last = self.places.partition_point(|(at, _)| *at < range.end);
        let start = self.places.get(first).map_or(self.printed.len(), |(_, p)| *p);
        let end = if last > first { self.places[last - 1].1 + 1 } else { start };
        start..end
    }

    /// The printed words of a range, and the places of `marks` in them, in characters.
    pub fn quote(&self, range: &Range<usize>, marks: &[Range<usize>]) -> (String, Vec<(usize, usize)>) {
        let text = self.folded.get(range.clone()).unwrap_or_default();
        let start = range.start + (text.len() - text.trim_start_matches(is_gap).len());
        let end = range.end - (text.len() - text.trim_end_matches(is_gap).len());
        let whole = self.printed_range(&(start..end.max(start)));
        let mut places: Vec<(usize, usize)> = Vec::new();
        for mark in marks.iter().filter(|m| start <= m.start && m.end <= end && !m.is_empty()) {
            let mark = self.printed_range(mark);
            places.push((mark.start - whole.start, mark.end - whole.start));
        }
        places.sort_unstable();
        // Marks never overlap: one that begins inside the mark before it joins it.
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in places {
            match joined.last_mut().filter(|last| start < last.1) {
                Some(last) => last.1 = last.1.max(end),
                None => joined.push((start, end)),
            }
        }
        (self.printed[whole].iter().collect(), joined)
    }

    /// Finds where the facts of this clause stand; one whose words are not in the text is left out.
    pub fn place<'f>(&self, facts: impl IntoIterator<Item = &'f Fact>) -> Vec<PlacedFact<'f>> {
        let mut out: Vec<PlacedFact<'f>> = Vec::new();
        // A quote that stands twice in a clause is told apart by the order of the spans.
        let mut seen: BTreeMap<String, Vec<Span>> = BTreeMap::new();
        for fact in facts {
            let quote = fold(&fact.quote);
            if quote.is_empty() {
                continue;
            }
            let spans = seen.entry(quote.clone()).or_default();
            let rank = spans.iter().position(|s| *s == fact.span).unwrap_or_else(|| {
                spans.push(fact.span);
                spans.len() - 1
            });
            let Some(start) = self.folded.match_indices(&quote).map(|(at, _)| at).nth(rank) else { continue };
            let number = amount::place(&quote, fact);
            let exact = number.is_some();
            let at = number.map_or(start..start + quote.len(), |r| start + r.start..start + r.end);
            out.push(PlacedFact { fact, at, exact });
        }
        out.sort_by_key(|f| (f.at.start, f.at.end));
        out
    }
}

/// The text of a clause as [`Passage::folded`] has it, without the places.
pub fn folded_lines(clause: &Clause) -> String {
    let text = simplified(clause);
    let mut folded = String::with_capacity(text.len());
    folded.extend(lines(text).map(|(_, c)| c));
    folded
}

/// Conversion keeps the number of characters; should it ever not, the printed ones are matched.
fn simplified(clause: &Clause) -> &str {
    let same = clause.text_hans.chars().count() == clause.text.chars().count();
    if same { &clause.text_hans } else { &clause.text }
}

/// The characters of a simplified text, folded one by one, with their places among all; none is blank but line breaks.
fn lines(text: &str) -> impl Iterator<Item = (usize, char)> {
    let kept = |(_, c): &(usize, char)| *c == '\n' || !is_blank(*c);
    text.chars().enumerate().filter(kept).map(|(at, c)| match c {
        // Most characters are Chinese and stay as they are.
        '\u{4E00}'..='\u{9FFF}' => (at, c),
        _ => (at, lower(fold_width(c))),
    })
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Marks that close a sentence.
fn is_stop(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | ';' | ':' | '\n' | '.')
}

/// What a quote does not begin or end with: line ends, and the ；before the next part of a sentence.
fn is_gap(c: char) -> bool {
    matches!(c, '\n' | ';' | ',')
}

/// Cuts a folded text into sentences.
fn cut(folded: &str) -> Vec<Sentence> {
    let inside = bracketed(folded);
    let chars: Vec<(usize, char)> = folded.char_indices().collect();
    let (mut out, mut phrases) = (Vec::new(), Vec::new());
    let (mut start, mut phrase, mut paragraph, mut period) = (0, 0, 0, 0);
    let mut n = 0;
    while n < chars.len() {
        let (_, c) = chars[n];
        n += 1;
        let closes = c == '\n' || matches!(c, '。' | '!' | '?' | ';') && !inside[n - 1];
        if closes && c != '\n' {
            // 。” and 。） belong to the sentence they close.
            while n < chars.len() && matches!(chars[n].1, '”' | '’' | ')' | '》' | '"') {
                n += 1;
            }
        }
        let here = chars.get(n).map_or(folded.len(), |(at, _)| *at);
        if closes || n == chars.len() || (c == ',' && !inside[n - 1]) {
            phrases.push(phrase..here);
            phrase = here;
        }
        if closes || n == chars.len() {
            if !folded[start..here].trim_matches('\n').is_empty() {
                let fingerprint = Fingerprint::of(&folded[start..here]);
                let phrases = std::mem::take(&mut phrases);
                out.push(Sentence { range: start..here, phrases, paragraph, period, heading: false, fingerprint });
            }
            phrases.clear();
            start = here;
        }
        paragraph += usize::from(c == '\n');
        period += usize::from(closes && c != ';');
    }
    out
}

/// For each character, whether it stands between a pair of brackets or quotation marks of its paragraph.
pub fn bracketed(folded: &str) -> Vec<bool> {
    let chars: Vec<char> = folded.chars().collect();
    let mut inside = vec![false; chars.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let close = match c {
            '(' => ')',
            '[' => ']',
            '〔' => '〕',
            '【' => '】',
            '《' => '》',
            '“' => '”',
            '‘' => '’',
            '\n' => {
                open.clear();
                continue;
            }
            _ => {
                if let Some(depth) = open.iter().rposition(|(_, close)| close == c) {
                    let (from, _) = open[depth];
                    inside[from..at].iter_mut().for_each(|i| *i = true);
                    open.truncate(depth);
                }
                continue;
            }
        };
        open.push((at, close));
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::FactKind;
    use crate::topic::testing::{clause, fact};

    fn sentences(text: &str) -> Vec<String> {
        let passage = Passage::new(&clause("1", "", "", text));
        passage.sentences.iter().map(|s| passage.quote(&s.range, &[]).0).collect()
    }

    #[test]
    fn sentences_end_at_stops_outside_brackets() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "给予补助（对同一单位不重复补助；下同。）；对升级的给予1000万元。",
                &["给予补助（对同一单位不重复补助；下同。）", "对升级的给予1000万元。"],
            ),
            ("按“成熟一家。推进一家。”的思路。然后。", &["按“成熟一家。推进一家。”的思路。", "然后。"]),
            ("第一段\n第二段。第三句", &["第一段", "第二段。", "第三句"]),
            ("括号不成对（没有右边。下一句。", &["括号不成对（没有右边。", "下一句。"]),
            ("", &[]),
            ("；。\n\n", &["", "。"]),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn quotes_keep_the_printed_words_and_marks_count_their_characters() {
        let clause = clause("4/2", "", "", "對新認定的中心\n給予一次性不超過 200 万元補助（不重複）；對升級的給予 1000 万元補助。");
        let facts = [
            fact("4/2", FactKind::Money, "2000000", "給予一次性不超過200万元補助", 10),
            fact("4/2", FactKind::Money, "10000000", "給予1000万元補助", 90),
        ];
        let passage = Passage::new(&clause);
        let placed = passage.place(&facts);
        assert_eq!(placed.len(), 2);
        let sentence = &passage.sentences[1];
        let (quote, marks) = passage.quote(&sentence.range, &[placed[0].at.clone(), placed[1].at.clone()]);
        assert_eq!(quote, "給予一次性不超過 200 万元補助（不重複）");
        let marked: Vec<String> = marks.iter().map(|(a, b)| quote.chars().skip(*a).take(b - a).collect()).collect();
        assert_eq!(marked, ["一次性不超過 200 万元"]);
    }

    #[test]
    fn the_same_words_twice_are_told_apart_by_their_spans() {
        let clause = clause("1", "", "", "延期半年。再延期半年。");
        let facts = [fact("1", FactKind::Duration, "P6M", "延期半年", 3), fact("1", FactKind::Duration, "P6M", "延期半年", 20)];
        let passage = Passage::new(&clause);
        let starts: Vec<usize> = passage.place(&facts).iter().map(|f| passage.folded[..f.at.start].chars().count()).collect();
        assert_eq!(starts, [2, 8]);
    }
}

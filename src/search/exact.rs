//! Which clauses hold a string: no fewer, no more.
//!
//! Recipe: [`holding`] makes a query for a folded string. Its terms ([`grams`]: frequent strings, pairs of
//! characters) name the clauses that may hold it; the text beside the index says which do. A string that
//! is one term needs no second look; a string without a term (one character, punctuation) is looked for in all
//! texts, at the speed of memory. Between the terms of a string there is nothing to know of positions,
//! so punctuation inside it costs nothing and loses nothing.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{EmptyQuery, EnableScoring, Query, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};

use super::cursor::Cursor;
use super::stream::{BLOCK, Block, SieveWeight, Source, Stream, bits, full};
use crate::index::{Frequent, Needle, SegmentData, Segments, is_letter};

/// So many of the rarest terms are intersected before the text is looked at: each of them costs about as
/// much for a clause as a look at its text.
const MOST_LISTS: usize = 4;

/// Of a longer string only so many terms are looked up.
const MOST_TERMS: usize = 48;

/// What a look at a text costs, in steps of a list.
const LOOK: u64 = 4;

/// A query for the clauses whose folded label and text hold `folded`.
pub fn holding(field: Field, frequent: &Frequent, segments: &Segments, folded: &str) -> Box<dyn Query> {
    if folded.is_empty() {
        return Box::new(EmptyQuery);
    }
    let grams = grams(frequent, folded);
    let needle = (grams != [folded]).then(|| Needle::new(folded));
    let terms = grams.iter().map(|gram| Term::from_field_text(field, gram)).collect();
    Box::new(Holding { field, terms, needle, segments: segments.clone() })
}

/// A query for the clauses that have a term.
pub fn having(field: Field, segments: &Segments, term: &str) -> Box<dyn Query> {
    Box::new(Holding { field, terms: vec![Term::from_field_text(field, term)], needle: None, segments: segments.clone() })
}

/// The terms that every text with `folded` in it has, none inside another one.
fn grams<'t>(frequent: &Frequent, folded: &'t str) -> Vec<&'t str> {
    let chars: Vec<(usize, char)> = folded.char_indices().collect();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut reached = 0;
    let mut add = |start: usize, end: usize| {
        // Starts grow, so what ends no later than one before lies inside it.
        if end > reached {
            ranges.push((start, end));
            reached = end;
        }
    };
    for window in chars.windows(2) {
        let [(start, a), (second, b)] = *window else { continue };
        if !(is_letter(a) && is_letter(b)) {
            continue;
        }
        let longest = frequent.starting(a, b).iter().find(|string| folded[start..].starts_with(string.as_str()));
        add(start, longest.map_or(second + b.len_utf8(), |string| start + string.len()));
    }
    let step = ranges.len().div_ceil(MOST_TERMS).max(1);
    let mut grams: Vec<&str> = ranges.into_iter().step_by(step).map(|(start, end)| &folded[start..end]).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// A string, by its terms.
#[derive(Clone)]
pub struct Holding {
    field: Field,
    terms: Vec<Term>,
    /// What the text must hold; none where the terms say all.
    needle: Option<Needle>,
    segments: Segments,
}

impl fmt::Debug for Holding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holding({:?})", self.terms)
    }
}

impl Query for Holding {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SieveWeight(Box::new(self.clone()))))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.terms.iter().for_each(|term| visitor(term, false));
    }
}

impl Source for Holding {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let index = reader.inverted_index(self.field)?;
        let mut found = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            match index.get_term_info(term)? {
                Some(info) => found.push(info),
                None => return Ok(None),
            }
        }
        found.sort_by_key(|info| info.doc_freq);
        found.truncate(MOST_LISTS);
        let mut lists = Vec::with_capacity(found.len());
        for info in &found {
            lists.push(Cursor::new(index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?));
        }
        let data = self.segments.of(reader).cloned();
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let mut lists = lists.into_iter();
        Ok(match (lists.next(), self.needle.clone()) {
            (Some(first), needle) => Some(Box::new(Clauses { first, others: lists.collect(), data, needle })),
            (None, Some(needle)) => Some(Box::new(Scan { data, needle, next: Some(0), all: reader.max_doc() })),
            (None, None) => None,
        })
    }
}

/// The clauses of one segment that have all terms and the string.
struct Clauses {
    /// The list of the rarest term.
    first: Cursor,
    others: Vec<Cursor>,
    data: Arc<SegmentData>,
    needle: Option<Needle>,
}

impl Clauses {
    /// The marks of those clauses that have the other terms, and the string in their text.
    fn sift(&mut self, docs: &[DocId], mut marks: u64) -> u64 {
        for list in &mut self.others {
            marks = bits(marks).filter(|place| list.has(docs[*place])).fold(0, |found, place| found | 1 << place);
        }
        let Some(needle) = &self.needle else { return marks };
        // All texts are begun to be read before the first is looked at: memory answers many questions in the time of one.
        let (mut asked, mut some) = ([0; BLOCK], 0);
        for place in bits(marks) {
            asked[some] = docs[place];
            some += 1;
        }
        let texts = &self.data.texts;
        texts.touch(&asked[..some]);
        bits(marks).filter(|place| needle.find(texts.bytes(docs[*place])).is_some()).fold(0, |found, place| found | 1 << place)
    }
}

impl Stream for Clauses {
    fn next(&mut self, block: &mut Block) {
        loop {
            block.len = self.first.fill(&mut block.docs);
            if block.len == 0 {
                return;
            }
            let docs = block.docs;
            let marks = self.sift(&docs[..block.len], full(block.len));
            block.keep(marks);
            if block.len > 0 {
                block.scores = [1.0; BLOCK];
                return;
            }
        }
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        *scores = [1.0; BLOCK];
        let first = &mut self.first;
        let marks = bits(among).filter(|place| first.has(docs[*place])).fold(0, |found, place| found | 1 << place);
        self.sift(docs, marks)
    }

    fn skip_to(&mut self, target: DocId) {
        self.first.skip_to(target);
    }

    fn size(&self) -> u32 {
        self.first.size()
    }

    fn cost(&self) -> u64 {
        u64::from(self.size()) * if self.needle.is_some() { LOOK } else { 1 }
    }
}

/// The clauses of one segment that hold a string without terms.
struct Scan {
    data: Arc<SegmentData>,
    needle: Needle,
    /// Where to look on; none at the end.
    next: Option<DocId>,
    /// The number of clauses.
    all: u32,
}

impl Stream for Scan {
    fn next(&mut self, block: &mut Block) {
        block.len = 0;
        block.scores = [1.0; BLOCK];
        while block.len < BLOCK {
            let from = self.next.filter(|from| *from < self.all);
            let Some(found) = from.and_then(|from| self.data.texts.scan(&self.needle, from)) else {
                self.next = None;
                return;
            };
            block.docs[block.len] = found;
            block.len += 1;
            self.next = Some(found + 1);
        }
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        *scores = [1.0; BLOCK];
        let texts = &self.data.texts;
        bits(among).filter(|place| self.needle.find(texts.bytes(docs[*place])).is_some()).fold(0, |found, place| found | 1 << place)
    }

    fn skip_to(&mut self, target: DocId) {
        self.next = self.next.map(|next| next.max(target));
    }

    fn size(&self) -> u32 {
        self.all
    }

    fn cost(&self) -> u64 {
        u64::from(self.all) * LOOK
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_covered_by_its_longest_terms() {
        let frequent = Frequent::new(["人民政府", "人民政", "民政府", "有关部"].map(str::to_owned));
        let cases: [(&str, &[&str]); 9] = [
            ("人民政府", &["人民政府"]),
            ("县人民政府", &["人民政府", "县人"]),
            ("人民政府有关部门", &["人民政府", "府有", "有关部", "部门"]),
            ("补助", &["补助"]),
            ("补,助", &[]),
            ("补", &[]),
            ("同意,现印发", &["印发", "同意", "现印"]),
            (",。", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(grams(&frequent, text), expected, "{text}");
        }
        assert!(grams(&frequent, &"创新平台".repeat(500)).len() <= MOST_TERMS);
    }
}

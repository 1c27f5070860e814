//! Which clauses hold a string: no fewer, no more.
//!
//! Recipe: [`holding`] makes a query for a folded string. Its grams ([`grams`]: frequent strings, pairs of
//! characters) name the clauses that may hold it; the text beside the index says which do. A string that
//! is one gram needs no second look; a string without a gram (one character, punctuation) is looked for in all
//! texts, at the speed of memory. Between the grams of a string there is nothing to know of positions,
//! so punctuation inside it costs nothing and loses nothing. [`having`] makes one for the clauses with a term.

use std::fmt;
use std::sync::Arc;

use tantivy::postings::BlockSegmentPostings;
use tantivy::query::{EmptyQuery, EnableScoring, Query, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, Score, SegmentReader, TantivyError, Term};

use super::cursor::{Blocks, Cursor};
use super::stream::{BLOCK, Block, SieveWeight, Source, Stream, bits, full};
use crate::index::{Frequent, GramList, Needle, SegmentData, Segments, gram, is_letter};

/// So many of the rarest grams are intersected before the text is looked at: each of them costs about as
/// much for a clause as a look at its text.
const MOST_LISTS: usize = 4;

/// Of a longer string only so many grams are looked up.
const MOST_GRAMS: usize = 48;

/// What a look at a text costs, in steps of a list.
const LOOK: u64 = 4;

/// A query for the clauses whose folded label and text hold `folded`.
pub fn holding(frequent: &Frequent, segments: &Segments, folded: &str) -> Box<dyn Query> {
    if folded.is_empty() {
        return Box::new(EmptyQuery);
    }
    let found = grams(frequent, folded);
    let grams: Vec<u64> = found.iter().filter_map(|text| gram(text)).collect();
    let needle = (found != [folded] || grams.is_empty()).then(|| Needle::new(folded));
    Box::new(Holding { what: What::Grams(grams), needle, segments: segments.clone() })
}

/// A query for the clauses that have a term.
pub fn having(field: Field, segments: &Segments, term: &str) -> Box<dyn Query> {
    Box::new(Holding { what: What::Term(Term::from_field_text(field, term)), needle: None, segments: segments.clone() })
}

/// The grams that every text with `folded` in it has, none inside another one.
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
        let longest = frequent.longest(&folded[start..]);
        add(start, longest.map_or(second + b.len_utf8(), |string| start + string.len()));
    }
    let step = ranges.len().div_ceil(MOST_GRAMS).max(1);
    let mut grams: Vec<&str> = ranges.into_iter().step_by(step).map(|(start, end)| &folded[start..end]).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// A string by its grams, or a term.
#[derive(Clone)]
pub struct Holding {
    what: What,
    /// What the text must hold; none where grams or term say all.
    needle: Option<Needle>,
    segments: Segments,
}

#[derive(Clone, Debug)]
enum What {
    /// All of these, as [`gram`] numbers them.
    Grams(Vec<u64>),
    Term(Term),
}

impl fmt::Debug for Holding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holding({:?})", self.what)
    }
}

impl Query for Holding {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SieveWeight(Box::new(self.clone()))))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        if let What::Term(term) = &self.what {
            visitor(term, false);
        }
    }
}

impl Source for Holding {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let data = self.segments.of(reader).cloned();
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let needle = self.needle.clone();
        let grams = match &self.what {
            What::Grams(grams) => grams,
            What::Term(term) => {
                let postings = reader.inverted_index(term.field())?.read_block_postings(term, IndexRecordOption::Basic)?;
                return Ok(postings.map(|postings| {
                    let first: Cursor<BlockSegmentPostings> = Cursor::new(postings);
                    Box::new(Clauses { first, others: Vec::new(), data, needle }) as Box<dyn Stream>
                }));
            }
        };
        let mut found = Vec::with_capacity(grams.len());
        for gram in grams {
            match data.grams.find(*gram)? {
                Some(gram) => found.push(gram),
                None => return Ok(None),
            }
        }
        found.sort_by_key(|gram| gram.size);
        found.truncate(MOST_LISTS);
        let mut lists = found.iter().map(|gram| Cursor::<GramList>::new(data.grams.list(gram)));
        Ok(match (lists.next(), needle) {
            (Some(first), needle) => {
                let others = lists.collect();
                Some(Box::new(Clauses { first, others, data, needle }))
            }
            (None, Some(needle)) => Some(Box::new(Scan { data, needle, next: Some(0), all: reader.max_doc() })),
            (None, None) => None,
        })
    }
}

/// The clauses of one segment that stand in all lists and hold the string.
struct Clauses<B> {
    /// The shortest list.
    first: Cursor<B>,
    others: Vec<Cursor<B>>,
    data: Arc<SegmentData>,
    needle: Option<Needle>,
}

impl<B: Blocks> Clauses<B> {
    /// The marks of those clauses that stand in the other lists, and have the string in their text.
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

impl<B: Blocks> Stream for Clauses<B> {
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

/// The clauses of one segment that hold a string without grams.
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
    fn a_string_is_covered_by_its_longest_grams() {
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
        assert!(grams(&frequent, &"创新平台".repeat(500)).len() <= MOST_GRAMS);
    }
}

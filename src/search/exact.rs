//! Which clauses hold a string: no fewer, no more.
//!
//! Recipe: [`holding`] makes a query for a folded string. Its terms ([`grams`]: frequent strings, pairs of
//! characters) name the clauses that may hold it; the text beside the index says which do. A string that
//! is one term needs no second look; a string without a term (one character, punctuation) is looked for in all
//! texts, at the speed of memory. Between the terms of a string there is nothing to know of positions,
//! so punctuation inside it costs nothing and loses nothing.

use std::fmt;
use std::sync::Arc;

use tantivy::postings::SegmentPostings;
use tantivy::query::{ConstScorer, EmptyQuery, EmptyScorer, EnableScoring, Explanation, Query, Scorer, TermQuery, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

use crate::index::{Frequent, Needle, SegmentData, Segments, is_letter};

/// So many of the rarest terms are intersected before the text is looked at: each of them costs about as
/// much for a clause as a look at its text.
const MOST_LISTS: usize = 4;

/// Of a longer string only so many terms are looked up.
const MOST_TERMS: usize = 48;

/// A query for the clauses whose folded label and text hold `folded`.
pub fn holding(field: Field, frequent: &Frequent, segments: &Segments, folded: &str) -> Box<dyn Query> {
    let grams = grams(frequent, folded);
    match grams.as_slice() {
        [] if folded.is_empty() => Box::new(EmptyQuery),
        [one] if *one == folded => Box::new(TermQuery::new(Term::from_field_text(field, one), IndexRecordOption::Basic)),
        _ => {
            let terms = grams.iter().map(|gram| Term::from_field_text(field, gram)).collect();
            Box::new(Holding { field, terms, needle: Needle::new(folded), segments: segments.clone() })
        }
    }
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

/// A string of several terms.
#[derive(Clone)]
struct Holding {
    field: Field,
    terms: Vec<Term>,
    needle: Needle,
    segments: Segments,
}

impl fmt::Debug for Holding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Holding({:?})", self.terms)
    }
}

impl Query for Holding {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.terms.iter().for_each(|term| visitor(term, false));
    }
}

impl Weight for Holding {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = reader.inverted_index(self.field)?;
        let mut found = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            match index.get_term_info(term)? {
                Some(info) => found.push(info),
                None => return Ok(Box::new(EmptyScorer)),
            }
        }
        found.sort_by_key(|info| info.doc_freq);
        found.truncate(MOST_LISTS);
        let lists: Vec<SegmentPostings> = found
            .iter()
            .map(|info| index.read_postings_from_terminfo(info, IndexRecordOption::Basic))
            .collect::<Result<_, std::io::Error>>()?;
        let data = self.segments.of(reader).cloned();
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let needle = self.needle.clone();
        if lists.is_empty() {
            let mut scan = Scan { data, needle, at: TERMINATED, all: reader.max_doc() };
            scan.find(0);
            return Ok(Box::new(ConstScorer::new(scan, boost)));
        }
        let mut clauses = Clauses { lists, data, needle, at: TERMINATED };
        let first = clauses.lists.first().map_or(TERMINATED, DocSet::doc);
        clauses.settle(first);
        Ok(Box::new(ConstScorer::new(clauses, boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        match self.scorer(reader, 1.0)?.seek_danger(doc) {
            SeekDangerResult::Found => Ok(Explanation::new("the text holds the string", 1.0)),
            SeekDangerResult::SeekLowerBound(_) => Err(TantivyError::InvalidArgument(format!("clause {doc} does not match"))),
        }
    }
}

/// The clauses of one segment, in order.
struct Clauses {
    /// The rarest first.
    lists: Vec<SegmentPostings>,
    data: Arc<SegmentData>,
    needle: Needle,
    at: DocId,
}

impl Clauses {
    fn holds(&self, doc: DocId) -> bool {
        self.needle.find(self.data.texts.bytes(doc)).is_some()
    }

    /// The first clause from `doc` on, which is where the first list stands, that all lists have.
    fn meet(&mut self, mut doc: DocId) -> DocId {
        let Some((first, others)) = self.lists.split_first_mut() else { return TERMINATED };
        'next: while doc < TERMINATED {
            for list in &mut *others {
                let there = if list.doc() < doc { list.seek(doc) } else { list.doc() };
                if there > doc {
                    doc = first.seek(there);
                    continue 'next;
                }
            }
            break;
        }
        doc
    }

    /// Goes to the first match from `doc` on, which is where the first list stands.
    fn settle(&mut self, doc: DocId) -> DocId {
        let mut doc = self.meet(doc);
        while doc < TERMINATED && !self.holds(doc) {
            let next = self.lists[0].advance();
            doc = self.meet(next);
        }
        self.at = doc;
        doc
    }
}

impl DocSet for Clauses {
    fn advance(&mut self) -> DocId {
        let next = self.lists.first_mut().map_or(TERMINATED, DocSet::advance);
        self.settle(next)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at >= target {
            return self.at;
        }
        let next = self.lists.first_mut().map_or(TERMINATED, |list| if list.doc() < target { list.seek(target) } else { list.doc() });
        self.settle(next)
    }

    /// Reads the texts of many clauses at a time: memory answers many questions in the time of one.
    fn fill_buffer(&mut self, buffer: &mut [DocId; COLLECT_BLOCK_BUFFER_LEN]) -> usize {
        if self.at == TERMINATED {
            return 0;
        }
        buffer[0] = self.at;
        let (mut filled, mut candidates) = (1, [0; COLLECT_BLOCK_BUFFER_LEN]);
        while filled < buffer.len() {
            let mut met = 0;
            while met < buffer.len() - filled {
                let next = self.lists[0].advance();
                candidates[met] = self.meet(next);
                if candidates[met] == TERMINATED {
                    break;
                }
                met += 1;
            }
            self.data.texts.touch(&candidates[..met]);
            for candidate in &candidates[..met] {
                if self.holds(*candidate) {
                    buffer[filled] = *candidate;
                    filled += 1;
                }
            }
            if met < candidates.len() && candidates[met] == TERMINATED {
                self.at = TERMINATED;
                return filled;
            }
        }
        self.advance();
        filled
    }

    /// Looks at the text of `target` alone, where [`DocSet::seek`] would look on until the next match.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= TERMINATED {
            self.at = TERMINATED;
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        for list in &mut self.lists {
            let there = if list.doc() < target { list.seek(target) } else { list.doc() };
            if there > target {
                return SeekDangerResult::SeekLowerBound(there);
            }
        }
        if self.holds(target) {
            self.at = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(target + 1)
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.lists.first().map_or(0, SegmentPostings::doc_freq)
    }

    fn cost(&self) -> u64 {
        // A look at a text costs about as much as four steps in a list.
        u64::from(self.size_hint()) * 4
    }
}

/// The clauses of one segment that hold a string without terms, in order.
struct Scan {
    data: Arc<SegmentData>,
    needle: Needle,
    at: DocId,
    /// The number of clauses.
    all: u32,
}

impl Scan {
    fn find(&mut self, from: DocId) -> DocId {
        self.at = self.data.texts.scan(&self.needle, from).unwrap_or(TERMINATED);
        self.at
    }
}

impl DocSet for Scan {
    fn advance(&mut self) -> DocId {
        if self.at == TERMINATED { TERMINATED } else { self.find(self.at + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.at >= target {
            return self.at;
        }
        if target >= self.all {
            self.at = TERMINATED;
            return TERMINATED;
        }
        self.find(target)
    }

    /// Looks at the text of `target` alone.
    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target < self.all && self.needle.find(self.data.texts.bytes(target)).is_some() {
            self.at = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(if target < self.all { target + 1 } else { TERMINATED })
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.all
    }

    fn cost(&self) -> u64 {
        u64::from(self.all) * 4
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

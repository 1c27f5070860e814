//! The clauses of some policies, and the clauses that have a word above them.
//!
//! What is true of a policy is known of all its clauses, which stand together in the index: a few stretches of
//! clauses, however many there are.

use std::fmt;
use std::sync::Arc;

use tantivy::query::{ConstScorer, EmptyQuery, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError, Term};

use crate::index::Segments;

/// The clauses of these policies (by number, in any order), all with score 1.
pub fn of(mut policies: Vec<u32>, segments: &Segments) -> Box<dyn Query> {
    if policies.is_empty() {
        return Box::new(EmptyQuery);
    }
    policies.sort_unstable();
    policies.dedup();
    Box::new(Above { word: None, policies: policies.into(), segments: segments.clone() })
}

/// The clauses of these policies, and those with `word` in the headings above them, all with score 1.
pub fn above(word: Term, policies: Vec<u32>, segments: &Segments) -> Box<dyn Query> {
    Box::new(Above { word: Some(word), policies: policies.into(), segments: segments.clone() })
}

#[derive(Clone)]
struct Above {
    word: Option<Term>,
    policies: Arc<[u32]>,
    segments: Segments,
}

impl fmt::Debug for Above {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Above({:?}, {} policies)", self.word, self.policies.len())
    }
}

impl Query for Above {
    fn weight(&self, _scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Above {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let segment = self.segments.of(reader);
        let segment = segment.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let stretches = Stretches::new(segment.clauses_of(&self.policies));
        let list = match &self.word {
            Some(word) => reader.inverted_index(word.field())?.read_postings(word, IndexRecordOption::Basic)?,
            None => None,
        };
        Ok(match list {
            _ if list.is_none() && stretches.doc() == TERMINATED => Box::new(EmptyScorer),
            None => Box::new(ConstScorer::new(stretches, boost)),
            Some(list) if stretches.doc() == TERMINATED => Box::new(ConstScorer::new(list, boost)),
            Some(list) => Box::new(ConstScorer::new(Either { list, stretches }, boost)),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            return Ok(Explanation::new("of one of the policies, or below the word", 1.0));
        }
        Err(TantivyError::InvalidArgument(format!("clause {doc} does not match")))
    }
}

/// Stretches of clauses, in order, none overlapping.
struct Stretches {
    /// From the first clause to before the last.
    stretches: Vec<(DocId, DocId)>,
    /// The stretch at hand.
    place: usize,
    at: DocId,
}

impl Stretches {
    fn new(stretches: Vec<(DocId, DocId)>) -> Stretches {
        let at = stretches.first().map_or(TERMINATED, |(first, _)| *first);
        Stretches { stretches, place: 0, at }
    }
}

impl DocSet for Stretches {
    fn advance(&mut self) -> DocId {
        if self.at == TERMINATED { TERMINATED } else { self.seek(self.at + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target <= self.at {
            return self.at;
        }
        if self.stretches.get(self.place).is_none_or(|(_, end)| *end <= target) {
            // The next is mostly near.
            let (mut from, mut step) = (self.place, 1);
            while self.stretches.get(from + step).is_some_and(|(_, end)| *end <= target) {
                from += step;
                step *= 2;
            }
            let to = (from + step).min(self.stretches.len());
            self.place = from + self.stretches.get(from..to).map_or(0, |part| part.partition_point(|(_, end)| *end <= target));
        }
        self.at = self.stretches.get(self.place).map_or(TERMINATED, |(first, _)| target.max(*first));
        self.at
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.stretches.iter().map(|(first, end)| end - first).sum()
    }
}

/// The clauses of a list or of some stretches. Each is sought only as far as the other asks for it.
struct Either<L> {
    list: L,
    stretches: Stretches,
}

impl<L: DocSet> DocSet for Either<L> {
    fn advance(&mut self) -> DocId {
        let at = self.doc();
        if self.list.doc() == at {
            self.list.advance();
        }
        if self.stretches.doc() == at {
            self.stretches.advance();
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.list.doc() < target {
            self.list.seek(target);
        }
        self.stretches.seek(target);
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.list.doc().min(self.stretches.doc())
    }

    fn size_hint(&self) -> u32 {
        self.list.size_hint().saturating_add(self.stretches.size_hint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut set: impl DocSet) -> Vec<DocId> {
        let mut found = Vec::new();
        while set.doc() != TERMINATED {
            found.push(set.doc());
            set.advance();
        }
        found
    }

    #[test]
    fn stretches_are_gone_through_in_order_and_by_leaps() {
        let stretches = vec![(2, 4), (7, 8), (20, 23), (30, 31), (31, 33)];
        let docs = all(Stretches::new(stretches.clone()));
        assert_eq!(docs, [2, 3, 7, 20, 21, 22, 30, 31, 32]);
        for from in 0..35 {
            for to in from..35 {
                let mut set = Stretches::new(stretches.clone());
                set.seek(from);
                assert_eq!(set.seek(to), docs.iter().copied().find(|doc| *doc >= to).unwrap_or(TERMINATED), "{from} {to}");
            }
        }
        assert!(all(Stretches::new(Vec::new())).is_empty());
    }

    #[test]
    fn a_list_and_stretches_are_joined() {
        let list = [1, 3, 8, 21, 40].map(|doc| (doc, doc + 1)).to_vec();
        let either = || Either { list: Stretches::new(list.clone()), stretches: Stretches::new(vec![(2, 4), (20, 23)]) };
        assert_eq!(all(either()), [1, 2, 3, 8, 20, 21, 22, 40]);
        let mut set = either();
        assert_eq!((set.seek(4), set.seek(21), set.advance(), set.seek(41)), (8, 21, 22, TERMINATED));
    }
}

//! Clauses that match all of some queries and none of some others.

use tantivy::query::{AllQuery, EnableScoring, Query, Weight};
use tantivy::{DocId, Score, SegmentReader, Term};

use super::stream::{BLOCK, Block, SieveWeight, Source, Stream, bits, full, open};

/// The clauses that match all `wanted` queries and no unwanted one; a match scores what all together score.
#[derive(Debug)]
pub struct Both {
    /// What must match; without any, every clause does.
    pub wanted: Vec<Box<dyn Query>>,
    /// What must not.
    pub unwanted: Vec<Box<dyn Query>>,
}

impl Clone for Both {
    fn clone(&self) -> Self {
        let copy = |all: &[Box<dyn Query>]| all.iter().map(|query| query.box_clone()).collect();
        Both { wanted: copy(&self.wanted), unwanted: copy(&self.unwanted) }
    }
}

impl Both {
    /// Makes it ready for a searcher.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn open(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Source>> {
        let mut wanted = self.wanted.iter().map(|query| open(&**query, scoring, true)).collect::<tantivy::Result<Vec<_>>>()?;
        if wanted.is_empty() {
            wanted.push(open(&super::stream::Constant { query: Box::new(AllQuery), score: 0.0 }, scoring, true)?);
        }
        let unwanted = self.unwanted.iter().map(|query| open(&**query, scoring, false)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(BothSource { wanted, unwanted }))
    }
}

impl Query for Both {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SieveWeight(self.open(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.wanted.iter().chain(&self.unwanted).for_each(|query| query.query_terms(visitor));
    }
}

struct BothSource {
    wanted: Vec<Box<dyn Source>>,
    unwanted: Vec<Box<dyn Source>>,
}

impl Source for BothSource {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let mut wanted = Vec::with_capacity(self.wanted.len());
        for source in &self.wanted {
            match source.stream(reader)? {
                Some(stream) => wanted.push(stream),
                None => return Ok(None),
            }
        }
        // The shortest gives the clauses, the others are asked about them.
        wanted.sort_by_key(|stream| stream.cost());
        let mut wanted = wanted.into_iter();
        let Some(first) = wanted.next() else { return Ok(None) };
        let mut unwanted = Vec::with_capacity(self.unwanted.len());
        for source in &self.unwanted {
            unwanted.extend(source.stream(reader)?);
        }
        let others: Vec<_> = wanted.collect();
        if others.is_empty() && unwanted.is_empty() {
            return Ok(Some(first));
        }
        Ok(Some(Box::new(All { first, others, unwanted })))
    }
}

struct All {
    first: Box<dyn Stream>,
    others: Vec<Box<dyn Stream>>,
    unwanted: Vec<Box<dyn Stream>>,
}

impl All {
    /// The marks of those clauses that the other queries let through; their scores are added.
    fn sift(&mut self, docs: &[DocId], mut marks: u64, scores: &mut [Score; BLOCK]) -> u64 {
        let mut own = [0.0; BLOCK];
        for other in &mut self.others {
            if marks == 0 {
                return 0;
            }
            marks = other.mark(docs, marks, &mut own);
            bits(marks).for_each(|place| scores[place] += own[place]);
        }
        for unwanted in &mut self.unwanted {
            if marks != 0 {
                marks &= !unwanted.mark(docs, marks, &mut own);
            }
        }
        marks
    }
}

impl Stream for All {
    fn next(&mut self, block: &mut Block) {
        loop {
            self.first.next(block);
            if block.len == 0 {
                return;
            }
            let (docs, len) = (block.docs, block.len);
            let marks = self.sift(&docs[..len], full(len), &mut block.scores);
            block.keep(marks);
            if block.len > 0 {
                return;
            }
        }
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        let marks = self.first.mark(docs, among, scores);
        self.sift(docs, marks, scores)
    }

    fn skip_to(&mut self, target: DocId) {
        self.first.skip_to(target);
    }

    fn size(&self) -> u32 {
        self.first.size()
    }

    fn cost(&self) -> u64 {
        self.first.cost()
    }
}

//! Clauses that match one or more of some queries.
//!
//! The index library gathers the matches of such queries by stretches of thousands of clauses, which costs more than
//! the matches themselves where these are few. Here the lists are gone through side by side, a block of each at a time.

use tantivy::query::{EnableScoring, Query, Weight};
use tantivy::{DocId, Score, SegmentReader, TERMINATED, Term};

use super::stream::{BLOCK, Block, SieveWeight, Source, Stream, bits, open};

/// What a clause scores that matches several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scores {
    /// All together.
    Sum,
    /// The best.
    Best,
}

impl Scores {
    fn join(self, a: Score, b: Score) -> Score {
        match self {
            Scores::Sum => a + b,
            Scores::Best => a.max(b),
        }
    }
}

/// The clauses that match one or more of some queries.
#[derive(Debug)]
pub struct AnyOf {
    /// The queries.
    pub queries: Vec<Box<dyn Query>>,
    /// What counts.
    pub scores: Scores,
}

impl Clone for AnyOf {
    fn clone(&self) -> Self {
        AnyOf { queries: self.queries.iter().map(|query| query.box_clone()).collect(), scores: self.scores }
    }
}

impl AnyOf {
    /// Makes it ready for a searcher.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn open(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Source>> {
        let sources = self.queries.iter().map(|query| open(&**query, scoring, true)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AnySource { sources, scores: self.scores }))
    }
}

impl Query for AnyOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SieveWeight(self.open(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.queries.iter().for_each(|query| query.query_terms(visitor));
    }
}

struct AnySource {
    sources: Vec<Box<dyn Source>>,
    scores: Scores,
}

impl Source for AnySource {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let mut streams = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            streams.extend(source.stream(reader)?);
        }
        if streams.len() < 2 {
            return Ok(streams.pop());
        }
        let lists = streams.into_iter().map(|stream| List { stream, block: Block::empty(), at: 0, doc: None }).collect();
        Ok(Some(Box::new(Any { lists, scores: self.scores })))
    }
}

/// One of the lists, with its matches that have been read and not given.
struct List {
    stream: Box<dyn Stream>,
    block: Block,
    at: usize,
    /// The first match that has not been given; none before the first block is read.
    doc: Option<DocId>,
}

impl List {
    fn settle(&mut self) {
        if self.at >= self.block.len {
            self.stream.next(&mut self.block);
            self.at = 0;
        }
        self.doc = Some(self.block.docs().get(self.at).copied().unwrap_or(TERMINATED));
    }
}

struct Any {
    lists: Vec<List>,
    scores: Scores,
}

impl Stream for Any {
    fn next(&mut self, block: &mut Block) {
        block.len = 0;
        self.lists.iter_mut().filter(|list| list.doc.is_none()).for_each(List::settle);
        while block.len < BLOCK {
            let first = self.lists.iter().filter_map(|list| list.doc).min().unwrap_or(TERMINATED);
            if first == TERMINATED {
                return;
            }
            let mut score = 0.0;
            for list in self.lists.iter_mut().filter(|list| list.doc == Some(first)) {
                score = self.scores.join(score, list.block.scores[list.at]);
                list.at += 1;
                list.settle();
            }
            block.docs[block.len] = first;
            block.scores[block.len] = score;
            block.len += 1;
        }
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        let (mut all, mut own) = (0, [0.0; BLOCK]);
        for list in &mut self.lists {
            let found = list.stream.mark(docs, among, &mut own);
            for place in bits(found) {
                let before = if all >> place & 1 == 1 { scores[place] } else { 0.0 };
                scores[place] = self.scores.join(before, own[place]);
            }
            all |= found;
        }
        all
    }

    fn skip_to(&mut self, target: DocId) {
        for list in self.lists.iter_mut().filter(|list| list.doc.is_none_or(|doc| doc < target)) {
            list.at += list.block.docs().get(list.at..).unwrap_or_default().partition_point(|doc| *doc < target);
            if list.at >= list.block.len {
                list.stream.skip_to(target);
            }
            list.settle();
        }
    }

    fn size(&self) -> u32 {
        self.lists.iter().map(|list| list.stream.size()).fold(0, u32::saturating_add)
    }

    fn cost(&self) -> u64 {
        self.lists.iter().map(|list| list.stream.cost()).sum()
    }
}

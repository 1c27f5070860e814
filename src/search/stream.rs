//! The matches of a query by the block, with their own scores.
//!
//! The index library hands on matches one by one, each through a box. Most questions can be asked of many clauses
//! at once, and memory answers many in the time of one; so queries of our own ([`super::both`], [`super::anyof`],
//! [`super::exact`], [`Constant`]) speak to each other in blocks. [`open`] makes a [`Stream`] of any query;
//! [`Sieve`] shows a stream to the index library as what it expects.

use std::cmp::Ordering;

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

use super::anyof::AnyOf;
use super::both::Both;
use super::exact::Holding;

/// So many clauses are in a block at most; a mark of a block is a bit of 64.
pub const BLOCK: usize = COLLECT_BLOCK_BUFFER_LEN;

/// Some matches in order, with their scores.
#[derive(Clone)]
pub struct Block {
    /// The clauses.
    pub docs: [DocId; BLOCK],
    /// The score of each.
    pub scores: [Score; BLOCK],
    /// How many there are.
    pub len: usize,
}

impl Block {
    /// No matches.
    pub fn empty() -> Block {
        Block { docs: [TERMINATED; BLOCK], scores: [0.0; BLOCK], len: 0 }
    }

    /// The clauses.
    pub fn docs(&self) -> &[DocId] {
        &self.docs[..self.len]
    }

    /// Keeps those whose bits are set.
    pub fn keep(&mut self, marks: u64) {
        let mut kept = 0;
        for place in bits(marks & full(self.len)) {
            self.docs[kept] = self.docs[place];
            self.scores[kept] = self.scores[place];
            kept += 1;
        }
        self.len = kept;
    }
}

/// The marks of a block of so many clauses.
pub fn full(len: usize) -> u64 {
    if len >= 64 { u64::MAX } else { (1 << len) - 1 }
}

/// The places of the bits that are set, from the first to the last.
pub fn bits(mut marks: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        (marks != 0).then(|| {
            let place = marks.trailing_zeros() as usize;
            marks &= marks - 1;
            place
        })
    })
}

/// The matches of a query in one segment, gone through once: either by [`Stream::next`] or by [`Stream::mark`].
pub trait Stream: Send + 'static {
    /// Fills a block with the next matches and their scores; an empty one when there are no more.
    fn next(&mut self, block: &mut Block);

    /// Which of some clauses match: those of `among` are asked about, the bits of the matches come back, and their
    /// scores are written to their places. Clauses come in order, and none before one that was asked about earlier.
    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64;

    /// Leaves out the matches before `target`.
    fn skip_to(&mut self, target: DocId);

    /// About how many clauses there are.
    fn size(&self) -> u32;

    /// What going through all of them costs, in steps of a list.
    fn cost(&self) -> u64;
}

/// A query made ready for a searcher, from which the stream of each segment is opened.
pub trait Source: Send + Sync + 'static {
    /// The stream of a segment; none when nothing matches there.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>>;
}

/// Makes a query ready. `scored` when its own score is wanted, else each match scores 1.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn open(query: &dyn Query, scoring: EnableScoring<'_>, scored: bool) -> tantivy::Result<Box<dyn Source>> {
    if let Some(constant) = query.downcast_ref::<Constant>() {
        return constant.open(scoring);
    }
    if let Some(both) = query.downcast_ref::<Both>() {
        return both.open(scoring);
    }
    if let Some(any) = query.downcast_ref::<AnyOf>() {
        return any.open(scoring);
    }
    if let Some(holding) = query.downcast_ref::<Holding>() {
        return Ok(Box::new(holding.clone()));
    }
    Ok(Box::new(Foreign { weight: query.weight(scoring)?, scored }))
}

/// The matches of a query, all with the same score.
#[derive(Debug)]
pub struct Constant {
    /// The query.
    pub query: Box<dyn Query>,
    /// The score.
    pub score: Score,
}

impl Clone for Constant {
    fn clone(&self) -> Self {
        Constant { query: self.query.box_clone(), score: self.score }
    }
}

impl Constant {
    fn open(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Source>> {
        Ok(Box::new(ConstantSource { inner: open(&*self.query, scoring, false)?, score: self.score }))
    }
}

impl Query for Constant {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(SieveWeight(self.open(scoring)?)))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.query.query_terms(visitor);
    }
}

struct ConstantSource {
    inner: Box<dyn Source>,
    score: Score,
}

impl Source for ConstantSource {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let inner = self.inner.stream(reader)?;
        Ok(inner.map(|inner| Box::new(ConstantStream { inner, score: self.score }) as Box<dyn Stream>))
    }
}

struct ConstantStream {
    inner: Box<dyn Stream>,
    score: Score,
}

impl Stream for ConstantStream {
    fn next(&mut self, block: &mut Block) {
        self.inner.next(block);
        block.scores = [self.score; BLOCK];
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        *scores = [self.score; BLOCK];
        let mut own = [0.0; BLOCK];
        self.inner.mark(docs, among, &mut own)
    }

    fn skip_to(&mut self, target: DocId) {
        self.inner.skip_to(target);
    }

    fn size(&self) -> u32 {
        self.inner.size()
    }

    fn cost(&self) -> u64 {
        self.inner.cost()
    }
}

/// A query that is not ours.
struct Foreign {
    weight: Box<dyn Weight>,
    scored: bool,
}

impl Source for Foreign {
    fn stream(&self, reader: &SegmentReader) -> tantivy::Result<Option<Box<dyn Stream>>> {
        let list = self.weight.scorer(reader, 1.0)?;
        Ok((list.doc() != TERMINATED).then(|| {
            let list = ForeignStream { at: Some(list.doc()), reached: list.doc(), list, scored: self.scored };
            Box::new(list) as Box<dyn Stream>
        }))
    }
}

struct ForeignStream {
    list: Box<dyn Scorer>,
    scored: bool,
    /// The match it stands at; none where the list may not be asked.
    at: Option<DocId>,
    /// No clause before this one, and after those asked about, matches.
    reached: DocId,
}

impl ForeignStream {
    /// Whether `doc` matches. Asked for ever later clauses.
    fn has(&mut self, doc: DocId) -> bool {
        if doc < self.reached {
            return false;
        }
        if self.at != Some(doc) {
            (self.at, self.reached) = match self.list.seek_danger(doc) {
                SeekDangerResult::Found => (Some(doc), doc),
                SeekDangerResult::SeekLowerBound(next) => (None, next),
            };
        }
        self.at == Some(doc)
    }
}

impl Stream for ForeignStream {
    fn next(&mut self, block: &mut Block) {
        if !self.scored {
            block.len = self.list.fill_buffer(&mut block.docs);
            block.scores = [1.0; BLOCK];
            return;
        }
        block.len = 0;
        while block.len < BLOCK && self.list.doc() != TERMINATED {
            block.docs[block.len] = self.list.doc();
            block.scores[block.len] = self.list.score();
            block.len += 1;
            self.list.advance();
        }
    }

    fn mark(&mut self, docs: &[DocId], among: u64, scores: &mut [Score; BLOCK]) -> u64 {
        let mut found = 0;
        for place in bits(among) {
            if self.has(docs[place]) {
                found |= 1 << place;
                scores[place] = if self.scored { self.list.score() } else { 1.0 };
            }
        }
        found
    }

    fn skip_to(&mut self, target: DocId) {
        if self.list.doc() < target {
            self.list.seek(target);
        }
    }

    fn size(&self) -> u32 {
        self.list.size_hint()
    }

    fn cost(&self) -> u64 {
        self.list.cost()
    }
}

/// A source as the index library expects it.
pub struct SieveWeight(pub Box<dyn Source>);

impl Weight for SieveWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(stream) = self.0.stream(reader)? else { return Ok(Box::new(EmptyScorer)) };
        let mut sieve = Sieve { stream, block: Block::empty(), at: 0, boost };
        sieve.stream.next(&mut sieve.block);
        Ok(Box::new(sieve))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("matches", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("clause {doc} does not match")))
    }
}

/// A stream as the index library expects it.
struct Sieve {
    stream: Box<dyn Stream>,
    block: Block,
    /// The place in the block.
    at: usize,
    boost: Score,
}

impl DocSet for Sieve {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        if self.at >= self.block.len && self.block.len > 0 {
            self.stream.next(&mut self.block);
            self.at = 0;
        }
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        match self.block.docs().last().map(|last| last.cmp(&target)) {
            Some(Ordering::Less) => {
                self.stream.skip_to(target);
                self.stream.next(&mut self.block);
                self.at = 0;
            }
            Some(_) => self.at += self.block.docs()[self.at..].partition_point(|doc| *doc < target),
            None => {}
        }
        self.doc()
    }

    fn fill_buffer(&mut self, buffer: &mut [DocId; BLOCK]) -> usize {
        let left = self.block.docs().get(self.at..).unwrap_or_default();
        buffer[..left.len()].copy_from_slice(left);
        let mut filled = left.len();
        while self.block.len > 0 {
            self.stream.next(&mut self.block);
            self.at = BLOCK.saturating_sub(filled).min(self.block.len);
            buffer[filled..filled + self.at].copy_from_slice(&self.block.docs[..self.at]);
            filled += self.at;
            if self.at < self.block.len {
                break;
            }
        }
        filled
    }

    fn doc(&self) -> DocId {
        self.block.docs().get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        self.stream.size()
    }

    fn cost(&self) -> u64 {
        self.stream.cost()
    }
}

impl Scorer for Sieve {
    fn score(&mut self) -> Score {
        self.block.scores.get(self.at).copied().unwrap_or(0.0) * self.boost
    }
}

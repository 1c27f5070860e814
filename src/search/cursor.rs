//! The clauses that have a term or a gram, a block of the index at a time.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TERMINATED};

use crate::index::GramList;

/// A list of clauses in order, in blocks.
pub trait Blocks: Send + 'static {
    /// The block at hand; empty at the end.
    fn docs(&self) -> &[DocId];

    /// Goes to the next block.
    fn advance(&mut self);

    /// Goes on to the first block with a clause that is not before `doc`.
    fn seek(&mut self, doc: DocId);

    /// How many clauses there are in all.
    fn size(&self) -> u32;
}

/// The clauses of a term.
impl Blocks for BlockSegmentPostings {
    fn docs(&self) -> &[DocId] {
        BlockSegmentPostings::docs(self)
    }

    fn advance(&mut self) {
        BlockSegmentPostings::advance(self);
    }

    fn seek(&mut self, doc: DocId) {
        BlockSegmentPostings::seek(self, doc);
    }

    fn size(&self) -> u32 {
        self.doc_freq()
    }
}

/// The clauses of a gram.
impl Blocks for GramList {
    #[inline]
    fn docs(&self) -> &[DocId] {
        GramList::docs(self)
    }

    fn advance(&mut self) {
        GramList::advance(self);
    }

    fn seek(&mut self, doc: DocId) {
        GramList::seek(self, doc);
    }

    fn size(&self) -> u32 {
        GramList::size(self)
    }
}

/// The clauses of one segment that have a term or a gram, gone through from the first to the last.
pub struct Cursor<B> {
    blocks: B,
    /// The first clause of the block at hand that has not been passed.
    place: usize,
    /// The last clause of the block; [`TERMINATED`] when there is no more.
    last: DocId,
}

impl<B: Blocks> Cursor<B> {
    /// At the first clause.
    pub fn new(blocks: B) -> Cursor<B> {
        let mut cursor = Cursor { blocks, place: 0, last: TERMINATED };
        cursor.settle();
        cursor
    }

    fn settle(&mut self) {
        self.place = 0;
        self.last = self.blocks.docs().last().copied().unwrap_or(TERMINATED);
    }

    /// How many clauses there are in all.
    pub fn size(&self) -> u32 {
        self.blocks.size()
    }

    /// Goes on and writes down clauses until there is no more room or none is left; how many were written.
    pub fn fill(&mut self, room: &mut [DocId]) -> usize {
        let mut filled = 0;
        while filled < room.len() {
            let rest = self.blocks.docs().get(self.place..).unwrap_or_default();
            if rest.is_empty() {
                if self.last == TERMINATED {
                    break;
                }
                self.blocks.advance();
                self.settle();
                continue;
            }
            let some = rest.len().min(room.len() - filled);
            room[filled..filled + some].copy_from_slice(&rest[..some]);
            self.place += some;
            filled += some;
        }
        filled
    }

    /// Whether `doc` is one of them. Asked for ever later clauses.
    #[inline]
    pub fn has(&mut self, doc: DocId) -> bool {
        if doc > self.last {
            self.go_to(doc);
        }
        let docs = self.blocks.docs();
        // The next is mostly near.
        while docs.get(self.place + 8).is_some_and(|there| *there < doc) {
            self.place += 8;
        }
        while docs.get(self.place).is_some_and(|there| *there < doc) {
            self.place += 1;
        }
        docs.get(self.place) == Some(&doc)
    }

    /// Passes over the clauses before `doc`.
    pub fn skip_to(&mut self, doc: DocId) {
        self.has(doc);
    }

    #[cold]
    fn go_to(&mut self, doc: DocId) {
        self.blocks.seek(doc);
        let docs = self.blocks.docs();
        self.last = docs.last().copied().unwrap_or(TERMINATED);
        self.place = docs.partition_point(|there| *there < doc);
        if self.last < doc {
            // That was the last block.
            self.last = TERMINATED;
        }
    }
}

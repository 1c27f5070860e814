//! The clauses that have a term, a block of the index at a time.

use tantivy::postings::BlockSegmentPostings;
use tantivy::{DocId, TERMINATED};

/// The clauses of one segment that have a term, gone through from the first to the last.
pub struct Cursor {
    blocks: BlockSegmentPostings,
    /// The first clause of the block at hand that has not been passed.
    place: usize,
    /// The last clause of the block; [`TERMINATED`] when there is no more.
    last: DocId,
}

impl Cursor {
    /// At the first clause.
    pub fn new(blocks: BlockSegmentPostings) -> Cursor {
        let mut cursor = Cursor { blocks, place: 0, last: TERMINATED };
        cursor.settle();
        cursor
    }

    fn settle(&mut self) {
        self.place = 0;
        self.last = self.blocks.docs().last().copied().unwrap_or(TERMINATED);
    }

    /// How many clauses have the term.
    pub fn size(&self) -> u32 {
        self.blocks.doc_freq()
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

    /// Whether `doc` has the term. Asked for ever later clauses.
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
        self.place = self.blocks.seek(doc);
        self.last = self.blocks.docs().last().copied().unwrap_or(TERMINATED);
        if self.last < doc {
            // That was the last block.
            self.last = TERMINATED;
            self.place = self.blocks.docs().len();
        }
    }
}

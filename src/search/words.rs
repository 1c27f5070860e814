//! The clauses that have a word, scored by BM25, a block of them at a time.
//!
//! The index keeps with each block of 128 clauses the most that one of them can score. A match whose block cannot
//! lift it far enough need not be looked up in it.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::BlockSegmentPostings;
use tantivy::query::Bm25Weight;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, Score, SegmentReader, TERMINATED, Term};

/// The clauses of one segment that have a word, gone through from the first to the last.
pub struct WordList {
    blocks: BlockSegmentPostings,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
    /// The last clause of the block at hand.
    last: DocId,
    /// The most that a clause of the block can score.
    most: Score,
    /// The place in the block.
    place: usize,
}

impl WordList {
    /// None when no clause of the segment has the word.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn open(reader: &SegmentReader, term: &Term, bm25: Bm25Weight) -> tantivy::Result<Option<WordList>> {
        let lengths = reader.get_fieldnorms_reader(term.field())?;
        let blocks = reader.inverted_index(term.field())?.read_block_postings(term, IndexRecordOption::WithFreqs)?;
        let Some(blocks) = blocks else { return Ok(None) };
        let mut list = WordList { blocks, lengths, bm25, last: 0, most: 0.0, place: 0 };
        list.settle();
        Ok(Some(list))
    }

    fn settle(&mut self) {
        self.place = 0;
        match self.blocks.docs().last() {
            Some(last) => {
                self.last = *last;
                self.most = self.blocks.block_max_score(&self.lengths, &self.bm25);
            }
            None => (self.last, self.most) = (TERMINATED, 0.0),
        }
    }

    /// The most that `doc` can score, or any clause after it in the same block. Asked for ever later clauses.
    #[inline]
    pub fn bound(&mut self, doc: DocId) -> Score {
        if doc > self.last {
            self.go_to(doc);
        }
        self.most
    }

    /// The last clause for which the bound of the block at hand holds.
    #[inline]
    pub fn until(&self) -> DocId {
        self.last
    }

    #[cold]
    fn go_to(&mut self, doc: DocId) {
        self.blocks.seek(doc);
        self.settle();
        if self.last < doc {
            // That was the last block.
            (self.last, self.most) = (TERMINATED, 0.0);
        }
    }

    /// The score of `doc`; 0 when it does not have the word.
    pub fn score(&mut self, doc: DocId) -> Score {
        if self.bound(doc) == 0.0 {
            return 0.0;
        }
        let docs = self.blocks.docs();
        // The next is mostly near.
        while docs.get(self.place + 8).is_some_and(|there| *there < doc) {
            self.place += 8;
        }
        while docs.get(self.place).is_some_and(|there| *there < doc) {
            self.place += 1;
        }
        if docs.get(self.place) != Some(&doc) {
            return 0.0;
        }
        self.bm25.score(self.lengths.fieldnorm_id(doc), self.blocks.freq(self.place))
    }
}

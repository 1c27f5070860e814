//! The clauses of one gram, read a block at a time.

use bitpacking::{BitPacker, BitPacker4x};
use tantivy::DocId;
use tantivy::directory::OwnedBytes;

use super::BLOCK;
use super::bytes::take;

/// Size of the last clause of a block in bytes.
const LAST: usize = size_of::<DocId>();

/// The clauses of a gram in one segment, in order. A damaged list ends where it is damaged, and gives no clause that
/// the segment does not have.
pub struct List {
    bytes: OwnedBytes,
    size: u32,
    /// The number of clauses in the segment.
    clauses: u32,
    /// How many full blocks there are, and the one after the block at hand.
    blocks: usize,
    next: usize,
    /// Where the packed clauses of that one begin.
    at: usize,
    packer: BitPacker4x,
    docs: [DocId; BLOCK],
    len: usize,
}

impl List {
    /// At the first block of a list of so many clauses.
    pub(super) fn new(bytes: OwnedBytes, size: u32, clauses: u32) -> List {
        let blocks = size as usize / BLOCK;
        let at = blocks * (LAST + 1);
        let mut list = List { bytes, size, clauses, blocks, next: 0, at, packer: BitPacker4x::new(), docs: [0; BLOCK], len: 0 };
        list.advance();
        list
    }

    /// How many clauses there are in all.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// The clauses of the block at hand; none when the list has come to its end.
    #[inline]
    pub fn docs(&self) -> &[DocId] {
        &self.docs[..self.len.min(BLOCK)]
    }

    /// Goes to the next block.
    pub fn advance(&mut self) {
        let read = if self.next < self.blocks { self.unpack() } else { self.rest() };
        if read.is_none() {
            (self.len, self.next) = (0, self.blocks + 1);
        }
    }

    /// Goes to the first block with a clause that is not before `doc`; never back.
    pub fn seek(&mut self, doc: DocId) {
        if self.docs().last().is_none_or(|last| *last >= doc) {
            return;
        }
        // In steps that double, as the next is mostly near; then between the last two.
        let (mut low, mut step) = (self.next, 1);
        while low + step <= self.blocks && self.last(low + step - 1).is_some_and(|last| last < doc) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(self.blocks);
        while low < high {
            let middle = low.midpoint(high);
            if self.last(middle).is_some_and(|last| last < doc) { low = middle + 1 } else { high = middle }
        }
        let bits = self.blocks * LAST;
        let passed = self.bytes.get(bits + self.next..bits + low).unwrap_or_default();
        self.at += passed.iter().map(|bits| BitPacker4x::compressed_block_size(*bits)).sum::<usize>();
        self.next = low.max(self.next);
        self.advance();
        if self.docs().last().is_some_and(|last| *last < doc) {
            // Only the rest behind the last block can end before.
            self.advance();
        }
    }

    /// The last clause of a full block.
    fn last(&self, block: usize) -> Option<DocId> {
        self.bytes.get(block * LAST..(block + 1) * LAST)?.try_into().ok().map(DocId::from_le_bytes)
    }

    fn unpack(&mut self) -> Option<()> {
        let bits = *self.bytes.get(self.blocks * LAST + self.next).filter(|bits| **bits <= 32)?;
        let packed = self.bytes.get(self.at..self.at + BitPacker4x::compressed_block_size(bits))?;
        let before = if self.next == 0 { None } else { Some(self.last(self.next - 1)?) };
        self.packer.decompress_strictly_sorted(before, packed, &mut self.docs, bits);
        let last = self.last(self.next).filter(|last| *last < self.clauses)?;
        let largest = self.docs.iter().fold(0, |largest, doc| largest.max(*doc));
        if largest != last || self.docs[BLOCK - 1] != last {
            return None;
        }
        self.at += packed.len();
        (self.next, self.len) = (self.next + 1, BLOCK);
        Some(())
    }

    /// The clauses behind the last full block.
    fn rest(&mut self) -> Option<()> {
        if self.next > self.blocks {
            return None;
        }
        let mut bytes = self.bytes.get(self.at..)?;
        let mut last = if self.blocks == 0 { 0 } else { u64::from(self.last(self.blocks - 1)?) };
        let len = self.size as usize % BLOCK;
        for doc in &mut self.docs[..len] {
            last = take(&mut bytes)?.checked_add(last).filter(|last| *last < u64::from(self.clauses))?;
            *doc = last as DocId;
        }
        (self.next, self.len) = (self.next + 1, len);
        Some(())
    }
}

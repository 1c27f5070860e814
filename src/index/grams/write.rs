//! Writes the file of a segment, gram after gram.

use std::io::{self, Write};

use bitpacking::{BitPacker, BitPacker4x};
use tantivy::DocId;

use super::bytes::{MORE, put, take};
use super::{BLOCK, GROUP};

/// Writes grams that come in the order of their numbers. The memory used is that of one group and of an index of
/// 16 bytes for each.
pub struct Writer<W> {
    out: W,
    /// Bytes written.
    at: u64,
    packer: BitPacker4x,
    /// The group at hand: its table and its lists.
    table: Vec<u8>,
    lists: Vec<u8>,
    /// Grams in the group, and the number of the last of them.
    grams: usize,
    last: u64,
    /// First gram and start of each group.
    index: Vec<(u64, u64)>,
    /// All grams.
    count: u64,
    docs: Vec<DocId>,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(out: W) -> Writer<W> {
        let (table, lists, index, docs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Writer { out, at: 0, packer: BitPacker4x::new(), table, lists, grams: 0, last: 0, index, count: 0, docs }
    }

    /// Adds a gram and its clauses, as [`super::collect::Collector`] gives them.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add_list(&mut self, key: u64, list: &[u8]) -> io::Result<()> {
        let size = list.iter().filter(|byte| **byte < MORE).count();
        if size < BLOCK {
            // A short list stands in the file as it does in memory.
            let start = self.lists.len();
            self.lists.extend_from_slice(list);
            return self.end_gram(key, size, start);
        }
        let (mut docs, mut last, mut rest) = (std::mem::take(&mut self.docs), 0, list);
        docs.clear();
        while let Some(distance) = take(&mut rest) {
            last += distance as DocId;
            docs.push(last);
        }
        let added = self.add(key, &docs);
        self.docs = docs;
        added
    }

    /// Adds a gram and its clauses, in order and at least one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn add(&mut self, key: u64, docs: &[DocId]) -> io::Result<()> {
        let start = self.lists.len();
        let (blocks, rest) = docs.as_chunks::<BLOCK>();
        for block in blocks {
            self.lists.extend_from_slice(&block[BLOCK - 1].to_le_bytes());
        }
        // The first block begins before the first clause.
        let mut before = None;
        let bits = self.lists.len();
        for block in blocks {
            self.lists.push(self.packer.num_bits_strictly_sorted(before, block));
            before = Some(block[BLOCK - 1]);
        }
        before = None;
        for (place, block) in blocks.iter().enumerate() {
            let (bits, at) = (self.lists[bits + place], self.lists.len());
            self.lists.resize(at + BitPacker4x::compressed_block_size(bits), 0);
            self.packer.compress_strictly_sorted(before, block, &mut self.lists[at..], bits);
            before = Some(block[BLOCK - 1]);
        }
        let mut before = before.unwrap_or(0);
        for doc in rest {
            put(&mut self.lists, u64::from(doc - before));
            before = *doc;
        }
        self.end_gram(key, docs.len(), start)
    }

    fn end_gram(&mut self, key: u64, size: usize, start: usize) -> io::Result<()> {
        if self.grams == 0 {
            self.index.push((key, self.at));
            self.last = key;
        }
        put(&mut self.table, key - self.last);
        put(&mut self.table, size as u64);
        put(&mut self.table, (self.lists.len() - start) as u64);
        self.last = key;
        self.grams += 1;
        self.count += 1;
        if self.grams == GROUP { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> io::Result<()> {
        let mut length = Vec::with_capacity(4);
        put(&mut length, self.table.len() as u64);
        for part in [&length, &self.table, &self.lists] {
            self.out.write_all(part)?;
            self.at += part.len() as u64;
        }
        self.table.clear();
        self.lists.clear();
        self.grams = 0;
        Ok(())
    }

    /// Writes what is left and gives the file back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self, clauses: DocId) -> io::Result<W> {
        if self.grams > 0 {
            self.end_group()?;
        }
        for (first, start) in &self.index {
            self.out.write_all(&first.to_le_bytes())?;
            self.out.write_all(&start.to_le_bytes())?;
        }
        self.out.write_all(&self.count.to_le_bytes())?;
        self.out.write_all(&u64::from(clauses).to_le_bytes())?;
        Ok(self.out)
    }
}

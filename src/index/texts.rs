//! The folded text of every clause beside the index, uncompressed, so that a match can be verified in place.
//!
//! A file `.fold` belongs to each segment of the table of clauses and is written, merged and removed with it:
//!
//! ```text
//! texts       label and text of each clause, folded (UTF-16, little-endian), each with a line break after it; a
//!             folded text holds none
//! ends        where each text ends with its line break, 8 bytes little-endian, one for each clause
//! count       number of clauses, 8 bytes little-endian
//! ```
//!
//! A Chinese character takes two bytes instead of three, which is a third less to store and to read.
//!
//! Looking at the text of one clause costs some 30 ns, which is why the index needs no positions: the
//! terms of a phrase name the clauses that may hold it, the text says which do.

use std::any::Any;
use std::io::Write;

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem::{Finder, FinderBuilder};
use tantivy::directory::{OwnedBytes, TerminatingWrite, WritePtr};
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin, TantivyDocument, TantivyError};

/// Ending of the file.
const ENDING: &str = "fold";
/// Size of an offset and of the count in bytes.
const WIDE: usize = 8;

/// What memory gives at a time, in bytes, and how much of a text is asked for ahead.
const CACHE_LINE: usize = 64;
const TOUCHED_LINES: usize = 8;

/// A line break.
const BREAK: [u8; 2] = [b'\n', 0];

/// A folded string to look for in folded texts.
#[derive(Clone, Debug)]
pub struct Needle(Finder<'static>);

/// How common a byte is in folded Chinese text: those that are the upper half of most characters are.
struct Rank;

impl HeuristicFrequencyRank for Rank {
    fn rank(&self, byte: u8) -> u8 {
        match byte {
            0x4E..=0x9F => 200,
            0 | 0x30 | 0xFF => 220,
            _ => 40,
        }
    }
}

impl Needle {
    /// For a folded string.
    pub fn new(folded: &str) -> Needle {
        let units: Vec<u8> = folded.encode_utf16().flat_map(u16::to_le_bytes).collect();
        Needle(FinderBuilder::new().build_forward_with_ranker_owned(Rank, units))
    }

    /// Its length in bytes.
    pub fn bytes(&self) -> usize {
        self.0.needle().len()
    }

    /// The number of its characters.
    pub fn characters(&self) -> usize {
        characters(self.0.needle())
    }

    /// The first place in a text, in bytes.
    #[inline]
    pub fn find(&self, text: &[u8]) -> Option<usize> {
        self.find_from(text, 0)
    }

    #[inline]
    fn find_from(&self, text: &[u8], mut from: usize) -> Option<usize> {
        loop {
            let at = from + self.0.find(text.get(from..)?)?;
            // What begins in the middle of a character is no match.
            if at.is_multiple_of(2) {
                return Some(at);
            }
            from = at + 1;
        }
    }

    /// All places in a text, in bytes, none overlapping.
    pub fn places(&self, text: &[u8]) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = self.find_from(text, from)?;
            from = at + self.bytes().max(2);
            Some(at)
        })
    }
}

/// The number of characters of a folded text or a part of it.
pub fn characters(text: &[u8]) -> usize {
    // The second half of a character of four bytes is none of its own.
    text.chunks_exact(2).filter(|unit| unit[1] & 0xFC != 0xDC).count()
}

fn component() -> SegmentComponent {
    SegmentComponent::Custom(ENDING.to_owned())
}

/// The folded texts of one segment.
#[derive(Clone)]
pub struct SegmentTexts {
    bytes: OwnedBytes,
    /// Where the ends begin.
    ends: usize,
    count: usize,
}

impl SegmentTexts {
    /// Opens the texts of a segment.
    ///
    /// # Errors
    /// When the file is missing or its parts do not fit together.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<SegmentTexts> {
        let bytes = reader.open_read(component())?.read_bytes()?;
        let damaged = || TantivyError::InvalidArgument(format!("the texts of segment {} are damaged", reader.segment_id().uuid_string()));
        let tail = bytes.len().checked_sub(WIDE).ok_or_else(damaged)?;
        let count = usize::try_from(number(&bytes, tail).ok_or_else(damaged)?).map_err(|_| damaged())?;
        let ends = count.checked_mul(WIDE).and_then(|size| tail.checked_sub(size)).ok_or_else(damaged)?;
        Ok(SegmentTexts { bytes, ends, count })
    }

    /// The folded text of a clause as UTF-16; empty for a clause that the segment does not have.
    #[inline]
    pub fn bytes(&self, clause: DocId) -> &[u8] {
        let clause = clause as usize;
        if clause >= self.count {
            return &[];
        }
        let end = |clause: usize| number(&self.bytes, self.ends + clause * WIDE).unwrap_or(0) as usize;
        let start = if clause == 0 { 0 } else { end(clause - 1) };
        self.bytes.get(start..end(clause).saturating_sub(BREAK.len()).min(self.ends)).unwrap_or(&[])
    }

    /// Begins to read the texts of these clauses, so that they are near when they are looked at.
    pub fn touch(&self, clauses: &[DocId]) {
        let sum = clauses.iter().fold(0u8, |sum, clause| {
            let text = self.bytes(*clause);
            text.iter().step_by(CACHE_LINE).take(TOUCHED_LINES).fold(sum, |sum, byte| sum ^ byte)
        });
        std::hint::black_box(sum);
    }

    /// The first clause from `from` on whose text holds `needle`, found by reading the texts one after the other;
    /// none when there is none.
    pub fn scan(&self, needle: &Needle, from: DocId) -> Option<DocId> {
        let start = if from == 0 { 0 } else { self.end(from as usize - 1)? };
        // No text holds a line break, so what is found lies in one text.
        let found = start + needle.find(self.bytes.get(start..self.ends)?)?;
        // Matches of what is looked for without an index are mostly near.
        let (mut low, mut step) = (from as usize, 1);
        while self.end(low).is_some_and(|end| end <= found) {
            low += step;
            step *= 2;
        }
        let (mut first, mut last) = (low.saturating_sub(step / 2).max(from as usize), low.min(self.count.checked_sub(1)?));
        while first < last {
            let middle = first.midpoint(last);
            if self.end(middle)? <= found { first = middle + 1 } else { last = middle }
        }
        DocId::try_from(first).ok()
    }

    fn end(&self, clause: usize) -> Option<usize> {
        (clause < self.count).then(|| number(&self.bytes, self.ends + clause * WIDE)).flatten().map(|end| end as usize)
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..at + WIDE)?.try_into().ok().map(u64::from_le_bytes)
}

/// Writes the texts: the values of one field of each document.
pub struct TextsPlugin(pub Field);

/// The texts go to the file as they come: only where they end is kept in memory.
struct TextsWriter {
    field: Field,
    out: WritePtr,
    /// The text at hand.
    text: Vec<u8>,
    ends: Vec<u64>,
}

impl SegmentPlugin for TextsPlugin {
    fn extensions(&self) -> &[&str] {
        &[ENDING]
    }

    fn create_writer(&self, context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let out = context.segment.clone().open_write(component())?;
        Ok(Box::new(TextsWriter { field: self.0, out, text: Vec::new(), ends: Vec::new() }))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let mut out = context.target_segment.open_write(component())?;
        let (mut ends, mut at) = (Vec::new(), 0);
        // The table is not sorted by a field: a merge puts one segment after the other, without what was deleted.
        for reader in context.readers {
            let texts = SegmentTexts::open(reader)?;
            for clause in reader.doc_ids_alive() {
                let text = texts.bytes(clause);
                out.write_all(text)?;
                out.write_all(&BREAK)?;
                at += (text.len() + BREAK.len()) as u64;
                ends.push(at);
            }
        }
        finish(out, &ends)
    }
}

impl PluginWriter for TextsWriter {
    fn add_document(&mut self, _clause: DocId, document: &dyn ErasedDocument, _schema: &Schema) -> tantivy::Result<()> {
        self.text.clear();
        let document = document.as_any().downcast_ref::<TantivyDocument>();
        if let Some(text) = document.and_then(|d| d.get_first(self.field)).as_ref().and_then(|value| value.as_str()) {
            text.encode_utf16().for_each(|unit| self.text.extend_from_slice(&unit.to_le_bytes()));
        }
        self.text.extend_from_slice(&BREAK);
        self.out.write_all(&self.text)?;
        self.ends.push(self.ends.last().copied().unwrap_or(0) + self.text.len() as u64);
        Ok(())
    }

    fn serialize(self: Box<Self>, _segment: &Segment, mapping: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if mapping.is_some() {
            return Err(TantivyError::InvalidArgument("the table of clauses is not sorted by a field".to_owned()));
        }
        finish(self.out, &self.ends)
    }

    fn mem_usage(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * WIDE
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

fn finish(mut out: impl TerminatingWrite, ends: &[u64]) -> tantivy::Result<()> {
    for end in ends {
        out.write_all(&end.to_le_bytes())?;
    }
    out.write_all(&(ends.len() as u64).to_le_bytes())?;
    Ok(out.terminate()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_string_is_found_on_the_borders_of_characters_only() {
        // 一 is 00 4E and 丂 is 02 4E: the bytes of 'N' 4E 00 stand between two of the first.
        let text = stored("一一N𠮷补助a补助");
        assert_eq!(Needle::new("N").find(&text), Some(4));
        assert_eq!(Needle::new("N").find(&stored("一一一")), None);
        assert_eq!(Needle::new("补助").places(&text).collect::<Vec<_>>(), [10, 16]);
        assert_eq!(Needle::new("𠮷").find(&text), Some(6));
        assert_eq!(Needle::new("一一").places(&stored("一一一一一")).collect::<Vec<_>>(), [0, 4]);
        assert_eq!((Needle::new("").find(&text), Needle::new("补").find(&[])), (Some(0), None));
        assert_eq!(characters(&text), 9);
    }
}

//! Which clauses hold which grams: pairs of neighbouring letters and [`Frequent`] strings ([`key`]), without
//! positions and counts.
//!
//! Recipe: [`GramsPlugin`] writes a file `.gram` for each segment of the table of clauses. While the segment is in
//! memory, [`collect`] keeps the lists; [`write`] lays them down; [`SegmentGrams::find`] looks a gram up and
//! [`SegmentGrams::list`] goes through its clauses.
//!
//! The index library could do the same with a text field, for strings of any kind. A gram is a number, though, and
//! there are far more of them than of all other terms: as numbers they take a quarter off the time of a whole build.
//!
//! ```text
//! groups      GROUP grams each, in the order of their numbers (the last group has fewer):
//!               size of the table below
//!               table, for each gram: its distance from the gram before it (0 for the first), the number of its
//!               clauses, the bytes of its list
//!               lists, one after the other
//! index       first gram and start of each group, 8 bytes each
//! count       number of grams, 8 bytes
//! clauses     number of clauses, 8 bytes
//! ```
//!
//! A list has blocks of BLOCK clauses: first the last clause of each block (4 bytes), then the bits of a clause in
//! each block (1 byte), then the blocks, packed; what is left over stands behind them as distances from the clause
//! before, the first as it is. Numbers of a table and such distances are as in [`bytes`]; all others are
//! little-endian.

mod bytes;
mod collect;
pub mod key;
mod list;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::any::Any;

use bitpacking::{BitPacker, BitPacker4x};
use tantivy::directory::TerminatingWrite;
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, PluginMergeContext, PluginWriter, PluginWriterContext, Segment, SegmentPlugin, TantivyDocument, TantivyError};

use super::frequent::Frequent;
use collect::Collector;
pub use list::List;
pub use read::{Found, SegmentGrams};
use write::Writer;

/// Ending of the file.
const ENDING: &str = "gram";
/// Clauses in a block.
const BLOCK: usize = BitPacker4x::BLOCK_LEN;
/// Grams in a group.
const GROUP: usize = 32;

fn component() -> SegmentComponent {
    SegmentComponent::Custom(ENDING.to_owned())
}

/// Writes the grams of the values of one field.
pub struct GramsPlugin {
    /// The field; its values are folded.
    pub field: Field,
    /// The frequent strings.
    pub frequent: Frequent,
}

struct GramsWriter {
    field: Field,
    frequent: Frequent,
    /// The grams of the clause at hand.
    grams: Vec<u64>,
    collector: Collector,
    clauses: DocId,
}

impl SegmentPlugin for GramsPlugin {
    fn extensions(&self) -> &[&str] {
        &[ENDING]
    }

    fn create_writer(&self, _context: &PluginWriterContext) -> tantivy::Result<Box<dyn PluginWriter>> {
        let (grams, collector) = (Vec::new(), Collector::default());
        Ok(Box::new(GramsWriter { field: self.field, frequent: self.frequent.clone(), grams, collector, clauses: 0 }))
    }

    fn merge(&self, context: PluginMergeContext) -> tantivy::Result<()> {
        let out = context.target_segment.open_write(component())?;
        let mut parts = Vec::with_capacity(context.readers.len());
        let mut clauses = 0;
        // The table is not sorted by a field: a merge puts one segment after the other, without what was deleted.
        for reader in context.readers {
            parts.push(Part { grams: SegmentGrams::open(reader)?, numbers: Numbers::of(reader, clauses) });
            clauses += reader.num_docs();
        }
        Ok(merge(&parts, Writer::new(out))?.finish(clauses)?.terminate()?)
    }
}

impl PluginWriter for GramsWriter {
    fn add_document(&mut self, clause: DocId, document: &dyn ErasedDocument, _schema: &Schema) -> tantivy::Result<()> {
        let document = document.as_any().downcast_ref::<TantivyDocument>();
        if let Some(text) = document.and_then(|d| d.get_first(self.field)).as_ref().and_then(|value| value.as_str()) {
            self.grams.clear();
            key::grams(text, &self.frequent, &mut self.grams);
            self.collector.add(clause, &self.grams);
        }
        self.clauses = clause + 1;
        if self.collector.is_full() {
            return Err(TantivyError::InvalidArgument("a segment has more grams than a file can hold".to_owned()));
        }
        Ok(())
    }

    fn serialize(self: Box<Self>, segment: &Segment, mapping: Option<&DocIdMapping>) -> tantivy::Result<()> {
        if mapping.is_some() {
            return Err(TantivyError::InvalidArgument("the table of clauses is not sorted by a field".to_owned()));
        }
        let mut writer = Writer::new(segment.clone().open_write(component())?);
        self.collector.finish(|key, list| writer.add_list(key, list))?;
        Ok(writer.finish(self.clauses)?.terminate()?)
    }

    fn mem_usage(&self) -> usize {
        self.collector.memory()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// What the clauses of a segment are called in the one it is put into.
enum Numbers {
    /// As before, counted from this one.
    From(DocId),
    /// Each its own; none for a deleted one.
    Each(Vec<Option<DocId>>),
}

impl Numbers {
    fn of(reader: &SegmentReader, from: DocId) -> Numbers {
        if !reader.has_deletes() {
            return Numbers::From(from);
        }
        let mut numbers = vec![None; reader.max_doc() as usize];
        for (number, clause) in (from..).zip(reader.doc_ids_alive()) {
            if let Some(place) = numbers.get_mut(clause as usize) {
                *place = Some(number);
            }
        }
        Numbers::Each(numbers)
    }

    fn number(&self, clause: DocId) -> Option<DocId> {
        match self {
            Numbers::From(from) => Some(from + clause),
            Numbers::Each(numbers) => numbers.get(clause as usize).copied().flatten(),
        }
    }
}

/// A segment that is put together with others.
struct Part {
    grams: SegmentGrams,
    numbers: Numbers,
}

/// Reads all parts side by side and writes them as one. Held in memory are the clauses of one gram.
fn merge<W: std::io::Write>(parts: &[Part], mut writer: Writer<W>) -> tantivy::Result<Writer<W>> {
    let mut all: Vec<_> = parts.iter().map(|part| part.grams.all()).collect();
    let mut heads = all.iter_mut().map(|grams| grams.next().transpose()).collect::<tantivy::Result<Vec<Option<Found>>>>()?;
    let mut clauses = Vec::new();
    while let Some(key) = heads.iter().flatten().map(|found| found.key).min() {
        clauses.clear();
        for ((part, head), rest) in parts.iter().zip(&mut heads).zip(&mut all) {
            let Some(found) = head.as_ref().filter(|found| found.key == key) else { continue };
            let mut list = part.grams.list(found);
            let mut read = 0;
            while !list.docs().is_empty() {
                read += list.docs().len();
                clauses.extend(list.docs().iter().filter_map(|clause| part.numbers.number(*clause)));
                list.advance();
            }
            if read != found.size as usize {
                return Err(TantivyError::InvalidArgument("the list of a gram is damaged".to_owned()));
            }
            *head = rest.next().transpose()?;
        }
        if !clauses.is_empty() {
            writer.add(key, &clauses)?;
        }
    }
    Ok(writer)
}

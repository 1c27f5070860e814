//! One table of an index while it is written.
//!
//! Whoever prepares documents writes them too: each thread adds to a segment of its own, in memory, until that is
//! large enough to be laid on disk. No document waits in a queue, so the memory used is bounded by the segments at hand.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;
use tantivy::indexer::{AddOperation, NoMergePolicy, SegmentWriter};
use tantivy::{Index, IndexWriter, Segment, SegmentMeta, TantivyDocument, Term};

/// What the index library asks for at least; nothing of it is used, as no document passes through its queue.
const QUEUE_MEMORY: usize = 15_000_000;

/// A table being written.
pub struct Table {
    index: Index,
    writer: IndexWriter,
    /// Bytes of a segment before it is laid on disk.
    memory: usize,
    /// Segments that no thread is adding to.
    idle: Mutex<Vec<(Segment, SegmentWriter)>>,
    /// Segments laid on disk.
    written: Mutex<Vec<SegmentMeta>>,
}

impl Table {
    /// A table to be written, in segments of so many bytes of memory each. With `merge`, segments are put together
    /// as they come, as the index library thinks best; without, only [`Table::finish`] does.
    ///
    /// # Errors
    /// When the folder is written by somebody else or cannot be written.
    pub fn new(index: Index, memory: usize, merge: bool) -> tantivy::Result<Table> {
        let writer = index.writer_with_num_threads(1, QUEUE_MEMORY)?;
        if !merge {
            writer.set_merge_policy(Box::new(NoMergePolicy));
        }
        Ok(Table { index, writer, memory, idle: Mutex::default(), written: Mutex::default() })
    }

    /// Adds documents, which stay together.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn add(&self, documents: impl IntoIterator<Item = TantivyDocument>) -> tantivy::Result<()> {
        let idle = locked(&self.idle).pop();
        let (segment, mut writer) = match idle {
            Some(begun) => begun,
            None => {
                let segment = self.index.new_segment();
                (segment.clone(), SegmentWriter::for_segment(self.memory, segment)?)
            }
        };
        for document in documents {
            // The stamp says which documents a removal is older than; removals come before all additions.
            writer.add_document(AddOperation { opstamp: 0, document })?;
        }
        if writer.mem_usage() < self.memory {
            locked(&self.idle).push((segment, writer));
            return Ok(());
        }
        self.lay_down(segment, writer)
    }

    fn lay_down(&self, segment: Segment, writer: SegmentWriter) -> tantivy::Result<()> {
        let documents = writer.max_doc();
        writer.finalize()?;
        let meta = segment.with_max_doc(documents).meta().clone();
        meta.untrack_temp_docstore();
        locked(&self.written).push(meta);
        Ok(())
    }

    /// Removes the documents with a term, as far as they were written before this table was opened.
    pub fn remove(&self, term: Term) {
        self.writer.delete_term(term);
    }

    /// Lays down what is still in memory and puts the segments together until there are no more than `most`; with
    /// none, as the index library thinks best.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn finish(mut self, most: Option<usize>) -> tantivy::Result<()> {
        let idle = std::mem::take(&mut *locked(&self.idle));
        idle.into_par_iter().map(|(segment, writer)| self.lay_down(segment, writer)).collect::<tantivy::Result<()>>()?;
        // Removals must not reach what was written after them.
        self.writer.commit()?;
        let mut written = std::mem::take(&mut *locked(&self.written));
        for segment in &written {
            self.writer.add_segment(segment.clone())?;
        }
        self.writer.commit()?;
        if let Some(most) = most.filter(|most| written.len() > *most) {
            // The largest first, each to the group that has least: all groups take about as long.
            written.sort_by_key(|segment| std::cmp::Reverse(segment.max_doc()));
            let mut groups = vec![(0, Vec::new()); most.max(1)];
            for segment in &written {
                if let Some((clauses, group)) = groups.iter_mut().min_by_key(|(clauses, _)| *clauses) {
                    *clauses += segment.max_doc();
                    group.push(segment.id());
                }
            }
            groups.retain(|(_, group)| group.len() > 1);
            // Whoever holds what describes a segment keeps its files.
            drop(written);
            let merges: Vec<_> = groups.iter().map(|(_, group)| self.writer.merge(group)).collect();
            for merge in merges {
                merge.wait()?;
            }
            // What was put together is no longer needed.
            self.writer.garbage_collect_files().wait()?;
        }
        self.writer.wait_merging_threads()
    }
}

fn locked<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}

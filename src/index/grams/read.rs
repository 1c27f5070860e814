//! The grams of one segment, opened.

use std::ops::Range;

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::{DocId, TantivyError};

use super::bytes::{take, wide};
use super::list::List;
use super::{GROUP, component};

/// Size of an entry of the index of groups, and of what stands behind it, in bytes.
const ENTRY: usize = 16;
const TAIL: usize = 16;

/// A gram of a segment, found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number.
    pub key: u64,
    /// How many clauses have it.
    pub size: u32,
    /// Where its list stands.
    place: Range<usize>,
}

/// The grams of one segment. Cheap to clone.
#[derive(Clone)]
pub struct SegmentGrams {
    bytes: OwnedBytes,
    /// Where the index of groups begins, and how many there are.
    index: usize,
    groups: usize,
    /// The number of grams.
    count: usize,
    /// The number of clauses.
    pub(super) clauses: DocId,
}

impl SegmentGrams {
    /// Opens the grams of a segment.
    ///
    /// # Errors
    /// When the file is missing or its parts do not fit together.
    pub fn open(reader: &SegmentReader) -> tantivy::Result<SegmentGrams> {
        let bytes = reader.open_read(component())?.read_bytes()?;
        let grams = SegmentGrams::of(bytes).filter(|grams| grams.clauses == reader.max_doc());
        grams.ok_or_else(|| damaged(&format!("the grams of segment {}", reader.segment_id().uuid_string())))
    }

    /// The grams of a file; none when its parts do not fit together.
    pub(super) fn of(bytes: OwnedBytes) -> Option<SegmentGrams> {
        let tail = bytes.len().checked_sub(TAIL)?;
        let count = usize::try_from(wide(&bytes, tail)?).ok()?;
        let clauses = DocId::try_from(wide(&bytes, tail + 8)?).ok()?;
        let groups = count.div_ceil(GROUP);
        let index = tail.checked_sub(groups.checked_mul(ENTRY)?)?;
        let grams = SegmentGrams { bytes, index, groups, count, clauses };
        let mut before = None;
        for group in 0..groups {
            let (first, start) = (grams.first(group)?, grams.start(group)?);
            if start >= index || before.is_some_and(|before| before >= (first, start)) || (group == 0) != (start == 0) {
                return None;
            }
            before = Some((first, start));
        }
        Some(grams)
    }

    /// The first gram of a group.
    fn first(&self, group: usize) -> Option<u64> {
        wide(&self.bytes, self.index + group * ENTRY)
    }

    /// Where a group begins.
    fn start(&self, group: usize) -> Option<usize> {
        usize::try_from(wide(&self.bytes, self.index + group * ENTRY + 8)?).ok()
    }

    /// The grams of a group, in order; an error where the file is damaged.
    fn group(&self, group: usize) -> tantivy::Result<impl Iterator<Item = tantivy::Result<Found>>> {
        let damaged = || damaged("a group of grams");
        let start = self.start(group).ok_or_else(damaged)?;
        let end = if group + 1 < self.groups { self.start(group + 1).ok_or_else(damaged)? } else { self.index };
        let mut rest = self.bytes.get(start..end).ok_or_else(damaged)?;
        let length = take(&mut rest).and_then(|length| usize::try_from(length).ok()).ok_or_else(damaged)?;
        let mut table = rest.get(..length).ok_or_else(damaged)?;
        let mut at = end - rest.len() + length;
        let mut key = self.first(group).ok_or_else(damaged)?;
        let mut next = move || {
            key = key.checked_add(take(&mut table)?)?;
            let size = DocId::try_from(take(&mut table)?).ok()?;
            let list = at..at.checked_add(usize::try_from(take(&mut table)?).ok()?).filter(|list| *list <= end)?;
            at = list.end;
            Some(Found { key, size, place: list })
        };
        let grams = GROUP.min(self.count - group * GROUP);
        Ok((0..grams).map(move |_| next().ok_or_else(damaged)))
    }

    /// Looks up a gram; none when no clause has it.
    ///
    /// # Errors
    /// When the file is damaged.
    pub fn find(&self, key: u64) -> tantivy::Result<Option<Found>> {
        let (mut low, mut high) = (0, self.groups);
        while low < high {
            let middle = low.midpoint(high);
            if self.first(middle).is_some_and(|first| first <= key) { low = middle + 1 } else { high = middle }
        }
        let Some(group) = low.checked_sub(1) else { return Ok(None) };
        for found in self.group(group)? {
            let found = found?;
            if found.key >= key {
                return Ok((found.key == key).then_some(found));
            }
        }
        Ok(None)
    }

    /// The clauses of a gram that was found here.
    pub fn list(&self, found: &Found) -> List {
        let end = found.place.end.min(self.bytes.len());
        let bytes = self.bytes.slice(found.place.start.min(end)..end);
        List::new(bytes, found.size, self.clauses)
    }

    /// All grams in order.
    pub fn all(&self) -> impl Iterator<Item = tantivy::Result<Found>> {
        (0..self.groups).flat_map(|group| {
            let (grams, error) = match self.group(group) {
                Ok(grams) => (Some(grams), None),
                Err(error) => (None, Some(Err(error))),
            };
            grams.into_iter().flatten().chain(error)
        })
    }
}

fn damaged(what: &str) -> TantivyError {
    TantivyError::InvalidArgument(format!("{what}: the file is damaged"))
}

//! The grams of a segment while it is in memory.
//!
//! Most of the time of writing an index is spent here, waiting for memory. So all that one more clause of a gram
//! needs lies in half a cache line ([`Term`]): its number, its last clause, and the last bytes of its list. Only
//! every eighth byte goes to the rest of the list, blocks of growing size in one large piece of memory.

use hashbrown::HashTable;
use tantivy::DocId;

use super::bytes::MORE;
use super::key::hash;

/// Bytes of a list that stand with its gram.
const NEAR: usize = 8;

/// The first block of a list holds so many bytes, each one after it double, up to the last of these sizes.
const FIRST_BLOCK: usize = NEAR;
const LARGEST: u8 = 8;

/// Size of the address of the next block, which stands behind the bytes of a block.
const LINK: usize = 4;

/// A gram and the end of its list.
struct Term {
    key: u64,
    /// The last clause.
    last: DocId,
    /// The first block.
    head: u32,
    /// The place in the last block where the next bytes go.
    tail: u32,
    /// How many bytes have room there.
    room: u16,
    /// The number of blocks; no more are counted than a number of two bytes can say, as all others are of one size.
    blocks: u8,
    /// How many of `near` are used; fewer than all.
    used: u8,
    near: [u8; NEAR],
}

/// The number of bytes in a block, by its place in the list.
fn size(block: u8) -> usize {
    FIRST_BLOCK << block.min(LARGEST)
}

/// The lists of all grams that were added. A list is the first clause and the distances of the others, as
/// [`super::bytes`].
#[derive(Default)]
pub struct Collector {
    places: HashTable<u32>,
    terms: Vec<Term>,
    blocks: Vec<u8>,
    full: bool,
}

impl Collector {
    /// Adds the grams of a clause. Clauses come in order.
    pub fn add(&mut self, clause: DocId, grams: &[u64]) {
        for gram in grams {
            self.add_one(clause, *gram);
        }
    }

    #[inline]
    fn add_one(&mut self, clause: DocId, key: u64) {
        let (places, terms) = (&mut self.places, &mut self.terms);
        let found = places.find(hash(key), |place| terms.get(*place as usize).is_some_and(|term| term.key == key));
        let Some(term) = found.and_then(|place| terms.get_mut(*place as usize)) else {
            self.begin(clause, key);
            return;
        };
        if term.last == clause {
            return;
        }
        let distance = clause - term.last;
        term.last = clause;
        self.full |= !term.append(&mut self.blocks, distance);
    }

    #[cold]
    fn begin(&mut self, clause: DocId, key: u64) {
        let Ok(place) = u32::try_from(self.terms.len()) else {
            self.full = true;
            return;
        };
        let mut term = Term { key, last: clause, head: 0, tail: 0, room: 0, blocks: 0, used: 0, near: [0; NEAR] };
        self.full |= !term.append(&mut self.blocks, clause);
        self.terms.push(term);
        let terms = &self.terms;
        self.places.insert_unique(hash(key), place, |place| terms.get(*place as usize).map_or(0, |term| hash(term.key)));
    }

    /// Whether something found no room: lists are up to 4 GB in all.
    pub fn is_full(&self) -> bool {
        self.full
    }

    /// The memory used, in bytes. What is held for later and was never written to costs nothing.
    pub fn memory(&self) -> usize {
        self.places.allocation_size() + self.terms.len() * size_of::<Term>() + self.blocks.len()
    }

    /// Gives the grams in the order of their numbers, each with its list.
    ///
    /// # Errors
    /// The first of `each`.
    pub fn finish<E>(mut self, mut each: impl FnMut(u64, &[u8]) -> Result<(), E>) -> Result<(), E> {
        drop(self.places);
        self.terms.sort_unstable_by_key(|term| term.key);
        let mut list = Vec::new();
        for term in &self.terms {
            list.clear();
            term.list(&self.blocks, &mut list);
            each(term.key, &list)?;
        }
        Ok(())
    }
}

impl Term {
    /// Appends a number; false when there is no room for it.
    #[inline]
    fn append(&mut self, blocks: &mut Vec<u8>, mut number: u32) -> bool {
        let mut kept = true;
        while number >= u32::from(MORE) {
            kept &= self.push(blocks, number as u8 | MORE);
            number >>= 7;
        }
        kept & self.push(blocks, number as u8)
    }

    /// Appends a byte; false when there is no room for it.
    #[inline]
    fn push(&mut self, blocks: &mut Vec<u8>, byte: u8) -> bool {
        let used = usize::from(self.used) % NEAR;
        self.near[used] = byte;
        self.used += 1;
        if used + 1 < NEAR {
            return true;
        }
        self.used = 0;
        self.flush(blocks)
    }

    fn flush(&mut self, blocks: &mut Vec<u8>) -> bool {
        if self.room == 0 {
            let Ok(at) = u32::try_from(blocks.len()) else { return false };
            match blocks.get_mut(self.tail as usize..self.tail as usize + LINK) {
                Some(link) if self.blocks > 0 => link.copy_from_slice(&at.to_le_bytes()),
                _ => self.head = at,
            }
            let size = size(self.blocks);
            blocks.resize(blocks.len() + size + LINK, 0);
            (self.tail, self.room) = (at, size as u16);
            self.blocks = self.blocks.saturating_add(1);
        }
        let at = self.tail as usize;
        match blocks.get_mut(at..at + NEAR) {
            Some(room) => room.copy_from_slice(&self.near),
            None => return false,
        }
        self.tail += NEAR as u32;
        self.room -= NEAR as u16;
        true
    }

    fn list(&self, blocks: &[u8], out: &mut Vec<u8>) {
        let mut next = (self.blocks > 0).then_some(self.head as usize);
        let mut block = 0u8;
        while let Some(at) = next {
            let end = at + size(block);
            // The last block is the one that `tail` lies in or behind.
            if (at..=end).contains(&(self.tail as usize)) {
                out.extend_from_slice(blocks.get(at..self.tail as usize).unwrap_or_default());
                break;
            }
            out.extend_from_slice(blocks.get(at..end).unwrap_or_default());
            let link = blocks.get(end..end + LINK).and_then(|link| link.try_into().ok());
            (next, block) = (link.map(|link| u32::from_le_bytes(link) as usize), block.saturating_add(1));
        }
        out.extend_from_slice(self.near.get(..usize::from(self.used)).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::grams::bytes::take;

    fn lists(collector: Collector) -> Vec<(u64, Vec<u32>)> {
        let mut lists = Vec::new();
        let read = |key, mut list: &[u8]| {
            let (mut docs, mut last) = (Vec::new(), 0);
            while let Some(distance) = take(&mut list) {
                last += distance as u32;
                docs.push(last);
            }
            lists.push((key, docs));
            Ok::<(), ()>(())
        };
        collector.finish(read).unwrap();
        lists
    }

    #[test]
    fn a_term_is_half_a_cache_line() {
        assert_eq!(size_of::<Term>(), 32);
    }

    #[test]
    fn lists_of_every_length_come_back() {
        let mut collector = Collector::default();
        let step = |key: u64| [1, 100, 127, 128, 40_000][key as usize % 5];
        for clause in 0..3000u32 {
            let grams: Vec<u64> = (0..200).filter(|key| u64::from(clause) < key * 15).collect();
            // Twice in a clause is once.
            for gram in grams.iter().rev().chain(&grams) {
                collector.add(clause * step(*gram), &[*gram]);
            }
        }
        assert!(!collector.is_full() && collector.memory() > 0);
        let expected: Vec<(u64, Vec<u32>)> =
            (1..200).map(|key| (key, (0..3000u32).filter(|c| u64::from(*c) < key * 15).map(|c| c * step(key)).collect())).collect();
        assert_eq!(lists(collector), expected);
        assert_eq!(lists(Collector::default()), []);
    }

    #[test]
    fn the_memory_of_long_lists_is_about_their_length() {
        let mut collector = Collector::default();
        (0..2_000_000).for_each(|clause| collector.add(clause, &[7]));
        assert!(collector.memory() < 2_100_000, "{}", collector.memory());
        assert_eq!(lists(collector), [(7, (0..2_000_000).collect())]);
    }
}

//! Which clauses share a shingle.
//!
//! Recipe: all shingles stand in one row, clause after clause. They are sorted in parts (each part holds the hashes of
//! one range, so that the memory for sorting is bounded); a run of equal hashes is a group. Only a shingle that two
//! documents have can make a pair, so groups of one document get no number.

use rayon::prelude::*;

/// Not in a group: no other document has the shingle.
pub const ALONE: u32 = u32::MAX;

/// Shingles that are sorted at once, at 8 bytes each.
const PART: usize = 8 << 20;

/// The groups, numbered by their hash.
pub struct Groups {
    /// For each shingle in the row, its group, or [`ALONE`].
    pub row: Vec<u32>,
    /// Weight of a group's shingle in 255ths, the less the more documents have it.
    pub weights: Vec<u8>,
    starts: Vec<u32>,
    holders: Vec<u32>,
}

impl Groups {
    /// Groups the shingles of all clauses. `clause` tells the clause of a place in the row, `document` the document
    /// of a clause; both grow. Groups of more than `most` clauses keep no list of them. In more than `limit`
    /// documents the weight falls with the square of their number.
    pub fn new(hashes: &[u32], clause: &[u32], document: impl Fn(u32) -> u32, most: usize, limit: f64) -> Self {
        let mut out = Groups { row: vec![ALONE; hashes.len()], weights: Vec::new(), starts: vec![0], holders: Vec::new() };
        let parts = (hashes.len() / PART + 1).next_power_of_two() as u64;
        for part in 0..parts {
            let range = (part << 32) / parts..((part + 1) << 32) / parts;
            let inside = hashes.par_iter().enumerate().filter(|(_, hash)| range.contains(&u64::from(**hash)));
            let mut sorted: Vec<u64> = inside.map(|(at, hash)| (u64::from(*hash) << 32) | at as u64).collect();
            sorted.par_sort_unstable();
            for group in sorted.chunk_by(|a, b| a >> 32 == b >> 32).filter(|g| g.len() > 1) {
                out.add(group, clause, &document, most, limit);
            }
        }
        out
    }

    fn add(&mut self, group: &[u64], clause: &[u32], document: &impl Fn(u32) -> u32, most: usize, limit: f64) {
        let place = |entry: &u64| (entry & u64::from(u32::MAX)) as usize;
        let first = self.holders.len();
        let (mut documents, mut clauses) = (0_usize, 0_usize);
        let (mut last_document, mut last_clause) = (u32::MAX, u32::MAX);
        for entry in group {
            let holder = clause[place(entry)];
            if holder == last_clause {
                continue;
            }
            (last_clause, clauses) = (holder, clauses + 1);
            if clauses <= most {
                self.holders.push(holder);
            }
            let of = document(holder);
            documents += usize::from(of != last_document);
            last_document = of;
        }
        if clauses > most || documents < 2 {
            self.holders.truncate(first);
        }
        if documents < 2 {
            return;
        }
        let number = self.weights.len() as u32;
        let share = (limit / documents as f64).min(1.0);
        self.weights.push((share * share * 255.0).round().max(1.0) as u8);
        self.starts.push(self.holders.len() as u32);
        for entry in group {
            self.row[place(entry)] = number;
        }
    }

    /// The clauses of a group in order; empty when they are too many.
    pub fn of(&self, group: u32) -> &[u32] {
        &self.holders[self.starts[group as usize] as usize..self.starts[group as usize + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_needs_two_documents() {
        // Clauses 0 and 1 are of document 0, clause 2 of document 1; 7 stands in both, 9 only in the first.
        let groups = Groups::new(&[9, 7, 9, 7, 5], &[0, 0, 1, 2, 2], |c| c / 2, 10, 3.0);
        assert_eq!(groups.row, [ALONE, 0, ALONE, 0, ALONE]);
        assert_eq!((groups.of(0), &groups.weights[..]), (&[0, 2][..], &[255][..]));
        let few = Groups::new(&[7, 7, 7, 8, 8], &[0, 1, 2, 2, 3], |c| c, 2, 1.0);
        assert_eq!(few.of(0), &[] as &[u32], "more clauses than are listed");
        assert_eq!((few.of(1), few.row[3], few.weights[1]), (&[2, 3][..], 1, 64));
    }
}

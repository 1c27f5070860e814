//! What was found, in the form in which it is kept: numbers instead of names, and a file beside the index.
//!
//! The file holds nothing that cannot be found again: one that is missing, damaged or of other rules is made anew.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::rank::Rank;
use super::relation::RelationKind;

/// The first bytes of a file; the number changes with the rules and with the form.
const MAGIC: &[u8] = b"tiaoli lineage 1\n";

/// Two clauses of which one was taken from the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The clause that takes, by its place among the clauses.
    pub clause: u32,
    /// The clause it is taken from.
    pub source: u32,
    /// What became of it.
    pub kind: RelationKind,
    /// Share of the clause that the source has, 0 to 1.
    pub borrowed: f32,
    /// Share of the source that the clause has, 0 to 1.
    pub kept: f32,
    /// Shared characters of the clause.
    pub chars: u32,
    /// The same, formulas weighed down.
    pub weight: f32,
}

/// What one document has from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Borrowed {
    /// Characters.
    pub chars: u32,
    /// Clauses.
    pub clauses: u32,
}

/// All that was found.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    /// The documents, earliest first.
    pub ranks: Vec<Rank>,
    /// The clauses, in the order of the documents: the document and the address.
    pub units: Vec<(u32, String)>,
    /// Every pair, by clause and then by what is shared, the most first.
    pub pairs: Vec<Pair>,
    /// For each two documents (taker, source), what is borrowed.
    pub between: BTreeMap<(u32, u32), Borrowed>,
    /// For each document: characters that count, and those found in any earlier document.
    pub totals: Vec<(u32, u32)>,
}

/// The small tables of a file.
#[derive(Serialize, Deserialize)]
struct Tables {
    ranks: Vec<Rank>,
    totals: Vec<(u32, u32)>,
    between: Vec<(u32, u32, Borrowed)>,
}

impl Found {
    /// Reads a file; none when there is none, or none that fits.
    pub fn read(path: &Path) -> Option<Found> {
        let bytes = std::fs::read(path).ok()?;
        let body = bytes.strip_prefix(MAGIC)?;
        let (sum, body) = body.split_at_checked(8)?;
        if sum != checksum(body).to_le_bytes() {
            return None;
        }
        let mut from = Bytes(body);
        let len = from.number()? as usize;
        let tables: Tables = serde_json::from_slice(from.take(len)?).ok()?;
        let units = (0..from.number()?).map(|_| {
            let (document, len) = (from.number()?, from.number()?);
            Some((document, std::str::from_utf8(from.take(len as usize)?).ok()?.to_owned()))
        });
        let units: Vec<(u32, String)> = units.collect::<Option<_>>()?;
        let count = units.len() as u32;
        let mut bytes = Bytes(from.0);
        let pairs = (0..bytes.number()?).map(|_| bytes.pair().filter(|p| p.clause < count && p.source < p.clause));
        let pairs: Vec<Pair> = pairs.collect::<Option<_>>()?;
        let documents = tables.ranks.len();
        let fits = units.iter().all(|u| (u.0 as usize) < documents) && units.is_sorted_by_key(|u| u.0) && tables.totals.len() == documents;
        let between = tables.between.into_iter().map(|(taker, source, b)| ((taker, source), b)).collect();
        (fits && bytes.0.is_empty()).then_some(Found { ranks: tables.ranks, units, pairs, between, totals: tables.totals })
    }

    /// Writes a file, whole or not at all.
    ///
    /// # Errors
    /// Those of the file system; the folder of an index may be read-only.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let between = self.between.iter().map(|((taker, source), b)| (*taker, *source, *b)).collect();
        let tables = serde_json::to_vec(&Tables { ranks: self.ranks.clone(), totals: self.totals.clone(), between })?;
        let mut body = Vec::new();
        let put = |body: &mut Vec<u8>, number: u32| body.extend_from_slice(&number.to_le_bytes());
        put(&mut body, tables.len() as u32);
        body.extend_from_slice(&tables);
        put(&mut body, self.units.len() as u32);
        for (document, address) in &self.units {
            put(&mut body, *document);
            put(&mut body, address.len() as u32);
            body.extend_from_slice(address.as_bytes());
        }
        put(&mut body, self.pairs.len() as u32);
        for pair in &self.pairs {
            let floats = [pair.borrowed, pair.kept, pair.weight].map(f32::to_bits);
            for number in [pair.clause, pair.source, pair.kind as u32, pair.chars].into_iter().chain(floats) {
                put(&mut body, number);
            }
        }
        // Several processes may write at once; each has a name of its own, and the last rename counts.
        let new = path.with_extension(format!("{}.new", std::process::id()));
        let written = std::fs::File::create(&new).and_then(|mut file| {
            file.write_all(MAGIC)?;
            file.write_all(&checksum(&body).to_le_bytes())?;
            file.write_all(&body)
        });
        written.and_then(|()| std::fs::rename(&new, path)).inspect_err(|_| {
            let _ = std::fs::remove_file(&new);
        })
    }
}

/// The rest of a file.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, len: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn pair(&mut self) -> Option<Pair> {
        let (clause, source) = (self.number()?, self.number()?);
        let kind = *RelationKind::ALL.get(self.number()? as usize)?;
        let chars = self.number()?;
        let mut float = || self.number().map(f32::from_bits).filter(|f| f.is_finite());
        Some(Pair { clause, source, kind, chars, borrowed: float()?, kept: float()?, weight: float()? })
    }
}

/// Eight bytes that tell a damaged file from a whole one.
fn checksum(bytes: &[u8]) -> u64 {
    let word = |chunk: &[u8]| chunk.iter().rev().fold(0_u64, |word, byte| (word << 8) | u64::from(*byte));
    bytes.chunks(8).fold(bytes.len() as u64, |sum, chunk| (sum ^ word(chunk)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found() -> Found {
        let pair = Pair { clause: 1, source: 0, kind: RelationKind::Narrow, borrowed: 0.9, kept: 0.4, chars: 31, weight: 30.5 };
        Found {
            ranks: vec![Rank::of(&crate::policy::Policy::default()); 2],
            units: vec![(0, "art-1".into()), (1, "2/1".into())],
            pairs: vec![pair],
            between: [((1, 0), Borrowed { chars: 31, clauses: 1 })].into(),
            totals: vec![(40, 0), (35, 31)],
        }
    }

    #[test]
    fn a_file_gives_back_what_was_written_and_a_damaged_one_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lineage.bin");
        assert_eq!(Found::read(&path), None);
        found().write(&path).unwrap();
        assert_eq!(Found::read(&path), Some(found()));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        let whole = std::fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            std::fs::write(&path, &bytes).unwrap();
            assert_eq!(Found::read(&path), None, "byte {at}");
            std::fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(Found::read(&path), None, "cut at {at}");
        }
    }
}

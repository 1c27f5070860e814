//! All clauses by their shingles, and every pair of clauses of which one was taken from the other.
//!
//! Recipe: every clause becomes its row of shingles; a sorted list of (shingle, clause) answers who else has one.
//! A shingle in many documents weighs less: with `n` documents, one in more than `max(3, √n)` of them weighs the
//! square of the quotient. For each clause the clauses of earlier documents that share the most weight are
//! candidates; `relation` judges each on all its characters. Work grows with the length of the text, because a
//! shingle that more than `MOST_HOLDERS` clauses have brings no candidates.

use rayon::prelude::*;

use super::relation::{Shares, numbers, relation};
use super::text::{LEAST_CHARS, SHINGLE, letters, longest, shared, shingles};
use super::{Kin, Place};
use crate::clause::{Clause, ClauseAddress, Part};
use crate::parsed::ParsedPolicy;
use crate::policy::{Level, PolicyId};

/// A shingle in more clauses than this brings no candidates.
const MOST_HOLDERS: usize = 300;
/// Candidates that are judged for one clause.
const MOST_CANDIDATES: usize = 16;
/// Weight of shared shingles below which two clauses are no candidates.
const LEAST_WEIGHT: f32 = 3.0;
/// The list of holders is cut into as many ranges, so that a search looks at few entries.
const RANGES: usize = 1 << 18;

/// A document: what decides which of two came first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// National before provincial before municipal before county; unknown last.
    level: (bool, Option<Level>),
    /// Earlier before later; unknown last.
    date: (bool, Option<String>),
    /// So that the order is total.
    id: PolicyId,
}

impl Rank {
    /// The rank of a document.
    pub fn of(parsed: &ParsedPolicy) -> Self {
        let document = &parsed.document;
        let level = document.jurisdiction.as_ref().map(|j| j.level);
        let date = document.date().map(str::to_owned);
        Rank { level: (level.is_none(), level), date: (date.is_none(), date), id: document.id.clone() }
    }

    /// Whether it is known, not only supposed, that this one came before the other: it is of a higher level and not
    /// of a later date, or of an earlier date and no lower level.
    pub fn surely_before(&self, other: &Rank) -> bool {
        let level = self.level.1.zip(other.level.1).map(|(a, b)| a.cmp(&b));
        let date = self.date.1.as_ref().zip(other.date.1.as_ref()).map(|(a, b)| a.cmp(b));
        use std::cmp::Ordering::{Greater, Less};
        match (level, date) {
            (Some(Less), date) => date != Some(Greater),
            (Some(std::cmp::Ordering::Equal) | None, Some(Less)) => true,
            _ => false,
        }
    }
}

/// A clause in the index.
pub struct Unit {
    /// Its document, by rank.
    pub document: u32,
    /// Its address.
    pub address: ClauseAddress,
    /// Shingles in order.
    pub row: Vec<u32>,
    /// The same, sorted.
    pub sorted: Vec<u32>,
    /// Numbers in it.
    numbers: Vec<String>,
    /// Weight of each character, in 255ths.
    weights: Vec<u8>,
}

impl Unit {
    fn new(document: u32, clause: &Clause) -> Option<Self> {
        let formal =
            matches!(clause.address.part(), Some(Part::Title | Part::Salutation | Part::Signature | Part::Imprint | Part::AttachmentList));
        if formal {
            return None;
        }
        let letters = letters(clause);
        if letters.len() < LEAST_CHARS {
            return None;
        }
        let row = shingles(&letters);
        let mut sorted = row.clone();
        sorted.sort_unstable();
        sorted.dedup();
        Some(Unit { document, address: clause.address.clone(), row, sorted, numbers: numbers(&letters), weights: Vec::new() })
    }

    /// Characters that count.
    pub fn chars(&self) -> usize {
        self.row.len() + SHINGLE - 1
    }

    /// Weight of the marked characters, in characters.
    pub fn weight(&self, marks: &[bool]) -> f64 {
        self.weights.iter().zip(marks).filter(|(_, m)| **m).map(|(w, _)| f64::from(*w)).sum::<f64>() / 255.0
    }

    /// Weight of all characters.
    pub fn whole(&self) -> f64 {
        self.weights.iter().map(|w| f64::from(*w)).sum::<f64>() / 255.0
    }
}

/// Who has a shingle: pairs of shingle and clause, sorted, and where each range of shingles begins.
struct Holders {
    pairs: Vec<(u32, u32)>,
    starts: Vec<u32>,
}

impl Holders {
    fn new(units: &[Unit]) -> Self {
        let mut pairs: Vec<(u32, u32)> =
            units.par_iter().enumerate().flat_map_iter(|(at, u)| u.sorted.iter().map(move |s| (*s, at as u32))).collect();
        pairs.par_sort_unstable();
        let mut starts = vec![0_u32; RANGES + 1];
        for (shingle, _) in &pairs {
            starts[range(*shingle) + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Holders { pairs, starts }
    }

    fn of(&self, shingle: u32) -> &[(u32, u32)] {
        let at = range(shingle);
        let part = &self.pairs[self.starts[at] as usize..self.starts[at + 1] as usize];
        let first = part.partition_point(|(s, _)| *s < shingle);
        let last = first + part[first..].partition_point(|(s, _)| *s == shingle);
        &part[first..last]
    }
}

fn range(shingle: u32) -> usize {
    shingle as usize / ((1 << 32) / RANGES)
}

/// What [`build`] finds.
pub struct Built {
    /// The documents, earliest first.
    pub ranks: Vec<Rank>,
    /// The clauses, in the order of the documents.
    pub units: Vec<Unit>,
    /// Every pair, by clause and then by what is shared, the most first.
    pub kin: Vec<Kin>,
}

/// Finds every pair. The order of `policies` does not matter.
pub fn build<'p>(policies: impl IntoIterator<Item = &'p ParsedPolicy>) -> Built {
    let mut ranked: Vec<(Rank, &ParsedPolicy)> = policies.into_iter().map(|p| (Rank::of(p), p)).collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    ranked.dedup_by(|a, b| a.0.id == b.0.id);
    let units: Vec<Unit> = ranked
        .par_iter()
        .enumerate()
        .flat_map_iter(|(at, (_, parsed))| parsed.clauses.iter().filter_map(move |c| Unit::new(at as u32, c)))
        .collect();
    finish(ranked.into_iter().map(|(rank, _)| rank).collect(), units)
}

/// As [`build`], from units that were made one document after the other.
pub fn finish(ranks: Vec<Rank>, mut units: Vec<Unit>) -> Built {
    let holders = Holders::new(&units);
    let limit = (ranks.len() as f64).sqrt().max(3.0);
    let weights: Vec<Vec<u8>> = units.par_iter().map(|unit| char_weights(unit, &holders, &units, limit)).collect();
    for (unit, weights) in units.iter_mut().zip(weights) {
        unit.weights = weights;
    }
    let scratch = || (vec![0.0_f32; units.len()], Vec::<u32>::new());
    let kin: Vec<Kin> = (0..units.len())
        .into_par_iter()
        .map_init(scratch, |(sums, touched), at| sources(at, &units, &holders, &ranks, sums, touched))
        .flatten_iter()
        .collect();
    Built { ranks, units, kin }
}

/// Units of one document, for [`finish`].
pub fn units_of(document: u32, parsed: &ParsedPolicy) -> Vec<Unit> {
    parsed.clauses.iter().filter_map(|c| Unit::new(document, c)).collect()
}

/// The weight of each character: of its weightiest shingle.
fn char_weights(unit: &Unit, holders: &Holders, units: &[Unit], limit: f64) -> Vec<u8> {
    let mut out = vec![0_u8; unit.chars()];
    for (at, shingle) in unit.row.iter().enumerate() {
        let mut documents = 0;
        let mut last = u32::MAX;
        // Units stand in the order of their documents, so holders of one document are neighbours.
        for (_, holder) in holders.of(*shingle) {
            let document = units[*holder as usize].document;
            documents += usize::from(document != last);
            last = document;
        }
        let share = (limit / documents.max(1) as f64).min(1.0);
        let weight = (share * share * 255.0).round().max(1.0) as u8;
        for w in &mut out[at..at + SHINGLE] {
            *w = (*w).max(weight);
        }
    }
    out
}

/// The clauses of earlier documents that a clause was taken from.
fn sources(at: usize, units: &[Unit], holders: &Holders, ranks: &[Rank], sums: &mut [f32], touched: &mut Vec<u32>) -> Vec<Kin> {
    let unit = &units[at];
    for shingle in &unit.sorted {
        let found = holders.of(*shingle);
        if found.len() < 2 || found.len() > MOST_HOLDERS {
            continue;
        }
        let weight = 1.0 / (found.len() as f32).sqrt();
        for (_, other) in found {
            if units[*other as usize].document >= unit.document {
                break;
            }
            if sums[*other as usize] == 0.0 {
                touched.push(*other);
            }
            sums[*other as usize] += weight;
        }
    }
    // The score is rounded, so that the order does not hang on the last bit.
    let score = |other: u32| (sums[other as usize] * 64.0) as u32;
    let mut candidates: Vec<(u32, u32)> = touched.iter().filter(|o| sums[**o as usize] >= LEAST_WEIGHT).map(|o| (score(*o), *o)).collect();
    candidates.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    candidates.truncate(MOST_CANDIDATES);
    for other in touched.drain(..) {
        sums[other as usize] = 0.0;
    }
    let mut out: Vec<Kin> =
        candidates.into_iter().filter_map(|(_, source)| kin(unit, &units[source as usize], ranks, at, source as usize)).collect();
    out.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.kept.total_cmp(&a.kept)).then(a.source_unit.cmp(&b.source_unit)));
    out
}

fn kin(unit: &Unit, source: &Unit, ranks: &[Rank], unit_at: usize, source_at: usize) -> Option<Kin> {
    let (mine, theirs) = (shared(&unit.row, &source.sorted), shared(&source.row, &unit.sorted));
    let weight = unit.weight(&mine);
    let shares = Shares {
        borrowed: weight / unit.whole().max(f64::MIN_POSITIVE),
        kept: source.weight(&theirs) / source.whole().max(f64::MIN_POSITIVE),
        weight,
        run: longest(&mine),
        same_numbers: unit.numbers == source.numbers,
    };
    let kind = relation(&shares)?;
    let (from, to) = (&ranks[source.document as usize], &ranks[unit.document as usize]);
    Some(Kin {
        clause: Place { policy: to.id.clone(), address: unit.address.clone() },
        source: Place { policy: from.id.clone(), address: source.address.clone() },
        kind,
        borrowed: shares.borrowed,
        kept: shares.kept,
        chars: mine.iter().filter(|m| **m).count(),
        weight,
        sure: from.surely_before(to),
        clause_unit: unit_at,
        source_unit: source_at,
    })
}

impl Rank {
    /// The id of the document.
    pub fn id(&self) -> &PolicyId {
        &self.id
    }
}

//! Every pair of clauses of which one was taken from the other, and what each document borrows from which.
//!
//! Recipe: every clause becomes its row of shingles; `groups` tells which clauses share one. A shingle in many
//! documents weighs less: with `n` documents, one in more than `max(3, √n)` of them weighs the square of the quotient;
//! a formula of the trade (`lineage.toml`) weighs a tenth. For each clause the clauses of earlier documents that share
//! the most weight are candidates; `relation` judges each on all its characters. Work grows with the length of the
//! text, because a shingle that more than [`MOST_HOLDERS`] clauses have brings no candidates.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::found::{Found, Pair};
use super::groups::{ALONE, Groups};
use super::rank::Rank;
use super::relation::{Shares, relation};
use super::text::{LEAST_CHARS, Letters, SHINGLE, longest, shared, shingles};
use crate::clause::{Clause, Part};
use crate::lexicon::LineageWords;
use crate::parsed::ParsedPolicy;

/// A shingle in more clauses than this brings no candidates.
const MOST_HOLDERS: usize = 300;
/// Candidates that are judged for one clause.
const MOST_CANDIDATES: usize = 16;
/// Weight of shared shingles below which two clauses are no candidates.
const LEAST_WEIGHT: f32 = 3.0;
/// Weight of a character of a formula, in 255ths.
const FORMULA: u8 = 26;
/// Clauses whose sources one thread looks for before it takes the next.
const AT_ONCE: usize = 512;

/// A clause that is long enough to have a source.
struct Unit {
    address: String,
    hashes: Vec<u32>,
    firm: u64,
    formulas: Vec<(u32, u32)>,
}

/// The clauses of a document.
#[derive(Default)]
pub struct Units(Vec<Unit>);

impl Units {
    /// Of a document; clauses that are too short, and its formal parts, are left out.
    pub fn of(parsed: &ParsedPolicy, words: &LineageWords) -> Self {
        Units(parsed.clauses.iter().filter_map(|clause| Unit::new(clause, words)).collect())
    }
}

impl Unit {
    fn new(clause: &Clause, words: &LineageWords) -> Option<Self> {
        let formal =
            matches!(clause.address.part(), Some(Part::Title | Part::Salutation | Part::Signature | Part::Imprint | Part::AttachmentList));
        if formal {
            return None;
        }
        let letters = Letters::of(&clause.text_hans);
        (letters.chars.len() >= LEAST_CHARS).then(|| Unit {
            address: clause.address.to_string(),
            hashes: shingles(&letters.chars).collect(),
            firm: letters.firm(words),
            formulas: letters.formulas(words),
        })
    }
}

/// All clauses, one behind the other.
struct Text {
    /// For each clause, where its shingles begin; one more at the end.
    starts: Vec<usize>,
    documents: Vec<u32>,
    firm: Vec<u64>,
    groups: Groups,
    /// The groups of each clause, sorted, each once, and where they begin.
    sorted: Vec<u32>,
    sorted_starts: Vec<usize>,
    /// Weight of each character in 255ths; a clause has [`SHINGLE`] - 1 more characters than shingles.
    weights: Vec<u8>,
    /// Weight of all characters of a clause.
    whole: Vec<f64>,
}

impl Text {
    fn row(&self, unit: usize) -> &[u32] {
        &self.groups.row[self.starts[unit]..self.starts[unit + 1]]
    }

    fn sorted(&self, unit: usize) -> &[u32] {
        &self.sorted[self.sorted_starts[unit]..self.sorted_starts[unit + 1]]
    }

    /// Weight of the marked characters, in characters.
    fn weight(&self, unit: usize, marks: &[bool]) -> f64 {
        let from = self.starts[unit] + unit * (SHINGLE - 1);
        let weights = self.weights[from..from + marks.len()].iter().zip(marks);
        f64::from(weights.filter(|(_, m)| **m).map(|(w, _)| u32::from(*w)).sum::<u32>()) / 255.0
    }
}

/// Finds every pair. `documents` are in the order of their ranks; their clauses go as soon as they are read.
pub fn build(ranks: Vec<Rank>, documents: Vec<Units>) -> Found {
    let limit = (ranks.len() as f64).sqrt().max(3.0);
    let (text, mut found) = gather(ranks, documents, limit);
    let count = text.documents.len();
    let results: Vec<Taken> = (0..count)
        .into_par_iter()
        .with_min_len(AT_ONCE)
        .map_init(|| (vec![0.0_f32; count], Vec::<u32>::new()), |(sums, touched), at| taken(at, &text, sums, touched))
        .collect();
    for (at, result) in results.into_iter().enumerate() {
        let document = text.documents[at];
        let total = &mut found.totals[document as usize];
        total.0 += (text.starts[at + 1] - text.starts[at] + SHINGLE - 1) as u32;
        total.1 += result.chars;
        for (source, chars) in result.from {
            let between = found.between.entry((document, source)).or_default();
            between.chars += chars;
            between.clauses += 1;
        }
        found.pairs.extend(result.pairs);
    }
    found
}

/// Lays the clauses out in rows and weighs their characters.
fn gather(ranks: Vec<Rank>, documents: Vec<Units>, limit: f64) -> (Text, Found) {
    let mut found = Found { totals: vec![(0, 0); ranks.len()], ranks, ..Found::default() };
    let (mut hashes, mut owners) = (Vec::new(), Vec::new());
    let (mut starts, mut of, mut firm, mut formulas) = (vec![0], Vec::new(), Vec::new(), Vec::new());
    for (document, units) in documents.into_iter().enumerate() {
        for unit in units.0 {
            owners.resize(owners.len() + unit.hashes.len(), of.len() as u32);
            hashes.extend_from_slice(&unit.hashes);
            starts.push(hashes.len());
            of.push(document as u32);
            firm.push(unit.firm);
            formulas.push(unit.formulas);
            found.units.push((document as u32, unit.address));
        }
    }
    let groups = Groups::new(&hashes, &owners, |unit| of[unit as usize], MOST_HOLDERS, limit);
    drop((hashes, owners));
    let (mut sorted, mut sorted_starts) = (Vec::new(), vec![0]);
    let (mut weights, mut whole) = (Vec::new(), Vec::new());
    let mut known: Vec<u32> = Vec::new();
    for unit in 0..of.len() {
        let row = &groups.row[starts[unit]..starts[unit + 1]];
        known.clear();
        known.extend(row.iter().filter(|g| **g != ALONE));
        known.sort_unstable();
        known.dedup();
        sorted.extend_from_slice(&known);
        sorted_starts.push(sorted.len());
        let from = weights.len();
        weigh(row, &groups, &formulas[unit], &mut weights);
        whole.push(f64::from(weights[from..].iter().map(|w| u32::from(*w)).sum::<u32>()) / 255.0);
    }
    (Text { starts, documents: of, firm, groups, sorted, sorted_starts, weights, whole }, found)
}

/// Adds the weight of each character: of its weightiest shingle, or of the formula it stands in.
fn weigh(row: &[u32], groups: &Groups, formulas: &[(u32, u32)], out: &mut Vec<u8>) {
    let from = out.len();
    out.resize(from + row.len() + SHINGLE - 1, 0);
    let weights = &mut out[from..];
    for (at, group) in row.iter().enumerate() {
        let weight = if *group == ALONE { u8::MAX } else { groups.weights[*group as usize] };
        for w in &mut weights[at..at + SHINGLE] {
            *w = (*w).max(weight);
        }
    }
    for (first, last) in formulas {
        for w in &mut weights[*first as usize..*last as usize] {
            *w = (*w).min(FORMULA);
        }
    }
}

/// What a clause has from earlier documents.
#[derive(Default)]
struct Taken {
    /// The most shared first.
    pairs: Vec<Pair>,
    /// Characters that any of them has, and that each document has.
    chars: u32,
    from: Vec<(u32, u32)>,
}

fn taken(at: usize, text: &Text, sums: &mut [f32], touched: &mut Vec<u32>) -> Taken {
    let document = text.documents[at];
    for group in text.sorted(at) {
        let holders = text.groups.of(*group);
        let weight = 1.0 / (holders.len() as f32).sqrt();
        for other in holders {
            // Clauses stand in the order of their documents.
            if text.documents[*other as usize] >= document {
                break;
            }
            let sum = &mut sums[*other as usize];
            if *sum == 0.0 {
                touched.push(*other);
            }
            *sum += weight;
        }
    }
    // The score is rounded, so that the order does not hang on the last bit.
    let scores = touched.iter().map(|other| (sums[*other as usize], *other)).filter(|(sum, _)| *sum >= LEAST_WEIGHT);
    let mut candidates: Vec<(u32, u32)> = scores.map(|(sum, other)| ((sum * 64.0) as u32, other)).collect();
    candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    candidates.truncate(MOST_CANDIDATES);
    for other in touched.drain(..) {
        sums[other as usize] = 0.0;
    }
    let mut out = Taken::default();
    let mut any: Vec<bool> = Vec::new();
    let mut from: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
    for (_, source) in candidates {
        let Some((pair, marks)) = judge(text, at, source as usize) else { continue };
        out.pairs.push(pair);
        merge(&mut any, &marks);
        merge(from.entry(text.documents[source as usize]).or_default(), &marks);
    }
    out.pairs.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.kept.total_cmp(&a.kept)).then(a.source.cmp(&b.source)));
    out.chars = count(&any);
    out.from = from.into_iter().map(|(document, marks)| (document, count(&marks))).collect();
    out
}

fn merge(all: &mut Vec<bool>, marks: &[bool]) {
    all.resize(marks.len(), false);
    all.iter_mut().zip(marks).for_each(|(a, m)| *a |= m);
}

fn count(marks: &[bool]) -> u32 {
    marks.iter().filter(|m| **m).count() as u32
}

/// The verdict on a clause and one before it, with the characters of the clause that both have.
fn judge(text: &Text, clause: usize, source: usize) -> Option<(Pair, Vec<bool>)> {
    let (mine, theirs) = (shared(text.row(clause), text.sorted(source)), shared(text.row(source), text.sorted(clause)));
    let weight = text.weight(clause, &mine);
    let shares = Shares {
        borrowed: weight / text.whole[clause].max(f64::MIN_POSITIVE),
        kept: text.weight(source, &theirs) / text.whole[source].max(f64::MIN_POSITIVE),
        weight,
        run: longest(&mine),
        same_sense: text.firm[clause] == text.firm[source],
    };
    let kind = relation(&shares)?;
    let pair = Pair {
        clause: clause as u32,
        source: source as u32,
        kind,
        borrowed: shares.borrowed as f32,
        kept: shares.kept as f32,
        chars: count(&mine),
        weight: weight as f32,
    };
    Some((pair, mine))
}

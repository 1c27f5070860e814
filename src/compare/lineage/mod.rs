//! Lineage: which clause was taken from which, and what became of it (照抄, 收窄, 扩展, 改写, 删去).
//!
//! Recipe: [`Lineage::of`] reads all documents of a library once and keeps what it finds in a file of the index,
//! [`Lineage::new`] reads those at hand; [`Lineage::clause`] answers for a clause (its sources, and the clauses taken
//! from it), [`Lineage::document`] for a document (how much is borrowed, from where, what was dropped),
//! [`Lineage::overview`] for all. Steps: `text` makes shingles, `groups` tells who shares one, `build` finds pairs,
//! `relation` judges them by one table, `found` is what is kept.
//!
//! Of two documents the one of the higher level is the source, then the earlier one. That two texts agree is
//! certain; that one was taken from the other is a conclusion from level and date, and where they do not say it
//! [`Kin::sure`] is false.

mod build;
mod found;
mod groups;
mod rank;
pub mod relation;
pub mod text;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

use crate::clause::ClauseAddress;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::policy::PolicyId;

use build::{Units, build};
use found::{Borrowed, Found, Pair};
use rank::Rank;
pub use relation::RelationKind;

/// A document counts as descended from another when this share of it is borrowed from there, or [`HEIR_CLAUSES`] clauses are.
const HEIR_SHARE: f64 = 0.1;
const HEIR_CLAUSES: u32 = 3;
/// A source clause of which less than this is kept anywhere was dropped.
const DROPPED: f64 = relation::LEAST;
/// Name of the file of the index.
const FILE: &str = "lineage.bin";
/// Documents that are read at once.
const AT_ONCE: usize = 256;

/// A clause of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[schema(as = ClausePlace)]
pub struct Place {
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
}

/// Two clauses of which one was taken from the other.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Kin {
    /// The clause that takes.
    pub clause: Place,
    /// The clause it is taken from.
    pub source: Place,
    /// What became of it.
    pub kind: RelationKind,
    /// Share of the clause that the source has, 0 to 1.
    pub borrowed: f64,
    /// Share of the source that the clause has, 0 to 1.
    pub kept: f64,
    /// Shared characters of the clause.
    pub chars: usize,
    /// The same, formulas weighed down.
    #[serde(skip)]
    pub weight: f64,
    /// Whether level and date say that the source came first; else the direction is a supposition.
    pub sure: bool,
}

/// A clause's family.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct Family {
    /// Where it was taken from, the most shared first.
    pub sources: Vec<Kin>,
    /// Who took from it, the most kept first.
    pub heirs: Vec<Kin>,
    /// Documents that borrow from its document elsewhere and have nothing of it.
    pub dropped_by: Vec<PolicyId>,
}

/// A document that another one borrows from, or lends to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Share {
    /// The other document.
    pub policy: PolicyId,
    /// Share of the taker's characters, 0 to 1.
    pub share: f64,
    /// Clauses of the taker.
    pub clauses: usize,
    /// How often each relation stands between them.
    pub kinds: BTreeMap<RelationKind, usize>,
    /// Clauses of the source that the taker has nothing of; empty when the taker is no heir.
    pub dropped: Vec<ClauseAddress>,
    /// Whether level and date say who came first.
    pub sure: bool,
}

/// A document's family.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DocumentLineage {
    /// The document.
    pub policy: PolicyId,
    /// Share of its characters that an earlier document has too, 0 to 1.
    pub borrowed: f64,
    /// Characters that count.
    pub chars: usize,
    /// Whom it borrows from, the most first.
    pub sources: Vec<Share>,
    /// Who borrows from it, the most first.
    pub heirs: Vec<Share>,
    /// Its clauses that were taken from elsewhere, in reading order; each with its best source of each document.
    pub clauses: Vec<Kin>,
}

/// A line of the overview.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OverviewRow {
    /// The document.
    pub policy: PolicyId,
    /// Share borrowed in all.
    pub borrowed: f64,
    /// For each document that lends to it, the share.
    pub from: Vec<(PolicyId, f64)>,
}

/// What is borrowed and lent among the documents of a library.
pub struct Lineage {
    found: Found,
    /// For each document, where its clauses begin; one more at the end.
    clauses: Vec<u32>,
    /// For each clause, where its pairs as the taker begin.
    taken: Vec<u32>,
    /// The pairs by source, the most kept first, and where those of each clause begin.
    lent: Vec<u32>,
    lent_starts: Vec<u32>,
    /// Pairs of documents (source, taker).
    heirs: Vec<(u32, u32)>,
    numbers: BTreeMap<PolicyId, u32>,
}

impl Lineage {
    /// Of all documents of a library: read from the file of the index, or found and written there.
    pub fn of(library: &Library, lexicon: &Lexicon) -> Self {
        let path = library.file(FILE);
        if let Some(found) = Found::read(&path) {
            return Lineage::from(found);
        }
        let mut ranks: Vec<Rank> = library.policies().iter().map(|summary| Rank::of(&summary.document)).collect();
        ranks.sort();
        let read = |rank: &Rank| library.policy(rank.id()).map(|r| Units::of(&r.parsed, &lexicon.lineage)).unwrap_or_default();
        let documents = ranks.chunks(AT_ONCE).flat_map(|some| some.par_iter().map(read).collect::<Vec<_>>()).collect();
        let found = build(ranks, documents);
        // An index that cannot be written to is read all the same; the next start finds the pairs again.
        let _ = found.write(&path);
        Lineage::from(found)
    }

    /// Whether [`Self::of`] only has to read a file.
    pub fn is_kept(library: &Library) -> bool {
        library.file(FILE).is_file()
    }

    /// Of these documents; their order does not matter.
    pub fn new<'p>(policies: impl IntoIterator<Item = &'p ParsedPolicy>, lexicon: &Lexicon) -> Self {
        let mut ranked: Vec<(Rank, &ParsedPolicy)> = policies.into_iter().map(|p| (Rank::of(&p.document), p)).collect();
        ranked.sort_by(|a, b| a.0.cmp(&b.0));
        ranked.dedup_by(|a, b| a.0.id() == b.0.id());
        let documents = ranked.par_iter().map(|(_, parsed)| Units::of(parsed, &lexicon.lineage)).collect();
        Lineage::from(build(ranked.into_iter().map(|(rank, _)| rank).collect(), documents))
    }

    /// Clauses that are long enough to have a source.
    pub fn clauses(&self) -> usize {
        self.found.units.len()
    }

    /// Every pair, by the clause that takes.
    pub fn kin(&self) -> impl ExactSizeIterator<Item = Kin> {
        self.found.pairs.iter().map(|pair| self.view(pair))
    }

    fn view(&self, pair: &Pair) -> Kin {
        let (from, to) = (self.document_of(pair.source), self.document_of(pair.clause));
        // Four digits say all, and hide how the number is kept.
        let rounded = |share: f32| (f64::from(share) * 1e4).round() / 1e4;
        Kin {
            clause: self.place(pair.clause),
            source: self.place(pair.source),
            kind: pair.kind,
            borrowed: rounded(pair.borrowed),
            kept: rounded(pair.kept),
            chars: pair.chars as usize,
            weight: f64::from(pair.weight),
            sure: self.surely(from, to),
        }
    }

    fn place(&self, unit: u32) -> Place {
        let (document, address) = &self.found.units[unit as usize];
        let policy = self.found.ranks[*document as usize].id().clone();
        Place { policy, address: address.parse().unwrap_or_default() }
    }

    fn document_of(&self, unit: u32) -> u32 {
        self.found.units[unit as usize].0
    }

    fn surely(&self, source: u32, taker: u32) -> bool {
        self.found.ranks[source as usize].surely_before(&self.found.ranks[taker as usize])
    }

    /// The clauses of a document.
    fn units(&self, document: u32) -> Range<u32> {
        self.clauses[document as usize]..self.clauses[document as usize + 1]
    }

    /// The pairs of a clause as the taker, the most shared first.
    fn taken(&self, unit: u32) -> &[Pair] {
        &self.found.pairs[self.taken[unit as usize] as usize..self.taken[unit as usize + 1] as usize]
    }

    /// The pairs of a clause as the source, the most kept first.
    fn lent(&self, unit: u32) -> impl Iterator<Item = &Pair> {
        let range = self.lent_starts[unit as usize] as usize..self.lent_starts[unit as usize + 1] as usize;
        self.lent[range].iter().map(|at| &self.found.pairs[*at as usize])
    }

    /// The documents that take from a document.
    fn takers(&self, source: u32) -> impl Iterator<Item = u32> {
        let first = self.heirs.partition_point(|(s, _)| *s < source);
        self.heirs[first..].iter().take_while(move |(s, _)| *s == source).map(|(_, taker)| *taker)
    }

    /// The family of a clause; of several clauses of one document only the best is named. Empty for a clause that
    /// is too short to say.
    pub fn clause(&self, id: &PolicyId, address: &ClauseAddress) -> Family {
        let Some(number) = self.numbers.get(id).copied() else { return Family::default() };
        let address = address.to_string();
        let Some(unit) = self.units(number).find(|u| self.found.units[*u as usize].1 == address) else { return Family::default() };
        let mut lenders = Vec::new();
        let sources = self.taken(unit).iter().filter(|pair| first_of(&mut lenders, self.document_of(pair.source)));
        let sources = sources.map(|pair| self.view(pair)).collect();
        let mut takers = Vec::new();
        let heirs = self.lent(unit).filter(|pair| first_of(&mut takers, self.document_of(pair.clause)));
        let heirs = heirs.map(|pair| self.view(pair)).collect();
        let dropped = self.takers(number).filter(|d| !takers.contains(d) && self.is_heir(*d, number) && self.surely(number, *d));
        Family { sources, heirs, dropped_by: dropped.map(|d| self.found.ranks[d as usize].id().clone()).collect() }
    }

    /// Whether a document borrows so much of another that what it leaves out was dropped.
    fn is_heir(&self, taker: u32, source: u32) -> bool {
        let Some(borrowed) = self.found.between.get(&(taker, source)) else { return false };
        borrowed.clauses >= HEIR_CLAUSES || self.share(taker, borrowed.chars) >= HEIR_SHARE
    }

    fn share(&self, taker: u32, chars: u32) -> f64 {
        f64::from(chars) / f64::from(self.found.totals[taker as usize].0.max(1))
    }

    /// The family of a document; none when it is not held.
    pub fn document(&self, id: &PolicyId) -> Option<DocumentLineage> {
        let number = *self.numbers.get(id)?;
        let lenders = self.found.between.range((number, 0)..=(number, u32::MAX));
        let mut sources: Vec<Share> = lenders.map(|((_, source), b)| self.between(number, *source, b, *source)).collect();
        let takers = self.takers(number).filter_map(|t| Some((t, self.found.between.get(&(t, number))?)));
        let mut heirs: Vec<Share> = takers.map(|(taker, b)| self.between(taker, number, b, taker)).collect();
        for list in [&mut sources, &mut heirs] {
            list.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.policy.cmp(&b.policy)));
        }
        let mut clauses: Vec<Kin> = Vec::new();
        for unit in self.units(number) {
            let mut lenders = Vec::new();
            let best = self.taken(unit).iter().filter(|pair| first_of(&mut lenders, self.document_of(pair.source)));
            clauses.extend(best.map(|pair| self.view(pair)));
        }
        let (chars, borrowed) = self.found.totals[number as usize];
        Some(DocumentLineage { policy: id.clone(), borrowed: self.share(number, borrowed), chars: chars as usize, sources, heirs, clauses })
    }

    fn between(&self, taker: u32, source: u32, borrowed: &Borrowed, other: u32) -> Share {
        let mut kinds = BTreeMap::new();
        let lender = self.units(source);
        let mut kept = vec![0.0_f64; lender.len()];
        for unit in self.units(taker) {
            let pairs = self.taken(unit).iter().filter(|pair| lender.contains(&pair.source));
            for (at, pair) in pairs.enumerate() {
                if at == 0 {
                    *kinds.entry(pair.kind).or_default() += 1;
                }
                kept[(pair.source - lender.start) as usize] += f64::from(pair.kept);
            }
        }
        let gone = |(unit, kept): (u32, f64)| (kept < DROPPED).then(|| self.place(unit).address);
        let dropped = if self.is_heir(taker, source) { lender.zip(kept).filter_map(gone).collect() } else { Vec::new() };
        Share {
            policy: self.found.ranks[other as usize].id().clone(),
            share: self.share(taker, borrowed.chars),
            clauses: borrowed.clauses as usize,
            kinds,
            dropped,
            sure: self.surely(source, taker),
        }
    }

    /// All documents, the earliest first, each with whom it borrows from.
    pub fn overview(&self) -> Vec<OverviewRow> {
        let id = |number: u32| self.found.ranks[number as usize].id().clone();
        let row = |number: u32| {
            let pairs = self.found.between.range((number, 0)..=(number, u32::MAX));
            let from = pairs.map(|((_, source), b)| (id(*source), self.share(number, b.chars)));
            let borrowed = self.share(number, self.found.totals[number as usize].1);
            OverviewRow { policy: id(number), borrowed, from: from.collect() }
        };
        (0..self.found.ranks.len() as u32).map(row).collect()
    }
}

/// Whether a document stands in a list for the first time.
fn first_of(seen: &mut Vec<u32>, document: u32) -> bool {
    let new = !seen.contains(&document);
    if new {
        seen.push(document);
    }
    new
}

impl From<Found> for Lineage {
    fn from(found: Found) -> Self {
        let starts = |places: &mut dyn Iterator<Item = u32>, count: usize| {
            let mut out = vec![0_u32; count + 1];
            places.for_each(|place| out[place as usize + 1] += 1);
            for at in 1..out.len() {
                out[at] += out[at - 1];
            }
            out
        };
        let pairs = &found.pairs;
        let mut lent: Vec<u32> = (0..pairs.len() as u32).collect();
        lent.sort_by(|a, b| {
            let (x, y) = (&pairs[*a as usize], &pairs[*b as usize]);
            x.source.cmp(&y.source).then(y.kept.total_cmp(&x.kept)).then(a.cmp(b))
        });
        let mut heirs: Vec<(u32, u32)> = found.between.keys().map(|(taker, source)| (*source, *taker)).collect();
        heirs.sort_unstable();
        Lineage {
            clauses: starts(&mut found.units.iter().map(|u| u.0), found.ranks.len()),
            taken: starts(&mut pairs.iter().map(|p| p.clause), found.units.len()),
            lent_starts: starts(&mut pairs.iter().map(|p| p.source), found.units.len()),
            lent,
            heirs,
            numbers: found.ranks.iter().zip(0..).map(|(rank, number)| (rank.id().clone(), number)).collect(),
            found,
        }
    }
}

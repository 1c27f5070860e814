//! Lineage: which clause was taken from which, and what became of it (照抄, 收窄, 扩展, 改写, 删去).
//!
//! Recipe: [`Lineage::of`] reads all documents of a library once, [`Lineage::new`] those at hand;
//! [`Lineage::clause`] answers for a clause (its sources, and the clauses taken from it), [`Lineage::document`]
//! for a document (how much is borrowed, from where, what was dropped), [`Lineage::overview`] for all.
//! Steps: `text` makes shingles, `index` finds pairs, `relation` judges them by one table.
//!
//! Of two documents the one of the higher level is the source, then the earlier one. That two texts agree is
//! certain; that one was taken from the other is a conclusion from level and date, and where they do not say it
//! [`Kin::sure`] is false.

pub mod index;
pub mod relation;
pub mod text;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::clause::ClauseAddress;
use crate::index::Library;
use crate::parsed::ParsedPolicy;
use crate::policy::PolicyId;

use index::{Built, Rank, Unit};
pub use relation::RelationKind;

/// A document counts as descended from another when this share of it is borrowed from there, or [`HEIR_CLAUSES`] clauses are.
const HEIR_SHARE: f64 = 0.1;
const HEIR_CLAUSES: usize = 3;
/// A source clause of which less than this is kept anywhere was dropped.
const DROPPED: f64 = relation::LEAST;

/// A clause of a policy.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
}

/// Two clauses of which one was taken from the other.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    #[serde(skip)]
    clause_unit: usize,
    #[serde(skip)]
    source_unit: usize,
}

/// What is borrowed and lent among the documents of a library.
pub struct Lineage {
    ranks: Vec<Rank>,
    units: Vec<Unit>,
    kin: Vec<Kin>,
    /// For each unit, its pairs as the taker.
    taken: HashMap<usize, Vec<usize>>,
    /// For each unit, its pairs as the source.
    lent: HashMap<usize, Vec<usize>>,
    by_place: HashMap<(u32, ClauseAddress), usize>,
    /// For each document (taker, source), what is borrowed.
    between: BTreeMap<(u32, u32), Borrowed>,
    /// For each document: characters that count, and those found in any earlier document.
    totals: Vec<(usize, usize)>,
}

/// What one document has from another.
#[derive(Clone, Copy, Debug, Default)]
struct Borrowed {
    chars: usize,
    clauses: usize,
    sure: bool,
}

/// A clause's family.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Family {
    /// Where it was taken from, the most shared first.
    pub sources: Vec<Kin>,
    /// Who took from it, the most kept first.
    pub heirs: Vec<Kin>,
    /// Documents that borrow from its document elsewhere and have nothing of it.
    pub dropped_by: Vec<PolicyId>,
}

/// A document that another one borrows from, or lends to.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OverviewRow {
    /// The document.
    pub policy: PolicyId,
    /// Share borrowed in all.
    pub borrowed: f64,
    /// For each document that lends to it, the share.
    pub from: Vec<(PolicyId, f64)>,
}

impl Lineage {
    /// Of all documents of a library.
    pub fn of(library: &Library) -> Self {
        let mut ranked: Vec<(Rank, PolicyId)> = Vec::new();
        let mut by_id: HashMap<PolicyId, Vec<Unit>> = HashMap::new();
        for summary in library.policies() {
            let Some(record) = library.policy(&summary.document.id) else { continue };
            let id = &record.parsed.document.id;
            ranked.push((Rank::of(&record.parsed), id.clone()));
            by_id.insert(id.clone(), index::units_of(0, &record.parsed));
        }
        ranked.sort();
        let mut units = Vec::new();
        for (at, (_, id)) in ranked.iter().enumerate() {
            let of_document = by_id.remove(id).unwrap_or_default();
            units.extend(of_document.into_iter().map(|mut unit| {
                unit.document = at as u32;
                unit
            }));
        }
        Lineage::from_built(index::finish(ranked.into_iter().map(|(rank, _)| rank).collect(), units))
    }

    /// Of these documents; their order does not matter.
    pub fn new<'p>(policies: impl IntoIterator<Item = &'p ParsedPolicy>) -> Self {
        Lineage::from_built(index::build(policies))
    }

    fn from_built(built: Built) -> Self {
        let Built { ranks, units, kin } = built;
        let (mut taken, mut lent) = (HashMap::<usize, Vec<usize>>::new(), HashMap::<usize, Vec<usize>>::new());
        for (at, k) in kin.iter().enumerate() {
            taken.entry(k.clause_unit).or_default().push(at);
            lent.entry(k.source_unit).or_default().push(at);
        }
        for list in lent.values_mut() {
            list.sort_by(|a, b| kin[*b].kept.total_cmp(&kin[*a].kept).then(a.cmp(b)));
        }
        let by_place = units.iter().enumerate().map(|(at, u)| ((u.document, u.address.clone()), at)).collect();
        let mut between: BTreeMap<(u32, u32), Borrowed> = BTreeMap::new();
        let mut totals = vec![(0, 0); ranks.len()];
        for (at, unit) in units.iter().enumerate() {
            let total = &mut totals[unit.document as usize];
            total.0 += unit.chars();
            let Some(pairs) = taken.get(&at) else { continue };
            let mut any = vec![false; unit.chars()];
            let mut from: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
            for pair in pairs {
                let source = &units[kin[*pair].source_unit];
                let marks = text::shared(&unit.row, &source.sorted);
                let document = from.entry(source.document).or_insert_with(|| vec![false; unit.chars()]);
                for (i, mark) in marks.iter().enumerate().filter(|(_, m)| **m) {
                    (any[i], document[i]) = (*mark, *mark);
                }
            }
            let count = |marks: &[bool]| marks.iter().filter(|m| **m).count();
            total.1 += count(&any);
            for (document, marks) in from {
                let b = between.entry((unit.document, document)).or_default();
                b.chars += count(&marks);
                b.clauses += 1;
                b.sure = ranks[document as usize].surely_before(&ranks[unit.document as usize]);
            }
        }
        Lineage { ranks, units, kin, taken, lent, by_place, between, totals }
    }

    /// Clauses that are long enough to have a source.
    pub fn clauses(&self) -> usize {
        self.units.len()
    }

    /// Every pair.
    pub fn kin(&self) -> &[Kin] {
        &self.kin
    }

    fn document_number(&self, id: &PolicyId) -> Option<u32> {
        self.ranks.iter().position(|r| r.id() == id).map(|at| at as u32)
    }

    /// The family of a clause; of several sources in one document only the best is named. Empty for a clause that
    /// is too short to say.
    pub fn clause(&self, id: &PolicyId, address: &ClauseAddress) -> Family {
        let Some(number) = self.document_number(id) else { return Family::default() };
        let Some(unit) = self.by_place.get(&(number, address.clone())) else { return Family::default() };
        let pick = |list: Option<&Vec<usize>>, other: fn(&Kin) -> &Place| {
            let mut out: Vec<Kin> = Vec::new();
            for at in list.into_iter().flatten() {
                let kin = &self.kin[*at];
                if !out.iter().any(|k| other(k).policy == other(kin).policy) {
                    out.push(kin.clone());
                }
            }
            out
        };
        let lent = self.lent.get(unit);
        let holds = |document: u32| lent.into_iter().flatten().any(|k| self.units[self.kin[*k].clause_unit].document == document);
        let heirs = (0..self.ranks.len() as u32).filter(|d| self.is_heir(*d, number) && !holds(*d) && self.between_sure(*d, number));
        Family {
            sources: pick(self.taken.get(unit), |k| &k.source),
            dropped_by: heirs.map(|d| self.ranks[d as usize].id().clone()).collect(),
            heirs: pick(lent, |k| &k.clause),
        }
    }

    fn between_sure(&self, taker: u32, source: u32) -> bool {
        self.between.get(&(taker, source)).is_some_and(|b| b.sure)
    }

    /// Whether a document borrows so much of another that what it leaves out was dropped.
    fn is_heir(&self, taker: u32, source: u32) -> bool {
        let Some(borrowed) = self.between.get(&(taker, source)) else { return false };
        borrowed.clauses >= HEIR_CLAUSES || self.share(taker, borrowed.chars) >= HEIR_SHARE
    }

    fn share(&self, taker: u32, chars: usize) -> f64 {
        chars as f64 / self.totals[taker as usize].0.max(1) as f64
    }

    /// The family of a document; none when it is not held.
    pub fn document(&self, id: &PolicyId) -> Option<DocumentLineage> {
        let number = self.document_number(id)?;
        let mut sources: Vec<Share> = self
            .between
            .range((number, 0)..=(number, u32::MAX))
            .map(|((taker, source), b)| self.between_view(*taker, *source, b, *source))
            .collect();
        let mut heirs: Vec<Share> = self
            .between
            .iter()
            .filter(|((_, source), _)| *source == number)
            .map(|((taker, source), b)| self.between_view(*taker, *source, b, *taker))
            .collect();
        for list in [&mut sources, &mut heirs] {
            list.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.policy.cmp(&b.policy)));
        }
        let mut clauses: Vec<Kin> = Vec::new();
        for (at, unit) in self.units.iter().enumerate().filter(|(_, u)| u.document == number) {
            clauses.extend(self.clause(id, &unit.address).sources);
            debug_assert!(self.units[at].document == number);
        }
        let (chars, borrowed) = self.totals[number as usize];
        Some(DocumentLineage { policy: id.clone(), borrowed: borrowed as f64 / chars.max(1) as f64, chars, sources, heirs, clauses })
    }

    fn between_view(&self, taker: u32, source: u32, borrowed: &Borrowed, other: u32) -> Share {
        let mut kinds = BTreeMap::new();
        let mut kept = vec![0.0_f64; 0];
        let first = self.units.partition_point(|u| u.document < source);
        let last = self.units.partition_point(|u| u.document <= source);
        kept.resize(last - first, 0.0);
        let (from, to) = (self.units.partition_point(|u| u.document < taker), self.units.partition_point(|u| u.document <= taker));
        for unit in from..to {
            let pairs = self.taken.get(&unit).map_or(&[][..], Vec::as_slice);
            let mut best = true;
            for pair in pairs.iter().map(|p| &self.kin[*p]).filter(|k| (first..last).contains(&k.source_unit)) {
                if best {
                    *kinds.entry(pair.kind).or_default() += 1;
                    best = false;
                }
                kept[pair.source_unit - first] += pair.kept;
            }
        }
        let gone = |(at, kept): (usize, &f64)| (*kept < DROPPED).then(|| self.units[first + at].address.clone());
        let dropped = if self.is_heir(taker, source) { kept.iter().enumerate().filter_map(gone).collect() } else { Vec::new() };
        Share {
            policy: self.ranks[other as usize].id().clone(),
            share: self.share(taker, borrowed.chars),
            clauses: borrowed.clauses,
            kinds,
            dropped,
            sure: borrowed.sure,
        }
    }

    /// All documents, the earliest first, each with whom it borrows from.
    pub fn overview(&self) -> Vec<OverviewRow> {
        let row = |number: u32| {
            let pairs = self.between.range((number, 0)..=(number, u32::MAX));
            let from = pairs.map(|((_, source), b)| (self.ranks[*source as usize].id().clone(), self.share(number, b.chars)));
            let (chars, borrowed) = self.totals[number as usize];
            OverviewRow {
                policy: self.ranks[number as usize].id().clone(),
                borrowed: borrowed as f64 / chars.max(1) as f64,
                from: from.collect(),
            }
        };
        (0..self.ranks.len() as u32).map(row).collect()
    }
}

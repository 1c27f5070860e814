//! Collects the best clauses and counts all of them, in one pass.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyError};

use super::ranked::{Listener, Ranked};
use crate::index::{BODY, FACTS, Library, SegmentData, Segments};

/// Scores are compared in steps of a thousandth: the sum of the same parts in another order may differ
/// in the last bit, and the order of hits must not.
const STEP: f32 = 1000.0;

/// What stands first.
#[derive(Clone, Debug)]
pub enum Order {
    /// The best match.
    Relevance,
    /// The newest policy; its date by its number, as 20250601. Policies without a date come last.
    Date(HashMap<u32, u64>),
    /// The greatest value in these columns and ranges; clauses without one come last.
    Amount(Vec<(String, RangeInclusive<i64>)>),
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Clauses, and nothing else.
    Clauses,
    /// Clauses by policy.
    Policies,
    /// Also by kind and role of their facts, and by topic.
    All,
}

/// What a query found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best clauses, best first, with the numbers of their policies; equal ones in the order of policy
    /// ids and of the text.
    pub best: Vec<(Score, DocAddress, u32)>,
    /// The number of all matching clauses.
    pub total: usize,
    /// The policies that have matching clauses, by their numbers, and how many.
    pub per_policy: Vec<(u32, usize)>,
    /// The number of matching clauses with each mark (kind or role of a fact), by its place.
    pub per_mark: BTreeMap<usize, usize>,
    /// The number of matching clauses of each topic, by its place.
    pub per_topic: BTreeMap<u64, usize>,
}

/// What is asked of a query.
pub struct Ask<'a> {
    /// Hits to pass over.
    pub offset: usize,
    /// Hits to keep; with none, nothing is scored.
    pub limit: usize,
    /// What stands first.
    pub order: &'a Order,
    /// What is counted.
    pub count: Count,
}

/// Runs a query and keeps the hits from `offset` to `offset + limit`.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn run(library: &Library, searcher: &Searcher, query: &dyn Query, ask: &Ask<'_>) -> tantivy::Result<Found> {
    let mut found = searcher.search(query, &Gather::new(library, ask))?;
    found.best.drain(..ask.offset.min(found.best.len()));
    Ok(found)
}

/// The same for the query of a plan, without a box around each match.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn ranked(library: &Library, searcher: &Searcher, query: &Ranked, ask: &Ask<'_>) -> tantivy::Result<Found> {
    let gather = Gather::new(library, ask);
    if !gather.requires_scoring() {
        return run(library, searcher, &*query.required, ask);
    }
    let weight = query.weigh(searcher)?;
    let (mut parts, mut floor) = (Vec::new(), 0.0);
    for (place, reader) in (0..).zip(searcher.segment_readers()) {
        let mut segment = gather.for_segment(place, reader)?;
        segment.floor = floor;
        let mut alive = Alive { alive: reader.alive_bitset(), segment };
        weight.each(reader, floor, &mut alive)?;
        let segment = alive.segment;
        floor = segment.floor;
        parts.push(segment.harvest());
    }
    let mut found = gather.merge_fruits(parts)?;
    found.best.drain(..ask.offset.min(found.best.len()));
    Ok(found)
}

/// Hands on the clauses that have not been deleted.
struct Alive<'r> {
    alive: Option<&'r AliveBitSet>,
    segment: SegmentGather,
}

impl Listener for Alive<'_> {
    #[inline]
    fn see(&mut self, clause: DocId, score: Score) -> Score {
        if self.alive.is_none_or(|alive| alive.is_alive(clause)) {
            self.segment.collect(clause, score);
        }
        self.segment.floor
    }

    fn pass(&mut self, clauses: &[DocId]) {
        if self.alive.is_none() && self.segment.only_counts() {
            self.segment.tally.total += clauses.len();
        } else {
            clauses.iter().for_each(|clause| {
                self.see(*clause, 0.0);
            });
        }
    }
}

/// The number of clauses that a query matches.
pub fn total(library: &Library, query: &dyn Query) -> usize {
    let ask = Ask { offset: 0, limit: 0, order: &Order::Relevance, count: Count::Clauses };
    run(library, &library.searcher(), query, &ask).map_or(0, |found| found.total)
}

struct Gather {
    keep: usize,
    ranks: Arc<[u32]>,
    segments: Segments,
    order: Order,
    count: Count,
}

/// Worse is greater: the heap gives the worst first. What is ordered by, the place in the order of all clauses,
/// the address, the number of the policy, the score.
type Placed = (Reverse<u64>, u64, DocAddress, u32, u64);

struct SegmentGather {
    keep: usize,
    /// The score that a match must reach to be kept.
    floor: Score,
    ranks: Arc<[u32]>,
    segment: u32,
    data: Arc<SegmentData>,
    count: Count,
    rank: Rank,
    heap: BinaryHeap<Placed>,
    tally: Tally,
}

/// Where the first part of [`Placed`] comes from.
enum Rank {
    Score,
    Date(HashMap<u32, u64>),
    Amount(Vec<(Column<i64>, RangeInclusive<i64>)>),
}

struct Tally {
    total: usize,
    /// Number of a policy, matching clauses: clauses of a policy stand together.
    per_policy: Vec<(u32, u32)>,
    per_mark: [usize; 64],
    per_topic: BTreeMap<u64, usize>,
}

impl Gather {
    fn new(library: &Library, ask: &Ask<'_>) -> Gather {
        Gather {
            keep: if ask.limit == 0 { 0 } else { ask.offset.saturating_add(ask.limit) },
            ranks: Arc::clone(library.ranks()),
            segments: library.segments().clone(),
            order: ask.order.clone(),
            count: ask.count,
        }
    }
}

impl Collector for Gather {
    type Fruit = Found;
    type Child = SegmentGather;

    fn for_segment(&self, segment: u32, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let fast = reader.fast_fields();
        let rank = match &self.order {
            Order::Relevance => Rank::Score,
            Order::Date(dates) => Rank::Date(dates.clone()),
            Order::Amount(columns) => {
                let open = |(name, range): &(String, RangeInclusive<i64>)| {
                    fast.column_opt::<i64>(&format!("{FACTS}.{name}")).map(|found| found.map(|column| (column, range.clone())))
                };
                Rank::Amount(columns.iter().map(open).collect::<tantivy::Result<Vec<_>>>()?.into_iter().flatten().collect())
            }
        };
        let missing = || TantivyError::InvalidArgument("an index of another generation".to_owned());
        Ok(SegmentGather {
            keep: self.keep,
            floor: 0.0,
            ranks: Arc::clone(&self.ranks),
            segment,
            data: Arc::clone(self.segments.get(segment).ok_or_else(missing)?),
            count: self.count,
            rank,
            heap: BinaryHeap::new(),
            tally: Tally { total: 0, per_policy: Vec::new(), per_mark: [0; 64], per_topic: BTreeMap::new() },
        })
    }

    fn requires_scoring(&self) -> bool {
        self.keep > 0
    }

    fn merge_fruits(&self, parts: Vec<(BinaryHeap<Placed>, Tally)>) -> tantivy::Result<Found> {
        let (mut all, mut found, mut policies) = (Vec::new(), Found::default(), Vec::new());
        for (heap, tally) in parts {
            all.extend(heap);
            found.total += tally.total;
            policies.extend(tally.per_policy);
            tally.per_topic.into_iter().for_each(|(topic, count)| *found.per_topic.entry(topic).or_default() += count);
            let marks = tally.per_mark.into_iter().enumerate().filter(|(_, count)| *count > 0);
            marks.for_each(|(mark, count)| *found.per_mark.entry(mark).or_default() += count);
        }
        all.sort_unstable();
        all.truncate(self.keep);
        found.best = all.into_iter().map(|(_, _, address, policy, score)| (score as f32 / STEP, address, policy)).collect();
        // In a segment the policies mostly stand in order, and this sort goes by what is in order already.
        policies.sort();
        let sum = |same: &[(u32, u32)]| Some((same.first()?.0, same.iter().map(|(_, count)| *count as usize).sum()));
        found.per_policy = policies.chunk_by(|a, b| a.0 == b.0).filter_map(sum).collect();
        Ok(found)
    }
}

impl Rank {
    /// Greater is better.
    fn of(&self, doc: DocId, policy: u32, score: u64) -> u64 {
        match self {
            Rank::Score => score,
            Rank::Date(dates) => dates.get(&policy).copied().unwrap_or(0),
            Rank::Amount(columns) => {
                let values = columns.iter().flat_map(|(column, range)| column.values_for_doc(doc).filter(|v| range.contains(v)));
                // The sign bit turned round puts negative values first; 0 is left for clauses without a value.
                values.max().map_or(0, |v| (v as u64 ^ 1 << 63).saturating_add(1))
            }
        }
    }
}

impl SegmentGather {
    /// Whether nothing but the number is wanted of matches that do not reach the score.
    fn only_counts(&self) -> bool {
        self.count == Count::Clauses && matches!(self.rank, Rank::Score)
    }

    fn tally(&mut self, doc: DocId, policy: u32) {
        match self.tally.per_policy.last_mut() {
            Some((last, count)) if *last == policy => *count += 1,
            _ => self.tally.per_policy.push((policy, 1)),
        }
        if self.count == Count::Policies {
            return;
        }
        let mut bits = self.data.marks.first(doc).unwrap_or(0) & !BODY;
        while bits != 0 {
            self.tally.per_mark[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
        for topic in self.data.topics.values_for_doc(doc) {
            *self.tally.per_topic.entry(topic).or_default() += 1;
        }
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = (BinaryHeap<Placed>, Tally);

    #[inline]
    fn collect(&mut self, doc: DocId, score: Score) {
        self.tally.total += 1;
        // A call of `round` costs more than all the rest.
        let score = (score * STEP + 0.5) as u64;
        if self.count == Count::Clauses {
            // Most matches cannot come in, and nothing more need be known of them.
            let worse = |worst: &Placed| matches!(self.rank, Rank::Score) && Reverse(score) > worst.0;
            if self.keep == 0 || self.heap.len() >= self.keep && self.heap.peek().is_some_and(worse) {
                return;
            }
        }
        let policy = self.data.policies.get(doc as usize).copied().unwrap_or(u32::MAX);
        if self.count != Count::Clauses {
            self.tally(doc, policy);
        }
        if self.keep == 0 {
            return;
        }
        let first = Reverse(self.rank.of(doc, policy, score));
        let full = self.heap.len() >= self.keep;
        if full && self.heap.peek().is_some_and(|worst| first > worst.0) {
            return;
        }
        let place = self.ranks.get(policy as usize).copied().unwrap_or(u32::MAX);
        let place = u64::from(place) << 32 | u64::from(self.data.places.get(doc as usize).copied().unwrap_or(u32::MAX));
        let ranked = (first, place, DocAddress::new(self.segment, doc), policy, score);
        if !full {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
        // A match that cannot come in by its score need not be scored to the end.
        if let (Rank::Score, true, Some(worst)) = (&self.rank, self.heap.len() >= self.keep, self.heap.peek()) {
            self.floor = self.floor.max(worst.0.0 as f32 / STEP);
        }
    }

    fn harvest(self) -> Self::Fruit {
        (self.heap, self.tally)
    }
}

//! Collects the best clauses and counts all of them, in one pass.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::ops::RangeInclusive;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader};

use crate::index::{FACTS, MARKS, ORDER, TOPICS};

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

/// What a query found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best clauses, best first; equal ones in the order of policy ids and of the text.
    pub best: Vec<(Score, DocAddress, u32)>,
    /// The number of matching clauses of each policy, by its number.
    pub per_policy: BTreeMap<u32, usize>,
    /// The number of matching clauses with each mark (kind or role of a fact), by its place.
    pub per_mark: BTreeMap<usize, usize>,
    /// The number of matching clauses of each topic, by its place.
    pub per_topic: BTreeMap<u64, usize>,
}

impl Found {
    /// The number of all matching clauses.
    pub fn total(&self) -> usize {
        self.per_policy.values().sum()
    }
}

/// Runs a query and keeps the hits from `offset` to `offset + limit`. With no hits to keep, only policies are counted.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn run(searcher: &Searcher, query: &dyn Query, offset: usize, limit: usize, order: &Order) -> tantivy::Result<Found> {
    let keep = if limit == 0 { 0 } else { offset.saturating_add(limit) };
    let mut found = searcher.search(query, &Gather { keep, order: order.clone() })?;
    found.best.drain(..offset.min(found.best.len()));
    Ok(found)
}

struct Gather {
    keep: usize,
    order: Order,
}

/// Worse is greater: the heap gives the worst first. What is ordered by, the place in the text, the address, the score.
type Ranked = (Reverse<u64>, u64, DocAddress, u64);

struct SegmentGather {
    keep: usize,
    segment: u32,
    order: Column<u64>,
    /// Kinds and roles, and topics; none when only policies are counted.
    counted: Option<(Column<u64>, Column<u64>)>,
    rank: Rank,
    heap: BinaryHeap<Ranked>,
    tally: Tally,
    /// The policy counted last: clauses of a policy stand together.
    last: Option<(u32, usize)>,
}

/// Where the first part of [`Ranked`] comes from.
enum Rank {
    Score,
    Date(HashMap<u32, u64>),
    Amount(Vec<(Column<i64>, RangeInclusive<i64>)>),
}

struct Tally {
    per_policy: BTreeMap<u32, usize>,
    per_mark: [usize; 64],
    per_topic: BTreeMap<u64, usize>,
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
        Ok(SegmentGather {
            keep: self.keep,
            segment,
            order: fast.u64(ORDER)?,
            counted: if self.keep > 0 { Some((fast.u64(MARKS)?, fast.u64(TOPICS)?)) } else { None },
            rank,
            heap: BinaryHeap::new(),
            tally: Tally { per_policy: BTreeMap::new(), per_mark: [0; 64], per_topic: BTreeMap::new() },
            last: None,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.keep > 0
    }

    fn merge_fruits(&self, parts: Vec<(BinaryHeap<Ranked>, Tally)>) -> tantivy::Result<Found> {
        let (mut all, mut found) = (Vec::new(), Found::default());
        for (heap, tally) in parts {
            all.extend(heap);
            tally.per_policy.into_iter().for_each(|(policy, count)| *found.per_policy.entry(policy).or_default() += count);
            tally.per_topic.into_iter().for_each(|(topic, count)| *found.per_topic.entry(topic).or_default() += count);
            let marks = tally.per_mark.into_iter().enumerate().filter(|(_, count)| *count > 0);
            marks.for_each(|(mark, count)| *found.per_mark.entry(mark).or_default() += count);
        }
        all.sort_unstable();
        all.truncate(self.keep);
        found.best = all.into_iter().map(|(_, order, address, score)| (score as f32 / STEP, address, policy_of(order))).collect();
        Ok(found)
    }
}

impl Rank {
    /// Greater is better.
    fn of(&self, doc: DocId, order: u64, score: u64) -> u64 {
        match self {
            Rank::Score => score,
            Rank::Date(dates) => dates.get(&policy_of(order)).copied().unwrap_or(0),
            Rank::Amount(columns) => {
                let values = columns.iter().flat_map(|(column, range)| column.values_for_doc(doc).filter(|v| range.contains(v)));
                // The sign bit turned round puts negative values first; 0 is left for clauses without a value.
                values.max().map_or(0, |v| (v as u64 ^ 1 << 63).saturating_add(1))
            }
        }
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = (BinaryHeap<Ranked>, Tally);

    fn collect(&mut self, doc: DocId, score: Score) {
        let order = self.order.first(doc).unwrap_or(u64::MAX);
        match &mut self.last {
            Some((policy, count)) if *policy == policy_of(order) => *count += 1,
            last => {
                if let Some((policy, count)) = last.replace((policy_of(order), 1)) {
                    *self.tally.per_policy.entry(policy).or_default() += count;
                }
            }
        }
        let Some((marks, topics)) = &self.counted else { return };
        let mut bits = marks.first(doc).unwrap_or(0);
        while bits != 0 {
            self.tally.per_mark[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
        for topic in topics.values_for_doc(doc) {
            *self.tally.per_topic.entry(topic).or_default() += 1;
        }
        let score = (score * STEP).round() as u64;
        let ranked = (Reverse(self.rank.of(doc, order, score)), order, DocAddress::new(self.segment, doc), score);
        if self.heap.len() < self.keep {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        if let Some((policy, count)) = self.last {
            *self.tally.per_policy.entry(policy).or_default() += count;
        }
        (self.heap, self.tally)
    }
}

/// The number of the policy, see [`crate::index`] `ClauseFields::order`.
fn policy_of(order: u64) -> u32 {
    (order >> 32) as u32
}

//! Collects the best clauses and counts all of them, in one pass.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader};

use crate::index::ORDER;

/// Scores are compared in steps of a thousandth: the sum of the same parts in another order may differ
/// in the last bit, and the order of hits must not.
const STEP: f32 = 1000.0;

/// What a query found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best clauses, best first; equal ones in the order of policy ids and of the text.
    pub best: Vec<(Score, DocAddress, u32)>,
    /// The number of matching clauses of each policy, by its number.
    pub per_policy: BTreeMap<u32, usize>,
}

impl Found {
    /// The number of all matching clauses.
    pub fn total(&self) -> usize {
        self.per_policy.values().sum()
    }
}

/// Runs a query and keeps the hits from `offset` to `offset + limit`.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn run(searcher: &Searcher, query: &dyn Query, offset: usize, limit: usize) -> tantivy::Result<Found> {
    let mut found = searcher.search(query, &Gather { keep: offset.saturating_add(limit) })?;
    found.best.drain(..offset.min(found.best.len()));
    Ok(found)
}

struct Gather {
    keep: usize,
}

/// Worse is greater: the heap gives the worst first.
type Ranked = (Reverse<u64>, u64, DocAddress);

struct SegmentGather {
    keep: usize,
    segment: u32,
    order: Column<u64>,
    heap: BinaryHeap<Ranked>,
    per_policy: BTreeMap<u32, usize>,
    /// The policy counted last: clauses of a policy stand together.
    last: Option<(u32, usize)>,
}

impl Collector for Gather {
    type Fruit = Found;
    type Child = SegmentGather;

    fn for_segment(&self, segment: u32, reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        Ok(SegmentGather {
            keep: self.keep,
            segment,
            order: reader.fast_fields().u64(ORDER)?,
            heap: BinaryHeap::new(),
            per_policy: BTreeMap::new(),
            last: None,
        })
    }

    fn requires_scoring(&self) -> bool {
        self.keep > 0
    }

    fn merge_fruits(&self, parts: Vec<(BinaryHeap<Ranked>, BTreeMap<u32, usize>)>) -> tantivy::Result<Found> {
        let (mut all, mut per_policy) = (Vec::new(), BTreeMap::new());
        for (heap, counts) in parts {
            all.extend(heap);
            counts.into_iter().for_each(|(policy, count)| *per_policy.entry(policy).or_default() += count);
        }
        all.sort_unstable();
        all.truncate(self.keep);
        let best = all.into_iter().map(|(score, order, address)| (score.0 as f32 / STEP, address, policy_of(order))).collect();
        Ok(Found { best, per_policy })
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = (BinaryHeap<Ranked>, BTreeMap<u32, usize>);

    fn collect(&mut self, doc: DocId, score: Score) {
        let order = self.order.first(doc).unwrap_or(u64::MAX);
        match &mut self.last {
            Some((policy, count)) if *policy == policy_of(order) => *count += 1,
            last => {
                if let Some((policy, count)) = last.replace((policy_of(order), 1)) {
                    *self.per_policy.entry(policy).or_default() += count;
                }
            }
        }
        if self.keep == 0 {
            return;
        }
        let ranked = (Reverse((score * STEP).round() as u64), order, DocAddress::new(self.segment, doc));
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
            *self.per_policy.entry(policy).or_default() += count;
        }
        (self.heap, self.per_policy)
    }
}

/// The number of the policy, see [`crate::index`] `ClauseFields::order`.
fn policy_of(order: u64) -> u32 {
    (order >> 32) as u32
}

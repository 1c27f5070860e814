//! Collects the best clauses and counts all of them, in one pass.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, TantivyError};

use super::plan::Plan;
use super::ranked::Floor;
use crate::index::Library;

/// Scores are compared in steps of a thousandth: the sum of the same parts in another order may differ
/// in the last bit, and the order of hits must not.
const STEP: f32 = 1000.0;

/// What a query found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best clauses, best first, with the numbers of their policies; equal ones in the order of policy
    /// ids and of the text.
    pub best: Vec<(Score, DocAddress, u32)>,
    /// The policies that have matching clauses, by their numbers, and how many.
    pub per_policy: Vec<(u32, usize)>,
}

impl Found {
    /// The number of all matching clauses.
    pub fn total(&self) -> usize {
        self.per_policy.iter().map(|(_, count)| count).sum()
    }
}

/// Runs a plan and keeps the hits from `offset` to `offset + limit`.
///
/// # Errors
/// When a file of the index cannot be read.
pub fn run(library: &Library, searcher: &Searcher, plan: &Plan, offset: usize, limit: usize) -> tantivy::Result<Found> {
    plan.floor.set(0.0);
    let gather = Gather { keep: offset.saturating_add(limit), floor: plan.floor.clone(), ranks: Arc::clone(library.ranks()), orders: Arc::clone(library.orders()) };
    let mut found = searcher.search(&plan.query, &gather)?;
    found.best.drain(..offset.min(found.best.len()));
    Ok(found)
}

struct Gather {
    keep: usize,
    floor: Floor,
    ranks: Arc<[u32]>,
    orders: Arc<[Column<u64>]>,
}

/// Worse is greater: the heap gives the worst first. Score, place in the order of all clauses, address, number of the policy.
type Ranked = (Reverse<u64>, u64, DocAddress, u32);

struct SegmentGather {
    keep: usize,
    floor: Floor,
    ranks: Arc<[u32]>,
    segment: u32,
    order: Column<u64>,
    heap: BinaryHeap<Ranked>,
    /// By the numbers of policies.
    counts: Vec<u32>,
}

impl Collector for Gather {
    type Fruit = Found;
    type Child = SegmentGather;

    fn for_segment(&self, segment: u32, _reader: &SegmentReader) -> tantivy::Result<SegmentGather> {
        let missing = || TantivyError::InvalidArgument("an index of another generation".to_owned());
        let order = self.orders.get(segment as usize).ok_or_else(missing)?;
        Ok(SegmentGather {
            keep: self.keep,
            floor: self.floor.clone(),
            ranks: Arc::clone(&self.ranks),
            segment,
            order: order.clone(),
            heap: BinaryHeap::new(),
            counts: vec![0; self.ranks.len()],
        })
    }

    fn requires_scoring(&self) -> bool {
        self.keep > 0
    }

    fn merge_fruits(&self, parts: Vec<(BinaryHeap<Ranked>, Vec<u32>)>) -> tantivy::Result<Found> {
        let (mut all, mut counts) = (Vec::new(), vec![0; self.ranks.len()]);
        for (heap, part) in parts {
            all.extend(heap);
            counts.iter_mut().zip(part).for_each(|(sum, count)| *sum += count as usize);
        }
        all.sort_unstable();
        all.truncate(self.keep);
        let best = all.into_iter().map(|(score, _, address, policy)| (score.0 as f32 / STEP, address, policy)).collect();
        let per_policy = (0..).zip(counts).filter(|(_, count)| *count > 0).collect();
        Ok(Found { best, per_policy })
    }
}

impl SegmentCollector for SegmentGather {
    type Fruit = (BinaryHeap<Ranked>, Vec<u32>);

    fn collect(&mut self, doc: DocId, score: Score) {
        let order = self.order.first(doc).unwrap_or(u64::MAX);
        let policy = policy_of(order);
        if let Some(count) = self.counts.get_mut(policy as usize) {
            *count += 1;
        }
        let score = Reverse((score * STEP).round() as u64);
        let full = self.heap.len() >= self.keep;
        if full && self.heap.peek().is_none_or(|worst| score > worst.0) {
            return;
        }
        let rank = self.ranks.get(policy as usize).copied().unwrap_or(u32::MAX);
        let ranked = (score, u64::from(rank) << 32 | order & 0xFFFF_FFFF, DocAddress::new(self.segment, doc), policy);
        if !full {
            self.heap.push(ranked);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && ranked < *worst
        {
            *worst = ranked;
        }
        if self.heap.len() == self.keep
            && let Some(worst) = self.heap.peek()
        {
            self.floor.set(self.floor.get().max(worst.0.0 as f32 / STEP));
        }
    }

    fn harvest(self) -> Self::Fruit {
        (self.heap, self.counts)
    }
}

/// The number of the policy, see [`crate::index`] `ClauseFields::order`.
fn policy_of(order: u64) -> u32 {
    (order >> 32) as u32
}

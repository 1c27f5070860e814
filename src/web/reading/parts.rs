//! A long document on several pages.
//!
//! A page ends where a book, chapter or section ends, if one ends in its second half, else at a clause of the top, else
//! at any clause. One page is about `BUDGET` bytes of HTML, however long the document is.

use std::collections::HashMap;
use std::ops::Range;

use crate::clause::{Clause, ClauseAddress, ClauseKind};
use crate::parsed::ParsedPolicy;

/// Bytes of a page, estimated.
const BUDGET: usize = 120_000;
/// Bytes of markup around a clause, a fact and a citation.
const CLAUSE: usize = 420;
const FACT: usize = 620;
const CITATION: usize = 1_000;

/// The parts of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Place in the list of clauses where each part begins; the first is 0.
    starts: Vec<usize>,
    clauses: usize,
}

impl Parts {
    /// Cuts a document.
    pub fn of(parsed: &ParsedPolicy) -> Parts {
        let mut beside: HashMap<&ClauseAddress, usize> = HashMap::new();
        for fact in &parsed.facts {
            *beside.entry(&fact.address).or_default() += FACT;
        }
        for citation in &parsed.citations {
            *beside.entry(&citation.address).or_default() += CITATION;
        }
        let own = |c: &Clause| c.pieces.iter().map(|p| p.span.len()).sum::<usize>() + CLAUSE;
        let weights: Vec<usize> = parsed.clauses.iter().map(|c| own(c) + beside.get(&c.address).copied().unwrap_or(0)).collect();
        Parts { starts: cut(&parsed.clauses, &weights), clauses: parsed.clauses.len() }
    }

    /// How many there are; at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The clauses of a part, from 1; of the last part where there are fewer.
    pub fn range(&self, part: usize) -> Range<usize> {
        let at = part.clamp(1, self.count()) - 1;
        self.starts[at]..self.starts.get(at + 1).copied().unwrap_or(self.clauses)
    }

    /// The part that holds the clause at this place of the list, from 1.
    pub fn holding(&self, clause: usize) -> usize {
        self.starts.partition_point(|start| *start <= clause).max(1)
    }
}

fn cut(clauses: &[Clause], weights: &[usize]) -> Vec<usize> {
    let mut starts = vec![0];
    while let Some(start) = starts.last().copied() {
        let mut weight = 0;
        // The best place so far in the second half of the page: how good it is, smaller is better.
        let mut best: Option<(usize, usize)> = None;
        let mut end = start;
        while end < clauses.len() && (weight <= BUDGET || end == start) {
            let rank = rank(clauses, end);
            if end > start && weight > BUDGET / 2 && best.is_none_or(|(known, _)| rank <= known) {
                best = Some((rank, end));
            }
            weight += weights[end];
            end += 1;
        }
        if end >= clauses.len() && weight <= BUDGET {
            break;
        }
        // Without a good place the page ends before the clause that is too much; one clause alone always fits.
        let last = if end - 1 > start { end - 1 } else { end };
        let next = best.map_or(last, |(_, place)| place);
        if next >= clauses.len() || next <= start {
            break;
        }
        starts.push(next);
    }
    starts
}

/// How well a page begins with a clause: 0 best.
fn rank(clauses: &[Clause], at: usize) -> usize {
    let clause = &clauses[at];
    let before: &[String] = at.checked_sub(1).map_or(&[], |i| &clauses[i].groups);
    let changed = clause.kind == ClauseKind::Article && clause.groups != before;
    match clause.depth {
        _ if changed && clause.groups.first() != before.first() => 0,
        _ if changed || clause.kind.is_head() => 1,
        0 => 2,
        1 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing;

    fn law(articles: usize, per_chapter: usize) -> Vec<Clause> {
        let article = |n: usize| Clause {
            kind: ClauseKind::Article,
            depth: 0,
            groups: vec![format!("第{}章", n / per_chapter)],
            ..testing::clause(&format!("art-{}", n + 1), "第一条", "", "")
        };
        (0..articles).map(article).collect()
    }

    #[test]
    fn a_short_document_is_one_part() {
        for n in [0, 1, 10] {
            let clauses = law(n, 5);
            assert_eq!(cut(&clauses, &vec![100; n]), [0]);
        }
    }

    #[test]
    fn parts_begin_at_chapters_and_hold_every_clause_once() {
        let clauses = law(6000, 40);
        let parts = Parts { starts: cut(&clauses, &vec![1000; 6000]), clauses: 6000 };
        assert!(parts.count() > 40, "{}", parts.count());
        let mut next = 0;
        for part in 1..=parts.count() {
            let range = parts.range(part);
            assert_eq!(range.start, next);
            assert!(range.len() <= 122 && range.start.is_multiple_of(40), "{range:?}");
            assert!(range.clone().all(|i| parts.holding(i) == part));
            next = range.end;
        }
        assert_eq!(next, 6000);
        assert_eq!(parts.range(999), parts.range(parts.count()));
    }

    #[test]
    fn clauses_that_are_too_long_stand_alone() {
        let clauses = law(4, 100);
        assert_eq!(cut(&clauses, &[9_000_000, 9_000_000, 10, 9_000_000]), [0, 1, 2, 3]);
    }
}

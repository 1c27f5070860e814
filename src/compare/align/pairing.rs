//! Which clause answers which.
//!
//! Two clauses may be a pair when their words are alike (shared words weighed by rarity), when their headings are
//! equal, or when they stand at the same number and are somewhat alike. Of all possible pairs the heaviest chain
//! that keeps the order of both texts is taken; the pairs left over that are much alike are the moved ones.
//! Everything is sparse, so that two long laws take seconds at most.

use std::collections::HashMap;

use crate::clause::ClauseAddress;

use super::words::Words;

/// The least score of a pair in order, and of one that has moved: farther away, a pair must be surer.
const IN_ORDER: f64 = 0.25;
const MOVED: f64 = 0.45;
/// What an equal heading and an equal number add to the likeness of the words.
const HEADING: f64 = 0.3;
const NUMBER: f64 = 0.05;
/// Partners that are considered for one clause.
const MOST_PARTNERS: usize = 12;
/// A word in more clauses than this tells nothing apart.
const COMMON: usize = 400;

/// A clause as pairing sees it.
pub struct Unit<'a> {
    /// Where it stands.
    pub address: &'a ClauseAddress,
    /// Its heading, folded.
    pub heading: String,
    /// Its words.
    pub words: &'a Words,
}

/// Two clauses that answer each other, by their places in the lists.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Place in the first list.
    pub left: usize,
    /// Place in the second list.
    pub right: usize,
    /// Whether the pair breaks the order of the others.
    pub moved: bool,
}

/// The pairs, in the order of the first list. `first_is_pair` says that the first of both lists belong together
/// because somebody chose them.
pub fn pair(a: &[Unit<'_>], b: &[Unit<'_>], first_is_pair: bool) -> Vec<Pair> {
    let mut possible = possible(a, b);
    if first_is_pair && !a.is_empty() && !b.is_empty() {
        possible.retain(|(l, r, _)| *l > 0 && *r > 0);
        possible.push((0, 0, 2.0));
    }
    let mut out: Vec<Pair> = chain(&mut possible, b.len()).into_iter().map(|(left, right)| Pair { left, right, moved: false }).collect();
    let (mut used_a, mut used_b) = (vec![false; a.len()], vec![false; b.len()]);
    for pair in &out {
        (used_a[pair.left], used_b[pair.right]) = (true, true);
    }
    possible.sort_by(|x, y| y.2.total_cmp(&x.2).then_with(|| (x.0, x.1).cmp(&(y.0, y.1))));
    for (left, right, score) in possible {
        if score >= MOVED && !used_a[left] && !used_b[right] {
            (used_a[left], used_b[right]) = (true, true);
            out.push(Pair { left, right, moved: true });
        }
    }
    out.sort_by_key(|p| p.left);
    out
}

/// Left, right and score of every pair that may be one.
fn possible(a: &[Unit<'_>], b: &[Unit<'_>]) -> Vec<(usize, usize, f64)> {
    let mut holders: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    fn bag(words: Vec<&str>) -> Vec<(&str, f64)> {
        let mut out: Vec<(&str, f64)> = Vec::new();
        for word in words {
            match out.last_mut() {
                Some((last, n)) if *last == word => *n += 1.0,
                _ => out.push((word, 1.0)),
            }
        }
        out
    }
    let left: Vec<Vec<(&str, f64)>> = a.iter().map(|u| bag(words_of(u))).collect();
    let right: Vec<Vec<(&str, f64)>> = b.iter().map(|u| bag(words_of(u))).collect();
    for (word, _) in left.iter().chain(&right).flatten() {
        *seen.entry(word).or_default() += 1;
    }
    let all = (a.len() + b.len()) as f64;
    let weight = |word: &str| (1.0 + all / seen.get(word).copied().unwrap_or(1) as f64).ln();
    let total = |bag: &[(&str, f64)]| bag.iter().map(|(w, n)| n * weight(w)).sum::<f64>();
    for (at, bag) in right.iter().enumerate() {
        for (word, n) in bag {
            holders.entry(word).or_default().push((at, *n));
        }
    }
    let totals: Vec<f64> = right.iter().map(|bag| total(bag)).collect();
    let by_address: HashMap<&ClauseAddress, usize> = b.iter().enumerate().map(|(at, u)| (u.address, at)).collect();
    let mut by_heading: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, unit) in b.iter().enumerate().filter(|(_, u)| !u.heading.is_empty()) {
        by_heading.entry(&unit.heading).or_default().push(at);
    }
    let mut out = Vec::new();
    let mut shared = vec![0.0_f64; b.len()];
    for (at, bag) in left.iter().enumerate() {
        let mut touched: Vec<usize> = Vec::new();
        for (word, n) in bag {
            let Some(holders) = holders.get(word).filter(|h| h.len() <= COMMON) else { continue };
            for (other, m) in holders {
                if shared[*other] == 0.0 {
                    touched.push(*other);
                }
                shared[*other] += n.min(*m) * weight(word);
            }
        }
        let unit = &a[at];
        let same_heading = by_heading.get(unit.heading.as_str()).map_or(&[][..], Vec::as_slice);
        touched.extend(same_heading.iter().take(MOST_PARTNERS));
        touched.sort_unstable();
        touched.dedup();
        let mine = total(bag);
        let mut partners: Vec<(usize, usize, f64)> = touched
            .iter()
            .filter(|other| b[**other].address.part() == unit.address.part())
            .map(|other| {
                let alike = 2.0 * shared[*other] / (mine + totals[*other]).max(f64::MIN_POSITIVE);
                let heading = if !unit.heading.is_empty() && b[*other].heading == unit.heading { HEADING } else { 0.0 };
                let number = if by_address.get(unit.address) == Some(other) { NUMBER } else { 0.0 };
                (at, *other, alike + heading + number)
            })
            .filter(|p| p.2 >= IN_ORDER)
            .collect();
        touched.iter().for_each(|other| shared[*other] = 0.0);
        partners.sort_by(|x, y| y.2.total_cmp(&x.2).then(x.1.cmp(&y.1)));
        partners.truncate(MOST_PARTNERS);
        out.extend(partners);
    }
    out
}

/// The words of a unit that are no punctuation, in the order of the alphabet.
fn words_of<'a>(unit: &Unit<'a>) -> Vec<&'a str> {
    let mut words: Vec<&str> = unit.words.folded().iter().map(String::as_str).filter(|w| w.chars().any(char::is_alphanumeric)).collect();
    words.sort_unstable();
    words
}

/// The heaviest chain of pairs whose left and right places both grow; a tree of maxima over the right places
/// makes it n log n.
fn chain(possible: &mut [(usize, usize, f64)], rights: usize) -> Vec<(usize, usize)> {
    // Within one left place from right to left, so that no place is used twice.
    possible.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.cmp(&x.1)));
    let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); rights + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(possible.len());
    for (number, (_, right, score)) in possible.iter().enumerate() {
        let (mut top, mut at) = ((0.0, None), *right);
        while at > 0 {
            if best[at].0 > top.0 {
                top = best[at];
            }
            at &= at - 1;
        }
        before.push(top.1);
        let sum = top.0 + score;
        let mut at = right + 1;
        while at <= rights {
            if sum > best[at].0 {
                best[at] = (sum, Some(number));
            }
            at += at & at.wrapping_neg();
        }
    }
    let mut last = (0.0, None);
    let mut at = rights;
    while at > 0 {
        if best[at].0 > last.0 {
            last = best[at];
        }
        at &= at - 1;
    }
    let mut out = Vec::new();
    let mut next = last.1;
    while let Some(number) = next {
        out.push((possible[number].0, possible[number].1));
        next = before[number];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_chain_keeps_both_orders() {
        let mut possible = vec![(0, 2, 1.0), (1, 0, 0.9), (2, 1, 0.9), (2, 2, 0.3), (3, 3, 0.5)];
        assert_eq!(chain(&mut possible, 4), [(1, 0), (2, 1), (3, 3)]);
        assert_eq!(chain(&mut [], 0), []);
        let mut one_row = vec![(0, 0, 1.0), (0, 1, 1.0), (0, 2, 1.0)];
        assert_eq!(chain(&mut one_row, 3).len(), 1);
    }
}

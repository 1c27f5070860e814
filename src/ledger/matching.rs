//! Where the words of a clause stand in a later edition of its document.
//!
//! In this order: the same words of the clause and of all below it; the same own words, where something below
//! changed; like words (repaired, merged into another clause, split into several). Equal candidates are told
//! apart by their neighbours; where those say nothing, all are candidates and a person chooses.

use std::collections::HashMap;

use super::edition::{Edition, Entry};

/// Below so many characters, words are like others by chance: 资金支持 stands in many clauses.
const TELLING: usize = 8;
/// A clause that keeps this share of the words is the same clause, repaired or merged.
const KEPT: f64 = 0.6;
/// Words of which this share stood in the old clause are a piece of it.
const PIECE: f64 = 0.8;
/// Of two clauses that keep the words, the better one must be this much better.
const BETTER: f64 = 0.1;
/// Below this, clauses are not even near.
const NEAR: f64 = 0.25;
/// Candidates at most.
const MOST: usize = 8;

/// Where a clause went, as places in the list of the later edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// There.
    One(usize),
    /// To one of these, or into all of them.
    Several(Vec<usize>),
    /// Nowhere.
    Nowhere,
}

/// Follows a clause into a later edition.
pub fn follow(from: &Edition, at: usize, to: &Edition) -> Followed {
    match exact(from, at, to) {
        Followed::Nowhere => {}
        found => return found,
    }
    let Some(entry) = from.clauses.get(at) else { return Followed::Nowhere };
    if !entry.words().is_empty() {
        let own = places(to, |e| e.words() == entry.words());
        match decide(from, at, to, own) {
            Followed::Nowhere => {}
            found => return found,
        }
    }
    like(from, at, to)
}

/// Only the same words, with all below.
pub fn exact(from: &Edition, at: usize, to: &Edition) -> Followed {
    let Some(entry) = from.clauses.get(at) else { return Followed::Nowhere };
    // A clause without any words is like every other one without.
    if from.family(at).iter().all(|e| e.words().is_empty()) {
        return Followed::Nowhere;
    }
    decide(from, at, to, places(to, |e| e.hash == entry.hash))
}

/// The clauses nearest by words, nearest first, for a reader whose clause is gone.
pub fn nearest(entry: &Entry, to: &Edition, limit: usize) -> Vec<usize> {
    let old = pairs(entry.words());
    let mut near: Vec<(f64, usize)> =
        to.clauses.iter().enumerate().map(|(n, e)| (Likeness::of(&old, e).both(), n)).filter(|(like, _)| *like >= NEAR).collect();
    near.sort_by(|(a, m), (b, n)| b.total_cmp(a).then(m.cmp(n)));
    near.into_iter().take(limit).map(|(_, n)| n).collect()
}

fn places(to: &Edition, fits: impl Fn(&Entry) -> bool) -> Vec<usize> {
    to.clauses.iter().enumerate().filter(|(_, e)| fits(e)).map(|(n, _)| n).collect()
}

/// Of equal candidates, the one with the same neighbours, or else at the same address.
fn decide(from: &Edition, at: usize, to: &Edition, found: Vec<usize>) -> Followed {
    match found.as_slice() {
        [] => return Followed::Nowhere,
        [only] => return Followed::One(*only),
        _ => {}
    }
    let score = |n: &usize| neighbours(from, at, to, *n);
    let best = found.iter().map(score).max().unwrap_or(0);
    let first: Vec<usize> = found.iter().copied().filter(|n| score(n) == best).collect();
    match first.as_slice() {
        [only] if best > 0 => Followed::One(*only),
        // A clause and its only child share their words; the upper one is meant.
        [upper, rest @ ..] if rest.iter().all(|n| to.clauses[*n].address.starts_with(&format!("{}/", to.clauses[*upper].address))) => {
            Followed::One(*upper)
        }
        _ => match first.iter().find(|n| to.clauses[**n].address == from.clauses[at].address) {
            Some(same) => Followed::One(*same),
            None => Followed::Several(first.into_iter().take(MOST).collect()),
        },
    }
}

/// How many of the clauses before and after are the same, the whole family counted as one.
fn neighbours(from: &Edition, at: usize, to: &Edition, n: usize) -> usize {
    let before = |edition: &Edition, n: usize| n.checked_sub(1).map(|n| edition.clauses[n].words().to_owned());
    let after = |edition: &Edition, n: usize| edition.clauses.get(n + edition.family(n).len()).map(|e| e.words().to_owned());
    // The clause above often stands right before; where both have none, that says nothing.
    let same = |a: Option<String>, b: Option<String>| usize::from(a.is_some() && a == b);
    same(before(from, at), before(to, n)) + same(after(from, at), after(to, n))
}

/// Like words: one clause that keeps most of them, or several that are pieces of them.
fn like(from: &Edition, at: usize, to: &Edition) -> Followed {
    let entry = &from.clauses[at];
    if entry.words().chars().count() < TELLING {
        return Followed::Nowhere;
    }
    let old = pairs(entry.words());
    let likeness: Vec<Likeness> = to.clauses.iter().map(|e| Likeness::of(&old, e)).collect();
    let mut keeping: Vec<(f64, usize)> =
        likeness.iter().enumerate().filter(|(_, l)| l.kept >= KEPT).map(|(n, l)| (l.kept + l.both(), n)).collect();
    keeping.sort_by(|(a, m), (b, n)| b.total_cmp(a).then(m.cmp(n)));
    match keeping.as_slice() {
        [] => {}
        [(_, only)] => return Followed::One(*only),
        [(best, first), (second, _), ..] if best - second > BETTER => return Followed::One(*first),
        [(best, _), ..] => {
            let close = keeping.iter().take_while(|(score, _)| best - score <= BETTER).map(|(_, n)| *n).collect();
            return decide(from, at, to, close);
        }
    }
    let pieces: Vec<usize> =
        (0..to.clauses.len()).filter(|n| likeness[*n].borrowed >= PIECE && to.clauses[*n].words().chars().count() >= TELLING).collect();
    let together: f64 = pieces.iter().map(|n| likeness[*n].kept).sum();
    match pieces.as_slice() {
        [_, _, ..] if together >= KEPT => Followed::Several(pieces.into_iter().take(MOST).collect()),
        _ => Followed::Nowhere,
    }
}

type Pairs = HashMap<(char, char), usize>;

/// Pairs of neighbouring characters.
fn pairs(words: &str) -> Pairs {
    let chars: Vec<char> = words.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out = Pairs::new();
    for pair in chars.windows(2) {
        *out.entry((pair[0], pair[1])).or_default() += 1;
    }
    out
}

/// How far two clauses share their words, 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
struct Likeness {
    /// The share of the old words that the new clause has.
    kept: f64,
    /// The share of the new words that the old clause had.
    borrowed: f64,
}

impl Likeness {
    fn of(old: &Pairs, new: &Entry) -> Likeness {
        let new = pairs(new.words());
        let shared: usize = new.iter().map(|(pair, n)| old.get(pair).map_or(0, |m| *m.min(n))).sum();
        let count = |pairs: &Pairs| pairs.values().sum::<usize>().max(1) as f64;
        Likeness { kept: shared as f64 / count(old), borrowed: shared as f64 / count(&new) }
    }

    /// Both shares in one number.
    fn both(self) -> f64 {
        if self.kept + self.borrowed == 0.0 { 0.0 } else { 2.0 * self.kept * self.borrowed / (self.kept + self.borrowed) }
    }
}

//! A document as one row of letters, in which a quotation is looked for: exactly, or as the stretch most like it.
//!
//! Recipe: [`Stream::new`] once for a document; [`Stream::exact`] finds all places of a quotation; [`Stream::nearest`]
//! finds the most similar stretch within a range of clauses.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::letters::Letters;
use crate::clause::ClauseAddress;
use crate::index::PolicyRecord;

/// Places of one quotation that are looked at.
const MOST_PLACES: usize = 40;
/// Letters of a run that must be shared to be counted when the nearest stretch is looked for.
const GRAM: usize = 3;
/// Cells of the table of an alignment; a longer quotation is compared only at its first and last shared run.
const MOST_CELLS: usize = 3_000_000;

/// A document as letters.
pub struct Stream {
    /// The document.
    pub record: Arc<PolicyRecord>,
    /// Labels and texts of its clauses, a line each.
    pub printed: String,
    /// The same as letters.
    pub letters: Letters,
    /// For each clause the number of its first letter.
    starts: Vec<usize>,
}

/// A stretch of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its letters.
    pub letters: Range<usize>,
    /// The place in the list of clauses of the clause that holds it all.
    pub clause: usize,
    /// How like the quotation it is, 0 to 1.
    pub similarity: f64,
}

impl Stream {
    /// Reads a document.
    pub fn new(record: Arc<PolicyRecord>) -> Stream {
        let mut printed = String::with_capacity(record.source.len());
        let mut begins = Vec::with_capacity(record.parsed.clauses.len());
        for clause in &record.parsed.clauses {
            begins.push(printed.len());
            printed.push_str(&clause.label);
            printed.push(' ');
            printed.push_str(&clause.text);
            printed.push('\n');
        }
        let letters = Letters::new(&printed);
        let mut starts = Vec::with_capacity(begins.len());
        let mut n = 0;
        for begin in begins {
            while n < letters.len() && letters.place(n, &printed) < begin {
                n += 1;
            }
            starts.push(n);
        }
        Stream { record, printed, letters, starts }
    }

    /// The letters of a clause and of those below it; of the whole document for an empty address.
    pub fn range(&self, address: &str) -> Option<Range<usize>> {
        if address.is_empty() {
            return Some(0..self.letters.len());
        }
        let address: ClauseAddress = address.parse().ok()?;
        let clauses = &self.record.parsed.clauses;
        let at = clauses.iter().position(|c| c.address == address)?;
        let below = clauses[at + 1..].iter().take_while(|c| address.is_ancestor_of(&c.address)).count();
        let end = self.starts.get(at + 1 + below).copied().unwrap_or(self.letters.len());
        Some(self.starts[at]..end)
    }

    /// The clause that holds a stretch: the one it lies in, or the lowest above all it touches.
    pub fn holder(&self, letters: &Range<usize>) -> usize {
        let clauses = &self.record.parsed.clauses;
        let last = |n: usize| self.starts.partition_point(|s| *s <= n).saturating_sub(1);
        let (first, end) = (last(letters.start), last(letters.end.saturating_sub(1)));
        let (Some(a), Some(b)) = (clauses.get(first), clauses.get(end)) else { return 0 };
        if first == end || a.address.is_ancestor_of(&b.address) {
            return first;
        }
        let mut above = a.address.parent();
        while let Some(address) = above {
            if address.is_ancestor_of(&b.address) {
                return clauses.iter().position(|c| c.address == address).unwrap_or(first);
            }
            above = address.parent();
        }
        first
    }

    /// The address of a clause, as in links.
    pub fn address(&self, clause: usize) -> String {
        self.record.parsed.clauses.get(clause).map(|c| c.address.to_string()).unwrap_or_default()
    }

    /// The printed words of a stretch.
    pub fn words(&self, letters: &Range<usize>) -> &str {
        self.letters.printed(letters.start, letters.end, &self.printed)
    }

    /// Whether the sentence goes on with a proviso behind a stretch: ……，但……的除外 (立法技术规范（试行）（一）: 但书).
    pub fn proviso(&self, letters: &Range<usize>) -> bool {
        let at = self.letters.place(letters.end.saturating_sub(1), &self.printed);
        let rest: String =
            self.printed.get(at..).unwrap_or("").chars().skip(1).take(6).filter(|c| !crate::text::width::is_blank(*c)).collect();
        let rest = crate::text::fold(&rest);
        rest.trim_start_matches([',', ';']) != rest && rest.trim_start_matches([',', ';']).starts_with("但")
    }

    /// All places with the letters of a quotation, in order. `parts` are the pieces between its ellipses, which must
    /// stand one behind the other, close together.
    pub fn exact(&self, parts: &[String]) -> Vec<Stretch> {
        let Some(first) = parts.first() else { return Vec::new() };
        let mut out = Vec::new();
        for start in self.letters.find_all(first, MOST_PLACES) {
            let mut end = start + first.chars().count();
            let found = parts[1..].iter().all(|part| {
                let Some(at) = self.letters.find_from(part, end).filter(|at| at - end < 2000) else { return false };
                end = at + part.chars().count();
                true
            });
            if found {
                out.push(Stretch { letters: start..end, clause: self.holder(&(start..end)), similarity: 1.0 });
            }
        }
        out
    }

    /// The stretch within `inside` that is most like a row of letters; none when no run is shared.
    pub fn nearest(&self, needle: &[char], inside: Range<usize>) -> Option<Stretch> {
        let text: Vec<char> = inside.clone().filter_map(|n| self.letters.letter(n)).collect();
        let found = nearest(needle, &text)?;
        let letters = inside.start + found.0.start..inside.start + found.0.end;
        Some(Stretch { clause: self.holder(&letters), letters, similarity: found.1 })
    }
}

/// The stretch of `text` most like `needle` and how like it is: 1 less the letters to change, put in or take out for each
/// letter of the longer one.
fn nearest(needle: &[char], text: &[char]) -> Option<(Range<usize>, f64)> {
    let gram = if needle.len() < 3 * GRAM { 2 } else { GRAM };
    let mut known: HashMap<&[char], usize> = HashMap::new();
    for (at, window) in needle.windows(gram).enumerate() {
        known.entry(window).or_insert(at);
    }
    let hits: Vec<bool> = text.windows(gram).map(|w| known.contains_key(w)).collect();
    // The window of the needle's length with the most shared runs.
    let width = needle.len().min(hits.len());
    let (mut count, mut best) = (0_usize, (0_usize, 0_usize));
    for (at, hit) in hits.iter().enumerate() {
        count += usize::from(*hit);
        if at >= width {
            count -= usize::from(hits[at - width]);
        }
        if count > best.0 {
            best = (count, (at + 1).saturating_sub(width));
        }
    }
    let (shared, start) = best;
    if shared == 0 {
        return None;
    }
    let slack = needle.len() / 3 + 4;
    let from = start.saturating_sub(slack);
    let to = (start + needle.len() + slack + gram).min(text.len());
    if (to - from + 1) * (needle.len() + 1) > MOST_CELLS {
        let first = (from..to).find(|n| hits.get(*n) == Some(&true)).unwrap_or(from);
        let last = (from..to).rev().find(|n| hits.get(*n) == Some(&true)).map_or(to, |n| n + gram);
        return Some((first..last, (shared as f64 / needle.len() as f64).min(0.99)));
    }
    let (range, same) = align(needle, &text[from..to]);
    let similarity = (2 * same) as f64 / (needle.len() + range.len()).max(1) as f64;
    Some((from + range.start..from + range.end, similarity))
}

/// What a letter in both is worth against one that only one of them has: a word that was put in must not cut off what
/// stands before it.
const SAME: i64 = 3;

/// The stretch of `text` that fits `needle` best (Needleman and Wunsch 1970, with free ends in the text): its range, and
/// how many letters both have.
fn align(needle: &[char], text: &[char]) -> (Range<usize>, usize) {
    // For each end in the text: the score, where the stretch begins, the letters in both.
    let mut row: Vec<(i64, usize, usize)> = (0..=text.len()).map(|at| (0, at, 0)).collect();
    for (i, n) in needle.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (-(i as i64) - 1, 0, 0);
        for (j, t) in text.iter().enumerate() {
            let (above, left) = (row[j + 1], row[j]);
            let mut best = (above.0 - 1, above.1, above.2);
            if left.0 - 1 > best.0 {
                best = (left.0 - 1, left.1, left.2);
            }
            if n == t && diagonal.0 + SAME >= best.0 {
                best = (diagonal.0 + SAME, diagonal.1, diagonal.2 + 1);
            }
            diagonal = above;
            row[j + 1] = best;
        }
    }
    let best = row.into_iter().enumerate().max_by_key(|(at, (score, ..))| (*score, std::cmp::Reverse(*at)));
    let (end, (_, start, same)) = best.unwrap_or_default();
    (start.min(end)..end, same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(needle: &str, text: &str) -> (String, f64) {
        let (needle, text): (Vec<char>, Vec<char>) = (needle.chars().collect(), text.chars().collect());
        let (range, similarity) = nearest(&needle, &text).unwrap();
        (text[range].iter().collect(), similarity)
    }

    #[test]
    fn the_best_stretch_is_found() {
        let text = "主管部门负责评审对新认定的平台给予一次性补助不超过200万元本办法自发布之日起施行";
        let cases = [
            ("给予一次性补助不超过300万元", "给予一次性补助不超过200万元"),
            ("给予补助不超过200万元", "给予一次性补助不超过200万元"),
            ("新认定的平台给予一次性奖励", "新认定的平台给予一次性"),
        ];
        for (needle, stretch) in cases {
            let (got, similarity) = near(needle, text);
            assert_eq!(got, stretch);
            assert!((0.8..1.0).contains(&similarity), "{needle} {similarity}");
        }
        assert!(nearest(&['天', '地', '玄', '黄'], &text.chars().collect::<Vec<_>>()).is_none());
        assert!(nearest(&[], &['一']).is_none());
    }
}

//! The words of the index, for suggestions.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::index::Library;
use crate::text::script::is_han;

/// Words of two characters or more that stand in at least `least` clauses, with the number of clauses: the `most`
/// frequent ones, the most frequent first.
pub fn frequent(library: &Library, least: u64, most: usize) -> Vec<(String, u64)> {
    let searcher = library.searcher();
    let mut counts: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(library.fields().words) else { continue };
        let Ok(mut stream) = index.terms().stream() else { continue };
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if is_suggested(term) {
                *counts.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let stop = &library.words().stop;
    let mut terms: Vec<(String, u64)> = counts.into_iter().filter(|(t, n)| *n >= least && !stop.contains(t)).collect();
    terms.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    terms.truncate(most);
    terms
}

/// Whether a word says something by itself: at least two characters, one of them Chinese, none a digit.
fn is_suggested(term: &str) -> bool {
    let mut chars = 0;
    let mut han = false;
    for c in term.chars() {
        if c.is_ascii_digit() || !c.is_alphanumeric() {
            return false;
        }
        chars += 1;
        han |= is_han(c);
    }
    chars >= 2 && han
}

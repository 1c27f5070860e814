//! Which documents of the library may hold a quotation.
//!
//! The index finds clauses by strings without punctuation; the longest runs of a quotation are such strings. The
//! documents it names are then looked through letter by letter.

use std::collections::BTreeMap;

use crate::index::Library;
use crate::policy::{PolicyId, TextStatus};
use crate::search::{Node, SearchRequest, Term, TermKind, search};
use crate::text::fold;

/// Characters of a run that are looked for.
const LONGEST_RUN: usize = 24;
/// A shorter run says nothing.
const SHORTEST_RUN: usize = 4;
/// Clauses that are asked of the index for one run.
const MOST_HITS: usize = 60;
/// Runs that are looked for, for the nearest documents.
const MOST_RUNS: usize = 8;
/// Documents that are looked through.
const MOST_DOCUMENTS: usize = 6;

/// Documents with the longest run of a quotation, in the order of the index, each once.
pub fn holding(library: &Library, words: &str) -> Vec<PolicyId> {
    let runs = runs(words);
    let longest = runs.iter().max_by_key(|r| (r.chars().count(), std::cmp::Reverse(r.as_str())));
    longest.map(|run| documents(library, run)).unwrap_or_default()
}

/// Documents that share the most runs with a quotation, the most first.
pub fn nearest(library: &Library, words: &str) -> Vec<PolicyId> {
    let mut pieces: Vec<String> = Vec::new();
    for run in runs(words) {
        let chars: Vec<char> = run.chars().collect();
        // A changed word must not hide the rest of its run.
        pieces.extend(chars.chunks(8).filter(|c| c.len() >= SHORTEST_RUN).map(|c| c.iter().collect::<String>()));
    }
    let step = pieces.len().div_ceil(MOST_RUNS).max(1);
    let mut votes: BTreeMap<PolicyId, usize> = BTreeMap::new();
    for piece in pieces.iter().step_by(step) {
        for id in documents(library, piece) {
            *votes.entry(id).or_default() += 1;
        }
    }
    let mut out: Vec<(PolicyId, usize)> = votes.into_iter().collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.truncate(MOST_DOCUMENTS);
    out.into_iter().map(|(id, _)| id).collect()
}

fn documents(library: &Library, run: &str) -> Vec<PolicyId> {
    let term = Term { typed: run.to_owned(), folded: run.to_owned(), kind: TermKind::Exact };
    let request = SearchRequest { filters: vec![Node::Term(term)], limit: MOST_HITS, no_synonyms: true, ..SearchRequest::default() };
    let mut out: Vec<PolicyId> = Vec::new();
    for hit in search(library, &request).hits {
        // A digest is in our own words.
        if hit.text_status == TextStatus::Full && !out.contains(&hit.policy) {
            out.push(hit.policy);
        }
    }
    out
}

/// The stretches without punctuation of a quotation, folded, each cut to a length.
fn runs(words: &str) -> Vec<String> {
    let folded = fold(words);
    let runs = folded.split(|c: char| !c.is_alphanumeric());
    runs.map(|r| r.chars().take(LONGEST_RUN).collect::<String>()).filter(|r: &String| r.chars().count() >= SHORTEST_RUN).collect()
}

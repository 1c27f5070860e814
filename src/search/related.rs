//! Clauses that hold some of the words, shown below the hits when these do not fill a page.
//!
//! Hits hold every word of the query, so that a reader can trust their number. What a question such as
//! 升级为国家级能拿多少钱 means is often said in other words: it is cut into its words (those that only make
//! it a question are stop words of `user_words.toml`), a word of its own into the words inside it, and at least half of them must stand in a clause, in
//! its headings, or above it. Filters, quoted phrases, numbers and exclusions still hold.

use tantivy::query::{BooleanQuery, Occur, Query};

use super::plan::{Plan, Planner, all, any, boxed, constant};
use super::query::{Node, Term, TermKind};

/// At most so many words are looked for.
const MOST_WORDS: usize = 16;

/// The plan for clauses that hold some of the words; none when the query has no two words.
pub fn plan(planner: &Planner<'_>, parts: &[Node]) -> Option<Plan> {
    let (mut kept, mut words) = (Vec::new(), Vec::<Term>::new());
    for part in parts {
        match part {
            Node::Term(Term { folded, kind: TermKind::Word, .. }) => {
                for piece in planner.fine_pieces(folded) {
                    if words.iter().all(|w| w.folded != piece) {
                        words.push(Term { typed: piece.clone(), folded: piece, kind: TermKind::Word });
                    }
                }
            }
            other => kept.push(other.clone()),
        }
    }
    words.truncate(MOST_WORDS);
    if words.len() < 2 {
        return None;
    }
    let terms: Vec<&Term> = words.iter().chain(kept.iter().flat_map(Node::wanted)).collect();
    let each: Vec<(Occur, Box<dyn Query>)> =
        words.iter().map(|word| (Occur::Should, constant(planner.matching(&Node::Term(word.clone()), true), 0.0))).collect();
    let half = boxed(BooleanQuery::with_minimum_required_clauses(each, words.len().div_ceil(2)));
    let about = constant(any(words.iter().map(|word| planner.about(word)).collect()), 0.0);
    let kept = planner.all_parts(&kept, true);
    Some(planner.finished(terms, all(vec![kept, half, about])))
}

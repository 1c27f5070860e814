//! What lifts one match above another.
//!
//! The steps are wide apart, so that a clause whose heading says the words stands above one that only
//! mentions them however often; BM25 over words decides within a step, where it spans about 30.

use tantivy::Term as IndexTerm;
use tantivy::query::{BoostQuery, DisjunctionMaxQuery, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::plan::{Planner, all, boxed, constant};
use super::query::{Term, TermKind};

/// The document whose number was typed.
pub const NUMBERED: f32 = 500.0;
/// The clause cites the document whose number was typed, by its title alone.
pub const CITED: f32 = 10.0;
/// A term stands in the clause itself.
pub const OWN: f32 = 20.0;
/// A synonym does.
pub const SYNONYM: f32 = 5.0;
/// All words of all terms stand in the clause's own heading.
const HEADING_ALL: f32 = 100.0;
/// Divided by the number of terms: one of them stands in the heading.
const HEADING_ONE: f32 = 40.0;
/// The same for a synonym.
const HEADING_SYNONYM: f32 = 15.0;
/// The terms stand one after the other without a gap.
const ADJACENT: f32 = 40.0;
/// The terms stand within so many characters of each other, in any order.
const NEAR: [(u32, f32); 2] = [(12, 15.0), (60, 8.0)];
/// Weight of BM25 for the words of synonyms, and for words in the title of the policy.
const SYNONYM_WORDS: f32 = 0.4;
const TITLE_WORDS: f32 = 0.3;
/// Nearness is looked for among so many terms.
const MOST_NEAR: usize = 4;

/// The queries that add to the score of a match.
pub fn boosts(planner: &Planner<'_>, terms: &[&Term]) -> Vec<Box<dyn Query>> {
    let fields = planner.fields;
    let mut boosts = Vec::new();
    let mut every_word: Vec<&str> = Vec::new();
    for term in terms.iter().filter(|t| !matches!(t.kind, TermKind::Number(_))) {
        let words = planner.cut(&term.folded);
        let share = terms.len() as f32;
        for word in &words {
            boosts.push(bm25(fields.words, word));
            boosts.push(boxed(BoostQuery::new(bm25(fields.title, word), TITLE_WORDS)));
        }
        let mut headings = Vec::new();
        if !words.is_empty() {
            headings.push(constant(in_heading(planner, &words), HEADING_ONE / share));
        }
        for synonym in planner.synonyms(term) {
            let words = planner.cut(synonym);
            boosts.extend(words.iter().map(|word| boxed(BoostQuery::new(bm25(fields.words, word), SYNONYM_WORDS))));
            if !words.is_empty() {
                headings.push(constant(in_heading(planner, &words), HEADING_SYNONYM / share));
            }
        }
        if headings.len() == 1 {
            boosts.append(&mut headings);
        } else if !headings.is_empty() {
            boosts.push(boxed(DisjunctionMaxQuery::new(headings)));
        }
        every_word.extend(words);
    }
    if !every_word.is_empty() {
        boosts.push(constant(in_heading(planner, &every_word), HEADING_ALL));
    }
    if terms.len() > 1 {
        let joined: String = terms.iter().map(|t| t.folded.as_str()).collect();
        boosts.push(constant(planner.substring(&joined), ADJACENT));
        boosts.extend(near(planner, terms));
    }
    boosts
}

fn bm25(field: Field, word: &str) -> Box<dyn Query> {
    boxed(TermQuery::new(IndexTerm::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

fn in_heading(planner: &Planner<'_>, words: &[&str]) -> Box<dyn Query> {
    all(words.iter().map(|word| planner.token(planner.fields.heading, word)).collect())
}

/// The first pairs of the terms, each where it would stand if they followed each other, with slack.
fn near(planner: &Planner<'_>, terms: &[&Term]) -> Vec<Box<dyn Query>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for term in terms {
        let length = term.folded.chars().count();
        if length >= 2 {
            let pair: String = term.folded.chars().take(2).collect();
            pairs.push((at, IndexTerm::from_field_text(planner.fields.pairs, &pair)));
        }
        at += length;
    }
    if !(2..=MOST_NEAR).contains(&pairs.len()) {
        return Vec::new();
    }
    let within = |(slop, score): (u32, f32)| constant(boxed(PhraseQuery::new_with_offset_and_slop(pairs.clone(), slop)), score);
    NEAR.into_iter().map(within).collect()
}

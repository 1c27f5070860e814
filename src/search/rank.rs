//! What lifts one match above another.
//!
//! The steps are wide apart, so that a clause whose heading says the words stands above one that only
//! mentions them however often; BM25 over words decides within a step, where it spans about 30.

use tantivy::Term as IndexTerm;
use tantivy::query::{BoostQuery, DisjunctionMaxQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::plan::{Planner, all, boxed, constant};
use super::query::{Term, TermKind};
use super::ranked::{Boost, Near};

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
const NEAR: [(usize, f32); 2] = [(12, 15.0), (60, 8.0)];
/// Weight of BM25 for the words of synonyms, and for words in the title of the policy.
const SYNONYM_WORDS: f32 = 0.4;
const TITLE_WORDS: f32 = 0.3;
/// Nearness is looked for among so many terms.
const MOST_NEAR: usize = 4;

/// What adds to the score of a match.
pub fn boosts(planner: &Planner<'_>, terms: &[&Term]) -> (Vec<Boost>, Option<Near>) {
    let fields = planner.fields;
    let mut boosts = Vec::new();
    let mut every_word: Vec<&str> = Vec::new();
    for term in terms.iter().filter(|t| !matches!(t.kind, TermKind::Number(_))) {
        let words = planner.cut(&term.folded);
        let share = terms.len() as f32;
        for word in &words {
            boosts.extend(bm25(planner, fields.words, word, 1.0));
            boosts.extend(bm25(planner, fields.title, word, TITLE_WORDS));
        }
        let mut headings = Vec::new();
        if !words.is_empty() {
            headings.push(constant(in_heading(planner, &words), HEADING_ONE / share));
        }
        for synonym in planner.synonyms(term) {
            let words = planner.cut(synonym);
            boosts.extend(words.iter().filter_map(|word| bm25(planner, fields.words, word, SYNONYM_WORDS)));
            if !words.is_empty() {
                headings.push(constant(in_heading(planner, &words), HEADING_SYNONYM / share));
            }
        }
        // The word itself stands first and counts most.
        let most = if words.is_empty() { HEADING_SYNONYM / share } else { HEADING_ONE / share };
        if headings.len() == 1 {
            boosts.extend(headings.pop().map(|query| Boost { query, most }));
        } else if !headings.is_empty() {
            boosts.push(Boost { query: boxed(DisjunctionMaxQuery::new(headings)), most });
        }
        every_word.extend(words);
    }
    if !every_word.is_empty() {
        boosts.push(Boost { query: constant(in_heading(planner, &every_word), HEADING_ALL), most: HEADING_ALL });
    }
    let words: Vec<&str> = terms.iter().map(|t| t.folded.as_str()).collect();
    let near = (2..=MOST_NEAR).contains(&words.len()).then(|| Near::new(&words, ADJACENT, &NEAR, planner.texts()));
    (boosts, near)
}

/// BM25 of one word; none for a word that no clause has. It stays below its weight however often the word stands.
fn bm25(planner: &Planner<'_>, field: Field, word: &str, weight: f32) -> Option<Boost> {
    const K1: f32 = 1.2;
    let term = IndexTerm::from_field_text(field, word);
    let (with, all) = planner.frequency(&term);
    if with == 0 {
        return None;
    }
    let rest = all.saturating_sub(with) as f32 + 0.5;
    let idf = (1.0 + rest / (with as f32 + 0.5)).ln();
    let query = boxed(TermQuery::new(term, IndexRecordOption::WithFreqs));
    let query = if weight == 1.0 { query } else { boxed(BoostQuery::new(query, weight)) };
    Some(Boost { query, most: weight * idf * (1.0 + K1) })
}

fn in_heading(planner: &Planner<'_>, words: &[&str]) -> Box<dyn Query> {
    all(words.iter().map(|word| planner.token(planner.fields.heading, word)).collect())
}

//! What lifts one match above another: all weights in one table, and the queries they are made into.
//!
//! A score is a sum. Constants say *where* the words stand (own heading, headings above, side by side), BM25
//! over words says *how telling* they are; the constants are wider apart than BM25 spans within one clause
//! (about 30), so that a clause whose heading says the words stands above one that mentions them often.
//! `tiaoli eval --steps` measures what each [`Step`] gains on the judged queries of `tests/gold/queries.tsv`.

use tantivy::Term as IndexTerm;
use tantivy::query::{Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::lift::{Boost, Lift, OfPolicies, Word};
use super::nearness::Near;
use super::plan::{Planner, all, any, boxed};
use super::query::{Term, TermKind};

/// The weights. A weight of 0 switches its part off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranking {
    /// Any word suffices and BM25 over words alone decides: what a plain word index would answer.
    pub any_word: bool,
    /// Synonyms are looked for as well.
    pub synonyms: bool,
    /// Clauses with some of the words are shown below the hits.
    pub related: bool,
    /// The document whose number was typed.
    pub numbered: f32,
    /// The clause cites the document whose number was typed, by its title alone.
    pub cited: f32,
    /// A term stands in the clause itself.
    pub own: f32,
    /// A term stands above the clause only: in the headings, the title, the place or the authority.
    pub context: f32,
    /// A synonym stands in the clause itself.
    pub synonym: f32,
    /// Factor of BM25 for the words of synonyms.
    pub synonym_words: f32,
    /// All words of all terms stand in the clause's own heading.
    pub heading_all: f32,
    /// Divided by the number of terms: one of them stands in the heading.
    pub heading_one: f32,
    /// The same for a synonym.
    pub heading_synonym: f32,
    /// Divided by the number of terms: one of them stands in the headings above.
    pub above_one: f32,
    /// Factor of BM25 for words in the title of the policy.
    pub title_words: f32,
    /// The terms stand one after the other without a gap.
    pub adjacent: f32,
    /// The terms stand within so many characters of each other, in any order.
    pub near: [(usize, f32); 2],
    /// The clause belongs to the body; not notice, title, signature, list of attachments, imprint.
    pub body: f32,
    /// The words are the official text, no digest.
    pub full_text: f32,
}

/// A part of the ranking that can be switched off, to measure what it gains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Every term must match, by characters; the document of a typed number first.
    EveryTerm,
    /// Below the clauses with every term, those with some of the words.
    Related,
    /// The clause's own heading.
    Heading,
    /// The headings above and the title.
    Above,
    /// Words side by side or near each other.
    Nearness,
    /// Synonyms.
    Synonyms,
    /// The body above the parts around it, the official text above digests.
    Kinds,
}

impl Step {
    /// All steps, in the order in which they build on each other.
    pub const ALL: [Step; 7] = [Step::EveryTerm, Step::Related, Step::Heading, Step::Above, Step::Nearness, Step::Synonyms, Step::Kinds];

    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Step::EveryTerm => "every term",
            Step::Related => "related",
            Step::Heading => "heading",
            Step::Above => "headings above",
            Step::Nearness => "nearness",
            Step::Synonyms => "synonyms",
            Step::Kinds => "kinds",
        }
    }
}

impl Default for Ranking {
    fn default() -> Ranking {
        Ranking::TUNED
    }
}

impl Ranking {
    /// The weights in use, tuned on the judged queries with even ids.
    pub const TUNED: Ranking = Ranking {
        any_word: false,
        synonyms: true,
        related: true,
        numbered: 500.0,
        cited: 10.0,
        own: 20.0,
        context: 15.0,
        synonym: 10.0,
        synonym_words: 0.6,
        heading_all: 100.0,
        heading_one: 30.0,
        heading_synonym: 20.0,
        above_one: 10.0,
        title_words: 0.3,
        adjacent: 40.0,
        near: [(12, 15.0), (60, 8.0)],
        body: 20.0,
        full_text: 5.0,
    };

    /// Plain BM25 over words, as the measure of what the rest gains.
    pub fn plain() -> Ranking {
        Step::ALL.iter().fold(Ranking::TUNED, |ranking, step| ranking.without(*step))
    }

    /// These weights with one step switched off.
    pub fn without(self, step: Step) -> Ranking {
        match step {
            Step::EveryTerm => Ranking { any_word: true, ..self },
            Step::Related => Ranking { related: false, ..self },
            Step::Heading => Ranking { heading_all: 0.0, heading_one: 0.0, heading_synonym: 0.0, ..self },
            Step::Above => Ranking { above_one: 0.0, title_words: 0.0, ..self },
            Step::Nearness => Ranking { adjacent: 0.0, near: self.near.map(|(within, _)| (within, 0.0)), ..self },
            Step::Synonyms => Ranking { synonyms: false, ..self },
            Step::Kinds => Ranking { body: 0.0, full_text: 0.0, ..self },
        }
    }
}

/// Nearness is looked for among so many terms.
const MOST_NEAR: usize = 4;

/// What adds to the score of a match.
pub fn lift(planner: &Planner<'_>, terms: &[&Term]) -> Lift {
    let (fields, weights) = (planner.fields, &planner.ranking);
    let mut lift = Lift::default();
    let mut every_word: Vec<&str> = Vec::new();
    let share = terms.len() as f32;
    for term in terms.iter().filter(|t| !matches!(t.kind, TermKind::Number(_))) {
        let words = planner.cut(&term.folded);
        lift.words.extend(words.iter().filter_map(|word| bm25(planner, fields.words, word, 1.0)));
        let mut headings = Vec::new();
        let mut stands = |words: &[&str], weight: f32, above: f32| {
            for (field, weight) in [(fields.heading, weight / share), (fields.path, above / share)] {
                if weight > 0.0 && !words.is_empty() {
                    headings.push((all_in(planner, field, words), weight));
                }
            }
        };
        stands(&words, weights.heading_one, weights.above_one);
        for synonym in planner.synonyms(term) {
            let words = planner.cut(synonym);
            lift.words.extend(words.iter().filter_map(|word| bm25(planner, fields.words, word, weights.synonym_words)));
            stands(&words, weights.heading_synonym, 0.0);
        }
        lift.boosts.push(Boost(headings));
        every_word.extend(words);
    }
    if !every_word.is_empty() && weights.heading_all > 0.0 {
        lift.boosts.push(Boost(vec![(all_in(planner, fields.heading, &every_word), weights.heading_all)]));
    }
    if !terms.is_empty() {
        lift.body = weights.body;
        let words = if weights.title_words > 0.0 { every_word.as_slice() } else { &[] };
        let titles = planner.library.words_of_policies().titles(words, weights.title_words);
        lift.policies = OfPolicies::new(planner.library.catalog(), weights.full_text, titles);
    }
    let words: Vec<&str> = terms.iter().map(|t| t.folded.as_str()).collect();
    if (2..=MOST_NEAR).contains(&words.len()) && weights.adjacent > 0.0 {
        lift.near = Some(Near::new(&words, weights.adjacent, &weights.near));
    }
    lift
}

/// Plain BM25: the clauses that hold one of the words.
pub fn any_word(planner: &Planner<'_>, terms: &[&Term]) -> (Occur, Box<dyn Query>) {
    let words = terms.iter().flat_map(|term| planner.every_word(&term.folded));
    let term = |word: &str| boxed(TermQuery::new(IndexTerm::from_field_text(planner.fields.words, word), IndexRecordOption::WithFreqs));
    (Occur::Must, any(words.map(term).collect()))
}

/// BM25 of one word; none for a word that no clause has.
fn bm25(planner: &Planner<'_>, field: Field, word: &str, weight: f32) -> Option<Word> {
    let term = IndexTerm::from_field_text(field, word);
    let (with, all) = planner.frequency(&term);
    (with > 0 && weight > 0.0).then_some(Word { term, with, all, weight })
}

fn all_in(planner: &Planner<'_>, field: Field, words: &[&str]) -> Box<dyn Query> {
    all(words.iter().map(|word| planner.token(field, word)).collect())
}

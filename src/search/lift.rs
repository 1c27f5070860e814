//! What lifts one match above another, as it is asked for and as it is looked up.

use std::sync::Arc;

use tantivy::query::{Query, Scorer};
use tantivy::{DocId, DocSet, Score, TERMINATED, Term};

use super::nearness::Near;
use crate::index::{Catalog, Titles};

/// Something that adds to the score of a match: of these clauses so much, of several the greatest.
pub struct Boost(pub Vec<(Box<dyn Query>, Score)>);

/// The greatest of some scores.
pub fn greatest<T>(choices: &[(T, Score)]) -> Score {
    choices.iter().map(|(_, score)| *score).fold(0.0, Score::max)
}

/// What lifts the matches of a query.
#[derive(Default)]
pub struct Lift {
    /// What the policy of a match adds.
    pub policies: OfPolicies,
    /// What a clause of the body has more than the parts around it.
    pub body: Score,
    /// Constants, such as words in headings.
    pub boosts: Vec<Boost>,
    /// Words that are scored by how telling they are.
    pub words: Vec<Word>,
    /// Nearness of the words.
    pub near: Option<Near>,
    /// A match that holds all of the words scores so much for that alone, and a lesser one has no nearness; 0 where
    /// matches are not scored so.
    pub all_own: Score,
}

/// What is added to all clauses of a policy.
pub struct OfPolicies {
    /// By the number of the policy, whether its words are the official text, and what that adds.
    in_full: (Arc<[bool]>, Score),
    /// What its title adds.
    titles: Titles,
    /// The greatest that one can add.
    pub most: Score,
}

impl Default for OfPolicies {
    fn default() -> Self {
        OfPolicies { in_full: (Arc::new([]), 0.0), titles: Titles::default(), most: 0.0 }
    }
}

impl OfPolicies {
    /// `score` for the words of an official text, and what its title adds.
    pub fn new(catalog: &Catalog, score: Score, titles: Titles) -> OfPolicies {
        OfPolicies { in_full: (catalog.in_full(), score), most: score + titles.most(), titles }
    }

    /// What is added to the clauses of one.
    #[inline]
    pub fn of(&self, policy: u32) -> Score {
        let (in_full, score) = &self.in_full;
        let own = if in_full.get(policy as usize).copied().unwrap_or(false) { *score } else { 0.0 };
        own + self.titles.of(policy)
    }
}

/// A word of the index, scored by BM25.
pub struct Word {
    /// The word in its field.
    pub term: Term,
    /// How many clauses have it.
    pub with: u64,
    /// How many clauses there are.
    pub all: u64,
    /// Factor of its score.
    pub weight: Score,
}

/// Lists of clauses, each with a score.
pub struct Choices {
    lists: Vec<(Box<dyn Scorer>, Score)>,
    /// The greatest score.
    pub most: Score,
    /// No list has a clause before this one.
    next: DocId,
}

impl Choices {
    /// These lists; none when there is no clause in them.
    pub fn new(lists: Vec<(Box<dyn Scorer>, Score)>) -> Option<Choices> {
        (!lists.is_empty()).then(|| Choices { next: 0, most: greatest(&lists), lists })
    }

    /// The greatest score of the lists that have `doc`. Asked for ever later clauses.
    #[inline]
    pub fn score(&mut self, doc: DocId) -> Score {
        if doc < self.next { 0.0 } else { self.look(doc) }
    }

    /// The most that a clause from `first` to `last` can have. Asked for ever later clauses, like [`Choices::score`].
    pub fn most_within(&mut self, first: DocId, last: DocId) -> Score {
        self.score(first);
        if self.next <= last { self.most } else { 0.0 }
    }

    fn look(&mut self, doc: DocId) -> Score {
        let mut best: Score = 0.0;
        self.next = TERMINATED;
        for (list, score) in &mut self.lists {
            let mut there = list.doc();
            // Lists of nearly the same clauses go step by step, which is cheaper than a search.
            for _ in 0..2 {
                if there < doc {
                    there = list.advance();
                }
            }
            if there < doc {
                there = list.seek(doc);
            }
            if there == doc {
                best = best.max(*score);
            }
            self.next = self.next.min(there);
        }
        best
    }
}

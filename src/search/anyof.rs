//! Clauses that match one or more of some queries.
//!
//! The index library gathers the matches of such queries by stretches of thousands of clauses, which costs more than
//! the matches themselves where these are few. Here the lists are gone through side by side.

use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

/// What a clause scores that matches several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scores {
    /// All together.
    Sum,
    /// The best.
    Best,
}

/// The clauses that match one or more of some queries.
#[derive(Debug)]
pub struct AnyOf {
    /// The queries.
    pub queries: Vec<Box<dyn Query>>,
    /// What counts.
    pub scores: Scores,
}

impl Clone for AnyOf {
    fn clone(&self) -> Self {
        AnyOf { queries: self.queries.iter().map(|query| query.box_clone()).collect(), scores: self.scores }
    }
}

impl Query for AnyOf {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weights = self.queries.iter().map(|query| query.weight(scoring)).collect::<tantivy::Result<_>>()?;
        Ok(Box::new(AnyWeight { weights, scores: self.scores }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.queries.iter().for_each(|query| query.query_terms(visitor));
    }
}

struct AnyWeight {
    weights: Vec<Box<dyn Weight>>,
    scores: Scores,
}

impl Weight for AnyWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut lists = Vec::with_capacity(self.weights.len());
        for weight in &self.weights {
            let list = weight.scorer(reader, boost)?;
            if list.doc() != TERMINATED {
                lists.push(list);
            }
        }
        Ok(match lists.len() {
            0 => Box::new(EmptyScorer),
            1 => lists.remove(0),
            _ => {
                let mut any = Any { lists, scores: self.scores, at: 0 };
                any.settle();
                Box::new(any)
            }
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("one of the queries", scorer.score()));
        }
        Err(tantivy::TantivyError::InvalidArgument(format!("clause {doc} does not match")))
    }
}

struct Any {
    /// None of them stands before `at`.
    lists: Vec<Box<dyn Scorer>>,
    scores: Scores,
    at: DocId,
}

impl Any {
    /// Goes to the first clause that a list stands at.
    fn settle(&mut self) -> DocId {
        self.at = self.lists.iter().map(|list| list.doc()).min().unwrap_or(TERMINATED);
        self.at
    }
}

impl DocSet for Any {
    fn advance(&mut self) -> DocId {
        for list in &mut self.lists {
            if list.doc() == self.at {
                list.advance();
            }
        }
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        for list in &mut self.lists {
            if list.doc() < target {
                list.seek(target);
            }
        }
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.lists.iter().map(|list| list.size_hint()).max().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.lists.iter().map(|list| list.cost()).sum()
    }
}

impl Scorer for Any {
    fn score(&mut self) -> Score {
        let at = self.at;
        let scores = self.lists.iter_mut().filter(|list| list.doc() == at).map(|list| list.score());
        match self.scores {
            Scores::Sum => scores.sum(),
            Scores::Best => scores.fold(0.0, Score::max),
        }
    }
}

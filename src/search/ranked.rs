//! A query with what lifts its matches, scored only as far as it can matter.
//!
//! The collector keeps the best so many matches. Once it has them, a match whose score cannot reach the
//! worst of them need not be scored to the end: each boost says what it can add at most, the greatest come
//! first. The best matches and their scores are the same as if everything were scored.

use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Query, Scorer, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use super::lift::{Choices, Lift, greatest};
use super::nearness::Near;
use super::words::WordList;
use crate::index::{SegmentData, Segments};

/// Sums of the same parts in another order differ by less than this.
const ROUNDING: Score = 0.01;

/// The matches of a query, lifted.
pub struct Ranked {
    /// What a match must be.
    pub required: Box<dyn Query>,
    /// The score of that, when it is the same for all matches.
    pub flat: Option<Score>,
    /// What lifts it.
    pub lift: Lift,
    /// What is known of the clauses.
    pub segments: Segments,
}

impl Ranked {
    /// The query made ready for a searcher.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn weigh(&self, searcher: &Searcher) -> tantivy::Result<RankedWeight<'_>> {
        let (unscored, scored) = (EnableScoring::disabled_from_searcher(searcher), EnableScoring::enabled_from_searcher(searcher));
        let required = self.required.weight(if self.flat.is_some() { unscored } else { scored })?;
        let mut boosts = Vec::with_capacity(self.lift.boosts.len());
        for boost in &self.lift.boosts {
            let weigh = |(query, score): &(Box<dyn Query>, Score)| Ok((query.weight(unscored)?, *score));
            boosts.push(boost.0.iter().map(weigh).collect::<tantivy::Result<Vec<_>>>()?);
        }
        boosts.sort_by(|a, b| greatest(b).total_cmp(&greatest(a)));
        let mut words = Vec::with_capacity(self.lift.words.len());
        for word in &self.lift.words {
            let tokens = searcher.total_num_tokens(word.term.field())?;
            let average = tokens as Score / word.all.max(1) as Score;
            words.push((&word.term, Bm25Weight::for_one_term(word.with, word.all, average).boost_by(word.weight)));
        }
        words.sort_by(|a, b| b.1.max_score().total_cmp(&a.1.max_score()));
        Ok(RankedWeight { query: self, required, boosts, words })
    }
}

/// A query made ready for a searcher.
pub struct RankedWeight<'q> {
    query: &'q Ranked,
    required: Box<dyn Weight>,
    /// The greatest first.
    boosts: Vec<Vec<(Box<dyn Weight>, Score)>>,
    /// The most telling first.
    words: Vec<(&'q Term, Bm25Weight)>,
}

impl RankedWeight<'_> {
    /// Calls `see` with each match of a segment and its score, and takes from it the score to reach from then on;
    /// `floor` is the one to begin with. Matches are taken by the block where their own score is known.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn each(&self, reader: &SegmentReader, floor: Score, mut see: impl FnMut(DocId, Score) -> Score) -> tantivy::Result<()> {
        let mut required = self.required.scorer(reader, 1.0)?;
        if required.doc() == TERMINATED {
            return Ok(());
        }
        let mut lifter = self.lifter(reader, floor)?;
        let Some(own) = self.query.flat else {
            let mut doc = required.doc();
            while doc != TERMINATED {
                let score = lifter.lifted(doc, required.score());
                lifter.floor = see(doc, score);
                doc = required.advance();
            }
            return Ok(());
        };
        let mut block = [0; COLLECT_BLOCK_BUFFER_LEN];
        loop {
            let length = required.fill_buffer(&mut block);
            for doc in &block[..length] {
                let score = lifter.lifted(*doc, own);
                lifter.floor = see(*doc, score);
            }
            if length < block.len() {
                return Ok(());
            }
        }
    }

    fn lifter(&self, reader: &SegmentReader, floor: Score) -> tantivy::Result<Lifter<'_>> {
        let data = self.query.segments.of(reader);
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let mut boosts = Vec::with_capacity(self.boosts.len());
        for choices in &self.boosts {
            let mut lists: Vec<(Box<dyn Scorer>, Score)> = Vec::with_capacity(choices.len());
            for (weight, score) in choices {
                let list = weight.scorer(reader, 1.0)?;
                if list.doc() != TERMINATED {
                    lists.push((list, *score));
                }
            }
            boosts.extend(Choices::new(lists));
        }
        let mut words = Vec::with_capacity(self.words.len());
        for (term, bm25) in &self.words {
            words.extend(WordList::open(reader, term, bm25.clone())?);
        }
        let lift = &self.query.lift;
        let open = boosts.iter().map(|choices| choices.most).sum();
        Ok(Lifter {
            lift,
            data,
            boosts,
            words,
            near: lift.near.clone(),
            near_most: lift.near.as_ref().map_or(0.0, Near::most),
            open,
            floor,
        })
    }
}

/// Scores the matches of one segment, in their order.
struct Lifter<'q> {
    lift: &'q Lift,
    data: &'q SegmentData,
    boosts: Vec<Choices>,
    words: Vec<WordList>,
    near: Option<Near>,
    /// What nearness can add, to a match that scores [`Lift::all_own`] by itself.
    near_most: Score,
    /// What all boosts together can add.
    open: Score,
    /// The score that a match must reach to be kept.
    floor: Score,
}

impl Lifter<'_> {
    /// The score of a match whose own score is `score`. Where the sum stays below the floor, it may be less than
    /// the match deserves.
    #[inline]
    fn lifted(&mut self, doc: DocId, score: Score) -> Score {
        let floor = self.floor - ROUNDING;
        let words: Score = self.words.iter_mut().map(|word| word.bound(doc)).sum();
        // Most matches of a common word are told here.
        let near = if score + ROUNDING < self.lift.all_own { 0.0 } else { self.near_most };
        let most = score + self.lift.body + self.lift.policies.most + self.open + words + near;
        if most < floor { most } else { self.look(doc, score, words + near, floor) }
    }

    /// `rest` is what words and nearness can add.
    fn look(&mut self, doc: DocId, mut score: Score, rest: Score, floor: Score) -> Score {
        let all_own = score + ROUNDING >= self.lift.all_own;
        // What costs least to know comes first.
        if self.data.body.get(doc as usize).copied().unwrap_or(false) {
            score += self.lift.body;
        }
        score += self.data.policies.get(doc as usize).map_or(0.0, |policy| self.lift.policies.of(*policy));
        let mut open = self.open + rest;
        for choices in &mut self.boosts {
            if score + open < floor {
                return score;
            }
            open -= choices.most;
            score += choices.score(doc);
        }
        for word in &mut self.words {
            if score + open < floor {
                return score;
            }
            open -= word.bound(doc);
            score += word.score(doc);
        }
        match &mut self.near {
            Some(near) if all_own && score + open >= floor => score + near.score(self.data.texts.bytes(doc), floor - score),
            _ => score,
        }
    }
}

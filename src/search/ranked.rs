//! A query with what lifts its matches, scored only as far as it can matter.
//!
//! The collector keeps the best so many matches. Once it has them, a match whose score cannot reach the
//! worst of them need not be scored to the end: each boost says what it can add at most, the greatest come
//! first. The best matches and their scores are the same as if everything were scored.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Score, Searcher, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

use super::lift::{Choices, Lift, OfPolicies, greatest};
use super::nearness::Near;
use super::words::WordList;
use crate::index::{SegmentData, Segments};

/// Sums of the same parts in another order differ by less than this.
const ROUNDING: Score = 0.01;

/// The score that a match must reach to be kept; shared by the collector, which raises it, and the scorers.
#[derive(Clone, Debug, Default)]
pub struct Floor(Arc<AtomicU32>);

impl Floor {
    /// The score to reach.
    pub fn get(&self) -> Score {
        Score::from_bits(self.0.load(Ordering::Relaxed))
    }

    /// Sets it.
    pub fn set(&self, score: Score) {
        self.0.store(score.to_bits(), Ordering::Relaxed);
    }
}

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
    /// The score to reach.
    pub floor: Floor,
}

impl Clone for Ranked {
    fn clone(&self) -> Self {
        let (required, lift) = (self.required.box_clone(), self.lift.copied());
        Ranked { required, flat: self.flat, lift, segments: self.segments.clone(), floor: self.floor.clone() }
    }
}

impl fmt::Debug for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ranked({:?}, {:?})", self.required, self.lift.boosts.iter().map(|boost| &boost.0).collect::<Vec<_>>())
    }
}

impl Ranked {
    /// The query made ready for a searcher, with scores.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn weigh(&self, searcher: &Searcher) -> tantivy::Result<RankedWeight> {
        let (flat, scored) = (EnableScoring::disabled_from_searcher(searcher), EnableScoring::enabled_from_searcher(searcher));
        let required = self.required.weight(if self.flat.is_some() { flat } else { scored })?;
        let mut boosts = Vec::with_capacity(self.lift.boosts.len());
        for boost in &self.lift.boosts {
            let weigh =
                |(query, score): &(Box<dyn Query>, Score)| Ok((query.weight(EnableScoring::disabled_from_searcher(searcher))?, *score));
            boosts.push(boost.0.iter().map(weigh).collect::<tantivy::Result<Vec<_>>>()?);
        }
        boosts.sort_by(|a, b| greatest(b).total_cmp(&greatest(a)));
        let mut words = Vec::with_capacity(self.lift.words.len());
        for word in &self.lift.words {
            let tokens = searcher.total_num_tokens(word.term.field())?;
            let average = tokens as Score / word.all.max(1) as Score;
            words.push((word.term.clone(), Bm25Weight::for_one_term(word.with, word.all, average).boost_by(word.weight)));
        }
        words.sort_by(|a, b| b.1.max_score().total_cmp(&a.1.max_score()));
        let (policies, near) = (self.lift.policies.clone(), self.lift.near.clone());
        let (segments, floor) = (self.segments.clone(), self.floor.clone());
        Ok(RankedWeight {
            required,
            flat: self.flat,
            policies,
            body: self.lift.body,
            boosts,
            words,
            near,
            all_own: self.lift.all_own,
            segments,
            floor,
        })
    }
}

impl Query for Ranked {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        match scoring {
            EnableScoring::Enabled { searcher, .. } => Ok(Box::new(self.weigh(searcher)?)),
            EnableScoring::Disabled { .. } => self.required.weight(scoring),
        }
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.required.query_terms(visitor);
    }
}

/// A query made ready for a searcher.
pub struct RankedWeight {
    required: Box<dyn Weight>,
    flat: Option<Score>,
    policies: OfPolicies,
    body: Score,
    /// The greatest first.
    boosts: Vec<Vec<(Box<dyn Weight>, Score)>>,
    /// The most telling first.
    words: Vec<(Term, Bm25Weight)>,
    near: Option<Near>,
    all_own: Score,
    segments: Segments,
    floor: Floor,
}

impl RankedWeight {
    /// None when nothing matches.
    fn open(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<RankedScorer>> {
        let required = self.required.scorer(reader, boost)?;
        if required.doc() == TERMINATED {
            return Ok(None);
        }
        let data = self.segments.of(reader).cloned();
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let mut boosts = Vec::with_capacity(self.boosts.len());
        for choices in &self.boosts {
            let mut lists = Vec::with_capacity(choices.len());
            for (weight, score) in choices {
                let list = weight.scorer(reader, 1.0)?;
                if list.doc() != TERMINATED {
                    lists.push((list, score * boost));
                }
            }
            boosts.extend(Choices::new(lists));
        }
        let mut words = Vec::with_capacity(self.words.len());
        for (term, bm25) in &self.words {
            words.extend(WordList::open(reader, term, bm25.boost_by(boost))?);
        }
        let near = self.near.clone();
        let open = boosts.iter().map(|choices| choices.most).sum::<Score>();
        let near_most = near.as_ref().map_or(0.0, |near| near.most() * boost);
        let (flat, policies, floor) = (self.flat.map(|score| score * boost), self.policies.clone(), self.floor.clone());
        Ok(Some(RankedScorer {
            required,
            flat,
            policies,
            body: self.body,
            boosts,
            words,
            near,
            near_most,
            all_own: self.all_own * boost,
            data,
            open,
            floor,
        }))
    }
}

impl RankedWeight {
    /// Calls `see` with each match of a segment and its score; matches are taken by the block where their own score
    /// is known.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn each(&self, reader: &SegmentReader, mut see: impl FnMut(DocId, Score)) -> tantivy::Result<()> {
        let Some(mut scorer) = self.open(reader, 1.0)? else { return Ok(()) };
        let Some(own) = scorer.flat else {
            let mut doc = scorer.doc();
            while doc != TERMINATED {
                see(doc, scorer.score());
                doc = scorer.advance();
            }
            return Ok(());
        };
        let mut block = [0; COLLECT_BLOCK_BUFFER_LEN];
        loop {
            let length = scorer.required.fill_buffer(&mut block);
            for doc in &block[..length] {
                see(*doc, scorer.lifted(*doc, own));
            }
            if length < block.len() {
                return Ok(());
            }
        }
    }
}

impl Weight for RankedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.open(reader, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.required.explain(reader, doc)
    }
}

struct RankedScorer {
    required: Box<dyn Scorer>,
    flat: Option<Score>,
    policies: OfPolicies,
    body: Score,
    boosts: Vec<Choices>,
    words: Vec<WordList>,
    near: Option<Near>,
    data: Arc<SegmentData>,
    /// What nearness can add, to a match that scores `all_own` by itself.
    near_most: Score,
    all_own: Score,
    /// What all boosts together can add.
    open: Score,
    floor: Floor,
}

impl RankedScorer {
    /// The score of a match whose own score is `score`. Where the sum stays below the floor, it may be less than
    /// the match deserves.
    #[inline]
    fn lifted(&mut self, doc: DocId, score: Score) -> Score {
        let floor = self.floor.get() - ROUNDING;
        let words: Score = self.words.iter_mut().map(|word| word.bound(doc)).sum();
        // Most matches of a common word are told here.
        let near = if score + ROUNDING < self.all_own { 0.0 } else { self.near_most };
        let most = score + self.body + self.policies.most + self.open + words + near;
        if most < floor { most } else { self.look(doc, score, words + near, floor) }
    }

    /// `rest` is what words and nearness can add.
    fn look(&mut self, doc: DocId, mut score: Score, rest: Score, floor: Score) -> Score {
        let all_own = score + ROUNDING >= self.all_own;
        // What costs least to know comes first.
        if self.data.body.get(doc as usize).copied().unwrap_or(false) {
            score += self.body;
        }
        score += self.data.policies.get(doc as usize).map_or(0.0, |policy| self.policies.of(*policy));
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

impl Scorer for RankedScorer {
    fn score(&mut self) -> Score {
        let (doc, own) = (self.required.doc(), self.flat.unwrap_or_else(|| self.required.score()));
        self.lifted(doc, own)
    }
}

impl DocSet for RankedScorer {
    fn advance(&mut self) -> DocId {
        self.required.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.required.seek(target)
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        self.required.seek_danger(target)
    }

    fn doc(&self) -> DocId {
        self.required.doc()
    }

    fn size_hint(&self) -> u32 {
        self.required.size_hint()
    }

    fn cost(&self) -> u64 {
        self.required.cost()
    }
}

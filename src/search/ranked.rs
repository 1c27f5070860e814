//! A query with what lifts its matches, scored only as far as it can matter.
//!
//! The collector keeps the best so many matches. Once it has them, a match whose score cannot reach the
//! worst of them need not be scored to the end: each boost says what it can add at most, the greatest come
//! first. The best matches and their scores are the same as if everything were scored.

use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use super::lift::{Choices, Lift, greatest};
use super::nearness::Near;
use super::stream::{BLOCK, Block, Source, open};
use super::words::WordList;
use crate::index::{SegmentData, Segments};

/// Sums of the same parts in another order differ by less than this.
const ROUNDING: Score = 0.01;

/// The matches of a query, lifted.
pub struct Ranked {
    /// What a match must be.
    pub required: Box<dyn Query>,
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
        let required = open(&*self.required, scored, true)?;
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
    required: Box<dyn Source>,
    /// The greatest first.
    boosts: Vec<Vec<(Box<dyn Weight>, Score)>>,
    /// The most telling first.
    words: Vec<(&'q Term, Bm25Weight)>,
}

/// Who is told of the matches of a segment.
pub trait Listener {
    /// Is told a match and its score; answers with the score to reach from then on.
    fn see(&mut self, clause: DocId, score: Score) -> Score;

    /// Is told matches that do not reach the score.
    fn pass(&mut self, clauses: &[DocId]);
}

impl RankedWeight<'_> {
    /// Tells `listener` each match of a segment; `floor` is the score to reach at first. Matches are scored only as far
    /// as it can matter, and many that lie in one block of every word are told at once.
    ///
    /// # Errors
    /// When a file of the index cannot be read.
    pub fn each(&self, reader: &SegmentReader, floor: Score, listener: &mut impl Listener) -> tantivy::Result<()> {
        let Some(mut required) = self.required.stream(reader)? else { return Ok(()) };
        let mut block = Block::empty();
        required.next(&mut block);
        if block.len == 0 {
            return Ok(());
        }
        let mut lifter = self.lifter(reader, floor)?;
        while block.len > 0 {
            lifter.tell(&block, listener);
            required.next(&mut block);
        }
        Ok(())
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
            policy: (u32::MAX, 0.0),
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
    /// The policy of the clause that was scored last, and what it adds.
    policy: (u32, Score),
}

impl Lifter<'_> {
    /// Tells the matches of a block.
    fn tell(&mut self, block: &Block, listener: &mut impl Listener) {
        let (docs, mut from) = (block.docs(), 0);
        while from < docs.len() {
            let (words, until) = self.words_around(docs[from]);
            let to = if docs[docs.len() - 1] <= until { docs.len() } else { from + docs[from..].partition_point(|doc| *doc <= until) };
            self.tell_some(&docs[from..to], &block.scores[from..to], words, listener);
            from = to;
        }
    }

    /// Tells matches to which words can add so much. What lies below the score to reach together is not looked at one by one.
    fn tell_some(&mut self, docs: &[DocId], scores: &[Score], words: Score, listener: &mut impl Listener) {
        let floor = self.floor - ROUNDING;
        let best = scores.iter().copied().fold(Score::MIN, Score::max);
        let near = if self.can_be_near(best) { self.near_most } else { 0.0 };
        let sure = self.lift.body + words + near;
        if best + sure + self.lift.policies.most + self.open < floor {
            return listener.pass(docs);
        }
        let rest = sure + self.policies_most(docs) + self.boosts_most(docs);
        if best + rest < floor {
            return listener.pass(docs);
        }
        // First everything but nearness, for which the texts must be read; then the texts of those that it can bring in,
        // all begun to be read before the first is looked at: memory answers many questions in the time of one.
        let (mut sums, mut asked, mut some) = ([0.0; BLOCK], [0; BLOCK], 0);
        for (place, (doc, score)) in docs.iter().zip(scores).enumerate() {
            sums[place] = if score + rest < floor { score + rest } else { self.look(*doc, *score, words + near, floor) };
            if self.near.is_some() && self.can_be_near(*score) && sums[place] + near >= floor {
                asked[some] = *doc;
                some += 1;
            }
        }
        self.data.texts.touch(&asked[..some]);
        let mut asked = asked[..some].iter().peekable();
        for (doc, sum) in docs.iter().zip(sums) {
            let mut score = sum;
            if asked.next_if_eq(&doc).is_some()
                && let Some(near) = &mut self.near
                && score + self.near_most >= self.floor - ROUNDING
            {
                score += near.score(self.data.texts.bytes(*doc), self.floor - ROUNDING - score);
            }
            self.floor = listener.see(*doc, score);
        }
    }

    /// What words can add to `doc` and to the clauses behind it, up to the one that comes along.
    fn words_around(&mut self, doc: DocId) -> (Score, DocId) {
        let (mut most, mut until) = (0.0, TERMINATED);
        for word in &mut self.words {
            most += word.bound(doc);
            until = until.min(word.until());
        }
        (most, until)
    }

    /// The most that the policy of one of these clauses adds.
    fn policies_most(&self, docs: &[DocId]) -> Score {
        // All are read before the first is looked at: memory answers many questions in the time of one.
        let mut policies = [u32::MAX; BLOCK];
        policies.iter_mut().zip(docs).for_each(|(policy, doc)| *policy = self.policy(*doc));
        let each = policies[..docs.len().min(BLOCK)].chunk_by(|a, b| a == b);
        each.filter_map(|same| same.first()).fold(0.0, |most, policy| self.lift.policies.of(*policy).max(most))
    }

    /// The most that the boosts add to one of these clauses.
    fn boosts_most(&mut self, docs: &[DocId]) -> Score {
        let (Some(first), Some(last)) = (docs.first(), docs.last()) else { return 0.0 };
        self.boosts.iter_mut().map(|choices| choices.most_within(*first, *last)).sum()
    }

    fn policy(&self, doc: DocId) -> u32 {
        self.data.policies.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    fn can_be_near(&self, own: Score) -> bool {
        own + ROUNDING >= self.lift.all_own
    }

    /// The score of a match without nearness. `rest` is what words and nearness can add; where the sum stays below the
    /// floor, it may be less than the match deserves.
    fn look(&mut self, doc: DocId, mut score: Score, rest: Score, floor: Score) -> Score {
        // What costs least to know comes first.
        if self.data.body.get(doc as usize).copied().unwrap_or(false) {
            score += self.lift.body;
        }
        let policy = self.policy(doc);
        // The clauses of a policy stand together.
        if self.policy.0 != policy {
            self.policy = (policy, self.lift.policies.of(policy));
        }
        score += self.policy.1;
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
        score
    }
}

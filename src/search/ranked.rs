//! A query with what lifts its matches, scored only as far as it can matter.
//!
//! The collector keeps the best so many matches. Once it has them, a match whose score cannot reach the
//! worst of them need not be scored to the end: each boost says what it can add at most, the greatest come
//! first. The best matches and their scores are the same as if everything were scored.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{Bm25StatisticsProvider, Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, TantivyError, Term};

use crate::index::{Catalog, Needle, SegmentData, Segments, characters};

/// Sums of the same parts in another order differ by less than this.
const ROUNDING: Score = 0.01;

/// Of a word so many places in a text are looked at.
const MOST_PLACES: usize = 64;

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

/// Something that adds to the score of a match.
pub struct Boost {
    /// What it is added to, and how much.
    pub query: Box<dyn Query>,
    /// At most so much.
    pub most: Score,
}

/// How near the words stand to each other in the text of a clause.
#[derive(Clone)]
pub struct Near {
    words: Vec<Needle>,
    joined: Needle,
    adjacent: Score,
    /// Within so many characters between the words, so much more.
    steps: Vec<(usize, Score)>,
    /// Where each word stands in the text at hand.
    places: Vec<Vec<usize>>,
}

impl Near {
    /// For folded words in the order typed.
    pub fn new(words: &[&str], adjacent: Score, steps: &[(usize, Score)]) -> Near {
        Near {
            words: words.iter().map(|word| Needle::new(word)).collect(),
            joined: Needle::new(&words.concat()),
            adjacent,
            steps: steps.to_vec(),
            places: vec![Vec::new(); words.len()],
        }
    }

    fn most(&self) -> Score {
        self.adjacent + self.most_of_steps()
    }

    fn most_of_steps(&self) -> Score {
        self.steps.iter().map(|(_, score)| score).sum()
    }

    /// What the text adds. Where that is less than `needed`, it may be less than the words deserve: such a
    /// match is not kept anyway.
    fn score(&mut self, text: &[u8], needed: Score) -> Score {
        let mut joined = None;
        if needed > self.most_of_steps() {
            if self.joined.find(text).is_none() {
                return 0.0;
            }
            joined = Some(true);
        }
        // A text without one of the words does not hold them joined either.
        let Some(gap) = self.gap(text) else { return 0.0 };
        let joined = joined.unwrap_or_else(|| self.joined.find(text).is_some());
        let adjacent = if joined { self.adjacent } else { 0.0 };
        adjacent + self.steps.iter().filter(|(within, _)| gap <= *within).map(|(_, score)| score).sum::<Score>()
    }

    /// The characters between the words where all of them stand closest, in any order; none if one is missing.
    fn gap(&mut self, text: &[u8]) -> Option<usize> {
        for (word, places) in self.words.iter().zip(&mut self.places) {
            places.clear();
            places.extend(word.places(text).take(MOST_PLACES));
            if places.is_empty() {
                return None;
            }
        }
        let (words, places) = (&self.words, &self.places);
        let own: usize = words.iter().map(Needle::characters).sum();
        let mut next = vec![0; places.len()];
        let mut best: Option<usize> = None;
        loop {
            let at = |word: usize| places[word].get(next[word]).copied();
            let (mut first, mut end) = (0, 0);
            for (word, finder) in words.iter().enumerate() {
                end = end.max(at(word)? + finder.bytes());
                if at(word)? < at(first)? {
                    first = word;
                }
            }
            let start = at(first)?;
            let gap = characters(text.get(start..end)?).saturating_sub(own);
            best = Some(best.map_or(gap, |best| best.min(gap)));
            next[first] += 1;
            if gap == 0 || next[first] == places[first].len() {
                return best;
            }
        }
    }
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
}

/// What is added to all clauses of a policy.
#[derive(Clone, Default)]
pub struct OfPolicies {
    /// By the number of the policy; empty where nothing is added.
    scores: Arc<[Score]>,
}

impl OfPolicies {
    /// `in_full` for the words of an official text, and what its title adds.
    pub fn new(catalog: &Catalog, in_full: Score, titles: Option<Vec<Score>>) -> OfPolicies {
        let mut scores = catalog.in_full(in_full);
        for (score, title) in scores.iter_mut().zip(titles.unwrap_or_default()) {
            *score += title;
        }
        OfPolicies { scores: scores.into() }
    }

    #[inline]
    fn of(&self, policy: u32) -> Score {
        self.scores.get(policy as usize).copied().unwrap_or(0.0)
    }
}

/// A word of the index, scored by BM25.
#[derive(Clone, Debug)]
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

/// The matches of a query, lifted.
pub struct Ranked {
    /// What a match must be.
    pub required: Box<dyn Query>,
    /// What lifts it.
    pub lift: Lift,
    /// What is known of the clauses.
    pub segments: Segments,
    /// The score to reach.
    pub floor: Floor,
}

impl Clone for Ranked {
    fn clone(&self) -> Self {
        let boosts = self.lift.boosts.iter().map(|boost| Boost { query: boost.query.box_clone(), most: boost.most }).collect();
        let (policies, words, near) = (self.lift.policies.clone(), self.lift.words.clone(), self.lift.near.clone());
        let lift = Lift { policies, body: self.lift.body, boosts, words, near };
        Ranked { required: self.required.box_clone(), lift, segments: self.segments.clone(), floor: self.floor.clone() }
    }
}

impl fmt::Debug for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ranked({:?}, {:?})", self.required, self.lift.boosts.iter().map(|boost| &boost.query).collect::<Vec<_>>())
    }
}

impl Query for Ranked {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let required = self.required.weight(scoring)?;
        let EnableScoring::Enabled { searcher, .. } = scoring else { return Ok(required) };
        let mut boosts = Vec::with_capacity(self.lift.boosts.len());
        for boost in &self.lift.boosts {
            boosts.push((boost.query.weight(scoring)?, boost.most));
        }
        boosts.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut words = Vec::with_capacity(self.lift.words.len());
        for word in &self.lift.words {
            let tokens = searcher.total_num_tokens(word.term.field())?;
            let average = tokens as Score / word.all.max(1) as Score;
            words.push((word.term.clone(), Bm25Weight::for_one_term(word.with, word.all, average).boost_by(word.weight)));
        }
        words.sort_by(|a, b| b.1.max_score().total_cmp(&a.1.max_score()));
        let (policies, near) = (self.lift.policies.clone(), self.lift.near.clone());
        let (segments, floor) = (self.segments.clone(), self.floor.clone());
        Ok(Box::new(RankedWeight { required, policies, body: self.lift.body, boosts, words, near, segments, floor }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.required.query_terms(visitor);
    }
}

struct RankedWeight {
    required: Box<dyn Weight>,
    policies: OfPolicies,
    body: Score,
    /// The greatest first.
    boosts: Vec<(Box<dyn Weight>, Score)>,
    /// The most telling first.
    words: Vec<(Term, Bm25Weight)>,
    near: Option<Near>,
    segments: Segments,
    floor: Floor,
}

impl Weight for RankedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let required = self.required.scorer(reader, boost)?;
        if required.doc() == TERMINATED {
            return Ok(required);
        }
        let data = self.segments.of(reader).cloned();
        let data = data.ok_or_else(|| TantivyError::InvalidArgument("an index of another generation".to_owned()))?;
        let mut boosts = Vec::with_capacity(self.boosts.len());
        for (weight, most) in &self.boosts {
            let list = weight.scorer(reader, boost)?;
            if list.doc() != TERMINATED {
                boosts.push((list, most * boost));
            }
        }
        let mut words = Vec::with_capacity(self.words.len());
        for (term, bm25) in &self.words {
            let list = reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::WithFreqs)?;
            if let Some(list) = list {
                let bm25 = bm25.boost_by(boost);
                words.push(WordList { list, lengths: reader.get_fieldnorms_reader(term.field())?, most: bm25.max_score(), bm25 });
            }
        }
        let lists: Score = boosts.iter().map(|(_, most)| most).sum::<Score>() + words.iter().map(|word| word.most).sum::<Score>();
        let open = lists + self.near.as_ref().map_or(0.0, Near::most);
        let (policies, near, floor) = (self.policies.clone(), self.near.clone(), self.floor.clone());
        Ok(Box::new(RankedScorer { required, policies, body: self.body, boosts, words, near, data, open, floor }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.required.explain(reader, doc)
    }
}

/// The clauses that have a word.
struct WordList {
    list: SegmentPostings,
    lengths: FieldNormReader,
    bm25: Bm25Weight,
    /// The score stays below it however often the word stands.
    most: Score,
}

struct RankedScorer {
    required: Box<dyn Scorer>,
    policies: OfPolicies,
    body: Score,
    boosts: Vec<(Box<dyn Scorer>, Score)>,
    words: Vec<WordList>,
    near: Option<Near>,
    data: Arc<SegmentData>,
    /// What all boosts, words and nearness together can add.
    open: Score,
    floor: Floor,
}

/// Where a list stands when it is asked for `doc`.
#[inline]
fn reach(list: &mut (impl DocSet + ?Sized), doc: DocId) -> DocId {
    let mut there = list.doc();
    // Lists of nearly the same clauses go step by step, which is cheaper than a search.
    for _ in 0..2 {
        if there < doc {
            there = list.advance();
        }
    }
    if there < doc { list.seek(doc) } else { there }
}

impl Scorer for RankedScorer {
    fn score(&mut self) -> Score {
        let doc = self.required.doc();
        let floor = self.floor.get() - ROUNDING;
        // What costs nothing to know comes first.
        let mut score = self.required.score();
        if self.data.body.get(doc as usize).copied().unwrap_or(false) {
            score += self.body;
        }
        score += self.data.policies.get(doc as usize).map_or(0.0, |policy| self.policies.of(*policy));
        let mut open = self.open;
        for (list, most) in &mut self.boosts {
            if score + open < floor {
                return score;
            }
            open -= *most;
            if reach(&mut **list, doc) == doc {
                score += list.score();
            }
        }
        for word in &mut self.words {
            if score + open < floor {
                return score;
            }
            open -= word.most;
            if reach(&mut word.list, doc) == doc {
                score += word.bm25.score(word.lengths.fieldnorm_id(doc), word.list.term_freq());
            }
        }
        match &mut self.near {
            Some(near) if score + open >= floor => score + near.score(self.data.texts.bytes(doc), floor - score),
            _ => score,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A text as it is stored.
    fn units(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_gap_is_where_the_words_stand_closest() {
        let near = |words: &[&str], text: &str| Near::new(words, 40.0, &[(12, 15.0), (60, 8.0)]).score(&units(text), 0.0);
        assert_eq!(near(&["平台", "验收"], "平台验收"), 63.0);
        assert_eq!(near(&["平台", "验收"], "平台甲乙丙。验收平台"), 23.0, "in the other order nothing lies between");
        assert_eq!(near(&["平台", "验收"], &format!("平台{}验收", "一".repeat(13))), 8.0);
        assert_eq!(near(&["平台", "验收"], &format!("平台{}验收", "一".repeat(61))), 0.0);
        assert_eq!(near(&["平台", "验收"], "平台"), 0.0);
        assert_eq!(near(&["平台", "验收", "资金"], "资金甲验收乙平台"), 23.0);
        assert_eq!(near(&["创新", "新中"], "创新中"), 23.0, "words may overlap");
    }

    #[test]
    fn a_match_that_can_be_kept_gets_its_full_score() {
        let texts = ["平台验收", "平台甲验收", "验收平台", "平台", "平台平台验收", "甲", ""];
        let score = |text: &str, needed| Near::new(&["平台", "验收"], 40.0, &[(12, 15.0), (60, 8.0)]).score(&units(text), needed);
        for text in texts {
            let full = score(text, 0.0);
            for needed in [-5.0, 8.0, 15.0, 23.0, 23.5, 40.0, 63.0, 64.0] {
                let found = score(text, needed);
                assert!(found == full || found < full && full < needed, "{text} {needed}: {found} of {full}");
            }
        }
    }
}

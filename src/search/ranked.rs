//! A query with what lifts its matches, scored only as far as it can matter.
//!
//! The collector keeps the best so many matches. Once it has them, a match whose score cannot reach the
//! worst of them need not be scored to the end: each boost says what it can add at most, the greatest come
//! first. The best matches and their scores are the same as if everything were scored.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use memchr::memmem::Finder;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SeekDangerResult, SegmentReader, TERMINATED, Term};

use crate::index::{SegmentTexts, Texts};

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
    words: Vec<Finder<'static>>,
    joined: Finder<'static>,
    adjacent: Score,
    /// Within so many characters between the words, so much more.
    steps: Vec<(usize, Score)>,
    texts: Texts,
    /// Where each word stands in the text at hand.
    places: Vec<Vec<usize>>,
}

impl Near {
    /// For folded words in the order typed.
    pub fn new(words: &[&str], adjacent: Score, steps: &[(usize, Score)], texts: &Texts) -> Near {
        Near {
            words: words.iter().map(|word| Finder::new(word).into_owned()).collect(),
            joined: Finder::new(&words.concat()).into_owned(),
            adjacent,
            steps: steps.to_vec(),
            texts: texts.clone(),
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
            places.extend(word.find_iter(text).take(MOST_PLACES));
            if places.is_empty() {
                return None;
            }
        }
        let (words, places) = (&self.words, &self.places);
        let characters = |bytes: &[u8]| bytes.iter().filter(|b| **b & 0xC0 != 0x80).count();
        let own: usize = words.iter().map(|word| characters(word.needle())).sum();
        let mut next = vec![0; places.len()];
        let mut best: Option<usize> = None;
        loop {
            let at = |word: usize| places[word].get(next[word]).copied();
            let (mut first, mut end) = (0, 0);
            for (word, finder) in words.iter().enumerate() {
                end = end.max(at(word)? + finder.needle().len());
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

/// The matches of a query, lifted.
pub struct Ranked {
    /// What a match must be.
    pub required: Box<dyn Query>,
    /// What lifts it.
    pub boosts: Vec<Boost>,
    /// Nearness of its words.
    pub near: Option<Near>,
    /// The score to reach.
    pub floor: Floor,
}

impl Clone for Ranked {
    fn clone(&self) -> Self {
        let boosts = self.boosts.iter().map(|boost| Boost { query: boost.query.box_clone(), most: boost.most });
        Ranked { required: self.required.box_clone(), boosts: boosts.collect(), near: self.near.clone(), floor: self.floor.clone() }
    }
}

impl fmt::Debug for Ranked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ranked({:?}, {:?})", self.required, self.boosts.iter().map(|boost| &boost.query).collect::<Vec<_>>())
    }
}

impl Query for Ranked {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let required = self.required.weight(scoring)?;
        if !scoring.is_scoring_enabled() {
            return Ok(required);
        }
        let mut boosts = Vec::with_capacity(self.boosts.len());
        for boost in &self.boosts {
            boosts.push((boost.query.weight(scoring)?, boost.most));
        }
        boosts.sort_by(|a, b| b.1.total_cmp(&a.1));
        Ok(Box::new(RankedWeight { required, boosts, near: self.near.clone(), floor: self.floor.clone() }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a Term, bool)) {
        self.required.query_terms(visitor);
    }
}

struct RankedWeight {
    required: Box<dyn Weight>,
    /// The greatest first.
    boosts: Vec<(Box<dyn Weight>, Score)>,
    near: Option<Near>,
    floor: Floor,
}

impl Weight for RankedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let required = self.required.scorer(reader, boost)?;
        if required.doc() == TERMINATED {
            return Ok(required);
        }
        let mut lists = Vec::with_capacity(self.boosts.len());
        for (weight, most) in &self.boosts {
            let list = weight.scorer(reader, boost)?;
            if list.doc() != TERMINATED {
                lists.push((list, most * boost));
            }
        }
        let near = self.near.as_ref().and_then(|near| Some((near.clone(), near.texts.of(reader)?.clone())));
        let open = lists.iter().map(|(_, most)| most).sum::<Score>() + near.as_ref().map_or(0.0, |(near, _)| near.most());
        Ok(Box::new(RankedScorer { required, lists, near, open, floor: self.floor.clone() }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.required.explain(reader, doc)
    }
}

struct RankedScorer {
    required: Box<dyn Scorer>,
    lists: Vec<(Box<dyn Scorer>, Score)>,
    near: Option<(Near, SegmentTexts)>,
    /// What all boosts together can add.
    open: Score,
    floor: Floor,
}

impl Scorer for RankedScorer {
    fn score(&mut self) -> Score {
        let doc = self.required.doc();
        let floor = self.floor.get() - ROUNDING;
        let (mut score, mut open) = (self.required.score(), self.open);
        for (list, most) in &mut self.lists {
            if score + open < floor {
                return score;
            }
            open -= *most;
            // Lists of nearly the same clauses go step by step, which is cheaper than a search.
            let mut there = list.doc();
            for _ in 0..2 {
                if there < doc {
                    there = list.advance();
                }
            }
            if there < doc {
                there = list.seek(doc);
            }
            if there == doc {
                score += list.score();
            }
        }
        match &mut self.near {
            Some((near, texts)) if score + open >= floor => score + near.score(texts.bytes(doc), floor - score),
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

    #[test]
    fn the_gap_is_where_the_words_stand_closest() {
        let near =
            |words: &[&str], text: &str| Near::new(words, 40.0, &[(12, 15.0), (60, 8.0)], &Texts::default()).score(text.as_bytes(), 0.0);
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
        let score = |text: &str, needed| {
            Near::new(&["平台", "验收"], 40.0, &[(12, 15.0), (60, 8.0)], &Texts::default()).score(text.as_bytes(), needed)
        };
        for text in texts {
            let full = score(text, 0.0);
            for needed in [-5.0, 8.0, 15.0, 23.0, 23.5, 40.0, 63.0, 64.0] {
                let found = score(text, needed);
                assert!(found == full || found < full && full < needed, "{text} {needed}: {found} of {full}");
            }
        }
    }
}

//! How near the words of a query stand to each other in a clause.

use tantivy::Score;

use crate::index::{Needle, characters};

/// Of a word so many places in a text are looked at.
const MOST_PLACES: usize = 64;

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

    /// At most so much.
    pub fn most(&self) -> Score {
        self.adjacent + self.most_of_steps()
    }

    fn most_of_steps(&self) -> Score {
        self.steps.iter().map(|(_, score)| score).sum()
    }

    /// What the text adds. Where that is less than `needed`, it may be less than the words deserve: such a
    /// match is not kept anyway.
    pub fn score(&mut self, text: &[u8], needed: Score) -> Score {
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

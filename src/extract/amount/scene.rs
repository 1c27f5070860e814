//! One sentence with its amounts and words, and the distances between them.

use std::ops::Range;

use super::edge::Limits;
use super::scan::{Amount, Joined, Unit};
use crate::extract::reading::{Reading, segment};
use crate::lexicon::Vocabulary;
use crate::lexicon::measures::AmountKind;
use crate::lexicon::roles::Role;
use crate::lexicon::vocabulary::{Sense, Word};

/// Amounts that stand together: 3000万元、1000万元, or the two ends of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Which amounts of the scene.
    pub members: Range<usize>,
    /// Whether they are the ends of a range.
    pub is_range: bool,
    /// From the first to the last character.
    pub range: Range<usize>,
    /// The segment they stand in.
    pub segment: Range<usize>,
}

/// A sentence that holds amounts.
pub struct Scene<'r> {
    /// The clause.
    pub reading: &'r Reading<'r>,
    /// The words.
    pub vocabulary: &'r Vocabulary,
    /// The sentence.
    pub sentence: Range<usize>,
    /// Its amounts.
    pub amounts: Vec<Amount>,
    /// Its words; places are those of the clause's text.
    pub words: Vec<Word<'r>>,
    /// Which words take the number itself in, in this document.
    pub limits: Limits,
    groups: Vec<Group>,
    /// Brackets without an amount in them, and titles: text that does not count.
    asides: Vec<Range<usize>>,
}

impl<'r> Scene<'r> {
    /// Prepares a sentence; words inside `hidden` are left out.
    pub fn new(
        reading: &'r Reading<'r>,
        vocabulary: &'r Vocabulary,
        sentence: Range<usize>,
        mut amounts: Vec<Amount>,
        hidden: &[Range<usize>],
        limits: Limits,
    ) -> Self {
        let text = &reading.text()[sentence.clone()];
        let mut words = vocabulary.words(text);
        for word in &mut words {
            word.range = word.range.start + sentence.start..word.range.end + sentence.start;
        }
        words.retain(|w| !hidden.iter().any(|h| h.start < w.range.end && w.range.start < h.end));
        // 一次性 is no count of 次, and 每一个 none of 个.
        amounts.retain(|a| a.arabic || !words.iter().any(|w| w.range.start < a.range.end && a.range.start < w.range.end));
        let mut asides: Vec<Range<usize>> = hidden.iter().filter(|h| h.start < sentence.end && sentence.start < h.end).cloned().collect();
        let mut open = Vec::new();
        for (at, c) in text.char_indices() {
            let at = sentence.start + at;
            if c == '(' {
                open.push(at);
            } else if c == ')'
                && let Some(start) = open.pop()
                && amounts.iter().all(|a| a.range.end <= start || at < a.range.start)
            {
                asides.push(start..at + 1);
            }
        }
        let mut scene = Scene { reading, vocabulary, sentence, amounts, words, limits, groups: Vec::new(), asides };
        scene.groups = scene.joined();
        scene
    }

    /// The clause's text.
    pub fn text(&self) -> &str {
        self.reading.text()
    }

    /// The amounts, those that stand together joined.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    fn joined(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for (i, amount) in self.amounts.iter().enumerate() {
            match groups.last_mut() {
                Some(last) if amount.joined == Joined::List && !last.is_range => {
                    (last.members.end, last.range.end) = (i + 1, amount.range.end);
                }
                Some(last) if amount.joined == Joined::Range && last.members.len() == 1 => {
                    (last.members.end, last.range.end, last.is_range) = (i + 1, amount.range.end, true);
                }
                _ => groups.push(Group { members: i..i + 1, is_range: false, range: amount.range.clone(), segment: 0..0 }),
            }
        }
        for group in &mut groups {
            group.segment = segment(self.text(), self.sentence.clone(), group.range.clone());
        }
        groups
    }

    /// The words that lie inside a range.
    pub fn within(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &Word<'r>> {
        let first = self.words.partition_point(|w| w.range.start < range.start);
        let end = self.words.partition_point(|w| w.range.start < range.end).max(first);
        self.words[first..end].iter().filter(move |w| w.range.end <= range.end)
    }

    /// Whether a word stands in a bracket without amounts, or in a title.
    pub fn is_aside(&self, word: &Word) -> bool {
        self.asides.iter().any(|a| a.start <= word.range.start && word.range.end <= a.end)
    }

    /// Whether a word in `range` has a sense.
    pub fn has(&self, range: Range<usize>, sense: Sense) -> bool {
        self.within(range).any(|w| w.is(sense))
    }

    /// How far apart two places are, in characters; words that only limit, repeat or fill do not count.
    pub fn distance(&self, range: Range<usize>) -> i32 {
        let text = self.text();
        let mut skip: Vec<Range<usize>> = self
            .within(range.clone())
            .filter(|w| self.is_light(w))
            .map(|w| w.range.clone())
            .chain(self.asides.iter().filter(|a| a.start < range.end && range.start < a.end).cloned())
            .collect();
        let between = self.amounts.iter().filter(|a| range.start <= a.range.start && a.range.end <= range.end);
        let mut sum = 0;
        for amount in between {
            skip.push(amount.range.clone());
            sum += 8;
        }
        for (at, c) in text.get(range.clone()).unwrap_or("").char_indices() {
            let at = range.start + at;
            if skip.iter().any(|s| s.contains(&at)) {
                continue;
            }
            sum += match c {
                ',' => 20,
                ';' => 60,
                ':' => 6,
                '(' | ')' => 4,
                _ => 1,
            };
        }
        sum
    }

    /// How many characters lie between a place and a group behind it.
    pub fn apart(&self, end: usize, group: &Group) -> usize {
        self.text().get(end..group.range.start).map_or(usize::MAX, |between| between.chars().count())
    }

    /// Whether a word counts nothing in distances.
    fn is_light(&self, word: &Word) -> bool {
        word.senses.iter().any(|s| match s {
            Sense::Bound(_) | Sense::Per(_) | Sense::Filler | Sense::Each | Sense::Duty | Sense::Goal => true,
            Sense::Cue(row) => self.vocabulary.cues.get(*row).is_some_and(|c| c.name == "reach"),
            _ => false,
        })
    }

    /// Characters of a range that are neither light words nor amounts nor asides.
    pub fn rest(&self, range: Range<usize>) -> i32 {
        let amounts = self.amounts.iter().filter(|a| range.start <= a.range.start && a.range.end <= range.end).count();
        self.distance(range) - 8 * i32::try_from(amounts).unwrap_or(0)
    }

    /// The end of the group that stands before `at` in `segment`, or the segment's start.
    pub fn after_previous(&self, segment: &Range<usize>, at: usize) -> usize {
        self.amounts.iter().map(|a| a.range.end).filter(|e| *e > segment.start && *e <= at).max().unwrap_or(segment.start)
    }

    /// The start of the amount that follows `at` in `segment`, or the segment's end.
    pub fn before_next(&self, segment: &Range<usize>, at: usize) -> usize {
        self.amounts.iter().map(|a| a.range.start).filter(|s| *s >= at && *s < segment.end).min().unwrap_or(segment.end)
    }

    /// What the headings say of the amounts below them.
    pub fn context(&self) -> Option<Role> {
        self.reading.above.iter().find_map(|h| self.vocabulary.context(h))
    }
}

/// The kind of an amount.
pub fn kind(amount: &Amount) -> AmountKind {
    match amount.unit {
        Unit::Money(_) => AmountKind::Money,
        Unit::Ratio(_) => AmountKind::Ratio,
        Unit::Count(_) => AmountKind::Count,
    }
}

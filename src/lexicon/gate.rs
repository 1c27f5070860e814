//! Which topics a clause may speak of, told by one look through its text.
//!
//! [`Gate::new`] puts the words of all rules into one automaton; [`Gate::look`] marks the words that a text holds, and
//! [`Gate::topics`] names the topics that can be spoken of where those words stand. It may name a topic too many, never
//! one too few: order, distance and place of the words are for the rules themselves.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, BuildError};

use super::phrase::Phrase;
use super::topics::{Topic, TopicRule};

/// The words of all topics, looked for together.
#[derive(Debug)]
pub struct Gate {
    finder: AhoCorasick,
    topics: Vec<TopicWords>,
}

/// Which words of a [`Gate`] stand in some texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen(Vec<u64>);

impl Seen {
    /// Marks what `other` has marked as well.
    pub fn add(&mut self, other: &Seen) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    fn mark(&mut self, word: usize) {
        self.0.resize(self.0.len().max(word / 64 + 1), 0);
        self.0[word / 64] |= 1 << (word % 64);
    }

    fn has(&self, word: usize) -> bool {
        self.0.get(word / 64).is_some_and(|words| words >> (word % 64) & 1 == 1)
    }

    fn may_hold(&self, phrases: &[PhraseWords]) -> bool {
        phrases.iter().any(|parts| parts.iter().all(|words| words.iter().any(|word| self.has(*word))))
    }
}

/// For each part of a phrase its words, by their numbers. A part that has other words in every document asks for none.
type PhraseWords = Vec<Vec<usize>>;

/// What must stand somewhere before a rule of the topic is worth a closer look.
#[derive(Debug)]
struct TopicWords {
    scope: Vec<PhraseWords>,
    rules: Vec<RuleWords>,
}

#[derive(Debug)]
struct RuleWords {
    by_value: bool,
    /// None for a rule that asks for no words of the sentence.
    words: Option<Vec<PhraseWords>>,
    heading: Vec<PhraseWords>,
}

impl Gate {
    /// The gate for these topics.
    ///
    /// # Errors
    /// When there are more words than the automaton can hold.
    pub fn new(topics: &[Topic]) -> Result<Gate, BuildError> {
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut phrases = |phrases: &[Phrase]| -> Vec<PhraseWords> {
            let mut number = |word: &str| {
                let next = numbers.len();
                *numbers.entry(word.to_owned()).or_insert(next)
            };
            phrases.iter().map(|phrase| phrase.fixed_parts().map(|part| part.into_iter().map(&mut number).collect()).collect()).collect()
        };
        let mut rule = |rule: &TopicRule| RuleWords {
            by_value: rule.by_value,
            words: (rule.by_value || !rule.words.is_empty()).then(|| phrases(&rule.words)),
            heading: phrases(&rule.heading),
        };
        let rules: Vec<Vec<RuleWords>> = topics.iter().map(|topic| topic.rules.iter().map(&mut rule).collect()).collect();
        let topics = topics.iter().zip(rules).map(|(topic, rules)| TopicWords { scope: phrases(&topic.scope), rules }).collect();
        let mut words: Vec<(String, usize)> = numbers.into_iter().collect();
        words.sort_unstable_by_key(|(_, number)| *number);
        Ok(Gate { finder: AhoCorasick::new(words.into_iter().map(|(word, _)| word))?, topics })
    }

    /// Marks the words that a folded text holds.
    pub fn look(&self, folded: &str, seen: &mut Seen) {
        self.finder.find_overlapping_iter(folded).for_each(|found| seen.mark(found.pattern().as_usize()));
    }

    /// The topics that a clause may speak of, as places in the list: `own` are the words of its text, `above` those of
    /// the title and the headings above it and its own.
    ///
    /// ```
    /// use tiaoli::lexicon::Lexicon;
    /// use tiaoli::lexicon::gate::Seen;
    /// let topics = Lexicon::embedded().topics;
    /// let (mut own, above) = (Seen::default(), Seen::default());
    /// assert!(topics.gate.topics(&own, &above, true).is_empty());
    /// topics.gate.look("升级为国家级制造业创新中心的,给予1000万元奖励", &mut own);
    /// let may: Vec<&str> = topics.gate.topics(&own, &above, true).into_iter().map(|n| &*topics.list[n].id).collect();
    /// assert!(may.contains(&"support_upgrade") && may.len() < topics.list.len());
    /// ```
    pub fn topics(&self, own: &Seen, above: &Seen, has_facts: bool) -> Vec<usize> {
        // The parts of a phrase may stand in two texts that the rules read as one.
        let mut both = own.clone();
        both.add(above);
        let may = |topic: &TopicWords| {
            // A topic without a scope may stand anywhere.
            (topic.scope.is_empty() || both.may_hold(&topic.scope))
                && topic.rules.iter().any(|rule| match &rule.words {
                    _ if rule.by_value && has_facts => true,
                    Some(words) => own.may_hold(words),
                    None => rule.heading.is_empty() || above.may_hold(&rule.heading),
                })
        };
        self.topics.iter().enumerate().filter(|(_, topic)| may(topic)).map(|(place, _)| place).collect()
    }
}

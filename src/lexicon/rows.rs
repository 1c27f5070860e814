//! What rows of all word lists have in common: words that are not empty, ids that stand once, examples that hold.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::source::Mistake;

/// Reads a list of words; an empty one is refused at its own line.
pub fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    struct List;
    impl<'de> Visitor<'de> for List {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list of words")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<String>, A::Error> {
            let mut words = Vec::new();
            while let Some(Word(word)) = list.next_element()? {
                words.push(word);
            }
            Ok(words)
        }
    }
    from.deserialize_seq(List)
}

/// A word of at least one character.
struct Word(String);

impl<'de> serde::Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
        struct One;
        impl Visitor<'_> for One {
            type Value = Word;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a word")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Word, E> {
                match word.trim() {
                    "" => Err(E::custom("an empty word; expected at least one character")),
                    _ => Ok(Word(word.to_owned())),
                }
            }
        }
        from.deserialize_str(One)
    }
}

/// Tells of ids that stand twice.
#[derive(Debug, Default)]
pub struct Ids<'r>(HashMap<&'r str, ()>);

impl<'r> Ids<'r> {
    /// Remembers an id; a mistake when it is known already or is empty.
    pub fn add(&mut self, kind: &str, id: &'r str, at: Range<usize>, mistakes: &mut Vec<Mistake>) {
        if id.trim().is_empty() {
            mistakes.push(Mistake::new(at, format!("{kind} \"\": expected at least one character")));
        } else if self.0.insert(id, ()).is_some() {
            mistakes.push(Mistake::new(at, format!("{kind} {id:?} stands twice")));
        }
    }
}

/// A row of words needs a word, and an example that holds one; a word may have gaps: 安排…资金.
pub fn example(row: &str, words: &[String], example: &str, at: &Range<usize>, mistakes: &mut Vec<Mistake>) {
    let folded = crate::text::fold(example);
    let holds = |word: &String| {
        let mut from = 0;
        word.split('…').all(|part| {
            let part = crate::text::fold(part);
            let found = folded.get(from..).and_then(|rest| rest.find(&part)).map(|i| from + i + part.len());
            from = found.unwrap_or(from);
            found.is_some()
        })
    };
    if words.is_empty() {
        mistakes.push(Mistake::new(at.clone(), format!("{row}: there are no words; expected at least one")));
    } else if !words.iter().any(holds) {
        mistakes.push(Mistake::new(at.clone(), format!("{row}: the example {example:?} holds none of its words")));
    }
    for word in words.iter().filter(|w| w.split('…').any(|part| part.trim().is_empty())) {
        mistakes.push(Mistake::new(at.clone(), format!("{row}: {word:?} has an empty part; expected words on both sides of …")));
    }
}

//! Frequent strings: what stands in very many clauses gets a term of its own, so that 人民政府 costs no
//! more than one word.
//!
//! The list is learnt from an even sample of the corpus when the index is built, and stored with it: the
//! same corpus gives the same list. It changes how fast an answer is found, never which.

use std::sync::Arc;

use hashbrown::HashTable;

use super::grams::key;
use crate::text::script::is_han;

/// Lengths of the strings, in characters. What is longer is covered by two of them.
const LENGTHS: [usize; 2] = [3, 4];
/// A string is frequent when it stands in one line of so many.
const ONE_IN: usize = 100;
/// The same for a word of the dictionary, which is asked for far more often: 知识产权.
const WORD_ONE_IN: usize = 1000;
/// Below so many lines nothing is slow enough to matter.
const FEWEST_LINES: usize = 4000;
/// At most so many strings.
const MOST: usize = 6000;
/// The first line of a stored list.
const HEAD: &str = "# strings with a term of their own";
/// How much of a corpus is looked at, in bytes.
pub const SAMPLE_BYTES: u64 = 3 * 1024 * 1024;

/// Strings of Chinese characters that are terms of the index, each as its number ([`key::string`]).
#[derive(Clone, Debug, Default)]
pub struct Frequent(Arc<HashTable<u64>>);

impl Frequent {
    /// These strings; those that are not three or four letters of the basic plane are left out.
    pub fn new(strings: impl IntoIterator<Item = String>) -> Frequent {
        let mut keys = HashTable::new();
        for string in strings.into_iter().filter_map(|string| key::string(&string)) {
            keys.entry(key::hash(string), |known| *known == string, |known| key::hash(*known)).or_insert(string);
        }
        Frequent(Arc::new(keys))
    }

    /// Reads a stored list: a line that says what it is, then one string a line.
    pub fn read(list: &str) -> Frequent {
        Frequent::new(list.lines().filter(|line| !line.starts_with('#')).map(str::to_owned))
    }

    /// The list as it is stored.
    pub fn write(&self) -> String {
        let mut all: Vec<String> = self.0.iter().map(|string| key::text(*string)).collect();
        all.sort_unstable();
        let lines: String = all.iter().flat_map(|string| [string.as_str(), "\n"]).collect();
        format!("{HEAD}\n{lines}")
    }

    /// Whether the string of this number is one of them.
    #[inline]
    pub fn has(&self, string: u64) -> bool {
        self.0.find(key::hash(string), |known| *known == string).is_some()
    }

    /// The longest one that a text begins with.
    pub fn longest<'t>(&self, text: &'t str) -> Option<&'t str> {
        LENGTHS.iter().rev().find_map(|length| {
            let (last, c) = text.char_indices().nth(length - 1)?;
            let string = text.get(..last + c.len_utf8())?;
            key::string(string).is_some_and(|key| self.has(key)).then_some(string)
        })
    }

    /// Learns the list from folded lines; `is_word` knows the words of the dictionary.
    pub fn learn<'l>(lines: impl Iterator<Item = &'l str>, is_word: impl Fn(&str) -> bool) -> Frequent {
        // A string of up to four characters of the basic plane fits into 64 bits, shorter ones with a gap at the end.
        let (mut found, mut of_line, mut count): (Vec<u64>, Vec<u64>, usize) = (Vec::new(), Vec::new(), 0);
        for line in lines {
            let codes: Vec<u64> = line.chars().map(|c| if is_han(c) && (c as u32) < 0x10000 { c as u64 } else { 0 }).collect();
            for length in LENGTHS {
                for window in codes.windows(length).filter(|w| !w.contains(&0)) {
                    of_line.push(window.iter().fold(0, |packed, c| packed << 16 | c) << (16 * (4 - length)));
                }
            }
            of_line.sort_unstable();
            of_line.dedup();
            found.append(&mut of_line);
            count += 1;
        }
        if count < FEWEST_LINES {
            return Frequent::default();
        }
        found.sort_unstable();
        let character = |packed: u64, place: u32| char::from_u32((packed >> (48 - 16 * place)) as u32 & 0xFFFF).filter(|c| *c != '\0');
        let string = |packed: u64| (0..4).filter_map(|place| character(packed, place)).collect::<String>();
        let mut frequent: Vec<(usize, u64)> = Vec::new();
        for same in found.chunk_by(|a, b| a == b).filter(|same| same.len() >= count / WORD_ONE_IN) {
            if same.len() >= count / ONE_IN || is_word(&string(same[0])) {
                frequent.push((same.len(), same[0]));
            }
        }
        frequent.sort_unstable_by(|a, b| b.cmp(a));
        frequent.truncate(MOST);
        Frequent::new(frequent.into_iter().map(|(_, packed)| string(packed)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_many_lines_is_learnt() {
        let line = |n: usize| match n {
            _ if n.is_multiple_of(3) => format!("县人民政府,第{n}条"),
            _ if n.is_multiple_of(500) => format!("知识产权{n}规定"),
            _ => format!("其他{n}规定"),
        };
        let word = |text: &str| text == "知识产权";
        let lines: Vec<String> = (0..FEWEST_LINES).map(line).collect();
        let list = Frequent::learn(lines.iter().map(String::as_str), word);
        assert_eq!(list.write(), format!("{HEAD}\n人民政\n人民政府\n县人民\n县人民政\n民政府\n知识产权\n"));
        assert_eq!((list.longest("人民政府的"), list.longest("人民政"), list.longest("知识产")), (Some("人民政府"), Some("人民政"), None));
        assert!(list.longest("政府人民").is_none() && list.longest("").is_none());
        assert_eq!(Frequent::read(&list.write()).write(), list.write());
        let few = Frequent::learn(lines.iter().map(String::as_str).take(FEWEST_LINES - 1), word);
        assert_eq!(few.write(), format!("{HEAD}\n"));
    }
}

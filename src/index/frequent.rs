//! Frequent strings: what stands in very many clauses gets a term of its own, so that 人民政府 costs no
//! more than one word.
//!
//! The list is learnt from an even sample of the corpus when the index is built, and stored with it: the
//! same corpus gives the same list. It changes how fast an answer is found, never which.

use std::sync::Arc;

use hashbrown::HashTable;

use super::grams::key;
use crate::text::script::is_han;

/// Lengths of the strings, in characters, each one more than the one before. What is longer is covered by two of them.
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
    pub fn learn<'l>(lines: impl Iterator<Item = &'l str> + Clone, is_word: impl Fn(&str) -> bool) -> Frequent {
        let count = lines.clone().count();
        if count < FEWEST_LINES {
            return Frequent::default();
        }
        let mut frequent: Vec<(usize, u64)> = Vec::new();
        let mut shorter = None;
        for length in LENGTHS {
            let counted = counted(lines.clone(), length, count / WORD_ONE_IN, shorter.as_ref());
            shorter = Some(Marks::of(counted.iter().map(|(_, packed)| *packed)));
            frequent.extend(counted.into_iter().filter(|(times, packed)| *times >= count / ONE_IN || is_word(&key::text(*packed))));
        }
        frequent.sort_unstable_by(|a, b| b.cmp(a));
        frequent.truncate(MOST);
        Frequent::new(frequent.into_iter().map(|(_, packed)| key::text(packed)))
    }
}

/// The strings of so many Chinese characters that stand in `least` lines or more, each with the number of its lines.
/// Only those are counted whose beginning and end are among the `shorter` ones, since no string stands in more lines
/// than its parts. A string is packed as in [`key::string`]: four characters fit, shorter strings leave a gap at the end.
fn counted<'l>(lines: impl Iterator<Item = &'l str>, length: usize, least: usize, shorter: Option<&Marks>) -> Vec<(usize, u64)> {
    let gap = key::BASIC * (4 - length as u32);
    let beginning = u64::MAX << (gap + key::BASIC);
    let worth = |packed: &u64| shorter.is_none_or(|marks| marks.hold(packed & beginning) && marks.hold(packed << key::BASIC));
    let (mut found, mut of_line, mut codes): (Vec<u64>, Vec<u64>, Vec<u64>) = Default::default();
    for line in lines {
        codes.clear();
        codes.extend(line.chars().map(|c| if is_han(c) && (c as u32) < 0x10000 { c as u64 } else { 0 }));
        let windows = codes.windows(length).filter(|w| !w.contains(&0));
        of_line.extend(windows.map(|w| w.iter().fold(0, |packed, c| packed << key::BASIC | c) << gap).filter(worth));
        of_line.sort_unstable();
        of_line.dedup();
        found.append(&mut of_line);
    }
    found.sort_unstable();
    found.chunk_by(|a, b| a == b).filter(|same| same.len() >= least).map(|same| (same.len(), same[0])).collect()
}

/// Packed strings, roughly: what is not marked is none of them.
struct Marks(Vec<u64>);

impl Marks {
    fn of(strings: impl Iterator<Item = u64>) -> Marks {
        let mut marks = vec![0; 1 << 12];
        strings.map(Marks::place).for_each(|(word, bit)| marks[word] |= bit);
        Marks(marks)
    }

    fn hold(&self, packed: u64) -> bool {
        let (word, bit) = Marks::place(packed);
        self.0[word] & bit != 0
    }

    /// The place of a string among 2^18 bits.
    fn place(packed: u64) -> (usize, u64) {
        let hash = key::hash(packed) >> 46;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

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
    #[test]
    fn the_list_is_that_of_counting_every_string() {
        let pieces = ["人民政府", "知识产权", "创新", "的", "，", "𠮷", "补", "县级以上", "〇一二", "a"];
        let mut state = 7u64;
        let mut random = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as usize
        };
        let mut line = |n: usize| (0..n % 7).map(|_| pieces[random() % pieces.len()]).collect::<String>();
        let lines: Vec<String> =
            (0..FEWEST_LINES).map(|n| line(n) + &char::from_u32(0x4E00 + n as u32 % 900).unwrap().to_string()).collect();
        let mut times: HashMap<String, usize> = HashMap::new();
        for line in &lines {
            let chars: Vec<char> = line.chars().collect();
            let han = |w: &&[char]| w.iter().all(|c| is_han(*c) && (*c as u32) < 0x10000);
            let strings = LENGTHS.iter().flat_map(|length| chars.windows(*length).filter(han)).map(String::from_iter);
            strings.collect::<std::collections::BTreeSet<String>>().into_iter().for_each(|string| *times.entry(string).or_default() += 1);
        }
        let word = |text: &str| text.starts_with('创') || text.ends_with('权');
        let listed = |(string, times): &(String, usize)| *times >= FEWEST_LINES / if word(string) { WORD_ONE_IN } else { ONE_IN };
        let expected = Frequent::new(times.into_iter().filter(listed).map(|(string, _)| string)).write();
        assert!(expected.lines().count() > 20 && expected.lines().count() < MOST);
        assert_eq!(Frequent::learn(lines.iter().map(String::as_str), word).write(), expected);
    }
}

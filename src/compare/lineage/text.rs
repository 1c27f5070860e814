//! A clause as a row of characters, and the shingles (overlapping runs of characters) it is known by.

use crate::lexicon::LineageWords;
use crate::text::fold;
use crate::text::numeral;

/// Characters of a shingle. Five Chinese characters are two or three words: rare enough to point at a text, short
/// enough to survive when a word is exchanged.
pub const SHINGLE: usize = 5;

/// A clause with fewer characters than this says too little to have a source (without marks and spaces).
pub const LEAST_CHARS: usize = 12;

/// The characters of a text that count, and what stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    /// Folded, without marks and spaces; numbers in digits, whichever way they are written (一千 is 1000, 百分之三十 is 30%).
    pub chars: Vec<char>,
    /// The numbers, sorted. 一 is left out: 一定, 统一, 一批.
    pub numbers: Vec<String>,
}

impl Letters {
    /// Of a text.
    pub fn of(text: &str) -> Letters {
        let folded = fold(text);
        let mut out = Letters::default();
        let mut rest = folded.as_str();
        while let Some(c) = rest.chars().next() {
            let (percent, tail) = rest.strip_prefix("百分之").map_or((false, rest), |tail| (true, tail));
            match read(tail) {
                Some((value, len)) if percent || numeral::begins(c) => {
                    let value = if percent || tail[len..].starts_with('%') { value + "%" } else { value };
                    out.chars.extend(value.chars());
                    out.numbers.push(value);
                    rest = tail[len..].strip_prefix(if percent { "" } else { "%" }).unwrap_or(&tail[len..]);
                }
                _ => {
                    if c.is_alphanumeric() || c == '%' {
                        out.chars.push(c);
                    }
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
        out.numbers.sort();
        out
    }

    /// What must be the same in a copy besides the words: the numbers, and how often each kind of word stands in it
    /// that turns the sense (可以, 不得). As a hash.
    pub fn firm(&self, words: &LineageWords) -> u64 {
        let text: String = self.chars.iter().collect();
        let count = |kind: &Vec<String>| kind.iter().map(|word| text.matches(word.as_str()).count()).sum::<usize>();
        let turns: Vec<String> = words.turns.iter().map(|kind| count(kind).to_string()).collect();
        let all = self.numbers.iter().chain(&turns).flat_map(|part| part.chars().chain(['|']));
        all.fold(FNV, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(FNV_PRIME))
    }

    /// Which stretches are formulas, as ranges of characters in order of their beginning; they may overlap.
    pub fn formulas(&self, words: &LineageWords) -> Vec<(u32, u32)> {
        let text: String = self.chars.iter().collect();
        let mut out = Vec::new();
        for word in &words.formulas {
            for (at, found) in text.match_indices(word.as_str()) {
                let from = text[..at].chars().count();
                out.push((from as u32, (from + found.chars().count()) as u32));
            }
        }
        out.sort_unstable();
        out
    }
}

/// The number a text begins with, in digits, and the bytes it takes. A single 一 is a word more often than a number,
/// and 千万 (千万不要) is one without a digit.
fn read(text: &str) -> Option<(String, usize)> {
    if !text.starts_with(numeral::begins) {
        return None;
    }
    let number = numeral::number(text).filter(|n| !n.implied && n.len > 0)?;
    let value = number.value.to_string();
    (value != "1").then_some((value, number.len))
}

const FNV: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;

/// The shingles in order, as hashes; empty for a text shorter than one. The hash is fixed (FNV-1a, mixed), so that
/// results never depend on a run.
pub fn shingles(letters: &[char]) -> impl Iterator<Item = u32> {
    letters.windows(SHINGLE).map(hash)
}

fn hash(window: &[char]) -> u32 {
    let hash = window.iter().fold(FNV, |hash, c| (hash ^ u64::from(u32::from(*c))).wrapping_mul(FNV_PRIME));
    ((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32
}

/// Which characters of a text lie in a shingle that another text has too. `other` is sorted.
pub fn shared(shingles: &[u32], other: &[u32]) -> Vec<bool> {
    let mut out = vec![false; if shingles.is_empty() { 0 } else { shingles.len() + SHINGLE - 1 }];
    let mut until = 0;
    for (at, shingle) in shingles.iter().enumerate() {
        if other.binary_search(shingle).is_ok() {
            out[at.max(until)..at + SHINGLE].fill(true);
            until = at + SHINGLE;
        }
    }
    out
}

/// The longest row of marked characters.
pub fn longest(marks: &[bool]) -> usize {
    marks.split(|m| !m).map(<[bool]>::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<u32> {
        shingles(&Letters::of(text).chars).collect()
    }

    #[test]
    fn marks_spaces_and_script_do_not_count() {
        assert_eq!(Letters::of("「支持 產業鏈」，給予３％。"), Letters::of("支持产业链给予3%"));
        assert!(row("四个字的").is_empty());
    }

    #[test]
    fn numbers_are_the_same_in_every_way_of_writing() {
        let of = |t: &str| Letters::of(t).numbers;
        assert_eq!(of("近三年平均不低于1亿元，占比3%"), ["100000000", "3", "3%"]);
        assert_eq!(Letters::of("每人一千元，不超过百分之三十"), Letters::of("每人1000元，不超过30％"));
        assert_eq!(of("建立统一平台，培育一批企业"), Vec::<String>::new());
        assert_eq!(of("百分之"), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_turns_the_sense_is_firm() {
        let words = crate::lexicon::Lexicon::embedded().lineage;
        let firm = |t: &str| Letters::of(t).firm(&words);
        assert_ne!(firm("冷库可以出租库位"), firm("冷库不得出租库位"));
        assert_eq!(firm("冷库应当登记库位"), firm("冷库须登记库位"));
        assert_ne!(firm("满3年"), firm("满5年"));
        assert_eq!(Letters::of("请认真组织实施。试点按现行规定办理").formulas(&words), [(0, 7)]);
    }

    #[test]
    fn shared_characters_are_those_of_common_runs() {
        let (a, mut b) = (row("甲乙丙丁戊己庚辛"), row("子丑乙丙丁戊己寅卯"));
        b.sort_unstable();
        let marks = shared(&a, &b);
        assert_eq!(marks, [false, true, true, true, true, true, false, false]);
        assert_eq!(longest(&marks), 5);
        assert_eq!(longest(&[]), 0);
    }
}

//! A clause as a row of characters, and the shingles (overlapping runs of characters) it is known by.

use crate::clause::Clause;
use crate::text::fold;

/// Characters of a shingle. Five Chinese characters are two or three words: rare enough to point at a text, short
/// enough to survive when a word is exchanged.
pub const SHINGLE: usize = 5;

/// A clause with fewer characters than this says too little to have a source (without marks and spaces).
pub const LEAST_CHARS: usize = 12;

/// The characters of a clause that count: folded, without marks and spaces.
pub fn letters(clause: &Clause) -> Vec<char> {
    letters_of(&clause.text_hans)
}

/// The same of any text.
pub fn letters_of(text: &str) -> Vec<char> {
    fold(text).chars().filter(|c| c.is_alphanumeric() || *c == '%').collect()
}

/// The shingles in order, as hashes; empty for a text shorter than one. The hash is fixed (FNV-1a, mixed), so that
/// results never depend on a run.
pub fn shingles(letters: &[char]) -> Vec<u32> {
    letters.windows(SHINGLE).map(hash).collect()
}

fn hash(window: &[char]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for c in window {
        hash = (hash ^ u64::from(u32::from(*c))).wrapping_mul(0x0000_0100_0000_01b3);
    }
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

    #[test]
    fn marks_spaces_and_script_do_not_count() {
        assert_eq!(letters_of("「支持 產業鏈」，給予３％。"), letters_of("支持产业链给予3%"));
        assert!(shingles(&letters_of("四个字的")).is_empty());
    }

    #[test]
    fn shared_characters_are_those_of_common_runs() {
        let (a, b) = (letters_of("甲乙丙丁戊己庚辛"), letters_of("子丑乙丙丁戊己寅卯"));
        let mut of_b = shingles(&b);
        of_b.sort_unstable();
        let marks = shared(&shingles(&a), &of_b);
        assert_eq!(marks, [false, true, true, true, true, true, false, false]);
        assert_eq!(longest(&marks), 5);
        assert_eq!(longest(&[]), 0);
    }
}

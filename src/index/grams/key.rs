//! Grams as numbers: what is the same string has the same number, and nothing else has it.
//!
//! A pair of characters is a number below 2^42, a string of three or four characters of the basic plane one of at
//! least 2^48, so the two never meet.

use crate::index::frequent::Frequent;

/// Bits of a character.
const CHAR: u32 = 21;
/// Bits of a character of the basic plane.
pub const BASIC: u32 = 16;

/// Whether a character is part of a gram: punctuation is not.
#[inline]
pub fn is_letter(c: char) -> bool {
    // Most characters are Chinese.
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// The number of two neighbouring letters.
#[inline]
pub fn pair(a: char, b: char) -> u64 {
    (a as u64) << CHAR | b as u64
}

/// The number of a string that is a gram: two letters, or what [`string`] numbers.
pub fn of(text: &str) -> Option<u64> {
    let mut chars = text.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(a), Some(b), None) => (is_letter(a) && is_letter(b)).then(|| pair(a, b)),
        _ => string(text),
    }
}

/// The number of a string of three or four letters of the basic plane; none for any other string.
pub fn string(text: &str) -> Option<u64> {
    let (mut key, mut length) = (0, 0);
    for c in text.chars() {
        length += 1;
        if length > 4 || !is_basic(c) {
            return None;
        }
        key = key << BASIC | c as u64;
    }
    match length {
        3 => Some(key << BASIC),
        4 => Some(key),
        _ => None,
    }
}

/// The string of a number that [`string`] made.
pub fn text(key: u64) -> String {
    let code = |place: u32| (key >> (BASIC * (3 - place))) as u32 & 0xFFFF;
    (0..4).filter_map(|place| char::from_u32(code(place)).filter(|c| *c != '\0')).collect()
}

fn is_basic(c: char) -> bool {
    (c as u32) < 1 << BASIC && is_letter(c)
}

/// Spreads a number over all bits of a hash.
#[inline]
pub fn hash(key: u64) -> u64 {
    // The golden ratio in 64 bits: neighbouring numbers come to lie far from each other.
    let product = u128::from(key) * 0x9E37_79B9_7F4A_7C15;
    (product >> 64) as u64 ^ product as u64
}

/// Writes down the numbers of all grams of a folded text in the order of their ends, as often as they stand there:
/// every two neighbouring letters, digits or Chinese characters, and every [`Frequent`] string.
pub fn grams(text: &str, frequent: &Frequent, out: &mut Vec<u64>) {
    // The last letters of the basic plane without a gap, 16 bits each, and how many there are of them.
    let (mut window, mut basic) = (0u64, 0u32);
    let mut before = None;
    for c in text.chars() {
        if !is_letter(c) {
            (before, basic) = (None, 0);
            continue;
        }
        if let Some(b) = before.replace(c) {
            out.push(pair(b, c));
        }
        if c as u32 >= 1 << BASIC {
            basic = 0;
            continue;
        }
        window = window << BASIC | c as u64;
        basic += 1;
        if basic >= 3 && frequent.has(window << BASIC) {
            out.push(window << BASIC);
        }
        if basic >= 4 && frequent.has(window) {
            out.push(window);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_that_of_one_string() {
        for kept in ["人民政", "人民政府", "a1b", "〇〇〇〇"] {
            assert_eq!(string(kept).map(text).as_deref(), Some(kept));
        }
        for other in ["", "人", "人民", "县人民政府", "人,民", "人民\0", "𠮷人民", "人民𠮷野"] {
            assert_eq!(string(other), None, "{other}");
        }
        assert!(pair(char::MAX, char::MAX) < string("\u{AA}\u{AA}\u{AA}").unwrap());
        assert_ne!(pair('人', '民'), pair('民', '人'));
    }

    #[test]
    fn grams_are_pairs_and_frequent_strings() {
        let frequent = Frequent::new(["人民政府", "人民政", "政府部门", "人民"].map(str::to_owned));
        let found = |text: &str| {
            let mut out = Vec::new();
            grams(text, &frequent, &mut out);
            let name = |key: &u64| if *key < 1 << 48 { None } else { Some(super::text(*key)) };
            let pairs: Vec<u64> = out.iter().copied().filter(|key| *key < 1 << 48).collect();
            (pairs, out.iter().filter_map(name).collect::<Vec<_>>())
        };
        let pairs = |text: &str| {
            let chars: Vec<char> = text.chars().collect();
            chars.chunks(2).map(|c| pair(c[0], c[1])).collect::<Vec<u64>>()
        };
        assert_eq!(found("人民政府,5万元a"), (pairs("人民民政政府5万万元元a"), vec!["人民政".to_owned(), "人民政府".to_owned()]));
        assert_eq!(found("人民,政府部门"), (pairs("人民政府府部部门"), vec!["政府部门".to_owned()]));
        assert_eq!(found("𠮷人民政𠮷府"), (pairs("𠮷人人民民政政𠮷𠮷府"), vec!["人民政".to_owned()]));
        for text in ["", "补", "补,助", ",。"] {
            assert_eq!(found(text), (vec![], vec![]), "{text}");
        }
    }
}

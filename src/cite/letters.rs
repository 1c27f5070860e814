//! Texts as rows of letters: folded characters without punctuation and spaces, each with its place in the text.
//!
//! Quotations are compared by letters first, because clerks change a comma and a scan loses one; whether the marks are
//! the same is asked afterwards. Between two digits the point, the sign of a range and the slash are kept: 1.5亿元 is not
//! 15亿元.

use crate::text::{to_hans, width};

/// A text as letters.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// The letters one behind the other.
    text: String,
    /// For each letter, its first byte in `text`.
    bytes: Vec<u32>,
    /// For each letter, its first byte in the printed text.
    places: Vec<u32>,
}

impl Letters {
    /// The letters of a printed text.
    pub fn new(printed: &str) -> Letters {
        let mut out = Letters::default();
        let hans = to_hans(printed);
        let same = hans.chars().count() == printed.chars().count();
        let converted = if same { hans.as_ref() } else { printed };
        let mut chars = printed.char_indices().zip(converted.chars()).filter(|(_, c)| !width::is_blank(*c)).peekable();
        let mut before = ' ';
        while let Some(((at, _), c)) = chars.next() {
            let c = width::fold_width(c);
            let next = chars.peek().map_or(' ', |(_, n)| width::fold_width(*n));
            let kept = match c {
                '%' | '+' | '<' | '>' | '=' | '≥' | '≤' | '‰' | '℃' => Some(c),
                '.' | '-' | '~' | '/' | ':' | '×' if before.is_ascii_digit() && next.is_ascii_digit() => {
                    Some(if c == '~' { '-' } else { c })
                }
                // 〇 and ○ are one number, and no letter of the Unicode tables.
                '〇' => Some('〇'),
                c if c.is_alphanumeric() => Some(c),
                _ => None,
            };
            before = c;
            let Some(kept) = kept else { continue };
            let mut lower = kept.to_lowercase();
            let kept = lower.next().filter(|_| lower.next().is_none()).unwrap_or(kept);
            out.bytes.push(out.text.len() as u32);
            out.places.push(at as u32);
            out.text.push(kept);
        }
        out
    }

    /// The letters as a text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The letters one by one.
    pub fn chars(&self) -> Vec<char> {
        self.text.chars().collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The first byte in the printed text of letter `n`; the end of `printed` behind the last.
    pub fn place(&self, n: usize, printed: &str) -> usize {
        self.places.get(n).map_or(printed.len(), |p| *p as usize)
    }

    /// The printed text of the letters from `from` to `to` (excluded), without the marks at its ends.
    pub fn printed<'p>(&self, from: usize, to: usize, printed: &'p str) -> &'p str {
        let Some(last) = to.checked_sub(1).and_then(|n| self.places.get(n)).map(|p| *p as usize) else { return "" };
        let len = printed.get(last..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        printed.get(self.place(from, printed)..last + len).unwrap_or("")
    }

    /// Letter `n`.
    pub fn letter(&self, n: usize) -> Option<char> {
        self.text.get(*self.bytes.get(n)? as usize..)?.chars().next()
    }

    /// Where a row of letters stands, from letter `from` on: the number of its first letter. At most `most` places.
    pub fn find_all(&self, needle: &str, most: usize) -> Vec<usize> {
        if needle.is_empty() {
            return Vec::new();
        }
        self.text.match_indices(needle).take(most).map(|(byte, _)| self.at_byte(byte)).collect()
    }

    /// The first place of a row of letters behind letter `from`.
    pub fn find_from(&self, needle: &str, from: usize) -> Option<usize> {
        let start = self.bytes.get(from).map_or(self.text.len(), |b| *b as usize);
        self.text.get(start..)?.find(needle).map(|byte| self.at_byte(start + byte))
    }

    fn at_byte(&self, byte: usize) -> usize {
        self.bytes.partition_point(|b| (*b as usize) < byte)
    }
}

/// The letters of a text.
///
/// ```
/// use tiaoli::cite::letters::letters_of;
/// assert_eq!(letters_of("不超過 ３％，即１.５億元（含）。"), letters_of("不超过3%即1.5亿元含"));
/// assert_ne!(letters_of("1.5亿元"), letters_of("15亿元"));
/// ```
pub fn letters_of(text: &str) -> Vec<char> {
    Letters::new(text).chars()
}

/// A text for comparing its marks: folded, all quotation marks as one, ellipses as one, marks at the ends left out.
pub fn with_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::text::fold(text).chars() {
        match c {
            '“' | '”' | '‘' | '’' | '"' | '\'' => out.push('"'),
            c => out.push(c),
        }
    }
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '%' | '‰' | '℃' | '〇');
    out.trim_start_matches(|c| !letter(c)).trim_end_matches(|c| !letter(c)).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_know_their_places() {
        let printed = "（一）給予 “２００” 萬元；";
        let letters = Letters::new(printed);
        assert_eq!(letters.as_str(), "一给予200万元");
        assert_eq!(letters.find_all("给予", 9), [1]);
        assert_eq!(letters.printed(1, 6, printed), "給予 “２００");
        assert_eq!(letters.printed(0, 0, printed), "");
        assert_eq!(letters.letter(3), Some('2'));
        assert_eq!(letters.find_from("元", 2), Some(7));
        assert_eq!(letters.find_from("给", 2), None);
    }

    #[test]
    fn marks_inside_count_and_marks_at_the_ends_do_not() {
        assert_eq!(with_marks("，甲「乙」丙。"), with_marks("甲“乙”丙；"));
        assert_ne!(with_marks("甲，乙"), with_marks("甲、乙"));
        assert_eq!(with_marks("。，"), "");
    }
}

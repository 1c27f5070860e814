//! Document numbers as people type them.

use crate::policy::DocumentNumber;
use crate::text::fold;
use crate::text::script::is_han;
use crate::text::width::{fold_width, is_blank};

/// The brackets around the year, folded. GB/T 9704-2012 §7.2.5 prescribes 〔〕; the others are what is printed and typed.
pub const BRACKETS: [(char, char); 5] = [('〔', '〕'), ('[', ']'), ('(', ')'), ('【', '】'), ('<', '>')];

/// Longest 代字, in characters.
const LONGEST_PREFIX: usize = 30;

/// Reads the document number that starts at `chars[start]`; returns it and the place after it.
///
/// ```text
/// 工信部科〔2016〕273号   工信部科[2016]273號   工信部科（2016）第 0273 号   工信部科〔2016 273号
/// 〔2016〕273号           公告2016年第12号
/// ```
pub fn read(chars: &[char], start: usize) -> Option<(DocumentNumber, usize)> {
    let folded = |at: usize| chars.get(at).map(|c| fold_width(*c));
    let skip = |mut at: usize| {
        while chars.get(at).is_some_and(|c| is_blank(*c)) {
            at += 1;
        }
        at
    };
    let digits = |from: usize, most: usize| {
        let count = (from..from + most).take_while(|at| folded(*at).is_some_and(|c| c.is_ascii_digit())).count();
        let text: String = (from..from + count).filter_map(folded).collect();
        (text, from + count)
    };
    let mut at = start;
    while at - start < LONGEST_PREFIX && folded(at).is_some_and(|c| is_han(c) || c.is_ascii_alphabetic()) {
        at += 1;
    }
    let prefix = fold(&chars[start..at].iter().collect::<String>());
    at = skip(at);
    let opened = folded(at).is_some_and(|c| BRACKETS.iter().any(|(open, _)| *open == c));
    at = skip(at + usize::from(opened));
    let (year, after_year) = digits(at, 5);
    let year: u16 = year.parse().ok().filter(|y| (1949..2100).contains(y))?;
    let after_blank = skip(after_year);
    let divider = folded(after_blank);
    let closed = divider.is_some_and(|c| BRACKETS.iter().any(|(_, close)| *close == c));
    let printed_year = divider == Some('年');
    if !closed && !printed_year && after_blank == after_year {
        return None;
    }
    at = skip(after_blank + usize::from(closed || printed_year));
    let ordinal = folded(at) == Some('第');
    at = skip(at + usize::from(ordinal));
    let (serial, after_serial) = digits(at, 7);
    let serial: u32 = serial.parse().ok()?;
    let end = skip(after_serial);
    let marked = folded(end).is_some_and(|c| c == '号' || c == '號');
    // Without 号 only the brackets of document numbers tell it from 计划(2022)5.
    let bracketed = opened && closed && !matches!(divider, Some(')' | '>'));
    let certain = if printed_year { marked && !prefix.is_empty() } else { bracketed || marked && (opened || closed || !prefix.is_empty()) };
    certain.then(|| (DocumentNumber { prefix, year, serial }, if marked { end + 1 } else { after_serial }))
}

/// Whether `typed` means `held`: the same year and serial, and a 代字 that is the same, incomplete, or
/// has other words before it (关于工信部科).
pub fn means(typed: &DocumentNumber, held: &DocumentNumber) -> bool {
    (typed.year, typed.serial) == (held.year, held.serial) && (typed.prefix.ends_with(&held.prefix) || held.prefix.ends_with(&typed.prefix))
}

/// The forms in which a number may stand in a folded text.
pub fn printed_forms(number: &DocumentNumber) -> Vec<String> {
    let DocumentNumber { prefix, year, serial } = number;
    BRACKETS.iter().map(|(open, close)| format!("{prefix}{open}{year}{close}{serial}号")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_forms_give_one_number() {
        let forms = [
            "工信部科〔2016〕273号",
            "工信部科[2016]273号",
            "工信部科［２０１６］２７３號",
            "工信部科（2016）273号",
            "工信部科(2016)第 0273 号",
            "工信部科 〔2016〕 273 号",
            "工信部科【2016】273",
            "工信部科〔2016 273号",
            "工信部科2016〕273号",
        ];
        for form in forms {
            let chars: Vec<char> = form.chars().collect();
            let (number, end) = read(&chars, 0).unwrap_or_else(|| panic!("{form}"));
            assert_eq!((number.to_string().as_str(), end), ("工信部科〔2016〕273号", chars.len()), "{form}");
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in
            ["补助", "2016年", "行动计划(2022—2025年)", "计划(2022)5", "到2027年底", "12218", "〔2016〕", "2016〔3〕", "20166〕3号", "十条"]
        {
            assert_eq!(read(&text.chars().collect::<Vec<_>>(), 0), None, "{text}");
        }
    }

    #[test]
    fn an_incomplete_prefix_means_the_number() {
        let number = |prefix: &str, year, serial| DocumentNumber { prefix: prefix.to_owned(), year, serial };
        let held = number("工信部科", 2016, 273);
        assert!(means(&number("", 2016, 273), &held));
        assert!(means(&number("关于工信部科", 2016, 273), &held));
        assert!(!means(&number("工信部联规", 2016, 273), &held));
        assert!(!means(&number("工信部科", 2016, 274), &held));
    }
}

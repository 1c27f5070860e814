//! The words around the matches, in the source's own script, with exact marks.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Snippet;
use crate::text::width::{fold_width, is_blank};

/// Length of a snippet, in characters; a clause that is little longer is shown whole.
const WIDTH: usize = 120;
const SLACK: usize = 30;
/// How far before the first mark a snippet begins, unless a sentence begins nearby.
const LEAD: usize = 12;
/// Longer clauses are looked through in pieces of this many characters, until one holds a match.
const PIECE: usize = 20_000;

/// Makes the snippet of a clause. `hans` is `text` in simplified characters, as many of them;
/// `needles` are folded.
pub fn snippet(text: &str, hans: &str, needles: &[String]) -> Snippet {
    let shown: Vec<char> = text.chars().collect();
    let folded: Vec<char> = hans.chars().collect();
    if shown.len() != folded.len() {
        return cut(&shown, 0..shown.len().min(WIDTH), &[]);
    }
    // Pieces overlap by the longest needle, so that none is cut in two.
    let overlap = needles.iter().map(|n| n.chars().count()).max().unwrap_or(0) * 2;
    let mut start = 0;
    loop {
        let end = folded.len().min(start + PIECE + overlap);
        let marks = marks(&folded, start..end, needles);
        if !marks.is_empty() || end == folded.len() {
            let window = best_window(&shown, &marks);
            let ranges: Vec<Range<usize>> = marks.into_iter().map(|(range, _)| range).collect();
            return cut(&shown, window, &merge(ranges));
        }
        start += PIECE;
    }
}

/// Every place in characters of `text[piece]` where a needle stands, with the needle's number, ordered.
fn marks(text: &[char], piece: Range<usize>, needles: &[String]) -> Vec<(Range<usize>, usize)> {
    // The folded piece, and for each of its bytes that begins a character the place of the character it came from.
    let (mut folded, mut origins) = (String::with_capacity(piece.len() * 3), Vec::with_capacity(piece.len()));
    for (at, c) in text.iter().enumerate().take(piece.end).skip(piece.start) {
        fold_character(*c, |c| {
            origins.push((folded.len(), at));
            folded.push(c);
        });
    }
    let origin = |byte: usize| origins[origins.partition_point(|(b, _)| *b <= byte) - 1].1;
    let mut found = Vec::new();
    for (number, needle) in needles.iter().enumerate().filter(|(_, n)| !n.is_empty()) {
        let mut from = 0;
        while let Some(at) = folded.get(from..).and_then(|rest| rest.find(needle.as_str())).map(|at| from + at) {
            found.push((origin(at)..origin(at + needle.len() - 1) + 1, number));
            // The next match may overlap this one.
            from = at + folded[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    found.sort_by_key(|(range, number)| (range.start, range.end, *number));
    found
}

/// Folds a text that is already simplified: the same as [`crate::text::fold`] without its first step, which
/// costs much more than the rest for text in traditional characters.
pub fn fold_simplified(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_character(c, |c| folded.push(c)));
    folded
}

fn fold_character(c: char, mut push: impl FnMut(char)) {
    match c {
        // Most characters are Chinese: they have neither width nor case.
        '\u{4E00}'..='\u{9FFF}' => push(c),
        c if is_blank(c) => {}
        c => fold_width(c).to_lowercase().for_each(push),
    }
}

/// The window with the most different needles, then the most matches, then the earliest.
fn best_window(text: &[char], marks: &[(Range<usize>, usize)]) -> Range<usize> {
    if text.len() <= WIDTH + SLACK {
        return 0..text.len();
    }
    let mut best = (0, 0, 0);
    for (i, (first, _)) in marks.iter().enumerate() {
        let inside = marks[i..].iter().take_while(|(range, _)| range.end <= first.start + WIDTH - LEAD);
        let (mut different, mut count) = (BTreeSet::new(), 0);
        inside.for_each(|(_, number)| {
            different.insert(number);
            count += 1;
        });
        if (different.len(), count) > (best.0, best.1) {
            best = (different.len(), count, first.start);
        }
    }
    let first = best.2;
    let sentence = (first.saturating_sub(2 * LEAD)..first).rev().find(|at| matches!(text[*at], '。' | '；' | ';' | '\n' | '：' | ':'));
    let start = match sentence {
        Some(at) => at + 1,
        None if first <= 2 * LEAD => 0,
        None => first - LEAD,
    };
    let end = (start + WIDTH).min(text.len());
    // Near the end, show more of what comes before instead of a short rest.
    end.saturating_sub(WIDTH).min(start)..end
}

/// Ranges that overlap become one.
fn merge(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

/// The window of the text, … where something is left out, and the marks inside it.
fn cut(text: &[char], window: Range<usize>, marks: &[Range<usize>]) -> Snippet {
    let before = window.start > 0;
    let mut snippet = String::from(if before { "…" } else { "" });
    // A paragraph break becomes one blank: the marks count characters.
    snippet.extend(text[window.clone()].iter().map(|c| if *c == '\n' { ' ' } else { *c }));
    if window.end < text.len() {
        snippet.push('…');
    }
    let shift = |at: usize| at.clamp(window.start, window.end) - window.start + usize::from(before);
    let inside = marks.iter().map(|m| (shift(m.start), shift(m.end))).filter(|(start, end)| start < end);
    Snippet { marks: inside.collect(), text: snippet }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{fold, to_hans};

    /// The snippet with its marks in brackets.
    fn marked(text: &str, needles: &[&str]) -> String {
        let needles: Vec<String> = needles.iter().map(|n| fold(n)).collect();
        let snippet = snippet(text, &to_hans(text), &needles);
        let mut out = String::new();
        for (at, c) in snippet.text.chars().enumerate() {
            if snippet.marks.iter().any(|m| m.0 == at) {
                out.push('[');
            }
            out.push(c);
            if snippet.marks.iter().any(|m| m.1 == at + 1) {
                out.push(']');
            }
        }
        out
    }

    #[test]
    fn marks_are_exact_in_the_script_of_the_source() {
        let cases: [(&str, &[&str], &str); 7] = [
            ("給予一次性補助。", &["补助"], "給予一次性[補助]。"),
            ("資金 支持\n對Ｒ＆Ｄ投入，補 助", &["支持对", "r&d", "補助"], "資金 [支持 對][Ｒ＆Ｄ]投入，[補 助]"),
            ("补助补助", &["补助"], "[补助][补助]"),
            ("哈哈哈", &["哈哈"], "[哈哈哈]"),
            ("İstanbul补助", &["补助"], "İstanbul[补助]"),
            ("没有", &["补助"], "没有"),
            ("", &["补助"], ""),
        ];
        for (text, needles, expected) in cases {
            assert_eq!(marked(text, needles), expected);
        }
    }

    #[test]
    fn simplified_text_is_folded_as_any() {
        for text in ["（一）Ｒ＆Ｄ 投入3.4％\n，İ", "廣州市〔2022〕", ""] {
            assert_eq!(fold_simplified(&to_hans(text)), fold(text));
        }
    }

    #[test]
    fn the_window_holds_the_most_different_matches() {
        let filler = "其他内容".repeat(50);
        let text = format!("补助{filler}。对牵头单位给予补助。{filler}补助");
        let shown = marked(&text, &["补助", "牵头单位"]);
        assert!(shown.starts_with("…对[牵头单位]给予[补助]。其他内容"), "{shown}");
        assert!(shown.ends_with('…'));
        let end = marked(&format!("{filler}补助"), &["补助"]);
        assert!(end.starts_with('…') && end.ends_with("[补助]") && end.chars().count() > WIDTH, "{end}");
    }

    #[test]
    fn a_match_deep_in_a_huge_clause_is_found() {
        let text = format!("{}牵头单位{}", "无".repeat(PIECE - 2), "关".repeat(PIECE * 2));
        assert!(marked(&text, &["牵头单位"]).contains("[牵头单位]"));
    }
}

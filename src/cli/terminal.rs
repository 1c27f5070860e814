//! Widths of the terminal, and words that stand out in it. A Chinese character takes two columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Begins and ends highlighted words within a text that is still to be wrapped; they take no column.
pub const MARK: (char, char) = ('\u{1}', '\u{2}');

/// Turns the marks into bold type, or takes them out.
pub fn paint(text: &str, colour: bool) -> String {
    let (on, off) = if colour { ("\x1b[1m", "\x1b[22m") } else { ("", "") };
    text.replace(MARK.0, on).replace(MARK.1, off)
}

/// Columns to write into: those of the terminal, of `COLUMNS`, or 100 where neither is known.
pub fn width() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let variable = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(variable).unwrap_or(100).clamp(40, 400)
}

/// A text of a document made safe for a terminal: control characters, which could move the cursor or
/// change colours, become spaces.
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') { ' ' } else { c }
        })
        .collect()
}

/// Fills up with spaces to `width` columns.
pub fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// Cuts to at most `width` columns, with … where something is left out.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        out.push(c);
    }
    out + "…"
}

/// Breaks into lines of at most `width` columns (two at least). Between Chinese characters a line may
/// break anywhere, but no line begins with closing punctuation or ends with an opening bracket.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for unit in units(paragraph) {
            if used > 0 && used + unit.trim_end().width() > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            // A unit that fits no line at all (a URL) is broken by columns.
            for c in unit.chars() {
                let columns = c.width().unwrap_or(0);
                if used > 0 && used + columns > width && c != ' ' {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(c);
                used += columns;
            }
        }
        lines.push(line);
    }
    lines.iter().map(|l| l.trim_end().to_owned()).collect()
}

/// The pieces between which a line may break.
fn units(text: &str) -> Vec<String> {
    let closing = |c: char| c == MARK.1 || "，。、；：！？）》〉」』”’】〕…—,.;:!?)]}%％".contains(c);
    let opening = |c: char| c == MARK.0 || "（《〈「『“‘【〔([{".contains(c);
    let wide = |c: char| c.width() == Some(2);
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars() {
        let joined = before.is_some_and(|b| {
            c == ' ' || closing(c) || opening(b) || (b != ' ' && !wide(b) && !wide(c) && !opening(c)) || (closing(c) && closing(b))
        });
        match out.last_mut() {
            Some(unit) if joined => unit.push(c),
            _ => out.push(c.to_string()),
        }
        before = Some(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_by_width() {
        assert_eq!(pad("条理", 6), "条理  ");
        assert_eq!(cut("制造业创新中心", 14), "制造业创新中心");
        assert_eq!(cut("制造业创新中心", 9), "制造业创…");
        assert_eq!(cut("制造业创新中心", 1), "…");
    }

    #[test]
    fn lines_break_where_chinese_may() {
        assert_eq!(wrap("给予一次性不超过200万元财政资金补助；", 16), ["给予一次性不超过", "200万元财政资金", "补助；"]);
        // The bracket goes with its word, the full stop with the character before it.
        assert_eq!(wrap("按照《指南》要求。", 6), ["按照", "《指", "南》要", "求。"]);
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("https://example.org/a", 8), ["https://", "example.", "org/a"]);
        assert_eq!(wrap("甲\n\n乙", 10), ["甲", "", "乙"]);
        for width in 0..30 {
            for line in wrap("《中国制造 2025》（国发〔2015〕28号）明确到2025年……，R&D 占比不低于3.4%。", width)
            {
                assert!(line.width() <= width.max(2), "{width}: {line}");
            }
        }
    }

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(plain("甲\u{1b}[31m乙\u{9b}2J\u{202e}"), "甲 [31m乙 2J ");
    }
}

//! Tables of contents (目录), which print every heading a second time.
//!
//! Recipe: [`leave_out`]. A table begins at 目录 and ends before the line at which its first entry stands
//! again, or with its last entry that leads to a page number (总体要求……3).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::layout::Line;
use super::{DropReason, Dropped};
use crate::text::pattern;

/// The longest table of contents, in lines.
const LONGEST: usize = 1000;

/// Leaves out every table of contents.
pub(super) fn leave_out(lines: Vec<Line>) -> (Vec<Line>, Vec<Dropped>) {
    let mut tables = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match is_head(&lines[at].text).then(|| table(&lines, at)).flatten() {
            Some(table) => {
                at = table.end;
                tables.push(table);
            }
            None => at += 1,
        }
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut dropped = Vec::new();
    let mut tables = tables.into_iter().peekable();
    for (i, line) in lines.into_iter().enumerate() {
        while tables.peek().is_some_and(|t| t.end <= i) {
            tables.next();
        }
        if tables.peek().is_some_and(|t| t.contains(&i)) {
            dropped.extend(line.dropped(DropReason::Contents));
        } else {
            kept.push(line);
        }
    }
    (kept, dropped)
}

fn is_head(text: &str) -> bool {
    matches!(text, "目录" | "目次" | "目录:" | "【目录】")
}

/// The lines of the table whose head is at `start`.
fn table(lines: &[Line], start: usize) -> Option<Range<usize>> {
    // 总体要求……3, 二、主要任务.....12, 附则(15)
    static LEADS: LazyLock<Regex> = LazyLock::new(|| pattern(r"([.…·\-]{2,}|…)\(?[0-9]{1,4}\)?$|\([0-9]{1,4}\)$"));
    let entries = &lines[start + 1..];
    let name = |l: &Line| LEADS.replace(&l.text, "").trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let first = name(entries.first()?);
    let numbered = entries.iter().take(4).find_map(|l| l.marker);
    let mut led = 0;
    for (n, line) in entries.iter().enumerate().take(LONGEST) {
        let again = n > 0 && name(line) == first
            || n > 0
                && line.marker.zip(numbered).is_some_and(|(m, f)| (m.kind, m.number) == (f.kind, f.number) && n > 0)
                && entries[..n].iter().any(|l| l.marker.is_some());
        if again && (n > 1 || line.marker.is_some()) {
            return Some(start..start + 1 + n);
        }
        if line.text.contains('。') || line.text.chars().count() > 80 {
            break;
        }
        if LEADS.is_match(&line.text) {
            led = n + 1;
        }
    }
    (led > 1).then_some(start..start + 1 + led)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(source: &str) -> Vec<String> {
        let (lines, _) = crate::clause::layout::logical_lines(source, &crate::lexicon::Lexicon::embedded());
        leave_out(lines).0.into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn entries_go_and_headings_stay() {
        assert_eq!(kept("目　录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n"), ["第一章总则", "第一条甲。"]);
        assert_eq!(kept("目录\n序言\n第一章 总则\n序言\n为了发展。\n第一章 总则\n"), ["序言", "为了发展。", "第一章总则"]);
        assert_eq!(kept("目录\n一、要求……1\n二、任务……12\n为了发展。\n一、要求\n"), ["为了发展。", "一、要求"]);
        assert_eq!(kept("目录\n甲产品。\n乙产品。\n"), ["目录", "甲产品。", "乙产品。"]);
    }
}

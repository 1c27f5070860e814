//! Markers that are believed only as part of a series.
//!
//! 一是, 第一，, 1.1, A. and i. begin clauses and begin ordinary sentences. Recipe: [`settle`] keeps such a
//! marker when it is the first of a series whose second stands further down, or the next one of a
//! series that has begun, and takes it from the line otherwise.

use std::collections::HashMap;

use super::layout::{Line, ends_sentence};
use super::marker::{self, Marker, MarkerKind};

/// What tells one series from another: the kind, and of decimal numbers the numbers before the last.
type Series = (MarkerKind, [u32; 3]);

/// How many numbers a decimal series may skip: a standard drops clauses without renumbering.
const SKIPPED: u32 = 3;

fn series(m: &Marker) -> Series {
    (m.kind, m.above)
}

/// Decides about the markers that are not sure, and gives unnumbered questions their numbers.
pub(super) fn settle(lines: &mut [Line]) {
    if lines.iter().all(|l| l.marker.is_none_or(|m| m.sure)) {
        return;
    }
    let decimals = lines.iter().any(|l| l.marker.is_some_and(|m| matches!(m.kind, MarkerKind::Decimal(_))));
    reread_letters(lines);
    let follows = followers(lines);
    let answered = answered(lines);
    let mut last: HashMap<Series, u32> = HashMap::new();
    let mut questions = 0;
    for i in 0..lines.len() {
        let Some(m) = lines[i].marker else { continue };
        let next = last.get(&series(&m)).is_some_and(|n| n + 1 == m.number);
        let starts = m.number == 1 && follows[i];
        let believed = m.sure
            || match m.kind {
                MarkerKind::Question => answered[i] || m.number > 0 && (next || starts),
                // Without 1.1 no `1 范围`; and a chapter's number stands alone or above a short heading.
                MarkerKind::Bare => decimals && (next || m.number == 1) && heading(&lines[i]),
                MarkerKind::Decimal(parts) => decimal(&m, parts, &last, follows[i]),
                _ => next || starts,
            };
        if !believed {
            lines[i].marker = None;
            continue;
        }
        let mut m = m;
        if m.kind == MarkerKind::Question {
            // Right below 一、关于补贴对象 they are counted anew.
            let headed = i > 0 && heading(&lines[i - 1]) && lines[i - 1].marker.is_some_and(|m| m.kind != MarkerKind::Question);
            questions = if headed && m.number == 0 { 0 } else { questions };
            questions = if m.number == 0 { questions + 1 } else { m.number };
            m.number = questions;
        }
        last.insert(series(&m), m.number);
        m.sure = true;
        lines[i].marker = Some(m);
    }
}

/// A heading: short, and no sentence.
fn heading(line: &Line) -> bool {
    !line.cell && !ends_sentence(&line.text) && line.text.chars().count() <= 40
}

/// Whether a decimal number goes on from one before it: 1.2 after 1.1, 2.1 after 1.7, 1.1.1 below 1.1.
fn decimal(m: &Marker, parts: u8, last: &HashMap<Series, u32>, follows: bool) -> bool {
    if let Some(before) = last.get(&series(m)) {
        return m.number > *before && m.number <= before + SKIPPED;
    }
    let above = &m.above[..usize::from(parts).saturating_sub(1).min(3)];
    let (upper, rest) = match above {
        [] => return false,
        [only] => (None, *only),
        [first @ .., only] => {
            let mut upper = [0; 3];
            upper.iter_mut().zip(first).for_each(|(slot, n)| *slot = *n);
            (Some((MarkerKind::Decimal(parts - 1), upper)), *only)
        }
    };
    let below = match upper {
        // 3.1 below 3. or 三、 or 第三章 or `3 术语`
        None => [
            MarkerKind::Bare,
            MarkerKind::Dot,
            MarkerKind::Comma,
            MarkerKind::Chinese,
            MarkerKind::Article,
            MarkerKind::Chapter,
            MarkerKind::Book,
        ]
        .into_iter()
        .any(|kind| last.get(&(kind, [0; 3])) == Some(&rest)),
        Some(upper) => last.get(&upper) == Some(&rest),
    };
    m.number <= 2 && (below || follows)
}

/// For each line, whether the next marker of its series carries the next number.
fn followers(lines: &[Line]) -> Vec<bool> {
    let mut next: HashMap<Series, u32> = HashMap::new();
    let mut out = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate().rev() {
        if let Some(m) = line.marker {
            out[i] = next.insert(series(&m), m.number) == Some(m.number + 1);
        }
    }
    out
}

/// For each line, whether an answer (答：, A1：) stands below it before the next question.
fn answered(lines: &[Line]) -> Vec<bool> {
    let mut answer = false;
    let mut out = vec![false; lines.len()];
    for (i, line) in lines.iter().enumerate().rev() {
        if line.marker.is_some_and(|m| m.kind == MarkerKind::Question) {
            out[i] = std::mem::take(&mut answer);
        }
        answer |= is_answer(&line.text);
    }
    out
}

/// Whether a line begins an answer: 答：, 答案：, A1：, A：
pub(super) fn is_answer(text: &str) -> bool {
    let rest = text.strip_prefix('答').or_else(|| text.strip_prefix('A'));
    rest.is_some_and(|r| r.trim_start_matches(|c: char| c.is_ascii_digit() || "案复一二三四五六七八九十".contains(c)).starts_with(':'))
}

/// i. I. v. x. are letters or Roman numerals, and l. I. may be a 1. that was misread; what stands before and
/// after them tells which.
fn reread_letters(lines: &mut [Line]) {
    let mut last: HashMap<MarkerKind, u32> = HashMap::new();
    for i in 0..lines.len() {
        let Some(m) = lines[i].marker else { continue };
        if matches!(m.kind, MarkerKind::Letter | MarkerKind::SmallLetter) && last.get(&m.kind).is_none_or(|n| n + 1 != m.number) {
            let text = &lines[i].text;
            let letter = text.chars().find(char::is_ascii_alphabetic).unwrap_or(' ');
            let roman = marker::roman(&letter.to_string());
            let goes_on = roman.is_some_and(|n| n > 1 && last.get(&MarkerKind::Roman).is_some_and(|l| l + 1 == n));
            let upcoming = || lines[i + 1..].iter().filter_map(|l| l.marker).take(200);
            let two = |kind: MarkerKind| upcoming().find(|m| m.kind == kind).is_some_and(|m| m.number == 2);
            let one = match text.chars().nth(1) {
                Some('.') if matches!(letter, 'l' | 'I') && text.starts_with(letter) => Some(MarkerKind::Dot),
                Some('、') if matches!(letter, 'l' | 'I') && text.starts_with(letter) => Some(MarkerKind::Comma),
                _ => None,
            };
            let reread = if goes_on || roman == Some(1) && two(MarkerKind::Roman) {
                Some((MarkerKind::Roman, roman.unwrap_or(1)))
            } else {
                one.filter(|kind| two(*kind)).map(|kind| (kind, 1))
            };
            if let Some((kind, number)) = reread {
                lines[i].marker = Some(Marker { kind, number, sure: kind != MarkerKind::Roman, ..m });
            }
        }
        if let Some(m) = lines[i].marker {
            last.insert(m.kind, m.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The kinds and numbers of the markers that are believed.
    fn believed(source: &str) -> Vec<(MarkerKind, u32)> {
        let (lines, _) = crate::clause::layout::logical_lines(source, &crate::lexicon::Lexicon::embedded());
        lines.iter().filter_map(|l| l.marker).map(|m| (m.kind, m.number)).collect()
    }

    #[test]
    fn a_series_is_believed_and_a_single_word_is_not() {
        use MarkerKind::*;
        assert_eq!(believed("一是加强领导。\n二是落实责任。\n"), [(Is, 1), (Is, 2)]);
        assert_eq!(believed("一是加强领导。\n另外落实责任。\n"), []);
        assert_eq!(believed("第一，加强领导。\n第二，落实责任。\n"), [(Ordinal, 1), (Ordinal, 2)]);
        assert_eq!(believed("A.甲\nB.乙\nC.丙\n"), [(Letter, 1), (Letter, 2), (Letter, 3)]);
        assert_eq!(believed("A.甲公司\n"), []);
        assert_eq!(believed("i)甲\nii)乙\niii)丙\niv)丁\nv)戊\n").len(), 5);
        assert_eq!(believed("l.甲\n2.乙\n"), [(Dot, 1), (Dot, 2)]);
        assert_eq!(believed("一,总体要求\n二,主要任务\n"), [(Chinese, 1), (Chinese, 2)]);
        assert_eq!(believed("1.2025年底前完成。\n2.2026年底前验收。\n"), [(Dot, 1), (Dot, 2)]);
    }

    #[test]
    fn the_numbers_of_a_standard_are_believed_and_quantities_are_not() {
        use MarkerKind::*;
        let standard = "1 范围\n本文件规定了要求。\n2 术语\n2.1 质量\n特性的总和。\n2.2 过程\n2.2.1 输入\n2.2.2 输出\n3.5亿元以上的。\n2.1%的。\n3 要求\n3.1总则\n";
        let found = believed(standard);
        let decimals: Vec<u32> = found.iter().filter(|(k, _)| matches!(k, Decimal(_))).map(|(_, n)| *n).collect();
        assert_eq!(decimals, [1, 2, 1, 2, 1], "{found:?}");
        assert_eq!(found.iter().filter(|(k, _)| *k == Bare).count(), 3, "{found:?}");
        assert_eq!(believed("5.8 公里的道路。\n3.4 公司的。\n"), []);
    }

    #[test]
    fn questions_without_numbers_are_counted() {
        use MarkerKind::*;
        assert_eq!(believed("问：谁可以申报？\n答：企业。\n问：何时申报？\n答：五月。\n"), [(Question, 1), (Question, 2)]);
        assert_eq!(believed("问题：没有回答。\n"), []);
        let headed = believed("一、对象\n问：谁？\n答：甲。\n二、标准\n问：多少？\n答：乙。\n");
        assert_eq!(headed, [(Chinese, 1), (Question, 1), (Chinese, 2), (Question, 1)]);
    }
}

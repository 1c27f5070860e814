//! Quotations in a text: between quotation marks, and in blocks whose lines begin with `>`.
//!
//! Recipe: [`pairs`] finds what stands between marks, in one pass over the text; [`blocks`] finds blocks; `kind` in
//! this room says which of them are quotations. Marks inside marks belong to the outer ones (GB/T 15834-2011 §4.8);
//! a quotation of several paragraphs may repeat the opening mark before each of them and closes once.

use crate::text::Span;
use crate::text::width::is_blank;

/// What stands between two marks, or in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its place, marks included.
    pub span: Span,
    /// The words without marks, piece by piece.
    pub inner: Vec<Span>,
    /// Whether it is a block with `>`.
    pub block: bool,
    /// Whether it may also be a name; told by the words around it.
    pub perhaps: bool,
}

impl Quoted {
    /// The words; paragraphs are divided by `\n`.
    pub fn words(&self, text: &str) -> String {
        self.inner.iter().map(|s| s.of(text).trim_matches(is_blank)).collect::<Vec<_>>().join("\n")
    }
}

/// A quotation that began inside a sentence may run over so many further lines.
const LINES_IN_SENTENCE: usize = 3;
/// One that stands by itself (behind a colon, or at the start of a line) over so many.
const LINES_ALONE: usize = 60;
/// In bytes; an opening mark that was never closed must not swallow the text.
const LONGEST: usize = 24_000;

/// The mark that closes what `c` opens; straight marks are told apart by turns.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '〝' => '〞',
        '＂' => '＂',
        '"' => '"',
        _ => return None,
    })
}

struct Open {
    at: usize,
    mark: char,
    lines: usize,
    alone: bool,
    /// Places of opening marks that only repeat this one before a paragraph.
    repeats: Vec<usize>,
}

/// What stands between quotation marks, outermost marks only, in order; and the opening marks that are never closed.
///
/// ```
/// use tiaoli::cite::quotation::pairs;
/// let text = "按“甲‘乙’丙”和「丁」办理，“戊";
/// let (found, open) = pairs(text);
/// assert_eq!(found.iter().map(|q| q.words(text)).collect::<Vec<_>>(), ["甲‘乙’丙", "丁"]);
/// assert_eq!(open.len(), 1);
/// ```
pub fn pairs(text: &str) -> (Vec<Quoted>, Vec<Span>) {
    let mut open: Vec<Open> = Vec::new();
    let mut closed: Vec<(Span, Vec<usize>, char)> = Vec::new();
    let mut stray = Vec::new();
    let (mut before, mut line_start) = ('\n', true);
    for (at, c) in text.char_indices() {
        if c == '\n' {
            for o in &mut open {
                o.lines += 1;
            }
            // Straight marks are so easily lost that one line must hold both.
            let gone = |o: &Open| {
                o.lines > if o.alone { LINES_ALONE } else { LINES_IN_SENTENCE } || at - o.at > LONGEST || matches!(o.mark, '"' | '＂')
            };
            stray.extend(open.iter().filter(|o| gone(o)).map(|o| Span::new(o.at, o.at + o.mark.len_utf8())));
            open.retain(|o| !gone(o));
            line_start = true;
        } else if !is_blank(c) {
            let straight_close = matches!(c, '"' | '＂') && open.iter().any(|o| o.mark == c);
            match closing(c) {
                Some(_) if !straight_close => {
                    let repeats = line_start && open.last().is_some_and(|o| o.mark == c && o.lines > 0 && o.alone);
                    match open.last_mut().filter(|_| repeats) {
                        Some(outer) => outer.repeats.push(at),
                        None => {
                            let alone = line_start || matches!(before, '：' | ':' | '，' | ',');
                            open.push(Open { at, mark: c, lines: 0, alone, repeats: Vec::new() });
                        }
                    }
                }
                _ => {
                    if let Some(place) = open.iter().rposition(|o| closing(o.mark) == Some(c)) {
                        stray.extend(open.drain(place + 1..).map(|o| Span::new(o.at, o.at + o.mark.len_utf8())));
                        if let Some(o) = open.pop() {
                            closed.push((Span::new(o.at, at + c.len_utf8()), o.repeats, o.mark));
                        }
                    }
                }
            }
            line_start = false;
        }
        if !is_blank(c) {
            before = c;
        }
    }
    stray.extend(open.iter().map(|o| Span::new(o.at, o.at + o.mark.len_utf8())));
    closed.sort_by_key(|(span, ..)| (span.start, std::cmp::Reverse(span.end)));
    let mut out: Vec<Quoted> = Vec::new();
    for (span, repeats, mark) in closed {
        if out.last().is_some_and(|q| q.span.contains(span)) {
            continue;
        }
        let last = text.get(..span.end).and_then(|t| t.chars().next_back()).map_or(0, char::len_utf8);
        let mut inner = Vec::new();
        let mut from = span.start + mark.len_utf8();
        for repeat in repeats {
            inner.push(Span::new(from, repeat));
            from = repeat + mark.len_utf8();
        }
        inner.push(Span::new(from, span.end - last));
        out.push(Quoted { span, inner, block: false, perhaps: false });
    }
    stray.sort();
    stray.retain(|s| !out.iter().any(|q| q.span.contains(*s)));
    (out, stray)
}

/// Blocks of lines that begin with `>`, as in Markdown and in mail. Lines that begin with a dash name the source and are
/// no part of the words.
///
/// ```
/// use tiaoli::cite::quotation::blocks;
/// let text = "规定如下：\n> 第一条 甲。\n> 乙。\n> ——《某办法》\n其余从略。\n";
/// assert_eq!(blocks(text)[0].words(text), "第一条 甲。\n乙。");
/// ```
pub fn blocks(text: &str) -> Vec<Quoted> {
    let mut out: Vec<Quoted> = Vec::new();
    let (mut at, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let lead = bare.len() - bare.trim_start_matches(is_blank).len();
        let marks = bare[lead..].len() - bare[lead..].trim_start_matches(['>', '＞']).len();
        let begins = marks > 0;
        if begins {
            let inner = Span::new(at + lead + marks, at + bare.len());
            let source = inner.of(text).trim_start_matches(is_blank).starts_with(['—', '–']);
            let end = at + bare.len();
            match out.last_mut().filter(|_| inside) {
                Some(block) => {
                    block.span.end = end;
                    block.inner.extend((!source).then_some(inner));
                }
                None => out.push(Quoted { span: Span::new(at + lead, end), inner: vec![inner], block: true, perhaps: false }),
            }
        }
        inside = begins;
        at += line.len();
    }
    out.retain(|b| !b.words(text).trim_matches(is_blank).is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        pairs(text).0.iter().map(|q| q.words(text)).collect()
    }

    #[test]
    fn outer_marks_hold_inner_ones() {
        assert_eq!(words("“甲“乙”丙”"), ["甲“乙”丙"]);
        assert_eq!(words("「甲『乙』丙」及『丁』"), ["甲『乙』丙", "丁"]);
        assert_eq!(words("\"甲\"和\"乙\""), ["甲", "乙"]);
        assert_eq!(words("‘甲’与〝乙〞"), ["甲", "乙"]);
        assert_eq!(words("没有引号"), Vec::<String>::new());
    }

    #[test]
    fn a_quotation_may_have_paragraphs() {
        assert_eq!(words("规定：“甲。\n“乙。\n“丙。”"), ["甲。\n乙。\n丙。"]);
        assert_eq!(words("规定：“甲。\n\n乙。”"), ["甲。\n\n乙。"]);
        // A line of a wrapped text ends inside the words.
        assert_eq!(words("关于“甲\n乙”的规定"), ["甲\n乙"]);
    }

    #[test]
    fn a_lost_mark_swallows_nothing() {
        let text = "所称“甲是指乙。\n一\n二\n三\n四\n又“丙”和“丁”。";
        let (found, open) = pairs(text);
        assert_eq!(found.iter().map(|q| q.words(text)).collect::<Vec<_>>(), ["丙", "丁"]);
        assert_eq!(open.iter().map(|s| s.of(text)).collect::<Vec<_>>(), ["“"]);
        assert_eq!(words("”甲“乙”丙"), ["乙"]);
        assert_eq!(words("\"甲\n乙\"丙\"丁\""), ["丙"]);
    }

    #[test]
    fn blocks_end_where_the_marks_end() {
        let text = "> 甲\n>\n> 乙\n丙\n> 丁";
        assert_eq!(blocks(text).iter().map(|q| q.words(text)).collect::<Vec<_>>(), ["甲\n\n乙", "丁"]);
        assert_eq!(blocks("甲 > 乙\n"), []);
    }
}

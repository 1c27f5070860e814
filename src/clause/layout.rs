//! From physical lines to logical lines: page numbers and running heads go, hard wraps are joined.
//!
//! Recipe: [`logical_lines`]. A logical line is a paragraph, a heading or a table cell; it knows the
//! pieces of the source it is made of and the marker it begins with.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;
use unicode_width::UnicodeWidthStr;

use super::marker::{self, Marker, MarkerKind};
use super::{DropReason, Dropped, series};

mod markup;
mod table;
use crate::lexicon::Lexicon;
use crate::text::width::{fold_width, is_blank};
use crate::text::{Span, pattern, to_hans};

/// A logical line.
#[derive(Clone, Debug)]
pub struct Line {
    /// From its first physical line to the end of its last one.
    pub region: Span,
    /// Its physical lines, white space and line breaks included; page numbers between them are not among them.
    pub rows: Vec<Span>,
    /// The content of each physical line, white space at the ends left out.
    pub pieces: Vec<Span>,
    /// Simplified, width-folded, without white space.
    pub text: String,
    /// The marker it begins with.
    pub marker: Option<Marker>,
    /// Whether it is a cell or a row of a table (it holds or begins with a tab).
    pub cell: bool,
    /// Whether an empty line stands before it.
    pub gap_before: bool,
}

impl Line {
    /// The line as left out.
    pub fn dropped(&self, reason: DropReason) -> impl Iterator<Item = Dropped> + '_ {
        self.rows.iter().map(move |span| Dropped { span: *span, reason })
    }

    /// Whether the line ends like a sentence.
    pub fn is_sentence(&self) -> bool {
        ends_sentence(&self.text) || self.text.contains('。')
    }
}

/// One physical line.
struct Raw {
    region: Span,
    /// The region without the marks of Markdown in it.
    rows: Vec<Span>,
    /// The content, in pieces where a mark stands between.
    content: Vec<Span>,
    text: String,
    width: usize,
    indent: usize,
    cell: bool,
    gap_before: bool,
}

/// Whether a text ends where a sentence or an item may end.
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')', '》']).ends_with(['。', '；', ';', '：', ':', '！', '!', '？', '?'])
}

/// Cuts the source into logical lines and says what was left out on the way.
pub fn logical_lines(source: &str, lexicon: &Lexicon) -> (Vec<Line>, Vec<Dropped>) {
    let (raws, mut dropped) = physical_lines(source);
    let wrap = Wrap::detect(&raws);
    let (raws, pages) = without_page_furniture(raws, wrap.as_ref(), lexicon);
    dropped.extend(pages);
    let mut lines = join(source, raws, wrap.as_ref());
    series::settle(&mut lines);
    (lines, dropped)
}

/// The non-empty lines; white space before the first one is dropped, other white space belongs to the line before.
fn physical_lines(source: &str) -> (Vec<Raw>, Vec<Dropped>) {
    let mut raws: Vec<Raw> = Vec::new();
    let mut dropped = Vec::new();
    let (mut at, mut gap) = (0, false);
    // A form feed is a page break: it ends a line as a line feed does.
    for line in source.split_inclusive(['\n', '\x0C']) {
        let region = Span::new(at, at + line.len());
        at = region.end;
        let body = line.trim_matches(is_blank);
        if body.is_empty() {
            gap = true;
            match raws.last_mut() {
                Some(last) => {
                    last.region.end = region.end;
                    if let Some(row) = last.rows.last_mut() {
                        row.end = region.end;
                    }
                }
                None => match dropped.last_mut() {
                    Some(Dropped { span, .. }) => span.end = region.end,
                    None => dropped.push(Dropped { span: region, reason: DropReason::Blank }),
                },
            }
            continue;
        }
        let lead = line.len() - line.trim_start_matches(is_blank).len();
        let content = Span::new(region.start + lead, region.start + lead + body.len());
        let mut rows = vec![region];
        let mut content = vec![content];
        let mut text: String = to_hans(body).chars().filter(|c| !is_blank(*c)).map(fold_width).collect();
        if body.starts_with(['#', '*'])
            && let Some(markup) = markup::strip(source, content[0])
        {
            text = markup
                .pieces
                .iter()
                .flat_map(|p| to_hans(p.of(source)).chars().collect::<Vec<_>>())
                .filter(|c| !is_blank(*c))
                .map(fold_width)
                .collect();
            rows = markup.around(region);
            dropped.extend(markup.marks.iter().map(|span| Dropped { span: *span, reason: DropReason::Markup }));
            content = markup.pieces;
        }
        raws.push(Raw {
            region,
            rows,
            content,
            width: body.width(),
            indent: line[..lead].width(),
            // Indentation by a tab alone is no cell when a sentence follows.
            cell: body.contains('\t') || (line[..lead].contains('\t') && !text.contains('。')),
            text,
            gap_before: std::mem::take(&mut gap),
        });
    }
    table::mark_cells(source, &mut raws);
    (raws, dropped)
}

/// How a text is wrapped.
struct Wrap {
    /// Columns from which a line counts as full.
    full: usize,
    /// Whether an empty line ends a paragraph (else every line is followed by one).
    gap_ends: bool,
}

impl Wrap {
    /// A text is hard-wrapped when many of its lines have nearly the same, moderate width and stop in mid-sentence.
    fn detect(raws: &[Raw]) -> Option<Wrap> {
        let mut widths: Vec<usize> = raws.iter().filter(|r| !r.cell && r.width > 8).map(|r| r.width).collect();
        if widths.len() < 8 {
            return None;
        }
        widths.sort_unstable();
        let typical = widths[widths.len() * 9 / 10];
        if !(36..=130).contains(&typical) || widths.last().is_some_and(|w| *w > typical + 16) {
            return None;
        }
        let full = typical * 85 / 100;
        let full_lines: Vec<&Raw> = raws.iter().filter(|r| !r.cell && r.width >= full).collect();
        let open = full_lines.iter().filter(|r| !ends_sentence(&r.text)).count();
        if full_lines.len() * 10 < widths.len() * 4 || open * 10 < full_lines.len() * 6 {
            return None;
        }
        let gaps = raws.iter().filter(|r| r.gap_before).count();
        Some(Wrap { full, gap_ends: gaps * 10 < raws.len() * 6 })
    }
}

/// Page numbers and running heads. A pure number counts as a page number only in a wrapped text, which came from pages.
fn without_page_furniture(raws: Vec<Raw>, wrap: Option<&Wrap>, lexicon: &Lexicon) -> (Vec<Raw>, Vec<Dropped>) {
    // —3— / -3- / 第3页 / 第3页共10页 / 共10页第3页 / 3/10 / Page 3 of 10
    static PAGE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(-{1,2}[0-9]{1,4}-{1,2}|·[0-9]{1,4}·|第?[0-9]{1,4}页?([,/|]?共[0-9]{1,4}页)|第[0-9]{1,4}页|共[0-9]{1,4}页[,/|]?第[0-9]{1,4}页|[0-9]{1,4}/[0-9]{1,4}|(?i:page)[0-9]{1,4}((?i:of)[0-9]{1,4})?)$",
        )
    });
    let mut seen: HashMap<&str, usize> = HashMap::new();
    if wrap.is_some() {
        for raw in &raws {
            *seen.entry(raw.text.as_str()).or_default() += 1;
        }
    }
    let mut titles: HashSet<&str> = HashSet::new();
    let reasons: Vec<Option<DropReason>> = raws
        .iter()
        .map(|raw| {
            let number = wrap.is_some() && !raw.cell && raw.text.len() <= 4 && raw.text.bytes().all(|b| b.is_ascii_digit());
            if number || (!raw.cell && PAGE.is_match(&raw.text)) {
                return Some(DropReason::PageNumber);
            }
            let repeated = seen.get(raw.text.as_str()).is_some_and(|n| *n >= 3);
            // A full line is text, however often it stands.
            let short = wrap.is_some_and(|w| raw.width < w.full);
            let plain = short && !raw.cell && raw.text.chars().count() >= 4 && !ends_sentence(&raw.text);
            let head = repeated && plain && marker::read(&raw.text, |_| false).is_none_or(|m| !m.sure);
            // The title that stands on every page stands once as the title; the name of a gazette does not.
            let mut title = || !raw.text.ends_with("公报") && lexicon.genre(&raw.text).is_some() && titles.insert(raw.text.as_str());
            (head && !title()).then_some(DropReason::RunningHead)
        })
        .collect();
    drop((seen, titles));
    let mut kept: Vec<Raw> = Vec::with_capacity(raws.len());
    let mut dropped = Vec::new();
    for (raw, reason) in raws.into_iter().zip(reasons) {
        match reason {
            Some(reason) => dropped.extend(raw.rows.iter().map(|span| Dropped { span: *span, reason })),
            None => kept.push(raw),
        }
    }
    (kept, dropped)
}

fn join(source: &str, raws: Vec<Raw>, wrap: Option<&Wrap>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(raws.len());
    let mut last_number: HashMap<MarkerKind, u32> = HashMap::new();
    let mut previous: Option<(usize, bool)> = None; // width and whether it was a cell
    for raw in raws {
        let marker = marker::read(&raw.text, |chars| spaced(raw.content[0].of(source), chars));
        let continues = match (wrap, lines.last(), previous) {
            (Some(wrap), Some(line), Some((width, cell))) => {
                let table = cell || raw.cell;
                let new_paragraph = wrap.gap_ends && raw.gap_before || raw.indent >= 4 && ends_sentence(&line.text);
                let new_clause = marker.is_some_and(|m| breaks(line, &m, &last_number)) || begins_part(&raw.text) || is_bullet(&raw.text);
                width >= wrap.full && !table && !new_paragraph && !new_clause
            }
            _ => false,
        };
        previous = Some((raw.width, raw.cell));
        match lines.last_mut() {
            Some(line) if continues => {
                line.pieces.extend(raw.content);
                line.text.push_str(&raw.text);
                line.region.end = raw.region.end;
                line.rows.extend(raw.rows);
            }
            _ => {
                if let Some(m) = marker {
                    last_number.insert(m.kind, m.number);
                }
                lines.push(Line {
                    region: raw.region,
                    rows: raw.rows,
                    pieces: raw.content,
                    text: raw.text,
                    marker,
                    cell: raw.cell,
                    gap_before: raw.gap_before,
                });
            }
        }
    }
    lines
}

/// Whether a marker at the start of a wrapped line begins a clause, and is not just a word of the
/// sentence before: that sentence has ended, or was a heading of one line, or the number is the next one.
fn breaks(before: &Line, marker: &Marker, last: &HashMap<MarkerKind, u32>) -> bool {
    if before.text.ends_with('第') {
        return false;
    }
    let heading = before.pieces.len() == 1 && before.marker.is_some();
    let next = last.get(&marker.kind).is_some_and(|n| n + 1 == marker.number);
    if marker.sure { ends_sentence(&before.text) || heading || next } else { ends_sentence(&before.text) && (next || marker.number <= 1) }
}

/// Whether a line begins an attachment or the imprint, which no wrapped line continues into.
fn begins_part(text: &str) -> bool {
    // 附件1 / 附件: / 抄送:
    static PART: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(附件?[0-9一二三四五六七八九十]{0,2}:?$|附件[0-9]{0,2}:|抄[送报]:)"));
    PART.is_match(text)
}

/// Whether a line begins with the mark of a list without numbers: ● ◆ ■ ➢ •
fn is_bullet(text: &str) -> bool {
    text.starts_with(['·', '●', '◆', '■', '□', '◇', '▪', '➢', '►', '★', '☆', '※', '*'])
}

/// Whether white space follows the first `chars` characters of a printed line.
fn spaced(printed: &str, chars: usize) -> bool {
    let mut left = chars;
    for c in printed.chars() {
        if left == 0 {
            return is_blank(c);
        }
        left -= usize::from(!is_blank(c));
    }
    true
}

/// The place after the first `chars` non-blank characters of a printed piece.
pub fn after(source: &str, piece: Span, chars: usize) -> usize {
    let mut left = chars;
    for (at, c) in piece.of(source).char_indices() {
        if left == 0 {
            return piece.start + at;
        }
        left -= usize::from(!is_blank(c));
    }
    piece.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        logical_lines(source, &Lexicon::embedded()).0.into_iter().map(|l| l.text).collect()
    }

    const WRAPPED: &str = "一、总体要求\n\n为贯彻落实国家和自治区关于加快发展先进制造业的决策部署，\n\n加快完善制造业创新体系，集聚整合区内外企业和科研院所、高\n\n\
        校等各类创新主体的资源及优势，完善产学研用协同创新的机制，\n\n— 3 —\n\n全面提升制造业创新能力，推动产业迈向中高端水平，按照第\n\n一、第二产业分类安排工作。\n\n\
        （一）基本原则。坚持市场主导和政府引导、坚持协同创新与开\n\n放合作，努力形成多方参与、优势互补、利益共享的良好格局，\n\n确保目标如期完成。\n\n";

    #[test]
    fn hard_wraps_are_joined_across_pages() {
        let lines = texts(WRAPPED);
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(lines[1].starts_with("为贯彻落实") && lines[1].ends_with("安排工作。"));
        assert!(lines[2].starts_with("(一)基本原则。") && lines[2].ends_with("如期完成。"));
        let (_, dropped) = logical_lines(WRAPPED, &Lexicon::embedded());
        assert_eq!(dropped.iter().map(|d| d.reason).collect::<Vec<_>>(), [DropReason::PageNumber]);
    }

    #[test]
    fn a_text_with_one_paragraph_a_line_is_left_as_it_is() {
        let source = "总则\n第一条 为了规范管理，制定本办法。\n第二条 本办法适用于本省。\n\n附则\n";
        assert_eq!(texts(source), ["总则", "第一条为了规范管理,制定本办法。", "第二条本办法适用于本省。", "附则"]);
    }
}

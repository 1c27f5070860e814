//! The parts of a document, in the order of GB/T 9704-2012 §7: notice, title, salutation, preamble,
//! body, attachment list, signature, attachments, imprint.
//!
//! Recipe: [`divide`] leaves boilerplate out and gives every remaining line to one [`Block`].

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::layout::{Line, ends_sentence};
use super::marker::MarkerKind;
use super::{DropReason, Dropped, Part, contents, documents, head, quoted};
use crate::lexicon::Lexicon;
use crate::lexicon::boilerplate::Reason;
use crate::text::pattern;

/// What a block of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A named part.
    Part(Part),
    /// The numbered clauses.
    Body,
    /// An attachment; its first line is its head, of which `label` characters are 附件1.
    Attachment {
        /// Printed number, or the next one.
        number: u32,
        /// Characters of the head that are the label.
        label: usize,
    },
}

/// Lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which document of the file they belong to, from 1.
    pub document: u32,
    /// What they are.
    pub kind: BlockKind,
    /// Which lines.
    pub lines: Range<usize>,
    /// Which of them are the heading.
    pub heading: Range<usize>,
}

/// 2016年8月19日 / 二〇一六年八月十九日 / (2016年8月19日), alone or after the authority's name.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\(?([0-9]{4}|[〇零一二三四五六七八九]{4})年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日\)?$")
});
/// 抄送:各区人民政府
pub(super) static IMPRINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(抄[送报]|主送|分送)[:：]"));
/// 某某市人民政府办公室2019年5月6日印发
pub(super) static PRINTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^.{0,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发$"));
/// 附件1 / 附件: / 附件一:标题 / 附录A / 附:标题
static ATTACHMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(附[录表]([0-9一二三四五六七八九十A-Z]{0,3})[:：]?|附件?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?[-－0-9]{0,3}[:：.、]?)(.*)$",
    )
});

/// Leaves boilerplate out and divides the rest into blocks, in order and without gaps.
pub fn divide(lines: Vec<Line>, lexicon: &Lexicon) -> (Vec<Line>, Vec<Block>, Vec<Dropped>) {
    let (lines, mut dropped) = contents::leave_out(lines);
    let (lines, rest) = without_tail(lines, lexicon);
    dropped.extend(rest);
    let (mut lines, rest) = head::clean(lines, lexicon);
    dropped.extend(rest);
    quoted::unmark(&mut lines);
    unmark_lists(&mut lines);
    let starts = documents::starts(&lines, lexicon);
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut all = Vec::new();
    for (number, (start, end)) in (1..).zip(starts.iter().zip(ends)) {
        all.extend(blocks(&lines[*start..end], lexicon).into_iter().map(|b| b.of_document(number, *start)));
    }
    (lines, all, dropped)
}

impl Block {
    /// The block in the file, of whose lines `before` stand above its document.
    fn of_document(self, document: u32, before: usize) -> Block {
        let shift = |r: Range<usize>| r.start + before..r.end + before;
        Block { document, kind: self.kind, lines: shift(self.lines), heading: shift(self.heading) }
    }
}

fn blocks(lines: &[Line], lexicon: &Lexicon) -> Vec<Block> {
    let imprint = imprint(lines);
    let attachments = attachment_heads(&lines[..imprint]);
    let main_end = attachments.first().map_or(imprint, |a| a.0);
    let opening = head::opening(&lines[..main_end], lexicon);
    let mut blocks = opening.blocks;
    let body = opening.body;
    let closing = closing(lines, body..main_end);
    if body < closing.body_end {
        blocks.push(Block { document: 1, kind: BlockKind::Body, lines: body..closing.body_end, heading: body..body });
    }
    blocks.extend(closing.blocks);
    for (i, (start, number, label)) in attachments.iter().enumerate() {
        let end = attachments.get(i + 1).map_or(imprint, |next| next.0);
        let inline = lines[*start].text.chars().count() > *label;
        let heading =
            if inline { *start..*start + 1 } else { *start + 1..*start + 1 + attachment_title(&lines[..end], *start + 1, lexicon) };
        blocks.push(Block { document: 1, kind: BlockKind::Attachment { number: *number, label: *label }, lines: *start..end, heading });
    }
    if imprint < lines.len() {
        blocks.push(part(Part::Imprint, imprint..lines.len()));
    }
    blocks
}

/// A block for a named part without a heading.
pub fn part(part: Part, lines: Range<usize>) -> Block {
    Block { document: 1, kind: BlockKind::Part(part), heading: lines.start..lines.start, lines }
}

/// How many lines from `at` are the title of an attachment.
fn attachment_title(lines: &[Line], at: usize, lexicon: &Lexicon) -> usize {
    head::title_at(lines, at, lexicon).unwrap_or_else(|| {
        let short = |l: &Line| l.marker.is_none() && !l.cell && !ends_sentence(&l.text) && l.text.chars().count() <= 50;
        usize::from(lines.get(at).is_some_and(short))
    })
}

/// Adverts, related articles and footers: from the first line that begins a tail, unless the
/// document goes on after it.
fn without_tail(mut lines: Vec<Line>, lexicon: &Lexicon) -> (Vec<Line>, Vec<Dropped>) {
    let begun = lines.iter().position(|l| l.marker.is_some() || l.text.contains('。')).unwrap_or(lines.len());
    let mut last = std::collections::HashMap::new();
    let mut start = None;
    for (i, line) in lines.iter().enumerate() {
        if let Some(m) = line.marker {
            // A list in the tail may be numbered too; only the next number of a heading kind takes the document up again.
            let heading = matches!(m.kind, MarkerKind::Article | MarkerKind::Chinese | MarkerKind::ChineseBracket);
            if start.is_some() && heading && last.get(&m.kind).is_some_and(|n| n + 1 == m.number) {
                start = None;
            }
            if start.is_none() {
                last.insert(m.kind, m.number);
            }
        } else if i > begun && start.is_none() && lexicon.boilerplate.begins_tail(&line.text) {
            start = Some(i);
        } else if start.is_some() && (IMPRINT.is_match(&line.text) || DATE.is_match(&line.text) && ends_sentence(&lines[i - 1].text)) {
            start = None;
        }
    }
    let mut dropped = Vec::new();
    if let Some(start) = start {
        for line in lines.drain(start..) {
            let reason = match lexicon.boilerplate.any(&line.text) {
                Some(Reason::Navigation) => DropReason::Navigation,
                _ => DropReason::PageTail,
            };
            dropped.extend(line.dropped(reason));
        }
    }
    (lines, dropped)
}

/// Where the imprint (版记) begins: 抄送… or …印发 among the last lines.
fn imprint(lines: &[Line]) -> usize {
    let from = lines.len().saturating_sub(8).max(1);
    let tail = from..lines.len();
    tail.clone()
        .find(|i| IMPRINT.is_match(&lines[*i].text) && lines[*i..].iter().all(|l| l.marker.is_none()))
        .or_else(|| tail.clone().find(|i| PRINTED.is_match(&lines[*i].text) && *i + 3 >= lines.len()))
        .unwrap_or(lines.len())
}

/// The attachment heads: line, number, characters of the label.
pub(super) fn attachment_heads(lines: &[Line]) -> Vec<(usize, u32, usize)> {
    let begun = lines.iter().position(|l| l.marker.is_some() || l.text.contains('。')).unwrap_or(lines.len());
    let mut heads: Vec<(usize, u32, usize)> = Vec::new();
    let mut taken = std::collections::HashSet::new();
    for (i, line) in lines.iter().enumerate().skip(begun + 1) {
        if line.cell && line.pieces.len() > 1 {
            continue;
        }
        let Some((number, label, rest)) = attachment_label(&line.text) else { continue };
        let title = rest.is_empty() || (!rest.contains(['。', ',', ';']) && rest.chars().count() <= 60);
        if title && !is_list(lines, i, rest) {
            let number = number.filter(|n| !taken.contains(n)).unwrap_or_else(|| taken.iter().max().map_or(1, |n| n + 1));
            taken.insert(number);
            heads.push((i, number, label));
        }
    }
    heads
}

/// The numbers in a list of attachments begin no clauses: 附件:1.甲 — 2.乙.
fn unmark_lists(lines: &mut [Line]) {
    let heads: Vec<usize> =
        (0..lines.len()).filter(|i| attachment_label(&lines[*i].text).is_some_and(|(_, _, rest)| is_list(lines, *i, rest))).collect();
    for head in heads {
        for line in lines[head + 1..].iter_mut().take_while(|l| l.marker.is_some() && !ends_sentence(&l.text)) {
            line.marker = None;
        }
    }
}

/// Splits 附件1:标题 into number, characters of the label, and the rest.
pub(super) fn attachment_label(text: &str) -> Option<(Option<u32>, usize, &str)> {
    let found = ATTACHMENT.captures(text)?;
    let label = found.get(1)?.as_str();
    let rest = found.get(4).map_or("", |m| m.as_str());
    let number = found.get(2).or(found.get(3)).and_then(|m| crate::text::numeral::integer(m.as_str())).and_then(|n| u32::try_from(n).ok());
    // 附件所列材料 and 附近 are words of a sentence.
    let marked = label.ends_with([':', '：', '.', '、']) || number.is_some() || rest.is_empty();
    (marked && label != "附" && label.chars().count() <= 8).then(|| (number, label.chars().count(), rest))
}

/// Whether the head at `i` is the list of attachments, or an entry of it, and not an attachment: it
/// names a file or numbers its titles, or nothing of an attachment follows it.
fn is_list(lines: &[Line], i: usize, rest: &str) -> bool {
    // 申报书.doc / 汇总表.xlsx(点击下载)
    static FILE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\.(docx?|pdf|wps|ofd|xlsx?|zip|rar)(\(.{0,8}\))?$"));
    let numbered = |text: &str| super::marker::read(text, |_| false).is_some_and(|m| matches!(m.kind, MarkerKind::Dot | MarkerKind::Comma));
    let entry = |text: &str| {
        !text.contains('。') && (numbered(text) || FILE.is_match(text) || attachment_label(text).is_some_and(|l| !l.2.is_empty()))
    };
    if numbered(rest) || FILE.is_match(rest) {
        return true;
    }
    let entries = lines[i + 1..].iter().take_while(|l| entry(&l.text)).count();
    let next = i + 1 + entries;
    let ends = next >= lines.len() || DATE.is_match(&lines[next].text) || signature_follows(lines, next - 1);
    // 附件: above 1.甲 2.乙; 附件1:甲 above 附件2:乙 and the date; 附件:甲 above the date.
    let another = lines.get(next).is_some_and(|l| attachment_label(&l.text).is_some());
    if rest.is_empty() { entries > 0 && (ends || another) || entries == 0 && next >= lines.len() } else { ends || entries > 0 && another }
}

/// Whether the lines after `i` are a signature: a few short lines and a date.
fn signature_follows(lines: &[Line], i: usize) -> bool {
    lines[i + 1..].iter().take(6).take_while(|l| l.marker.is_some() || !ends_sentence(&l.text)).any(|l| DATE.is_match(&l.text))
}

struct Closing {
    body_end: usize,
    blocks: Vec<Block>,
}

/// What stands after the last clause: attachment list and signature.
fn closing(lines: &[Line], main: Range<usize>) -> Closing {
    let mut body_end = main.end;
    let mut blocks = Vec::new();
    // A date with clauses below it is a date in the text.
    let heading = |l: &Line| l.marker.is_some_and(|m| !matches!(m.kind, MarkerKind::Dot | MarkerKind::Comma)) || l.text.contains('。');
    let signature = signature(lines, main.clone()).filter(|s| !lines[s.end..main.end].iter().any(heading));
    let list_end = signature.as_ref().map_or(main.end, |s| s.start);
    let list = main.clone().take_while(|i| *i < list_end).find(|i| {
        attachment_label(&lines[*i].text).is_some_and(|(_, _, rest)| is_list(lines, *i, rest) || *i + 1 == list_end || DATE.is_match(rest))
            && lines[*i + 1..list_end].iter().all(|l| !l.text.contains('。'))
    });
    if let Some(list) = list {
        body_end = list;
        blocks.push(part(Part::AttachmentList, list..list_end));
    }
    if let Some(signature) = signature {
        body_end = body_end.min(signature.start);
        // Remarks after the date, such as (此件公开发布), stay with it; web pages put a list of attachments below it.
        let below = signature.end..main.end;
        let list = below.clone().find(|i| lines[*i].text.starts_with("附件") || lines[*i].marker.is_some()).unwrap_or(main.end);
        blocks.push(part(Part::Signature, signature.start..list));
        if list < main.end {
            blocks.push(part(Part::AttachmentList, list..main.end));
        }
    }
    Closing { body_end, blocks }
}

/// The authorities' names and the date below a text: the last date line in `range`, and the short lines before it.
pub fn signature(lines: &[Line], range: Range<usize>) -> Option<Range<usize>> {
    let date = range.clone().rev().find(|i| {
        let text = &lines[*i].text;
        lines[*i].marker.is_none() && !lines[*i].cell && (DATE.is_match(text) || dated_authority(text))
    })?;
    let name = |l: &Line| {
        let plain = super::marker::read(&l.text, |_| false).is_none() && attachment_label(&l.text).is_none();
        plain && !l.cell && !ends_sentence(&l.text) && l.text.chars().count() <= 60
    };
    let mut start = date;
    while start > range.start && date - start < 12 && name(&lines[start - 1]) {
        start -= 1;
    }
    Some(start..date + 1)
}

/// 工业和信息化部2016年8月19日 in one line.
pub(super) fn dated_authority(text: &str) -> bool {
    // 广州市工业和信息化局2025年2月18日
    static ONE_LINE: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[^0-9。,;:]{2,40}(部|委|局|厅|办|院|府|室|会|署|行|处)[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$"));
    ONE_LINE.is_match(text)
}

/// Whether a line is a date alone.
pub fn is_date(text: &str) -> bool {
    DATE.is_match(text)
}

//! What stands before the first clause: page furniture, notice, title, salutation, preamble.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::layout::{Line, ends_sentence};
use super::parts::{Block, BlockKind, is_date, part, signature};
use super::{DropReason, Dropped, Part};
use crate::lexicon::Lexicon;
use crate::lexicon::boilerplate::Reason;
use crate::text::{letters_and_digits, pattern};

/// The longest title that is believed, in characters.
const LONGEST_TITLE: usize = 120;
/// How many lines the page furniture, and a notice before the document it encloses, may take. Bounds
/// keep a text of a million short lines cheap.
const LONGEST_FURNITURE: usize = 60;
const LONGEST_NOTICE: usize = 200;

/// 穗工信函〔2025〕36号, alone; the brackets may be of any kind, or lost.
pub(super) static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\(?[^0-9。,:;《》]{0,16}[〔\[【(<]?[0-9]{4}[〕\]】)>]?年?(第|字第)?[0-9]{1,5}号\)?$|^[^0-9。,:;《》]{2,16}(令|公告)?第[0-9一二三四五六七八九十百]{1,6}号$",
    )
});
/// What is left of a number when only letters and digits are kept: 穗工信函202536号.
static NUMBER_KEY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Han}{1,10}[0-9]{4,9}号$"));
/// 各区人民政府,市直各相关单位: — not 提出以下意见:
static SALUTATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^。;]{2,220}(政府|部门|单位|机构|厅|局|委|办|院|会|公司|企业|机关|团体|集团|中心|学校|高校|院校|协会|同志|各处室)[^。;]{0,24}:$",
    )
});

/// Whether a line addresses somebody. A sentence that announces a list (…决定作如下修改:) does not.
pub(super) fn is_salutation(text: &str) -> bool {
    text.ends_with(':') && !["如下", "以下", "下列", "《", "根据"].iter().any(|w| text.contains(w)) && SALUTATION.is_match(text)
}

/// Leaves out page furniture before the first clause, and page titles that stand again as the document's title.
pub(super) fn clean(lines: Vec<Line>, lexicon: &Lexicon) -> (Vec<Line>, Vec<Dropped>) {
    let end = lines.iter().position(is_clause).unwrap_or(lines.len()).min(LONGEST_NOTICE);
    let sentence = lines.iter().take(end).position(|l| is_salutation(&l.text) || l.text.contains('。')).unwrap_or(end);
    let mut reasons: Vec<Option<DropReason>> = vec![None; lines.len()];
    for i in 0..end {
        reasons[i] = match lexicon.boilerplate.head(&lines[i].text) {
            Some(Reason::Navigation) => Some(DropReason::Navigation),
            Some(Reason::PageMetadata) => Some(DropReason::PageMetadata),
            Some(Reason::PageTail) => Some(DropReason::PageTail),
            None => None,
        };
    }
    // The name of the site stands above the breadcrumb; a title may stand there too.
    if let Some(crumb) = (0..end.min(LONGEST_FURNITURE)).find(|i| reasons[*i] == Some(DropReason::Navigation)) {
        for i in 0..crumb {
            let short = lines[i].text.chars().count() <= 16 && !lines[i].text.contains(['。', '《', '〔']);
            if reasons[i].is_none() && short && lexicon.places.is_authority(&lines[i].text) {
                reasons[i] = Some(DropReason::Navigation);
            }
        }
    }
    // 索引号: with its value on the next line.
    for i in 1..end {
        let label = reasons[i - 1] == Some(DropReason::PageMetadata) && lines[i - 1].text.ends_with([':', '：']);
        let value = lines[i].text.chars().count() <= 40 && !ends_sentence(&lines[i].text) && lexicon.genre(&lines[i].text).is_none();
        if reasons[i].is_none() && label && value {
            reasons[i] = Some(DropReason::PageMetadata);
        }
    }
    let keys: Vec<String> = lines.iter().take(end).map(|l| letters_and_digits(&l.text)).collect();
    for i in 0..sentence.min(LONGEST_FURNITURE) {
        if reasons[i].is_some() || !(6..=LONGEST_TITLE).contains(&keys[i].chars().count()) || NUMBER.is_match(&lines[i].text) {
            continue;
        }
        // 方案 穗工信函〔2025〕36号 / 方案_政策文件_某某市人民政府
        let before_bar = letters_and_digits(lines[i].text.split(['_', '|']).next().unwrap_or(""));
        let numbered = |k: &str| keys[i].strip_prefix(k).is_some_and(|rest| NUMBER_KEY.is_match(rest));
        let again = |k: &String| k.chars().count() >= 6 && (*k == keys[i] || numbered(k) || *k == before_bar);
        // An authority's name stands above the title and again in the signature: only titles are page titles.
        if (i + 1..end).any(|j| reasons[j].is_none() && again(&keys[j]) && (j < sentence || lexicon.genre(&lines[j].text).is_some())) {
            reasons[i] = Some(DropReason::DuplicateTitle);
        }
    }
    let mut kept = Vec::with_capacity(lines.len());
    let mut dropped = Vec::new();
    for (line, reason) in lines.into_iter().zip(reasons) {
        match reason {
            Some(reason) => dropped.extend(line.dropped(reason)),
            None => kept.push(line),
        }
    }
    (kept, dropped)
}

fn is_clause(line: &Line) -> bool {
    line.marker.is_some() && !line.cell
}

/// The blocks before the body, and where the body begins.
pub(super) struct Opening {
    pub blocks: Vec<Block>,
    pub body: usize,
}

/// Divides what stands before the first clause.
pub(super) fn opening(lines: &[Line], lexicon: &Lexicon) -> Opening {
    let first_clause = lines.iter().position(is_clause).unwrap_or(lines.len());
    let mut blocks = Vec::new();
    let mut from = 0;
    let mut title = first_title(lines, 0..first_clause, lexicon);
    let above = title.clone().unwrap_or(0..0);
    if let Some(enclosed) = enclosed_title(lines, above.end, first_clause, lexicon) {
        blocks.push(Block { document: 1, kind: BlockKind::Part(Part::Notice), lines: 0..enclosed.start, heading: above });
        from = enclosed.start;
        title = Some(enclosed);
    }
    let first_clause = lines.iter().skip(from).position(is_clause).map_or(lines.len(), |n| from + n);
    let mut at = from;
    if let Some(title) = title {
        // Number, date and (…通过) between title and text belong to the title.
        at = title.end;
        while at < first_clause && belongs_to_title(&lines[at]) {
            at += 1;
        }
        blocks.push(Block { document: 1, kind: BlockKind::Part(Part::Title), lines: from..at, heading: title });
    } else if from < first_clause {
        while at < first_clause && belongs_to_title(&lines[at]) {
            at += 1;
        }
        if at > from {
            blocks.push(part(Part::Title, from..at));
        }
    }
    if let Some(salutation) = (at..first_clause.min(at + 4)).find(|i| is_salutation(&lines[*i].text))
        && lines[at..salutation].iter().all(|l| !l.text.contains('。'))
    {
        blocks.push(part(Part::Salutation, at..salutation + 1));
        at = salutation + 1;
    }
    // A text without a single marker has no preamble: all of it is body.
    if at < first_clause && first_clause < lines.len() {
        blocks.push(part(Part::Preamble, at..first_clause));
        at = first_clause;
    }
    Opening { blocks, body: at }
}

fn belongs_to_title(line: &Line) -> bool {
    let bracketed = line.text.starts_with('(') && line.text.ends_with(')') && line.marker.is_none();
    NUMBER.is_match(&line.text) || is_date(&line.text) || bracketed
}

/// The first title in `range`: before any sentence, or else the first short line.
pub(super) fn first_title(lines: &[Line], range: Range<usize>, lexicon: &Lexicon) -> Option<Range<usize>> {
    let end = range.clone().find(|i| is_salutation(&lines[*i].text) || lines[*i].text.contains('。')).unwrap_or(range.end);
    let titled = (range.start..end).find_map(|i| title_at(&lines[..end], i, lexicon).map(|n| i..i + n));
    titled.or_else(|| {
        let plain = |l: &Line| {
            let chars = l.text.chars().count();
            (4..=60).contains(&chars) && !ends_sentence(&l.text) && !belongs_to_title(l) && !l.cell && !is_attachment_mark(&l.text)
        };
        (range.start..end).find(|i| plain(&lines[*i])).map(|i| i..i + 1)
    })
}

/// 附件1 above the title: the document's place in a notice that is not here.
fn is_attachment_mark(text: &str) -> bool {
    text.starts_with("附件") && text.chars().count() <= 5
}

/// How many lines from `at` make up a title: they end with a word for a kind of document, and hold no sentence.
pub(super) fn title_at(lines: &[Line], at: usize, lexicon: &Lexicon) -> Option<usize> {
    let mut text = String::new();
    for n in 0..4 {
        let line = lines.get(at + n)?;
        let opened = text.matches('《').count() > text.matches('》').count();
        let mark = n == 0 && is_attachment_mark(&line.text);
        let stop = mark
            || line.marker.is_some() && !opened
            || line.cell
            || NUMBER.is_match(&line.text)
            || is_date(&line.text)
            || line.text.ends_with("文件");
        if stop || line.text.contains('。') || line.text.ends_with([':', '；', ';']) || (n > 0 && line.gap_before && !opened) {
            return None;
        }
        text.push_str(&line.text);
        let chars = text.chars().count();
        if chars > LONGEST_TITLE {
            return None;
        }
        let balanced = text.matches('《').count() == text.matches('》').count();
        if chars >= 4 && balanced && lexicon.genre(&text).is_some_and(|g| g.chars().count() < chars) {
            // (2022—2025年) or (试行) on a line of its own goes with it.
            let more = lines.get(at + n + 1).is_some_and(|l| {
                let inner = l.text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or("");
                !l.gap_before && !inner.is_empty() && inner.chars().count() <= 12 && !inner.contains("公开") && l.marker.is_none()
            });
            return Some(n + 1 + usize::from(more));
        }
    }
    None
}

/// The title of the document that a notice (印发…的通知) encloses: a title below the notice's text that
/// the notice names, or that stands below the notice's date. `from` is the end of the notice's own title, if it has one.
pub(super) fn enclosed_title(lines: &[Line], from: usize, first_clause: usize, lexicon: &Lexicon) -> Option<Range<usize>> {
    let sentence =
        (from..lines.len().min(from + LONGEST_NOTICE)).find(|i| lines[*i].text.contains('。') || is_salutation(&lines[*i].text))?;
    // The notice may have numbered clauses of its own; then only a title that it names is believed.
    let limit = lines.len().min(first_clause.clamp(sentence, sentence + LONGEST_NOTICE) + LONGEST_FURNITURE);
    let mut above: String = lines[..=sentence].iter().map(|l| letters_and_digits(&l.text)).collect();
    for i in sentence + 1..limit {
        if let Some(n) = title_at(&lines[..limit], i, lexicon) {
            let title = letters_and_digits(&lines[i..i + n].iter().map(|l| l.text.as_str()).collect::<String>());
            let names = title.chars().count() >= 6 && above.contains(&title);
            let dated = signature(lines, sentence..i);
            let below_date = i < first_clause && dated.as_ref().is_some_and(|s| s.end == i);
            if names && (i <= first_clause || dated.is_some()) || below_date {
                return Some(i..i + n);
            }
        }
        above.push_str(&letters_and_digits(&lines[i].text));
    }
    None
}

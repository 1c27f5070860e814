//! Titles with the document number beside them.

use super::number::FoundNumber;
use crate::extract::definition::Titled;
use crate::lexicon::Lexicon;

/// The titles of a text, each with its number, and which numbers belong to no title.
pub fn titled(text: &str, numbers: &[FoundNumber], lexicon: &Lexicon) -> (Vec<Titled>, Vec<bool>) {
    let mut used = vec![false; numbers.len()];
    let mut out = Vec::new();
    for title in super::title::titles(text, &lexicon.citations.title_ends) {
        let mut range = title.clone();
        let mut number = None;
        // The nearest numbers before and behind the title.
        let next = numbers.partition_point(|n| n.range.start < title.end);
        if let Some(end) = numbers.get(next).and_then(|n| behind(text, title.end, n)) {
            (used[next], number, range.end) = (true, Some(numbers[next].standard.clone()), end);
        } else if let Some(before) = next.checked_sub(1).filter(|i| !used[*i] && numbers[*i].range.end <= title.start)
            && let Some(start) = ahead(text, title.start, &numbers[before])
        {
            (used[before], number, range.start) = (true, Some(numbers[before].standard.clone()), start);
        }
        // The outer mark of a damaged title may be lost: 《关于印发《X》的通知, 《X〉
        let words = &text[title.clone()];
        let last = ['》', '>'].into_iter().find(|c| words.ends_with(*c)).map_or(0, char::len_utf8);
        let inner = title.start + '《'.len_utf8()..title.end - last;
        out.push(Titled { range, title, inner, number });
    }
    (out, used)
}

/// The number behind a title: 《题》(文号), 《题》文号, 《题》(文号,以下简称…). Gives where the mention ends.
fn behind(text: &str, title_end: usize, number: &FoundNumber) -> Option<usize> {
    let between = &text[title_end..number.range.start];
    let words = between.strip_prefix('(').unwrap_or(between).trim_end_matches(':');
    if !matches!(words, "" | "原" | "文号" | "即" | "以" | "发文字号" | "见") || between == "," {
        return None;
    }
    // (国发〔2015〕28号,以下简称《意见》): the mention ends with the title.
    match (between.starts_with('('), text[number.range.end..].starts_with(')')) {
        (true, true) => Some(number.range.end + 1),
        (true, false) if number.range.end > 0 && text[..number.range.end].ends_with(')') => Some(number.range.end),
        (true, false) => Some(title_end),
        (false, _) => Some(number.range.end),
    }
}

/// The number before a title: 文号《题》, (文号)《题》. Gives where the mention begins.
fn ahead(text: &str, title_start: usize, number: &FoundNumber) -> Option<usize> {
    match &text[number.range.end..title_start] {
        "" | "文件" | "文" => Some(number.range.start),
        ")" if text[..number.range.start].ends_with('(') && !text[..number.range.start].ends_with("》(") => Some(number.range.start - 1),
        _ => None,
    }
}

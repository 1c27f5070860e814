//! Document numbers (发文字号) in whatever form they are printed.
//!
//! GB/T 9704-2012 §7.2.5 prints 工信部科〔2016〕273号. Found as well: any other bracket, a lost opening or closing
//! bracket (工信部科〔2016 273号), no bracket at all (国发2015年28号), Chinese digits, 第 and leading noughts, and the
//! series that go by another form (国务院令第813号, 财政部公告2023年第7号).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Lexicon;
use crate::policy::DocumentNumber;
use crate::text::numeral;

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNumber {
    /// Its place, the 代字 included.
    pub range: Range<usize>,
    /// The number in its parts; none for an order (令), which has no year.
    pub number: Option<DocumentNumber>,
    /// In the standard form.
    pub standard: String,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<prefix>[\p{Han}A-Za-z]{0,20})
        (?:
          # 〔2016〕273号, (2016)第273号, 〔2016 273号, 〔二〇一六〕273号, 〔2016〕年12号
          [〔\[【(<《〖〘‘“{] (?P<year1>(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3}) 年? (?P<close>[〕\]】)>》〗〙’”}]?) 年? (?:字?第)? (?P<n1>[0-9]{1,5}) (?:-[0-9]{1,3})? (?:号|$)
          # 国发2015〕28号
        | (?P<year2>(?:19|20)[0-9]{2}) 年? [〕\]】)>》〗〙’”}] (?:字?第)? (?P<n2>[0-9]{1,5}) 号
          # 国发2015年28号, 石财教2023105号
        | (?P<year3>(?:19|20)[0-9]{2}) (?:年?第?) (?P<n3>[0-9]{1,4}) 号
        )",
    )
});
/// 国务院令第813号, 主席令第八十八号
static ORDER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<prefix>[\p{Han}]{2,20}令)\(?第(?P<n>[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,6})号\)?"));

/// The last character of a 代字 that stands without brackets: 国发2015年28号.
const ENDS_OF_SERIES: &str = "发函办字规教科文通综联政令财告法改经农工人社环建交商外审税市监质";

/// All document numbers of a text, in order.
pub fn numbers(text: &str, lexicon: &Lexicon) -> Vec<FoundNumber> {
    // Every form has a serial number; most texts have none, and the patterns need not run.
    if !text.contains('号') && !text.ends_with(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let mut found: Vec<FoundNumber> = NUMBER.captures_iter(text).filter_map(|c| read(text, &c, lexicon)).collect();
    for order in ORDER.captures_iter(text) {
        let (Some(whole), Some(prefix), Some(n)) = (order.get(0), order.name("prefix"), order.name("n")) else { continue };
        let Some(n) = numeral::integer(n.as_str()) else { continue };
        let kept = series(prefix.as_str(), lexicon);
        let range = whole.end() - (whole.end() - prefix.end()) - kept.len()..whole.end();
        if kept.chars().count() >= 2 && !found.iter().any(|f| f.range.start < range.end && range.start < f.range.end) {
            found.push(FoundNumber { range, number: None, standard: format!("{kept}第{n}号") });
        }
    }
    found.sort_by_key(|f| f.range.start);
    found
}

fn read(text: &str, found: &regex::Captures, lexicon: &Lexicon) -> Option<FoundNumber> {
    let whole = found.get(0)?;
    let after = &text[whole.end()..];
    if lexicon.citations.not_numbers.iter().any(|w| after.starts_with(w.as_str())) {
        return None;
    }
    let group = |names: [&str; 3]| names.iter().find_map(|n| found.name(n));
    let (year, serial) = (group(["year1", "year2", "year3"])?, group(["n1", "n2", "n3"])?);
    // Without 号 only a whole text counts, with both brackets: 工信部科〔2016〕273
    if !whole.as_str().ends_with('号') && (whole.start() > 0 || found.name("close").is_none_or(|c| c.is_empty())) {
        return None;
    }
    let printed = found.name("prefix")?;
    let prefix = series(printed.as_str(), lexicon);
    let bracketed = found.name("year1").is_some();
    // (2023)15号 after a name is an address; without brackets the 代字 must be there and end like one.
    let announcement = prefix.ends_with("公告") || prefix.ends_with("通告");
    let series_like = prefix.chars().count() >= 2 && prefix.ends_with(|c| ENDS_OF_SERIES.contains(c));
    if !(bracketed || announcement || series_like) {
        return None;
    }
    let start = printed.end() - prefix.len();
    let number = DocumentNumber {
        prefix: prefix.to_owned(),
        year: u16::try_from(numeral::integer(year.as_str())?).ok()?,
        serial: serial.as_str().parse().ok()?,
    };
    Some(FoundNumber { range: start..whole.end(), standard: number.to_string(), number: Some(number) })
}

/// The 代字 at the end of what stands before the year: without lead-ins and without a body's name before it.
fn series<'t>(printed: &'t str, lexicon: &Lexicon) -> &'t str {
    if let Some(known) = lexicon.authorities.longest_symbol_suffix(printed) {
        return known;
    }
    let mut kept = printed;
    // 按照财库 -> 财库
    let cut =
        lexicon.citations.lead_ins.iter().filter_map(|w| kept.rfind(w.as_str()).map(|i| i + w.len())).filter(|end| *end < kept.len()).max();
    if let Some(cut) = cut.filter(|_| !kept.ends_with('令')) {
        kept = &kept[cut..];
    }
    // 广东省人民政府粤府 -> 粤府, 财政部财库 -> 财库; but 工信部科 stays whole.
    let whole = kept;
    for (at, _) in whole.char_indices().skip(1) {
        let (body, rest) = whole.split_at(at);
        let named = lexicon.places.is_authority(body) || body.ends_with("人民政府");
        let begins = lexicon.authorities.is_symbol(rest) || rest.chars().next() == body.chars().next();
        if named && begins && rest.chars().count() >= 2 {
            kept = rest;
        }
    }
    // Running text before it that is no lead-in we know: from the last place sign on.
    if kept.chars().count() > 12 {
        let tail = kept.char_indices().rev().take(8).filter(|(at, _)| lexicon.authorities.is_symbol(&kept[*at..])).last();
        kept = tail.map_or(kept, |(at, _)| &kept[at..]);
    }
    kept
}

/// Reads a folded text that is a document number: 工信部科〔2016〕273号 in any of its spellings.
///
/// ```
/// use tiaoli::{extract::citation::document_number, lexicon::Lexicon, text::fold};
/// let lexicon = Lexicon::embedded();
/// let number = |t: &str| document_number(&fold(t), &lexicon).map(|n| n.to_string());
/// assert_eq!(number("工信部科［２０１６］０２７３號").as_deref(), Some("工信部科〔2016〕273号"));
/// assert_eq!(number("工信部科〔2016 273号").as_deref(), Some("工信部科〔2016〕273号"));
/// assert_eq!(number("第二章"), None);
/// ```
pub fn document_number(folded: &str, lexicon: &Lexicon) -> Option<DocumentNumber> {
    let text = folded.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(folded);
    let with_mark;
    let text = if text.ends_with('号') {
        text
    } else {
        with_mark = format!("{text}号");
        &with_mark
    };
    let found = numbers(text, lexicon).into_iter().next()?;
    (found.range.end == text.len() && text[..found.range.start].chars().all(char::is_alphabetic)).then_some(found.number)?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        numbers(&crate::text::fold(text), &Lexicon::embedded()).into_iter().map(|f| f.standard).collect()
    }

    #[test]
    fn every_damaged_form_gives_the_standard_one() {
        let forms = [
            "工信部科〔2016〕273号",
            "工信部科〔2016〕 273 号",
            "工信部科[2016]273号",
            "工信部科［2016］273号",
            "工信部科【2016】273号",
            "工信部科（2016）273号",
            "工信部科﹝2016﹞273号",
            "工信部科<2016>273号",
            "工信部科〔2016 273号",
            "工信部科2016〕273号",
            "工信部科2016年273号",
            "工信部科〔２０１６〕２７３號",
            "工信部科〔二〇一六〕273号",
            "工信部科〔2016〕第273号",
            "工信部科〔2016〕0273号",
            "工信部科〔2016〕年273号",
            "按照工信部科〔2016〕273号",
            "根据《X》和工信部科〔2016〕273号",
        ];
        for form in forms {
            assert_eq!(read(form), ["工信部科〔2016〕273号"], "{form}");
        }
    }

    #[test]
    fn other_series_and_glued_names_are_read() {
        let cases: [(&str, &[&str]); 12] = [
            ("国务院令第813号", &["国务院令第813号"]),
            ("中华人民共和国主席令第八十八号", &["中华人民共和国主席令第88号"]),
            ("财政部税务总局公告2023年第7号", &["财政部税务总局公告〔2023〕7号"]),
            ("广东省人民政府粤府〔2020〕1号", &["粤府〔2020〕1号"]),
            ("财政部财库〔2022〕3号", &["财库〔2022〕3号"]),
            ("石财教2023 105号", &["石财教〔2023〕105号"]),
            ("（〔2020〕95号）", &["〔2020〕95号"]),
            ("国发〔2015〕28号、国办发〔2016〕5号", &["国发〔2015〕28号", "国办发〔2016〕5号"]),
            ("法释〔2025〕4号", &["法释〔2025〕4号"]),
            ("科韵路〔2016〕15号楼", &[]),
            ("到2025年建成3号线", &[]),
            ("地址：建设路2016号", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(document_number("工信部科〔2016〕273", &Lexicon::embedded()).map(|n| n.serial), Some(273));
        assert_eq!(document_number("见国发〔2015〕28号文", &Lexicon::embedded()), None);
    }
}

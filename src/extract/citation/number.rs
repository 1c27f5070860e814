//! Document numbers (发文字号) in every form they circulate in.
//!
//! GB/T 9704-2012 §7.2.5: 代字, year in 〔〕, serial number without leading zeros and 号. In the wild the
//! brackets are of any kind or lost on one side, digits are full-width or Chinese, 号 is 號 or missing.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lexicon::Lexicon;
use crate::policy::DocumentNumber;
use crate::text::numeral;

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// 工信部科〔2016〕273号 / 工信部科[2016]0273号 / 工信部科〔2016 273号 / 粤工信规字〔2020〕4号 / 〔2020〕95号 / 国发【二〇一五】28号
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<prefix>[\p{Han}]{0,14})
        (?: [〔\[【(<《‘〖〘] (?P<year>[0-9]{4}|[〇零一二三四五六七八九]{4}) 年? [〕\]】)>》’〗〙]? (?:年|第|字第)? )
        0*(?P<serial>[0-9]{1,5}) (?P<end>号?)",
    )
});

/// 石财教2023105号: no bracket at all; the year is the first four digits.
static BARE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<prefix>[\p{Han}]{2,10})(?P<year>(?:19|20)[0-9]{2})[〕\]】)]?第?0*(?P<serial>[0-9]{1,4})(?P<end>号)$"));

/// Words before a number that are no part of it.
static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^.*(按照|根据|依据|依照|参照|执行|落实|贯彻|详见|见|以|和|及|与|或|即|原|由|对|在|文件|通知|文号为?|字号|发文|印发|的)")
});

/// Reads a whole folded text as a document number.
///
/// ```
/// use tiaoli::{extract::citation::document_number, lexicon::Lexicon};
/// let lexicon = Lexicon::embedded();
/// let read = |text| document_number(text, &lexicon).map(|n| n.to_string());
/// assert_eq!(read("工信部科[2016]0273号").as_deref(), Some("工信部科〔2016〕273号"));
/// assert_eq!(read("工信部科〔2016273号").as_deref(), Some("工信部科〔2016〕273号"));
/// assert_eq!(read("第十二条"), None);
/// ```
pub fn document_number(folded: &str, lexicon: &Lexicon) -> Option<DocumentNumber> {
    let text = folded.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(folded);
    if let Some(found) = BARE.captures(text) {
        return build(&found, lexicon);
    }
    let found = NUMBER.captures(text)?;
    (found.get(0)?.range() == (0..text.len())).then(|| build(&found, lexicon)).flatten()
}

/// The document numbers that stand in a folded text, in order, each with its place (lead-in words left out).
pub fn find(text: &str, lexicon: &Lexicon) -> Vec<(DocumentNumber, Range<usize>)> {
    let found = NUMBER.captures_iter(text).filter(|c| c.name("end").is_some_and(|m| !m.is_empty()));
    found
        .filter_map(|c| {
            let whole = c.get(0)?;
            let number = build(&c, lexicon)?;
            let printed = c.name("prefix")?;
            // The prefix is the tail of the characters before the bracket.
            let start = printed.end() - number.prefix.len().min(printed.len());
            Some((number, start..whole.end()))
        })
        .collect()
}

fn build(found: &Captures<'_>, lexicon: &Lexicon) -> Option<DocumentNumber> {
    let value = |name: &str| found.name(name).and_then(|m| numeral::integer(m.as_str()));
    let year = u16::try_from(value("year")?).ok().filter(|y| (1949..=2100).contains(y))?;
    let serial = u32::try_from(value("serial")?).ok()?;
    Some(DocumentNumber { prefix: prefix(found.name("prefix")?.as_str(), lexicon).to_owned(), year, serial })
}

/// The 代字 at the end of a run of characters: what begins with the known abbreviation of a place or a
/// ministry, else what follows the last lead-in word. 按照国发〔2015〕28号 has 国发.
fn prefix<'t>(run: &'t str, lexicon: &Lexicon) -> &'t str {
    let after = LEAD_IN.find(run).map_or(run, |m| &run[m.end()..]);
    let known = |t: &&str| lexicon.places.of_number(t).is_some();
    if known(&after) || after.is_empty() {
        return after;
    }
    let tails = after.char_indices().map(|(i, _)| &after[i..]).filter(|t| (2..=10).contains(&t.chars().count()));
    // A name that runs into the number: 省工业和信息化厅云工信技创〔2019〕181号.
    if after.chars().count() > 10 { tails.into_iter().find(known).unwrap_or(after) } else { after }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn every_form_in_circulation_is_read() {
        let lexicon = Lexicon::embedded();
        let cases = [
            ("工信部科〔2016〕273号", "工信部科〔2016〕273号"),
            ("工信部科﹝2016﹞273号", "工信部科〔2016〕273号"),
            ("工信部科［２０１６］２７３號", "工信部科〔2016〕273号"),
            ("工信部科【2016】 0273 号", "工信部科〔2016〕273号"),
            ("穗府辦〔2022〕19號", "穗府办〔2022〕19号"),
            ("国发〔2015 28 号", "国发〔2015〕28号"),
            ("云工信技创〔2019 181", "云工信技创〔2019〕181号"),
            ("粤工信规字〔2020〕4号", "粤工信规字〔2020〕4号"),
            ("国发〔二〇一五〕28号", "国发〔2015〕28号"),
            ("石财教2023105号", "石财教〔2023〕105号"),
            ("(〔2020〕95号)", "〔2020〕95号"),
            ("桂政发〔2016〕12 号", "桂政发〔2016〕12号"),
        ];
        for (printed, standard) in cases {
            assert_eq!(document_number(&fold(printed), &lexicon).map(|n| n.to_string()).as_deref(), Some(standard), "{printed}");
        }
        for other in ["第273号", "2016年8月", "GB/T9704-2012", "(2022-2025年)", "1.2万", "电话83133333号"] {
            assert_eq!(document_number(&fold(other), &lexicon), None, "{other}");
        }
    }

    #[test]
    fn lead_in_words_are_no_part_of_the_number() {
        let lexicon = Lexicon::embedded();
        let found: Vec<String> = find("按照财库〔2022〕3号和工信厅科〔2018〕37号执行,参照桂政办发〔2021〕81号给予补助", &lexicon)
            .into_iter()
            .map(|(n, _)| n.to_string())
            .collect();
        assert_eq!(found, ["财库〔2022〕3号", "工信厅科〔2018〕37号", "桂政办发〔2021〕81号"]);
    }
}

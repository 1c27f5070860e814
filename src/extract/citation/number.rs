//! Document numbers (发文字号) in whatever form they are printed.
//!
//! GB/T 9704-2012 §7.2.5 prints 工信部科〔2016〕273号. Found as well: any other bracket, a lost opening or closing
//! bracket (工信部科〔2016 273号), no bracket at all (国发2015年28号), a lost 号 behind a bracket, Chinese digits, 第 and
//! leading noughts, 12-1号 and 特12号, further numbers under one 代字 (财税〔2018〕54号、99号), and the series that go by
//! another form (国务院令第813号, 财政部公告2023年第7号, 〔2023〕第4号公告).

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lexicon::Lexicon;
use crate::policy::DocumentNumber;
use crate::text::{numeral, pattern};

/// A number found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundNumber {
    /// Its place, the 代字 included; of a further number under one 代字 only its own digits.
    pub range: Range<usize>,
    /// The number in its parts; none for an order (令), which has no year.
    pub number: Option<DocumentNumber>,
    /// In the standard form: 工信部科〔2016〕273号, 闽科计〔2019〕12-1号, 国务院令第813号.
    pub standard: String,
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<prefix>[\p{Han}A-Za-z]{0,24})
        (?:
          # 〔2016〕273号, (2016)第273号, 〔2016 273号, 〔二〇一六〕三十号, 〔2016〕年12号, 〔2019〕12-1号, 〔2018〕54、99号
          [〔\[【(<《〖〘‘“{] (?P<year1>(?:19|2[0oO])[0-9oOl]{2}|[一二][〇零一二三四五六七八九]{3}) 年? (?P<close>[〕\]】)>》〗〙’”}]?) 年?
          (?:字?第)? (?P<mark>特)? (?P<n1>[0-9]{1,5}(?:、[0-9]{1,4}){0,20}|[一二三四五六七八九十百零〇]{1,6}) (?:-(?P<sub>[0-9]{1,3}))? (?P<end>号(?P<tail>公告|通告|令)?)?
          # 国发2015〕28号
        | (?P<year2>(?:19|20)[0-9]{2}) 年? [〕\]】)>》〗〙’”}] (?:字?第)? (?P<n2>[0-9]{1,5}) 号
          # 国发2015年28号, 石财教2023105号, 2021年第28号公告
        | (?P<year3>(?:19|20)[0-9]{2}) (?:年?第?) (?P<n3>[0-9]{1,4}) 号 (?P<tail3>公告|通告|令)?
        )",
    )
});
/// 国务院令第813号, 国务院令(第813号), 主席令第八十八号, 国务院第813号令
static ORDER: LazyLock<Regex> = LazyLock::new(|| {
    let n = "[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,6}";
    pattern(&format!(
        r"(?P<prefix>\p{{Han}}{{2,24}}令)(?:\(第?(?P<n1>{n})号\)|第?(?P<n2>{n})号)|(?P<body>\p{{Han}}{{2,24}})第(?P<n3>{n})号令"
    ))
});
/// 财税〔2018〕54号、99号 and 55号
static FURTHER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:、|和|及|与|,|以及)第?(?P<n>[0-9]{1,5})号"));

/// All document numbers of a text, in order.
pub fn numbers(text: &str, lexicon: &Lexicon) -> Vec<FoundNumber> {
    // Every form has 号 or a year in brackets; most texts have neither, and the patterns need not run.
    if !text.contains('号') && !text.contains(['〔', '[', '【']) {
        return Vec::new();
    }
    let mut found: Vec<FoundNumber> = Vec::new();
    for captures in NUMBER.captures_iter(text) {
        read(text, &captures, lexicon, &mut found);
    }
    let years = found.len();
    let mut next = 0;
    for order in ORDER.captures_iter(text) {
        let Some(one) = read_order(&order, lexicon) else { continue };
        while next < years && found[next].range.end <= one.range.start {
            next += 1;
        }
        if next >= years || found[next].range.start >= one.range.end {
            found.push(one);
        }
    }
    found.sort_by_key(|f| f.range.start);
    found
}

/// Whether a number of this text stands for a place or a thing: 15号楼.
fn is_thing(after: &str, lexicon: &Lexicon) -> bool {
    lexicon.citations.not_numbers.iter().any(|w| after.starts_with(w.as_str()))
}

fn read(text: &str, found: &Captures, lexicon: &Lexicon, out: &mut Vec<FoundNumber>) -> Option<()> {
    let whole = found.get(0)?;
    let after = &text[whole.end()..];
    if is_thing(after, lexicon) {
        return None;
    }
    let group = |names: [&str; 3]| names.iter().find_map(|n| found.name(n));
    let (year, serials) = (group(["year1", "year2", "year3"])?, group(["n1", "n2", "n3"])?);
    let printed = found.name("prefix")?;
    let tail = found.name("tail").or(found.name("tail3")).map_or("", |m| m.as_str());
    let bracketed = found.name("year1").is_some();
    let announces = ["公告", "通告", "令"].iter().any(|w| !tail.is_empty() || printed.as_str().ends_with(w));
    let prefix = if announces { issuer(printed.as_str(), lexicon) } else { series(printed.as_str(), lexicon) };
    if bracketed && found.name("end").is_none() {
        // Without 号 only a whole text counts, or a known 代字 with a bracket of document numbers: (云工信技创〔2019〕181)
        let alone = whole.start() == 0 && after.is_empty() && found.name("close").is_some_and(|c| !c.is_empty());
        let open = text[printed.end()..].starts_with(['〔', '[', '【']);
        let ends = after.is_empty() || after.starts_with([')', '、', '。', ',', ';', '》', '\n']);
        if !(alone || open && ends && begins_series(prefix, lexicon)) {
            return None;
        }
    }
    // (2023)15号 after a name is an address; without brackets the 代字 must be there and end like one.
    let ends = lexicon.citations.series_ends.iter().any(|w| prefix.ends_with(w.as_str()));
    let series_like = (2..=10).contains(&prefix.chars().count()) && ends && lexicon.jurisdiction(prefix).is_none();
    if !(bracketed || announces || series_like) {
        return None;
    }
    let start = printed.end() - prefix.len();
    let year = year.as_str().replace(['o', 'O'], "0").replace('l', "1");
    let year = u16::try_from(numeral::integer(&year)?).ok()?;
    let prefix = format!("{prefix}{tail}");
    let mark = found.name("mark").map_or("", |m| m.as_str());
    let sub = found.name("sub").map_or("", |m| m.as_str());
    let mut at = start..whole.end();
    let mut serial_end = serials.start();
    let mut serials = serials.as_str().split('、').peekable();
    while let Some(serial) = serials.next() {
        serial_end += serial.len();
        let number = DocumentNumber { prefix: prefix.clone(), year, serial: u32::try_from(numeral::integer(serial)?).ok()? };
        let standard = match serials.peek() {
            None if !(mark.is_empty() && sub.is_empty()) => {
                let dash = if sub.is_empty() { "" } else { "-" };
                format!("{}〔{year}〕{mark}{}{dash}{sub}号", number.prefix, number.serial)
            }
            _ => number.to_string(),
        };
        // 〔2018〕54、99号: each number keeps its own digits of the one mention.
        if serials.peek().is_some() {
            at.end = serial_end;
            serial_end += '、'.len_utf8();
        }
        out.push(FoundNumber { range: at.clone(), standard, number: Some(number) });
        at = at.end + '、'.len_utf8()..whole.end();
    }
    let mut end = whole.end();
    while let Some(more) = FURTHER.captures(&text[end..]) {
        let (whole, n) = (more.get(0)?, more.name("n")?);
        if is_thing(&text[end + whole.end()..], lexicon) || tail == "令" {
            break;
        }
        let number = DocumentNumber { prefix: prefix.clone(), year, serial: n.as_str().parse().ok()? };
        out.push(FoundNumber { range: end + n.start()..end + whole.end(), standard: number.to_string(), number: Some(number) });
        end += whole.end();
    }
    Some(())
}

/// 国务院令第813号; a word that only ends in 令 (命令第3号) is none.
fn read_order(order: &Captures, lexicon: &Lexicon) -> Option<FoundNumber> {
    let whole = order.get(0)?;
    let n = numeral::integer(order.name("n1").or(order.name("n2")).or(order.name("n3"))?.as_str())?;
    let printed = order.name("prefix").or(order.name("body"))?;
    let body = issuer(printed.as_str(), lexicon);
    let name = body.strip_suffix('令').unwrap_or(body);
    let issues = lexicon.places.ends_as_authority(name) || lexicon.citations.orders.iter().any(|w| name.ends_with(w.as_str()));
    let range = printed.end() - body.len()..whole.end();
    (issues && name.chars().count() >= 2).then(|| FoundNumber { range, number: None, standard: format!("{name}令第{n}号") })
}

/// Whether a text begins as a 代字 does: with the sign of a place (粤, 穗) or of a central body (国, 工信).
fn begins_series(text: &str, lexicon: &Lexicon) -> bool {
    text.chars().count() >= 2
        && (lexicon.authorities.is_symbol(text)
            || lexicon.places.of_number(text).is_some()
            || lexicon.citations.series_starts.iter().any(|w| text.starts_with(w.as_str())))
}

/// Where the words before a name end: after the last of 按照, 根据 …
fn after_lead_in(printed: &str, lexicon: &Lexicon) -> usize {
    let ends = lexicon.citations.lead_ins.iter().filter_map(|w| printed.rfind(w.as_str()).map(|i| i + w.len()));
    ends.filter(|end| *end < printed.len()).max().unwrap_or(0)
}

/// The body that an order or announcement names, without the words before it; 和 joins names and belongs to them.
fn issuer<'t>(printed: &'t str, lexicon: &Lexicon) -> &'t str {
    let kept = &printed[after_lead_in(printed, lexicon)..];
    let weak = lexicon.citations.weak_lead_ins.iter().find_map(|w| kept.strip_prefix(w.as_str()));
    weak.filter(|rest| {
        let name = rest.trim_end_matches('令').trim_end_matches("公告").trim_end_matches("通告");
        name.is_empty()
            || lexicon.places.is_authority(name)
            || lexicon.places.ends_as_authority(name)
            || lexicon.places.national_at_start(name).is_some()
    })
    .unwrap_or(kept)
}

/// The 代字 at the end of what stands before the year: without lead-ins and without a body's name before it.
fn series<'t>(printed: &'t str, lexicon: &Lexicon) -> &'t str {
    if let Some(known) = lexicon.authorities.longest_symbol_suffix(printed) {
        return known;
    }
    let base = after_lead_in(printed, lexicon);
    let mut kept = &printed[base..];
    // 按财库 -> 财库, 原湘工信 -> 湘工信; 京经信 stays, because 京 begins a 代字 and 信 does not.
    let weak = &lexicon.citations.weak_lead_ins;
    let cuts = kept.char_indices().filter_map(|(i, _)| weak.iter().find(|w| kept[i..].starts_with(w.as_str())).map(|w| i + w.len()));
    let begins = std::iter::once(0).chain(cuts).find(|at| begins_series(&kept[*at..], lexicon));
    let first = weak.iter().find(|w| kept.starts_with(w.as_str())).map(|w| w.len());
    kept = &kept[begins.or(first).filter(|at| *at < kept.len()).unwrap_or(0)..];
    // 广东省人民政府粤府 -> 粤府, 财政部财库 -> 财库; but 工信部科 stays whole.
    let whole = kept;
    for (at, _) in whole.char_indices().skip(1) {
        let (body, rest) = whole.split_at(at);
        let sign = lexicon.citations.series_starts.iter().any(|w| w == body);
        let named = !sign && (lexicon.places.is_authority(body) || body.ends_with("人民政府"));
        if named && begins_series(rest, lexicon) {
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
    whole(folded, lexicon)?.number
}

/// The standard form of a folded text that is a document number, orders and 12-1号 included.
pub fn standard_number(folded: &str, lexicon: &Lexicon) -> Option<String> {
    Some(whole(folded, lexicon)?.standard)
}

/// A text that is one number and nothing else.
fn whole(folded: &str, lexicon: &Lexicon) -> Option<FoundNumber> {
    let text = folded.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(folded);
    let with_mark;
    let text = if ["号", "公告", "通告", "令"].iter().any(|w| text.ends_with(w)) {
        text
    } else {
        with_mark = format!("{text}号");
        &with_mark
    };
    let found = numbers(text, lexicon).into_iter().next()?;
    (found.range.end == text.len() && text[..found.range.start].chars().all(char::is_alphabetic)).then_some(found)
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
            "工信部科〔2o16〕273号",
            "(工信部科〔2016〕273)",
            "（工信部科〔2016 273）",
            "工信部科〔二〇一六〕二百七十三号",
            "按照工信部科〔2016〕273号",
            "根据《X》和工信部科〔2016〕273号",
        ];
        for form in forms {
            assert_eq!(read(form), ["工信部科〔2016〕273号"], "{form}");
        }
    }

    #[test]
    fn other_series_and_glued_names_are_read() {
        let cases: [(&str, &[&str]); 28] = [
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
            ("依据工业和信息化部令 第35号", &["工业和信息化部令第35号"]),
            ("（国务院令第785号）", &["国务院令第785号"]),
            ("国务院第752号令", &["国务院令第752号"]),
            ("按国家发展改革委令2021年第44号", &["国家发展改革委令〔2021〕44号"]),
            ("国家知识产权局〔2023〕第4号公告", &["国家知识产权局公告〔2023〕4号"]),
            ("国家税务总局2021年第28号公告", &["国家税务总局公告〔2021〕28号"]),
            ("皖经信科技【2021】８号", &["皖经信科技〔2021〕8号"]),
            ("京經信發〔2021〕7號", &["京经信发〔2021〕7号"]),
            ("原湘经信发〔2017〕7号、按财库〔2022〕3号", &["湘经信发〔2017〕7号", "财库〔2022〕3号"]),
            ("闽科计〔2019〕12-1号", &["闽科计〔2019〕12-1号"]),
            ("渝府办发〔2020〕特12号", &["渝府办发〔2020〕特12号"]),
            ("财税〔2018〕54号、99号和101号", &["财税〔2018〕54号", "财税〔2018〕99号", "财税〔2018〕101号"]),
            ("财税〔2018〕54、99号", &["财税〔2018〕54号", "财税〔2018〕99号"]),
            ("工信部财〔2021〕173号", &["工信部财〔2021〕173号"]),
            ("命令第3号、2024年第3号台风、计划（2021）5", &[]),
            ("冀财企2021年17号", &["冀财企〔2021〕17号"]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(document_number("工信部科〔2016〕273", &Lexicon::embedded()).map(|n| n.serial), Some(273));
        assert_eq!(document_number("见国发〔2015〕28号文", &Lexicon::embedded()), None);
    }
}

//! Where in its words a fact's number stands, so that it can be marked and told from its neighbours.
//!
//! 分别给予3000万元、1000万元 are two facts with one quote: the value says which number is whose.

use std::ops::Range;

use crate::extract::{Fact, FactKind};
use crate::text::numeral::{self, Decimal};

/// Words before a number that belong to its value: 一次性不超过200万元.
const BEFORE: [&str; 22] = [
    "不超过",
    "不高于",
    "不低于",
    "不少于",
    "不多于",
    "最高",
    "最多",
    "最长",
    "最低",
    "至少",
    "超过",
    "突破",
    "达到",
    "大于",
    "少于",
    "约",
    "一次性",
    "累计",
    "每年",
    "年均",
    "平均",
    "近三年",
];

/// Words after a number that belong to its value: 20家以上, 15家左右.
const AFTER: [&str; 5] = ["以上", "以下", "以内", "左右", "内"];

/// The place of the number of `fact` in its folded `quote`, with the words that bound it; none when
/// no number there has the value.
pub fn place(quote: &str, fact: &Fact) -> Option<Range<usize>> {
    if fact.kind == FactKind::Recurring {
        return recurring(quote, &fact.value);
    }
    let mut last_end = 0;
    for (at, c) in quote.char_indices() {
        if at < last_end || !numeral::begins(c) {
            continue;
        }
        let Some(number) = numeral::number(&quote[at..]) else { continue };
        last_end = at + number.len;
        if let Some((start, end)) = reads(quote, at, last_end, number.value, fact) {
            return Some(widen(quote, start, end));
        }
    }
    (fact.value == "P6M").then(|| quote.find("半年")).flatten().map(|at| widen(quote, at, at + "半年".len()))
}

/// Whether the number at `start..end` is the fact's value; then where the value with its unit stands.
fn reads(quote: &str, start: usize, end: usize, number: Decimal, fact: &Fact) -> Option<(usize, usize)> {
    let rest = &quote[end..];
    let after = |words: &[&str]| words.iter().find(|w| rest.starts_with(**w)).map(|w| end + w.len());
    let value = || decimal(&fact.value);
    match fact.kind {
        FactKind::Money => (number == value()?).then(|| (start, after(&["元", "美元", "港元", "欧元", "级"]).unwrap_or(end))),
        FactKind::Count => (number == value()?).then(|| (start, fact.unit.as_deref().and_then(|u| after(&[u])).unwrap_or(end))),
        FactKind::Ratio => {
            let hundredth = number.shift(-2)? == value()?;
            let sign = "百分之";
            if hundredth && quote[..start].ends_with(sign) {
                return Some((start - sign.len(), end));
            }
            if hundredth && let Some(end) = after(&["%"]) {
                return Some((start, end));
            }
            (number.shift(-1)? == value()?).then(|| after(&["成"])).flatten().map(|end| (start, end))
        }
        FactKind::Date => {
            let year = decimal(fact.value.get(..4)?)?;
            let end = (number == year).then(|| after(&["年"])).flatten()?;
            let more = quote[end..].char_indices().take_while(|(_, c)| c.is_ascii_digit() || matches!(c, '月' | '日' | '底' | '末' | '前'));
            Some((start, more.last().map_or(end, |(at, c)| end + at + c.len_utf8())))
        }
        FactKind::Duration => {
            let units: &[&str] = match fact.value.chars().last()? {
                'Y' => &["年", "周年"],
                'M' if !fact.value.contains('T') => &["个月", "月"],
                'D' => &["个工作日", "工作日", "日", "天"],
                'W' => &["周", "个星期"],
                _ => return None,
            };
            let written = decimal(fact.value.trim_start_matches('P').trim_end_matches(|c: char| c.is_ascii_alphabetic()))?;
            (number == written).then(|| after(units)).flatten().map(|end| (start, end))
        }
        FactKind::Recurring => None,
    }
}

fn recurring(quote: &str, value: &str) -> Option<Range<usize>> {
    let words: &[&str] = match value {
        "P1Y" => &["每年度", "每年", "年度", "逐年"],
        "P6M" => &["每半年"],
        "P3M" => &["每季度", "季度"],
        "P1M" => &["每月", "月度"],
        _ => &["每"],
    };
    if let Some(found) = words.iter().find_map(|w| quote.find(w).map(|at| at..at + w.len())).filter(|_| words != ["每"]) {
        return Some(found);
    }
    let years = decimal(value.trim_start_matches('P').trim_end_matches('Y'))?;
    let mut starts = quote.char_indices().filter(|(_, c)| numeral::begins(*c));
    starts.find_map(|(at, _)| {
        let number = numeral::number(&quote[at..]).filter(|n| n.value == years)?;
        let end = at + number.len;
        quote[end..].starts_with('年').then(|| at..end + '年'.len_utf8())
    })
}

fn widen(quote: &str, mut start: usize, mut end: usize) -> Range<usize> {
    while let Some(word) = BEFORE.iter().find(|w| quote[..start].ends_with(**w)) {
        start -= word.len();
    }
    if let Some(word) = AFTER.iter().find(|w| quote[end..].starts_with(**w)) {
        end += word.len();
    }
    start..end
}

/// Reads plain digits: 200000, 0.3.
pub fn decimal(digits: &str) -> Option<Decimal> {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(rest) || digits.len() > 30 {
        return None;
    }
    Some(Decimal::new(format!("{whole}{rest}").parse().ok()?, u32::try_from(rest.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing::fact;

    #[test]
    fn each_value_finds_its_own_number() {
        use FactKind::{Count, Date, Duration, Money, Ratio, Recurring};
        let cases = [
            (Money, "30000000", "分别给予3000万元、1000万元的一次性补助", "3000万元"),
            (Money, "10000000", "分别给予3000万元、1000万元的一次性补助", "1000万元"),
            (Money, "2000000", "给予一次性不超过200万元财政资金补助", "一次性不超过200万元"),
            (Money, "100000000000", "设立千亿级产业投资母基金", "千亿级"),
            (Ratio, "0.02", "比重不低于2%", "不低于2%"),
            (Ratio, "0.5", "按百分之五十给予补助", "百分之五十"),
            (Count, "3", "组建单位不少于3家", "不少于3"),
            (Date, "2027-12-31", "到2027年底", "2027年底"),
            (Duration, "P3Y", "建设期最长不超过3年", "最长不超过3年"),
            (Duration, "P6M", "在半年内完成", "半年内"),
            (Duration, "P30D", "30日内", "30日内"),
            (Recurring, "P1Y", "每年向省工业和信息化厅报送", "每年"),
            (Recurring, "P3Y", "三年定期考核", "三年"),
        ];
        for (kind, value, quote, words) in cases {
            assert_eq!(place(quote, &fact("1", kind, value, quote, 0)).map(|r| &quote[r]), Some(words), "{value} in {quote}");
        }
        assert_eq!(place("给予奖励", &fact("1", Money, "1", "给予奖励", 0)), None);
        assert_eq!(place("按3%", &fact("1", Ratio, "", "按3%", 0)), None);
    }
}

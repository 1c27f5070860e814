//! A fact's value in plain Chinese: 一次性，不超过 200 万元; 近三年平均不低于 1 亿元; 不少于 3 家.

use crate::extract::{Bound, Fact, FactKind, Per, Role, Window};
use crate::text::numeral::{self, Decimal};

use crate::search::currency_name;
use crate::topic::amount::decimal;

/// The value of a fact with its bound, window and how often it is given.
///
/// ```
/// use tiaoli::compare::value::plain;
/// use tiaoli::extract::Fact;
/// let fact: Fact = serde_json::from_str(r#"{"address":"4/2","kind":"money","value":"2000000","bound":"at_most","role":"support",
///     "per":"once","quote":"给予一次性不超过200万元","span":[0,0],"rule":"money"}"#).unwrap();
/// assert_eq!(plain(&fact), "一次性，不超过 200 万元");
/// ```
pub fn plain(fact: &Fact) -> String {
    let mut amount = amount(fact);
    if fact.role == Some(Role::Equity) {
        amount = spaced("股权投资", &amount);
    }
    if fact.role == Some(Role::Limit) && fact.bound == Bound::Exactly {
        amount = spaced("限", &amount);
    }
    let window = fact.window.as_ref().map(window).unwrap_or_default();
    if !window.is_empty() {
        amount = spaced(&window, &amount);
    }
    match fact.per.map(per) {
        None => amount,
        Some(per) if amount.starts_with(|c: char| c.is_ascii_digit()) => format!("{per} {amount}"),
        Some(per) => format!("{per}，{amount}"),
    }
}

/// The amount of a fact with its bound: 不超过 200 万元.
pub(super) fn amount(fact: &Fact) -> String {
    let (least, most) = match fact.kind {
        FactKind::Count => ("不少于", "不超过"),
        FactKind::Duration => ("不少于", "最长不超过"),
        FactKind::Date => return date(&fact.value, fact.bound),
        FactKind::Recurring => return recurring(&fact.value),
        _ => ("不低于", "不超过"),
    };
    let number = match fact.kind {
        FactKind::Money => money(&fact.value, fact.currency.as_deref()),
        kind => number(kind, &fact.value, fact.unit.as_deref()),
    };
    match fact.bound {
        Bound::Exactly => number,
        Bound::AtMost => spaced(most, &number),
        Bound::AtLeast => spaced(least, &number),
        Bound::MoreThan => spaced("超过", &number),
        Bound::LessThan => spaced("低于", &number),
        Bound::About => format!("{number}左右"),
    }
}

/// A value that limits nothing, in the form its kind has in a fact: 1.05 亿元, 2.5%, 30 人. Money is in yuan.
pub(super) fn number(kind: FactKind, value: &str, unit: Option<&str>) -> String {
    match kind {
        FactKind::Money => money(value, None),
        FactKind::Ratio => ratio(value),
        FactKind::Count => spaced(value, unit.unwrap_or_default()),
        FactKind::Duration => duration(value, unit),
        FactKind::Date => date(value, Bound::Exactly),
        FactKind::Recurring => recurring(value),
    }
}

/// Money in the largest of 万亿, 亿, 万 and 元 that keeps every digit with at most four decimals.
pub(super) fn money(value: &str, currency: Option<&str>) -> String {
    let name = match currency.filter(|code| *code != "CNY") {
        None => "元",
        Some(code) => match currency_name(code) {
            Some(name) => name,
            None => return format!("{value} {code}"),
        },
    };
    let Some(yuan) = decimal(value) else { return spaced(value, name) };
    for (power, unit) in [(12, "万亿"), (8, "亿"), (4, "万")] {
        let Some(shifted) = yuan.shift(-power).filter(|s| *s >= Decimal::from_int(1)) else { continue };
        let digits = shifted.to_string();
        if digits.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 4) {
            return format!("{digits} {unit}{name}");
        }
    }
    format!("{yuan} {name}")
}

/// 0.02 is 2%.
fn ratio(value: &str) -> String {
    decimal(value).and_then(|d| d.shift(2)).map_or_else(|| value.to_owned(), |percent| format!("{percent}%"))
}

/// ISO 8601 to words: P3Y is 3 年, P6M 半年, P1M 1 个月, P30D 30 日, P1Y6M 1 年 6 个月.
fn duration(value: &str, unit: Option<&str>) -> String {
    if value == "P6M" {
        return "半年".to_owned();
    }
    let (mut out, mut digits, mut time) = (Vec::new(), String::new(), false);
    for c in value.chars() {
        let name = match c {
            'P' => continue,
            'T' => {
                time = true;
                continue;
            }
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'Y' => "年",
            'M' if time => "分钟",
            'M' => "个月",
            'W' => "周",
            'D' => unit.filter(|u| u.contains("工作日")).map_or("日", |_| "个工作日"),
            'H' => "小时",
            _ => return value.to_owned(),
        };
        out.push(format!("{} {name}", std::mem::take(&mut digits)));
    }
    if out.is_empty() { value.to_owned() } else { out.join(" ") }
}

/// P1Y is 每年, P3Y 每 3 年.
fn recurring(value: &str) -> String {
    match value {
        "P1Y" => "每年".to_owned(),
        "P6M" => "每半年".to_owned(),
        "P3M" => "每季度".to_owned(),
        "P1M" => "每月".to_owned(),
        "P1W" | "P7D" => "每周".to_owned(),
        "P1D" => "每日".to_owned(),
        _ => spaced("每", &duration(value, None)),
    }
}

/// 2027-12-31 by the end of which something is due is 到 2027 年底.
fn date(value: &str, bound: Bound) -> String {
    let mut parts = value.split('-').map(|p| p.trim_start_matches('0'));
    let (year, month, day) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if bound == Bound::AtMost && value.ends_with("-12-31") {
        return format!("到 {year} 年底");
    }
    let mut words = format!("{year} 年");
    for (part, name) in [(month, "月"), (day, "日")] {
        if let Some(part) = part {
            words.push_str(&format!(" {part} {name}"));
        }
    }
    match bound {
        Bound::AtMost | Bound::LessThan => format!("{words}前"),
        Bound::AtLeast | Bound::MoreThan => format!("{words}起"),
        Bound::Exactly => words,
        Bound::About => format!("{words}左右"),
    }
}

fn per(per: Per) -> &'static str {
    match per {
        Per::Once => "一次性",
        Per::Year => "每年",
        Per::Month => "每月",
        Per::Cumulative => "累计",
    }
}

/// 近三年平均, 近三年每年, 近三年累计.
fn window(window: &Window) -> String {
    let mode = match window.mode.as_str() {
        // One year has no mean: 上年度.
        _ if window.years == 1 => "",
        "average" => "平均",
        "each" => "每年",
        "total" => "累计",
        _ => "",
    };
    format!("近{}年{mode}", numeral::to_chinese(window.years))
}

/// Joins two words, with a space where Chinese meets a digit.
fn spaced(left: &str, right: &str) -> String {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let apart = digit(left.chars().last()) != digit(right.chars().next()) && !left.is_empty() && !right.is_empty();
    if apart { format!("{left} {right}") } else { format!("{left}{right}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing::fact;

    #[test]
    fn money_keeps_every_digit() {
        let cases = [
            ("2000000", "200 万元"),
            ("100000000", "1 亿元"),
            ("30000000", "3000 万元"),
            ("1200000000000", "1.2 万亿元"),
            ("200000000000", "2000 亿元"),
            ("150000000", "1.5 亿元"),
            ("123456789", "12345.6789 万元"),
            ("12345.67", "12345.67 元"),
            ("5000", "5000 元"),
            ("0", "0 元"),
            ("", "元"),
            ("很多", "很多元"),
        ];
        for (value, words) in cases {
            assert_eq!(money(value, None), words, "{value}");
        }
        assert_eq!(money("2000000", Some("USD")), "200 万美元");
        assert_eq!(money("2000000", Some("CHF")), "200 万瑞士法郎");
        assert_eq!(money("2000000", Some("SEK")), "2000000 SEK");
    }

    #[test]
    fn values_are_said_in_plain_chinese() {
        use Bound::{About, AtLeast, AtMost, Exactly, LessThan, MoreThan};
        use FactKind::{Count, Date, Duration, Money, Ratio, Recurring};
        let cases = [
            (Ratio, "0.02", AtLeast, "不低于 2%"),
            (Ratio, "0.034", Exactly, "3.4%"),
            (Count, "3", AtLeast, "不少于 3 家"),
            (Count, "15", About, "15 家左右"),
            (Count, "20", MoreThan, "超过 20 家"),
            (Money, "100000000", AtMost, "不超过 1 亿元"),
            (Money, "10000", LessThan, "低于 1 万元"),
            (Duration, "P3Y", AtMost, "最长不超过 3 年"),
            (Duration, "P6M", AtMost, "最长不超过半年"),
            (Duration, "P1M", AtLeast, "不少于 1 个月"),
            (Duration, "P30D", Exactly, "30 日"),
            (Duration, "P1Y6M", Exactly, "1 年 6 个月"),
            (Duration, "PT2H", Exactly, "2 小时"),
            (Recurring, "P1Y", Exactly, "每年"),
            (Recurring, "P3Y", Exactly, "每 3 年"),
            (Date, "2027-12-31", AtMost, "到 2027 年底"),
            (Date, "2025-06-30", AtMost, "2025 年 6 月 30 日前"),
            (Date, "2025-02-18", Exactly, "2025 年 2 月 18 日"),
            (Date, "2024-01-01", AtLeast, "2024 年 1 月 1 日起"),
        ];
        for (kind, value, bound, words) in cases {
            let fact = Fact { bound, unit: (kind == Count).then(|| "家".to_owned()), ..fact("1", kind, value, "", 0) };
            assert_eq!(plain(&fact), words, "{kind:?} {value}");
        }
    }

    #[test]
    fn how_often_of_which_years_and_for_what_go_before_the_amount() {
        let base = fact("1", FactKind::Money, "100000000", "", 0);
        let window = Window { years: 3, mode: "average".to_owned() };
        let cases = [
            (Fact { per: Some(Per::Once), bound: Bound::AtMost, ..base.clone() }, "一次性，不超过 1 亿元"),
            (Fact { per: Some(Per::Once), ..base.clone() }, "一次性 1 亿元"),
            (Fact { per: Some(Per::Year), bound: Bound::AtMost, ..base.clone() }, "每年，不超过 1 亿元"),
            (Fact { window: Some(window), bound: Bound::AtLeast, ..base.clone() }, "近三年平均不低于 1 亿元"),
            (Fact { role: Some(Role::Equity), bound: Bound::AtMost, ..base.clone() }, "股权投资不超过 1 亿元"),
            (Fact { role: Some(Role::Equity), kind: FactKind::Ratio, value: "0.3".into(), ..base.clone() }, "股权投资 30%"),
            (Fact { role: Some(Role::Limit), kind: FactKind::Count, value: "1".into(), unit: Some("家".into()), ..base }, "限 1 家"),
        ];
        for (fact, words) in cases {
            assert_eq!(plain(&fact), words);
        }
    }
}

//! A fact's value for readers: 一次性，不超过 200 万元; 近三年平均不低于 1 亿元; 不少于 3 家.
//!
//! The words stand in `web/messages/*/values.ftl`; here is decided which of them a value needs.

use crate::extract::{Bound, Fact, FactKind, Per, Role, Window};
use crate::message::Message;

use crate::search::currency_name;
use crate::topic::amount::decimal;

/// The value of a fact with its bound, window and how often it is given.
///
/// ```
/// use tiaoli::compare::value::plain;
/// use tiaoli::extract::Fact;
/// use tiaoli::message::Language;
/// let fact: Fact = serde_json::from_str(r#"{"address":"4/2","kind":"money","value":"2000000","bound":"at_most","role":"support",
///     "per":"once","quote":"给予一次性不超过200万元","span":[0,0],"rule":"money"}"#).unwrap();
/// assert_eq!(plain(&fact).to_string(), "一次性，不超过 200 万元");
/// assert_eq!(plain(&fact).say(Language::English), "up to CNY 2 million, one-off");
/// ```
pub fn plain(fact: &Fact) -> Message {
    let mut value = amount(fact);
    if fact.role == Some(Role::Equity) {
        value = Message::new("value-equity").with("value", value);
    }
    if fact.role == Some(Role::Limit) && fact.bound == Bound::Exactly {
        value = Message::new("value-limit").with("value", value);
    }
    if let Some(window) = &fact.window {
        value = Message::new("value-window").with("window", self::window(window)).with("value", value);
    }
    let per = match fact.per {
        None => return value,
        Some(Per::Once) => "value-once",
        Some(Per::Year) => "value-yearly",
        Some(Per::Month) => "value-monthly",
        Some(Per::Cumulative) => "value-cumulative",
    };
    Message::new(per).with("value", value)
}

/// The amount of a fact with its bound: 不超过 200 万元.
pub(super) fn amount(fact: &Fact) -> Message {
    let (least, most) = match fact.kind {
        FactKind::Count => ("value-at-least-count", "value-at-most"),
        FactKind::Duration => ("value-at-least-count", "value-at-most-time"),
        FactKind::Date => return date(&fact.value, fact.bound),
        FactKind::Recurring => return recurring(&fact.value),
        _ => ("value-at-least", "value-at-most"),
    };
    let number = match fact.kind {
        FactKind::Money => money(&fact.value, fact.currency.as_deref()),
        kind => number(kind, &fact.value, fact.unit.as_deref()),
    };
    let bound = match fact.bound {
        Bound::Exactly => return number,
        Bound::AtMost => most,
        Bound::AtLeast => least,
        Bound::MoreThan => "value-more-than",
        Bound::LessThan => "value-less-than",
        Bound::About => "value-about",
    };
    Message::new(bound).with("value", number)
}

/// A value that limits nothing, in the form its kind has in a fact: 1.05 亿元, 2.5%, 30 人. Money is in yuan.
pub(super) fn number(kind: FactKind, value: &str, unit: Option<&str>) -> Message {
    match kind {
        FactKind::Money => money(value, None),
        FactKind::Ratio => ratio(value),
        FactKind::Count => count(value, unit.unwrap_or_default()),
        FactKind::Duration => duration(value, unit),
        FactKind::Date => date(value, Bound::Exactly),
        FactKind::Recurring => recurring(value),
    }
}

/// Money in the largest step of the language that keeps every digit with at most four decimals: 200 万元, CNY 2 million.
pub(super) fn money(value: &str, currency: Option<&str>) -> Message {
    match currency.filter(|code| *code != "CNY") {
        None => Message::new("value-money").with("yuan", tidy(value)),
        Some(code) => match currency_name(code) {
            Some(name) => Message::new("value-money-of").with("amount", tidy(value)).with("currency", Message::name(name)),
            None => format!("{value} {code}").into(),
        },
    }
}

/// 2000000.00 is 2000000.
fn tidy(value: &str) -> String {
    decimal(value).map_or_else(|| value.to_owned(), |d| d.to_string())
}

/// A number with its unit: 30 人.
pub(super) fn count(value: &str, unit: &str) -> Message {
    if unit.is_empty() {
        return value.into();
    }
    Message::new("value-count").with("n", value).with("unit", Message::name(unit))
}

/// 0.02 is 2%.
fn ratio(value: &str) -> Message {
    decimal(value).and_then(|d| d.shift(2)).map_or_else(|| value.into(), |percent| format!("{percent}%").into())
}

/// A number of something that English counts in singular and plural.
pub(super) fn counted(id: &'static str, number: &str) -> Message {
    match number.parse::<i64>() {
        Ok(whole) => Message::new(id).with("n", whole),
        Err(_) => Message::new(id).with("n", number),
    }
}

/// ISO 8601 to words: P3Y is 3 年, P6M 半年, P1M 1 个月, P30D 30 日, P1Y6M 1 年 6 个月.
fn duration(value: &str, unit: Option<&str>) -> Message {
    if value == "P6M" {
        return Message::new("time-half-year");
    }
    let (mut out, mut digits, mut time): (Option<Message>, String, bool) = (None, String::new(), false);
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
            'Y' => "time-years",
            'M' if time => "time-minutes",
            'M' => "time-months",
            'W' => "time-weeks",
            'D' if unit.is_some_and(|u| u.contains("工作日")) => "time-working-days",
            'D' => "time-days",
            'H' => "time-hours",
            _ => return value.into(),
        };
        let part = counted(name, &std::mem::take(&mut digits));
        out = Some(match out {
            None => part,
            Some(before) => Message::new("time-and").with("first", before).with("then", part),
        });
    }
    out.unwrap_or_else(|| value.into())
}

/// P1Y is 每年, P3Y 每 3 年.
fn recurring(value: &str) -> Message {
    let every = match value {
        "P1Y" => "every-year",
        "P6M" => "every-half-year",
        "P3M" => "every-quarter",
        "P1M" => "every-month",
        "P1W" | "P7D" => "every-week",
        "P1D" => "every-day",
        _ => return Message::new("every-time").with("time", duration(value, None)),
    };
    Message::new(every)
}

/// 2027-12-31 by the end of which something is due is 到 2027 年底.
fn date(value: &str, bound: Bound) -> Message {
    let mut parts = value.split('-').map(|p| p.trim_start_matches('0'));
    let year = parts.next().unwrap_or_default();
    if bound == Bound::AtMost && value.ends_with("-12-31") {
        return Message::new("day-year-end").with("year", year);
    }
    let day = match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => Message::new("day-full").with("year", year).with("month", month).with("day", day),
        (Some(month), None) => Message::new("day-month").with("year", year).with("month", month),
        (None, _) => Message::new("day-year").with("year", year),
    };
    let bound = match bound {
        Bound::AtMost | Bound::LessThan => "day-before",
        Bound::AtLeast | Bound::MoreThan => "day-from",
        Bound::Exactly => return day,
        Bound::About => "day-about",
    };
    Message::new(bound).with("day", day)
}

/// 近三年平均, 近三年每年, 近三年累计.
fn window(window: &Window) -> Message {
    let id = match window.mode.as_str() {
        // One year has no mean: 上年度.
        _ if window.years == 1 => "window-plain",
        "average" => "window-average",
        "each" => "window-each",
        "total" => "window-total",
        _ => "window-plain",
    };
    Message::new(id).with("years", window.years)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Language;
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
            assert_eq!(money(value, None).to_string(), words, "{value}");
        }
        let foreign = |code: &str| money("2000000", Some(code)).to_string();
        assert_eq!((foreign("USD"), foreign("CHF")), ("200 万美元".to_owned(), "200 万瑞士法郎".to_owned()));
        assert_eq!(foreign("SEK"), "2000000 SEK");
        assert_eq!(money("2500000", Some("USD")).say(Language::English), "USD 2.5 million");
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
            assert_eq!(plain(&fact).to_string(), words, "{kind:?} {value}");
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
            assert_eq!(plain(&fact).to_string(), words);
        }
    }

    #[test]
    fn english_says_the_same_in_its_own_order() {
        use Bound::{About, AtLeast, AtMost, Exactly};
        use FactKind::{Count, Date, Duration, Money, Ratio, Recurring};
        let base = |kind, value: &str, bound| Fact { bound, ..fact("1", kind, value, "", 0) };
        let window = Window { years: 3, mode: "average".to_owned() };
        let cases = [
            (base(Money, "5000000", AtMost), "up to CNY 5 million"),
            (base(Money, "123456789", Exactly), "CNY 123,456,789"),
            (base(Ratio, "0.02", AtLeast), "at least 2%"),
            (Fact { unit: Some("人".into()), ..base(Count, "30", AtLeast) }, "at least 30 people"),
            (base(Count, "3", About), "about 3"),
            (base(Duration, "P3Y", AtMost), "at most 3 years"),
            (base(Duration, "P1Y", AtMost), "at most 1 year"),
            (base(Duration, "P1Y6M", Exactly), "1 year 6 months"),
            (base(Recurring, "P3Y", Exactly), "every 3 years"),
            (base(Date, "2027-12-31", AtMost), "by the end of 2027"),
            (base(Date, "2025-06-30", AtMost), "by 2025-06-30"),
            (base(Date, "2025-02", AtLeast), "from 2025-02"),
            (Fact { per: Some(Per::Once), ..base(Money, "2000000", Exactly) }, "CNY 2 million, one-off"),
            (Fact { window: Some(window), ..base(Money, "100000000", AtLeast) }, "at least CNY 100 million (average of the last 3 years)"),
            (Fact { role: Some(Role::Equity), ..base(Ratio, "0.3", Exactly) }, "equity investment: 30%"),
        ];
        for (fact, words) in cases {
            assert_eq!(plain(&fact).say(Language::English), words);
        }
        let yearly = Fact { per: Some(Per::Year), ..base(Money, "5000000", AtMost) };
        assert_eq!(plain(&yearly).say(Language::Hant), "每年，不超過 500 萬元");
    }
}

//! Comparisons of numbers in a query: 资助>=500万, support.ratio>=30%, 条件.销售收入<=1亿, 截止<=2027-12-31.
//!
//! Recipe: [`test`] reads what stands left of the sign (roles, kinds and measures, divided by points), [`range`]
//! reads the value with its unit; the unit says the kind where the left side does not. [`value`] writes one again.

use super::names::{self, CURRENCIES};
use super::query::{FactTest, Limit};
use crate::extract::FactKind;
use crate::index::{HALF_HOURS, date};
use crate::message::{self, Language, Message};
use crate::text::fold;
use crate::text::numeral::{self, Decimal};

/// What was expected where a comparison cannot be read, with an example.
pub type Expected = Message;

const AMOUNT: Expected = Message::new("query-expected-value");
const MONEY: Expected = Message::new("query-expected-money");
const RATIO: Expected = Message::new("query-expected-ratio");
const COUNT: Expected = Message::new("query-expected-count");
const DATE: Expected = Message::new("query-expected-date");
const LENGTH: Expected = Message::new("query-expected-length");

/// A sign of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `>=`
    AtLeast,
    /// `>`
    More,
    /// `<=`
    AtMost,
    /// `<`
    Less,
    /// `=`
    Equal,
}

/// The sign that stands at the beginning of folded characters, and its length.
pub fn sign(first: Option<char>, second: Option<char>) -> Option<(Sign, usize)> {
    Some(match (first?, second) {
        ('>', Some('=')) | ('=', Some('>')) => (Sign::AtLeast, 2),
        ('<', Some('=')) | ('=', Some('<')) => (Sign::AtMost, 2),
        ('≥' | '≧', _) => (Sign::AtLeast, 1),
        ('≤' | '≦', _) => (Sign::AtMost, 1),
        ('>', _) => (Sign::More, 1),
        ('<', _) => (Sign::Less, 1),
        ('=', _) => (Sign::Equal, 1),
        _ => return None,
    })
}

/// Reads `path sign value`.
///
/// # Errors
/// What was expected instead.
pub fn test(path: &str, sign: Sign, text: &str) -> Result<FactTest, Expected> {
    let mut test = path_of(path)?;
    let folded = fold(text);
    let (first, last) = match folded.split_once("..").filter(|_| sign == Sign::Equal) {
        Some((first, last)) => (Some(first), Some(last.trim_start_matches('.'))),
        None => (Some(folded.as_str()), None),
    };
    let mut read = |text: Option<&str>| text.map(|text| range(text, &mut test)).transpose();
    let first = read(first)?.ok_or(AMOUNT)?;
    let last = read(last)?.unwrap_or(first);
    let limit = |value, strict| Some(Limit { value, strict });
    (test.least, test.most) = match sign {
        Sign::AtLeast => (limit(first.0, false), None),
        Sign::More => (limit(first.1, true), None),
        Sign::AtMost => (None, limit(first.1, false)),
        Sign::Less => (None, limit(first.0, true)),
        Sign::Equal if last.1 < first.0 => (limit(last.0, false), limit(first.1, false)),
        Sign::Equal => (limit(first.0, false), limit(last.1, false)),
    };
    Ok(test)
}

/// A test between two values as typed, either of which may be empty.
///
/// # Errors
/// What was expected instead.
pub fn between(mut test: FactTest, min: &str, max: &str) -> Result<FactTest, Expected> {
    let (min, max) = (fold(min), fold(max));
    let mut read = |text: &str| (!text.is_empty()).then(|| range(text, &mut test)).transpose();
    let (min, max) = (read(&min)?, read(&max)?);
    let (min, max) = match (min, max) {
        (Some(a), Some(b)) if b.1 < a.0 => (Some(b), Some(a)),
        ends => ends,
    };
    test.least = min.map(|(first, _)| Limit { value: first, strict: false });
    test.most = max.map(|(_, last)| Limit { value: last, strict: false });
    Ok(test)
}

/// Reads roles, kinds and measures divided by points, in any order: support.ratio, 条件.销售收入
fn path_of(path: &str) -> Result<FactTest, Expected> {
    let mut test = FactTest::default();
    for part in path.split('.') {
        let part = fold(part);
        let taken = if part.is_empty() || !part.chars().all(|c| c.is_alphanumeric() || c == '_') {
            true
        } else if let Some(role) = names::role(&part) {
            test.role.replace(role).is_some()
        } else if let Some(kind) = names::kind(&part) {
            test.kind.replace(kind).is_some()
        } else if names::DEADLINE.contains(&part.as_str()) {
            test.deadline = true;
            test.kind.replace(FactKind::Date).is_some()
        } else {
            test.measure.replace(part).is_some()
        };
        if taken {
            return Err(Message::new("query-expected-left"));
        }
    }
    Ok(test)
}

/// The least and greatest value that a text means (a year is all its days); sets kind, unit and currency of `test`.
fn range(text: &str, test: &mut FactTest) -> Result<(Decimal, Decimal), Expected> {
    let year = text.chars().take_while(char::is_ascii_digit).count() == 4;
    if test.kind == Some(FactKind::Date) || (test.kind.is_none() && year && text[4..].starts_with(['-', '/', '年'])) {
        let iso: String = text.trim_end_matches(['日', '底', '末', '前', '止']).replace(['年', '月', '/', '.'], "-");
        let (first, last) = date(iso.trim_end_matches('-')).ok_or(DATE)?;
        test.kind = Some(FactKind::Date);
        return Ok((Decimal::from_int(i128::from(first)), Decimal::from_int(i128::from(last))));
    }
    let (hundredth, text) = text.strip_prefix("百分之").map_or((false, text), |rest| (true, rest));
    let number = numeral::number(text).filter(|n| !n.more).ok_or_else(|| expected(test.kind))?;
    let rest = &text[number.len..];
    let mut value = number.value;
    let kind = match rest {
        "%" | "" if hundredth || rest == "%" => {
            value = value.shift(-2).ok_or(RATIO)?;
            Some(FactKind::Ratio)
        }
        "成" => {
            value = value.shift(-1).ok_or(RATIO)?;
            Some(FactKind::Ratio)
        }
        "" => bare(value, test)?,
        "元" | "块" | "圆" | "人民币" | "元人民币" => Some(FactKind::Money),
        unit => match CURRENCIES.iter().find(|(_, names)| names.contains(&unit)) {
            Some((code, _)) => {
                test.currency = Some((*code).to_owned());
                Some(FactKind::Money)
            }
            None => match length(unit).filter(|_| !matches!(test.kind, Some(FactKind::Count))) {
                Some(half_hours) => {
                    value = times(value, half_hours).ok_or(LENGTH)?;
                    Some(test.kind.filter(|k| *k == FactKind::Recurring).unwrap_or(FactKind::Duration))
                }
                None if is_unit(unit) => {
                    test.unit = Some(unit.to_owned());
                    Some(FactKind::Count)
                }
                None => return Err(expected(test.kind)),
            },
        },
    };
    if test.kind.is_some() && test.kind != kind {
        return Err(expected(test.kind));
    }
    test.kind = kind;
    Ok((value, value))
}

/// Whether a text can be what things are counted in: 家, 台(套), m2
fn is_unit(text: &str) -> bool {
    let sign = |c: char| c.is_alphanumeric() || matches!(c, '(' | ')' | '㎡');
    text.chars().count() <= 6 && text.chars().all(sign) && !text.starts_with(|c| numeral::begins(c) || c == '(')
}

/// The kind of a number without a unit: that of the left side; of a role 500万 is money.
fn bare(value: Decimal, test: &FactTest) -> Result<Option<FactKind>, Expected> {
    match test.kind {
        Some(FactKind::Ratio) if value > Decimal::from_int(1) => Err(RATIO),
        Some(FactKind::Duration | FactKind::Recurring) => Err(LENGTH),
        None if test.measure.is_none() => Ok(Some(FactKind::Money)),
        kind => Ok(kind),
    }
}

fn expected(kind: Option<FactKind>) -> Expected {
    match kind {
        None => AMOUNT,
        Some(FactKind::Money) => MONEY,
        Some(FactKind::Ratio) => RATIO,
        Some(FactKind::Count) => COUNT,
        Some(FactKind::Date) => DATE,
        Some(FactKind::Duration | FactKind::Recurring) => LENGTH,
    }
}

/// The length of a unit of time in half-hours.
fn length(unit: &str) -> Option<i128> {
    let iso = match unit {
        "小时" => return Some(2),
        "日" | "天" | "个工作日" | "工作日" => 'D',
        "周" | "星期" | "个星期" => 'W',
        "月" | "个月" => 'M',
        "年" | "周年" => 'Y',
        _ => return None,
    };
    HALF_HOURS.iter().find(|(c, _)| *c == iso).map(|(_, length)| *length)
}

/// A number of units in half-hours; none when it is no whole number of them.
fn times(value: Decimal, half_hours: i128) -> Option<Decimal> {
    let tenths = value.shift(1)?.to_string().parse::<i128>().ok()?.checked_mul(half_hours)?;
    (tenths % 10 == 0).then(|| Decimal::from_int(tenths / 10))
}

/// A value with its unit, so that it can be read again: 500万元, 30%, 20家, 2027-12-31, 6个月.
pub fn value(test: &FactTest, value: Decimal) -> String {
    let whole = value.to_string().parse::<i128>().ok();
    match test.kind {
        Some(FactKind::Money) => {
            let unit = names::currency_label(test.currency.as_deref());
            match whole {
                Some(n) if n > 0 && n % 100_000_000 == 0 => format!("{}亿{unit}", n / 100_000_000),
                Some(n) if n > 0 && n % 10_000 == 0 => format!("{}万{unit}", n / 10_000),
                _ => format!("{value}{unit}"),
            }
        }
        Some(FactKind::Ratio) => format!("{}%", value.shift(2).unwrap_or(value)),
        None => match whole {
            Some(n) if n > 0 && n % 100_000_000 == 0 => format!("{}亿", n / 100_000_000),
            Some(n) if n > 0 && n % 10_000 == 0 => format!("{}万", n / 10_000),
            _ => value.to_string(),
        },
        Some(FactKind::Count) => format!("{value}{}", test.unit.as_deref().unwrap_or_default()),
        Some(FactKind::Date) => {
            let n = whole.unwrap_or_default();
            format!("{:04}-{:02}-{:02}", n / 10_000, n / 100 % 100, n % 100)
        }
        Some(FactKind::Duration | FactKind::Recurring) => {
            let n = whole.unwrap_or_default();
            let units = [(17_532, "年"), (1461, "个月"), (48, "天"), (2, "小时")];
            match units.iter().find(|(length, _)| n % length == 0) {
                Some((length, unit)) => format!("{}{unit}", n / length),
                // Half an hour is half a unit.
                None => format!("{}小时", Decimal::new(n.saturating_mul(5), 1)),
            }
        }
    }
}

/// A value for readers: 500万元, CNY 5 million.
pub fn said(test: &FactTest, of: Decimal) -> Message {
    Message::each(value(test, of), english(test, of))
}

fn english(test: &FactTest, value: Decimal) -> String {
    let whole = value.to_string().parse::<i128>().ok();
    match test.kind {
        Some(FactKind::Money) => format!("{} {}", test.currency.as_deref().unwrap_or("CNY"), counted(value)),
        None => counted(value),
        Some(FactKind::Count) => format!("{} {}", counted(value), test.unit.as_deref().unwrap_or_default()).trim_end().to_owned(),
        Some(FactKind::Duration | FactKind::Recurring) => {
            let n = whole.unwrap_or_default();
            let units = [(17_532, "year"), (1461, "month"), (48, "day"), (2, "hour")];
            let (count, unit) = match units.iter().find(|(length, _)| n % length == 0) {
                Some((length, unit)) => (Decimal::from_int(n / length), *unit),
                None => (Decimal::new(n.saturating_mul(5), 1), "hour"),
            };
            format!("{count} {unit}{}", if count == Decimal::from_int(1) { "" } else { "s" })
        }
        Some(FactKind::Ratio | FactKind::Date) => self::value(test, value),
    }
}

/// A number as English writes it: 5 million, 1.25 billion, 35,000.
fn counted(value: Decimal) -> String {
    message::counted(Language::English, &value.to_string())
}

#[cfg(test)]
#[path = "amounts_tests.rs"]
mod tests;

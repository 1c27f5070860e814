//! Stretches of time whose ends share a year, a month or a name: 2022—2025年, 2025年3—6月, 8月4日至15日, “十四五”期间.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::Time;
use super::date::{end_of_month, number, pattern};
use super::year::{self, Missing, When};
use crate::extract::types::{Bound, FactKind};

/// 2022-2025年, 2022年至2025年底
static YEARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<a>YEAR)年?(?:-{1,2}|~|至|到)(?P<b>YEAR)年(?P<tail>年?底|年?末)?"));
/// 2025年3-6月, 3月至6月
static MONTHS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:(?P<y>YEAR)年)?(?P<a>NUM)月?(?:-{1,2}|~|至|到)(?P<b>NUM)月(?:份|底|末)?"));
/// 2025年8月4日至15日
static DAYS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:(?P<y>YEAR)年)?(?P<m>NUM)月(?P<a>NUM)日?(?:-{1,2}|~|至|到)(?P<b>NUM)[日号]"));
/// “十四五”期间, “十四五”末, “十四五”规划期末
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<to>力争到|争取到|到|至)?“?(?P<n>十[一二三四五六七八九]|九|十)五”?(?:规划)?(?P<part>时期末|期末|末|期间|时期|期内)(?P<in>内)?",
    )
});

/// The stretches of a text, each as a first and a last day.
pub fn periods(text: &str, when: &When, headings: &[String]) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    for c in YEARS.captures_iter(text) {
        let Some(range) = whole(text, &c).filter(|r| !fills_brackets(text, r)) else { continue };
        let Some((a, b)) = pair::<i16>(&c).filter(|(a, b)| a < b) else { continue };
        push(&mut found, range, Date::new(a, 1, 1).ok(), Date::new(b, 12, 31).ok(), "date.period");
    }
    for c in DAYS.captures_iter(text) {
        let Some((range, (a, b))) = whole(text, &c).zip(pair::<i8>(&c)).filter(|(_, (a, b))| a < b) else { continue };
        let month = c.name("m").and_then(|m| number::<i8>(m.as_str()));
        let Some((year, month)) = year_of(&c, when, headings, month, b).zip(month) else { continue };
        push(&mut found, range, Date::new(year, month, a).ok(), Date::new(year, month, b).ok(), "date.period");
    }
    for c in MONTHS.captures_iter(text) {
        let Some((range, (a, b))) = whole(text, &c).zip(pair::<i8>(&c)).filter(|(_, (a, b))| a < b) else { continue };
        // 3月至4月15日 goes on to a day.
        if text[range.end..].starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)) || fills_brackets(text, &range)
        {
            continue;
        }
        let Some(year) = year_of(&c, when, headings, Some(b), 31) else { continue };
        push(&mut found, range, Date::new(year, a, 1).ok(), end_of_month(year, b), "date.period");
    }
    for c in PLAN.captures_iter(text) {
        let Some(range) = c.get(0).map(|m| m.range()) else { continue };
        let name = format!("{}五", c.name("n").map_or("", |n| n.as_str()));
        let Some(plan) = when.tables.and_then(|t| t.plans.iter().find(|p| p.name == name)) else { continue };
        // 十五 without quotation marks is a number: 十五期间 is no plan.
        let quoted = text[range.clone()].contains('”') || text[..range.start].ends_with('“');
        if !quoted && plan.name.chars().count() < 3 {
            continue;
        }
        let (from, to) = (Date::new(plan.from, 1, 1).ok(), Date::new(plan.to, 12, 31).ok());
        let ends = c.name("part").is_some_and(|p| p.as_str().ends_with('末'));
        let from = from.filter(|_| !ends && c.name("to").is_none());
        push(&mut found, range, from, to, "date.plan");
    }
    found
}

/// The place of a match that is no part of a longer number.
fn whole(text: &str, found: &Captures) -> Option<Range<usize>> {
    let range = found.get(0)?.range();
    let longer = text[..range.start]
        .ends_with(|c: char| c.is_ascii_alphanumeric() || ".-第〔[".contains(c) || "一二三四五六七八九十年个每".contains(c));
    (!longer).then_some(range)
}

fn pair<T: TryFrom<u64>>(found: &Captures) -> Option<(T, T)> {
    Some((number(found.name("a")?.as_str())?, number(found.name("b")?.as_str())?))
}

fn year_of(found: &Captures, when: &When, headings: &[String], month: Option<i8>, day: i8) -> Option<i16> {
    if let Some(year) = found.name("y") {
        return number(year.as_str());
    }
    let missing = Missing { month: month?, day, relative: None, sentence: None, clause: &[], mentioned: &[], headings, article: false };
    // A stretch in passing must not take the year of issue.
    year::year(when, &missing).filter(|(_, rule)| *rule != "date.year.issued").map(|(year, _)| year)
}

/// (2021-2025年) behind a name is part of it.
fn fills_brackets(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with(['(', '〔', '[']) && text[range.end..].starts_with([')', '〕', ']'])
}

/// Adds the first and the last day; nothing where another stretch stands.
fn push(found: &mut Vec<Time>, range: Range<usize>, from: Option<Date>, to: Option<Date>, rule: &'static str) {
    if found.iter().any(|t| t.range.start < range.end && range.start < t.range.end) {
        return;
    }
    let mut add = |date: Date, bound: Bound| {
        found.push(Time { range: range.clone(), kind: FactKind::Date, value: date.to_string(), bound, unit: None, due: None, rule });
    };
    if let Some(from) = from {
        add(from, Bound::AtLeast);
    }
    if let Some(to) = to {
        add(to, Bound::AtMost);
    }
}

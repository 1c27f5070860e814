//! Days on which something begins or is due.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::Time;
use crate::extract::types::{Bound, FactKind};
use crate::text::numeral;

fn pattern(text: &str) -> Regex {
    Regex::new(&text.replace("NUM", "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})")).unwrap_or_else(|e| panic!("{text}: {e}"))
}

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<before>截止到|截止|截至|力争到|争取到|力争|不迟于|不晚于|至迟|到|至|自|从|于|在)?
        (?P<y>(?:19|20)[0-9]{2}|[一二][〇零一二三四五六七八九]{3})
        (?:
          # 2025年12月31日, 2025年6月底
          年 (?P<m>NUM)月 (?: (?P<d>NUM)[日号] | 份?(?P<part>底|末|中旬|下旬|上旬) )?
          # 2025-12-31, 2025.12.31
        | [-./] (?P<m2>[0-9]{1,2}) [-./] (?P<d2>[0-9]{1,2})
          # 2027年底, 2025年上半年, 2025年第三季度
        | 年 (?P<ypart>年?底|年?末|上半年|下半年|第?(?P<q>[一二三四1-4])季度)?
        )
        (?P<after>之日起|起|之前|以前|前|止|后|以后|之后)?",
    )
});
/// 到“十四五”末
static PLAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:到|至|力争到)“?(?P<n>十[一二三四五六七八九]|二十)五”?(?:规划)?(?:时期)?期?末"));
/// 2022年至2025年, 2022-2025年: a period, not a due day.
static PERIOD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{4}年?(?:[0-9]{1,2}月)?(?:-|~|至|到)$"));

/// The last day of a month.
fn end_of_month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|d| d.last_of_month())
}

/// Reads a day written in full: 2016年8月19日, 二〇一六年八月十九日, 2016-08-30. Gives the first one of a text, and its place.
pub fn day(text: &str) -> Option<(Date, Range<usize>)> {
    DATE.captures_iter(text).find_map(|c| {
        let (y, m, d) = (c.name("y")?, c.name("m").or(c.name("m2"))?, c.name("d").or(c.name("d2"))?);
        Some((date(y.as_str(), m.as_str(), d.as_str())?, y.start()..d.end()))
    })
}

fn number<T: TryFrom<u64>>(text: &str) -> Option<T> {
    T::try_from(numeral::integer(text)?).ok()
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(number(year)?, number(month)?, number(day)?).ok()
}

/// The dates of a text.
pub fn dates(text: &str) -> Vec<Time> {
    let mut found: Vec<Time> = DATE.captures_iter(text).filter_map(|c| read(text, &c)).collect();
    for plan in PLAN.captures_iter(text) {
        // The 14th plan ends in 2025; each takes five years.
        let (Some(whole), Some(n)) = (plan.get(0), plan.name("n").and_then(|n| number::<i16>(n.as_str()))) else { continue };
        let Ok(end) = Date::new(2025 + (n - 14) * 5, 12, 31) else { continue };
        found.push(time(whole.range(), end, Bound::AtMost, "date.plan"));
    }
    found
}

fn time(range: Range<usize>, date: Date, bound: Bound, rule: &'static str) -> Time {
    Time { range, kind: FactKind::Date, value: date.to_string(), bound, unit: None, rule }
}

fn read(text: &str, found: &Captures) -> Option<Time> {
    let whole = found.get(0)?;
    let name = |n: &str| found.name(n).map(|m| m.as_str());
    let (before, mut after) = (name("before").unwrap_or(""), name("after").unwrap_or(""));
    let mut end = whole.end();
    // 前 in 前列, 前提, 后 in 后备: other words.
    if matches!(after, "前" | "后" | "起") && text[end..].starts_with(['列', '提', '沿', '期', '三', '备', '续', '步', '点']) {
        (after, end) = ("", end - after.len());
    }
    // The second year of 2022年至2025年, and a longer number.
    let year_at = found.name("y")?.start();
    if text[..year_at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') || PERIOD.is_match(&text[..year_at]) {
        return None;
    }
    let until = matches!(before, "截止到" | "截止" | "截至" | "力争到" | "争取到" | "不迟于" | "不晚于" | "至迟" | "到" | "至")
        || matches!(after, "之前" | "以前" | "前" | "止");
    let since = matches!(before, "自" | "从") || matches!(after, "之日起" | "起" | "后" | "以后" | "之后");
    let bound = match (until, since) {
        (_, true) => Bound::AtLeast,
        (true, false) => Bound::AtMost,
        (false, false) => Bound::Exactly,
    };
    // 截至2024年底,已建成12家: how things stood.
    let stood =
        before.starts_with('截') && ["已", "累计", "共有", "共"].iter().any(|w| text[end..].trim_start_matches([',', '底']).starts_with(w));
    if stood || is_line(text, whole.range()) {
        return None;
    }
    let year: i16 = number(name("y")?)?;
    if let (Some(m), Some(d)) = (name("m").or(name("m2")), name("d").or(name("d2"))) {
        let date = Date::new(year, number(m)?, number(d)?).ok()?;
        return Some(time(whole.start()..end, date, bound, "date.day"));
    }
    if let Some(m) = name("m") {
        let month: i8 = number(m)?;
        let date = match name("part") {
            Some("上旬") => Date::new(year, month, 10).ok()?,
            Some("中旬") => Date::new(year, month, 20).ok()?,
            _ if since => Date::new(year, month, 1).ok()?,
            // 2025年6月前 is by the end of May.
            None if matches!(after, "前" | "之前" | "以前") => Date::new(year, month, 1).ok()?.yesterday().ok()?,
            _ => end_of_month(year, month)?,
        };
        let bound = if name("part").is_some() && bound == Bound::Exactly { Bound::AtMost } else { bound };
        return (bound != Bound::Exactly).then(|| time(whole.start()..end, date, bound, "date.month"));
    }
    let part = name("ypart");
    let month = match (part, name("q")) {
        (_, Some(q)) => 3 * number::<i8>(q)?,
        (Some("上半年"), _) => 6,
        _ => 12,
    };
    let date = match part {
        None if since => Date::new(year, 1, 1).ok()?,
        // 2030年前 is before the year begins.
        None if matches!(after, "前" | "之前" | "以前") => Date::new(year - 1, 12, 31).ok()?,
        _ => end_of_month(year, month)?,
    };
    let ends = part.is_some_and(|p| p.ends_with(['底', '末']));
    let bound = if ends && bound == Bound::Exactly { Bound::AtMost } else { bound };
    let limited = bound == Bound::AtMost && (before != "至" || !after.is_empty());
    let due = limited || since && matches!(before, "自" | "从");
    due.then(|| time(whole.start()..end, date, bound, "date.year"))
}

/// Whether a date fills its line: the day a notice was signed or printed.
fn is_line(text: &str, range: Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |i| range.end + i);
    let around = format!("{}{}", &text[start..range.start], &text[range.end..end]);
    around.chars().all(|c| !c.is_alphanumeric()) || around.ends_with("印发")
}

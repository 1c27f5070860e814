//! Days on which something begins or is due.
//!
//! Recipe: [`dates`]. A `Point` is one day, month or year as printed with the words that limit it; two points around
//! 至 are a stretch of time and give two dates. A point without a year asks [`super::year`].

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::year::{self, Missing, When};
use super::{Time, period};
use crate::extract::types::{Bound, FactKind};
use crate::text::numeral;

/// A pattern in which NUM is a number of up to two digits and YEAR a year, in either kind of digits.
pub fn pattern(text: &str) -> Regex {
    let text = text
        .replace("NUM", "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})")
        .replace("YEAR", "(?:(?:19|20)[0-9]{2}|[一二][〇○零一二三四五六七八九]{3})");
    crate::text::pattern(&text)
}

static POINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?P<before>(?:截止|完成|办结|整改|报送|提交)(?:时间|日期|时限|期限|节点)(?:为|是|:)?(?:到|至)?
          |时间节点(?:为|是|:)?|截止到|截止|截至|力争到|争取到|力争|不得?早于|不迟于|不晚于|至迟|最迟|到|至|自|从|于|在)?
        (?:
          # 2025-12-31, 2025.12.31, 2025/12/31
          (?P<y2>YEAR) [-./] (?P<m2>[0-9]{1,2}) [-./] (?P<d2>[0-9]{1,2})
        |
          (?: (?P<y>YEAR)年 | (?P<rel>今年|本年度?|明年|后年) )
          (?: (?P<m>NUM)月 (?: (?P<d>NUM)[日号] | 份?(?P<part>底|末|中旬|下旬|上旬|初) )?
            | (?P<ypart>年?底|年?末|内|上半年|下半年|第?(?P<q>[一二三四1-4])季度末?)? )
        |
          # 9月底前, 6月30日前, without a year
          (?P<m3>NUM)月 (?: (?P<d3>NUM)[日号] | 份?(?P<part3>底|末|中旬|下旬|上旬|初) )?
        |
          (?P<bare>年底|年末|年内)
        )
        # 17:00, 24时, (星期五)
        (?: \((?:星期|周)[一二三四五六日天]\) )?
        (?: (?:上午|下午|中午|晚上?)?[0-9]{1,2}(?: :[0-9]{2}(?::[0-9]{2})? | [时点](?:[0-9]{1,2}分|整)? ) )?
        (?: \((?:含|包含|包括)[^()]{0,4}\) )?
        (?P<after>之日起|起|之前|以前|前|止|后|以后|之后)?",
    )
});

/// The last day of a month.
pub fn end_of_month(year: i16, month: i8) -> Option<Date> {
    Date::new(year, month, 1).ok().map(|d| d.last_of_month())
}

/// A number in either kind of digits; ○ stands for 〇.
pub fn number<T: TryFrom<u64>>(text: &str) -> Option<T> {
    T::try_from(numeral::integer(&text.replace('○', "〇"))?).ok()
}

/// Reads a day written in full: 2016年8月19日, 二〇一六年八月十九日, 2016-08-30. Gives the first one of a text, and its place.
pub fn day(text: &str) -> Option<(Date, Range<usize>)> {
    POINT.captures_iter(text).find_map(|c| {
        let (y, m, d) = (c.name("y2").or(c.name("y"))?, c.name("m2").or(c.name("m"))?, c.name("d2").or(c.name("d"))?);
        let date = Date::new(number(y.as_str())?, number(m.as_str())?, number(d.as_str())?).ok()?;
        let end = c.get(0)?.as_str().find(['日', '号']).map(|i| c.get(0).map_or(0, |w| w.start()) + i + "日".len());
        Some((date, y.start()..end.filter(|e| *e >= d.end()).unwrap_or(d.end())))
    })
}

/// Which year a point is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Printed(i16),
    Relative(i16),
    Missing,
}

/// A day, month or year as printed.
struct Point<'t> {
    /// With the words that limit it.
    range: Range<usize>,
    /// Without them.
    core: Range<usize>,
    year: Year,
    month: Option<i8>,
    day: Option<i8>,
    /// 底, 上旬, 上半年, 内 …
    part: &'t str,
    before: &'t str,
    after: &'t str,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Dates {
    /// Dates that are known.
    pub times: Vec<Time>,
    /// Days on which something is due whose year no rule tells.
    pub unknown: Vec<Range<usize>>,
}

/// The dates of a clause's text; `headings` are those above it, `repeated` what is read as a repetition.
pub fn dates(text: &str, when: &When, headings: &[String], article: bool, repeated: &[Time]) -> Dates {
    let mut out = Dates { times: period::periods(text, when, headings), unknown: Vec::new() };
    let every: Vec<usize> = repeated.iter().filter(|t| t.value == "P1Y").map(|t| t.range.end).collect();
    let every = every.as_slice();
    let taken: Vec<Range<usize>> = repeated.iter().map(|t| t.range.clone()).chain(out.times.iter().map(|t| t.range.clone())).collect();
    let free = |r: &Range<usize>| !taken.iter().any(|t| t.start < r.end && r.start < t.end);
    let points: Vec<Point> = POINT.captures_iter(text).filter_map(|c| point(text, &c)).filter(|p| free(&p.core)).collect();
    let mut years: Vec<i16> = out.times.iter().filter_map(|t| t.value.get(..4)?.parse().ok()).collect();
    let mut waiting = Vec::new();
    let mentioned = |p: &Point| if let Year::Printed(year) = p.year { Some(year) } else { None };
    let mentioned: Vec<i16> = points.iter().filter_map(mentioned).collect();
    let mut last: Option<(usize, Date)> = None;
    for (i, point) in points.iter().enumerate() {
        let joined = |a: &Point, b: &Point| b.before.len() + a.range.end <= b.core.start && joins(text, a, b);
        let from = points.get(i + 1).is_some_and(|next| joined(point, next));
        let to = i.checked_sub(1).and_then(|p| points.get(p)).is_some_and(|previous| joined(previous, point));
        let side = Side { from, to };
        match point.year {
            Year::Printed(year) => {
                let rule = rule(point);
                if let Some((time, date)) = read(text, point, year, rule, &side) {
                    years.push(year);
                    last = Some((point.core.end, date));
                    out.times.push(time);
                } else if let Ok(date) = Date::new(year, point.month.unwrap_or(1), point.day.unwrap_or(1)) {
                    last = Some((point.core.end, date));
                }
            }
            _ => {
                let sentence = last
                    .filter(|(at, _)| near(text, *at, point.core.start).is_some_and(|t| !t.contains(['。', '\n'])))
                    .map(|(_, date)| date);
                waiting.push((point, side, sentence));
                // 2025年6月底前…，9月底前…，12月底前…: the third one follows the second.
                if let (Some(date), Some(month)) = (sentence, point.month)
                    && let Ok(date) = Date::new(date.year(), month, 1)
                    && point.year == Year::Missing
                    && date.month() >= last.map_or(1, |(_, d)| d.month())
                {
                    last = Some((point.core.end, date));
                }
            }
        }
    }
    for (point, side, sentence) in waiting {
        let (month, day) = (point.month.unwrap_or(12), point.day.unwrap_or(31));
        let relative = if let Year::Relative(offset) = point.year { Some(offset) } else { None };
        let missing = Missing { month, day, relative, sentence, clause: &years, mentioned: &mentioned, headings, article };
        if let Some(time) = yearly(text, point, every, &side) {
            out.times.push(time);
            continue;
        }
        let found = year::year(when, &missing).and_then(|(year, rule)| read(text, point, year, rule, &side));
        match found {
            // What was due before the document was issued is told in passing.
            Some((_, date)) if !side.to && when.issued.is_some_and(|issued| date < issued) => {}
            Some((time, _)) => out.times.push(time),
            // Any year serves to see whether something is due.
            None if read(text, point, 2024, "", &side).is_some() => out.unknown.push(point.range.clone()),
            None => {}
        }
    }
    out
}

/// 每年4月申报，5月31日前完成初审: a day without a year behind 每年 in its sentence comes back with it.
fn yearly(text: &str, point: &Point, every: &[usize], side: &Side) -> Option<Time> {
    let before = every.iter().rev().find(|at| **at <= point.range.start)?;
    let between = near(text, *before, point.range.start)?;
    if point.year != Year::Missing || between.contains(['。', ';', '\n']) {
        return None;
    }
    let (_, date) = read(text, point, 2023, "", side)?;
    let due = format!("--{:02}-{:02}", date.month(), date.day());
    let range = point.range.clone();
    Some(Time {
        range,
        kind: FactKind::Recurring,
        value: "P1Y".into(),
        bound: Bound::Exactly,
        unit: None,
        due: Some(due),
        rule: "every.sentence",
    })
}

/// The text between two places, if it is short enough to belong to one sentence; so time stays linear.
fn near(text: &str, from: usize, to: usize) -> Option<&str> {
    if to.saturating_sub(from) > 900 { None } else { text.get(from..to) }
}

/// Where a point stands in a stretch of time.
struct Side {
    from: bool,
    to: bool,
}

/// Whether nothing but 至 stands between two points: 2023年1月1日至2025年12月31日, 2023年1月1日起至…
fn joins(text: &str, a: &Point, b: &Point) -> bool {
    let between = text.get(a.core.end..b.core.start).unwrap_or("").trim_start_matches("之日").trim_start_matches('起');
    matches!(between, "至" | "到" | "-" | "--" | "~" | "截至" | ",至" | ",到") && matches!(a.after, "" | "起" | "之日起")
}

fn point<'t>(text: &'t str, found: &Captures<'t>) -> Option<Point<'t>> {
    let whole = found.get(0)?;
    let name = |n: &str| found.name(n).map(|m| m.as_str());
    let (before, mut after) = (name("before").unwrap_or(""), name("after").unwrap_or(""));
    let mut end = whole.end();
    // 前 in 前列, 前提, 后 in 后备: other words.
    let rest = &text[end..];
    // 前提交 is 前 and 提交.
    let submits = ["提交", "提出", "提供", "提请", "提报", "提前"].iter().any(|w| rest.starts_with(w));
    if !submits
        && matches!(after, "前" | "后" | "起")
        && rest.starts_with(['列', '提', '沿', '期', '三', '备', '续', '步', '点', '草', '诉'])
    {
        (after, end) = ("", end - after.len());
    }
    let core = whole.start() + before.len()..end - after.len();
    let front = &text[..core.start];
    if front.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.') || text[core.end..].starts_with(['度', '版']) {
        return None;
    }
    let year = match (name("y").or(name("y2")), name("rel")) {
        (Some(year), _) => Year::Printed(number(year)?),
        (None, Some("明年")) => Year::Relative(1),
        (None, Some("后年")) => Year::Relative(2),
        (None, Some(_)) => Year::Relative(0),
        (None, None) => Year::Missing,
    };
    if year == Year::Missing {
        // 次年3月底前, 三年内, 多月: the year is another one, or it is no date.
        let other = ["次年", "翌年", "同年", "当年", "上年", "去年", "第二年", "年度", "每年", "年的", "往年", "历年", "个"];
        let longer = front.ends_with(|c: char| numeral::begins(c) || c.is_ascii_digit());
        let bare =
            name("bare").is_some() && before.is_empty() && front.ends_with(|c: char| c.is_alphanumeric() && !"并须应需可和及".contains(c));
        if bare && !["力争", "确保", "争取", "计划", "预计", "务必"].iter().any(|w| front.ends_with(w)) {
            return None;
        }
        if longer || front.ends_with('年') || other.iter().any(|w| front.ends_with(w)) {
            return None;
        }
    }
    let month = match name("m").or(name("m2")).or(name("m3")) {
        Some(m) => Some(number(m)?),
        None => None,
    };
    let day = match name("d").or(name("d2")).or(name("d3")) {
        Some(d) => Some(number(d)?),
        None => None,
    };
    let part = name("part").or(name("part3")).or(name("ypart")).or(name("bare")).unwrap_or("");
    // 今年 alone says nothing of a day.
    if matches!(year, Year::Relative(_)) && month.is_none() && part.is_empty() {
        return None;
    }
    (!is_line(text, whole.range())).then_some(Point { range: whole.start()..end, core, year, month, day, part, before, after })
}

fn rule(point: &Point) -> &'static str {
    match (point.month, point.day) {
        (_, Some(_)) => "date.day",
        (Some(_), None) => "date.month",
        (None, None) => "date.year",
    }
}

/// The date of a point in a year; none when nothing begins or is due then.
fn read(text: &str, point: &Point, year: i16, rule: &'static str, side: &Side) -> Option<(Time, Date)> {
    let (before, after) = (point.before, point.after);
    let limit = ["截止", "截至", "不迟于", "不晚于", "至迟", "最迟", "力争到", "争取到", "到", "至"].iter().any(|w| before.starts_with(w))
        || before.contains("时间")
        || ["时限", "期限", "节点"].iter().any(|w| before.contains(w));
    let until = side.to || limit || matches!(after, "之前" | "以前" | "前" | "止") || matches!(point.part, "年内" | "内");
    let since =
        side.from || matches!(before, "自" | "从" | "不早于" | "不得早于") || matches!(after, "之日起" | "起" | "后" | "以后" | "之后");
    let bound = match (until, since) {
        (_, true) => Bound::AtLeast,
        (true, false) => Bound::AtMost,
        (false, false) => Bound::Exactly,
    };
    if stood(text, point) {
        return None;
    }
    let early = matches!(after, "前" | "之前" | "以前");
    let time = |date: Date, bound: Bound| {
        let range = point.range.clone();
        Some((Time { range, kind: FactKind::Date, value: date.to_string(), bound, unit: None, due: None, rule }, date))
    };
    if let (Some(month), Some(day)) = (point.month, point.day) {
        let date = Date::new(year, month, day).ok()?;
        // 6月1日 in passing, without a year, says nothing.
        return (bound != Bound::Exactly || matches!(point.year, Year::Printed(_))).then(|| time(date, bound))?;
    }
    if let Some(month) = point.month {
        let first = Date::new(year, month, 1).ok()?;
        let date = match point.part {
            "上旬" => Date::new(year, month, 10).ok()?,
            "中旬" => Date::new(year, month, 20).ok()?,
            _ if since => first,
            // 2025年6月前 is by the end of May.
            "" | "初" if early => first.yesterday().ok()?,
            _ => first.last_of_month(),
        };
        let ends = matches!(point.part, "底" | "末" | "上旬" | "中旬" | "下旬");
        let bound = if ends && bound == Bound::Exactly { Bound::AtMost } else { bound };
        return (bound != Bound::Exactly).then(|| time(date, bound))?;
    }
    let month = match point.part {
        "上半年" => 6,
        part => match part.trim_start_matches('第').chars().next() {
            Some(q) if part.contains("季度") => 3 * number::<i8>(&q.to_string())?,
            _ => 12,
        },
    };
    let date = match point.part {
        "" if since => Date::new(year, 1, 1).ok()?,
        // 2030年前 is before the year begins.
        "" if early => Date::new(year - 1, 12, 31).ok()?,
        _ => end_of_month(year, month)?,
    };
    let ends = point.part.ends_with(['底', '末', '内']);
    let bound = if ends && bound == Bound::Exactly { Bound::AtMost } else { bound };
    let limited = bound == Bound::AtMost && (side.to || before != "至" || !after.is_empty() || ends);
    let due = limited || since && (side.from || matches!(before, "自" | "从" | "不早于" | "不得早于"));
    due.then(|| time(date, bound))?
}

/// 截至2024年底,全市已建成12家 tells how things stood; 申报时间截至… and 截至…前 tell a day.
fn stood(text: &str, point: &Point) -> bool {
    if !matches!(point.before, "截至" | "截止" | "截止到" | "到" | "截止时间") || matches!(point.after, "前" | "止" | "之前" | "以前")
    {
        return false;
    }
    let next: String = text[point.range.end..].chars().take(24).take_while(|c| !matches!(c, '。' | ';' | '\n')).collect();
    let front = &text[..point.range.start];
    let said = ["已", "累计", "共有", "拥有", "存量", "实有", "仍在"].iter().any(|w| next.contains(w));
    let dated = ["时间", "期", "日期", "有效", ":"].iter().any(|w| front.ends_with(w));
    said && !dated && (point.before != "到" || next.trim_start_matches([',', '底']).starts_with(['已', '累']))
}

/// Whether a date fills its line: the day a notice was signed or printed.
fn is_line(text: &str, range: Range<usize>) -> bool {
    let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
    let end = text[range.end..].find('\n').map_or(text.len(), |i| range.end + i);
    // Only a short line can hold nothing but a date.
    if end - start > range.len() + 60 {
        return false;
    }
    let around = format!("{}{}", &text[start..range.start], &text[range.end..end]);
    around.chars().all(|c| !c.is_alphanumeric()) || around.ends_with("印发")
}

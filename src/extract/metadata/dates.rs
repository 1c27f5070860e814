//! The dates of a document: issued and published.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::Head;
use crate::extract::time::date::{self, day, end_of_month, number};
use crate::text::{fold, pattern};

/// What was found.
#[derive(Debug, Default)]
pub struct Dates {
    /// 成文日期
    pub issued: Option<Date>,
    /// 发布时间, 印发日期
    pub published: Option<Date>,
}

/// 成文日期:2020-01-01 on a page
static PAGE_ISSUED: LazyLock<Regex> = LazyLock::new(|| pattern("^·?(成文|发文|制发|生成)(日期|时间)"));
/// 发布时间:2016-08-30
static PAGE_PUBLISHED: LazyLock<Regex> = LazyLock::new(|| pattern("^·?(发布|公开|印发|更新)(日期|时间)"));

/// The date that makes up a whole line, in a signature.
pub fn line(text: &str) -> Option<Date> {
    day(&fold(text)).map(|(date, _)| date)
}

/// Whether a line is a day and nothing else.
pub fn is_day(text: &str) -> bool {
    let folded = fold(text);
    day(&folded).is_some_and(|(_, place)| place == (0..folded.len()))
}

/// Reads the dates from where a document gives them.
pub fn read(head: &Head<'_>) -> Dates {
    let passed = head.title.into_iter().flat_map(|c| c.text.lines()).filter(|l| l.trim_start().starts_with(['(', '（'])).find_map(line);
    let below_title = head.title.into_iter().flat_map(|c| c.text.lines()).skip(1).filter(|l| l.chars().count() < 20).find_map(line);
    let issued = head.signature.iter().find_map(|l| line(l)).or(passed).or(below_title).or_else(|| given(&head.page, &PAGE_ISSUED));
    let published = given(&head.page, &PAGE_PUBLISHED).or_else(|| head.imprint.and_then(|c| c.text.lines().rev().find_map(line)));
    Dates { issued, published }
}

/// A date on a line of page data, or on the line after its name.
fn given(page: &[&str], name: &Regex) -> Option<Date> {
    let at = page.iter().position(|l| name.is_match(&fold(l)))?;
    line(page[at]).or_else(|| page.get(at + 1).and_then(|l| line(l)))
}

/// The parts of a printed date: 2024年6月.
static PARTS: LazyLock<Regex> = LazyLock::new(|| date::pattern(r"^(?P<y>YEAR)年(?:(?P<m>NUM)月(?:(?P<d>NUM)日)?)?(?:底|末|份)?$"));

fn parts(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let c = PARTS.captures(text)?;
    let part = |n: &str| c.name(n).map(|m| m.as_str()).map(number::<i8>);
    Some((number(c.name("y")?.as_str())?, part("m").flatten(), part("d").flatten()))
}

/// The first day of a day, month or year.
pub(super) fn first_day(text: &str) -> Option<Date> {
    let (y, m, d) = parts(text)?;
    Date::new(y, m.unwrap_or(1), d.unwrap_or(1)).ok()
}

/// The last day of a day, month or year.
pub(super) fn final_day(text: &str) -> Option<Date> {
    match parts(text)? {
        (y, Some(m), Some(d)) => Date::new(y, m, d).ok(),
        (y, m, _) => end_of_month(y, m.unwrap_or(12)),
    }
}

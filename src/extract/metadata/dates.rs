//! The dates of a document: issued and published.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::Head;
use crate::extract::time::date::day;
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

//! The dates of a document: issued, published, in force from and until.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::Head;
use crate::clause::{ClauseTree, Part};
use crate::extract::time::date::day;
use crate::text::{fold, numeral};

/// What was found.
#[derive(Debug, Default)]
pub struct Dates {
    /// 成文日期
    pub issued: Option<Date>,
    /// 发布时间, 印发日期
    pub published: Option<Date>,
    /// 施行日期
    pub effective: Option<Date>,
    /// Last day in force
    pub expires: Option<Date>,
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// 自2021年9月1日起施行 / 自印发之日起施行 / 从发布之日起实施
static IN_FORCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[自从](?P<from>[^。,;自从]{2,24}?)起(正式|试)?(施行|实施|执行|生效)"));
/// 有效期5年 / 有效期为三年 / 有效期至2025年12月31日 / 试行期两年
static VALID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(有效期|试行期|试行)(限)?(为|至|到|截至)?(?P<until>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9一二两三四五六七八九十]{1,2}年)")
});
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
pub fn read(head: &Head<'_>, source: &str, tree: &ClauseTree) -> Dates {
    let passed = head.title.into_iter().flat_map(|c| c.text.lines()).filter(|l| l.trim_start().starts_with(['(', '（'])).find_map(line);
    let below_title = head.title.into_iter().flat_map(|c| c.text.lines()).skip(1).filter(|l| l.chars().count() < 20).find_map(line);
    let issued = head.signature.iter().find_map(|l| line(l)).or(passed).or(below_title).or_else(|| given(&head.page, &PAGE_ISSUED));
    let published = given(&head.page, &PAGE_PUBLISHED).or_else(|| head.imprint.and_then(|c| c.text.lines().rev().find_map(line)));
    let (effective, expires) = in_force(source, tree, issued.or(published));
    Dates { issued, published, effective, expires }
}

/// A date on a line of page data, or on the line after its name.
fn given(page: &[&str], name: &Regex) -> Option<Date> {
    let at = page.iter().position(|l| name.is_match(&fold(l)))?;
    line(page[at]).or_else(|| page.get(at + 1).and_then(|l| line(l)))
}

/// 自…起施行 and 有效期… in the document's own clauses. A period counts from the day in force; its last day is
/// the day before the same date (民法典 §201).
fn in_force(source: &str, tree: &ClauseTree, issued: Option<Date>) -> (Option<Date>, Option<Date>) {
    let (mut effective, mut expires) = (None, None);
    // The order that puts a revised law into force says so of this text; its last articles may speak of the first one.
    let notice = tree.clauses.iter().filter(|c| c.address.part() == Some(Part::Notice));
    let others = tree
        .clauses
        .iter()
        .rev()
        .filter(|c| !matches!(c.address.part(), Some(Part::Notice | Part::Title | Part::Salutation | Part::Imprint)));
    for clause in notice.chain(others) {
        let text = clause.normalized(source);
        for sentence in
            text.as_str().split_inclusive(['。', '\n']).filter(|s| s.contains('起') || s.contains("有效期") || s.contains("试行"))
        {
            // What is said of another document does not count: 《甲办法》自2020年1月1日起施行.
            let notice = clause.address.part() == Some(Part::Notice) && ["公布", "印发", "发布"].iter().any(|w| sentence.contains(w));
            let own = !sentence.contains('《') || sentence.contains("本") || notice;
            if effective.is_none()
                && own
                && let Some(from) = IN_FORCE.captures(sentence).and_then(|c| c.name("from"))
            {
                effective = day(from.as_str()).map(|(date, _)| date);
                let at_once = ["印发之日", "发布之日", "公布之日", "下发之日", "印发", "发布"].contains(&from.as_str());
                if effective.is_none() && at_once {
                    effective = issued;
                }
            }
            if expires.is_none()
                && own
                && (sentence.contains("有效期") || effective.is_some())
                && let Some(until) = VALID.captures(sentence).and_then(|c| c.name("until"))
            {
                expires = day(until.as_str()).map(|(date, _)| date).or_else(|| {
                    let years = i16::try_from(numeral::integer(until.as_str().trim_end_matches('年'))?).ok()?;
                    effective?.checked_add(years.years()).ok()?.checked_sub(1.day()).ok()
                });
            }
        }
        if effective.is_some() && expires.is_some() {
            break;
        }
    }
    (effective, expires)
}

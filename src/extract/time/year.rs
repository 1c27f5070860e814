//! Which year a date means that prints none: 9月底前, 年内, 明年3月.
//!
//! A year is borrowed by a named rule only, in this order:
//! 1. `date.year.sentence`: a date with a year before it in the sentence: 2025年6月底前…，9月底前….
//! 2. `date.year.clause`: the one year that the dates of the clause print.
//! 3. `date.year.heading`: the one year of the nearest heading that has one: 总结阶段（2024年）.
//! 4. `date.year.title`: the one year of the document's title: 2025年工作安排.
//! 5. `date.year.issued`: the year of issue, unless that day had passed by then, the clause prints another year, or the
//!    document sets standing rules (第十条 应于3月31日前报送 comes back every year).
//!
//! Else the date is reported as having no year, and is no fact.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::lexicon::Times;
use crate::policy::Policy;
use crate::text::{fold, pattern};

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"((?:19|20)[0-9]{2})年"));
/// 2023-2025年, 2023年至2025年
static YEARS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:19|20)[0-9]{2}年?(?:-|~|至|到)(?:19|20)[0-9]{2}"));

/// What a document says of its own time.
#[derive(Debug, Default)]
pub struct When<'l> {
    /// 成文日期
    pub issued: Option<Date>,
    /// The one year of the title.
    title: Option<i16>,
    /// Whether its rules hold every year.
    standing: bool,
    /// Periods with a name.
    pub tables: Option<&'l Times>,
}

impl<'l> When<'l> {
    /// Of a document.
    pub fn new(document: &Policy, tables: &'l Times) -> Self {
        When {
            issued: document.issued.as_ref().and_then(|d| d.parse().ok()),
            title: only_year(&fold(&document.title)),
            standing: tables.standing.iter().any(|g| document.genre.0.ends_with(g.as_str())),
            tables: Some(tables),
        }
    }
}

/// The only year that a heading names; none when it names several, or a period.
pub fn only_year(text: &str) -> Option<i16> {
    if YEARS.is_match(text) {
        return None;
    }
    let mut years = YEAR.captures_iter(text).filter_map(|c| c.get(1)?.as_str().parse::<i16>().ok());
    let first = years.next()?;
    years.all(|y| y == first).then_some(first)
}

/// A date without a year, and what stands around it.
pub struct Missing<'a> {
    /// Its month and day, the last of the month where no day is printed.
    pub month: i8,
    /// The day.
    pub day: i8,
    /// 今年 is 0, 明年 1; none when no such word stands there.
    pub relative: Option<i16>,
    /// The date with a year before it in the same sentence.
    pub sentence: Option<Date>,
    /// The years of the dates of the clause.
    pub clause: &'a [i16],
    /// All years that the clause prints.
    pub mentioned: &'a [i16],
    /// The headings above, nearest first.
    pub headings: &'a [String],
    /// Whether it stands in an article.
    pub article: bool,
}

/// The year that is meant, and the rule that says so.
pub fn year(when: &When, missing: &Missing) -> Option<(i16, &'static str)> {
    if let Some(offset) = missing.relative {
        let base = when.issued.map(|d| (d.year(), "date.year.issued")).or_else(|| when.title.map(|y| (y, "date.year.title")));
        return base.map(|(year, rule)| (year + offset, rule));
    }
    if let Some(before) = missing.sentence {
        let later = (before.month(), before.day()) <= (missing.month, missing.day);
        return later.then_some((before.year(), "date.year.sentence"));
    }
    if let [first, rest @ ..] = missing.clause
        && rest.iter().all(|y| y == first)
    {
        return Some((*first, "date.year.clause"));
    }
    if let Some(heading) = missing.headings.iter().find(|h| YEAR.is_match(h)) {
        return only_year(heading).map(|y| (y, "date.year.heading"));
    }
    if let Some(year) = when.title {
        return Some((year, "date.year.title"));
    }
    let issued = when.issued.filter(|d| !when.standing && !missing.article && missing.mentioned.iter().all(|y| *y == d.year()))?;
    ((issued.month(), issued.day()) <= (missing.month, missing.day)).then_some((issued.year(), "date.year.issued"))
}

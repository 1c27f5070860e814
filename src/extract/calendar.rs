//! Dates as they are printed.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::text::numeral;

/// 2016年8月19日 / 二〇一六年八月十九日 / 2016-08-19 / 2016/8/19 / 2016.8.19
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        (?P<y>[0-9]{4} | [〇零一二三四五六七八九]{4}) \s* [年\-/.] \s*
        (?P<m>[0-9]{1,2} | 十[一二]? | [一二三四五六七八九]) \s* [月\-/.] \s*
        (?P<d>[0-9]{1,2} | 三十一? | 二?十[一二三四五六七八九]? | [一二三四五六七八九]) \s* 日?",
    )
    .unwrap_or_else(|e| panic!("{e}"))
});

/// The first full date in a folded text, and its bytes.
///
/// ```
/// use tiaoli::extract::calendar::first_date;
/// assert_eq!(first_date("工业和信息化部2016年8月19日").unwrap().0.to_string(), "2016-08-19");
/// assert_eq!(first_date("二〇一九年五月六日印发").unwrap().0.to_string(), "2019-05-06");
/// assert!(first_date("到2025年").is_none());
/// ```
pub fn first_date(text: &str) -> Option<(Date, std::ops::Range<usize>)> {
    DATE.captures_iter(text).find_map(|found| {
        let number = |name: &str| found.name(name).and_then(|m| numeral::integer(m.as_str()));
        let year = i16::try_from(number("y")?).ok().filter(|y| (1900..=2200).contains(y))?;
        let date = Date::new(year, i8::try_from(number("m")?).ok()?, i8::try_from(number("d")?).ok()?).ok()?;
        Some((date, found.get(0)?.range()))
    })
}

//! Dates, durations and recurring duties.
//!
//! Recipe: [`facts`] takes one clause; [`date`] finds days on which something begins or is due (到2027年底), [`period`]
//! stretches of time (2022—2025年, “十四五”期间), [`year`] tells the year of a day that prints none (9月底前), [`span`] finds
//! durations (30日内, 半年后) and repetitions (每年3月底前, 三年定期考核). Years told in passing (在2020年基础上), look-back
//! windows (近三年) and names (三年行动方案) are no facts.

pub mod date;
pub mod period;
pub mod span;
pub mod year;

use std::ops::Range;

pub use year::When;

use super::reading::{self, Reading};
use super::types::{Bound, Fact, FactKind};
use crate::text::Span;

/// A time found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its place, with the words that limit it.
    pub range: Range<usize>,
    /// What kind.
    pub kind: FactKind,
    /// ISO 8601.
    pub value: String,
    /// How it limits.
    pub bound: Bound,
    /// 工作日, where days are not calendar days.
    pub unit: Option<String>,
    /// For a repetition, the day on which it is due each time: `--03-31`, `---10`.
    pub due: Option<String>,
    /// Name of the rule.
    pub rule: &'static str,
}

/// What was found in one clause.
#[derive(Debug, Default)]
pub struct Found {
    /// The times.
    pub facts: Vec<Fact>,
    /// Days on which something is due, with their words, whose year no rule tells.
    pub unknown: Vec<(String, Span)>,
}

/// The times of one clause; nothing is looked for in `hidden` and in short quotations.
pub fn facts(reading: &Reading, hidden: &[Range<usize>], when: &When) -> Found {
    let text = reading.text();
    // Every form has one of these characters.
    if !text.contains(['年', '月', '日', '天', '周', '季', '时', '末', '期', '-', '.', '/']) {
        return Found::default();
    }
    let article = reading.clause.address.to_string().contains("art-");
    let quoted = reading::quotations(text);
    let clear = |r: &Range<usize>, of: &[Range<usize>]| !of.iter().any(|h| h.start < r.end && r.start < h.end);
    let shown = |r: &Range<usize>| clear(r, hidden) && clear(r, &quoted) && !is_blank(reading, r);
    let recurring = span::recurring(text);
    let dates = date::dates(text, when, &reading.above, article, &recurring);
    let mut times = recurring;
    times.extend(dates.times);
    let taken: Vec<Range<usize>> = times.iter().map(|t| t.range.clone()).collect();
    times.extend(span::durations(text, &taken));
    // “十四五” stands in quotation marks of its own.
    times.retain(|t| shown(&t.range) || t.rule == "date.plan" && clear(&t.range, hidden));
    times.sort_by_key(|t| (t.range.start, t.range.end));
    let sentences = reading.sentences();
    let facts = times
        .into_iter()
        .map(|time| {
            let at = sentences.partition_point(|s| s.end < time.range.end);
            let sentence = sentences.get(at).filter(|s| s.start <= time.range.start);
            let segment = sentence.map_or(time.range.clone(), |s| reading::segment(text, s.clone(), time.range.clone()));
            let (quote, span) = reading.quote(segment);
            Fact {
                address: reading.clause.address.clone(),
                kind: time.kind,
                value: time.value,
                bound: time.bound,
                role: None,
                unit: time.unit,
                per: None,
                due: time.due,
                measure: None,
                window: None,
                currency: None,
                subject: None,
                condition: None,
                quote,
                span,
                rule: time.rule.to_owned(),
            }
        })
        .collect();
    let unknown = dates.unknown.into_iter().filter(shown).map(|r| reading.quote(r)).collect();
    Found { facts, unknown }
}

/// A blank of a form: 20　　年, 　年　月.
fn is_blank(reading: &Reading, range: &Range<usize>) -> bool {
    let mut blanks = 0;
    reading.printed(range.clone()).chars().any(|c| {
        blanks = if matches!(c, ' ' | '\u{3000}' | '\t' | '_') { blanks + 1 } else { 0 };
        blanks >= 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::reading::testing::reading;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Vec<String> {
        let show = |f: &Fact| {
            let bound = serde_json::to_value(f.bound).unwrap().as_str().unwrap().to_owned();
            format!("{} {bound}{}", f.value, f.unit.as_deref().unwrap_or(""))
        };
        let lexicon = Lexicon::embedded();
        let when = When::new(&crate::policy::Policy::default(), &lexicon.times);
        reading(text, "", |r| facts(r, &[], &when).facts.iter().map(show).collect())
    }

    #[test]
    fn times_are_read_with_their_bounds() {
        let cases: [(&str, &[&str]); 36] = [
            ("到2027年底,建设20家。", &["2027-12-31 at_most"]),
            ("到2025 年,形成体系。", &["2025-12-31 at_most"]),
            ("力争到2025年创建一批。", &["2025-12-31 at_most"]),
            ("2024年6月底前完成。", &["2024-06-30 at_most"]),
            ("2024年2月底前完成。", &["2024-02-29 at_most"]),
            ("自2025年1月1日起施行,有效期5年。", &["2025-01-01 at_least", "P5Y exactly"]),
            ("有效期至2027年12月31日。", &["2027-12-31 at_most"]),
            ("于二〇二五年三月一日前报送。", &["2025-03-01 at_most"]),
            ("到“十四五”末,形成格局。", &["2025-12-31 at_most"]),
            ("到2025年上半年完成。", &["2025-06-30 at_most"]),
            ("应于自列入计划起1年内注册成立企业实体。", &["P1Y at_most"]),
            ("须于筹建期届满1个月前提出申请。", &["P1M at_least"]),
            ("在半年内完成注册;延期半年后仍未完成的。", &["P6M at_most", "P6M exactly"]),
            ("建设期最长不超过 3 年。", &["P3Y at_most"]),
            ("公示期为5个工作日。", &["P5D exactly工作日"]),
            ("15个工作日内作出决定。", &["P15D at_most工作日"]),
            ("自收到申请之日起三十日内。", &["P30D at_most"]),
            ("建设期为一年半。", &["P18M exactly"]),
            ("在24小时内报告。", &["PT24H at_most"]),
            ("处三年以上七年以下有期徒刑。", &["P3Y at_least", "P7Y at_most"]),
            ("成立满两年。", &["P2Y at_least"]),
            ("每年报送工作总结。", &["P1Y exactly"]),
            ("每两年复审一次。", &["P2Y exactly"]),
            ("每季度报送进展。", &["P3M exactly"]),
            ("每半年报告一次。", &["P6M exactly"]),
            ("评估考核分为年度评估和三年定期考核。", &["P1Y exactly", "P3Y exactly"]),
            ("实行三年一评。", &["P3Y exactly"]),
            ("按季度公布。", &["P3M exactly"]),
            ("2022—2025年,每年安排1亿元。", &["2022-01-01 at_least", "2025-12-31 at_most", "P1Y exactly"]),
            ("在2020年基础上翻番。", &[]),
            ("近三年销售收入不低于1亿元,近三年内无违法。", &[]),
            ("实施三年行动方案、五年规划。", &[]),
            ("今后五年、未来三年。", &[]),
            ("20  年", &[]),
            ("2021年12月,全市。", &[]),
            ("  年  月  日", &[]),
        ];
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(text, expected)| read(text) != *expected)
            .map(|(text, expected)| format!("{text}: expected {expected:?}, got {:?}", read(text)))
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

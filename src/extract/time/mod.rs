//! Dates, durations and recurring duties.
//!
//! Recipe: [`facts`] takes one clause; [`date`] finds days on which something begins or is due (到2027年底),
//! [`span`] finds durations (30日内, 半年后) and repetitions (每年, 三年定期考核). Years told in passing (2022—2025年,
//! 在2020年基础上), look-back windows (近三年) and names (三年行动方案) are no facts.

pub mod date;
pub mod span;

use std::ops::Range;

use super::reading::{self, Reading};
use super::types::{Bound, Fact, FactKind};

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
    /// Name of the rule.
    pub rule: &'static str,
}

/// The times of one clause; nothing is looked for in `hidden` and in short quotations.
pub fn facts(reading: &Reading, hidden: &[Range<usize>]) -> Vec<Fact> {
    let text = reading.text();
    // Every form has one of these characters.
    if !text.contains(['年', '月', '日', '天', '周', '季', '时', '末', '-']) {
        return Vec::new();
    }
    let hidden: Vec<Range<usize>> = hidden.iter().cloned().chain(reading::quotations(text)).collect();
    let mut times = date::dates(text);
    times.extend(span::durations(text));
    times.extend(span::recurring(text));
    times.retain(|t| t.rule == "date.plan" || !hidden.iter().any(|h| h.start < t.range.end && t.range.start < h.end));
    times.retain(|t| !is_blank(reading, &t.range));
    times.sort_by_key(|t| (t.range.start, t.range.end));
    let sentences = reading.sentences();
    times
        .into_iter()
        .map(|time| {
            let sentence = sentences.iter().find(|s| s.start <= time.range.start && time.range.end <= s.end);
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
        .collect()
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

    fn read(text: &str) -> Vec<String> {
        let show = |f: &Fact| {
            let bound = serde_json::to_value(f.bound).unwrap().as_str().unwrap().to_owned();
            format!("{} {bound}{}", f.value, f.unit.as_deref().unwrap_or(""))
        };
        reading(text, "", |r| facts(r, &[]).iter().map(show).collect())
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
            ("2022—2025年,每年安排1亿元。", &["P1Y exactly"]),
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

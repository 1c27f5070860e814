//! Facts and times.

use std::collections::HashSet;

use serde_json::Value;

use super::gold::{Parsed, list, outline, text};
use super::{Report, Row};

fn same_number(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() <= 1e-9 * b.abs().max(1.0),
        _ => a == b,
    }
}

/// Whether a found fact is about the number of a gold row.
fn about(row: &Row, fact: &Value) -> bool {
    let here = outline(text(fact, "address")) == row.get("address");
    // 翻番 is two times, or one hundred per cent more.
    let doubled = row.get("unit") == "倍" && text(fact, "kind") == "ratio" && ["1", "2"].contains(&text(fact, "value"));
    here && (doubled || text(fact, "kind") == row.get("kind") && same_number(text(fact, "value"), row.get("value")))
}

/// Whether it also reads it rightly. 达到 and 力争 may be `exactly` or `at_least`, 布局一家 `at_most`, 千亿级 `about`.
fn right(row: &Row, fact: &Value) -> bool {
    let found = text(fact, "bound");
    let bound = found == row.get("bound")
        || matches!(
            (row.get("role"), row.get("bound"), found),
            ("target", "exactly", "at_least") | ("limit", "exactly", "at_most") | ("fund", "about", "exactly" | "at_least")
        );
    let free = row.get("per").is_empty() && ["threshold", "target", "limit"].contains(&row.get("role"));
    let measure = row.get("measure").is_empty() || text(fact, "measure") == row.get("measure");
    bound && measure && text(fact, "role") == row.get("role") && (free || text(fact, "per") == row.get("per"))
}

/// What `tests/gold/README.md` leaves open: ages, and the first and last day of a stretch of years.
fn is_free(fact: &Value) -> bool {
    text(fact, "measure") == "age" || text(fact, "rule") == "date.period"
}

/// Money, ratios and counts. A number in passing may be reported as a count without harm to the gold, so only
/// the precision tells of those; money and ratios must all be explained.
pub(super) fn facts(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    let found = |row: &Row| list(parsed, row.get("policy"), "facts").iter().any(|f| about(row, f) && right(row, f));
    for row in rows {
        let words = format!("{} {} {} {}", row.get("value"), row.get("bound"), row.get("role"), row.get("quote"));
        report.row(row.get("kind"), found(row), row, words);
    }
    for policy in parsed.keys() {
        for fact in list(parsed, policy, "facts").iter().filter(|f| ["money", "ratio", "count"].contains(&text(f, "kind"))) {
            let rows: Vec<&Row> = rows.iter().filter(|r| r.get("policy") == policy && about(r, fact)).collect();
            // A row that was missed explains a finding about its number: it is listed once, as missed.
            let explained = is_free(fact) || rows.iter().any(|r| right(r, fact) || !found(r));
            report.reported(text(fact, "kind"), explained, policy, text(fact, "address"), brief(fact));
        }
    }
}

/// Dates, durations and recurring duties: as often as the gold has them in a clause. Bounds of durations are not held.
pub(super) fn times(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    let mut used = HashSet::new();
    for row in rows {
        let policy = row.get("policy");
        let fits = |(i, fact): &(usize, &Value)| {
            !used.contains(&(policy, *i))
                && outline(text(fact, "address")) == row.get("address")
                && (text(fact, "kind"), text(fact, "value")) == (row.get("kind"), row.get("value"))
                && (row.get("kind") != "date" || text(fact, "bound") == row.get("bound"))
        };
        let found = list(parsed, policy, "facts").iter().enumerate().find(fits).map(|(i, _)| i);
        used.extend(found.map(|i| (policy, i)));
        report.row(row.get("kind"), found.is_some(), row, format!("{} {}", row.get("value"), row.get("quote")));
    }
    for policy in parsed.keys() {
        for (i, fact) in list(parsed, policy, "facts").iter().enumerate() {
            if ["date", "duration", "recurring"].contains(&text(fact, "kind")) {
                let explained = is_free(fact) || used.contains(&(policy.as_str(), i));
                report.reported(text(fact, "kind"), explained, policy, text(fact, "address"), brief(fact));
            }
        }
    }
}

/// A fact in one line.
fn brief(fact: &Value) -> String {
    let fields = ["value", "unit", "bound", "role", "per", "measure"].map(|k| text(fact, k));
    let fields: Vec<&str> = fields.into_iter().filter(|f| !f.is_empty()).collect();
    format!("{} “{}”", fields.join(" "), text(fact, "quote"))
}

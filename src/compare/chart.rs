//! What a picture of a row shows: its numbers with their bounds, its days, the days in force of its policies.
//!
//! Only told here, drawn in `web/chart`. Each value of each clause is a mark of its own: a cap (不超过) is no fixed sum
//! and a minimum (不低于) is neither, and nothing is added up.

use crate::clause::ClauseAddress;
use crate::extract::{Bound, Fact, FactKind};
use crate::message::Message;
use crate::policy::PolicyId;

use super::order::number;
pub use super::order::{Series, is_sortable, series, year};
use super::{Comparison, Row, value};

/// A number and what bounds it.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What stands above its column.
    pub place: Message,
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
    /// The value for readers: 一次性，不超过 200 万元.
    pub text: Message,
    /// The number, see [`Series`].
    pub value: f64,
    /// How it bounds.
    pub bound: Bound,
}

/// The numbers of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks {
    /// What they are numbers of.
    pub series: Series,
    /// In the order of the columns and of the clauses.
    pub marks: Vec<Mark>,
    /// Columns that have no number of this series.
    pub without: Vec<Message>,
}

/// The numbers of a row; none when it has none.
pub fn marks(comparison: &Comparison, row: &Row) -> Option<Marks> {
    let series = series(row)?;
    let (mut marks, mut without): (Vec<Mark>, Vec<Message>) = (Vec::new(), Vec::new());
    for (column, cell) in comparison.columns.iter().zip(&row.cells) {
        let before = marks.len();
        for entry in &cell.entries {
            for fact in &entry.facts {
                let Some(found) = number(fact).filter(|(s, _)| *s == series) else { continue };
                let mark = Mark {
                    place: column.heading(),
                    policy: entry.policy.clone(),
                    address: entry.address.clone(),
                    text: value::plain(fact),
                    value: found.1,
                    bound: fact.bound,
                };
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
        }
        if marks.len() == before {
            without.push(column.heading());
        }
    }
    Some(Marks { series, marks, without })
}

/// A number of a series in words, for the ticks of an axis: 100 万元, 20%.
pub fn words(series: &Series, number: f64) -> Message {
    let tidy = |n: f64| {
        let text = format!("{n:.4}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    match series.kind {
        FactKind::Date => Message::new("day-year").with("year", format!("{number:.0}")),
        FactKind::Duration | FactKind::Recurring if number >= 365.0 => value::counted("time-years", &tidy((number / 36.5).round() / 10.0)),
        FactKind::Duration | FactKind::Recurring => value::counted("chart-days", &tidy(number)),
        FactKind::Ratio if series.unit.is_empty() => format!("{}%", tidy(number * 100.0)).into(),
        FactKind::Money if series.unit.is_empty() => value::money(&tidy(number), None),
        FactKind::Money | FactKind::Ratio | FactKind::Count => value::count(&tidy(number), &series.unit),
    }
}

/// A span of time or a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// What stands above its column.
    pub place: Message,
    /// The policy.
    pub policy: PolicyId,
    /// The clause; none for the days in force of the policy as a whole.
    pub address: Option<ClauseAddress>,
    /// What it is, for readers.
    pub text: Message,
    /// First day, see [`year`]; none when it is not known.
    pub start: Option<f64>,
    /// Last day of a span in force, when one is known; the day itself of a date.
    pub end: Option<f64>,
}

/// The days in force of the policies of all columns, and the days that the clauses of `rows` name.
pub fn times(comparison: &Comparison, rows: &[&Row]) -> Vec<Time> {
    let mut out: Vec<Time> = Vec::new();
    for (n, column) in comparison.columns.iter().enumerate() {
        for document in comparison.documents.iter().filter(|d| column.policies.contains(&d.policy)) {
            let start = document.effective.as_deref().or(document.date.as_deref());
            let Some(first) = start.and_then(year) else { continue };
            let last = document.expires.as_deref();
            let since = if document.effective.is_some() { "chart-effective" } else { "chart-issued" };
            let since = Message::new(since).with("day", start.unwrap_or_default());
            let until = last.map_or_else(|| Message::new("chart-open"), |day| Message::new("chart-until").with("day", day));
            let term = Message::new("chart-term").with("since", since).with("until", until);
            out.push(Time {
                place: column.heading(),
                policy: document.policy.clone(),
                address: None,
                text: if document.computed { Message::new("chart-computed").with("term", term) } else { term },
                start: Some(first),
                end: last.and_then(year),
            });
        }
        for entry in rows.iter().filter_map(|r| r.cells.get(n)).flat_map(|c| &c.entries) {
            for fact in entry.facts.iter().filter(|f| f.kind == FactKind::Date) {
                let time = Time {
                    place: column.heading(),
                    policy: entry.policy.clone(),
                    address: Some(entry.address.clone()),
                    text: target(fact, &entry.value),
                    start: None,
                    end: year(&fact.value),
                };
                if time.end.is_some() && !out.contains(&time) {
                    out.push(time);
                }
            }
        }
    }
    out
}

/// A day with what is to be reached by then, when the value of the entry says so: 到 2027 年底：不少于 20 家.
fn target(fact: &Fact, value: &Message) -> Message {
    let day = value::plain(fact);
    part_of(value, &day).cloned().unwrap_or(day)
}

/// The part of a value that begins with this day.
fn part_of<'m>(value: &'m Message, day: &Message) -> Option<&'m Message> {
    let within = |name: &str| value.filled(name).and_then(|part| part_of(part, day));
    match value.id() {
        "value-also" | "value-or" => within("first").or_else(|| within("then")),
        "value-capped" => within("first").map(|_| value),
        "value-for" => within("value").map(|_| value),
        _ => (value == day || value.filled("day") == Some(day)).then_some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, CellState, Column, Dated, Entry};
    use crate::policy::TextStatus;
    use crate::topic::testing::fact;

    fn table(facts: Vec<Fact>, value: Message) -> Comparison {
        let entry = Entry {
            policy: "a/b".parse().unwrap(),
            address: "1".parse().unwrap(),
            value,
            quote: "原文".to_owned(),
            marks: Vec::new(),
            heading_path: Vec::new(),
            text_status: TextStatus::Full,
            facts,
        };
        let found = Cell { state: CellState::Found, entries: vec![entry], note: None };
        let silent = Cell { state: CellState::Silent, entries: vec![], note: None };
        let column = |name: &str, id: &str| Column { label: name.into(), policies: vec![id.parse().unwrap()], ..Column::default() };
        Comparison {
            columns: vec![column("云南", "a/b"), column("广西", "c/d")],
            rows: vec![Row { topic: "t".into(), label: "甲".into(), cells: vec![found, silent], ..Row::default() }],
            documents: vec![Dated {
                policy: "a/b".parse().unwrap(),
                effective: Some("2024-01-01".into()),
                expires: Some("2026-12-31".into()),
                ..Dated::default()
            }],
            ..Comparison::default()
        }
    }

    #[test]
    fn each_value_is_a_mark_of_its_own_with_its_bound() {
        let cap = Fact { bound: Bound::AtMost, ..fact("1", FactKind::Money, "100000000", "", 0) };
        let table =
            table(vec![fact("1", FactKind::Money, "2000000", "", 0), cap, fact("1", FactKind::Ratio, "0.3", "", 9)], Message::default());
        let found = marks(&table, &table.rows[0]).unwrap();
        let told: Vec<_> = found.marks.iter().map(|m| (m.text.to_string(), m.bound, m.value)).collect();
        assert_eq!(told, [("200 万元".to_owned(), Bound::Exactly, 2e6), ("不超过 1 亿元".to_owned(), Bound::AtMost, 1e8)]);
        assert_eq!(found.without, [Message::from("广西")]);
    }

    #[test]
    fn days_in_force_and_targets_stand_on_one_line_of_time() {
        let by = Fact { bound: Bound::AtMost, ..fact("1", FactKind::Date, "2027-12-31", "", 0) };
        let count =
            |n: &str| value::plain(&Fact { bound: Bound::AtLeast, unit: Some("家".into()), ..fact("1", FactKind::Count, n, "", 0) });
        let first = Message::new("value-by-day").with("day", value::plain(&by)).with("value", count("20"));
        let table = table(vec![by], Message::new("value-also").with("first", first).with("then", count("2")));
        let found = times(&table, &[&table.rows[0]]);
        let texts: Vec<String> = found.iter().map(|t| t.text.to_string()).collect();
        assert_eq!(texts, ["2024-01-01 施行，至 2026-12-31", "到 2027 年底：不少于 20 家"]);
        assert!(found[0].start < found[0].end && found[1].start.is_none());
    }

    #[test]
    fn ticks_are_said_as_values_are() {
        let of = |kind, unit: &str, n| words(&Series { kind, unit: unit.to_owned() }, n).to_string();
        assert_eq!(of(FactKind::Money, "", 1e8), "1 亿元");
        assert_eq!(of(FactKind::Money, "", 2.5e6), "250 万元");
        assert_eq!(of(FactKind::Ratio, "", 0.025), "2.5%");
        assert_eq!(of(FactKind::Count, "家", 20.0), "20 家");
        assert_eq!((of(FactKind::Duration, "", 30.0), of(FactKind::Duration, "", 1095.0)), ("30 天".to_owned(), "3 年".to_owned()));
    }
}

//! Numbers of cells that can be compared: the order of columns, and rows in which all say the same.
//!
//! Numbers are only held against numbers of one [`Series`]: yuan against yuan, 家 against 家. They are never added up:
//! of several numbers in a cell the smallest counts when the smallest are to stand first, else the largest.

use std::collections::BTreeMap;

use crate::extract::{Fact, FactKind};
use crate::text::fold;

use super::{Cell, CellState, Column, Row};

/// Numbers that can be held against each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Series {
    /// Their kind.
    pub kind: FactKind,
    /// Unit of a count, what an amount is given for, or another currency; empty for plain yuan and percentages.
    pub unit: String,
}

/// The number of a fact: yuan, a share of one, a count, a year with the part of it that has gone by, or days.
pub fn number(fact: &Fact) -> Option<(Series, f64)> {
    let unit =
        format!("{}{}", fact.currency.as_deref().filter(|c| *c != "CNY").unwrap_or_default(), fact.unit.as_deref().unwrap_or_default());
    let (value, unit) = match fact.kind {
        FactKind::Money | FactKind::Ratio | FactKind::Count => (fact.value.parse::<f64>().ok()?, unit),
        FactKind::Date => (year(&fact.value)?, String::new()),
        FactKind::Duration | FactKind::Recurring => (days(&fact.value)?, String::new()),
    };
    value.is_finite().then_some((Series { kind: fact.kind, unit }, value))
}

/// An ISO date as a year with a fraction: 2027-07-01 is about 2027.5.
pub fn year(date: &str) -> Option<f64> {
    let mut parts = date.split('-').map(|p| p.parse::<f64>());
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok).unwrap_or(1.0);
    let day = parts.next().and_then(Result::ok).unwrap_or(1.0);
    Some(year + (month - 1.0) / 12.0 + (day - 1.0) / 372.0)
}

/// An ISO 8601 duration in days: P1Y6M is 547.5. Months and years count as their mean.
fn days(duration: &str) -> Option<f64> {
    let (mut total, mut digits, mut time) = (0.0, String::new(), false);
    for c in duration.strip_prefix('P')?.chars() {
        let each = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'T' => {
                time = true;
                continue;
            }
            'Y' => 365.0,
            'M' if time => 1.0 / 1440.0,
            'M' => 365.0 / 12.0,
            'W' => 7.0,
            'D' => 1.0,
            'H' => 1.0 / 24.0,
            _ => return None,
        };
        total += std::mem::take(&mut digits).parse::<f64>().ok()? * each;
    }
    Some(total)
}

fn facts(cell: &Cell) -> impl Iterator<Item = &Fact> {
    cell.entries.iter().flat_map(|e| &e.facts)
}

/// The numbers that most cells of a row have; of several, amounts before ratios, counts and times.
pub fn series(row: &Row) -> Option<Series> {
    let mut cells: BTreeMap<Series, usize> = BTreeMap::new();
    for cell in &row.cells {
        let mut own: Vec<Series> = facts(cell).filter_map(number).map(|(series, _)| series).collect();
        own.sort_unstable();
        own.dedup();
        own.into_iter().for_each(|series| *cells.entry(series).or_default() += 1);
    }
    let most = cells.values().max().copied()?;
    cells.into_iter().find(|(_, n)| *n == most).map(|(series, _)| series)
}

/// The smallest and the largest number of a cell.
fn range(cell: &Cell, series: &Series) -> Option<(f64, f64)> {
    let numbers = facts(cell).filter_map(number).filter(|(s, _)| s == series).map(|(_, n)| n);
    numbers.fold(None, |range, n| Some(range.map_or((n, n), |(low, high): (f64, f64)| (low.min(n), high.max(n)))))
}

/// Sorts columns by the numbers of a row over them. Columns without one stand last; equal ones keep their order.
pub(super) fn sorted(columns: Vec<Column>, row: &Row, descending: bool) -> Vec<Column> {
    let Some(series) = series(row) else { return columns };
    let key = |cell: &Cell| range(cell, &series).map(|(low, high)| if descending { -high } else { low });
    let mut keyed: Vec<(Option<f64>, Column)> = row.cells.iter().map(key).zip(columns).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => a.total_cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    keyed.into_iter().map(|(_, column)| column).collect()
}

/// Whether a column of the row has a number to sort by.
pub fn is_sortable(row: &Row) -> bool {
    series(row).is_some()
}

/// Whether all columns say the same: the same state and the same values, or, where no value is told, the same words.
pub(super) fn is_equal(row: &Row) -> bool {
    type Said = (CellState, Vec<String>);
    let said = |cell: &Cell| -> Said {
        let valued = cell.entries.iter().any(|e| !e.value.is_empty());
        let text = |e: &super::Entry| if valued { e.value.to_string() } else { fold(&e.quote) };
        let mut texts: Vec<String> = cell.entries.iter().map(text).filter(|t| !t.is_empty()).collect();
        texts.sort_unstable();
        texts.dedup();
        (cell.state, texts)
    };
    let mut cells = row.cells.iter().map(said);
    let first = cells.next();
    cells.all(|cell| Some(&cell) == first.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Entry;
    use crate::policy::TextStatus;
    use crate::topic::testing::fact;

    fn cell(values: &[(FactKind, &str)]) -> Cell {
        let entry = |(kind, value): &(FactKind, &str)| Entry {
            policy: "a/b".parse().unwrap(),
            address: "1".parse().unwrap(),
            value: (*value).into(),
            quote: "原文".to_owned(),
            marks: Vec::new(),
            heading_path: Vec::new(),
            text_status: TextStatus::Full,
            facts: vec![fact("1", *kind, value, value, 0)],
        };
        let state = if values.is_empty() { CellState::Silent } else { CellState::Found };
        Cell { state, entries: values.iter().map(entry).collect(), note: None }
    }

    fn row(cells: Vec<Cell>) -> Row {
        Row { topic: "t".into(), label: "甲".into(), cells, ..Row::default() }
    }

    fn sorted(cells: Vec<Cell>, descending: bool) -> String {
        let columns: Vec<Column> =
            ["甲", "乙", "丙", "丁"].into_iter().take(cells.len()).map(|c| Column { key: c.into(), ..Column::default() }).collect();
        super::sorted(columns, &row(cells), descending).into_iter().map(|c| c.key).collect()
    }

    #[test]
    fn columns_stand_by_their_number_and_those_without_one_last() {
        use FactKind::{Money, Ratio};
        let cells =
            || vec![cell(&[]), cell(&[(Money, "2000000")]), cell(&[(Money, "10000000"), (Money, "500000")]), cell(&[(Ratio, "0.3")])];
        assert_eq!(sorted(cells(), false), "丙乙甲丁", "the smallest of each, 50 万 before 200 万");
        assert_eq!(sorted(cells(), true), "丙乙甲丁", "the largest of each, 1000 万 before 200 万");
        assert_eq!(sorted(vec![cell(&[(Money, "9")]), cell(&[(Money, "10")])], false), "甲乙", "by number, not by digits");
        assert_eq!(sorted(vec![cell(&[]), cell(&[])], true), "甲乙");
        let dates =
            || vec![cell(&[(FactKind::Date, "2027-12-31")]), cell(&[(FactKind::Date, "2025")]), cell(&[(FactKind::Date, "2026-01-01")])];
        assert_eq!((sorted(dates(), false), sorted(dates(), true)), ("乙丙甲".to_owned(), "甲丙乙".to_owned()));
    }

    #[test]
    fn times_are_counted_in_days() {
        for (duration, expected) in [("P3Y", 1095.0), ("P30D", 30.0), ("P1Y6M", 547.5), ("PT48H", 2.0), ("P2W", 14.0)] {
            assert_eq!(days(duration), Some(expected), "{duration}");
        }
        for bad in ["", "3Y", "PXY", "P3Q"] {
            assert_eq!(days(bad), None, "{bad}");
        }
        assert!(year("2027-07-01").is_some_and(|y| (y - 2027.5).abs() < 0.01) && year("去年").is_none());
    }

    #[test]
    fn only_like_is_held_against_like() {
        let dollars = Fact { currency: Some("USD".into()), ..fact("1", FactKind::Money, "5", "", 0) };
        let per_mu = Fact { unit: Some("元/亩".into()), ..fact("1", FactKind::Money, "5", "", 0) };
        let yuan = fact("1", FactKind::Money, "5", "", 0);
        let names: Vec<_> = [dollars, per_mu, yuan].iter().filter_map(number).map(|(s, _)| s.unit).collect();
        assert_eq!(names, ["USD", "元/亩", ""]);
        assert_eq!(number(&fact("1", FactKind::Money, "很多", "", 0)), None);
    }

    #[test]
    fn equal_rows_say_the_same_in_every_column() {
        use FactKind::Money;
        assert!(is_equal(&row(vec![cell(&[]), cell(&[])])));
        assert!(is_equal(&row(vec![cell(&[(Money, "5")]), cell(&[(Money, "5"), (Money, "5")])])));
        assert!(!is_equal(&row(vec![cell(&[(Money, "5")]), cell(&[(Money, "6")])])));
        assert!(!is_equal(&row(vec![cell(&[(Money, "5")]), cell(&[])])));
        let not_held = Cell { state: CellState::NotHeld, ..cell(&[]) };
        assert!(!is_equal(&row(vec![not_held, cell(&[])])), "the silences are different answers");
    }
}

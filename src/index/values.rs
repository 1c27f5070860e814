//! How the facts of a clause stand in the index: as whole numbers, in one column for each way of asking.
//!
//! A fact is matched as a whole. 补助 100 万元 beside 销售收入 5 亿元 in one clause is no 补助 of 5 亿元; so each
//! fact is written once for every combination of role, measure, unit and kind that it may be asked by, and a
//! question reads the one column that holds only facts of all that it names.
//!
//! ```text
//! 补助 100 万元            :money:    support:money:
//! 销售收入不低于 5 亿元      :money:    :money:sales    threshold:money:    threshold:money:sales
//! 成员不少于 20 家          :count:    :count@家:      :count:members      …
//! 到 2027 年底             :date:     :deadline:
//! 100 万美元               :money@USD:  :money@:
//! ```

use std::collections::BTreeSet;

use crate::extract::{Bound, Fact, FactKind, Role};
use crate::text::numeral::{self, Decimal};

/// The questions one column answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactColumn {
    /// What the value is for; none for any.
    pub role: Option<Role>,
    /// `money` (yuan), `money@USD`, `money@` (any currency, to ask only whether there is one), `ratio`, `count`, `count@家`, `date`, `deadline`, `duration`, `recurring`.
    pub kind: String,
    /// Id of the measure; none for any.
    pub measure: Option<String>,
}

impl FactColumn {
    /// Name of the column within the field of facts.
    pub fn name(&self) -> String {
        let name = format!("{}:{}:{}", self.role.map_or("", Role::name), self.kind, self.measure.as_deref().unwrap_or_default());
        // Dots and back-slashes mean something in a path.
        name.replace(['.', '\\', '\0', '\u{1}'], "_")
    }
}

/// The first mark that stands for a role; the marks below stand for kinds.
const FIRST_ROLE: usize = 8;

/// The place of a kind among the marks of a clause.
pub fn kind_mark(kind: FactKind) -> usize {
    FactKind::ALL.iter().position(|k| *k == kind).unwrap_or(0)
}

/// The place of a role among the marks of a clause.
pub fn role_mark(role: Role) -> usize {
    FIRST_ROLE + Role::ALL.iter().position(|r| *r == role).unwrap_or(0)
}

/// The kinds and roles of a clause's facts, one bit each: what facets count.
pub fn marks(facts: &[Fact]) -> u64 {
    facts.iter().fold(0, |marks, f| marks | 1 << kind_mark(f.kind) | f.role.map_or(0, |r| 1 << role_mark(r)))
}

/// The columns that a fact stands in, and its value there; none when the value cannot be read.
pub fn entries(fact: &Fact) -> (BTreeSet<String>, Option<i64>) {
    let base = match (fact.kind, &fact.currency) {
        (FactKind::Money, Some(currency)) if currency != "CNY" => format!("money@{currency}"),
        _ => fact.kind.name().to_owned(),
    };
    let mut kinds = vec![base];
    if fact.kind == FactKind::Money {
        kinds.push("money@".to_owned());
    }
    if fact.kind == FactKind::Date && fact.bound == Bound::AtMost {
        kinds.push("deadline".to_owned());
    }
    if let Some(unit) = fact.unit.as_ref().filter(|_| fact.kind == FactKind::Count) {
        kinds.push(format!("count@{unit}"));
    }
    let mut columns = BTreeSet::new();
    for kind in kinds {
        for role in [None, fact.role] {
            for measure in [None, fact.measure.clone()] {
                columns.insert(FactColumn { role, kind: kind.clone(), measure }.name());
            }
        }
    }
    (columns, amount(fact).map(|value| scaled(fact.kind, value)))
}

/// The value of a fact as a number: yuan, 0.3, 20; a date as 20271231; a duration in half-hours, so that a year
/// of 365.25 days and its twelfth are whole.
pub fn amount(fact: &Fact) -> Option<Decimal> {
    match fact.kind {
        FactKind::Money | FactKind::Ratio | FactKind::Count => numeral::number(&fact.value).map(|n| n.value),
        FactKind::Date => date(&fact.value).map(|(first, _)| Decimal::from_int(i128::from(first))),
        FactKind::Duration | FactKind::Recurring => half_hours(&fact.value).map(Decimal::from_int),
    }
}

/// A number as it stands in a column: money in fen, other amounts in millionths, dates and durations as they are.
/// Numbers out of range become the greatest or least one.
pub fn scaled(kind: FactKind, value: Decimal) -> i64 {
    let places = match kind {
        FactKind::Money => 2,
        FactKind::Ratio | FactKind::Count => 6,
        FactKind::Date | FactKind::Duration | FactKind::Recurring => 0,
    };
    let text = value.shift(places).unwrap_or(value).to_string();
    let whole = text.split('.').next().unwrap_or_default();
    let least = if whole.starts_with('-') { i64::MIN } else { i64::MAX };
    whole.parse().unwrap_or(least)
}

/// The first and last day of an ISO date, month or year, each as 20271231.
pub fn date(iso: &str) -> Option<(u32, u32)> {
    let mut parts = iso.split('-');
    let year: u32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let part = |text: Option<&str>, most: u32| match text {
        None => Some(None),
        Some(text) => text.parse::<u32>().ok().filter(|n| (1..=most).contains(n)).map(Some),
    };
    let (month, day) = (part(parts.next(), 12)?, part(parts.next(), 31)?);
    let number = |month: u32, day: u32| year * 10_000 + month * 100 + day;
    let last_month = month.unwrap_or(12);
    parts
        .next()
        .is_none()
        .then(|| (number(month.unwrap_or(1), day.unwrap_or(1)), number(last_month, day.unwrap_or(last_day(year, last_month)))))
}

fn last_day(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Half-hours in a day, a week, a month and a year.
pub const HALF_HOURS: [(char, i128); 4] = [('D', 48), ('W', 336), ('M', 1461), ('Y', 17_532)];

/// The length of an ISO 8601 duration in half-hours.
fn half_hours(iso: &str) -> Option<i128> {
    let (days, hours) = iso.strip_prefix('P')?.split_once('T').unwrap_or((iso.strip_prefix('P')?, ""));
    let mut sum = 0i128;
    for (text, units) in [(days, &HALF_HOURS[..]), (hours, &[('H', 2)][..])] {
        let mut number = String::new();
        for c in text.chars() {
            match units.iter().find(|(unit, _)| *unit == c) {
                Some((_, length)) => sum = sum.checked_add(std::mem::take(&mut number).parse::<i128>().ok()?.checked_mul(*length)?)?,
                None => number.push(c),
            }
        }
        if !number.is_empty() {
            return None;
        }
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::topic::testing::fact;

    #[test]
    fn values_are_whole_numbers() {
        use FactKind::{Count, Date, Duration, Money, Ratio, Recurring};
        let cases = [
            (Money, "5000000", Some(500_000_000)),
            (Money, "35000.5", Some(3_500_050)),
            (Money, "12000000000000", Some(1_200_000_000_000_000)),
            (Money, "999999999999999999999", None),
            (Ratio, "0.034", Some(34_000)),
            (Count, "20", Some(20_000_000)),
            (Date, "2027-12-31", Some(20_271_231)),
            (Date, "2027-13-01", None),
            (Duration, "P30D", Some(1440)),
            (Duration, "P1Y6M", Some(17_532 + 6 * 1461)),
            (Duration, "PT24H", Some(48)),
            (Duration, "P", Some(0)),
            (Duration, "30", None),
            (Recurring, "P12M", Some(17_532)),
            (Money, "", None),
        ];
        for (kind, value, expected) in cases {
            assert_eq!(entries(&fact("1", kind, value, "x", 0)).1, expected, "{kind:?} {value}");
        }
        assert_eq!(scaled(Money, Decimal::from_int(i128::from(i64::MAX))), i64::MAX);
        assert_eq!(date("2027"), Some((20_270_101, 20_271_231)));
        assert_eq!(date("2027-2"), Some((20_270_201, 20_270_228)));
        assert_eq!(date("27-2"), None);
    }

    #[test]
    fn a_fact_stands_in_every_column_it_may_be_asked_by_and_in_no_other() {
        let mut members = fact("1", FactKind::Count, "20", "x", 0);
        (members.role, members.measure, members.unit) = (Some(Role::Threshold), Some("a.b".to_owned()), Some("家".to_owned()));
        let columns: Vec<String> = entries(&members).0.into_iter().collect();
        let expected = [
            ":count:",
            ":count:a_b",
            ":count@家:",
            ":count@家:a_b",
            "threshold:count:",
            "threshold:count:a_b",
            "threshold:count@家:",
            "threshold:count@家:a_b",
        ];
        assert_eq!(columns, expected);
        let mut dollars = fact("1", FactKind::Money, "5", "x", 0);
        dollars.currency = Some("USD".to_owned());
        assert_eq!(entries(&dollars).0, BTreeSet::from([":money@USD:".to_owned(), ":money@:".to_owned()]));
        let mut until = fact("1", FactKind::Date, "2027-12-31", "x", 0);
        until.bound = Bound::AtMost;
        assert_eq!(entries(&until).0, BTreeSet::from([":date:".to_owned(), ":deadline:".to_owned()]));
    }

    #[test]
    fn marks_name_kinds_and_roles() {
        let mut support = fact("1", FactKind::Money, "5", "x", 0);
        support.role = Some(Role::Support);
        assert_eq!(marks(&[support, fact("1", FactKind::Duration, "P1Y", "x", 0)]), 1 | 1 << 4 | 1 << 8);
    }
}

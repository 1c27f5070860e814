//! Values against values, with a verdict in words: from the first text to the second, is it harder on the one it
//! concerns (更严), easier (更宽), the same (相同), or can it not be said (不可比)?
//!
//! Only values of one kind are held against each other: same kind, role, measure, unit and currency. Each becomes
//! the range it allows: 不低于5 is [5, ∞), 不超过5 is [0, 5], 5 is [5, 5]. Then, by role:
//!
//! | role | 更严 | 更宽 | example of 更严 |
//! |---|---|---|---|
//! | threshold 条件 | the second range lies inside the first | it holds the first | 销售收入不低于5000万元 → 不低于1亿元; 资产负债率不超过70% → 不超过60% |
//! | limit 限额 (a bare number is the most allowed) | the same | the same | 限报2项 → 限报1项 |
//! | support, equity 资助、股权投资 | both ends not higher | both ends not lower | 补助200万元 → 最高不超过200万元 |
//! | fee 费用 | both ends not lower | both ends not higher | 担保费率不超过1% → 不超过1.5% |
//! | target, budget, fund 目标、预算、基金 | never: they bind the authority, not the applicant | | 不可比, with 数值更高 or 更低 |
//! | times (dates, durations, repetitions) | never: a longer time is easier for one side and harder for the other | | 不可比, with 更长 or 更早 |
//!
//! 不可比 as well: a value each year against one given once; different years looked back; ranges of which none
//! holds the other; several values of one kind on both sides that do not match one by one.

use serde::Serialize;
use utoipa::ToSchema;

use crate::compare::value::plain;
use crate::extract::{Bound, Fact, FactKind, Role};
use crate::message::Message;
use crate::text::numeral::Decimal;
use crate::topic::amount::decimal;

/// From the first text to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = NumberVerdict)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 更严
    Stricter,
    /// 更宽
    Looser,
    /// 相同
    Equal,
    /// 不可比
    Incomparable,
    /// 只有前者有
    OnlyFirst,
    /// 只有后者有
    OnlySecond,
}

/// Two values of one kind, or one without a partner.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NumberPair {
    /// The value of the first text, for readers.
    pub first: Option<Message>,
    /// The value of the second text.
    pub second: Option<Message>,
    /// The words of both, as printed.
    pub quotes: (Option<String>, Option<String>),
    /// What it is for; none for times.
    pub role: Option<Role>,
    /// What is measured, by id.
    pub measure: Option<String>,
    /// The verdict.
    pub verdict: Verdict,
    /// Why; says nothing where the verdict says it all.
    pub reason: Message,
}

impl Verdict {
    /// For readers: 更严.
    pub fn label(self) -> Message {
        Message::new(match self {
            Verdict::Stricter => "number-stricter",
            Verdict::Looser => "number-looser",
            Verdict::Equal => "number-equal",
            Verdict::Incomparable => "number-incomparable",
            Verdict::OnlyFirst => "number-only-first",
            Verdict::OnlySecond => "number-only-second",
        })
    }
}

/// Holds the values of two clauses against each other, in the order of the first.
pub fn compare(first: &[&Fact], second: &[&Fact]) -> Vec<NumberPair> {
    let mut used = vec![false; second.len()];
    let mut partner: Vec<Option<usize>> = vec![None; first.len()];
    // Equal values first, so that of several amounts only those that changed are left.
    for exact in [true, false] {
        for (a, partner) in first.iter().zip(&mut partner).filter(|(_, p)| p.is_none()) {
            let fits = |b: &Fact| same_kind(a, b) && (!exact || same_value(a, b));
            if let Some(j) = (0..second.len()).find(|j| !used[*j] && fits(second[*j])) {
                (*partner, used[j]) = (Some(j), true);
            }
        }
    }
    let ambiguous = |a: &Fact| {
        let open = |facts: &[&Fact], other: &[&Fact]| {
            facts.iter().filter(|f| same_kind(f, a) && !other.iter().any(|o| same_kind(f, o) && same_value(f, o))).count()
        };
        open(first, second) > 1 || open(second, first) > 1
    };
    let mut out = Vec::new();
    for (i, a) in first.iter().enumerate() {
        out.push(match partner[i] {
            None => row(Some(a), None, Verdict::OnlyFirst, Message::default()),
            Some(j) => {
                let b = second[j];
                let (verdict, reason) =
                    if !same_value(a, b) && ambiguous(a) { (Verdict::Incomparable, Message::new("number-several")) } else { verdict(a, b) };
                row(Some(a), Some(b), verdict, reason)
            }
        });
    }
    out.extend(
        second.iter().zip(&used).filter(|(_, used)| !**used).map(|(b, _)| row(None, Some(b), Verdict::OnlySecond, Message::default())),
    );
    out
}

fn row(a: Option<&Fact>, b: Option<&Fact>, verdict: Verdict, reason: Message) -> NumberPair {
    let known = a.or(b);
    NumberPair {
        first: a.map(plain),
        second: b.map(plain),
        quotes: (a.map(|f| f.quote.clone()), b.map(|f| f.quote.clone())),
        role: known.and_then(|f| f.role),
        measure: known.and_then(|f| f.measure.clone()),
        verdict,
        reason,
    }
}

fn same_kind(a: &Fact, b: &Fact) -> bool {
    a.kind == b.kind
        && a.role == b.role
        && a.measure == b.measure
        && a.currency == b.currency
        && (a.kind == FactKind::Duration || a.unit == b.unit)
}

fn same_value(a: &Fact, b: &Fact) -> bool {
    a.value == b.value && a.bound == b.bound && a.per == b.per && a.window == b.window && a.unit == b.unit
}

/// The verdict on two values of one kind, and why.
pub fn verdict(a: &Fact, b: &Fact) -> (Verdict, Message) {
    if same_value(a, b) {
        return (Verdict::Equal, Message::default());
    }
    let cannot = |reason: &'static str| (Verdict::Incomparable, Message::new(reason));
    if a.per != b.per {
        return cannot("number-other-period");
    }
    if a.window != b.window {
        return cannot("number-other-years");
    }
    match a.kind {
        FactKind::Date => return cannot(order(a.value.cmp(&b.value), "number-later", "number-earlier", "number-same-day")),
        FactKind::Duration | FactKind::Recurring => {
            let order = days(&a.value).zip(days(&b.value)).and_then(|(x, y)| x.partial_cmp(&y));
            let told = |o| self::order(o, "number-longer", "number-shorter", "number-same-length");
            return cannot(order.map_or("number-other-unit", told));
        }
        FactKind::Money | FactKind::Ratio | FactKind::Count => {}
    }
    let (Some(x), Some(y)) = (decimal(&a.value), decimal(&b.value)) else { return cannot("number-unreadable") };
    let (first, second) = (range(a, x), range(b, y));
    let judged = match a.role {
        Some(Role::Threshold | Role::Limit) => inside(&second, &first),
        Some(Role::Support | Role::Equity) => higher(&first, &second),
        Some(Role::Fee) => higher(&second, &first),
        Some(Role::Target | Role::Budget | Role::Fund) | None => {
            let words = x.partial_cmp(&y).map(|o| Message::new(order(o, "number-higher", "number-lower", "number-same")));
            let words = words.unwrap_or_default();
            let reason = if a.role.is_some() { Message::new("number-not-applicant").with("order", words) } else { words };
            return (Verdict::Incomparable, reason);
        }
    };
    match judged {
        Some(verdict) => (verdict, change(a.role, verdict).map(Message::new).unwrap_or_default()),
        None => cannot("number-other-bound"),
    }
}

/// What a verdict means for the one it concerns.
fn change(role: Option<Role>, verdict: Verdict) -> Option<&'static str> {
    Some(match (role, verdict) {
        (Some(Role::Threshold | Role::Limit), Verdict::Stricter) => "number-asks-more",
        (Some(Role::Threshold | Role::Limit), Verdict::Looser) => "number-asks-less",
        (Some(Role::Support | Role::Equity), Verdict::Stricter) => "number-gives-less",
        (Some(Role::Support | Role::Equity), Verdict::Looser) => "number-gives-more",
        (Some(Role::Fee), Verdict::Stricter) => "number-takes-more",
        (Some(Role::Fee), Verdict::Looser) => "number-takes-less",
        _ => return None,
    })
}

fn order(order: std::cmp::Ordering, more: &'static str, less: &'static str, equal: &'static str) -> &'static str {
    match order {
        std::cmp::Ordering::Less => more,
        std::cmp::Ordering::Greater => less,
        std::cmp::Ordering::Equal => equal,
    }
}

/// A range of allowed values; none at the top is no upper end.
struct Range {
    low: Decimal,
    high: Option<Decimal>,
    /// Whether the ends themselves are left out (超过, 低于).
    open: (bool, bool),
}

fn range(fact: &Fact, value: Decimal) -> Range {
    let zero = Decimal::from_int(0);
    let bound = if fact.role == Some(Role::Limit) && fact.bound == Bound::Exactly { Bound::AtMost } else { fact.bound };
    match bound {
        Bound::Exactly | Bound::About => Range { low: value, high: Some(value), open: (false, false) },
        Bound::AtLeast => Range { low: value, high: None, open: (false, false) },
        Bound::MoreThan => Range { low: value, high: None, open: (true, false) },
        Bound::AtMost => Range { low: zero, high: Some(value), open: (false, false) },
        Bound::LessThan => Range { low: zero, high: Some(value), open: (false, true) },
    }
}

/// Compares lower ends; an open end is the higher one.
fn lows(a: &Range, b: &Range) -> Option<std::cmp::Ordering> {
    Some(a.low.partial_cmp(&b.low)?.then(a.open.0.cmp(&b.open.0)))
}

/// Compares upper ends; an open end is the lower one, no end the highest.
fn highs(a: &Range, b: &Range) -> Option<std::cmp::Ordering> {
    use std::cmp::Ordering::{Equal, Greater, Less};
    match (a.high, b.high) {
        (None, None) => Some(Equal),
        (None, Some(_)) => Some(Greater),
        (Some(_), None) => Some(Less),
        (Some(x), Some(y)) => Some(x.partial_cmp(&y)?.then(b.open.1.cmp(&a.open.1))),
    }
}

/// Stricter when `second` lies inside `first`, looser when it is the other way round.
fn inside(second: &Range, first: &Range) -> Option<Verdict> {
    let (low, high) = (lows(second, first)?, highs(second, first)?);
    match (low.is_ge() && high.is_le(), low.is_le() && high.is_ge()) {
        (true, true) => Some(Verdict::Equal),
        (true, false) => Some(Verdict::Stricter),
        (false, true) => Some(Verdict::Looser),
        (false, false) => None,
    }
}

/// Looser when both ends of `second` are not lower than those of `first`, stricter when both are not higher.
fn higher(first: &Range, second: &Range) -> Option<Verdict> {
    let (low, high) = (lows(second, first)?, highs(second, first)?);
    match (low.is_ge() && high.is_ge(), low.is_le() && high.is_le()) {
        (true, true) => Some(Verdict::Equal),
        (true, false) => Some(Verdict::Looser),
        (false, true) => Some(Verdict::Stricter),
        (false, false) => None,
    }
}

/// A duration in days, for its order only: a month is 30, a year 365.
fn days(value: &str) -> Option<f64> {
    let (mut sum, mut digits) = (0.0, String::new());
    for c in value.strip_prefix('P')?.chars() {
        let each = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'Y' => 365.0,
            'M' => 30.0,
            'W' => 7.0,
            'D' => 1.0,
            _ => return None,
        };
        sum += std::mem::take(&mut digits).parse::<f64>().ok()? * each;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Per;
    use crate::topic::testing::fact;

    fn amount(role: Role, bound: Bound, value: &str) -> Fact {
        Fact { role: Some(role), bound, ..fact("1", FactKind::Money, value, "", 0) }
    }

    #[test]
    fn the_table_of_verdicts_holds() {
        use Bound::{AtLeast, AtMost, Exactly, LessThan, MoreThan};
        use Role::{Budget, Equity, Fee, Limit, Support, Target, Threshold};
        use Verdict::{Equal, Incomparable, Looser, Stricter};
        let cases = [
            (Threshold, AtLeast, "50000000", AtLeast, "100000000", Stricter),
            (Threshold, AtLeast, "3", AtLeast, "2", Looser),
            (Threshold, AtMost, "70", AtMost, "60", Stricter),
            (Threshold, AtMost, "35", AtMost, "40", Looser),
            (Threshold, AtLeast, "100", MoreThan, "100", Stricter),
            (Threshold, AtMost, "100", LessThan, "100", Stricter),
            (Threshold, AtLeast, "100", AtMost, "200", Incomparable),
            (Threshold, AtLeast, "100", Exactly, "200", Stricter),
            (Threshold, Exactly, "100", Exactly, "200", Incomparable),
            (Support, AtMost, "2000000", AtMost, "10000000", Looser),
            (Support, Exactly, "2000000", AtMost, "2000000", Stricter),
            (Support, Exactly, "2000000", AtMost, "5000000", Incomparable),
            (Support, Exactly, "2000000", Exactly, "2000000", Equal),
            (Support, AtLeast, "2000000", AtLeast, "1000000", Stricter),
            (Equity, AtMost, "100", AtMost, "200", Looser),
            (Fee, AtMost, "1", AtMost, "2", Stricter),
            (Limit, Exactly, "2", Exactly, "1", Stricter),
            (Limit, Exactly, "1", AtMost, "1", Equal),
            (Target, AtLeast, "10", AtLeast, "20", Incomparable),
            (Budget, Exactly, "10", Exactly, "20", Incomparable),
        ];
        for (role, bound_a, a, bound_b, b, expected) in cases {
            let (got, why) = verdict(&amount(role, bound_a, a), &amount(role, bound_b, b));
            assert_eq!(got, expected, "{role:?} {bound_a:?} {a} -> {bound_b:?} {b}: {why}");
        }
    }

    #[test]
    fn a_verdict_turns_round_when_the_texts_change_places() {
        let bounds = [Bound::AtLeast, Bound::AtMost, Bound::Exactly, Bound::MoreThan, Bound::LessThan, Bound::About];
        for role in [Role::Threshold, Role::Support, Role::Fee, Role::Limit, Role::Equity] {
            for (x, y) in bounds.iter().flat_map(|x| bounds.iter().map(move |y| (*x, *y))) {
                for (v, w) in [("5", "5"), ("5", "7"), ("9", "7")] {
                    let there = verdict(&amount(role, x, v), &amount(role, y, w)).0;
                    let back = verdict(&amount(role, y, w), &amount(role, x, v)).0;
                    let turned = match there {
                        Verdict::Stricter => Verdict::Looser,
                        Verdict::Looser => Verdict::Stricter,
                        other => other,
                    };
                    assert_eq!(back, turned, "{role:?} {x:?} {v} {y:?} {w}");
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_compared_says_why() {
        let once = Fact { per: Some(Per::Once), ..amount(Role::Support, Bound::AtMost, "100") };
        let yearly = Fact { per: Some(Per::Year), ..amount(Role::Support, Bound::AtMost, "200") };
        assert_eq!(verdict(&once, &yearly), (Verdict::Incomparable, Message::new("number-other-period")));
        let time = |value: &str| fact("1", FactKind::Duration, value, "", 0);
        assert_eq!(verdict(&time("P6M"), &time("P1Y")).1.to_string(), "更长");
        assert_eq!(verdict(&time("P3Y"), &time("P30D")).1.to_string(), "更短");
        let two = [amount(Role::Support, Bound::Exactly, "30"), amount(Role::Support, Bound::Exactly, "10")];
        let other = [amount(Role::Support, Bound::Exactly, "50"), amount(Role::Support, Bound::Exactly, "10")];
        let facts = |f: &[Fact]| -> Vec<NumberPair> {
            let pairs: Vec<&Fact> = f.iter().collect();
            compare(&two.iter().collect::<Vec<_>>(), &pairs)
        };
        // 10 stayed, so 30 became 50.
        assert_eq!(facts(&other).iter().map(|p| p.verdict).collect::<Vec<_>>(), [Verdict::Looser, Verdict::Equal]);
        let unlike = [amount(Role::Support, Bound::Exactly, "50"), amount(Role::Support, Bound::Exactly, "20")];
        assert!(facts(&unlike).iter().all(|p| p.verdict == Verdict::Incomparable));
        assert_eq!(facts(&[]).iter().map(|p| p.verdict).collect::<Vec<_>>(), [Verdict::OnlyFirst, Verdict::OnlyFirst]);
    }
}

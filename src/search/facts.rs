//! Tests of facts: which columns of the index answer them, which tests belong to one fact, which fact passes.
//!
//! A test is of one fact as a whole: role, kind, measure, unit, currency and value together. Tests that name the
//! same left side in one group (资助>=100万 资助<=500万) are one range of one fact, and what only names an attribute
//! (用途:资助) joins every test beside it that does not say otherwise. A range in the text (10%至30%) is two facts:
//! it passes when one of its ends does.

use tantivy::Term as IndexTerm;
use tantivy::query::{EmptyQuery, Query, RangeQuery};
use tantivy::schema::Field;

use super::plan::{any, boxed};
use super::query::{FactTest, Filter, Limit, Node};
use crate::extract::{Fact, FactKind};
use crate::index::{FactColumn, Names, fact_entries, scaled};

/// A column and the range of its values that passes, both ends included.
pub struct Asked {
    /// The column.
    pub column: FactColumn,
    /// The kind of its values.
    pub kind: FactKind,
    /// The least value.
    pub least: i64,
    /// The greatest value.
    pub most: i64,
}

/// The columns that answer a test; none for a measure that nobody knows.
pub fn asked(test: &FactTest, names: &Names) -> Vec<Asked> {
    let measure = match &test.measure {
        Some(name) => match names.measure(name) {
            Some(measure) => Some(measure),
            None => return Vec::new(),
        },
        None => None,
    };
    let kinds: Vec<FactKind> = match (test.kind, measure) {
        (Some(kind), _) => vec![kind],
        (None, Some(measure)) => measure.kinds.clone(),
        (None, None) => FactKind::ALL.to_vec(),
    };
    let column = |kind: FactKind| {
        let name = match (&test.currency, &test.unit) {
            _ if test.deadline => "deadline".to_owned(),
            (Some(currency), _) => format!("{}@{currency}", kind.name()),
            _ if kind == FactKind::Money && test.is_open() => "money@".to_owned(),
            (_, Some(unit)) => format!("{}@{unit}", kind.name()),
            _ => kind.name().to_owned(),
        };
        let end = |limit: Option<Limit>, step: i64, open: i64| {
            limit.map_or(open, |l| scaled(kind, l.value).saturating_add(if l.strict { step } else { 0 }))
        };
        Asked {
            column: FactColumn { role: test.role, kind: name, measure: measure.map(|m| m.id.clone()) },
            kind,
            least: end(test.least, 1, i64::MIN),
            most: end(test.most, -1, i64::MAX),
        }
    };
    kinds.into_iter().map(column).collect()
}

/// The clauses that hold a fact that passes.
pub fn query(test: &FactTest, names: &Names, facts: Field) -> Box<dyn Query> {
    let range = |asked: Asked| -> Box<dyn Query> {
        if asked.least > asked.most {
            return boxed(EmptyQuery);
        }
        let end = |value: i64| {
            let mut term = IndexTerm::from_field_json_path(facts, &asked.column.name(), false);
            term.append_type_and_fast_value(value);
            std::ops::Bound::Included(term)
        };
        boxed(RangeQuery::new(end(asked.least), end(asked.most)))
    };
    any(asked(test, names).into_iter().map(range).collect())
}

/// Whether a fact passes, by the names that a library knows.
pub fn fact_passes(library: &crate::index::Library, test: &FactTest, fact: &Fact) -> bool {
    passes(test, fact, &library.catalog().names)
}

/// Whether a fact passes.
pub fn passes(test: &FactTest, fact: &Fact, names: &Names) -> bool {
    let (columns, Some(value)) = fact_entries(fact) else { return false };
    asked(test, names).iter().any(|a| columns.contains(&a.column.name()) && (a.least..=a.most).contains(&value))
}

/// The parts of a group with the tests of one fact put together.
pub fn merged(parts: &[Node]) -> Vec<Node> {
    let is_test = |n: &&Node| matches!(n, Node::Filter(Filter::Fact(_)));
    let tests = parts.iter().filter_map(|n| if let Node::Filter(Filter::Fact(test)) = n { Some(test) } else { None });
    let (open, valued): (Vec<&FactTest>, Vec<&FactTest>) = tests.partition(|t| t.is_open());
    if open.len() + valued.len() < 2 {
        return parts.to_vec();
    }
    let mut groups: Vec<FactTest> = Vec::new();
    for test in valued {
        let same = |g: &&mut FactTest| {
            FactTest { least: None, most: None, ..(*g).clone() } == FactTest { least: None, most: None, ..test.clone() }
        };
        match groups.iter_mut().find(same) {
            Some(group) => {
                group.least = tighter(group.least, test.least, |a, b| a > b);
                group.most = tighter(group.most, test.most, |a, b| a < b);
            }
            None => groups.push(test.clone()),
        }
    }
    for attribute in open {
        let joined: Vec<Option<FactTest>> = groups.iter().map(|group| join(group, attribute)).collect();
        if joined.iter().all(Option::is_none) {
            groups.push(attribute.clone());
        }
        for (group, joined) in groups.iter_mut().zip(joined) {
            *group = joined.unwrap_or_else(|| group.clone());
        }
    }
    let rest = parts.iter().filter(|n| !is_test(n)).cloned();
    rest.chain(groups.into_iter().map(|g| Node::Filter(Filter::Fact(g)))).collect()
}

/// A test with one more attribute; none when it says otherwise.
fn join(test: &FactTest, attribute: &FactTest) -> Option<FactTest> {
    fn agree<T: PartialEq + Clone>(a: &Option<T>, b: &Option<T>) -> Option<Option<T>> {
        match (a, b) {
            (Some(a), Some(b)) if a != b => None,
            _ => Some(a.clone().or_else(|| b.clone())),
        }
    }
    Some(FactTest {
        role: agree(&test.role, &attribute.role)?,
        kind: agree(&test.kind, &attribute.kind)?,
        measure: agree(&test.measure, &attribute.measure)?,
        deadline: test.deadline || attribute.deadline,
        ..test.clone()
    })
}

fn tighter(a: Option<Limit>, b: Option<Limit>, better: impl Fn(Limit, Limit) -> bool) -> Option<Limit> {
    match (a, b) {
        (Some(a), Some(b)) if b.value == a.value => Some(Limit { strict: a.strict || b.strict, ..a }),
        (Some(a), Some(b)) => Some(if better(b, a) { b } else { a }),
        (a, b) => a.or(b),
    }
}

impl PartialOrd for Limit {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse_query;

    #[test]
    fn tests_of_one_fact_are_put_together() {
        let cases = [
            ("资助>=100万 资助<=500万", "资助.金额=100万元..500万元"),
            ("资助>=100万 资助>200万 资助>=200万", "资助.金额>200万元"),
            ("用途:资助 金额>=100万", "资助.金额>=100万元"),
            ("类型:比例 用途:资助", "资助.比例"),
            ("资助>=100万 比例>=30%", "资助.金额>=100万元 比例>=30%"),
            ("用途:条件 sales<=1亿元 members>=3家", "条件.金额.sales<=1亿元 条件.数量.members>=3家"),
            ("用途:资助 条件.sales<=1亿元", "条件.金额.sales<=1亿元 用途:资助"),
            ("类型:金额 类型:比例", "类型:金额 类型:比例"),
            ("补助 金额>=1万 标题:方案", "补助 金额>=1万元 标题:\"方案\""),
        ];
        for (query, expected) in cases {
            let nodes = merged(&parse_query(query).parts);
            let said: Vec<String> = nodes
                .iter()
                .map(|n| match n {
                    Node::Filter(Filter::Fact(t)) if t.is_open() && t.role.is_some() && t.kind.is_some() => "资助.比例".to_owned(),
                    n => n.to_string(),
                })
                .collect();
            assert_eq!(said.join(" "), expected, "{query}");
        }
    }
}

//! Reads the value of a filter: 地区:广西, 年份:2019..2025, 引用:《标题》.

use super::amounts::{self, Expected};
use super::names;
use super::number;
use super::query::{Cited, FactTest, Filter, Node};
use super::write::can_be_quoted;
use crate::extract::{FactKind, Role};
use crate::index::date;
use crate::policy::Level;
use crate::text::fold;

/// The filter `key` (see [`names::FILTERS`]) with this value, or a choice of several; none when it cannot be read.
pub fn read(key: &str, value: &str) -> Option<Node> {
    let list = || value.split([',', '，', '、', ';', '；']).map(str::trim).filter(|part| !part.is_empty());
    let one = |filter: Filter| Some(Node::Filter(filter));
    let choice = |tests: Option<Vec<FactTest>>| {
        let mut tests: Vec<Node> = tests?.into_iter().map(|t| Node::Filter(Filter::Fact(t))).collect();
        tests.dedup();
        if tests.len() < 2 { tests.pop() } else { Some(Node::Or(tests)) }
    };
    match key {
        "place" => one(Filter::Places(places(value.split([',', '，', '、', ';', '；', '/'])))).filter(|_| !places(list()).is_empty()),
        "level" => {
            let levels: Vec<Level> = list().flat_map(|l| l.split('/')).map(str::parse).collect::<Result<_, _>>().ok()?;
            one(Filter::Levels(levels)).filter(|n| *n != Node::Filter(Filter::Levels(Vec::new())))
        }
        "authority" => one(Filter::Authority(plain(value)?)),
        "year" => years(value).and_then(|(first, last)| one(Filter::Years(first, last))),
        "number" => whole_number(value).and_then(|n| one(Filter::Number(n))),
        "title" => one(Filter::Title(plain(value)?)),
        "in_force" => {
            let iso = fold(value).trim_end_matches('日').replace(['年', '月', '/', '.'], "-");
            date(&iso).filter(|(first, last)| first == last).and_then(|(day, _)| one(Filter::InForce(day)))
        }
        "kind" => choice(list().map(kind).collect()),
        "role" => choice(list().map(|n| names::role(n).map(|role| FactTest { role: Some(role), ..FactTest::default() })).collect()),
        "measure" => choice(list().map(|n| plain(n).map(|n| FactTest { measure: Some(n), ..FactTest::default() })).collect()),
        "topic" => {
            let topics: Vec<String> = list().filter_map(name).collect();
            (!topics.is_empty()).then_some(Node::Filter(Filter::Topics(topics)))
        }
        "cites" => one(Filter::Cites(cited(value)?)),
        _ => None,
    }
}

/// The filters of a form: a least and a greatest value as typed, for facts of one of these roles and kinds; empty
/// texts and lists ask for nothing. A value without a unit is yuan.
///
/// # Errors
/// What was expected of the values, with an example.
pub fn amount_filter(roles: &[Role], kinds: &[FactKind], min: &str, max: &str) -> Result<Vec<Node>, Expected> {
    let fact = |test: FactTest| Node::Filter(Filter::Fact(test));
    let of_role = |role: &Role| FactTest { role: Some(*role), ..FactTest::default() };
    let of_kind = |kind: &FactKind| FactTest { kind: Some(*kind), ..FactTest::default() };
    let mut choices: Vec<Vec<FactTest>> = Vec::new();
    for role in roles.iter().map(Some).chain(roles.is_empty().then_some(None)) {
        for kind in kinds.iter().map(Some).chain(kinds.is_empty().then_some(None)) {
            choices.push(if min.trim().is_empty() && max.trim().is_empty() {
                role.map(of_role).into_iter().chain(kind.map(of_kind)).collect()
            } else {
                let start = FactTest { role: role.copied(), kind: kind.copied(), ..FactTest::default() };
                vec![amounts::between(start, min, max)?]
            });
        }
    }
    choices.retain(|tests| !tests.is_empty());
    let mut nodes: Vec<Vec<Node>> = choices.into_iter().map(|tests| tests.into_iter().map(fact).collect()).collect();
    let all = |mut nodes: Vec<Node>| if nodes.len() == 1 { nodes.remove(0) } else { Node::And(nodes) };
    Ok(if nodes.len() < 2 { nodes.pop().unwrap_or_default() } else { vec![Node::Or(nodes.into_iter().map(all).collect())] })
}

/// Names of places as they can be written again: signs that a name does not hold are left out.
pub fn places<'t>(names: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    names.into_iter().filter_map(name).collect()
}

fn name(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '·' | '/')).collect();
    kept.contains(char::is_alphanumeric).then_some(kept)
}

/// A text that can be put in quotation marks.
fn plain(text: &str) -> Option<String> {
    let mut text = text.trim().to_owned();
    if !can_be_quoted(&text) {
        text.retain(|c| !matches!(c, '"' | '＂'));
    }
    fold(&text).contains(char::is_alphanumeric).then(|| text.trim().to_owned())
}

fn kind(name: &str) -> Option<FactTest> {
    let deadline = names::DEADLINE.contains(&fold(name).as_str());
    let kind = if deadline { Some(FactKind::Date) } else { names::kind(name) };
    kind.map(|kind| FactTest { kind: Some(kind), deadline, ..FactTest::default() })
}

/// A document number and nothing after it.
fn whole_number(text: &str) -> Option<crate::policy::DocumentNumber> {
    let chars: Vec<char> = text.trim().chars().collect();
    number::read(&chars, 0).filter(|(_, end)| *end == chars.len()).map(|(number, _)| number)
}

fn cited(text: &str) -> Option<Cited> {
    if let Some(number) = whole_number(text) {
        return Some(Cited::Number(number));
    }
    let bare = plain(text)?;
    let inner = bare.strip_prefix('《').and_then(|t| t.strip_suffix('》')).map(str::trim);
    Some(Cited::Title(inner.filter(|t| t.contains(char::is_alphanumeric)).unwrap_or(&bare).to_owned()))
}

/// 2019, 2019年, 2019..2025, 2019-2025, 2019至2025年, 2019.., ..2025
fn years(text: &str) -> Option<(u16, u16)> {
    let folded = fold(text).replace('年', "");
    let year = |text: &str| text.parse::<u16>().ok().filter(|y| (1000..=9999).contains(y));
    for divider in ["..", "至", "到", "~", "-"] {
        if let Some((first, last)) = folded.split_once(divider) {
            let last = last.trim_start_matches(['.', '-']);
            return match (first.is_empty(), last.is_empty()) {
                (true, true) => None,
                (true, false) => Some((0, year(last)?)),
                (false, true) => Some((year(first)?, u16::MAX)),
                (false, false) => Some((year(first)?, year(last)?)).map(|(a, b)| (a.min(b), a.max(b))),
            };
        }
    }
    year(&folded).map(|y| (y, y))
}

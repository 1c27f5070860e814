//! Writes a query so that it can be typed again: every query that is written is read as itself.
//!
//! The loose form puts blanks between parts, as people type; where that would be read otherwise (工信部科 2016 273号
//! as one document number), the strict form joins them with AND.

use std::fmt;

use super::amounts;
use super::names::{DEADLINE, kind_label, role_label};
use super::parser::{is_one_word, parse_query};
use super::query::{Cited, FactTest, Filter, Node, Term, TermKind, Within};

/// The parts of a query, which all must hold, as they can be typed.
///
/// ```
/// use tiaoli::search::{parse_query, written};
/// let parts = parse_query("（創新中心｜“研发费用”） －退出 地区：广西 support≥５００万").parts;
/// assert_eq!(written(&parts), "(創新中心 OR \"研发费用\") -退出 地区:广西 资助.金额>=500万元");
/// ```
pub fn written(parts: &[Node]) -> String {
    let loose = Writer { strict: false }.all(parts);
    if parse_query(&loose).parts == parts { loose } else { Writer { strict: true }.all(parts) }
}

/// The quotation marks that a text may stand in, with the characters that end it or open it again.
const QUOTES: [(char, char, &str); 4] = [('"', '"', "\"＂"), ('「', '」', "「」"), ('“', '”', "“”〝〞〟"), ('『', '』', "『』")];

/// In the first kind of quotation marks that the text does not hold itself.
pub fn quoted(text: &str) -> String {
    let free = QUOTES.iter().find(|(_, _, marks)| !text.contains(|c| marks.contains(c)));
    let (open, close) = free.map_or(('"', '"'), |(open, close, _)| (*open, *close));
    format!("{open}{text}{close}")
}

/// Whether some kind of quotation marks can stand around a text.
pub fn can_be_quoted(text: &str) -> bool {
    QUOTES.iter().any(|(_, _, marks)| !text.contains(|c| marks.contains(c)))
}

struct Writer {
    strict: bool,
}

impl Writer {
    fn all(&self, nodes: &[Node]) -> String {
        let parts: Vec<String> = nodes.iter().map(|n| self.part(n)).collect();
        parts.join(if self.strict { " AND " } else { " " })
    }

    /// A node beside others that all must hold.
    fn part(&self, node: &Node) -> String {
        match node {
            Node::And(inner) | Node::Or(inner) if inner.len() > 1 => format!("({})", self.node(node)),
            Node::Near(..) if !self.strict => format!("({})", self.node(node)),
            _ => self.node(node),
        }
    }

    fn node(&self, node: &Node) -> String {
        match node {
            Node::Term(Term { typed, kind: TermKind::Word | TermKind::Number(_), .. }) => typed.clone(),
            Node::Term(Term { typed, kind: TermKind::Exact, .. }) => quoted(typed),
            Node::Filter(filter) => filter.to_string(),
            Node::And(nodes) => self.all(nodes),
            Node::Or(nodes) => {
                let choice = |n: &Node| match n {
                    // AND binds closer: brackets are for the reader.
                    Node::And(_) if self.strict => self.node(n),
                    n => self.part(n),
                };
                nodes.iter().map(choice).collect::<Vec<_>>().join(" OR ")
            }
            Node::Not(inner) => match &**inner {
                Node::And(_) | Node::Or(_) | Node::Near(..) => format!("-({})", self.node(inner)),
                _ => format!("-{}", self.node(inner)),
            },
            Node::Near(within, nodes) => nodes.iter().map(|n| self.part(n)).collect::<Vec<_>>().join(&format!(" {within} ")),
        }
    }
}

impl fmt::Display for Node {
    /// In the query language.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Writer { strict: false }.node(self))
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Within::Sentence => f.write_str("/s"),
            Within::Paragraph => f.write_str("/p"),
            Within::Characters(n) => write!(f, "/{n}"),
        }
    }
}

/// A list of names; in quotation marks where one of them would not be read as it is.
fn list(names: &[String]) -> String {
    let joined = names.join(",");
    if names.iter().all(|n| is_one_word(n)) && is_one_word(&joined) { joined } else { quoted(&joined) }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filter::Places(places) => write!(f, "地区:{}", list(places)),
            Filter::Levels(levels) => write!(f, "级别:{}", levels.iter().map(|l| l.label()).collect::<Vec<_>>().join(",")),
            Filter::Authority(name) => write!(f, "机关:{}", quoted(name)),
            Filter::Years(first, last) if first == last => write!(f, "年份:{first}"),
            Filter::Years(0, last) => write!(f, "年份:..{last}"),
            Filter::Years(first, u16::MAX) => write!(f, "年份:{first}.."),
            Filter::Years(first, last) => write!(f, "年份:{first}..{last}"),
            Filter::Number(number) => write!(f, "文号:{number}"),
            Filter::Title(title) => write!(f, "标题:{}", quoted(title)),
            Filter::InForce(day) => write!(f, "有效:{}", iso(*day)),
            Filter::Fact(test) => test.fmt(f),
            Filter::Topics(topics) => write!(f, "主题:{}", list(topics)),
            Filter::Cites(Cited::Number(number)) => write!(f, "引用:{number}"),
            Filter::Cites(Cited::Title(title)) => write!(f, "引用:{}", quoted(title)),
        }
    }
}

impl fmt::Display for FactTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = self.kind.map(|k| if self.deadline { DEADLINE[1] } else { kind_label(k) });
        if self.is_open() {
            return match (self.role, kind, &self.measure) {
                (Some(role), ..) => write!(f, "用途:{}", role_label(role)),
                (_, Some(kind), _) => write!(f, "类型:{kind}"),
                (.., measure) => write!(f, "指标:{}", quoted(measure.as_deref().unwrap_or_default())),
            };
        }
        let path: Vec<&str> = self.role.map(role_label).into_iter().chain(kind).chain(self.measure.as_deref()).collect();
        f.write_str(&path.join("."))?;
        let value = |value| amounts::value(self, value);
        match (self.least, self.most) {
            (Some(least), Some(most)) if least == most => write!(f, "={}", value(least.value)),
            (Some(least), Some(most)) => write!(f, "={}..{}", value(least.value), value(most.value)),
            (Some(least), None) => write!(f, "{}{}", if least.strict { ">" } else { ">=" }, value(least.value)),
            (None, Some(most)) => write!(f, "{}{}", if most.strict { "<" } else { "<=" }, value(most.value)),
            (None, None) => Ok(()),
        }
    }
}

/// 20250601 as 2025-06-01.
pub fn iso(day: u32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

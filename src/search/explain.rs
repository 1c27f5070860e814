//! Says a query in plain Chinese: 同时包含“创新中心”和“补助”；地区为广西；有一个资助金额不低于 500万元.

use super::amounts;
use super::names::{kind_label, role_label};
use super::query::{Cited, FactTest, Filter, Node, Term, TermKind, Within};
use super::write::iso;

impl Node {
    /// The query in plain Chinese.
    pub fn explain(&self) -> String {
        match self {
            Node::And(nodes) => {
                let (words, rest): (Vec<_>, Vec<_>) = nodes.iter().partition(|n| n.says_words());
                let mut parts = Vec::new();
                match words.as_slice() {
                    [] => {}
                    [one] => parts.push(format!("包含{}", one.inner())),
                    [first @ .., last] => {
                        let first: Vec<String> = first.iter().map(|n| n.inner()).collect();
                        parts.push(format!("同时包含{}和{}", first.join("、"), last.inner()));
                    }
                }
                parts.extend(rest.iter().map(|n| n.explain()));
                parts.join("；")
            }
            Node::Or(nodes) if !self.says_words() => {
                nodes.iter().map(|n| if let Node::And(_) = n { n.inner() } else { n.explain() }).collect::<Vec<_>>().join("，或者")
            }
            Node::Term(_) | Node::Or(_) => format!("包含{}", self.inner()),
            Node::Near(..) => self.inner(),
            Node::Not(node) => match &**node {
                Node::Filter(filter) => format!("排除{}", filter.explain()),
                Node::Near(..) => format!("排除{}", node.inner()),
                other => format!("不含{}", other.inner()),
            },
            Node::Filter(filter) => filter.explain(),
        }
    }

    /// Whether it stands after 包含: words, or a choice among them.
    fn says_words(&self) -> bool {
        match self {
            Node::Term(_) => true,
            Node::Or(nodes) => nodes.iter().all(|n| n.is_words()),
            _ => false,
        }
    }

    fn inner(&self) -> String {
        let all = |nodes: &[Node], by: &str| nodes.iter().map(Node::inner).collect::<Vec<_>>().join(by);
        match self {
            Node::Term(Term { typed, kind: TermKind::Word, .. }) => format!("“{typed}”"),
            Node::Term(Term { typed, kind: TermKind::Exact, .. }) => format!("原文“{typed}”"),
            Node::Term(Term { kind: TermKind::Number(number), .. }) => format!("文号“{number}”"),
            Node::Or(nodes) if self.says_words() => all(nodes, "或"),
            Node::And(nodes) if nodes.iter().all(|n| matches!(n, Node::Term(_))) => format!("（{}）", all(nodes, "和")),
            Node::Near(within, nodes) => match within {
                Within::Sentence => format!("{}在同一句", all(nodes, "与")),
                Within::Paragraph => format!("{}在同一段", all(nodes, "与")),
                Within::Characters(n) => format!("{}相隔不超过 {n} 个字", all(nodes, "与")),
            },
            other => format!("（{}）", other.explain()),
        }
    }
}

impl Filter {
    /// The filter in plain Chinese: 地区为广西.
    pub fn explain(&self) -> String {
        match self {
            Filter::Places(places) => format!("地区为{}", places.join("或")),
            Filter::Levels(levels) => format!("级别为{}", levels.iter().map(|l| l.label()).collect::<Vec<_>>().join("或")),
            Filter::Authority(name) => format!("发文机关含“{name}”"),
            Filter::Years(first, last) if first == last => format!("年份为 {first}"),
            Filter::Years(0, last) => format!("年份不晚于 {last}"),
            Filter::Years(first, u16::MAX) => format!("年份不早于 {first}"),
            Filter::Years(first, last) => format!("年份为 {first} 至 {last}"),
            Filter::Number(number) => format!("文号为{number}"),
            Filter::Title(title) => format!("标题含“{title}”"),
            Filter::InForce(day) => format!("{}有效", iso(*day)),
            Filter::Fact(test) => test.explain(),
            Filter::Topics(topics) => format!("主题为{}", topics.join("或")),
            Filter::Cites(Cited::Number(number)) => format!("引用{number}"),
            Filter::Cites(Cited::Title(title)) => format!("引用《{title}》"),
        }
    }
}

impl FactTest {
    /// The test in plain Chinese: 有一个资助金额不低于 500万元.
    pub fn explain(&self) -> String {
        let kind = self.kind.map(|k| if self.deadline { "截止日期" } else { kind_label(k) });
        let mut what: String = self.role.map(role_label).unwrap_or_default().to_owned();
        if let Some(measure) = &self.measure {
            what.push_str(&format!("“{measure}”"));
        } else if let Some(kind) = kind {
            what.push_str(kind);
        } else {
            what.push_str("数值");
        }
        let value = |value| amounts::value(self, value);
        let (least, most) = if self.kind == Some(crate::extract::FactKind::Date) { ("早于", "晚于") } else { ("低于", "高于") };
        match (self.least, self.most) {
            (None, None) => format!("写有{what}"),
            (Some(a), Some(b)) if a == b => format!("有一个{what}为 {}", value(a.value)),
            (Some(a), Some(b)) => format!("有一个{what}在 {} 与 {} 之间", value(a.value), value(b.value)),
            (Some(a), None) if a.strict => format!("有一个{what}{most} {}", value(a.value)),
            (Some(a), None) => format!("有一个{what}不{least} {}", value(a.value)),
            (None, Some(b)) if b.strict => format!("有一个{what}{least} {}", value(b.value)),
            (None, Some(b)) => format!("有一个{what}不{most} {}", value(b.value)),
        }
    }
}

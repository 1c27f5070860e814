//! Says a query in words: 同时包含“创新中心”和“补助”；地区为广西；有一个资助金额不低于 500万元.

use super::amounts;
use super::names::{kind_label, role_label};
use super::query::{Cited, FactTest, Filter, Node, Term, TermKind, Within};
use super::write::iso;
use crate::extract::FactKind;
use crate::message::{self, Language, Message};
use crate::policy::short_place;

impl Node {
    /// The query in words.
    pub fn explain(&self) -> Message {
        let of_all = |nodes: &[Node], id| joined(id, nodes.iter().map(|n| if let Node::And(_) = n { n.inner() } else { n.explain() }));
        match self {
            Node::And(nodes) => {
                let (words, rest): (Vec<_>, Vec<_>) = nodes.iter().partition(|n| n.says_words());
                let holds = match words.as_slice() {
                    [] => None,
                    [one] => Some(Message::new("query-holds").with("words", one.inner())),
                    [one, other] => Some(Message::new("query-holds-both").with("first", one.inner()).with("last", other.inner())),
                    [first @ .., last] => {
                        let first = first.iter().map(|n| n.inner());
                        Some(Message::new("query-holds-all").list("first", first).with("last", last.inner()))
                    }
                };
                joined("query-further", holds.into_iter().chain(rest.iter().map(|n| n.explain())))
            }
            Node::Or(nodes) if !self.says_words() => of_all(nodes, "query-or-else"),
            Node::Term(_) | Node::Or(_) => Message::new("query-holds").with("words", self.inner()),
            Node::Near(..) => self.inner(),
            Node::Not(node) => match &**node {
                Node::Filter(filter) => Message::new("query-not").with("what", filter.explain()),
                Node::Near(..) => Message::new("query-not").with("what", node.inner()),
                other => Message::new("query-without").with("words", other.inner()),
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

    fn inner(&self) -> Message {
        let all = |nodes: &[Node], id| joined(id, nodes.iter().map(Node::inner));
        let in_brackets = |what: Message| Message::new("query-group").with("what", what);
        match self {
            Node::Term(Term { typed, kind: TermKind::Word, .. }) => Message::new("query-word").with("word", typed),
            Node::Term(Term { typed, kind: TermKind::Exact, .. }) => Message::new("query-exact").with("words", typed),
            Node::Term(Term { kind: TermKind::Number(number), .. }) => Message::new("query-the-number").with("number", number.to_string()),
            Node::Or(nodes) if self.says_words() => all(nodes, "query-either"),
            Node::And(nodes) if nodes.iter().all(|n| matches!(n, Node::Term(_))) => in_brackets(all(nodes, "query-both")),
            Node::Near(within, nodes) => {
                let words = all(nodes, "query-beside");
                match within {
                    Within::Sentence => Message::new("query-in-sentence").with("words", words),
                    Within::Paragraph => Message::new("query-in-paragraph").with("words", words),
                    Within::Characters(n) => Message::new("query-in-characters").with("words", words).with("n", u32::from(*n)),
                }
            }
            other => in_brackets(other.explain()),
        }
    }
}

impl Filter {
    /// The filter in words: 地区为广西.
    pub fn explain(&self) -> Message {
        let any = |names: Vec<Message>| joined("query-either", names.into_iter());
        match self {
            Filter::Places(places) => Message::new("query-place").with("places", any(places.iter().map(|p| place(p)).collect())),
            Filter::Levels(levels) => {
                Message::new("query-level").with("levels", any(levels.iter().map(|l| Message::name(l.label())).collect()))
            }
            Filter::Authority(name) => Message::new("query-authority").with("name", name),
            Filter::Years(first, last) if first == last => Message::new("query-year").with("year", first.to_string()),
            Filter::Years(0, last) => Message::new("query-year-until").with("year", last.to_string()),
            Filter::Years(first, u16::MAX) => Message::new("query-year-from").with("year", first.to_string()),
            Filter::Years(first, last) => Message::new("query-years").with("first", first.to_string()).with("last", last.to_string()),
            Filter::Number(number) => Message::new("query-number").with("number", number.to_string()),
            Filter::Title(title) => Message::new("query-title").with("title", title),
            Filter::InForce(day) => Message::new("query-in-force").with("day", iso(*day)),
            Filter::Fact(test) => test.explain(),
            Filter::Topics(topics) => Message::new("query-topic").with("topics", any(topics.iter().map(Message::name).collect())),
            Filter::Cites(Cited::Number(number)) => Message::new("query-cites").with("document", number.to_string()),
            Filter::Cites(Cited::Title(title)) => Message::new("query-cites").with("document", format!("《{title}》")),
        }
    }
}

impl FactTest {
    /// The test in words: 有一个资助金额不低于 500万元.
    pub fn explain(&self) -> Message {
        let deadline = Message::name("截止日期");
        let kind = self.kind.map(|k| if self.deadline { deadline } else { Message::name(kind_label(k)) });
        let measure = self.measure.as_ref().map(|m| Message::new("query-measured").with("measure", Message::name(m)));
        let what = measure.or(kind).unwrap_or_else(|| Message::new("query-value"));
        let what = match self.role {
            Some(role) => Message::new("query-of-role").with("role", Message::name(role_label(role))).with("what", what),
            None => what,
        };
        let dated = self.kind == Some(FactKind::Date);
        let than = |number: &'static str, date: &'static str, limit: super::query::Limit| {
            Message::new(if dated { date } else { number }).with("what", &what).with("value", amounts::said(self, limit.value))
        };
        match (self.least, self.most) {
            (None, None) => Message::new("query-says").with("what", what),
            (Some(a), Some(b)) if a == b => than("query-equal", "query-equal", a),
            (Some(a), Some(b)) => Message::new("query-between")
                .with("what", &what)
                .with("first", amounts::said(self, a.value))
                .with("last", amounts::said(self, b.value)),
            (Some(a), None) if a.strict => than("query-more", "query-after", a),
            (Some(a), None) => than("query-at-least", "query-not-before", a),
            (None, Some(b)) if b.strict => than("query-less", "query-before", b),
            (None, Some(b)) => than("query-at-most", "query-not-after", b),
        }
    }
}

/// A place as typed; in English by its name without 省, 市 and the like.
fn place(typed: &str) -> Message {
    Message::each(typed, message::place(Language::English, short_place(typed)))
}

/// Several as one: a text with `$first` and `$last` joins what came before with the next.
pub fn joined(id: &'static str, all: impl Iterator<Item = Message>) -> Message {
    all.reduce(|first, last| Message::new(id).with("first", first).with("last", last)).unwrap_or_default()
}

/// Words in quotation marks, one after the other: “奖励”“资助”.
pub fn quoted(words: &[String]) -> Message {
    joined("query-quoted-next", words.iter().map(|w| Message::new("query-quoted").with("part", w)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::parse_query;

    #[test]
    fn a_query_is_said_in_every_language() {
        let cases = [
            (
                "创新中心 补助 地区:广西",
                "同时包含“创新中心”和“补助”；地区为广西",
                "同時包含「创新中心」和「补助」；地區為廣西",
                "contains both “创新中心” and “补助”; place: Guangxi",
            ),
            (
                "补助 资金 平台 -贷款",
                "同时包含“补助”、“资金”和“平台”；不含“贷款”",
                "同時包含「补助」、「资金」和「平台」；不含「贷款」",
                "contains “补助”, “资金” and “平台”; without “贷款”",
            ),
            (
                "(补助 OR 奖励) /s 一次性",
                "“补助”或“奖励”与“一次性”在同一句",
                "「补助」或「奖励」與「一次性」在同一句",
                "“补助” or “奖励” together with “一次性” in one sentence",
            ),
            (
                "资助>=500万 级别:省,市",
                "有一个资助金额不低于 500万元；级别为省级或市级",
                "有一個資助金額不低於 500萬元；級別為省級或市級",
                "one support amount of at least CNY 5 million; level: provincial or municipal",
            ),
            ("截止<=2027-12-31", "有一个截止日期不晚于 2027-12-31", "有一個截止日期不晚於 2027-12-31", "one deadline not after 2027-12-31"),
            ("地区:云南省 OR 资助", "地区为云南省，或者包含“资助”", "地區為雲南省，或者包含「资助」", "place: Yunnan, or contains “资助”"),
        ];
        for (query, hans, hant, english) in cases {
            let said = Node::And(parse_query(query).parts).explain();
            let all = Language::ALL.map(|l| said.say(l));
            assert_eq!(all, [hans, hant, english], "{query}");
        }
    }
}

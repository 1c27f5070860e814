//! What a query means, and how it is written.

use std::fmt;

use crate::policy::{DocumentNumber, Level};

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words, a phrase or a document number.
    Term(Term),
    /// Only policies that pass.
    Filter(Filter),
    /// All of them.
    And(Vec<Node>),
    /// One of them.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// What is looked for in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without quotes.
    pub typed: String,
    /// Folded; never empty.
    pub folded: String,
    /// How it is looked for.
    pub kind: TermKind,
}

/// How a term is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermKind {
    /// Anywhere in the text, synonyms too; with other terms also in the headings and the title above.
    Word,
    /// Exactly these characters in the clause itself.
    Exact,
    /// The document that has this number, and the clauses that name it.
    Number(DocumentNumber),
}

/// A condition on the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// One of these places: short or full names, folders.
    Places(Vec<String>),
    /// One of these levels.
    Levels(Vec<Level>),
    /// A year between these, both included.
    Years(u16, u16),
    /// This document number.
    Number(DocumentNumber),
    /// These words in the title.
    Title(String),
}

impl Node {
    /// Calls `see` with each term that must or may be in a hit, in the order typed; not with those that are excluded.
    pub fn each_wanted<'n>(&'n self, see: &mut impl FnMut(&'n Term)) {
        match self {
            Node::Term(term) => see(term),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|n| n.each_wanted(see)),
            Node::Filter(_) | Node::Not(_) => {}
        }
    }

    /// The terms of [`Node::each_wanted`].
    pub fn wanted(&self) -> Vec<&Term> {
        let mut terms = Vec::new();
        self.each_wanted(&mut |term| terms.push(term));
        terms
    }

    /// This query with each term replaced.
    pub fn map_terms(&self, change: &impl Fn(&Term) -> Node) -> Node {
        match self {
            Node::Term(term) => change(term),
            Node::Filter(filter) => Node::Filter(filter.clone()),
            Node::And(nodes) => Node::And(nodes.iter().map(|n| n.map_terms(change)).collect()),
            Node::Or(nodes) => Node::Or(nodes.iter().map(|n| n.map_terms(change)).collect()),
            Node::Not(node) => Node::Not(node.clone()),
        }
    }

    /// The query in plain Chinese: 同时包含“创新中心”和“补助”；地区为广西.
    pub fn explain(&self) -> String {
        match self {
            Node::And(nodes) => {
                let (words, rest): (Vec<_>, Vec<_>) = nodes.iter().partition(|n| matches!(n, Node::Term(_) | Node::Or(_)));
                let mut parts = Vec::new();
                match words.as_slice() {
                    [] => {}
                    [one] => parts.push(format!("包含{}", one.explain_inner())),
                    [first @ .., last] => {
                        let first: Vec<String> = first.iter().map(|n| n.explain_inner()).collect();
                        parts.push(format!("同时包含{}和{}", first.join("、"), last.explain_inner()));
                    }
                }
                parts.extend(rest.iter().map(|n| n.explain()));
                parts.join("；")
            }
            Node::Term(_) | Node::Or(_) => format!("包含{}", self.explain_inner()),
            Node::Not(node) => match &**node {
                Node::Filter(filter) => format!("排除{}", filter.explain()),
                other => format!("不含{}", other.explain_inner()),
            },
            Node::Filter(filter) => filter.explain(),
        }
    }

    fn explain_inner(&self) -> String {
        match self {
            Node::Term(Term { typed, kind: TermKind::Word, .. }) => format!("“{typed}”"),
            Node::Term(Term { typed, kind: TermKind::Exact, .. }) => format!("原文“{typed}”"),
            Node::Term(Term { kind: TermKind::Number(number), .. }) => format!("文号“{number}”"),
            Node::Or(nodes) => {
                let parts: Vec<String> = nodes.iter().map(Node::explain_inner).collect();
                parts.join("或")
            }
            Node::And(nodes) if nodes.iter().all(|n| matches!(n, Node::Term(_))) => {
                let parts: Vec<String> = nodes.iter().map(Node::explain_inner).collect();
                format!("（{}）", parts.join("和"))
            }
            other => format!("（{}）", other.explain()),
        }
    }
}

impl Filter {
    fn explain(&self) -> String {
        match self {
            Filter::Places(places) => format!("地区为{}", places.join("或")),
            Filter::Levels(levels) => format!("级别为{}", levels.iter().map(|l| l.label()).collect::<Vec<_>>().join("或")),
            Filter::Years(first, last) if first == last => format!("年份为 {first}"),
            Filter::Years(0, last) => format!("年份不晚于 {last}"),
            Filter::Years(first, u16::MAX) => format!("年份不早于 {first}"),
            Filter::Years(first, last) => format!("年份为 {first} 至 {last}"),
            Filter::Number(number) => format!("文号为{number}"),
            Filter::Title(title) => format!("标题含“{title}”"),
        }
    }
}

impl fmt::Display for Node {
    /// In the query language, so that it can be typed again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let join = |f: &mut fmt::Formatter<'_>, nodes: &[Node], by: &str| {
            nodes.iter().enumerate().try_for_each(|(i, n)| {
                f.write_str(if i > 0 { by } else { "" })?;
                match n {
                    Node::And(inner) | Node::Or(inner) if inner.len() > 1 => write!(f, "({n})"),
                    _ => n.fmt(f),
                }
            })
        };
        match self {
            Node::Term(Term { typed, kind: TermKind::Word, .. }) if super::parser::is_one_word(typed) => f.write_str(typed),
            Node::Term(Term { typed, kind: TermKind::Number(_), .. }) => f.write_str(typed),
            Node::Term(Term { typed, .. }) => f.write_str(&quoted(typed)),
            Node::Filter(filter) => filter.fmt(f),
            Node::And(nodes) => join(f, nodes, " "),
            Node::Or(nodes) => join(f, nodes, " OR "),
            Node::Not(node) if matches!(**node, Node::And(_) | Node::Or(_)) => write!(f, "-({node})"),
            Node::Not(node) => write!(f, "-{node}"),
        }
    }
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filter::Places(places) if places.iter().all(|p| super::parser::is_one_word(p)) => write!(f, "地区:{}", places.join(",")),
            Filter::Places(places) => write!(f, "地区:{}", quoted(&places.join(","))),
            Filter::Levels(levels) => write!(f, "级别:{}", levels.iter().map(|l| l.label()).collect::<Vec<_>>().join(",")),
            Filter::Years(first, last) if first == last => write!(f, "年份:{first}"),
            Filter::Years(0, last) => write!(f, "年份:..{last}"),
            Filter::Years(first, u16::MAX) => write!(f, "年份:{first}.."),
            Filter::Years(first, last) => write!(f, "年份:{first}..{last}"),
            Filter::Number(number) => write!(f, "文号:{number}"),
            Filter::Title(title) => write!(f, "标题:{}", quoted(title)),
        }
    }
}

/// In the first kind of quotation marks that the text does not hold itself.
fn quoted(text: &str) -> String {
    let free = [('"', '"'), ('「', '」'), ('“', '”'), ('『', '』')].into_iter().find(|(open, close)| !text.contains([*open, *close, '＂']));
    let (open, close) = free.unwrap_or(('"', '"'));
    format!("{open}{}{close}", if free.is_some() { text.to_owned() } else { text.replace(['"', '＂'], " ") })
}

//! What a query means.
//!
//! `parser` reads a query into these parts, `write` writes them again so that they can be typed, `explain` says
//! them in plain Chinese, `plan` turns them into an index query.

use crate::extract::{FactKind, Role};
use crate::policy::{DocumentNumber, Level};
use crate::text::numeral::Decimal;

/// A part of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Words, a phrase or a document number.
    Term(Term),
    /// Only policies or clauses that pass.
    Filter(Filter),
    /// All of them.
    And(Vec<Node>),
    /// One of them.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
    /// All of them close together in the clause itself; each part is a term, or terms joined by And and Or.
    Near(Within, Vec<Node>),
}

/// How close together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// In one sentence: up to 。！？；or the end of the paragraph.
    Sentence,
    /// In one paragraph of the clause.
    Paragraph,
    /// With at most so many characters between each and the next, in any order.
    Characters(u8),
}

/// What is looked for in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without quotes; a document number in the standard form.
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

/// A condition on the policy or on the clause.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// One of these places: short or full names, folders.
    Places(Vec<String>),
    /// One of these levels.
    Levels(Vec<Level>),
    /// An issuing authority with these words in its name; full and short names mean the same.
    Authority(String),
    /// A year between these, both included.
    Years(u16, u16),
    /// This document number.
    Number(DocumentNumber),
    /// These words in the title.
    Title(String),
    /// In force on this day (20250601): issued or effective by then and not expired.
    InForce(u32),
    /// The clause holds one fact that passes as a whole.
    Fact(FactTest),
    /// The clause speaks of one of these topics, by id or label.
    Topics(Vec<String>),
    /// The clause cites this document.
    Cites(Cited),
}

/// A document that is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cited {
    /// By its number; citations of its title alone are found as well when we hold the document.
    Number(DocumentNumber),
    /// By its title, without 《》, or by a number that has no year (国务院令第813号).
    Title(String),
}

/// What one fact must be: all that is given must hold of the same fact.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FactTest {
    /// What the value is for.
    pub role: Option<Role>,
    /// Kind of the value; none only beside a measure, whose kinds are then meant.
    pub kind: Option<FactKind>,
    /// Of dates, only those by which something must be done.
    pub deadline: bool,
    /// What is measured, as typed: an id, a label or a word of `index/lexicon/measures.toml`.
    pub measure: Option<String>,
    /// ISO 4217 code of another currency than yuan.
    pub currency: Option<String>,
    /// Unit of a count.
    pub unit: Option<String>,
    /// The least value.
    pub least: Option<Limit>,
    /// The greatest value.
    pub most: Option<Limit>,
}

/// An end of a range of values. Units as in [`crate::index`]: yuan, shares of one, numbers; a date is 20271231, a
/// duration is in half-hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limit {
    /// The value.
    pub value: Decimal,
    /// Whether the value itself is left out.
    pub strict: bool,
}

impl FactTest {
    /// Whether only attributes are asked and no value.
    pub fn is_open(&self) -> bool {
        self.least.is_none() && self.most.is_none()
    }
}

impl Node {
    /// Calls `see` with each term that must or may be in a hit, in the order typed; not with those that are excluded.
    pub fn each_wanted<'n>(&'n self, see: &mut impl FnMut(&'n Term)) {
        match self {
            Node::Term(term) => see(term),
            Node::And(nodes) | Node::Or(nodes) | Node::Near(_, nodes) => nodes.iter().for_each(|n| n.each_wanted(see)),
            Node::Filter(_) | Node::Not(_) => {}
        }
    }

    /// The terms of [`Node::each_wanted`].
    pub fn wanted(&self) -> Vec<&Term> {
        let mut terms = Vec::new();
        self.each_wanted(&mut |term| terms.push(term));
        terms
    }

    /// The filters that a hit may pass, in the order typed; not those that are excluded.
    pub fn filters(&self) -> Vec<&Filter> {
        match self {
            Node::Filter(filter) => vec![filter],
            Node::And(nodes) | Node::Or(nodes) | Node::Near(_, nodes) => nodes.iter().flat_map(Node::filters).collect(),
            Node::Term(_) | Node::Not(_) => Vec::new(),
        }
    }

    /// This query with each term replaced; excluded terms stay.
    pub fn map_terms(&self, change: &impl Fn(&Term) -> Node) -> Node {
        let all = |nodes: &[Node]| nodes.iter().map(|n| n.map_terms(change)).collect();
        match self {
            Node::Term(term) => change(term),
            Node::Filter(filter) => Node::Filter(filter.clone()),
            Node::And(nodes) => Node::And(all(nodes)),
            Node::Or(nodes) => Node::Or(all(nodes)),
            Node::Near(within, nodes) => Node::Near(*within, all(nodes)),
            Node::Not(node) => Node::Not(node.clone()),
        }
    }

    /// Whether it is made of terms alone, joined by And and Or: what may stand beside a sign of nearness.
    pub fn is_words(&self) -> bool {
        match self {
            Node::Term(_) => true,
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(Node::is_words),
            Node::Filter(_) | Node::Not(_) | Node::Near(..) => false,
        }
    }

    /// Whether it is a term, or one of several.
    pub fn is_choice(&self) -> bool {
        match self {
            Node::Term(_) => true,
            Node::Or(nodes) => nodes.iter().all(Node::is_choice),
            _ => false,
        }
    }
}

//! Hand-made policies for the unit tests of this room.

use crate::clause::{Clause, ClauseKind};
use crate::extract::{Bound, Fact, FactKind};
use crate::parsed::{ParsedPolicy, SCHEMA};
use crate::policy::{Jurisdiction, Level, Policy};
use crate::text::{Span, to_hans};

/// A numbered clause.
pub(crate) fn clause(address: &str, label: &str, heading: &str, text: &str) -> Clause {
    let depth = address.matches('/').count();
    Clause {
        address: address.parse().unwrap(),
        label: label.to_owned(),
        depth,
        kind: ClauseKind::Numbered,
        heading: heading.to_owned(),
        text: text.to_owned(),
        text_hans: to_hans(text).into_owned(),
        span: Span::default(),
        inferred: false,
        groups: Vec::new(),
        pieces: Vec::new(),
    }
}

/// A fact whose words begin at byte `start` of the source.
pub(crate) fn fact(address: &str, kind: FactKind, value: &str, quote: &str, start: usize) -> Fact {
    Fact {
        address: address.parse().unwrap(),
        kind,
        value: value.to_owned(),
        bound: Bound::Exactly,
        role: None,
        unit: None,
        per: None,
        due: None,
        measure: None,
        window: None,
        currency: None,
        subject: None,
        condition: None,
        quote: quote.to_owned(),
        span: Span::new(start, start + quote.len()),
        rule: "test".to_owned(),
    }
}

/// A policy of a place: (code, name, level).
pub(crate) fn policy(id: &str, title: &str, place: (&str, &str, Level), clauses: Vec<Clause>, facts: Vec<Fact>) -> ParsedPolicy {
    let (code, name, level) = place;
    ParsedPolicy {
        schema: SCHEMA.to_owned(),
        document: Policy {
            id: id.parse().unwrap(),
            title: title.to_owned(),
            title_hans: to_hans(title).into_owned(),
            jurisdiction: Some(Jurisdiction { code: code.to_owned(), name: name.to_owned(), level }),
            ..Policy::default()
        },
        clauses,
        facts,
        citations: Vec::new(),
        effects: Vec::new(),
        definitions: Vec::new(),
        departments: Vec::new(),
        dropped: Vec::new(),
        warnings: Vec::new(),
    }
}

//! Checking a text: every citation and every quotation in it, held against the library on a date.
//!
//! Recipe: [`Checker::check`] gives a [`Report`]; [`pieces::pieces`] cuts the text at the borders of what was found, so
//! that the same text can be shown with links. Steps: `draft` reads the text, [`quotation`] finds what stands in marks,
//! `kind` tells quotations from names, `judge` resolves citations on the date, `belongs` finds the citation of a
//! quotation, `words` holds quotations against their sources ([`letters`] and `stream` are how they are compared, `across` finds documents that were not cited),
//! `authorities` lists the documents cited.
//!
//! What is judged are citations and quotations. A statement in other words (转述) is not: nothing here reads what a
//! sentence means.
//!
//! Invariants: every span lies inside the text; the pieces joined are the text; nothing that looks like a citation is
//! passed over without a reason; checking never fails. The date is an argument: the library has no clock.

mod across;
mod authorities;
mod belongs;
mod draft;
mod judge;
mod kind;
pub mod letters;
mod outcome;
pub mod pieces;
pub mod quotation;
mod stream;
mod types;
mod words;

pub use judge::validity;
pub use outcome::{Level, Outcome};
pub use types::*;

use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::resolve::Resolver;

/// Name of the JSON form.
pub const SCHEMA: &str = "tiaoli.cite/1";

/// What a text is checked with.
#[derive(Clone, Copy)]
pub struct Checker<'a> {
    /// What the corpus holds.
    pub library: &'a Library,
    /// Its documents by their keys.
    pub resolver: &'a Resolver,
    /// Words and tables.
    pub lexicon: &'a Lexicon,
}

impl Checker<'_> {
    /// Checks a text. `date` is the date given with it, an ISO date; without one the date in the text counts, else `today`.
    pub fn check(&self, text: &str, date: Option<&str>, today: &str) -> Report {
        let draft = draft::read(text, self.lexicon, self.resolver);
        let (date, date_basis) = match (date, draft.own.issued.as_deref()) {
            (Some(date), _) => (date.to_owned(), DateBasis::Given),
            (None, Some(own)) => (own.to_owned(), DateBasis::Text),
            (None, None) => (today.to_owned(), DateBasis::Today),
        };
        let own = crate::policy::Policy { issued: Some(date.clone()), ..draft.own };
        let mut citations: Vec<CheckedCitation> = draft.citations.iter().map(|c| judge::citation(self, &own, c, &date)).collect();
        citations.extend(draft.unread.iter().map(|(span, why)| judge::unread(text, *span, why)));
        citations.sort_by_key(|c| c.span);
        // 该办法第一条至第五条, where nobody knows which: said once.
        let alike = |a: &CheckedCitation, b: &CheckedCitation| {
            a.span == b.span && a.target.is_none() && (&a.reason, &a.target) == (&b.reason, &b.target)
        };
        citations.dedup_by(|b, a| alike(a, b) && a.outcome == Outcome::NotChecked);
        let mut sources = words::Sources::new(self);
        let mut quotations = Vec::new();
        let mut before: Option<(usize, Vec<usize>)> = None;
        for quoted in &draft.quotations {
            let held = words::Held::new(text, quoted);
            let belongs = belongs::belongs(&held, &citations, before.as_ref().map(|(end, of)| (*end, of.as_slice())));
            let cited: Vec<(usize, &CheckedCitation)> = belongs.iter().filter_map(|n| Some((*n, citations.get(*n)?))).collect();
            quotations.push(sources.judge(&held, &cited));
            before = Some((quoted.span.end, belongs));
        }
        let authorities = authorities::list(self, &citations, &date);
        let levels = citations.iter().map(|c| c.outcome.level()).chain(quotations.iter().map(|q| q.outcome.level()));
        let (mut wrong, mut not_checked) = (0, 0);
        for level in levels {
            wrong += usize::from(level == Level::Wrong);
            not_checked += usize::from(level == Level::Unchecked);
        }
        Report { schema: SCHEMA, date, date_basis, citations, quotations, asides: draft.asides, authorities, wrong, not_checked }
    }
}

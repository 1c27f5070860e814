//! What is said of a text: its citations and quotations with their outcomes.

use serde::Serialize;
use utoipa::ToSchema;

use super::outcome::Outcome;
use crate::compare::align::Change;
use crate::extract::{CitationForm, Target};
use crate::message::Message;
use crate::policy::PolicyId;
use crate::text::Span;

/// A citation of the text.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CheckedCitation {
    /// The exact words.
    pub quote: String,
    /// Their place, in bytes of the text.
    pub span: Span,
    /// How the document is named.
    pub form: CitationForm,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Message,
    /// Where it leads; none for a place of the text itself.
    pub target: Option<Target>,
    /// For a clause that does not exist: which there are, 第一条至第十二条.
    pub valid: Option<Message>,
    /// The provision as printed.
    pub provision: Option<String>,
    /// Full title as printed, where the text gives one.
    pub title: Option<String>,
    /// Document number in the standard form, where the text gives one.
    pub number: Option<String>,
    /// The clause of the text itself that is meant: 前款, 本决定第二条.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// Other policies that fit: newer versions, candidates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<PolicyId>,
}

/// A quotation of the text.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CheckedQuotation {
    /// The words between the marks.
    pub quote: String,
    /// Their place with the marks, in bytes of the text.
    pub span: Span,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Message,
    /// Where the words stand, or the nearest ones.
    pub target: Option<Target>,
    /// Always none; so that both lists have one form.
    pub valid: Option<Message>,
    /// The citation it was held against: its place in the list of citations.
    pub citation: Option<usize>,
    /// From the words of the source to those of the text; empty when they are the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub difference: Vec<Change>,
    /// Further places with the same words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Target>,
}

/// Something in 《》 or in quotation marks that is neither citation nor quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Aside {
    /// The words, with their marks.
    pub quote: String,
    /// Their place.
    pub span: Span,
    /// Why it is not checked.
    pub why: Message,
}

/// A document that the text cites.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Authority {
    /// The policy, when it is held.
    pub policy: Option<PolicyId>,
    /// Its title; as printed in the text when it is not held.
    pub title: String,
    /// Its document number.
    pub number: Option<String>,
    /// The clauses cited, in the order of the document.
    pub clauses: Vec<CitedClause>,
    /// How often it is cited.
    pub count: usize,
    /// The worst outcome of its citations.
    pub outcome: Outcome,
    /// Its state in words: 已收录，没有写明失效; 没有收录.
    pub state: Message,
}

/// A clause of an [`Authority`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CitedClause {
    /// As people write it: 第五条第二款.
    pub name: String,
    /// Its address; none when there is no such clause.
    pub address: Option<String>,
}

/// From where the date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// Given with the text.
    Given,
    /// The text is dated.
    Text,
    /// The day of the check.
    Today,
}

/// Everything that is said of a text.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Report {
    /// [`super::SCHEMA`].
    pub schema: &'static str,
    /// The date for which versions and validity are judged, an ISO date.
    pub date: String,
    /// From where it is known.
    pub date_basis: DateBasis,
    /// Citations, in the order of the text.
    pub citations: Vec<CheckedCitation>,
    /// Quotations, in the order of the text.
    pub quotations: Vec<CheckedQuotation>,
    /// What was not checked because it is no citation and no quotation.
    pub asides: Vec<Aside>,
    /// Each document once, in the order of first citation.
    pub authorities: Vec<Authority>,
    /// Citations and quotations that are wrong.
    pub wrong: usize,
    /// Citations and quotations of which nothing can be said.
    pub not_checked: usize,
}

/// A citation or a quotation of a [`Report`].
#[derive(Clone, Copy, Debug)]
pub enum Item<'r> {
    /// With its place in the list.
    Citation(usize, &'r CheckedCitation),
    /// With its place in the list.
    Quotation(usize, &'r CheckedQuotation),
}

impl Item<'_> {
    /// What became of it.
    pub fn outcome(&self) -> Outcome {
        match self {
            Item::Citation(_, c) => c.outcome,
            Item::Quotation(_, q) => q.outcome,
        }
    }

    /// Its place in the text.
    pub fn span(&self) -> Span {
        match self {
            Item::Citation(_, c) => c.span,
            Item::Quotation(_, q) => q.span,
        }
    }

    /// A name within the page: c3, q1; numbers begin at 1.
    pub fn id(&self) -> String {
        match self {
            Item::Citation(n, _) => format!("c{}", n + 1),
            Item::Quotation(n, _) => format!("q{}", n + 1),
        }
    }

    /// The words.
    pub fn quote(&self) -> &str {
        match self {
            Item::Citation(_, c) => &c.quote,
            Item::Quotation(_, q) => &q.quote,
        }
    }

    /// The provision, where the words do not print it: 第四条 of 第三条至第五条.
    pub fn provision(&self) -> Option<&str> {
        match self {
            Item::Citation(_, c) => c.provision.as_deref().filter(|p| !crate::text::fold(&c.quote).ends_with(&crate::text::fold(p))),
            Item::Quotation(..) => None,
        }
    }

    /// Why.
    pub fn reason(&self) -> &Message {
        match self {
            Item::Citation(_, c) => &c.reason,
            Item::Quotation(_, q) => &q.reason,
        }
    }

    /// Where it leads.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Item::Citation(_, c) => c.target.as_ref(),
            Item::Quotation(_, q) => q.target.as_ref(),
        }
    }

    /// Which clauses there are instead.
    pub fn valid(&self) -> Option<&Message> {
        match self {
            Item::Citation(_, c) => c.valid.as_ref(),
            Item::Quotation(..) => None,
        }
    }

    /// How the words differ.
    pub fn difference(&self) -> &[Change] {
        match self {
            Item::Citation(..) => &[],
            Item::Quotation(_, q) => &q.difference,
        }
    }
}

impl Report {
    /// Citations and quotations in the order of the text.
    pub fn items(&self) -> Vec<Item<'_>> {
        let citations = self.citations.iter().enumerate().map(|(n, c)| Item::Citation(n, c));
        let quotations = self.quotations.iter().enumerate().map(|(n, q)| Item::Quotation(n, q));
        let mut out: Vec<Item<'_>> = citations.chain(quotations).collect();
        out.sort_by_key(|i| i.span());
        out
    }

    /// The same, the worst first.
    pub fn worst_first(&self) -> Vec<Item<'_>> {
        let mut out = self.items();
        out.sort_by_key(|i| (i.outcome().level(), i.span()));
        out
    }

    /// Outcomes that occur with how often, the worst first.
    pub fn counts(&self) -> Vec<(Outcome, usize)> {
        let of = |o: Outcome| self.items().iter().filter(|i| i.outcome() == o).count();
        Outcome::ALL.into_iter().map(|o| (o, of(o))).filter(|(_, n)| *n > 0).collect()
    }
}

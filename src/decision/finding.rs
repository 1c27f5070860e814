//! Citations of a decision's text, read as those of a policy are.

use super::markdown::mask;
use super::pin::pin;
use super::types::{Content, Link, Origin, Review};
use crate::extract::{Citation, CitationForm};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::policy::{Policy, PolicyId};
use crate::resolve::{Resolution, Resolver, resolve_with};
use crate::text::{Span, to_hans};

/// Characters of the text on each side of a quotation that a link keeps.
pub const CONTEXT: usize = 24;

/// What a decision is read with.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// What the corpus holds.
    pub library: &'a Library,
    /// Its documents by their keys.
    pub resolver: &'a Resolver,
    /// Words and tables.
    pub lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// What becomes of a citation of a decision, on the date of the decision.
    pub fn resolve(&self, content: &Content, citation: &Citation) -> Resolution {
        resolve_with(self.resolver, self.library, &citing(content), citation)
    }
}

/// The decision as a document that cites. No file of a corpus has this id: it has no place.
fn citing(content: &Content) -> Policy {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let issuers: Vec<String> = some(&content.organisation).into_iter().collect();
    Policy {
        id: own_id(),
        title: content.title.clone(),
        title_hans: to_hans(&content.title).into_owned(),
        number: some(&content.number),
        number_hans: some(&content.number).map(|n| to_hans(&n).into_owned()),
        issuers_hans: issuers.iter().map(|i| to_hans(i).into_owned()).collect(),
        issuers,
        issued: some(&content.date),
        ..Policy::default()
    }
}

fn own_id() -> PolicyId {
    // A name with a character that file systems of all kinds refuse.
    ":decision".parse().unwrap_or_default()
}

/// Finds the citations of a text, resolves them and pins them; in the order of the text, numbered from 1.
///
/// What a decision says of itself (本决定, 前款, 第二条 alone) is no link.
pub fn find(content: &Content, reader: &Reader) -> Vec<Link> {
    let masked = mask(&content.text);
    let own = citing(content);
    let tree = crate::clause::parse(&masked, reader.lexicon);
    let found = crate::extract::extract(&own, &masked, &tree.clauses, reader.lexicon);
    let mut citations: Vec<Citation> = found.citations.into_iter().filter(leads_out).collect();
    citations.sort_by_key(|c| c.span);
    let mut out = Vec::new();
    for (citation, key) in citations.into_iter().zip(1..) {
        let resolved = resolve_with(reader.resolver, reader.library, &own, &citation);
        let (before, after) = context(&masked, citation.span);
        out.push(Link {
            key,
            quote: citation.quote.clone(),
            before,
            after,
            span: citation.span,
            origin: Origin::Found,
            review: Review::Open,
            outcome: resolved.outcome,
            reason: resolved.reason.to_string(),
            pin: resolved.target.as_ref().and_then(|t| pin(reader.library, t)),
            citation: Some(citation),
        });
    }
    out
}

fn leads_out(citation: &Citation) -> bool {
    let named = citation.title.is_some() || citation.title_resolved.is_some() || citation.number.is_some();
    citation.target.is_none() && named && citation.form != CitationForm::Attachment
}

/// The words on each side of a place, white space left out.
pub fn context(text: &str, span: Span) -> (String, String) {
    let solid = |c: &char| !crate::text::width::is_blank(*c);
    let before: Vec<char> = text.get(..span.start).unwrap_or("").chars().rev().filter(solid).take(CONTEXT).collect();
    let after = text.get(span.end..).unwrap_or("").chars().filter(solid).take(CONTEXT).collect();
    (before.into_iter().rev().collect(), after)
}

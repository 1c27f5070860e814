//! Citations that somebody types: a document number, a title, an id, or a sentence that cites.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Resolution, Resolver, resolve_with};
use crate::corpus::SourceFile;
use crate::extract::{Citation, CitationForm};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::policy::{Policy, PolicyId};
use crate::text::{SourceText, Span};

/// A citation that was typed, and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TypedCitation)]
pub struct Typed {
    /// The words that cite.
    pub quote: String,
    /// Title as typed.
    pub title: Option<String>,
    /// Number in the standard form.
    pub number: Option<String>,
    /// Provision as typed.
    pub provision: Option<String>,
    /// What became of it.
    #[serde(flatten)]
    pub resolution: Resolution,
}

/// What stands before the typed text, so that it is read as a sentence of a document and not as its head.
const LEAD: &str = "查询\n一、依照";

/// Resolves what is typed on a day (an ISO date; none when it is not known). A text in which no citation is found is
/// taken for a title.
pub fn typed(resolver: &Resolver, library: &Library, lexicon: &Lexicon, text: &str, day: Option<&str>) -> Vec<Typed> {
    let text = text.trim();
    let citing = Policy { issued: day.map(str::to_owned), ..Policy::default() };
    let by_id = text.parse::<PolicyId>().ok().and_then(|id| library.summary(&id)).map(|s| &s.document);
    let citations = match by_id {
        Some(own) => vec![Citation { number: own.number_hans.clone(), ..title(&own.title) }],
        None => read(text, lexicon),
    };
    let resolve = |citation: Citation| {
        let resolution = resolve_with(resolver, library, &citing, &citation);
        let Citation { quote, title, title_resolved, number, provision, .. } = citation;
        Typed { quote, title: title_resolved.or(title), number, provision, resolution }
    };
    citations.into_iter().map(resolve).collect()
}

/// The citations of a typed text.
fn read(text: &str, lexicon: &Lexicon) -> Vec<Citation> {
    let Ok(source) = SourceText::decode(format!("{LEAD}{text}\n").as_bytes()) else { return Vec::new() };
    let file = SourceFile { text: source, ..SourceFile::default() };
    let names = |c: &Citation| c.title.is_some() || c.title_resolved.is_some() || c.number.is_some();
    let mut found: Vec<Citation> = ParsedPolicy::parse(&file, lexicon).citations.into_iter().filter(names).collect();
    for citation in &mut found {
        // 依照 is not typed.
        citation.target = None;
        citation.issuer = citation.issuer.take().filter(|i| text.contains(i.as_str()));
    }
    if found.is_empty() && !text.is_empty() {
        found.push(title(text.trim_matches(['《', '》'])));
    }
    found
}

fn title(title: &str) -> Citation {
    Citation {
        address: crate::clause::ClauseAddress::new([]),
        form: CitationForm::Title,
        title: Some(title.to_owned()),
        title_resolved: None,
        number: None,
        provision: None,
        issuer: None,
        former: false,
        quote: title.to_owned(),
        span: Span::default(),
        target: None,
    }
}

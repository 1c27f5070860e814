//! What the pages are made from.

use std::sync::{Arc, OnceLock};

use super::error::Problem;
use super::nearest;
use super::pages::corpus::Tally;
use super::pages::home;
use crate::clause::ClauseAddress;
use crate::extract::{Citation, CitationForm};
use crate::index::{Library, PolicyRecord};
use crate::lexicon::Lexicon;
use crate::policy::{Policy, PolicyId};
use crate::resolve::{Resolution, resolve};
use crate::search::{SearchRequest, search};
use crate::text::{Span, fold};

/// A longer path names nothing we hold.
const MAX_PATH_CHARS: usize = 600;

/// The library with its lexicon, and what is counted once and then kept.
pub struct Site {
    /// What the corpus holds.
    pub library: Arc<Library>,
    /// Words and tables.
    pub lexicon: Arc<Lexicon>,
    finding: OnceLock<Vec<&'static str>>,
    tally: OnceLock<Tally>,
}

/// Where a path under `/p/` leads.
pub struct Located {
    /// The document.
    pub record: Arc<PolicyRecord>,
    /// What stands behind its id: an address as typed, or nothing.
    pub rest: String,
}

impl Site {
    /// A site over a library.
    pub fn new(library: Arc<Library>, lexicon: Arc<Lexicon>) -> Self {
        Site { library, lexicon, finding: OnceLock::new(), tally: OnceLock::new() }
    }

    /// Splits `guangzhou/2025-36/5/2` into the document and the rest: the longest beginning that is a document's id.
    ///
    /// # Errors
    /// A [`Problem`] with the nearest documents.
    pub fn locate(&self, path: &str) -> Result<Located, Problem> {
        let path = path.trim_matches('/');
        if path.chars().count() <= MAX_PATH_CHARS {
            let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
            for end in ends.collect::<Vec<_>>().into_iter().rev() {
                let Ok(id) = path[..end].parse::<PolicyId>() else { continue };
                if let Some(record) = self.library.policy(&id) {
                    return Ok(Located { record, rest: path[end..].trim_matches('/').to_owned() });
                }
            }
        }
        let typed: String = path.chars().take(80).collect();
        let links = nearest::documents(self.library.policies(), &typed);
        Err(Problem::not_found(format!("没有编号为“{typed}”的文件。文件的网址形如 /p/guangzhou/2025-36。")).typed(typed).links(links))
    }

    /// What became of a citation of a document.
    pub fn resolve(&self, citing: &Policy, citation: &Citation) -> Resolution {
        resolve(&self.library, citing, citation)
    }

    /// The document of a typed number or title.
    pub fn lookup(&self, typed: &str) -> Resolution {
        let typed = typed.trim();
        let number = crate::extract::citation::document_number(&fold(typed), &self.lexicon).map(|n| n.to_string());
        let title = typed.strip_prefix('《').and_then(|t| t.strip_suffix('》')).unwrap_or(typed);
        let citation = Citation {
            address: ClauseAddress::default(),
            form: if number.is_some() { CitationForm::Number } else { CitationForm::Title },
            title: number.is_none().then(|| title.to_owned()),
            title_resolved: None,
            number,
            provision: None,
            quote: typed.to_owned(),
            span: Span::default(),
            target: None,
        };
        self.resolve(&Policy::default(), &citation)
    }

    /// Example queries that find something.
    pub fn finds(&self, query: &str) -> bool {
        let finding = self.finding.get_or_init(|| {
            let finds =
                |q: &str| search(&self.library, &SearchRequest { query: q.to_owned(), limit: 1, ..SearchRequest::default() }).total > 0;
            home::EXAMPLES.into_iter().filter(|q| finds(q)).collect()
        });
        finding.contains(&query)
    }

    /// What became of all citations; counted at the first call.
    pub fn tally(&self) -> &Tally {
        self.tally.get_or_init(|| {
            let mut tally = Tally::default();
            for summary in self.library.policies().iter().filter(|p| p.citations > 0) {
                let Some(record) = self.library.policy(&summary.document.id) else { continue };
                for citation in &record.parsed.citations {
                    let outcome = self.resolve(&record.parsed.document, citation).outcome;
                    let name = citation.title_resolved.as_deref().or(citation.title.as_deref()).unwrap_or(&citation.quote);
                    tally.add(outcome, name, citation.number.as_deref());
                }
            }
            tally.sort();
            tally
        })
    }
}

//! `/corpus`: every document with what was found and what was left out, and every file that could not be read.

use askama::Template;

use crate::index::{FailedFile, PolicySummary};
use crate::message::told;
use crate::policy::{Level, TextStatus};
use crate::resolve::Network;
use crate::web::frame::{Frame, Nav};
use crate::web::language::say;
use crate::web::{labels, naming, urls};

/// The list of all documents.
#[derive(Template)]
#[template(path = "pages/corpus.html")]
pub struct CorpusPage {
    frame: Frame,
    places: Vec<Place>,
    documents: usize,
    failures: Vec<FailedFile>,
    outcomes: Vec<OutcomeRow>,
    missing: usize,
}

/// The documents of one place.
struct Place {
    name: String,
    level: &'static str,
    rows: Vec<DocumentRow>,
}

/// One document.
struct DocumentRow {
    href: String,
    title: String,
    number: Option<String>,
    issuers: String,
    date: Option<String>,
    digest: bool,
    clauses: usize,
    facts: usize,
    citations: usize,
    warnings: usize,
    dropped: String,
}

/// How many citations have an outcome.
struct OutcomeRow {
    name: &'static str,
    count: usize,
}

impl CorpusPage {
    /// From the documents in the order of the library, the failed files, all citations, and how many
    /// documents are cited and not held.
    pub fn new(policies: &[PolicySummary], failures: &[FailedFile], network: &Network, missing: usize) -> Self {
        let mut places: Vec<Place> = Vec::new();
        for policy in policies {
            let name = policy.document.place();
            let at = places.iter().position(|p| p.name == name).unwrap_or_else(|| {
                let level = policy.document.jurisdiction.as_ref().map_or("", |j| Level::label(j.level));
                places.push(Place { name, level, rows: Vec::new() });
                places.len() - 1
            });
            places[at].rows.push(row(policy));
        }
        let outcomes = labels::OUTCOMES
            .into_iter()
            .map(|o| OutcomeRow { name: labels::outcome(o), count: network.count(o) })
            .filter(|r| r.count > 0)
            .collect();
        CorpusPage {
            frame: Frame::new("文件", Nav::Corpus),
            places,
            documents: policies.len(),
            failures: failures.to_vec(),
            outcomes,
            missing,
        }
    }

    /// Why a file was not read.
    fn reason(&self, file: &FailedFile) -> String {
        say(&told(&file.reason))
    }
}

fn row(policy: &PolicySummary) -> DocumentRow {
    let document = &policy.document;
    DocumentRow {
        href: urls::policy(&document.id),
        title: naming::title(document).to_owned(),
        number: document.number_hans.clone(),
        issuers: document.issuers_hans.join("、"),
        date: document.date().map(str::to_owned),
        digest: document.text_status == TextStatus::Digest,
        clauses: policy.clauses,
        facts: policy.facts,
        citations: policy.citations,
        warnings: policy.warnings,
        dropped: share(policy.dropped_share),
    }
}

/// A share as a percentage with one decimal; 0 is 0, and little is not nothing.
fn share(share: f64) -> String {
    let percent = share * 100.0;
    if percent <= 0.0 {
        "0".to_owned()
    } else if percent < 0.1 {
        "<0.1%".to_owned()
    } else {
        format!("{percent:.1}%")
    }
}

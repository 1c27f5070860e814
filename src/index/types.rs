//! What the index holds and reports.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::figures::Figures;
use crate::clause::Clause;
use crate::extract::Effect;
use crate::extract::citation::TitleKey;
use crate::parsed::ParsedPolicy;
use crate::policy::Policy;

/// All that is stored for one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyRecord {
    /// The parsed document.
    pub parsed: ParsedPolicy,
    /// The decoded source text that all spans count in.
    pub source: String,
    /// The file, relative to the corpus.
    pub path: PathBuf,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// One line of the list of documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PolicySummary {
    /// The document.
    pub document: Policy,
    /// Number of clauses.
    pub clauses: usize,
    /// Number of facts.
    pub facts: usize,
    /// Number of citations.
    pub citations: usize,
    /// Number of warnings.
    pub warnings: usize,
    /// Share of the characters that was left out, 0 to 1; white space is not counted.
    pub dropped_share: f64,
    /// What else was counted of it.
    #[serde(default)]
    pub figures: Figures,
    /// What the document does to others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub effects: Vec<Effect>,
    /// Title and address of each attachment that is a document of its own, and can be cited by its title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<(String, String)>,
}

impl PolicySummary {
    /// Counts what a record holds.
    pub fn of(record: &PolicyRecord) -> Self {
        let parsed = &record.parsed;
        let solid = |text: &str| text.chars().filter(|c| !crate::text::width::is_blank(*c)).count();
        let dropped: usize = parsed.dropped.iter().map(|d| solid(d.span.of(&record.source))).sum();
        PolicySummary {
            document: parsed.document.clone(),
            clauses: parsed.clauses.len(),
            facts: parsed.facts.len(),
            citations: parsed.citations.len(),
            warnings: parsed.warnings.len(),
            dropped_share: dropped as f64 / solid(&record.source).max(1) as f64,
            figures: Figures::of(record),
            effects: parsed.effects.clone(),
            attachments: attachments(parsed),
        }
    }
}

/// The attachments with a title; one that has the document's own title is the document.
fn attachments(parsed: &ParsedPolicy) -> Vec<(String, String)> {
    let head = |c: &&Clause| c.depth == 0 && c.address.attachment().is_some() && c.address.part().is_none() && !c.heading.is_empty();
    let own = TitleKey::new(&parsed.document.title).core;
    let other = |c: &&Clause| TitleKey::new(&c.heading).core != own;
    parsed.clauses.iter().filter(head).filter(other).map(|c| (c.heading.clone(), c.address.to_string())).collect()
}

/// A file that could not be read, with the reason; it stays listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FailedFile {
    /// The file, relative to the corpus.
    #[schema(value_type = String)]
    pub path: PathBuf,
    /// What was wrong and what was expected.
    pub reason: String,
}

/// What a build is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Another process is building the same index; it is waited for.
    Waiting,
    /// Documents are read, parsed and written.
    Parsing,
    /// The new index is completed and put in the place of the old one.
    Finishing,
}

/// How far a build has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it is doing.
    pub stage: Stage,
    /// Documents done.
    pub done: usize,
    /// Documents in all.
    pub total: usize,
}

/// What a build has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    /// Documents held.
    pub documents: usize,
    /// Files read for it; the others had not changed since the build before.
    pub read: usize,
    /// The documents held that were read for it.
    pub changed: Vec<crate::policy::PolicyId>,
    /// Clauses held.
    pub clauses: usize,
    /// Facts held.
    pub facts: usize,
    /// Citations held.
    pub citations: usize,
    /// Files that could not be read.
    pub failures: Vec<FailedFile>,
    /// How long it took.
    pub elapsed: Duration,
}

/// Whether the index fits the corpus and the program. The reasons are plain Chinese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Current,
    /// It is whole, but the corpus, the lexicon or the program has changed.
    Outdated(String),
    /// There is none.
    Missing,
    /// It is incomplete or was changed from outside.
    Damaged(String),
}

/// Why an index cannot be built or opened.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is no index in the folder.
    #[error("there is no index in {}; build it with `tiaoli ingest`", .0.display())]
    Missing(PathBuf),
    /// The index is incomplete or was changed from outside.
    #[error("the index in {} is damaged: {reason}; build it again with `tiaoli ingest`", .dir.display())]
    Damaged {
        /// The folder.
        dir: PathBuf,
        /// What does not fit.
        reason: String,
    },
    /// A file of the index cannot be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The index library refused.
    #[error("the index in {} cannot be written: {reason}", .dir.display())]
    Write {
        /// The folder.
        dir: PathBuf,
        /// What it said.
        reason: String,
    },
    /// There is no index, and the corpus cannot be read.
    #[error(transparent)]
    Corpus(#[from] crate::corpus::CorpusError),
}

impl IndexError {
    pub(super) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> IndexError {
        let path = path.into();
        move |source| IndexError::Io { path, source }
    }
}

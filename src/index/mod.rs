//! The index: a cache of the parsed corpus that answers searches. It may be deleted at any time.
//!
//! Recipe: [`build`] parses the corpus on all cores and writes a new index beside the old one, then
//! switches to it in one step; [`Library::open`] opens what is there.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::parsed::ParsedPolicy;
use crate::policy::{Policy, PolicyId};

/// All that is stored for one document.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// Share of the characters that was left out, 0 to 1.
    pub dropped_share: f64,
}

/// A file that could not be read, with the reason; it stays listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailedFile {
    /// The file, relative to the corpus.
    pub path: PathBuf,
    /// What was wrong and what was expected.
    pub reason: String,
}

/// An opened index: what the corpus holds, for reading.
pub struct Library {}

impl Library {
    /// The documents, ordered by level, place, date (newest first) and id.
    pub fn policies(&self) -> &[PolicySummary] {
        &[]
    }

    /// One document.
    pub fn policy(&self, _id: &PolicyId) -> Option<Arc<PolicyRecord>> {
        None
    }

    /// Files of the corpus that could not be read.
    pub fn failures(&self) -> &[FailedFile] {
        &[]
    }
}

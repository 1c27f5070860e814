//! Resolution: from a citation's keys to a policy and a clause that we hold, when it is read.

use serde::{Deserialize, Serialize};

use crate::extract::{Citation, Target};
use crate::index::Library;
use crate::policy::{Policy, PolicyId};

/// What became of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Exactly one text fits.
    Found,
    /// The text of the citing date is found, and a newer one exists.
    OtherVersion,
    /// Several texts fit.
    Ambiguous,
    /// The policy is found and has no such clause.
    NoSuchClause,
    /// No text that we hold fits.
    NotInCorpus,
    /// Title and number disagree.
    Conflict,
    /// Not checked.
    NotChecked,
}

/// A citation resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resolution {
    /// What became of it.
    pub outcome: Outcome,
    /// Why, in plain Chinese: 按发文字号找到；有更新的同名文件.
    pub reason: String,
    /// Where it leads.
    pub target: Option<Target>,
    /// Other texts that fit: the newer version, or the candidates.
    pub others: Vec<PolicyId>,
}

/// Resolves one citation of `citing`, on the date of the citing document.
pub fn resolve(library: &Library, citing: &Policy, citation: &Citation) -> Resolution {
    let _ = (library, citing, citation);
    Resolution { outcome: Outcome::NotChecked, reason: String::new(), target: None, others: Vec::new() }
}

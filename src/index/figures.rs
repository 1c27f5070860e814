//! What is counted of a document when it is read, beside its sizes: so that a library can be judged without reading
//! its documents again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::types::PolicyRecord;
use crate::clause::DropReason;
use crate::diagnostic::WarningKind;
use crate::extract::{FactKind, Role};

/// Counts of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Figures {
    /// Bytes of the decoded text.
    pub bytes: usize,
    /// Bytes that were left out, by reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dropped: Vec<(DropReason, usize)>,
    /// Warnings by kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<(WarningKind, usize)>,
    /// Facts by kind and role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<(FactKind, Option<Role>, usize)>,
}

impl Figures {
    /// Counts what a record holds.
    pub fn of(record: &PolicyRecord) -> Self {
        let parsed = &record.parsed;
        let (mut dropped, mut warnings, mut facts) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for piece in &parsed.dropped {
            *dropped.entry(piece.reason).or_default() += piece.span.end.saturating_sub(piece.span.start);
        }
        for warning in &parsed.warnings {
            *warnings.entry(warning.kind).or_default() += 1;
        }
        for fact in &parsed.facts {
            *facts.entry((fact.kind, fact.role)).or_default() += 1;
        }
        Figures {
            bytes: record.source.len(),
            dropped: dropped.into_iter().collect(),
            warnings: warnings.into_iter().collect(),
            facts: facts.into_iter().map(|((kind, role), n)| (kind, role, n)).collect(),
        }
    }

    /// How many warnings there are of a kind.
    pub fn warnings_of(&self, kind: WarningKind) -> usize {
        self.warnings.iter().filter(|(k, _)| *k == kind).map(|(_, n)| n).sum()
    }
}

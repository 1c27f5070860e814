//! What may become of a citation.

use serde::{Deserialize, Serialize};

use crate::message::Message;

/// What became of a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
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

impl Outcome {
    /// All, in the order they are listed.
    pub const ALL: [Outcome; 7] = [
        Outcome::Found,
        Outcome::OtherVersion,
        Outcome::Ambiguous,
        Outcome::NoSuchClause,
        Outcome::Conflict,
        Outcome::NotInCorpus,
        Outcome::NotChecked,
    ];

    /// In a few plain words: 已收录, 无此条款.
    pub fn label(self) -> Message {
        Message::new(match self {
            Outcome::Found => "resolve-found",
            Outcome::OtherVersion => "resolve-other-version",
            Outcome::Ambiguous => "resolve-ambiguous",
            Outcome::NoSuchClause => "resolve-no-such-clause",
            Outcome::NotInCorpus => "resolve-not-in-corpus",
            Outcome::Conflict => "resolve-in-conflict",
            Outcome::NotChecked => "resolve-not-checked",
        })
    }

    /// The name in JSON: `no_such_clause`.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Found => "found",
            Outcome::OtherVersion => "other_version",
            Outcome::Ambiguous => "ambiguous",
            Outcome::NoSuchClause => "no_such_clause",
            Outcome::NotInCorpus => "not_in_corpus",
            Outcome::Conflict => "conflict",
            Outcome::NotChecked => "not_checked",
        }
    }
}

//! What may become of a citation or a quotation, and how much that should trouble the reader.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::message::Message;

/// What became of a citation or a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = CheckOutcome)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The clause or the document is found, was in force on the date; the words are the same.
    Found,
    /// Only marks of punctuation differ.
    PunctuationDiffers,
    /// A newer text of the same title exists, or the words stand in another version.
    OtherVersion,
    /// Several texts fit.
    Ambiguous,
    /// The document has no such clause; `valid` says which it has.
    NoSuchClause,
    /// The words differ; `difference` shows how.
    WordsDiffer,
    /// The same words stand in another clause or another document.
    OtherClause,
    /// The cited document has no such words.
    WordsNotFound,
    /// The document was no longer in force on the date.
    Expired,
    /// The document was not yet issued or not yet in force on the date.
    NotYetInForce,
    /// Title and number disagree.
    Conflict,
    /// The document is not held.
    NotInCorpus,
    /// Not checked; the reason says why.
    NotChecked,
}

/// How much an outcome should trouble the reader, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Something is wrong.
    Wrong,
    /// Nothing can be said; a person has to look.
    Unchecked,
    /// Right, with something to look at.
    Doubtful,
    /// Right.
    Right,
}

impl Outcome {
    /// All, the worst first.
    pub const ALL: [Outcome; 13] = [
        Outcome::WordsDiffer,
        Outcome::WordsNotFound,
        Outcome::OtherClause,
        Outcome::NoSuchClause,
        Outcome::Conflict,
        Outcome::Expired,
        Outcome::NotYetInForce,
        Outcome::Ambiguous,
        Outcome::NotInCorpus,
        Outcome::NotChecked,
        Outcome::OtherVersion,
        Outcome::PunctuationDiffers,
        Outcome::Found,
    ];

    /// The name in JSON: `words_differ`.
    pub fn name(self) -> &'static str {
        match self {
            Outcome::Found => "found",
            Outcome::PunctuationDiffers => "punctuation_differs",
            Outcome::OtherVersion => "other_version",
            Outcome::Ambiguous => "ambiguous",
            Outcome::NoSuchClause => "no_such_clause",
            Outcome::WordsDiffer => "words_differ",
            Outcome::OtherClause => "other_clause",
            Outcome::WordsNotFound => "words_not_found",
            Outcome::Expired => "expired",
            Outcome::NotYetInForce => "not_yet_in_force",
            Outcome::Conflict => "conflict",
            Outcome::NotInCorpus => "not_in_corpus",
            Outcome::NotChecked => "not_checked",
        }
    }

    /// A few plain words: 文字不同.
    pub fn label(self) -> Message {
        Message::new(match self {
            Outcome::Found => "outcome-found",
            Outcome::PunctuationDiffers => "outcome-punctuation",
            Outcome::OtherVersion => "outcome-version",
            Outcome::Ambiguous => "outcome-ambiguous",
            Outcome::NoSuchClause => "outcome-no-clause",
            Outcome::WordsDiffer => "outcome-differ",
            Outcome::OtherClause => "outcome-elsewhere",
            Outcome::WordsNotFound => "outcome-nowhere",
            Outcome::Expired => "outcome-expired",
            Outcome::NotYetInForce => "outcome-not-yet",
            Outcome::Conflict => "outcome-conflict",
            Outcome::NotInCorpus => "outcome-not-held",
            Outcome::NotChecked => "outcome-unchecked",
        })
    }

    /// What it means, a sentence for the legend.
    pub fn meaning(self) -> Message {
        Message::new(match self {
            Outcome::Found => "means-found",
            Outcome::PunctuationDiffers => "means-punctuation",
            Outcome::OtherVersion => "means-version",
            Outcome::Ambiguous => "means-ambiguous",
            Outcome::NoSuchClause => "means-no-clause",
            Outcome::WordsDiffer => "means-differ",
            Outcome::OtherClause => "means-elsewhere",
            Outcome::WordsNotFound => "means-nowhere",
            Outcome::Expired => "means-expired",
            Outcome::NotYetInForce => "means-not-yet",
            Outcome::Conflict => "means-conflict",
            Outcome::NotInCorpus => "means-not-held",
            Outcome::NotChecked => "means-unchecked",
        })
    }

    /// How much it should trouble the reader.
    pub fn level(self) -> Level {
        match self {
            Outcome::Found => Level::Right,
            Outcome::PunctuationDiffers | Outcome::OtherVersion => Level::Doubtful,
            Outcome::Ambiguous | Outcome::NotInCorpus | Outcome::NotChecked => Level::Unchecked,
            _ => Level::Wrong,
        }
    }
}

impl Level {
    /// The name in JSON and in the stylesheet.
    pub fn name(self) -> &'static str {
        match self {
            Level::Wrong => "wrong",
            Level::Unchecked => "unchecked",
            Level::Doubtful => "doubtful",
            Level::Right => "right",
        }
    }
}

impl From<crate::resolve::Outcome> for Outcome {
    fn from(resolved: crate::resolve::Outcome) -> Self {
        use crate::resolve::Outcome as Resolved;
        match resolved {
            Resolved::Found => Outcome::Found,
            Resolved::OtherVersion => Outcome::OtherVersion,
            Resolved::Ambiguous => Outcome::Ambiguous,
            Resolved::NoSuchClause => Outcome::NoSuchClause,
            Resolved::NotInCorpus => Outcome::NotInCorpus,
            Resolved::Conflict => Outcome::Conflict,
            Resolved::NotChecked => Outcome::NotChecked,
        }
    }
}

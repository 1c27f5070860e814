//! What may become of a citation or a quotation, and how much that should trouble the reader.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

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
    pub fn label(self) -> &'static str {
        match self {
            Outcome::Found => "一致",
            Outcome::PunctuationDiffers => "只有标点不同",
            Outcome::OtherVersion => "有其他版本",
            Outcome::Ambiguous => "不能确定是哪个文件",
            Outcome::NoSuchClause => "没有这一条款",
            Outcome::WordsDiffer => "文字不同",
            Outcome::OtherClause => "文字在另一条款",
            Outcome::WordsNotFound => "所引文件中没有这段文字",
            Outcome::Expired => "已失效",
            Outcome::NotYetInForce => "尚未发布或施行",
            Outcome::Conflict => "标题与文号不符",
            Outcome::NotInCorpus => "没有收录，未核对",
            Outcome::NotChecked => "未核对",
        }
    }

    /// What it means, a sentence for the legend.
    pub fn meaning(self) -> &'static str {
        match self {
            Outcome::Found => "引用：库中有这一文件和条款，在所定日期没有失效。引文：与原文逐字一致（繁简、全半角、空格、换行不计）。",
            Outcome::PunctuationDiffers => "文字相同，只有标点与原文不同。",
            Outcome::OtherVersion => "引用时的文本已找到，另有更新的同名文件；或引文见于同名文件的另一版本。",
            Outcome::Ambiguous => "不止一个文件符合，请写明文号或发文机关。",
            Outcome::NoSuchClause => "文件已找到，但没有所写的条、款、项；旁边写有该文件的条款范围。",
            Outcome::WordsDiffer => "与原文相近但不相同，列出改动之处。",
            Outcome::OtherClause => "原文有这段文字，但不在所写的条款，或在另一个文件。",
            Outcome::WordsNotFound => "所引文件已收录全文，其中没有这段文字。",
            Outcome::Expired => "按文件自己写明的期限，在所定日期已经失效。",
            Outcome::NotYetInForce => "文件的发布或施行日期晚于所定日期。",
            Outcome::Conflict => "所写标题与所写文号属于不同的文件。",
            Outcome::NotInCorpus => "库中没有这一文件，无从核对。",
            Outcome::NotChecked => "没有核对，原因写在旁边。",
        }
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

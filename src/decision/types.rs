//! What the register holds.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{Citation, Target};
use crate::policy::PolicyId;
use crate::resolve::Outcome;
use crate::text::Span;

/// Characters of a text at most; a decision is a page or two, a report of a year still fits.
pub const MAX_TEXT: usize = 200_000;

/// How far a decision has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[schema(as = DecisionStatus)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Issued.
    Issued,
    /// Withdrawn; it stays in the register.
    Withdrawn,
}

impl Status {
    /// All, in the order of a decision's life.
    pub const ALL: [Status; 3] = [Status::Draft, Status::Issued, Status::Withdrawn];

    /// The name in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Issued => "issued",
            Status::Withdrawn => "withdrawn",
        }
    }

    /// The status of a name.
    pub fn named(name: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// What an editor writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DecisionContent)]
pub struct Content {
    /// Title: 关于同意设立创新中心的批复.
    pub title: String,
    /// Document number as written; may be empty in a draft.
    #[serde(default)]
    pub number: String,
    /// ISO date; empty when there is none yet. Citations are resolved on this date.
    #[serde(default)]
    pub date: String,
    /// Who decides.
    #[serde(default)]
    pub organisation: String,
    /// Markdown.
    #[serde(default)]
    pub text: String,
    /// How far it has come.
    #[serde(default)]
    pub status: Status,
}

/// A field of [`Content`] that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// There is no title.
    #[error("the title is missing")]
    TitleMissing,
    /// A field is too long.
    #[error("{field} is longer than {max} characters")]
    TooLong {
        /// Its name.
        field: &'static str,
        /// Characters at most.
        max: usize,
    },
    /// The date is none of the calendar.
    #[error("the date is none of the calendar; expected a form such as 2026-03-01")]
    BadDate,
}

impl Invalid {
    /// The field.
    pub fn field(self) -> &'static str {
        match self {
            Invalid::TitleMissing => "title",
            Invalid::TooLong { field, .. } => field,
            Invalid::BadDate => "date",
        }
    }
}

impl Content {
    /// The same with white space at the ends gone, line ends as `\n` and the date in ISO form.
    ///
    /// # Errors
    /// What does not hold, field by field.
    pub fn checked(&self) -> Result<Content, Vec<Invalid>> {
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let clean = Content {
            title: line(&self.title),
            number: line(&self.number),
            date: iso_date(&self.date).unwrap_or_default(),
            organisation: line(&self.organisation),
            text: self.text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "").trim_end().to_owned(),
            status: self.status,
        };
        let mut wrong = Vec::new();
        if clean.title.is_empty() {
            wrong.push(Invalid::TitleMissing);
        }
        if iso_date(&self.date).is_none() {
            wrong.push(Invalid::BadDate);
        }
        for (field, value, max) in [
            ("title", &clean.title, 300),
            ("number", &clean.number, 100),
            ("organisation", &clean.organisation, 200),
            ("text", &clean.text, MAX_TEXT),
        ] {
            if value.chars().count() > max {
                wrong.push(Invalid::TooLong { field, max });
            }
        }
        if wrong.is_empty() { Ok(clean) } else { Err(wrong) }
    }

    /// Names of the fields in which two contents differ.
    pub fn differing(&self, other: &Content) -> Vec<String> {
        let fields = [
            ("title", self.title != other.title),
            ("number", self.number != other.number),
            ("date", self.date != other.date),
            ("organisation", self.organisation != other.organisation),
            ("text", self.text != other.text),
            ("status", self.status != other.status),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
    }
}

/// A date as people write it, in ISO form: 2026年3月1日, 2026/3/1; empty for nothing, none for no date.
fn iso_date(text: &str) -> Option<String> {
    let folded = crate::text::fold(text);
    if folded.is_empty() {
        return Some(String::new());
    }
    let parts: Vec<&str> = folded.trim_end_matches('日').split(['年', '月', '-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let year: i16 = year.parse().ok().filter(|y| (1900..=2200).contains(y))?;
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().map(|d| d.to_string())
}

/// Where a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LinkOrigin)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// A rule found the citation in the text.
    Found,
    /// An editor added it.
    Added,
}

/// What a person said of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LinkReview)]
#[serde(rename_all = "lowercase")]
pub enum Review {
    /// Nothing yet.
    Open,
    /// It is right.
    Confirmed,
    /// It led elsewhere; an editor gave the right clause.
    Corrected,
    /// It is no citation.
    Rejected,
}

/// The clause a link is pinned to, with its words at that time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pin {
    /// The policy.
    pub policy: PolicyId,
    /// The clause; empty for the whole policy.
    pub address: String,
    /// SHA-256, in hex, of the normalised words of the clause and of those below it.
    pub hash: String,
    /// These words; empty where they are too long to keep, as those of a whole policy are.
    pub words: String,
    /// Title of the policy, by which it is known when its file has another name.
    pub title: String,
    /// Document number of the policy.
    #[serde(default)]
    pub number: Option<String>,
}

impl Pin {
    /// Policy and address.
    pub fn target(&self) -> Target {
        Target { policy: self.policy.clone(), address: self.address.clone() }
    }
}

/// A citation of a decision and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DecisionLink)]
pub struct Link {
    /// Number of the link within its decision; it stays when the text changes.
    pub key: i64,
    /// The quoted words.
    pub quote: String,
    /// The words before it, white space left out.
    pub before: String,
    /// The words after it.
    pub after: String,
    /// Their place in the Markdown text, in bytes.
    pub span: Span,
    /// Where the link comes from.
    pub origin: Origin,
    /// What a person said of it.
    pub review: Review,
    /// The citation as it was read; none for a link added by hand.
    #[serde(default)]
    pub citation: Option<Citation>,
    /// What became of it when it was resolved.
    pub outcome: Outcome,
    /// Why, in plain Chinese.
    pub reason: String,
    /// The clause, when there is one.
    #[serde(default)]
    pub pin: Option<Pin>,
}

/// A decision as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Decision {
    /// Number in this register; part of the page's address.
    pub id: i64,
    /// Random name that stays the same in other registers: 32 hex digits.
    pub uid: String,
    /// Counts the changes, from 1. Who saves names the version that was read.
    pub version: i64,
    /// What was written.
    #[serde(flatten)]
    pub content: Content,
    /// Its links, in the order of the text.
    pub links: Vec<Link>,
    /// When it was made: RFC 3339, UTC.
    pub created: String,
    /// When it was changed last.
    pub updated: String,
    /// Who changed it last.
    pub editor: String,
}

impl Decision {
    /// A link by its number.
    pub fn link(&self, key: i64) -> Option<&Link> {
        self.links.iter().find(|l| l.key == key)
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ChangeAction)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Made.
    Create,
    /// Fields or text changed.
    Edit,
    /// A link confirmed.
    Confirm,
    /// A link led elsewhere.
    Correct,
    /// A link rejected.
    Reject,
    /// A review taken back.
    Reopen,
    /// A link added by hand.
    Add,
    /// A link that was added by hand taken away.
    Remove,
}

/// What a change was about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ChangeDetail)]
pub struct Detail {
    /// Fields that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Quoted words of links that came.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
    /// Quoted words of links that went.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<String>,
    /// The link that was reviewed: its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<String>,
    /// Where it led before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Target>,
    /// Where it leads now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Target>,
}

/// One line of the history, with the decision as it stood afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DecisionChange)]
pub struct Change {
    /// Random name, the same in other registers.
    pub uid: String,
    /// The version that the change made.
    pub version: i64,
    /// Who.
    pub editor: String,
    /// When: RFC 3339, UTC.
    pub at: String,
    /// What was done.
    pub action: Action,
    /// What it was about.
    #[serde(default)]
    pub detail: Detail,
    /// What was written, afterwards.
    pub content: Content,
    /// The links, afterwards.
    pub links: Vec<Link>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_cleaned_or_named() {
        let typed =
            Content {
                title: " 关于 甲的\n批复 ".into(), date: "2026年3月1日".into(), text: "甲\r\n乙\r\n".into(), ..Content::default()
            };
        let clean = typed.checked().unwrap();
        assert_eq!((clean.title.as_str(), clean.date.as_str(), clean.text.as_str()), ("关于 甲的 批复", "2026-03-01", "甲\n乙"));
        let cases =
            [("2026-02-30", false), ("明天", false), ("", true), ("２０２６．３．１", true), ("2026/12/31", true), ("26-1-1", false)];
        for (date, good) in cases {
            assert_eq!(iso_date(date).is_some(), good, "{date}");
        }
        let wrong = Content { date: "x".into(), number: "号".repeat(101), ..Content::default() }.checked().unwrap_err();
        assert_eq!(wrong.iter().map(|w| w.field()).collect::<Vec<_>>(), ["title", "date", "number"]);
    }
}

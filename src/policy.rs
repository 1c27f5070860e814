//! What a policy is known by: its id, document number, issuing authorities, place and dates.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::{Script, fold};

/// A policy's id: its path in the corpus without the ending, e.g. `guangzhou/2025-36`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(example = "guangzhou/2025-36")]
#[serde(transparent)]
pub struct PolicyId(String);

/// Why a text is no policy id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no policy id; expected a path such as guangzhou/2025-36, without '..', '\\' and empty parts")]
pub struct BadPolicyId(String);

impl PolicyId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first part of the path, the folder of the place: `guangzhou`. Empty for a file outside a corpus.
    pub fn place_folder(&self) -> &str {
        self.0.split_once('/').map_or("", |(place, _)| place)
    }
}

impl fmt::Display for PolicyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PolicyId {
    type Err = BadPolicyId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = |part: &str| part.is_empty() || part == "." || part == ".." || part.contains(['\\', '\0', '\n']);
        if text.split('/').any(bad) { Err(BadPolicyId(text.to_owned())) } else { Ok(PolicyId(text.to_owned())) }
    }
}

/// A document number (发文字号) in its three parts, as GB/T 9704-2012 §7.2.5 orders them:
/// the issuing body's 代字, the year, the serial number. Two spellings of one number are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// The 代字, simplified: 工信部科. Empty where it was lost.
    pub prefix: String,
    /// The year.
    pub year: u16,
    /// The serial number, leading zeros gone.
    pub serial: u32,
}

impl fmt::Display for DocumentNumber {
    /// In the standard form: 工信部科〔2016〕273号.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.serial)
    }
}

/// How far a document reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 国家级
    National,
    /// 省级
    Provincial,
    /// 市级
    Municipal,
    /// 县级
    County,
}

impl Level {
    /// All levels, highest first.
    pub const ALL: [Level; 4] = [Level::National, Level::Provincial, Level::Municipal, Level::County];

    /// The word used in JSON and in URLs: `national`, `provincial`, `municipal`, `county`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::National => "national",
            Level::Provincial => "provincial",
            Level::Municipal => "municipal",
            Level::County => "county",
        }
    }

    /// The level in Chinese: 国家级, 省级, 市级, 县级.
    pub fn label(self) -> &'static str {
        match self {
            Level::National => "国家级",
            Level::Provincial => "省级",
            Level::Municipal => "市级",
            Level::County => "县级",
        }
    }
}

/// Why a text names no level.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no level; expected 国家, 省, 市 or 县 (national, provincial, municipal, county)")]
pub struct BadLevel(String);

impl FromStr for Level {
    type Err = BadLevel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match fold(text).trim_end_matches('级') {
            "national" | "国家" | "全国" | "中央" => Ok(Level::National),
            "provincial" | "省" | "自治区" | "直辖市" => Ok(Level::Provincial),
            "municipal" | "市" | "地" => Ok(Level::Municipal),
            "county" | "县" | "区" => Ok(Level::County),
            _ => Err(BadLevel(text.to_owned())),
        }
    }
}

/// A place that issues policies, with its code of administrative division (GB/T 2260).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Jurisdiction {
    /// Six digits: `440100` for Guangzhou, `000000` for the whole country.
    pub code: String,
    /// Full name: 广西壮族自治区, 广州市, 国家.
    pub name: String,
    /// How far its documents reach.
    pub level: Level,
}

impl Jurisdiction {
    /// The name as people say it: 广西, 云南, 广州, 国家.
    pub fn short_name(&self) -> String {
        short_place(&self.name).to_owned()
    }
}

/// A place name without its kind: 广西壮族自治区 and 广西 are both 广西.
pub fn short_place(name: &str) -> &str {
    for suffix in ["特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"] {
        if let Some(short) = name.strip_suffix(suffix).filter(|s| s.chars().count() >= 2) {
            return short;
        }
    }
    name
}

/// Whether the words are the official text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TextStatus {
    /// The full official text.
    #[default]
    Full,
    /// 要点（非原文）: the facts in our own words; never to be quoted as the official text.
    Digest,
}

/// What kind of document it is, by the last word of its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct Genre(pub String);

/// How a day of [`Validity`] is known, the surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The day itself is printed.
    #[default]
    Printed,
    /// The manifest says it.
    Manifest,
    /// It follows from what is printed or from a rule (推算): 自印发之日起施行, 有效期5年.
    Computed,
}

/// From when and until when a document is in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Validity {
    /// First day in force, an ISO date.
    #[serde(default)]
    pub effective: Option<String>,
    /// Last day in force, an ISO date.
    #[serde(default)]
    pub expires: Option<String>,
    /// The least sure of the two.
    pub basis: Basis,
    /// How the first day is known.
    #[serde(default)]
    pub effective_basis: Option<Basis>,
    /// How the last day is known.
    #[serde(default)]
    pub expires_basis: Option<Basis>,
    /// Why these days, in plain Chinese.
    pub reason: String,
    /// The clause that says so; empty when none does.
    pub address: String,
    /// Its words.
    pub quote: String,
    /// The general rule that the last day follows from, when the text prints no end; such a day is never shown as the
    /// document's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Validity {
    /// Whether the last day rests on the document's own words.
    pub fn is_said(&self) -> bool {
        self.rule.is_none()
    }
}

/// What the first and the last day in force of a document say of another day; each holds the day that decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InForce<'d> {
    /// It was in force until that day.
    Ended(&'d str),
    /// It will be from that day on.
    NotYet(&'d str),
    /// It is, until that day.
    Until(&'d str),
    /// It is since that day, and no last one is known.
    Since(&'d str),
}

impl<'d> InForce<'d> {
    /// Judges by ISO days, both of which belong to the time in force; nothing when neither is known.
    ///
    /// ```
    /// use tiaoli::policy::InForce;
    /// let days = (Some("2022-01-01"), Some("2024-12-31"));
    /// assert_eq!(InForce::on("2024-12-31", days.0, days.1), Some(InForce::Until("2024-12-31")));
    /// assert_eq!(InForce::on("2025-01-01", days.0, days.1), Some(InForce::Ended("2024-12-31")));
    /// ```
    pub fn on(day: &str, first: Option<&'d str>, last: Option<&'d str>) -> Option<InForce<'d>> {
        match (first, last) {
            (_, Some(last)) if last < day => Some(InForce::Ended(last)),
            (Some(first), _) if first > day => Some(InForce::NotYet(first)),
            (_, Some(last)) => Some(InForce::Until(last)),
            (Some(first), None) => Some(InForce::Since(first)),
            (None, None) => None,
        }
    }
}

/// What is known about a document as a whole. Dates are ISO dates (`2025-02-18`).
///
/// Empty means that the text does not say; `from_manifest` names the fields that only the manifest says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Policy {
    /// Path in the corpus without the ending.
    pub id: PolicyId,
    /// Title as printed (line breaks joined), without 印发…的通知 around it.
    pub title: String,
    /// Title in simplified characters.
    pub title_hans: String,
    /// Document number as printed.
    #[serde(default)]
    pub number: Option<String>,
    /// Document number in the standard form: 穗府办〔2022〕19号.
    #[serde(default)]
    pub number_hans: Option<String>,
    /// Issuing authorities as printed.
    #[serde(default)]
    pub issuers: Vec<String>,
    /// Issuing authorities in simplified characters.
    #[serde(default)]
    pub issuers_hans: Vec<String>,
    /// 成文日期.
    #[serde(default)]
    pub issued: Option<String>,
    /// Date of publication or printing (发布时间, 印发).
    #[serde(default)]
    pub published: Option<String>,
    /// 施行日期.
    #[serde(default)]
    pub effective: Option<String>,
    /// Last day in force, when the text or the manifest says.
    #[serde(default)]
    pub expires: Option<String>,
    /// From when and until when it is in force, and how that is known; none when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// Where it applies.
    #[serde(default)]
    pub jurisdiction: Option<Jurisdiction>,
    /// Script of the source.
    pub script: Script,
    /// 通知, 方案, 办法 …, by the last word of the title.
    #[serde(default)]
    pub genre: Genre,
    /// Whether the words are the official text.
    #[serde(default)]
    pub text_status: TextStatus,
    /// Fields that the text does not say and the manifest does.
    #[serde(default)]
    pub from_manifest: Vec<String>,
    /// Fields of the manifest that are inferred, with the reason.
    #[serde(default)]
    pub inferred: std::collections::BTreeMap<String, String>,
    /// Where the document was taken from, when the manifest says.
    #[serde(default)]
    pub source_url: Option<String>,
    /// When the file was retrieved, from the manifest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<String>,
    /// A remark of the manifest for readers.
    #[serde(default)]
    pub note: Option<String>,
}

impl Policy {
    /// The best known date: issued, else published, else effective.
    pub fn date(&self) -> Option<&str> {
        self.issued.as_deref().or(self.published.as_deref()).or(self.effective.as_deref())
    }

    /// First day in force, as far as it is known: printed, said by the manifest or computed.
    pub fn first_day(&self) -> Option<&str> {
        self.effective.as_deref().or_else(|| self.validity.as_ref()?.effective.as_deref())
    }

    /// Last day in force likewise; it may follow from a general rule ([`Validity::is_said`]).
    pub fn last_day(&self) -> Option<&str> {
        self.expires.as_deref().or_else(|| self.validity.as_ref()?.expires.as_deref())
    }

    /// Last day in force as far as the document itself says it: a general rule is no word of the document.
    pub fn said_last_day(&self) -> Option<&str> {
        let said = self.expires.is_some() || self.validity.as_ref().is_some_and(Validity::is_said);
        self.last_day().filter(|_| said)
    }

    /// The year of [`Self::date`].
    pub fn year(&self) -> Option<u16> {
        self.date()?.get(..4)?.parse().ok()
    }

    /// The short place name, e.g. 广州; 未知 when the jurisdiction is not known.
    pub fn place(&self) -> String {
        self.jurisdiction.as_ref().map_or_else(|| "未知".to_owned(), Jurisdiction::short_name)
    }
}

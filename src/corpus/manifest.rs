//! The manifest `<slug>.toml` beside a document: what its text does not say.
//!
//! Recipe: [`Manifest::parse`] reads the text of one; a mistake is described with its line and what is allowed.

use std::collections::BTreeMap;

use serde::de::{Deserializer, Error};
use serde::{Deserialize, Serialize};

use crate::policy::TextStatus;

/// What a manifest may say. Every field is optional; an unknown one is an error that names it.
///
/// Dates are `YYYY-MM-DD` (quoted or not); where only the month or the year is known, `"YYYY-MM"` or `"YYYY"`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manifest {
    /// Title, when the text has none.
    pub title: Option<String>,
    /// Document number.
    pub number: Option<String>,
    /// Issuing authorities.
    pub issuers: Vec<String>,
    /// 成文日期.
    #[serde(deserialize_with = "date")]
    pub issued: Option<String>,
    /// Date of publication.
    #[serde(deserialize_with = "date")]
    pub published: Option<String>,
    /// 施行日期.
    #[serde(deserialize_with = "date")]
    pub effective: Option<String>,
    /// Last day in force.
    #[serde(deserialize_with = "date")]
    pub expires: Option<String>,
    /// Place, full or short name.
    pub jurisdiction: Option<String>,
    /// `full` or `digest`.
    pub text_status: Option<TextStatus>,
    /// Where the file was taken from.
    pub source_url: Option<String>,
    /// When the file was taken from there.
    #[serde(deserialize_with = "date")]
    pub retrieved: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Fields above that are inferred and not stated anywhere: `issued = "第二部分提到 2021 年的文件"`.
    #[serde(deserialize_with = "inferred")]
    pub inferred: BTreeMap<String, String>,
}

/// The fields that may be inferred.
const FIELDS: [&str; 8] = ["title", "number", "issuers", "issued", "published", "effective", "expires", "jurisdiction"];

impl Manifest {
    /// Reads a manifest.
    ///
    /// ```
    /// use tiaoli::corpus::Manifest;
    /// let manifest = Manifest::parse("issued = 2025-02-18\njurisdiction = \"广州\"").unwrap();
    /// assert_eq!(manifest.issued.as_deref(), Some("2025-02-18"));
    /// assert_eq!(Manifest::parse("\nissued = \"18.2.2025\"").unwrap_err(),
    ///     "line 2, column 10: \"18.2.2025\" is no date; expected YYYY-MM-DD, or YYYY-MM or YYYY where no more is known");
    /// ```
    ///
    /// # Errors
    /// One line that names line, column, and what was expected: for an unknown field, all the allowed ones.
    pub fn parse(text: &str) -> Result<Manifest, String> {
        toml::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| {
            let at = error.span().map_or(0, |s| s.start).min(text.len());
            let before = text.get(..at).unwrap_or("");
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            format!("line {line}, column {column}: {}", error.message().replace('\n', "; "))
        })
    }
}

/// A date as a TOML date or as text, checked against the calendar.
fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text.trim().to_owned(),
        toml::Value::Datetime(date) => date.to_string(),
        other => other.to_string(),
    };
    // 2025-02-18 / 2025-02 / 2025: digits in groups of 4, 2 and 2.
    let groups: Vec<&str> = text.split('-').collect();
    let digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    let lengths: Vec<usize> = groups.iter().map(|g| g.len()).collect();
    let formed = groups.iter().all(digits) && matches!(lengths[..], [4] | [4, 2] | [4, 2, 2]);
    let day = format!("{text}{}", ["-01-01", "-01", ""].get(groups.len() - 1).unwrap_or(&""));
    if formed && day.parse::<jiff::civil::Date>().is_ok() {
        return Ok(Some(text));
    }
    Err(D::Error::custom(format!("{text:?} is no date; expected YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")))
}

/// The table `[inferred]`: its keys are fields of the manifest.
fn inferred<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, String>, D::Error> {
    let table = BTreeMap::<String, String>::deserialize(deserializer)?;
    match table.keys().find(|key| !FIELDS.contains(&key.as_str())) {
        Some(key) => Err(D::Error::custom(format!("[inferred] names `{key}`; expected one of {}", FIELDS.join(", ")))),
        None => Ok(table),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_less_exact_but_must_exist() {
        let issued = |value: &str| Manifest::parse(&format!("issued = {value}")).map(|m| m.issued.unwrap_or_default());
        for good in ["\"2020\"", "\"2020-05\"", "\"2020-02-29\"", "2020-02-29"] {
            assert_eq!(issued(good).as_deref(), Ok(good.trim_matches('"')), "{good}");
        }
        for bad in ["\"2021-02-29\"", "\"2020-13\"", "\"20200529\"", "\"\"", "\"2020-5-9\"", "\"二〇二〇年\"", "\"2020-05-29T10:00\""]
        {
            assert!(issued(bad).is_err_and(|e| e.contains("expected YYYY-MM-DD")), "{bad}: {:?}", issued(bad));
        }
    }

    #[test]
    fn a_mistake_names_its_line_and_what_is_allowed() {
        let error = Manifest::parse("number = \"粤工信规字〔2020〕4号\"\n文号 = \"x\"\n").unwrap_err();
        assert!(error.starts_with("line 2, column 1: "), "{error}");
        let error = Manifest::parse("title = \"x\"\nnumbr = \"x\"\n").unwrap_err();
        assert_eq!(
            error,
            "line 2, column 1: unknown field `numbr`, expected one of `title`, `number`, `issuers`, `issued`, `published`, `effective`, \
             `expires`, `jurisdiction`, `text_status`, `source_url`, `retrieved`, `note`, `inferred`"
        );
        let error = Manifest::parse("[inferred]\nplace = \"x\"\n").unwrap_err();
        assert!(error.contains("[inferred] names `place`; expected one of title, number"), "{error}");
        assert!(Manifest::parse("text_status = \"summary\"").unwrap_err().contains("expected `full` or `digest`"));
    }
}

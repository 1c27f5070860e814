//! The manifest `<slug>.toml` beside a document: what its text does not say.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::policy::TextStatus;

/// What a manifest may say. Every field is optional; an unknown one is an error that names it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manifest {
    /// Title, when the text has none.
    pub title: Option<String>,
    /// Document number.
    pub number: Option<String>,
    /// Issuing authorities.
    pub issuers: Vec<String>,
    /// 成文日期, `YYYY-MM-DD`.
    pub issued: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// 施行日期.
    pub effective: Option<String>,
    /// Last day in force.
    pub expires: Option<String>,
    /// Place, full or short name.
    pub jurisdiction: Option<String>,
    /// `full` or `digest`.
    pub text_status: Option<TextStatus>,
    /// Where the file was taken from.
    pub source_url: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Fields above that are inferred and not stated anywhere: `issued = "第二部分提到 2021 年的文件"`.
    pub inferred: BTreeMap<String, String>,
}

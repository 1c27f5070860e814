//! The words around citations (`citations.toml`).

use serde::Deserialize;

/// `citations.toml`; lists of words are sorted longest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationWords {
    /// Words before a document number that are no part of its 代字.
    #[serde(deserialize_with = "super::rows::words")]
    pub lead_ins: Vec<String>,
    /// Words after 15号 that make it a place.
    #[serde(deserialize_with = "super::rows::words")]
    pub not_numbers: Vec<String>,
    /// 以下简称
    #[serde(deserialize_with = "super::rows::words")]
    pub abbreviates: Vec<String>,
    /// 办法 in 本办法
    #[serde(rename = "self")]
    #[serde(deserialize_with = "super::rows::words")]
    pub own: Vec<String>,
}

impl CitationWords {
    /// Sorts the lists, longest word first.
    pub fn sorted(mut self) -> Self {
        for list in [&mut self.lead_ins, &mut self.not_numbers, &mut self.abbreviates, &mut self.own] {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        self
    }
}

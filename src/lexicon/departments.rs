//! The words of lists of responsible departments (`departments.toml`).

use serde::Deserialize;

/// `departments.toml`; lists of words are sorted longest first.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartmentWords {
    /// 局, 委
    #[serde(deserialize_with = "super::rows::words")]
    pub endings: Vec<String>,
    /// 责任单位
    #[serde(deserialize_with = "super::rows::words")]
    pub labels: Vec<String>,
    /// 牵头
    #[serde(deserialize_with = "super::rows::words")]
    pub duties: Vec<String>,
    /// 市场监管局
    #[serde(deserialize_with = "super::rows::words")]
    pub bare: Vec<String>,
    /// 组织部
    #[serde(deserialize_with = "super::rows::words")]
    pub party: Vec<String>,
    /// 各, 相关
    #[serde(deserialize_with = "super::rows::words")]
    pub complete: Vec<String>,
}

impl DepartmentWords {
    /// Sorts the lists, longest word first.
    pub fn sorted(mut self) -> Self {
        for list in [&mut self.endings, &mut self.labels, &mut self.duties, &mut self.bare, &mut self.party, &mut self.complete] {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        self
    }
}

//! The words around citations (`citations.toml`).

use serde::Deserialize;

/// `citations.toml`; lists of words are sorted longest first. Each list is explained in the file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CitationWords {
    /// Words before a document number that are no part of its 代字.
    #[serde(deserialize_with = "super::rows::words")]
    pub lead_ins: Vec<String>,
    /// Characters before a document number that may also be part of a 代字.
    pub weak_lead_ins: Vec<String>,
    /// How the 代字 of central bodies begin.
    pub series_starts: Vec<String>,
    /// How a 代字 without brackets ends.
    pub series_ends: Vec<String>,
    /// How a body ends that gives orders (令).
    pub orders: Vec<String>,
    /// Words after 15号 that make it a place.
    #[serde(deserialize_with = "super::rows::words")]
    pub not_numbers: Vec<String>,
    /// 以下简称
    #[serde(deserialize_with = "super::rows::words")]
    pub abbreviates: Vec<String>,
    /// How the names of bodies end that are no authorities.
    pub bodies: Vec<String>,
    /// 办法 in 本办法
    #[serde(rename = "self")]
    #[serde(deserialize_with = "super::rows::words")]
    pub own: Vec<String>,
    /// 基 of 基本规定
    pub not_self_before: Vec<String>,
    /// 律 of 本法律
    pub not_self_after: Vec<String>,
    /// Words before the name of a law in running text.
    pub before_laws: Vec<String>,
    /// Characters that are cut at the beginning of such a name.
    pub before_laws_first: Vec<String>,
    /// What ends the name of a law in running text.
    pub laws: Vec<String>,
    /// National laws that are cited without 《》.
    pub known_laws: Vec<String>,
    /// Words behind 第五条 that make a thing of it.
    pub not_articles: Vec<String>,
    /// What the titles of forms and certificates end with.
    pub sheets: Vec<String>,
    /// What the names of newspapers and journals end with.
    pub journals: Vec<String>,
    /// How a title that was never closed may end.
    pub title_ends: Vec<String>,
    /// 规定 before “…”: somebody's words follow.
    pub says: Vec<String>,
    /// 以下简称 before “…”: a name follows.
    pub names: Vec<String>,
    /// 的规定 behind “…”: the words were quoted.
    pub said_behind: Vec<String>,
    /// 工程 behind “…”: a name.
    pub named_behind: Vec<String>,
}

impl CitationWords {
    /// Sorts the lists, longest word first.
    pub fn sorted(mut self) -> Self {
        let lists = [
            &mut self.lead_ins,
            &mut self.weak_lead_ins,
            &mut self.series_starts,
            &mut self.series_ends,
            &mut self.orders,
            &mut self.not_numbers,
            &mut self.abbreviates,
            &mut self.bodies,
            &mut self.own,
            &mut self.not_self_before,
            &mut self.not_self_after,
            &mut self.before_laws,
            &mut self.before_laws_first,
            &mut self.laws,
            &mut self.known_laws,
            &mut self.not_articles,
            &mut self.sheets,
            &mut self.journals,
            &mut self.title_ends,
            &mut self.says,
            &mut self.names,
            &mut self.said_behind,
            &mut self.named_behind,
        ];
        for list in lists {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        self
    }

    /// Whether a folded title names a form, a certificate or a newspaper, and no policy.
    ///
    /// ```
    /// let words = tiaoli::lexicon::Lexicon::embedded().citations;
    /// assert!(words.is_no_policy("专项资金申请表") && words.is_no_policy("中国电子报") && words.is_no_policy("承诺书(样式)"));
    /// assert!(!words.is_no_policy("关于加强申报书审核的通知") && !words.is_no_policy("情况通报"));
    /// ```
    pub fn is_no_policy(&self, title: &str) -> bool {
        let mut bare = title;
        while let Some(open) = bare.ends_with(')').then(|| bare.rfind('(')).flatten() {
            bare = &bare[..open];
        }
        self.sheets.iter().chain(&self.journals).any(|w| bare.ends_with(w.as_str()))
    }
}

//! Words for cutting and searching: user words, stop words, synonyms.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::source::Mistake;
use crate::text::fold;

/// `user_words.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UserWordsFile {
    group: Vec<WordGroup>,
    stop: StopWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordGroup {
    #[serde(rename = "about")]
    _about: String,
    #[serde(deserialize_with = "super::rows::words")]
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StopWords {
    #[serde(deserialize_with = "super::rows::words")]
    words: Vec<String>,
}

/// `synonyms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynonymsFile {
    group: Vec<Spanned<SynonymGroup>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymGroup {
    /// Find each other.
    #[serde(deserialize_with = "super::rows::words")]
    words: Vec<String>,
    /// Found by `words`, without finding them.
    #[serde(default, deserialize_with = "super::rows::words")]
    narrower: Vec<String>,
    /// Where the words stand; every built-in row has one.
    #[serde(default, rename = "example")]
    _example: Option<String>,
}

/// The words, folded ([`fold`]), sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Words that are kept whole.
    pub user: Vec<String>,
    /// Words that are not indexed as words.
    pub stop: Vec<String>,
    /// Each word of a group, and what it finds: the others in the order of the file, then the narrower ones.
    synonyms: BTreeMap<String, Vec<String>>,
}

impl Words {
    /// Folds the rows; the words of the synonym groups are user words too.
    ///
    /// # Errors
    /// The rows: a group that leads nowhere, a word in two groups.
    pub fn new(words: UserWordsFile, synonyms: SynonymsFile) -> Result<Self, Vec<Mistake>> {
        let mut user: BTreeSet<String> = words.group.iter().flat_map(|g| &g.words).map(|w| fold(w)).collect();
        let stop: BTreeSet<String> = words.stop.words.iter().map(|w| fold(w)).collect();
        let (mut table, mut mistakes) = (BTreeMap::new(), Vec::new());
        for (group, at) in synonyms.group.iter().map(|g| (g.get_ref(), g.span())) {
            let mut folded: Vec<String> = Vec::new();
            let mut equal = 0;
            for (i, word) in group.words.iter().chain(&group.narrower).map(|w| fold(w)).enumerate() {
                if !folded.contains(&word) {
                    folded.push(word);
                    equal += usize::from(i < group.words.len());
                }
            }
            if folded.len() < 2 || equal == 0 {
                mistakes.push(Mistake::new(at.clone(), format!("the synonym group {:?} needs two different words", group.words)));
            }
            for word in &folded[..equal] {
                let others = folded.iter().filter(|w| *w != word).cloned().collect();
                if table.insert(word.clone(), others).is_some() {
                    mistakes.push(Mistake::new(at.clone(), format!("{word} stands in two synonym groups")));
                }
            }
            user.extend(folded);
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Words { user: user.into_iter().collect(), stop: stop.into_iter().collect(), synonyms: table })
    }

    /// What a folded word finds besides itself: the others of its group and the narrower words; empty when it has none.
    pub fn synonyms(&self, folded: &str) -> &[String] {
        self.synonyms.get(folded).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(synonyms: &str) -> Result<Words, Vec<String>> {
        let user = "[[group]]\nabout = \"x\"\nwords = [\"首臺（套）\"]\n[stop]\nwords = [\"的\"]";
        Words::new(toml::from_str(user).unwrap(), toml::from_str(synonyms).unwrap())
            .map_err(|mistakes| mistakes.into_iter().map(|m| m.message).collect())
    }

    #[test]
    fn rows_are_folded_and_groups_lead_both_ways() {
        let words = words("[[group]]\nwords = [\"软件\", \"軟體\"]\nnarrower = [\"工业软件\"]\nexample = \"x\"").unwrap();
        assert_eq!(words.user, ["工业软件", "软件", "软体", "首台(套)"]);
        assert_eq!(words.synonyms("软体"), ["软件", "工业软件"]);
        assert_eq!(words.synonyms("软件"), ["软体", "工业软件"]);
        assert_eq!(words.synonyms("工业软件"), [] as [&str; 0], "a narrower word does not find the broader one");
        assert_eq!(words.synonyms("硬件"), [] as [&str; 0]);
    }

    #[test]
    fn every_built_in_group_has_an_example() {
        let text = include_str!("../../index/lexicon/synonyms.toml").trim_start_matches("replace = true");
        let groups = toml::from_str::<SynonymsFile>(text).unwrap().group;
        assert!(groups.len() >= 80, "{}", groups.len());
        let without: Vec<_> = groups.iter().map(Spanned::get_ref).filter(|g| g._example.is_none()).map(|g| &g.words).collect();
        assert!(without.is_empty(), "{without:?}");
    }

    #[test]
    fn a_bad_row_is_named() {
        assert_eq!(words("[[group]]\nwords = [\"a\", \"A\"]").unwrap_err(), ["the synonym group [\"a\", \"A\"] needs two different words"]);
        assert_eq!(
            words("[[group]]\nwords = [\"a\", \"b\"]\n[[group]]\nwords = [\"b\", \"c\"]").unwrap_err(),
            ["b stands in two synonym groups"]
        );
    }
}

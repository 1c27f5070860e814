//! Words for cutting and searching: user words, stop words, synonyms.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

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
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StopWords {
    words: Vec<String>,
}

/// `synonyms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SynonymsFile {
    group: Vec<SynonymGroup>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SynonymGroup {
    /// Find each other.
    words: Vec<String>,
    /// Found by `words`, without finding them.
    #[serde(default)]
    narrower: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
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
    /// Names the row: an empty word, a group that leads nowhere, a word in two groups.
    pub fn new(words: UserWordsFile, synonyms: SynonymsFile) -> Result<Self, String> {
        let mut user: BTreeSet<String> = words.group.iter().flat_map(|g| &g.words).map(|w| fold(w)).collect();
        let stop: BTreeSet<String> = words.stop.words.iter().map(|w| fold(w)).collect();
        let mut table = BTreeMap::new();
        for group in &synonyms.group {
            let mut folded: Vec<String> = Vec::new();
            let mut equal = 0;
            for (at, word) in group.words.iter().chain(&group.narrower).map(|w| fold(w)).enumerate() {
                if !folded.contains(&word) {
                    folded.push(word);
                    equal += usize::from(at < group.words.len());
                }
            }
            if folded.len() < 2 || equal == 0 {
                return Err(format!("the synonym group {:?} needs two different words", group.words));
            }
            for word in &folded[..equal] {
                let others = folded.iter().filter(|w| *w != word).cloned().collect();
                if table.insert(word.clone(), others).is_some() {
                    return Err(format!("{word} stands in two synonym groups"));
                }
            }
            user.extend(folded);
        }
        if user.contains("") || stop.contains("") || table.contains_key("") {
            return Err("an empty word; expected at least one character".to_owned());
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

    fn words(synonyms: &str) -> Result<Words, String> {
        let user = "[[group]]\nabout = \"x\"\nwords = [\"首臺（套）\"]\n[stop]\nwords = [\"的\"]";
        Words::new(toml::from_str(user).unwrap(), toml::from_str(synonyms).unwrap())
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
    fn a_bad_row_is_named() {
        assert_eq!(
            words("[[group]]\nwords = [\"a\", \"A\"]\nexample = \"x\"").unwrap_err(),
            "the synonym group [\"a\", \"A\"] needs two different words"
        );
        assert_eq!(
            words("[[group]]\nwords = [\"a\", \"b\"]\nexample = \"x\"\n[[group]]\nwords = [\"b\", \"c\"]\nexample = \"y\"").unwrap_err(),
            "b stands in two synonym groups"
        );
    }
}

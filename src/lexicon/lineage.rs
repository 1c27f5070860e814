//! Words that decide whether one clause was taken from another (`lineage.toml`).

use serde::Deserialize;
use toml::Spanned;

use super::rows;
use super::source::Mistake;

/// `lineage.toml` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineageFile {
    #[serde(default)]
    formula: Vec<Spanned<Row>>,
    #[serde(default)]
    turn: Vec<Spanned<Row>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(deserialize_with = "rows::words")]
    words: Vec<String>,
    example: String,
}

/// The words of `lineage.toml`, folded, without marks and spaces.
#[derive(Clone, Debug, Default)]
pub struct LineageWords {
    /// Runs of words that prove no descent, longest first: 现印发给你们.
    pub formulas: Vec<String>,
    /// Kinds of words that turn the sense of a sentence: 可以; 不得 and 禁止.
    pub turns: Vec<Vec<String>>,
}

impl LineageWords {
    /// From the file.
    ///
    /// # Errors
    /// Rows without words, and examples that hold none.
    pub fn new(file: LineageFile) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let solid = |word: &String| crate::text::fold(word).chars().filter(|c| c.is_alphanumeric() || *c == '%').collect::<String>();
        let mut read = |kind: &str, all: Vec<Spanned<Row>>| -> Vec<Vec<String>> {
            let one = |row: Spanned<Row>| {
                let at = row.span();
                let row = row.into_inner();
                let example: String = solid(&row.example);
                let words: Vec<String> = row.words.iter().map(solid).collect();
                rows::example(kind, &words, &example, &at, &mut mistakes);
                words
            };
            all.into_iter().map(one).collect()
        };
        let (formulas, turns) = (read("formula", file.formula), read("turn", file.turn));
        let mut formulas: Vec<String> = formulas.into_iter().flatten().filter(|w| !w.is_empty()).collect();
        formulas.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        formulas.dedup();
        if mistakes.is_empty() { Ok(LineageWords { formulas, turns }) } else { Err(mistakes) }
    }
}

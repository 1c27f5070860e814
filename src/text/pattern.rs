//! Patterns of rules.

use regex::Regex;

/// A pattern that is written in the code, for text that is simplified and folded.
///
/// Rules are static; a mistake in one is a mistake in the program and shows when the rule is first used. Patterns
/// of word lists are data, and a mistake in them is told by file and line instead (`lexicon`).
///
/// ```
/// use std::sync::LazyLock;
/// use regex::Regex;
/// use tiaoli::text::pattern;
/// static IN_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern("20[0-9]{2}年"));
/// assert!(IN_YEAR.is_match("2021年,全市产值达到"));
/// ```
///
/// # Panics
/// When the text is no regular expression. `tests/suite/architecture.rs` reads every pattern of the code, so that none
/// waits for a document to show its mistake.
pub fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

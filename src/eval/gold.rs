//! The documents that were read by hand, and the score of the parser on them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::rows::{EvalError, Row, read};
use super::{Report, mentions, structure, values};
use crate::corpus;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::{fold, letters_and_digits};

/// The parsed documents in their JSON form, so that the contract of `tiaoli parse` itself is held, by id.
pub(super) type Parsed = BTreeMap<String, Value>;

/// Scores the parser on the tables of `gold` (`documents.tsv`, `clauses.tsv`, `facts.tsv`, `times.tsv`,
/// `citations.tsv`, `departments.tsv`), reading the documents from `corpus`.
///
/// # Errors
/// [`EvalError`] when a table or a document cannot be read.
pub fn score(gold: &Path, corpus: &Path, lexicon: &Lexicon) -> Result<Report, EvalError> {
    let table = |name: &str, heads: &[&str]| read(&gold.join(name), heads);
    let documents = table("documents.tsv", &["policy", "title", "number", "issuer", "issued", "published", "jurisdiction", "level"])?;
    let parsed = parse(&documents, corpus, lexicon)?;
    let mut report = Report::default();
    structure::documents(&documents, &parsed, &mut report);
    structure::clauses(&table("clauses.tsv", &["policy", "address", "starts", "ends", "chars", "status"])?, &parsed, &mut report);
    let facts = table("facts.tsv", &["policy", "address", "kind", "value", "unit", "bound", "role", "per", "measure", "quote"])?;
    values::facts(&facts, &parsed, &mut report);
    values::times(&table("times.tsv", &["policy", "address", "kind", "value", "bound", "quote"])?, &parsed, &mut report);
    mentions::citations(&table("citations.tsv", &["policy", "address", "form", "title", "number", "quote"])?, &parsed, &mut report);
    mentions::departments(&table("departments.tsv", &["policy", "address", "departments"])?, &parsed, &mut report);
    Ok(report)
}

fn parse(documents: &[Row], corpus: &Path, lexicon: &Lexicon) -> Result<Parsed, EvalError> {
    let read = |row: &Row| {
        let id = row.get("policy");
        let path = corpus.join(format!("{id}.txt"));
        let file = corpus::read_file(&path, Some(corpus)).map_err(|e| EvalError::Document { path: path.clone(), reason: e.to_string() })?;
        let parsed = serde_json::to_value(ParsedPolicy::parse(&file, lexicon));
        parsed.map(|p| (id.to_owned(), p)).map_err(|e| EvalError::Document { path, reason: e.to_string() })
    };
    documents.iter().map(read).collect()
}

/// A list of a parsed document.
pub(super) fn list<'p>(parsed: &'p Parsed, policy: &str, key: &str) -> &'p [Value] {
    parsed.get(policy).and_then(|p| p[key].as_array()).map_or(&[], Vec::as_slice)
}

/// A text of a JSON object; empty where there is none.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

/// Letters and digits only, simplified.
pub(super) fn bare(text: &str) -> String {
    letters_and_digits(&fold(text))
}

/// An address without paragraph steps: gold addresses leave them out.
pub(super) fn outline(address: &str) -> String {
    let paragraph = |s: &&str| !(s.len() > 1 && s.starts_with('p') && s[1..].bytes().all(|c| c.is_ascii_digit()));
    address.split('/').filter(paragraph).collect::<Vec<_>>().join("/")
}

/// Whether an address names document parts only: `notice`, `att1/preamble`.
pub(super) fn is_part(address: &str) -> bool {
    let part =
        |s: &str| ["notice", "title", "salutation", "preamble", "signature", "attlist", "imprint"].contains(&s) || s.starts_with("att");
    outline(address).split('/').all(part)
}

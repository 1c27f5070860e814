//! A clause with everything a quotation of it needs.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::Holdings;
use super::standing::{Standing, standing};
use crate::clause::{Clause, ClauseAddress};
use crate::export::cite::{Numerals, place, quoted_title, title};
use crate::index::PolicyRecord;
use crate::ledger::hash;
use crate::policy::TextStatus;

/// What a reader of a digest is told with every clause.
const DIGEST: &str =
    "要点（非原文）：这里只收录了用自己的话写的要点，不得当作原文引用。(A digest in other words: do not quote it as the official text.)";

/// A clause, ready to be quoted and checked.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Passage {
    /// Id of the policy: guangzhou/2025-36.
    pub policy: String,
    /// Address of the clause in it: 5/2; empty for the document as a whole.
    pub address: String,
    /// How official documents cite it: 《标题》（文号）第五部分第（二）条. null for a digest, which is not quoted.
    pub citation: Option<String>,
    /// Title of the policy as printed.
    pub title: String,
    /// Document number in the standard form.
    pub number: Option<String>,
    /// Short name of the place that issued it.
    pub place: String,
    /// Best known date: issued, else published, else effective.
    pub date: Option<String>,
    /// Marker of the clause as printed: （二）, 第五条; empty when none is printed.
    pub label: String,
    /// Markers and headings of the clauses above and of this one, outermost first.
    pub heading_path: Vec<String>,
    /// The exact words of the clause as printed, without its marker and without the clauses below it; line breaks of the
    /// page are joined, \n divides paragraphs. Quote from here, character by character.
    pub text: String,
    /// First character of `text` within the words, counted from 0; more than 0 on later pages.
    pub text_from: usize,
    /// Characters of the words as a whole.
    pub text_chars: usize,
    /// Whether `text` leaves out a part of the words; the tool get_clause gives it.
    pub text_cut: bool,
    /// SHA-256, in hex, of all the words of the clause in UTF-8 (of `text`, when it is not cut); null for a whole document.
    pub text_sha256: Option<String>,
    /// full: the official text; digest: 要点（非原文）, never to be quoted as the official text.
    pub text_status: &'static str,
    /// What a reader must be told with the words.
    pub notice: Option<String>,
    /// The file in the corpus.
    pub file: String,
    /// SHA-256 of that file, in hex.
    pub file_sha256: String,
    /// Whether it was in force on the day.
    pub standing: Standing,
}

/// Which part of the words is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Characters passed over.
    pub from: usize,
    /// Characters at most.
    pub most: usize,
}

impl Window {
    /// The beginning, of at most so many characters.
    pub const fn first(most: usize) -> Window {
        Window { from: 0, most }
    }
}

/// The clause at a place of a record's list, or the document as a whole.
pub fn passage(holdings: &dyn Holdings, record: &PolicyRecord, address: Option<&ClauseAddress>, day: &str, window: Window) -> Passage {
    let parsed = &record.parsed;
    let document = &parsed.document;
    let clause = address.and_then(|a| parsed.clause(a));
    let words = clause.map_or("", |c| c.text.as_str());
    let path: Vec<&Clause> = clause.iter().flat_map(|c| parsed.ancestors(&c.address).chain([*c])).collect();
    let text: String = words.chars().skip(window.from).take(window.most).collect();
    let text_chars = words.chars().count();
    let digest = document.text_status == TextStatus::Digest;
    Passage {
        policy: document.id.to_string(),
        address: clause.map(|c| c.address.to_string()).unwrap_or_default(),
        citation: (!digest).then(|| citation(record, &path)),
        title: document.title.clone(),
        number: document.number_hans.clone(),
        place: document.place(),
        date: document.date().map(str::to_owned),
        label: clause.map(|c| c.label.trim().to_owned()).unwrap_or_default(),
        heading_path: path.iter().map(|c| heading(c)).collect(),
        text_from: window.from,
        text_cut: text.chars().count() < text_chars,
        text,
        text_chars,
        text_sha256: clause.map(|_| hash(words)),
        text_status: if digest { "digest" } else { "full" },
        notice: digest.then(|| DIGEST.to_owned()),
        file: record.path.to_string_lossy().replace('\\', "/"),
        file_sha256: record.sha256.clone(),
        standing: standing(holdings, document, day),
    }
}

/// 《标题》（文号）第五部分第（二）条, as official documents cite: the title first, then the number.
pub fn citation(record: &PolicyRecord, path: &[&Clause]) -> String {
    let document = &record.parsed.document;
    let number = document.number_hans.as_deref().map(|n| format!("（{n}）")).unwrap_or_default();
    format!("{}{number}{}", quoted_title(title(document)), place(path, Numerals::Chinese))
}

/// Marker and heading: 五、加大支持力度.
pub fn heading(clause: &Clause) -> String {
    let label = clause.display_label();
    let gap = if clause.heading.is_empty() || label.ends_with(['、', '）', ')']) { "" } else { " " };
    format!("{label}{gap}{}", clause.heading)
}

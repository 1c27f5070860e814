//! All citations between the documents of a library, resolved once.
//!
//! Recipe: [`Network::of`] reads every document once; [`Network::citing`] gives who cites a document, and
//! [`Network::cited`] what it cites. Mentions of the own document are no part of it.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use utoipa::ToSchema;

use super::{Outcome, Resolution, Resolver, clause};
use crate::clause::{Clause, ClauseAddress, Part};
use crate::extract::{Citation, CitationForm};
use crate::index::Library;
use crate::policy::PolicyId;

/// Characters of a clause that are shown around a citation.
const AROUND: usize = 60;

/// One citation of another document, or of one that is not held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Mention {
    /// The citing document.
    pub policy: PolicyId,
    /// The citing clause.
    pub address: ClauseAddress,
    /// The words that cite.
    pub quote: String,
    /// The words around them, cut.
    pub words: String,
    /// Whether the citing document rests on it: 根据《X》, 制定本办法.
    pub basis: bool,
    /// The title as printed, the full one behind a short form.
    pub title: Option<String>,
    /// The document number in the standard form.
    pub number: Option<String>,
    /// The provision as printed.
    pub provision: Option<String>,
    /// What became of it.
    pub resolution: Resolution,
}

/// All citations of a library.
#[derive(Debug, Default)]
pub struct Network {
    mentions: Vec<Mention>,
    by_cited: HashMap<PolicyId, Vec<usize>>,
    by_citing: HashMap<PolicyId, Vec<usize>>,
    outcomes: BTreeMap<Outcome, usize>,
}

impl Network {
    /// Resolves all citations of a library.
    pub fn of(library: &Library, resolver: &Resolver) -> Network {
        let mut out = Network::default();
        for summary in library.policies().iter().filter(|p| p.citations > 0) {
            let Some(record) = library.policy(&summary.document.id) else { continue };
            let document = &record.parsed.document;
            let mut clauses: HashMap<&ClauseAddress, &Clause> = HashMap::new();
            for citation in &record.parsed.citations {
                let own = citation.target.is_some() || citation.form == CitationForm::Attachment;
                let resolution =
                    if own { super::resolve_with(resolver, library, document, citation) } else { resolver.resolve(document, citation) };
                let to_itself = resolution.target.as_ref().is_some_and(|t| t.policy == document.id);
                let nameless = citation.title.is_none() && citation.title_resolved.is_none() && citation.number.is_none();
                if own || to_itself || nameless {
                    *out.outcomes.entry(resolution.outcome).or_default() += 1;
                    continue;
                }
                if clauses.is_empty() {
                    clauses = record.parsed.clauses.iter().map(|c| (&c.address, c)).collect();
                }
                let clause = clauses.get(&citation.address).copied();
                out.mentions.push(mention(document.id.clone(), citation, clause, resolution));
            }
        }
        out.find_clauses(library);
        for (at, mention) in out.mentions.iter().enumerate() {
            *out.outcomes.entry(mention.resolution.outcome).or_default() += 1;
            out.by_citing.entry(mention.policy.clone()).or_default().push(at);
            if let Some(target) = &mention.resolution.target {
                out.by_cited.entry(target.policy.clone()).or_default().push(at);
            }
        }
        out
    }

    /// Looks the provisions up, each cited document read once.
    fn find_clauses(&mut self, library: &Library) {
        let mut wanted: BTreeMap<PolicyId, Vec<usize>> = BTreeMap::new();
        for (at, mention) in self.mentions.iter().enumerate().filter(|(_, m)| m.provision.is_some()) {
            if let Some(target) = &mention.resolution.target {
                wanted.entry(target.policy.clone()).or_default().push(at);
            }
        }
        for (policy, mentions) in wanted {
            let record = library.policy(&policy);
            for at in mentions {
                let mention = &mut self.mentions[at];
                let found = mention.resolution.clone();
                mention.resolution = clause::check(found, mention.provision.as_deref(), record.as_ref().map(|r| &r.parsed));
            }
        }
    }

    /// All of them, in the order of the library and of reading.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// How many citations have an outcome, those within one document included.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    /// Who cites a document.
    pub fn citing(&self, policy: &PolicyId) -> impl Iterator<Item = &Mention> {
        self.by_cited.get(policy).into_iter().flatten().map(|at| &self.mentions[*at])
    }

    /// What a document cites.
    pub fn cited(&self, policy: &PolicyId) -> impl Iterator<Item = &Mention> {
        self.by_citing.get(policy).into_iter().flatten().map(|at| &self.mentions[*at])
    }
}

fn mention(policy: PolicyId, citation: &Citation, clause: Option<&Clause>, resolution: Resolution) -> Mention {
    let text = clause.map_or("", |c| c.text.as_str());
    let at = text.find(citation.quote.as_str());
    Mention {
        policy,
        address: citation.address.clone(),
        words: around(text, at, &citation.quote),
        basis: clause.is_some_and(|c| is_basis(c, text, at, &citation.quote)),
        quote: citation.quote.clone(),
        title: citation.title_resolved.clone().or_else(|| citation.title.clone()),
        number: citation.number.clone(),
        provision: citation.provision.clone(),
        resolution,
    }
}

/// The words of a clause around a quotation, cut at whole sentences where they are near.
fn around(text: &str, at: Option<usize>, quote: &str) -> String {
    let Some(at) = at else { return text.chars().take(AROUND * 2).collect() };
    let end = at + quote.len();
    let sentence = text[..at].rfind(['。', '\n', '；']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    let start = text[..at].char_indices().rev().take(AROUND).last().map_or(at, |(i, _)| i).max(sentence);
    let stop = text[end..].char_indices().find(|(_, c)| matches!(c, '。' | '\n')).map_or(text.len(), |(i, c)| end + i + c.len_utf8());
    let stop = text[end..].char_indices().nth(AROUND).map_or(text.len(), |(i, _)| end + i).min(stop);
    let lead = if start > sentence { "…" } else { "" };
    let tail = if stop < text.len() && !text[..stop].ends_with(['。', '\n']) { "…" } else { "" };
    format!("{lead}{}{tail}", text[start..stop].trim())
}

/// Whether a clause says what its document rests on: it opens the document, and 根据, 依据 … stand before the citation
/// in its sentence (《立法技术规范》: 为了……，根据……，制定本办法).
fn is_basis(clause: &Clause, text: &str, at: Option<usize>, quote: &str) -> bool {
    let opens = matches!(clause.address.part(), Some(Part::Preamble | Part::Notice))
        || clause.address.part().is_none() && clause.depth == 0 && is_first(&clause.address);
    let Some(at) = at.filter(|_| opens) else { return false };
    let start = text[..at].rfind(['。', '\n']).unwrap_or(0);
    let words = ["根据", "依据", "依照", "按照", "遵照", "贯彻", "落实", "為落實", "根據", "依據", "貫徹", "落實"];
    words.iter().any(|w| text[start..at].contains(w)) && !text[at + quote.len()..].starts_with("废止")
}

/// The first article or paragraph.
fn is_first(address: &ClauseAddress) -> bool {
    use crate::clause::address::StepKind::{Article, Number, Paragraph};
    let body = address.steps().iter().find(|s| matches!(s.kind, Article(..) | Number(_) | Paragraph(_)));
    body.is_none_or(|s| matches!(s.kind, Article(1, 0) | Paragraph(_)))
}

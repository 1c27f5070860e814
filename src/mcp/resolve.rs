//! The tool `resolve`.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::ask::Resolve;
use super::passage::{Passage, Window, passage};
use super::{Answer, Holdings, Refusal, find, structured};
use crate::clause::ClauseAddress;
use crate::extract::Citation;
use crate::policy::PolicyId;
use crate::resolve::{Outcome, Resolution, nearest, typed};

/// Characters of a text in which citations are looked for; a longer one goes to the tool `check`.
pub const MAX_CHARS: usize = 10_000;
/// Citations of a text.
const CITATIONS: usize = 30;
/// Characters of the words of a cited clause.
const WORDS: usize = 1200;
/// Documents that are offered where none is found.
const OFFERED: usize = 5;

/// The answer of `resolve`.
#[derive(Serialize, JsonSchema)]
pub struct Answered {
    /// The day of the citing text.
    pub date: String,
    /// Each citation of the text, in order.
    pub citations: Vec<Resolved>,
    /// What to do for the rest; null when nothing is left out.
    pub more: Option<String>,
}

/// A citation and what became of it.
#[derive(Serialize, JsonSchema)]
pub struct Resolved {
    /// The words that cite.
    pub quote: String,
    /// Title as cited.
    pub title: Option<String>,
    /// Document number in the standard form.
    pub number: Option<String>,
    /// Provision as cited: 第五条第二款.
    pub provision: Option<String>,
    /// found; other_version (the text of that day is found, and a newer one exists); ambiguous (several fit);
    /// no_such_clause (the reason says which clauses there are); not_in_corpus; conflict (title and number disagree);
    /// not_checked (the reason says why). Only found and other_version may be cited as they are.
    pub outcome: &'static str,
    /// Why, in plain Chinese.
    pub reason: String,
    /// Where it leads; null when nowhere.
    pub target: Option<Target>,
    /// Other policies that fit: the newer version, or the candidates.
    pub others: Vec<Document>,
    /// For a document that is not held: held ones with a like title or number. They are other documents.
    pub nearest: Vec<Document>,
}

/// A place in a policy.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Target {
    /// Id of the policy.
    pub policy: String,
    /// Address of the clause; empty for the document.
    pub address: String,
    /// The clause with its words, where it was asked for; null for citations inside the answer of get_clause.
    pub passage: Option<Passage>,
}

/// A document in a list.
#[derive(Serialize, JsonSchema)]
pub struct Document {
    /// Its id.
    pub policy: String,
    /// Title in simplified characters.
    pub title: String,
    /// Document number.
    pub number: Option<String>,
    /// Best known date.
    pub date: Option<String>,
}

/// Documents by their ids.
pub fn documents(holdings: &dyn Holdings, ids: &[PolicyId]) -> Vec<Document> {
    let of = |id: &PolicyId| {
        let document = &holdings.library().summary(id)?.document;
        Some(Document {
            policy: id.to_string(),
            title: document.title_hans.clone(),
            number: document.number_hans.clone(),
            date: document.date().map(str::to_owned),
        })
    };
    ids.iter().filter_map(of).collect()
}

/// The words at a place, judged on a day.
pub fn words_at(holdings: &dyn Holdings, target: &crate::extract::Target, day: &str) -> Option<Passage> {
    let record = holdings.library().policy(&target.policy)?;
    let address: Option<ClauseAddress> = target.address.parse().ok();
    Some(passage(holdings, &record, address.as_ref(), day, Window::first(WORDS)))
}

impl Resolved {
    /// A citation of a document held, without the words of its target.
    pub fn of(holdings: &dyn Holdings, citation: &Citation, resolution: Resolution) -> Resolved {
        Resolved {
            quote: citation.quote.clone(),
            title: citation.title_resolved.clone().or(citation.title.clone()),
            number: citation.number.clone(),
            provision: citation.provision.clone(),
            outcome: resolution.outcome.as_str(),
            reason: resolution.reason.to_string(),
            target: resolution.target.map(|t| Target { policy: t.policy.to_string(), address: t.address, passage: None }),
            others: documents(holdings, &resolution.others),
            nearest: Vec::new(),
        }
    }
}

/// Resolves what is typed.
pub fn run(holdings: &dyn Holdings, asked: Resolve) -> Answer {
    let day = find::day(asked.date.as_deref())?;
    let text = asked.text.trim();
    if text.is_empty() {
        return Err(Refusal::new("the text is empty", "give a document number, a full title, or a sentence that cites"));
    }
    if text.chars().count() > MAX_CHARS {
        let next = format!("give at most {MAX_CHARS} characters, or use the tool check for a whole draft");
        return Err(Refusal::new(format!("the text has {} characters", text.chars().count()), next));
    }
    let library = holdings.library();
    let found = typed(holdings.resolver(), library, holdings.lexicon(), text, Some(&day));
    let left = found.len().saturating_sub(CITATIONS);
    let citations = found.into_iter().take(CITATIONS).map(|t| {
        let resolution = t.resolution;
        let words = t.number.as_deref().or(t.title.as_deref()).unwrap_or(&t.quote);
        let near: Vec<PolicyId> = match resolution.outcome {
            Outcome::NotInCorpus => nearest(library.policies(), words, OFFERED).into_iter().map(|s| s.document.id.clone()).collect(),
            _ => Vec::new(),
        };
        Resolved {
            outcome: resolution.outcome.as_str(),
            target: resolution.target.as_ref().map(|target| Target {
                policy: target.policy.to_string(),
                address: target.address.clone(),
                passage: words_at(holdings, target, &day),
            }),
            others: documents(holdings, &resolution.others),
            nearest: documents(holdings, &near),
            reason: resolution.reason.to_string(),
            quote: t.quote,
            title: t.title,
            number: t.number,
            provision: t.provision,
        }
    });
    let citations = citations.collect();
    let more = (left > 0).then(|| format!("cut off: {left} more citations; give the rest of the text alone"));
    structured(&Answered { date: day, citations, more })
}

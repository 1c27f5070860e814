//! What is asked and what is answered.

use serde::{Deserialize, Serialize};

use super::rank::Ranking;
use crate::clause::ClauseAddress;
use crate::extract::Fact;
use crate::policy::{Level, PolicyId, TextStatus};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// As typed: words, "exact phrases", -without, OR, ( ), place:广西 level:省 year:2019..2025.
    pub query: String,
    /// Short or full place names or corpus folders (广西, guangxi); empty for all.
    pub places: Vec<String>,
    /// Levels; empty for all.
    pub levels: Vec<Level>,
    /// First and last year, both included.
    pub years: Option<(u16, u16)>,
    /// How many hits to return; 0 for the default of 20.
    pub limit: usize,
    /// How many hits to pass over.
    pub offset: usize,
    /// Switches synonyms off.
    pub no_synonyms: bool,
    /// What lifts one match above another; other weights than the default are for measuring.
    pub ranking: Ranking,
}

/// The answer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchResponse {
    /// The query as typed.
    pub query: String,
    /// The query in plain Chinese: 同时包含“创新中心”和“补助”；地区为广西.
    pub explained: String,
    /// Number of matching clauses.
    pub total: usize,
    /// The best ones.
    pub hits: Vec<Hit>,
    /// Clauses that hold some of the words only, best first; looked for when the hits do not fill the
    /// first page, and not counted in `total`.
    pub related: Vec<Hit>,
    /// Counts of all matching clauses.
    pub facets: Facets,
    /// What was not understood in the query, with the spot; the rest was searched as text.
    pub messages: Vec<String>,
    /// Synonyms that were searched as well: 补助 -> 补贴, 资助.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// For an empty result, what to try: the filter or word that emptied it, a near term.
    pub hints: Vec<Hint>,
}

/// A clause that matches.
#[derive(Clone, Debug, Serialize)]
pub struct Hit {
    /// The policy.
    pub policy: PolicyId,
    /// The clause.
    pub address: ClauseAddress,
    /// Marker of the clause as printed, or 第二款.
    pub label: String,
    /// Title of the policy as printed.
    pub title: String,
    /// Document number in the standard form.
    pub number: Option<String>,
    /// Short place name.
    pub place: String,
    /// Level of the policy.
    pub level: Option<Level>,
    /// Best known date of the policy.
    pub date: Option<String>,
    /// Whether the words are the official text.
    pub text_status: TextStatus,
    /// Labels and headings of the clauses above and of this one, outermost first.
    pub heading_path: Vec<String>,
    /// The clause's own text, whole, as printed; not part of the JSON.
    #[serde(skip)]
    pub text: String,
    /// Words around the matches, in the source's own script.
    pub snippet: Snippet,
    /// Higher is better; comparable within one answer only.
    pub score: f32,
    /// Facts of the clause.
    pub facts: Vec<Fact>,
    /// Words of the query that stand not in the clause itself but above it: in the headings, the
    /// title, the place or the authority of its document.
    pub from_context: Vec<String>,
}

/// A piece of a clause's text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Snippet {
    /// The words, in the source's own script; … where something is left out.
    pub text: String,
    /// What matched: `[first, end)` in characters of `text`, ordered, not overlapping.
    pub marks: Vec<(usize, usize)>,
}

/// How many matching clauses there are per place, level and year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Facets {
    /// Short place name, count.
    pub places: Vec<(String, usize)>,
    /// Level, count.
    pub levels: Vec<(Level, usize)>,
    /// Year, count.
    pub years: Vec<(u16, usize)>,
}

/// What to try when nothing is found.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Hint {
    /// In plain Chinese: 去掉“地区：云南”可得 5 条.
    pub text: String,
    /// The query to try; complete, the filters of the request are written out in it.
    pub query: String,
}

//! What is asked and what is answered.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::query::Node;
use super::rank::Ranking;
use crate::clause::ClauseAddress;
use crate::extract::{Fact, FactKind, Role};
use crate::message::Message;
use crate::policy::{Level, PolicyId, TextStatus};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// As typed, in the query language ([`super::FORMS`] and [`super::FILTERS`] list all of it).
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
    /// Further parts that must hold, such as the filters of a form.
    pub filters: Vec<Node>,
    /// What stands first.
    pub sort: Sort,
    /// Whether each hit says why it matches.
    pub explain: bool,
}

/// What stands first among the hits; equal ones stand in the order of policy ids and of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The best match.
    #[default]
    Relevance,
    /// The newest policy.
    Date,
    /// The greatest value that passes the tests of facts; without such a test, the greatest amount of money.
    Amount,
}

impl Sort {
    /// All orders.
    pub const ALL: [Sort; 3] = [Sort::Relevance, Sort::Date, Sort::Amount];

    /// The word used in URLs: `relevance`, `date`, `amount`.
    pub fn as_str(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Date => "date",
            Sort::Amount => "amount",
        }
    }

    /// The order in words: 最相关的在前.
    pub fn label(self) -> Message {
        Message::new(match self {
            Sort::Relevance => "query-sort-relevance",
            Sort::Date => "query-sort-date",
            Sort::Amount => "query-sort-amount",
        })
    }

    /// The order of a word used in URLs.
    pub fn read(word: &str) -> Option<Sort> {
        Sort::ALL.into_iter().find(|s| s.as_str() == word)
    }
}

/// The answer.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct SearchResponse {
    /// The query as typed.
    pub query: String,
    /// The query in words: 同时包含“创新中心”和“补助”；地区为广西.
    pub explained: Message,
    /// The query in its standard form, the filters of the request written out; typed again, it is the same query.
    pub canonical: String,
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
    pub messages: Vec<Message>,
    /// Synonyms that were searched as well: 补助 -> 补贴, 资助.
    pub synonyms: Vec<(String, Vec<String>)>,
    /// For an empty result, what to try: the filter or word that emptied it, a near term.
    pub hints: Vec<Hint>,
}

/// A clause that matches.
#[derive(Clone, Debug, Serialize, ToSchema)]
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
    /// The clause before it in reading order.
    pub previous: Option<ClauseAddress>,
    /// The clause after it in reading order.
    pub next: Option<ClauseAddress>,
    /// Why it matches, one line for each part of the query; only when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Why>,
}

/// Why a clause matches a part of the query.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, ToSchema)]
pub struct Why {
    /// The part, as it can be typed: 补助, 地区:广西.
    pub part: String,
    /// Where it was found.
    pub place: WhyPlace,
    /// The words found: the word itself or its synonyms, the words of a fact, the value of a field.
    pub words: Vec<String>,
    /// The same in words.
    pub text: Message,
}

/// Where a part of the query was found.
#[derive(Clone, Copy, Debug, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum WhyPlace {
    /// In the clause's own words.
    Text,
    /// In its own heading.
    Heading,
    /// By a synonym in the clause's own words.
    Synonym,
    /// Above it: headings, title, place, year, number or authority.
    Above,
    /// In one of its facts.
    Fact,
    /// In a citation.
    Citation,
    /// In what is known of the policy.
    Policy,
}

/// A piece of a clause's text.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Snippet {
    /// The words, in the source's own script; … where something is left out.
    pub text: String,
    /// What matched: `[first, end)` in characters of `text`, ordered, not overlapping.
    pub marks: Vec<(usize, usize)>,
}

/// How many matching clauses there are per place, level, year, issuing authority, kind and role of fact, and topic.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Facets {
    /// Short place name, count.
    pub places: Vec<(String, usize)>,
    /// Level, count.
    pub levels: Vec<(Level, usize)>,
    /// Year, count.
    pub years: Vec<(u16, usize)>,
    /// Issuing authority, count; a clause of several authorities counts for each.
    pub authorities: Vec<(String, usize)>,
    /// Kind of fact, number of clauses with such a fact.
    pub kinds: Vec<(FactKind, usize)>,
    /// Role of a fact, number of clauses with such a fact.
    pub roles: Vec<(Role, usize)>,
    /// Id of a topic, number of clauses that speak of it; in the order of the topics.
    pub topics: Vec<(String, usize)>,
}

/// What to try when nothing is found.
#[derive(Clone, Debug, Serialize, PartialEq, Eq, ToSchema)]
pub struct Hint {
    /// In words: 去掉“地区：云南”可得 5 条.
    pub text: Message,
    /// The query to try; complete, the filters of the request are written out in it.
    pub query: String,
}

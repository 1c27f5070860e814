//! The tool `search`.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::ask::Search;
use super::paged::{Page, page};
use super::passage::{Passage, Window, passage};
use super::{Answer, Holdings, Refusal, find, structured};
use crate::compare::{columns, topic_ids, value::plain};
use crate::search::{Filter, Node, SearchRequest, Sort, search};

/// Clauses on a page when nothing is said, and at most.
const LIMIT: (usize, usize) = (10, 50);
/// Characters of a clause's words in the list.
const WORDS: usize = 1200;
/// Facts of a clause in the list.
const FACTS: usize = 12;
/// Pages further on are not ranked.
const DEEPEST: usize = 10_000;

/// The answer of `search`.
#[derive(Serialize, JsonSchema)]
pub struct Found {
    /// The query in plain Chinese, as it was understood.
    pub explained: String,
    /// The whole query in its standard form; typed again it is the same.
    pub canonical: String,
    /// Which part of the hits this is.
    pub page: Page,
    /// The clauses, the best first.
    pub hits: Vec<Hit>,
    /// What was not understood in the query; the rest was searched as text.
    pub messages: Vec<String>,
    /// Synonyms that were searched as well.
    pub synonyms: Vec<Synonym>,
    /// For an empty answer, queries to try instead.
    pub hints: Vec<Hint>,
}

/// A clause that matches.
#[derive(Serialize, JsonSchema)]
pub struct Hit {
    /// The clause.
    #[serde(flatten)]
    pub passage: Passage,
    /// Words around the matches.
    pub snippet: String,
    /// Amounts, days and counts of the clause, each with its words.
    pub facts: Vec<FactLine>,
}

/// A value of a clause.
#[derive(Serialize, JsonSchema)]
pub struct FactLine {
    /// The value in plain Chinese: 一次性，不超过 200 万元.
    pub value: String,
    /// The exact words it was read from.
    pub quote: String,
}

/// Words searched for one word.
#[derive(Serialize, JsonSchema)]
pub struct Synonym {
    /// The word of the query.
    pub word: String,
    /// What was searched as well.
    pub also: Vec<String>,
}

/// A query to try.
#[derive(Serialize, JsonSchema)]
pub struct Hint {
    /// Why, in plain Chinese.
    pub text: String,
    /// The query.
    pub query: String,
}

/// The facts of a list, at most so many.
pub fn fact_lines<'f>(facts: impl IntoIterator<Item = &'f crate::extract::Fact>, most: usize) -> Vec<FactLine> {
    facts.into_iter().take(most).map(|f| FactLine { value: plain(f).to_string(), quote: f.quote.clone() }).collect()
}

/// Searches.
pub fn run(holdings: &dyn Holdings, asked: Search) -> Answer {
    let library = holdings.library();
    let limit = asked.limit.unwrap_or(LIMIT.0);
    if !(1..=LIMIT.1).contains(&limit) {
        return Err(Refusal::new(format!("limit {limit} is out of range"), format!("use 1 to {}; the rest is on further pages", LIMIT.1)));
    }
    let day = find::day(asked.date.as_deref())?;
    let sort = match asked.sort.as_deref() {
        None => Sort::default(),
        Some(word) => {
            Sort::read(word).ok_or_else(|| Refusal::new(format!("sort {word:?} is not known"), "use relevance, date or amount"))?
        }
    };
    let mut filters = Vec::new();
    if !asked.places.is_empty() {
        let columns = columns(library, holdings.lexicon(), &asked.places).map_err(|e| find::comparison(&e))?;
        filters.push(Node::Filter(Filter::Places(columns.into_iter().map(|c| c.place).collect())));
    }
    if !asked.topics.is_empty() {
        let ids = topic_ids(holdings.lexicon(), &asked.topics).map_err(|e| find::comparison(&e))?;
        filters.push(Node::Filter(Filter::Topics(ids)));
    }
    if asked.date.is_some()
        && let Ok(number) = day.replace('-', "").parse()
    {
        filters.push(Node::Filter(Filter::InForce(number)));
    }
    if asked.query.trim().is_empty() && filters.is_empty() {
        return Err(Refusal::new("the query is empty", "give words to search for, such as 创新中心 补助, or places or topics"));
    }
    let number = asked.page.unwrap_or(1);
    let offset = number.saturating_sub(1).saturating_mul(limit);
    if offset > DEEPEST {
        return Err(Refusal::new(format!("page {number} is too far on"), "narrow the query with more words, places or a date"));
    }
    let request = SearchRequest { query: asked.query, limit, offset, sort, filters, ..SearchRequest::default() };
    let response = search(library, &request);
    let (_, page) = page(asked.page, limit, response.total, "clauses")?;
    let mut hits = Vec::new();
    for hit in response.hits {
        let Some(record) = library.policy(&hit.policy) else { continue };
        hits.push(Hit {
            passage: passage(holdings, &record, Some(&hit.address), &day, Window::first(WORDS)),
            snippet: hit.snippet.text,
            facts: fact_lines(&hit.facts, FACTS),
        });
    }
    structured(&Found {
        explained: response.explained.to_string(),
        canonical: response.canonical,
        page,
        hits,
        messages: response.messages.iter().map(ToString::to_string).collect(),
        synonyms: response.synonyms.into_iter().map(|(word, also)| Synonym { word, also }).collect(),
        hints: response.hints.into_iter().map(|h| Hint { text: h.text.to_string(), query: h.query }).collect(),
    })
}

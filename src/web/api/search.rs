//! Searching, and what may be searched for.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{Array, ArrayBuilder, Object, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::paging::{Page, Paging};
use super::{Reply, answer, asked};
use crate::policy::Level;
use crate::search::{KIND_NAMES, ROLE_NAMES, SearchResponse, Sort, Suggestion, search};
use crate::web::error::Problem;
use crate::web::language::say;
use crate::web::query::SearchQuery;
use crate::web::site::Site;
use crate::web::urls;

/// What a search asks, as the page `/search` does.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchParams {
    /// Words, "exact strings", and the operators of the query language (`/help`).
    #[param(max_length = 1000, example = "创新中心 补助")]
    pub q: Option<String>,
    /// Places: 广西, guangxi. Several are alternatives.
    #[param(max_items = 50)]
    pub place: Vec<String>,
    /// Levels: 国家, 省, 市, 县.
    #[param(schema_with = levels)]
    pub level: Vec<String>,
    /// Issuing authorities, or parts of their names.
    #[param(max_items = 50)]
    pub authority: Vec<String>,
    /// First year of the documents.
    #[param(minimum = 0, maximum = 9999)]
    pub from: Option<u16>,
    /// Last year.
    #[param(minimum = 0, maximum = 9999)]
    pub to: Option<u16>,
    /// One year, where `from` and `to` say nothing.
    #[param(minimum = 0, maximum = 9999)]
    pub year: Option<u16>,
    /// Kinds of facts that the clause must hold.
    #[param(schema_with = kinds)]
    pub kind: Vec<String>,
    /// Roles of facts that the clause must hold.
    #[param(schema_with = roles)]
    pub role: Vec<String>,
    /// Topics, by id (`/api/v1/topics`).
    #[param(max_items = 50)]
    pub topic: Vec<String>,
    /// Least value of such a fact; without a unit it is yuan. A unit that does not fit `kind` is a problem.
    #[param(
        pattern = "^[0-9]{1,9}([.][0-9]{1,4})?(元|万元|亿元|万|亿|%|家|人|个|项|天|日|个月|年)?$",
        max_length = 20,
        example = "100万元"
    )]
    pub min: Option<String>,
    /// Greatest value.
    #[param(pattern = "^[0-9]{1,9}([.][0-9]{1,4})?(元|万元|亿元|万|亿|%|家|人|个|项|天|日|个月|年)?$", max_length = 20)]
    pub max: Option<String>,
    /// Day on which the document is in force.
    #[param(format = Date)]
    pub in_force: Option<String>,
    /// What stands first.
    #[param(schema_with = sorts)]
    pub sort: Option<String>,
    /// `off` switches synonyms off.
    #[param(schema_with = switch)]
    pub synonyms: Option<String>,
}

/// Which page of the hits, and how much is said of each.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HitParams {
    /// Hits of a page at most.
    #[serde(default = "twenty")]
    #[param(minimum = 1, maximum = 100, default = 20, example = 3)]
    pub limit: usize,
    /// Hits that are passed over.
    #[param(minimum = 0, maximum = 100_000)]
    pub offset: Option<usize>,
    /// The page as `/search` counts them, of 20 hits each; `offset` goes before it.
    #[param(minimum = 1, maximum = 500)]
    pub page: Option<usize>,
    /// Whether each hit says why it matches.
    #[serde(default)]
    pub explain: bool,
}

fn twenty() -> usize {
    20
}

/// A text that is one of these words, and what it chooses.
pub fn choice<'w>(meaning: &str, words: impl IntoIterator<Item = &'w str>) -> Object {
    let words = words.into_iter().map(str::to_owned);
    ObjectBuilder::new().schema_type(Type::String).description(Some(meaning)).enum_values(Some(words)).build()
}

fn several<'w>(meaning: &str, words: impl IntoIterator<Item = &'w str>) -> Array {
    let one = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words.into_iter().map(str::to_owned)));
    ArrayBuilder::new().items(one).max_items(Some(50)).description(Some(meaning)).build()
}

fn levels() -> Array {
    several("Levels of the documents.", Level::ALL.iter().flat_map(|l| [l.as_str(), l.label(), l.label().trim_end_matches('级')]))
}

fn kinds() -> Array {
    several("Kinds of facts that the clause must hold.", KIND_NAMES.iter().flat_map(|(_, names)| names.iter().copied()))
}

fn roles() -> Array {
    several("Roles of facts that the clause must hold.", ROLE_NAMES.iter().flat_map(|(_, names)| names.iter().copied()))
}

fn sorts() -> Object {
    choice("What stands first: the best match, the newest document, the greatest value.", Sort::ALL.map(Sort::as_str))
}

fn switch() -> Object {
    choice("`off` switches synonyms off.", ["on", "off"])
}

/// The hits of a page.
#[derive(Serialize, ToSchema)]
pub struct Hits {
    #[serde(flatten)]
    found: SearchResponse,
    /// Hits of a page at most.
    limit: usize,
    /// Hits before this page.
    offset: usize,
    /// Address of the next page.
    #[schema(format = "uri-reference")]
    next: Option<String>,
    /// Address of the page before.
    #[schema(format = "uri-reference")]
    prev: Option<String>,
}

/// A search as it is asked; an amount that does not fit the kind of fact is [`Problem::nothing_fits`].
///
/// # Errors
/// A [`Problem`] that names the parameter and what was expected.
pub fn query(asked: &Asked) -> Result<SearchQuery, Problem> {
    SearchQuery::read(&asked.params).map_err(|problem| match problem.extra.parameter.as_deref() {
        Some("min" | "max") => Problem::nothing_fits("min", problem.detail),
        _ => problem,
    })
}

/// Clauses that match a query, best first.
///
/// A bad query is no error: what was not understood stands in `messages`, and the rest is searched.
#[utoipa::path(get, path = "/search", operation_id = "searchClauses", tag = "search", extensions(("x-title-zh" = json!("检索条款"))), params(SearchParams, HitParams), responses((status = 200, description = "A page of the hits.", body = Hits)))]
pub async fn find(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, path) = asked(&uri);
        let (_, wanted): (SearchParams, HitParams) = asked.read_both()?;
        let mut request = query(&asked)?.request();
        let offset = wanted.offset.unwrap_or(request.offset);
        (request.limit, request.offset, request.explain) = (wanted.limit, offset, wanted.explain);
        let found = search(&site.library, &request);
        let page = Page::new(&path, &asked.params, Paging { limit: wanted.limit, offset }, found.total);
        let hits = Hits { found, limit: page.limit, offset, next: page.next.clone(), prev: page.prev.clone() };
        Reply::page(&hits, &page)
    })
    .await
}

/// What is being typed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SuggestParams {
    /// The beginning of a word, a title, a number, a name; pinyin too.
    #[serde(default)]
    #[param(max_length = 1000, example = "创新")]
    pub q: String,
    /// Suggestions at most.
    #[serde(default = "ten")]
    #[param(minimum = 1, maximum = 50, default = 10)]
    pub limit: usize,
}

fn ten() -> usize {
    10
}

/// What may be meant.
#[derive(Serialize, ToSchema)]
pub struct Suggestions {
    /// As typed.
    query: String,
    /// The best ones.
    suggestions: Vec<SuggestionView>,
}

/// A suggestion, and where it leads.
#[derive(Serialize, ToSchema)]
pub struct SuggestionView {
    #[serde(flatten)]
    found: Suggestion,
    /// Its kind in the language of the request.
    label: String,
    /// The page it leads to.
    #[schema(format = "uri-reference")]
    url: String,
}

/// What `q` may become: titles, numbers, authorities, places, topics, words; each with the page it leads to.
#[utoipa::path(get, path = "/suggest", operation_id = "suggest", tag = "search", extensions(("x-title-zh" = json!("输入提示"))), params(SuggestParams), responses((status = 200, description = "The suggestions, best first.", body = Suggestions)))]
pub async fn suggest(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let asked: SuggestParams = asked(&uri).0.read()?;
        let view = |found: Suggestion| SuggestionView { label: say(&found.kind.label()), url: urls::suggestion(&found), found };
        let suggestions = site.suggester().suggest(&asked.q, asked.limit).into_iter().map(view).collect();
        Reply::json(&Suggestions { query: asked.q, suggestions })
    })
    .await
}

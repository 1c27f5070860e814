//! `/api/v1`: the same answers as JSON. Errors are problem objects (RFC 9457).

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::comparing::Comparing;
use super::error::Problem;
use super::handlers::{bad_address, cited, on_thread};
use super::live::Live;
use super::naming::trail;
use super::pages::clause::{Place, descendants, find, no_such_clause, path, previous};
use super::query::{Params, SearchQuery};
use super::site::{Located, Site};
use super::{citing, kinship, lasting, nearest, take_away, urls};
use crate::clause::ClauseAddress;
use crate::extract::Target;
use crate::index::{PolicyRecord, PolicySummary};
use crate::policy::PolicyId;
use crate::resolve::Outcome;
use crate::search::{Suggestion, search};

/// Suggestions when the request names no number.
const SUGGESTED: usize = 10;

/// A value, or a problem.
pub type JsonResult = Result<Value, Problem>;

/// The routes below `/api/v1`.
pub fn routes() -> Router<Live> {
    Router::new()
        .route("/search", get(find_clauses))
        .route("/policies", get(policies))
        .route("/policies/{*id}", get(policy))
        .route("/clauses/{*path}", get(clause))
        .route("/akn/{*id}", get(super::take_away::akn))
        .route("/compare", get(compare_places))
        .route("/eligibility", get(super::applicant::questions).post(super::applicant::judge_json))
        .route("/procedure", get(super::applicant::procedure_json))
        .route("/side", get(kinship::side_json))
        .route("/lineage", get(kinship::lineage_json))
        .route("/lineage/{*path}", get(kinship::place_json))
        .route("/topics", get(topics))
        .route("/suggest", get(suggest))
        .route("/resolve", get(resolve))
        .route("/graph", get(citing::graph_json))
        .route("/missing", get(citing::missing_json))
        .route("/radar", get(citing::radar_json))
        .route("/cited/{*path}", get(citing::cited_json))
        .route("/quality", get(super::holdings::quality_json))
        .fallback(nothing_here)
        .method_not_allowed_fallback(method_not_allowed)
}

/// Does the work of a request on a thread of its own and gives JSON, problems too.
pub async fn answer(site: Arc<Site>, work: impl FnOnce(&Site) -> JsonResult + Send + 'static) -> Response {
    let done = on_thread(site, |site| {
        Ok(match work(site) {
            Ok(value) => Json(value).into_response(),
            Err(problem) => problem.into_json(),
        })
    });
    done.await.unwrap_or_else(Problem::into_json)
}

/// A value as JSON.
pub fn value(data: &impl serde::Serialize) -> JsonResult {
    serde_json::to_value(data).map_err(|_| Problem::internal())
}

fn params(query: Option<String>) -> Params {
    Params::parse(&query.unwrap_or_default())
}

/// The same parameters as `/search`; `limit`, `offset` and `explain` (why each hit matches) as well.
async fn find_clauses(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    answer(site, |site| {
        let params = params(query);
        let mut request = SearchQuery::read(&params)?.request();
        if let Some(limit) = params.number("limit", 100)? {
            request.limit = limit;
        }
        request.explain = params.first("explain").is_some_and(|v| matches!(v, "1" | "on" | "yes" | "true"));
        if let Some(offset) = params.number("offset", 100_000)? {
            request.offset = offset;
        }
        value(&search(&site.library, &request))
    })
    .await
}

/// What `q` may become: titles, numbers, authorities, places, topics, words; each with the page it leads to.
async fn suggest(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    answer(site, |site| {
        let params = params(query);
        let typed = params.first("q").unwrap_or_default();
        let limit = params.number("limit", 50)?.filter(|n| *n > 0).unwrap_or(SUGGESTED);
        let suggestions: Vec<Value> = site.suggester().suggest(typed, limit).iter().map(suggestion).collect::<Result<_, _>>()?;
        Ok(json!({ "query": typed, "suggestions": suggestions }))
    })
    .await
}

fn suggestion(found: &Suggestion) -> JsonResult {
    let mut out = value(found)?;
    out["label"] = json!(found.kind.label());
    out["url"] = json!(urls::suggestion(found));
    Ok(out)
}

async fn policies(State(site): State<Arc<Site>>) -> Response {
    answer(site, |site| {
        let policies: Vec<Value> = site.library.policies().iter().map(summary).collect::<Result<_, _>>()?;
        Ok(json!({ "total": policies.len(), "policies": policies, "failures": value(&site.library.failures())? }))
    })
    .await
}

fn summary(policy: &PolicySummary) -> JsonResult {
    let mut out = value(policy)?;
    out["url"] = json!(urls::policy(&policy.document.id));
    Ok(out)
}

/// The whole of what was read, as `tiaoli parse` prints it.
async fn policy(State(site): State<Arc<Site>>, Path(path): Path<String>) -> Response {
    followed(site, path, |site, path| {
        let Located { record, rest } = site.locate(path)?;
        if !rest.is_empty() {
            let see = format!("{}/clauses/{path}", urls::API);
            return Err(Problem::not_found(format!("“{}”后面不应再有“{rest}”。条款在 {see}。", record.parsed.document.id)));
        }
        value(&record.parsed)
    })
    .await
}

async fn clause(State(site): State<Arc<Site>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let base = take_away::origin(&headers);
    followed(site, path, move |site, path| {
        let Located { record, rest } = site.locate(path)?;
        let parsed = &record.parsed;
        let address: ClauseAddress = rest.parse().map_err(|_| bad_address(&parsed.document.id, &rest))?;
        match find(parsed, &address) {
            Place::Here(at) => clause_json(site, &record, at, &base),
            Place::Elsewhere(other) => match find(parsed, &other) {
                Place::Here(at) => clause_json(site, &record, at, &base),
                _ => Err(no_such_clause(parsed, &rest, &address)),
            },
            Place::Nowhere => Err(no_such_clause(parsed, &rest, &address)),
        }
    })
    .await
}

/// As [`answer`], for a path that may name what has moved: 301, 300 and 410, see [`super::lasting`].
async fn followed(site: Arc<Site>, path: String, work: impl FnOnce(&Site, &str) -> JsonResult + Send + 'static) -> Response {
    let url = |to: &Target| match to.address.parse::<ClauseAddress>() {
        Ok(address) => urls::api_clause(&to.policy, &address),
        Err(_) => urls::api_policy(&to.policy),
    };
    let done = on_thread(site, move |site| {
        Ok(match work(site, &path) {
            Ok(value) => Json(value).into_response(),
            Err(problem) if problem.status == StatusCode::NOT_FOUND => lasting::answer_json(site, &path, problem, &url),
            Err(problem) => problem.into_json(),
        })
    });
    done.await.unwrap_or_else(Problem::into_json)
}

fn clause_json(site: &Site, record: &PolicyRecord, at: usize, base: &str) -> JsonResult {
    let parsed = &record.parsed;
    let (document, clause) = (&parsed.document, &parsed.clauses[at]);
    let way = path(parsed, at);
    let below = descendants(parsed, at);
    let parent = Some(clause.address.clone());
    let children = parsed.clauses[at + 1..=at + below].iter().filter(|c| c.address.parent() == parent);
    let mut citations = Vec::new();
    for citation in parsed.citations.iter().filter(|c| c.address == clause.address) {
        let mut out = value(citation)?;
        out["resolution"] = value(&site.resolve(document, citation))?;
        citations.push(out);
    }
    let facts: Vec<_> = parsed.facts_of(&clause.address).collect();
    let cited = cited(document, &way, base);
    Ok(json!({
        "policy": document.id,
        "title": document.title,
        "number": document.number_hans,
        "place": document.place(),
        "text_status": value(&document.text_status)?,
        "clause": value(clause)?,
        "native": clause.address.native(),
        "heading_path": trail(&document.id, &way).into_iter().map(|l| l.text).collect::<Vec<_>>(),
        "facts": value(&facts)?,
        "citations": citations,
        "children": children.map(|c| c.address.to_string()).collect::<Vec<_>>(),
        "previous": previous(parsed, at).map(|i| parsed.clauses[i].address.to_string()),
        "next": parsed.clauses.get(at + below + 1).map(|c| c.address.to_string()),
        "cited_by": site.cited_by(&document.id, Some(&clause.address)).map(|m| super::citing::citer_json(site, m)).collect::<Vec<_>>(),
        "decisions": super::decisions::relying(site, &document.id, Some(&clause.address.to_string())).into_iter().map(|l| json!({ "title": l.text, "note": l.note, "url": l.href })).collect::<Vec<_>>(),
        "cite_as": cited.as_ref().map(|c| c.official.as_str()),
        "cite_forms": value(&cited)?,
        "url": urls::clause(&document.id, &clause.address),
    }))
}

async fn compare_places(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    answer(site, |site| value(&Comparing::read(&params(query))?.compare(site)?)).await
}

async fn topics(State(site): State<Arc<Site>>) -> Response {
    answer(site, |site| {
        let topics: Vec<Value> = crate::compare::topics(&site.lexicon)
            .into_iter()
            .map(|t| json!({ "topic": t.id, "label": t.label, "needs_number": t.needs_number }))
            .collect();
        Ok(json!({ "topics": topics }))
    })
    .await
}

/// `?q=` a number, a title or a sentence that cites; `date=` the day of the citation.
async fn resolve(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    answer(site, |site| {
        let params = params(query);
        let Some(typed) = params.first("q") else {
            return Err(Problem::bad_request("缺少参数 q：要查的发文字号或完整标题，例如 ?q=穗工信函〔2025〕36号。"));
        };
        let day = citing::day(&params)?;
        let citations = crate::resolve::typed(site.resolver(), &site.library, &site.lexicon, typed, Some(&day));
        let found = site.lookup(typed);
        let describe = |id: &PolicyId| {
            let policy = site.library.summary(id).map(|p| &p.document);
            json!({
                "policy": id,
                "title": policy.map(|d| d.title_hans.as_str()),
                "number": policy.and_then(|d| d.number_hans.as_deref()),
                "date": policy.and_then(|d| d.date()),
                "url": urls::policy(id),
            })
        };
        let (outcome, nearest) = match found.len() {
            0 => (Outcome::NotInCorpus, nearest::documents(site.library.policies(), typed)),
            1 => (Outcome::Found, Vec::new()),
            _ => (Outcome::Ambiguous, Vec::new()),
        };
        Ok(json!({
            "query": typed,
            "date": day,
            "citations": value(&citations)?,
            "outcome": value(&outcome)?,
            "candidates": found.iter().map(describe).collect::<Vec<_>>(),
            "nearest": nearest.into_iter().map(|l| json!({ "title": l.text, "url": l.href })).collect::<Vec<_>>(),
        }))
    })
    .await
}

async fn nothing_here(uri: Uri) -> Response {
    let known = "search、policies、policies/{编号}、clauses/{编号}/{地址}、akn/{编号}、compare、side、lineage、lineage/{编号}、topics、resolve、cited/{编号}、graph、missing、radar、quality、check、suggest、eligibility、procedure、decisions";
    Problem::not_found(format!("没有接口 {}。可用：{known}（都在 {} 下）。", uri.path(), urls::API)).into_json()
}

async fn method_not_allowed() -> Response {
    Problem::method_not_allowed().into_json()
}

//! All hits of a search and whole comparisons as files, and a search as a feed (RFC 4287).

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::comparing::Comparing;
use super::error::Problem;
use super::handlers::on_thread;
use super::language::{language, say};
use super::query::{Params, SearchQuery};
use super::site::{Located, Site};
use super::{lasting, urls};
use crate::export::akn::{self, Akn};
use crate::export::csv::{comparison as csv_of, table};
use crate::export::{Export, ExportError, docx, fits_xml, markdown, xlsx};
use crate::extract::Citation;
use crate::message::{self, Message};
use crate::policy::{PolicyId, TextStatus};
use crate::search::{Hit, SearchRequest, SearchResponse, search};

/// Hits in one file. A longer answer says in a header and at its end how many there are.
const MOST_HITS: usize = 10_000;
/// Entries in a feed.
const IN_FEED: usize = 50;

/// Reads the search and answers it with up to `limit` hits from its first page on.
fn ask(site: &Site, query: Option<String>, limit: usize) -> Result<(SearchQuery, SearchResponse), Problem> {
    let query = SearchQuery::read(&Params::parse(&query.unwrap_or_default()))?.with(|_| {});
    if query.is_empty() {
        return Err(Problem::bad_request(Message::new("asked-nothing")));
    }
    let response = search(&site.library, &SearchRequest { limit, offset: 0, ..query.request() });
    Ok((query, response))
}

/// The address of this site as the browser wrote it; links in files must be complete.
pub fn origin(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let clean = |host: &String| host.chars().all(|c| c.is_ascii_alphanumeric() || ".:-[]_".contains(c));
    let host = text("host").filter(clean).unwrap_or_else(|| "127.0.0.1:8000".to_owned());
    let scheme = if text("x-forwarded-proto").as_deref() == Some("https") { "https" } else { "http" };
    format!("{scheme}://{host}")
}

/// The columns of a table of hits.
const COLUMNS: [&str; 12] = [
    "search-column-order",
    "search-column-place",
    "search-column-level",
    "search-column-title",
    "search-column-number",
    "search-column-date",
    "search-column-clause",
    "search-column-path",
    "search-column-text",
    "search-column-status",
    "search-column-address",
    "search-column-link",
];

fn file(kind: &'static str, name: &'static str, total: usize, body: impl IntoResponse) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::HeaderName::from_static("x-total-count"), total.to_string()),
    ];
    (StatusCode::OK, headers, body).into_response()
}

/// A table as a file.
pub(super) fn table_file(name: &'static str, head: &[&str], rows: &[Vec<String>]) -> Response {
    file("text/csv; charset=utf-8", name, rows.len(), table(head, rows))
}

fn status(hit: &Hit) -> String {
    say(&Message::new(if hit.text_status == TextStatus::Digest { "search-digest" } else { "search-full" }))
}

/// A whole document as Akoma Ntoso.
///
/// # Errors
/// A [`Problem`] where the path names no document, or more than one.
pub(super) fn akn(site: &Site, path: &str) -> Result<Response, Problem> {
    let Located { record, rest } = match site.locate(path) {
        Ok(located) => located,
        Err(problem) => return lasting::answer_json(site, path, problem, &|to| urls::akn(&to.policy)),
    };
    let parsed = &record.parsed;
    let id = &parsed.document.id;
    if !rest.is_empty() {
        return Err(Problem::not_found(Message::new("asked-akn").with("address", urls::akn(id))));
    }
    let written = akn::write(&Akn {
        parsed,
        source: &record.source,
        resolve: &|c: &Citation| site.resolve(&parsed.document, c).target,
        policy: &|id: &PolicyId| site.library.summary(id).map(|s| s.document.clone()),
    });
    let text = written.map_err(|_| Problem::internal())?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/akn+xml; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text)
        .into_response())
}

/// `/search.csv`: one row for each clause, with its whole text.
pub async fn csv(State(site): State<Arc<Site>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, move |site| hits_csv(site, &origin(&headers), query)).await
}

/// All hits of a search as a table; `origin` is where the site is reached.
///
/// # Errors
/// A [`Problem`] where nothing is asked, or the query is bad.
pub(super) fn hits_csv(site: &Site, origin: &str, query: Option<String>) -> Result<Response, Problem> {
    let (_, response) = ask(site, query, MOST_HITS)?;
    let head = COLUMNS.map(|id| say(&Message::new(id)));
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(response.hits.len() + 1);
    for (i, hit) in response.hits.iter().enumerate() {
        let level = hit.level.map(|l| message::name(language(), l.label())).unwrap_or_default();
        let address = format!("{}/{}", hit.policy, hit.address);
        let link = format!("{origin}{}", urls::clause(&hit.policy, &hit.address));
        let number = hit.number.clone().unwrap_or_default();
        let date = hit.date.clone().unwrap_or_default();
        let (path, native) = (hit.heading_path.join(" › "), hit.address.native());
        let place = message::place(language(), &hit.place);
        let known = [(i + 1).to_string(), place, level, hit.title.clone(), number, date, native, path];
        rows.push(known.into_iter().chain([hit.text.clone(), status(hit), address, link]).collect());
    }
    if response.total > response.hits.len() {
        let cut = Message::new("search-file-cut").with("shown", response.hits.len()).with("n", response.total);
        rows.push(vec![String::new(), say(&cut)]);
    }
    Ok(file("text/csv; charset=utf-8", "tiaoli-search.csv", response.total, table(&head.each_ref().map(String::as_str), &rows)))
}

/// `/compare.csv`, `.xlsx`, `.docx`, `.md`, `.json`: the comparison of `/compare` with the same parameters.
pub async fn comparison(
    State(site): State<Arc<Site>>,
    uri: Uri,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    on_thread(site, move |site| {
        let comparing = Comparing::read(&Params::parse(&query.unwrap_or_default()))?;
        compared(site, origin(&headers), &comparing, uri.path().rsplit('.').next().unwrap_or_default())
    })
    .await
}

/// A whole comparison as a file: `csv`, `xlsx`, `docx`, `md`, else JSON.
///
/// # Errors
/// A [`Problem`] that names an unknown topic or place.
pub(super) fn compared(site: &Site, origin: String, comparing: &Comparing, format: &str) -> Result<Response, Problem> {
    let comparison = comparing.compare(site)?;
    let export = Export::new(&comparison, &|id| site.library.policy(id), Some(origin));
    let rows = export.records.len();
    let failed = |_: ExportError| Problem::internal();
    Ok(match format {
        "csv" => file("text/csv; charset=utf-8", "tiaoli-compare.csv", rows, csv_of(&export)),
        "xlsx" => file(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "tiaoli-compare.xlsx",
            rows,
            xlsx::comparison(&export).map_err(failed)?,
        ),
        "docx" => file(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "tiaoli-compare.docx",
            rows,
            docx::comparison(&export).map_err(failed)?,
        ),
        "md" => file("text/markdown; charset=utf-8", "tiaoli-compare.md", rows, markdown::comparison(&export)),
        _ => {
            let whole = serde_json::json!({
                "columns": export.comparison.columns,
                "rows": export.comparison.rows,
                "records": export.records,
                "sources": export.sources,
            });
            file("application/json", "tiaoli-compare.json", rows, whole.to_string())
        }
    })
}

/// `/search.json`: the answer of `/api/v1/search` with all hits and the whole text of each.
pub async fn json(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, move |site| hits_json(site, query)).await
}

/// All hits of a search as data, each with its whole text.
///
/// # Errors
/// A [`Problem`] where nothing is asked, or the query is bad.
pub(super) fn hits_json(site: &Site, query: Option<String>) -> Result<Response, Problem> {
    let (_, response) = ask(site, query, MOST_HITS)?;
    let mut value = serde_json::to_value(&response).map_err(|_| Problem::internal())?;
    for (hit, out) in response.hits.iter().zip(value["hits"].as_array_mut().into_iter().flatten()) {
        out["text"] = hit.text.clone().into();
        out["url"] = urls::clause(&hit.policy, &hit.address).into();
    }
    Ok(file("application/json", "tiaoli-search.json", response.total, value.to_string()))
}

/// Without the characters that XML forbids.
fn allowed(text: &str) -> String {
    text.chars().filter(|c| fits_xml(*c)).collect()
}

/// One entry of a feed.
struct Entry {
    title: String,
    href: String,
    updated: String,
    summary: String,
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    lang: &'static str,
    site: String,
    title: String,
    own: String,
    page: String,
    updated: String,
    entries: Vec<Entry>,
}

/// `/feed.atom`: the clauses of a search, those of the newest documents first.
pub async fn atom(State(site): State<Arc<Site>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, move |site| feed(site, &origin(&headers), query)).await
}

/// The clauses of a search as a feed.
///
/// # Errors
/// A [`Problem`] where nothing is asked, or the query is bad.
pub(super) fn feed(site: &Site, origin: &str, query: Option<String>) -> Result<Response, Problem> {
    let (query, mut response) = ask(site, query, MOST_HITS)?;
    response.hits.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.policy.cmp(&b.policy)));
    response.hits.truncate(IN_FEED);
    // A feed must have a time; a document without a date counts as old.
    let time = |date: Option<&str>| format!("{}T00:00:00+08:00", date.filter(|d| d.len() == 10).unwrap_or("1970-01-01"));
    let entry = |hit: &Hit| Entry {
        title: allowed(format!("{} {}", hit.title, hit.address.native()).trim_end()),
        href: format!("{origin}{}", urls::clause(&hit.policy, &hit.address)),
        updated: time(hit.date.as_deref()),
        summary: allowed(&if hit.text_status == TextStatus::Digest {
            say(&Message::new("search-feed-digest").with("status", status(hit)).with("text", hit.text.as_str()))
        } else {
            hit.text.clone()
        }),
    };
    let asked = if response.explained.is_empty() { Message::plain(&query.q) } else { response.explained };
    let feed = Feed {
        lang: language().tag(),
        site: say(&Message::new("site-name")),
        title: allowed(&say(&Message::new("search-feed").with("query", asked))),
        own: format!("{origin}{}", urls::export(&query, "atom")),
        page: format!("{origin}{}", urls::search(&query)),
        updated: time(response.hits.first().and_then(|h| h.date.as_deref())),
        entries: response.hits.iter().map(entry).collect(),
    };
    let body = feed.render().map_err(|_| Problem::internal())?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")], body).into_response())
}

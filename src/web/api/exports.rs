//! Files: all hits of a search, a whole comparison, lists as tables, a document as Akoma Ntoso.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::asked::Asked;
use super::citing::{PlaceParams, RadarParams};
use super::compare::{CompareParams, comparing};
use super::policies::Nothing;
use super::respond;
use super::search::SearchParams;
use crate::message::Message;
use crate::policy::PolicyId;
use crate::web::citing::{missing_table, radar_table};
use crate::web::error::Problem;
use crate::web::site::Site;
use crate::web::take_away;

fn no_format(typed: &str, known: &[&str]) -> Problem {
    let typed: String = typed.chars().take(20).collect();
    Problem::not_found(Message::new("api-no-format").with("typed", typed).list("known", known.iter().map(|f| Message::plain(*f))))
}

/// All hits of a search as a file, at most 10,000; `X-Total-Count` says how many there are.
#[utoipa::path(get, path = "/search/{format}", operation_id = "exportSearch", tag = "exports", extensions(("x-title-zh" = json!("导出检索结果"))),
    params(("format" = String, Path, description = "csv, json or atom (the 50 newest).", example = "csv"), SearchParams),
    responses((status = 200, description = "The file.", content((String = "text/csv"), (serde_json::Value = "application/json"), (String = "application/atom+xml")))))]
pub async fn search(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    Path(format): Path<String>,
    headers: HeaderMap,
) -> Response {
    respond(site, move |site| {
        let asked = Asked::new(uri.query());
        let _: SearchParams = asked.read()?;
        if super::search::query(&asked)?.is_empty() {
            return Err(Problem::nothing_fits("q", Message::new("api-export-empty")));
        }
        let (origin, query) = (take_away::origin(&headers), uri.query().map(str::to_owned));
        match format.as_str() {
            "csv" => take_away::hits_csv(site, &origin, query),
            "json" => take_away::hits_json(site, query),
            "atom" => take_away::feed(site, &origin, query),
            other => Err(no_format(other, &["csv", "json", "atom"])),
        }
    })
    .await
}

/// A whole comparison as a file; every value with its sentence, its address and the rule that found it.
#[utoipa::path(get, path = "/compare/{format}", operation_id = "exportComparison", tag = "exports", extensions(("x-title-zh" = json!("导出对照表"))),
    params(("format" = String, Path, description = "csv, xlsx, docx, md or json.", example = "csv"), CompareParams),
    responses((status = 200, description = "The file.", content((String = "text/csv"), (serde_json::Value = "application/json"), (String = "text/markdown"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document")))))]
pub async fn compare(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    Path(format): Path<String>,
    headers: HeaderMap,
) -> Response {
    respond(site, move |site| {
        let comparing = comparing(&Asked::new(uri.query()))?;
        match format.as_str() {
            "csv" | "xlsx" | "docx" | "md" | "json" => take_away::compared(site, take_away::origin(&headers), &comparing, &format),
            other => Err(no_format(other, &["csv", "xlsx", "docx", "md", "json"])),
        }
    })
    .await
}

/// Documents that are cited and not held, as a table: a row for each citing clause.
#[utoipa::path(get, path = "/missing/csv", operation_id = "exportMissing", tag = "exports", extensions(("x-title-zh" = json!("导出未收录的文件"))), params(PlaceParams), responses((status = 200, description = "The table.", body = String, content_type = "text/csv")))]
pub async fn missing(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    respond(site, move |site| {
        let asked = of::<PlaceParams>(&uri)?;
        Ok(missing_table(site, &asked.params))
    })
    .await
}

/// Citations whose document has changed since, as a table.
#[utoipa::path(get, path = "/radar/csv", operation_id = "exportChanges", tag = "exports", extensions(("x-title-zh" = json!("导出已变动的引用"))), params(RadarParams), responses((status = 200, description = "The table.", body = String, content_type = "text/csv")))]
pub async fn radar(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    respond(site, move |site| radar_table(site, &of::<RadarParams>(&uri)?.params)).await
}

/// A document as Akoma Ntoso 3.0 (LegalDocML).
#[utoipa::path(get, path = "/akn/{id}", operation_id = "exportAkomaNtoso", tag = "exports", extensions(("x-title-zh" = json!("Akoma Ntoso"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "guangzhou/2025-36")),
    responses((status = 200, description = "The document.", body = String, content_type = "application/akn+xml")))]
pub async fn akn(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    respond(site, move |site| {
        let _ = of::<Nothing>(&uri)?;
        take_away::akn(site, &path)
    })
    .await
}

fn of<T: utoipa::IntoParams + serde::de::DeserializeOwned>(uri: &Uri) -> Result<Asked, Problem> {
    let asked = Asked::new(uri.query());
    asked.read::<T>()?;
    Ok(asked)
}

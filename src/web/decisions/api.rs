//! `/api/v1/decisions`: reading and changing the register as JSON.
//!
//! A change needs `Content-Type: application/json`, which no form of another site can send unasked, and off
//! the machine `Authorization: Bearer TOKEN`. Who saves names the version that was read; 409 returns the
//! decision as it stands.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::handlers::{Filter, decision};
use super::posts::{make, refused, save, say};
use super::sent::{Doing, New, Said, Saved};
use super::told::{DecisionLine, DecisionView, Decisions, History};
use super::{editor_name, target, trouble};
use crate::decision::review::Act;
use crate::decision::{Content, Decision, RegisterError, Status};
use crate::message::Message;
use crate::web::api::asked::{Asked, said_body};
use crate::web::api::paging::{Page, Paging};
use crate::web::api::policies::Nothing;
use crate::web::api::{Answered, Reply, answer};
use crate::web::error::Problem;
use crate::web::rights::same_site;
use crate::web::site::Site;

/// An answer to a change; nobody keeps it.
async fn change(site: Arc<Site>, work: impl FnOnce(&Site) -> Answered + Send + 'static) -> Response {
    let mut response = answer(site, work).await.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Which decisions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DecisionsParams {
    /// Words that title, number, organisation or text contain.
    #[param(max_length = 1000)]
    pub q: Option<String>,
    /// How far it has come.
    #[param(inline)]
    pub status: Option<Status>,
    /// `doubtful`: only those with links that somebody should look at.
    #[param(schema_with = doubtful)]
    pub state: Option<String>,
}

fn doubtful() -> utoipa::openapi::schema::Object {
    crate::web::api::search::choice("`doubtful`: only decisions with links that somebody should look at.", ["doubtful"])
}

/// The decisions of the register.
#[utoipa::path(get, path = "/api/v1/decisions", operation_id = "listDecisions", tag = "decisions", extensions(("x-title-zh" = json!("全部决定"))), params(DecisionsParams, Paging), responses((status = 200, description = "A page of the list.", body = Decisions)))]
pub async fn list(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let asked = Asked::new(uri.query());
        let (_, paging): (DecisionsParams, Paging) = asked.read_page()?;
        let (found, _) = Filter::read(&asked.params)?.apply(site)?;
        let page = Page::new(uri.path(), &asked.params, paging, found.len());
        Reply::page(
            &Decisions { decisions: page.cut(&found).iter().map(|d| DecisionLine::new(site, d)).collect(), page: page.clone() },
            &page,
        )
    })
    .await
}

/// One decision, with the state of each link now.
#[utoipa::path(get, path = "/api/v1/decisions/{id}", operation_id = "getDecision", tag = "decisions", extensions(("x-title-zh" = json!("一份决定"))),
    params(("id" = i64, Path, description = "Number of the decision.", minimum = 1, example = 1)),
    responses((status = 200, description = "The decision.", body = DecisionView)))]
pub async fn one(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(id): Path<String>) -> Response {
    answer(site, move |site| {
        let _: Nothing = Asked::new(uri.query()).read()?;
        Reply::json(&DecisionView::new(site, &decision(site, &id)?))
    })
    .await
}

/// Who changed what and when, with the decision as it stood after each change.
#[utoipa::path(get, path = "/api/v1/decisions/{id}/history", operation_id = "getDecisionHistory", tag = "decisions", extensions(("x-title-zh" = json!("决定的历史"))),
    params(("id" = i64, Path, description = "Number of the decision.", minimum = 1, example = 1)),
    responses((status = 200, description = "All changes.", body = History)))]
pub async fn history(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(id): Path<String>) -> Response {
    answer(site, move |site| {
        let _: Nothing = Asked::new(uri.query()).read()?;
        let decision = decision(site, &id)?;
        let changes = site.desk.register()?.history(decision.id).map_err(|e| trouble(&e))?;
        Reply::json(&History { id: decision.id, changes })
    })
    .await
}

/// Reads a body, after the guards.
fn body<T: serde::de::DeserializeOwned>(headers: &HeaderMap, query: Option<&str>, bytes: &[u8]) -> Result<T, Problem> {
    same_site(headers)?;
    let _: Nothing = Asked::new(query).read()?;
    said_body(headers, bytes)
}

/// An error of the register; a conflict with the decision as it stands.
fn conflict(site: &Site, error: RegisterError) -> Problem {
    match error {
        RegisterError::Conflict(now) => {
            let current = serde_json::to_value(DecisionView::new(site, &now)).unwrap_or_default();
            Problem::conflict(Message::new("decisions-json-conflict").with("editor", editor_name(&now.editor)).with("version", now.version))
                .with("current", current)
        }
        other => trouble(&other),
    }
}

/// Makes a decision. Its citations are found and linked.
///
/// Off the machine itself a change needs `Authorization: Bearer TOKEN`.
#[utoipa::path(post, path = "/api/v1/decisions", operation_id = "createDecision", tag = "decisions", extensions(("x-title-zh" = json!("新建决定"))), request_body = New, responses((status = 201, description = "The decision.", body = DecisionView)))]
pub async fn create(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    bytes: axum::body::Bytes,
) -> Response {
    change(site, move |site| {
        let sent = Saved::from(body::<New>(&headers, uri.query(), &bytes)?);
        let editor = site.desk.editor(&headers, &sent.editor)?;
        site.desk.register()?;
        let content = sent.over(&Content::default())?;
        let made = make(site, &content, &editor).map_err(|e| conflict(site, e))?;
        Ok(Reply::json(&DecisionView::new(site, &made))?.status(StatusCode::CREATED))
    })
    .await
}

/// Saves a decision over the version that was read; 409 gives the decision as it stands.
#[utoipa::path(put, path = "/api/v1/decisions/{id}", operation_id = "saveDecision", tag = "decisions", extensions(("x-title-zh" = json!("修改决定"))), request_body = Saved,
    params(("id" = i64, Path, description = "Number of the decision.", minimum = 1, example = 1)),
    responses((status = 200, description = "The decision.", body = DecisionView)))]
pub async fn save_one(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(id): Path<String>,
    bytes: axum::body::Bytes,
) -> Response {
    change(site, move |site| {
        let sent: Saved = body(&headers, uri.query(), &bytes)?;
        let editor = site.desk.editor(&headers, &sent.editor)?;
        let current = decision(site, &id)?;
        let content = sent.over(&current.content)?;
        let saved = save(site, &current, sent.version, &content, &editor).map_err(|e| conflict(site, e))?;
        Reply::json(&DecisionView::new(site, &saved))
    })
    .await
}

/// What was said of a link does not fit the decision, or the documents that are held.
fn unfit(site: &Site, current: &Decision, why: impl Into<Message>) -> Problem {
    Problem::unfit(why).with("current", serde_json::to_value(DecisionView::new(site, current)).unwrap_or_default())
}

/// Confirms, corrects, rejects, adds or removes a link.
#[utoipa::path(post, path = "/api/v1/decisions/{id}/links", operation_id = "reviewLink", tag = "decisions", extensions(("x-title-zh" = json!("审定引用"))), request_body = Said,
    params(("id" = i64, Path, description = "Number of the decision.", minimum = 1, example = 1)),
    responses((status = 200, description = "The decision.", body = DecisionView)))]
pub async fn review(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(id): Path<String>,
    bytes: axum::body::Bytes,
) -> Response {
    change(site, move |site| {
        let said: Said = body(&headers, uri.query(), &bytes)?;
        let editor = site.desk.editor(&headers, &said.editor)?;
        let current = decision(site, &id)?;
        let target = |typed: &str| target::read(site, typed, &current.content.date).map_err(|why| unfit(site, &current, why));
        let act = match &said.doing {
            Doing::Confirm { link } => Act::Confirm(*link),
            Doing::Reject { link } => Act::Reject(*link),
            Doing::Reopen { link } => Act::Reopen(*link),
            Doing::Remove { link } => Act::Remove(*link),
            Doing::Correct { link, target: typed } => Act::Correct(*link, target(typed)?),
            Doing::Add { quote, target: typed } => Act::Add(quote.clone(), target(typed)?),
        };
        match say(site, &current, said.version, &act, &editor) {
            Ok(saved) => Reply::json(&DecisionView::new(site, &saved)),
            Err(Ok(error)) => Err(unfit(site, &current, refused(&error))),
            Err(Err(error)) => Err(conflict(site, error)),
        }
    })
    .await
}

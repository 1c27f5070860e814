//! `/api/v1/decisions`: reading and changing the register as JSON.
//!
//! A change needs `Content-Type: application/json`, which no form of another site can send unasked, and off
//! the machine `Authorization: Bearer TOKEN`. Who saves names the version that was read; 409 returns the
//! decision as it stands.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::handlers::{Filter, decision, tally};
use super::posts::{invalid, make, refused, save, say};
use super::{target, trouble};
use crate::decision::review::Act;
use crate::decision::{Change, Content, Decision, Link, LinkState, RegisterError, Status, state};
use crate::web::api::asked::{Asked, said_body};
use crate::web::api::paging::{Page, Paging};
use crate::web::api::policies::Nothing;
use crate::web::api::{Answered, Reply, answer};
use crate::web::error::Problem;
use crate::web::rights::same_site;
use crate::web::site::Site;
use crate::web::urls;

/// An answer to a change; nobody keeps it.
async fn change(site: Arc<Site>, work: impl FnOnce(&Site) -> Answered + Send + 'static) -> Response {
    let mut response = answer(site, work).await.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A decision with the state of each link.
#[derive(Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionView {
    /// Number in this register.
    id: i64,
    /// Random name that stays the same in other registers.
    uid: String,
    /// Counts the changes, from 1. Who saves names the version that was read.
    version: i64,
    #[serde(flatten)]
    content: Content,
    /// Its links, in the order of the text.
    links: Vec<LinkView>,
    /// When it was made: RFC 3339, UTC.
    created: String,
    /// When it was changed last.
    updated: String,
    /// Who changed it last.
    editor: String,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// A link of a decision, and how the clause stands now.
#[derive(Serialize, ToSchema)]
#[schema(as = DecisionLinkWithState)]
pub struct LinkView {
    #[serde(flatten)]
    link: Link,
    /// Whether the words it was pinned to still stand there; none for a link that leads to no clause.
    state: Option<LinkState>,
    /// The page of the clause.
    #[schema(format = "uri-reference")]
    url: Option<String>,
}

impl DecisionView {
    /// Of a decision.
    pub fn new(site: &Site, decision: &Decision) -> Self {
        let reader = site.reader();
        let view = |link: &Link| LinkView {
            state: link.pin.as_ref().map(|pin| state(pin, &reader)),
            url: link.pin.as_ref().map(|p| urls::clause_text(&p.policy, &p.address)),
            link: link.clone(),
        };
        let decision = decision.clone();
        DecisionView {
            id: decision.id,
            uid: decision.uid,
            version: decision.version,
            links: decision.links.iter().map(view).collect(),
            content: decision.content,
            created: decision.created,
            updated: decision.updated,
            editor: decision.editor,
            url: urls::decision(decision.id),
        }
    }
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

/// Decisions.
#[derive(Serialize, ToSchema)]
pub struct Decisions {
    #[serde(flatten)]
    page: Page,
    /// Those of this page, the one changed last first.
    decisions: Vec<DecisionLine>,
}

/// A decision in a list.
#[derive(Serialize, ToSchema)]
pub struct DecisionLine {
    /// Number in this register.
    id: i64,
    /// Random name that stays the same in other registers.
    uid: String,
    /// Counts the changes.
    version: i64,
    /// Its title.
    title: String,
    /// Its number, as typed.
    number: String,
    /// Its date, an ISO date or nothing.
    date: String,
    /// Who decides.
    organisation: String,
    /// How far it has come.
    status: Status,
    /// When it was changed last.
    updated: String,
    /// Who changed it last.
    editor: String,
    /// Its links that count.
    links: usize,
    /// Links that nobody has looked at.
    open: usize,
    /// Links that somebody should look at.
    doubtful: usize,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// The decisions of the register.
#[utoipa::path(get, path = "/api/v1/decisions", operation_id = "listDecisions", tag = "decisions", extensions(("x-title-zh" = json!("全部决定"))), params(DecisionsParams, Paging), responses((status = 200, description = "A page of the list.", body = Decisions)))]
pub async fn list(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let asked = Asked::new(uri.query());
        let (_, paging): (DecisionsParams, Paging) = asked.read_page()?;
        let (found, _) = Filter::read(&asked.params)?.apply(site)?;
        let page = Page::new(uri.path(), &asked.params, paging, found.len());
        let line = |d: &Decision| {
            let (links, open, doubtful) = tally(site, d);
            let c = d.content.clone();
            DecisionLine {
                id: d.id,
                uid: d.uid.clone(),
                version: d.version,
                title: c.title,
                number: c.number,
                date: c.date,
                organisation: c.organisation,
                status: c.status,
                updated: d.updated.clone(),
                editor: d.editor.clone(),
                links,
                open,
                doubtful,
                url: urls::decision(d.id),
            }
        };
        Reply::page(&Decisions { decisions: page.cut(&found).iter().map(line).collect(), page: page.clone() }, &page)
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

/// The history of a decision.
#[derive(Serialize, ToSchema)]
pub struct History {
    /// Number of the decision.
    id: i64,
    /// All changes, the first one first; nothing is ever taken out.
    changes: Vec<Change>,
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

/// A decision as it is sent; what is left out stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DecisionToSave, example = json!({"title": "关于某某创新中心的批复", "text": "根据《工业和信息化部关于完善制造业创新体系，推进制造业创新中心建设的指导意见》（工信部科〔2016〕273号），批复如下。"}))]
pub struct Sent {
    /// Its title; must not be empty.
    #[serde(default)]
    title: Option<String>,
    /// Its number.
    #[serde(default)]
    number: Option<String>,
    /// Its date, an ISO date, or nothing.
    #[serde(default)]
    date: Option<String>,
    /// Who decides.
    #[serde(default)]
    organisation: Option<String>,
    /// Its text, Markdown.
    #[serde(default)]
    text: Option<String>,
    /// How far it has come.
    #[serde(default)]
    status: Option<Status>,
    /// The version that was read; needed to save.
    #[serde(default)]
    version: Option<i64>,
    /// The name in the history, on the machine itself.
    #[serde(default)]
    editor: String,
}

impl Sent {
    /// Over what is there: fields that are not sent stay.
    fn over(&self, content: &Content) -> Result<Content, Problem> {
        let pick = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
        let next = Content {
            title: pick(&self.title, &content.title),
            number: pick(&self.number, &content.number),
            date: pick(&self.date, &content.date),
            organisation: pick(&self.organisation, &content.organisation),
            text: pick(&self.text, &content.text),
            status: self.status.unwrap_or(content.status),
        };
        next.checked().map_err(|wrong| {
            let words: Vec<String> = wrong.iter().map(|w| format!("{}：{}", w.field(), invalid(w))).collect();
            Problem::invalid_body(words.join(" "))
        })
    }
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
            Problem::conflict(format!("{}已保存第 {} 版；请先读取再改。", now.editor, now.version)).with("current", current)
        }
        other => trouble(&other),
    }
}

/// Makes a decision. Its citations are found and linked.
///
/// Off the machine itself a change needs `Authorization: Bearer TOKEN`.
#[utoipa::path(post, path = "/api/v1/decisions", operation_id = "createDecision", tag = "decisions", extensions(("x-title-zh" = json!("新建决定"))), request_body = Sent, responses((status = 201, description = "The decision.", body = DecisionView)))]
pub async fn create(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, headers: HeaderMap, bytes: axum::body::Bytes) -> Response {
    change(site, move |site| {
        let sent: Sent = body(&headers, uri.query(), &bytes)?;
        let editor = site.desk.editor(&headers, &sent.editor)?;
        site.desk.register()?;
        let content = sent.over(&Content::default())?;
        let made = make(site, &content, &editor).map_err(|e| conflict(site, e))?;
        Ok(Reply::json(&DecisionView::new(site, &made))?.status(StatusCode::CREATED))
    })
    .await
}

/// Saves a decision over the version that was read; 409 gives the decision as it stands.
#[utoipa::path(put, path = "/api/v1/decisions/{id}", operation_id = "saveDecision", tag = "decisions", extensions(("x-title-zh" = json!("修改决定"))), request_body(content = Sent, example = json!({"version": 1, "status": "issued"})),
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
        let sent: Sent = body(&headers, uri.query(), &bytes)?;
        let editor = site.desk.editor(&headers, &sent.editor)?;
        let current = decision(site, &id)?;
        let version = sent.version.ok_or_else(|| Problem::invalid_body("缺少 version：你读取的是第几版。"))?;
        let content = sent.over(&current.content)?;
        let saved = save(site, &current, version, &content, &editor).map_err(|e| conflict(site, e))?;
        Reply::json(&DecisionView::new(site, &saved))
    })
    .await
}

/// What somebody says of a link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LinkToReview, example = json!({"version": 2, "act": "confirm", "link": 1}))]
pub struct Said {
    /// The version that was read.
    version: i64,
    /// What is done.
    act: Doing,
    /// Number of the link; for all but `add`.
    #[serde(default)]
    link: i64,
    /// For `add`: the words of the text.
    #[serde(default)]
    quote: String,
    /// For `correct` and `add`: 《办法》第三条, or the address of a page.
    #[serde(default)]
    target: String,
    /// The name in the history, on the machine itself.
    #[serde(default)]
    editor: String,
}

/// What is done with a link.
#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = LinkAct)]
enum Doing {
    /// It is right.
    Confirm,
    /// It leads elsewhere.
    Correct,
    /// It is no citation.
    Reject,
    /// It is to be looked at again.
    Reopen,
    /// A link is made by hand.
    Add,
    /// A link made by hand is taken out.
    Remove,
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
        let target = || target::read(site, &said.target, &current.content.date).map_err(Problem::invalid_body);
        let act = match said.act {
            Doing::Confirm => Act::Confirm(said.link),
            Doing::Reject => Act::Reject(said.link),
            Doing::Reopen => Act::Reopen(said.link),
            Doing::Remove => Act::Remove(said.link),
            Doing::Correct => Act::Correct(said.link, target()?),
            Doing::Add => Act::Add(said.quote.clone(), target()?),
        };
        match say(site, &current, said.version, &act, &editor) {
            Ok(saved) => Reply::json(&DecisionView::new(site, &saved)),
            Err(Ok(error)) => Err(Problem::invalid_body(refused(&error))),
            Err(Err(error)) => Err(conflict(site, error)),
        }
    })
    .await
}

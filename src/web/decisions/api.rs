//! `/api/v1/decisions`: reading and changing the register as JSON.
//!
//! A change needs `Content-Type: application/json`, which no form of another site can send unasked, and off
//! the machine `Authorization: Bearer TOKEN`. Who saves names the version that was read; 409 returns the
//! decision as it stands.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::handlers::{Filter, decision, tally};
use super::posts::{invalid, make, refused, save, say};
use super::{editor_name, target, trouble};
use crate::decision::review::Act;
use crate::decision::{Content, Decision, Invalid, RegisterError, state};
use crate::message::Message;
use crate::web::error::Problem;
use crate::web::handlers::on_thread;
use crate::web::language;
use crate::web::query::Params;
use crate::web::rights::same_site;
use crate::web::site::Site;
use crate::web::urls;

async fn answer(site: Arc<Site>, work: impl FnOnce(&Site) -> Result<(StatusCode, Value), Problem> + Send + 'static) -> Response {
    let done = on_thread(site, |site| {
        Ok(match work(site) {
            Ok((status, value)) => (status, [(header::CACHE_CONTROL, "no-store")], Json(value)).into_response(),
            Err(problem) => problem.into_json(),
        })
    });
    done.await.unwrap_or_else(Problem::into_json)
}

fn value(data: &impl serde::Serialize) -> Result<Value, Problem> {
    serde_json::to_value(data).map_err(|_| Problem::internal())
}

/// A decision with the state of each link.
pub fn describe(site: &Site, decision: &Decision) -> Result<Value, Problem> {
    let reader = site.reader();
    let mut out = value(decision)?;
    for (link, json) in decision.links.iter().zip(out["links"].as_array_mut().into_iter().flatten()) {
        json["state"] = match &link.pin {
            Some(pin) => value(&state(pin, &reader))?,
            None => Value::Null,
        };
        json["url"] = link.pin.as_ref().map(|p| urls::clause_text(&p.policy, &p.address)).into();
    }
    out["url"] = json!(urls::decision(decision.id));
    Ok(out)
}

/// GET `/api/v1/decisions`: `q`, `status`, `state=doubtful`, `limit`, `offset`.
pub async fn list(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Response {
    answer(site, |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let (found, _) = Filter::read(&params)?.apply(site)?;
        let limit = params.number("limit", 1000)?.unwrap_or(100);
        let offset = params.number("offset", 1_000_000)?.unwrap_or(0);
        let line = |d: &Decision| {
            let (links, open, doubtful) = tally(site, d);
            let c = &d.content;
            json!({
                "id": d.id, "uid": d.uid, "version": d.version, "title": c.title, "number": c.number, "date": c.date,
                "organisation": c.organisation, "status": c.status, "updated": d.updated, "editor": d.editor,
                "links": links, "open": open, "doubtful": doubtful, "url": urls::decision(d.id),
            })
        };
        let lines: Vec<Value> = found.iter().skip(offset).take(limit).map(line).collect();
        Ok((StatusCode::OK, json!({ "total": found.len(), "decisions": lines })))
    })
    .await
}

/// GET `/api/v1/decisions/{id}`
pub async fn one(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Response {
    answer(site, move |site| Ok((StatusCode::OK, describe(site, &decision(site, &id)?)?))).await
}

/// GET `/api/v1/decisions/{id}/history`
pub async fn history(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Response {
    answer(site, move |site| {
        let decision = decision(site, &id)?;
        let changes = site.desk.register()?.history(decision.id).map_err(|e| trouble(&e))?;
        Ok((StatusCode::OK, json!({ "id": decision.id, "changes": value(&changes)? })))
    })
    .await
}

/// What a change is sent as.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    number: Option<String>,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    organisation: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    status: Option<crate::decision::Status>,
    /// The version that was read.
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
            let one = |w: &Invalid| language::say(&Message::new("said-because").with("what", w.field()).with("why", invalid(w)));
            let words: Vec<String> = wrong.iter().map(one).collect();
            Problem::bad_request(words.join(" "))
        })
    }
}

/// Reads a body, after the guards.
fn body<T: serde::de::DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Problem> {
    same_site(headers)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Problem::bad_request(Message::new("decisions-json-type")));
    }
    serde_json::from_slice(body).map_err(|e| Problem::bad_request(Message::new("decisions-json-wrong").with("error", e.to_string())))
}

/// An error of the register; a conflict with the decision as it stands.
fn conflict(site: &Site, error: RegisterError) -> Result<(StatusCode, Value), Problem> {
    match error {
        RegisterError::Conflict(now) => {
            let detail = Message::new("decisions-json-conflict").with("editor", editor_name(&now.editor)).with("version", now.version);
            let (title, detail) = (language::say(&Message::new("problem-conflict")), language::say(&detail));
            let current = describe(site, &now)?;
            let body = json!({ "type": "about:blank", "title": title, "status": 409, "detail": detail, "current": current });
            Ok((StatusCode::CONFLICT, body))
        }
        other => Err(trouble(&other)),
    }
}

/// POST `/api/v1/decisions`
pub async fn create(State(site): State<Arc<Site>>, headers: HeaderMap, bytes: axum::body::Bytes) -> Response {
    answer(site, move |site| {
        let sent: Sent = body(&headers, &bytes)?;
        let editor = site.desk.editor(&headers, &sent.editor)?;
        site.desk.register()?;
        let content = sent.over(&Content::default())?;
        match make(site, &content, &editor) {
            Ok(made) => Ok((StatusCode::CREATED, describe(site, &made)?)),
            Err(error) => conflict(site, error),
        }
    })
    .await
}

/// PUT `/api/v1/decisions/{id}`
pub async fn save_one(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>, bytes: axum::body::Bytes) -> Response {
    answer(site, move |site| {
        let sent: Sent = body(&headers, &bytes)?;
        let editor = site.desk.editor(&headers, &sent.editor)?;
        let current = decision(site, &id)?;
        let version = sent.version.ok_or_else(|| Problem::bad_request(Message::new("decisions-json-version")))?;
        let content = sent.over(&current.content)?;
        match save(site, &current, version, &content, &editor) {
            Ok(saved) => Ok((StatusCode::OK, describe(site, &saved)?)),
            Err(error) => conflict(site, error),
        }
    })
    .await
}

/// What somebody says of a link.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    version: i64,
    /// `confirm`, `correct`, `reject`, `reopen`, `add`, `remove`
    act: String,
    #[serde(default)]
    link: i64,
    /// For `add`: the words of the text.
    #[serde(default)]
    quote: String,
    /// For `correct` and `add`: 《办法》第三条, or the address of a page.
    #[serde(default)]
    target: String,
    #[serde(default)]
    editor: String,
}

/// POST `/api/v1/decisions/{id}/links`
pub async fn review(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>, bytes: axum::body::Bytes) -> Response {
    answer(site, move |site| {
        let said: Said = body(&headers, &bytes)?;
        let editor = site.desk.editor(&headers, &said.editor)?;
        let current = decision(site, &id)?;
        let target = || target::read(site, &said.target, &current.content.date).map_err(Problem::bad_request);
        let act = match said.act.as_str() {
            "confirm" => Act::Confirm(said.link),
            "reject" => Act::Reject(said.link),
            "reopen" => Act::Reopen(said.link),
            "remove" => Act::Remove(said.link),
            "correct" => Act::Correct(said.link, target()?),
            "add" => Act::Add(said.quote.clone(), target()?),
            other => {
                return Err(Problem::bad_request(Message::new("decisions-json-act").with("act", other)));
            }
        };
        match say(site, &current, said.version, &act, &editor) {
            Ok(saved) => Ok((StatusCode::OK, describe(site, &saved)?)),
            Err(Ok(error)) => Err(Problem::bad_request(refused(&error))),
            Err(Err(error)) => conflict(site, error),
        }
    })
    .await
}

//! Checking a text on a page, as a file and in the programming interface.
//!
//! Recipe: `page` answers `/check`, `api` answers `/api/v1/check`; `form` reads what was sent (a form with or without
//! a file), `view` holds what the template prints. What is sent is used for the one answer: it is neither stored nor
//! logged, and no answer may be kept by a cache.

mod form;
mod page;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, body::Bytes};
use serde::Deserialize;
use serde_json::{Value, json};
use tower_http::limit::RequestBodyLimitLayer;

use super::error::Problem;
use super::handlers::on_thread;
use super::live::Live;
use super::site::Site;
use super::urls;
use crate::cite::{Checker, Report};
use crate::message::Message;

/// Bytes of a text with its form at most; the draft of a long decision has a tenth of it.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The routes of the page and of the programming interface.
pub fn routes() -> Router<Live> {
    Router::new()
        .route(urls::CHECK, get(page::ask).post(page::answer))
        .route("/api/v1/check", post(api))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
        .layer(RequestBodyLimitLayer::new(MAX_BYTES))
}

/// Checks a text on a date; without one on the date in the text, else today.
fn check(site: &Site, text: &str, date: Option<&str>) -> Report {
    let reader = site.reader();
    let checker = Checker { library: reader.library, resolver: reader.resolver, lexicon: reader.lexicon };
    checker.check(text, date, &jiff::Zoned::now().date().to_string())
}

/// A day of the calendar, typed as 2026-03-01 or 2026年3月1日; none for no words.
fn day(typed: &str) -> Result<Option<String>, Message> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let plain = crate::text::fold(typed).replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = plain.split('-').collect();
    let padded = match parts.as_slice() {
        [y, m, d] => format!("{y}-{m:0>2}-{d:0>2}"),
        _ => plain.clone(),
    };
    let date: Result<jiff::civil::Date, _> = padded.parse();
    date.map(|d| Some(d.to_string())).map_err(|_| Message::new("check-date-wrong"))
}

/// An answer that nobody keeps.
fn private(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What a request looks like.
const JSON_EXAMPLE: &str = r#"{"text": "…", "date": "2026-03-01"}"#;

/// What the programming interface takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    text: String,
    #[serde(default)]
    date: Option<String>,
}

/// POST `/api/v1/check`: `{"text","date"}` as JSON gives the report; see [`crate::cite::SCHEMA`].
async fn api(State(site): State<Arc<Site>>, body: Bytes) -> Response {
    let done = on_thread(site, move |site| {
        let told = |sent: Sent| -> Result<Value, Problem> {
            let date = day(sent.date.as_deref().unwrap_or_default()).map_err(Problem::bad_request)?;
            let report = check(site, &sent.text.replace("\r\n", "\n"), date.as_deref());
            let mut out = serde_json::to_value(&report).map_err(|_| Problem::internal())?;
            for list in ["citations", "quotations"] {
                for item in out[list].as_array_mut().into_iter().flatten() {
                    let target: Option<crate::extract::Target> = serde_json::from_value(item["target"].clone()).ok();
                    item["url"] = json!(target.map(|t| urls::clause_text(&t.policy, &t.address)));
                }
            }
            Ok(out)
        };
        let sent: Result<Sent, _> = serde_json::from_slice(&body);
        let sent = sent
            .map_err(|e| Problem::bad_request(Message::new("check-json-wrong").with("example", JSON_EXAMPLE).with("error", e.to_string())));
        Ok(match sent.and_then(told) {
            Ok(value) => (StatusCode::OK, Json(value)).into_response(),
            Err(problem) => problem.into_json(),
        })
    });
    private(done.await.unwrap_or_else(Problem::into_json))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_read_as_people_write_them() {
        assert_eq!(day(""), Ok(None));
        for typed in ["2026-03-01", "2026年3月1日", "2026.3.1", "２０２６／３／１", " 2026-3-1 "] {
            assert_eq!(day(typed), Ok(Some("2026-03-01".to_owned())), "{typed}");
        }
        assert!(day("2026-02-30").is_err() && day("昨天").is_err());
    }
}

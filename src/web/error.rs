//! What goes wrong, said so that the reader knows what to do next.
//!
//! One value, two forms: a page with links that lead on, and for the programming interface a problem
//! object (RFC 9457).

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::frame::{Frame, Link, Nav, page};
use super::language::say;
use super::urls;
use crate::message::Message;

/// A request that cannot be answered as asked.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Status of the answer.
    pub status: StatusCode,
    /// What happened, in a few words: the name of a text.
    pub title: &'static str,
    /// What was asked, what was expected.
    pub detail: Message,
    /// What was typed, for a search; empty when there is nothing to search for.
    pub typed: String,
    /// Where to go instead: nearest documents, nearest clauses.
    pub links: Vec<Link>,
}

impl Problem {
    /// 400: the address holds something that is not what was expected.
    pub fn bad_request(detail: impl Into<Message>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "problem-request", detail)
    }

    /// 403: this may not be done, or not from there.
    pub fn forbidden(detail: impl Into<Message>) -> Self {
        Problem::new(StatusCode::FORBIDDEN, "problem-forbidden", detail)
    }

    /// 413: more than is read.
    pub fn too_large() -> Self {
        let detail = Message::new("problem-large-detail");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "problem-large", detail)
    }

    /// 421: the site was called by a name that is not its own.
    pub fn misdirected() -> Self {
        let detail = Message::new("problem-host-detail");
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "problem-host", detail)
    }

    /// 409: somebody else was faster.
    pub fn conflict(detail: impl Into<Message>) -> Self {
        Problem::new(StatusCode::CONFLICT, "problem-conflict", detail)
    }

    /// 503: something outside the program is not as it should be.
    pub fn unavailable(detail: impl Into<Message>) -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-unavailable", detail)
    }

    /// 404: there is no such thing here.
    pub fn not_found(detail: impl Into<Message>) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "problem-not-found", detail)
    }

    /// 405: only reading is offered.
    pub fn method_not_allowed() -> Self {
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "problem-method", Message::new("problem-method-detail"))
    }

    /// 500: a defect of the program.
    pub fn internal() -> Self {
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "problem-internal", Message::new("problem-internal-detail"))
    }

    /// 503: it took too long.
    pub fn timeout() -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "problem-timeout", Message::new("problem-timeout-detail"))
    }

    fn new(status: StatusCode, title: &'static str, detail: impl Into<Message>) -> Self {
        Problem { status, title, detail: detail.into(), typed: String::new(), links: Vec::new() }
    }

    /// Offers a search for what was typed.
    pub fn typed(mut self, typed: impl Into<String>) -> Self {
        self.typed = typed.into();
        self
    }

    /// Offers other places to go.
    pub fn links(mut self, links: Vec<Link>) -> Self {
        self.links = links;
        self
    }

    /// As an answer of the programming interface.
    pub fn into_json(self) -> Response {
        let body = serde_json::json!({
            "type": "about:blank",
            "title": say(&Message::new(self.title)),
            "status": self.status.as_u16(),
            "detail": say(&self.detail),
            "see": self.links.iter().map(|l| serde_json::json!({"title": l.text, "href": l.href})).collect::<Vec<_>>(),
        });
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.status;
        let search = (!self.typed.is_empty()).then(|| urls::search_for(&self.typed));
        let (title, detail) = (say(&Message::new(self.title)), say(&self.detail));
        let frame = Frame::new(title.as_str(), Nav::None).query(&self.typed);
        page(status, &ProblemPage { frame, problem: self, title, detail, search })
    }
}

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: Problem,
    title: String,
    detail: String,
    search: Option<String>,
}

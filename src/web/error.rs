//! What goes wrong, said so that the reader knows what to do next.
//!
//! One value, two forms: a page with links that lead on, and for the programming interface a problem
//! object (RFC 9457).

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::frame::{Frame, Link, Nav, page};
use super::kind::Kind;
use super::language::say;
use super::urls;
use crate::message::Message;

/// A request that cannot be answered as asked.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind it is; its status is that of an answer in the programming interface.
    pub kind: Kind,
    /// Status of a page.
    pub status: StatusCode,
    /// What happened, in a few words: the name of a text.
    pub title: &'static str,
    /// What was asked, what was expected.
    pub detail: Message,
    /// What was typed, for a search; empty when there is nothing to search for.
    pub typed: String,
    /// Where to go instead: nearest documents, nearest clauses.
    pub links: Vec<Link>,
    /// What else a program can use.
    pub extra: Box<Extra>,
}

/// What a program can use of a problem besides its kind.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    /// The decision as it stands, what stood at an address.
    pub more: Map<String, Value>,
}

/// A problem as the programming interface says it (RFC 9457), `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Kind of the problem: an address that explains it, relative to this site. It never changes.
    #[serde(rename = "type")]
    #[schema(format = "uri-reference", example = "/api/problems#unknown-parameter")]
    pub kind: String,
    /// What happened, in a few words, in the language of the request (`Accept-Language`).
    pub title: String,
    /// Status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What was asked and what was expected, in the same language.
    pub detail: String,
    /// What was asked: path and query of the request.
    #[schema(format = "uri-reference")]
    pub instance: String,
    /// The parameter that is wrong, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parameter: Option<String>,
    /// Where to go instead: nearest documents, clauses, names.
    pub see: Vec<See>,
    /// `current` with a conflict: the decision as it stands. `was`, `nearest` and `newer` with what is gone.
    #[serde(flatten)]
    #[schema(ignore)]
    pub more: Map<String, Value>,
}

/// A place to go.
#[derive(Debug, Serialize, ToSchema)]
pub struct See {
    /// Its words.
    pub title: String,
    /// Its address.
    pub href: String,
}

impl Problem {
    /// 400: the address holds something that is not what was expected.
    pub fn bad_request(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::BadRequest, "problem-request", detail)
    }

    /// 400: a parameter has a value that is not allowed.
    pub fn invalid(parameter: &str, detail: impl Into<Message>) -> Self {
        Problem::new(Kind::InvalidParameter, "problem-parameter", detail).of(parameter)
    }

    /// 400: there is no such parameter.
    pub fn unknown_parameter(parameter: &str, detail: impl Into<Message>) -> Self {
        Problem::new(Kind::UnknownParameter, "problem-no-parameter", detail).of(parameter)
    }

    /// 400: the body is not what was expected.
    pub fn invalid_body(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::InvalidBody, "problem-body", detail)
    }

    /// 415: the body is not said to be JSON.
    pub fn not_json() -> Self {
        Problem::new(Kind::UnsupportedMediaType, "problem-not-json", Message::new("problem-not-json-detail"))
    }

    /// A parameter names something that is not known: 400 as a page, 404 in the programming interface.
    pub fn unknown_name(parameter: &str, detail: impl Into<Message>) -> Self {
        let problem = Problem::new(Kind::UnknownName, "problem-request", detail);
        Problem { status: StatusCode::BAD_REQUEST, ..problem.of(parameter) }
    }

    /// 404: values that are right one by one and do not fit each other, so that nothing can be found.
    pub fn nothing_fits(parameter: &str, detail: impl Into<Message>) -> Self {
        Problem::new(Kind::NothingFits, "problem-nothing-fits", detail).of(parameter)
    }

    /// 410: it was there once.
    pub fn gone(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::Gone, "problem-gone", detail)
    }

    /// 403: this may not be done, or not from there.
    pub fn forbidden(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::Forbidden, "problem-forbidden", detail)
    }

    /// 413: more than is read.
    pub fn too_large() -> Self {
        let detail = Message::new("problem-large-detail");
        Problem::new(Kind::TooLarge, "problem-large", detail)
    }

    /// 421: the site was called by a name that is not its own.
    pub fn misdirected() -> Self {
        let detail = Message::new("problem-host-detail");
        Problem::new(Kind::Misdirected, "problem-host", detail)
    }

    /// 409: somebody else was faster.
    pub fn conflict(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::Conflict, "problem-conflict", detail)
    }

    /// 409: what was said does not fit what is there.
    pub fn unfit(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::Conflict, "problem-unfit", detail)
    }

    /// 503: something outside the program is not as it should be.
    pub fn unavailable(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::Unavailable, "problem-unavailable", detail)
    }

    /// 404: there is no such thing here.
    pub fn not_found(detail: impl Into<Message>) -> Self {
        Problem::new(Kind::NotFound, "problem-not-found", detail)
    }

    /// 405: only reading is offered.
    pub fn method_not_allowed() -> Self {
        Problem::new(Kind::MethodNotAllowed, "problem-method", Message::new("problem-method-detail"))
    }

    /// 500: a defect of the program.
    pub fn internal() -> Self {
        Problem::new(Kind::Internal, "problem-internal", Message::new("problem-internal-detail"))
    }

    /// 503: it took too long.
    pub fn timeout() -> Self {
        Problem::new(Kind::Timeout, "problem-timeout", Message::new("problem-timeout-detail"))
    }

    fn new(kind: Kind, title: &'static str, detail: impl Into<Message>) -> Self {
        Problem {
            kind,
            status: kind.status(),
            title,
            detail: detail.into(),
            typed: String::new(),
            links: Vec::new(),
            extra: Box::default(),
        }
    }

    /// Names the parameter that is wrong.
    fn of(mut self, parameter: &str) -> Self {
        self.extra.parameter = Some(parameter.to_owned());
        self
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

    /// With something a program can use.
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.extra.more.insert(name.to_owned(), value);
        self
    }

    /// As an answer without a form, which the router gives it: see [`super::router()`].
    pub fn carried(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }

    /// As an answer of the programming interface to a request for `instance`, its path and query.
    pub fn into_json(self, instance: &str) -> Response {
        let status = self.kind.status();
        let body = ProblemBody {
            kind: self.kind.url(),
            title: say(&Message::new(self.title)),
            status: status.as_u16(),
            detail: say(&self.detail),
            instance: instance.to_owned(),
            parameter: self.extra.parameter,
            see: self.links.into_iter().map(|l| See { title: l.text, href: l.href }).collect(),
            more: self.extra.more,
        };
        let mut response = (status, Json(body)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

impl IntoResponse for Problem {
    /// As a page; the problem travels along, so that the programming interface can say it in its own form.
    fn into_response(self) -> Response {
        let told = self.clone();
        let status = self.status;
        let search = (!self.typed.is_empty()).then(|| urls::search_for(&self.typed));
        let (title, detail) = (say(&Message::new(self.title)), say(&self.detail));
        let frame = Frame::new(title.as_str(), Nav::None).query(&self.typed);
        let mut response = page(status, &ProblemPage { frame, problem: self, title, detail, search });
        response.extensions_mut().insert(told);
        response
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

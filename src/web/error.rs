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
use super::urls;

/// A request that cannot be answered as asked.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind it is; its status is that of an answer in the programming interface.
    pub kind: Kind,
    /// Status of a page.
    pub status: StatusCode,
    /// What happened, in a few words.
    pub title: String,
    /// What was asked, what was expected.
    pub detail: String,
    /// What was typed, for a search; empty when there is nothing to search for.
    pub typed: String,
    /// Where to go instead: nearest documents, nearest clauses.
    pub links: Vec<Link>,
    /// The parameter that is wrong.
    pub parameter: Option<String>,
    /// What else a program can use: the decision as it stands, what stood at an address.
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
    /// What happened, in a few words, in Chinese.
    pub title: String,
    /// Status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// What was asked and what was expected, in Chinese.
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
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Problem::new(Kind::BadRequest, "请求有误", detail)
    }

    /// 400: a parameter has a value that is not allowed.
    pub fn invalid(parameter: &str, detail: impl Into<String>) -> Self {
        Problem { parameter: Some(parameter.to_owned()), ..Problem::new(Kind::InvalidParameter, "参数的值不对", detail) }
    }

    /// 400: there is no such parameter.
    pub fn unknown_parameter(parameter: &str, detail: impl Into<String>) -> Self {
        Problem { parameter: Some(parameter.to_owned()), ..Problem::new(Kind::UnknownParameter, "没有这个参数", detail) }
    }

    /// 400: the body is not what was expected.
    pub fn invalid_body(detail: impl Into<String>) -> Self {
        Problem::new(Kind::InvalidBody, "提交的内容不对", detail)
    }

    /// 415: the body is not said to be JSON.
    pub fn not_json() -> Self {
        Problem::new(Kind::UnsupportedMediaType, "不是 JSON", "请用 Content-Type: application/json 提交。")
    }

    /// A parameter names something that is not known: 400 as a page, 404 in the programming interface.
    pub fn unknown_name(parameter: &str, detail: impl Into<String>) -> Self {
        let problem = Problem::new(Kind::UnknownName, "请求有误", detail);
        Problem { parameter: Some(parameter.to_owned()), status: StatusCode::BAD_REQUEST, ..problem }
    }

    /// 410: it was there once.
    pub fn gone(detail: impl Into<String>) -> Self {
        Problem::new(Kind::Gone, "已经没有了", detail)
    }

    /// 403: this may not be done, or not from there.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Problem::new(Kind::Forbidden, "不能这样做", detail)
    }

    /// 413: more than is read.
    pub fn too_large() -> Self {
        let detail = "提交的内容太长，没有保存。请返回上一页，删减后再提交；已填的内容还在那里。";
        Problem::new(Kind::TooLarge, "内容太长", detail)
    }

    /// 421: the site was called by a name that is not its own.
    pub fn misdirected() -> Self {
        let detail = "本站只在本机使用，请用 http://127.0.0.1 或 http://localhost 打开。经代理访问时，启动时用 --host 写明域名。";
        Problem::new(Kind::Misdirected, "域名不对", detail)
    }

    /// 409: somebody else was faster.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Problem::new(Kind::Conflict, "已被他人修改", detail)
    }

    /// 503: something outside the program is not as it should be.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Problem::new(Kind::Unavailable, "暂时不能用", detail)
    }

    /// 404: there is no such thing here.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Problem::new(Kind::NotFound, "没有找到", detail)
    }

    /// 405: only reading is offered.
    pub fn method_not_allowed() -> Self {
        Problem::new(Kind::MethodNotAllowed, "不支持这种请求", "这里只能读取（GET 或 HEAD），不接受提交。")
    }

    /// 500: a defect of the program.
    pub fn internal() -> Self {
        Problem::new(
            Kind::Internal,
            "程序出错",
            "处理这个请求时程序出错，其他页面不受影响。请记下网址告诉维护者；运行窗口里有详细原因。",
        )
    }

    /// 503: it took too long.
    pub fn timeout() -> Self {
        Problem::new(Kind::Timeout, "处理超时", "这个请求用时太长，已经停止。请缩小范围再试。")
    }

    fn new(kind: Kind, title: &str, detail: impl Into<String>) -> Self {
        Problem {
            kind,
            status: kind.status(),
            title: title.to_owned(),
            detail: detail.into(),
            typed: String::new(),
            links: Vec::new(),
            parameter: None,
            more: Map::new(),
        }
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
        self.more.insert(name.to_owned(), value);
        self
    }

    /// As an answer without a form, which the router gives it: see [`super::router`].
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
            title: self.title,
            status: status.as_u16(),
            detail: self.detail,
            instance: instance.to_owned(),
            parameter: self.parameter,
            see: self.links.into_iter().map(|l| See { title: l.text, href: l.href }).collect(),
            more: self.more,
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
        let frame = Frame::new(&self.title, Nav::None).query(&self.typed);
        let mut response = page(status, &ProblemPage { frame, problem: self, search });
        response.extensions_mut().insert(told);
        response
    }
}

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: Problem,
    search: Option<String>,
}

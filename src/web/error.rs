//! What goes wrong, said so that the reader knows what to do next.
//!
//! One value, two forms: a page with links that lead on, and for the programming interface a problem
//! object (RFC 9457).

use askama::Template;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::frame::{Frame, Link, Nav, page};
use super::urls;

/// A request that cannot be answered as asked.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Status of the answer.
    pub status: StatusCode,
    /// What happened, in a few words.
    pub title: String,
    /// What was asked, what was expected.
    pub detail: String,
    /// What was typed, for a search; empty when there is nothing to search for.
    pub typed: String,
    /// Where to go instead: nearest documents, nearest clauses.
    pub links: Vec<Link>,
}

impl Problem {
    /// 400: the address holds something that is not what was expected.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, "请求有误", detail)
    }

    /// 403: this may not be done, or not from there.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::FORBIDDEN, "不能这样做", detail)
    }

    /// 413: more than is read.
    pub fn too_large() -> Self {
        let detail = "提交的内容太长，没有保存。请返回上一页，删减后再提交；已填的内容还在那里。";
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "内容太长", detail)
    }

    /// 421: the site was called by a name that is not its own.
    pub fn misdirected() -> Self {
        let detail = "本站只在本机使用，请用 http://127.0.0.1 或 http://localhost 打开。经代理访问时，启动时用 --host 写明域名。";
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "域名不对", detail)
    }

    /// 409: somebody else was faster.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::CONFLICT, "已被他人修改", detail)
    }

    /// 503: something outside the program is not as it should be.
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "暂时不能用", detail)
    }

    /// 404: there is no such thing here.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::NOT_FOUND, "没有找到", detail)
    }

    /// 405: only reading is offered.
    pub fn method_not_allowed() -> Self {
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "不支持这种请求", "这里只能读取（GET 或 HEAD），不接受提交。")
    }

    /// 500: a defect of the program.
    pub fn internal() -> Self {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "程序出错",
            "处理这个请求时程序出错，其他页面不受影响。请记下网址告诉维护者；运行窗口里有详细原因。",
        )
    }

    /// 503: it took too long.
    pub fn timeout() -> Self {
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "处理超时", "这个请求用时太长，已经停止。请缩小范围再试。")
    }

    fn new(status: StatusCode, title: &str, detail: impl Into<String>) -> Self {
        Problem { status, title: title.to_owned(), detail: detail.into(), typed: String::new(), links: Vec::new() }
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
            "title": self.title,
            "status": self.status.as_u16(),
            "detail": self.detail,
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
        let frame = Frame::new(&self.title, Nav::None).query(&self.typed);
        page(status, &ProblemPage { frame, problem: self, search })
    }
}

#[derive(Template)]
#[template(path = "pages/problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: Problem,
    search: Option<String>,
}

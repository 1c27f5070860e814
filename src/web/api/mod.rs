//! `/api/v1`: the same answers as JSON.
//!
//! Recipe: [`paths`] mounts every handler together with its description, so that nothing is answered that
//! `/api/openapi.json` ([`document`]) does not describe; [`mod@asked`] reads a query as it is described, [`paging`] cuts
//! lists into pages, [`answer`] does the work on a thread of its own and writes compact JSON with keys in the order of
//! the types. A problem travels as [`Problem`] and gets its form (RFC 9457) in the router. [`mod@reference`] is the page
//! for people, made from the same description.

pub mod asked;
pub mod citing;
pub mod compare;
pub mod document;
pub mod exports;
pub mod kin;
pub mod paging;
pub mod policies;
pub mod quality;
pub mod reference;
pub mod search;

use std::sync::Arc;

use axum::Router;
use axum::extract::OriginalUri;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use tower_http::cors::CorsLayer;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};
use utoipa_axum::routes;

use self::asked::Asked;
use self::paging::Page;
use super::error::Problem;
use super::frame::Link;
use super::handlers::on_thread;
use super::live::Live;
use super::site::Site;
use super::{check, decisions, language, urls};
use crate::message::Message;

/// What is sent back.
pub struct Reply {
    status: StatusCode,
    body: Vec<u8>,
    link: Option<HeaderValue>,
}

/// An answer, or a problem.
pub type Answered = Result<Reply, Problem>;

impl Reply {
    /// A value as JSON.
    ///
    /// # Errors
    /// [`Problem::internal`] for what JSON cannot say.
    pub fn json(value: &impl Serialize) -> Answered {
        let body = serde_json::to_vec(value).map_err(|_| Problem::internal())?;
        Ok(Reply { status: StatusCode::OK, body, link: None })
    }

    /// A page of a list as JSON, with its neighbours in the header.
    ///
    /// # Errors
    /// As [`Self::json`].
    pub fn page(value: &impl Serialize, page: &Page) -> Answered {
        Ok(Reply { link: page.header(), ..Reply::json(value)? })
    }

    /// The same with another status.
    pub fn status(self, status: StatusCode) -> Self {
        Reply { status, ..self }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
        let mut response = (self.status, headers, self.body).into_response();
        if let Some(link) = self.link {
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// Does the work of a request on a thread that may compute.
pub async fn answer(site: Arc<Site>, work: impl FnOnce(&Site) -> Answered + Send + 'static) -> Response {
    respond(site, |site| work(site).map(IntoResponse::into_response)).await
}

/// The same for work that makes its own answer: a file, a redirect.
pub async fn respond(site: Arc<Site>, work: impl FnOnce(&Site) -> Result<Response, Problem> + Send + 'static) -> Response {
    on_thread(site, work).await.unwrap_or_else(Problem::carried)
}

/// What a request for a list asks, and the path that its pages have.
pub fn asked(uri: &Uri) -> (Asked, String) {
    (Asked::new(uri.query()), uri.path().to_owned())
}

/// Mounts a handler at a path with a wildcard (`/policies/{*id}`) under the path it is described by (`/policies/{id}`,
/// where `/` in an id is sent as it is or as `%2F`).
fn mount(to: OpenApiRouter<Live>, at: &str, (schemas, paths, methods): UtoipaMethodRouter<Live>) -> OpenApiRouter<Live> {
    describe(to, (schemas, paths, methods.clone())).route(at, methods)
}

/// Describes a handler that another path's handler answers as well.
fn describe(mut to: OpenApiRouter<Live>, (schemas, paths, _): UtoipaMethodRouter<Live>) -> OpenApiRouter<Live> {
    let api = to.get_openapi_mut();
    api.paths.paths.extend(paths.paths);
    api.components.get_or_insert_default().schemas.extend(schemas);
    to
}

/// What is answered below `/api/v1`, each with its description; without what has bounds of its own.
fn small() -> OpenApiRouter<Live> {
    let plain = OpenApiRouter::new()
        .routes(routes!(search::find))
        .routes(routes!(exports::search))
        .routes(routes!(search::suggest))
        .routes(routes!(policies::list))
        .routes(routes!(compare::compare))
        .routes(routes!(exports::compare))
        .routes(routes!(compare::topics))
        .routes(routes!(compare::questions, compare::judge))
        .routes(routes!(compare::procedure))
        .routes(routes!(kin::side))
        .routes(routes!(kin::overview))
        .routes(routes!(citing::resolve))
        .routes(routes!(citing::graph))
        .routes(routes!(citing::missing))
        .routes(routes!(exports::missing))
        .routes(routes!(citing::radar))
        .routes(routes!(exports::radar))
        .routes(routes!(quality::quality));
    let at = mount(plain, "/policies/{*id}", routes!(policies::one));
    let at = mount(at, "/clauses/{*path}", routes!(policies::clause));
    let at = mount(at, "/akn/{*id}", routes!(exports::akn));
    let at = mount(at, "/lineage/{*path}", routes!(kin::document));
    let at = describe(at, routes!(kin::clause));
    let at = mount(at, "/cited/{*path}", routes!(citing::document));
    describe(at, routes!(citing::clause))
}

/// Every path with its description: those whose bodies are small, and those with bounds of their own.
pub fn paths() -> (OpenApiRouter<Live>, OpenApiRouter<Live>) {
    let bounded = decisions::paths().merge(check::paths());
    (OpenApiRouter::new().nest(urls::API, small()), bounded)
}

/// The programming interface as a router: `bounds` is laid over what has none of its own, `cors` over all.
pub fn routes(bounds: impl FnOnce(Router<Live>) -> Router<Live>, cors: Option<CorsLayer>) -> Router<Live> {
    let (small, bounded) = paths();
    let small = Router::from(small)
        .route(urls::OPENAPI, get(document::serve))
        .route(&format!("{}/", urls::API), get(nothing_here))
        .route(&format!("{}/{{*rest}}", urls::API), axum::routing::any(nothing_here))
        .method_not_allowed_fallback(method_not_allowed);
    let bounded = Router::from(bounded).method_not_allowed_fallback(method_not_allowed);
    let all = bounds(small).merge(bounded);
    match cors {
        Some(cors) => all.layer(cors),
        None => all,
    }
}

async fn nothing_here(OriginalUri(uri): OriginalUri) -> Response {
    let path: String = uri.path().chars().take(120).collect();
    let known = document::known_paths().into_iter().map(Message::plain);
    let detail = Message::new("api-no-path").with("path", path).list("known", known).with("base", urls::API);
    Problem::not_found(detail).links(vec![Link::new(urls::REFERENCE, language::say(&Message::new("api-title")))]).carried()
}

async fn method_not_allowed() -> Response {
    Problem::method_not_allowed().carried()
}

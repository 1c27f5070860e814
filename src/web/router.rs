//! Which address is answered by what, and what holds for every answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Request, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::cors::Cors;
use super::error::Problem;
use super::live::Live;
use super::site::Site;
use super::{
    api, applicant, assets, check, citing, comparing, conditional, decisions, handlers, holdings, kinship, language, mcp, report, sitemap,
    take_away, urls,
};
use crate::message::Message;

/// No request has a body that matters, but those of decisions and of checked texts, which have bounds of their own.
const MAX_BODY: usize = 64 * 1024;
/// Nothing here takes seconds; what does is stopped.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Only what the site itself serves is loaded, nothing inline, nothing framed elsewhere.
const SECURITY_POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// All routes over a site, or over the one that is shown at the time of each request.
pub fn router(site: impl Into<Live>) -> Router {
    router_with(site, &Cors::default())
}

/// The same for other origins too, whose pages may read the programming interface.
pub fn router_with(site: impl Into<Live>, cors: &Cors) -> Router {
    let live: Live = site.into();
    let fixed = |name: HeaderName, value: &'static str| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let small = |routes: Router<Live>| routes.layer(DefaultBodyLimit::max(MAX_BODY)).layer(RequestBodyLimitLayer::new(MAX_BODY));
    let pages = Router::new()
        .route(urls::HOME, get(handlers::home))
        .route(urls::SEARCH, get(handlers::find_clauses))
        .route("/search.csv", get(take_away::csv))
        .route("/search.json", get(take_away::json))
        .route("/compare.csv", get(take_away::comparison))
        .route("/compare.xlsx", get(take_away::comparison))
        .route("/compare.docx", get(take_away::comparison))
        .route("/compare.md", get(take_away::comparison))
        .route("/compare.json", get(take_away::comparison))
        .route("/feed.atom", get(take_away::atom))
        .route("/p/{*path}", get(handlers::policy))
        .route("/r/{*typed}", get(handlers::lookup))
        .route(urls::COMPARE, get(comparing::page_of))
        .route("/compare/chart.svg", get(comparing::chart_file))
        .route(urls::ELIGIBILITY, get(applicant::ask).post(applicant::judge))
        .route(urls::PROCEDURE, get(applicant::procedure))
        .route(urls::SIDE, get(kinship::side))
        .route(urls::LINEAGE, get(kinship::lineage))
        .route("/lineage/{*path}", get(kinship::document))
        .route("/cited/{*path}", get(citing::cited))
        .route(urls::GRAPH, get(citing::graph))
        .route(urls::MISSING, get(citing::missing))
        .route("/missing.csv", get(citing::missing_file))
        .route(urls::RADAR, get(citing::radar))
        .route("/radar.csv", get(citing::radar_file))
        .route(urls::CORPUS, get(holdings::corpus))
        .route(urls::QUALITY, get(holdings::quality))
        .route(urls::HELP, get(handlers::help))
        .route(urls::REFERENCE, get(api::reference::page_of))
        .route(urls::PROBLEMS, get(api::reference::problems))
        .route("/sitemap.xml", get(sitemap::sitemap))
        .route("/sitemap/{part}", get(sitemap::part))
        .route("/robots.txt", get(sitemap::robots))
        .route("/healthz", get(handlers::healthz))
        .route("/static/{name}", get(assets::serve));
    let assistants = if live.site().talks_mcp() { mcp::routes(&live) } else { Router::new() };
    let routes = small(pages)
        .merge(decisions::routes())
        .merge(check::routes())
        .merge(report::routes())
        .merge(api::routes(small, cors.layer()))
        .merge(assistants)
        .fallback(handlers::nothing_here)
        .method_not_allowed_fallback(handlers::method_not_allowed)
        .layer(from_fn_with_state(live.clone(), known_host))
        .with_state(live)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| Problem::internal().carried()))
        .layer(from_fn(problems));
    language::spoken(routes)
        .layer(from_fn(conditional::answer))
        .layer(CompressionLayer::new())
        .layer(map_response(conditional::encoded))
        .layer(fixed(header::CONTENT_SECURITY_POLICY, SECURITY_POLICY))
        .layer(fixed(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(header::REFERRER_POLICY, "same-origin"))
        .layer(fixed(HeaderName::from_static("cross-origin-opener-policy"), "same-origin"))
        .layer(fixed(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"))
}

/// On loopback, answers only under a local name: see [`super::rights`].
async fn known_host(State(site): State<Arc<Site>>, request: Request<axum::body::Body>, next: Next) -> Response {
    if site.desk.rights.knows_host(request.headers()) {
        return next.run(request).await;
    }
    Problem::misdirected().into_response()
}

/// Gives every problem its form: a page, or in the programming interface a problem object that says what was asked.
/// Errors that the layers and extractors raise themselves become problems here.
async fn problems(request: Request<axum::body::Body>, next: Next) -> Response {
    let uri = request.uri().clone();
    let mut response = next.run(request).await;
    if uri.path() == urls::MCP {
        // Its clients read the errors of their own protocol.
        return response;
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let bare = !kind.starts_with("text/html") && !kind.starts_with("application/");
    let carried = response.extensions_mut().remove::<Problem>();
    let shown = carried.is_some() && !bare;
    let problem = carried.or(match response.status() {
        StatusCode::BAD_REQUEST if bare => Some(Problem::bad_request(Message::new("asked-bytes"))),
        StatusCode::SERVICE_UNAVAILABLE if bare => Some(Problem::timeout()),
        StatusCode::PAYLOAD_TOO_LARGE if bare => Some(Problem::too_large()),
        _ => None,
    });
    let is_api =
        uri.path() == urls::OPENAPI || uri.path().strip_prefix(urls::API).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let mut formed = match problem {
        Some(problem) if is_api => problem.into_json(uri.path_and_query().map_or(uri.path(), |p| p.as_str())),
        Some(problem) if !shown => problem.into_response(),
        _ => return response,
    };
    // What belongs to the answer and not to its form: the methods that are offered.
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        formed.headers_mut().insert(header::ALLOW, allow);
    }
    formed
}

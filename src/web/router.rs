//! Which address is answered by what, and what holds for every answer.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, Request, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use super::error::Problem;
use super::live::Live;
use super::site::Site;
use super::{api, applicant, assets, check, citing, comparing, decisions, handlers, holdings, kinship, language, take_away, urls};

/// No request has a body that matters, but those of decisions and of checked texts, which have bounds of their own.
const MAX_BODY: usize = 64 * 1024;
/// Nothing here takes seconds; what does is stopped.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Only what the site itself serves is loaded, nothing inline, nothing framed elsewhere.
const SECURITY_POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// All routes over a site, or over the one that is shown at the time of each request.
pub fn router(site: impl Into<Live>) -> Router {
    let live: Live = site.into();
    let fixed = |name: HeaderName, value: &'static str| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    let routes = Router::new()
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
        .route("/healthz", get(handlers::healthz))
        .route("/static/{name}", get(assets::serve))
        .nest(urls::API, api::routes())
        .fallback(handlers::nothing_here)
        .method_not_allowed_fallback(handlers::method_not_allowed)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .merge(decisions::routes())
        .merge(check::routes())
        .layer(from_fn_with_state(live.clone(), known_host))
        .with_state(live)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT))
        .layer(from_fn(bare_errors))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| Problem::internal().into_response()));
    language::spoken(routes)
        .layer(CompressionLayer::new())
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

/// Gives the errors that the layers and extractors raise themselves the form of all others.
async fn bare_errors(request: Request<axum::body::Body>, next: Next) -> Response {
    let is_api = request.uri().path().starts_with(urls::API);
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let bare = !kind.starts_with("text/html") && !kind.starts_with("application/");
    let problem = match response.status() {
        StatusCode::BAD_REQUEST if bare => Problem::bad_request("网址里有不能识别的字节；网址应当是 UTF-8 编码。"),
        StatusCode::SERVICE_UNAVAILABLE if bare => Problem::timeout(),
        StatusCode::PAYLOAD_TOO_LARGE if bare => Problem::too_large(),
        _ => return response,
    };
    if is_api { problem.into_json() } else { problem.into_response() }
}

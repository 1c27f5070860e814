//! Checking a text on a page, as a file and in the programming interface.
//!
//! Recipe: `page` answers `/check`, [`api`] answers `/api/v1/check`; `form` reads what was sent (a form with or without
//! a file), `view` holds what the template prints. What is sent is used for the one answer: it is neither stored nor
//! logged, and no answer may be kept by a cache.

pub mod api;
mod form;
mod page;
mod view;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use tower_http::limit::RequestBodyLimitLayer;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use super::live::Live;
use super::site::Site;
use super::urls;
use crate::cite::{Checker, Report};
use crate::message::Message;

/// Bytes of a text with its form at most; the draft of a long decision has a tenth of it.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;

/// The routes of the page.
pub fn routes() -> Router<Live> {
    Router::new()
        .route(urls::CHECK, get(page::ask).post(page::answer))
        .layer(DefaultBodyLimit::max(MAX_BYTES))
        .layer(RequestBodyLimitLayer::new(MAX_BYTES))
}

/// The routes of the programming interface, with their descriptions.
pub fn paths() -> OpenApiRouter<Live> {
    let small: UtoipaMethodRouter<Live> = routes!(api::check_text).layer(DefaultBodyLimit::max(MAX_BYTES));
    OpenApiRouter::new().routes(small.layer(RequestBodyLimitLayer::new(MAX_BYTES)))
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

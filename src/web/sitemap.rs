//! `/sitemap.xml` and `/robots.txt`: every page that is worth finding, for search engines (sitemaps.org, protocol 0.9).

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::error::Problem;
use super::handlers::{Answer, on_thread};
use super::site::Site;
use super::{take_away, urls};
use crate::message::Message;

/// Addresses in one file at most; more need an index of files (protocol 0.9).
const MOST: usize = 50_000;

/// Pages that are not documents.
const PAGES: [&str; 12] = [
    urls::HOME,
    urls::SEARCH,
    urls::COMPARE,
    urls::ELIGIBILITY,
    urls::PROCEDURE,
    urls::LINEAGE,
    urls::CORPUS,
    urls::GRAPH,
    urls::MISSING,
    urls::RADAR,
    urls::HELP,
    urls::REFERENCE,
];

/// A file of addresses, or of such files.
#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    index: bool,
    urls: Vec<String>,
}

fn xml(index: bool, urls: Vec<String>) -> Answer {
    let body = Sitemap { index, urls }.render().map_err(|_| Problem::internal())?;
    Ok(([(header::CONTENT_TYPE, "application/xml; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], body).into_response())
}

/// The addresses of all pages: the fixed ones and the documents.
fn all(site: &Site, origin: &str) -> Vec<String> {
    let documents = site.library.policies().iter().map(|p| urls::policy(&p.document.id));
    PAGES.iter().map(|p| (*p).to_owned()).chain(documents).map(|path| format!("{origin}{path}")).collect()
}

/// What `/sitemap.xml` says of `all` addresses, at most `most` to a file: whether it is an index, and its addresses.
fn whole(all: Vec<String>, origin: &str, most: usize) -> (bool, Vec<String>) {
    if all.len() <= most {
        return (false, all);
    }
    (true, (1..=all.len().div_ceil(most)).map(|n| format!("{origin}/sitemap/{n}.xml")).collect())
}

/// The `n`th file, from 1.
fn file(all: &[String], n: usize, most: usize) -> Option<&[String]> {
    all.chunks(most).nth(n.checked_sub(1)?)
}

/// `/sitemap.xml`
pub async fn sitemap(State(site): State<Arc<Site>>, headers: HeaderMap) -> Answer {
    let origin = take_away::origin(&headers);
    on_thread(site, move |site| {
        let (index, urls) = whole(all(site, &origin), &origin, MOST);
        xml(index, urls)
    })
    .await
}

/// `/sitemap/2.xml`: a part of a large one.
pub async fn part(State(site): State<Arc<Site>>, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let origin = take_away::origin(&headers);
    on_thread(site, move |site| {
        let all = all(site, &origin);
        let number = name.strip_suffix(".xml").and_then(|n| n.parse().ok());
        let found = number.and_then(|n| file(&all, n, MOST));
        let shown: String = name.chars().take(40).collect();
        let urls = found.ok_or_else(|| Problem::not_found(Message::new("api-no-part").with("name", shown)))?;
        xml(false, urls.to_vec())
    })
    .await
}

/// `/robots.txt`: everything may be read but what changes something or has no end.
pub async fn robots(headers: HeaderMap) -> Response {
    let origin = take_away::origin(&headers);
    let text = format!(
        "User-agent: *\nDisallow: /decisions/login\nDisallow: /decisions/new\nDisallow: /search?\nDisallow: /compare?\nSitemap: {origin}/sitemap.xml\n"
    );
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_addresses_are_divided_among_files() {
        let all: Vec<String> = (0..7).map(|n| format!("https://x.example/p/{n}")).collect();
        assert_eq!(whole(all.clone(), "https://x.example", 7), (false, all.clone()));
        let (index, files) = whole(all.clone(), "https://x.example", 3);
        assert!(index && files.len() == 3 && files[2] == "https://x.example/sitemap/3.xml", "{files:?}");
        let parts: Vec<String> = (1..=3).flat_map(|n| file(&all, n, 3).unwrap().to_vec()).collect();
        assert_eq!(parts, all);
        assert!(file(&all, 0, 3).is_none() && file(&all, 4, 3).is_none());
        let written = Sitemap { index: false, urls: vec!["https://x.example/?a&b<".into()] }.render().unwrap();
        assert!(written.contains("a&#38;b&#60;") || written.contains("a&amp;b&lt;"), "{written}");
    }
}

//! Every address of the site is built here, percent-encoded once.
//!
//! Pages take the finished strings; templates write only the fixed addresses (`/`, `/corpus` …) by hand.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::comparing::Comparing;
use super::query::SearchQuery;
use crate::clause::ClauseAddress;
use crate::policy::PolicyId;
use crate::search::Suggestion;

/// The start page.
pub const HOME: &str = "/";
/// Search.
pub const SEARCH: &str = "/search";
/// Comparison.
pub const COMPARE: &str = "/compare";
/// An applicant's figures against the conditions of each place.
pub const ELIGIBILITY: &str = "/eligibility";
/// The steps of each place.
pub const PROCEDURE: &str = "/procedure";
/// Clauses or documents side by side.
pub const SIDE: &str = "/side";
/// What is borrowed from where.
pub const LINEAGE: &str = "/lineage";
/// All documents.
pub const CORPUS: &str = "/corpus";
/// What is held and how well it was read.
pub const QUALITY: &str = "/quality";
/// Who cites whom.
pub const GRAPH: &str = "/graph";
/// Documents that are cited and not held.
pub const MISSING: &str = "/missing";
/// Citations whose document has changed since.
pub const RADAR: &str = "/radar";
/// All decisions.
pub const DECISIONS: &str = "/decisions";
/// Checking a text.
pub const CHECK: &str = "/check";
/// Reporting a mistake.
pub const REPORT: &str = "/report";
/// How to use the site.
pub const HELP: &str = "/help";
/// Where the programming interface begins.
pub const API: &str = "/api/v1";
/// Its reference page.
pub const REFERENCE: &str = "/api";
/// Its description for programs.
pub const OPENAPI: &str = "/api/openapi.json";
/// The kinds of its problems.
pub const PROBLEMS: &str = "/api/problems";
/// The Model Context Protocol, where it is switched on.
pub const MCP: &str = "/mcp";

/// What stays as it is in a part of a path and in a value of a query: the unreserved characters of
/// RFC 3986. Everything else, Chinese too, is encoded, so that an address survives being copied anywhere.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// A path whose parts are encoded and whose slashes stay.
fn path(text: &str) -> String {
    text.split('/').map(encode).collect::<Vec<_>>().join("/")
}

/// The same for paths that other rooms of the site put together.
pub(super) fn parts(text: &str) -> String {
    path(text)
}

/// A query string with its `?`; empty for no pairs.
pub fn query_string<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={}", encode(&value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// The page of a document.
///
/// ```
/// use tiaoli::web::urls;
/// assert_eq!(urls::policy(&"guangzhou/2025-36".parse().unwrap()), "/p/guangzhou/2025-36");
/// assert_eq!(urls::policy(&"云南/a b#1".parse().unwrap()), "/p/%E4%BA%91%E5%8D%97/a%20b%231");
/// ```
pub fn policy(id: &PolicyId) -> String {
    format!("/p/{}", path(id.as_str()))
}

/// The page of a clause; of the document when the address is empty.
pub fn clause(id: &PolicyId, address: &ClauseAddress) -> String {
    clause_text(id, &address.to_string())
}

/// The same from an address in its written form, as a citation's target holds it.
pub fn clause_text(id: &PolicyId, address: &str) -> String {
    if address.is_empty() { policy(id) } else { format!("{}/{}", policy(id), path(address)) }
}

/// The place of a clause on the page of its document.
pub fn clause_in_document(id: &PolicyId, address: &ClauseAddress) -> String {
    format!("{}#{address}", policy(id))
}

/// A form of a document; of a document that is one itself, the address is empty.
pub fn form(id: &PolicyId, address: &ClauseAddress) -> String {
    let form = format!("{}/{}", policy(id), super::forms::FORM);
    if address.steps().is_empty() { form } else { format!("{form}/{}", path(&address.to_string())) }
}

/// A form as a file: `docx`, `xlsx`, `json`.
pub fn form_file(id: &PolicyId, address: &ClauseAddress, format: &str) -> String {
    format!("{}.{format}", form(id, address))
}

/// Where a mistake in a clause is reported.
pub fn report(id: &PolicyId, address: &ClauseAddress) -> String {
    let at = if address.steps().is_empty() { id.to_string() } else { format!("{id}/{address}") };
    format!("{REPORT}?at={}", path(&at))
}

/// A text as a part of a path, for headers.
pub(super) fn encoded(text: &str) -> String {
    encode(text)
}

/// A search.
pub fn search(query: &SearchQuery) -> String {
    format!("{SEARCH}{}", query_string(query.pairs()))
}

/// A search for words, without filters.
pub fn search_for(words: &str) -> String {
    format!("{SEARCH}{}", query_string([("q", words.to_owned())]))
}

/// Where a suggestion leads: to the document, to the topic's row, or to the search.
pub fn suggestion(found: &Suggestion) -> String {
    match (&found.policy, &found.topic) {
        (Some(id), _) => policy(id),
        (None, Some(topic)) => compare(std::slice::from_ref(topic), &[]),
        (None, None) => search_for(&found.query),
    }
}

/// All hits of a search as a table (`csv`) or as data (`json`), or as a feed (`atom`).
pub fn export(query: &SearchQuery, format: &str) -> String {
    let query = query.with(|_| {});
    let base = if format == "atom" { "/feed.atom".to_owned() } else { format!("{SEARCH}.{format}") };
    format!("{base}{}", query_string(query.pairs()))
}

/// The document of a number or a title, wherever it is.
pub fn lookup(number_or_title: &str) -> String {
    format!("/r/{}", path(number_or_title))
}

/// A comparison of chosen topics and places; empty lists mean all.
pub fn compare(topics: &[String], places: &[String]) -> String {
    let topics = topics.iter().map(|t| ("topic", t.clone()));
    let places = places.iter().map(|p| ("place", p.clone()));
    format!("{COMPARE}{}", query_string(topics.chain(places)))
}

/// A page of the procedures of places; empty means all.
pub fn procedure(places: &[String], page: usize) -> String {
    format!("{PROCEDURE}{}", places_page(places, page))
}

/// A page of the conditions of places; empty means all.
pub fn eligibility(places: &[String], page: usize) -> String {
    format!("{ELIGIBILITY}{}", places_page(places, page))
}

fn places_page(places: &[String], page: usize) -> String {
    let page = (page > 1).then(|| ("page", page.to_string()));
    query_string(places.iter().map(|p| ("place", p.clone())).chain(page))
}

/// A page about one place: `/eligibility?place=云南`.
pub fn of_place(page: &str, place: &str) -> String {
    format!("{page}{}", query_string([("place", place.to_owned())]))
}

/// A comparison as its address says it.
pub fn comparing(state: &Comparing) -> String {
    format!("{COMPARE}{}", query_string(state.pairs()))
}

/// A comparison as a file: `csv`, `xlsx`, `docx`, `md`, `json`; whole, not only the page that is shown.
pub fn compare_file(state: &Comparing, format: &str) -> String {
    format!("{COMPARE}.{format}{}", query_string(state.whole().pairs()))
}

/// A picture of a comparison as a file.
pub fn chart_file(state: &Comparing) -> String {
    let pairs = state.whole().pairs().into_iter().map(|(name, value)| (if name == "chart" { "of" } else { name }, value));
    format!("{COMPARE}/chart.svg{}", query_string(pairs))
}

/// Clauses (`guangzhou/2025-36/5/2`) or documents side by side, the first being the measure.
pub fn side(places: &[String]) -> String {
    let pairs = super::kinship::NAMES.into_iter().zip(places);
    let pairs: Vec<String> = pairs.map(|(name, place)| format!("{name}={}", path(place))).collect();
    if pairs.is_empty() { SIDE.to_owned() } else { format!("{SIDE}?{}", pairs.join("&")) }
}

/// The same in the programming interface.
pub fn api_side(places: &[String]) -> String {
    side(places).replacen(SIDE, &format!("{API}{SIDE}"), 1)
}

/// What a document borrows and lends.
pub fn lineage(id: &PolicyId) -> String {
    format!("{LINEAGE}/{}", path(id.as_str()))
}

/// The same in the programming interface.
pub fn api_lineage(id: &PolicyId) -> String {
    format!("{API}{}", lineage(id))
}

/// The neighbourhood of a document in the graph of citations.
pub fn graph_of(id: &PolicyId) -> String {
    format!("{GRAPH}{}", query_string([("of", id.to_string())]))
}

/// A page of [`GRAPH`], [`MISSING`] or [`RADAR`] with its choices; `base` may end as a file does: `/missing.csv`.
pub fn citing(base: &str, pairs: Vec<(&str, String)>) -> String {
    format!("{base}{}", query_string(pairs.into_iter().filter(|(_, value)| !value.is_empty())))
}

/// All that cite a document (an empty address) or one of its clauses, from a page on.
pub fn cited(id: &PolicyId, address: &str, page: usize) -> String {
    let at = if address.is_empty() { path(id.as_str()) } else { format!("{}/{}", path(id.as_str()), path(address)) };
    let page = (page > 1).then(|| ("page", page.to_string()));
    format!("/cited/{at}{}", query_string(page))
}

/// The documents of a place in the list of all documents.
pub fn corpus_place(place: &str) -> String {
    citing(CORPUS, vec![("place", place.to_owned())])
}

/// The same page under the programming interface: `/api/v1` and the address of a page of the site.
pub fn api_policy(id: &PolicyId) -> String {
    format!("{API}/policies/{}", path(id.as_str()))
}

/// A document as Akoma Ntoso.
pub fn akn(id: &PolicyId) -> String {
    format!("{API}/akn/{}", path(id.as_str()))
}

/// A clause in the programming interface.
pub fn api_clause(id: &PolicyId, address: &ClauseAddress) -> String {
    format!("{API}/clauses/{}/{}", path(id.as_str()), path(&address.to_string()))
}

/// A comparison in the programming interface; whole, not only the page that is shown.
pub fn api_compare(state: &Comparing) -> String {
    format!("{API}/compare{}", query_string(state.whole().with(|s| s.chart = None).pairs()))
}

/// A search in the programming interface.
pub fn api_search(query: &SearchQuery) -> String {
    format!("{API}/search{}", query_string(query.pairs()))
}

/// A decision.
pub fn decision(id: i64) -> String {
    format!("{DECISIONS}/{id}")
}

/// A decision in the programming interface.
pub fn api_decision(id: i64) -> String {
    format!("{API}/decisions/{id}")
}

/// The decisions in the programming interface.
pub fn api_decisions() -> String {
    format!("{API}{DECISIONS}")
}

/// The list of decisions, filtered.
pub fn decisions(pairs: Vec<(&str, String)>) -> String {
    format!("{DECISIONS}{}", query_string(pairs))
}

/// A file of `web/static/`, with a version that changes whenever the file does.
pub fn asset(name: &str, version: &str) -> String {
    format!("/static/{}?v={version}", path(name))
}

/// An outside address of a manifest, when it is one that a browser opens as a page.
pub fn outside(address: &str) -> Option<&str> {
    let lower = address.trim().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then(|| address.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_encoded_once() {
        let id: PolicyId = "guangzhou/2025-36".parse().unwrap();
        let at = |a: &str| clause(&id, &a.parse().unwrap());
        assert_eq!(at("att1/5/2~2"), "/p/guangzhou/2025-36/att1/5/2~2");
        assert_eq!(at("第五条第二款"), "/p/guangzhou/2025-36/art-5/p2");
        assert_eq!(search_for("a&b=<c>"), "/search?q=a%26b%3D%3Cc%3E");
        assert_eq!(lookup("工信〔2016〕2号"), "/r/%E5%B7%A5%E4%BF%A1%E3%80%942016%E3%80%952%E5%8F%B7");
        assert_eq!(compare(&["support".into()], &["广西".into()]), "/compare?topic=support&place=%E5%B9%BF%E8%A5%BF");
        assert_eq!(compare(&[], &[]), "/compare");
    }

    #[test]
    fn only_web_addresses_lead_outside() {
        assert_eq!(outside(" https://www.gov.cn/x "), Some("https://www.gov.cn/x"));
        for bad in ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x", ""] {
            assert_eq!(outside(bad), None, "{bad}");
        }
    }
}

//! `/side` and `/lineage`, as pages: from a request to an answer.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::error::Problem;
use super::frame::{Link, page};
use super::handlers::{bad_address, on_thread};
use super::language::say;
use super::pages::clause::{Place, find, no_such_clause};
use super::pages::lineage::{DocumentLineagePage, LineagePage};
use super::pages::side::SidePage;
use super::query::Params;
use super::site::{Located, Site};
use super::urls;
use crate::clause::ClauseAddress;
use crate::compare::align::{Side, SideBySide, lay};
use crate::compare::lineage::Lineage;
use crate::index::PolicyRecord;
use crate::message::Message;
use crate::policy::PolicyId;
use crate::search::{SearchRequest, search};

/// Names of the sides in the address, in order.
pub const NAMES: [&str; 4] = ["a", "b", "c", "d"];

/// Hits that are offered as another side.
const OFFERED: usize = 12;

/// Documents whose headings stand in a table of lineage.
const HEADINGS: usize = 9;

/// A side as it was asked for.
pub struct Chosen {
    record: Arc<PolicyRecord>,
    address: Option<ClauseAddress>,
}

impl Chosen {
    /// `guangzhou/2025-36/5/2`, the form that `/side` reads.
    pub fn written(&self) -> String {
        let id = &self.record.parsed.document.id;
        self.address.as_ref().map_or_else(|| id.to_string(), |a| format!("{id}/{a}"))
    }

    /// The document.
    pub fn record(&self) -> &PolicyRecord {
        &self.record
    }

    /// The clause; none for the whole document.
    pub fn address(&self) -> Option<&ClauseAddress> {
        self.address.as_ref()
    }
}

/// Reads the sides; the address of a clause page is read as well as `policy/address`.
pub(super) fn chosen(site: &Site, params: &Params) -> Result<Vec<Chosen>, Problem> {
    let mut out = Vec::new();
    for typed in NAMES.iter().filter_map(|name| params.first(name)) {
        let path = typed.strip_prefix("/p/").unwrap_or(typed);
        let Located { record, rest } = site.locate(path)?;
        let address = if rest.is_empty() {
            None
        } else {
            let id = &record.parsed.document.id;
            let address: ClauseAddress = rest.parse().map_err(|_| bad_address(id, &rest))?;
            Some(match find(&record.parsed, &address) {
                Place::Here(_) => address,
                Place::Elsewhere(other) => other,
                Place::Nowhere => return Err(no_such_clause(&record.parsed, &rest, &address)),
            })
        };
        out.push(Chosen { record, address });
    }
    Ok(out)
}

pub(super) fn laid(site: &Site, chosen: &[Chosen]) -> SideBySide {
    let sides: Vec<Side<'_>> = chosen.iter().filter_map(|c| Side::new(&c.record.parsed, c.address.as_ref())).collect();
    lay(&sides, &site.lexicon)
}

/// `/side?a=…&b=…`: with one side, or none, the page on which another is chosen.
pub async fn side(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let chosen = chosen(site, &params)?;
        let words = params.first("q").unwrap_or_default();
        let hits = if words.is_empty() {
            Vec::new()
        } else {
            search(&site.library, &SearchRequest { query: words.to_owned(), limit: OFFERED, ..SearchRequest::default() }).hits
        };
        let mut offered: Vec<(String, Link)> = hits
            .iter()
            .map(|h| (format!("{}/{}", h.policy, h.address), Link::new("", h.heading_path.join(" › ")).note(h.title.as_str())))
            .collect();
        if words.is_empty()
            && let [only] = chosen.as_slice()
        {
            offered.extend(akin(site, only));
        }
        let laid = (chosen.len() > 1).then(|| laid(site, &chosen));
        Ok(page(StatusCode::OK, &SidePage::new(&chosen, laid, words, offered, &site.lexicon)))
    })
    .await
}

/// Clauses or documents that share words with the one that was chosen.
fn akin(site: &Site, only: &Chosen) -> Vec<(String, Link)> {
    let id = &only.record.parsed.document.id;
    let Some(lineage) = site.lineage_at_hand() else { return Vec::new() };
    match &only.address {
        Some(address) => {
            let family = lineage.clause(id, address);
            let places = family.sources.into_iter().map(|k| (k.kind, k.source)).chain(family.heirs.into_iter().map(|k| (k.kind, k.clause)));
            places
                .take(OFFERED)
                .map(|(kind, place)| {
                    let name = format!("{}{}", site.title(&place.policy), place.address.native());
                    (format!("{}/{}", place.policy, place.address), Link::new("", name).note(say(&kind.label())))
                })
                .collect()
        }
        None => {
            let Some(document) = lineage.document(id) else { return Vec::new() };
            let shares = document.sources.into_iter().chain(document.heirs);
            shares.take(OFFERED).map(|s| (s.policy.to_string(), Link::new("", site.title(&s.policy)))).collect()
        }
    }
}

/// The lineage, or the answer that it is not found yet.
pub(super) fn at_hand(site: &Site) -> Result<&Lineage, Problem> {
    site.lineage_at_hand().ok_or_else(|| Problem::unavailable(Message::new("lineage-not-yet")))
}

/// `/lineage`
pub async fn lineage(State(site): State<Arc<Site>>) -> Result<Response, Problem> {
    on_thread(site, |site| Ok(page(StatusCode::OK, &LineagePage::new(&at_hand(site)?.overview(), &|id| site.title(id))))).await
}

/// `/lineage/{policy}`
pub async fn document(State(site): State<Arc<Site>>, Path(path): Path<String>) -> Result<Response, Problem> {
    on_thread(site, move |site| {
        let (record, _) = whole(site, &path)?;
        let id = &record.parsed.document.id;
        let found = at_hand(site)?.document(id).ok_or_else(Problem::internal)?;
        // Each heading means reading its document, so only the documents that lend the most are read.
        let read: Vec<&PolicyId> = std::iter::once(id).chain(found.sources.iter().map(|s| &s.policy)).take(HEADINGS).collect();
        let heading = |place: &crate::compare::lineage::Place| {
            if !read.contains(&&place.policy) {
                return None;
            }
            let record = site.library.policy(&place.policy)?;
            record.parsed.clause(&place.address).map(|c| c.heading.clone()).filter(|h| !h.is_empty())
        };
        Ok(page(StatusCode::OK, &DocumentLineagePage::new(&found, &|id| site.title(id), &heading)))
    })
    .await
}

fn whole(site: &Site, path: &str) -> Result<(Arc<PolicyRecord>, ()), Problem> {
    let Located { record, rest } = site.locate(path)?;
    if rest.is_empty() {
        return Ok((record, ()));
    }
    let id = &record.parsed.document.id;
    let links = [(urls::lineage(id), "lineage-of-document"), (urls::clause_text(id, &rest), "lineage-open-clause")];
    let links = links.map(|(href, words)| Link::new(href, say(&Message::new(words))));
    let detail = Message::new("lineage-only-documents").with("policy", id.to_string()).with("rest", rest);
    Err(Problem::not_found(detail).links(links.into()))
}

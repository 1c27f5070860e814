//! From a request to a page.
//!
//! Each handler reads the address, asks the rooms above on a thread of its own (searching and
//! rendering are computation, not waiting), and prints the page.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::citing::ends;
use super::decisions::relying;
use super::error::Problem;
use super::frame::{Link, page};
use super::linked::Linked;
use super::pages::cited::CitersView;
use super::pages::clause::{ClausePage, Place, find, no_such_clause, path as clause_path};
use super::pages::document::DocumentPage;
use super::pages::help::HelpPage;
use super::pages::home::HomePage;
use super::pages::lineage::FamilyView;
use super::pages::lookup::LookupPage;
use super::pages::search::SearchPage;
use super::query::{Params, SearchQuery};
use super::reading::{Wish, original};
use super::site::{Located, Site};
use super::view::Context;
use super::{forms, language, lasting, nearest, take_away, urls};
use crate::clause::{Clause, ClauseAddress};
use crate::export::cite::Forms;
use crate::extract::Citation;
use crate::message::Message;
use crate::policy::{Policy, PolicyId};
use crate::search::{Facets, KIND_NAMES, ROLE_NAMES, SearchRequest, SearchResponse, Suggestion, SuggestionKind, search};

/// Names that are offered beside the hits.
const MEANT: usize = 5;

pub(super) type Answer = Result<Response, Problem>;

/// Does the work of a request on a thread that may compute.
pub async fn on_thread(site: Arc<Site>, work: impl FnOnce(&Site) -> Answer + Send + 'static) -> Answer {
    let asked = language::asked();
    tokio::task::spawn_blocking(move || language::within(asked, || work(&site))).await.unwrap_or_else(|_| Err(Problem::internal()))
}

fn params(query: Option<String>) -> Params {
    Params::parse(&query.unwrap_or_default())
}

/// A lasting move to the one right address of a thing.
fn moved(to: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to.to_owned())]).into_response()
}

/// `/`
pub async fn home(State(site): State<Arc<Site>>) -> Answer {
    on_thread(site, |site| {
        let home = HomePage::new(site.library.policies(), site.library.failures().len(), |q| site.finds(q));
        Ok(page(StatusCode::OK, &home))
    })
    .await
}

/// `/search`
pub async fn find_clauses(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let query = SearchQuery::read(&params(query))?;
        let mut response = if query.is_empty() {
            SearchResponse::default()
        } else {
            search(&site.library, &SearchRequest { explain: true, ..query.request() })
        };
        if query.is_filtered() {
            response.facets = facets(site, &query, response.facets);
        }
        let meant = meant(site, &query, response.total);
        Ok(page(StatusCode::OK, &SearchPage::new(query, response, &meant, &site.lexicon)))
    })
    .await
}

/// The list that stands in for suggestions while typing: documents, authorities and topics whose name is like the
/// query; words too when nothing was found.
fn meant(site: &Site, query: &SearchQuery, total: usize) -> Vec<Suggestion> {
    if query.q.is_empty() || query.page > 1 {
        return Vec::new();
    }
    let mut found = site.suggester().suggest(&query.q, 30);
    found.retain(|s| total == 0 || !matches!(s.kind, SuggestionKind::Term | SuggestionKind::Place));
    found.truncate(MEANT);
    found
}

/// The counts of each filter as if that filter were not set, so that another value can be added to it.
///
/// A fact is matched as a whole: with a role or a value set, the count of a kind is that of clauses with one fact
/// of all of it, which is asked for.
fn facets(site: &Site, query: &SearchQuery, found: Facets) -> Facets {
    let answer = |query: &SearchQuery| search(&site.library, &SearchRequest { limit: 1, ..query.request() });
    let without = |change: &dyn Fn(&mut SearchQuery)| answer(&query.with(change)).facets;
    let mut facets = Facets {
        places: if query.places.is_empty() { found.places } else { without(&|q| q.places.clear()).places },
        levels: if query.levels.is_empty() { found.levels } else { without(&|q| q.levels.clear()).levels },
        years: if query.from.or(query.to).is_none() { found.years } else { without(&|q| (q.from, q.to) = (None, None)).years },
        authorities: if query.authorities.is_empty() { found.authorities } else { without(&|q| q.authorities.clear()).authorities },
        topics: if query.topics.is_empty() { found.topics } else { without(&|q| q.topics.clear()).topics },
        kinds: found.kinds,
        roles: found.roles,
    };
    let valued = !(query.min.is_empty() && query.max.is_empty());
    if valued || !query.kinds.is_empty() || !query.roles.is_empty() {
        let total = |change: &dyn Fn(&mut SearchQuery)| answer(&query.with(change)).total;
        let roles = ROLE_NAMES.iter().map(|(role, _)| (*role, total(&|q| q.roles = vec![*role])));
        facets.roles = roles.filter(|(role, count)| *count > 0 || query.roles.contains(role)).collect();
        // The unit of a value says its kind already.
        let kinds = KIND_NAMES.iter().map(|(kind, _)| *kind).filter(|kind| !valued || query.kinds.contains(kind));
        let kinds = kinds.map(|kind| (kind, total(&|q| q.kinds = vec![kind])));
        facets.kinds = kinds.filter(|(kind, count)| *count > 0 || query.kinds.contains(kind)).collect();
    }
    facets
}

/// `/p/{id}` and `/p/{id}/{address}`
pub async fn policy(State(site): State<Arc<Site>>, Path(path): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    let base = take_away::origin(&headers);
    on_thread(site, move |site| {
        let Located { record, rest } = match site.locate(&path) {
            Ok(located) => located,
            Err(problem) => return lasting::answer(site, &path, problem),
        };
        let document = &record.parsed.document;
        let resolve = |c: &Citation| site.resolve(document, c);
        let title = |id: &PolicyId| site.title(id);
        let context = Context { lexicon: &site.lexicon, resolve: &resolve, title: &title };
        if forms::asks(&rest) {
            return forms::answer(site, &record, &rest);
        }
        if rest == original::ORIGINAL {
            return original::answer(site, &record);
        }
        let wish = Wish::read(&params(query))?;
        if rest.is_empty() {
            if path.ends_with('/') {
                return Ok(moved(&urls::policy(&document.id)));
            }
            let decisions = relying(site, &document.id, None);
            let cited_by = CitersView::new(site, &document.id, None);
            let shown = DocumentPage::new(site, &record, &context, cited_by, &wish).ended(ends(site, &document.id)).relied_on_by(decisions);
            let shown = shown.cited(cited(document, &[], &base)).filled_in(forms::links(&record, &site.lexicon));
            return Ok(page(StatusCode::OK, &shown.linked(Linked::document(site, document, &base))));
        }
        let address: ClauseAddress = rest.parse().map_err(|_| bad_address(&document.id, &rest))?;
        match find(&record.parsed, &address) {
            Place::Here(at) if address.to_string() == rest && !path.ends_with('/') => {
                let cited_by = CitersView::new(site, &document.id, Some(&address));
                let found = site.lineage_at_hand().map(|l| l.clause(&document.id, &address));
                let family = found.map_or_else(FamilyView::waiting, |f| FamilyView::new(&f, &title));
                let decisions = relying(site, &document.id, Some(&rest));
                let former = lasting::former(site, &document.id, &rest);
                let cited = cited(document, &clause_path(&record.parsed, at), &base);
                let shown = ClausePage::new(site, &record, at, &context, &wish).related(cited_by, family).relied_on_by(decisions);
                let linked = Linked::page(&base, &urls::clause(&document.id, &address));
                Ok(page(StatusCode::OK, &shown.formerly(former).cited(cited).linked(linked)))
            }
            Place::Here(_) => Ok(moved(&wish.on(&urls::clause(&document.id, &address)))),
            Place::Elsewhere(address) => Ok(moved(&wish.on(&urls::clause(&document.id, &address)))),
            Place::Nowhere => lasting::answer(site, &path, no_such_clause(&record.parsed, &rest, &address)),
        }
    })
    .await
}

/// The forms to cite a document or a clause in, on this day; `base` is where the site is reached.
pub fn cited(document: &Policy, path: &[&Clause], base: &str) -> Option<Forms> {
    let url = path.last().map_or_else(|| urls::policy(&document.id), |c| urls::clause(&document.id, &c.address));
    let today = jiff::Zoned::now().date().to_string();
    Forms::of(document, path, &format!("{base}{url}"), &today)
}

/// 404: what stands behind the id is no address.
pub fn bad_address(id: &PolicyId, typed: &str) -> Problem {
    let whole = Link::new(urls::policy(id), language::say(&Message::new("asked-whole-document")));
    Problem::not_found(Message::new("asked-address").with("typed", typed)).typed(typed).links(vec![whole])
}

/// `/r/{number or title}`
pub async fn lookup(State(site): State<Arc<Site>>, Path(typed): Path<String>) -> Answer {
    on_thread(site, move |site| {
        match site.lookup(&typed).as_slice() {
            [] => {
                let links = nearest::documents(site.library.policies(), &typed);
                Err(Problem::not_found(Message::new("asked-not-held").with("typed", &typed)).typed(typed).links(links))
            }
            // Not for ever: a document that is added tomorrow may fit as well.
            [only] => Ok(Redirect::temporary(&urls::policy(only)).into_response()),
            several => {
                let links = several.iter().filter_map(|id| site.library.summary(id)).map(nearest::link).collect();
                Ok(page(StatusCode::MULTIPLE_CHOICES, &LookupPage::new(&typed, links)))
            }
        }
    })
    .await
}

/// `/help`
pub async fn help() -> Response {
    page(StatusCode::OK, &HelpPage::new())
}

/// `/healthz`: the program answers.
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// Everything else.
pub async fn nothing_here(State(site): State<Arc<Site>>, uri: Uri) -> Problem {
    let path = percent_encoding::percent_decode_str(uri.path()).decode_utf8_lossy();
    let typed: String = path.trim_matches('/').replace('/', " ").chars().take(80).collect();
    let links = nearest::documents(site.library.policies(), &typed);
    let shown: String = path.chars().take(120).collect();
    Problem::not_found(Message::new("asked-no-page").with("path", shown)).typed(typed).links(links)
}

/// A method other than GET and HEAD.
pub async fn method_not_allowed() -> Problem {
    Problem::method_not_allowed()
}

//! Reading decisions on pages.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::pages::{FormPage, Forms, ListPage, LoginPage, OnePage, Row, VersionPage, frame};
use super::view::{self, LinkView};
use super::{LOCAL_NAME, editor_name, no_such_decision, trouble};
use crate::decision::state::{PieceKind, difference};
use crate::decision::{Content, Decision, Review, Status, state};
use crate::message::Message;
use crate::resolve::Outcome;
use crate::text::fold;
use crate::web::error::Problem;
use crate::web::frame::{Link, page};
use crate::web::handlers::on_thread;
use crate::web::query::Params;
use crate::web::rights::{self, Who};
use crate::web::site::Site;
use crate::web::urls;

/// Decisions on one page of the list.
const PAGE_SIZE: usize = 50;
/// Cookie with the name that somebody on this machine gave last.
const NAME: &str = "tiaoli_name";

type Answer = Result<Response, Problem>;

/// What the forms of a page need, and a cookie to set.
pub fn forms(site: &Site, headers: &HeaderMap) -> (Forms, Option<String>) {
    let rights = &site.desk.rights;
    let (token, set) = rights.form_token(headers);
    let who = rights.who(headers);
    let name = match &who {
        Who::Editor(name) => name.clone(),
        Who::Local => rights::cookie(headers, NAME)
            .map(|n| percent_encoding::percent_decode_str(&n).decode_utf8_lossy().into_owned())
            .map_or_else(|| editor_name(LOCAL_NAME), |n| editor_name(&n)),
        Who::Reader => String::new(),
    };
    let may_edit = who != Who::Reader && site.desk.register.is_some();
    let forms = Forms { may_edit, asks_name: who == Who::Local, may_log_in: who == Who::Reader && rights.has_editors(), name, token };
    (forms, set)
}

/// The cookie that remembers a name.
pub fn remember(name: &str, headers: &HeaderMap) -> String {
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC).to_string();
    rights::set_cookie(NAME, &encoded, Duration::from_secs(365 * 24 * 3600), headers)
}

/// A page, with a cookie where one is to be set. What is shown to one reader is kept by no cache.
pub fn answer(status: StatusCode, template: &impl Template, cookie: Option<String>) -> Response {
    let mut response = page(status, template);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(value) = cookie.and_then(|c| HeaderValue::from_str(&c).ok()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A decision by its number as typed.
pub fn decision(site: &Site, id: &str) -> Result<Decision, Problem> {
    let number: i64 = id.parse().map_err(|_| no_such_decision(id))?;
    site.desk.register()?.get(number).map_err(|e| trouble(&e))?.ok_or_else(|| no_such_decision(id))
}

/// What a list is filtered by.
pub struct Filter {
    /// Words that title, number, organisation or text contain.
    pub q: String,
    /// How far it has come.
    pub status: Option<Status>,
    /// Only those with doubtful links.
    pub doubtful: bool,
}

impl Filter {
    /// Reads `q`, `status` and `state`.
    ///
    /// # Errors
    /// A [`Problem`] that names the value and what was expected.
    pub fn read(params: &Params) -> Result<Filter, Problem> {
        let status = match params.first("status") {
            None => None,
            Some(name) => {
                Some(Status::named(name).ok_or_else(|| Problem::bad_request(Message::new("decisions-no-status").with("name", name)))?)
            }
        };
        Ok(Filter { q: params.first("q").unwrap_or_default().to_owned(), status, doubtful: params.first("state") == Some("doubtful") })
    }

    /// The decisions that fit, the one changed last first.
    ///
    /// # Errors
    /// A [`Problem`] when the register cannot be read.
    pub fn apply(&self, site: &Site) -> Result<(Vec<Decision>, usize), Problem> {
        let mut list = match &site.desk.register {
            Some(register) => register.list().map_err(|e| trouble(&e))?,
            None => Vec::new(),
        };
        let all = list.len();
        let words: Vec<String> = self.q.split_whitespace().map(fold).collect();
        list.retain(|d| {
            let c = &d.content;
            let text = fold(&format!("{}\n{}\n{}\n{}", c.title, c.number, c.organisation, c.text));
            self.status.is_none_or(|s| s == c.status) && words.iter().all(|w| text.contains(w)) && (!self.doubtful || tally(site, d).2 > 0)
        });
        Ok((list, all))
    }
}

/// Links of a decision that count, that nobody has looked at, and that are doubtful.
pub fn tally(site: &Site, decision: &Decision) -> (usize, usize, usize) {
    let reader = site.reader();
    let links: Vec<_> = decision.links.iter().filter(|l| l.review != Review::Rejected).collect();
    let doubtful = |l: &&&crate::decision::Link| match &l.pin {
        Some(pin) => {
            !state(pin, &reader).holds() || (l.review == Review::Open && !matches!(l.outcome, Outcome::Found | Outcome::OtherVersion))
        }
        None => l.review == Review::Open,
    };
    (links.len(), links.iter().filter(|l| l.review == Review::Open).count(), links.iter().filter(doubtful).count())
}

/// `/decisions`
pub async fn list(State(site): State<Arc<Site>>, headers: HeaderMap, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, move |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let filter = Filter::read(&params)?;
        let at = params.number("page", 100_000)?.unwrap_or(1).max(1);
        let (found, all) = filter.apply(site)?;
        let (forms, cookie) = forms(site, &headers);
        let row = |d: &Decision| {
            let (links, open, doubtful) = tally(site, d);
            let c = d.content.clone();
            let status = view::status_name(c.status);
            Row {
                href: urls::decision(d.id),
                title: c.title,
                number: c.number,
                date: c.date,
                organisation: c.organisation,
                status,
                links,
                open,
                doubtful,
            }
        };
        let to = |n: usize| {
            let mut pairs = vec![("q", filter.q.clone())];
            pairs.extend(filter.status.map(|s| ("status", s.as_str().to_owned())));
            pairs.extend(filter.doubtful.then(|| ("state", "doubtful".to_owned())));
            pairs.push(("page", n.to_string()));
            urls::decisions(pairs)
        };
        let page = ListPage {
            frame: frame(Message::new("decisions-title")),
            forms,
            rows: found.iter().skip((at - 1) * PAGE_SIZE).take(PAGE_SIZE).map(row).collect(),
            total: found.len(),
            all,
            previous: (at > 1).then(|| to(at - 1)),
            next: (found.len() > at * PAGE_SIZE).then(|| to(at + 1)),
            status: filter.status.map(|s| s.as_str().to_owned()).unwrap_or_default(),
            doubtful: filter.doubtful,
            q: filter.q.clone(),
        };
        Ok(answer(StatusCode::OK, &page, cookie))
    })
    .await
}

/// The page of a decision; `change` alters it, after an error.
pub fn show(site: &Site, headers: &HeaderMap, decision: &Decision, status: StatusCode, change: impl FnOnce(&mut OnePage)) -> Answer {
    let (forms, cookie) = forms(site, headers);
    let links = view::links(site, decision);
    let placed: Vec<(crate::text::Span, &LinkView)> = decision.links.iter().map(|l| l.span).zip(&links).collect();
    let text = view::text(&decision.content, &placed);
    let reader = site.reader();
    let pins = decision.links.iter().filter(|l| l.review != Review::Rejected).filter_map(|l| l.pin.as_ref());
    let changed = pins.filter(|p| !state(p, &reader).holds()).count();
    let changes = site.desk.register()?.history(decision.id).map_err(|e| trouble(&e))?;
    let mut one = OnePage {
        frame: frame(decision.content.title.clone()),
        forms,
        id: decision.id,
        version: decision.version,
        status: view::status_name(decision.content.status),
        content: decision.content.clone(),
        text,
        changed,
        history: changes.iter().rev().map(|c| view::change(site, decision.id, c)).collect(),
        links,
        error: None,
        typed_quote: String::new(),
        typed_target: String::new(),
        api: urls::api_decision(decision.id),
    };
    change(&mut one);
    Ok(answer(status, &one, cookie))
}

/// `/decisions/{id}`
pub async fn one(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    on_thread(site, move |site| show(site, &headers, &decision(site, &id)?, StatusCode::OK, |_| {})).await
}

/// `/decisions/{id}/versions/{version}`
pub async fn version(State(site): State<Arc<Site>>, Path((id, version)): Path<(String, String)>) -> Answer {
    on_thread(site, move |site| {
        let decision = decision(site, &id)?;
        let history = site.desk.register()?.history(decision.id).map_err(|e| trouble(&e))?;
        let at = history.iter().position(|c| c.version.to_string() == version);
        let home = Link::new(urls::decision(decision.id), decision.content.title.clone());
        let Some(at) = at else {
            let typed: String = version.chars().take(20).collect();
            let detail = Message::new("decisions-no-version").with("last", decision.version).with("typed", typed);
            return Err(Problem::not_found(detail).links(vec![home]));
        };
        let change = &history[at];
        let to = |at: usize| history.get(at).map(|c| format!("{}/versions/{}", urls::decision(decision.id), c.version));
        let before = at.checked_sub(1).and_then(|i| history.get(i)).filter(|b| b.content.text != change.content.text);
        let page = VersionPage {
            frame: frame(Message::new("decisions-of-version").with("title", &decision.content.title).with("version", version)),
            decision: home,
            content: change.content.clone(),
            status: view::status_name(change.content.status),
            text: view::text(&change.content, &[]),
            difference: before.map(|b| pieces(&b.content.text, &change.content.text)).unwrap_or_default(),
            previous: at.checked_sub(1).and_then(to),
            next: to(at + 1),
            change: view::change(site, decision.id, change),
        };
        Ok(answer(StatusCode::OK, &page, None))
    })
    .await
}

/// A difference of two texts for a template.
pub fn pieces(old: &str, new: &str) -> Vec<(&'static str, String)> {
    let class = |kind| match kind {
        PieceKind::Same => "same",
        PieceKind::Gone => "gone",
        PieceKind::New => "new",
    };
    difference(old, new).into_iter().map(|p| (class(p.kind), p.words)).collect()
}

/// `/decisions/new`
pub async fn new(State(site): State<Arc<Site>>, headers: HeaderMap) -> Answer {
    on_thread(site, move |site| {
        site.desk.register()?;
        site.desk.editor(&headers, "")?;
        let (forms, cookie) = forms(site, &headers);
        let page = FormPage {
            frame: frame(Message::new("decisions-new")),
            forms,
            action: urls::DECISIONS.to_owned(),
            back: urls::DECISIONS.to_owned(),
            version: None,
            content: Content::default(),
            errors: Vec::new(),
            theirs: None,
        };
        Ok(answer(StatusCode::OK, &page, cookie))
    })
    .await
}

/// `/decisions/{id}/edit`
pub async fn edit(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>) -> Answer {
    on_thread(site, move |site| {
        site.desk.editor(&headers, "")?;
        let decision = decision(site, &id)?;
        let (forms, cookie) = forms(site, &headers);
        let page = FormPage {
            frame: frame(Message::new("decisions-editing").with("title", &decision.content.title)),
            forms,
            action: format!("{}/edit", urls::decision(decision.id)),
            back: urls::decision(decision.id),
            version: Some(decision.version),
            content: decision.content,
            errors: Vec::new(),
            theirs: None,
        };
        Ok(answer(StatusCode::OK, &page, cookie))
    })
    .await
}

/// `/decisions/login`
pub async fn login(State(site): State<Arc<Site>>, headers: HeaderMap) -> Answer {
    on_thread(site, move |site| {
        let (forms, cookie) = forms(site, &headers);
        Ok(answer(StatusCode::OK, &LoginPage { frame: frame(Message::new("decisions-log-in")), forms, wrong: false }, cookie))
    })
    .await
}

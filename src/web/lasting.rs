//! Addresses that lead nowhere now: where what stood there has gone.
//!
//! 301 to the one place it stands at, 300 with a page of choices, 410 with a page that says what stood
//! there and what comes nearest to it. The programming interface answers with the same status and JSON.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::error::Problem;
use super::frame::{Frame, Link, Nav, page};
use super::language::say;
use super::site::Site;
use super::{labels, naming, urls};
use crate::clause::ClauseAddress;
use crate::extract::Target;
use crate::ledger::{Former, Trace, Was};
use crate::message::Message;
use crate::policy::PolicyId;

/// What became of a path below `/p/`; the longest beginning that is the id of a document that was ever recorded counts.
pub fn trace(site: &Site, path: &str) -> Trace {
    let path = path.trim_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let Ok(id) = path[..end].parse::<PolicyId>() else { continue };
        if !site.ledger.knows(&id) {
            continue;
        }
        let rest = path[end..].trim_matches('/');
        let address = match rest.is_empty() {
            true => Ok(String::new()),
            false => rest.parse::<ClauseAddress>().map(|a| a.to_string()),
        };
        return address.map_or(Trace::Never, |a| site.ledger.trace(&site.library, &|name| site.lookup(name), &id, &a));
    }
    Trace::Never
}

/// The answer for a path that leads nowhere; `problem` where it never led anywhere.
pub fn answer(site: &Site, path: &str, problem: Problem) -> Result<Response, Problem> {
    match trace(site, path) {
        Trace::Here | Trace::Never => Err(problem),
        Trace::Moved { to, .. } => Ok(see(&urls::clause_text(&to.policy, &to.address))),
        Trace::Several { places, was } => {
            let shown = MovedPage::new(site, "moved-several", &was).places(links(site, &places));
            Ok(page(StatusCode::MULTIPLE_CHOICES, &shown))
        }
        Trace::Gone { was, nearest, newer } => {
            let title = if was.address.is_empty() { "moved-document-gone" } else { "moved-clause-gone" };
            let shown = MovedPage::new(site, title, &was).nearest(links(site, &nearest)).newer(documents(site, &newer));
            Ok(page(StatusCode::GONE, &shown))
        }
    }
}

/// The same for the programming interface; `url` gives the address of a place there.
///
/// # Errors
/// `problem` where the path never led anywhere; [`Problem::gone`] with what stood there.
pub fn answer_json(site: &Site, path: &str, problem: Problem, url: &dyn Fn(&Target) -> String) -> Result<Response, Problem> {
    let found = trace(site, path);
    let mut body = serde_json::to_value(&found).map_err(|_| Problem::internal())?;
    for list in ["places", "nearest"] {
        for place in body[list].as_array_mut().into_iter().flatten() {
            let target: Option<Target> = serde_json::from_value(place.clone()).ok();
            place["url"] = target.map_or(Value::Null, |t| json!(url(&t)));
        }
    }
    match &found {
        Trace::Here | Trace::Never => Err(problem),
        Trace::Moved { to, .. } => {
            let place = [(header::LOCATION, url(to)), (header::CACHE_CONTROL, "no-cache".to_owned())];
            body["status"] = json!(StatusCode::MOVED_PERMANENTLY.as_u16());
            Ok((StatusCode::MOVED_PERMANENTLY, place, axum::Json(body)).into_response())
        }
        Trace::Several { .. } => {
            body["status"] = json!(StatusCode::MULTIPLE_CHOICES.as_u16());
            Ok((StatusCode::MULTIPLE_CHOICES, axum::Json(body)).into_response())
        }
        Trace::Gone { .. } => {
            let gone = Problem::gone(Message::new("problem-gone-detail")).links(problem.links);
            let parts = ["outcome", "was", "nearest", "newer"].into_iter().filter_map(|name| Some((name, body.get(name)?.clone())));
            Err(parts.fold(gone, |gone, (name, value)| gone.with(name, value)))
        }
    }
}

/// A note for the page of a clause: words that stood at its address before stand elsewhere now.
pub fn former(site: &Site, id: &PolicyId, address: &str) -> Option<FormerView> {
    let Former { was, now } = site.ledger.former(&site.library, id, address)?;
    let until = labels::date(was.recorded.get(..10).unwrap_or_default());
    Some(FormerView { until, places: links(site, &now), words: was.words })
}

/// What the page of a clause says of words that stood there before.
#[derive(Clone, Debug)]
pub struct FormerView {
    /// The day they were recorded there last.
    pub until: String,
    /// Where they stand now; empty where they are gone.
    pub places: Vec<Link>,
    /// The words.
    pub words: Vec<String>,
}

/// A redirect that a browser asks about again: an address may come back.
fn see(to: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, to.to_owned()), (header::CACHE_CONTROL, "no-cache".to_owned())]).into_response()
}

fn links(site: &Site, places: &[Target]) -> Vec<Link> {
    places.iter().map(|t| link(site, t)).collect()
}

/// A clause as a link, with its first words.
fn link(site: &Site, target: &Target) -> Link {
    let record = site.library.policy(&target.policy);
    let address: Option<ClauseAddress> = target.address.parse().ok();
    let clause = record.as_ref().zip(address.as_ref()).and_then(|(r, a)| r.parsed.clause(a));
    let words = clause.map(|c| if c.heading.is_empty() { c.text.chars().take(60).collect() } else { c.heading.clone() });
    let name = address.map_or_else(|| site.title(&target.policy), |a| a.native());
    Link::new(urls::clause_text(&target.policy, &target.address), name).note(words.unwrap_or_default())
}

fn documents(site: &Site, ids: &[PolicyId]) -> Vec<Link> {
    ids.iter().map(|id| Link::new(urls::policy(id), site.title(id))).collect()
}

/// A choice, or what stood there.
#[derive(Template)]
#[template(path = "pages/moved.html")]
struct MovedPage {
    frame: Frame,
    title: String,
    /// The document as a link where it is held.
    document: Link,
    place: String,
    number: Option<String>,
    recorded: String,
    words: Vec<String>,
    places: Vec<Link>,
    nearest: Vec<Link>,
    newer: Vec<Link>,
}

impl MovedPage {
    fn new(site: &Site, title: &'static str, was: &Was) -> Self {
        let title = say(&Message::new(title));
        let held = site.library.summary(&was.policy).is_some();
        let name = naming::quoted_title(if was.title.is_empty() { was.policy.as_str() } else { &was.title });
        MovedPage {
            frame: Frame::new(title.as_str(), Nav::Corpus),
            title,
            document: Link::new(if held { urls::policy(&was.policy) } else { String::new() }, name),
            place: was.address.parse::<ClauseAddress>().map(|a| a.native()).unwrap_or_default(),
            number: was.number.clone(),
            recorded: labels::date(was.recorded.get(..10).unwrap_or_default()),
            words: was.words.clone(),
            places: Vec::new(),
            nearest: Vec::new(),
            newer: Vec::new(),
        }
    }

    fn places(mut self, places: Vec<Link>) -> Self {
        self.places = places;
        self
    }

    fn nearest(mut self, nearest: Vec<Link>) -> Self {
        self.nearest = nearest;
        self
    }

    fn newer(mut self, newer: Vec<Link>) -> Self {
        self.newer = newer;
        self
    }
}

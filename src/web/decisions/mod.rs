//! Decisions on pages and in the programming interface.
//!
//! Recipe: a page asks [`Desk`] who is there and the register what it holds; [`handlers`] answer
//! reading, [`posts`] changing, [`api`] both as JSON ([`sent`] and [`told`] are its forms); [`view`] holds what templates print, [`pages`] the
//! pages, [`target`] reads a clause as people write it. Every change goes through the guards of
//! [`super::rights`] and is written with the editor's name.

pub mod api;
pub mod handlers;
pub mod pages;
pub mod posts;
pub mod sent;
pub mod target;
pub mod told;
pub mod view;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use tower_http::limit::RequestBodyLimitLayer;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

use super::error::Problem;
use super::frame::Link;
use super::language::say;
use super::live::Live;
use super::rights::{Rights, Who};
use super::site::Site;
use super::urls;
use crate::decision::{LinkState, MAX_TEXT, Register, RegisterError, Relying};
use crate::extract::Target;
use crate::message::{Language, Message};
use crate::policy::PolicyId;

/// A character of the longest text takes nine bytes in a form.
const MAX_FORM: usize = MAX_TEXT * 9 + 64 * 1024;
/// The name in the history where nobody gives one.
pub const LOCAL_NAME: &str = "本机";
/// Characters of a name at most.
const MAX_NAME: usize = 60;

/// The register, and who may change it.
#[derive(Default)]
pub struct Desk {
    /// The decisions; none where the site has no register.
    pub register: Option<Register>,
    /// Who may change them.
    pub rights: Rights,
}

impl Desk {
    /// A desk over a register.
    pub fn new(register: Register, rights: Rights) -> Desk {
        Desk { register: Some(register), rights }
    }

    /// The register.
    ///
    /// # Errors
    /// A [`Problem`] where the site has none.
    pub fn register(&self) -> Result<&Register, Problem> {
        self.register.as_ref().ok_or_else(|| Problem::not_found(Message::new("decisions-no-register")))
    }

    /// The name for the history, when the request may change something; `typed` is what the form says.
    ///
    /// # Errors
    /// A [`Problem`] that leads to the login page.
    pub fn editor(&self, headers: &HeaderMap, typed: &str) -> Result<String, Problem> {
        let name: String =
            typed.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).take(MAX_NAME).collect();
        match self.rights.who(headers) {
            Who::Local if name.is_empty() || is_local(&name) => Ok(LOCAL_NAME.to_owned()),
            Who::Local => Ok(name),
            Who::Editor(name) => Ok(name),
            Who::Reader if self.rights.has_editors() => {
                let login = Link::new(format!("{}/login", urls::DECISIONS), say(&Message::new("decisions-log-in")));
                Err(Problem::forbidden(Message::new("decisions-needs-login")).links(vec![login]))
            }
            Who::Reader => Err(Problem::forbidden(Message::new("decisions-read-only"))),
        }
    }
}

/// Whether a name is that of this machine, in any language.
fn is_local(name: &str) -> bool {
    name == LOCAL_NAME || Language::ALL.iter().any(|l| Message::new("decisions-local").say(*l) == name)
}

/// The name of an editor for readers: that of this machine is said in their language.
pub fn editor_name(name: &str) -> String {
    if is_local(name) { say(&Message::new("decisions-local")) } else { name.to_owned() }
}

/// Several remarks in one line.
fn said_in_turn(all: Vec<Message>) -> String {
    all.into_iter()
        .reduce(|first, then| Message::new("said-and").with("first", first).with("then", then))
        .map(|m| say(&m))
        .unwrap_or_default()
}

/// The routes of the pages.
pub fn routes() -> Router<Live> {
    Router::new()
        .route(urls::DECISIONS, get(handlers::list).post(posts::create))
        .route("/decisions/new", get(handlers::new))
        .route("/decisions/login", get(handlers::login).post(posts::log_in))
        .route("/decisions/logout", post(posts::log_out))
        .route("/decisions/{id}", get(handlers::one))
        .route("/decisions/{id}/edit", get(handlers::edit).post(posts::edit))
        .route("/decisions/{id}/links", post(posts::review))
        .route("/decisions/{id}/versions/{version}", get(handlers::version))
        .layer(DefaultBodyLimit::max(MAX_FORM))
        .layer(RequestBodyLimitLayer::new(MAX_FORM))
}

/// The routes of the programming interface, with their descriptions.
pub fn paths() -> OpenApiRouter<Live> {
    let bounded = |route: UtoipaMethodRouter<Live>| -> UtoipaMethodRouter<Live> {
        let route: UtoipaMethodRouter<Live> = route.layer(DefaultBodyLimit::max(MAX_FORM));
        route.layer(RequestBodyLimitLayer::new(MAX_FORM))
    };
    OpenApiRouter::new()
        .routes(bounded(routes!(api::list, api::create)))
        .routes(bounded(routes!(api::one, api::save_one)))
        .routes(bounded(routes!(api::history)))
        .routes(bounded(routes!(api::review)))
}

/// What is wrong with the register, for a reader; the details go to the window the program runs in.
pub fn trouble(error: &RegisterError) -> Problem {
    match error {
        RegisterError::Unknown { id } => no_such_decision(&id.to_string()),
        RegisterError::Conflict(now) => {
            Problem::conflict(Message::new("decisions-changed-by").with("editor", editor_name(&now.editor)).with("version", now.version))
                .links(vec![Link::new(urls::decision(now.id), now.content.title.clone())])
        }
        RegisterError::Busy { .. } => Problem::unavailable(Message::new("decisions-busy")),
        other => {
            eprintln!("tiaoli: {other}");
            Problem::unavailable(Message::new("decisions-trouble"))
        }
    }
}

/// 404.
pub fn no_such_decision(typed: &str) -> Problem {
    let typed: String = typed.chars().take(40).collect();
    Problem::not_found(Message::new("decisions-no-such").with("typed", typed))
        .links(vec![Link::new(urls::DECISIONS, say(&Message::new("decisions-all")))])
}

/// The decisions that rely on a policy, or on one clause of it and those below; those too whose words have moved
/// there since. Trouble with the register is no trouble of the clause: it is said in the list.
pub fn relying(site: &Site, policy: &PolicyId, address: Option<&str>) -> Vec<Link> {
    let Some(register) = &site.desk.register else { return Vec::new() };
    let found = match gather(site, register, policy) {
        Ok(found) => found,
        Err(error) => {
            let problem = trouble(&error);
            return vec![Link::new(urls::DECISIONS, say(&Message::new("decisions-title"))).note(say(&problem.detail))];
        }
    };
    let reader = site.reader();
    let asked = |t: &Target| {
        t.policy == *policy
            && address.is_none_or(|a| t.address.strip_prefix(a).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    };
    let describe = |one: &Relying| {
        let d = &one.decision;
        let (mut first, mut note) = (None, vec![Message::new(view::status(d.content.status))]);
        note.extend((!d.content.number.is_empty()).then(|| Message::plain(&d.content.number)));
        for link in one.links.iter().filter_map(|key| d.link(*key)) {
            let Some(pin) = &link.pin else { continue };
            let state = crate::decision::state(pin, &reader);
            let now: &[Target] = match &state {
                LinkState::Moved { to } => std::slice::from_ref(to),
                LinkState::Ambiguous { places } => places,
                _ => &[],
            };
            if !asked(&pin.target()) && !now.iter().any(asked) {
                continue;
            }
            first.get_or_insert(link.key);
            let place = pin
                .address
                .parse::<crate::clause::ClauseAddress>()
                .map_or_else(|_| Message::new("decisions-whole"), |a| Message::plain(a.native()));
            let words = match state.holds() {
                true => place,
                false => Message::new("decisions-place-state").with("place", place).with("state", Message::new(view::state_label(&state))),
            };
            if !note.contains(&words) {
                note.push(words);
            }
        }
        first.map(|key| Link::new(format!("{}#l{key}", urls::decision(d.id)), d.content.title.clone()).note(said_in_turn(note)))
    };
    found.iter().filter_map(describe).collect()
}

/// The decisions with links to a policy, and to policies that are not held: those may have another name now.
fn gather(site: &Site, register: &Register, policy: &PolicyId) -> Result<Vec<Relying>, RegisterError> {
    let mut out = register.relying_on(policy, None)?;
    for lost in register.policies()?.iter().filter(|id| site.library.summary(id).is_none()) {
        for one in register.relying_on(lost, None)? {
            match out.iter_mut().find(|o| o.decision.id == one.decision.id) {
                Some(known) => known.links.extend(one.links),
                None => out.push(one),
            }
        }
    }
    out.sort_by_key(|o| std::cmp::Reverse(o.decision.id));
    Ok(out)
}

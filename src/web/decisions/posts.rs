//! Changing decisions from forms.
//!
//! Each post is held against the guards first, then read, then saved; after an error the form comes
//! back with what was typed, and a reload of the page that follows a success repeats nothing.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use super::handlers::{answer, decision, forms, pieces, remember, show};
use super::pages::{FormPage, LoginPage, Theirs, frame};
use super::view;
use super::{editor_name, target, trouble};
use crate::decision::review::{Act, ReviewError, apply, carry};
use crate::decision::{Action, Content, Decision, Detail, Invalid, RegisterError, Status, find};
use crate::message::Message;
use crate::web::error::Problem;
use crate::web::handlers::on_thread;
use crate::web::language;
use crate::web::query::Params;
use crate::web::site::Site;
use crate::web::urls;

/// How long a wrong token waits for its answer.
const PAUSE: Duration = Duration::from_millis(700);

type Answer = Result<Response, Problem>;

fn see_other(to: &str, cookie: Option<String>) -> Response {
    let mut response = Redirect::to(to).into_response();
    if let Some(value) = cookie.and_then(|c| HeaderValue::from_str(&c).ok()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// What a form holds, as typed.
fn typed(form: &Params) -> Content {
    Content {
        title: form.raw("title").to_owned(),
        number: form.raw("number").to_owned(),
        date: form.raw("date").to_owned(),
        organisation: form.raw("organisation").to_owned(),
        // A browser sends line ends as two characters.
        text: form.raw("text").replace("\r\n", "\n"),
        status: Status::named(form.raw("status")).unwrap_or_default(),
    }
}

/// What is wrong with a field, in words.
pub fn invalid(wrong: &Invalid) -> Message {
    match wrong {
        Invalid::TitleMissing => Message::new("decisions-title-missing"),
        Invalid::TooLong { max, .. } => Message::new("decisions-too-long").with("max", *max),
        Invalid::BadDate => Message::new("check-date-wrong"),
    }
}

/// Reads the citations of a content and makes the decision.
pub fn make(site: &Site, content: &Content, editor: &str) -> Result<Decision, RegisterError> {
    let Some(register) = &site.desk.register else { return Err(RegisterError::Unknown { id: 0 }) };
    register.create(content, &find(content, &site.reader()), editor)
}

/// Saves a content over the version that was read; nothing is written when nothing differs.
pub fn save(site: &Site, current: &Decision, version: i64, content: &Content, editor: &str) -> Result<Decision, RegisterError> {
    let Some(register) = &site.desk.register else { return Err(RegisterError::Unknown { id: current.id }) };
    if current.version != version {
        return Err(RegisterError::Conflict(Box::new(current.clone())));
    }
    let fields = current.content.differing(content);
    if fields.is_empty() {
        return Ok(current.clone());
    }
    let (links, added, removed) = carry(&current.links, find(content, &site.reader()), content);
    let detail = Detail { fields, added, removed, ..Detail::default() };
    register.save(current.id, version, content, &links, editor, (Action::Edit, detail))
}

/// Records what somebody says of a link.
pub fn say(site: &Site, current: &Decision, version: i64, act: &Act, editor: &str) -> Result<Decision, Result<ReviewError, RegisterError>> {
    let Some(register) = &site.desk.register else { return Err(Err(RegisterError::Unknown { id: current.id })) };
    if current.version != version {
        return Err(Err(RegisterError::Conflict(Box::new(current.clone()))));
    }
    let (links, action, detail) = apply(&current.content, &current.links, act, &site.reader()).map_err(Ok)?;
    register.save(current.id, version, &current.content, &links, editor, (action, detail)).map_err(Err)
}

/// What a review cannot do, in words.
pub fn refused(error: &ReviewError) -> Message {
    match error {
        ReviewError::NoSuchLink(_) => Message::new("refused-gone"),
        ReviewError::NotHeld(t) => Message::new("refused-not-held").with("place", format!("{} {}", t.policy, t.address).trim_end()),
        ReviewError::NotInText(words) if words.is_empty() => Message::new("refused-no-words"),
        ReviewError::NotInText(words) => Message::new("refused-not-in-text").with("words", words),
        ReviewError::WhichPlace => Message::new("refused-which"),
        ReviewError::Found(_) => Message::new("refused-found"),
    }
}

/// POST `/decisions`
pub async fn create(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Answer {
    on_thread(site, move |site| {
        let form = Params::parse(&body);
        site.desk.rights.own_form(&headers, form.raw("token"))?;
        let editor = site.desk.editor(&headers, form.raw("editor"))?;
        site.desk.register()?;
        match typed(&form).checked() {
            Ok(content) => {
                let made = make(site, &content, &editor).map_err(|e| trouble(&e))?;
                Ok(see_other(&urls::decision(made.id), Some(remember(&editor, &headers))))
            }
            Err(wrong) => Ok(again(site, &headers, &form, None, StatusCode::UNPROCESSABLE_ENTITY, &wrong, None)),
        }
    })
    .await
}

/// The form with what was typed.
fn again(
    site: &Site,
    headers: &HeaderMap,
    form: &Params,
    of: Option<&Decision>,
    status: StatusCode,
    wrong: &[Invalid],
    theirs: Option<Theirs>,
) -> Response {
    let (mut forms, cookie) = forms(site, headers);
    if forms.asks_name && !form.raw("editor").is_empty() {
        forms.name = form.raw("editor").to_owned();
    }
    let page = FormPage {
        frame: frame(Message::new(if of.is_some() { "decisions-edit" } else { "decisions-new" })),
        forms,
        action: of.map_or(urls::DECISIONS.to_owned(), |d| format!("{}/edit", urls::decision(d.id))),
        back: of.map_or(urls::DECISIONS.to_owned(), |d| urls::decision(d.id)),
        // After a conflict the next saving is over what is shown beside the form.
        version: of.map(|d| if theirs.is_some() { d.version } else { form.raw("version").parse().unwrap_or(d.version) }),
        content: typed(form),
        errors: wrong.iter().map(|w| (w.field(), language::say(&invalid(w)))).collect(),
        theirs,
    };
    answer(status, &page, cookie)
}

/// A form that changes a decision, past the guards.
struct Change {
    form: Params,
    editor: String,
    current: Decision,
    /// The version that was on the screen.
    version: i64,
}

impl Change {
    fn read(site: &Site, headers: &HeaderMap, id: &str, body: &str) -> Result<Self, Problem> {
        let form = Params::parse(body);
        site.desk.rights.own_form(headers, form.raw("token"))?;
        let editor = site.desk.editor(headers, form.raw("editor"))?;
        let current = decision(site, id)?;
        let incomplete = |_| Problem::bad_request(Message::new("decisions-form-version"));
        let version = form.raw("version").parse().map_err(incomplete)?;
        Ok(Change { form, editor, current, version })
    }
}

/// POST `/decisions/{id}/edit`
pub async fn edit(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>, body: String) -> Answer {
    on_thread(site, move |site| {
        let Change { form, editor, current, version } = Change::read(site, &headers, &id, &body)?;
        let content = match typed(&form).checked() {
            Ok(content) => content,
            Err(wrong) => {
                return Ok(again(site, &headers, &form, Some(&current), StatusCode::UNPROCESSABLE_ENTITY, &wrong, None));
            }
        };
        match save(site, &current, version, &content, &editor) {
            Ok(saved) => Ok(see_other(&urls::decision(saved.id), Some(remember(&editor, &headers)))),
            Err(RegisterError::Conflict(now)) => {
                let theirs = theirs(&now, &content);
                Ok(again(site, &headers, &form, Some(&now), StatusCode::CONFLICT, &[], Some(theirs)))
            }
            Err(error) => Err(trouble(&error)),
        }
    })
    .await
}

/// What somebody else saved, beside what was typed.
fn theirs(now: &Decision, yours: &Content) -> Theirs {
    let (t, y) = (&now.content, yours);
    let rows = [
        ("title", &t.title, &y.title),
        ("number", &t.number, &y.number),
        ("date", &t.date, &y.date),
        ("organisation", &t.organisation, &y.organisation),
    ];
    let mut fields: Vec<(String, String, String)> =
        rows.into_iter().filter(|(_, a, b)| a != b).map(|(name, a, b)| (language::say(&view::field(name)), a.clone(), b.clone())).collect();
    if t.status != y.status {
        fields.push((language::say(&view::field("status")), view::status_name(t.status), view::status_name(y.status)));
    }
    Theirs {
        editor: editor_name(&now.editor),
        version: now.version,
        fields,
        difference: if t.text == y.text { Vec::new() } else { pieces(&t.text, &y.text) },
        text: t.text.clone(),
    }
}

/// POST `/decisions/{id}/links`
pub async fn review(State(site): State<Arc<Site>>, headers: HeaderMap, Path(id): Path<String>, body: String) -> Answer {
    on_thread(site, move |site| {
        let Change { form, editor, current, version } = Change::read(site, &headers, &id, &body)?;
        let key: i64 = form.raw("link").parse().unwrap_or(0);
        let (quote, wanted) = (form.raw("quote").to_owned(), form.raw("target").to_owned());
        let failed = |status: StatusCode, current: &Decision, words: Message| {
            show(site, &headers, current, status, |page| {
                page.error = Some(language::say(&words));
                match page.links.iter_mut().find(|l| l.key == key) {
                    Some(link) => link.typed = wanted.clone(),
                    None => (page.typed_quote, page.typed_target) = (quote.clone(), wanted.clone()),
                }
            })
        };
        let act = match form.raw("act") {
            "confirm" => Act::Confirm(key),
            "reject" => Act::Reject(key),
            "reopen" => Act::Reopen(key),
            "remove" => Act::Remove(key),
            name @ ("correct" | "add") => match target::read(site, &wanted, &current.content.date) {
                Ok(target) if name == "correct" => Act::Correct(key, target),
                Ok(target) => Act::Add(quote.trim().replace("\r\n", "\n"), target),
                Err(words) => return failed(StatusCode::UNPROCESSABLE_ENTITY, &current, words),
            },
            _ => return Err(Problem::bad_request(Message::new("decisions-form-act"))),
        };
        match say(site, &current, version, &act, &editor) {
            Ok(saved) => {
                let at = if key > 0 && saved.link(key).is_some() { format!("#l{key}") } else { "#links".to_owned() };
                Ok(see_other(&format!("{}{at}", urls::decision(saved.id)), Some(remember(&editor, &headers))))
            }
            Err(Ok(error)) => failed(StatusCode::UNPROCESSABLE_ENTITY, &current, refused(&error)),
            Err(Err(RegisterError::Conflict(now))) => {
                let words = Message::new("decisions-not-done").with("editor", editor_name(&now.editor)).with("version", now.version);
                failed(StatusCode::CONFLICT, &now, words)
            }
            Err(Err(error)) => Err(trouble(&error)),
        }
    })
    .await
}

/// POST `/decisions/login`
pub async fn log_in(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Answer {
    let form = Params::parse(&body);
    site.desk.rights.own_form(&headers, form.raw("token"))?;
    match site.desk.rights.log_in(form.raw("secret"), &headers) {
        Some(cookie) => Ok(see_other(urls::DECISIONS, Some(cookie))),
        None => {
            // Guessing is slow.
            tokio::time::sleep(PAUSE).await;
            let (forms, cookie) = forms(&site, &headers);
            Ok(answer(StatusCode::FORBIDDEN, &LoginPage { frame: frame(Message::new("decisions-log-in")), forms, wrong: true }, cookie))
        }
    }
}

/// POST `/decisions/logout`
pub async fn log_out(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Answer {
    site.desk.rights.own_form(&headers, Params::parse(&body).raw("token"))?;
    Ok(see_other(urls::DECISIONS, Some(site.desk.rights.log_out(&headers))))
}

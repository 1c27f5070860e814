//! `/report`: a reader says that something is wrong, with the address, the words and the page filled in.
//!
//! `--report mailto:…` makes a letter in the reader's own program, `--report file:…` takes a form and appends to a file
//! ([`store`]); without either there is a text to copy. Nothing about the reader is kept but what is typed.

pub mod store;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use tower_http::limit::RequestBodyLimitLayer;

pub use store::{BadReports, Reports};

use self::store::{Kind, Report, Trouble};
use super::decisions::handlers::answer;
use super::error::Problem;
use super::frame::{Frame, Link, Nav, page};
use super::handlers::{Answer, bad_address, on_thread};
use super::language::say;
use super::live::Live;
use super::naming::{lang, quoted_title, title};
use super::pages::clause::no_such_clause;
use super::query::Params;
use super::site::{Located, Site};
use super::view::FactView;
use super::{take_away, urls};
use crate::clause::ClauseAddress;
use crate::index::PolicyRecord;
use crate::message::Message;

/// A form is not longer: the words take nine bytes a character.
const MAX_FORM: usize = store::MAX_CHARS * 9 + 16 * 1024;
/// Characters of a clause that are quoted.
const QUOTED: usize = 200;

/// What can be wrong, by name; each has a text `report-kind-…`.
const KINDS: [(&str, &str); 5] = [
    ("value", "report-kind-value"),
    ("citation", "report-kind-citation"),
    ("structure", "report-kind-structure"),
    ("text", "report-kind-text"),
    ("other", "report-kind-other"),
];

/// The routes.
pub fn routes() -> Router<Live> {
    let routes = Router::new().route(urls::REPORT, get(form).post(send));
    routes.layer(DefaultBodyLimit::max(MAX_FORM)).layer(RequestBodyLimitLayer::new(MAX_FORM))
}

/// What a report is about.
struct Subject {
    record: Arc<PolicyRecord>,
    address: Option<ClauseAddress>,
    /// Number of the fact in the document.
    fact: Option<usize>,
}

impl Subject {
    /// Reads `at` (id of a document, or id and address) and `fact`.
    fn read(site: &Site, params: &Params) -> Result<Subject, Problem> {
        let at = params.first("at").unwrap_or_default();
        let Located { record, rest } = site.locate(at)?;
        let id = &record.parsed.document.id;
        let address = match rest.is_empty() {
            true => None,
            false => Some(rest.parse::<ClauseAddress>().map_err(|_| bad_address(id, &rest))?),
        };
        if let Some(missing) = address.as_ref().filter(|a| record.parsed.clause(a).is_none()) {
            return Err(no_such_clause(&record.parsed, &rest, missing));
        }
        let fact = params
            .number("fact", usize::MAX)?
            .filter(|n| record.parsed.facts.get(*n).is_some_and(|f| Some(&f.address) == address.as_ref()));
        Ok(Subject { record, address, fact })
    }

    fn url(&self) -> String {
        let id = &self.record.parsed.document.id;
        self.address.as_ref().map_or_else(|| urls::policy(id), |a| urls::clause(id, a))
    }

    /// The words that are meant: those of the fact, else the first of the clause.
    fn quote(&self) -> String {
        let parsed = &self.record.parsed;
        if let Some(fact) = self.fact.and_then(|n| parsed.facts.get(n)) {
            return fact.quote.clone();
        }
        let clause = self.address.as_ref().and_then(|a| parsed.clause(a));
        let words = clause.map(|c| format!("{}{}", c.label, c.text.replace('\n', " "))).unwrap_or_default();
        let short: String = words.chars().take(QUOTED).collect();
        if words.chars().nth(QUOTED).is_some() { short + "…" } else { short }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/report.html")]
struct ReportPage {
    frame: Frame,
    document: Link,
    place: String,
    lang: &'static str,
    quote: String,
    value: String,
    sent: bool,
    wrong: String,
    typed: String,
    chosen: String,
    /// For a file: what the form carries.
    form: Option<Carried>,
    letter: Option<String>,
    text: String,
}

struct Carried {
    at: String,
    fact: Option<usize>,
    token: String,
}

impl ReportPage {
    fn new(site: &Site, subject: &Subject, base: &str) -> ReportPage {
        let parsed = &subject.record.parsed;
        let document = &parsed.document;
        let name = quoted_title(title(document));
        let place = subject.address.as_ref().map(ClauseAddress::native).unwrap_or_default();
        let fact = subject.fact.and_then(|n| parsed.facts.get(n).map(|f| FactView::new(n, f, &site.lexicon)));
        let value = fact.as_ref().map(|f| format!("{}（{}）", f.tip(), f.rule)).unwrap_or_default();
        let quote = subject.quote();
        let address = format!("{base}{}", subject.url());
        let mut lines = vec![("report-document", name.clone()), ("report-place", place.clone()), ("report-page", address)];
        lines.extend([("report-words", quote.clone()), ("report-value", value.clone()), ("report-file", subject.record.sha256.clone())]);
        let line = |(id, value): (&'static str, String)| say(&Message::new(id).with("value", value));
        let mut text: Vec<String> = lines.into_iter().filter(|(_, value)| !value.is_empty()).map(line).collect();
        text.push(say(&Message::new("report-what")));
        let text = text.join("\n");
        let subject_line = say(&Message::new("report-subject").with("title", name.as_str()).with("place", place.as_str()));
        let letter = site.reports.mail().map(|to| {
            let query = urls::query_string([("subject", subject_line.clone()), ("body", text.replace('\n', "\r\n"))]);
            format!("mailto:{to}{query}")
        });
        ReportPage {
            frame: Frame::new(Message::new("report-title"), Nav::Corpus),
            document: Link::new(subject.url(), name),
            place,
            lang: lang(document.script),
            quote,
            value,
            sent: false,
            wrong: String::new(),
            typed: String::new(),
            chosen: "value".to_owned(),
            form: None,
            letter,
            text,
        }
    }

    fn kinds(&self) -> [(&'static str, &'static str); 5] {
        KINDS
    }

    fn is_chosen(&self, kind: &str) -> bool {
        kind == self.chosen
    }
}

/// The page with its form, and the cookie that ties the form to the browser.
fn with_form(site: &Site, subject: &Subject, headers: &HeaderMap) -> (ReportPage, Option<String>) {
    let mut shown = ReportPage::new(site, subject, &take_away::origin(headers));
    if !site.reports.takes_forms() {
        return (shown, None);
    }
    let (token, cookie) = site.desk.rights.form_token(headers);
    let id = subject.record.parsed.document.id.to_string();
    let at = subject.address.as_ref().map_or_else(|| id.clone(), |a| format!("{id}/{a}"));
    shown.form = Some(Carried { at, fact: subject.fact, token });
    (shown, cookie)
}

/// `GET /report?at=guangzhou/2025-36/5/2&fact=12`
async fn form(State(site): State<Arc<Site>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Answer {
    on_thread(site, move |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let subject = Subject::read(site, &params)?;
        let (mut shown, cookie) = with_form(site, &subject, &headers);
        shown.sent = params.first("sent").is_some() && shown.form.is_some();
        Ok(if shown.form.is_some() { answer(StatusCode::OK, &shown, cookie) } else { page(StatusCode::OK, &shown) })
    })
    .await
}

/// `POST /report`
async fn send(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Answer {
    on_thread(site, move |site| {
        if !site.reports.takes_forms() {
            return Err(Problem::method_not_allowed());
        }
        let params = Params::parse(&body);
        site.desk.rights.own_form(&headers, params.raw("token"))?;
        let subject = Subject::read(site, &params)?;
        let words = params.raw("words").replace("\r\n", "\n").trim().to_owned();
        let kind = KINDS.iter().find(|(name, _)| *name == params.raw("kind")).map_or("other", |(name, _)| *name);
        let wrong = match (words.is_empty(), words.chars().count() > store::MAX_CHARS) {
            (true, _) => Some(Message::new("report-empty")),
            (_, true) => Some(Message::new("report-too-long").with("max", store::MAX_CHARS)),
            _ => None,
        };
        if let Some(wrong) = wrong {
            let (mut shown, cookie) = with_form(site, &subject, &headers);
            (shown.wrong, shown.typed, shown.chosen) = (say(&wrong), words, kind.to_owned());
            return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, &shown, cookie));
        }
        let parsed = &subject.record.parsed;
        let fact = subject.fact.and_then(|n| parsed.facts.get(n));
        let report = Report {
            time: jiff::Timestamp::now().to_string(),
            policy: parsed.document.id.to_string(),
            address: subject.address.as_ref().map(ToString::to_string).unwrap_or_default(),
            quote: subject.quote(),
            value: fact.map(|f| f.value.clone()),
            rule: fact.map(|f| f.rule.clone()),
            sha256: subject.record.sha256.clone(),
            kind: kind.to_owned(),
            words,
        };
        site.reports.take(&report).map_err(trouble)?;
        Ok(sent(&subject))
    })
    .await
}

/// A reload of the page that follows sends nothing again.
fn sent(subject: &Subject) -> Response {
    let id = &subject.record.parsed.document.id;
    let whole = ClauseAddress::default();
    let to = urls::report(id, subject.address.as_ref().unwrap_or(&whole));
    Redirect::to(&format!("{to}&sent=1")).into_response()
}

fn trouble(trouble: Trouble) -> Problem {
    match trouble {
        Trouble::TooMany => Problem {
            status: StatusCode::TOO_MANY_REQUESTS,
            title: "report-too-many-title",
            ..Problem::unavailable(Message::new("report-too-many"))
        },
        Trouble::Full => Problem::unavailable(Message::new("report-full")),
        Trouble::Io(error) => {
            eprintln!("tiaoli: a report could not be saved: {error}");
            Problem::unavailable(Message::new("report-not-saved"))
        }
    }
}

impl Reports {
    /// The address of a letter, if reports are letters.
    fn mail(&self) -> Option<&str> {
        if let Kind::Mail(to) = self.kind() { Some(to) } else { None }
    }

    /// Whether reports are taken by a form.
    fn takes_forms(&self) -> bool {
        matches!(self.kind(), Kind::File(_))
    }
}

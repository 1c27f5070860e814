//! What every page shares: title, navigation, search box, stylesheet.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::language::{self, Asked, Rich, Words};
use super::{assets, urls};
use crate::message::{self, Language, Message};

/// The entry of the navigation a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    /// The start page, and pages that belong nowhere.
    None,
    /// Search.
    Search,
    /// Comparison.
    Compare,
    /// Applying: eligibility and procedure.
    Apply,
    /// Documents.
    Corpus,
    /// Decisions.
    Decisions,
    /// Checking a text.
    Check,
    /// Help.
    Help,
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// Its words.
    pub text: String,
    /// What stands behind it in small print; may be empty.
    pub note: String,
}

impl Link {
    /// A link without small print.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Link { href: href.into(), text: text.into(), note: String::new() }
    }

    /// The same with small print.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// What the layout prints around a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Title of the page, without the name of the site.
    pub title: String,
    /// Where the page belongs.
    pub nav: Nav,
    /// Words in the search box of the head.
    pub query: String,
    /// Whether the head has a search box; pages with one of their own have none.
    pub search_box: bool,
    /// Who asks: the language, and the address without it.
    asked: Asked,
}

impl Frame {
    /// The frame of a page.
    pub fn new(title: impl Into<Message>, nav: Nav) -> Self {
        let asked = language::asked();
        Frame { title: title.into().say(asked.language), nav, query: String::new(), search_box: true, asked }
    }

    /// The text of a name in the message files, in the language of the page: `{{ frame.t("count-clauses").with("n", total) }}`.
    pub fn t(&self, id: &'static str) -> Words {
        Words::new(id)
    }

    /// A text that holds markup or links; what is filled in is escaped:
    /// `{{ frame.html("problem-lead-on").link("home", "/", "to-home") }}`.
    pub fn html(&self, id: &'static str) -> Rich {
        Rich::new(id)
    }

    /// A name out of a word list (topic, measure, level), in the language of the page: `{{ frame.name(topic.label) }}`.
    pub fn name(&self, label: impl AsRef<str>) -> String {
        message::name(self.asked.language, label.as_ref())
    }

    /// The name of a place, in the language of the page.
    pub fn place(&self, label: impl AsRef<str>) -> String {
        message::place(self.asked.language, label.as_ref())
    }

    /// The language of the page, for `lang`.
    pub fn lang(&self) -> &'static str {
        self.asked.language.tag()
    }

    /// The page in each language: tag, its name in itself, address, whether it is this one.
    pub fn languages(&self) -> [(&'static str, &'static str, String, bool); 3] {
        Language::ALL.map(|l| (l.tag(), l.own_name(), format!("/{}{}", l.prefix(), self.asked.address), l == self.asked.language))
    }

    /// With these words in the search box.
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.query = query.into();
        self
    }

    /// Without a search box in the head.
    pub fn without_search_box(mut self) -> Self {
        self.search_box = false;
        self
    }

    /// Entries of the navigation: address, words, whether this page belongs there.
    pub fn entries(&self) -> [(&'static str, Words, bool); 7] {
        [
            (urls::SEARCH, "nav-search", Nav::Search),
            (urls::COMPARE, "nav-compare", Nav::Compare),
            (urls::ELIGIBILITY, "nav-apply", Nav::Apply),
            (urls::CORPUS, "nav-documents", Nav::Corpus),
            (urls::DECISIONS, "nav-decisions", Nav::Decisions),
            (urls::CHECK, "nav-check", Nav::Check),
            (urls::HELP, "nav-help", Nav::Help),
        ]
        .map(|(href, words, nav)| (href, self.t(words), nav == self.nav))
    }

    /// Address of the stylesheet.
    pub fn stylesheet(&self) -> String {
        assets::url("site.css")
    }

    /// Address of the stylesheet of the decision pages.
    pub fn decisions_stylesheet(&self) -> String {
        assets::url("decisions.css")
    }

    /// Address of the stylesheet of the page that checks a text.
    pub fn check_stylesheet(&self) -> String {
        assets::url("check.css")
    }

    /// Address of the stylesheet of the pages for applicants.
    pub fn apply_stylesheet(&self) -> String {
        assets::url("apply.css")
    }

    /// Address of the stylesheet of the reference of the programming interface.
    pub fn api_stylesheet(&self) -> String {
        assets::url("api.css")
    }

    /// Address of the script that holds answers against conditions.
    pub fn eligibility_script(&self) -> String {
        assets::url("eligibility.js")
    }

    /// Address of the script.
    pub fn script(&self) -> String {
        assets::url("site.js")
    }

    /// Address of the icon.
    pub fn icon(&self) -> String {
        assets::url("icon.svg")
    }
}

/// A page as an answer.
pub fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        // Pages change when the corpus does; a browser asks each time.
        Ok(html) => (status, [(header::CACHE_CONTROL, "no-cache")], Html(html)).into_response(),
        Err(error) => {
            eprintln!("a page could not be rendered: {error}");
            (StatusCode::INTERNAL_SERVER_ERROR, language::say(&Message::new("page-not-made"))).into_response()
        }
    }
}

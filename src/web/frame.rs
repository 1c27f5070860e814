//! What every page shares: title, navigation, search box, stylesheet.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::{assets, urls};

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
}

impl Frame {
    /// The frame of a page.
    pub fn new(title: impl Into<String>, nav: Nav) -> Self {
        Frame { title: title.into(), nav, query: String::new(), search_box: true }
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
    pub fn entries(&self) -> [(&'static str, &'static str, bool); 7] {
        [
            (urls::SEARCH, "检索", Nav::Search),
            (urls::COMPARE, "对照", Nav::Compare),
            (urls::ELIGIBILITY, "申报", Nav::Apply),
            (urls::CORPUS, "文件", Nav::Corpus),
            (urls::DECISIONS, "决定", Nav::Decisions),
            (urls::CHECK, "核对", Nav::Check),
            (urls::HELP, "帮助", Nav::Help),
        ]
        .map(|(href, words, nav)| (href, words, nav == self.nav))
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
            (StatusCode::INTERNAL_SERVER_ERROR, "程序出错：页面无法生成。").into_response()
        }
    }
}

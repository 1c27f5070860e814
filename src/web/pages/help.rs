//! `/help`: how to ask, how to read the comparison, how to add documents.

use askama::Template;

use crate::search::{FILTERS, FORMS, FilterName, Form};
use crate::web::frame::{Frame, Nav};
use crate::web::urls;

/// The help page.
#[derive(Template)]
#[template(path = "pages/help.html")]
pub struct HelpPage {
    frame: Frame,
    forms: Vec<Row>,
    filters: Vec<Row>,
}

/// A way to write a query.
struct Row {
    /// What is typed.
    example: String,
    /// Other ways to say the same.
    also: String,
    /// What it means.
    meaning: &'static str,
    /// The search itself.
    href: String,
}

impl HelpPage {
    /// The page; the query language is that of [`crate::search`].
    pub fn new() -> Self {
        let row = |example: String, also: String, meaning| Row { href: urls::search_for(&example), example, also, meaning };
        let form = |f: &Form| row(f.example.to_owned(), String::new(), f.meaning);
        let filter = |f: &FilterName| row(format!("{}:{}", f.chinese[0], f.example), format!("{}:", f.key), f.meaning);
        HelpPage {
            frame: Frame::new("帮助", Nav::Help),
            forms: FORMS.iter().map(form).collect(),
            filters: FILTERS.iter().map(filter).collect(),
        }
    }
}

impl Default for HelpPage {
    fn default() -> Self {
        Self::new()
    }
}

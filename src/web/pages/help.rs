//! `/help`: how to ask, how to read the comparison, how to add documents.

use askama::Template;

use crate::compare::Sort;
use crate::message::{Language, Message};
use crate::search::{FILTERS, FORMS, FilterName, Form};
use crate::web::comparing::{CITATIONS, Comparing};
use crate::web::frame::{Frame, Nav};
use crate::web::language::{Words, language, say};
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
    meaning: String,
    /// The search itself.
    href: String,
}

impl HelpPage {
    /// The page; the query language is that of [`crate::search`].
    pub fn new() -> Self {
        let row = |example: String, also: String, meaning: &Message| Row {
            href: urls::search_for(&example),
            example,
            also,
            meaning: say(meaning),
        };
        let form = |f: &Form| row(f.example.to_owned(), String::new(), &f.meaning);
        let filter = |f: &FilterName| {
            let (name, other) = if language() == Language::English { (f.key, f.chinese[0]) } else { (f.chinese[0], f.key) };
            row(format!("{name}:{}", f.example), format!("{other}:"), &f.meaning)
        };
        HelpPage {
            frame: Frame::new(Message::new("nav-help"), Nav::Help),
            forms: FORMS.iter().map(form).collect(),
            filters: FILTERS.iter().map(filter).collect(),
        }
    }
}

impl HelpPage {
    /// Addresses of comparisons, what they are called, and what they show.
    fn comparisons(&self) -> Vec<(String, Words, Words)> {
        let state = |rows: &[&str]| Comparing { rows: rows.iter().map(|r| (*r).to_owned()).collect(), ..Comparing::default() };
        let support = state(&["support_recognition"]);
        let sorted = support.with(|s| s.sort = Some(Sort { row: "support_recognition".to_owned(), descending: true }));
        let asked = state(&["row:人才 补贴"]);
        let tested = state(&["row:资助>=100万"]);
        let different = Comparing { differences: true, ..Comparing::default() };
        let drawn = support.with(|s| s.chart = Some(CITATIONS.to_owned()));
        vec![
            (urls::comparing(&support), Words::new("help-to-topic"), Words::new("help-to-topic-what")),
            (urls::comparing(&asked), Words::new("help-to-query"), Words::new("help-to-query-what")),
            (urls::comparing(&tested), Words::new("help-to-value"), Words::new("help-to-value-what")),
            (urls::comparing(&sorted), Words::new("help-to-sorted"), Words::new("help-to-sorted-what")),
            (urls::comparing(&different), Words::new("help-to-different"), Words::new("help-to-different-what")),
            (urls::comparing(&drawn), Words::new("help-to-drawn"), Words::new("help-to-drawn-what")),
            (urls::compare_file(&support, "xlsx"), Words::new("help-to-file"), Words::new("help-to-file-what")),
            (urls::side(&[]), Words::new("help-to-side"), Words::new("help-to-side-what")),
            (urls::LINEAGE.to_owned(), Words::new("help-to-lineage"), Words::new("help-to-lineage-what")),
        ]
    }
}

impl Default for HelpPage {
    fn default() -> Self {
        Self::new()
    }
}

//! `/r/{number or title}`: several documents fit, and the reader chooses.

use askama::Template;

use crate::web::frame::{Frame, Link, Nav};

/// A choice between documents.
#[derive(Template)]
#[template(path = "pages/lookup.html")]
pub struct LookupPage {
    frame: Frame,
    typed: String,
    reason: String,
    choices: Vec<Link>,
}

impl LookupPage {
    /// From what was typed, why it is not decided, and the documents that fit.
    pub fn new(typed: &str, reason: &str, choices: Vec<Link>) -> Self {
        let frame = Frame::new(format!("选择文件：{typed}"), Nav::Corpus).query(typed);
        LookupPage { frame, typed: typed.to_owned(), reason: reason.to_owned(), choices }
    }
}

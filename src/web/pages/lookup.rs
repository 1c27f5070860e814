//! `/r/{number or title}`: several documents fit, and the reader chooses.

use askama::Template;

use crate::message::Message;
use crate::web::frame::{Frame, Link, Nav};

/// A choice between documents.
#[derive(Template)]
#[template(path = "pages/lookup.html")]
pub struct LookupPage {
    frame: Frame,
    typed: String,
    choices: Vec<Link>,
}

impl LookupPage {
    /// From what was typed and the documents that fit, newest first.
    pub fn new(typed: &str, choices: Vec<Link>) -> Self {
        let frame = Frame::new(Message::new("lookup-title").with("typed", typed), Nav::Corpus).query(typed);
        LookupPage { frame, typed: typed.to_owned(), choices }
    }
}

//! `/help`: how to ask, how to read the comparison, how to add documents.

use askama::Template;

use crate::web::frame::{Frame, Nav};

/// The help page.
#[derive(Template)]
#[template(path = "pages/help.html")]
pub struct HelpPage {
    frame: Frame,
}

impl HelpPage {
    /// The page; it holds no data.
    pub fn new() -> Self {
        HelpPage { frame: Frame::new("帮助", Nav::Help) }
    }
}

impl Default for HelpPage {
    fn default() -> Self {
        Self::new()
    }
}

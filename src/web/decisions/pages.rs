//! The pages about decisions: list, one decision, one version, form, login.

use askama::Template;

use super::view::{ChangeView, LinkView};
use crate::decision::{Content, Status};
use crate::message::Message;
use crate::web::frame::{Frame, Link, Nav};

/// What a page needs for its forms.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    /// Whether the reader may change something.
    pub may_edit: bool,
    /// Whether the reader gives a name with each change (on this machine) instead of a login.
    pub asks_name: bool,
    /// Whether the reader could log in.
    pub may_log_in: bool,
    /// The name in the history.
    pub name: String,
    /// Token against posts from elsewhere.
    pub token: String,
}

/// A line of the list.
pub struct Row {
    /// The decision.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Its date.
    pub date: String,
    /// Who decides.
    pub organisation: String,
    /// How far it has come.
    pub status: String,
    /// Citations, without rejected ones.
    pub links: usize,
    /// Those that nobody has looked at.
    pub open: usize,
    /// Those whose clause is not what it was, or that lead nowhere.
    pub doubtful: usize,
}

/// `/decisions`
#[derive(Template)]
#[template(path = "decisions/list.html")]
pub struct ListPage {
    /// Around the page.
    pub frame: Frame,
    /// For its forms.
    pub forms: Forms,
    /// The decisions of this page.
    pub rows: Vec<Row>,
    /// How many fit the filters.
    pub total: usize,
    /// How many there are.
    pub all: usize,
    /// Filters, as words, status and state.
    pub q: String,
    /// Name of the chosen status; may be empty.
    pub status: String,
    /// Whether only decisions with doubtful links are listed.
    pub doubtful: bool,
    /// The pages before and after.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

impl ListPage {
    /// Name, words, and the attribute of the chosen one.
    fn statuses(&self) -> [(&'static str, String, &'static str); 3] {
        Status::ALL.map(|s| (s.as_str(), super::view::status_name(s), if s.as_str() == self.status { " selected" } else { "" }))
    }
}

/// `/decisions/{id}`
#[derive(Template)]
#[template(path = "decisions/one.html")]
pub struct OnePage {
    /// Around the page.
    pub frame: Frame,
    /// For its forms.
    pub forms: Forms,
    /// Number in the register.
    pub id: i64,
    /// Version that is shown, which a change must name.
    pub version: i64,
    /// What was written.
    pub content: Content,
    /// How far it has come.
    pub status: String,
    /// The text as HTML that [`crate::decision::markdown`] made safe.
    pub text: String,
    /// Its links.
    pub links: Vec<LinkView>,
    /// Links whose clause is not what it was.
    pub changed: usize,
    /// What was done, the newest first.
    pub history: Vec<ChangeView>,
    /// What could not be done.
    pub error: Option<String>,
    /// What was typed to add a link, after an error.
    pub typed_quote: String,
    /// Likewise.
    pub typed_target: String,
    /// As JSON.
    pub api: String,
}

impl OnePage {
    fn shown(&self) -> impl Iterator<Item = &LinkView> {
        self.links.iter().filter(|l| !l.rejected)
    }

    fn rejected(&self) -> Vec<&LinkView> {
        self.links.iter().filter(|l| l.rejected).collect()
    }
}

/// `/decisions/{id}/versions/{version}`
#[derive(Template)]
#[template(path = "decisions/version.html")]
pub struct VersionPage {
    /// Around the page.
    pub frame: Frame,
    /// The decision.
    pub decision: Link,
    /// What was done.
    pub change: ChangeView,
    /// What was written.
    pub content: Content,
    /// How far it had come.
    pub status: String,
    /// The text as HTML that [`crate::decision::markdown`] made safe.
    pub text: String,
    /// Difference of the text from the version before: class and words.
    pub difference: Vec<(&'static str, String)>,
    /// The versions before and after.
    pub previous: Option<String>,
    /// The version after.
    pub next: Option<String>,
}

/// `/decisions/new` and `/decisions/{id}/edit`
#[derive(Template)]
#[template(path = "decisions/form.html")]
pub struct FormPage {
    /// Around the page.
    pub frame: Frame,
    /// For its form.
    pub forms: Forms,
    /// Where the form is sent.
    pub action: String,
    /// Where to go without saving.
    pub back: String,
    /// The version that is edited; none for a new decision.
    pub version: Option<i64>,
    /// What the fields hold.
    pub content: Content,
    /// What is wrong: field and words.
    pub errors: Vec<(&'static str, String)>,
    /// What somebody else saved meanwhile.
    pub theirs: Option<Theirs>,
}

/// What somebody else saved while a form was filled in.
pub struct Theirs {
    /// Who.
    pub editor: String,
    /// Their version.
    pub version: i64,
    /// Fields that differ from the form: name in words, theirs, yours.
    pub fields: Vec<(String, String, String)>,
    /// Difference of the texts, from theirs to yours: class and words.
    pub difference: Vec<(&'static str, String)>,
    /// Their text.
    pub text: String,
}

impl FormPage {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(f, _)| *f == field).map(|(_, words)| words.as_str())
    }

    /// Name, words, and the attribute of the chosen one.
    fn statuses(&self) -> [(&'static str, String, &'static str); 3] {
        Status::ALL.map(|s| (s.as_str(), super::view::status_name(s), if s == self.content.status { " selected" } else { "" }))
    }
}

/// `/decisions/login`
#[derive(Template)]
#[template(path = "decisions/login.html")]
pub struct LoginPage {
    /// Around the page.
    pub frame: Frame,
    /// For its form.
    pub forms: Forms,
    /// Whether the token that was sent is nobody's.
    pub wrong: bool,
}

/// The frame of a page about decisions.
pub fn frame(title: impl Into<Message>) -> Frame {
    Frame::new(title, Nav::Decisions)
}

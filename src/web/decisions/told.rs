//! Decisions as the programming interface tells them.

use serde::Serialize;
use utoipa::ToSchema;

use super::handlers::tally;
use crate::decision::{Change, Content, Decision, Link, LinkState, Status, state};
use crate::web::api::paging::Page;
use crate::web::site::Site;
use crate::web::urls;

/// A decision with the state of each link.
#[derive(Serialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionView {
    /// Number in this register.
    id: i64,
    /// Random name that stays the same in other registers.
    uid: String,
    /// Counts the changes, from 1. Who saves names the version that was read.
    version: i64,
    #[serde(flatten)]
    content: Content,
    /// Its links, in the order of the text.
    links: Vec<LinkView>,
    /// When it was made: RFC 3339, UTC.
    created: String,
    /// When it was changed last.
    updated: String,
    /// Who changed it last.
    editor: String,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// A link of a decision, and how the clause stands now.
#[derive(Serialize, ToSchema)]
#[schema(as = DecisionLinkWithState)]
pub struct LinkView {
    #[serde(flatten)]
    link: Link,
    /// Whether the words it was pinned to still stand there; none for a link that leads to no clause.
    state: Option<LinkState>,
    /// The page of the clause.
    #[schema(format = "uri-reference")]
    url: Option<String>,
}

impl DecisionView {
    /// Of a decision.
    pub fn new(site: &Site, decision: &Decision) -> Self {
        let reader = site.reader();
        let view = |link: &Link| LinkView {
            state: link.pin.as_ref().map(|pin| state(pin, &reader)),
            url: link.pin.as_ref().map(|p| urls::clause_text(&p.policy, &p.address)),
            link: link.clone(),
        };
        let decision = decision.clone();
        DecisionView {
            id: decision.id,
            uid: decision.uid,
            version: decision.version,
            links: decision.links.iter().map(view).collect(),
            content: decision.content,
            created: decision.created,
            updated: decision.updated,
            editor: decision.editor,
            url: urls::decision(decision.id),
        }
    }
}

/// Decisions.
#[derive(Serialize, ToSchema)]
pub struct Decisions {
    #[serde(flatten)]
    pub(super) page: Page,
    /// Those of this page, the one changed last first.
    pub(super) decisions: Vec<DecisionLine>,
}

/// A decision in a list.
#[derive(Serialize, ToSchema)]
pub struct DecisionLine {
    /// Number in this register.
    id: i64,
    /// Random name that stays the same in other registers.
    uid: String,
    /// Counts the changes.
    version: i64,
    /// Its title.
    title: String,
    /// Its number, as typed.
    number: String,
    /// Its date, an ISO date or nothing.
    date: String,
    /// Who decides.
    organisation: String,
    /// How far it has come.
    status: Status,
    /// When it was changed last.
    updated: String,
    /// Who changed it last.
    editor: String,
    /// Its links that count.
    links: usize,
    /// Links that nobody has looked at.
    open: usize,
    /// Links that somebody should look at.
    doubtful: usize,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

impl DecisionLine {
    /// Of a decision.
    pub fn new(site: &Site, decision: &Decision) -> Self {
        let (links, open, doubtful) = tally(site, decision);
        let c = decision.content.clone();
        DecisionLine {
            id: decision.id,
            uid: decision.uid.clone(),
            version: decision.version,
            title: c.title,
            number: c.number,
            date: c.date,
            organisation: c.organisation,
            status: c.status,
            updated: decision.updated.clone(),
            editor: decision.editor.clone(),
            links,
            open,
            doubtful,
            url: urls::decision(decision.id),
        }
    }
}

/// The history of a decision.
#[derive(Serialize, ToSchema)]
pub struct History {
    /// Number of the decision.
    pub(super) id: i64,
    /// All changes, the first one first; nothing is ever taken out.
    pub(super) changes: Vec<Change>,
}

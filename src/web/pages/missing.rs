//! `/missing`: documents that are cited and not held, and who cites them.

use askama::Template;

use super::leaf::Leaf;
use crate::message::Message;
use crate::resolve::Missing;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::site::Site;
use crate::web::{naming, urls};

/// Documents on a page.
const PAGE: usize = 100;
/// Citing clauses that are listed of one document.
const CITERS: usize = 8;

/// The list.
#[derive(Template)]
#[template(path = "pages/missing.html")]
pub struct MissingPage {
    frame: Frame,
    total: usize,
    rows: Vec<Row>,
    places: Vec<String>,
    place: String,
    leaf: Leaf,
    csv: String,
    api: String,
    documents: usize,
}

struct Row {
    title: String,
    number: Option<String>,
    count: usize,
    documents: usize,
    citers: Vec<Link>,
    more: usize,
    near: Vec<Link>,
}

impl MissingPage {
    /// One page of the list, from 1; `place` is the filter, empty for none.
    pub fn new(site: &Site, missing: &[Missing], place: &str, page: usize) -> Self {
        let at = |base: &str, page: usize| {
            let page = if page > 1 { page.to_string() } else { String::new() };
            urls::citing(base, vec![("place", place.to_owned()), ("page", page)])
        };
        let leaf = Leaf::new(missing.len(), PAGE, page, |page| at(urls::MISSING, page));
        MissingPage {
            frame: Frame::new(Message::new("missing-title"), Nav::Corpus),
            total: missing.len(),
            rows: leaf.of(missing).iter().map(|m| row(site, m)).collect(),
            places: site.places(),
            place: place.to_owned(),
            csv: at("/missing.csv", 1),
            api: at("/api/v1/missing", 1),
            documents: site.library.policies().len(),
            leaf,
        }
    }
}

fn row(site: &Site, missing: &Missing) -> Row {
    let mentions = site.network().mentions();
    let link = |at: &usize| {
        let m = &mentions[*at];
        Link::new(urls::clause(&m.policy, &m.address), format!("{}{}", site.title(&m.policy), m.address.native()))
    };
    Row {
        title: if missing.title.is_empty() { String::new() } else { naming::quoted_title(&missing.title) },
        number: missing.number.clone(),
        count: missing.count,
        documents: missing.policies.len(),
        citers: missing.mentions.iter().take(CITERS).map(link).collect(),
        more: missing.mentions.len().saturating_sub(CITERS),
        near: missing.near.iter().take(3).map(|id| Link::new(urls::policy(id), site.title(id))).collect(),
    }
}

//! `/cited/{policy}` and `/cited/{policy}/{address}`: all that cite a document or a clause; and the short list of them
//! on the pages of documents and clauses.

use askama::Template;

use super::leaf::Leaf;
use crate::clause::ClauseAddress;
use crate::message::{self, Message};
use crate::policy::{Level, PolicyId};
use crate::resolve::{Mention, Outcome};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::{language, say};
use crate::web::site::Site;
use crate::web::urls;

/// Citations on the page of a document or clause.
const SHORT: usize = 30;
/// Citations on a page of the whole list.
const PAGE: usize = 100;

/// One that cites.
pub struct CiterView {
    /// The citing clause.
    pub href: String,
    /// Title and date of its document.
    pub title: String,
    /// What the clause is called.
    pub clause: String,
    /// The clause that is cited: 第三条; empty for the whole document.
    pub cited: String,
    /// 无此条款 …; empty where the citation is plain.
    pub outcome: String,
    /// The words around the citation.
    pub words: String,
}

/// Those of one level.
pub struct CiterGroup {
    /// 省级 …
    pub name: String,
    /// The newest first.
    pub citers: Vec<CiterView>,
}

/// Who cites a document or a clause, by level, the newest first.
#[derive(Default)]
pub struct CitersView {
    /// How many there are.
    pub total: usize,
    /// Those that are listed here.
    pub groups: Vec<CiterGroup>,
    /// Where the rest is.
    pub more: Option<Link>,
}

/// What has ended or changed a document.
pub struct EndView {
    /// 已废止（2024-06-30 起）
    pub words: String,
    /// The clause that says so.
    pub by: Option<Link>,
    /// Its words.
    pub quote: String,
}

impl CitersView {
    /// The first of them, with a link to the rest.
    pub fn new(site: &Site, id: &PolicyId, address: Option<&ClauseAddress>) -> Self {
        let all = sorted(site, id, address);
        let rest = all.len() > SHORT;
        let at = address.map(ToString::to_string).unwrap_or_default();
        let more = rest.then(|| Link::new(urls::cited(id, &at, 1), say(&Message::new("cited-all").with("n", all.len()))));
        CitersView { total: all.len(), groups: groups(site, &all[..all.len().min(SHORT)]), more }
    }
}

/// By level, then the newest first.
fn sorted<'s>(site: &'s Site, id: &PolicyId, address: Option<&'s ClauseAddress>) -> Vec<&'s Mention> {
    let mut all: Vec<&Mention> = site.cited_by(id, address).collect();
    let date = |m: &Mention| site.library.summary(&m.policy).and_then(|s| s.document.date().map(str::to_owned));
    let rank = |m: &Mention| level(site, &m.policy).map_or(usize::MAX, |l| Level::ALL.iter().position(|x| *x == l).unwrap_or(0));
    all.sort_by_cached_key(|m| (rank(m), std::cmp::Reverse(date(m)), m.policy.clone()));
    all
}

fn level(site: &Site, id: &PolicyId) -> Option<Level> {
    site.library.summary(id)?.document.jurisdiction.as_ref().map(|j| j.level)
}

fn groups(site: &Site, mentions: &[&Mention]) -> Vec<CiterGroup> {
    let mut out: Vec<CiterGroup> = Vec::new();
    for mention in mentions {
        let level = level(site, &mention.policy);
        let name = level.map_or_else(|| say(&Message::new("cited-no-place")), |l| message::name(language(), l.label()));
        if out.last().is_none_or(|g| g.name != name) {
            out.push(CiterGroup { name, citers: Vec::new() });
        }
        let cited = mention.resolution.target.as_ref().and_then(|t| t.address.parse::<ClauseAddress>().ok()).map(|a| a.native());
        let view = CiterView {
            href: urls::clause(&mention.policy, &mention.address),
            title: site.title(&mention.policy),
            clause: mention.address.native(),
            cited: cited.unwrap_or_default(),
            outcome: match mention.resolution.outcome {
                Outcome::Found => String::new(),
                other => say(&other.label()),
            },
            words: mention.words.clone(),
        };
        if let Some(group) = out.last_mut() {
            group.citers.push(view);
        }
    }
    out
}

/// All that cite a document or a clause.
#[derive(Template)]
#[template(path = "pages/cited.html")]
pub struct CitedPage {
    frame: Frame,
    title: String,
    href: String,
    clause: String,
    citers: CitersView,
    leaf: Leaf,
    api: String,
}

impl CitedPage {
    /// One page of the list, from 1.
    pub fn new(site: &Site, id: &PolicyId, address: Option<&ClauseAddress>, page: usize) -> Self {
        let all = sorted(site, id, address);
        let at = address.map(ToString::to_string).unwrap_or_default();
        let leaf = Leaf::new(all.len(), PAGE, page, |page| urls::cited(id, &at, page));
        let title = site.title(id);
        CitedPage {
            frame: Frame::new(Message::new("cited-of").with("title", &title), Nav::Corpus),
            href: urls::clause_text(id, &at),
            clause: address.map(ClauseAddress::native).unwrap_or_default(),
            citers: CitersView { total: all.len(), groups: groups(site, leaf.of(&all)), more: None },
            api: format!("{}{}", urls::API, urls::cited(id, &at, 1)),
            title,
            leaf,
        }
    }
}

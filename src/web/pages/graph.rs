//! `/graph`: who cites whom, levels as layers, with the same as a table beside it.
//!
//! A large library is no picture: without `of` the documents cited by most others are drawn with those that cite them;
//! with `of` the neighbourhood of one document, one or two citations away.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;

use crate::message::Message;
use crate::policy::PolicyId;
use crate::resolve::{Mention, Outcome};
use crate::web::chart::{Drawing, Edge, Shape, map};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::site::Site;
use crate::web::urls;

/// Documents of one picture.
pub const MOST: usize = 40;
/// Rows of the table.
const ROWS: usize = 400;
/// Citing documents that are drawn of each much cited document.
const BESIDE: usize = 4;

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// The document whose neighbourhood is drawn.
    pub of: Option<PolicyId>,
    /// How many citations away, 1 or 2.
    pub depth: usize,
    /// Place of the citing documents; empty for all.
    pub place: String,
    /// Topic that the citing clause's document speaks of; empty for all.
    pub topic: String,
}

impl Choice {
    /// The address with these choices.
    pub fn url(&self, base: &str) -> String {
        let of = self.of.as_ref().map(ToString::to_string).unwrap_or_default();
        let depth = if self.depth == 2 { "2".to_owned() } else { String::new() };
        urls::citing(base, vec![("of", of), ("depth", depth), ("place", self.place.clone()), ("topic", self.topic.clone())])
    }
}

/// The documents and citations of one picture.
#[derive(Default)]
pub struct Part {
    /// The documents, the most cited first.
    pub documents: Vec<PolicyId>,
    /// The citations between them.
    pub edges: Vec<Edge>,
    /// Documents that cite or are cited and are left out.
    pub left_out: usize,
}

/// Chooses what is drawn. `wanted` says whether a citing document counts.
pub fn part(site: &Site, choice: &Choice, wanted: &dyn Fn(&PolicyId) -> bool) -> Part {
    let network = site.network();
    let target = |m: &Mention| m.resolution.target.as_ref().map(|t| t.policy.clone());
    let mut citing: BTreeMap<PolicyId, BTreeSet<PolicyId>> = BTreeMap::new();
    let mut joined: BTreeSet<PolicyId> = BTreeSet::new();
    let mut documents: Vec<PolicyId> = Vec::new();
    let add = |id: &PolicyId, documents: &mut Vec<PolicyId>| {
        if documents.len() < MOST && !documents.contains(id) {
            documents.push(id.clone());
        }
    };
    match &choice.of {
        Some(of) => {
            let mut ring: BTreeSet<PolicyId> = BTreeSet::from([of.clone()]);
            joined.insert(of.clone());
            add(of, &mut documents);
            for _ in 0..choice.depth.clamp(1, 2) {
                let mut next: BTreeSet<PolicyId> = BTreeSet::new();
                for id in &ring {
                    next.extend(network.cited(id).filter_map(target));
                    next.extend(network.citing(id).map(|m| m.policy.clone()).filter(|id| wanted(id)));
                }
                next.retain(|id| !joined.contains(id));
                joined.extend(next.iter().cloned());
                let mut ranked: Vec<(usize, &PolicyId)> = next.iter().map(|id| (network.citing(id).count(), id)).collect();
                ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
                ranked.into_iter().for_each(|(_, id)| add(id, &mut documents));
                ring = next;
            }
        }
        None => {
            for mention in network.mentions().iter().filter(|m| wanted(&m.policy)) {
                let Some(cited) = target(mention) else { continue };
                joined.extend([mention.policy.clone(), cited.clone()]);
                citing.entry(cited).or_default().insert(mention.policy.clone());
            }
            let mut ranked: Vec<(&PolicyId, &BTreeSet<PolicyId>)> = citing.iter().collect();
            ranked.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
            for (cited, by) in ranked {
                if documents.len() >= MOST {
                    break;
                }
                add(cited, &mut documents);
                by.iter().take(BESIDE).for_each(|id| add(id, &mut documents));
            }
        }
    }
    let held: BTreeSet<&PolicyId> = documents.iter().collect();
    let mut edges = Vec::new();
    for mention in documents.iter().flat_map(|id| network.cited(id)) {
        let Some(to) = target(mention).filter(|to| held.contains(to)) else { continue };
        edges.push(Edge {
            from: mention.policy.clone(),
            address: mention.address.clone(),
            to,
            sure: mention.resolution.outcome == Outcome::Found,
            outcome: say(&mention.resolution.outcome.label()),
        });
    }
    edges.dedup_by(|a, b| a.from == b.from && a.to == b.to && a.address == b.address && a.sure == b.sure);
    let left_out = joined.len().saturating_sub(documents.len());
    Part { documents, edges, left_out }
}

/// The picture and its table.
#[derive(Template)]
#[template(path = "pages/graph.html")]
pub struct GraphPage {
    frame: Frame,
    chart: Drawing,
    choice: Choice,
    of: String,
    of_title: Option<Link>,
    places: Vec<String>,
    topics: Vec<(String, String)>,
    most: Vec<Link>,
    left_out: usize,
    chart_documents: usize,
    rows_left_out: usize,
    deeper: Option<String>,
    api: String,
    empty: bool,
}

impl GraphPage {
    /// From what was chosen; `topics` are ids with their labels.
    pub fn new(site: &Site, choice: Choice, part: Part, places: Vec<String>, topics: Vec<(String, String)>) -> Self {
        let network = site.network();
        let most = part.documents.iter().filter(|id| network.citing(id).next().is_some()).take(12);
        let times = |id| say(&Message::new("graph-times").with("n", network.citing(id).count()));
        let most = most.map(|id| Link::new(urls::graph_of(id), site.title(id)).note(times(id))).collect();
        let (empty, chart_documents) = (part.edges.is_empty(), part.documents.len());
        let mut chart = map(site, part.documents, &part.edges, &say(&Message::new("graph-advice")));
        let rows_left_out = chart.table.len().saturating_sub(ROWS);
        chart.table.truncate(ROWS);
        GraphPage {
            frame: Frame::new(Message::new("graph-title"), Nav::Corpus),
            of: choice.of.as_ref().map(ToString::to_string).unwrap_or_default(),
            of_title: choice.of.as_ref().map(|id| Link::new(urls::policy(id), site.title(id))),
            deeper: (choice.of.is_some() && choice.depth < 2).then(|| Choice { depth: 2, ..choice.clone() }.url(urls::GRAPH)),
            api: choice.url("/api/v1/graph"),
            left_out: part.left_out,
            chart_documents,
            rows_left_out,
            chart,
            choice,
            places,
            topics,
            most,
            empty,
        }
    }
}

//! `/lineage` and `/lineage/{policy}`: what is borrowed from where.

use std::collections::BTreeMap;

use askama::Template;

use crate::compare::lineage::{DocumentLineage, Family, Kin, OverviewRow, Place, RelationKind, Share};
use crate::message::Message;
use crate::policy::PolicyId;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::urls;

/// A table of more documents than this is no table; each then has only its list of sources.
const MATRIX: usize = 12;
/// Documents that are listed, and borrowed clauses of one document.
const LISTED: usize = 500;
/// Sources that are named of each document.
const LENDERS: usize = 3;
/// Documents in a list of sources or heirs, and clauses in a list of what was dropped.
const SHORT: usize = 40;

/// All documents.
#[derive(Template)]
#[template(path = "pages/lineage.html")]
pub struct LineagePage {
    frame: Frame,
    rows: Vec<RowView>,
    /// Heads of the columns; empty where there are too many documents.
    columns: Vec<Link>,
    legend: Vec<(String, String)>,
    left_out: usize,
}

struct RowView {
    document: Link,
    borrowed: String,
    cells: Vec<String>,
    from: Vec<Link>,
}

/// One document.
#[derive(Template)]
#[template(path = "pages/lineage_document.html")]
pub struct DocumentLineagePage {
    frame: Frame,
    title: String,
    document: String,
    borrowed: String,
    sources: Vec<ShareView>,
    heirs: Vec<ShareView>,
    clauses: Vec<KinView>,
    /// Lines that are left out of the lists of sources, heirs and clauses.
    left_out: [Option<usize>; 3],
    legend: Vec<(String, String)>,
    api: String,
}

struct ShareView {
    link: Link,
    lineage: String,
    side: String,
    share: String,
    kinds: String,
    dropped: Vec<Link>,
    dropped_count: usize,
    sure: bool,
}

/// A pair of clauses, as seen from one of them.
pub struct KinView {
    /// 照抄, 收窄 …
    pub kind: String,
    /// Class for the stylesheet.
    pub class: &'static str,
    /// The clause the line is about.
    pub here: Link,
    /// The other clause.
    pub there: Link,
    /// Both side by side.
    pub side: String,
    /// 本条 90% 来自源条款，源条款的 66% 写入本条
    pub shares: String,
    /// Whether level and date say who came first.
    pub sure: bool,
}

/// What a clause page says of its lineage.
#[derive(Default)]
pub struct FamilyView {
    /// Where it was taken from.
    pub sources: Vec<KinView>,
    /// Who took from it.
    pub heirs: Vec<KinView>,
    /// Who dropped it.
    pub dropped_by: Vec<Link>,
    /// Lines that are left out of each list.
    pub left_out: [Option<usize>; 3],
    /// Whether it is not found yet.
    pub waiting: bool,
}

impl FamilyView {
    /// From a family.
    pub fn new(family: &Family, title: &dyn Fn(&PolicyId) -> String) -> Self {
        FamilyView {
            sources: family.sources.iter().take(SHORT).map(|k| kin(k, &k.clause, &k.source, title, &|_| None)).collect(),
            heirs: family.heirs.iter().take(SHORT).map(|k| kin(k, &k.source, &k.clause, title, &|_| None)).collect(),
            dropped_by: family.dropped_by.iter().take(SHORT).map(|id| Link::new(urls::lineage(id), title(id))).collect(),
            left_out: [family.sources.len(), family.heirs.len(), family.dropped_by.len()].map(|n| beyond(n, SHORT)),
            waiting: false,
        }
    }

    /// While it is not found yet.
    pub fn waiting() -> Self {
        FamilyView { waiting: true, ..FamilyView::default() }
    }

    /// Both lists, each with its name.
    pub fn groups(&self) -> [(String, &[KinView], Option<usize>); 2] {
        [(words("lineage-from"), &self.sources, self.left_out[0]), (words("lineage-lent"), &self.heirs, self.left_out[1])]
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.sources.is_empty() && self.heirs.is_empty() && self.dropped_by.is_empty() && !self.waiting
    }
}

/// A text of the message files.
fn words(id: &'static str) -> String {
    say(&Message::new(id))
}

fn legend() -> Vec<(String, String)> {
    use RelationKind::{Adapt, Copy, Drop, Extend, Narrow};
    [Copy, Narrow, Extend, Adapt, Drop].map(|k| (say(&k.label()), say(&k.meaning()))).into()
}

fn percent(share: f64) -> String {
    match share * 100.0 {
        p if p > 0.0 && p < 1.0 => words("lineage-under-one"),
        p => format!("{p:.0}%"),
    }
}

fn kin(kin: &Kin, here: &Place, there: &Place, title: &dyn Fn(&PolicyId) -> String, heading: &dyn Fn(&Place) -> Option<String>) -> KinView {
    let written = |p: &Place| format!("{}/{}", p.policy, p.address);
    KinView {
        kind: say(&kin.kind.label()),
        class: kin.kind.as_str(),
        here: Link::new(urls::clause(&here.policy, &here.address), here.address.native()).note(heading(here).unwrap_or_default()),
        there: Link::new(urls::clause(&there.policy, &there.address), format!("{}{}", title(&there.policy), there.address.native()))
            .note(heading(there).unwrap_or_default()),
        side: urls::side(&[written(&kin.source), written(&kin.clause)]),
        shares: say(&Message::new("lineage-shares").with("borrowed", percent(kin.borrowed)).with("kept", percent(kin.kept))),
        sure: kin.sure,
    }
}

/// How many clauses are of each kind: 照抄 3，改写 2.
fn kinds(counts: &BTreeMap<RelationKind, usize>) -> String {
    let each = counts.iter().map(|(kind, n)| Message::new("lineage-count").with("kind", kind.label()).with("n", *n));
    say(&each.reduce(|first, then| Message::new("lineage-counts").with("first", first).with("then", then)).unwrap_or_default())
}

/// How many of `all` are left out of a list of at most `most`; none when it holds all.
fn beyond(all: usize, most: usize) -> Option<usize> {
    all.checked_sub(most).filter(|n| *n > 0)
}

/// Whom a document borrows the most from.
fn lenders(row: &OverviewRow) -> Vec<&(PolicyId, f64)> {
    let mut from: Vec<&(PolicyId, f64)> = row.from.iter().collect();
    from.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    from.truncate(LENDERS);
    from
}

impl LineagePage {
    /// From the overview.
    pub fn new(overview: &[OverviewRow], title: &dyn Fn(&PolicyId) -> String) -> Self {
        let link = |id: &PolicyId| Link::new(urls::lineage(id), title(id));
        let small = overview.len() <= MATRIX;
        let row = |r: &OverviewRow| {
            let share = |id: &PolicyId| r.from.iter().find(|(from, _)| from == id).map(|(_, s)| percent(*s)).unwrap_or_default();
            RowView {
                document: link(&r.policy),
                borrowed: percent(r.borrowed),
                cells: if small { overview.iter().map(|o| share(&o.policy)).collect() } else { Vec::new() },
                from: lenders(r).into_iter().map(|(id, s)| link(id).note(percent(*s))).collect(),
            }
        };
        let mut listed: Vec<&OverviewRow> = overview.iter().collect();
        if !small {
            listed.sort_by(|a, b| b.borrowed.total_cmp(&a.borrowed).then_with(|| a.policy.cmp(&b.policy)));
            listed.truncate(LISTED);
        }
        LineagePage {
            frame: Frame::new(Message::new("lineage-title"), Nav::Compare),
            left_out: overview.len() - listed.len(),
            rows: listed.into_iter().map(row).collect(),
            columns: if small { overview.iter().map(|r| link(&r.policy)).collect() } else { Vec::new() },
            legend: legend(),
        }
    }
}

impl DocumentLineagePage {
    fn groups(&self) -> [(String, &[ShareView], Option<usize>); 2] {
        [(words("lineage-from"), &self.sources, self.left_out[0]), (words("lineage-lent"), &self.heirs, self.left_out[1])]
    }

    /// From a document's family; `heading` names clauses.
    pub fn new(found: &DocumentLineage, title: &dyn Fn(&PolicyId) -> String, heading: &dyn Fn(&Place) -> Option<String>) -> Self {
        let own = &found.policy;
        let share = |s: &Share, source: &PolicyId| ShareView {
            link: Link::new(urls::policy(&s.policy), title(&s.policy)),
            lineage: urls::lineage(&s.policy),
            side: urls::side(&if source == own {
                [own.to_string(), s.policy.to_string()]
            } else {
                [s.policy.to_string(), own.to_string()]
            }),
            share: percent(s.share),
            kinds: kinds(&s.kinds),
            dropped_count: s.dropped.len(),
            dropped: s.dropped.iter().take(SHORT).map(|a| Link::new(urls::clause(source, a), a.native())).collect(),
            sure: s.sure,
        };
        DocumentLineagePage {
            frame: Frame::new(Message::new("lineage-title-of").with("document", title(own)), Nav::Compare),
            title: title(own),
            document: urls::policy(own),
            borrowed: percent(found.borrowed),
            sources: found.sources.iter().take(SHORT).map(|s| share(s, &s.policy)).collect(),
            heirs: found.heirs.iter().take(SHORT).map(|s| share(s, own)).collect(),
            left_out: [beyond(found.sources.len(), SHORT), beyond(found.heirs.len(), SHORT), beyond(found.clauses.len(), LISTED)],
            clauses: found.clauses.iter().take(LISTED).map(|k| kin(k, &k.clause, &k.source, title, heading)).collect(),
            legend: legend(),
            api: urls::api_lineage(own),
        }
    }
}

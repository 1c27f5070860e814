//! `/corpus`: the documents that are held, a page at a time, and every file that could not be read.

use std::cmp::Reverse;

use askama::Template;

use super::leaf::Leaf;
use crate::diagnostic::WarningKind;
use crate::index::{FailedFile, PolicySummary};
use crate::message::{Message, told};
use crate::policy::{Level, TextStatus};
use crate::quality::{Lack, Standing, standing};
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::pages::remarks;
use crate::web::site::Site;
use crate::web::{labels, naming, urls};

/// Documents on a page.
const PAGE: usize = 100;

/// In which order the documents are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By level and place, the newest first.
    #[default]
    Place,
    /// The newest first.
    Newest,
    /// Most clauses first.
    Clauses,
    /// Most values first.
    Facts,
    /// Most warnings first.
    Warnings,
    /// Most text left out first.
    Dropped,
}

impl Order {
    /// Every one: name in addresses, name of its text.
    const ALL: [(Order, &'static str, &'static str); 6] = [
        (Order::Place, "", "corpus-by-place"),
        (Order::Newest, "date", "corpus-by-date"),
        (Order::Clauses, "clauses", "corpus-by-clauses"),
        (Order::Facts, "facts", "corpus-by-facts"),
        (Order::Warnings, "warnings", "corpus-by-warnings"),
        (Order::Dropped, "dropped", "corpus-by-dropped"),
    ];

    /// The one with a name.
    pub fn named(name: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|(_, n, _)| *n == name).map(|(order, ..)| order)
    }

    fn name(self) -> &'static str {
        Order::ALL.into_iter().find(|(order, ..)| *order == self).map_or("", |(_, name, _)| name)
    }
}

/// Which documents are listed.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Short name of a place; empty for all.
    pub place: String,
    /// A level.
    pub level: Option<Level>,
    /// Year of the document's date.
    pub year: Option<u16>,
    /// Whether they are in force.
    pub validity: Option<Standing>,
    /// With a warning of this kind.
    pub warning: Option<WarningKind>,
    /// What is not known of them.
    pub without: Option<Lack>,
    /// In which order.
    pub order: Order,
}

impl Choice {
    /// The address with these choices, from a page on.
    pub fn url(&self, page: usize) -> String {
        let text = |of: Option<&str>| of.unwrap_or_default().to_owned();
        urls::citing(
            urls::CORPUS,
            vec![
                ("place", self.place.clone()),
                ("level", text(self.level.map(Level::as_str))),
                ("year", self.year.map(|y| y.to_string()).unwrap_or_default()),
                ("validity", text(self.validity.map(Standing::as_str))),
                ("warning", self.warning.map(WarningKind::name).unwrap_or_default()),
                ("without", text(self.without.map(Lack::as_str))),
                ("sort", self.order.name().to_owned()),
                ("page", if page > 1 { page.to_string() } else { String::new() }),
            ],
        )
    }

    fn is_all(&self) -> bool {
        Choice { order: self.order, ..Choice::default() }.url(1) == self.url(1)
    }

    fn fits(&self, site: &Site, summary: &PolicySummary, today: &str) -> bool {
        let document = &summary.document;
        (self.place.is_empty() || document.place() == self.place)
            && self.level.is_none_or(|l| document.jurisdiction.as_ref().is_some_and(|j| j.level == l))
            && self.year.is_none_or(|y| document.year() == Some(y))
            && self.warning.is_none_or(|w| summary.figures.warnings_of(w) > 0)
            && self.without.is_none_or(|l| l.of(document))
            && self.validity.is_none_or(|v| standing(site.resolver(), document, today).0 == v)
    }
}

/// The list of documents.
#[derive(Template)]
#[template(path = "pages/corpus.html")]
pub struct CorpusPage {
    frame: Frame,
    choice: Choice,
    all: usize,
    total: usize,
    sections: Vec<Section>,
    places: Vec<String>,
    years: Vec<u16>,
    remark: Option<String>,
    leaf: Leaf,
    failures: Vec<FailedFile>,
}

/// The documents of one place, or all where they are in another order.
struct Section {
    place: Option<(String, String)>,
    rows: Vec<DocumentRow>,
}

/// One document.
struct DocumentRow {
    href: String,
    title: String,
    number: Option<String>,
    place: Option<String>,
    issuers: String,
    date: Option<String>,
    digest: bool,
    clauses: usize,
    facts: usize,
    citations: usize,
    warnings: usize,
    dropped: String,
}

impl CorpusPage {
    /// One page of the list, from 1; validity is judged on `today`.
    pub fn new(site: &Site, choice: Choice, page: usize, today: &str) -> Self {
        let policies = site.library.policies();
        let mut found: Vec<&PolicySummary> = policies.iter().filter(|s| choice.fits(site, s, today)).collect();
        match choice.order {
            Order::Place => {}
            Order::Newest => found.sort_by_key(|s| Reverse(s.document.date().map(str::to_owned))),
            Order::Clauses => found.sort_by_key(|s| Reverse(s.clauses)),
            Order::Facts => found.sort_by_key(|s| Reverse(s.facts)),
            Order::Warnings => found.sort_by_key(|s| Reverse(s.warnings)),
            Order::Dropped => found.sort_by(|a, b| b.dropped_share.total_cmp(&a.dropped_share)),
        }
        let leaf = Leaf::new(found.len(), PAGE, page, |page| choice.url(page));
        let by_place = choice.order == Order::Place;
        let mut sections: Vec<Section> = Vec::new();
        for summary in leaf.of(&found) {
            let place = by_place.then(|| (summary.document.place(), summary.document.jurisdiction.as_ref().map(|j| j.level)));
            let place = place.map(|(name, level)| (name, level.map(|l| labels::level_name(Some(l))).unwrap_or_default()));
            if sections.last().is_none_or(|s| s.place != place) {
                sections.push(Section { place, rows: Vec::new() });
            }
            if let Some(section) = sections.last_mut() {
                section.rows.push(row(summary, !by_place));
            }
        }
        let mut years: Vec<u16> = policies.iter().filter_map(|s| s.document.year()).collect();
        years.sort_unstable_by_key(|y| Reverse(*y));
        years.dedup();
        let warning = choice.warning.map(|w| Message::new("corpus-with-warning").with("kind", remarks::kind(w)));
        let without = choice.without.map(|l| Message::new("corpus-without").with("what", Message::new(lack(l))));
        CorpusPage {
            frame: Frame::new(Message::new("corpus-title"), Nav::Corpus),
            all: policies.len(),
            total: found.len(),
            sections,
            places: site.places(),
            years,
            remark: warning.or(without).as_ref().map(say),
            leaf,
            failures: site.library.failures().to_vec(),
            choice,
        }
    }

    /// Why a file was not read.
    fn reason(&self, file: &FailedFile) -> String {
        say(&told(&file.reason))
    }

    /// Levels: name in addresses, words, the attribute of the chosen one.
    fn levels(&self) -> Vec<(&'static str, String, &'static str)> {
        let one = |l: Level| (l.as_str(), labels::level_name(Some(l)), chosen(self.choice.level == Some(l)));
        Level::ALL.into_iter().map(one).collect()
    }

    fn is_year(&self, year: &u16) -> bool {
        self.choice.year == Some(*year)
    }

    fn standings(&self) -> Vec<(&'static str, String, &'static str)> {
        let one = |s: Standing| (s.as_str(), say(&Message::new(standing_name(s))), chosen(self.choice.validity == Some(s)));
        Standing::ALL.into_iter().map(one).collect()
    }

    fn orders(&self) -> Vec<(&'static str, String, &'static str)> {
        Order::ALL.into_iter().map(|(o, name, words)| (name, say(&Message::new(words)), chosen(self.choice.order == o))).collect()
    }

    /// Figures that filters are about and the form does not offer: name and value.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let warning = self.choice.warning.map(|w| ("warning", w.name()));
        warning.into_iter().chain(self.choice.without.map(|l| ("without", l.as_str().to_owned()))).collect()
    }

    /// What leads on from here.
    fn leads(&self) -> Vec<Link> {
        let link = |href, id| Link::new(href, say(&Message::new(id)));
        let mut out = vec![link(urls::QUALITY, "quality-title")];
        out.extend([link(urls::MISSING, "missing-title"), link(urls::GRAPH, "graph-title"), link(urls::RADAR, "radar-title")]);
        out
    }
}

fn chosen(yes: bool) -> &'static str {
    if yes { " selected" } else { "" }
}

/// The name of the text of a standing.
pub fn standing_name(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "standing-in-force",
        Standing::Ended => "standing-ended",
        Standing::NotYet => "corpus-standing-not-yet",
        Standing::Unknown => "corpus-standing-unknown",
    }
}

/// The name of the text of something that is not known.
pub fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::Number => "lack-number",
        Lack::Date => "lack-date",
        Lack::Authority => "lack-authority",
        Lack::Place => "lack-place",
    }
}

fn row(policy: &PolicySummary, with_place: bool) -> DocumentRow {
    let document = &policy.document;
    DocumentRow {
        href: urls::policy(&document.id),
        title: naming::title(document).to_owned(),
        number: document.number_hans.clone(),
        place: with_place.then(|| document.place()),
        issuers: document.issuers_hans.join("、"),
        date: document.date().map(str::to_owned),
        digest: document.text_status == TextStatus::Digest,
        clauses: policy.clauses,
        facts: policy.facts,
        citations: policy.citations,
        warnings: policy.warnings,
        dropped: share(policy.dropped_share),
    }
}

/// A share as a percentage with one decimal; 0 is 0, and little is not nothing.
pub fn share(share: f64) -> String {
    let percent = share * 100.0;
    if percent <= 0.0 {
        "0".to_owned()
    } else if percent < 0.1 {
        "<0.1%".to_owned()
    } else {
        format!("{percent:.1}%")
    }
}

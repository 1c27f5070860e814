//! `/quality`: what is held and how well it was read, in figures, with what they do not say.

use std::collections::BTreeMap;

use askama::Template;

use crate::extract::{FactKind, Role};
use crate::message::Message;
use crate::policy::Level;
use crate::quality::measured::{Measured, Scores};
use crate::quality::{Ground, PlaceFigures, Quality, Standing};
use crate::resolve::Outcome;
use crate::web::frame::{Frame, Link, Nav};
use crate::web::language::say;
use crate::web::pages::corpus::{Choice, lack, share, standing_name};
use crate::web::pages::remarks;
use crate::web::site::Site;
use crate::web::{labels, urls};

/// Years that have a column of their own, the newest.
const YEARS: usize = 8;
/// Places that have a row of their own.
const PLACES: usize = 60;
/// Width of the longest bar, in pixels of the drawing.
const BAR: usize = 120;

/// The page.
#[derive(Template)]
#[template(path = "pages/quality.html")]
pub struct QualityPage {
    frame: Frame,
    q: Quality,
    scores: Scores,
    years: Vec<u16>,
    places: Vec<PlaceRow>,
    more_places: usize,
    total: PlaceRow,
    validity: Vec<Row>,
    warnings: Vec<Row>,
    dropped: Vec<Row>,
    dropped_bytes: usize,
    most: Vec<Link>,
    lacking: Vec<Row>,
    citations: Vec<Row>,
    roles: Vec<String>,
    facts: Vec<KindRow>,
}

/// A kind of value, how many there are by role, and their sum.
type KindRow = (String, Vec<usize>, usize);

/// The documents of a place.
struct PlaceRow {
    place: String,
    level: String,
    href: String,
    documents: usize,
    bar: usize,
    digests: usize,
    clauses: usize,
    facts: String,
    /// Documents and clauses: of the years with a column, of earlier ones, of no year.
    years: Vec<(usize, usize)>,
}

/// Something that is counted.
struct Row {
    name: String,
    note: String,
    href: Option<String>,
    count: usize,
    share: String,
    bar: usize,
}

impl QualityPage {
    /// From the figures of a site, with what was measured.
    pub fn new(site: &Site, q: Quality, scores: Scores) -> Self {
        let mut years: Vec<u16> = q.total.years.keys().rev().copied().collect();
        years.truncate(YEARS);
        let longest = q.places.iter().map(|p| p.documents).max().unwrap_or(1);
        let mut shown: Vec<&PlaceFigures> = q.places.iter().collect();
        if shown.len() > PLACES {
            shown.sort_by_key(|p| std::cmp::Reverse(p.documents));
            shown.truncate(PLACES);
        }
        let places: Vec<PlaceRow> = shown.iter().map(|p| place_row(p, &years, longest)).collect();
        let dropped_bytes: usize = q.dropped.values().map(|s| s.count).sum();
        let most = q.most_dropped.iter().map(|(id, of)| Link::new(urls::policy(id), site.title(id)).note(share(*of))).collect();
        let (roles, facts) = facts(&q);
        QualityPage {
            frame: Frame::new(Message::new("quality-title"), Nav::Corpus),
            more_places: q.places.len() - places.len(),
            total: place_row(&q.total, &years, q.total.documents),
            validity: Standing::ALL.iter().map(|s| validity(&q, *s)).collect(),
            warnings: warnings(&q),
            dropped: dropped(&q),
            lacking: lacking(&q),
            citations: citations(&q),
            years,
            places,
            dropped_bytes,
            most,
            roles,
            facts,
            scores,
            q,
        }
    }

    /// Measured scores: name of the kind, rows, recall and precision in per cent.
    fn measured(&self) -> Vec<(String, usize, String, String)> {
        let name = |kind: &str| say(&Message::new(KINDS.iter().find(|(k, _)| *k == kind).map_or("measured-other", |(_, id)| id)));
        // Nothing is reported too much of what has one row for each document.
        let precision = |s: &Measured| if s.reported == 0 { "–".to_owned() } else { format!("{:.1}%", s.precision()) };
        self.scores.scores.iter().map(|s| (name(&s.kind), s.rows, format!("{:.1}%", s.recall()), precision(s))).collect()
    }

    /// Rows of all kinds that were measured.
    fn measured_rows(&self) -> usize {
        self.scores.scores.iter().map(|s| s.rows).sum()
    }

    /// The first characters of the fingerprint.
    fn fingerprint(&self) -> &str {
        self.scores.fingerprint.get(..12).unwrap_or(&self.scores.fingerprint)
    }

    /// The documents that were measured, those that are held with a link.
    fn measured_documents(&self) -> String {
        self.scores.documents.join(" ")
    }
}

/// Kinds of measured rows, with the names of their texts.
const KINDS: [(&str, &str); 11] = [
    ("document", "measured-document"),
    ("part", "measured-part"),
    ("clause", "measured-clause"),
    ("money", "quality-money"),
    ("ratio", "quality-ratio"),
    ("count", "quality-count"),
    ("date", "quality-date"),
    ("duration", "quality-duration"),
    ("recurring", "quality-recurring"),
    ("citation", "measured-citation"),
    ("department", "measured-department"),
];

fn place_row(p: &PlaceFigures, years: &[u16], longest: usize) -> PlaceRow {
    let of = |year: &u16| p.years.get(year).map_or((0, 0), |y| (y.documents, y.clauses));
    let mut columns: Vec<(usize, usize)> = years.iter().map(of).collect();
    let sum = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    let earlier = p.years.keys().filter(|y| !years.contains(y)).map(of).fold((0, 0), sum);
    let dated = p.years.keys().map(of).fold((0, 0), sum);
    columns.extend([earlier, (p.documents - dated.0, p.clauses - dated.1)]);
    PlaceRow {
        href: Choice { place: p.place.clone(), ..Choice::default() }.url(1),
        place: p.place.clone(),
        level: p.level.map(|l: Level| labels::level_name(Some(l))).unwrap_or_default(),
        documents: p.documents,
        bar: p.documents * BAR / longest.max(1),
        digests: p.digests,
        clauses: p.clauses,
        facts: format!("{:.0}", p.facts_per_hundred()),
        years: columns,
    }
}

fn row(name: String, href: Option<String>, count: usize, whole: usize) -> Row {
    let of = if whole == 0 { 0.0 } else { count as f64 / whole as f64 };
    Row { name, note: String::new(), href, count, share: share(of), bar: (of * BAR as f64).round() as usize }
}

fn validity(q: &Quality, standing: Standing) -> Row {
    let grounds = q.validity.iter().filter(|v| v.standing == standing && v.ground != Ground::Nothing);
    let said = grounds.map(|v| Message::new("quality-ground").with("ground", Message::new(ground(v.ground))).with("n", v.documents));
    let note = say(&Message::new("quality-grounds").list("all", said));
    let href = Choice { validity: Some(standing), ..Choice::default() }.url(1);
    Row { note, ..row(say(&Message::new(standing_name(standing))), Some(href), q.of_standing(standing), q.total.documents) }
}

/// The name of the text of what a judgement rests on.
fn ground(ground: Ground) -> &'static str {
    match ground {
        Ground::Printed => "ground-printed",
        Ground::Manifest => "ground-manifest",
        Ground::Computed => "ground-computed",
        Ground::NoLastDay => "ground-no-last-day",
        Ground::NewerText => "ground-newer-text",
        Ground::Repealed => "ground-repealed",
        Ground::Nothing => "ground-nothing",
    }
}

fn warnings(q: &Quality) -> Vec<Row> {
    let all: usize = q.warnings.values().map(|s| s.count).sum();
    let one = |(kind, of): (&crate::diagnostic::WarningKind, &crate::quality::Spread)| {
        let href = Choice { warning: Some(*kind), ..Choice::default() }.url(1);
        let note = say(&Message::new("quality-in-documents").with("n", of.documents).with("meaning", remarks::meaning(*kind)));
        Row { note, ..row(remarks::kind(*kind), Some(href), of.count, all) }
    };
    q.warnings.iter().map(one).collect()
}

fn dropped(q: &Quality) -> Vec<Row> {
    let mut all: Vec<_> = q.dropped.iter().collect();
    all.sort_by_key(|(_, of)| std::cmp::Reverse(of.count));
    let note = |documents: usize| say(&Message::new("quality-of-documents").with("n", documents));
    all.into_iter().map(|(why, of)| Row { note: note(of.documents), ..row(remarks::reason(*why), None, of.count, q.bytes) }).collect()
}

fn lacking(q: &Quality) -> Vec<Row> {
    let one = |of: crate::quality::Lack| {
        let href = Choice { without: Some(of), ..Choice::default() }.url(1);
        row(say(&Message::new(lack(of))), Some(href), q.lacking.get(&of).copied().unwrap_or(0), q.total.documents)
    };
    crate::quality::Lack::ALL.into_iter().map(one).collect()
}

fn citations(q: &Quality) -> Vec<Row> {
    let all: usize = q.citations.iter().map(|(_, n)| n).sum();
    let href = |outcome: Outcome| (outcome == Outcome::NotInCorpus).then(|| urls::MISSING.to_owned());
    q.citations.iter().map(|(outcome, n)| row(say(&outcome.label()), href(*outcome), *n, all)).collect()
}

/// Roles as columns, kinds as rows with their sums.
fn facts(q: &Quality) -> (Vec<String>, Vec<KindRow>) {
    let mut by_role: BTreeMap<Option<Role>, usize> = BTreeMap::new();
    q.facts.iter().for_each(|f| *by_role.entry(f.role).or_default() += f.count);
    let mut roles: Vec<Option<Role>> = by_role.keys().copied().collect();
    // What no rule gives a role comes last.
    roles.sort_by_key(|r| (r.is_none(), *r));
    let mut kinds: Vec<FactKind> = q.facts.iter().map(|f| f.kind).collect();
    kinds.dedup();
    let count =
        |kind: FactKind, role: &Option<Role>| q.facts.iter().filter(|f| f.kind == kind && f.role == *role).map(|f| f.count).sum::<usize>();
    let line = |kind: FactKind| {
        let cells: Vec<usize> = roles.iter().map(|r| count(kind, r)).collect();
        let sum = cells.iter().sum();
        (say(&Message::new(kind_name(kind))), cells, sum)
    };
    let rows = kinds.iter().map(|k| line(*k)).collect();
    (roles.into_iter().map(|r| say(&Message::new(role_name(r)))).collect(), rows)
}

fn kind_name(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money => "quality-money",
        FactKind::Ratio => "quality-ratio",
        FactKind::Count => "quality-count",
        FactKind::Date => "quality-date",
        FactKind::Duration => "quality-duration",
        FactKind::Recurring => "quality-recurring",
    }
}

fn role_name(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Support) => "quality-support",
        Some(Role::Equity) => "quality-equity",
        Some(Role::Threshold) => "quality-threshold",
        Some(Role::Target) => "quality-target",
        Some(Role::Budget) => "quality-budget",
        Some(Role::Fund) => "quality-fund",
        Some(Role::Fee) => "quality-fee",
        Some(Role::Limit) => "quality-limit",
        None => "quality-no-role",
    }
}

//! What a library holds and how well it was read, in figures.
//!
//! Recipe: each document is counted when it is read ([`crate::index::Figures`]); [`Quality::of`] adds the counts up and
//! judges validity on a day, [`Quality::with_citations`] adds the citations when they are resolved. `standing` says
//! whether a document is in force, `measured` holds the scores of the parser on documents that were read by hand.

pub mod measured;
mod standing;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clause::DropReason;
use crate::diagnostic::WarningKind;
use crate::extract::{FactKind, Role};
use crate::index::{FailedFile, Library, PolicySummary};
use crate::policy::{Level, Policy, PolicyId, TextStatus};
use crate::resolve::{Network, Outcome, Resolver};

pub use standing::{Ground, Standing, standing};

/// Documents that are named of a list.
const NAMED: usize = 10;

/// What may be missing in what is known of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// The document number.
    Number,
    /// Any date.
    Date,
    /// The issuing authority.
    Authority,
    /// The place.
    Place,
}

impl Lack {
    /// Every one.
    pub const ALL: [Lack; 4] = [Lack::Number, Lack::Date, Lack::Authority, Lack::Place];

    /// The name in JSON and in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Lack::Number => "number",
            Lack::Date => "date",
            Lack::Authority => "authority",
            Lack::Place => "place",
        }
    }

    /// The one with a name.
    pub fn named(name: &str) -> Option<Lack> {
        Lack::ALL.into_iter().find(|l| l.as_str() == name)
    }

    /// Whether a document lacks it.
    pub fn of(self, policy: &Policy) -> bool {
        match self {
            Lack::Number => policy.number_hans.is_none() && policy.number.is_none(),
            Lack::Date => policy.date().is_none(),
            Lack::Authority => policy.issuers_hans.is_empty(),
            Lack::Place => policy.jurisdiction.is_none(),
        }
    }
}

/// The documents of one place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PlaceFigures {
    /// Short name, 广州; 未知 where it is not known.
    pub place: String,
    /// Its level.
    pub level: Option<Level>,
    /// Documents.
    pub documents: usize,
    /// Those held as digests.
    pub digests: usize,
    /// Clauses.
    pub clauses: usize,
    /// Facts.
    pub facts: usize,
    /// By the year of the document's date; documents without one are in none.
    #[schema(value_type = BTreeMap<String, YearFigures>)]
    pub years: BTreeMap<u16, YearFigures>,
}

impl PlaceFigures {
    /// Facts for 100 clauses; 0 where there are no clauses.
    pub fn facts_per_hundred(&self) -> f64 {
        if self.clauses == 0 { 0.0 } else { self.facts as f64 * 100.0 / self.clauses as f64 }
    }

    fn add(&mut self, summary: &PolicySummary) {
        self.documents += 1;
        self.digests += usize::from(summary.document.text_status == TextStatus::Digest);
        self.clauses += summary.clauses;
        self.facts += summary.facts;
        if let Some(year) = summary.document.year() {
            let of_year = self.years.entry(year).or_default();
            of_year.documents += 1;
            of_year.clauses += summary.clauses;
        }
    }
}

/// The documents of one place and year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct YearFigures {
    /// Documents.
    pub documents: usize,
    /// Clauses.
    pub clauses: usize,
}

/// Something that is counted, and in how many documents it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Spread {
    /// How many, or how many bytes.
    pub count: usize,
    /// In how many documents.
    pub documents: usize,
}

/// How many documents there are of a standing, for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct StandingFigures {
    /// Whether they are in force.
    pub standing: Standing,
    /// What that rests on.
    pub ground: Ground,
    /// How many they are.
    pub documents: usize,
}

/// The figures of a library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Quality {
    /// The day on which validity is judged, an ISO date.
    pub date: String,
    /// All documents together; its place and level are empty.
    pub total: PlaceFigures,
    /// By place, in the order of the library: level, then place.
    pub places: Vec<PlaceFigures>,
    /// By standing and what it rests on.
    pub validity: Vec<StandingFigures>,
    /// By kind.
    pub warnings: BTreeMap<WarningKind, Spread>,
    /// Bytes of all texts.
    pub bytes: usize,
    /// Bytes left out, by reason.
    pub dropped: BTreeMap<DropReason, Spread>,
    /// Documents of which most was left out, with the share of their characters, 0 to 1.
    pub most_dropped: Vec<(PolicyId, f64)>,
    /// Documents that lack something.
    pub lacking: BTreeMap<Lack, usize>,
    /// By kind and role.
    pub facts: Vec<FactFigures>,
    /// Citations by outcome; empty until [`Quality::with_citations`].
    pub citations: Vec<(Outcome, usize)>,
    /// Documents that are cited and not held; 0 until [`Quality::with_citations`].
    pub missing: usize,
    /// Files that could not be read.
    pub failures: Vec<FailedFile>,
}

/// How many facts there are of a kind and role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FactFigures {
    /// What kind of value.
    pub kind: FactKind,
    /// What it is for; none where no rule says.
    pub role: Option<Role>,
    /// How many there are.
    pub count: usize,
}

impl Quality {
    /// Adds up what was counted of each document; validity is judged on `date`, an ISO date.
    pub fn of(library: &Library, resolver: &Resolver, date: &str) -> Quality {
        let mut out = Quality { date: date.to_owned(), failures: library.failures().to_vec(), ..Quality::default() };
        let mut places: BTreeMap<(Option<Level>, String), usize> = BTreeMap::new();
        let mut validity: BTreeMap<(Standing, Ground), usize> = BTreeMap::new();
        let mut facts: BTreeMap<(FactKind, Option<Role>), usize> = BTreeMap::new();
        for summary in library.policies() {
            let document = &summary.document;
            let level = document.jurisdiction.as_ref().map(|j| j.level);
            let at = *places.entry((level, document.place())).or_insert_with(|| {
                out.places.push(PlaceFigures { place: document.place(), level, ..PlaceFigures::default() });
                out.places.len() - 1
            });
            out.places[at].add(summary);
            out.total.add(summary);
            *validity.entry(standing(resolver, document, date)).or_default() += 1;
            for lack in Lack::ALL.into_iter().filter(|l| l.of(document)) {
                *out.lacking.entry(lack).or_default() += 1;
            }
            let figures = &summary.figures;
            out.bytes += figures.bytes;
            figures.warnings.iter().for_each(|(kind, n)| spread(out.warnings.entry(*kind).or_default(), *n));
            figures.dropped.iter().for_each(|(reason, n)| spread(out.dropped.entry(*reason).or_default(), *n));
            figures.facts.iter().for_each(|(kind, role, n)| *facts.entry((*kind, *role)).or_default() += n);
        }
        out.validity =
            validity.into_iter().map(|((standing, ground), documents)| StandingFigures { standing, ground, documents }).collect();
        out.facts = facts.into_iter().map(|((kind, role), count)| FactFigures { kind, role, count }).collect();
        let mut most: Vec<&PolicySummary> = library.policies().iter().filter(|s| s.dropped_share > 0.0).collect();
        most.sort_by(|a, b| b.dropped_share.total_cmp(&a.dropped_share).then_with(|| a.document.id.cmp(&b.document.id)));
        out.most_dropped = most.into_iter().take(NAMED).map(|s| (s.document.id.clone(), s.dropped_share)).collect();
        out
    }

    /// The same with what became of the citations.
    pub fn with_citations(mut self, network: &Network) -> Quality {
        self.citations = Outcome::ALL.into_iter().map(|o| (o, network.count(o))).filter(|(_, n)| *n > 0).collect();
        self.missing = crate::resolve::missing(network, |_| true).len();
        self
    }

    /// How many documents there are of a standing.
    pub fn of_standing(&self, wanted: Standing) -> usize {
        self.validity.iter().filter(|v| v.standing == wanted).map(|v| v.documents).sum()
    }
}

fn spread(of: &mut Spread, n: usize) {
    of.count += n;
    of.documents += 1;
}

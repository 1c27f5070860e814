//! What became of an address that leads nowhere now.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::edition::{Edition, Entry};
use super::matching::{self, Followed};
use super::store::Ledger;
use crate::clause::ClauseAddress;
use crate::extract::Target;
use crate::index::Library;
use crate::policy::PolicyId;

/// A document under another name and with other words is the same when this share of its clauses is.
const SAME_DOCUMENT: f64 = 0.5;
/// Clauses offered in place of one that is gone.
const OFFERED: usize = 3;
/// Lines of words of a clause that is gone.
const SHOWN: usize = 60;

/// What stood at an address when it was published last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Was {
    /// The document, by the name it had.
    pub policy: PolicyId,
    /// The address; empty for the whole document.
    pub address: String,
    /// The document's title.
    pub title: String,
    /// Its number.
    pub number: Option<String>,
    /// When it was recorded last: RFC 3339, UTC.
    pub recorded: String,
    /// The words, normalised, a line for each clause.
    pub words: Vec<String>,
}

/// What became of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Trace {
    /// It is there.
    Here,
    /// It was never published.
    Never,
    /// What stood there stands at another address now.
    Moved {
        /// There.
        to: Target,
        /// What stood at the address.
        was: Was,
    },
    /// It may stand at any of several addresses, or was divided among them.
    Several {
        /// All of them, in reading order.
        places: Vec<Target>,
        /// What stood at the address.
        was: Was,
    },
    /// It stands nowhere any more.
    Gone {
        /// What stood at the address.
        was: Was,
        /// What comes nearest to it, nearest first.
        nearest: Vec<Target>,
        /// Documents of the same number or title that are held.
        newer: Vec<PolicyId>,
    },
}

/// Words that stood at an address where others stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Former {
    /// The words, and when they were recorded there last.
    pub was: Was,
    /// Where they stand now: one place, or several to choose from; empty where they are gone.
    pub now: Vec<Target>,
}

impl Ledger {
    /// What became of an address; `address` is empty for the document. `named` gives the documents that are held
    /// under a number or a title.
    pub fn trace(&self, library: &Library, named: &dyn Fn(&str) -> Vec<PolicyId>, id: &PolicyId, address: &str) -> Trace {
        let editions = self.editions(id);
        if let Some(now) = current(library, id) {
            let here = address.is_empty() || now.position(address).is_some();
            return if here { Trace::Here } else { clause(&editions, now, address) };
        }
        let Some(latest) = editions.last() else { return Trace::Never };
        let mut newer: Vec<PolicyId> = Vec::new();
        let renamed: Vec<Edition> = self.same_file(library, &editions).iter().filter_map(|id| current(library, id)).collect();
        let renamed = if renamed.is_empty() {
            newer = latest.number.iter().chain([&latest.title]).map(|name| named(name)).find(|f| !f.is_empty()).unwrap_or_default();
            let texts = newer.iter().filter_map(|id| current(library, id));
            texts.filter(|now| latest.held_by(now) >= SAME_DOCUMENT).collect()
        } else {
            renamed
        };
        let whole = || was(latest, None);
        match (renamed.len(), address.is_empty()) {
            (0, true) => Trace::Gone { was: whole(), nearest: Vec::new(), newer },
            (0, false) => match editions.iter().rev().find_map(|e| Some((e, e.position(address)?))) {
                Some((edition, at)) => {
                    let texts = newer.iter().filter_map(|id| current(library, id));
                    let nearest = texts.flat_map(|now| nearest(&edition.clauses[at], &now)).take(OFFERED).collect();
                    Trace::Gone { was: was(edition, Some(at)), nearest, newer }
                }
                None => Trace::Never,
            },
            (1, true) => Trace::Moved { to: target(&renamed[0], None), was: whole() },
            (_, true) => Trace::Several { places: renamed.iter().map(|e| target(e, None)).collect(), was: whole() },
            (1, false) => renamed.into_iter().next().map_or(Trace::Never, |now| clause(&editions, now, address)),
            (_, false) => {
                let mut found: Vec<Target> = Vec::new();
                let mut last = Trace::Never;
                for now in renamed {
                    last = clause(&editions, now, address);
                    match &last {
                        Trace::Moved { to, .. } => found.push(to.clone()),
                        Trace::Several { places, .. } => found.extend(places.iter().cloned()),
                        Trace::Here | Trace::Never | Trace::Gone { .. } => {}
                    }
                }
                match last {
                    Trace::Moved { was, .. } | Trace::Several { was, .. } | Trace::Gone { was, .. } if found.len() > 1 => {
                        Trace::Several { places: found, was }
                    }
                    other => other,
                }
            }
        }
    }

    /// The words that an address of today had before, when they stand elsewhere now or nowhere.
    pub fn former(&self, library: &Library, id: &PolicyId, address: &str) -> Option<Former> {
        if self.heads().lines.get(id).is_none_or(|lines| lines.len() < 2) {
            return None;
        }
        let now = current(library, id)?;
        let here = now.position(address)?;
        let mut editions = self.editions(id);
        editions.retain(|e| e.digest != now.digest);
        let at = editions.iter().rposition(|e| e.position(address).is_some_and(|n| e.clauses[n].hash != now.clauses[here].hash))?;
        let old = editions[at].position(address)?;
        let found = run(&editions[at..], &now, old);
        // Its own words, only repaired, are where they were; what had no words cannot have gone.
        if found.contains(&here) || (found.is_empty() && editions[at].clauses[old].words() == now.clauses[here].words()) {
            return None;
        }
        let now = found.into_iter().map(|n| target(&now, Some(n))).collect();
        Some(Former { was: was(&editions[at], Some(old)), now })
    }

    /// The documents that are held whose file is the same as one that a document had, also after several renamings.
    fn same_file(&self, library: &Library, editions: &[Edition]) -> BTreeSet<PolicyId> {
        let heads = self.heads();
        let mut files: Vec<String> = editions.iter().map(|e| e.file.clone()).collect();
        let mut seen: BTreeSet<String> = files.iter().cloned().collect();
        let mut held = BTreeSet::new();
        // Each file is looked at once, so that two names that changed places make no circle.
        while let Some(file) = files.pop() {
            for id in heads.files.get(&file).into_iter().flatten() {
                if library.summary(id).is_some() {
                    held.insert(id.clone());
                    continue;
                }
                let others = heads.lines.get(id).into_iter().flatten().map(|h| &h.file);
                files.extend(others.filter(|file| seen.insert((*file).clone())).cloned());
            }
        }
        held
    }
}

fn current(library: &Library, id: &PolicyId) -> Option<Edition> {
    library.policy(id).map(|record| Edition::of(&record, ""))
}

/// What became of a clause whose document is held as `now`.
fn clause(editions: &[Edition], now: Edition, address: &str) -> Trace {
    let Some((at, old)) = editions.iter().enumerate().rev().find_map(|(n, e)| Some((n, e.position(address)?))) else {
        return Trace::Never;
    };
    let was = was(&editions[at], Some(old));
    let found = run(&editions[at..], &now, old);
    match found.as_slice() {
        // The document has another name, and the address holds other words there: a clause that was amended.
        [] if now.position(address).is_some() => Trace::Moved { to: target(&now, now.position(address)), was },
        [] => Trace::Gone { was, nearest: nearest(&editions[at].clauses[old], &now), newer: Vec::new() },
        [only] => Trace::Moved { to: target(&now, Some(*only)), was },
        several => Trace::Several { places: several.iter().map(|n| target(&now, Some(*n))).collect(), was },
    }
}

/// Follows a clause of the first edition through each later one to `now`; the places there, in reading order.
///
/// Each step goes forward in time, so there is no circle, and words that changed a little each time are found.
fn run(editions: &[Edition], now: &Edition, at: usize) -> Vec<usize> {
    let Some((first, later)) = editions.split_first() else { return Vec::new() };
    if let Followed::One(there) = matching::exact(first, at, now) {
        return vec![there];
    }
    let (mut from, mut places) = (first, BTreeSet::from([at]));
    for to in later.iter().chain([now]) {
        let mut next = BTreeSet::new();
        for at in &places {
            match matching::follow(from, *at, to) {
                Followed::One(there) => {
                    next.insert(there);
                }
                Followed::Several(several) => next.extend(several),
                Followed::Nowhere => {}
            }
        }
        (from, places) = (to, next);
    }
    if places.is_empty()
        && let Followed::One(there) = matching::follow(first, at, now)
    {
        // It was away for a while and has come back, repaired.
        places.insert(there);
    }
    places.into_iter().collect()
}

fn nearest(entry: &Entry, now: &Edition) -> Vec<Target> {
    matching::nearest(entry, now, OFFERED).into_iter().map(|n| target(now, Some(n))).collect()
}

fn target(edition: &Edition, at: Option<usize>) -> Target {
    Target { policy: edition.policy.clone(), address: at.map(|n| edition.clauses[n].address.clone()).unwrap_or_default() }
}

fn was(edition: &Edition, at: Option<usize>) -> Was {
    let entries = at.map_or(&edition.clauses[..], |at| edition.family(at));
    let address = at.map(|at| edition.clauses[at].address.clone()).unwrap_or_default();
    let line = |entry: &Entry| {
        let below = entry.address.strip_prefix(&format!("{address}/")).or(address.is_empty().then_some(entry.address.as_str()));
        let label = below.and_then(|a| a.parse::<ClauseAddress>().ok()).map(|a| a.native());
        let words = entry.words();
        if words.is_empty() { String::new() } else { label.map(|l| format!("{l} {words}")).unwrap_or_else(|| words.to_owned()) }
    };
    Was {
        policy: edition.policy.clone(),
        title: edition.title.clone(),
        number: edition.number.clone(),
        recorded: edition.at.clone(),
        words: entries.iter().map(line).filter(|l| !l.is_empty()).take(SHOWN).collect(),
        address,
    }
}

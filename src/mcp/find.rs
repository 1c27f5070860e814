//! What a model calls documents, clauses, days and places; and what it should do when there is no such thing.

use std::sync::Arc;

use super::{Holdings, Refusal, today};
use crate::clause::{Clause, ClauseAddress};
use crate::compare::CompareError;
use crate::index::{PolicyRecord, PolicySummary};
use crate::policy::PolicyId;
use crate::resolve::nearest;

/// A longer name names nothing.
const MAX_CHARS: usize = 600;
/// Documents and clauses that are offered instead.
const OFFERED: usize = 8;

/// Reads a day; today when none is given.
pub fn day(typed: Option<&str>) -> Result<String, Refusal> {
    let Some(typed) = typed.map(str::trim).filter(|d| !d.is_empty()) else { return Ok(today()) };
    let date: Result<jiff::civil::Date, _> = typed.parse();
    let wrong = |_| Refusal::new(format!("date {typed:?} is no day of the calendar"), "write it as YYYY-MM-DD, such as 2025-06-30");
    date.map(|d| d.to_string()).map_err(wrong)
}

/// The document of an id, a document number or a title; what stands behind an id and a slash is given back.
pub fn policy(holdings: &dyn Holdings, typed: &str) -> Result<(Arc<PolicyRecord>, String), Refusal> {
    let library = holdings.library();
    let path = typed.trim().trim_start_matches("tiaoli://policy/").trim_matches('/');
    if path.chars().count() > MAX_CHARS {
        return Err(Refusal::new(format!("a document has no name of {} characters", path.chars().count()), "give its id or number"));
    }
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let Ok(id) = path[..end].parse::<PolicyId>() else { continue };
        if let Some(record) = library.policy(&id) {
            return Ok((record, path[end..].trim_matches('/').to_owned()));
        }
    }
    match holdings.resolver().lookup(holdings.lexicon(), path).as_slice() {
        [one] => library.policy(one).map(|r| (r, String::new())).ok_or_else(|| {
            Refusal::new(
                format!("{one} cannot be read from the index"),
                "tell the user to run `tiaoli ingest`, or ask for another document",
            )
        }),
        [] => Err(no_document(holdings, path)),
        several => {
            let names: Vec<String> = several.iter().take(OFFERED).filter_map(|id| library.summary(id)).map(line).collect();
            Err(Refusal::new(
                format!("{} documents are called {path:?}:\n{}", several.len(), names.join("\n")),
                "ask again with the id of the one you mean; mind its date",
            ))
        }
    }
}

/// No document of that name: the nearest ones.
pub fn no_document(holdings: &dyn Holdings, typed: &str) -> Refusal {
    let library = holdings.library();
    let near: Vec<String> = nearest(library.policies(), typed, OFFERED).into_iter().map(line).collect();
    let what = format!("no document {typed:?} is held");
    match (near.is_empty(), library.policies().is_empty()) {
        (_, true) => Refusal::new(format!("{what}; the library is empty"), "tell the user that the corpus holds no document"),
        (true, _) => Refusal::new(
            what,
            "find the document with the tool search, or with resolve when you have its number or title. If it is not held, say so; do not quote it from memory",
        ),
        _ => Refusal::new(
            format!("{what}. The nearest:\n{}", near.join("\n")),
            "ask again with one of these ids if it is meant; if none is, say that it is not held, and do not quote it from memory",
        ),
    }
}

/// guangzhou/2025-36 《…》 穗工信函〔2025〕36号 2025-02-18
pub fn line(summary: &PolicySummary) -> String {
    let document = &summary.document;
    let more = [document.number_hans.as_deref(), document.date()].into_iter().flatten();
    [format!("- {}", document.id), format!("《{}》", document.title_hans)]
        .into_iter()
        .chain(more.map(str::to_owned))
        .collect::<Vec<_>>()
        .join(" ")
}

/// The clause of an address, written in any way, by its place in the list.
pub fn clause(record: &PolicyRecord, typed: &str) -> Result<usize, Refusal> {
    let parsed = &record.parsed;
    let id = &parsed.document.id;
    let address: ClauseAddress = typed.parse().map_err(|_| {
        Refusal::new(
            format!("{typed:?} is no address of a clause"),
            format!("write it as 5/2, art-12/p1/4, att1/3, or as people do: 第五部分第（二）条, 第十二条第一款; get_clause with policy {id:?} alone lists the clauses"),
        )
    })?;
    parsed.meant(&address).ok_or_else(|| {
        let mut above = address.parent();
        while let Some(a) = above.as_ref().filter(|a| parsed.clause(a).is_none()) {
            above = a.parent();
        }
        let above = above.filter(|a| !a.steps().is_empty());
        let inside =
            |c: &&Clause| c.address.parent().unwrap_or_default() == above.clone().unwrap_or_default() && c.address.part().is_none();
        let siblings: Vec<&Clause> = parsed.clauses.iter().filter(inside).collect();
        let place = above.as_ref().map_or_else(|| id.to_string(), |a| format!("{id}/{a}"));
        let range = match (siblings.first(), siblings.last()) {
            (Some(first), Some(last)) => {
                let names: Vec<String> = siblings.iter().take(OFFERED).map(|c| format!("{} ({})", c.address, c.address.native())).collect();
                let rest = if siblings.len() > OFFERED { " …" } else { "" };
                format!("; {place} has {} clauses from {} to {}: {}{rest}", siblings.len(), first.address, last.address, names.join(", "))
            }
            _ => format!("; {place} has no clauses below it"),
        };
        Refusal::new(
            format!("{id} has no clause {address} ({}){range}", address.native()),
            "ask again with one of these addresses, or search for the words you need; do not cite a clause that does not exist",
        )
    })
}

/// What is wrong with a comparison, for the model.
pub fn comparison(error: &CompareError) -> Refusal {
    let next = match error {
        CompareError::UnknownPlace { nearest, .. } => format!("use one of these places: {}", nearest.join(", ")),
        CompareError::UnknownTopic { nearest, .. } | CompareError::UnknownSort { nearest, .. } => {
            format!("use one of these topics: {}; or ask for your own words in `searches`", nearest.join(", "))
        }
        CompareError::TooMany { most, .. } => format!("ask for at most {most} rows at once"),
        CompareError::NeedsIndex { .. } => "ask for a topic instead of a search".to_owned(),
    };
    Refusal::new(error.to_string(), next)
}

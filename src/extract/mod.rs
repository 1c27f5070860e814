//! Extraction: facts, citations and departments in the clauses of one document.
//!
//! Recipe: [`extract`] takes the clauses and the source; each finder looks for one thing in the
//! normalised text of one clause: [`amount`] money, ratios and counts, [`time`] dates, durations and
//! recurring duties, [`table`] both in the cells of tables, [`citation`] documents named in 《》 or by number,
//! [`definition`] short forms and terms, [`effect`] what is repealed and amended, [`department`] bracketed lists
//! of departments. [`metadata`] reads what the document says of itself. Rules stand in tables with an
//! example beside each; words stand in `index/lexicon/`.

pub mod amount;
pub mod citation;
pub mod definition;
pub mod department;
pub mod effect;
pub mod metadata;
pub mod reading;
pub mod table;
pub mod time;
mod types;

#[cfg(test)]
mod tests;

use crate::clause::Clause;
use crate::diagnostic::{Warning, WarningKind};
use crate::lexicon::Lexicon;
use crate::policy::Policy;
pub use definition::{Definition, DefinitionKind};
pub use effect::{Effect, EffectKind};
use reading::Reading;
pub use types::*;

/// Finds facts, citations and departments in the clauses of `document`.
pub fn extract(document: &Policy, source: &str, clauses: &[Clause], lexicon: &Lexicon) -> Extraction {
    let mut finder = citation::Finder::new(document, clauses, lexicon);
    let mut out = Extraction::default();
    let when = time::When::new(document, &lexicon.times);
    let readings = readings(source, clauses);
    let limits = amount::limits(&readings);
    let tables = table::read(source, &readings, lexicon, &when, limits);
    for (reading, table) in readings.iter().zip(tables) {
        let citation::Found { citations, definitions, effects, mut hidden } = finder.find(reading);
        out.citations.extend(citations);
        out.effects.extend(effects);
        out.definitions.extend(definitions);
        hidden.extend(table.taken);
        out.facts.extend(table.facts);
        if reading.has_facts() {
            out.facts.extend(amount::facts(reading, &lexicon.vocabulary, &hidden, limits));
            let times = time::facts(reading, &hidden, &when);
            out.facts.extend(times.facts);
            out.warnings.extend(times.unknown.into_iter().map(|(words, span)| Warning {
                kind: WarningKind::UnknownYear,
                address: reading.clause.address.to_string(),
                detail: format!("{words}: no year is printed, and no rule tells it"),
                span,
            }));
            out.departments.extend(department::departments(reading, lexicon));
        }
    }
    out
}

/// The clauses as the finders read them, each with the clauses above it.
fn readings<'a>(source: &'a str, clauses: &'a [Clause]) -> Vec<Reading<'a>> {
    let mut above: Vec<&Clause> = Vec::new();
    let mut out = Vec::with_capacity(clauses.len());
    for clause in clauses {
        while above.last().is_some_and(|a| !a.address.is_ancestor_of(&clause.address)) {
            above.pop();
        }
        out.push(Reading::new(source, clause, &above));
        above.push(clause);
    }
    out
}

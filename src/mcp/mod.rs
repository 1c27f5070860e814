//! The Model Context Protocol: what an assistant may ask of the library, so that its quotations can be checked.
//!
//! Recipe: [`Server`] answers one client over a [`Source`] of [`Holdings`]; [`stdio`] serves it on standard input and
//! output, [`http`] as a service for the site. `tools` lists the tools with their schemas; `search`, `clause`,
//! `compare`, `resolve` and `check` hold one each, its answer beside it; `ask` has what they are asked. `passage` is a
//! clause with everything a quotation needs: its address, its printed citation, its exact words, the hashes of the words
//! and of the file, and whether it was in force on a day (`standing`). `find` reads what a model calls documents
//! and clauses and says what to do when there is none. `resources` gives whole documents page by page.
//!
//! Invariants: nothing is written anywhere; every answer has a bound, and says how to ask for the rest; words are never
//! shortened without a sign; a digest never looks like an official text.

mod ask;
mod check;
mod clause;
mod compare;
mod find;
mod paged;
mod passage;
mod prompt;
mod resolve;
mod resources;
mod search;
mod server;
mod shelf;
mod standing;
mod tools;
mod transport;

use std::sync::Arc;

use crate::compare::Memory;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::resolve::Resolver;

pub use server::Server;
pub use shelf::Shelf;
pub use transport::{HttpService, MAX_BODY, ServeError, http, stdio};

/// What the tools ask.
pub trait Holdings: Send + Sync {
    /// The documents.
    fn library(&self) -> &Library;
    /// Words and tables.
    fn lexicon(&self) -> &Lexicon;
    /// The documents by their keys.
    fn resolver(&self) -> &Resolver;
    /// What was read for comparisons.
    fn memory(&self) -> &Memory;
}

/// Gives the holdings of now; each call of a tool asks once, so that a newer index is seen.
pub type Source = Arc<dyn Fn() -> Arc<dyn Holdings> + Send + Sync>;

/// Why a tool gives no answer: what is wrong, and what the model should do next. Both are shown to the model.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    /// What is wrong.
    what: String,
    /// What to do next.
    next: String,
}

impl Refusal {
    fn new(what: impl Into<String>, next: impl Into<String>) -> Refusal {
        Refusal { what: what.into(), next: next.into() }
    }

    /// The text of the result.
    fn text(&self) -> String {
        format!("{}\nNext: {}", self.what, self.next)
    }
}

/// The answer of a tool as JSON, or why there is none.
type Answer = Result<serde_json::Value, Refusal>;

/// A value as the structured content of a result.
fn structured(value: &impl serde::Serialize) -> Answer {
    serde_json::to_value(value).map_err(|error| Refusal::new(format!("the answer cannot be written as JSON: {error}"), "tell the user"))
}

/// Today as an ISO date, for questions without a day.
fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

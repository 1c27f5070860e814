//! Search: from a typed query to ranked clauses.
//!
//! Recipe: [`search`] answers a [`SearchRequest`]. Its steps: [`parse_query`] reads the query language
//! into [`Node`]s (`query` says what they mean and how they are written, `number` reads document
//! numbers); `plan` turns them into an index query for the matching clauses (`exact` for a string) and
//! `rank` adds what lifts one above another, which `ranked` scores; `collect` keeps the best and counts all in one pass; `snippet` marks the
//! words in the source's own script; `answer` puts it together; `hints` says what to try when there
//! is no match.
//!
//! The recall law: a quoted query finds exactly the clauses whose own label and text, folded and
//! without blanks ([`crate::index::searched_text`]), contain it: no fewer, no more.

mod answer;
#[cfg(feature = "bench")]
pub mod locate;
mod collect;
mod exact;
mod hints;
mod number;
mod parser;
mod plan;
mod query;
mod rank;
mod ranked;
mod snippet;
mod types;

pub use answer::{DEFAULT_LIMIT, search};
pub use parser::{Parsed, parse_query};
pub use query::{Filter, Node, Term, TermKind};
pub use types::{Facets, Hint, Hit, SearchRequest, SearchResponse, Snippet};

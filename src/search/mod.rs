//! Search: from a typed query to ranked clauses.
//!
//! Recipe: [`search`] answers a [`SearchRequest`]. Its steps: [`parse_query`] reads the query language
//! into [`Node`]s (`query` says what they mean and how they are written, `number` reads document
//! numbers); `plan` turns them into an index query for the matching clauses and `rank` adds what
//! lifts one above another; `collect` keeps the best and counts all in one pass; `snippet` marks the
//! words in the source's own script; `answer` puts it together; `hints` says what to try when there
//! is no match.
//!
//! The recall law: a quoted query finds exactly the clauses whose own label and text, folded and
//! without blanks ([`crate::index::searched_text`]), contain it: no fewer, no more.

mod amounts;
mod answer;
mod collect;
mod explain;
mod facets;
mod facts;
mod filters;
mod hints;
mod names;
mod near;
mod notes;
mod number;
mod parser;
mod plan;
mod query;
mod rank;
mod select;
mod snippet;
mod types;
mod why;
mod write;

pub use answer::{DEFAULT_LIMIT, search};
pub use parser::{Parsed, parse_query};
pub use query::{Cited, FactTest, Filter, Limit, Node, Term, TermKind, Within};
pub use types::{Facets, Hint, Hit, SearchRequest, SearchResponse, Snippet};
pub use write::written;

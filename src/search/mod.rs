//! Search: from a typed query to ranked clauses.
//!
//! Recipe: [`search`] answers a [`SearchRequest`]. Its steps: [`parse_query`] reads the query language into
//! [`Node`]s; `plan` turns them into an index query for the matching clauses (`exact` for a string, `anyof` for a choice) and `rank` adds
//! what lifts one above another, which `ranked` scores (with `lift`, `words` and `nearness`); `collect` keeps the best and counts all in one pass;
//! `snippet` marks the words in the source's own script; `answer` puts it together with the counts (`facets`), the
//! reasons (`why`), clauses with some of the words when few hold all (`related`), and what to try when there is no
//! match (`hints`, `notes`). [`Suggester`] completes what is being typed.
//!
//! The language: `query` says what the parts mean, `names` what they are called, `parser` (with `signs`), `filters`,
//! `amounts` and `number` read them, `write` writes them so that they are read as themselves, `explain` says them in plain
//! Chinese. What a part finds: `facts` tests of facts, `select` conditions on the policy (`policies` gives their clauses), `near` words close together.
//!
//! The recall law: a quoted query finds exactly the clauses whose own label and text, folded and
//! without blanks ([`crate::index::searched_text`]), contain it: no fewer, no more.

mod amounts;
mod answer;
mod anyof;
mod both;
mod collect;
mod cursor;
mod exact;
mod explain;
mod facets;
mod facts;
mod filters;
mod hints;
mod lift;
#[cfg(feature = "bench")]
pub mod locate;
mod names;
mod near;
mod nearness;
mod notes;
mod number;
mod parser;
mod plan;
mod policies;
mod query;
mod rank;
mod ranked;
mod related;
mod select;
mod signs;
mod snippet;
mod stream;
#[cfg(test)]
mod stream_tests;
mod suggest;
mod terms;
mod types;
mod why;
mod words;
mod write;

pub use answer::{DEFAULT_LIMIT, search};
pub use explain::joined;
pub use facts::fact_passes;
pub use filters::{amount_filter, read as one_filter};
pub use names::{
    FILTERS, FORMS, FilterName, Form, KIND_NAMES, ROLE_NAMES, currency_name, kind as kind_of, kind_label, role as role_of, role_label,
};
pub use parser::{Parsed, parse_query};
pub use query::{Cited, FactTest, Filter, Limit, Node, Term, TermKind, Within};
pub use rank::{Ranking, Step};
pub use suggest::{Suggester, Suggestion, SuggestionKind};
pub use types::{Facets, Hint, Hit, SearchRequest, SearchResponse, Snippet, Sort, Why, WhyPlace};
pub use write::written;

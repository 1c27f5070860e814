//! The index: a cache of the parsed corpus that answers searches. It may be deleted at any time.
//!
//! Recipe: [`open_or_build`] gives an opened [`Library`] that fits the corpus. Its steps: [`status`]
//! compares the fingerprint of the index with the corpus; [`build()`] parses the corpus on all cores
//! and writes a new generation beside the old one, then switches to it in one step;
//! [`Library::open`] opens what is there. `record` says what is written for a clause, `schema` into
//! which fields, `tokenizer` as which tokens; `grams` and `texts` stand beside the index library's own files, one of each for a
//! segment, and say which clauses hold a string; `values` and `cited` give the keys of facts and citations.
//!
//! There are two tables: clauses, which are searched, and policies, which are shown whole. A reader of
//! one clause must not unpack a whole document, and a count of clauses must not count documents. What is true
//! of a whole policy (title, place, year, authority) is asked of the table of policies (`policies`), and
//! `segments` says where its clauses stand: it is not written again for each clause.

mod build;
#[cfg(feature = "bench")]
pub mod bulk;
mod catalog;
mod cited;
mod figures;
mod fingerprint;
mod frequent;
mod generation;
mod grams;
mod library;
mod open;
mod policies;
mod record;
mod refresh;
mod schema;
mod segments;
mod table;
mod tables;
mod texts;
mod tokenizer;
mod types;
mod values;

pub use build::build;
pub(crate) use catalog::{Catalog, Names};
pub use figures::Figures;
pub(crate) use frequent::Frequent;
pub(crate) use grams::List as GramList;
pub(crate) use grams::key::{is_letter, of as gram};
pub use library::Library;
pub use open::{Opened, open_or_build, status};
pub(crate) use policies::Titles;
pub use record::{ClauseRecord, searched_text};
pub(crate) use schema::{BODY, ClauseFields, FACTS};
pub(crate) use segments::{SegmentData, Segments};
pub(crate) use texts::{Needle, characters};
pub use types::{BuildReport, FailedFile, IndexError, PolicyRecord, PolicySummary, Progress, Stage, Status};
pub(crate) use values::{FactColumn, HALF_HOURS, amount as fact_amount, date, entries as fact_entries, kind_mark, role_mark, scaled};

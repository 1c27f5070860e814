//! Tiaoli 条理, a knowledge base for Chinese policy documents at clause level.
//!
//! Data flows one way, and each room below uses only rooms above it
//! (`tests/suite/architecture.rs` reads the `use crate::` lines and fails otherwise):
//!
//! ```text
//! file -> SourceText -> NormalizedText -> clause tree -> facts and citations
//!      -> ParsedPolicy -> index -> Hit / Comparison / Resolution -> page, JSON, terminal
//! ```
//!
//! Invariants, mostly about what is absent:
//! * Parsing a document looks at nothing but that document: no network, no clock, no other document.
//! * A [`text::Span`] always means bytes of the decoded source text; conversions are for matching and display.
//! * Parsing never fails and never panics; what goes wrong is a warning with a place.
//! * The corpus folder is the truth, the index is a cache that may be deleted at any time.

pub mod text;

pub mod message;

pub mod diagnostic;

pub mod policy;

pub mod lexicon;

pub mod corpus;

pub mod clause;

pub mod extract;

pub mod parsed;

pub mod form;

pub mod topic;

pub mod index;

pub mod search;

pub mod resolve;

pub mod quality;

pub mod compare;

pub mod cite;

pub mod eval;

pub mod ledger;

pub mod decision;

pub mod export;

pub mod mcp;

pub mod web;

pub mod cli;

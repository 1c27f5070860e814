//! The decision register: what people decided, and the clauses they relied on.
//!
//! Recipe: [`Content::checked`] cleans what was typed; [`finding::find`] reads its citations with the
//! same code that reads a policy, resolves them and pins each to the words of a clause;
//! [`review::carry`] keeps what people said of the links when the text changes, and
//! [`review::apply`] records what they say next; [`Register`] keeps it all in SQLite (`store`, the only
//! place that knows SQLite) with a history that can only grow; [`state::state`] tells, whenever a decision is read,
//! whether the clause still says what it said. [`markdown`] prints the text.
//!
//! A link is never re-pinned without a person: a clause that changed stays changed until somebody
//! confirms the new words.

pub mod finding;
pub mod markdown;
mod pin;
pub mod review;
pub mod state;
mod store;
mod types;

#[cfg(test)]
mod tests;

pub use crate::ledger::words_of;
pub use finding::{Reader, find};
pub use pin::pin;
pub use state::{LinkState, Piece, state};
pub use store::{Imported, Register, RegisterError, Relying};
pub use types::*;

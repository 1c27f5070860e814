//! The ledger of addresses: which clauses every document had, and with which words, since it was first read.
//!
//! The index is a cache and forgets; an address once published must not be lost. So whenever documents
//! have been read, [`Ledger::record`] appends an [`Edition`] for each whose addresses or words changed: one line of
//! JSON in one file beside the index, which is only ever appended to. Files of two machines are merged by
//! joining their lines. [`Ledger::trace`] tells what became of an address that leads nowhere now: it goes from
//! the last edition that had it through each later one to what is held today, so that a clause is found
//! however often it moved. `store` knows the file, `matching` what it means that a clause moved; `words`
//! what the words of a clause are, for the register of decisions too.
//!
//! A ledger that cannot be written is no reason not to serve: addresses of today need none.

mod edition;
pub mod matching;
mod store;
mod trace;
mod words;

#[cfg(test)]
mod tests;

pub use edition::{Edition, Entry};
pub use store::{Ledger, LedgerError, Recorded};
pub use trace::{Former, Trace, Was};
pub use words::{hash, words_at, words_of};

//! How a policy or a clause is cited, ready to be copied: six forms of one address.
//!
//! [`place()`] names the clause as Chinese drafting does; [`Forms`] puts title, number, dates and the permanent
//! address around it.

mod forms;
pub mod place;

pub use forms::{Forms, NAMES, quoted_title, title};
pub use place::{Numerals, place};

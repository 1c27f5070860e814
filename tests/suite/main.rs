//! One test binary, one file per feature.

mod architecture;
mod corpus;
mod compare;
mod fixtures;
mod gold;
mod index;
mod laws;
mod search;
mod resolve;

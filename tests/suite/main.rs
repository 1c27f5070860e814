//! One test binary, one file per feature.

mod architecture;
mod checks;
mod cli;
mod compare;
mod corpus;
mod fixtures;
mod gold;
mod index;
mod laws;
mod resolve;
mod salad;
mod script;
mod search;
mod web;

//! One test binary, one file per feature.

mod architecture;
mod cli;
mod compare;
mod corpus;
mod fixtures;
mod gold;
mod index;
mod laws;
mod query;
mod recall;
mod refresh;
mod resolve;
mod script;
mod search;
mod web;

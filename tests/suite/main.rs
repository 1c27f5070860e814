//! One test binary, one file per feature.

mod architecture;
mod cli;
mod compare;
mod corpus;
mod export;
mod fixtures;
mod gold;
mod index;
mod laws;
mod lexicon;
mod lint;
mod query;
mod resolve;
mod script;
mod search;
mod web;

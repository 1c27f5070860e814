//! One test binary, one file per feature.

mod amounts;
mod architecture;
mod citations;
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
mod resolve;
mod script;
mod search;
mod times;
mod web;

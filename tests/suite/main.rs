//! One test binary, one file per feature.

mod amounts;
mod architecture;
mod checks;
mod citations;
mod cli;
mod compare;
mod corpus;
mod decisions;
mod export;
mod fixtures;
mod gold;
mod index;
mod laws;
mod lexicon;
mod lint;
mod query;
mod ranking;
mod recall;
mod refresh;
mod resolve;
mod salad;
mod script;
mod search;
mod times;
mod web;

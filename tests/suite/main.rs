//! One test binary, one file per feature.

mod architecture;
mod compare;
mod fixtures;
mod gold;
mod laws;
mod resolve;

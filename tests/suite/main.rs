//! One test binary, one file per feature.

mod architecture;
mod fixtures;
mod gold;
mod laws;

//! One test binary, one file per feature.

mod architecture;
mod index;
mod laws;
mod search;

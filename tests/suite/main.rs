//! One test binary, one file per feature.

mod architecture;
mod laws;

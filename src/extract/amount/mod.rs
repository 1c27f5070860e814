//! Money, ratios and counts.
pub mod scan;

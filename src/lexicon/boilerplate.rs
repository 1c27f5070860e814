//! Lines that are no part of a document.

use serde::Deserialize;

/// `boilerplate.toml`.
#[derive(Debug, Deserialize)]
pub struct BoilerplateFile {}

/// Compiled patterns.
#[derive(Debug)]
pub struct Boilerplate {}

impl Boilerplate {
    /// Compiles the patterns.
    pub fn new(_file: BoilerplateFile) -> Result<Self, String> {
        Ok(Boilerplate {})
    }
}

//! Places and issuing authorities.

use serde::Deserialize;

use crate::policy::{Jurisdiction, short_place};

/// `places.toml`.
#[derive(Debug, Deserialize)]
pub struct PlacesFile {
    place: Vec<Jurisdiction>,
}

/// Places with their codes (GB/T 2260).
#[derive(Debug)]
pub struct Places {
    places: Vec<Jurisdiction>,
}

impl Places {
    /// Takes over the rows of the file.
    pub fn new(file: PlacesFile) -> Self {
        Places { places: file.place }
    }

    /// The jurisdiction of a name, full or short: 广西, 广西壮族自治区.
    pub fn jurisdiction(&self, name: &str) -> Option<Jurisdiction> {
        self.places.iter().find(|p| p.name == name || short_place(&p.name) == short_place(name)).cloned()
    }
}

//! Lines that are no part of a document (`index/lexicon/boilerplate.toml`).

use regex::Regex;
use serde::Deserialize;

/// `boilerplate.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoilerplateFile {
    line: Vec<Row>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    #[serde(rename = "where")]
    zone: Zone,
    reason: Reason,
    pattern: String,
    example: String,
}

/// Where a row may match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Zone {
    /// Before the first clause.
    Head,
    /// After the last clause; begins the tail.
    Tail,
    /// An advert; begins the tail, and may be followed by it.
    Ad,
    /// Before the first clause or after the last, the line alone.
    Any,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Buttons, breadcrumbs.
    Navigation,
    /// Publishing data of the page.
    PageMetadata,
    /// Adverts, related articles, footers.
    PageTail,
}

/// Compiled rows.
#[derive(Debug)]
pub struct Boilerplate {
    rows: Vec<(Zone, Reason, Regex)>,
}

impl Boilerplate {
    /// Compiles the rows, and checks each against its example.
    ///
    /// # Errors
    /// Names the row whose pattern is bad or does not match its example.
    pub fn new(file: BoilerplateFile) -> Result<Self, String> {
        let mut rows = Vec::new();
        for (i, row) in file.line.into_iter().enumerate() {
            let pattern = Regex::new(&row.pattern).map_err(|e| format!("[[line]] number {}: {e}", i + 1))?;
            if !pattern.is_match(&row.example) {
                return Err(format!("[[line]] number {}: the pattern {} does not match its example {}", i + 1, row.pattern, row.example));
            }
            rows.push((row.zone, row.reason, pattern));
        }
        Ok(Boilerplate { rows })
    }

    /// The reason to leave out a line (simplified, width-folded, without white space) that stands before the first clause.
    pub fn head(&self, line: &str) -> Option<Reason> {
        // Page metadata come as lists; buttons of the page's foot stand at its head too.
        let line = line.trim_start_matches(['·', '*', '-']);
        self.find(line, &[Zone::Head, Zone::Any]).or_else(|| self.find(line, &[Zone::Tail]).map(|_| Reason::Navigation))
    }

    /// The reason to leave out a line after the last clause, alone.
    pub fn any(&self, line: &str) -> Option<Reason> {
        self.find(line, &[Zone::Any])
    }

    /// Whether a line begins the tail of a page.
    pub fn begins_tail(&self, line: &str) -> bool {
        self.find(line, &[Zone::Tail, Zone::Ad]).is_some()
    }

    fn find(&self, line: &str, zones: &[Zone]) -> Option<Reason> {
        // Longer lines are text; the bound keeps a 20 MB line cheap.
        if line.is_empty() || line.len() > 400 {
            return None;
        }
        self.rows.iter().find(|(zone, _, pattern)| zones.contains(zone) && pattern.is_match(line)).map(|(_, reason, _)| *reason)
    }
}

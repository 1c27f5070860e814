//! Lines that are no part of a document (`index/lexicon/boilerplate.toml`).

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::source::Mistake;

/// `boilerplate.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoilerplateFile {
    line: Vec<Spanned<Row>>,
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
    /// The rows whose pattern is bad or does not match its example.
    pub fn new(file: BoilerplateFile) -> Result<Self, Vec<Mistake>> {
        let (mut rows, mut mistakes) = (Vec::new(), Vec::new());
        for line in file.line {
            let (at, row) = (line.span(), line.into_inner());
            match Regex::new(&row.pattern) {
                Err(error) => {
                    // The last line of the message names the reason, those before it draw the pattern.
                    let reason = error.to_string();
                    let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                    mistakes.push(Mistake::new(at, format!("the pattern {} cannot be read: {reason}", row.pattern)));
                }
                Ok(pattern) if !pattern.is_match(&row.example) => {
                    let message = format!("the pattern {} does not match its example {}", row.pattern, row.example);
                    mistakes.push(Mistake::new(at, message));
                }
                Ok(pattern) => rows.push((row.zone, row.reason, pattern)),
            }
        }
        if mistakes.is_empty() { Ok(Boilerplate { rows }) } else { Err(mistakes) }
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

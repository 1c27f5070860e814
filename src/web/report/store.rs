//! Where reports go: nowhere, into a letter, or line by line into a file.
//!
//! The file is JSON Lines, only appended to, readable by its owner alone, and bounded in size; in a minute only so many
//! reports are taken, whoever sends them.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;

/// Characters that one report may hold.
pub const MAX_CHARS: usize = 4_000;
/// Bytes of the file; a full file takes no more until somebody moves it away.
const MAX_FILE: u64 = 20 * 1024 * 1024;
/// Reports taken in [`WINDOW`].
const MOST: usize = 20;
/// See [`MOST`].
const WINDOW: Duration = Duration::from_secs(60);

/// Where reports of mistakes go; by default nowhere.
#[derive(Debug, Default)]
pub struct Reports(Kind);

/// Ways to take a report.
#[derive(Debug, Default)]
pub(super) enum Kind {
    /// There is a text to copy.
    #[default]
    Text,
    /// The reader's own program writes a letter to this address.
    Mail(String),
    /// A form is appended to a file.
    File(Sink),
}

/// A file of reports.
#[derive(Debug)]
pub(super) struct Sink {
    path: PathBuf,
    /// When the last reports were taken.
    recent: Mutex<Vec<Instant>>,
}

/// Why a place for reports cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BadReports {
    /// It is neither an address nor a file.
    #[error("{0:?} is no place for reports; expected mailto:someone@example.org or file:PATH")]
    Form(String),
    /// The file cannot be written.
    #[error("{}: reports cannot be written here: {source}; expected a file in a folder that exists", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// A report, as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// When it was taken, in UTC.
    pub time: String,
    /// Id of the document.
    pub policy: String,
    /// The clause; empty for the whole document.
    pub address: String,
    /// The words that are meant.
    pub quote: String,
    /// The value that was found in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The rule that found it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// SHA-256 of the file that was read.
    pub sha256: String,
    /// `value`, `citation`, `structure`, `text`, `other`.
    pub kind: String,
    /// What was typed.
    pub words: String,
}

/// Why a report was not taken.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Too many in a short time.
    TooMany,
    /// The file is full.
    Full,
    /// The system refused.
    Io(io::Error),
}

impl FromStr for Reports {
    type Err = BadReports;

    /// `mailto:someone@example.org` or `file:PATH`; the file is made when it is not there.
    fn from_str(text: &str) -> Result<Self, BadReports> {
        let bad = || BadReports::Form(text.to_owned());
        if let Some(to) = text.strip_prefix("mailto:") {
            let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_+".contains(c));
            let (name, host) = to.split_once('@').ok_or_else(bad)?;
            return if plain(name) && plain(host) { Ok(Reports(Kind::Mail(to.to_owned()))) } else { Err(bad()) };
        }
        let path = PathBuf::from(text.strip_prefix("file:").filter(|path| !path.is_empty()).ok_or_else(bad)?);
        match open(&path) {
            Ok(_) => Ok(Reports(Kind::File(Sink { path, recent: Mutex::default() }))),
            Err(source) => Err(BadReports::File { path, source }),
        }
    }
}

impl Reports {
    pub(super) fn kind(&self) -> &Kind {
        &self.0
    }

    /// Appends a report.
    pub(super) fn take(&self, report: &Report) -> Result<(), Trouble> {
        let Kind::File(sink) = &self.0 else { return Ok(()) };
        let mut recent = sink.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|taken| taken.elapsed() < WINDOW);
        if recent.len() >= MOST {
            return Err(Trouble::TooMany);
        }
        let mut file = open(&sink.path).map_err(Trouble::Io)?;
        if file.metadata().map_err(Trouble::Io)?.len() >= MAX_FILE {
            return Err(Trouble::Full);
        }
        let mut line = serde_json::to_vec(report).map_err(|error| Trouble::Io(error.into()))?;
        line.push(b'\n');
        // One write for one line: two programs that append do not mix their lines.
        file.write_all(&line).and_then(|()| file.sync_data()).map_err(Trouble::Io)?;
        recent.push(Instant::now());
        Ok(())
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(words: &str) -> Report {
        Report {
            time: "2026-01-01T00:00:00Z".into(),
            policy: "a/b".into(),
            address: "1".into(),
            quote: "原文".into(),
            value: None,
            rule: None,
            sha256: String::new(),
            kind: "text".into(),
            words: words.into(),
        }
    }

    #[test]
    fn places_are_read_and_wrong_ones_named() {
        assert!(matches!("mailto:a.b@example.org".parse::<Reports>().unwrap().kind(), Kind::Mail(_)));
        for wrong in ["", "a@b", "mailto:", "mailto:a b@c", "mailto:a@b?cc=x@y", "file:", "http://x", "mailto:a@b,c@d"] {
            assert!(wrong.parse::<Reports>().unwrap_err().to_string().contains("mailto:someone@example.org"), "{wrong}");
        }
        let error = "file:/no/such/folder/reports.jsonl".parse::<Reports>().unwrap_err().to_string();
        assert!(error.contains("/no/such/folder/reports.jsonl") && error.contains("expected"), "{error}");
    }

    #[test]
    fn reports_are_appended_and_their_number_is_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("reports.jsonl");
        std::fs::write(&path, "{\"old\":1}\n").unwrap();
        let reports: Reports = format!("file:{}", path.display()).parse().unwrap();
        for n in 0..MOST {
            reports.take(&report(&format!("第\n{n}"))).unwrap();
        }
        assert!(matches!(reports.take(&report("多余")), Err(Trouble::TooMany)));
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text.lines().count(), MOST + 1);
        assert!(text.starts_with("{\"old\":1}\n") && !text.contains("多余"));
        let last: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        assert_eq!(last["words"], format!("第\n{}", MOST - 1));
    }
}

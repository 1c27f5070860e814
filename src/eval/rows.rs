//! Rows of tab-separated tables with one header line and no quoting.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Why an evaluation cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum EvalError {
    /// A table cannot be read.
    #[error("{}: cannot read it: {reason}", path.display())]
    Unreadable {
        /// The table.
        path: PathBuf,
        /// What the system or the reader of the format says.
        reason: String,
    },
    /// A row does not have what it needs.
    #[error("{}:{line}: {message}", path.display())]
    Row {
        /// The table.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What was found and what was expected.
        message: String,
    },
    /// A document of the table cannot be read.
    #[error("{}: {reason}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its line in the file, counted from 1.
    pub line: u64,
    cells: HashMap<String, String>,
}

impl Row {
    /// The cell below a head; empty where there is none.
    pub fn get(&self, head: &str) -> &str {
        self.cells.get(head).map_or("", String::as_str)
    }
}

/// Reads a table that must have the given heads.
///
/// # Errors
/// [`EvalError`] naming file and line when the table cannot be read, lacks a head, or a row has too many cells.
pub fn read(path: &Path, heads: &[&str]) -> Result<Vec<Row>, EvalError> {
    let unreadable = |reason: String| EvalError::Unreadable { path: path.to_owned(), reason };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .quoting(false)
        .flexible(true)
        .comment(Some(b'#'))
        .from_path(path)
        .map_err(|e| unreadable(e.to_string()))?;
    let found: Vec<String> = reader.headers().map_err(|e| unreadable(e.to_string()))?.iter().map(str::to_owned).collect();
    if let Some(missing) = heads.iter().find(|h| !found.iter().any(|f| f == *h)) {
        let message = format!("the head {missing:?} is missing; found {}", found.join(", "));
        return Err(EvalError::Row { path: path.to_owned(), line: 1, message });
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(e.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > found.len() {
            let message = format!("{} cells; expected at most {}, as in the head", record.len(), found.len());
            return Err(EvalError::Row { path: path.to_owned(), line, message });
        }
        let cells = found.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_table_names_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("t.tsv");
        std::fs::write(&path, "a\tb\n\"1\t\n").unwrap();
        let rows = read(&path, &["a", "b"]).unwrap();
        assert_eq!((rows[0].get("a"), rows[0].get("b"), rows[0].line), ("\"1", "", 2));
        let message = |r: Result<Vec<Row>, EvalError>| r.unwrap_err().to_string().replace(&*dir.path().to_string_lossy(), "");
        assert_eq!(message(read(&path, &["c"])), "/t.tsv:1: the head \"c\" is missing; found a, b");
        std::fs::write(&path, "a\tb\n1\t2\t3\n").unwrap();
        assert_eq!(message(read(&path, &["a"])), "/t.tsv:2: 3 cells; expected at most 2, as in the head");
        assert!(message(read(&dir.path().join("u.tsv"), &[])).starts_with("/u.tsv: cannot read it"));
    }
}

//! Reads a word list from its layers, and finds what is wrong with it, by file and line.
//!
//! Recipe: a [`Reader`] reads the built-in text of a file and the files of that name in the folders, joins them
//! ([`super::merge`]) and reads the rows. All texts stand one behind the other in one numbering of bytes, so that
//! the span of a row alone tells its file and line.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::merge;

/// Something wrong in a word list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}:{line}: {message}", .file.display())]
pub struct Problem {
    /// The file; of the built-in lists, its name under `index/lexicon`.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// Something wrong, at a place in the numbering of all texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The row.
    pub at: Range<usize>,
    /// What is wrong and what was expected.
    pub message: String,
}

impl Mistake {
    /// A mistake in a row.
    pub fn new(at: Range<usize>, message: impl Into<String>) -> Mistake {
        Mistake { at, message: message.into() }
    }
}

/// The most mistakes that are told of one file.
const MANY: usize = 50;

#[derive(Debug)]
struct Source {
    path: PathBuf,
    start: usize,
    text: Arc<str>,
}

/// Reads the files of all layers, and remembers where everything stood.
#[derive(Debug)]
pub struct Reader {
    dirs: Vec<PathBuf>,
    sources: Vec<Source>,
    problems: Vec<Problem>,
    hash: Sha256,
}

impl Reader {
    /// A reader of the built-in lists and of these folders, in this order.
    pub fn new(dirs: &[impl AsRef<Path>]) -> Reader {
        let dirs = dirs.iter().map(|d| d.as_ref().to_owned()).collect();
        Reader { dirs, sources: Vec::new(), problems: Vec::new(), hash: Sha256::new() }
    }

    /// Reads the file of a name from all layers. What is wrong is remembered, and left out of the result; none when
    /// nothing could be read.
    pub fn read<T: DeserializeOwned>(&mut self, name: &str, builtin: &str) -> Option<T> {
        let mut texts = vec![(Path::new("index/lexicon").join(name), builtin.to_owned())];
        for layer in 0..self.dirs.len() {
            let path = self.dirs[layer].join(name);
            texts.extend(self.text(layer, &path).map(|text| (path, text)));
        }
        let texts: Vec<(usize, Arc<str>)> = texts.into_iter().map(|(path, text)| self.add(path, text)).collect();
        let mut whole = DeTable::new();
        for (start, text) in &texts {
            let mut added = self.table(*start, text);
            let replace = added.remove("replace");
            match replace.as_ref().map(|r| (r.span(), r.get_ref())) {
                None | Some((_, DeValue::Boolean(false))) => whole = merge::join(name, whole, added),
                Some((_, DeValue::Boolean(true))) => whole = added,
                Some((at, _)) => self.wrong(&Mistake::new(at, "replace: expected true or false")),
            }
        }
        let end = texts.last().map_or(0, |(start, _)| *start);
        for told in 0..MANY {
            match T::deserialize(Deserializer::from(Spanned::new(end..end, whole.clone()))) {
                Ok(value) => return Some(value),
                Err(error) => {
                    let at = error.span().unwrap_or(end..end);
                    // A list that is missing now was wrong before, and has been told of.
                    if told > 0 && at == (end..end) {
                        return None;
                    }
                    self.wrong(&Mistake::new(at.clone(), error.message()));
                    // Without the row, the rest can be looked at.
                    if !merge::remove(&mut whole, &at) {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Takes over what a table made of its rows, or remembers what is wrong.
    pub fn take<T>(&mut self, made: Result<T, Vec<Mistake>>) -> Option<T> {
        made.map_err(|mistakes| mistakes.iter().for_each(|m| self.wrong(m))).ok()
    }

    /// Remembers a mistake.
    pub fn wrong(&mut self, mistake: &Mistake) {
        let source = self.sources.iter().rfind(|s| s.start <= mistake.at.start).or(self.sources.first());
        let Some(source) = source else { return };
        let before = source.text.as_bytes().iter().take(mistake.at.start.saturating_sub(source.start));
        let line = 1 + before.filter(|b| **b == b'\n').count();
        self.problems.push(Problem { file: source.path.clone(), line, message: mistake.message.clone() });
    }

    /// Remembers files in the folders that are no word lists: a misspelt name would be passed over in silence. A file of
    /// `fixed` belongs to the program, so that a changed one would be passed over too.
    pub fn unknown_files(&mut self, known: &[&str], fixed: (&str, &str)) {
        for dir in self.dirs.clone() {
            let mut names: Vec<String> = Vec::new();
            match std::fs::read_dir(&dir) {
                Ok(entries) => names.extend(entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned())),
                Err(error) => self.problems.push(Problem { file: dir.clone(), line: 1, message: error.to_string() }),
            }
            names.sort();
            if names.iter().any(|n| n == fixed.0) && std::fs::read(dir.join(fixed.0)).is_ok_and(|bytes| bytes != fixed.1.as_bytes()) {
                let message = "differs from the one the program was built with; it takes effect when the program is built".to_owned();
                self.problems.push(Problem { file: dir.join(fixed.0), line: 1, message });
            }
            for name in names.iter().filter(|n| n.ends_with(".toml") && !known.contains(&n.as_str())) {
                let message = format!("no word list has this name; expected one of {}", known.join(", "));
                self.problems.push(Problem { file: dir.join(name), line: 1, message });
            }
        }
    }

    /// All problems by file and line, and what changes whenever a file of the folders does (`built-in` without folders).
    pub fn finish(mut self) -> (Vec<Problem>, String) {
        self.problems.sort();
        self.problems.dedup();
        let hash = self.hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        (self.problems, if self.dirs.is_empty() { "built-in".to_owned() } else { hash })
    }

    /// The text of a file; none when it is not there or is no text.
    fn text(&mut self, layer: usize, path: &Path) -> Option<String> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => {
                self.problems.push(Problem { file: path.to_owned(), line: 1, message: error.to_string() });
                return None;
            }
        };
        self.hash.update((layer as u64).to_le_bytes());
        self.hash.update(path.file_name().unwrap_or_default().as_encoded_bytes());
        self.hash.update((bytes.len() as u64).to_le_bytes());
        self.hash.update(&bytes);
        let read = String::from_utf8(bytes).map_err(|error| {
            let good = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(good).filter(|b| **b == b'\n').count();
            let message = "not UTF-8; save the file in that encoding".to_owned();
            self.problems.push(Problem { file: path.to_owned(), line, message });
        });
        read.ok()
    }

    /// Gives a text its place in the numbering of all texts.
    fn add(&mut self, path: PathBuf, text: String) -> (usize, Arc<str>) {
        let text: Arc<str> = text.strip_prefix('\u{FEFF}').unwrap_or(&text).into();
        let start = self.sources.last().map_or(0, |s| s.start + s.text.len() + 1);
        self.sources.push(Source { path, start, text: text.clone() });
        (start, text)
    }

    /// The rows of a text, with spans in the numbering of all texts; of bad syntax no rows, but the reasons.
    fn table<'i>(&mut self, start: usize, text: &'i str) -> DeTable<'i> {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in &errors {
            let at = error.span().unwrap_or(0..0);
            self.wrong(&Mistake::new(at.start + start..at.end + start, error.message()));
        }
        if errors.is_empty() { merge::shifted(table.into_inner(), start) } else { DeTable::new() }
    }
}

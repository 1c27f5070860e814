//! The file: lines of JSON, only ever appended to.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use serde::Deserialize;

use super::edition::Edition;
use crate::index::Library;
use crate::policy::PolicyId;

/// Lines are written when they fill this many bytes.
const BUFFER: usize = 1 << 20;

/// Why the ledger cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The system refused.
    #[error("the ledger of addresses {}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line cannot be written as JSON.
    #[error("the ledger of addresses cannot be written: {0}")]
    Json(String),
}

/// What a recording did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Documents whose addresses or words are new.
    pub editions: usize,
}

/// The addresses of one file. Cheap to make; nothing is opened before it is needed.
#[derive(Debug, Default)]
pub struct Ledger {
    path: Option<PathBuf>,
    known: Mutex<Option<(Stamp, Arc<Heads>)>>,
}

/// Size and time of the file that was read.
type Stamp = (u64, Option<SystemTime>);

/// Which lines belong to which document.
#[derive(Debug, Default)]
pub(super) struct Heads {
    pub lines: BTreeMap<PolicyId, Vec<Head>>,
    /// The documents that ever had a file of these bytes.
    pub files: HashMap<String, BTreeSet<PolicyId>>,
    /// Where the last whole line ends.
    end: u64,
}

/// The beginning of a line.
#[derive(Debug)]
pub(super) struct Head {
    pub digest: String,
    pub file: String,
    start: u64,
    bytes: usize,
}

#[derive(Deserialize)]
struct Beginning {
    policy: PolicyId,
    digest: String,
    file: String,
}

impl Ledger {
    /// The ledger in a file, which need not exist yet.
    pub fn at(path: impl Into<PathBuf>) -> Ledger {
        Ledger { path: Some(path.into()), known: Mutex::default() }
    }

    /// The file; none for a ledger that remembers nothing.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Records the documents that are new or were read again, `all` of the library where the ledger is empty.
    /// Returns how many had changed. What is returned has reached the disk; killed in between, whole lines
    /// stay and a torn one is cut off by the next recording.
    ///
    /// # Errors
    /// [`LedgerError`] names the file and what is wrong with it.
    pub fn record(&self, library: &Library, read: &[PolicyId]) -> Result<Recorded, LedgerError> {
        let Some(path) = &self.path else { return Ok(Recorded::default()) };
        let fail = |source| LedgerError::Io { path: path.clone(), source };
        if let Some(dir) = path.parent().filter(|d| !d.as_os_str().is_empty()) {
            std::fs::create_dir_all(dir).map_err(fail)?;
        }
        let mut file = File::options().read(true).append(true).create(true).open(path).map_err(fail)?;
        // Another process may be recording the same corpus.
        file.lock().map_err(fail)?;
        let heads = scan(&file).map_err(fail)?;
        let all: Vec<PolicyId>;
        let wanted = if heads.lines.is_empty() {
            all = library.policies().iter().map(|s| s.document.id.clone()).collect();
            &all
        } else {
            read
        };
        let at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut lines = String::new();
        let mut done = Recorded::default();
        let mut cut = false;
        for id in wanted {
            let Some(record) = library.policy(id) else { continue };
            let edition = Edition::of(&record, &at);
            let known = heads.lines.get(id).map_or(&[][..], Vec::as_slice);
            if known.last().is_some_and(|head| (&head.digest, &head.file) == (&edition.digest, &edition.file)) {
                continue;
            }
            let said: HashSet<String> =
                editions(&mut file, known).map_err(fail)?.into_iter().flat_map(|e| e.clauses).map(|e| e.hash).collect();
            let line = serde_json::to_string(&edition.without(&said)).map_err(|e| LedgerError::Json(e.to_string()))?;
            lines.push_str(&line);
            lines.push('\n');
            done.editions += 1;
            if lines.len() > BUFFER {
                cut = write(&mut file, &heads, cut, &lines).map_err(fail)?;
                lines.clear();
            }
        }
        if !lines.is_empty() {
            write(&mut file, &heads, cut, &lines).map_err(fail)?;
        }
        if done.editions > 0 {
            file.sync_all().map_err(fail)?;
        }
        Ok(done)
    }

    /// The documents that were ever recorded.
    pub fn policies(&self) -> Vec<PolicyId> {
        self.heads().lines.keys().cloned().collect()
    }

    /// Whether a document was ever recorded.
    pub fn knows(&self, id: &PolicyId) -> bool {
        self.heads().lines.contains_key(id)
    }

    /// The recorded editions of a document, the oldest first; none when it is unknown or the file cannot be read.
    pub fn editions(&self, id: &PolicyId) -> Vec<Edition> {
        let heads = self.heads();
        let Some(known) = heads.lines.get(id) else { return Vec::new() };
        let opened = self.path.as_ref().and_then(|path| File::open(path).ok());
        opened.and_then(|mut file| editions(&mut file, known).ok()).unwrap_or_default()
    }

    /// What stands where; read again when the file has changed.
    pub(super) fn heads(&self) -> Arc<Heads> {
        let Some(path) = &self.path else { return Arc::default() };
        let Ok(file) = File::open(path) else { return Arc::default() };
        let stamp = file.metadata().map(|m| (m.len(), m.modified().ok())).unwrap_or_default();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, heads)) = known.as_ref().filter(|(then, _)| *then == stamp) {
            return Arc::clone(heads);
        }
        let heads = Arc::new(scan(&file).unwrap_or_default());
        *known = Some((stamp, Arc::clone(&heads)));
        heads
    }
}

/// Appends lines; the first time, a torn line at the end is cut off before. Returns that this has been done.
fn write(file: &mut File, heads: &Heads, cut: bool, lines: &str) -> io::Result<bool> {
    if !cut {
        let length = file.metadata()?.len();
        if length > heads.end {
            file.set_len(heads.end)?;
        }
    }
    file.write_all(lines.as_bytes())?;
    Ok(true)
}

/// Reads the beginnings of all lines. A line that is none of ours, as a merge may leave, is passed over.
fn scan(file: &File) -> io::Result<Heads> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    reader.seek(SeekFrom::Start(0))?;
    let mut heads = Heads::default();
    let mut line = Vec::new();
    loop {
        line.clear();
        let bytes = reader.read_until(b'\n', &mut line)?;
        if bytes == 0 || line.last() != Some(&b'\n') {
            return Ok(heads);
        }
        let start = heads.end;
        heads.end += bytes as u64;
        let Ok(Beginning { policy, digest, file }) = serde_json::from_slice(&line) else { continue };
        heads.files.entry(file.clone()).or_default().insert(policy.clone());
        heads.lines.entry(policy).or_default().push(Head { digest, file, start, bytes });
    }
}

/// The editions of some lines, each with all its words.
fn editions(file: &mut File, heads: &[Head]) -> io::Result<Vec<Edition>> {
    let mut said = HashMap::new();
    let mut out = Vec::new();
    for head in heads {
        file.seek(SeekFrom::Start(head.start))?;
        let mut line = vec![0; head.bytes];
        file.read_exact(&mut line)?;
        let Ok(edition) = serde_json::from_slice::<Edition>(&line) else { continue };
        edition.say(&mut said);
        out.push(edition);
    }
    out.iter_mut().for_each(|edition| edition.fill(&said));
    // Lines of two machines that were joined may stand in any order.
    out.sort_by(|a, b| a.at.cmp(&b.at));
    Ok(out)
}

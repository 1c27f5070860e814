//! From a corpus folder to an opened index that fits it.

use std::path::Path;

use super::build::{build_locked, lock};
use super::fingerprint::Fingerprint;
use super::generation::{Generation, Lock, has_leftovers};
use super::library::Library;
use super::types::{BuildReport, IndexError, Progress, Status};
use crate::corpus::Corpus;
use crate::lexicon::Lexicon;

/// An index that was opened, and what had to be done for it.
pub struct Opened {
    /// The index.
    pub library: Library,
    /// How the index was found.
    pub status: Status,
    /// The build, if one was needed.
    pub report: Option<BuildReport>,
    /// What the reader should know, in plain Chinese: the corpus is missing and an older index is shown, or
    /// the index was damaged and has been built anew.
    pub warning: Option<String>,
}

/// Whether the index in `dir` fits the corpus, the lexicon and this program.
///
/// Reads names, sizes and times; contents only of files that these leave open, and of a small index.
pub fn status(corpus: &Corpus, dir: &Path, lexicon: &Lexicon) -> Status {
    match Generation::current(dir) {
        Err(IndexError::Missing(_)) => Status::Missing,
        Err(IndexError::Damaged { reason, .. }) => Status::Damaged(reason),
        Err(error) => Status::Damaged(error.to_string()),
        Ok(generation) => {
            let change = generation.manifest.fingerprint.change(&Fingerprint::of(corpus, lexicon), corpus.root());
            change.map_or(Status::Current, Status::Outdated)
        }
    }
}

/// Opens the index in `dir`, after building it if it is missing, outdated or damaged.
///
/// When the corpus folder is missing, or the new index cannot be written, an index that is there is
/// opened as it is, with a warning: it stays untouched.
///
/// # Errors
/// [`IndexError`] when there is no index and none can be built.
pub fn open_or_build(root: &Path, dir: &Path, lexicon: &Lexicon, progress: &(dyn Fn(Progress) + Sync)) -> Result<Opened, IndexError> {
    let fallback = |error: IndexError, status: Status, why: &str| match Library::open(dir, lexicon) {
        Ok(library) => {
            Ok(Opened { library, status, report: None, warning: Some(format!("{why}，现显示以前建立的索引。{error}")) })
        }
        Err(_) => Err(error),
    };
    let corpus = match Corpus::open(root) {
        Ok(corpus) => corpus,
        Err(error) => return fallback(error.into(), Status::Outdated("文件夹不可读".to_owned()), "文件夹不可读"),
    };
    let mut found = status(&corpus, dir, lexicon);
    if found == Status::Current {
        match Library::open(dir, lexicon) {
            Ok(library) => {
                if has_leftovers(dir)
                    && let Some(lock) = Lock::try_acquire(dir)
                {
                    lock.clean();
                }
                return Ok(Opened { library, status: found, report: None, warning: None });
            }
            Err(error) => found = Status::Damaged(error.to_string()),
        }
    }
    let damage = match &found {
        Status::Damaged(reason) => Some(format!("索引 {} 已损坏，重新建立；文件没有受影响。{reason}", dir.display())),
        _ => None,
    };
    match rebuild(&corpus, dir, lexicon, progress) {
        Ok(report) => Ok(Opened { library: Library::open(dir, lexicon)?, status: found, report, warning: damage }),
        Err(error) => fallback(error, found, "新索引没有建成"),
    }
}

/// Builds under the lock, unless another process has just done it.
fn rebuild(
    corpus: &Corpus,
    dir: &Path,
    lexicon: &Lexicon,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Option<BuildReport>, IndexError> {
    let lock = lock(corpus, dir, progress)?;
    if status(corpus, dir, lexicon) == Status::Current && Library::open(dir, lexicon).is_ok() {
        return Ok(None);
    }
    build_locked(corpus, &lock, dir, lexicon, progress).map(Some)
}

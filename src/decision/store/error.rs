//! Why the register cannot be read or written.

use std::path::{Path, PathBuf};

use crate::decision::types::Decision;

/// Why the register cannot be read or written. The file is never overwritten because of it.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// The file is damaged, or no database at all.
    #[error("{}: the register is damaged ({reason}); it was not touched; put a backup in its place, or name another file with --register", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite said.
        reason: String,
    },
    /// Another program's database.
    #[error("{}: this is a database of another program; expected a register of tiaoli; name another file with --register", .path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer tiaoli wrote it.
    #[error("{}: version {version} of the register was written by a newer tiaoli; this one knows versions up to {known}", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i32,
        /// The newest version that is known here.
        known: i32,
    },
    /// The file was removed while it was open.
    #[error("{}: the register was removed while it was in use; put it back and start again", .path.display())]
    Removed {
        /// The file.
        path: PathBuf,
    },
    /// Another process is writing for too long.
    #[error("{}: another process is writing to the register; try again", .path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// SQLite refused.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What it said.
        source: rusqlite::Error,
    },
    /// The system refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// Somebody else has saved since the decision was read.
    #[error("decision {} was changed by {} meanwhile: it is at version {}", .0.id, .0.editor, .0.version)]
    Conflict(Box<Decision>),
    /// There is no such decision.
    #[error("there is no decision {id}")]
    Unknown {
        /// Its number.
        id: i64,
    },
    /// A line to import is none of ours.
    #[error("line {line}: {reason}; nothing was imported")]
    Import {
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A value cannot be written as JSON.
    #[error("cannot write JSON: {0}")]
    Json(String),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {0}")]
    Random(String),
}

impl From<rusqlite::Error> for RegisterError {
    /// The file is filled in where the error leaves the store.
    fn from(source: rusqlite::Error) -> Self {
        RegisterError::Sqlite { path: PathBuf::new(), source }
    }
}

impl RegisterError {
    /// What an error of SQLite means for the register.
    pub(super) fn from_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DatabaseLocked, NotADatabase};
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(DatabaseCorrupt | NotADatabase) => RegisterError::Damaged { path, reason: source.to_string() },
            Some(DatabaseBusy | DatabaseLocked) => RegisterError::Busy { path },
            _ if matches!(source, rusqlite::Error::FromSqlConversionFailure(..)) => {
                RegisterError::Damaged { path, reason: source.to_string() }
            }
            _ => RegisterError::Sqlite { path, source },
        }
    }

    /// The same, naming the file.
    pub(super) fn at(self, path: &Path) -> Self {
        match self {
            RegisterError::Sqlite { source, .. } => RegisterError::from_sqlite(path, source),
            other => other,
        }
    }
}

//! The folder of the index: whole generations, and a pointer to the one that counts.
//!
//! ```text
//! CURRENT        name of the generation, SHA-256 of its manifest
//! LOCK           held while a generation is built or removed; freed by the system when a process dies
//! gen-…/         manifest.json (what it was built from, size and SHA-256 of every file),
//!                list.json (policies and failed files), clauses/, policies/
//! ```
//!
//! A generation is written completely, then `CURRENT` is replaced by a rename: whoever reads sees the
//! old generation or the new one. What `CURRENT` does not name is a leftover and is removed under the lock.

use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::{Fingerprint, sha256_of, sha256_of_file};
use super::types::IndexError;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const MANIFEST: &str = "manifest.json";
const PREFIX: &str = "gen-";
const NEW_CURRENT: &str = ".CURRENT-";

/// Indexes up to this size are compared byte by byte (by SHA-256) when they are opened, larger ones by
/// the sizes of their files: 16 MB take about 50 ms.
const CHECKED_BYTES: u64 = 16 * 1024 * 1024;

/// `manifest.json`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// What the index was built from.
    pub fingerprint: Fingerprint,
    /// The files of the generation, ordered by name.
    pub files: Vec<IndexFile>,
}

/// A file of a generation as it was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexFile {
    /// Path within the generation.
    pub name: String,
    bytes: u64,
    sha256: String,
}

/// A complete generation whose files are as they were written.
#[derive(Clone, Debug)]
pub struct Generation {
    /// Its folder.
    pub path: PathBuf,
    /// Its manifest.
    pub manifest: Manifest,
}

impl Generation {
    /// The generation that counts, checked.
    ///
    /// # Errors
    /// [`IndexError::Missing`], [`IndexError::Damaged`] with what does not fit.
    pub fn current(dir: &Path) -> Result<Generation, IndexError> {
        let mut seen = pointer(dir)?;
        loop {
            match Generation::check(dir, &seen) {
                // Another process may have switched, and removed the old one, in between.
                Err(error) => match pointer(dir)? {
                    now if now == seen => return Err(error),
                    now => seen = now,
                },
                found => return found,
            }
        }
    }

    fn check(dir: &Path, pointer: &str) -> Result<Generation, IndexError> {
        let damaged = |reason: String| IndexError::Damaged { dir: dir.to_owned(), reason };
        let mut lines = pointer.lines();
        let (Some(name), Some(hash), None) = (lines.next(), lines.next(), lines.next()) else {
            return Err(damaged(format!("{CURRENT} is not of the form <generation> <checksum>")));
        };
        if !name.starts_with(PREFIX) || name.contains(['/', '\\']) {
            return Err(damaged(format!("{CURRENT} names {name:?}, which is no generation")));
        }
        let path = dir.join(name);
        let bytes = fs::read(path.join(MANIFEST)).map_err(|e| damaged(format!("{name}/{MANIFEST}: {e}")))?;
        if sha256_of(&bytes) != hash {
            return Err(damaged(format!("{name}/{MANIFEST} was changed or cut off")));
        }
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|e| damaged(format!("{name}/{MANIFEST}: {e}")))?;
        let total: u64 = manifest.files.iter().map(|f| f.bytes).sum();
        for file in &manifest.files {
            let on_disk = path.join(&file.name);
            let bytes = fs::metadata(&on_disk).map_err(|e| damaged(format!("{name}/{}: {e}", file.name)))?.len();
            if bytes != file.bytes {
                return Err(damaged(format!("{name}/{} has {bytes} bytes, expected {}", file.name, file.bytes)));
            }
            if total <= CHECKED_BYTES && !sha256_of_file(&on_disk).is_ok_and(|h| h == file.sha256) {
                return Err(damaged(format!("{name}/{} was changed", file.name)));
            }
        }
        Ok(Generation { path, manifest })
    }
}

/// What `CURRENT` says.
pub(super) fn pointer(dir: &Path) -> Result<String, IndexError> {
    let path = dir.join(CURRENT);
    match fs::read(&path) {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(e) if e.kind() == ErrorKind::NotFound => Err(IndexError::Missing(dir.to_owned())),
        Err(e) => Err(IndexError::Io { path, source: e }),
    }
}

/// The right to build and to remove; given back when dropped, or by the system when the process dies.
pub struct Lock {
    /// None on a file system without locks: then nothing of others is removed.
    file: Option<File>,
    dir: PathBuf,
}

impl Lock {
    /// Waits for the lock; `waiting` is called once if another process holds it. Creates the folder.
    ///
    /// # Errors
    /// [`IndexError::Io`] when the folder cannot be created.
    pub fn acquire(dir: &Path, waiting: impl FnOnce()) -> Result<Lock, IndexError> {
        fs::create_dir_all(dir).map_err(IndexError::io(dir))?;
        let file = open_lock(dir)?;
        let held = match file.try_lock() {
            Ok(()) => true,
            Err(TryLockError::WouldBlock) => {
                waiting();
                file.lock().is_ok()
            }
            Err(TryLockError::Error(_)) => false,
        };
        Ok(Lock { file: held.then_some(file), dir: dir.to_owned() })
    }

    /// The lock if nobody holds it.
    pub fn try_acquire(dir: &Path) -> Option<Lock> {
        let file = open_lock(dir).ok()?;
        file.try_lock().ok()?;
        Some(Lock { file: Some(file), dir: dir.to_owned() })
    }

    /// Removes what `CURRENT` does not name: generations that were never finished, and replaced ones.
    pub fn clean(&self) {
        if self.file.is_none() {
            return;
        }
        let current = pointer(&self.dir).ok().and_then(|p| p.lines().next().map(str::to_owned)).unwrap_or_default();
        for path in leftovers(&self.dir, &current) {
            // What cannot be removed now (an open file on Windows) is tried again next time.
            let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        }
    }

    /// A new folder for a generation; removed again when it is dropped before [`Unfinished::switch`].
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn begin(&self) -> Result<Unfinished<'_>, IndexError> {
        let mut number = 0;
        loop {
            let path = self.dir.join(format!("{PREFIX}{}-{number}", std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(Unfinished { lock: self, path, kept: false }),
                Err(e) if e.kind() == ErrorKind::AlreadyExists => number += 1,
                Err(e) => return Err(IndexError::Io { path, source: e }),
            }
        }
    }
}

fn open_lock(dir: &Path) -> Result<File, IndexError> {
    let path = dir.join(LOCK);
    File::options().create(true).truncate(false).write(true).open(&path).map_err(IndexError::io(path))
}

/// Whether the folder holds anything that [`Lock::clean`] would remove.
pub fn has_leftovers(dir: &Path) -> bool {
    pointer(dir).is_ok_and(|p| p.lines().next().is_some_and(|current| !leftovers(dir, current).is_empty()))
}

/// Only names that are made here: the folder may hold other things.
fn leftovers(dir: &Path, current: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let made_here = |name: &str| name.starts_with(PREFIX) || name.starts_with(NEW_CURRENT);
    entries.filter(|e| e.file_name().to_str().is_some_and(|name| made_here(name) && name != current)).map(|e| e.path()).collect()
}

/// A generation that is being written.
pub struct Unfinished<'l> {
    lock: &'l Lock,
    /// Its folder.
    pub path: PathBuf,
    kept: bool,
}

impl Unfinished<'_> {
    /// Completes the generation and makes it the current one in one step. `same` are files taken over
    /// from another generation: they need not be read again.
    ///
    /// # Errors
    /// [`IndexError::Io`]; the old generation then stays the current one.
    pub fn switch(mut self, fingerprint: Fingerprint, same: &[IndexFile]) -> Result<(), IndexError> {
        let mut files = Vec::new();
        let same = same.iter().map(|file| (file.name.as_str(), file)).collect();
        list(&self.path, "", &same, &mut files)?;
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let manifest = serde_json::to_vec(&Manifest { fingerprint, files })
            .map_err(|e| IndexError::Io { path: self.path.join(MANIFEST), source: e.into() })?;
        write_synced(&self.path.join(MANIFEST), &manifest)?;
        sync_folder(&self.path);
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let fresh = self.lock.dir.join(format!("{NEW_CURRENT}{name}"));
        write_synced(&fresh, format!("{name}\n{}\n", sha256_of(&manifest)).as_bytes())?;
        sync_folder(&self.lock.dir);
        let current = self.lock.dir.join(CURRENT);
        fs::rename(&fresh, &current).map_err(IndexError::io(current))?;
        self.kept = true;
        sync_folder(&self.lock.dir);
        Ok(())
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// All files below `folder` with the sums of their bytes, except the lock files of the index library.
fn list(folder: &Path, prefix: &str, same: &HashMap<&str, &IndexFile>, out: &mut Vec<IndexFile>) -> Result<(), IndexError> {
    for entry in fs::read_dir(folder).map_err(IndexError::io(folder))? {
        let entry = entry.map_err(IndexError::io(folder))?;
        let (path, name) = (entry.path(), format!("{prefix}{}", entry.file_name().to_string_lossy()));
        if path.is_dir() {
            list(&path, &format!("{name}/"), same, out)?;
            sync_folder(&path);
        } else if !entry.file_name().to_string_lossy().ends_with(".lock") {
            let bytes = entry.metadata().map_err(IndexError::io(&path))?.len();
            match same.get(name.as_str()).filter(|file| file.bytes == bytes) {
                Some(file) => out.push((*file).clone()),
                None => out.push(IndexFile { sha256: sha256_of_file(&path).map_err(IndexError::io(&path))?, name, bytes }),
            }
        }
    }
    Ok(())
}

/// Writes a new file and waits until it is on the disk.
///
/// # Errors
/// [`IndexError::Io`].
pub fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(IndexError::io(path))
}

/// Makes names in a folder durable; not every system can, and then it needs no help.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}

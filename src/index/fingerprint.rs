//! What an index was built from, and whether that is still so.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::schema;
use crate::corpus::Corpus;
use crate::lexicon::Lexicon;

/// A file that changed this shortly before a build may change again without a new time stamp.
const RACY: Duration = Duration::from_secs(2);

/// A file of the corpus as it was when the index was built.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileStamp {
    /// Size in bytes.
    pub bytes: u64,
    /// Nanoseconds since 1970; 0 when the time says nothing and the contents must be compared.
    pub modified: u64,
    /// SHA-256 of the contents, in hex; empty for a file that could not be read.
    pub sha256: String,
}

/// Everything an index depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    /// [`schema::VERSION`].
    pub schema: u32,
    /// Version and build of the program.
    pub program: String,
    /// [`Lexicon::fingerprint`].
    pub lexicon: String,
    /// Documents and manifests, by path relative to the corpus.
    pub files: BTreeMap<String, FileStamp>,
}

impl Fingerprint {
    /// Lists the files as they are now, without their contents.
    pub fn of(corpus: &Corpus, lexicon: &Lexicon) -> Fingerprint {
        let mut files = BTreeMap::new();
        for document in corpus.documents() {
            let modified = document.modified.map_or(0, nanoseconds);
            let stamp = FileStamp { bytes: document.bytes, modified, sha256: String::new() };
            files.insert(key(&document.path), stamp);
            // A manifest is part of what is parsed.
            let manifest = document.path.with_extension("toml");
            if let Ok(metadata) = std::fs::metadata(corpus.root().join(&manifest)) {
                let modified = metadata.modified().map_or(0, nanoseconds);
                files.insert(key(&manifest), FileStamp { bytes: metadata.len(), modified, sha256: String::new() });
            }
        }
        Fingerprint { schema: schema::VERSION, program: PROGRAM.clone(), lexicon: lexicon.fingerprint.clone(), files }
    }

    /// Completes the stamps: the contents, and no trust in times so fresh that they may repeat.
    pub fn seal(&mut self, root: &Path, begun: SystemTime) {
        let racy = nanoseconds(begun.checked_sub(RACY).unwrap_or(begun));
        for (path, stamp) in &mut self.files {
            if stamp.sha256.is_empty() {
                stamp.sha256 = sha256_of_file(&root.join(path)).unwrap_or_default();
            }
            if stamp.modified >= racy {
                stamp.modified = 0;
            }
        }
    }

    /// What has changed since `self` was sealed, in plain Chinese; none when nothing has.
    /// The contents of a file are read only where size and time leave it open.
    pub fn change(&self, now: &Fingerprint, root: &Path) -> Option<String> {
        if self.schema != now.schema {
            return Some("索引格式有更新".to_owned());
        }
        if self.program != now.program {
            return Some("程序有更新".to_owned());
        }
        if self.lexicon != now.lexicon {
            return Some("词表有更新".to_owned());
        }
        let changed = self.changed_files(now, root);
        let added = changed.iter().filter(|path| !self.files.contains_key(**path)).count();
        let removed = changed.iter().filter(|path| !now.files.contains_key(**path)).count();
        let counts = [("新增", added), ("修改", changed.len() - added - removed), ("删除", removed)];
        let parts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{what} {n} 个文件")).collect();
        (!parts.is_empty()).then(|| format!("文件有变化：{}", parts.join("、")))
    }

    /// The files that were added, changed or removed since `self` was sealed.
    pub fn changed_files<'f>(&'f self, now: &'f Fingerprint, root: &Path) -> BTreeSet<&'f str> {
        let is_new = |(path, new): &(&String, &FileStamp)| self.files.get(*path).is_none_or(|old| !same(old, new, &root.join(path)));
        let new = now.files.iter().filter(is_new).map(|(path, _)| path.as_str());
        let removed = self.files.keys().filter(|path| !now.files.contains_key(*path)).map(String::as_str);
        new.chain(removed).collect()
    }
}

fn same(old: &FileStamp, new: &FileStamp, path: &Path) -> bool {
    old.bytes == new.bytes && (old.modified == new.modified && new.modified != 0 || sha256_of_file(path).unwrap_or_default() == old.sha256)
}

/// The version, and size and time of the program file: a newly built program parses anew.
static PROGRAM: LazyLock<String> = LazyLock::new(|| {
    let version = env!("CARGO_PKG_VERSION");
    match std::env::current_exe().and_then(std::fs::metadata) {
        Ok(file) => format!("{version} {}-{}", file.len(), file.modified().map_or(0, nanoseconds)),
        Err(_) => version.to_owned(),
    }
});

fn key(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |d| u64::try_from(d.as_nanos()).unwrap_or(0))
}

/// SHA-256 of a file in hex, read piece by piece.
pub fn sha256_of_file(path: &Path) -> std::io::Result<String> {
    let (mut file, mut hash, mut buffer) = (std::fs::File::open(path)?, Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

/// SHA-256 of bytes in hex.
pub fn sha256_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint(files: &[(&str, u64, u64, &str)]) -> Fingerprint {
        let stamp = |(path, bytes, modified, hash): &(&str, u64, u64, &str)| {
            (path.to_string(), FileStamp { bytes: *bytes, modified: *modified, sha256: hash.to_string() })
        };
        Fingerprint { files: files.iter().map(stamp).collect(), ..Fingerprint::default() }
    }

    #[test]
    fn changes_are_counted_and_contents_decide_where_times_differ() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("same"), "abc").unwrap();
        std::fs::write(dir.path().join("other"), "xyz").unwrap();
        let abc = sha256_of(b"abc");
        let old = fingerprint(&[("gone", 1, 1, ""), ("other", 3, 7, &abc), ("same", 3, 7, &abc), ("fresh", 3, 0, &abc)]);
        let now = fingerprint(&[("new", 1, 1, ""), ("other", 3, 8, ""), ("same", 3, 8, "")]);
        let said = old.change(&now, dir.path()).unwrap();
        assert_eq!(said, "文件有变化：新增 1 个文件、修改 1 个文件、删除 2 个文件");
        assert_eq!(old.change(&Fingerprint { schema: 9, ..now }, dir.path()).unwrap(), "索引格式有更新");
        assert_eq!(old.change(&old, dir.path()), Some("文件有变化：修改 1 个文件".to_owned()), "a fresh file is compared by its contents");
    }
}

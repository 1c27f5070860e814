//! Which files of a folder are documents.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::policy::PolicyId;

/// The ending of manifests.
pub const MANIFEST: &str = "toml";

/// A file that stands in the corpus as a document, whether it can be read or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Path in the corpus without the ending. Unique among the documents without a problem.
    pub id: PolicyId,
    /// The file, relative to the corpus.
    pub path: PathBuf,
    /// Size in bytes.
    pub bytes: u64,
    /// When it was last changed, if the system says.
    pub modified: Option<SystemTime>,
    /// Why it cannot be read, as far as the listing shows: a name that is no id, two files with one id,
    /// a loop of links. Reading it gives this reason.
    pub problem: Option<String>,
}

/// The documents of a folder, ordered by id, then by path.
///
/// Left out are hidden files, `README` files, manifests, and what editors and systems leave behind.
pub fn list(root: &Path) -> Vec<Document> {
    let (mut documents, mut manifests) = (Vec::new(), Vec::new());
    let walk = WalkDir::new(root).min_depth(1).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|e| !is_litter(e.file_name())) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().and_then(|p| p.strip_prefix(root).ok()).unwrap_or(Path::new("")).to_owned();
                let reason = match (error.loop_ancestor(), error.io_error()) {
                    (Some(above), _) => format!("the link leads back to {}; the folder is read once only", above.display()),
                    (None, Some(io)) => format!("cannot read it: {io}"),
                    (None, None) => format!("cannot read it: {error}"),
                };
                documents.push(Document { problem: Some(reason), ..unread(path) });
                continue;
            }
        };
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
        if path.extension().is_some_and(|e| e == MANIFEST) {
            manifests.push(path);
            continue;
        }
        let (id, bad_name) = id_of(&path);
        let (bytes, modified, unreadable) = match entry.metadata() {
            Ok(data) if data.is_file() => (data.len(), data.modified().ok(), None),
            Ok(_) => (0, None, Some("it is no ordinary file (a device or a pipe)".to_owned())),
            Err(error) => (0, None, Some(format!("cannot read it: {error}"))),
        };
        documents.push(Document { id, path, bytes, modified, problem: unreadable.or(bad_name) });
    }
    for path in manifests {
        if !documents.iter().any(|d| d.path.with_extension("") == path.with_extension("")) {
            let reason =
                format!("a manifest without its document; expected {} or another format beside it", path.with_extension("txt").display());
            documents.push(Document { problem: Some(reason), ..unread(path) });
        }
    }
    report_equal_ids(&mut documents);
    documents.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.path.cmp(&b.path)));
    documents
}

/// What is known of a file that cannot be listed.
fn unread(path: PathBuf) -> Document {
    Document { id: id_of(&path).0, path, bytes: 0, modified: None, problem: None }
}

/// Of several files with one id, the one whose format comes first among the readable ones is read.
fn report_equal_ids(documents: &mut [Document]) {
    let rank = |path: &Path| super::reader::ENDINGS.iter().position(|e| super::reader::ending(path) == *e).unwrap_or(usize::MAX);
    let mut first: BTreeMap<PolicyId, PathBuf> = BTreeMap::new();
    for document in documents.iter().filter(|d| d.problem.is_none()) {
        let key = |path: &PathBuf| (rank(path), path.clone());
        let held = first.entry(document.id.clone()).or_insert_with(|| document.path.clone());
        if key(&document.path) < key(held) {
            *held = document.path.clone();
        }
    }
    for document in documents.iter_mut().filter(|d| d.problem.is_none()) {
        if let Some(held) = first.get(&document.id).filter(|held| **held != document.path) {
            document.problem =
                Some(format!("two files have the id {}; {} is read, give this one another name", document.id, held.display()));
        }
    }
}

/// The id of a file from its path in the corpus, and what is wrong with its name, if anything is.
///
/// An id goes into URLs and addresses, so a name that is not UTF-8 or holds `\` or a control character
/// gets a replacement there and is reported.
pub(super) fn id_of(path: &Path) -> (PolicyId, Option<String>) {
    let bare = path.with_extension("");
    let mut parts = Vec::new();
    let mut problem = None;
    for part in bare.components().filter_map(|c| if let Component::Normal(part) = c { Some(part) } else { None }) {
        let name = part.to_string_lossy();
        if part.to_str().is_none() {
            problem = Some("the file's name is not UTF-8; rename it".to_owned());
        } else if name.contains(|c: char| c == '\\' || c.is_control()) {
            problem = Some("the file's name holds '\\' or a control character; rename it".to_owned());
        }
        parts.push(name.replace(|c: char| c == '\\' || c.is_control(), "_"));
    }
    (parts.join("/").parse().unwrap_or_default(), problem)
}

/// Hidden files, remarks for people, and what editors and systems leave behind.
fn is_litter(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let lower = name.to_ascii_lowercase();
    // .git  draft.txt~  #draft.txt#  ~$draft.docx  draft.txt.bak  Thumbs.db  README.md
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || [".bak", ".orig", ".tmp", ".swp", ".part"].iter().any(|e| lower.ends_with(e))
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
        || ["readme.md", "readme.txt", "readme.zh.md", "readme"].contains(&lower.as_str())
}

//! The corpus: the folder of documents, which is the truth.
//!
//! Recipe: [`Corpus::open`] lists the documents of a folder; [`Corpus::read`] reads one into a
//! [`SourceFile`], [`read_file`] one that may lie anywhere. Steps: [`listing`] walks the folder and
//! says which files are documents; [`reader`] has one file per format; [`manifest`] reads the
//! `<slug>.toml` beside a document. One bad file never stops the rest: it stays listed, and reading
//! it says what is wrong.

pub mod listing;
pub mod manifest;
pub mod reader;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

pub use listing::Document;
pub use manifest::Manifest;

use crate::policy::PolicyId;
use crate::text::SourceText;
use crate::text::source::MAX_BYTES;

/// One document, read and decoded.
#[derive(Clone, Debug, Default)]
pub struct SourceFile {
    /// Path in the corpus without the ending; the stem for a file outside a corpus.
    pub id: PolicyId,
    /// The file as it was named.
    pub path: PathBuf,
    /// Decoded text.
    pub text: SourceText,
    /// What the manifest beside it says.
    pub manifest: Option<Manifest>,
    /// Why the manifest beside it was left aside: its name, the line and what was expected.
    pub manifest_error: Option<String>,
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// A folder of documents, listed.
#[derive(Clone, Debug)]
pub struct Corpus {
    root: PathBuf,
    documents: Vec<Document>,
}

/// Why a corpus or one of its files cannot be read. The messages say what was expected; those about
/// one file do not repeat its name.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// There is no such folder.
    #[error("there is no folder {}; create it and put documents into it as <place>/<name>.txt, or name another one with --corpus", .0.display())]
    Missing(PathBuf),
    /// The path names a file.
    #[error("{} is not a folder; expected the folder that holds the documents as <place>/<name>.txt", .0.display())]
    NotAFolder(PathBuf),
    /// The system refused.
    #[error("cannot read it: {0}")]
    Io(#[from] io::Error),
    /// The file is no text.
    #[error(transparent)]
    Decode(#[from] crate::text::DecodeError),
    /// There is no reader for the format.
    #[error("{} cannot be read yet; expected .{}", format_name(.0), reader::ENDINGS.join(" or ."))]
    Format(String),
    /// The file must not be opened as a document.
    #[error("{0}")]
    Unusable(String),
}

fn format_name(ending: &str) -> String {
    if ending.is_empty() { "a file without an ending".to_owned() } else { format!("the format .{ending}") }
}

impl Corpus {
    /// Lists the documents of a folder. An empty folder is no error.
    ///
    /// # Errors
    /// [`CorpusError`] when the folder is missing, is no folder, or cannot be listed.
    pub fn open(root: &Path) -> Result<Corpus, CorpusError> {
        match std::fs::metadata(root) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(CorpusError::Missing(root.to_owned())),
            Err(error) => return Err(io::Error::new(error.kind(), format!("{}: {error}", root.display())).into()),
            Ok(metadata) if !metadata.is_dir() => return Err(CorpusError::NotAFolder(root.to_owned())),
            Ok(_) => {}
        }
        std::fs::read_dir(root).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", root.display())))?;
        Ok(Corpus { root: root.to_owned(), documents: listing::list(root) })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The documents, ordered by id; those that cannot be read too.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Whether the folder holds no document.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Reads one document and its manifest.
    ///
    /// # Errors
    /// [`CorpusError`], without the name of the file.
    pub fn read(&self, document: &Document) -> Result<SourceFile, CorpusError> {
        match &document.problem {
            Some(problem) => Err(CorpusError::Unusable(problem.clone())),
            None => read_as(document.id.clone(), &self.root.join(&document.path)),
        }
    }
}

/// Reads one file that may lie anywhere. Its id is its path in `corpus` without the ending if it lies
/// there, else its stem.
///
/// # Errors
/// [`CorpusError`], without the name of the file.
pub fn read_file(path: &Path, corpus: Option<&Path>) -> Result<SourceFile, CorpusError> {
    let inside = || {
        let (path, root) = (path.canonicalize().ok()?, corpus?.canonicalize().ok()?);
        path.strip_prefix(root).ok().map(Path::to_owned)
    };
    let place = inside().or_else(|| path.file_name().map(PathBuf::from)).unwrap_or_default();
    read_as(listing::id_of(&place).0, path)
}

/// The bytes of a file of the corpus and their SHA-256 in hex; `path` is relative to `root`.
///
/// # Errors
/// [`CorpusError`] when the file is gone, cannot be read, is too large or does not lie in the corpus.
pub fn original(root: &Path, path: &Path) -> Result<(Vec<u8>, String), CorpusError> {
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Err(CorpusError::Unusable("it does not lie in the corpus; expected a path below its folder".to_owned()));
    }
    let bytes = bytes_of(&root.join(path))?;
    let sha256 = sha256(&bytes);
    Ok((bytes, sha256))
}

fn read_as(id: PolicyId, path: &Path) -> Result<SourceFile, CorpusError> {
    let bytes = bytes_of(path)?;
    let text = reader::read(path, &bytes)?;
    let (manifest, manifest_error) = manifest_beside(path);
    Ok(SourceFile { id, path: path.to_owned(), text, manifest, manifest_error, sha256: sha256(&bytes), bytes: bytes.len() as u64 })
}

/// The bytes of a file, if they are not too many; a size that is known is checked before reading.
fn bytes_of(path: &Path) -> Result<Vec<u8>, CorpusError> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(CorpusError::Unusable("it is a folder; expected a file".to_owned()));
    }
    let too_large = |bytes: u64| crate::text::DecodeError::TooLarge(usize::try_from(bytes).unwrap_or(usize::MAX));
    if metadata.len() > MAX_BYTES as u64 {
        return Err(too_large(metadata.len()).into());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES { Err(too_large(bytes.len() as u64).into()) } else { Ok(bytes) }
}

/// The manifest of a document, or why it was left aside.
fn manifest_beside(path: &Path) -> (Option<Manifest>, Option<String>) {
    let path = path.with_extension(listing::MANIFEST);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let text = match bytes_of(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|error| {
            let line = error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|b| **b == b'\n').count() + 1;
            format!("line {line}: this is not UTF-8 text")
        }),
        Err(CorpusError::Io(error)) if error.kind() == io::ErrorKind::NotFound => return (None, None),
        Err(error) => Err(error.to_string()),
    };
    match text.and_then(|text| Manifest::parse(&text)) {
        Ok(manifest) => (Some(manifest), None),
        Err(reason) => (None, Some(format!("{name}: {reason}"))),
    }
}

/// SHA-256 in hex.
fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

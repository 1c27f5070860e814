//! The corpus: the folder of documents, which is the truth.
//!
//! Recipe: [`Corpus::open`] lists the documents of a folder; [`Corpus::read`] reads one into a
//! [`SourceFile`]. [`reader`] has one file per format, [`manifest`] reads the `<slug>.toml` beside a document.

pub mod manifest;
pub mod reader;

use std::path::{Path, PathBuf};

pub use manifest::Manifest;

use crate::policy::PolicyId;
use crate::text::SourceText;

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
    /// SHA-256 of the file's bytes, in hex.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: u64,
}

/// A folder of documents.
#[derive(Clone, Debug)]
pub struct Corpus {
    root: PathBuf,
}

impl Corpus {
    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

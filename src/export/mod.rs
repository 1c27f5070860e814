//! What people take away, and how it is checked when it comes back.
//!
//! Recipe: [`Export::new`] gathers the [`Record`]s and [`Source`]s behind a comparison; [`csv`], [`xlsx`], [`markdown`]
//! and [`docx`] write them, each in its own file; [`verify`] reads an exported table and holds every record against the
//! corpus; [`form`] writes the forms of attachments to be filled in. Every record carries what is needed to check it by hand: address, document number, hash of the source file,
//! date of retrieval, rule of extraction, and whether the words are the official text.

pub mod csv;
pub mod docx;
pub mod form;
pub mod markdown;
mod record;
pub mod verify;
pub mod xlsx;

pub use record::{Export, Record, Source, silence};

/// What is said beside words that are not the official text.
pub const DIGEST: &str = "要点（非原文）";

/// Why an export cannot be written or read.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The library that writes the format refused.
    #[error("cannot write the {format} file: {reason}")]
    Write {
        /// `xlsx`, `docx`.
        format: &'static str,
        /// What it says.
        reason: String,
    },
    /// The file is no export of ours.
    #[error("{0}")]
    Read(String),
}

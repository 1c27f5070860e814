//! What people take away, and how it is checked when it comes back.
//!
//! Recipe: [`Export::new`] gathers the [`Record`]s and [`Source`]s behind a comparison; [`csv`], [`xlsx`], [`markdown`]
//! and [`docx`] write them, each in its own file; [`verify`] reads an exported table and holds every record against the
//! corpus; [`form`] writes the forms of attachments to be filled in. Every record carries what is needed to check it by
//! hand: address, document number, hash of the source file, date of retrieval, rule of extraction, and whether the words
//! are the official text. [`cite`] writes a clause as people cite it, [`akn`] a policy as Akoma Ntoso.

pub mod akn;
pub mod checked;
pub mod cite;
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

/// Whether a document in XML may hold the character, as far as texts need: XML 1.0 (section 2.2) forbids most control
/// characters and the two that are none, `U+FFFE` and `U+FFFF`. Tabs and line ends are allowed.
///
/// ```
/// use tiaoli::export::fits_xml;
/// assert!(fits_xml('条') && fits_xml('\n') && !fits_xml('\u{8}') && !fits_xml('\u{FFFE}'));
/// ```
pub fn fits_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r') || !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

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

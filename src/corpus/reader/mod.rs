//! One reader per format: bytes to source text.
//!
//! Recipe: [`read`] chooses the reader by the file's ending. Plain text is decoded as it is;
//! [`markdown`] keeps the words and the numbers of lists. A format without a reader is refused by
//! name, so that no file of the corpus is passed over in silence.

pub mod markdown;

use std::path::Path;

use super::CorpusError;
use crate::text::SourceText;

/// Endings that can be read, the preferred one first.
pub const ENDINGS: [&str; 2] = ["txt", "md"];

/// The ending of a file in small letters; empty if it has none.
pub fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase()
}

/// Reads the bytes of `path`.
///
/// # Errors
/// [`CorpusError::Format`] for an ending without a reader, [`CorpusError::Decode`] for bytes that are no text.
pub fn read(path: &Path, bytes: &[u8]) -> Result<SourceText, CorpusError> {
    match ending(path).as_str() {
        "txt" => Ok(SourceText::decode(bytes)?),
        "md" => {
            let source = SourceText::decode(bytes)?;
            Ok(SourceText::from_reader(markdown::plain_text(source.as_str()), source.encoding()))
        }
        other => Err(CorpusError::Format(other.to_owned())),
    }
}

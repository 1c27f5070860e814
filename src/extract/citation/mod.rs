//! Documents named in 《》 or by number.

use crate::lexicon::Lexicon;
use crate::policy::DocumentNumber;

/// Reads a folded text that is a document number.
pub fn document_number(folded: &str, lexicon: &Lexicon) -> Option<DocumentNumber> {
    let _ = (folded, lexicon);
    None
}

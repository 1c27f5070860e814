// NOTE FROM THE LEAD (02:43): I am writing metadata, citation and department on main right now. Leave these files alone: do amount, count and time. I merge.
//! Documents named in 《》 or by number.

use crate::lexicon::Lexicon;
use crate::policy::DocumentNumber;

/// Reads a folded text that is a document number.
pub fn document_number(folded: &str, lexicon: &Lexicon) -> Option<DocumentNumber> {
    let _ = (folded, lexicon);
    None
}

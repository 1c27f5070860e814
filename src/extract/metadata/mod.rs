// NOTE FROM THE LEAD (02:43): I am writing metadata, citation and department on main right now. Leave these files alone: do amount, count and time. I merge.
//! What the document says of itself: title, number, issuing authorities, dates, jurisdiction, genre.

use crate::clause::ClauseTree;
use crate::lexicon::Lexicon;
use crate::policy::{Policy, PolicyId};

/// Reads the document's metadata from its parts.
pub fn metadata(id: &PolicyId, source: &str, tree: &ClauseTree, lexicon: &Lexicon) -> Policy {
    let _ = (source, tree, lexicon);
    Policy { id: id.clone(), ..Policy::default() }
}

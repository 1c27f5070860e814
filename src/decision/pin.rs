//! Pinning a link to the words that a clause has now.

use super::types::Pin;
use crate::extract::Target;
use crate::index::Library;
use crate::ledger::{hash, words_of};

/// Longer words are known by their hash alone; a difference is then said, but not shown.
const KEPT_BYTES: usize = 60_000;

/// Pins a target to the words it has now; none when the library does not hold it.
pub fn pin(library: &Library, target: &Target) -> Option<Pin> {
    let record = library.policy(&target.policy)?;
    let words = words_of(&record.parsed, &target.address)?;
    let document = &record.parsed.document;
    Some(Pin {
        policy: target.policy.clone(),
        address: target.address.clone(),
        hash: hash(&words),
        words: if target.address.is_empty() || words.len() > KEPT_BYTES { String::new() } else { words },
        title: document.title_hans.clone(),
        number: document.number_hans.clone(),
    })
}

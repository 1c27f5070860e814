//! Clauses from elsewhere, without a corpus: what the side-by-side benchmark writes. The documents, the
//! tables, the tokenizers and the switch of generations are those of every index.

use std::path::Path;

use rayon::prelude::*;

use super::build::{LIST, Listed, Listing, learn_from};
use super::fingerprint::Fingerprint;
use super::generation::{Lock, write_synced};
use super::record::{Documents, clause_documents, policy_document};
use super::tables::{FREQUENT, Tables};
use super::types::{IndexError, PolicyRecord, PolicySummary};
use crate::lexicon::Lexicon;
use crate::text::fold;

/// Writes an index of the policies that `make` makes of `items`, for about `bytes` bytes of text, with so many threads.
/// One thread at a time asks for an item, and each makes and writes its own policies. The strings of `sample` teach
/// the list of frequent ones. The policies keep their metadata only.
///
/// # Errors
/// [`IndexError`] when the folder cannot be written.
pub fn write<T: Send>(
    dir: &Path,
    lexicon: &Lexicon,
    threads: usize,
    bytes: u64,
    sample: Vec<String>,
    items: impl Iterator<Item = T> + Send,
    make: impl Fn(T) -> PolicyRecord + Sync,
) -> Result<(), IndexError> {
    let lock = Lock::acquire(dir, || {})?;
    let generation = lock.begin()?;
    let json = |error: serde_json::Error| IndexError::Io { path: dir.to_owned(), source: error.into() };
    let frequent = learn_from(sample.into_par_iter().map(|line| vec![fold(&line)]).collect(), lexicon);
    write_synced(&generation.path.join(FREQUENT), frequent.write().as_bytes())?;
    let tables = Tables::create(dir, &generation.path, lexicon, &frequent, bytes, threads)?;
    let put = |(ordinal, item): (u32, T)| {
        let record = make(item);
        let policy = policy_document(&record, ordinal, &tables.policy_fields, &tables.segmenter);
        let clauses = clause_documents(&record, ordinal, &tables.clause_fields, &tables.segmenter, lexicon).map_err(json)?;
        tables.add(Documents { clauses, policy })?;
        Ok(Listed { ordinal, summary: PolicySummary::of(&record) })
    };
    let mut policies = (0..).zip(items).par_bridge().map(put).collect::<Result<Vec<Listed>, IndexError>>()?;
    policies.sort_unstable_by_key(|listed| listed.ordinal);
    let listing = Listing { policies, ..Listing::default() };
    tables.finish()?;
    write_synced(&generation.path.join(LIST), &serde_json::to_vec(&listing).map_err(json)?)?;
    generation.switch(Fingerprint::default(), &[])
}

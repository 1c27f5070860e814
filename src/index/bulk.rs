//! Clauses from elsewhere, without a corpus: what the side-by-side benchmark writes. The documents, the
//! tables, the tokenizers and the switch of generations are those of every index.

use std::path::Path;

use rayon::prelude::*;

use super::build::{LIST, Listed, Listing};
use super::fingerprint::Fingerprint;
use super::frequent::Frequent;
use super::generation::{Lock, write_synced};
use super::record::{Documents, clause_documents, policy_document};
use super::tables::{FREQUENT, Tables};
use super::types::{IndexError, PolicyRecord, PolicySummary};
use crate::lexicon::Lexicon;
use crate::text::fold;
use crate::text::segment::Segmenter;

/// Policies whose documents are made at the same time.
const BATCH: usize = 24;

/// Writes an index of `records`, for about `bytes` bytes of text, with so many threads. The strings of
/// `sample` teach the list of frequent ones. The policies keep their metadata only.
///
/// # Errors
/// [`IndexError`] when the folder cannot be written.
pub fn write(
    dir: &Path,
    lexicon: &Lexicon,
    threads: usize,
    bytes: u64,
    sample: &[String],
    mut records: impl Iterator<Item = PolicyRecord>,
) -> Result<(), IndexError> {
    let lock = Lock::acquire(dir, || {})?;
    let generation = lock.begin()?;
    let json = |error: serde_json::Error| IndexError::Io { path: dir.to_owned(), source: error.into() };
    let sample: Vec<String> = sample.par_iter().map(|line| fold(line)).collect();
    let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
    let frequent = Frequent::learn(sample.iter().map(String::as_str), |text| segmenter.is_word(text));
    write_synced(&generation.path.join(FREQUENT), frequent.write().as_bytes())?;
    let tables = Tables::create(dir, &generation.path, lexicon, &frequent, bytes, threads)?;
    let mut listing = Listing::default();
    loop {
        let batch: Vec<(u32, PolicyRecord)> = (listing.policies.len() as u32..).zip(records.by_ref().take(BATCH)).collect();
        if batch.is_empty() {
            break;
        }
        let make = |(ordinal, record): &(u32, PolicyRecord)| {
            let policy = policy_document(record, *ordinal, &tables.policy_fields, &tables.segmenter);
            let clauses = clause_documents(record, *ordinal, &tables.clause_fields, &tables.segmenter, lexicon).map_err(json)?;
            tables.add(Documents { clauses, policy })?;
            Ok(Listed { ordinal: *ordinal, summary: PolicySummary::of(record) })
        };
        let made: Result<Vec<Listed>, IndexError> = batch.par_iter().map(make).collect();
        listing.policies.extend(made?);
    }
    tables.finish()?;
    write_synced(&generation.path.join(LIST), &serde_json::to_vec(&listing).map_err(json)?)?;
    generation.switch(Fingerprint::default(), &[])
}

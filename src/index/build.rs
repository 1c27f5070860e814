//! Builds an index: the corpus is parsed on all cores, batch by batch, and written to a new generation.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Instant, SystemTime};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, IndexWriter};

use super::fingerprint::Fingerprint;
use super::generation::{Lock, write_synced};
use super::record::{Documents, documents};
use super::schema::{self, ClauseFields, PolicyFields};
use super::types::{BuildReport, FailedFile, IndexError, PolicyRecord, PolicySummary, Progress, Stage};
use crate::corpus::{Corpus, Document};
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::segment::Segmenter;

/// Folder of the table of clauses within a generation.
pub(super) const CLAUSES: &str = "clauses";
/// Folder of the table of policies within a generation.
pub(super) const POLICIES: &str = "policies";
/// The list of policies and failed files within a generation.
pub(super) const LIST: &str = "list.json";

/// A batch ends when it has this many documents or bytes, so that the memory used is bounded.
const BATCH_DOCUMENTS: usize = 256;
const BATCH_BYTES: u64 = 32 * 1024 * 1024;

/// Memory for each writing thread before it starts a new segment, in bytes.
const WRITER_MEMORY: usize = 64 * 1024 * 1024;

/// Below this many bytes of documents one thread writes, which gives one segment.
const ONE_THREAD_BYTES: u64 = 16 * 1024 * 1024;

/// `list.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Listing {
    pub policies: Vec<Listed>,
    pub failures: Vec<FailedFile>,
}

/// A policy and its number in the order of ids, which the clauses refer to.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub ordinal: u32,
    pub summary: PolicySummary,
}

/// Builds the index of `corpus` in the folder `dir`.
///
/// The old index serves until the new one is complete. Waits when another process is building.
/// A file that cannot be read is reported and the rest goes on.
///
/// # Errors
/// [`IndexError`] when the folder cannot be written; the old index is then still in place.
pub fn build(corpus: &Corpus, dir: &Path, lexicon: &Lexicon, progress: &(dyn Fn(Progress) + Sync)) -> Result<BuildReport, IndexError> {
    let lock = lock(corpus, dir, progress)?;
    build_locked(corpus, &lock, dir, lexicon, progress)
}

/// Waits for the right to build.
pub(super) fn lock(corpus: &Corpus, dir: &Path, progress: &(dyn Fn(Progress) + Sync)) -> Result<Lock, IndexError> {
    Lock::acquire(dir, || progress(Progress { stage: Stage::Waiting, done: 0, total: corpus.documents().len() }))
}

pub(super) fn build_locked(
    corpus: &Corpus,
    lock: &Lock,
    dir: &Path,
    lexicon: &Lexicon,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BuildReport, IndexError> {
    let (begun, started) = (SystemTime::now(), Instant::now());
    lock.clean();
    let generation = lock.begin()?;
    let mut fingerprint = Fingerprint::of(corpus, lexicon);
    let total = corpus.documents().len();
    progress(Progress { stage: Stage::Parsing, done: 0, total });

    let mut tables = Tables::create(dir, &generation.path, corpus, lexicon)?;
    let (mut listing, mut report) = (Listing::default(), BuildReport::default());
    let done = AtomicUsize::new(0);
    for batch in batches(corpus.documents()) {
        let read: Vec<Result<Prepared, FailedFile>> = batch
            .par_iter()
            .map(|(ordinal, document)| {
                let prepared = prepare(corpus, document, *ordinal, lexicon, &tables);
                progress(Progress { stage: Stage::Parsing, done: done.fetch_add(1, Ordering::Relaxed) + 1, total });
                prepared
            })
            .collect();
        for prepared in read {
            match prepared {
                Ok(prepared) => {
                    if let Some(stamp) = fingerprint.files.get_mut(&*prepared.path.to_string_lossy()) {
                        stamp.sha256 = prepared.sha256;
                    }
                    report.documents += 1;
                    report.clauses += prepared.summary.clauses;
                    report.facts += prepared.summary.facts;
                    report.citations += prepared.summary.citations;
                    listing.policies.push(Listed { ordinal: prepared.ordinal, summary: prepared.summary });
                    tables.add(prepared.documents)?;
                }
                Err(failed) => listing.failures.push(failed),
            }
        }
    }
    progress(Progress { stage: Stage::Finishing, done: total, total });
    tables.finish()?;
    report.failures.clone_from(&listing.failures);
    let path = generation.path.join(LIST);
    let json = serde_json::to_vec(&listing).map_err(|e| IndexError::Io { path: path.clone(), source: e.into() })?;
    write_synced(&path, &json)?;
    fingerprint.seal(corpus.root(), begun);
    generation.switch(fingerprint)?;
    lock.clean();
    report.elapsed = started.elapsed();
    Ok(report)
}

/// The documents with their numbers, in groups of bounded size.
fn batches(documents: &[Document]) -> Vec<Vec<(u32, &Document)>> {
    let mut batches: Vec<Vec<(u32, &Document)>> = Vec::new();
    let mut bytes = u64::MAX;
    for (ordinal, document) in (0..).zip(documents) {
        if bytes > BATCH_BYTES || batches.last().is_none_or(|b| b.len() >= BATCH_DOCUMENTS) {
            batches.push(Vec::new());
            bytes = 0;
        }
        bytes = bytes.saturating_add(document.bytes);
        if let Some(batch) = batches.last_mut() {
            batch.push((ordinal, document));
        }
    }
    batches
}

/// A document ready to be written.
struct Prepared {
    ordinal: u32,
    path: PathBuf,
    sha256: String,
    summary: PolicySummary,
    documents: Documents,
}

fn prepare(corpus: &Corpus, document: &Document, ordinal: u32, lexicon: &Lexicon, tables: &Tables) -> Result<Prepared, FailedFile> {
    let failed = |reason: String| FailedFile { path: document.path.clone(), reason };
    let file = corpus.read(document).map_err(|e| failed(e.to_string()))?;
    // Parsing never panics; if it does all the same, one file must not stop the rest.
    catch_unwind(AssertUnwindSafe(|| {
        let record = PolicyRecord {
            parsed: ParsedPolicy::parse(&file, lexicon),
            source: file.text.as_str().to_owned(),
            path: document.path.clone(),
            sha256: file.sha256.clone(),
            bytes: file.bytes,
        };
        let documents = documents(&record, ordinal, &tables.clause_fields, &tables.policy_fields, lexicon)?;
        Ok(Prepared { ordinal, summary: PolicySummary::of(&record), path: record.path, sha256: record.sha256, documents })
    }))
    .unwrap_or_else(|_| Err(serde::ser::Error::custom("the program stumbled over this file; please report it with the file")))
    .map_err(|e: serde_json::Error| failed(e.to_string()))
}

/// The two tables being written.
struct Tables {
    dir: PathBuf,
    clause_fields: ClauseFields,
    policy_fields: PolicyFields,
    clauses: IndexWriter,
    policies: IndexWriter,
}

impl Tables {
    fn create(dir: &Path, generation: &Path, corpus: &Corpus, lexicon: &Lexicon) -> Result<Tables, IndexError> {
        let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
        let bytes: u64 = corpus.documents().iter().map(|d| d.bytes).fold(0, u64::saturating_add);
        let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        let threads = if bytes < ONE_THREAD_BYTES { 1 } else { cores };
        let (clause_schema, clause_fields) = schema::clauses();
        let (policy_schema, policy_fields) = schema::policies();
        let create = |name: &str, schema, block| {
            let path = generation.join(name);
            std::fs::create_dir(&path).map_err(IndexError::io(&path))?;
            let settings = IndexSettings { docstore_compression: Compressor::Lz4, docstore_blocksize: block, ..IndexSettings::default() };
            Index::builder().schema(schema).settings(settings).create_in_dir(&path).map_err(written(dir))
        };
        let clauses = create(CLAUSES, clause_schema, 16 * 1024)?;
        schema::register_tokenizers(&clauses, segmenter);
        // A block of its own for each policy: reading one must not unpack its neighbours.
        let policies = create(POLICIES, policy_schema, 1)?;
        Ok(Tables {
            dir: dir.to_owned(),
            clause_fields,
            policy_fields,
            clauses: clauses.writer_with_num_threads(threads, threads * WRITER_MEMORY).map_err(written(dir))?,
            policies: policies.writer_with_num_threads(1, WRITER_MEMORY).map_err(written(dir))?,
        })
    }

    fn add(&mut self, documents: Documents) -> Result<(), IndexError> {
        for clause in documents.clauses {
            self.clauses.add_document(clause).map_err(written(&self.dir))?;
        }
        self.policies.add_document(documents.policy).map_err(written(&self.dir))?;
        Ok(())
    }

    fn finish(self) -> Result<(), IndexError> {
        for mut writer in [self.clauses, self.policies] {
            writer.commit().map_err(written(&self.dir))?;
            writer.wait_merging_threads().map_err(written(&self.dir))?;
        }
        Ok(())
    }
}

fn written(dir: &Path) -> impl Fn(tantivy::TantivyError) -> IndexError {
    let dir = dir.to_owned();
    move |error| IndexError::Write { dir: dir.clone(), reason: error.to_string() }
}

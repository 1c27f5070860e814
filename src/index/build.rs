//! Builds an index: the corpus is parsed on all cores, one document at a time on each, and written to a new generation.

use std::cell::OnceCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Instant, SystemTime};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::fingerprint::Fingerprint;
use super::frequent::{Frequent, SAMPLE_BYTES};
use super::generation::{Lock, write_synced};
use super::record::{Documents, documents};
use super::refresh::Base;
use super::tables::{FREQUENT, Tables, threads_for};
use super::types::{BuildReport, FailedFile, IndexError, PolicyRecord, PolicySummary, Progress, Stage};
use crate::corpus::{Corpus, Document};
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::fold;
use crate::text::segment::Segmenter;

/// The list of policies and failed files within a generation.
pub(super) const LIST: &str = "list.json";

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

/// Builds on what is there where it can, and anew where that fails.
pub(super) fn build_locked(
    corpus: &Corpus,
    lock: &Lock,
    dir: &Path,
    lexicon: &Lexicon,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<BuildReport, IndexError> {
    lock.clean();
    let fingerprint = Fingerprint::of(corpus, lexicon);
    let base = Base::of(dir, corpus, &fingerprint);
    let build = Build { corpus, lock, dir, lexicon, progress, begun: SystemTime::now(), started: Instant::now() };
    if let Some(base) = base
        && let Ok(report) = build.run(fingerprint.clone(), Some(base))
    {
        return Ok(report);
    }
    build.run(fingerprint, None)
}

/// One build.
struct Build<'b> {
    corpus: &'b Corpus,
    lock: &'b Lock,
    dir: &'b Path,
    lexicon: &'b Lexicon,
    progress: &'b (dyn Fn(Progress) + Sync),
    begun: SystemTime,
    started: Instant,
}

impl Build<'_> {
    /// Writes a generation: all of the corpus, or what differs from `base`.
    fn run(&self, mut fingerprint: Fingerprint, base: Option<Base<'_>>) -> Result<BuildReport, IndexError> {
        let (corpus, progress) = (self.corpus, self.progress);
        let generation = self.lock.begin()?;
        let (tables, mut listing, same, read) = match base {
            Some(base) => {
                base.take_over(&mut fingerprint);
                let same = base.link(&generation.path)?;
                let tables = Tables::open(self.dir, &generation.path, self.lexicon, &base.frequent)?;
                base.gone.iter().for_each(|id| tables.remove(id));
                (tables, base.listing, same, base.read)
            }
            None => {
                let bytes = corpus.documents().iter().map(|d| d.bytes).fold(0, u64::saturating_add);
                let frequent = learn(corpus, self.lexicon, bytes);
                write_synced(&generation.path.join(FREQUENT), frequent.write().as_bytes())?;
                let threads = threads_for(bytes);
                let tables = Tables::create(self.dir, &generation.path, self.lexicon, &frequent, bytes, threads)?;
                (tables, Listing::default(), Vec::new(), (0..).zip(corpus.documents()).collect())
            }
        };
        let total = read.len();
        progress(Progress { stage: Stage::Parsing, done: 0, total });
        let done = AtomicUsize::new(0);
        let mut changed = Vec::new();
        let prepare = |(ordinal, document): (u32, &Document)| {
            let prepared = match prepare(corpus, document, ordinal, self.lexicon, &tables) {
                // A document is written by the thread that read it, so none waits in memory for another.
                Ok((prepared, documents)) => tables.add(documents).map(|()| Ok(prepared)),
                Err(failed) => Ok(Err(failed)),
            };
            progress(Progress { stage: Stage::Parsing, done: done.fetch_add(1, Ordering::Relaxed) + 1, total });
            prepared
        };
        // One at a time: a long document may take as long as a hundred short ones.
        let prepared = read.into_par_iter().with_max_len(1).map(prepare);
        for prepared in prepared.collect::<Result<Vec<Result<Prepared, FailedFile>>, IndexError>>()? {
            match prepared {
                Ok(prepared) => {
                    if let Some(stamp) = fingerprint.files.get_mut(&*prepared.path.to_string_lossy()) {
                        stamp.sha256 = prepared.sha256;
                    }
                    changed.push(prepared.summary.document.id.clone());
                    listing.policies.push(Listed { ordinal: prepared.ordinal, summary: prepared.summary });
                }
                Err(failed) => listing.failures.push(failed),
            }
        }
        progress(Progress { stage: Stage::Finishing, done: total, total });
        tables.finish()?;
        listing.failures.sort_by(|a, b| a.path.cmp(&b.path));
        let path = generation.path.join(LIST);
        let json = serde_json::to_vec(&listing).map_err(|e| IndexError::Io { path: path.clone(), source: e.into() })?;
        write_synced(&path, &json)?;
        fingerprint.seal(corpus.root(), self.begun);
        generation.switch(fingerprint, &same)?;
        self.lock.clean();
        let sum = |count: fn(&PolicySummary) -> usize| listing.policies.iter().map(|l| count(&l.summary)).sum();
        Ok(BuildReport {
            documents: listing.policies.len(),
            read: total,
            changed,
            clauses: sum(|s| s.clauses),
            facts: sum(|s| s.facts),
            citations: sum(|s| s.citations),
            failures: listing.failures,
            elapsed: self.started.elapsed(),
        })
    }
}

/// The frequent strings of an even sample of the corpus.
fn learn(corpus: &Corpus, lexicon: &Lexicon, bytes: u64) -> Frequent {
    let documents = corpus.documents();
    // One in so many documents is looked at; of a long one the beginning.
    let one_in = usize::try_from(bytes / SAMPLE_BYTES).unwrap_or(usize::MAX).saturating_add(1);
    let most = (SAMPLE_BYTES / 16) as usize;
    let text = |document: &Document| {
        let file = corpus.read(document).ok()?;
        let text = file.text.as_str();
        let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
        Some(text[..end].lines().map(fold).collect::<Vec<String>>())
    };
    let small = bytes < SAMPLE_BYTES / 4;
    let sample: Vec<&Document> = documents.iter().step_by(one_in).filter(|_| !small).collect();
    let lines: Vec<Vec<String>> = sample.par_iter().filter_map(|document| text(document)).collect();
    learn_from(lines, lexicon)
}

/// The frequent strings of folded lines. The dictionary is loaded meanwhile.
pub(super) fn learn_from(lines: Vec<Vec<String>>, lexicon: &Lexicon) -> Frequent {
    let segmenter = || Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
    let learn = || {
        let loaded = OnceCell::new();
        Frequent::learn(lines.iter().flatten().map(String::as_str), |text| loaded.get_or_init(segmenter).is_word(text))
    };
    rayon::join(learn, segmenter).0
}

/// What is kept of a document that was written.
struct Prepared {
    ordinal: u32,
    path: PathBuf,
    sha256: String,
    summary: PolicySummary,
}

fn prepare(
    corpus: &Corpus,
    document: &Document,
    ordinal: u32,
    lexicon: &Lexicon,
    tables: &Tables,
) -> Result<(Prepared, Documents), FailedFile> {
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
        let documents = documents(&record, ordinal, &tables.clause_fields, &tables.policy_fields, &tables.segmenter, lexicon)?;
        let summary = PolicySummary::of(&record);
        Ok((Prepared { ordinal, summary, path: record.path, sha256: record.sha256 }, documents))
    }))
    .unwrap_or_else(|_| Err(serde::ser::Error::custom("the program stumbled over this file; please report it with the file")))
    .map_err(|e: serde_json::Error| failed(e.to_string()))
}

//! The small build: only what changed is read, the rest is taken over from the generation that counts.
//!
//! Files of a table are never changed once written, so the new generation links to those of the old one
//! (or copies them, on a file system without links) and adds files of its own. Both stay whole: a process
//! killed at any instant leaves the old generation as it was.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use super::build::{LIST, Listing};
use super::fingerprint::Fingerprint;
use super::frequent::Frequent;
use super::generation::{Generation, IndexFile};
use super::tables::FREQUENT;
use super::types::IndexError;
use crate::corpus::{Corpus, Document};
use crate::policy::PolicyId;

/// Removed words are counted in the statistics of ranking until their segment is merged. Below this many
/// bytes of documents everything is built anew instead, so that a small corpus always ranks the same.
const EXACT_BYTES: u64 = 4 * 1024 * 1024;

/// Names of the files that the index library replaces when it commits.
const REPLACED: [&str; 2] = ["meta.json", ".managed.json"];

/// What a small build starts from.
pub struct Base<'c> {
    generation: Generation,
    /// The policies and failed files that stay as they are.
    pub listing: Listing,
    /// The frequent strings that the tables were written with.
    pub frequent: Frequent,
    /// The documents to read, with their numbers.
    pub read: Vec<(u32, &'c Document)>,
    /// The policies whose clauses must go: removed, or to be read again.
    pub gone: Vec<PolicyId>,
}

impl<'c> Base<'c> {
    /// The generation that counts, if building on it is right and worth it.
    pub fn of(dir: &Path, corpus: &'c Corpus, now: &Fingerprint) -> Option<Base<'c>> {
        let generation = Generation::current(dir).ok()?;
        let then = &generation.manifest.fingerprint;
        if (then.schema, &then.program, &then.lexicon) != (now.schema, &now.program, &now.lexicon) {
            return None;
        }
        let mut listing: Listing = serde_json::from_slice(&fs::read(generation.path.join(LIST)).ok()?).ok()?;
        let frequent = Frequent::read(&fs::read_to_string(generation.path.join(FREQUENT)).ok()?);

        let changed = then.changed_files(now, corpus.root());
        let is_changed = |path: &Path| changed.contains(&*path.to_string_lossy());
        let touched: Vec<&Document> =
            corpus.documents().iter().filter(|d| is_changed(&d.path) || is_changed(&d.path.with_extension("toml"))).collect();
        let numbers: HashMap<PolicyId, u32> = listing.policies.iter().map(|l| (l.summary.document.id.clone(), l.ordinal)).collect();
        let held: BTreeSet<&PolicyId> = corpus.documents().iter().map(|d| &d.id).collect();
        let mut gone: BTreeSet<PolicyId> = numbers.keys().filter(|id| !held.contains(id)).cloned().collect();
        gone.extend(touched.iter().filter(|d| numbers.contains_key(&d.id)).map(|d| d.id.clone()));

        let bytes = |documents: &mut dyn Iterator<Item = &Document>| documents.map(|d| d.bytes).fold(0, u64::saturating_add);
        let (all, some) = (bytes(&mut corpus.documents().iter()), bytes(&mut touched.iter().copied()));
        if some > all / 2 || !gone.is_empty() && all < EXACT_BYTES {
            return None;
        }
        let mut next = listing.policies.iter().map(|l| l.ordinal + 1).max().unwrap_or(0);
        let mut number = |id: &PolicyId| {
            numbers.get(id).copied().unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        };
        let read = touched.iter().map(|d| (number(&d.id), *d)).collect();
        listing.policies.retain(|l| !gone.contains(&l.summary.document.id));
        let stays: BTreeSet<&Path> = corpus.documents().iter().map(|d| d.path.as_path()).collect();
        listing.failures.retain(|f| stays.contains(f.path.as_path()) && !touched.iter().any(|d| d.path == f.path));
        Some(Base { generation, listing, frequent, read, gone: gone.into_iter().collect() })
    }

    /// Puts the files of the old generation into the folder of a new one, and says which of them stay as they are.
    ///
    /// # Errors
    /// [`IndexError::Io`].
    pub fn link(&self, into: &Path) -> Result<Vec<IndexFile>, IndexError> {
        let mut same = Vec::new();
        for file in self.generation.manifest.files.iter().filter(|f| f.name != LIST) {
            let (from, to) = (self.generation.path.join(&file.name), into.join(&file.name));
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder).map_err(IndexError::io(folder))?;
            }
            let replaced = to.file_name().and_then(|n| n.to_str()).is_some_and(|n| REPLACED.contains(&n));
            if replaced || fs::hard_link(&from, &to).is_err() {
                fs::copy(&from, &to).map_err(IndexError::io(&from))?;
            }
            if !replaced {
                same.push(file.clone());
            }
        }
        Ok(same)
    }

    /// What is known of the contents of files that have not changed.
    pub fn take_over(&self, now: &mut Fingerprint) {
        for (path, stamp) in &mut now.files {
            if let Some(then) = self.generation.manifest.fingerprint.files.get(path)
                && then.bytes == stamp.bytes
                && !self.read.iter().any(|(_, d)| d.path.to_string_lossy() == *path)
            {
                stamp.sha256.clone_from(&then.sha256);
            }
        }
    }
}

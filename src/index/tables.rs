//! The two tables of a generation while they are written.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, Term};

use super::frequent::Frequent;
use super::grams::GramsPlugin;
use super::record::Documents;
use super::schema::{self, ClauseFields, PolicyFields};
use super::table::Table;
use super::texts::TextsPlugin;
use super::types::IndexError;
use crate::lexicon::Lexicon;
use crate::policy::PolicyId;
use crate::text::segment::Segmenter;

/// Folder of the table of clauses within a generation.
pub const CLAUSES: &str = "clauses";
/// Folder of the table of policies within a generation.
pub const POLICIES: &str = "policies";
/// The frequent strings of a generation ([`Frequent`]).
pub const FREQUENT: &str = "frequent.txt";

/// Memory of all writing threads together before a segment is written, in bytes: half of the documents', little for a
/// small corpus, and never so much that it grows with a large one.
const LEAST_MEMORY: u64 = 40 * 1024 * 1024;
const MOST_MEMORY: u64 = 320 * 1024 * 1024;

/// Below this many bytes of documents one thread writes, which gives one segment.
const ONE_THREAD_BYTES: u64 = 16 * 1024 * 1024;

/// So many segments are left for each thread: putting them together costs a tenth of a build and makes a search
/// only a little quicker.
const SEGMENTS_EACH: usize = 2;

/// The same for the table of policies and one thread: it is read by number or by name, and small.
const POLICY_MEMORY: usize = 16 * 1024 * 1024;

/// The two tables being written.
pub struct Tables {
    dir: PathBuf,
    /// Cuts the words of what is added.
    pub segmenter: Arc<Segmenter>,
    /// Fields of the table of clauses.
    pub clause_fields: ClauseFields,
    /// Fields of the table of policies.
    pub policy_fields: PolicyFields,
    clauses: Table,
    policies: Table,
    /// How many segments the clauses are put together to; none for a change of what is there.
    most: Option<usize>,
}

/// How many threads write an index of this many bytes of documents.
pub fn threads_for(bytes: u64) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    if bytes < ONE_THREAD_BYTES { 1 } else { cores }
}

impl Tables {
    /// New tables in the folder of a generation, for about this many bytes of documents.
    ///
    /// # Errors
    /// [`IndexError`] when a file cannot be written.
    pub fn create(
        dir: &Path,
        generation: &Path,
        lexicon: &Lexicon,
        frequent: &Frequent,
        bytes: u64,
        threads: usize,
    ) -> Result<Tables, IndexError> {
        let (clause_schema, clause_fields) = schema::clauses();
        let (policy_schema, _) = schema::policies();
        let create = |name: &str, schema, block, plugin: bool| {
            let path = generation.join(name);
            std::fs::create_dir(&path).map_err(IndexError::io(&path))?;
            let docstore_compression = Compressor::Zstd(ZstdCompressor { compression_level: Some(3) });
            let settings = IndexSettings { docstore_compression, docstore_blocksize: block, ..IndexSettings::default() };
            let mut builder = Index::builder().schema(schema).settings(settings);
            if plugin {
                builder = builder.register_plugin(Arc::new(TextsPlugin(clause_fields.grams))).register_plugin(grams(frequent));
            }
            builder.create_in_dir(&path).map_err(written(dir))
        };
        let clauses = create(CLAUSES, clause_schema, 16 * 1024, true)?;
        // A block of its own for each policy: reading one must not unpack its neighbours.
        let policies = create(POLICIES, policy_schema, 1, false)?;
        let memory = (bytes / 2).clamp(LEAST_MEMORY, MOST_MEMORY) as usize / threads.max(1);
        Tables::of(dir, clauses, policies, lexicon, memory, Some(if bytes < ONE_THREAD_BYTES { 1 } else { threads * SEGMENTS_EACH }))
    }

    /// The tables that stand in the folder of a generation, to be changed.
    ///
    /// # Errors
    /// [`IndexError`] when they cannot be opened.
    pub fn open(dir: &Path, generation: &Path, lexicon: &Lexicon, frequent: &Frequent) -> Result<Tables, IndexError> {
        let open = |name: &str| Index::open_in_dir(generation.join(name)).map_err(written(dir));
        let mut clauses = open(CLAUSES)?;
        clauses.register_plugin(Arc::new(TextsPlugin(schema::clauses().1.grams)));
        clauses.register_plugin(grams(frequent));
        Tables::of(dir, clauses, open(POLICIES)?, lexicon, LEAST_MEMORY as usize, None)
    }

    fn of(
        dir: &Path,
        clauses: Index,
        policies: Index,
        lexicon: &Lexicon,
        memory: usize,
        most: Option<usize>,
    ) -> Result<Tables, IndexError> {
        schema::register_tokenizers(&clauses);
        schema::register_tokenizers(&policies);
        let clauses = Table::new(clauses, memory, most.is_none()).map_err(written(dir))?;
        let policies = Table::new(policies, POLICY_MEMORY, most.is_none()).map_err(written(dir))?;
        let segmenter = Segmenter::shared(&lexicon.words.user, &lexicon.words.stop);
        Ok(Tables {
            dir: dir.to_owned(),
            segmenter,
            clause_fields: schema::clauses().1,
            policy_fields: schema::policies().1,
            clauses,
            policies,
            most,
        })
    }

    /// Adds a policy and its clauses; from any thread.
    ///
    /// # Errors
    /// [`IndexError`] when a file cannot be written.
    pub fn add(&self, documents: Documents) -> Result<(), IndexError> {
        self.clauses.add(documents.clauses).map_err(written(&self.dir))?;
        self.policies.add([documents.policy]).map_err(written(&self.dir))
    }

    /// Removes a policy and its clauses, as far as they were written before.
    pub fn remove(&self, id: &PolicyId) {
        self.clauses.remove(Term::from_field_text(self.clause_fields.policy, id.as_str()));
        self.policies.remove(Term::from_field_text(self.policy_fields.id, id.as_str()));
    }

    /// Writes what is still in memory and waits for the last merge.
    ///
    /// # Errors
    /// [`IndexError`] when a file cannot be written.
    pub fn finish(self) -> Result<(), IndexError> {
        self.clauses.finish(self.most).map_err(written(&self.dir))?;
        self.policies.finish(self.most.map(|_| 1)).map_err(written(&self.dir))
    }
}

fn grams(frequent: &Frequent) -> Arc<GramsPlugin> {
    Arc::new(GramsPlugin { field: schema::clauses().1.grams, frequent: frequent.clone() })
}

fn written(dir: &Path) -> impl Fn(tantivy::TantivyError) -> IndexError {
    let dir = dir.to_owned();
    move |error| IndexError::Write { dir: dir.clone(), reason: error.to_string() }
}

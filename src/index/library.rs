//! Reading: an opened index.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::collector::TopDocs;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Index, IndexReader, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::build::{LIST, Listing};
use super::catalog::Catalog;
use super::frequent::Frequent;
use super::generation::{Generation, pointer};
use super::policies::Policies;
use super::record::ClauseRecord;
use super::schema::{self, ClauseFields, PolicyFields};
use super::segments::Segments;
use super::tables::{CLAUSES, FREQUENT, POLICIES};
use super::types::{FailedFile, IndexError, PolicyRecord, PolicySummary};
use crate::lexicon::{Lexicon, Words};
use crate::policy::PolicyId;
use crate::text::segment::Segmenter;

/// No place in a list.
const NONE: u32 = u32::MAX;

/// Policies are kept in memory up to this many bytes of source text.
const CACHED_BYTES: usize = 64 * 1024 * 1024;

/// An opened index: what the corpus holds, for reading. Cheap to share in an `Arc`; it keeps showing
/// the generation it was opened with, so to see a newer one, open again and swap.
pub struct Library {
    generation: PathBuf,
    clauses: IndexReader,
    policies: IndexReader,
    clause_fields: ClauseFields,
    policy_fields: PolicyFields,
    /// For readers, in their order.
    summaries: Vec<PolicySummary>,
    /// Place in `summaries` of the policy with a number; [`NONE`] for a number that is not in use.
    by_ordinal: Vec<u32>,
    /// For each number the place of its policy in the order of ids.
    ranks: Arc<[u32]>,
    frequent: Frequent,
    segments: Segments,
    words_of_policies: Policies,
    by_id: BTreeMap<PolicyId, usize>,
    catalog: Catalog,
    failures: Vec<FailedFile>,
    words: Arc<Words>,
    segmenter: Arc<OnceLock<Arc<Segmenter>>>,
    cache: Mutex<Cache>,
}

/// The policies read last.
#[derive(Default)]
struct Cache {
    records: VecDeque<Arc<PolicyRecord>>,
    bytes: usize,
}

impl Library {
    /// Opens the index in `dir`.
    ///
    /// # Errors
    /// [`IndexError::Missing`]; [`IndexError::Damaged`] with what does not fit.
    pub fn open(dir: &Path, lexicon: &Lexicon) -> Result<Library, IndexError> {
        let generation = Generation::current(dir)?;
        match Library::open_generation(&generation, lexicon) {
            // It may have been replaced and removed between the check and the opening.
            Err(reason) => match Generation::current(dir)? {
                newer if newer.path != generation.path => Library::open_generation(&newer, lexicon),
                _ => Err(reason),
            },
            opened => opened,
        }
        .map_err(|reason| IndexError::Damaged { dir: dir.to_owned(), reason })
    }

    fn open_generation(generation: &Generation, lexicon: &Lexicon) -> Result<Library, String> {
        let path = &generation.path;
        let open = |name: &str| -> Result<IndexReader, String> {
            let reader = |index: Index| index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
            Index::open_in_dir(path.join(name)).and_then(reader).map_err(|e| format!("{name}: {e}"))
        };
        let list = std::fs::read(path.join(LIST)).map_err(|e| format!("{LIST}: {e}"))?;
        let listing: Listing = serde_json::from_slice(&list).map_err(|e| format!("{LIST}: {e}"))?;
        let mut listed = listing.policies;
        listed.sort_by_cached_key(|l| reading_order(&l.summary));
        let numbers = listed.iter().map(|l| l.ordinal as usize + 1).max().unwrap_or(0);
        let mut by_ordinal = vec![NONE; numbers];
        listed.iter().enumerate().for_each(|(place, l)| by_ordinal[l.ordinal as usize] = place as u32);
        let by_id: BTreeMap<PolicyId, usize> = listed.iter().enumerate().map(|(place, l)| (l.summary.document.id.clone(), place)).collect();
        let mut ranks = vec![NONE; numbers];
        let ordinals: Vec<u32> = listed.iter().map(|l| l.ordinal).collect();
        by_id.values().enumerate().for_each(|(rank, place)| ranks[ordinals[*place] as usize] = rank as u32);
        let frequent = std::fs::read_to_string(path.join(FREQUENT)).map_err(|e| format!("{FREQUENT}: {e}"))?;
        let clauses = open(CLAUSES)?;
        let segments = Segments::open(&clauses.searcher()).map_err(|e| format!("{CLAUSES}: {e}"))?;
        let (policies, policy_fields) = (open(POLICIES)?, schema::policies().1);
        let sizes = segments.clauses_by_policy(numbers);
        let words_of_policies = Policies::open(policies.searcher(), &policy_fields, sizes).map_err(|e| format!("{POLICIES}: {e}"))?;
        let summaries: Vec<PolicySummary> = listed.into_iter().map(|l| l.summary).collect();
        Ok(Library {
            generation: path.clone(),
            clauses,
            policies,
            clause_fields: schema::clauses().1,
            policy_fields,
            catalog: Catalog::new(summaries.iter().zip(ordinals), lexicon),
            summaries,
            by_ordinal,
            ranks: ranks.into(),
            frequent: Frequent::read(&frequent),
            segments,
            words_of_policies,
            by_id,
            failures: listing.failures,
            words: Arc::new(lexicon.words.clone()),
            segmenter: Arc::default(),
            cache: Mutex::default(),
        })
    }

    /// The documents, ordered by level, place, date (newest first) and id.
    pub fn policies(&self) -> &[PolicySummary] {
        &self.summaries
    }

    /// The line of one document.
    pub fn summary(&self, id: &PolicyId) -> Option<&PolicySummary> {
        self.summaries.get(*self.by_id.get(id)?)
    }

    /// One document; none when the index does not hold it.
    pub fn policy(&self, id: &PolicyId) -> Option<Arc<PolicyRecord>> {
        if !self.by_id.contains_key(id) {
            return None;
        }
        if let Some(found) = self.cache().get(id) {
            return Some(found);
        }
        let searcher = self.policies.searcher();
        let query = TermQuery::new(Term::from_field_text(self.policy_fields.id, id.as_str()), IndexRecordOption::Basic);
        let found = searcher.search(&query, &TopDocs::with_limit(1).order_by_score()).ok()?;
        let record: PolicyRecord = stored(&searcher, found.first()?.1, self.policy_fields.record)?;
        let record = Arc::new(record);
        self.cache().put(Arc::clone(&record));
        Some(record)
    }

    /// Files of the corpus that could not be read.
    pub fn failures(&self) -> &[FailedFile] {
        &self.failures
    }

    /// Whether `dir` still points at what is open here; if not, a newer index can be opened.
    pub fn is_latest(&self, dir: &Path) -> bool {
        Generation::current(dir).is_ok_and(|current| current.path == self.generation)
    }

    /// Where a room below may keep what it derives from this generation: the file goes with the generation, and
    /// belongs to nothing that is checked.
    pub fn file(&self, name: &str) -> PathBuf {
        self.generation.join(name)
    }

    /// Whether `dir` names the generation that is open here. Reads one short file only, so it may be asked every second.
    pub fn is_named(&self, dir: &Path) -> bool {
        let name = self.generation.file_name();
        pointer(dir).is_ok_and(|text| text.lines().next().map(std::ffi::OsStr::new) == name)
    }

    /// Loads the dictionary in the background, so that the first search does not wait 100 ms for it.
    pub fn warm_up(&self) {
        let (words, segmenter) = (Arc::clone(&self.words), Arc::clone(&self.segmenter));
        std::thread::spawn(move || segmenter.get_or_init(|| Segmenter::shared(&words.user, &words.stop)).cut("预热").len());
    }

    /// The dictionary, loaded on first use.
    pub(crate) fn segmenter(&self) -> &Segmenter {
        self.segmenter.get_or_init(|| Segmenter::shared(&self.words.user, &self.words.stop))
    }

    /// Synonyms and user words.
    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    /// The table of clauses.
    pub(crate) fn searcher(&self) -> Searcher {
        self.clauses.searcher()
    }

    /// The fields of the table of clauses.
    pub(crate) fn fields(&self) -> &ClauseFields {
        &self.clause_fields
    }

    /// What filters are resolved with.
    pub(crate) fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The policy with a number, see [`ClauseFields::order`].
    pub(crate) fn by_ordinal(&self, ordinal: u32) -> Option<&PolicySummary> {
        self.summaries.get(*self.by_ordinal.get(ordinal as usize)? as usize)
    }

    /// For each number of a policy its place in the order of ids: the order of equal hits.
    pub(crate) fn ranks(&self) -> &Arc<[u32]> {
        &self.ranks
    }

    /// What every query reads of the segments of the table of clauses.
    pub(crate) fn segments(&self) -> &Segments {
        &self.segments
    }

    /// The policies by the words of their titles and of what is known of them.
    pub(crate) fn words_of_policies(&self) -> &Policies {
        &self.words_of_policies
    }

    /// Strings that are terms of the field `grams`.
    pub(crate) fn frequent(&self) -> &Frequent {
        &self.frequent
    }

    /// All policies with their numbers, see [`ClauseFields::order`].
    pub(crate) fn ordinals(&self) -> impl Iterator<Item = (u32, &PolicySummary)> {
        (0..).zip(&self.by_ordinal).filter_map(|(ordinal, place)| Some((ordinal, self.summaries.get(*place as usize)?)))
    }

    /// What is stored of a clause.
    pub(crate) fn clause(&self, searcher: &Searcher, address: DocAddress) -> Option<ClauseRecord> {
        stored(searcher, address, self.clause_fields.record)
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn stored<T: serde::de::DeserializeOwned>(searcher: &Searcher, address: DocAddress, field: Field) -> Option<T> {
    let document: TantivyDocument = searcher.doc(address).ok()?;
    serde_json::from_slice(document.get_first(field)?.as_bytes()?).ok()
}

/// Level, place, date (newest first), id; what is not known comes last.
fn reading_order(summary: &PolicySummary) -> impl Ord + use<> {
    let policy = &summary.document;
    let place = policy.jurisdiction.as_ref().map(|j| (j.level, j.code.clone(), j.name.clone()));
    let date = policy.date().map(|d| std::cmp::Reverse(d.to_owned()));
    (place.is_none(), place, date.is_none(), date, policy.id.clone())
}

impl Cache {
    fn get(&mut self, id: &PolicyId) -> Option<Arc<PolicyRecord>> {
        let at = self.records.iter().position(|r| r.parsed.document.id == *id)?;
        let record = self.records.remove(at)?;
        self.records.push_front(Arc::clone(&record));
        Some(record)
    }

    /// Adds the newest; the oldest go until the rest fits.
    fn put(&mut self, record: Arc<PolicyRecord>) {
        self.bytes += record.source.len();
        self.records.push_front(record);
        while self.bytes > CACHED_BYTES && self.records.len() > 1 || self.records.len() > 256 {
            let Some(oldest) = self.records.pop_back() else { break };
            self.bytes -= oldest.source.len();
        }
    }
}

//! What every query reads of each segment of the table of clauses, opened once: texts, grams, columns, and which clauses
//! belong to which policy.

use std::sync::Arc;

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::grams::SegmentGrams;
use super::schema::{BODY, MARKS, ORDER, TOPICS};
use super::texts::SegmentTexts;

/// One segment.
pub struct SegmentData {
    id: SegmentId,
    /// The folded text of each clause.
    pub texts: SegmentTexts,
    /// Which clauses have which grams.
    pub grams: SegmentGrams,
    /// The number of each clause's policy; it is read for every match.
    pub policies: Vec<u32>,
    /// The place of each clause in its policy.
    pub places: Vec<u32>,
    /// Whether each clause belongs to the body of its policy.
    pub body: Vec<bool>,
    /// [`super::schema::ClauseFields::marks`]
    pub marks: Column<u64>,
    /// [`super::schema::ClauseFields::topics`]
    pub topics: Column<u64>,
    /// Clauses of one policy that stand together, ordered by policy.
    runs: Vec<Run>,
}

/// Clauses of one policy from the first to before the last.
struct Run {
    policy: u32,
    first: DocId,
    end: DocId,
}

impl SegmentData {
    fn open(reader: &SegmentReader) -> tantivy::Result<SegmentData> {
        let fast = reader.fast_fields();
        let (order, marks) = (fast.u64(ORDER)?, fast.u64(MARKS)?);
        let clauses = 0..reader.max_doc();
        let orders = || clauses.clone().map(|clause| order.first(clause).unwrap_or(u64::MAX));
        let policies: Vec<u32> = orders().map(|order| (order >> 32) as u32).collect();
        let places = orders().map(|order| order as u32).collect();
        let body = clauses.map(|clause| marks.first(clause).is_some_and(|marks| marks & BODY != 0)).collect();
        let mut end = 0;
        let run = |same: &[u32]| {
            let first = end;
            end += same.len() as DocId;
            Run { policy: same[0], first, end }
        };
        let mut runs: Vec<Run> = policies.chunk_by(|a, b| a == b).map(run).collect();
        runs.sort_by_key(|run| (run.policy, run.first));
        Ok(SegmentData {
            id: reader.segment_id(),
            texts: SegmentTexts::open(reader)?,
            grams: SegmentGrams::open(reader)?,
            policies,
            places,
            body,
            marks,
            topics: fast.u64(TOPICS)?,
            runs,
        })
    }

    /// Where the clauses of these policies stand, in order.
    pub fn clauses_of(&self, policies: &[u32]) -> Vec<(DocId, DocId)> {
        let mut found = Vec::new();
        for policy in policies {
            let from = self.runs.partition_point(|run| run.policy < *policy);
            found.extend(self.runs[from..].iter().take_while(|run| run.policy == *policy).map(|run| (run.first, run.end)));
        }
        found.sort_unstable();
        found
    }
}

/// All segments that a searcher sees, in its order. Cheap to clone.
#[derive(Clone, Default)]
pub struct Segments(Arc<[Arc<SegmentData>]>);

impl Segments {
    /// Opens all of them.
    ///
    /// # Errors
    /// When a file is missing or its parts do not fit together.
    pub fn open(searcher: &Searcher) -> tantivy::Result<Segments> {
        let segments: tantivy::Result<Vec<Arc<SegmentData>>> =
            searcher.segment_readers().iter().map(|reader| SegmentData::open(reader).map(Arc::new)).collect();
        segments.map(|segments| Segments(segments.into()))
    }

    /// The segment of a reader.
    pub fn of(&self, reader: &SegmentReader) -> Option<&Arc<SegmentData>> {
        self.0.iter().find(|segment| segment.id == reader.segment_id())
    }

    /// The segment at a place.
    pub fn get(&self, place: u32) -> Option<&Arc<SegmentData>> {
        self.0.get(place as usize)
    }

    /// How many clauses each policy has, by its number.
    pub fn clauses_by_policy(&self, numbers: usize) -> Vec<u32> {
        let mut counts = vec![0; numbers];
        for run in self.0.iter().flat_map(|segment| &segment.runs) {
            if let Some(count) = counts.get_mut(run.policy as usize) {
                *count += run.end - run.first;
            }
        }
        counts
    }
}

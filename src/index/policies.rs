//! What is true of whole policies: which of them have a word in their title, or in what is known of them.
//!
//! The answer is numbers of policies ([`super::schema::ClauseFields::order`]). A clause takes it from its policy, so
//! nothing of it is written for each clause; the statistics are those of clauses all the same: a title counts as
//! often as its policy has clauses.

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::schema::{ORDINAL, PolicyFields};

/// BM25, as everywhere.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// The table of policies, opened to be asked by words.
pub struct Policies {
    searcher: Searcher,
    title: Field,
    about: Field,
    /// For each segment the number of each policy.
    ordinals: Vec<Vec<u32>>,
    /// The clauses of each policy, by its number.
    sizes: Vec<u32>,
    clauses: u64,
    /// Words in a title, on average over clauses.
    average: f32,
}

impl Policies {
    /// Opens the table; `sizes` are the clauses of each policy, by its number.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub fn open(searcher: Searcher, fields: &PolicyFields, sizes: Vec<u32>) -> tantivy::Result<Policies> {
        let (mut ordinals, mut words, mut clauses) = (Vec::new(), 0.0f64, 0u64);
        for reader in searcher.segment_readers() {
            let column = reader.fast_fields().u64(ORDINAL)?;
            let lengths = reader.get_fieldnorms_reader(fields.title)?;
            let of_segment: Vec<u32> =
                (0..reader.max_doc()).map(|policy| column.first(policy).map_or(u32::MAX, |ordinal| ordinal as u32)).collect();
            for policy in reader.doc_ids_alive() {
                let size = of_segment.get(policy as usize).and_then(|ordinal| sizes.get(*ordinal as usize)).copied().unwrap_or(0);
                words += f64::from(lengths.fieldnorm(policy)) * f64::from(size);
                clauses += u64::from(size);
            }
            ordinals.push(of_segment);
        }
        let average = if clauses == 0 { 1.0 } else { (words / clauses as f64) as f32 };
        Ok(Policies {
            searcher,
            title: fields.title,
            about: fields.about,
            ordinals,
            sizes,
            clauses,
            average: average.max(f32::MIN_POSITIVE),
        })
    }

    /// Calls `see` with the number of each policy that has a word, how often, and how many words the field has.
    fn each(&self, field: Field, word: &str, option: IndexRecordOption, mut see: impl FnMut(u32, f32, f32)) -> tantivy::Result<()> {
        let term = Term::from_field_text(field, word);
        for (reader, ordinals) in self.searcher.segment_readers().iter().zip(&self.ordinals) {
            let Some(mut postings) = reader.inverted_index(field)?.read_postings(&term, option)? else { continue };
            let lengths = if option.has_freq() { Some(reader.get_fieldnorms_reader(field)?) } else { None };
            let mut policy = postings.doc();
            while policy != TERMINATED {
                if is_alive(reader, policy)
                    && let Some(ordinal) = ordinals.get(policy as usize)
                {
                    let length = lengths.as_ref().map_or(0, |lengths| lengths.fieldnorm(policy));
                    see(*ordinal, postings.term_freq() as f32, length as f32);
                }
                policy = postings.advance();
            }
        }
        Ok(())
    }

    /// The policies with a word in their title, place, year, number or authorities, by number, in order.
    pub fn about(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        // A table that cannot be read was noticed when it was opened.
        let _ = self.each(self.about, word, IndexRecordOption::Basic, |ordinal, _, _| found.push(ordinal));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// BM25 over titles for these words, weighted.
    pub fn titles(&self, words: &[&str], weight: f32) -> Titles {
        let mut found: Vec<(u32, f32)> = Vec::new();
        for word in words {
            let (mut with, from) = (0u64, found.len());
            let _ = self.each(self.title, word, IndexRecordOption::WithFreqs, |ordinal, times, length| {
                with += u64::from(self.sizes.get(ordinal as usize).copied().unwrap_or(0));
                found.push((ordinal, times / (times + K1 * (1.0 - B + B * length / self.average))));
            });
            let rest = self.clauses.saturating_sub(with) as f32 + 0.5;
            let idf = (1.0 + rest / (with as f32 + 0.5)).ln();
            found[from..].iter_mut().for_each(|(_, part)| *part *= weight * idf * (1.0 + K1));
        }
        if found.len() <= self.sizes.len() / FEW {
            // Sums do not depend on the order of the words: the sort leaves equal numbers in their order.
            found.sort_by_key(|(ordinal, _)| *ordinal);
            let sum = |same: &[(u32, f32)]| Some((same.first()?.0, same.iter().map(|(_, score)| score).sum()));
            return Titles::few(found.chunk_by(|a, b| a.0 == b.0).filter_map(sum).collect());
        }
        let mut scores = vec![0.0; self.sizes.len()];
        for (ordinal, score) in found {
            if let Some(sum) = scores.get_mut(ordinal as usize) {
                *sum += score;
            }
        }
        Titles::Many(scores)
    }
}

/// A list of fewer than one in so many policies is kept as a list.
const FEW: usize = 32;
/// Values that are told apart before the list is searched.
const FILTER: usize = 8192;

/// What the titles of policies score, by the number of the policy.
pub enum Titles {
    /// Those that score anything, in order; before them a bit for each rest of their numbers modulo 8192, by which
    /// nearly all others are told at once.
    Few(Box<[u64; FILTER / 64]>, Vec<(u32, f32)>),
    /// All.
    Many(Vec<f32>),
}

impl Titles {
    fn few(some: Vec<(u32, f32)>) -> Titles {
        let mut filter = Box::new([0; FILTER / 64]);
        some.iter().for_each(|(ordinal, _)| filter[*ordinal as usize % FILTER / 64] |= 1 << (ordinal % 64));
        Titles::Few(filter, some)
    }

    /// The greatest score.
    pub fn most(&self) -> f32 {
        match self {
            Titles::Few(_, some) => some.iter().map(|(_, score)| *score).fold(0.0, f32::max),
            Titles::Many(all) => all.iter().copied().fold(0.0, f32::max),
        }
    }

    /// The score of a policy.
    #[inline]
    pub fn of(&self, policy: u32) -> f32 {
        match self {
            Titles::Few(filter, _) if filter[policy as usize % FILTER / 64] >> (policy % 64) & 1 == 0 => 0.0,
            Titles::Few(_, some) => some.binary_search_by_key(&policy, |(ordinal, _)| *ordinal).map_or(0.0, |place| some[place].1),
            Titles::Many(all) => all.get(policy as usize).copied().unwrap_or(0.0),
        }
    }
}

impl Default for Titles {
    fn default() -> Self {
        Titles::few(Vec::new())
    }
}

fn is_alive(reader: &SegmentReader, policy: u32) -> bool {
    reader.alive_bitset().is_none_or(|alive| alive.is_alive(policy))
}

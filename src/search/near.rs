//! Words close together: in one sentence, in one paragraph, or a few characters apart.
//!
//! The index finds the clauses that hold all the words; [`NearQuery`] reads the stored words of each of them and
//! keeps those where the words stand together.

use std::sync::Arc;

use serde::Deserialize;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyDocument, TantivyError};

use super::query::Within;
use crate::text::width::{fold_width, is_blank};
use crate::topic::sentence::bracketed;

/// Words, joined as in the query.
#[derive(Clone, Debug)]
pub enum Words {
    /// One of these forms, folded.
    Forms(Vec<String>),
    /// All of them.
    All(Vec<Words>),
    /// One of them.
    Any(Vec<Words>),
}

impl Words {
    fn stand_in(&self, text: &str) -> bool {
        match self {
            Words::Forms(forms) => forms.iter().any(|f| text.contains(f.as_str())),
            Words::All(parts) => parts.iter().all(|p| p.stand_in(text)),
            Words::Any(parts) => parts.iter().any(|p| p.stand_in(text)),
        }
    }

    fn forms(&self) -> Vec<&str> {
        match self {
            Words::Forms(forms) => forms.iter().map(String::as_str).collect(),
            Words::All(parts) | Words::Any(parts) => parts.iter().flat_map(Words::forms).collect(),
        }
    }
}

/// What must stand together, and how close.
#[derive(Clone, Debug)]
pub struct Together {
    /// How close.
    pub within: Within,
    /// The words.
    pub words: Vec<Words>,
}

impl Together {
    /// Whether the words stand together somewhere in a simplified text.
    pub fn is_in(&self, hans: &str) -> bool {
        let folded = fold_lines(hans);
        match self.within {
            Within::Paragraph => folded.split('\n').any(|p| self.words.iter().all(|w| w.stand_in(p))),
            Within::Sentence => sentences(&folded).any(|s| self.words.iter().all(|w| w.stand_in(s))),
            Within::Characters(n) => folded.split('\n').any(|p| self.are_near(p, usize::from(n))),
        }
    }

    /// Whether a chain leads through the words, each at most `most` characters from the one before, none overlapping.
    fn are_near(&self, text: &str, most: usize) -> bool {
        // The places, in characters, where the word at hand stands at the end of a chain.
        let mut reached: Option<Vec<(usize, usize)>> = None;
        for words in &self.words {
            let here = places(text, &words.forms());
            let next = match reached {
                None => here,
                Some(before) => {
                    let starts: Vec<usize> = before.iter().map(|p| p.0).collect();
                    let mut ends: Vec<usize> = before.iter().map(|p| p.1).collect();
                    ends.sort_unstable();
                    let near = |(start, end): &(usize, usize)| {
                        let left = ends.partition_point(|e| e <= start).checked_sub(1).map(|i| start - ends[i]);
                        let right = starts.get(starts.partition_point(|s| s < end)).map(|s| s - end);
                        left.into_iter().chain(right).any(|gap| gap <= most)
                    };
                    here.into_iter().filter(near).collect()
                }
            };
            if next.is_empty() {
                return false;
            }
            reached = Some(next);
        }
        true
    }
}

/// Where one of the forms stands, in characters, ordered.
fn places(text: &str, forms: &[&str]) -> Vec<(usize, usize)> {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let mut found = Vec::new();
    for form in forms.iter().filter(|f| !f.is_empty()) {
        let length = form.chars().count();
        for (at, _) in text.match_indices(form) {
            let first = starts.partition_point(|s| *s < at);
            found.push((first, first + length));
        }
    }
    found.sort_unstable();
    found
}

/// Folds as [`crate::text::fold`] does, and keeps the ends of paragraphs.
fn fold_lines(hans: &str) -> String {
    let kept = hans.chars().filter(|c| *c == '\n' || !is_blank(*c));
    kept.flat_map(|c| fold_width(c).to_lowercase()).collect()
}

/// The sentences of a folded text: up to 。！？；or the end of a paragraph; brackets and quotations are not cut.
fn sentences(folded: &str) -> impl Iterator<Item = &str> {
    let inside = bracketed(folded);
    let mut ends: Vec<usize> = folded
        .char_indices()
        .zip(&inside)
        .filter(|((_, c), inside)| *c == '\n' || matches!(c, '。' | '!' | '?' | ';') && !**inside)
        .map(|((at, c), _)| at + c.len_utf8())
        .collect();
    ends.push(folded.len());
    let mut start = 0;
    ends.into_iter().map(move |end| &folded[std::mem::replace(&mut start, end)..end])
}

/// The clauses of `inner` in whose stored words the words stand together.
#[derive(Clone, Debug)]
pub struct NearQuery {
    /// Finds the clauses that hold all the words.
    pub inner: Arc<dyn Query>,
    /// Field of the stored record.
    pub record: Field,
    /// What must stand together.
    pub together: Arc<Together>,
}

impl Query for NearQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(NearWeight { inner: self.inner.weight(scoring)?, record: self.record, together: Arc::clone(&self.together) }))
    }

    fn query_terms<'a>(&'a self, visitor: &mut dyn FnMut(&'a tantivy::Term, bool)) {
        self.inner.query_terms(visitor);
    }
}

struct NearWeight {
    inner: Box<dyn Weight>,
    record: Field,
    together: Arc<Together>,
}

impl Weight for NearWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut scorer = NearScorer {
            inner: self.inner.scorer(reader, boost)?,
            // Candidates come in the order of the store: one block at a time is enough.
            store: reader.get_store_reader(2)?,
            record: self.record,
            together: Arc::clone(&self.together),
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("words together", scorer.score()))
    }
}

struct NearScorer {
    inner: Box<dyn Scorer>,
    store: StoreReader,
    record: Field,
    together: Arc<Together>,
}

/// The part of a stored clause that is looked through.
#[derive(Deserialize)]
struct StoredText {
    text: String,
    #[serde(default)]
    text_hans: Option<String>,
}

impl NearScorer {
    /// Goes on from where the inner scorer stands to the first clause that fits.
    fn settle(&mut self) -> DocId {
        let mut doc = self.inner.doc();
        while doc != TERMINATED && !self.fits(doc) {
            doc = self.inner.advance();
        }
        doc
    }

    fn fits(&self, doc: DocId) -> bool {
        let Ok(stored) = self.store.get::<TantivyDocument>(doc) else { return false };
        let Some(bytes) = stored.get_first(self.record).and_then(|v| v.as_bytes()) else { return false };
        serde_json::from_slice(bytes).is_ok_and(|s: StoredText| self.together.is_in(s.text_hans.as_deref().unwrap_or(&s.text)))
    }
}

impl DocSet for NearScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }
}

impl Scorer for NearScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(within: Within, words: &[&[&str]]) -> Together {
        let forms = |w: &&[&str]| Words::Forms(w.iter().map(|f| f.to_string()).collect());
        Together { within, words: words.iter().map(forms).collect() }
    }

    #[test]
    fn a_sentence_ends_at_its_stop_and_not_in_brackets() {
        let text = "给予补助（一次性；不重复。）合计100万元。对升级的\n另行规定！奖励";
        let cases: [(&[&[&str]], bool); 6] = [
            (&[&["补助"], &["一次性"]], true),
            (&[&["补助"], &["100万元"]], true),
            (&[&["补助"], &["升级"]], false),
            (&[&["补贴", "奖励"], &["规定"]], false),
            (&[&["升级"], &["规定"]], false),
            (&[&["奖励", "补助"], &["合计"]], true),
        ];
        for (words, expected) in cases {
            assert_eq!(together(Within::Sentence, words).is_in(text), expected, "{words:?}");
        }
        assert!(together(Within::Paragraph, &[&["补助"], &["升级"]]).is_in(text));
        assert!(!together(Within::Paragraph, &[&["补助"], &["规定"]]).is_in(text));
    }

    #[test]
    fn characters_are_counted_between_the_words_in_any_order() {
        let text = "补助资金由市财政安排，一次性给予。补 助";
        let cases: [(u8, &[&[&str]], bool); 8] = [
            (3, &[&["补助"], &["市财政"]], true),
            (2, &[&["补助"], &["市财政"]], false),
            (3, &[&["市财政"], &["补助"]], true),
            (1, &[&["补助"], &["市财政"], &["安排"]], false),
            (3, &[&["补助"], &["市财政"], &["安排"]], true),
            (200, &[&["资金"], &["资金"]], false),
            (200, &[&["补助"], &["补助"]], true),
            (3, &[&["给予"], &["补助"]], true),
        ];
        for (most, words, expected) in cases {
            assert_eq!(together(Within::Characters(most), words).is_in(text), expected, "{most} {words:?}");
        }
    }
}

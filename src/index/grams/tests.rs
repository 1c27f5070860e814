//! Lists are held to a plain look through all texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::{STRING, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use super::*;
use tantivy::directory::OwnedBytes;

/// A file of these lists.
fn file(lists: &BTreeMap<u64, Vec<DocId>>, clauses: DocId) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    lists.iter().for_each(|(key, docs)| writer.add(*key, docs).unwrap());
    writer.finish(clauses).unwrap()
}

fn open(file: &[u8]) -> SegmentGrams {
    SegmentGrams::of(OwnedBytes::new(file.to_vec())).unwrap()
}

/// All clauses of a list.
fn read(mut list: List) -> Vec<DocId> {
    let mut docs = Vec::new();
    while !list.docs().is_empty() {
        docs.extend_from_slice(list.docs());
        list.advance();
    }
    docs
}

/// Every list of a segment.
fn all(grams: &SegmentGrams) -> BTreeMap<u64, Vec<DocId>> {
    grams.all().map(|found| found.unwrap()).map(|found| (found.key, read(grams.list(&found)))).collect()
}

#[test]
fn lists_of_every_length_come_back_from_a_file() {
    for step in [1, 2, 1000] {
        let sizes = [1, 2, 63, 64, 65, 127, 128, 129, 255, 256, 257, 384, 1000];
        let lists: BTreeMap<u64, Vec<DocId>> =
            sizes.iter().enumerate().map(|(i, size)| (7 << (4 * i), (0..*size).map(|n| n * step + i as u32).collect())).collect();
        let grams = open(&file(&lists, 6_000_000));
        assert_eq!(all(&grams), lists);
        for (key, docs) in &lists {
            let found = grams.find(*key).unwrap().unwrap();
            assert_eq!(found.size as usize, docs.len());
            assert_eq!(grams.find(key + 1).unwrap(), None);
            // From every clause on, at once and in steps.
            for jump in [1, 7, 127, 128, 129, 300, 1500] {
                let mut list = grams.list(&found);
                for (place, doc) in docs.iter().enumerate().step_by(jump) {
                    list.seek(*doc);
                    let at = list.docs().partition_point(|there| there < doc);
                    assert_eq!(list.docs().get(at), Some(doc), "{place} of {}", docs.len());
                }
                list.seek(docs[docs.len() - 1] + 1);
                assert!(list.docs().iter().all(|there| there <= &docs[docs.len() - 1]));
            }
            for (place, doc) in docs.iter().enumerate() {
                let mut list = grams.list(&found);
                list.seek(doc.saturating_sub(step - 1));
                assert!(list.docs().contains(doc), "{place} of {}", docs.len());
            }
        }
    }
}

#[test]
fn a_gram_is_found_among_any_number_of_others() {
    for count in [0, 1, 31, 32, 33, 64, 65, 1000] {
        let lists: BTreeMap<u64, Vec<DocId>> = (0..count).map(|n| (n * 1_000_003 + 5, vec![n as DocId % 9])).collect();
        let grams = open(&file(&lists, 9));
        assert_eq!(all(&grams), lists);
        for key in lists.keys() {
            assert_eq!(grams.find(*key).unwrap().map(|found| read(grams.list(&found))), Some(lists[key].clone()));
            assert_eq!((grams.find(key - 1).unwrap(), grams.find(key + 1).unwrap()), (None, None));
        }
        assert_eq!((grams.find(0).unwrap(), grams.find(u64::MAX).unwrap()), (None, None));
    }
}

#[test]
fn a_damaged_file_is_an_error_or_gives_clauses_that_are_there() {
    let lists: BTreeMap<u64, Vec<DocId>> = (0..35).map(|n| (n * n, (n as DocId..n as DocId * (n as DocId % 9) + 40).collect())).collect();
    let whole = file(&lists, 700);
    let (last, longest) = (34 * 34, 26 * 26);
    for length in 0..whole.len() {
        assert!(SegmentGrams::of(OwnedBytes::new(whole[..length].to_vec())).is_none_or(|grams| grams.clauses != 700), "{length}");
    }
    for at in 0..whole.len() {
        for wrong in [0xFF, whole[at] ^ 1] {
            let mut bytes = whole.clone();
            bytes[at] = wrong;
            let Some(grams) = SegmentGrams::of(OwnedBytes::new(bytes)).filter(|grams| grams.clauses == 700) else { continue };
            for key in [0, 4, longest, last] {
                let Ok(Some(found)) = grams.find(key) else { continue };
                assert!(read(grams.list(&found)).iter().all(|doc| *doc < 700));
                let mut list = grams.list(&found);
                for doc in [3, 200, 690, 5000] {
                    list.seek(doc);
                }
                assert!(list.docs().iter().all(|doc| *doc < 700));
            }
            let alone = |grams: &SegmentGrams| Part { grams: grams.clone(), numbers: Numbers::From(0) };
            // An error or not, but no panic.
            let _ = merge(&[alone(&grams)], Writer::new(Vec::new()));
        }
    }
}

/// An index whose clauses have a name and a text.
fn index(frequent: &Frequent) -> (Index, Field, Field) {
    let mut schema = Schema::builder();
    let (name, text) = (schema.add_text_field("name", STRING), schema.add_text_field("text", TEXT));
    let plugin = Arc::new(GramsPlugin { field: text, frequent: frequent.clone() });
    (Index::builder().schema(schema.build()).register_plugin(plugin).create_in_ram().unwrap(), name, text)
}

/// Which texts have which grams, by a plain look at each string.
fn truth(texts: &[&str], frequent: &[String]) -> BTreeMap<u64, Vec<DocId>> {
    let mut truth: BTreeMap<u64, BTreeSet<DocId>> = BTreeMap::new();
    for (clause, text) in texts.iter().enumerate() {
        let chars: Vec<char> = text.chars().collect();
        let pairs = chars.windows(2).filter(|w| w.iter().all(|c| key::is_letter(*c))).map(|w| key::pair(w[0], w[1]));
        let strings = frequent.iter().filter(|string| text.contains(&***string)).filter_map(|string| key::string(string));
        pairs.chain(strings).for_each(|key| {
            truth.entry(key).or_default().insert(clause as DocId);
        });
    }
    truth.into_iter().map(|(key, clauses)| (key, clauses.into_iter().collect())).collect()
}

/// Every segment has exactly the grams of its texts.
fn check(index: &Index, texts: &[Vec<String>], frequent: &[String]) {
    let searcher = index.reader().unwrap().searcher();
    let mut expected: Vec<_> = texts.iter().map(|texts| truth(&texts.iter().map(String::as_str).collect::<Vec<_>>(), frequent)).collect();
    let mut found: Vec<_> = searcher.segment_readers().iter().map(|reader| all(&SegmentGrams::open(reader).unwrap())).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lists_are_those_of_a_plain_look(
        texts in prop::collection::vec(prop::collection::vec("[人民政府县a1,。𠮷]{0,12}", 1..40), 1..5),
        strings in prop::collection::vec("[人民政府县a1𠮷]{2,5}", 0..12),
        removed in prop::collection::vec((0..5usize, 0..40usize), 0..60),
    ) {
        let frequent: Vec<String> = strings.into_iter().filter(|string| key::string(string).is_some()).collect();
        let (index, name, text) = index(&Frequent::new(frequent.clone()));
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        for (segment, texts) in texts.iter().enumerate() {
            for (place, words) in texts.iter().enumerate() {
                let mut document = TantivyDocument::default();
                document.add_text(name, format!("{segment}/{place}"));
                document.add_text(text, words);
                writer.add_document(document).unwrap();
            }
            writer.commit().unwrap();
        }
        check(&index, &texts, &frequent);
        let removed: BTreeSet<(usize, usize)> = removed.into_iter().collect();
        removed.iter().for_each(|(segment, place)| {
            writer.delete_term(Term::from_field_text(name, &format!("{segment}/{place}")));
        });
        writer.commit().unwrap();
        let segments = index.searchable_segment_ids().unwrap();
        // The segments may have changed their order, and one without clauses is gone: names say what is left.
        let order: Vec<usize> = {
            let searcher = index.reader().unwrap().searcher();
            let first = |reader: &SegmentReader| {
                let terms = reader.inverted_index(name).unwrap();
                let mut names = terms.terms().stream().unwrap();
                names.next().and_then(|(name, _)| std::str::from_utf8(name).unwrap().split('/').next().unwrap().parse().ok()).unwrap()
            };
            let by_id = |id| searcher.segment_readers().iter().find(|reader| reader.segment_id() == id).map(first);
            segments.iter().filter_map(|id| by_id(*id)).collect()
        };
        let left: Vec<String> = order
            .iter()
            .flat_map(|segment| texts[*segment].iter().enumerate().map(move |(place, words)| (*segment, place, words)))
            .filter(|(segment, place, _)| !removed.contains(&(*segment, *place)))
            .map(|(_, _, words)| words.clone())
            .collect();
        if !left.is_empty() {
            writer.merge(&segments).wait().unwrap();
            check(&index, &[left], &frequent);
        }
    }
}

#[test]
fn the_grams_of_a_segment_count_as_its_memory() {
    let (index, _, text) = index(&Frequent::default());
    let mut writer = tantivy::indexer::SegmentWriter::for_segment(15_000_000, index.new_segment()).unwrap();
    let before = writer.mem_usage();
    let mut document = TantivyDocument::default();
    document.add_text(text, ('\u{4E00}'..'\u{9000}').collect::<String>());
    writer.add_document(tantivy::indexer::AddOperation { opstamp: 0, document }).unwrap();
    assert!(writer.mem_usage() > before + 32 * 0x4000, "{} bytes", writer.mem_usage());
}

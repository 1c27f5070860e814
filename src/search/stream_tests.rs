//! Streams against plain sets: whatever is asked in which way, the same clauses come with the same scores.

use std::collections::BTreeMap;

use proptest::prelude::*;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STRING, Schema};
use tantivy::{DocId, DocSet, Index, Searcher, TERMINATED, Term, doc};

use super::anyof::{AnyOf, Scores};
use super::both::Both;
use super::stream::{BLOCK, Block, Constant, open};

/// Clauses of one segment; list `n` has every clause that its number divides, 0 none, but for a gap in the middle.
const CLAUSES: u32 = 2000;
const LISTS: u32 = 9;

fn has(list: u32, clause: u32) -> bool {
    list > 0 && clause.is_multiple_of(list) && !(900..1100).contains(&clause)
}

fn searcher() -> Searcher {
    let mut schema = Schema::builder();
    let lists = schema.add_text_field("lists", STRING);
    let index = Index::create_in_ram(schema.build());
    let mut writer = index.writer_with_num_threads::<tantivy::TantivyDocument>(1, 20_000_000).unwrap();
    for clause in 0..CLAUSES {
        let mut document = doc!();
        (0..LISTS).filter(|list| has(*list, clause)).for_each(|list| document.add_text(lists, list.to_string()));
        writer.add_document(document).unwrap();
    }
    writer.commit().unwrap();
    index.reader().unwrap().searcher()
}

/// A query, as it is built and as sets.
#[derive(Clone, Debug)]
enum Tree {
    List(u32, u8),
    Any(Vec<Tree>, bool),
    Both(Vec<Tree>, Vec<Tree>),
}

impl Tree {
    fn query(&self, searcher: &Searcher) -> Box<dyn Query> {
        let all = |trees: &[Tree]| trees.iter().map(|tree| tree.query(searcher)).collect::<Vec<_>>();
        match self {
            Tree::List(list, score) => {
                let term = Term::from_field_text(searcher.schema().get_field("lists").unwrap(), &list.to_string());
                Box::new(Constant { query: Box::new(TermQuery::new(term, IndexRecordOption::Basic)), score: f32::from(*score) })
            }
            Tree::Any(trees, sum) => Box::new(AnyOf { queries: all(trees), scores: if *sum { Scores::Sum } else { Scores::Best } }),
            Tree::Both(wanted, unwanted) => Box::new(Both { wanted: all(wanted), unwanted: all(unwanted) }),
        }
    }

    fn expected(&self) -> BTreeMap<u32, f32> {
        match self {
            Tree::List(list, score) => (0..CLAUSES).filter(|c| has(*list, *c)).map(|c| (c, f32::from(*score))).collect(),
            Tree::Any(trees, sum) => {
                let mut out: BTreeMap<u32, f32> = BTreeMap::new();
                for (clause, score) in trees.iter().flat_map(Tree::expected) {
                    let there = out.entry(clause).or_insert(0.0);
                    *there = if *sum { *there + score } else { there.max(score) };
                }
                out
            }
            Tree::Both(wanted, unwanted) => {
                let sets: Vec<_> = wanted.iter().map(Tree::expected).collect();
                let not: Vec<_> = unwanted.iter().map(Tree::expected).collect();
                let all = (0..CLAUSES).filter(|c| sets.iter().all(|s| s.contains_key(c)) && !not.iter().any(|s| s.contains_key(c)));
                all.map(|c| (c, sets.iter().map(|s| s[&c]).sum())).collect()
            }
        }
    }
}

fn tree() -> impl Strategy<Value = Tree> {
    let list = (0..LISTS, 1u8..9).prop_map(|(list, score)| Tree::List(list, score));
    list.prop_recursive(3, 12, 4, |inner| {
        let some = proptest::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (some.clone(), any::<bool>()).prop_map(|(trees, sum)| Tree::Any(trees, sum)),
            (proptest::collection::vec(inner.clone(), 0..3), proptest::collection::vec(inner, 0..2)).prop_map(|(a, b)| Tree::Both(a, b)),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_query_matches_the_same_clauses_in_whichever_way_it_is_asked(tree in tree(), steps in proptest::collection::vec(1u32..400, 1..12)) {
        let searcher = searcher_once();
        let (query, expected) = (tree.query(searcher), tree.expected());
        let (scoring, reader) = (EnableScoring::disabled_from_searcher(searcher), searcher.segment_reader(0));
        let wanted: Vec<(DocId, f32)> = expected.iter().map(|(c, s)| (*c, *s)).collect();

        let (mut found, mut block) = (Vec::new(), Block::empty());
        if let Some(mut stream) = open(&*query, scoring, true).unwrap().stream(reader).unwrap() {
            stream.next(&mut block);
            while block.len > 0 {
                found.extend((0..block.len).map(|i| (block.docs[i], block.scores[i])));
                stream.next(&mut block);
            }
        }
        prop_assert_eq!(&found, &wanted);

        // One by one, in leaps, and by the buffer.
        let weight = query.weight(scoring).unwrap();
        let (mut scorer, mut found) = (weight.scorer(reader, 1.0).unwrap(), Vec::new());
        while scorer.doc() != TERMINATED {
            found.push((scorer.doc(), scorer.score()));
            scorer.advance();
        }
        prop_assert_eq!(&found, &wanted);
        let (mut scorer, mut at) = (weight.scorer(reader, 1.0).unwrap(), 0);
        for step in &steps {
            at = (at + step).max(scorer.doc());
            if at >= CLAUSES { break }
            let next = expected.range(at..).next().map_or(TERMINATED, |(c, _)| *c);
            prop_assert_eq!(scorer.seek(at), next);
            if next == TERMINATED { break }
        }
        let (mut scorer, mut buffer, mut found) = (weight.scorer(reader, 1.0).unwrap(), [0; BLOCK], Vec::new());
        if scorer.doc() != TERMINATED && steps[0].is_multiple_of(2) {
            found.push(scorer.doc());
            scorer.advance();
        }
        loop {
            let filled = scorer.fill_buffer(&mut buffer);
            found.extend_from_slice(&buffer[..filled]);
            if filled < BLOCK { break }
        }
        prop_assert_eq!(found, wanted.iter().map(|(c, _)| *c).collect::<Vec<_>>());
    }
}

fn searcher_once() -> &'static Searcher {
    static SEARCHER: std::sync::LazyLock<Searcher> = std::sync::LazyLock::new(searcher);
    &SEARCHER
}

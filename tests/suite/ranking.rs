//! The ranking against the judged queries (`tests/gold/queries.tsv`), by the same code as `tiaoli eval`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use tiaoli::eval::ranking::{JudgedQuery, half, queries, score};
use tiaoli::eval::{Report, baseline};
use tiaoli::index::{Library, open_or_build};
use tiaoli::lexicon::Lexicon;
use tiaoli::search::{Ranking, SearchRequest, search};

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let index = tempfile::tempdir().unwrap();
    open_or_build(Path::new("corpus"), index.path(), &Lexicon::embedded(), &|_| {}).unwrap_or_else(|e| panic!("{e}")).library
});

static QUERIES: LazyLock<Vec<JudgedQuery>> = LazyLock::new(|| queries(Path::new("tests/gold/queries.tsv")).unwrap());

#[test]
fn no_query_score_drops() {
    let report = Report { ranking: Some(score(&LIBRARY, &QUERIES, Ranking::TUNED)), ..Report::default() };
    let drops = baseline::drops(&report, Path::new("tests/gold/baseline.tsv")).unwrap();
    let drops: Vec<&String> = drops.iter().filter(|d| d.starts_with("queries-")).collect();
    assert!(drops.is_empty(), "{drops:#?}");
}

#[test]
fn the_judgements_are_about_clauses_that_exist() {
    let mut wrong = Vec::new();
    for query in QUERIES.iter() {
        for ((policy, address), _) in &query.grades {
            let held = LIBRARY.policies().iter().find(|p| p.document.id.as_str() == policy);
            let record = held.and_then(|p| LIBRARY.policy(&p.document.id));
            let clause = record.is_some_and(|r| r.parsed.clauses.iter().any(|c| c.address.to_string() == *address));
            if !clause {
                wrong.push(format!("query {}: there is no {policy} {address}", query.id));
            }
        }
        if !query.grades.values().any(|g| *g == 3) {
            wrong.push(format!("query {}: no clause answers it", query.id));
        }
        if !["researcher", "applicant", "staff"].contains(&query.user.as_str()) {
            wrong.push(format!("query {}: unknown user {:?}", query.id, query.user));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for name in ["queries-tuning", "queries-held-out"] {
        let here: Vec<&JudgedQuery> = QUERIES.iter().filter(|q| half(q.id) == name).collect();
        let users: BTreeSet<&str> = here.iter().map(|q| q.user.as_str()).collect();
        assert!(here.len() >= 30 && users.len() == 3, "{name}: {} queries of {users:?}", here.len());
    }
}

#[test]
fn the_ranking_is_better_than_plain_bm25_on_both_halves() {
    let (tuned, plain) = (score(&LIBRARY, &QUERIES, Ranking::TUNED), score(&LIBRARY, &QUERIES, Ranking::plain()));
    for (half, tuned) in &tuned.halves {
        let plain = plain.halves[half];
        assert!(tuned.ndcg > plain.ndcg + 0.05 && tuned.mrr > plain.mrr, "{half}: {tuned:?} against {plain:?}");
    }
}

#[test]
fn every_ranking_gives_one_order() {
    for ranking in [Ranking::TUNED, Ranking::plain()] {
        for query in QUERIES.iter() {
            let ask = |limit| {
                let request = SearchRequest { query: query.query.clone(), limit, ranking, ..SearchRequest::default() };
                search(&LIBRARY, &request).hits.into_iter().map(|h| format!("{} {}", h.policy, h.address)).collect::<Vec<_>>()
            };
            let (few, many) = (ask(5), ask(50));
            assert_eq!(few[..], many[..few.len()], "{}", query.query);
        }
    }
}

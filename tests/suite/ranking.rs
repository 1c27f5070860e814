//! The ranking against the judged queries (`tests/gold/queries.tsv`), by the same code as `tiaoli eval`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use tiaoli::eval::ranking::{JudgedQuery, half, queries, score};
use tiaoli::eval::{Report, baseline};
use tiaoli::index::Library;
use tiaoli::search::{Hit, Ranking, SearchRequest, SearchResponse, search};

use crate::support::{self, REAL, write};

static QUERIES: LazyLock<Vec<JudgedQuery>> = LazyLock::new(|| queries(Path::new("tests/gold/queries.tsv")).unwrap());

#[test]
fn no_query_score_drops() {
    let report = Report { ranking: Some(score(&REAL, &QUERIES, Ranking::TUNED)), ..Report::default() };
    let drops = baseline::drops(&report, Path::new("tests/gold/baseline.tsv")).unwrap();
    let drops: Vec<&String> = drops.iter().filter(|d| d.starts_with("queries-")).collect();
    assert!(drops.is_empty(), "{drops:#?}");
}

#[test]
fn the_judgements_are_about_clauses_that_exist() {
    let mut wrong = Vec::new();
    for query in QUERIES.iter() {
        for (policy, address) in query.grades.keys() {
            let held = REAL.policies().iter().find(|p| p.document.id.as_str() == policy);
            let record = held.and_then(|p| REAL.policy(&p.document.id));
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
    let (tuned, plain) = (score(&REAL, &QUERIES, Ranking::TUNED), score(&REAL, &QUERIES, Ranking::plain()));
    for (half, tuned) in &tuned.halves {
        let plain = plain.halves[half];
        assert!(tuned.ndcg > plain.ndcg + 0.05 && tuned.mrr > plain.mrr, "{half}: {tuned:?} against {plain:?}");
    }
}

/// A library of the given documents, `place/name` and text.
fn library(documents: &[(&str, &str, &str)]) -> Library {
    let corpus = tempfile::tempdir().unwrap();
    for (name, text, manifest) in documents {
        let path = corpus.path().join(format!("{name}.txt"));
        write(&path, text);
        std::fs::write(path.with_extension("toml"), manifest).unwrap();
    }
    support::library(corpus.path())
}

fn ask(library: &Library, query: &str) -> SearchResponse {
    search(library, &SearchRequest { query: query.to_owned(), ..SearchRequest::default() })
}

fn names(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect()
}

#[test]
fn clauses_below_a_heading_that_says_the_word_are_found() {
    let library = library(&[
        (
            "hainan/fund",
            "海南省渔船更新补助办法\n一、补助对象\n（一）近海渔民。\n（二）远洋企业。\n二、其他\n（一）本办法由农业农村厅解释。\n",
            "jurisdiction = \"海南\"",
        ),
        ("hubei/fund", "湖北省奖励办法\n一、奖励对象\n（一）种粮大户。\n", "jurisdiction = \"湖北\""),
    ]);
    let response = ask(&library, "海南 补助对象");
    let found = names(&response.hits);
    assert_eq!(found[0], "hainan/fund#1", "the heading itself comes first: {found:?}");
    assert!(["hainan/fund#1/1", "hainan/fund#1/2"].iter().all(|c| found.contains(&c.to_string())), "{found:?}");
    assert!(!found.contains(&"hainan/fund#2/1".to_owned()), "nothing above this clause says 补助对象: {found:?}");
    assert_eq!(response.hits[1].from_context, ["海南", "补助对象"]);
}

#[test]
fn clauses_with_some_of_the_words_stand_apart_from_the_hits() {
    let library = library(&[(
        "fujian/a",
        "福建省茶园改造方案\n一、茶园改造可以申请贴息。\n二、逾期不予受理。\n三、申请贴息要在三月底前提交材料。\n四、解释机关为农业农村厅。\n",
        "",
    )]);
    let response = ask(&library, "贴息 材料");
    assert_eq!((names(&response.hits), response.total), (vec!["fujian/a#3".to_owned()], 1));
    assert_eq!(names(&response.related), ["fujian/a#1"], "clauses with neither word are not shown");
    // A question that no clause answers in its words, and a quoted phrase, which is never loosened.
    let question = ask(&library, "申请贴息需要哪些证件");
    assert_eq!(question.total, 0);
    assert_eq!(names(&question.related), ["fujian/a#1", "fujian/a#3"]);
    assert!(ask(&library, "\"申请贴息需要哪些证件\"").related.is_empty());
    let filtered = ask(&library, "贴息 材料 -三月");
    assert_eq!((filtered.total, names(&filtered.related)), (0, vec!["fujian/a#1".to_owned()]), "what is excluded stays away");
    let second = SearchRequest { query: "贴息 材料".to_owned(), offset: 1, ..SearchRequest::default() };
    assert!(search(&library, &second).related.is_empty(), "only below the first page");
}

#[test]
fn official_text_stands_above_a_digest_and_the_body_above_the_parts_around_it() {
    let text = "造林补贴办法\n为规范造林补贴，制定本办法。\n一、造林补贴每亩二百元。\n";
    let library = library(&[("a/digest", text, "text_status = \"digest\""), ("b/full", text, "")]);
    assert_eq!(names(&ask(&library, "造林补贴 二百元").hits)[0], "b/full#1");
    let found = names(&ask(&library, "造林补贴").hits);
    let place = |name: &str| found.iter().position(|n| n == name).unwrap();
    assert!(place("b/full#1") < place("b/full#preamble") && place("b/full#1") < place("a/digest#1"), "{found:?}");
}

#[test]
fn a_narrower_word_is_found_by_the_broader_one_only() {
    let text = "某办法\n第一条 建设重点实验室。\n第二条 建设创新平台。\n";
    let library = library(&[("x/a", text, "")]);
    assert_eq!(names(&ask(&library, "创新平台").hits), ["x/a#art-2", "x/a#art-1"]);
    assert_eq!(names(&ask(&library, "重点实验室").hits), ["x/a#art-1"]);
}

#[test]
fn every_ranking_gives_one_order() {
    for ranking in [Ranking::TUNED, Ranking::plain()] {
        for query in QUERIES.iter() {
            let ask = |limit| {
                let request = SearchRequest { query: query.query.clone(), limit, ranking, ..SearchRequest::default() };
                search(&REAL, &request).hits.into_iter().map(|h| format!("{} {}", h.policy, h.address)).collect::<Vec<_>>()
            };
            let (few, many) = (ask(5), ask(50));
            assert_eq!(few[..], many[..few.len()], "{}", query.query);
        }
    }
}

//! A refresh reads only what changed, and its answers are those of an index built anew.

use std::fs;
use std::path::Path;

use tiaoli::corpus::Corpus;
use tiaoli::index::{BuildReport, Library, Status, build, open_or_build, status};
use tiaoli::lexicon::Lexicon;
use tiaoli::search::{SearchRequest, search};

use crate::support::write;

const QUERIES: [&str; 8] = ["补助", "\"人民政府\"", "企业 补助", "200万元", "第三条", "\"，\"", "创新 -退出", "年份:2021 资金"];

fn document(number: usize) -> String {
    let amount = 100 + number;
    format!(
        "某市促进创新办法（{number}）\n第一条 市人民政府对企业给予补助{amount}万元，资金由财政安排。\n\
         第二条 企业退出的，不再补助；创新中心{number}另行规定。\n第三条 本办法自2021年1月1日起施行。\n"
    )
}

fn open(corpus: &Path, index: &Path) -> (Library, Option<BuildReport>) {
    let opened = open_or_build(corpus, index, &Lexicon::embedded(), &|_| {}).unwrap_or_else(|e| panic!("{e}"));
    (opened.library, opened.report)
}

/// Every answer with every score, as JSON.
fn answers(library: &Library) -> Vec<String> {
    let ask = |query: &&str| {
        let request = SearchRequest { query: query.to_string(), limit: 10_000, ..SearchRequest::default() };
        serde_json::to_string(&search(library, &request)).unwrap()
    };
    QUERIES.iter().map(ask).collect()
}

/// The clauses found, without scores: removed words count in these until their segment is merged.
fn found(library: &Library) -> Vec<Vec<String>> {
    let ask = |query: &&str| {
        let request = SearchRequest { query: query.to_string(), limit: 10_000, ..SearchRequest::default() };
        let mut names: Vec<String> = search(library, &request).hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect();
        names.sort();
        names
    };
    QUERIES.iter().map(ask).collect()
}

#[test]
fn a_new_document_is_added_to_what_is_there() {
    let dir = tempfile::tempdir().unwrap();
    let (corpus, index, anew) = (dir.path().join("corpus"), dir.path().join("index"), dir.path().join("anew"));
    (0..30).for_each(|n| write(&corpus.join(format!("guangzhou/b{n:02}.txt")), &document(n)));
    write(&corpus.join("guangzhou/bad.txt"), "\u{1}\u{2}binary");
    let (_, report) = open(&corpus, &index);
    assert_eq!(report.map(|r| (r.documents, r.read, r.failures.len())), Some((30, 31, 1)));
    // Names before, between and after those that are there: equal hits stand in the order of names.
    for (step, name) in ["a", "b05x", "z"].into_iter().enumerate() {
        write(&corpus.join(format!("guangzhou/{name}.txt")), &document(40 + step));
        let (library, report) = open(&corpus, &index);
        assert_eq!(report.map(|r| (r.documents, r.read, r.failures.len())), Some((31 + step, 1, 1)), "only {name} is read");
        let _ = fs::remove_dir_all(&anew);
        let (whole, _) = open(&corpus, &anew);
        assert_eq!(answers(&library), answers(&whole), "after {name}");
        assert_eq!(library.policies(), whole.policies());
        assert_eq!(library.failures(), whole.failures());
    }
    assert_eq!(status(&Corpus::open(&corpus).unwrap(), &index, &Lexicon::embedded()), Status::Current);
}

#[test]
fn changed_and_removed_documents_of_a_large_corpus_leave_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let (corpus, index, anew) = (dir.path().join("corpus"), dir.path().join("index"), dir.path().join("anew"));
    (0..12).for_each(|n| write(&corpus.join(format!("guangzhou/b{n:02}.txt")), &document(n)));
    // Long enough that building all anew is not worth it.
    let filler = "第一条 其他事项由有关部门另行规定，并向社会公布。\n".repeat(30_000);
    (0..2).for_each(|n| write(&corpus.join(format!("guangzhou/long{n}.txt")), &format!("某市规定\n{filler}")));
    open(&corpus, &index);

    write(&corpus.join("guangzhou/b03.txt"), &document(77));
    fs::remove_file(corpus.join("guangzhou/b04.txt")).unwrap();
    write(&corpus.join("guangzhou/b05.toml"), "issued = \"2021-03-01\"\n");
    write(&corpus.join("guangzhou/b99.txt"), &document(99));
    let (library, report) = open(&corpus, &index);
    assert_eq!(report.map(|r| (r.documents, r.read)), Some((14, 3)), "b03, b05 and b99 are read");
    let (whole, _) = open(&corpus, &anew);
    assert_eq!(found(&library), found(&whole));
    assert_eq!(library.policies(), whole.policies());
    let again = open(&corpus, &index);
    assert!(again.1.is_none(), "nothing has changed since");
}

#[test]
fn a_refresh_that_finds_its_base_broken_builds_anew() {
    let dir = tempfile::tempdir().unwrap();
    let (corpus, index) = (dir.path().join("corpus"), dir.path().join("index"));
    (0..6).for_each(|n| write(&corpus.join(format!("guangzhou/b{n}.txt")), &document(n)));
    open(&corpus, &index);
    let current = fs::read_to_string(index.join("CURRENT")).unwrap();
    let segment = index.join(current.lines().next().unwrap()).join("clauses");
    let file = fs::read_dir(&segment).unwrap().map(|e| e.unwrap().path()).find(|p| p.extension().is_some_and(|e| e == "fold")).unwrap();
    fs::write(&file, "cut off").unwrap();
    write(&corpus.join("guangzhou/b7.txt"), &document(7));
    let report = build(&Corpus::open(&corpus).unwrap(), &index, &Lexicon::embedded(), &|_| {}).unwrap();
    assert_eq!((report.documents, report.read), (7, 7));
}

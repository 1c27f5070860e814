//! The resolution exam: every citation of a small corpus and of the sources, in reading order, with what a careful
//! reader finds: the outcome, the policy and the clause (`tests/gold/resolution.tsv`).
//!
//! The small corpus stands in `tests/resolution`; a document `corpus:x/y` is one of `corpus/`. 本办法 and
//! the like, which name their own document as a whole, are no part of it. Every row that is answered otherwise is
//! printed with `-`, every citation that no row explains with `+`.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;

use tiaoli::corpus::Corpus;
use tiaoli::extract::{Citation, CitationForm};
use tiaoli::index::{Library, build};
use tiaoli::lexicon::Lexicon;
use tiaoli::policy::PolicyId;
use tiaoli::resolve::{EndKind, Network, Outcome, Resolver, missing, radar, resolve_with, typed};

/// Rows that must be answered as the reader does; never lowered.
const FLOOR: usize = 326;

/// quote, outcome, policy, address
type Row = [String; 4];

fn rows() -> BTreeMap<String, Vec<Row>> {
    let table = std::fs::read_to_string("tests/gold/resolution.tsv").unwrap();
    let mut out: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (n, line) in table.lines().enumerate().skip(1) {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [document, row @ ..] = cells.as_slice() else { panic!("row {} is empty", n + 1) };
        let row: Row = row.to_vec().try_into().unwrap_or_else(|_| panic!("row {} has {} cells, expected 5", n + 1, cells.len()));
        out.entry(document.clone()).or_default().push(row);
    }
    out
}

/// Whether a citation is a mention of its own document as a whole: 本办法.
fn is_own_name(citation: &Citation) -> bool {
    citation.form == CitationForm::Relative && citation.target.as_ref().is_some_and(|t| t.address.is_empty())
}

fn library(corpus: &str) -> (tempfile::TempDir, Library) {
    let dir = tempfile::tempdir().unwrap();
    let lexicon = Lexicon::embedded();
    build(&Corpus::open(Path::new(corpus)).unwrap(), dir.path(), &lexicon, &|_| {}).unwrap();
    let library = Library::open(dir.path(), &lexicon).unwrap();
    (dir, library)
}

/// What became of each citation of a library, by document.
fn answers(corpus: &str, prefix: &str) -> BTreeMap<String, Vec<(Row, String)>> {
    let (_dir, library) = library(corpus);
    let resolver = Resolver::of(&library);
    let mut out = BTreeMap::new();
    for summary in library.policies() {
        let record = library.policy(&summary.document.id).unwrap();
        let document = &record.parsed.document;
        let mut found = Vec::new();
        for citation in record.parsed.citations.iter().filter(|c| !is_own_name(c)) {
            let became = resolve_with(&resolver, &library, document, citation);
            let outcome = serde_json::to_value(became.outcome).unwrap().as_str().unwrap().to_owned();
            let (policy, address) = became.target.map_or_else(Default::default, |t| (t.policy.to_string(), t.address));
            assert!(!became.reason.to_string().is_empty(), "{}: {} has no reason", document.id, citation.quote);
            // Where there is no such clause, the policy is the answer.
            let address = if outcome == "no_such_clause" { String::new() } else { address };
            found.push(([citation.quote.clone(), outcome, policy, address], became.reason.to_string()));
        }
        out.insert(format!("{prefix}{}", document.id), found);
    }
    out
}

#[test]
fn citations_become_what_a_careful_reader_finds() {
    let mut answers = answers("tests/resolution", "");
    answers.extend(self::answers("corpus", "corpus:"));
    let rows = rows();
    let total: usize = rows.values().map(Vec::len).sum();
    assert!(total >= 300, "the exam has {total} rows");
    let (mut right, mut wrong, mut surplus) = (0, Vec::new(), 0);
    for (document, rows) in &rows {
        let found = answers.remove(document).unwrap_or_else(|| panic!("{document} is not held"));
        let mut found: VecDeque<(Row, String)> = found.into();
        for row in rows {
            // In reading order: what stands before the row's quotation is a citation that no row explains.
            let at = found.iter().position(|(f, _)| f[0] == row[0]);
            for (f, why) in found.drain(..at.unwrap_or(0)) {
                surplus += 1;
                wrong.push(format!("+ {document} {f:?} {why}"));
            }
            match at.and_then(|_| found.pop_front()) {
                Some((f, _)) if f == *row => right += 1,
                Some((f, why)) => wrong.push(format!("- {document} {row:?}\n    but {:?} {why}", &f[1..])),
                None => wrong.push(format!("- {document} {row:?}\n    not found")),
            }
        }
        for (f, why) in found {
            surplus += 1;
            wrong.push(format!("+ {document} {f:?} {why}"));
        }
    }
    for (document, found) in answers {
        for (f, why) in found {
            surplus += 1;
            wrong.push(format!("+ {document} {f:?} {why}"));
        }
    }
    println!("{}\n{right} of {total} rows, {surplus} citations too many", wrong.join("\n"));
    assert!(right >= FLOOR, "{right} of {total} rows, expected {FLOOR}");
}

const SMALL: &str = "tests/resolution";

fn id(text: &str) -> PolicyId {
    text.parse().unwrap()
}

#[test]
fn what_has_ended_is_told_with_its_day_and_its_witness() {
    let (_dir, library) = library(SMALL);
    let resolver = Resolver::of(&library);
    let told = |policy: &str| -> Vec<String> {
        let by = |e: &tiaoli::resolve::End| e.by.as_ref().map(|t| format!("{}/{}", t.policy, t.address)).unwrap_or_default();
        resolver.ends(&id(policy)).iter().map(|e| format!("{:?} {} {}", e.kind, e.on.clone().unwrap_or_default(), by(e))).collect()
    };
    // The text expired before the next one came; the next one ends it in words.
    let green = told("zhejiang/green-2018");
    assert_eq!(green.len(), 2, "{green:?}");
    assert!(green[0].starts_with("Expired 2023-07-01"), "{green:?}");
    assert_eq!(green[1], "Replaced 2023-09-15 zhejiang/green-2023/art-9");
    assert_eq!(told("zhejiang/computing-trial"), ["Replaced 2024-04-01 zhejiang/computing-final/art-5"]);
    assert_eq!(told("zhejiang/energy-2015"), ["Repealed 2024-06-30 zhejiang/repeal-2024/1"]);
    assert_eq!(told("zhejiang/fund-2016"), ["Repealed 2024-06-30 zhejiang/repeal-2024/2"]);
    assert_eq!(told("shenzhen/data-2023"), ["Amended 2025-03-01 shenzhen/data-2025/art-6"], "a part of it ends");
    assert_eq!(told("national/data-law-2019"), ["Replaced 2025-01-01 national/data-law-2024/"]);
    assert!(told("jiangsu/tech-market-2001").iter().any(|e| e.starts_with("Amended 2022-07-01 jiangsu/tech-market-decision")));
    assert_eq!(told("national/green-guide"), Vec::<String>::new());
    assert_eq!(told("anhui/first-set"), Vec::<String>::new(), "the same title of another place is no newer text");
}

#[test]
fn the_radar_shows_what_changed_after_it_was_cited() {
    let (_dir, library) = library(SMALL);
    let resolver = Resolver::of(&library);
    let network = Network::of(&library, &resolver);
    let on = |day: &str| -> Vec<(String, EndKind)> {
        let all = radar(&library, &resolver, &network, day);
        all.iter().map(|s| (format!("{} {}", s.mention.policy, s.mention.quote), s.end.kind)).collect()
    };
    let cites = "ningbo/plan-2022 《浙江省节能技改补助办法》（浙政办发〔2015〕44号）第二条".to_owned();
    assert!(!on("2024-06-29").contains(&(cites.clone(), EndKind::Repealed)), "not before the day");
    assert!(on("2024-06-30").contains(&(cites, EndKind::Repealed)));
    let late = on("2025-06-30");
    // Cited after it was repealed, and in the notice that repeals it.
    assert!(late.iter().all(|(quote, _)| !quote.starts_with("ningbo/plan-2025 《浙江省节能技改") && !quote.starts_with("zhejiang/repeal")));
    assert!(late.contains(&("suzhou/notice-2021 《江苏省技术市场条例》".to_owned(), EndKind::Replaced)));
    assert!(late.iter().all(|(quote, _)| !quote.starts_with("zhejiang/green-2018")), "what has ended itself is left out");
    let basis = radar(&library, &resolver, &network, "2025-06-30");
    assert!(basis.iter().any(|s| s.mention.basis && s.mention.policy == id("suzhou/notice-2021")));
    assert!(on("1990-01-01").is_empty());
}

#[test]
fn what_is_cited_and_not_held_is_gathered_by_number_and_title() {
    let (_dir, library) = library("corpus");
    let network = Network::of(&library, &Resolver::of(&library));
    let found = missing(&network, |_| true);
    let of = |title: &str| found.iter().find(|m| m.title == title).unwrap_or_else(|| panic!("{title} is not in the list"));
    let made = of("中国制造2025");
    assert_eq!(
        (made.number.as_deref(), made.policies.len()),
        (Some("国发〔2015〕28号"), 3),
        "named with its number by one, without by two"
    );
    assert!(made.count >= 8 && made.mentions.len() == made.count);
    // Spelt in three ways, the short form included.
    let guide: Vec<_> = found.iter().filter(|m| m.number.as_deref() == Some("工信部联规〔2016〕137号")).collect();
    assert_eq!((guide.len(), guide[0].policies.len()), (1, 2));
    assert!(found.iter().all(|m| m.title != "营业执照"));
    assert!(missing(&network, |m| m.policy == id("guangdong/2025-measures")).iter().all(|m| m.number.is_some()));
}

#[test]
fn typed_citations_are_resolved_on_the_day_that_is_asked() {
    let (_dir, library) = library(SMALL);
    let (resolver, lexicon) = (Resolver::of(&library), Lexicon::embedded());
    let ask = |text: &str, day: &str| -> Vec<(Outcome, String)> {
        let found = typed(&resolver, &library, &lexicon, text, Some(day));
        let target = |t: &tiaoli::extract::Target| format!("{}/{}", t.policy, t.address);
        found.iter().map(|f| (f.resolution.outcome, f.resolution.target.as_ref().map(target).unwrap_or_default())).collect()
    };
    assert_eq!(ask("浙江省绿色园区管理办法", "2020-01-01"), [(Outcome::OtherVersion, "zhejiang/green-2018/".into())]);
    assert_eq!(ask("浙江省绿色园区管理办法", "2024-01-01"), [(Outcome::Found, "zhejiang/green-2023/".into())]);
    assert_eq!(ask("工信厅节函[2021]88號", "2024-01-01"), [(Outcome::Found, "national/green-guide/".into())]);
    assert_eq!(ask("zhejiang/green-2018", "2024-01-01"), [(Outcome::OtherVersion, "zhejiang/green-2018/".into())]);
    assert_eq!(
        ask("根据《绿色园区评价指南》第二部分和苏工信规〔2021〕2号第三条", "2024-01-01"),
        [(Outcome::Found, "national/green-guide/2".into()), (Outcome::Found, "jiangsu/first-set/art-3".into())]
    );
    assert_eq!(ask("园区", "2024-01-01"), [(Outcome::NotInCorpus, String::new())], "a part of a title names nothing");
    assert!(ask("", "2024-01-01").is_empty());
}

//! The citation exam: small texts, and every citation that a careful reader finds in them, in reading order
//! (`tests/gold/citation_exam.tsv`); and the citations of the corpus against `tests/gold/citations.tsv`.
//!
//! A row `text` opens a text (⏎ is a line break), a row `none` says that it holds no citation. Every row that is not
//! found is printed with `-`, every citation that no row explains with `+`, then recall and precision of each form.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tiaoli::corpus::{Corpus, SourceFile};
use tiaoli::extract::Citation;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::resolve::Resolver;
use tiaoli::text::{SourceText, fold};

/// quote, form, title, title_resolved, number, provision, target
type Row = [String; 7];

struct Question {
    id: String,
    text: String,
    rows: Vec<Row>,
}

fn exam() -> Vec<Question> {
    let table = std::fs::read_to_string("tests/gold/citation_exam.tsv").unwrap();
    let mut out: Vec<Question> = Vec::new();
    for (n, line) in table.lines().enumerate().skip(1) {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let [id, row @ ..] = cells.as_slice() else { panic!("row {} is empty", n + 1) };
        let row: Row = row.to_vec().try_into().unwrap_or_else(|_| panic!("row {} has {} cells, expected 8", n + 1, cells.len()));
        match row[1].as_str() {
            "text" => {
                assert!(out.iter().all(|q| q.id != *id), "row {}: the text {id} is given twice", n + 1);
                out.push(Question { id: id.clone(), text: row[0].replace('⏎', "\n"), rows: Vec::new() });
            }
            form => {
                let question = out.last_mut().filter(|q| q.id == *id).unwrap_or_else(|| panic!("row {}: {id} has no text", n + 1));
                if form != "none" {
                    question.rows.push(row);
                }
            }
        }
    }
    out
}

fn parse(id: &str, text: &str, lexicon: &Lexicon) -> ParsedPolicy {
    let text = SourceText::decode(text.as_bytes()).unwrap();
    ParsedPolicy::parse(&SourceFile { id: id.parse().unwrap(), text, ..SourceFile::default() }, lexicon)
}

fn answers(parsed: &ParsedPolicy) -> Vec<Row> {
    let json = serde_json::to_value(&parsed.citations).unwrap();
    let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    let answer = |c: &Value| {
        let target = &c["target"];
        let target = match (target.is_null(), text(&target["address"])) {
            (true, _) => String::new(),
            (false, address) if address.is_empty() => "self".to_owned(),
            (false, address) => address,
        };
        ["quote", "form", "title", "title_resolved", "number", "provision"]
            .map(|k| text(&c[k]))
            .into_iter()
            .chain([target])
            .collect::<Vec<_>>()
            .try_into()
            .unwrap()
    };
    json.as_array().unwrap().iter().map(answer).collect()
}

#[test]
fn the_exam() {
    let lexicon = Lexicon::embedded();
    let questions = exam();
    // expected, found, right
    let mut score: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let mut lines = Vec::new();
    for question in &questions {
        let mut left = answers(&parse("exam/text", &question.text, &lexicon));
        for answer in &left {
            score.entry(answer[1].clone()).or_default()[1] += 1;
        }
        for row in &question.rows {
            let tally = score.entry(row[1].clone()).or_default();
            tally[0] += 1;
            match left.iter().position(|a| a == row) {
                Some(at) => {
                    left.remove(at);
                    tally[2] += 1;
                }
                None => lines.push(format!("- {}: {}", question.id, row.join(" | "))),
            }
        }
        lines.extend(left.iter().map(|a| format!("+ {}: {}", question.id, a.join(" | "))));
    }
    let rows: usize = questions.iter().map(|q| q.rows.len().max(1)).sum();
    for line in &lines {
        println!("{line}");
    }
    for (form, [expected, found, right]) in &score {
        println!("{form:<10} recall {right}/{expected}, precision {right}/{found}");
    }
    println!("{} texts, {rows} rows, {} differences", questions.len(), lines.len());
    assert!(lines.is_empty(), "{} differences from the exam", lines.len());
}

/// Every mention of the hand-made table is resolved as the table says: to the same document, to a document of the corpus,
/// or to nothing that the corpus holds. Mentions without 《》 (`informal`) and titles inside titles (`nested`) are no citations.
#[test]
fn citations_of_the_corpus_resolve_as_the_table_says() {
    let lexicon = Lexicon::embedded();
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let parsed: BTreeMap<String, ParsedPolicy> = corpus
        .documents()
        .iter()
        .map(|d| ParsedPolicy::parse(&corpus.read(d).unwrap(), &lexicon))
        .map(|p| (p.document.id.to_string(), p))
        .collect();
    let resolver = Resolver::new(parsed.values().map(|p| &p.document));
    let table = std::fs::read_to_string("tests/gold/citations.tsv").unwrap();
    let mut lines = Vec::new();
    let mut checked = 0;
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [policy, address, form, title, number, resolves_to, ..] = cells[..] else { panic!("{line}") };
        // What is internal is named by 本方案 and the like, whose quotes the table extends; the exam has those.
        if !["full", "short", "self"].contains(&form) {
            continue;
        }
        let citing = &parsed[policy];
        let is_part = |a: &str| a.parse().is_ok_and(|a: tiaoli::clause::ClauseAddress| a.part().is_some());
        let bare = |t: &str| fold(t).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let here = |c: &&Citation| {
            let at = c.address.to_string();
            let steps = at.split('/').filter(|s| !s.starts_with('p') || is_part(s)).collect::<Vec<_>>().join("/");
            let named = [&c.title_resolved, &c.title].into_iter().flatten().any(|t| bare(t) == bare(title));
            (steps == address || is_part(&at) && is_part(address)) && named && (number.is_empty() || c.number.as_deref() == Some(number))
        };
        let Some(citation) = citing.citations.iter().find(here) else {
            // The title of the document itself, without 《》, is no citation.
            if form != "self" {
                lines.push(format!("- {policy} {address} 《{title}》 {number}: not found"));
            }
            continue;
        };
        checked += 1;
        let resolution = resolver.resolve(&citing.document, citation);
        let found = resolution.target.as_ref().map_or("", |t| t.policy.as_str());
        // The table was made before the two texts of 广东 were added.
        let expected = if title == "广东省工业和信息化厅关于省级制造业创新中心建设管理办法" {
            "guangdong/2020-4"
        } else {
            resolves_to
        };
        if found != expected {
            lines.push(format!("- {policy} {address} 《{title}》 {number}: {found:?}, expected {expected:?} ({})", resolution.reason));
        }
    }
    assert!(checked >= 30, "only {checked} rows were found");
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

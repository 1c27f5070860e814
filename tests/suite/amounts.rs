//! Amounts in sentences of many kinds of policies (`tests/gold/amounts.tsv`, explained in `tests/gold/README.md`).
//!
//! `-` is a row that is not found, `+` a found amount that no row explains, `?` an `open` row that is found by now.
//! `cargo test --release --test suite amounts -- --nocapture` prints recall and precision for each kind.

use std::collections::BTreeMap;

use tiaoli::clause;
use tiaoli::extract::{self, Fact, FactKind};
use tiaoli::lexicon::Lexicon;
use tiaoli::policy::PolicyId;

/// One sentence, the heading above it, and the amounts in it.
struct Case {
    text: String,
    heading: String,
    rows: Vec<Vec<String>>,
}

const COLUMNS: [&str; 12] =
    ["text", "heading", "kind", "value", "bound", "role", "per", "measure", "unit", "subject", "condition", "status"];

fn cases() -> Vec<Case> {
    let table = std::fs::read_to_string("tests/gold/amounts.tsv").unwrap();
    let mut lines = table.lines();
    assert_eq!(lines.next().unwrap().split('\t').collect::<Vec<_>>(), COLUMNS);
    let mut cases: Vec<Case> = Vec::new();
    for line in lines {
        let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(cells.len(), COLUMNS.len(), "{line}");
        if !cells[0].is_empty() {
            cases.push(Case { text: cells[0].replace("\\n", "\n"), heading: cells[1].clone(), rows: Vec::new() });
        }
        cases.last_mut().unwrap().rows.push(cells);
    }
    cases
}

/// The amounts that the whole pipeline finds in a small document with the sentence in it.
fn found(case: &Case, lexicon: &Lexicon) -> Vec<Fact> {
    let heading = if case.heading.is_empty() { "有关规定" } else { &case.heading };
    facts(&format!("某市若干规定\n\n一、{heading}\n{}\n", case.text), lexicon)
}

fn facts(source: &str, lexicon: &Lexicon) -> Vec<Fact> {
    let tree = clause::parse(source, lexicon);
    let document = extract::metadata::metadata(&PolicyId::default(), source, &tree, lexicon);
    let mut facts = extract::extract(&document, source, &tree.clauses, lexicon).facts;
    facts.retain(|f| matches!(f.kind, FactKind::Money | FactKind::Ratio | FactKind::Count));
    facts
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or("-").to_owned()
}

/// The cells of a fact in the order of the columns from `kind`.
fn cells(fact: &Fact) -> [String; 9] {
    let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "-".to_owned());
    [
        name(fact.kind),
        fact.value.clone(),
        name(fact.bound),
        name(fact.role),
        name(fact.per),
        text(&fact.measure),
        text(if fact.currency.is_some() && fact.unit.is_none() { &fact.currency } else { &fact.unit }),
        text(&fact.subject),
        text(&fact.condition),
    ]
}

/// Whether a fact is what a row says. An empty cell is not checked, except that nothing in `per` means none.
fn fits(row: &[String], fact: &[String; 9]) -> bool {
    row[2..11].iter().zip(fact).enumerate().all(|(i, (expected, got))| match (i, expected.as_str()) {
        (_, "?") => true,
        (4, "") => got == "-",
        (5.., "") => true,
        (7 | 8, words) => got.contains(words),
        (_, word) => got == word,
    })
}

#[derive(Default)]
struct Score {
    expected: usize,
    right: usize,
    found: usize,
}

#[test]
fn amounts_of_many_kinds_of_policies() {
    let lexicon = Lexicon::embedded();
    let (mut scores, mut lines, mut gains): (BTreeMap<String, Score>, Vec<String>, Vec<String>) = Default::default();
    let (cases, mut whole) = (cases(), 0);
    for case in &cases {
        let facts: Vec<[String; 9]> = found(case, &lexicon).iter().map(cells).collect();
        let mut used = vec![false; facts.len()];
        let mut notes = Vec::new();
        for row in case.rows.iter().filter(|r| r[2] != "none") {
            let hit = facts.iter().enumerate().find(|(i, f)| !used[*i] && fits(row, f)).map(|(i, _)| i);
            let near = facts.iter().enumerate().find(|(i, f)| !used[*i] && row[2] == f[0] && row[3] == f[1]).map(|(i, _)| i);
            let status = row[11].as_str();
            if let Some(i) = hit.or(near) {
                used[i] = true;
            }
            let score = scores.entry(row[2].clone()).or_default();
            score.expected += usize::from(status != "optional");
            score.right += usize::from(status != "optional" && hit.is_some());
            score.found += usize::from(status != "optional" && hit.or(near).is_some());
            match (status, hit) {
                ("open", Some(_)) => gains.push(format!("? {} {}", row[3], case.text)),
                ("", None) => notes.push(format!("  - {} found {:?}", row[2..11].join(" "), near.map(|i| facts[i].join(" ")))),
                _ => {}
            }
        }
        for (fact, _) in facts.iter().zip(&used).filter(|(_, used)| !**used) {
            scores.entry(fact[0].clone()).or_default().found += 1;
            notes.push(format!("  + {}", fact.join(" ")));
        }
        if notes.is_empty() {
            whole += 1;
        } else {
            lines.push(case.text.clone());
            lines.append(&mut notes);
        }
    }
    let percent = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
    for (kind, s) in &scores {
        let (recall, precision) = (percent(s.right, s.expected), percent(s.right, s.found));
        println!("{kind}: {} of {} rows, recall {recall:.1} %, precision {precision:.1} %", s.right, s.expected);
    }
    println!("texts without a mistake: {whole} of {}", cases.len());
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    assert!(gains.is_empty(), "found by now, so no longer open:\n{}", gains.join("\n"));
    assert!(cases.len() >= 120, "the table is missing rows");
}

#[test]
fn a_clause_says_for_the_whole_document_whether_limits_take_the_number_in() {
    let lexicon = Lexicon::embedded();
    let article = "某省安全管理办法\n\n第一条 为规范管理，制定本办法。\n第二条 存放量10吨以上的单位应当备案；存放量1吨以下的单位免予备案。\n第三条 违反规定的，处五千元以上五万元以下罚款。\n";
    let bounds = |last: &str| -> Vec<String> { facts(&format!("{article}{last}\n"), &lexicon).iter().map(|f| name(f.bound)).collect() };
    let cases = [
        ("第四条 本办法自发布之日起施行。", ["at_least", "at_most", "at_least", "at_most"]),
        ("第四条 本办法所称“以上”、“以下”均包括本数，“不足”、“超过”不包括本数。", ["at_least", "at_most", "at_least", "at_most"]),
        ("第四条 本办法所称“以上”含本数，“以下”不含本数。", ["at_least", "less_than", "at_least", "less_than"]),
        ("第四条 本办法所称的以上，均不包括本数。", ["more_than", "at_most", "more_than", "at_most"]),
    ];
    for (last, expected) in cases {
        assert_eq!(bounds(last), expected, "{last}");
    }
}

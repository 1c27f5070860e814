//! Fixtures: `tests/fixtures/NAME.txt` is a small document of one shape, `NAME.tree` what a reviewer
//! accepted as its clauses, facts and citations. `UPDATE_FIXTURES=1 cargo test --release fixtures` writes the trees anew;
//! read the difference before you commit it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use tiaoli::clause::ClauseAddress;
use tiaoli::corpus::SourceFile;
use tiaoli::extract::{Citation, Fact};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::SourceText;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// What a fixture is held to: the document, its clauses as an indented list (address, label, heading, text), below
/// each clause its facts, citations and departments, then what was left out, then the warnings.
fn draw(name: &str, source: &str) -> String {
    crate::checks::check_parse(source, &LEXICON);
    let text = SourceText::decode(source.as_bytes()).unwrap();
    let parsed = ParsedPolicy::parse(&SourceFile { id: name.parse().unwrap(), text, ..SourceFile::default() }, &LEXICON);
    let mut out = document(&parsed);
    for clause in &parsed.clauses {
        let indent = "  ".repeat(clause.depth);
        let inferred = if clause.inferred { " (inferred)" } else { "" };
        let groups = if clause.groups.is_empty() { String::new() } else { format!(" <{}>", clause.groups.join(" / ")) };
        let text = clause.text.replace('\n', "⏎");
        let _ = writeln!(out, "{indent}{}{inferred}{groups} [{}] #{}# {text}", clause.address, clause.label, clause.heading);
        found(&mut out, &format!("{indent}    "), &parsed, &clause.address);
    }
    for dropped in &parsed.dropped {
        let _ = writeln!(out, "- {:?}: {}", dropped.reason, dropped.span.of(source).trim().replace('\n', "⏎"));
    }
    for warning in &parsed.warnings {
        let _ = writeln!(out, "! {:?} {}: {}", warning.kind, warning.address, warning.detail);
    }
    out
}

/// What the document says of itself, in one line.
fn document(parsed: &ParsedPolicy) -> String {
    let d = &parsed.document;
    let fields = [
        ("number", d.number_hans.clone()),
        ("by", (!d.issuers_hans.is_empty()).then(|| d.issuers_hans.join("、"))),
        ("place", d.jurisdiction.as_ref().map(|j| j.name.clone())),
        ("issued", d.issued.clone()),
        ("published", d.published.clone()),
        ("effective", d.effective.clone()),
        ("expires", d.expires.clone()),
    ];
    let said: Vec<String> = fields.into_iter().filter_map(|(k, v)| Some(format!("{k} {}", v?))).collect();
    format!("《{}》 {}\n", d.title_hans, said.join(", "))
}

fn found(out: &mut String, indent: &str, parsed: &ParsedPolicy, address: &ClauseAddress) {
    for fact in parsed.facts.iter().filter(|f| f.address == *address) {
        let _ = writeln!(out, "{indent}= {}", fact_line(fact));
    }
    for citation in parsed.citations.iter().filter(|c| c.address == *address) {
        let _ = writeln!(out, "{indent}> {}", citation_line(citation));
    }
    let names: Vec<&str> = parsed.departments.iter().filter(|d| d.address == *address).map(|d| d.name.as_str()).collect();
    if !names.is_empty() {
        let _ = writeln!(out, "{indent}@ {}", names.join("、"));
    }
}

/// `money 200000 at_most support once subject:企业 “…”`; the JSON form, so that a new field is not forgotten.
fn fact_line(fact: &Fact) -> String {
    let json = serde_json::to_value(fact).unwrap();
    let plain = |v: &serde_json::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    let mut parts: Vec<String> = ["kind", "value", "currency", "unit", "bound", "role", "per"]
        .iter()
        .filter(|k| !json[**k].is_null())
        .map(|k| plain(&json[*k]))
        .collect();
    for key in ["measure", "window", "subject", "condition"] {
        if !json[key].is_null() {
            parts.push(format!("{key}:{}", plain(&json[key])));
        }
    }
    format!("{} “{}”", parts.join(" "), fact.quote)
}

fn citation_line(citation: &Citation) -> String {
    let json = serde_json::to_value(citation).unwrap();
    let mut parts = vec![json["form"].as_str().unwrap().to_owned()];
    for key in ["title", "title_resolved", "number", "provision"] {
        parts.extend(json[key].as_str().map(|v| format!("{key}:{v}")));
    }
    parts.extend(citation.target.as_ref().map(|t| format!("-> {}", if t.address.is_empty() { "(whole)" } else { &t.address })));
    format!("{} “{}”", parts.join(" "), citation.quote)
}

#[test]
fn every_fixture_parses_as_accepted() {
    let dir = Path::new("tests/fixtures");
    let update = std::env::var_os("UPDATE_FIXTURES").is_some();
    let (mut texts, mut trees) = (BTreeSet::new(), BTreeSet::new());
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        match path.extension().and_then(|e| e.to_str()) {
            Some("txt") => texts.insert(stem),
            Some("tree") => trees.insert(stem),
            _ => panic!("{} is neither a document (.txt) nor an accepted tree (.tree)", path.display()),
        };
    }
    let mut wrong = Vec::new();
    for name in &texts {
        let found = draw(name, &std::fs::read_to_string(dir.join(format!("{name}.txt"))).unwrap());
        let accepted = dir.join(format!("{name}.tree"));
        if update {
            std::fs::write(&accepted, &found).unwrap();
        } else {
            let expected = std::fs::read_to_string(&accepted).unwrap_or_default();
            if expected != found {
                wrong.push(format!("== {name}: expected\n{expected}== found\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nIf the new trees are right: UPDATE_FIXTURES=1 cargo test --release fixtures", wrong.join("\n"));
    let orphans: Vec<_> = trees.difference(&texts).collect();
    assert!(orphans.is_empty(), "accepted trees without a document: {orphans:?}");
    assert!(texts.len() >= 25, "the fixtures are missing");
}

//! Fixtures: `tests/fixtures/NAME.txt` is a small document of one shape, `NAME.tree` what a reviewer
//! accepted as its clauses. `UPDATE_FIXTURES=1 cargo test --release fixtures` writes the trees anew;
//! read the difference before you commit it.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use tiaoli::clause;
use tiaoli::lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The clauses as an indented list: address, label, heading, text; then what was left out, then the warnings.
fn draw(source: &str) -> String {
    let tree = clause::parse(source, &LEXICON);
    crate::checks::check_parse(source, &LEXICON);
    let mut out = String::new();
    for clause in &tree.clauses {
        let indent = "  ".repeat(clause.depth);
        let inferred = if clause.inferred { " (inferred)" } else { "" };
        let groups = if clause.groups.is_empty() { String::new() } else { format!(" <{}>", clause.groups.join(" / ")) };
        let text = clause.text.replace('\n', "⏎");
        let _ = writeln!(out, "{indent}{}{inferred}{groups} [{}] #{}# {text}", clause.address, clause.label, clause.heading);
    }
    for dropped in &tree.dropped {
        let _ = writeln!(out, "- {:?}: {}", dropped.reason, dropped.span.of(source).trim().replace('\n', "⏎"));
    }
    for warning in &tree.warnings {
        let _ = writeln!(out, "! {:?} {}: {}", warning.kind, warning.address, warning.detail);
    }
    out
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
        let found = draw(&std::fs::read_to_string(dir.join(format!("{name}.txt"))).unwrap());
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

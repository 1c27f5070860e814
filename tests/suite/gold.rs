//! The parser against what careful readers found (`tests/gold/`), by the same code as `tiaoli eval`.

use std::path::Path;
use std::sync::LazyLock;

use tiaoli::eval::{Report, baseline, gold};
use tiaoli::lexicon::Lexicon;

static REPORT: LazyLock<Report> = LazyLock::new(|| score(Path::new("tests/gold")));

fn score(tables: &Path) -> Report {
    gold::score(tables, Path::new("corpus"), &Lexicon::embedded()).unwrap()
}

fn lines(report: &Report) -> Vec<String> {
    let sign = |missed: bool| if missed { '-' } else { '+' };
    report.differences.iter().map(|d| format!("{} {} {} {} {}", sign(d.missed), d.kind, d.policy, d.address, d.text)).collect()
}

#[test]
fn no_score_drops() {
    let drops = baseline::drops(&REPORT, Path::new("tests/gold/baseline.tsv")).unwrap();
    assert!(drops.is_empty(), "{}\n{}", drops.join("\n"), lines(&REPORT).join("\n"));
}

#[test]
fn a_wrong_reading_is_seen() {
    let dir = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir("tests/gold").unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, dir.path().join(path.file_name().unwrap())).unwrap();
        }
    }
    // Each change makes the parser wrong in one way: a value that is not in the text, a citation with another number.
    let change = |name: &str, from: &str, to: &str| {
        let path = dir.path().join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{name} no longer holds {from:?}");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    change("facts.tsv", "5/2\tmoney\t30000000", "5/2\tmoney\t31000000");
    change("citations.tsv", "指导意见\t工信部科〔2016〕273号", "指导意见\t工信部科〔2016〕274号");
    change("departments.tsv", "市科技局; 市发展改革委", "市商务局; 市发展改革委");
    let report = score(dir.path());
    let found = lines(&report);
    let starts = |with: &str| found.iter().any(|l| l.starts_with(with));
    assert!(starts("- money guangzhou/2025-36 5/2 31000000") && starts("+ money guangzhou/2025-36 5/2"), "{found:#?}");
    assert!(starts("- citation ") && starts("- department guangzhou/2022-19 2/1/1 市商务局"), "{found:#?}");
    let drops = baseline::drops(&report, &dir.path().join("baseline.tsv")).unwrap();
    assert!(drops.iter().any(|d| d.starts_with("money: recall 0.964 is below 1")), "{drops:?}");
}

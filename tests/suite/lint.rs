//! `tiaoli check` and `tiaoli eval`: what they print, and when they fail.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Exit code, stdout, stderr.
fn told(args: &[&str], corpus: &Path) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tiaoli")).args(args).arg("--corpus").arg(corpus).stdin(Stdio::null()).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn corpus() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::create_dir(dir.path().join("p")).unwrap();
    fs::write(dir.path().join("p/a.txt"), "关于试点的通知\n一、总则\n给予补助。\n三、附则\n三、其他\n").unwrap();
    fs::write(dir.path().join("p/b.txt"), "一、总则\n二、附则\n").unwrap();
    dir
}

#[test]
fn check_draws_every_warning_with_file_line_and_caret() {
    let dir = corpus();
    let file = dir.path().join("p/a.txt").display().to_string();
    let (code, out, err) = told(&["check"], dir.path());
    assert_eq!((code, err.as_str()), (0, ""));
    let missing = format!("warning[missing_number]: number 3 follows 1; expected 2\n   {file}:4:1\n  |\n4 | 三、附则\n  | ^^^^^^^^\n\n");
    let normal = |s: &str| s.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    assert!(normal(&out).contains(&normal(&missing)), "{out}\nexpected\n{missing}");
    assert!(
        out.contains(&format!("{file}:5:1")) && out.ends_with("2 documents, 2 warnings: 1 missing_number, 1 duplicate_number\n"),
        "{out}"
    );
}

#[test]
fn check_picks_kinds_and_files_and_prints_json() {
    let dir = corpus();
    let (code, out, _) = told(&["check", "--kind", "duplicate_number", "--format", "json"], dir.path());
    let line: Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(code, 0);
    assert_eq!((line["line"].as_u64(), line["column"].as_u64(), line["kind"].as_str()), (Some(5), Some(1), Some("duplicate_number")));
    let one = dir.path().join("p/b.txt").display().to_string();
    assert_eq!(told(&["check", &one], dir.path()), (0, "1 document, 0 warnings\n".to_owned(), String::new()));
    let (code, _, err) = told(&["check", "--kind", "nonsense"], dir.path());
    assert!(code == 2 && err.contains("possible values: missing_number, duplicate_number"), "{err}");
}

#[test]
fn check_fails_for_unread_files_and_when_strict() {
    let dir = corpus();
    assert_eq!(told(&["check", "--strict"], dir.path()).0, 1);
    fs::write(dir.path().join("p/c.txt"), [0u8, 1, 2, 0, 255]).unwrap();
    let (code, out, err) = told(&["check"], dir.path());
    assert!(code == 1 && err.contains("p/c.txt: ") && out.contains("1 file not read"), "{code} {out} {err}");
}

#[test]
fn eval_prints_scores_and_fails_below_the_floor() {
    let (code, out, err) = told(&["eval"], Path::new("corpus"));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let row = out.lines().find(|l| l.starts_with("money ")).unwrap();
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["money", "28", "28", "1.000", "28", "28", "1.000"]);
    let (code, _, err) = told(&["eval", "--kind", "nonsense"], Path::new("corpus"));
    assert!(code == 2 && err.contains("expected one of citation, clause"), "{err}");
    // The same tables over a corpus whose document lost an amount.
    let dir = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new("corpus").into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let to = dir.path().join(entry.path().strip_prefix("corpus").unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = fs::read(entry.path()).unwrap();
        let text = String::from_utf8(text).map(|t| t.replace("3000万元、1000万元", "若干、1000万元").into_bytes());
        fs::write(to, text.unwrap_or_else(|e| e.into_bytes())).unwrap();
    }
    let (code, out, err) = told(&["eval"], dir.path());
    assert_eq!(code, 1);
    assert!(out.contains("- money guangzhou/2025-36 5/2 30000000") && err.contains("money: recall 0.964 is below 1"), "{out}{err}");
}

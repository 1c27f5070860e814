//! What is taken away can be read by other programs, and checked when it comes back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use calamine::{Data, Reader, Xlsx};
use tempfile::TempDir;

fn run(dir: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaoli"));
    command.args(args).arg("--corpus").arg(dir.join("corpus")).arg("--index").arg(dir.join("index"));
    command.stdin(Stdio::null()).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The corpus of this repository in a folder of its own, so that it can be changed.
fn corpus() -> TempDir {
    let dir = TempDir::new().unwrap();
    for entry in walkdir::WalkDir::new("corpus").into_iter().filter_map(Result::ok).filter(|e| e.file_type().is_file()) {
        let to = dir.path().join(entry.path());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(entry.path(), to).unwrap();
    }
    dir
}

fn export(dir: &Path, format: &str) -> PathBuf {
    let out = dir.join(format!("table.{format}"));
    let done = run(dir, &["compare", "--format", format, "--site", "http://127.0.0.1:8000/", "--out", out.to_str().unwrap()]);
    assert!(done.status.success(), "{format}: {}", text(&done.stderr));
    out
}

#[test]
fn a_table_is_verified_until_the_corpus_changes() {
    let dir = corpus();
    let files: Vec<PathBuf> = ["csv", "xlsx", "md", "json"].iter().map(|f| export(dir.path(), f)).collect();
    let verify = |file: &Path| run(dir.path(), &["verify", file.to_str().unwrap()]);
    for file in &files {
        let done = verify(file);
        let said = text(&done.stdout);
        assert!(done.status.success() && said.contains(" 一致;") && said.lines().count() == 1, "{}: {said}", file.display());
    }
    // One amount, one requirement in another place, one clause gone, one document gone, one remark added.
    let change = |path: &str, from: &str, to: &str| {
        let path = dir.path().join("corpus").join(path);
        let old = fs::read_to_string(&path).unwrap();
        assert!(old.contains(from), "{from}");
        fs::write(path, old.replacen(from, to, 1)).unwrap();
    };
    change("guangzhou/2025-36.txt", "3000万元、1000万元", "3500万元、1000万元");
    change("miit/2016-273.txt", "分享", "共享");
    fs::remove_file(dir.path().join("corpus/guangxi/pilot-plan.txt")).unwrap();
    let _ = fs::remove_file(dir.path().join("corpus/guangxi/pilot-plan.toml"));
    for file in &files {
        let done = verify(file);
        let said = text(&done.stdout);
        assert_eq!(done.status.code(), Some(1), "{said}");
        assert!(said.contains("文字不同  guangzhou/2025-36 5/2"), "{said}");
        assert!(said.contains("没有收录这份文件  guangxi/pilot-plan"), "{said}");
        assert!(said.contains("文件已变，这一条未变  miit/2016-273"), "{said}");
        assert!(said.lines().last().unwrap().contains("一致"), "{said}");
    }
}

#[test]
fn a_changed_value_or_address_in_the_table_is_seen() {
    let dir = corpus();
    let file = export(dir.path(), "csv");
    let table = fs::read_to_string(&file).unwrap();
    let line = table.lines().find(|l| l.contains(",guangzhou/2025-36,5/2,") && l.contains("3000 万元")).unwrap();
    let other = dir.path().join("other.csv");
    let said = |with: &str| {
        fs::write(&other, table.replace(line, with)).unwrap();
        let done = run(dir.path(), &["verify", other.to_str().unwrap()]);
        assert_eq!(done.status.code(), Some(1));
        text(&done.stdout)
    };
    assert!(said(&line.replacen("3000 万元", "4000 万元", 1)).contains("数值不同  guangzhou/2025-36 5/2"));
    assert!(said(&line.replacen(",5/2,", ",5/99,", 1)).contains("没有这一条  guangzhou/2025-36 5/99"));
    for (name, content, expected) in [
        ("a.csv", "a,b\n1,2\n", "the column topic (主题编号) is missing; found a, b"),
        ("a.xlsx", "no zip", "this is no workbook of ours"),
        ("a.json", "{}", "this is no exported comparison"),
        ("a.docx", "", "a Word document holds no records; export the same table as .xlsx to check it"),
        ("a.md", "# 表\n", "the block of records is missing"),
        ("a.pdf", "", "expected a table exported as .csv, .xlsx, .md or .json"),
    ] {
        let path = dir.path().join(name);
        fs::write(&path, content).unwrap();
        let done = run(dir.path(), &["verify", path.to_str().unwrap()]);
        assert!(done.status.code() == Some(1) && text(&done.stderr).contains(expected), "{name}: {}", text(&done.stderr));
    }
}

#[test]
fn a_workbook_has_typed_cells_links_and_sources() {
    let dir = corpus();
    let bytes = fs::read(export(dir.path(), "xlsx")).unwrap();
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["对照", "明细", "来源"]);
    let records = book.worksheet_range("明细").unwrap();
    let head: Vec<String> = records.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    let row = records.rows().find(|r| r[column("文件编号")] == "guangzhou/2025-36" && r[column("金额（元）")] == Data::Float(30_000_000.0));
    let row = row.expect("3000万元 as a number");
    assert_eq!((row[column("条款地址")].to_string(), row[column("文号")].to_string()), ("5/2".into(), "穗工信函〔2025〕36号".into()));
    assert_eq!(row[column("文件 SHA-256")].to_string().len(), 64);
    assert!(!row[column("提取规则")].to_string().is_empty());
    assert!(records.rows().any(|r| r[column("比例")] == Data::Float(0.3)), "30% as a number");
    let digests: Vec<_> = records.rows().filter(|r| r[column("文件编号")].to_string().starts_with("guangdong/")).collect();
    assert!(!digests.is_empty() && digests.iter().all(|r| r[column("文本性质")] == "digest"));
    let sources = book.worksheet_range("来源").unwrap();
    let corpus_documents = walkdir::WalkDir::new("corpus").into_iter().filter_map(Result::ok);
    let documents = corpus_documents.filter(|e| e.path().extension().is_some_and(|x| x == "txt" || x == "md")).count();
    let readme = usize::from(Path::new("corpus/README.md").is_file());
    assert_eq!(sources.rows().count(), documents - readme + 1);
    assert!(sources.rows().any(|r| r.iter().any(|c| *c == "要点（非原文）")));
}

#[test]
fn every_format_says_what_is_a_digest_and_where_it_stands() {
    let dir = corpus();
    let markdown = fs::read_to_string(export(dir.path(), "md")).unwrap();
    for part in ["要点（非原文）", "| 主题 |", "来源", "SHA-256 ", "guangzhou/2025-36 5/2", "cue.grant"] {
        assert!(markdown.contains(part), "{part}");
    }
    let docx = fs::read(export(dir.path(), "docx")).unwrap();
    assert!(docx.starts_with(b"PK"));
    let json: serde_json::Value = serde_json::from_slice(&fs::read(export(dir.path(), "json")).unwrap()).unwrap();
    let records = json["records"].as_array().unwrap();
    let filled: Vec<_> = records.iter().filter(|r| r["policy"] != "").collect();
    assert!(filled.len() > 100 && filled.iter().all(|r| r["sha256"].as_str().unwrap().len() == 64 && r["quote"] != ""));
    let table = text(&run(dir.path(), &["compare", "--format", "csv", "--topic", "support_upgrade"]).stdout);
    assert!(table.starts_with("\u{FEFF}topic,label,place,state,policy,address,value,quote,text_status,note,title,number,"));
}

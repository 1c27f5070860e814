//! The program itself: arguments, exit codes, what goes to stdout and what to stderr.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The program, with an index of its own in `dir`.
fn tiaoli(dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tiaoli"));
    command.arg("--index").arg(dir.join("index")).stdin(Stdio::null()).env("COLUMNS", "100");
    command
}

fn run(dir: &Path, args: &[&str]) -> Output {
    tiaoli(dir).args(args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit code, stdout, stderr.
fn told(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let output = run(dir, args);
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// What a successful command prints.
fn printed(dir: &Path, args: &[&str]) -> String {
    let (code, out, err) = told(dir, args);
    assert_eq!(code, 0, "{args:?}: {err}");
    out
}

/// A corpus of one document in a new folder.
fn small() -> (TempDir, PathBuf) {
    let dir = TempDir::new().unwrap();
    let corpus = dir.path().join("corpus");
    fs::create_dir_all(corpus.join("p")).unwrap();
    fs::write(corpus.join("p/a.txt"), "关于试点的通知\n一、总则\n给予一次性补助不超过200万元。\n三、附则\n本通知自印发之日起施行。\n")
        .unwrap();
    (dir, corpus)
}

/// A server that ends with the test.
struct Server {
    child: Child,
    /// host:port
    addr: String,
    /// What it printed before the address.
    before: String,
}

impl Server {
    fn start(command: &mut Command) -> Server {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut before = String::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
            if let Some(addr) = line.strip_prefix("http://") {
                return Server { addr: addr.to_owned(), child, before };
            }
            before += &(line + "\n");
        }
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        child.wait().unwrap();
        panic!("no address was printed: {before}{err}");
    }

    fn get(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.addr).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.addr).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Ends it, and gives what it wrote to stderr.
    fn end(mut self) -> String {
        self.child.kill().unwrap();
        let mut err = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        err
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn usage_is_2_failure_is_1_help_is_0() {
    let dir = TempDir::new().unwrap();
    let code = |args: &[&str]| run(dir.path(), args).status.code().unwrap();
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&["--version"]), 0);
    assert_eq!(code(&["frobnicate"]), 2);
    assert_eq!(code(&["parse"]), 2);
    assert_eq!(code(&["parse", "--format", "xml", "a.txt"]), 2);
    assert_eq!(code(&["search", "--limit", "0", "补助"]), 2);
    assert_eq!(code(&["search", "--sort", "size", "补助"]), 2);
    assert_eq!(code(&["parse", "nowhere.txt"]), 1);
    assert_eq!(code(&["--lexicon", "nowhere", "parse", "corpus/miit/2016-273.txt"]), 2);
}

#[test]
fn folders_of_words_are_added_and_what_is_wrong_in_them_is_told_at_once() {
    let dir = TempDir::new().unwrap();
    std::fs::create_dir_all(dir.path().join("docs/place")).unwrap();
    std::fs::write(dir.path().join("docs/place/a.txt"), "关于津贴的通知\n一、对企业给予津贴5万元。\n").unwrap();
    for (folder, file, rows) in [
        ("one", "synonyms.toml", "[[group]]\nwords = [\"津贴\", \"补贴\"]\n"),
        ("two", "synonyms.toml", "[[group]]\nwords = [\"补贴\", \"车马费\"]\n"),
        ("bad", "synonyms.toml", "[[group]]\nwords = [\"补贴\"]\n\n[[grop]]\n"),
    ] {
        std::fs::create_dir_all(dir.path().join(folder)).unwrap();
        std::fs::write(dir.path().join(folder).join(file), rows).unwrap();
    }
    let path = |name: &str| dir.path().join(name).to_string_lossy().into_owned();
    let hits = |lexicons: &[&str], query: &str| {
        let mut args = vec!["--corpus".to_owned(), path("docs")];
        lexicons.iter().for_each(|l| args.extend(["--lexicon".to_owned(), path(l)]));
        args.extend(["search", "--json", query].map(str::to_owned));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let found: Value = serde_json::from_str(&printed(dir.path(), &args)).unwrap();
        found["total"].as_u64().unwrap()
    };
    // One index, rebuilt whenever the words change.
    assert_eq!(hits(&[], "补助"), 0);
    assert!(hits(&["one"], "补助") > 0);
    assert_eq!(hits(&["one"], "车马费"), 0);
    assert!(hits(&["one", "two"], "车马费") > 0);
    assert_eq!(hits(&[], "补助"), 0);
    let (code, _, err) = told(dir.path(), &["--lexicon", &path("one"), "--lexicon", &path("bad"), "search", "补助"]);
    assert_eq!(code, 1);
    assert!(err.contains("bad/synonyms.toml:4: unknown field `grop`, expected `group`\n"), "{err}");
}

#[test]
fn every_command_has_help_with_an_example() {
    let dir = TempDir::new().unwrap();
    for command in ["serve", "ingest", "parse", "search", "compare"] {
        let help = printed(dir.path(), &["help", command]);
        assert!(help.contains("Examples:\n  tiaoli "), "{command}: {help}");
        for line in help.lines() {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "{command}: too wide: {line}");
        }
    }
}

#[test]
fn parse_prints_one_line_of_json_for_each_document_and_goes_on_after_a_bad_one() {
    let dir = TempDir::new().unwrap();
    let (code, out, err) = told(dir.path(), &["parse", "corpus/miit/2016-273.txt", "nowhere.txt", "corpus/guangzhou/2025-36.txt"]);
    let documents: Vec<Value> = out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let ids: Vec<&str> = documents.iter().map(|d| d["document"]["id"].as_str().unwrap()).collect();
    assert_eq!((code, ids), (1, vec!["miit/2016-273", "guangzhou/2025-36"]));
    assert_eq!(documents[0]["schema"], "tiaoli.parse/1");
    assert_eq!(err, "tiaoli: nowhere.txt: cannot read it: No such file or directory (os error 2)\n");
}

#[test]
fn parse_draws_a_tree_with_the_place_of_each_warning() {
    let (dir, corpus) = small();
    let file = corpus.join("p/a.txt");
    let tree = printed(dir.path(), &["--corpus", corpus.to_str().unwrap(), "parse", "--format", "tree", file.to_str().unwrap()]);
    let warning =
        format!("warning[missing_number]: number 3 follows 1; expected 2\n  {}:4:1\n  |\n4 | 三、附则\n  | ^^^^^^^^\n", file.display());
    assert!(tree.starts_with("关于试点的通知\n"), "{tree}");
    assert!(tree.contains("\nid         p/a\n"), "{tree}");
    assert!(tree.contains("\n1         一、总则\n"), "{tree}");
    assert!(tree.contains("≤ 2000000 yuan"), "{tree}");
    assert!(tree.ends_with(&warning), "{tree}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let dir = TempDir::new().unwrap();
    let mut child = tiaoli(dir.path())
        .args(["parse", "--format", "tree", "corpus/yunnan/2019-plan.txt", "corpus/guangzhou/2022-19.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}

#[test]
fn search_finds_the_same_clauses_in_either_script() {
    let dir = TempDir::new().unwrap();
    let hits = |query: &str| {
        let answer: Value = serde_json::from_str(&printed(dir.path(), &["search", query, "--json", "--limit", "1000"])).unwrap();
        let of = |hit: &Value| format!("{} {}", hit["policy"].as_str().unwrap(), hit["address"].as_str().unwrap());
        let hits: Vec<String> = answer["hits"].as_array().unwrap().iter().map(of).collect();
        assert_eq!(answer["total"].as_u64().unwrap() as usize, hits.len());
        hits
    };
    let simplified = hits("\"补助\"");
    assert_eq!(simplified, hits("\"補助\""));
    for policy in ["guangxi/pilot-plan", "guangzhou/2022-19"] {
        assert!(simplified.iter().any(|h| h.starts_with(policy)), "{policy} not in {simplified:?}");
    }
}

#[test]
fn search_compares_amounts_sorts_and_explains() {
    let dir = TempDir::new().unwrap();
    let out = printed(dir.path(), &["search", "资助>=1000万 地区:广西,广州", "--sort", "amount", "--explain"]);
    assert!(out.starts_with("有一个资助金额不低于 1000万元；地区为广西或广州\n"), "{out}");
    assert!(out.contains("· 有一个资助金额不低于 1000万元：“") && out.contains("· 地区为广西或广州：这份文件是 广西"), "{out}");
    assert!(out.find("guangzhou/2025-36 5/2").unwrap() < out.find("guangxi/pilot-plan 4/2/p1").unwrap(), "30 million before 10: {out}");
    let answer: Value = serde_json::from_str(&printed(dir.path(), &["search", "support>=1000万 cites:x", "--json"])).unwrap();
    assert_eq!(answer["canonical"], "资助.金额>=1000万元 引用:\"x\"");
    assert_eq!(answer["total"], 0);
    assert!(answer["hints"][0]["text"].as_str().unwrap().starts_with("去掉“引用:\"x\"”可得 "), "{answer}");
}

#[test]
fn search_shows_the_words_and_where_they_stand() {
    let dir = TempDir::new().unwrap();
    let out = printed(dir.path(), &["search", "\"一次性不超过200万元\""]);
    assert!(out.contains("\n1 clause:\n"), "{out}");
    assert!(out.contains("  1. guangxi/pilot-plan 4/2/p1  广西\n     广西壮族自治区制造业创新中心试点建设工作方案\n"), "{out}");
    assert!(!out.contains('\x1b'), "no colours when stdout is no terminal");
    let out = printed(dir.path(), &["search", "\"这句话哪里都没有\""]);
    assert!(out.contains("No clause matches.\n"), "{out}");
}

#[test]
fn compare_prints_the_same_table_in_every_format() {
    let dir = TempDir::new().unwrap();
    let compare = |format: &str| printed(dir.path(), &["compare", "--place", "广西,云南", "--format", format]);
    let json: Value = serde_json::from_str(&compare("json")).unwrap();
    let places: Vec<&str> = json["columns"].as_array().unwrap().iter().map(|c| c["place"].as_str().unwrap()).collect();
    assert_eq!(places, ["广西", "云南"]);
    let rows = json["rows"].as_array().unwrap();
    let (table, md, csv) = (compare("table"), compare("md"), compare("csv"));
    assert!(md.starts_with("| 主题 | 广西 | 云南 |\n|---|---|---|\n"), "{md}");
    assert_eq!(md.lines().filter(|l| l.starts_with("| ")).count(), rows.len() + 1);
    assert!(md.contains("\n来源\n\n- ") && md.contains("SHA-256 "), "{md}");
    assert!(csv.starts_with("\u{FEFF}topic,label,place,state,policy,address,value,quote,text_status,note,title,number,clause,rule,sha256,retrieved,source_url\r\n"), "{csv}");
    for row in rows {
        for cell in row["cells"].as_array().unwrap() {
            assert!(["found", "silent", "unrecognised", "not_held"].contains(&cell["state"].as_str().unwrap()));
            for entry in cell["entries"].as_array().unwrap() {
                let address = format!("{} {}", entry["policy"].as_str().unwrap(), entry["address"].as_str().unwrap());
                assert!(md.contains(&address), "{address} not in\n{md}");
                assert!(csv.contains(&address.replace(' ', ",")), "{address} not in\n{csv}");
            }
        }
    }
    for line in table.lines() {
        assert!(unicode_width::UnicodeWidthStr::width(line) <= 100, "too wide: {line}");
    }
    let (code, _, err) = told(dir.path(), &["compare", "--topic", "没有的主题"]);
    assert_eq!(code, 2);
    assert!(err.contains("没有的主题") && err.contains("最接近的是"), "{err}");
}

#[test]
fn ingest_reports_what_it_read_and_what_it_could_not() {
    let (dir, corpus) = small();
    fs::write(corpus.join("p/b.pdf"), "%PDF-1.7").unwrap();
    let root = corpus.to_str().unwrap();
    let (code, out, err) = told(dir.path(), &["--corpus", root, "ingest"]);
    assert_eq!((code, err.as_str()), (0, "tiaoli: not read: p/b.pdf: the format .pdf cannot be read yet; expected .txt or .md\n"));
    assert!(out.contains(": 1 document, "), "{out}");
    let named = |name: &str| told(dir.path(), &["--corpus", root, "ingest", corpus.join(name).to_str().unwrap()]).0;
    assert_eq!((named("p/a.txt"), named("p/b.pdf"), named("p")), (0, 1, 1));
    let outside = dir.path().join("c.txt");
    fs::write(&outside, "x").unwrap();
    let (code, _, err) = told(dir.path(), &["--corpus", root, "ingest", outside.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(err.contains(&format!("copy it to {root}/<place>/c.txt first")), "{err}");
}

#[test]
fn serve_prints_what_it_read_and_its_address_and_answers() {
    let dir = TempDir::new().unwrap();
    let server = Server::start(tiaoli(dir.path()).args(["serve", "--addr", "127.0.0.1:0"]));
    assert!(server.before.starts_with("corpus: 7 documents, "), "{}", server.before);
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200"), "{}", server.get("/healthz"));
    assert!(server.get("/p/guangxi/pilot-plan").contains("广西壮族自治区制造业创新中心试点建设工作方案"));
    assert_eq!(server.end(), "");
}

#[test]
fn a_port_in_use_is_named_with_the_way_out() {
    let (dir, corpus) = small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let (code, _, err) = told(dir.path(), &["--corpus", corpus.to_str().unwrap(), "serve", "--addr", &addr]);
    assert_eq!(code, 1);
    assert!(err.contains(&addr) && err.contains("in use") && err.contains("--addr"), "{err}");
}

#[test]
fn without_corpus_and_index_nothing_is_served_and_with_an_index_it_is() {
    let (dir, corpus) = small();
    let nowhere = dir.path().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    let (code, out, err) = told(dir.path(), &["--corpus", nowhere, "serve", "--addr", "127.0.0.1:0"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(err.contains(&format!("there is no folder {nowhere}; create it")), "{err}");

    printed(dir.path(), &["--corpus", corpus.to_str().unwrap(), "ingest"]);
    let server = Server::start(tiaoli(dir.path()).args(["--corpus", nowhere, "serve", "--addr", "127.0.0.1:0"]));
    assert!(server.get("/p/p/a").contains("关于试点的通知"));
    let err = server.end();
    assert!(err.contains(nowhere), "{err}");
}

#[test]
fn an_empty_corpus_is_served_and_says_so() {
    let dir = TempDir::new().unwrap();
    let corpus = dir.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    let server = Server::start(tiaoli(dir.path()).args(["--corpus", corpus.to_str().unwrap(), "serve", "--addr", "127.0.0.1:0"]));
    assert!(server.get("/").starts_with("HTTP/1.1 200"));
    let err = server.end();
    assert!(err.contains(&format!("{} holds no document yet; put one there", corpus.display())), "{err}");
}

#[test]
fn a_damaged_index_is_built_again() {
    fn damage(dir: &Path) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { damage(&path) } else { fs::write(&path, "damaged").unwrap() }
        }
    }
    let (dir, corpus) = small();
    let search = || printed(dir.path(), &["--corpus", corpus.to_str().unwrap(), "search", "补助"]);
    let before = search();
    assert!(before.contains("p/a 1"), "{before}");
    damage(&dir.path().join("index"));
    assert_eq!(search(), before);
}

#[test]
fn a_draft_is_checked_and_the_exit_status_tells() {
    let (dir, corpus) = small();
    let draft = dir.path().join("draft.txt");
    let corpus = corpus.to_str().unwrap().to_owned();
    let cite = |text: &str, more: &[&str]| {
        fs::write(&draft, text).unwrap();
        let mut args = vec!["--corpus", &corpus, "cite", draft.to_str().unwrap(), "--date", "2026-03-01"];
        args.extend(more);
        told(dir.path(), &args)
    };
    let (code, out, _) = cite("依据《关于试点的通知》第一部分，“给予一次性补助不超过200万元”。", &[]);
    assert_eq!(code, 0, "{out}");
    assert!(out.starts_with("未核对 0 处，有错 0 处") && out.contains("引用文件清单"), "{out}");
    let wrong = "依据《关于试点的通知》第九部分，“给予一次性补助不超过300万元”。";
    let (code, out, _) = cite(wrong, &["--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["citations"][0]["outcome"]), (1, &"no_such_clause".into()));
    assert_eq!((&json["quotations"][0]["outcome"], &json["wrong"]), (&"words_differ".into(), &2.into()));
    let (code, out, _) = cite(wrong, &[]);
    assert!(code == 1 && out.contains("[-200-]{+300+}") && !out.contains('\u{1b}'), "{out}");
    let unheld = "依据《没有收录的办法》第三条。";
    assert_eq!((cite(unheld, &[]).0, cite(unheld, &["--strict"]).0), (0, 1));
    let file = dir.path().join("out.docx");
    let (code, out, _) = cite(unheld, &["--format", "docx", "--out", file.to_str().unwrap()]);
    assert_eq!((code, out.as_str()), (0, ""));
    assert!(fs::read(&file).unwrap().starts_with(b"PK"));
    let (code, out, _) = cite(unheld, &["--format", "md", "--site", "https://policy.example/"]);
    assert!(code == 0 && out.contains("没有收录"), "{out}");
    assert_eq!(cite(unheld, &["--date", "x"]).0, 2);
    assert_eq!(told(dir.path(), &["--corpus", &corpus, "cite", "nothing.txt"]).0, 1);
}

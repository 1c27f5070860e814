//! The command line as a whole: help and its examples, spellings, colours, messages, exit status, completions, man pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use super::support::write;

/// A folder in which the program works as in a fresh copy of the repository, with an index of its own; on PATH.
struct Place {
    dir: TempDir,
}

static PLACE: LazyLock<Place> = LazyLock::new(|| {
    let dir = TempDir::new().unwrap();
    let here = std::env::current_dir().unwrap();
    fs::create_dir_all(dir.path().join("index")).unwrap();
    fs::create_dir_all(dir.path().join("bin")).unwrap();
    for (name, to) in [("corpus", "corpus"), ("tests", "tests"), ("index/lexicon", "index/lexicon")] {
        std::os::unix::fs::symlink(here.join(to), dir.path().join(name)).unwrap();
    }
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_tiaoli"), dir.path().join("bin/tiaoli")).unwrap();
    write(&dir.path().join("通知.txt"), "关于试点的通知\n一、总则\n给予一次性补助不超过200万元。\n");
    write(&dir.path().join("批复.txt"), "关于认定的批复\n根据工信部科〔2016〕273号第三部分，同意认定。\n");
    write(&dir.path().join("公司.toml"), "sales = [\"1.2亿元\", \"9,800万\"]\nmembers = 5\n");
    let place = Place { dir };
    place.printed("tiaoli ingest --quiet");
    place
});

impl Place {
    fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Runs a line as a shell does.
    fn shell(&self, line: &str) -> Output {
        let path = format!("{}:{}", self.path().join("bin").display(), std::env::var("PATH").unwrap());
        let mut command = Command::new("sh");
        command.arg("-c").arg(line).current_dir(self.path()).env("PATH", path).env("COLUMNS", "300").stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "TERM"] {
            command.env_remove(variable);
        }
        command.output().unwrap()
    }

    /// Exit status, stdout, stderr.
    fn told(&self, line: &str) -> (i32, String, String) {
        let output = self.shell(line);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    }

    fn printed(&self, line: &str) -> String {
        let (code, out, err) = self.told(line);
        assert_eq!(code, 0, "{line}: {err}{out}");
        out
    }
}

/// The commands that the help of the program lists.
fn commands() -> Vec<String> {
    let help = PLACE.printed("tiaoli --help");
    let listed = help.split("Options (").next().unwrap().lines();
    let names =
        listed.filter_map(|l| l.strip_prefix("  ").filter(|l| !l.starts_with(' '))?.split_once(' ')).map(|(name, _)| name.to_owned());
    names.filter(|n| n != "help").collect()
}

/// The examples in the help of a command, without what is said beside them.
fn examples(command: &str) -> Vec<String> {
    let help = PLACE.printed(&format!("tiaoli help {command}"));
    let (_, after) = help.split_once("Examples:\n").unwrap_or_else(|| panic!("{command} has no example:\n{help}"));
    let lines = after.lines().take_while(|l| !l.is_empty());
    lines.map(|l| l.trim().split("  ").next().unwrap().to_owned()).collect()
}

#[test]
fn every_example_of_every_command_works_on_the_documents_of_the_repository() {
    let commands = commands();
    assert!(commands.len() > 20, "{commands:?}");
    let mut run = 0;
    // Tables are verified after they have been written.
    for command in commands.iter().filter(|c| *c != "verify").chain([&"verify".to_owned()]) {
        let examples = examples(command);
        assert!((2..=7).contains(&examples.len()), "{command}: {examples:?}");
        for example in &examples {
            // What waits for somebody is left out; and there is no decision yet to show or to back up.
            if command == "serve" || ["tiaoli decisions show", "tiaoli decisions backup"].iter().any(|e| example.starts_with(e)) {
                continue;
            }
            let (code, out, err) = PLACE.told(example);
            assert_eq!(code, 0, "{example}\n{out}\n{err}");
            if example.contains("--json") || example.contains("--format json") {
                assert!(out.lines().all(|l| serde_json::from_str::<Value>(l).is_ok()), "{example}: {out}");
            }
            run += 1;
        }
    }
    assert!(run > 50, "only {run} examples");
}

#[test]
fn help_is_whole_and_names_what_can_be_chosen() {
    let help = PLACE.printed("tiaoli --help");
    for part in ["Search and compare:", "Exit status:", "NO_COLOR", "--quiet", "--color", "--corpus", "tiaoli help COMMAND"] {
        assert!(help.contains(part), "{part} not in\n{help}");
    }
    for (command, parts) in [
        ("search", &["--place <PLACE>", "--topic <TOPIC>", "--date <YYYY-MM-DD>", "--limit <N>", "relevance, date, amount", "JSON: {"][..]),
        ("check", &["missing_number", "unknown_year"]),
        ("cite-as", &["official, legal, gbt7714, bibtex, markdown, url"]),
        ("radar", &["--place <PLACE>", "--date <YYYY-MM-DD>", "--json"]),
    ] {
        let help = PLACE.printed(&format!("tiaoli {command} --help"));
        parts.iter().for_each(|p| assert!(help.contains(p), "{command}: {p} not in\n{help}"));
        assert!(help.contains("Folders and files:") && help.contains("Messages:"), "{help}");
    }
    let (code, out, _) = PLACE.told("tiaoli help decisions list");
    assert!(code == 0 && out.contains("draft, issued, withdrawn"), "{out}");
}

#[test]
fn a_slip_is_answered_with_the_nearest_name() {
    for (line, part) in [
        ("tiaoli serch 补助", "'search'"),
        ("tiaoli search --limt 3 补助", "'--limit'"),
        ("tiaoli search --sort relevence 补助", "'relevance'"),
        ("tiaoli check --kind missing_numbers", "'missing_number'"),
        ("tiaoli diff guangzhou/2025-63 miit/2016-273", "guangzhou/2025-36"),
        ("tiaoli missing --place 云楠", "云南"),
        ("tiaoli radar --place 云楠", "云南"),
        ("tiaoli search 补助 --place 云楠", "云南"),
        ("tiaoli search 补助 --topic 认定支特", "认定支持"),
        ("tiaoli search 补助 --date 昨天", "such as 2026-03-01"),
        ("tiaoli resolve 甲 --date 2026-02-30", "such as 2026-03-01"),
        ("tiaoli completions tcsh", "bash"),
    ] {
        let (code, out, err) = PLACE.told(line);
        assert_eq!((code, out.as_str()), (2, ""), "{line}: {err}");
        assert!(err.contains(part), "{line}: {err}");
    }
}

#[test]
fn json_is_asked_for_in_two_spellings_everywhere() {
    for command in [
        "search 补助",
        "compare --place 广西",
        "check",
        "missing",
        "radar",
        "lineage",
        "procedure --place 云南",
        "eligibility --company 公司.toml",
        "diff guangxi/pilot-plan/4/2 guangzhou/2025-36/5/2",
        "resolve 工信部科〔2016〕273号",
        "cite 批复.txt",
        "cite-as guangzhou/2025-36",
        "form yunnan/2019-plan",
        "parse corpus/miit/2016-273.txt",
        "addresses",
        "decisions list",
    ] {
        let (one, other) = (PLACE.printed(&format!("tiaoli {command} --json")), PLACE.printed(&format!("tiaoli {command} --format json")));
        assert_eq!(one, other, "{command}");
        assert!(one.lines().all(|l| serde_json::from_str::<Value>(l).is_ok_and(|v| v.is_object())), "{command}: {one}");
    }
    let report: Value = serde_json::from_str(&PLACE.printed("tiaoli --index json-index ingest --json")).unwrap();
    assert_eq!((&report["documents"], &report["failures"]), (&7.into(), &serde_json::json!([])));
}

#[test]
fn with_json_the_messages_are_json_too() {
    let error = |line: &str| -> (i32, Value) {
        let (code, _, err) = PLACE.told(line);
        (code, serde_json::from_str(&err).unwrap_or_else(|e| panic!("{line}: {e}: {err}")))
    };
    let (code, said) = error("tiaoli parse nowhere.txt --json");
    assert_eq!((code, &said["error"]["kind"], &said["error"]["exit"]), (1, &"failure".into(), &1.into()));
    let (code, said) = error("tiaoli diff nowhere/1 nowhere/2 --json");
    assert_eq!((code, &said["error"]["kind"], &said["error"]["exit"]), (2, &"usage".into(), &2.into()));
    let (code, said) = error("tiaoli search --json --limit 0 补助");
    assert_eq!(code, 2);
    assert!(said["error"]["message"].as_str().unwrap().contains("--limit"), "{said}");
    let (code, said) = error("mkdir empty && tiaoli --corpus empty --index empty-index ingest --json");
    assert_eq!(code, 0);
    assert!(said["warning"]["message"].is_string(), "{said}");
}

#[test]
fn quiet_keeps_remarks_back_and_errors_not() {
    assert!(!PLACE.told("tiaoli search '(补助'").2.is_empty());
    let (code, out, err) = PLACE.told("tiaoli search -q '(补助'");
    assert!(code == 0 && !out.is_empty() && err.is_empty(), "{err}");
    assert!(PLACE.told("tiaoli --quiet parse nowhere.txt").2.contains("nowhere.txt"));
}

#[test]
fn colours_are_only_there_where_they_are_wanted() {
    let coloured = |line: &str| PLACE.printed(line).contains('\u{1b}');
    for command in [
        "search 补助",
        "compare --place 广西",
        "diff guangxi/pilot-plan/4/2 guangzhou/2025-36/5/2",
        "cite 批复.txt",
        "--help",
        "help search",
    ] {
        assert!(!coloured(&format!("tiaoli {command}")), "{command}: stdout is no terminal");
        assert!(!coloured(&format!("TERM=dumb tiaoli {command}")), "{command}");
        assert!(!coloured(&format!("NO_COLOR=1 tiaoli {command}")), "{command}");
        assert!(coloured(&format!("CLICOLOR_FORCE=1 tiaoli {command}")), "{command}");
        assert!(!coloured(&format!("CLICOLOR_FORCE=1 tiaoli --color never {command}")), "{command}");
        assert!(coloured(&format!("NO_COLOR=1 tiaoli --color always {command}")), "{command}");
    }
    // Data is never coloured.
    for command in ["search 补助 --json", "parse corpus/miit/2016-273.txt", "completions bash", "man"] {
        assert!(!coloured(&format!("tiaoli --color always {command}")), "{command}");
    }
    let (_, _, err) = PLACE.told("tiaoli --color always parse nowhere.txt");
    assert!(err.starts_with("\u{1b}[31mtiaoli:\u{1b}[0m nowhere.txt"), "{err:?}");
}

#[test]
fn a_reader_that_has_enough_ends_the_program_in_silence() {
    let line = "tiaoli search 创新 --limit 1000 | head -1";
    let (code, out, err) = PLACE.told(line);
    assert_eq!((code, out.lines().count(), err.as_str()), (0, 1, ""), "{line}");
    let (_, _, err) = PLACE.told("{ tiaoli search 创新 --limit 1000; echo \"ended with $?\" >&2; } | head -1");
    assert_eq!(err, "ended with 0\n");
}

#[test]
fn the_exit_status_is_what_the_help_says() {
    let code = |line: &str| PLACE.told(line).0;
    write(&PLACE.path().join("wrong.txt"), "根据工信部科〔2016〕273号第九十九部分，“补助不超过一万亿元，不设上限”。\n");
    write(&PLACE.path().join("unheld.txt"), "根据《没有收录的办法》第三条。\n");
    assert_eq!((code("tiaoli cite wrong.txt"), code("tiaoli cite unheld.txt"), code("tiaoli cite unheld.txt --strict")), (1, 0, 1));
    let table = PLACE.printed("tiaoli compare --place 广西 --format csv");
    write(&PLACE.path().join("table.csv"), &table);
    write(&PLACE.path().join("changed.csv"), &table.replace("200 万元", "300 万元"));
    assert_eq!((code("tiaoli verify table.csv"), code("tiaoli verify changed.csv")), (0, 1));
    write(&PLACE.path().join("other/p/a.txt"), "关于试点的通知\n一、总则\n三、附则\n本通知自印发之日起施行。\n");
    let check = "tiaoli --corpus other --index other-index check";
    assert_eq!((code(check), code(&format!("{check} --strict"))), (0, 1));
    assert_eq!(code("tiaoli --corpus other --index other-index ingest other/p/nowhere.txt"), 1);
    assert_eq!((code("tiaoli decisions show 3"), code("tiaoli decisions show three")), (1, 2));
    // Nothing found is an answer.
    assert_eq!(code("tiaoli search '\"这句话哪里都没有\"'"), 0);
}

#[test]
fn search_is_narrowed_by_options_as_by_words() {
    let found =
        |line: &str| -> Value { serde_json::from_str(&PLACE.printed(&format!("tiaoli search {line} --json --limit 1000"))).unwrap() };
    assert_eq!(found("补助 --place 廣西,guangzhou")["hits"], found("'补助 place:广西,广州'")["hits"]);
    assert_eq!(found("补助 --date 2025-06-30")["hits"], found("'补助 in_force:2025-06-30'")["hits"]);
    assert_eq!(found("补助 --topic 认定支持")["hits"], found("'补助 topic:认定支持'")["hits"]);
    let all = found("创新");
    let page: Value = serde_json::from_str(&PLACE.printed("tiaoli search 创新 --limit 3 --offset 2 --json")).unwrap();
    assert_eq!(page["hits"].as_array().unwrap()[..], all["hits"].as_array().unwrap()[2..5]);
    assert!(PLACE.printed("tiaoli search 创新 --limit 3 --offset 2").contains(", from 3 to 5:\n\n  3. "));
}

#[test]
fn shells_and_man_read_what_is_written_for_them() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = PLACE.printed(&format!("tiaoli completions {shell}"));
        for word in ["search", "cite-as", "topic", "quiet"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(PLACE.told("tiaoli completions bash | bash -n").0, 0);
    PLACE.printed("tiaoli man pages -q");
    let pages: Vec<PathBuf> = fs::read_dir(PLACE.path().join("pages")).unwrap().map(|e| e.unwrap().path()).collect();
    for command in commands() {
        assert!(pages.iter().any(|p| p.ends_with(format!("tiaoli-{command}.1"))), "{command}: {pages:?}");
    }
    assert!(pages.iter().any(|p| p.ends_with("tiaoli-decisions-list.1")));
    for page in &pages {
        let text = fs::read_to_string(page).unwrap();
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH \"EXIT STATUS\"", ".SH ENVIRONMENT", ".SH FILES"] {
            assert!(text.contains(section), "{}: {section}", page.display());
        }
        assert!(!text.contains('\u{1b}'), "{}", page.display());
    }
    assert_eq!(PLACE.printed("tiaoli man"), fs::read_to_string(PLACE.path().join("pages/tiaoli.1")).unwrap());
}

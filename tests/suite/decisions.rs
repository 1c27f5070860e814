//! The register as a file: killed while writing, and on the command line.

use std::io::{BufRead, BufReader, Lines, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use tiaoli::decision::{Action, Content, Detail, Register};

use crate::support::told;

/// Where the helper below writes.
const PLACE: &str = "TIAOLI_TEST_REGISTER";
/// How often it is killed: writers with registers of their own at the same time, each so many times.
const WRITERS: u64 = 8;
const KILLS_EACH: usize = 25;

fn content(title: &str) -> Content {
    Content { title: title.to_owned(), text: "甲".repeat(3000), ..Content::default() }
}

/// Not a test of its own: saves without end, and says on stdout what has been saved. Started by the test below.
#[test]
#[ignore = "a helper of the tests below"]
fn writer() {
    let Some(path) = std::env::var_os(PLACE) else { return };
    let register = Register::at(path);
    let mut out = std::io::stdout();
    let mut made = register.create(&content("新"), &[], "写手").unwrap();
    writeln!(out, "ack {} {}", made.id, made.version).unwrap();
    loop {
        let next = content(&format!("第{}版", made.version + 1));
        made = match made.version {
            5 => register.create(&content("新"), &[], "写手").unwrap(),
            _ => register.save(made.id, made.version, &next, &[], "写手", (Action::Edit, Detail::default())).unwrap(),
        };
        writeln!(out, "ack {} {}", made.id, made.version).unwrap();
    }
}

/// What was acknowledged: the last version of each decision.
type Acknowledged = std::collections::BTreeMap<i64, i64>;

/// A writer, and the lines it says.
fn start(path: &Path) -> (Child, Lines<BufReader<ChildStdout>>) {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "decisions::writer", "--ignored", "--nocapture", "--test-threads=1"])
        .env(PLACE, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let output = writer.stdout.take().unwrap();
    (writer, BufReader::new(output).lines())
}

/// Notes an acknowledgement; a line that was torn is none.
fn note(line: &str, acknowledged: &mut Acknowledged) -> bool {
    let Some(at) = line.find("ack ") else { return false };
    let told: Vec<&str> = line[at + 4..].split(' ').collect();
    let [Ok(id), Ok(version)] = [told[0].parse::<i64>(), told.get(1).unwrap_or(&"").parse::<i64>()] else { return false };
    let known = acknowledged.entry(id).or_default();
    *known = version.max(*known);
    true
}

#[test]
fn what_was_acknowledged_survives_being_killed_two_hundred_times() {
    let dir = TempDir::new().unwrap();
    let kill_one = |which: u64| {
        let path = dir.path().join(format!("decisions-{which}.db"));
        // A plain generator of numbers: the moments differ, and the test can be told again.
        let mut seed: u64 = 0x9E37_79B9_7F4A_7C15 ^ which;
        let (mut acknowledged, mut killed_while_writing) = (Acknowledged::new(), 0);
        for kill in 0..KILLS_EACH {
            seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            let (mut writer, mut lines) = start(&path);
            // Every fifth is killed while it starts, the others after they have begun to write, however busy the
            // machine is.
            if kill % 5 != 0 {
                let begun = lines.by_ref().map_while(Result::ok).any(|line| note(&line, &mut acknowledged));
                assert!(begun, "the writer ended without saving");
                killed_while_writing += 1;
            }
            std::thread::sleep(Duration::from_micros((seed >> 33) % 20_000));
            writer.kill().unwrap();
            writer.wait().unwrap();
            lines.map_while(Result::ok).for_each(|line| {
                note(&line, &mut acknowledged);
            });
            check(&path, &acknowledged);
        }
        assert!(!acknowledged.is_empty());
        killed_while_writing
    };
    let kill_one = &kill_one;
    let killed: usize = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..WRITERS).map(|which| scope.spawn(move || kill_one(which))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!((KILLS_EACH * WRITERS as usize, killed), (200, 160));
}

#[test]
fn a_backup_is_taken_while_others_write() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("decisions.db");
    let (mut writer, mut lines) = start(&path);
    let mut acknowledged = Acknowledged::new();
    for n in 0..5 {
        let more = lines.by_ref().map_while(Result::ok).any(|line| note(&line, &mut acknowledged));
        assert!(more, "the writer ended");
        let copy = dir.path().join(format!("copy-{n}.db"));
        let (code, _, err) =
            told(dir.path(), &["--register", &path.display().to_string(), "decisions", "backup", &copy.display().to_string()]);
        assert_eq!(code, 0, "{err}");
        check(&copy, &acknowledged);
    }
    assert!(writer.try_wait().unwrap().is_none(), "it was writing all the time");
    writer.kill().unwrap();
    writer.wait().unwrap();
}

/// Every acknowledged version is there, and every decision is what the last line of its history says.
fn check(path: &Path, acknowledged: &Acknowledged) {
    let register = Register::at(path);
    register.check().unwrap();
    for (id, version) in acknowledged {
        let held = register.get(*id).unwrap().unwrap_or_else(|| panic!("decision {id} was acknowledged and is lost"));
        assert!(held.version >= *version, "decision {id}: version {version} was acknowledged, {} is held", held.version);
        let history = register.history(*id).unwrap();
        assert!(history.iter().map(|c| c.version).eq(1..=held.version), "decision {id}");
        assert_eq!(history.last().map(|c| &c.content), Some(&held.content), "decision {id}");
    }
}

#[test]
fn the_command_line_lists_shows_exports_imports_and_backs_up() {
    let dir = TempDir::new().unwrap();
    let at = dir.path();
    std::fs::create_dir_all(at.join("corpus/p")).unwrap();
    std::fs::write(at.join("corpus/p/law.txt"), "甲市平台管理办法\n第一条 甲。\n第二条 乙。\n").unwrap();
    let done = |args: &[&str]| {
        let (code, out, err) = told(at, args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    };
    assert_eq!(done(&["decisions", "list"]), "");
    assert_eq!(done(&["decisions", "export"]), "");
    let beside = at.join("data/decisions.db");
    assert!(!beside.exists());
    let (code, _, err) = told(at, &["decisions", "backup", "x.db"]);
    assert!(code == 1 && err.contains("there is no register"), "{err}");
    let register = Register::at(&beside);
    register.create(&Content { title: "关于甲的批复".into(), number: "甲〔2026〕1号".into(), ..Content::default() }, &[], "张三").unwrap();
    assert_eq!(done(&["decisions", "list"]), "1\tdraft\t-\t甲〔2026〕1号\t0\t关于甲的批复\n");
    assert_eq!(done(&["decisions", "list", "--status", "issued"]), "");
    assert_eq!(told(at, &["decisions", "list", "--status", "x"]).0, 2);
    assert!(done(&["decisions", "show", "1"]).contains("关于甲的批复"));
    assert_eq!(told(at, &["decisions", "show", "2"]).0, 1);
    let lines = at.join("all.jsonl").display().to_string();
    assert!(done(&["decisions", "export", "--out", &lines]).contains("1 decisions"));
    assert_eq!(told(at, &["decisions", "export", "--out", &lines]).0, 1, "an existing file is not overwritten");
    let other = at.join("other.db").display().to_string();
    assert_eq!(done(&["--register", &other, "decisions", "import", &lines]), "1 added, 0 updated, 0 held already\n");
    assert_eq!(done(&["--register", &other, "decisions", "import", &lines]), "0 added, 0 updated, 1 held already\n");
    assert_eq!(done(&["--register", &other, "decisions", "export"]), std::fs::read_to_string(&lines).unwrap());
    let copy = at.join("copy.db").display().to_string();
    assert!(done(&["decisions", "backup", &copy]).contains("1 decisions"));
    assert_eq!(told(at, &["decisions", "backup", &copy]).0, 1);
    std::fs::write(at.join("bad.db"), "不是数据库。".repeat(300)).unwrap();
    let (code, _, err) = told(at, &["--register", &at.join("bad.db").display().to_string(), "decisions", "list"]);
    assert!(code == 1 && err.contains("bad.db") && err.contains("damaged"), "{err}");
}

#[test]
#[cfg(unix)]
fn tokens_do_not_stand_on_the_command_line() {
    use std::os::unix::fs::PermissionsExt;
    let dir = TempDir::new().unwrap();
    let file = dir.path().join("token");
    std::fs::write(&file, "0123456789abcdef\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let open = format!("张三=file:{}", file.display());
    for (given, part) in [
        (open.as_str(), "chmod 600"),
        ("张三=geheim-geheim-geheim", "command line"),
        ("张三", "expected NAME"),
        ("张三=env:NOT_SET_ANYWHERE", "not set"),
    ] {
        let (code, _, err) = told(dir.path(), &["serve", "--editor", given]);
        assert!(code == 2 && err.contains(part) && !err.contains("geheim-geheim"), "{given}: {err}");
    }
}

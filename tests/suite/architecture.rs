//! The house: a room uses only rooms above it.

use std::path::{Path, PathBuf};

/// The rooms, top first, as `src/lib.rs` lists them.
fn rooms() -> Vec<String> {
    let lib = std::fs::read_to_string("src/lib.rs").unwrap();
    lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).map(str::to_owned).collect()
}

fn files(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The room a source file belongs to: `src/text/script.rs` and `src/text.rs` are both `text`.
fn room_of(path: &Path) -> String {
    let first = path.strip_prefix("src").unwrap().components().next().unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned()
}

#[test]
fn a_room_uses_only_rooms_above_it() {
    let rooms = rooms();
    assert!(rooms.len() > 10, "src/lib.rs must list the rooms as `pub mod name;`, found {rooms:?}");
    let place = |room: &str| rooms.iter().position(|r| r == room);
    let (mut paths, mut wrong) = (Vec::new(), Vec::new());
    files(Path::new("src"), &mut paths);
    for path in paths {
        let room = room_of(&path);
        let Some(here) = place(&room) else { continue };
        let text = std::fs::read_to_string(&path).unwrap();
        for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if place(&used).is_some_and(|there| there > here) {
                    wrong.push(format!("{}:{}: `{room}` uses `{used}`, which stands below it in src/lib.rs", path.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a room may use only rooms above it:\n{}", wrong.join("\n"));
}

#[test]
fn each_outside_library_has_one_owner() {
    let owners: [(&str, &[&str]); 17] = [
        ("fluent_bundle", &["src/message/"]),
        ("fluent_syntax", &["src/message/"]),
        ("rmcp", &["src/mcp/"]),
        ("clap_complete", &["src/cli/"]),
        ("clap_mangen", &["src/cli/"]),
        ("rusqlite", &["src/decision/store/"]),
        ("pinyin", &["src/text/sound.rs"]),
        ("opencc_rust", &["src/text/script.rs"]),
        ("ferrous_opencc", &["src/text/script.rs"]),
        ("jieba_rs", &["src/text/segment.rs"]),
        ("tantivy", &["src/index/", "src/search/"]),
        ("aho_corasick", &["src/lexicon/gate.rs"]),
        ("bitpacking", &["src/index/grams/"]),
        ("hashbrown", &["src/index/"]),
        ("axum", &["src/web/"]),
        ("similar", &["src/compare/align/", "src/decision/"]),
        ("askama", &["src/web/"]),
    ];
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    for path in paths {
        let name = path.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).unwrap();
        for (library, rooms) in owners {
            let used = text.lines().any(|l| !l.trim_start().starts_with("//") && l.contains(&format!("{library}::")));
            assert!(!used || rooms.iter().any(|r| name.starts_with(r)), "{name} uses {library}, which belongs to {rooms:?}");
        }
    }
}

#[test]
fn files_stay_short_enough_to_read() {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    files(Path::new("tests/suite"), &mut paths);
    for path in paths {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines; split it so that each part has a name", path.display());
    }
}

/// The patterns that are written in the code, with the file of each: what stands in `pattern("…")`, with an example in
/// the place of what is filled in.
fn patterns() -> Vec<(PathBuf, String)> {
    let call = regex::Regex::new(
        r####"\bpattern\(\s*(?P<format>&format!\(\s*)?(?:r"(?P<raw>[^"]*)"|r#"(?P<fenced>.*?)"#|"(?P<plain>(?:[^"\\]|\\.)*)")"####,
    )
    .unwrap();
    let brace = regex::Regex::new(r"\{\{|\}\}|\{[A-Za-z_]+\}").unwrap();
    let (mut paths, mut found) = (Vec::new(), Vec::new());
    files(Path::new("src"), &mut paths);
    for path in paths {
        let code = std::fs::read_to_string(&path).unwrap();
        for call in call.captures_iter(&code) {
            let text = ["raw", "fenced", "plain"].iter().find_map(|name| call.name(name)).unwrap().as_str();
            let mut text = if call.name("plain").is_some() { text.replace("\\\\", "\\") } else { text.to_owned() };
            if call.name("format").is_some() {
                // Doubled braces are braces of the pattern; what is filled in may be a number of times.
                let filled = |found: &regex::Captures| match &found[0] {
                    "{{" => "{",
                    "}}" => "}",
                    _ => "1",
                };
                text = brace.replace_all(&text, filled).into_owned();
            }
            found.push((path.clone(), text));
        }
    }
    found
}

#[test]
fn every_pattern_of_the_code_can_be_read() {
    let patterns = patterns();
    assert!(patterns.len() > 60, "only {} patterns were found; are they written in another way?", patterns.len());
    for (path, text) in patterns {
        assert!(regex::Regex::new(&text).is_ok(), "{}: {:?}", path.display(), regex::Regex::new(&text).err());
    }
}

#[test]
fn patterns_are_made_in_one_place() {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    for path in paths {
        // A mistake in a word list is told by file and line, so the word lists make their own.
        let makes = path.ends_with("text/pattern.rs") || path.starts_with("src/lexicon");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(makes || !text.contains("Regex::new("), "{}: patterns are made by text::pattern", path.display());
    }
}

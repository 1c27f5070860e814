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
    let owners: [(&str, &[&str]); 9] = [
        ("rusqlite", &["src/decision/store/"]),
        ("pinyin", &["src/text/sound.rs"]),
        ("opencc_rust", &["src/text/script.rs"]),
        ("ferrous_opencc", &["src/text/script.rs"]),
        ("jieba_rs", &["src/text/segment.rs"]),
        ("tantivy", &["src/index/", "src/search/"]),
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
        assert!(lines <= 450, "{} has {lines} lines; split it so that each part has a name", path.display());
    }
}

//! The store alone: made late, two editors, a history that stays, versions, damage, export and backup.

use std::io::Cursor;
use std::path::PathBuf;

use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::decision::types::{Origin, Pin, Review, Status};
use crate::resolve::Outcome;
use crate::text::Span;

fn fresh() -> (TempDir, PathBuf, Register) {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("deep/decisions.db");
    let register = Register::at(&path);
    (dir, path, register)
}

fn content(title: &str) -> Content {
    Content { title: title.into(), text: "根据《办法》第三条办理。".into(), date: "2026-03-01".into(), ..Content::default() }
}

fn link(policy: &str, address: &str, review: Review) -> Link {
    let pin = Pin {
        policy: policy.parse().unwrap(),
        address: address.into(),
        hash: "0".into(),
        words: "甲".into(),
        title: "办法".into(),
        number: None,
    };
    Link {
        key: 1,
        quote: "《办法》第三条".into(),
        before: "根据".into(),
        after: "办理。".into(),
        span: Span::new(6, 27),
        origin: Origin::Found,
        review,
        citation: None,
        outcome: Outcome::Found,
        reason: String::new(),
        pin: Some(pin),
    }
}

fn edit(text: &str) -> (Action, Detail) {
    (Action::Edit, Detail { fields: vec![text.into()], ..Detail::default() })
}

#[test]
fn nothing_is_made_before_the_first_decision() {
    let (_dir, path, register) = fresh();
    assert!(register.list().unwrap().is_empty() && register.get(1).unwrap().is_none() && register.history(1).unwrap().is_empty());
    assert!(register.relying_on(&"a/b".parse().unwrap(), None).unwrap().is_empty());
    assert_eq!(register.export(&mut Vec::new()).unwrap(), 0);
    assert!(register.backup(&path.with_extension("copy")).is_err());
    assert!(!path.parent().unwrap().exists());
    let made = register.create(&content("甲"), &[], "张三").unwrap();
    assert_eq!((made.id, made.version, made.editor.as_str()), (1, 1, "张三"));
    let mode: String = Connection::open(&path).unwrap().query_row("PRAGMA journal_mode", [], |r| r.get(0)).unwrap();
    assert_eq!(mode, "wal");
    assert_eq!(Register::at(&path).list().unwrap(), [made]);
}

#[test]
fn of_two_editors_the_second_is_told() {
    let (_dir, path, register) = fresh();
    let made = register.create(&content("甲"), &[], "张三").unwrap();
    let other = Register::at(&path);
    let first = register.save(made.id, made.version, &content("乙"), &[], "张三", edit("title")).unwrap();
    let second = other.save(made.id, made.version, &content("丙"), &[], "李四", edit("title")).unwrap_err();
    let RegisterError::Conflict(current) = second else { panic!("{second}") };
    assert_eq!((current.content.title.as_str(), current.version), ("乙", 2));
    assert_eq!(*current, first);
    let third = other.save(made.id, current.version, &content("丙"), &[], "李四", edit("title")).unwrap();
    assert_eq!((third.version, third.editor.as_str()), (3, "李四"));
    let history = register.history(made.id).unwrap();
    let told: Vec<(i64, &str, &str)> = history.iter().map(|c| (c.version, c.editor.as_str(), c.content.title.as_str())).collect();
    assert_eq!(told, [(1, "张三", "甲"), (2, "张三", "乙"), (3, "李四", "丙")]);
    assert!(matches!(register.save(99, 1, &content("丁"), &[], "x", edit("title")), Err(RegisterError::Unknown { id: 99 })));
}

#[test]
fn many_writers_lose_nothing() {
    let (_dir, path, register) = fresh();
    let made = register.create(&content("甲"), &[], "张三").unwrap();
    std::thread::scope(|s| {
        for name in ["甲", "乙", "丙", "丁"] {
            let own = Register::at(&path);
            s.spawn(move || {
                for _ in 0..10 {
                    let mut read = own.get(made.id).unwrap().unwrap();
                    while let Err(RegisterError::Conflict(current)) =
                        own.save(read.id, read.version, &content(name), &[], name, edit("title"))
                    {
                        read = *current;
                    }
                }
            });
        }
    });
    let history = register.history(made.id).unwrap();
    assert_eq!(history.len(), 41);
    assert!(["甲", "乙", "丙", "丁"].iter().all(|n| history.iter().filter(|c| c.editor == *n).count() == 10));
}

#[test]
fn the_history_can_only_grow() {
    let (_dir, path, register) = fresh();
    let made = register.create(&content("甲"), &[], "张三").unwrap();
    let raw = Connection::open(&path).unwrap();
    for sql in ["UPDATE history SET editor = 'x'", "DELETE FROM history", "DELETE FROM decision", "UPDATE decision SET content = '{}'"] {
        let refused = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains("cannot") || refused.contains("must"), "{sql}: {refused}");
    }
    assert_eq!(register.get(made.id).unwrap().unwrap(), made);
}

#[test]
fn a_clause_knows_who_relies_on_it() {
    let (_dir, _path, register) = fresh();
    let on = |address: &str, review| vec![link("a/b", address, review)];
    register.create(&content("甲"), &on("art-3/1", Review::Open), "x").unwrap();
    register.create(&content("乙"), &on("art-31", Review::Confirmed), "x").unwrap();
    register.create(&content("丙"), &on("art-3", Review::Rejected), "x").unwrap();
    register.create(&content("丁"), &on("", Review::Open), "x").unwrap();
    let titles = |address: Option<&str>| -> Vec<String> {
        let found = register.relying_on(&"a/b".parse().unwrap(), address).unwrap();
        found.into_iter().map(|r| r.decision.content.title).collect()
    };
    assert_eq!(titles(Some("art-3")), ["甲"]);
    assert_eq!(titles(Some("art-3/1")), ["甲"]);
    assert_eq!(titles(Some("art-31")), ["乙"]);
    assert_eq!(titles(None), ["丁", "乙", "甲"]);
}

#[test]
fn older_versions_are_brought_up_to_date() {
    for steps in 0..=schema::STEPS.len() {
        let (_dir, path, register) = fresh();
        let old = Register::older(&path, steps).unwrap();
        if steps > 0 {
            old.execute_batch(
                r#"INSERT INTO decision VALUES (7, '00000000000000000000000000000007', 1, '{"title":"旧"}', 't', 't', '王五');
                   INSERT INTO history VALUES (1, '00000000000000000000000000000008', 7, 1, '王五', 't',
                     '{"uid":"00000000000000000000000000000008","version":1,"editor":"王五","at":"t","action":"create","content":{"title":"旧"},"links":[]}');"#,
            )
            .unwrap();
        }
        drop(old);
        assert_eq!(register.list().unwrap().len(), usize::from(steps > 0), "{steps}");
        let made = register.create(&content("新"), &[], "x").unwrap();
        assert_eq!(made.id, if steps > 0 { 8 } else { 1 });
        if steps > 0 {
            let kept = register.get(7).unwrap().unwrap();
            assert_eq!((kept.content.title.as_str(), kept.content.status), ("旧", Status::Draft));
            assert_eq!(register.history(7).unwrap()[0].editor, "王五");
        }
        let version: i32 = Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |r| r.get(0)).unwrap();
        assert_eq!(version, schema::VERSION);
    }
}

#[test]
fn a_file_that_is_no_register_is_named_and_left_alone() {
    let foreign = |path: &std::path::Path| {
        let other = Connection::open(path).unwrap();
        other.execute_batch("CREATE TABLE cookies (x); PRAGMA user_version = 3;").unwrap();
    };
    let newer = |path: &std::path::Path| Register::older(path, 2).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let text = |path: &std::path::Path| std::fs::write(path, "这不是数据库。".repeat(200)).unwrap();
    let torn = |path: &std::path::Path| {
        let own = Register::at(path);
        for _ in 0..40 {
            own.create(&content("甲"), &[link("a/b", "1", Review::Open)], "x").unwrap();
        }
        drop(own);
        let mut bytes = std::fs::read(path).unwrap();
        let half = bytes.len() / 2;
        bytes[4096..half].fill(0x5A);
        std::fs::write(path, bytes).unwrap();
    };
    type Make<'m> = &'m dyn Fn(&std::path::Path);
    let cases: [(Make, &str); 4] = [(&foreign, "another program"), (&newer, "newer"), (&text, "damaged"), (&torn, "damaged")];
    for (make, part) in cases {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("decisions.db");
        make(&path);
        let before = std::fs::read(&path).unwrap();
        let register = Register::at(&path);
        for error in [register.list().unwrap_err(), register.create(&content("甲"), &[], "x").unwrap_err(), register.check().unwrap_err()]
        {
            let told = error.to_string();
            assert!(told.contains(part) && told.contains("decisions.db"), "{told}");
        }
        assert_eq!(std::fs::read(&path).unwrap(), before, "{part}: the file was changed");
    }
}

#[test]
fn a_file_that_is_removed_in_use_is_missed() {
    let (_dir, path, register) = fresh();
    register.create(&content("甲"), &[], "x").unwrap();
    std::fs::remove_file(&path).unwrap();
    let told = register.create(&content("乙"), &[], "x").unwrap_err().to_string();
    assert!(told.contains("removed"), "{told}");
    assert!(!path.exists());
}

#[test]
fn export_and_import_are_one_another_s_mirror() {
    let (_dir, path, register) = fresh();
    let made = register.create(&content("甲"), &[link("a/b", "art-3", Review::Open)], "张三").unwrap();
    register.create(&content("乙"), &[], "张三").unwrap();
    let export = |r: &Register| {
        let mut out = Vec::new();
        r.export(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let lines = export(&register);
    let other = Register::at(path.with_file_name("other.db"));
    let import = |text: &str| other.import(&mut Cursor::new(text.to_owned()));
    assert_eq!(import(&lines).unwrap().added, [1, 2]);
    assert_eq!(export(&other), lines);
    assert_eq!(import(&lines).unwrap().unchanged, [1, 2]);
    assert_eq!(export(&other), lines);
    // Further changes there are taken over; an old export takes nothing back.
    let next = register.save(made.id, 1, &content("甲二"), &[], "李四", edit("title")).unwrap();
    assert_eq!(import(&export(&register)).unwrap().updated, [1]);
    assert_eq!(other.get(1).unwrap().unwrap(), next);
    assert_eq!(import(&lines).unwrap().unchanged, [1, 2]);
    assert_eq!(export(&other), export(&register));
    // Changed on both sides: neither text is lost.
    other.save(1, 2, &content("这边"), &[], "x", edit("title")).unwrap();
    register.save(1, 2, &content("那边"), &[], "x", edit("title")).unwrap();
    assert_eq!(import(&export(&register)).unwrap().conflicts, [1]);
    assert_eq!(other.get(1).unwrap().unwrap().content.title, "这边");
}

#[test]
fn bad_lines_are_named_and_nothing_is_taken() {
    let (_dir, path, register) = fresh();
    register.create(&content("甲"), &[link("a/b", "1", Review::Open)], "x").unwrap();
    let mut out = Vec::new();
    register.export(&mut out).unwrap();
    let good = String::from_utf8(out).unwrap();
    let other = Register::at(path.with_file_name("other.db"));
    let bad = [
        "{}".to_owned(),
        "不是".to_owned(),
        good.replace("tiaoli.decision/1", "x/2"),
        good.replace("\"version\":1,\"title\"", "\"version\":5,\"title\""),
        good.replace("\"span\":[6,27]", "\"span\":[6,2700]"),
        good.replacen("根据《办法》", "根据《别的》", 1),
    ];
    for line in bad {
        let two = format!("{good}{line}\n");
        let told = other.import(&mut Cursor::new(two)).unwrap_err().to_string();
        assert!(told.contains("line 2"), "{told}");
        assert!(other.list().unwrap().is_empty() && !other.path().exists());
    }
}

#[test]
fn a_backup_is_whole_and_overwrites_nothing() {
    let (_dir, path, register) = fresh();
    for _ in 0..30 {
        register.create(&content("甲"), &[link("a/b", "1", Review::Open)], "x").unwrap();
    }
    let copy = path.with_file_name("copy.db");
    let writer = Register::at(&path);
    std::thread::scope(|s| {
        s.spawn(|| (0..20).for_each(|_| drop(writer.create(&content("乙"), &[], "y").unwrap())));
        assert!(register.backup(&copy).unwrap() >= 30);
    });
    let kept = Register::at(&copy).list().unwrap();
    assert!(kept.len() >= 30 && kept.iter().all(|d| register.get(d.id).unwrap().as_ref() == Some(d)));
    let before = std::fs::read(&copy).unwrap();
    assert!(register.backup(&copy).unwrap_err().to_string().contains("exists"));
    assert_eq!(std::fs::read(&copy).unwrap(), before);
    assert!(!path.with_file_name("copy.db.partial").exists());
}

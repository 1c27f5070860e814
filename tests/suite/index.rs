//! The index on disk: whole at any instant, noticed when damaged or outdated, rebuilt.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tiaoli::corpus::Corpus;
use tiaoli::index::{IndexError, Library, Opened, Progress, Stage, Status, build, open_or_build, status};
use tiaoli::lexicon::Lexicon;
use tiaoli::policy::PolicyId;

use crate::support::write;

/// A corpus of two documents and a bad file, and a folder for its index.
struct Place {
    _dir: tempfile::TempDir,
    corpus: PathBuf,
    index: PathBuf,
    lexicon: Lexicon,
}

impl Place {
    fn new() -> Place {
        let dir = tempfile::tempdir().unwrap();
        let corpus = dir.path().join("corpus");
        let index = dir.path().join("deep/index");
        write(&corpus.join("guangzhou/a.txt"), "关于支持创新的办法\n第一条 对企业给予补助。\n第二条 本办法自印发之日起施行。\n");
        write(&corpus.join("yunnan/b.txt"), "云南省工作方案\n一、总体要求\n（一）目标。建成中心。\n");
        write(&corpus.join("yunnan/bad.txt"), "\u{1}\u{2}binary");
        Place { _dir: dir, corpus, index, lexicon: Lexicon::embedded() }
    }

    fn open(&self) -> Opened {
        open_or_build(&self.corpus, &self.index, &self.lexicon, &|_| {}).unwrap_or_else(|e| panic!("{e}"))
    }

    fn status(&self) -> Status {
        status(&Corpus::open(&self.corpus).unwrap(), &self.index, &self.lexicon)
    }

    /// The folder of the generation that counts.
    fn generation(&self) -> PathBuf {
        let current = fs::read_to_string(self.index.join("CURRENT")).unwrap();
        self.index.join(current.lines().next().unwrap())
    }

    fn entries(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(&self.index).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn ids(library: &Library) -> Vec<&str> {
    library.policies().iter().map(|p| p.document.id.as_str()).collect()
}

#[test]
fn a_library_holds_every_document_and_lists_every_bad_file() {
    let place = Place::new();
    let stages = Mutex::new(Vec::new());
    let corpus = Corpus::open(&place.corpus).unwrap();
    let report = build(&corpus, &place.index, &place.lexicon, &|p: Progress| stages.lock().unwrap().push(p)).unwrap();
    let library = Library::open(&place.index, &place.lexicon).unwrap();

    let mut held = ids(&library);
    held.sort();
    assert_eq!(held, ["guangzhou/a", "yunnan/b"]);
    assert_eq!(report.documents, 2);
    assert_eq!(report.failures, library.failures());
    assert_eq!(library.failures()[0].path, Path::new("yunnan/bad.txt"));
    assert!(library.failures()[0].reason.contains("binary"), "{}", library.failures()[0].reason);

    let id: PolicyId = "guangzhou/a".parse().unwrap();
    let record = library.policy(&id).unwrap();
    assert_eq!(record.source, fs::read_to_string(place.corpus.join("guangzhou/a.txt")).unwrap());
    assert_eq!(record.path, Path::new("guangzhou/a.txt"));
    assert_eq!(report.clauses, library.policies().iter().map(|p| p.clauses).sum::<usize>());
    assert_eq!(library.summary(&id).unwrap().clauses, record.parsed.clauses.len());
    assert_eq!(library.policy(&id).unwrap(), record, "read from memory");
    assert!(library.policy(&"no/such".parse().unwrap()).is_none());

    let stages = stages.into_inner().unwrap();
    assert_eq!(stages.first().map(|p| (p.stage, p.done, p.total)), Some((Stage::Parsing, 0, 3)));
    assert_eq!(stages.last().map(|p| (p.stage, p.done, p.total)), Some((Stage::Finishing, 3, 3)));
}

#[test]
fn a_record_is_what_the_parser_gives() {
    let place = Place::new();
    let library = place.open().library;
    let corpus = Corpus::open(&place.corpus).unwrap();
    for document in corpus.documents().iter().filter(|d| !d.path.ends_with("bad.txt")) {
        let file = corpus.read(document).unwrap();
        let parsed = tiaoli::parsed::ParsedPolicy::parse(&file, &place.lexicon);
        assert_eq!(library.policy(&document.id).unwrap().parsed, parsed);
    }
}

#[test]
fn an_index_that_fits_is_opened_and_one_that_does_not_is_rebuilt() {
    let place = Place::new();
    assert_eq!(place.status(), Status::Missing);
    assert_eq!(place.open().status, Status::Missing);
    let opened = place.open();
    assert_eq!((opened.status, opened.report), (Status::Current, None));

    let changes: [(&str, &dyn Fn(), &str); 4] = [
        (
            "a changed document",
            &|| write(&place.corpus.join("yunnan/b.txt"), "云南省工作方案\n一、总体要求\n（一）目标。建或中心。\n"),
            "修改 1 个文件",
        ),
        ("a new manifest", &|| write(&place.corpus.join("yunnan/b.toml"), "issued = \"2019-04-28\"\n"), "新增 1 个文件"),
        ("a new document", &|| write(&place.corpus.join("yunnan/c.txt"), "通知\n"), "新增 1 个文件"),
        ("a removed document", &|| fs::remove_file(place.corpus.join("yunnan/c.txt")).unwrap(), "删除 1 个文件"),
    ];
    for (what, change, said) in changes {
        change();
        assert_eq!(place.status(), Status::Outdated(format!("文件有变化：{said}")), "{what}");
        assert!(place.open().report.is_some(), "{what}");
        assert_eq!(place.status(), Status::Current, "{what}");
    }

    let other = Lexicon { fingerprint: "other".to_owned(), ..Lexicon::embedded() };
    assert_eq!(status(&Corpus::open(&place.corpus).unwrap(), &place.index, &other), Status::Outdated("词表有更新".to_owned()));
}

#[test]
fn any_damage_is_noticed_and_repaired() {
    let place = Place::new();
    place.open();
    let generation = place.generation();
    let files = ["", "clauses", "policies"].map(|folder| generation.join(folder)).into_iter().flat_map(|dir| {
        let entries = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path());
        entries.filter(|p| p.is_file() && p.extension().is_none_or(|e| e != "lock")).collect::<Vec<_>>()
    });
    let files: Vec<PathBuf> = files.collect();
    assert!(files.len() > 10, "an index has many files, found {files:?}");
    for file in &files {
        let whole = fs::read(file).unwrap();
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        for damaged in [Some(&whole[..whole.len() / 2]), Some(&changed), None] {
            match damaged {
                Some(bytes) => fs::write(file, bytes).unwrap(),
                None => fs::remove_file(file).unwrap(),
            }
            let name = file.file_name().unwrap().to_str().unwrap();
            let Status::Damaged(reason) = place.status() else { panic!("damage to {name} was not noticed") };
            assert!(reason.contains(name), "the reason names {name}: {reason}");
            assert!(matches!(Library::open(&place.index, &place.lexicon), Err(IndexError::Damaged { .. })));
        }
        fs::write(file, whole).unwrap();
    }
    assert_eq!(place.status(), Status::Current);
    fs::write(&files[0], "").unwrap();
    let opened = place.open();
    assert!(matches!(opened.status, Status::Damaged(_)) && opened.report.is_some());
    assert!(opened.warning.is_some_and(|w| w.contains("已损坏")), "the reader is told of the damage");
    assert_eq!(opened.library.policies().len(), 2);
    assert_eq!(place.status(), Status::Current);
}

#[test]
fn a_damaged_or_missing_pointer_is_repaired() {
    let place = Place::new();
    place.open();
    for text in ["", "gen-1-0\n", "../../etc\nabc\n", "gen-no-such\n0123\n", "\u{0}\u{0}\u{0}\u{0}"] {
        fs::write(place.index.join("CURRENT"), text).unwrap();
        assert!(matches!(place.status(), Status::Damaged(_)), "{text:?}");
        assert_eq!(place.open().library.policies().len(), 2);
        assert_eq!(place.status(), Status::Current);
    }
    fs::remove_file(place.index.join("CURRENT")).unwrap();
    assert_eq!(place.status(), Status::Missing);
    assert_eq!(place.open().library.policies().len(), 2);
}

/// What a process leaves behind that is killed at an instant of the build: the old index counts until
/// the rename, and everything else goes away.
#[test]
fn leftovers_of_a_killed_build_do_no_harm_and_are_removed() {
    let place = Place::new();
    place.open();
    let generation = place.generation();
    let name = generation.file_name().unwrap().to_str().unwrap().to_owned();
    // Killed while writing: a part of a generation. Killed before the rename: a whole one, and a pointer to it.
    write(&place.index.join("gen-77-0/clauses/meta.json"), "{");
    fs::create_dir_all(place.index.join("gen-77-1")).unwrap();
    write(&place.index.join(".CURRENT-gen-77-1"), "gen-77-1\nabc\n");
    write(&place.index.join("notes.txt"), "not ours");
    let opened = place.open();
    assert_eq!((opened.status, opened.report), (Status::Current, None));
    assert_eq!(place.entries(), ["CURRENT".to_owned(), "LOCK".to_owned(), name, "notes.txt".to_owned()]);

    // The same while another process holds the lock: its unfinished generation is left alone.
    fs::create_dir_all(place.index.join("gen-77-2")).unwrap();
    let lock = fs::File::open(place.index.join("LOCK")).unwrap();
    lock.lock().unwrap();
    assert_eq!(place.open().status, Status::Current);
    assert!(place.index.join("gen-77-2").exists());
    drop(lock);
    write(&place.corpus.join("yunnan/new.txt"), "通知\n");
    assert_eq!(place.open().library.policies().len(), 3);
    assert!(!place.index.join("gen-77-2").exists() && !generation.exists());
}

#[test]
fn an_open_library_outlives_its_generation() {
    let place = Place::new();
    let library = place.open().library;
    assert!(library.is_latest(&place.index));
    write(&place.corpus.join("yunnan/new.txt"), "通知\n");
    let newer = place.open().library;
    assert!(!library.is_latest(&place.index) && newer.is_latest(&place.index));
    assert_eq!(library.policy(&"yunnan/b".parse().unwrap()).unwrap().path, Path::new("yunnan/b.txt"));
    assert_eq!((library.policies().len(), newer.policies().len()), (2, 3));
}

#[test]
fn builders_at_the_same_time_wait_for_each_other() {
    let place = Place::new();
    let (waited, built) = (Mutex::new(0), Mutex::new(0));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let progress = |p: Progress| *waited.lock().unwrap() += usize::from(p.stage == Stage::Waiting);
                let opened = open_or_build(&place.corpus, &place.index, &place.lexicon, &progress).unwrap();
                assert_eq!(opened.library.policies().len(), 2);
                *built.lock().unwrap() += usize::from(opened.report.is_some());
            });
        }
    });
    assert_eq!(*built.lock().unwrap(), 1, "one builds, the others take what it built");
    assert!(*waited.lock().unwrap() <= 3);
    assert_eq!(place.entries().len(), 3, "{:?}", place.entries());
}

#[test]
fn a_missing_corpus_leaves_the_index_untouched() {
    let place = Place::new();
    let missing = place.corpus.with_file_name("gone");
    let refused = open_or_build(&missing, &place.index, &place.lexicon, &|_| {}).err().unwrap();
    assert!(refused.to_string().contains("gone"), "{refused}");

    place.open();
    let before = (place.entries(), fs::read(place.index.join("CURRENT")).unwrap());
    let opened = open_or_build(&missing, &place.index, &place.lexicon, &|_| {}).unwrap();
    assert_eq!(opened.library.policies().len(), 2);
    assert!(opened.warning.unwrap().contains("gone"));
    assert_eq!((place.entries(), fs::read(place.index.join("CURRENT")).unwrap()), before);
}

#[test]
fn an_empty_folder_gives_an_empty_index() {
    let place = Place::new();
    fs::remove_dir_all(&place.corpus).unwrap();
    fs::create_dir_all(&place.corpus).unwrap();
    let opened = place.open();
    assert!(opened.library.policies().is_empty() && opened.library.failures().is_empty());
    assert_eq!(place.status(), Status::Current);
}

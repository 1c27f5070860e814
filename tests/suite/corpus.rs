//! The corpus folder: what is listed, what is read, and what is said about the rest.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use tiaoli::corpus::{Corpus, Document, read_file};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::policy::TextStatus;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = TempDir::new().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

/// What reading each document of a folder gives: its path, and its id or what is wrong.
fn outcomes(root: &Path) -> Vec<(String, Result<String, String>)> {
    let corpus = Corpus::open(root).unwrap();
    let read = |d: &Document| corpus.read(d).map(|file| file.id.to_string()).map_err(|error| error.to_string());
    corpus.documents().iter().map(|d| (d.path.to_string_lossy().replace('\\', "/"), read(d))).collect()
}

/// The reason why the only document of a folder cannot be read.
fn reason(dir: &TempDir) -> String {
    let all = outcomes(dir.path());
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap().1.unwrap_err()
}

#[test]
fn the_sources_are_kept_byte_for_byte() {
    // SHA-256 of the files as they were handed over.
    let sources = [
        ("guangxi/pilot-plan", "ad14b6be51d0f1e3ffe294fa1a026527e414838314998711675f0809c4add72a"),
        ("guangzhou/2022-19", "1c4975699e4cc86e25b711531ff47ebec4330c85053aec7f00e5a8069675635e"),
        ("guangzhou/2025-36", "66fe4bfa96c8e0ec1f36ddb495fea706fdff01d1ede395cfe3fb18d67f1a8611"),
        ("miit/2016-273", "9fdc1da944a02ecc99df119a199cb4b288c7291e2e3b9dee015f17dad79483ac"),
        ("yunnan/2019-plan", "316de0e0dd2c282e792cba61127663534148987aa4374cebd6f4c1a3295ee07c"),
    ];
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    for (id, sha256) in sources {
        let document = corpus.documents().iter().find(|d| d.id.as_str() == id).unwrap();
        assert_eq!(corpus.read(document).unwrap().sha256, sha256, "{id}");
    }
}

#[test]
fn every_document_and_manifest_of_the_corpus_is_read() {
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let lexicon = Lexicon::embedded();
    for document in corpus.documents() {
        let file = corpus.read(document).unwrap_or_else(|error| panic!("{}: {error}", document.path.display()));
        assert_eq!(file.manifest_error, None, "{}", document.path.display());
        let digest = file.manifest.as_ref().is_some_and(|m| m.text_status == Some(TextStatus::Digest));
        assert_eq!(digest, document.id.place_folder() == "guangdong", "{}: only Guangdong is held as a digest", document.id);
        assert!(!ParsedPolicy::parse(&file, &lexicon).document.id.as_str().is_empty());
    }
}

#[test]
fn files_that_are_no_documents_are_left_out() {
    let text: &[u8] = "一、总则\n".as_bytes();
    let names = [
        "p/a.txt",
        "p/.hidden.txt",
        ".git/x.txt",
        "README.md",
        "p/readme.txt",
        "p/a.txt~",
        "p/#a.txt#",
        "p/~$a.docx",
        "p/b.txt.bak",
        "Thumbs.db",
    ];
    let dir = folder(&names.map(|name| (name, text)));
    assert_eq!(outcomes(dir.path()), [("p/a.txt".to_owned(), Ok("p/a".to_owned()))]);
}

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let text: &[u8] = "一、总则\n".as_bytes();
    let gb18030 = encoding("关于印发工作方案的通知，请认真组织实施。一、总体要求");
    let dir = folder(&[
        ("p/a.md", text),
        ("p/a.txt", text),
        ("p/b.pdf", b"%PDF-1.7"),
        ("p/binary.txt", b"\x7fELF\x02\x01\x01\x00"),
        ("p/gb.TXT", &gb18030),
        ("p/lonely.toml", b"number = \"x\""),
        ("p/none", text),
        ("root.txt", text),
    ]);
    let expected: [(&str, Result<&str, &str>); 8] = [
        ("p/a.md", Err("two files have the id p/a; p/a.txt is read, give this one another name")),
        ("p/a.txt", Ok("p/a")),
        ("p/b.pdf", Err("the format .pdf cannot be read yet; expected .txt or .md")),
        ("p/binary.txt", Err("this is not a text but a binary file (byte 4 is 0x02); expected UTF-8, UTF-16, GB18030 or Big5 text")),
        ("p/gb.TXT", Ok("p/gb")),
        ("p/lonely.toml", Err("a manifest without its document; expected p/lonely.txt or another format beside it")),
        ("p/none", Err("a file without an ending cannot be read yet; expected .txt or .md")),
        ("root.txt", Ok("root")),
    ];
    let expected = expected.map(|(path, outcome)| (path.to_owned(), outcome.map(str::to_owned).map_err(str::to_owned)));
    assert_eq!(outcomes(dir.path()), expected);
}

fn encoding(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn a_text_in_another_encoding_is_read_as_it_is() {
    let text = "关于印发工作方案的通知，请认真组织实施。一、总体要求";
    let dir = folder(&[("p/gb.txt", &encoding(text))]);
    let corpus = Corpus::open(dir.path()).unwrap();
    assert_eq!(corpus.read(&corpus.documents()[0]).unwrap().text.as_str(), text);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let dir = folder(&[("p/large.txt", b"")]);
    let file = fs::OpenOptions::new().write(true).open(dir.path().join("p/large.txt")).unwrap();
    file.set_len(1 << 40).unwrap();
    assert_eq!(reason(&dir), "the file has 1099511627776 bytes; at most 67108864 are read");
}

#[test]
fn a_missing_corpus_says_what_to_do_and_an_empty_one_is_none() {
    let dir = folder(&[("file.txt", b"x")]);
    let missing = dir.path().join("nowhere");
    assert_eq!(
        Corpus::open(&missing).unwrap_err().to_string(),
        format!(
            "there is no folder {}; create it and put documents into it as <place>/<name>.txt, or name another one with --corpus",
            missing.display()
        )
    );
    let file = dir.path().join("file.txt");
    assert_eq!(
        Corpus::open(&file).unwrap_err().to_string(),
        format!("{} is not a folder; expected the folder that holds the documents as <place>/<name>.txt", file.display())
    );
    fs::remove_file(file).unwrap();
    let corpus = Corpus::open(dir.path()).unwrap();
    assert!(corpus.is_empty() && corpus.documents().is_empty());
}

#[test]
fn a_broken_manifest_does_not_lose_the_document() {
    let dir = folder(&[("p/a.txt", "一、总则\n".as_bytes()), ("p/a.toml", "# 说明\nissued = \"2025年2月18日\"\n".as_bytes())]);
    let corpus = Corpus::open(dir.path()).unwrap();
    let file = corpus.read(&corpus.documents()[0]).unwrap();
    assert_eq!((file.text.as_str(), file.manifest), ("一、总则\n", None));
    assert_eq!(
        file.manifest_error.as_deref(),
        Some("a.toml: line 2, column 10: \"2025年2月18日\" is no date; expected YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
    );
}

#[test]
fn the_id_of_a_named_file_is_its_place_in_the_corpus_or_its_stem() {
    let dir = folder(&[("corpus/p/a.b.txt", b"x"), ("other/c.txt", b"x")]);
    let corpus = dir.path().join("corpus");
    let id = |path: &str| read_file(&dir.path().join(path), Some(&corpus)).unwrap().id.to_string();
    assert_eq!(id("corpus/p/a.b.txt"), "p/a.b");
    assert_eq!(id("other/../corpus/p/a.b.txt"), "p/a.b");
    assert_eq!(id("other/c.txt"), "c");
    assert_eq!(read_file(&corpus.join("p/a.b.txt"), None).unwrap().id.as_str(), "a.b");
    let error = read_file(&corpus, None).unwrap_err();
    assert_eq!(error.to_string(), "it is a folder; expected a file");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn links_are_followed_but_not_in_circles() {
        let dir = folder(&[("p/a.txt", b"x"), ("elsewhere/b.txt", b"x")]);
        symlink(dir.path().join("elsewhere/b.txt"), dir.path().join("p/b.txt")).unwrap();
        symlink(dir.path().join("p"), dir.path().join("p/again")).unwrap();
        symlink(dir.path().join("gone.txt"), dir.path().join("p/broken.txt")).unwrap();
        let all = outcomes(dir.path());
        let of = |path: &str| all.iter().find(|(p, _)| p == path).unwrap_or_else(|| panic!("{path} not in {all:?}")).1.clone();
        assert_eq!(of("p/b.txt"), Ok("p/b".to_owned()));
        assert!(of("p/again").unwrap_err().starts_with("the link leads back to "));
        assert!(of("p/broken.txt").unwrap_err().starts_with("cannot read it: "));
        assert_eq!(all.len(), 5);
    }

    #[test]
    fn a_name_that_is_no_text_is_reported() {
        let dir = TempDir::new().unwrap();
        fs::write(dir.path().join(OsStr::from_bytes(b"\xC4\xE3\xBA\xC3.txt")), "x").unwrap();
        assert_eq!(reason(&dir), "the file's name is not UTF-8; rename it");
        let dir = folder(&[("a\\b.txt", b"x")]);
        assert_eq!(reason(&dir), "the file's name holds '\\' or a control character; rename it");
    }

    #[test]
    fn a_pipe_or_socket_is_not_waited_for() {
        let dir = TempDir::new().unwrap();
        let _listener = UnixListener::bind(dir.path().join("s.txt")).unwrap();
        assert_eq!(reason(&dir), "it is no ordinary file (a device or a pipe)");
    }
}

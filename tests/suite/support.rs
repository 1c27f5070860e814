//! What several tests stand on: the word lists, the documents of this repository read and indexed once, tables made by hand.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use tiaoli::corpus::Corpus;
use tiaoli::index::{Library, open_or_build};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;

/// The word lists that are built in.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// The documents of this repository, parsed without an index.
pub static CORPUS: LazyLock<Vec<ParsedPolicy>> = LazyLock::new(|| {
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    corpus.documents().iter().map(|d| ParsedPolicy::parse(&corpus.read(d).unwrap(), &LEXICON)).collect()
});

/// The documents of this repository, indexed.
pub static REAL: LazyLock<Library> = LazyLock::new(|| library(Path::new("corpus")));

/// A library of the documents in a folder, with an index of its own, kept for the whole run.
pub fn library(corpus: &Path) -> Library {
    let index = tempfile::tempdir().unwrap();
    open_or_build(corpus, index.path(), &LEXICON, &|_| {}).unwrap_or_else(|e| panic!("{e}")).library
}

/// Writes a file, in folders that need not be there.
pub fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The cells of `tests/gold/NAME.tsv` below its head; every row has as many as the head.
pub fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(format!("tests/gold/{name}.tsv")).unwrap();
    let columns = text.lines().next().unwrap().split('\t').count();
    let rows = text.lines().skip(1).map(|l| l.split('\t').map(str::to_owned).collect::<Vec<_>>());
    rows.inspect(|r| assert_eq!(r.len(), columns, "{name}: {r:?}")).collect()
}

/// Exit code, stdout, stderr of the program over the corpus of a folder, with its index beside it.
pub fn told(dir: &Path, args: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_tiaoli"))
        .arg("--corpus")
        .arg(dir.join("corpus"))
        .arg("--index")
        .arg(dir.join("data/index"))
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

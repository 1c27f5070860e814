//! A law: an address is written as people write it, and read back to the same address, over every clause of the
//! corpus and of the fixtures.

use std::path::{Path, PathBuf};

use tiaoli::clause::{Clause, ClauseAddress};
use tiaoli::export::cite::{Numerals, place};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;

/// All documents that the repository holds, parsed.
pub fn documents() -> Vec<(PathBuf, ParsedPolicy)> {
    let lexicon = Lexicon::embedded();
    let mut paths = Vec::new();
    for entry in walkdir::WalkDir::new("corpus").into_iter().chain(walkdir::WalkDir::new("tests/fixtures")) {
        let path = entry.unwrap().into_path();
        let is_readme = path.file_stem().is_some_and(|s| s == "README");
        if path.extension().is_some_and(|e| e == "txt" || e == "md") && !is_readme {
            paths.push(path);
        }
    }
    paths.sort();
    assert!(paths.len() > 40, "{paths:?}");
    let parse = |path: PathBuf| {
        let file = tiaoli::corpus::read_file(&path, Some(Path::new("corpus"))).unwrap();
        let parsed = ParsedPolicy::parse(&file, &lexicon);
        (path, parsed)
    };
    paths.into_iter().map(parse).collect()
}

#[test]
fn what_people_write_leads_back_to_the_address() {
    let mut clauses = 0;
    for (path, parsed) in documents() {
        for clause in &parsed.clauses {
            let address = &clause.address;
            let way: Vec<&Clause> = parsed.ancestors(address).chain([clause]).collect();
            let native = address.native();
            for written in [native, place(&way, Numerals::Chinese), place(&way, Numerals::Arabic), address.to_string()] {
                assert_eq!(written.parse::<ClauseAddress>().as_ref(), Ok(address), "{}: {written}", path.display());
            }
            clauses += 1;
        }
    }
    assert!(clauses > 700, "{clauses}");
}

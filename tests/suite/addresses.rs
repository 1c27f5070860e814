//! A law: an address is written as people write it, and read back to the same address, over every clause of the
//! corpus and of the fixtures.

use std::path::{Path, PathBuf};

use tiaoli::clause::{Clause, ClauseAddress};
use tiaoli::export::cite::{Numerals, place};
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;

use crate::support::told;

#[test]
fn the_command_line_follows_addresses_cites_and_exports() {
    let dir = tempfile::TempDir::new().unwrap();
    let at = dir.path();
    std::fs::create_dir_all(at.join("corpus/p")).unwrap();
    let write = |text: &str| std::fs::write(at.join("corpus/p/law.txt"), format!("己市公园管理办法\n{text}")).unwrap();
    let done = |args: &[&str]| {
        let (code, out, err) = told(at, args);
        assert_eq!(code, 0, "{args:?}: {err}");
        out
    };
    write("第一条 为了管理公园，制定本办法。\n第二条 公园应当免费向公众开放。\n第三条 公园内禁止烧烤和放风筝。\n");
    assert_eq!(done(&["addresses"]), "", "nothing has moved");
    assert!(at.join("data/index.addresses.jsonl").exists(), "any command that reads the corpus records the addresses");
    write("第一条 为了管理公园，制定本办法。\n第二条 公园内禁止烧烤和放风筝。\n");
    assert_eq!(done(&["addresses"]), "p/law/art-3\tmoved\tp/law/art-2\n");
    std::fs::remove_dir_all(at.join("data/index")).unwrap();
    let line = done(&["addresses", "p/law/第三条", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!((json["outcome"].as_str(), json["to"]["address"].as_str()), (Some("moved"), Some("art-2")), "the index is a cache: {line}");
    assert_eq!(done(&["addresses", "p/law/art-1"]), "p/law/art-1\there\n");
    assert_eq!(done(&["addresses", "p/law/art-9"]), "p/law/art-9\tnever published\n");
    assert_eq!(told(at, &["addresses", "q/x"]).0, 1);
    // A ledger that cannot be written stops nothing.
    let (code, _, err) = told(at, &["--ledger", &at.join("corpus/p/law.txt/x").display().to_string(), "ingest"]);
    assert!(code == 0 && err.contains("ledger of addresses"), "{err}");

    assert_eq!(done(&["cite-as", "p/law/art-2", "--form", "official"]), "《己市公园管理办法》第二条\n");
    assert!(
        done(&["cite-as", "p/law", "--date", "2026-03-01"])
            .contains("己市公园管理办法[EB/OL]. [2026-03-01]. http://127.0.0.1:8000/p/p/law.")
    );
    assert_eq!(told(at, &["cite-as", "p/law", "--form", "apa"]).0, 2);
    let out = at.join("law.xml").display().to_string();
    done(&["export", "p/law", "--format", "akn", "--out", &out]);
    assert!(std::fs::read_to_string(&out).unwrap().contains("<article eId=\"art-2\">"));
    assert_eq!(told(at, &["export", "p/law", "--out", &out]).0, 1, "an existing file is not overwritten");
    assert_eq!(told(at, &["export", "p/law/art-2"]).0, 2);
}

/// All documents that the repository holds, with their source text, parsed.
pub fn documents() -> Vec<(PathBuf, String, ParsedPolicy)> {
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
        (path, file.text.as_str().to_owned(), parsed)
    };
    paths.into_iter().map(parse).collect()
}

#[test]
fn what_people_write_leads_back_to_the_address() {
    let mut clauses = 0;
    for (path, _, parsed) in documents() {
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

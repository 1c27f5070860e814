//! The figures of the quality page, and the scores that are built in.

use std::path::Path;

use sha2::{Digest, Sha256};
use tiaoli::eval::gold;
use tiaoli::lexicon::Lexicon;
use tiaoli::quality::measured::{self, Measured, Scores};
use tiaoli::quality::{Lack, Quality, Standing};
use tiaoli::resolve::{Network, Resolver};

use super::support;

/// The tables that are measured.
const TABLES: [&str; 6] = ["documents.tsv", "clauses.tsv", "facts.tsv", "times.tsv", "citations.tsv", "departments.tsv"];

fn measure() -> Scores {
    let folder = Path::new("tests/gold");
    let mut hash = Sha256::new();
    TABLES.iter().for_each(|name| hash.update(std::fs::read(folder.join(name)).unwrap()));
    let ids = std::fs::read_to_string(folder.join("documents.tsv")).unwrap();
    let documents = ids.lines().skip_while(|l| l.starts_with('#')).skip(1).filter_map(|l| l.split('\t').next()).map(str::to_owned);
    let report = gold::score(folder, Path::new("corpus"), &Lexicon::embedded()).unwrap();
    let one = |(kind, s): (String, tiaoli::eval::Score)| Measured {
        kind,
        rows: s.rows,
        found: s.found,
        reported: s.reported,
        explained: s.explained,
    };
    Scores {
        fingerprint: hash.finalize().iter().map(|b| format!("{b:02x}")).collect(),
        documents: documents.filter(|d| !d.is_empty()).collect(),
        scores: report.scores.into_iter().map(one).collect(),
    }
}

#[test]
fn measured_scores_are_those_of_a_run() {
    let now = measure();
    if std::env::var_os("UPDATE_MEASURED").is_some() {
        std::fs::write("src/quality/measured.tsv", measured::write(&now)).unwrap();
        return;
    }
    assert!(now.documents.len() > 3 && now.scores.len() > 5, "{now:?}");
    let held = measured::read(&std::fs::read_to_string("src/quality/measured.tsv").unwrap());
    assert_eq!(held, now, "the scores on the quality page are not those of a run; write them with UPDATE_MEASURED=1");
}

#[test]
fn figures_are_the_sums_of_the_documents() {
    let library = &*support::REAL;
    let resolver = Resolver::of(library);
    let q = Quality::of(library, &resolver, "2025-06-01").with_citations(&Network::of(library, &resolver));
    let policies = library.policies();
    assert_eq!(q.total.documents, policies.len());
    assert_eq!(q.total.clauses, policies.iter().map(|p| p.clauses).sum::<usize>());
    assert_eq!(q.total.facts, q.facts.iter().map(|f| f.count).sum::<usize>());
    assert_eq!(q.places.iter().map(|p| p.documents).sum::<usize>(), policies.len());
    assert_eq!(Standing::ALL.into_iter().map(|s| q.of_standing(s)).sum::<usize>(), policies.len());
    assert_eq!(q.warnings.values().map(|s| s.count).sum::<usize>(), policies.iter().map(|p| p.warnings).sum::<usize>());
    assert_eq!(q.citations.iter().map(|(_, n)| n).sum::<usize>(), policies.iter().map(|p| p.citations).sum::<usize>());
    let sources: usize = policies.iter().map(|p| library.policy(&p.document.id).unwrap().source.len()).sum();
    assert_eq!(q.bytes, sources);
    for lack in Lack::ALL {
        let without = policies.iter().filter(|p| lack.of(&p.document)).count();
        assert_eq!(q.lacking.get(&lack).copied().unwrap_or(0), without);
    }
}

//! The two converters against each other: OpenCC's C++ library and the same dictionaries in Rust.

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use tiaoli::text::to_hans;

/// Characters that `index/lexicon/script.toml` decides: both converters may leave them.
fn decided() -> String {
    std::fs::read_to_string("index/lexicon/script.toml").unwrap()
}

/// Where the two differ, and our own table does not say why.
fn differences(text: &str, oracle: &OpenCC, decided: &str) -> Vec<String> {
    let (ours, theirs) = (to_hans(text).into_owned(), oracle.convert(text));
    assert_eq!(ours.chars().count(), text.chars().count(), "the number of characters changed: {text}");
    let pairs = text.chars().zip(ours.chars()).zip(theirs.chars());
    pairs.filter(|((c, a), b)| a != b && !decided.contains(*c)).map(|((c, a), b)| format!("{c}: {a}, and {b} by the other")).collect()
}

#[test]
fn every_character_and_every_document_is_converted_alike() {
    let oracle = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
    let decided = decided();
    let mut found = Vec::new();
    for c in '\u{4E00}'..='\u{9FFF}' {
        found.extend(differences(&c.to_string(), &oracle, &decided));
    }
    for entry in std::fs::read_dir("corpus/guangzhou").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "txt") {
            for line in std::fs::read_to_string(&path).unwrap().lines() {
                found.extend(differences(line, &oracle, &decided));
            }
        }
    }
    assert!(found.is_empty(), "{} differences: {}", found.len(), found.join("; "));
}

//! Parses a document made of the fuzzer's bytes and checks every law of `tests/suite/checks.rs`.
#![no_main]

#[path = "../../tests/suite/checks.rs"]
mod checks;
#[path = "../../tests/suite/salad.rs"]
#[allow(dead_code)]
mod salad;

use std::sync::LazyLock;

use tiaoli::lexicon::Lexicon;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checks::check_parse(&salad::case(data), &LEXICON);
});

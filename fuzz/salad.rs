//! The cases of the fuzz target without a fuzzer: `salad [FIRST [COUNT]]` checks COUNT seeds from FIRST on
//! and names every seed whose text breaks a law.

#[path = "../tests/suite/checks.rs"]
mod checks;
#[path = "../tests/suite/salad.rs"]
#[allow(dead_code)]
mod salad;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use tiaoli::lexicon::Lexicon;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|a| a.parse::<u64>());
    let (Ok(first), Ok(count)) = (numbers.next().unwrap_or(Ok(0)), numbers.next().unwrap_or(Ok(100_000))) else {
        eprintln!("usage: salad [FIRST [COUNT]], both numbers");
        return ExitCode::from(2);
    };
    let lexicon = Lexicon::embedded();
    let mut broken = 0;
    for number in first..first.saturating_add(count) {
        let seed = salad::seed(number, 4 + (number * 13 % 500) as usize);
        let parsed = catch_unwind(AssertUnwindSafe(|| checks::check_parse(&salad::case(&seed), &lexicon)));
        if parsed.is_err() {
            broken += 1;
            eprintln!("seed {number} breaks a law");
        }
    }
    println!("{count} texts, {broken} broke a law");
    ExitCode::from(u8::from(broken > 0))
}

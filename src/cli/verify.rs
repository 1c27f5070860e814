//! `tiaoli verify`: whether an exported comparison still holds.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;

use super::options::Output;
use super::terminal::{cut, plain};
use super::{CliError, Folders, json, library, print};
use crate::export::verify::{Checked, Verdict, check, records};

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli compare --format xlsx --out 比较.xlsx && tiaoli verify 比较.xlsx\n\
    \x20 tiaoli verify 比较.csv --json      one line for each clause: {\"record\",\"verdict\",\"now\"}\n\
    \n\
    Each clause of the table is held against the corpus: same, file_changed (the file is another one,\n\
    this clause is not), value_differs, words_differ, no_such_clause, not_in_corpus. The command fails\n\
    when one of the last four is found.")]
pub struct VerifyArgs {
    /// A table written by `tiaoli compare` or taken from the site: .csv, .xlsx, .md or .json
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    file: PathBuf,
    #[command(flatten)]
    output: Output,
}

/// Checks the file and fails when something in it no longer holds.
pub fn run(args: &VerifyArgs, folders: &Folders) -> Result<(), CliError> {
    let name = args.file.display().to_string();
    let bytes = std::fs::read(&args.file).map_err(|e| CliError::Failure(format!("{name}: cannot read it: {e}")))?;
    let records = records(&name, &bytes).map_err(|e| CliError::Failure(format!("{name}: {e}")))?;
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let checked = check(&records, &library, &lexicon);
    match args.output.json() {
        true => {
            for one in &checked {
                print(&(json(one)? + "\n"))?;
            }
        }
        false => print(&draw(&checked, records.len()))?,
    }
    if checked.iter().all(|c| c.verdict.holds()) { Ok(()) } else { Err(CliError::Reported) }
}

fn draw(checked: &[Checked], rows: usize) -> String {
    let mut out = String::new();
    let mut counts: BTreeMap<Verdict, usize> = BTreeMap::new();
    for Checked { record, verdict, now } in checked {
        *counts.entry(*verdict).or_default() += 1;
        if *verdict == Verdict::Same {
            continue;
        }
        out.push_str(&format!("{}  {} {}  {} {}\n", verdict.label(), record.policy, record.address, record.place, record.label));
        if !verdict.holds() {
            out.push_str(&format!("  - {} {}\n", plain(&record.value), cut(&plain(&record.quote.replace('\n', " ")), 90)));
        }
        if !now.is_empty() {
            out.push_str(&format!("  + {}\n", cut(&plain(&now.replace('\n', " ")), 90)));
        }
    }
    let counts: Vec<String> = counts.iter().map(|(verdict, n)| format!("{n} {}", verdict.label())).collect();
    let without = rows - checked.len();
    let silent = if without > 0 { format!("; {without} cells without a clause are not checked") } else { String::new() };
    let counts = if counts.is_empty() { "nothing to check".to_owned() } else { counts.join(", ") };
    out + &format!("{} clauses: {counts}{silent}\n", checked.len())
}

//! `tiaoli eval`: the parser against what careful readers found.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::terminal::pad;
use super::{CliError, Folders, complain, json, print};
use crate::eval::{Report, baseline, gold};

/// Arguments of `eval`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli eval                     what differs, then recall and precision for each kind\n  \
    tiaoli eval --kind citation     only one kind\n  \
    tiaoli eval --format json | jq .scores\n\n\
    A line with - is a gold row that was missed, a line with + a finding that no gold row explains.\n\
    The command fails when a score is below its floor in baseline.tsv of the gold folder, if\n    that file is there.")]
pub struct EvalArgs {
    /// Folder of the gold tables
    #[arg(long, value_name = "DIR", default_value = "tests/gold")]
    gold: PathBuf,
    /// Only this kind of row: document, clause, money, citation …
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// table: for the terminal; json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// Scores the parser and fails when a score fell.
pub fn run(args: &EvalArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let fail = |error: crate::eval::EvalError| CliError::Failure(error.to_string());
    let mut report = gold::score(&args.gold, &folders.corpus, &lexicon).map_err(fail)?;
    let floors = args.gold.join("baseline.tsv");
    let drops = if floors.is_file() { baseline::drops(&report, &floors).map_err(fail)? } else { Vec::new() };
    if let Some(kind) = &args.kind {
        if !report.scores.contains_key(kind) {
            let kinds: Vec<&str> = report.scores.keys().map(String::as_str).collect();
            return Err(CliError::Usage(format!("--kind {kind}: there is no such kind; expected one of {}", kinds.join(", "))));
        }
        report.scores.retain(|k, _| k == kind);
        report.differences.retain(|d| d.kind == *kind);
    }
    match args.format {
        Format::Json => print(&(json(&report)? + "\n"))?,
        Format::Table => print(&draw(&report))?,
    }
    for drop in &drops {
        complain(drop);
    }
    if drops.is_empty() { Ok(()) } else { Err(CliError::Reported) }
}

fn draw(report: &Report) -> String {
    let mut out = String::new();
    for d in &report.differences {
        let sign = if d.missed { '-' } else { '+' };
        let words: String = d.text.replace('\n', " ").chars().take(160).collect();
        let _ = writeln!(out, "{sign} {} {} {} {words}", d.kind, d.policy, d.address);
    }
    if !report.differences.is_empty() {
        out.push('\n');
    }
    let width = report.scores.keys().map(|k| k.len()).max().unwrap_or(0).max(4);
    let _ = writeln!(out, "{}   rows  found  recall  reported  explained  precision", pad("kind", width));
    for (kind, s) in &report.scores {
        let (recall, precision) = (s.recall(), s.precision());
        let _ = writeln!(
            out,
            "{} {:>6} {:>6} {recall:>7.3} {:>9} {:>10} {precision:>10.3}",
            pad(kind, width),
            s.rows,
            s.found,
            s.reported,
            s.explained
        );
    }
    out
}

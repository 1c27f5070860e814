//! `tiaoli eval`: the parser against what careful readers found, the ranking against what they judged.

use std::fmt::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::AlsoJson;
use super::terminal::pad;
use super::{CliError, Folders, complain, json, library, print};
use crate::eval::ranking::{self, QueryScore};
use crate::eval::{RankingReport, Report, baseline, gold};
use crate::search::Ranking;

/// Arguments of `eval`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli eval                     what differs, then recall and precision for each kind\n  \
    tiaoli eval --kind citation     only one kind\n  \
    tiaoli eval --kind queries      each judged query with its first clauses\n  \
    tiaoli eval --steps             what each step of the ranking gains\n  \
    tiaoli eval --json              {\"scores\",\"differences\",\"ranking\"}\n\n\
    A line with - is a gold row that was missed, a line with + a finding that no gold row explains.\n\
    The command fails when a score is below its floor in baseline.tsv of the gold folder, if\n\
    that file is there.")]
pub struct EvalArgs {
    /// Folder of the gold tables
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath, default_value = "tests/gold")]
    gold: PathBuf,
    /// Only this kind of row: document, clause, money, citation …, or queries with every answer
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Measure the ranking step by step, from plain BM25 up, and without each step
    #[arg(long, conflicts_with = "kind")]
    steps: bool,
    /// table: for the terminal; json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    also: AlsoJson,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// The `--kind` of the judged queries.
const QUERIES: &str = "queries";

/// Scores parser and ranking, and fails when a score fell.
pub fn run(args: &EvalArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let fail = |error: crate::eval::EvalError| CliError::Failure(error.to_string());
    let queries = ranking::queries(&args.gold.join("queries.tsv")).map_err(fail)?;
    let library = library::open(folders, &lexicon)?;
    if args.steps {
        return print(&draw_steps(&ranking::steps(&library, &queries)));
    }
    let mut report = gold::score(&args.gold, &folders.corpus, &lexicon).map_err(fail)?;
    report.ranking = Some(ranking::score(&library, &queries, Ranking::TUNED));
    let floors = args.gold.join("baseline.tsv");
    let drops = if floors.is_file() { baseline::drops(&report, &floors).map_err(fail)? } else { Vec::new() };
    if let Some(kind) = &args.kind {
        if kind != QUERIES && !report.scores.contains_key(kind) {
            let kinds: Vec<&str> = report.scores.keys().map(String::as_str).chain([QUERIES]).collect();
            return Err(CliError::Usage(format!("--kind {kind}: there is no such kind; expected one of {}", kinds.join(", "))));
        }
        report.scores.retain(|k, _| k == kind);
        report.differences.retain(|d| d.kind == *kind);
        report.ranking = report.ranking.filter(|_| kind == QUERIES);
    }
    let format = if args.also.json { Format::Json } else { args.format };
    match format {
        Format::Json => print(&(json(&report)? + "\n"))?,
        Format::Table => print(&draw(&report, args.kind.is_some()))?,
    }
    for drop in &drops {
        complain(drop);
    }
    if drops.is_empty() { Ok(()) } else { Err(CliError::Reported) }
}

/// The figures of the judged queries, and with `answers` each query: its first clauses with their grades
/// (? where not judged), and the clauses that should have been among them.
fn draw_ranking(out: &mut String, report: &RankingReport, answers: bool) {
    for answer in report.answers.iter().filter(|_| answers) {
        let _ = writeln!(out, "{} {}   nDCG {:.3}  recall {:.3}", answer.id, answer.query, answer.ndcg, answer.recall);
        for (clause, grade) in &answer.hits {
            let _ = writeln!(out, "  {} {clause}", grade.map_or("?".to_owned(), |g| g.to_string()));
        }
        for (clause, grade) in &answer.missed {
            let _ = writeln!(out, "  - {grade} {clause}");
        }
    }
    let _ = writeln!(out, "{}   rows  nDCG@10    MRR  recall@20", pad("queries", 16));
    for (half, s) in &report.halves {
        let _ = writeln!(out, "{} {:>6} {:>8.3} {:>6.3} {:>10.3}", pad(half, 16), s.queries, s.ndcg, s.mrr, s.recall);
    }
}

/// One line for each step, the tuning half beside the half that is held out.
fn draw_steps(steps: &[(String, std::collections::BTreeMap<String, QueryScore>)]) -> String {
    let mut out = format!("{}  tuning                      held out\n", pad("", 22));
    let _ = writeln!(out, "{}   nDCG@10    MRR  recall@20   nDCG@10    MRR  recall@20", pad("ranking", 22));
    for (name, halves) in steps {
        let _ = write!(out, "{}", pad(name, 22));
        for id in [0, 1] {
            let s = halves.get(ranking::half(id)).copied().unwrap_or_default();
            let _ = write!(out, "  {:>8.3} {:>6.3} {:>10.3}", s.ndcg, s.mrr, s.recall);
        }
        out.push('\n');
    }
    out
}

fn draw(report: &Report, one_kind: bool) -> String {
    let mut out = String::new();
    for d in &report.differences {
        let sign = if d.missed { '-' } else { '+' };
        let words: String = d.text.replace('\n', " ").chars().take(160).collect();
        let _ = writeln!(out, "{sign} {} {} {} {words}", d.kind, d.policy, d.address);
    }
    if !report.differences.is_empty() {
        out.push('\n');
    }
    if report.scores.is_empty() {
        report.ranking.iter().for_each(|ranking| draw_ranking(&mut out, ranking, one_kind));
        return out;
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
    if let Some(ranking) = &report.ranking {
        out.push('\n');
        draw_ranking(&mut out, ranking, false);
    }
    out
}

//! `tiaoli quality`: what is held and how well it was read.

use std::fmt::Write;

use clap::Args;
use unicode_width::UnicodeWidthStr;

use super::terminal::{pad, plain};
use super::{CliError, Folders, json, library, print};
use crate::quality::{Quality, measured};
use crate::resolve::{Network, Resolver};

/// Arguments of `quality`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli quality                      documents, validity, warnings, citations, text left out\n  \
    tiaoli quality --date 2025-06-30    validity judged on that day\n  \
    tiaoli quality --json\n\n\
    The measured scores are those of the documents in tests/gold that were read by hand; `tiaoli eval` measures them again.")]
pub struct QualityArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// The day on which validity is judged; today without it
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<jiff::civil::Date>,
}

/// Prints the figures.
pub fn run(args: &QualityArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let resolver = Resolver::of(&library);
    let date = args.date.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
    let quality = Quality::of(&library, &resolver, &date).with_citations(&Network::of(&library, &resolver));
    if args.json {
        let mut out = serde_json::to_value(&quality).map_err(|e| CliError::Failure(format!("cannot write JSON: {e}")))?;
        out["measured"] = serde_json::to_value(measured::scores()).map_err(|e| CliError::Failure(format!("cannot write JSON: {e}")))?;
        return print(&(json(&out)? + "\n"));
    }
    print(&draw(&quality))
}

/// A list of names with their counts.
fn list(out: &mut String, title: &str, rows: &[(String, usize)]) {
    if rows.is_empty() {
        return;
    }
    let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let _ = writeln!(out, "\n{title}");
    for (name, n) in rows {
        let _ = writeln!(out, "  {} {n:>8}", pad(name, width));
    }
}

fn draw(q: &Quality) -> String {
    let t = &q.total;
    let mut out = format!(
        "{} documents ({} digests), {} clauses, {} facts; {} files not read\n",
        t.documents,
        t.digests,
        t.clauses,
        t.facts,
        q.failures.len()
    );
    let named = |value: &serde_json::Value| value.as_str().unwrap_or("none").to_owned();
    let code = |value: serde_json::Result<serde_json::Value>| value.map(|v| named(&v)).unwrap_or_default();
    let width = q.places.iter().map(|p| p.place.width()).max().unwrap_or(0).max(5);
    if !q.places.is_empty() {
        let _ = writeln!(out, "\n{}  documents  clauses  facts  facts/100 clauses", pad("place", width));
    }
    for p in &q.places {
        let _ = writeln!(
            out,
            "{}  {:>9}  {:>7}  {:>5}  {:>17.0}",
            pad(&plain(&p.place), width),
            p.documents,
            p.clauses,
            p.facts,
            p.facts_per_hundred()
        );
    }
    let validity = q.validity.iter().map(|v| {
        let ground = code(serde_json::to_value(v.ground));
        (format!("{} ({ground})", v.standing.as_str()), v.documents)
    });
    list(&mut out, &format!("validity on {}", q.date), &validity.collect::<Vec<_>>());
    let lacking: Vec<_> = q.lacking.iter().map(|(l, n)| (l.as_str().to_owned(), *n)).collect();
    list(&mut out, "documents without", &lacking);
    let facts = q.facts.iter().map(|f| {
        let (kind, role) = (code(serde_json::to_value(f.kind)), code(serde_json::to_value(f.role)));
        (format!("{kind} {role}"), f.count)
    });
    list(&mut out, "facts by kind and role", &facts.collect::<Vec<_>>());
    let citations: Vec<_> = q.citations.iter().map(|(o, n)| (o.as_str().to_owned(), *n)).collect();
    list(&mut out, "citations by outcome", &citations);
    let warnings: Vec<_> = q.warnings.iter().map(|(k, of)| (k.name(), of.count)).collect();
    list(&mut out, "warnings", &warnings);
    let dropped: Vec<_> = q.dropped.iter().map(|(r, of)| (code(serde_json::to_value(r)), of.count)).collect();
    list(&mut out, &format!("bytes left out, of {}", q.bytes), &dropped);
    let scores = measured::scores();
    let _ = writeln!(
        out,
        "\nmeasured on {} documents read by hand (the rules were made with them in view; expect less on others)",
        scores.documents.len()
    );
    for s in &scores.scores {
        let precision = if s.reported == 0 { "-".to_owned() } else { format!("{:.1}%", s.precision()) };
        let _ = writeln!(out, "  {} rows {:>4}  recall {:>5.1}%  precision {precision:>6}", pad(&s.kind, 12), s.rows, s.recall());
    }
    out
}

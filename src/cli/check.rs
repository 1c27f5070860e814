//! `tiaoli check`: every warning of the corpus, with its place.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::options::Output;
use super::terminal::plain;
use super::{CliError, Folders, complain, ingest, json, print, remark};
use crate::corpus::{Corpus, Document};
use crate::diagnostic::{Warning, WarningKind};
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::text::SourceText;

/// Arguments of `check`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli check\n  \
    tiaoli check corpus/yunnan corpus/guangxi/pilot-plan.txt\n  \
    tiaoli check --kind inferred_heading --kind missing_number\n  \
    tiaoli check --json\n\n\
    A warning loses no text: it says where a reader should look. JSON is one line for each:\n\
    {\"path\",\"line\",\"column\",\"kind\",\"address\",\"detail\",\"span\"}. The command fails when a file cannot be\n\
    read, with --strict also when there is a warning.")]
pub struct CheckArgs {
    /// Documents or folders of the corpus [default: all]
    #[arg(value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Only warnings of this kind; may be given several times
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<String>,
    #[command(flatten)]
    output: Output,
    /// Fail when there is a warning
    #[arg(long)]
    strict: bool,
}

/// What one document has to say.
struct Checked {
    path: PathBuf,
    text: SourceText,
    /// The warnings, or why the file was not read.
    outcome: Result<Vec<Warning>, String>,
}

/// A warning as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    path: String,
    line: usize,
    column: usize,
    #[serde(flatten)]
    warning: &'a Warning,
}

/// Documents that are parsed before any of them is printed, so that a large corpus stays in bounded memory.
const BATCH: usize = 64;

/// Prints the warnings in the order of the documents.
pub fn run(args: &CheckArgs, folders: &Folders) -> Result<(), CliError> {
    let kinds: Vec<WarningKind> = WarningKind::ALL.into_iter().filter(|k| args.kind.contains(&k.name())).collect();
    let corpus = Corpus::open(&folders.corpus).map_err(|error| CliError::Failure(error.to_string()))?;
    let wanted = args.paths.iter().map(|path| ingest::in_corpus(path, &folders.corpus)).collect::<Result<Vec<_>, _>>()?;
    let lexicon = folders.lexicon()?;
    let documents: Vec<&Document> =
        corpus.documents().iter().filter(|d| wanted.is_empty() || wanted.iter().any(|w| d.path.starts_with(w))).collect();
    if corpus.is_empty() {
        remark(&ingest::empty(&folders.corpus));
    }
    let (mut failed, mut found) = (0, BTreeMap::new());
    for batch in documents.chunks(BATCH) {
        let checked: Vec<Checked> = batch.par_iter().map(|d| check(&corpus, d, &lexicon)).collect();
        for Checked { path, text, outcome } in checked {
            let path = folders.corpus.join(path).display().to_string();
            match outcome {
                Err(reason) => {
                    complain(&format!("not read: {path}: {reason}"));
                    failed += 1;
                }
                Ok(mut warnings) => {
                    warnings.retain(|w| kinds.is_empty() || kinds.contains(&w.kind));
                    for warning in &warnings {
                        *found.entry(warning.kind).or_insert(0) += 1;
                        show(warning, &path, text.as_str(), args.output.json())?;
                    }
                }
            }
        }
    }
    if !args.output.json() {
        print(&summary(documents.len(), failed, &found))?;
    }
    if failed > 0 || args.strict && !found.is_empty() { Err(CliError::Reported) } else { Ok(()) }
}

fn check(corpus: &Corpus, document: &Document, lexicon: &Lexicon) -> Checked {
    let path = document.path.clone();
    match corpus.read(document) {
        Ok(file) => {
            let mut warnings = ParsedPolicy::parse(&file, lexicon).warnings;
            warnings.sort_by_key(|w| w.span);
            Checked { path, text: file.text, outcome: Ok(warnings) }
        }
        Err(error) => Checked { path, text: SourceText::default(), outcome: Err(error.to_string()) },
    }
}

fn show(warning: &Warning, path: &str, source: &str, as_json: bool) -> Result<(), CliError> {
    if as_json {
        let (line, column) = warning.place(source);
        return print(&(json(&Line { path: path.to_owned(), line, column, warning })? + "\n"));
    }
    // A manifest is not the text, so there is no place to draw.
    if warning.kind == WarningKind::Manifest {
        return print(&format!("warning[manifest]: {}\n  {path}\n\n", plain(&warning.detail)));
    }
    let drawn: Vec<String> = warning.draw(path, source).lines().map(|l| plain(l).trim_end().to_owned()).collect();
    print(&format!("{}\n\n", drawn.join("\n")))
}

/// 12 documents, 3 warnings: 2 missing_number, 1 inferred_heading
fn summary(documents: usize, failed: usize, found: &BTreeMap<WarningKind, usize>) -> String {
    let counted = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let mut out = format!("{}, {}", counted(documents, "document"), counted(found.values().sum(), "warning"));
    let kinds: Vec<String> = found.iter().map(|(kind, n)| format!("{n} {}", kind.name())).collect();
    if !kinds.is_empty() {
        out.push_str(&format!(": {}", kinds.join(", ")));
    }
    if failed > 0 {
        out.push_str(&format!("; {} not read", counted(failed, "file")));
    }
    out.push('\n');
    out
}

fn kinds() -> clap::builder::PossibleValuesParser {
    WarningKind::ALL.map(WarningKind::name).into()
}

//! `tiaoli ingest`: reads the corpus and writes the index anew.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json as object;

use super::options::Output;
use super::{CliError, Folders, json, library, print, remark};
use crate::corpus::Corpus;
use crate::index;

/// Arguments of `ingest`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli ingest\n  \
    tiaoli ingest corpus/guangxi/pilot-plan.txt      say whether this one was read\n  \
    tiaoli ingest --corpus corpus/guangzhou --index other-index\n\n\
    The other commands refresh the index by themselves when documents have changed.\n\
    JSON: {\"documents\",\"read\",\"changed\",\"clauses\",\"facts\",\"citations\",\n\
    \"failures\":[{\"path\",\"reason\"}],\"seconds\"}.")]
pub struct IngestArgs {
    /// Documents or folders of the corpus that must be read: the command fails if one of them cannot be
    #[arg(value_name = "PATH", value_hint = clap::ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

/// Builds the index and reports.
pub fn run(args: &IngestArgs, folders: &Folders) -> Result<(), CliError> {
    let corpus = Corpus::open(&folders.corpus).map_err(|error| CliError::Failure(error.to_string()))?;
    let wanted = args.paths.iter().map(|path| in_corpus(path, &folders.corpus)).collect::<Result<Vec<_>, _>>()?;
    let lexicon = folders.lexicon()?;
    let meter = library::Meter::new();
    let report = index::build(&corpus, &folders.index, &lexicon, &|progress| meter.show(progress));
    meter.finish();
    let report = report.map_err(|error| CliError::Failure(error.to_string()))?;
    match index::Library::open(&folders.index, &lexicon) {
        Ok(held) => library::record(folders, &held, Some(&report)),
        Err(error) => remark(&error.to_string()),
    }
    library::complain_of(&report.failures);
    if corpus.is_empty() {
        remark(&empty(&folders.corpus));
    }
    match args.output.json() {
        true => print(&(json(&told(&report))? + "\n"))?,
        false => print(&format!("{}: {}\n", folders.index.display(), library::built(&report)))?,
    }
    let failed = |path: &PathBuf| report.failures.iter().any(|f| f.path.starts_with(path));
    if wanted.iter().any(failed) { Err(CliError::Reported) } else { Ok(()) }
}

/// The report of a build for programs.
fn told(report: &index::BuildReport) -> serde_json::Value {
    object!({
        "documents": report.documents,
        "read": report.read,
        "changed": report.changed,
        "clauses": report.clauses,
        "facts": report.facts,
        "citations": report.citations,
        "failures": report.failures,
        "seconds": report.elapsed.as_secs_f64(),
    })
}

/// What to do about a corpus without documents.
pub fn empty(corpus: &Path) -> String {
    format!("{0} holds no document yet; put one there as {0}/<place>/<name>.txt", corpus.display())
}

/// A path relative to the corpus; an error for one that does not lie there.
pub fn in_corpus(path: &Path, corpus: &Path) -> Result<PathBuf, CliError> {
    let real = path.canonicalize().map_err(|error| CliError::Failure(format!("{}: {error}", path.display())))?;
    let root = corpus.canonicalize().map_err(|error| CliError::Failure(format!("{}: {error}", corpus.display())))?;
    real.strip_prefix(&root).map(Path::to_owned).map_err(|_| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let corpus = corpus.display();
        CliError::Failure(if real.is_dir() {
            format!("{} does not lie in {corpus}; to read another folder, write --corpus {}", path.display(), path.display())
        } else {
            format!(
                "{} does not lie in {corpus}, and what is not there is not kept; copy it to {corpus}/<place>/{name} first",
                path.display()
            )
        })
    })
}

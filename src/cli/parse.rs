//! `tiaoli parse`: what is found in single documents.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::AlsoJson;
use super::{CliError, Folders, complain, json, print, tree};
use crate::corpus;
use crate::parsed::ParsedPolicy;

/// Arguments of `parse`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli parse --format tree corpus/guangxi/pilot-plan.txt\n\
    \x20 tiaoli parse corpus/*/*.txt > all.jsonl\n\
    \x20 tiaoli parse 通知.txt --format json\n\
    \n\
    JSON is one line for each document (schema tiaoli.parse/1). The id of a document is its path in\n\
    the corpus without the ending (guangzhou/2025-36), or for a file elsewhere its name.")]
pub struct ParseArgs {
    /// Documents to read (.txt, .md); they need not lie in the corpus
    #[arg(required = true, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// json: one line for each document; tree: for reading in the terminal
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    #[command(flatten)]
    also: AlsoJson,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Json,
    Tree,
}

/// Parses the files one by one; one that cannot be read does not stop the rest.
pub fn run(args: &ParseArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let mut failed = false;
    for path in &args.files {
        let file = match corpus::read_file(path, Some(&folders.corpus)) {
            Ok(file) => file,
            Err(error) => {
                complain(&format!("{}: {error}", path.display()));
                failed = true;
                continue;
            }
        };
        let parsed = ParsedPolicy::parse(&file, &lexicon);
        let format = if args.also.json { Format::Json } else { args.format };
        match format {
            Format::Json => print(&(json(&parsed)? + "\n"))?,
            Format::Tree => print(&tree::draw(&parsed, file.text.as_str(), &path.display().to_string(), super::terminal::width()))?,
        }
    }
    if failed { Err(CliError::Reported) } else { Ok(()) }
}

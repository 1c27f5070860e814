//! The command line: `tiaoli` and its commands.
//!
//! Recipe: [`run`] reads the arguments, hands them to the command's own file, and turns what comes
//! back into an exit code: 0 done, 1 failure, 2 usage. `talk` writes results to stdout and messages to stderr; a reader
//! that closes the pipe ends the program quietly. `options` has what commands share, `help` the help as a whole,
//! `terminal` widths and colours; `parse` and the other files hold one command each.

mod addresses;
mod check;
mod cite;
mod cite_as;
mod cited;
mod compare;
mod completions;
mod decisions;
mod diff;
mod editors;
mod eligibility;
mod eval;
mod export;
mod form;
mod help;
mod ingest;
mod library;
mod lineage;
mod mcp;
mod options;
mod parse;
mod place;
mod procedure;
mod quality;
mod search;
mod serve;
mod table;
mod talk;
mod terminal;
mod tree;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{FromArgMatches, Parser, Subcommand};

use crate::decision::Register;
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;
use options::{Folders, Manner};
use talk::{CliError, complain, json, print, print_bytes, remark};

/// A knowledge base for Chinese policy documents at clause level.
#[derive(Debug, Parser)]
#[command(name = "tiaoli", version, about = "Tiaoli 条理: a knowledge base for Chinese policy documents, clause by clause")]
struct Cli {
    #[command(flatten)]
    folders: Folders,
    #[command(flatten)]
    manner: Manner,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build or refresh the index, then serve the site (what happens without a command)
    Serve(serve::ServeArgs),
    /// Read the corpus and write the index anew
    Ingest(ingest::IngestArgs),
    /// Show what is found in single documents: clauses, facts, citations, warnings
    Parse(parse::ParseArgs),
    /// Search the clauses
    Search(search::SearchArgs),
    /// Lay places side by side, topic by topic
    Compare(compare::CompareArgs),
    /// Hold a company's figures against the conditions of each place
    Eligibility(eligibility::EligibilityArgs),
    /// List the steps of an application and what is handed in
    Procedure(procedure::ProcedureArgs),
    /// What is held and how well it was read, in figures
    Quality(quality::QualityArgs),
    /// Show the forms of a document, or write one as a file to fill in
    Form(form::FormArgs),
    /// Lay clauses or documents side by side: which words and which values differ
    Diff(diff::DiffArgs),
    /// Show which clauses were taken from which: copied, narrowed, extended, dropped
    Lineage(lineage::LineageArgs),
    /// Check the citations and quotations of a draft
    Cite(cite::CiteArgs),
    /// Resolve citations: a document number, a title, or a sentence that cites
    Resolve(cited::ResolveArgs),
    /// List documents that are cited and not held, and who cites them
    Missing(cited::MissingArgs),
    /// List citations whose document has been repealed, replaced or amended, or has expired since
    Radar(cited::RadarArgs),
    /// Check an exported comparison against the corpus
    Verify(verify::VerifyArgs),
    /// List all warnings of the corpus with file, line and place
    Check(check::CheckArgs),
    /// Show where published addresses have gone: moved, divided, gone
    Addresses(addresses::AddressesArgs),
    /// Write a document or clause as it is cited: official, legal, GB/T 7714, BibTeX, Markdown, URL
    CiteAs(cite_as::CiteAsArgs),
    /// Write a whole document in another format: Akoma Ntoso
    Export(export::ExportArgs),
    /// List, show, export, import and back up the decisions
    Decisions(decisions::DecisionsArgs),
    /// Answer an assistant on standard input and output (Model Context Protocol)
    Mcp(mcp::McpArgs),
    /// Score the parser against documents that were read by hand
    Eval(eval::EvalArgs),
    /// Print the completion script of a shell
    Completions(completions::CompletionsArgs),
    /// Write the man pages
    Man(completions::ManArgs),
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let args: Vec<String> = std::env::args_os().skip(1).map(|a| a.to_string_lossy().into_owned()).collect();
    let (json, color) = (options::wants_json(&args), options::colours(&args));
    let read = help::command().color(color).try_get_matches().and_then(|m| Cli::from_arg_matches(&m));
    let cli = match read {
        Ok(cli) => cli,
        Err(error) => {
            talk::set(false, json, color);
            return talk::refused(&error);
        }
    };
    talk::set(cli.manner.quiet, json, cli.manner.color);
    talk::end(match &cli.command {
        None => serve::run(&serve::ServeArgs::default(), &cli.folders),
        Some(command) => command.run(&cli.folders),
    })
}

impl Command {
    fn run(&self, folders: &Folders) -> Result<(), CliError> {
        match self {
            Command::Serve(args) => serve::run(args, folders),
            Command::Ingest(args) => ingest::run(args, folders),
            Command::Parse(args) => parse::run(args, folders),
            Command::Search(args) => search::run(args, folders),
            Command::Compare(args) => compare::run(args, folders),
            Command::Eligibility(args) => eligibility::run(args, folders),
            Command::Procedure(args) => procedure::run(args, folders),
            Command::Quality(args) => quality::run(args, folders),
            Command::Form(args) => form::run(args, folders),
            Command::Diff(args) => diff::run(args, folders),
            Command::Lineage(args) => lineage::run(args, folders),
            Command::Cite(args) => cite::run(args, folders),
            Command::Resolve(args) => cited::resolve(args, folders),
            Command::Missing(args) => cited::missing(args, folders),
            Command::Radar(args) => cited::radar(args, folders),
            Command::Verify(args) => verify::run(args, folders),
            Command::Check(args) => check::run(args, folders),
            Command::Addresses(args) => addresses::run(args, folders),
            Command::CiteAs(args) => cite_as::run(args, folders),
            Command::Export(args) => export::run(args, folders),
            Command::Decisions(args) => decisions::run(args, folders),
            Command::Mcp(args) => mcp::run(args, folders),
            Command::Eval(args) => eval::run(args, folders),
            Command::Completions(args) => completions::completions(args),
            Command::Man(args) => completions::man(args),
        }
    }
}

impl Folders {
    /// The register of decisions; nothing is opened or made.
    fn register(&self) -> Register {
        Register::at(self.register.clone().unwrap_or_else(|| self.index.with_file_name("decisions.db")))
    }

    /// The ledger of addresses; nothing is opened or made. It bears the name of the index, for two corpora must not
    /// share one.
    fn ledger(&self) -> Ledger {
        let beside = || {
            let mut name = self.index.file_name().unwrap_or_default().to_owned();
            name.push(".addresses.jsonl");
            self.index.with_file_name(name)
        };
        Ledger::at(self.ledger.clone().unwrap_or_else(beside))
    }

    /// The word lists: the built-in ones, with those of `index/lexicon` if that folder exists and of every `--lexicon`.
    fn lexicon(&self) -> Result<Lexicon, CliError> {
        if let Some(dir) = self.lexicon.iter().find(|dir| !dir.is_dir()) {
            return Err(CliError::Usage(format!(
                "--lexicon {}: there is no such folder; expected one with files such as places.toml",
                dir.display()
            )));
        }
        let own = Path::new("index/lexicon");
        let dirs: Vec<&Path> = own.is_dir().then_some(own).into_iter().chain(self.lexicon.iter().map(PathBuf::as_path)).collect();
        Lexicon::load(&dirs).map_err(|error| CliError::Failure(error.to_string()))
    }
}

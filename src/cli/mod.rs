//! The command line: `tiaoli` and its commands.
//!
//! Recipe: [`run`] reads the arguments, hands them to the command's own file, and turns what comes
//! back into an exit code: 0 done, 1 failure, 2 usage. Output goes to stdout, all messages go to
//! stderr; a reader that closes the pipe ends the program quietly. `terminal` knows widths and
//! colours, `parse` and the other files hold one command each.

mod addresses;
mod check;
mod cite;
mod cite_as;
mod cited;
mod compare;
mod decisions;
mod diff;
mod editors;
mod eligibility;
mod eval;
mod export;
mod form;
mod ingest;
mod library;
mod lineage;
mod parse;
mod place;
mod procedure;
mod quality;
mod search;
mod serve;
mod table;
mod terminal;
mod tree;
mod verify;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::decision::Register;
use crate::ledger::Ledger;
use crate::lexicon::Lexicon;

/// A knowledge base for Chinese policy documents at clause level.
#[derive(Debug, Parser)]
#[command(
    name = "tiaoli",
    version,
    about = "Tiaoli 条理: a knowledge base for Chinese policy documents, clause by clause",
    after_help = "Without a command, tiaoli builds or refreshes the index and serves the site on http://127.0.0.1:8000.\n\
                  `tiaoli help COMMAND` shows a command with examples."
)]
struct Cli {
    #[command(flatten)]
    folders: Folders,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The folders every command works with.
#[derive(Debug, Args)]
struct Folders {
    /// Folder of the documents, as <place>/<name>.txt
    #[arg(long, global = true, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Folder of the index; a cache that may be deleted at any time
    #[arg(long, global = true, value_name = "DIR", default_value = "index/data")]
    index: PathBuf,
    /// Folder of word lists that are added to the built-in ones and to index/lexicon; may be given several times
    #[arg(long, global = true, value_name = "DIR")]
    lexicon: Vec<PathBuf>,
    /// File of the decisions; made with the first one [default: decisions.db beside the index]
    #[arg(long, global = true, value_name = "FILE")]
    register: Option<PathBuf>,
    /// File of the addresses that were ever published; only appended to [default: beside the index, with its name and .addresses.jsonl]
    #[arg(long, global = true, value_name = "FILE")]
    ledger: Option<PathBuf>,
}

/// How a command prints that has no files to make.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
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
    /// Score the parser against documents that were read by hand
    Eval(eval::EvalArgs),
}

/// How a command ends when it does not succeed.
#[derive(Debug)]
enum CliError {
    /// The arguments do not fit together; exit 2.
    Usage(String),
    /// Something went wrong; exit 1.
    Failure(String),
    /// Exit 1, and the messages have been printed already.
    Reported,
    /// The reader of stdout has gone, as `head` does; nothing is wrong.
    Closed,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, to stdout and with code 0.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let done = match &cli.command {
        None => serve::run(&serve::ServeArgs::default(), &cli.folders),
        Some(Command::Serve(args)) => serve::run(args, &cli.folders),
        Some(Command::Ingest(args)) => ingest::run(args, &cli.folders),
        Some(Command::Parse(args)) => parse::run(args, &cli.folders),
        Some(Command::Search(args)) => search::run(args, &cli.folders),
        Some(Command::Compare(args)) => compare::run(args, &cli.folders),
        Some(Command::Eligibility(args)) => eligibility::run(args, &cli.folders),
        Some(Command::Procedure(args)) => procedure::run(args, &cli.folders),
        Some(Command::Quality(args)) => quality::run(args, &cli.folders),
        Some(Command::Form(args)) => form::run(args, &cli.folders),
        Some(Command::Diff(args)) => diff::run(args, &cli.folders),
        Some(Command::Lineage(args)) => lineage::run(args, &cli.folders),
        Some(Command::Cite(args)) => cite::run(args, &cli.folders),
        Some(Command::Resolve(args)) => cited::resolve(args, &cli.folders),
        Some(Command::Missing(args)) => cited::missing(args, &cli.folders),
        Some(Command::Radar(args)) => cited::radar(args, &cli.folders),
        Some(Command::Verify(args)) => verify::run(args, &cli.folders),
        Some(Command::Check(args)) => check::run(args, &cli.folders),
        Some(Command::Addresses(args)) => addresses::run(args, &cli.folders),
        Some(Command::CiteAs(args)) => cite_as::run(args, &cli.folders),
        Some(Command::Export(args)) => export::run(args, &cli.folders),
        Some(Command::Decisions(args)) => decisions::run(args, &cli.folders),
        Some(Command::Eval(args)) => eval::run(args, &cli.folders),
    };
    match done {
        Ok(()) | Err(CliError::Closed) => ExitCode::SUCCESS,
        Err(CliError::Reported) => ExitCode::FAILURE,
        Err(CliError::Failure(message)) => {
            complain(&message);
            ExitCode::FAILURE
        }
        Err(CliError::Usage(message)) => {
            complain(&message);
            ExitCode::from(2)
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

/// Writes to stdout.
fn print(text: &str) -> Result<(), CliError> {
    print_bytes(text.as_bytes())
}

/// Writes to stdout what need not be text.
fn print_bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => CliError::Closed,
        _ => CliError::Failure(format!("cannot write to standard output: {error}")),
    })
}

/// Writes a message to stderr.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "tiaoli: {message}");
}

/// A value as one line of JSON.
fn json(value: &impl serde::Serialize) -> Result<String, CliError> {
    serde_json::to_string(value).map_err(|error| CliError::Failure(format!("cannot write JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}

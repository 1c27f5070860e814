//! `tiaoli decisions`: the register on the command line.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueHint};
use serde_json::json as object;

use super::options::Output;
use super::terminal::plain;
use super::{CliError, Folders, complain, json, library, print, print_bytes};
use crate::decision::{Decision, LinkState, Reader, RegisterError, Review, Status, state};
use crate::resolve::Resolver;

/// Arguments of `decisions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli decisions list --status draft\n  \
    tiaoli decisions show 3                    its citations, and whether the clauses have changed\n  \
    tiaoli decisions export --out 决定.jsonl   everything, with the history\n  \
    tiaoli decisions import 决定.jsonl         the same lines again change nothing\n  \
    tiaoli decisions backup 备份.db            while the site is running")]
pub struct DecisionsArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// One line for each decision
    List {
        /// Only decisions in this state
        #[arg(long, value_name = "STATUS", value_parser = ["draft", "issued", "withdrawn"])]
        status: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// One decision with the state of its citations; fails when a clause is not what it was
    Show {
        /// Its number
        #[arg(value_name = "ID")]
        id: i64,
        #[command(flatten)]
        output: Output,
    },
    /// All decisions with their history as JSON lines
    Export {
        /// Where to write; stdout when it is not given. An existing file is not overwritten
        #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
        out: Option<PathBuf>,
    },
    /// Take over exported lines, all or none
    Import {
        /// The file; `-` is stdin
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        #[command(flatten)]
        output: Output,
    },
    /// Copy the register, also while it is in use, to a new file
    Backup {
        /// The new file
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
        #[command(flatten)]
        output: Output,
    },
}

fn failure(error: RegisterError) -> CliError {
    CliError::Failure(error.to_string())
}

/// Runs the command.
pub fn run(args: &DecisionsArgs, folders: &Folders) -> Result<(), CliError> {
    let register = folders.register();
    match &args.what {
        What::List { status, output } => {
            let wanted = status.as_deref().map(|name| {
                Status::named(name).ok_or_else(|| CliError::Usage(format!("--status {name}: expected draft, issued or withdrawn")))
            });
            let wanted = wanted.transpose()?;
            for decision in register.list().map_err(failure)?.iter().filter(|d| wanted.is_none_or(|s| s == d.content.status)) {
                let line = if output.json() { json(decision)? } else { line(decision) };
                print(&(line + "\n"))?;
            }
            Ok(())
        }
        What::Show { id, output } => {
            let decision = register.get(*id).map_err(failure)?.ok_or_else(|| failure(RegisterError::Unknown { id: *id }))?;
            show(&decision, output.json(), folders)
        }
        What::Export { out } => {
            let mut bytes = Vec::new();
            let count = register.export(&mut bytes).map_err(failure)?;
            let Some(path) = out else { return print_bytes(&bytes) };
            write_new(path, &bytes).map_err(|error| CliError::Failure(format!("{}: {error}", path.display())))?;
            print(&format!("{}: {count} decisions\n", path.display()))
        }
        What::Import { file, output } => {
            let name = file.display();
            let opened: Box<dyn BufRead> = match file.as_os_str().as_encoded_bytes() {
                b"-" => Box::new(io::stdin().lock()),
                _ => Box::new(BufReader::new(File::open(file).map_err(|e| CliError::Failure(format!("{name}: cannot read it: {e}")))?)),
            };
            let mut opened = opened;
            let done = register.import(&mut opened).map_err(|e| CliError::Failure(format!("{name}: {e}")))?;
            let (added, updated, same) = (done.added.len(), done.updated.len(), done.unchanged.len());
            match output.json() {
                true => {
                    print(&(json(&object!({ "added": added, "updated": updated, "held": same, "conflicts": done.conflicts }))? + "\n"))?
                }
                false => print(&format!("{added} added, {updated} updated, {same} held already\n"))?,
            }
            for id in &done.conflicts {
                complain(&format!("decision {id} was changed here and there since they were the same; nothing of it was taken over"));
            }
            if done.conflicts.is_empty() { Ok(()) } else { Err(CliError::Reported) }
        }
        What::Backup { file, output } => {
            let count = register.backup(file).map_err(failure)?;
            if output.json() {
                return print(&(json(&object!({ "file": file.display().to_string(), "decisions": count }))? + "\n"));
            }
            print(&format!("{}: {count} decisions\n", file.display()))
        }
    }
}

/// Writes a file that does not exist yet; it has reached the disk afterwards.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut file = File::options().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn line(decision: &Decision) -> String {
    let c = &decision.content;
    let links = decision.links.iter().filter(|l| l.review != Review::Rejected).count();
    let or = |text: &str| if text.is_empty() { "-".to_owned() } else { plain(text) };
    format!("{}\t{}\t{}\t{}\t{links}\t{}", decision.id, c.status.as_str(), or(&c.date), or(&c.number), plain(&c.title))
}

fn show(decision: &Decision, as_json: bool, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let resolver = Resolver::of(&library);
    let reader = Reader { library: &library, resolver: &resolver, lexicon: &lexicon };
    let states: Vec<Option<LinkState>> = decision.links.iter().map(|l| l.pin.as_ref().map(|p| state(p, &reader))).collect();
    match as_json {
        true => {
            let mut out = serde_json::to_value(decision).map_err(|e| CliError::Failure(format!("cannot write JSON: {e}")))?;
            for (link, state) in out["links"].as_array_mut().into_iter().flatten().zip(&states) {
                link["state"] = serde_json::to_value(state).map_err(|e| CliError::Failure(format!("cannot write JSON: {e}")))?;
            }
            print(&format!("{out}\n"))?;
        }
        false => {
            let mut out = format!("{}\n\n{}\n", line(decision), decision.content.text.lines().map(plain).collect::<Vec<_>>().join("\n"));
            for (link, state) in decision.links.iter().zip(&states) {
                let to = link.pin.as_ref().map(|p| format!("{} {}", p.policy, p.address)).unwrap_or_else(|| "-".to_owned());
                let name = match (link.review, state) {
                    (Review::Rejected, _) => "rejected",
                    (_, Some(state)) => state.name(),
                    (_, None) => "not_linked",
                };
                out.push_str(&format!("\n{}\t{name}\t{}\t{}", link.key, plain(to.trim()), plain(&link.quote)));
                match state {
                    Some(LinkState::Moved { to }) => out.push_str(&format!("\n\tnow {} {}", to.policy, to.address)),
                    Some(LinkState::Ambiguous { places }) => {
                        places.iter().for_each(|p| out.push_str(&format!("\n\tnow perhaps {} {}", p.policy, p.address)));
                    }
                    _ => {}
                }
            }
            print(&(out + "\n"))?;
        }
    }
    let holds = decision.links.iter().zip(&states).all(|(l, s)| l.review == Review::Rejected || s.as_ref().is_none_or(LinkState::holds));
    if holds { Ok(()) } else { Err(CliError::Reported) }
}

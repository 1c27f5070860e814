//! `tiaoli addresses`: where published addresses have gone.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::json as object;

use super::options::Output;
use super::terminal::plain;
use super::{CliError, Folders, json, library, print, remark};
use crate::index::Library;
use crate::ledger::{Ledger, Trace};
use crate::policy::PolicyId;
use crate::resolve::Resolver;

/// Arguments of `addresses`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli addresses                        every published address that does not exist any more\n\
    \x20 tiaoli addresses guangzhou/2025-36      those of one document, by its present or a former name\n\
    \x20 tiaoli addresses guangzhou/2025-36/5/2  one clause\n\
    \n\
    moved leads to one place, several to a choice, gone names what comes nearest. The site answers\n\
    such addresses with 301, 300 and 410.\n\
    JSON is one line for each address: {\"place\",\"state\",…}. The addresses are kept in a file beside\n\
    the index (--ledger).")]
pub struct AddressesArgs {
    /// POLICY or POLICY/ADDRESS, also one that is not held any more [default: all documents]
    #[arg(value_name = "POLICY[/ADDRESS]")]
    place: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Lists what moved.
pub fn run(args: &AddressesArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let ledger = folders.ledger();
    let resolver = Resolver::of(&library);
    let named = |name: &str| resolver.lookup(&lexicon, name);
    let (policies, only) = match &args.place {
        None => (ledger.policies(), None),
        Some(place) => {
            let (id, rest) = split(place, &ledger.policies())
                .ok_or_else(|| CliError::Failure(format!("{}: no address of such a document was ever published", plain(place))))?;
            let rest = match rest.is_empty() {
                true => None,
                false => Some(rest.parse::<crate::clause::ClauseAddress>().map_err(|e| CliError::Usage(e.to_string()))?.to_string()),
            };
            (vec![id], rest)
        }
    };
    let mut none = true;
    for id in policies {
        let missing = only.clone().map_or_else(|| missing(&ledger, &library, &id), |address| vec![address]);
        for address in missing {
            none = false;
            let place = if address.is_empty() { id.to_string() } else { format!("{id}/{address}") };
            let trace = ledger.trace(&library, &named, &id, &address);
            if args.output.json() {
                let mut line = serde_json::to_value(&trace).map_err(|e| CliError::Failure(format!("cannot write JSON: {e}")))?;
                line["place"] = object!(place);
                print(&(json(&line)? + "\n"))?;
            } else {
                print(&format!("{}\t{}\n", plain(&place), text(&trace)))?;
            }
        }
    }
    if none {
        remark("every address that was ever published still exists");
    }
    Ok(())
}

/// The addresses that were published and do not exist now, in the order in which they were first published;
/// the document itself, where it is not held, comes first.
fn missing(ledger: &Ledger, library: &Library, id: &PolicyId) -> Vec<String> {
    let now = library.policy(id);
    let held: BTreeSet<String> = now.iter().flat_map(|r| &r.parsed.clauses).map(|c| c.address.to_string()).collect();
    let mut seen = BTreeSet::new();
    let document = now.is_none().then(String::new);
    let all = ledger.editions(id).into_iter().flat_map(|e| e.clauses).map(|e| e.address);
    document.into_iter().chain(all).filter(|a| !held.contains(a) && seen.insert(a.clone())).collect()
}

/// Splits what was typed into a document that was recorded and the rest.
fn split(typed: &str, known: &[PolicyId]) -> Option<(PolicyId, String)> {
    let path = typed.trim().trim_matches('/');
    let fits = |id: &&PolicyId| path.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let id = known.iter().filter(fits).max_by_key(|id| id.as_str().len())?;
    Some((id.clone(), path[id.as_str().len()..].trim_matches('/').to_owned()))
}

fn text(trace: &Trace) -> String {
    let name = |t: &crate::extract::Target| format!("{}/{}", t.policy, t.address).trim_end_matches('/').to_owned();
    let names = |list: &[crate::extract::Target]| list.iter().map(name).collect::<Vec<_>>().join(" ");
    match trace {
        Trace::Here => "here".to_owned(),
        Trace::Never => "never published".to_owned(),
        Trace::Moved { to, .. } => format!("moved\t{}", name(to)),
        Trace::Several { places, .. } => format!("several\t{}", names(places)),
        Trace::Gone { nearest, newer, .. } if nearest.is_empty() => {
            let newer: Vec<&str> = newer.iter().map(PolicyId::as_str).collect();
            format!("gone\t{}", newer.join(" ")).trim_end().to_owned()
        }
        Trace::Gone { nearest, .. } => format!("gone\tnearest {}", names(nearest)),
    }
}

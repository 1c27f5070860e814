//! `tiaoli lineage`: what is borrowed from where.

use std::fmt::Write;

use clap::Args;
use serde_json::json as object;

use super::options::Output;
use super::{CliError, Folders, json, library, place, print};
use crate::compare::lineage::{Family, Kin, Lineage, Share};
use crate::index::Library;

/// Arguments of `lineage`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli lineage                          all documents: how much each borrows, and from where\n\
    \x20 tiaoli lineage yunnan/2019-plan         one document: sources, heirs, every borrowed clause\n\
    \x20 tiaoli lineage miit/2016-273/5/3        one clause\n\
    \n\
    照抄 copy, 收窄 narrow, 扩展 extend, 改写 adapt, 删去 drop. Of two documents the one of the higher\n\
    level is the source, then the earlier one; ? marks a direction that level and date do not say.")]
pub struct LineageArgs {
    /// POLICY or POLICY/ADDRESS [default: all documents]
    #[arg(value_name = "POLICY[/ADDRESS]")]
    place: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Finds and prints.
pub fn run(args: &LineageArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let asked = args.place.as_deref().map(|p| place::find(&library, p)).transpose()?;
    let lineage = Lineage::of(&library, &lexicon);
    let Some((record, address)) = asked else {
        let overview = lineage.overview();
        if args.output.json() {
            return print(&(json(&object!({ "documents": overview }))? + "\n"));
        }
        let mut out = format!("{} clauses compared, {} pairs\n", lineage.clauses(), lineage.kin().len());
        for row in overview {
            let _ = writeln!(out, "{:>4}  {}", percent(row.borrowed), row.policy);
            for (policy, share) in row.from {
                let _ = writeln!(out, "      {:>4} from {policy}", percent(share));
            }
        }
        return print(&out);
    };
    let id = &record.parsed.document.id;
    if let Some(address) = address {
        let family = lineage.clause(id, &address);
        return print(&if args.output.json() { json(&family)? + "\n" } else { clause_text(&family) });
    }
    let Some(document) = lineage.document(id) else {
        return Err(CliError::Failure(format!("{id} cannot be read from the index")));
    };
    if args.output.json() {
        return print(&(json(&document)? + "\n"));
    }
    let mut out = format!("{id}: {} borrowed\n", percent(document.borrowed));
    for (name, shares) in [("from", &document.sources), ("lent to", &document.heirs)] {
        for share in shares {
            let _ = writeln!(out, "{name} {}", share_text(share));
        }
    }
    for kin in &document.clauses {
        let _ = writeln!(out, "{}", kin_text(kin, &kin.clause.address.to_string(), &library));
    }
    print(&out)
}

fn share_text(share: &Share) -> String {
    let kinds: Vec<String> = share.kinds.iter().map(|(k, n)| format!("{} {n}", k.label())).collect();
    let dropped = if share.dropped.is_empty() { String::new() } else { format!("，删去 {}", share.dropped.len()) };
    format!("{}{} {} ({}{dropped})", share.policy, doubt(share.sure), percent(share.share), kinds.join("，"))
}

fn kin_text(kin: &Kin, clause: &str, library: &Library) -> String {
    let heading = library.policy(&kin.source.policy).and_then(|r| r.parsed.clause(&kin.source.address).map(|c| c.heading.clone()));
    let heading = heading.filter(|h| !h.is_empty()).map(|h| format!(" {}", super::terminal::plain(&h))).unwrap_or_default();
    format!(
        "  {clause} {} {}/{}{}{heading}  borrowed {}, kept {}",
        kin.kind.label(),
        kin.source.policy,
        kin.source.address,
        doubt(kin.sure),
        percent(kin.borrowed),
        percent(kin.kept)
    )
}

fn clause_text(family: &Family) -> String {
    let mut out = String::new();
    for (name, list) in [("from", &family.sources), ("to", &family.heirs)] {
        for kin in list {
            let other = if name == "from" { &kin.source } else { &kin.clause };
            let _ = writeln!(
                out,
                "{name} {}/{}{} {}  borrowed {}, kept {}",
                other.policy,
                other.address,
                doubt(kin.sure),
                kin.kind.label(),
                percent(kin.borrowed),
                percent(kin.kept)
            );
        }
    }
    for policy in &family.dropped_by {
        let _ = writeln!(out, "to {policy} 删去");
    }
    if out.is_empty() { "no clause elsewhere shares enough of its words\n".to_owned() } else { out }
}

fn doubt(sure: bool) -> &'static str {
    if sure { "" } else { "?" }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

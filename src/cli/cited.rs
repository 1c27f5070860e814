//! `tiaoli resolve`, `missing` and `radar`: where citations lead, what is not held, what has changed since.

use std::fmt::Write;

use clap::Args;
use serde_json::json as object;

use super::options::{Output, day, of_places, or_today};
use super::terminal::plain;
use super::{CliError, Folders, json, library, print};
use crate::resolve::{Network, Resolver, Typed, missing as missing_of, radar as radar_on, typed};

/// Arguments of `resolve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli resolve 工信部科〔2016〕273号\n  \
    tiaoli resolve 广东省工业和信息化厅关于省级制造业创新中心建设管理办法 --date 2025-02-18\n  \
    tiaoli resolve '根据《甲办法》第三条' --json\n\n\
    Outcomes: found, other_version (a newer text exists), ambiguous, no_such_clause, not_in_corpus,\n\
    conflict (title and number disagree), not_checked. Each has its reason.\n\
    JSON: {\"query\",\"date\",\"citations\":[{\"quote\",\"outcome\",\"reason\",\"target\",\"others\"}]}.")]
pub struct ResolveArgs {
    /// A document number, a title, a policy id, or a sentence that cites
    #[arg(value_name = "TEXT", required = true)]
    text: Vec<String>,
    /// The day of the citation [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Arguments of `missing`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  tiaoli missing\n  tiaoli missing --place 广东 --limit 20\n  tiaoli missing --json\n\n\
    JSON: {\"total\",\"missing\":[{\"title\",\"number\",\"count\",\"mentions\"}]}.")]
pub struct MissingArgs {
    /// Only what documents of these places cite
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: Output,
}

/// Arguments of `radar`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  tiaoli radar\n  tiaoli radar --date 2025-06-30\n  tiaoli radar --place 广州,云南 --json\n\n\
    Only what documents of the corpus say is known: their own last day, a newer text, 同时废止《X》.\n\
    JSON: {\"date\",\"total\",\"changes\":[{\"mention\",\"end\"}]}.")]
pub struct RadarArgs {
    /// Changes up to this day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    /// Only documents of these places
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    #[command(flatten)]
    output: Output,
}

/// Resolves what is typed.
pub fn resolve(args: &ResolveArgs, folders: &Folders) -> Result<(), CliError> {
    let day = or_today(args.date.as_deref());
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let text = args.text.join(" ");
    let found = typed(&Resolver::of(&library), &library, &lexicon, &text, Some(&day));
    if args.output.json() {
        return print(&(json(&object!({ "query": text, "date": day, "citations": found }))? + "\n"));
    }
    let mut out = String::new();
    for Typed { quote, resolution, .. } in &found {
        let outcome = serde_json::to_value(resolution.outcome).unwrap_or_default();
        let target = resolution.target.as_ref().map(|t| match t.address.as_str() {
            "" => format!(" {}", t.policy),
            address => format!(" {}/{address}", t.policy),
        });
        let _ = writeln!(out, "{}: {}{}", plain(quote), outcome.as_str().unwrap_or_default(), target.unwrap_or_default());
        let _ = writeln!(out, "  {}", plain(&resolution.reason.to_string()));
        for other in &resolution.others {
            let _ = writeln!(out, "  see also {other}");
        }
    }
    print(&out)
}

/// Lists what is cited and not held.
pub fn missing(args: &MissingArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let network = Network::of(&library, &Resolver::of(&library));
    let of_place = of_places(&library, &lexicon, &args.places)?;
    let found = missing_of(&network, |m| of_place.as_ref().is_none_or(|ids| ids.contains(&m.policy)));
    let shown = &found[..args.limit.unwrap_or(found.len()).min(found.len())];
    if args.output.json() {
        return print(&(json(&object!({ "total": found.len(), "missing": shown }))? + "\n"));
    }
    let mut out = format!("{} cited and not held\n", found.len());
    for entry in shown {
        let title = if entry.title.is_empty() { String::new() } else { format!("《{}》", plain(&entry.title)) };
        let _ = writeln!(out, "{:>4}  {title}{}", entry.count, entry.number.as_deref().unwrap_or_default());
        for at in &entry.mentions {
            let mention = &network.mentions()[*at];
            let _ = writeln!(out, "      {}/{}", mention.policy, mention.address);
        }
    }
    print(&out)
}

/// Lists what has changed since it was cited.
pub fn radar(args: &RadarArgs, folders: &Folders) -> Result<(), CliError> {
    let day = or_today(args.date.as_deref());
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let resolver = Resolver::of(&library);
    let network = Network::of(&library, &resolver);
    let mut found = radar_on(&library, &resolver, &network, &day);
    if let Some(ids) = of_places(&library, &lexicon, &args.places)? {
        found.retain(|s| ids.contains(&s.mention.policy));
    }
    if args.output.json() {
        return print(&(json(&object!({ "date": day, "total": found.len(), "changes": found }))? + "\n"));
    }
    let mut out = format!("{} citations changed by {day}\n", found.len());
    for shift in found {
        let mention = shift.mention;
        let basis = if mention.basis { " (basis)" } else { "" };
        let _ = writeln!(out, "{}/{}{basis}: {}", mention.policy, mention.address, plain(&mention.quote));
        let by = shift.end.by.as_ref().map(|t| format!(" {}/{}", t.policy, t.address)).unwrap_or_default();
        let _ = writeln!(out, "  {}{}", shift.end.words(), by.trim_end_matches('/'));
    }
    print(&out)
}

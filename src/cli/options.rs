//! Options that several commands share, so that they are spelled alike everywhere.

use std::path::PathBuf;

use clap::{Args, ColorChoice, ValueEnum, ValueHint};

use super::CliError;
use crate::compare::columns;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::policy::PolicyId;

/// The folders every command works with.
#[derive(Debug, Args)]
#[command(next_help_heading = "Folders and files")]
pub struct Folders {
    /// Folder of the documents, as <place>/<name>.txt
    #[arg(long, global = true, value_name = "DIR", default_value = "corpus", value_hint = ValueHint::DirPath)]
    pub corpus: PathBuf,
    /// Folder of the index; a cache that may be deleted at any time
    #[arg(long, global = true, value_name = "DIR", default_value = "index/data", value_hint = ValueHint::DirPath)]
    pub index: PathBuf,
    /// Folder of word lists that are added to the built-in ones and to index/lexicon; may be given several times
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub lexicon: Vec<PathBuf>,
    /// File of the decisions; made with the first one [default: decisions.db beside the index]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub register: Option<PathBuf>,
    /// File of the addresses that were ever published; only appended to [default: beside the index, with its name and .addresses.jsonl]
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub ledger: Option<PathBuf>,
}

/// How the program talks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub struct Manner {
    /// Say nothing on stderr but why the command failed: no progress, no remarks
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Colours: auto (on a terminal, unless NO_COLOR is set or TERM is dumb), always or never
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
}

/// Text or JSON, for a command that has no other form. `--json` and `--format json` are the same.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Output {
    /// Print JSON
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The same in another spelling
    #[arg(long, value_enum, value_name = "FORMAT", hide = true)]
    format: Option<Format>,
}

impl Output {
    /// Whether JSON is wanted.
    pub fn json(self) -> bool {
        self.json || self.format == Some(Format::Json)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// `--json`, for a command whose `--format` has more to choose from.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct AlsoJson {
    /// The same as --format json
    #[arg(long, hide = true, conflicts_with = "format")]
    pub json: bool,
}

/// A day of the calendar, for a value of `--date`.
pub fn day(typed: &str) -> Result<String, String> {
    let date: Result<jiff::civil::Date, _> = typed.trim().parse();
    date.map(|d| d.to_string()).map_err(|_| "expected a day such as 2026-03-01".to_owned())
}

/// The given day, or today.
pub fn or_today(date: Option<&str>) -> String {
    date.map_or_else(|| jiff::Zoned::now().date().to_string(), str::to_owned)
}

/// The policies of the places that `--place` names; none for no name, which means all.
pub fn of_places(library: &Library, lexicon: &Lexicon, names: &[String]) -> Result<Option<Vec<PolicyId>>, CliError> {
    if names.is_empty() {
        return Ok(None);
    }
    let found = columns(library, lexicon, names).map_err(|error| CliError::Usage(error.to_string()))?;
    Ok(Some(found.into_iter().flat_map(|c| c.policies).collect()))
}

/// Whether JSON is asked for in these arguments, also where they cannot be read otherwise: then errors are JSON too.
pub fn wants_json(args: &[String]) -> bool {
    let named = args.iter().take_while(|a| *a != "--");
    let pairs = args.windows(2).take_while(|pair| pair[0] != "--");
    named.clone().any(|a| a == "--json" || a == "--format=json") || pairs.clone().any(|pair| pair[0] == "--format" && pair[1] == "json")
}

/// The colours that these arguments ask for, before they are read: help and errors are coloured too.
pub fn colours(args: &[String]) -> ColorChoice {
    let pairs = args.windows(2).filter(|pair| pair[0] == "--color").map(|pair| pair[1].as_str());
    let joined = args.iter().filter_map(|a| a.strip_prefix("--color="));
    match pairs.chain(joined).last() {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(day(" 2026-03-01").unwrap(), "2026-03-01");
        assert!(day("2026-02-30").unwrap_err().contains("such as"));
    }

    #[test]
    fn arguments_are_understood_before_they_are_read() {
        let args = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (text, json) in [
            ("search --json 补助", true),
            ("compare --format json", true),
            ("compare --format=json", true),
            ("compare --format md", false),
            ("search -- --json", false),
            ("search 补助", false),
        ] {
            assert_eq!(wants_json(&args(text)), json, "{text}");
        }
        assert_eq!(colours(&args("--color never search")), ColorChoice::Never);
        assert_eq!(colours(&args("search --color=always")), ColorChoice::Always);
        assert_eq!(colours(&args("search --color=pink")), ColorChoice::Auto);
    }
}

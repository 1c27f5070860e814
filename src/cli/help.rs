//! The help of the program as a whole: its commands in groups, exit status, environment, files.

use std::fmt::Write;

use clap::{Command, CommandFactory};
use unicode_width::UnicodeWidthStr;

/// The commands as a reader looks for them; a test holds that each stands here once.
const GROUPS: [(&str, &[&str]); 5] = [
    ("Documents", &["serve", "ingest", "parse", "check", "quality", "eval"]),
    ("Search and compare", &["search", "compare", "diff", "lineage", "eligibility", "procedure", "form"]),
    ("Citations", &["cite", "resolve", "cite-as", "verify", "missing", "radar", "addresses"]),
    ("Take away and keep", &["export", "decisions"]),
    ("Other programs", &["mcp", "completions", "man", "help"]),
];

/// What the exit status means.
pub const EXIT: [(&str, &str); 3] = [
    ("0", "done; for cite, verify, check, eval and decisions show: nothing to object to"),
    (
        "1",
        "failed. cite: a citation or quotation is wrong, with --strict also when one could not be checked. verify: a clause of the table no \
         longer holds. check: a file cannot be read, with --strict also when there is a warning. parse, ingest: a named file cannot be read. \
         eval: a score is below its floor. decisions show: a cited clause is not what it was; decisions import: something conflicts",
    ),
    ("2", "the arguments do not fit; the message says what was expected"),
];

/// Variables of the environment that are read.
pub const ENVIRONMENT: [(&str, &str); 4] = [
    ("NO_COLOR", "when set and not empty, nothing is coloured"),
    ("CLICOLOR_FORCE", "when set and not 0, colours also where stdout is no terminal"),
    ("TERM", "dumb: nothing is coloured"),
    ("COLUMNS", "width to write into where there is no terminal"),
];

/// Files that are read and written.
pub const FILES: [(&str, &str); 4] = [
    ("corpus/<place>/<name>.txt", "the documents; nothing is ever written there"),
    ("index/data/", "the index, a cache: it may be deleted at any time"),
    ("index/data.addresses.jsonl", "the addresses that were ever published"),
    ("index/decisions.db", "the decisions"),
];

/// The whole command line, with headings that are coloured where colours are.
pub fn command() -> Command {
    let all = super::Cli::command();
    let groups = groups(&all);
    let all = all.mut_subcommands(|c| c.mut_subcommands(headed));
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n{groups}\n{}\n{{options}}{{after-help}}",
        heading("Options (for every command):")
    );
    all.mut_subcommands(headed).help_template(template).after_help(after())
}

/// The commands by groups, each with its first line.
fn groups(all: &Command) -> String {
    let mut out = String::new();
    for (name, commands) in GROUPS {
        let _ = writeln!(out, "\n{}", heading(&format!("{name}:")));
        for command in commands {
            let about = all.find_subcommand(command).and_then(Command::get_about).map(ToString::to_string);
            let about = about.unwrap_or_else(|| "Show this, or the help of a command with examples".to_owned());
            let _ = writeln!(out, "  {command:<13}{about}");
        }
    }
    out
}

/// Exit status and environment below the options.
fn after() -> String {
    let mut out = String::from(
        "Without a command, tiaoli builds or refreshes the index and serves the site on http://127.0.0.1:8000.\n\
         `tiaoli help COMMAND` shows a command with examples. Every command that prints results has --json; --format json is the same.\n\
         With it, messages on stderr are JSON too: {\"error\":{\"kind\",\"message\",\"exit\"}} or {\"warning\":{\"message\"}}.\n",
    );
    for (title, rows) in [("Exit status:", &EXIT[..]), ("Environment:", &ENVIRONMENT[..])] {
        let _ = writeln!(out, "\n{}", heading(title));
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, says) in rows {
            for (number, line) in super::terminal::wrap(says, 92 - width).into_iter().enumerate() {
                let _ = writeln!(out, "  {:<width$}  {line}", if number == 0 { name } else { "" });
            }
        }
    }
    out.trim_end().to_owned()
}

/// A command whose explanations have coloured headings.
fn headed(command: Command) -> Command {
    let Some(after) = command.get_after_help().map(|text| text.ansi().to_string()) else { return command };
    let is_heading = |l: &str| l.ends_with(':') && l.starts_with(|c: char| c.is_ascii_uppercase()) && l.len() < 40;
    let lines: Vec<String> = after.lines().map(|l| if is_heading(l) { heading(l) } else { l.to_owned() }).collect();
    command.after_help(lines.join("\n"))
}

/// As clap writes its own headings; without colours the codes are taken out again.
fn heading(text: &str) -> String {
    format!("\x1b[1m\x1b[4m{text}\x1b[0m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, commands)| commands.iter().copied()).filter(|c| *c != "help").collect();
        grouped.sort_unstable();
        let all = super::super::Cli::command();
        let mut known: Vec<&str> = all.get_subcommands().map(Command::get_name).collect();
        known.sort_unstable();
        assert_eq!(grouped, known);
    }

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    /// The same thing has the same name everywhere, and what can be chosen from is listed.
    #[test]
    fn options_are_spelled_alike() {
        fn each<'c>(command: &'c Command, out: &mut Vec<&'c Command>) {
            out.push(command);
            command.get_subcommands().for_each(|c| each(c, out));
        }
        let all = command();
        let mut commands = Vec::new();
        each(&all, &mut commands);
        for command in commands.iter().skip(1) {
            let name = command.get_name();
            assert!(command.get_about().is_some_and(|a| !a.to_string().contains('\n')), "{name}: one line about it");
            for arg in command.get_arguments() {
                let id = arg.get_long().unwrap_or_default();
                let value = arg.get_value_names().and_then(|v| v.first()).map(|v| v.to_string()).unwrap_or_default();
                let expected = match id {
                    "date" => "YYYY-MM-DD",
                    "place" => "PLACE",
                    "topic" => "TOPIC",
                    "limit" | "offset" => "N",
                    "out" => "FILE",
                    "site" => "URL",
                    _ => continue,
                };
                assert_eq!(value, expected, "{name} --{id}");
                assert!(arg.get_help().is_some(), "{name} --{id} has no help");
            }
        }
    }
}

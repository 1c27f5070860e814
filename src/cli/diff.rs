//! `tiaoli diff`: clauses or documents side by side, word by word and number by number.

use std::fmt::Write;

use clap::Args;

use super::options::Output;
use super::{CliError, Folders, json, library, place, print, talk, terminal};
use crate::compare::align::{Cell, Change, ChangeKind, MOST_SIDES, Side, SideBySide, lay};
use crate::message::Message;

/// Arguments of `diff`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli diff guangxi/pilot-plan/4/2 guangzhou/2025-36/5/2\n\
    \x20 tiaoli diff miit/2016-273 yunnan/2019-plan\n\
    \x20 tiaoli diff guangxi/pilot-plan yunnan/2019-plan guangzhou/2025-36 --json\n\
    \n\
    [-words-] stand only in the first text, {+words+} only in the other one. Values are compared as\n\
    values: 更严 (stricter), 更宽 (looser), 相同 (equal), 不可比 (cannot be compared, with the\n\
    reason).\n\
    JSON: {\"sides\",\"tallies\",\"rows\":[{\"cells\":[{\"address\",\"text\",\"changes\",\"numbers\"}]}]}.")]
pub struct DiffArgs {
    /// Two to four documents or clauses, each as POLICY or POLICY/ADDRESS; the first is the measure
    #[arg(value_name = "POLICY[/ADDRESS]", required = true, num_args = 2..=4)]
    places: Vec<String>,
    #[command(flatten)]
    output: Output,
    /// Show clauses with the same words too
    #[arg(long)]
    all: bool,
}

/// Compares and prints.
pub fn run(args: &DiffArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let found = args.places.iter().take(MOST_SIDES).map(|p| place::find(&library, p)).collect::<Result<Vec<_>, _>>()?;
    let sides: Vec<Side<'_>> = found.iter().filter_map(|(record, address)| Side::new(&record.parsed, address.as_ref())).collect();
    let laid = lay(&sides, &lexicon);
    if args.output.json() {
        return print(&(json(&laid)? + "\n"));
    }
    print(&draw(&laid, args.all, terminal::width(), talk::colour()))
}

fn draw(laid: &SideBySide, all: bool, width: usize, colour: bool) -> String {
    let mut out = String::new();
    for (at, side) in laid.sides.iter().enumerate() {
        let _ = writeln!(out, "{} {} {} {}", letter(at), side.policy, side.address, terminal::plain(&side.title));
    }
    for (at, tally) in laid.tallies.iter().enumerate() {
        let _ = writeln!(
            out,
            "{}→{}：相同 {}，不同 {}，移位 {}，只在前者 {}，只在后者 {}",
            letter(0),
            letter(at + 1),
            tally.same,
            tally.changed,
            tally.moved,
            tally.only_first,
            tally.only_here
        );
    }
    for row in &laid.rows {
        let equal = |c: &Cell| !c.moved && c.changes.iter().all(|c| c.kind == ChangeKind::Same);
        if !all && row.cells[0].is_some() && row.cells[1..].iter().all(|c| c.as_ref().is_some_and(equal)) {
            continue;
        }
        out.push('\n');
        for (at, cell) in row.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let lone = row.cells.iter().filter(|c| c.is_some()).count() == 1;
            let moved = if cell.moved { "（移位）" } else { "" };
            let only = if lone { format!("（只在 {}）", letter(at)) } else { String::new() };
            let _ = writeln!(out, "{} {} {}{moved}{only}", letter(at), cell.address, cell.native);
            let words = if cell.changes.is_empty() { terminal::plain(&cell.text) } else { marked(&cell.changes, colour) };
            for line in terminal::wrap(&words, width.saturating_sub(2)) {
                let _ = writeln!(out, "  {line}");
            }
            for pair in &cell.numbers {
                let side = |v: &Option<Message>| v.as_ref().map_or_else(|| "—".to_owned(), ToString::to_string);
                let why = if pair.reason.is_empty() { String::new() } else { format!("（{}）", pair.reason) };
                let _ = writeln!(out, "  # {} → {}：{}{why}", side(&pair.first), side(&pair.second), pair.verdict.label());
            }
        }
    }
    out
}

fn letter(at: usize) -> char {
    ['甲', '乙', '丙', '丁'].get(at).copied().unwrap_or('？')
}

/// The changes in signs, and on a terminal in colour as well.
fn marked(changes: &[Change], colour: bool) -> String {
    let paint = |code: &str, text: String| if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text };
    changes
        .iter()
        .map(|c| {
            let text = terminal::plain(&c.text);
            match c.kind {
                ChangeKind::Same => text,
                ChangeKind::Removed => paint("31", format!("[-{text}-]")),
                ChangeKind::Added => paint("32", format!("{{+{text}+}}")),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_say_what_colour_says() {
        let change = |kind, text: &str| Change { kind, text: text.to_owned() };
        let changes = [change(ChangeKind::Same, "不超过"), change(ChangeKind::Removed, "200"), change(ChangeKind::Added, "300\u{1b}")];
        assert_eq!(marked(&changes, false), "不超过[-200-]{+300 +}");
        assert_eq!(marked(&changes, true), "不超过\x1b[31m[-200-]\x1b[0m\x1b[32m{+300 +}\x1b[0m");
    }
}

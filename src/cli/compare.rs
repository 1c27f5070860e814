//! `tiaoli compare`: places side by side.

use clap::{Args, ValueEnum};

use super::{CliError, Folders, json, library, print, table, terminal};
use crate::compare::{Cell, CellState, CompareRequest, Comparison, Entry, compare};
use crate::export::csv::table;
use crate::policy::TextStatus;

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli compare --place 广西 --place 云南 --place 广州\n  \
    tiaoli compare --topic lead_sales,认定支持 --place 广西,云南,广州\n  \
    tiaoli compare --format md > 比较.md\n  \
    tiaoli compare --format csv > 比较.csv      one row for each value; opens in Excel and WPS\n\n\
    A cell without a value says why: 未规定 (the documents are silent), 未识别 (they speak of it,\n\
    no value was recognised), 未收录 (no document of this place is held).")]
pub struct CompareArgs {
    /// Topics, by id or name, in the order of the rows [default: all]
    #[arg(long = "topic", value_name = "T", value_delimiter = ',')]
    topics: Vec<String>,
    /// Places or policy ids, in the order of the columns [default: all]
    #[arg(long = "place", value_name = "P", value_delimiter = ',')]
    places: Vec<String>,
    /// table: for the terminal; md: a Markdown table; csv: one row for each value; json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Md,
    Csv,
    Json,
}

/// Compares and prints.
pub fn run(args: &CompareArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let request = CompareRequest { topics: args.topics.clone(), places: args.places.clone() };
    let comparison = compare(&library, &lexicon, &request).map_err(|error| CliError::Usage(error.to_string()))?;
    print(&match args.format {
        Format::Table => terminal_table(&comparison, terminal::width()),
        Format::Md => markdown(&comparison),
        Format::Csv => csv(&comparison),
        Format::Json => json(&comparison)? + "\n",
    })
}

/// What a cell without a value says, with its note; empty for one with values.
fn silence(cell: &Cell) -> String {
    let state = match cell.state {
        CellState::Found => return String::new(),
        CellState::Silent => "未规定",
        CellState::Unrecognised => "未识别",
        CellState::NotHeld => "未收录",
    };
    cell.note.as_ref().map_or_else(|| state.to_owned(), |note| format!("{state}（{note}）"))
}

/// Columns of a clause's words in the terminal; the other formats have them whole.
const EXCERPT: usize = 90;

/// The words of an entry from a little before its value on.
fn excerpt(entry: &Entry) -> String {
    let quote = entry.quote.replace('\n', " ");
    let first = entry.marks.first().map_or(0, |(first, _)| *first);
    // Where the value stands near the beginning, the sentence is read from there.
    let skip = if first <= 20 { 0 } else { first - 6 };
    let lead = if skip > 0 { "…" } else { "" };
    terminal::cut(&format!("{lead}{}", quote.chars().skip(skip).collect::<String>()), EXCERPT)
}

/// What is said beside words that are not the official text.
const DIGEST: &str = "要点（非原文）";

/// The table for the terminal: value, the first words of the clause, address.
fn terminal_table(comparison: &Comparison, width: usize) -> String {
    let entry_text = |entry: &Entry| {
        let quote = terminal::plain(&excerpt(entry));
        let words = if entry.value.is_empty() { quote } else { format!("{}\n“{quote}”", terminal::plain(&entry.value)) };
        let digest = if entry.text_status == TextStatus::Digest { format!("\n{DIGEST}") } else { String::new() };
        format!("{words}\n[{} {}]{digest}", entry.policy, entry.address)
    };
    let cell_text = |cell: &Cell| {
        let silence = Some(silence(cell)).filter(|s| !s.is_empty());
        silence.into_iter().chain(cell.entries.iter().map(entry_text)).collect::<Vec<_>>().join("\n\n")
    };
    let head = comparison.columns.iter().map(|c| terminal::plain(&c.label)).collect();
    let rows = comparison.rows.iter().map(|row| (terminal::plain(&row.label), row.cells.iter().map(cell_text).collect()));
    table::draw(head, rows.collect(), width)
}

/// A Markdown table; every entry with its whole words and its address.
fn markdown(comparison: &Comparison) -> String {
    // A cell is one line: | ends it, and text that looks like a tag would vanish.
    let escape = |text: &str| {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '|' | '\\' | '*' | '_' | '`' | '[' | ']' | '~' => out.extend(['\\', c]),
                '<' => out.push_str("&lt;"),
                '&' => out.push_str("&amp;"),
                '\n' => out.push_str("<br>"),
                c => out.push(c),
            }
        }
        out
    };
    let entry_text = |entry: &Entry| {
        let value = if entry.value.is_empty() { String::new() } else { format!("**{}**<br>", escape(&entry.value)) };
        let digest = if entry.text_status == TextStatus::Digest { format!("，{DIGEST}") } else { String::new() };
        let address = escape(&format!("{} {}", entry.policy, entry.address));
        format!("{value}“{}”（{address}{digest}）", escape(&entry.quote))
    };
    let mut out = String::from("| 主题 |");
    for column in &comparison.columns {
        out += &format!(" {} |", escape(&column.label));
    }
    out += &format!("\n|---|{}\n", "---|".repeat(comparison.columns.len()));
    for row in &comparison.rows {
        out += &format!("| {} |", escape(&row.label));
        for cell in &row.cells {
            let silence = Some(escape(&silence(cell))).filter(|s| !s.is_empty());
            let parts: Vec<String> = silence.into_iter().chain(cell.entries.iter().map(entry_text)).collect();
            out += &format!(" {} |", parts.join("<br><br>"));
        }
        out.push('\n');
    }
    out
}

/// One row for each entry and one for each empty cell.
fn csv(comparison: &Comparison) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &comparison.rows {
        for (cell, column) in row.cells.iter().zip(&comparison.columns) {
            let state = match cell.state {
                CellState::Found => "found",
                CellState::Silent => "silent",
                CellState::Unrecognised => "unrecognised",
                CellState::NotHeld => "not_held",
            };
            let start = [row.topic.clone(), row.label.clone(), column.label.clone(), state.to_owned()];
            let note = cell.note.clone().unwrap_or_default();
            for entry in &cell.entries {
                let status = if entry.text_status == TextStatus::Digest { "digest" } else { "full" };
                let (policy, address) = (entry.policy.to_string(), entry.address.to_string());
                let end = [policy, address, entry.value.clone(), entry.quote.clone(), status.to_owned(), note.clone()];
                rows.push(start.iter().cloned().chain(end).collect());
            }
            if cell.entries.is_empty() {
                let empty = std::iter::repeat_n(String::new(), 5);
                rows.push(start.iter().cloned().chain(empty).chain([note]).collect());
            }
        }
    }
    table(&["topic", "label", "place", "state", "policy", "address", "value", "quote", "text_status", "note"], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Column, Row};

    fn comparison() -> Comparison {
        let entry = Entry {
            policy: "guangxi/pilot-plan".parse().unwrap(),
            address: "4/2/p1".parse().unwrap(),
            value: "一次性，不超过 200 万元".into(),
            quote: "给予一次性不超过\"200\"万元|补助,\n按<规定>".into(),
            marks: vec![(2, 16)],
            heading_path: Vec::new(),
            text_status: TextStatus::Digest,
            facts: Vec::new(),
        };
        let column = |place: &str| Column { place: place.into(), label: place.into(), level: None, policies: Vec::new() };
        let found = Cell { state: CellState::Found, entries: vec![entry], note: None };
        let silent = Cell { state: CellState::Silent, entries: Vec::new(), note: Some("只有要点".into()) };
        let row = Row { topic: "support".into(), label: "认定补助".into(), cells: vec![found, silent] };
        Comparison { columns: vec![column("广西"), column("云南")], rows: vec![row] }
    }

    #[test]
    fn markdown_keeps_one_line_for_a_row() {
        assert_eq!(
            markdown(&comparison()),
            "| 主题 | 广西 | 云南 |\n|---|---|---|\n\
             | 认定补助 | **一次性，不超过 200 万元**<br>“给予一次性不超过\"200\"万元\\|补助,<br>按&lt;规定>”（guangxi/pilot-plan 4/2/p1，要点（非原文）） | 未规定（只有要点） |\n"
        );
    }

    #[test]
    fn csv_quotes_what_needs_it() {
        assert_eq!(
            csv(&comparison()),
            "\u{FEFF}topic,label,place,state,policy,address,value,quote,text_status,note\r\n\
             support,认定补助,广西,found,guangxi/pilot-plan,4/2/p1,一次性，不超过 200 万元,\"给予一次性不超过\"\"200\"\"万元|补助,\n按<规定>\",digest,\r\n\
             support,认定补助,云南,silent,,,,,,只有要点\r\n"
        );
    }

    #[test]
    fn the_terminal_shows_value_words_and_address() {
        let table = terminal_table(&comparison(), 80);
        for part in ["一次性，不超过 200 万元", "[guangxi/pilot-plan", "未规定（只有要点）", "要点（非原文）"] {
            assert!(table.contains(part), "{part} not in\n{table}");
        }
        let mut entry = comparison().rows.remove(0).cells.remove(0).entries.remove(0);
        entry.quote = format!("{}不超过200万元。", "在专项资金中安排".repeat(9));
        entry.marks = vec![(72, 80)];
        assert_eq!(excerpt(&entry), "…项资金中安排不超过200万元。");
    }
}

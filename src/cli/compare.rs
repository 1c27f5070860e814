//! `tiaoli compare`: places side by side.

use clap::{Args, ValueEnum};

use super::{CliError, Folders, json, library, print, table, terminal};
use crate::compare::{CellState, CompareRequest, Comparison, Entry, compare};
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

/// What a cell without a value says; empty for one with values.
fn silence(state: CellState) -> &'static str {
    match state {
        CellState::Found => "",
        CellState::Silent => "未规定",
        CellState::Unrecognised => "未识别",
        CellState::NotHeld => "未收录",
    }
}

/// Where an entry stands, and whether its words are the official text.
fn place_of(entry: &Entry) -> String {
    let digest = if entry.text_status == TextStatus::Digest { " 要点（非原文）" } else { "" };
    format!("{} {}{digest}", entry.policy, entry.address)
}

/// The table for the terminal: value, the first words of the clause, address.
fn terminal_table(comparison: &Comparison, width: usize) -> String {
    let cell_lines = |state: CellState, entries: &[Entry]| {
        let entry_text = |entry: &Entry| {
            // The words of the values themselves, which may stand far into a long sentence.
            let mut quotes: Vec<&str> = entry.facts.iter().map(|f| f.quote.as_str()).collect();
            quotes.dedup();
            let quote = if quotes.is_empty() { entry.quote.clone() } else { quotes.join("……") };
            let quote = terminal::plain(&terminal::cut(&quote.replace('\n', " "), 90));
            let words = if entry.value.is_empty() { quote } else { format!("{}\n“{quote}”", terminal::plain(&entry.value)) };
            format!("{words}\n[{}]", place_of(entry))
        };
        let silence = Some(silence(state).to_owned()).filter(|s| !s.is_empty());
        let parts: Vec<String> = silence.into_iter().chain(entries.iter().map(entry_text)).collect();
        parts.join("\n\n")
    };
    let head = comparison.columns.iter().map(|c| terminal::plain(&c.place)).collect();
    let rows = comparison.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| cell_lines(cell.state, &cell.entries)).collect();
        (terminal::plain(&row.label), cells)
    });
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
        format!("{value}“{}”（{}）", escape(&entry.quote), escape(&place_of(entry)))
    };
    let mut out = String::from("| 主题 |");
    for column in &comparison.columns {
        out += &format!(" {} |", escape(&column.place));
    }
    out += &format!("\n|---|{}\n", "---|".repeat(comparison.columns.len()));
    for row in &comparison.rows {
        out += &format!("| {} |", escape(&row.label));
        for cell in &row.cells {
            let silence = Some(silence(cell.state).to_owned()).filter(|s| !s.is_empty());
            let parts: Vec<String> = silence.into_iter().chain(cell.entries.iter().map(entry_text)).collect();
            out += &format!(" {} |", parts.join("<br><br>"));
        }
        out.push('\n');
    }
    out
}

/// RFC 4180, one row for each entry and one for each empty cell. It begins with a byte order mark,
/// without which spreadsheets take the text for another encoding.
fn csv(comparison: &Comparison) -> String {
    let mut out = String::from("\u{FEFF}");
    let mut line = |fields: &[&str]| {
        let fields: Vec<String> = fields.iter().map(|f| csv_field(f)).collect();
        out.push_str(&(fields.join(",") + "\r\n"));
    };
    line(&["topic", "label", "place", "state", "policy", "address", "value", "quote", "text_status"]);
    for row in &comparison.rows {
        for (cell, column) in row.cells.iter().zip(&comparison.columns) {
            let state = match cell.state {
                CellState::Found => "found",
                CellState::Silent => "silent",
                CellState::Unrecognised => "unrecognised",
                CellState::NotHeld => "not_held",
            };
            let start = [row.topic.as_str(), row.label.as_str(), column.place.as_str(), state];
            for entry in &cell.entries {
                let status = if entry.text_status == TextStatus::Digest { "digest" } else { "full" };
                let (policy, address) = (entry.policy.to_string(), entry.address.to_string());
                let end = [policy.as_str(), address.as_str(), entry.value.as_str(), entry.quote.as_str(), status];
                line(&[&start[..], &end[..]].concat());
            }
            if cell.entries.is_empty() {
                line(&[&start[..], &[""; 5]].concat());
            }
        }
    }
    out
}

/// A field, in quotation marks where it needs them. Words that a spreadsheet would run as a formula
/// get an apostrophe in front.
fn csv_field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Cell, Column, Row};

    fn comparison() -> Comparison {
        let entry = Entry {
            policy: "guangxi/pilot-plan".parse().unwrap(),
            address: "4/2/p1".parse().unwrap(),
            value: "一次性，不超过 200 万元".into(),
            quote: "给予一次性不超过\"200\"万元|补助,\n按<规定>".into(),
            marks: Vec::new(),
            heading_path: Vec::new(),
            text_status: TextStatus::Digest,
            facts: Vec::new(),
        };
        let column = |place: &str| Column { place: place.into(), label: place.into(), level: None, policies: Vec::new() };
        let cell = |state, entries| Cell { state, entries, note: None };
        let cells = vec![cell(CellState::Found, vec![entry]), cell(CellState::Silent, Vec::new())];
        Comparison {
            columns: vec![column("广西"), column("云南")],
            rows: vec![Row { topic: "support".into(), label: "认定补助".into(), cells }],
        }
    }

    #[test]
    fn markdown_keeps_one_line_for_a_row() {
        assert_eq!(
            markdown(&comparison()),
            "| 主题 | 广西 | 云南 |\n|---|---|---|\n\
             | 认定补助 | **一次性，不超过 200 万元**<br>“给予一次性不超过\"200\"万元\\|补助,<br>按&lt;规定>”（guangxi/pilot-plan 4/2/p1 要点（非原文）） | 未规定 |\n"
        );
    }

    #[test]
    fn csv_quotes_what_needs_it() {
        assert_eq!(
            csv(&comparison()),
            "\u{FEFF}topic,label,place,state,policy,address,value,quote,text_status\r\n\
             support,认定补助,广西,found,guangxi/pilot-plan,4/2/p1,一次性，不超过 200 万元,\"给予一次性不超过\"\"200\"\"万元|补助,\n按<规定>\",digest\r\n\
             support,认定补助,云南,silent,,,,,\r\n"
        );
        assert_eq!(csv_field("=1+1"), "'=1+1");
    }

    #[test]
    fn the_terminal_shows_value_words_and_address() {
        let table = terminal_table(&comparison(), 80);
        for part in ["一次性，不超过 200 万元", "[guangxi/pilot-plan", "未规定", "要点（非原文）"] {
            assert!(table.contains(part), "{part} not in\n{table}");
        }
    }
}

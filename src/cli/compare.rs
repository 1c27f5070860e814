//! `tiaoli compare`: places side by side.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;

use super::options::AlsoJson;
use super::{CliError, Folders, json, library, print_bytes, table, talk, terminal};
use crate::compare::{Cell, CompareRequest, Comparison, Entry, ROW, Sort, compare};
use crate::export::{DIGEST, Export, ExportError, Record, Source, csv, docx, markdown, silence, xlsx};
use crate::policy::TextStatus;

/// Arguments of `compare`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli compare --place 广西 --place 云南 --place 广州\n  \
    tiaoli compare --topic lead_sales,认定支持 --place 广西,云南,广州\n  \
    tiaoli compare --row '人才 补贴 kind:money'         a search as a row, its amounts as values\n  \
    tiaoli compare --sort support_upgrade --descending --differences\n  \
    tiaoli compare --format md > 比较.md\n  \
    tiaoli compare --format csv > 比较.csv      one row for each clause; opens in Excel and WPS\n  \
    tiaoli compare --format xlsx --out 比较.xlsx --site http://127.0.0.1:8000\n\n\
    A cell without a value says why: 未规定 (the documents are silent), 未识别 (they speak of it,\n\
    no value was recognised), 未收录 (no document of this place is held).\n\
    JSON: {\"columns\":[{\"place\",\"policies\"}],\n\
    \"rows\":[{\"topic\",\"label\",\"cells\":[{\"state\",\"entries\"}]}],\"records\",\"sources\"}.")]
pub struct CompareArgs {
    /// Topics, by id or name, in the order of the rows [default: all]
    #[arg(long = "topic", value_name = "TOPIC", value_delimiter = ',')]
    topics: Vec<String>,
    /// Places or policy ids, in the order of the columns [default: all]
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    /// A search as a row, in the language of the search box; with kind:money (ratio, count, date, duration) in it, the
    /// amounts of its clauses are the values. May be given several times; topics stand first
    #[arg(long = "row", value_name = "QUERY")]
    rows: Vec<String>,
    /// Leave out the rows in which all places say the same
    #[arg(long)]
    differences: bool,
    /// Sort the places by the number of this topic, the smallest first; those without a number last
    #[arg(long, value_name = "TOPIC")]
    sort: Option<String>,
    /// With --sort: the largest first
    #[arg(long, requires = "sort")]
    descending: bool,
    /// table: for the terminal; md: a Markdown table; csv: one row for each clause; xlsx, docx: for office programs; json
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    also: AlsoJson,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Address of the site, for links in a workbook
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    site: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Md,
    Csv,
    Xlsx,
    Docx,
    Json,
}

/// Compares and prints.
pub fn run(args: &CompareArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let searches = args.rows.iter().map(|query| format!("{ROW}{query}"));
    let request = CompareRequest {
        topics: args.topics.iter().cloned().chain(searches).collect(),
        places: args.places.clone(),
        differences: args.differences,
        sort: args.sort.clone().map(|row| Sort { row, descending: args.descending }),
    };
    let comparison = compare(&library, &lexicon, &request).map_err(|error| CliError::Usage(error.to_string()))?;
    let export = Export::new(&comparison, &|id| library.policy(id), args.site.as_ref().map(|s| s.trim_end_matches('/').to_owned()));
    let fail = |error: ExportError| CliError::Failure(error.to_string());
    let format = if args.also.json { Format::Json } else { args.format };
    let bytes = match format {
        Format::Table => terminal_table(&comparison, terminal::width(), args.out.is_none() && talk::colour()).into_bytes(),
        Format::Md => markdown::comparison(&export).into_bytes(),
        Format::Csv => csv::comparison(&export).into_bytes(),
        Format::Xlsx => xlsx::comparison(&export).map_err(fail)?,
        Format::Docx => docx::comparison(&export).map_err(fail)?,
        Format::Json => (json(&Whole { comparison: &comparison, records: &export.records, sources: &export.sources })? + "\n").into_bytes(),
    };
    match &args.out {
        Some(path) => std::fs::write(path, bytes).map_err(|e| CliError::Failure(format!("{}: {e}", path.display()))),
        None if matches!(format, Format::Xlsx | Format::Docx) && std::io::stdout().is_terminal() => {
            Err(CliError::Usage("a workbook or document is no text for the terminal; write --out FILE".to_owned()))
        }
        None => print_bytes(&bytes),
    }
}

/// The comparison as JSON, with the records that `tiaoli verify` reads and their sources.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    comparison: &'a Comparison,
    records: &'a [Record],
    sources: &'a [Source],
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

/// The table with its heads in bold: what stands above the first rule of each part.
fn strong_heads(drawn: &str) -> String {
    let mut in_head = true;
    let line = |line: &str| {
        in_head = line.is_empty() || in_head && !line.starts_with('─');
        if in_head && !line.is_empty() { format!("\x1b[1m{line}\x1b[22m\n") } else { format!("{line}\n") }
    };
    drawn.lines().map(line).collect()
}

/// The table for the terminal: value, the first words of the clause, address.
fn terminal_table(comparison: &Comparison, width: usize, colour: bool) -> String {
    let entry_text = |entry: &Entry| {
        let quote = terminal::plain(&excerpt(entry));
        let words = if entry.value.is_empty() { quote } else { format!("{}\n“{quote}”", terminal::plain(&entry.value.to_string())) };
        let digest = if entry.text_status == TextStatus::Digest { format!("\n{DIGEST}") } else { String::new() };
        format!("{words}\n[{} {}]{digest}", entry.policy, entry.address)
    };
    let cell_text = |cell: &Cell| {
        let silence = Some(silence(cell)).filter(|s| !s.is_empty());
        silence.into_iter().chain(cell.entries.iter().map(entry_text)).collect::<Vec<_>>().join("\n\n")
    };
    let head = comparison.columns.iter().map(|c| terminal::plain(&c.label)).collect();
    let rows = comparison.rows.iter().map(|row| (terminal::plain(&row.label), row.cells.iter().map(cell_text).collect()));
    let drawn = table::draw(head, rows.collect(), width);
    if colour { strong_heads(&drawn) } else { drawn }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{CellState, Column, Row};

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
        let column = |place: &str| Column { place: place.into(), label: place.into(), ..Column::default() };
        let found = Cell { state: CellState::Found, entries: vec![entry], note: None };
        let silent = Cell { state: CellState::Silent, entries: Vec::new(), note: Some("只有要点".into()) };
        let row = Row { topic: "support".into(), label: "认定补助".into(), cells: vec![found, silent], ..Row::default() };
        Comparison { columns: vec![column("广西"), column("云南")], rows: vec![row], ..Comparison::default() }
    }

    #[test]
    fn the_terminal_shows_value_words_and_address() {
        let table = terminal_table(&comparison(), 80, false);
        for part in ["一次性，不超过 200 万元", "[guangxi/pilot-plan", "未规定（只有要点）", "要点（非原文）"] {
            assert!(table.contains(part), "{part} not in\n{table}");
        }
        let coloured = terminal_table(&comparison(), 80, true);
        assert!(coloured.starts_with("\x1b[1m") && coloured.lines().nth(1).unwrap().starts_with('─'), "{coloured}");
        assert_eq!(coloured.replace("\x1b[1m", "").replace("\x1b[22m", ""), table);
        let mut entry = comparison().rows.remove(0).cells.remove(0).entries.remove(0);
        entry.quote = format!("{}不超过200万元。", "在专项资金中安排".repeat(9));
        entry.marks = vec![(72, 80)];
        assert_eq!(excerpt(&entry), "…项资金中安排不超过200万元。");
    }
}

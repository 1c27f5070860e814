//! Holds an exported table against the corpus: whether each clause still says what was taken away.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use serde::Serialize;

use super::markdown::FENCE;
use super::xlsx::{HEADS, RECORDS};
use super::{ExportError, Record};
use crate::compare::{CompareRequest, compare};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::policy::PolicyId;
use crate::text::width::is_blank;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// File, words and value are the same.
    Same,
    /// The file has changed, but the clause still says these words and gives this value.
    FileChanged,
    /// The words stand there, the value that is read from them is another one.
    ValueDiffers,
    /// The clause says other words.
    WordsDiffer,
    /// The policy has no such clause.
    NoSuchClause,
    /// The corpus does not hold the policy.
    NotInCorpus,
}

impl Verdict {
    /// The verdict in plain Chinese.
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Same => "一致",
            Verdict::FileChanged => "文件已变，这一条未变",
            Verdict::ValueDiffers => "数值不同",
            Verdict::WordsDiffer => "文字不同",
            Verdict::NoSuchClause => "没有这一条",
            Verdict::NotInCorpus => "没有收录这份文件",
        }
    }

    /// Whether a reader can go on relying on the record.
    pub fn holds(self) -> bool {
        matches!(self, Verdict::Same | Verdict::FileChanged)
    }
}

/// A record with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The record as it stands in the file.
    pub record: Record,
    /// What became of it.
    pub verdict: Verdict,
    /// What the clause says now, where that is something else.
    pub now: String,
}

/// Reads the records of an exported file; `name` tells its format (`.csv`, `.xlsx`, `.md`, `.json`).
///
/// # Errors
/// [`ExportError::Read`] when the file is none of ours; it says what is missing.
pub fn records(name: &str, bytes: &[u8]) -> Result<Vec<Record>, ExportError> {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "csv" => from_csv(bytes),
        "xlsx" => from_xlsx(bytes),
        "json" => from_json(bytes),
        "md" => from_markdown(bytes),
        "docx" => Err(ExportError::Read("a Word document holds no records; export the same table as .xlsx to check it".to_owned())),
        _ => Err(ExportError::Read("expected a table exported as .csv, .xlsx, .md or .json".to_owned())),
    }
}

/// Rows of fields below a head, in whatever order the columns stand.
fn from_rows(head: &[String], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<Record>, ExportError> {
    let column = |at: usize| head.iter().position(|h| h == Record::HEAD[at] || h == HEADS[at]);
    let columns: Vec<Option<usize>> = (0..Record::HEAD.len()).map(column).collect();
    // Without these nothing can be checked.
    for needed in ["topic", "state", "policy", "address", "value", "quote"] {
        if let Some(at) = Record::HEAD.iter().position(|h| *h == needed).filter(|at| columns[*at].is_none()) {
            let found = head.join(", ");
            return Err(ExportError::Read(format!("the column {} ({}) is missing; found {found}", Record::HEAD[at], HEADS[at])));
        }
    }
    let mut out: Vec<Record> = Vec::new();
    for row in rows {
        let fields = Record::HEAD.iter().zip(&columns).map(|(name, column)| {
            let field = column.and_then(|c| row.get(c)).map_or("", String::as_str);
            // The apostrophe that keeps a spreadsheet from running the words.
            let field = field.strip_prefix('\'').filter(|f| f.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(field);
            ((*name).to_owned(), serde_json::Value::from(field))
        });
        let record: Record = serde_json::from_value(serde_json::Value::Object(fields.collect()))
            .map_err(|e| ExportError::Read(format!("row {}: {e}", out.len() + 2)))?;
        // A workbook has one row for each value.
        if out.last() != Some(&record) {
            out.push(record);
        }
    }
    Ok(out)
}

fn from_csv(bytes: &[u8]) -> Result<Vec<Record>, ExportError> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let fail = |e: ::csv::Error| ExportError::Read(format!("this is no CSV table: {e}"));
    let head: Vec<String> = reader.headers().map_err(fail)?.iter().map(str::to_owned).collect();
    let rows: Vec<Vec<String>> =
        reader.records().map(|r| r.map(|r| r.iter().map(str::to_owned).collect())).collect::<Result<_, _>>().map_err(fail)?;
    from_rows(&head, rows.into_iter())
}

/// The records stand in a block of their own, as CSV.
fn from_markdown(bytes: &[u8]) -> Result<Vec<Record>, ExportError> {
    let text = String::from_utf8_lossy(bytes);
    let block = text.split_once(&format!("{FENCE}csv\n")).and_then(|(_, rest)| rest.split_once(FENCE));
    let Some((block, _)) = block else {
        return Err(ExportError::Read(format!("the block of records is missing, which begins with {FENCE}csv")));
    };
    from_csv(block.as_bytes())
}

fn from_xlsx(bytes: &[u8]) -> Result<Vec<Record>, ExportError> {
    let fail = |e: calamine::XlsxError| ExportError::Read(format!("this is no workbook of ours: {e}"));
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(fail)?;
    let range = book.worksheet_range(RECORDS).map_err(fail)?;
    let mut rows = range.rows().map(|r| r.iter().map(ToString::to_string).collect::<Vec<String>>());
    let head = rows.next().unwrap_or_default();
    from_rows(&head, rows)
}

/// The JSON of `compare --format json`: records stand under `records`.
fn from_json(bytes: &[u8]) -> Result<Vec<Record>, ExportError> {
    #[derive(serde::Deserialize)]
    struct File {
        records: Vec<Record>,
    }
    let file: File = serde_json::from_slice(bytes).map_err(|e| ExportError::Read(format!("this is no exported comparison: {e}")))?;
    Ok(file.records)
}

/// Holds the records against the library. Cells without a clause say nothing that could be checked and are left out.
pub fn check(records: &[Record], library: &Library, lexicon: &Lexicon) -> Vec<Checked> {
    let values = values(records, library, lexicon);
    let check = |record: &Record| {
        let (verdict, now) = verdict(record, library, &values);
        Checked { record: record.clone(), verdict, now }
    };
    records.iter().filter(|r| !r.policy.is_empty()).map(check).collect()
}

/// Topic, policy, address, words without blanks.
type Key = (String, String, String, String);

/// The values that the comparison gives today for the topics and policies of the records.
fn values(records: &[Record], library: &Library, lexicon: &Lexicon) -> HashMap<Key, String> {
    let mut out = HashMap::new();
    let distinct = |field: fn(&Record) -> &String| {
        let mut all: Vec<String> = records.iter().map(|r| field(r).clone()).filter(|v| !v.is_empty()).collect();
        all.sort();
        all.dedup();
        all
    };
    let known = |id: &String| id.parse::<PolicyId>().is_ok_and(|id| library.summary(&id).is_some());
    let places: Vec<String> = distinct(|r| &r.policy).into_iter().filter(known).collect();
    if places.is_empty() {
        return out;
    }
    for topic in distinct(|r| &r.topic) {
        // A topic that is gone has no values.
        let request = CompareRequest { topics: vec![topic], places: places.clone(), ..CompareRequest::default() };
        let Ok(found) = compare(library, lexicon, &request) else { continue };
        for row in &found.rows {
            for entry in row.cells.iter().flat_map(|c| &c.entries) {
                let key = (row.topic.clone(), entry.policy.to_string(), entry.address.to_string(), solid(&entry.quote));
                out.insert(key, entry.value.to_string());
            }
        }
    }
    out
}

fn verdict(record: &Record, library: &Library, values: &HashMap<Key, String>) -> (Verdict, String) {
    let policy = record.policy.parse::<PolicyId>().ok().and_then(|id| library.policy(&id));
    let Some(policy) = policy else { return (Verdict::NotInCorpus, String::new()) };
    let clause = record.address.parse().ok().and_then(|address| policy.parsed.clause(&address));
    let Some(clause) = clause else { return (Verdict::NoSuchClause, String::new()) };
    let words = solid(&record.quote);
    if !solid(&format!("{}{}", clause.label, clause.text)).contains(&words) {
        return (Verdict::WordsDiffer, clause.text.clone());
    }
    match values.get(&(record.topic.clone(), record.policy.clone(), record.address.clone(), words)) {
        Some(value) if *value != record.value => (Verdict::ValueDiffers, value.clone()),
        None => (Verdict::ValueDiffers, String::new()),
        Some(_) if !record.sha256.is_empty() && record.sha256 != policy.sha256 => (Verdict::FileChanged, String::new()),
        Some(_) => (Verdict::Same, String::new()),
    }
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

//! CSV (RFC 4180) as spreadsheets read it.

/// Writes a head and rows of text. The file begins with a byte order mark, without which spreadsheets take it for
/// another encoding, and words that a spreadsheet would run as a formula get an apostrophe in front.
///
/// ```
/// use tiaoli::export::csv::table;
/// let rows = [["一、\"总则\"".to_owned(), "=1+1".to_owned()]];
/// assert_eq!(table(&["条款", "数值"], &rows), "\u{FEFF}条款,数值\r\n\"一、\"\"总则\"\"\",'=1+1\r\n");
/// ```
pub fn table<R: AsRef<[String]>>(head: &[&str], rows: &[R]) -> String {
    let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(head);
    for row in rows {
        let _ = writer.write_record(row.as_ref().iter().map(|field| guarded(field)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}

/// A field that no spreadsheet runs.
fn guarded(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{field}") } else { field.to_owned() }
}

/// The records of a comparison: one row for each clause in a cell and one for each cell without.
pub fn comparison(export: &super::Export) -> String {
    let rows: Vec<Vec<String>> = export.records.iter().map(super::Record::fields).collect();
    table(&super::Record::HEAD, &rows)
}

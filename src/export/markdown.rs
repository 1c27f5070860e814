//! A comparison as Markdown: the table, a list of the sources, and the records that [`super::verify`] reads again.

use super::{DIGEST, Export, silence};
use crate::compare::Entry;
use crate::policy::TextStatus;

/// Opens and closes the records: longer than any that the words of a document might hold.
pub(super) const FENCE: &str = "``````";

/// The table, every entry with its whole words and its address; below it the documents with what is needed to check them.
pub fn comparison(export: &Export) -> String {
    let comparison = export.comparison;
    let mut out = String::from("| 主题 |");
    for column in &comparison.columns {
        out += &format!(" {} |", escape(&column.label));
    }
    out += &format!("\n|---|{}\n", "---|".repeat(comparison.columns.len()));
    for row in &comparison.rows {
        out += &format!("| {} |", escape(&row.label));
        for cell in &row.cells {
            let silence = Some(escape(&silence(cell))).filter(|s| !s.is_empty());
            let parts: Vec<String> = silence.into_iter().chain(cell.entries.iter().map(entry)).collect();
            out += &format!(" {} |", parts.join("<br><br>"));
        }
        out.push('\n');
    }
    if !export.sources.is_empty() {
        out += "\n来源\n\n";
    }
    for source in &export.sources {
        let known = [
            (String::new(), &source.number),
            (String::new(), &source.text_status),
            ("获取日期 ".to_owned(), &source.retrieved),
            ("SHA-256 ".to_owned(), &source.sha256),
            (String::new(), &source.source_url),
        ];
        let known: Vec<String> = known.iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| format!("{k}{}", escape(v))).collect();
        out += &format!("- {}：{}，{}\n", escape(&source.policy), escape(&source.title), known.join("，"));
    }
    if !export.sources.is_empty() {
        let records = super::csv::comparison(export);
        let records = records.trim_start_matches('\u{FEFF}').trim_end().replace("\r\n", "\n");
        out += &format!("\n逐条记录（含识别规则，可用 tiaoli verify 核对）\n\n{FENCE}csv\n{records}\n{FENCE}\n");
    }
    out
}

fn entry(entry: &Entry) -> String {
    let value = if entry.value.is_empty() { String::new() } else { format!("**{}**<br>", escape(&entry.value.to_string())) };
    let digest = if entry.text_status == TextStatus::Digest { format!("，{DIGEST}") } else { String::new() };
    let address = escape(&format!("{} {}", entry.policy, entry.address));
    format!("{value}“{}”（{address}{digest}）", escape(&entry.quote))
}

/// A cell is one line: | ends it, and text that looks like a tag would vanish.
fn escape(text: &str) -> String {
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
}

//! A comparison as a document: one heading for each topic, a table of places, and the sources.

use docx_rs::{AlignmentType, BreakType, Docx, PageMargin, Paragraph, Run, RunFonts, Table, TableCell, TableRow, WidthType};

use super::record::rules;
use super::{DIGEST, Export, ExportError, fits_xml, silence};
use crate::compare::{Cell, Comparison};
use crate::policy::TextStatus;

/// Width of a page's text and of the first column, in twentieths of a point.
const WIDTH: usize = 9300;
const PLACE: usize = 1500;

/// Writes the document.
///
/// # Errors
/// [`ExportError::Write`] when it cannot be packed.
pub fn comparison(export: &Export) -> Result<Vec<u8>, ExportError> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("宋体");
    let mut docx = Docx::new()
        .page_margin(PageMargin::new().left(1300).right(1300).top(1300).bottom(1300))
        .default_fonts(fonts)
        .default_size(21)
        .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(Run::new().add_text("各地政策对照").bold().size(32)));
    for (at, row) in export.comparison.rows.iter().enumerate() {
        docx = docx.add_paragraph(heading(&row.label)).add_table(places(export.comparison, at));
    }
    docx = docx.add_paragraph(heading("来源"));
    for s in &export.sources {
        let known =
            [s.number.clone(), s.text_status.clone(), said("获取日期 ", &s.retrieved), said("SHA-256 ", &s.sha256), s.source_url.clone()];
        let known: Vec<String> = known.into_iter().filter(|k| !k.is_empty()).collect();
        docx = docx.add_paragraph(plain(&format!("{}：{}，{}", s.policy, s.title, known.join("，"))));
    }
    let mut out = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut out).map_err(|e| ExportError::Write { format: "docx", reason: e.to_string() })?;
    Ok(out.into_inner())
}

fn said(what: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{what}{value}") }
}

fn heading(text: &str) -> Paragraph {
    Paragraph::new().outline_lvl(0).keep_next(true).add_run(Run::new().add_text(printable(text)).bold().size(26))
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(lines(Run::new(), text))
}

/// The places of one topic, one row each.
fn places(comparison: &Comparison, at: usize) -> Table {
    let cells = comparison.rows.get(at).map_or(&[][..], |r| r.cells.as_slice());
    let row = |(cell, label): (&Cell, &String)| {
        let place = TableCell::new().width(PLACE, WidthType::Dxa).add_paragraph(plain(label));
        let mut said = TableCell::new().width(WIDTH - PLACE, WidthType::Dxa);
        let silence = silence(cell);
        if !silence.is_empty() {
            said = said.add_paragraph(plain(&silence));
        }
        for entry in &cell.entries {
            let mut words = Paragraph::new();
            if !entry.value.is_empty() {
                words = words.add_run(Run::new().add_text(printable(&entry.value.to_string())).bold().add_break(BreakType::TextWrapping));
            }
            let digest = if entry.text_status == TextStatus::Digest { format!("，{DIGEST}") } else { String::new() };
            let rules = self::said("，规则 ", &rules(entry));
            let address = format!("（{} {}{digest}{rules}）", entry.policy, entry.address.native());
            said = said.add_paragraph(
                words.add_run(lines(Run::new(), &format!("“{}”", entry.quote))).add_run(Run::new().add_text(address).size(18)),
            );
        }
        TableRow::new(vec![place, said])
    };
    let labels = comparison.columns.iter().map(|c| &c.label);
    Table::new(cells.iter().zip(labels).map(row).collect()).set_grid(vec![PLACE, WIDTH - PLACE]).width(WIDTH, WidthType::Dxa)
}

/// A text with its line breaks.
fn lines(mut run: Run, text: &str) -> Run {
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(printable(line));
    }
    run
}

/// Without what XML forbids, and without tabs and line ends, which a run of text does not show.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|c| fits_xml(*c) && !c.is_control()).collect()
}

//! A form as a document to fill in.

use docx_rs::{
    AlignmentType, BreakType, Docx, PageMargin, Paragraph, Run, RunFonts, Shading, Table, TableCell, TableRow, VAlignType, VMergeType,
    WidthType,
};

use super::super::ExportError;
use super::super::docx::printable;
use super::{FormFile, printed, widths};
use crate::form::{Block, Cell, CellRole, Part, Table as FormTable};

/// Width of a page's text, in twentieths of a point.
const WIDTH: usize = 9300;

/// Writes the document.
///
/// # Errors
/// [`ExportError::Write`] when it cannot be packed.
pub fn form(file: &FormFile) -> Result<Vec<u8>, ExportError> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("宋体");
    let mut docx =
        Docx::new().page_margin(PageMargin::new().left(1300).right(1300).top(1300).bottom(1300)).default_fonts(fonts).default_size(21);
    if !file.form.label.is_empty() {
        docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(printable(&file.form.label))));
    }
    let title = Run::new().add_text(printable(&file.form.title)).bold().size(32);
    docx = docx.add_paragraph(Paragraph::new().align(AlignmentType::Center).outline_lvl(0).add_run(title));
    for block in &file.form.blocks {
        docx = match block {
            Block::Heading { text, .. } => docx.add_paragraph(
                Paragraph::new().outline_lvl(1).keep_next(true).add_run(Run::new().add_text(printable(text)).bold().size(24)),
            ),
            Block::Paragraph { parts, .. } => docx.add_paragraph(line(parts)),
            // Two tables without a paragraph between them would grow together.
            Block::Table(t) => docx.add_table(table(t)).add_paragraph(Paragraph::new()),
        };
    }
    for words in [file.origin(), file.remark.to_owned()] {
        docx = docx.add_paragraph(Paragraph::new().add_run(Run::new().add_text(printable(&words)).size(16).color("666666")));
    }
    let mut out = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut out).map_err(|e| ExportError::Write { format: "docx", reason: e.to_string() })?;
    Ok(out.into_inner())
}

/// A paragraph whose blanks are underlined room.
fn line(parts: &[Part]) -> Paragraph {
    let mut paragraph = Paragraph::new();
    for part in parts {
        let run = match part {
            Part::Text { text } => Run::new().add_text(printable(text)),
            Part::Blank { width } => Run::new().add_text("\u{00A0}".repeat((*width).clamp(4, 40))).underline("single"),
            Part::Box { .. } => Run::new().add_text(printed(std::slice::from_ref(part))),
            Part::Break => Run::new().add_break(BreakType::TextWrapping),
        };
        paragraph = paragraph.add_run(run);
    }
    paragraph
}

fn table(form: &FormTable) -> Table {
    let widths = widths(form, WIDTH);
    let wide = |cell: &Cell| -> usize { widths.iter().skip(cell.column).take(cell.columns).sum() };
    // Cells of rows above that reach down: first column, and for how many rows more.
    let mut down: Vec<(Cell, usize)> = Vec::new();
    let mut rows: Vec<TableRow> = Vec::new();
    for row in &form.rows {
        let mut cells: Vec<(usize, TableCell)> = Vec::new();
        for (above, left) in down.iter_mut().filter(|(_, left)| *left > 0) {
            *left -= 1;
            let cell = TableCell::new().width(wide(above), WidthType::Dxa).grid_span(above.columns).vertical_merge(VMergeType::Continue);
            cells.push((above.column, cell.add_paragraph(Paragraph::new())));
        }
        for cell in &row.cells {
            let bold = row.head || cell.role == CellRole::Label;
            let mut words = TableCell::new().width(wide(cell), WidthType::Dxa).grid_span(cell.columns).vertical_align(VAlignType::Center);
            if cell.rows > 1 {
                words = words.vertical_merge(VMergeType::Restart);
                down.push((cell.clone(), cell.rows - 1));
            }
            if bold {
                words = words.shading(Shading::new().fill("F1EFE9"));
            }
            cells.push((cell.column, words.add_paragraph(line(&cell.parts))));
        }
        cells.sort_by_key(|(column, _)| *column);
        rows.push(TableRow::new(cells.into_iter().map(|(_, c)| c).collect()));
    }
    Table::new(rows).set_grid(widths).width(WIDTH, WidthType::Dxa)
}

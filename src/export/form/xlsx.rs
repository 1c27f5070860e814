//! A form as a workbook to fill in: one sheet with the form, one with the list of what is filled in.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::super::ExportError;
use super::{FormFile, printed, widths};
use crate::form::{Block, Cell, CellRole, Table};

/// Names of the sheets.
const FORM: &str = "表格";
const FIELDS: &str = "填写项";
/// Width of the form, in characters of a spreadsheet, and the fewest columns it is drawn on.
const WIDTH: usize = 110;
const FEWEST_COLUMNS: usize = 4;
/// Most characters that a spreadsheet holds in one cell.
const MOST_CHARS: usize = 32_000;

/// Writes the workbook.
///
/// # Errors
/// [`ExportError::Write`] when the form is larger than a workbook can be.
pub fn form(file: &FormFile) -> Result<Vec<u8>, ExportError> {
    workbook(file).map_err(|e| ExportError::Write { format: "xlsx", reason: e.to_string() })
}

struct Looks {
    title: Format,
    heading: Format,
    line: Format,
    label: Format,
    blank: Format,
    small: Format,
}

fn workbook(file: &FormFile) -> Result<Vec<u8>, XlsxError> {
    let wrapped = || Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    let cell = || wrapped().set_border(FormatBorder::Thin);
    let looks = Looks {
        title: wrapped().set_bold().set_font_size(16).set_align(FormatAlign::Center),
        heading: wrapped().set_bold().set_font_size(12),
        line: wrapped(),
        label: cell().set_background_color(0x00F1_EFE9),
        blank: cell(),
        small: wrapped().set_font_size(8).set_font_color(0x0066_6666),
    };
    let mut book = Workbook::new();
    sheet(file, &looks, book.add_worksheet())?;
    fields(file, &looks, book.add_worksheet())?;
    book.save_to_buffer()
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || *c == '\n').take(MOST_CHARS).collect()
}

/// Writes into a range of cells of one row or several.
fn put(sheet: &mut Worksheet, at: (u32, usize), reach: (usize, usize), text: &str, looks: &Format) -> Result<(), XlsxError> {
    let (row, column) = (at.0, u16::try_from(at.1).unwrap_or(u16::MAX));
    let (down, right) = (u32::try_from(reach.0).unwrap_or(1).max(1), u16::try_from(reach.1).unwrap_or(1).max(1));
    if down == 1 && right == 1 {
        sheet.write_string_with_format(row, column, cut(text), looks)?;
    } else {
        sheet.merge_range(row, column, row + down - 1, column + right - 1, &cut(text), looks)?;
    }
    Ok(())
}

fn sheet(file: &FormFile, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let tables = || file.form.blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None });
    let widest = tables().max_by_key(|t| t.columns);
    let columns = widest.map_or(0, |t| t.columns).max(FEWEST_COLUMNS);
    sheet.set_name(FORM)?.set_print_fit_to_pages(1, 0).set_paper_size(9);
    let usual = WIDTH / columns;
    let wide = widest.filter(|t| t.columns == columns).map_or_else(|| vec![usual; columns], |t| widths(t, WIDTH));
    for (column, width) in (0..).zip(&wide) {
        sheet.set_column_width(column, *width as f64)?;
    }
    // Merged cells do not grow with their words: a row is as high as its longest words need.
    let lines = |text: &str, columns: usize| -> usize {
        let room = (WIDTH * columns / wide.len().max(1)).max(2);
        text.split('\n').map(|l| (2 * l.chars().count()).div_ceil(room).max(1)).sum()
    };
    let mut row = 0u32;
    for (text, format) in [(file.form.label.as_str(), &looks.line), (file.form.title.as_str(), &looks.title)] {
        if !text.is_empty() {
            put(sheet, (row, 0), (1, columns), text, format)?;
            row += 1;
        }
    }
    for block in &file.form.blocks {
        match block {
            Block::Heading { text, .. } => {
                put(sheet, (row, 0), (1, columns), text, &looks.heading)?;
                row += 1;
            }
            Block::Paragraph { parts, .. } => {
                let text = printed(parts);
                put(sheet, (row, 0), (1, columns), &text, &looks.line)?;
                sheet.set_row_height(row, 16.0 * lines(&text, columns) as f64)?;
                row += 1;
            }
            Block::Table(table) => row = drawn(sheet, table, columns, row, looks, &lines)?,
        }
    }
    row += 1;
    for text in [file.origin(), file.remark.to_owned()] {
        put(sheet, (row, 0), (1, columns), &text, &looks.small)?;
        sheet.set_row_height(row, 12.0 * lines(&text, columns) as f64)?;
        row += 1;
    }
    Ok(())
}

/// A table from a row on; returns the row below it. A narrower table is drawn on the columns of the widest.
fn drawn(
    sheet: &mut Worksheet,
    table: &Table,
    columns: usize,
    first: u32,
    looks: &Looks,
    lines: &dyn Fn(&str, usize) -> usize,
) -> Result<u32, XlsxError> {
    // The column of the sheet where a column of the table begins.
    let at = |column: usize| if column >= table.columns { columns } else { column * columns / table.columns.max(1) };
    let mut row = first;
    for line in &table.rows {
        let mut height = 1;
        for cell in &line.cells {
            let (from, to) = (at(cell.column), at(cell.column + cell.columns));
            let format = if line.head || cell.role == CellRole::Label { &looks.label } else { &looks.blank };
            let text = text(cell);
            height = height.max(if cell.rows > 1 { 1 } else { lines(&text, to - from) });
            put(sheet, (row, from), (cell.rows, to - from), &text, format)?;
        }
        sheet.set_row_height(row, 18.0 * height as f64)?;
        row += 1;
    }
    Ok(row)
}

/// A cell that is a unit and a blank is filled in before the unit.
fn text(cell: &Cell) -> String {
    printed(&cell.parts)
}

/// One row for each thing to fill in: section, what it belongs to, what is asked, of what kind, unit, options, an empty cell.
fn fields(file: &FormFile, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heads =
        [("部分", 28.0), ("所属", 20.0), ("填写项", 28.0), ("类别", 12.0), ("单位", 8.0), ("选项", 50.0), ("行数", 6.0), ("填写", 40.0)];
    sheet.set_name(FIELDS)?.set_freeze_panes(1, 0)?.set_print_fit_to_pages(1, 0).set_landscape();
    for (column, (head, width)) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, head, &looks.label)?.set_column_width(column, width)?;
    }
    for (row, field) in (1..).zip(&file.form.fields) {
        let options = field.options.join("、");
        let kind = field.kind.label().to_string();
        let texts = [&field.section, &field.group, &field.label, &kind, &field.unit, &options];
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(row, column, cut(text), &looks.blank)?;
        }
        sheet.write_number_with_format(row, 6, field.rows as f64, &looks.blank)?;
        sheet.write_blank(row, 7, &looks.blank)?;
    }
    Ok(())
}

//! Tables in plain text whose columns are set off by white space or bars.
//!
//! A line with a tab is a cell wherever it stands. Columns of spaces prove nothing alone (the names
//! of three authorities above a date stand like that); several such lines with numbers are a table.

use unicode_width::UnicodeWidthChar;

use super::Raw;
use crate::text::width::is_blank;

/// Lines that make a table of columns of spaces.
const FEWEST_ROWS: usize = 3;

/// Marks the lines of tables as cells.
pub(super) fn mark_cells(source: &str, raws: &mut [Raw]) {
    let mut start = 0;
    while start < raws.len() {
        let end = raws[start..].iter().position(|r| !is_row(source, r)).map_or(raws.len(), |n| start + n);
        let rows = &mut raws[start..end];
        if rows.len() >= FEWEST_ROWS && rows.iter().any(|r| r.text.contains(|c: char| c.is_ascii_digit())) {
            rows.iter_mut().for_each(|r| r.cell = true);
        }
        start = end.max(start + 1);
    }
    for raw in raws.iter_mut().filter(|r| !r.cell && has_bars(&r.text)) {
        raw.cell = true;
    }
}

/// |1|设备|50万元| and │1│设备│
fn has_bars(text: &str) -> bool {
    text.starts_with(['|', '│', '┃', '├', '┌', '└', '┼', '╔', '║']) && text.chars().count() > 1
}

/// Whether white space of two columns or more stands at two places in a line that is no sentence.
fn is_row(source: &str, raw: &Raw) -> bool {
    // 第一章    总    则
    if raw.cell || raw.text.starts_with('第') || raw.text.contains('。') || raw.content.len() != 1 {
        return false;
    }
    let (mut gaps, mut blank) = (0, 0);
    for c in raw.content[0].of(source).chars() {
        if is_blank(c) {
            blank += c.width().unwrap_or(0);
        } else {
            gaps += usize::from(blank >= 2);
            blank = 0;
        }
    }
    gaps >= 2
}

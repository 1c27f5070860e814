//! Rows of cells as a table: which cells are labels, which are filled in, and how far each reaches.
//!
//! Text saved from an office program keeps the cells of a row in order and loses how far they reach. What is rebuilt here
//! is the usual drawing: a row with fewer cells than the widest gives the room that is left to what is filled in; an empty
//! first cell below a label belongs to that label when words stand beside it.

use super::parts::{Open, is_plain, parts};
use super::types::{Cell, CellRole, Part, Row, Table};
use crate::lexicon::forms::FormWords;
use crate::text::fold;

/// A longer text is no head of a column.
const LONGEST_HEAD: usize = 30;

/// A table of rows as they were cut from the lines.
pub(super) fn table(rows: &[Vec<String>], words: &FormWords) -> Table {
    let rows: Vec<Vec<Cell>> = rows.iter().filter(|r| !r.is_empty()).map(|r| row(r, words)).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let heads = heads(&rows);
    let mut table = Table { columns, rows: Vec::with_capacity(rows.len()) };
    // Where the first cell of the last row that has a label of its own stands.
    let mut above: Option<usize> = None;
    let mut spans: Vec<usize> = Vec::new();
    let mut listed = false;
    for (n, mut cells) in rows.into_iter().enumerate() {
        let head = heads[n];
        listed = head || listed && spans.len() == cells.len();
        // A row that goes on with the one above has its columns.
        let goes_on = above.is_some() && is_blank(cells.first()) && cells.iter().any(|c| c.role != CellRole::Blank);
        let same = listed || goes_on && spans.len() == cells.len();
        if head || !same {
            spans = widths(&cells, columns);
        }
        let mut column = 0;
        for (cell, width) in cells.iter_mut().zip(&spans) {
            (cell.column, cell.columns) = (column, *width);
            column += width;
        }
        let words_beside = cells.iter().skip(1).any(|c| c.role != CellRole::Blank);
        let blank_first = is_blank(cells.first()) && cells.len() > 1;
        let merged = above.filter(|_| blank_first && !head && (words_beside && !listed || years(&table.rows, n)));
        match merged {
            Some(at) if cells.first().map(|c| c.columns) == table.rows[at].cells.first().map(|c| c.columns) => {
                // With the label, all that stands before the words of this row belongs to the row above.
                let own = cells.iter().position(|c| c.role != CellRole::Blank).filter(|_| words_beside).unwrap_or(1);
                let same = |n: usize| {
                    n == 0
                        || at + 1 == table.rows.len()
                            && table.rows[at]
                                .cells
                                .get(n)
                                .zip(cells.get(n))
                                .is_some_and(|(a, b)| (a.column, a.columns) == (b.column, b.columns))
                };
                let count = (0..own).take_while(|n| same(*n)).count();
                cells.drain(..count);
                table.rows[at].cells.iter_mut().take(count).for_each(|c| c.rows += 1);
            }
            _ => {
                let label = cells.first().is_some_and(|c| c.role != CellRole::Blank) && cells.len() > 1;
                above = label.then_some(n);
            }
        }
        table.rows.push(Row { head, cells });
    }
    table
}

fn is_blank(cell: Option<&Cell>) -> bool {
    cell.is_some_and(|c| c.role == CellRole::Blank)
}

/// 近三年营业收入 over a row of years and a row of blanks: the row above is a head whose other cells are years.
fn years(rows: &[Row], n: usize) -> bool {
    let Some(head) = n.checked_sub(1).and_then(|at| rows.get(at)).filter(|r| r.head) else { return false };
    head.cells.len() > 1 && head.cells.iter().skip(1).all(|c| super::types::words(&c.parts).contains('年'))
}

fn row(texts: &[String], words: &FormWords) -> Vec<Cell> {
    let blank = |n: usize| texts.get(n).is_some_and(|t| t.trim().is_empty());
    let mut out: Vec<Cell> = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        // Behind a label, the next cell is filled in, if there is an empty one.
        let open = if blank(n + 1) { Open::No } else { Open::Colon };
        let mut parts = parts(text, words, open);
        let after_label = out.last().is_some_and(|c: &Cell| c.role == CellRole::Label);
        // 注册资金 | 万元: the unit stands in the cell that is filled in.
        if is_plain(&parts) && words.whole_unit(&fold(text)).is_some() && (after_label || n == 0 && texts.len() == 1) {
            parts.insert(0, Part::Blank { width: 8 });
        }
        let role = if parts.is_empty() {
            CellRole::Blank
        } else if parts.iter().any(|p| matches!(p, Part::Box { .. })) {
            CellRole::Choice
        } else if is_plain(&parts) {
            CellRole::Label
        } else {
            CellRole::Fill
        };
        out.push(Cell { parts, role, column: 0, columns: 1, rows: 1 });
    }
    out
}

/// Which rows are heads of the columns below: labels only, and below them a row of as many cells with something to fill in.
fn heads(rows: &[Vec<Cell>]) -> Vec<bool> {
    let all_labels = |r: &[Cell]| {
        r.len() >= 2
            && r.iter().all(|c| c.role == CellRole::Label && (1..=LONGEST_HEAD).contains(&super::types::words(&c.parts).chars().count()))
    };
    let blanks = |r: &[Cell]| r.iter().filter(|c| c.role != CellRole::Label).count();
    let counts = |r: &[Cell]| r.first().is_some_and(|c| counted(&super::types::words(&c.parts)));
    let is_head = |n: usize| {
        let (Some(own), Some(next)) = (rows.get(n), rows.get(n + 1)) else { return false };
        let fits = own.len() == next.len() && (2 * blanks(next) >= next.len() || counts(next) && blanks(next) > 0);
        // 单位名称 | 甲公司 above a blank row is no head.
        all_labels(own) && fits && (own.len() >= 3 || counts(next) || blanks(next) == next.len())
    };
    (0..rows.len()).map(is_head).collect()
}

/// The number of a row: 1, （1）, 一, …
pub(super) fn counted(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')', '.', '、']);
    let number = bare.chars().count() <= 3 && crate::text::numeral::integer(bare).is_some();
    number || !folded.is_empty() && folded.chars().all(|c| matches!(c, '.' | '…' | '·'))
}

/// How many columns each cell of a row reaches over: what is filled in takes the room that is left.
fn widths(cells: &[Cell], columns: usize) -> Vec<usize> {
    let mut out = vec![1; cells.len()];
    let open: Vec<usize> = cells.iter().enumerate().filter(|(_, c)| c.role != CellRole::Label).map(|(n, _)| n).collect();
    let last = cells.len().saturating_sub(1);
    // The first cell stays narrow, so that it can stand above empty ones.
    let open: Vec<usize> = match open.iter().copied().filter(|n| *n > 0 || cells.len() == 1).collect::<Vec<_>>() {
        list if list.is_empty() => vec![last],
        list => list,
    };
    let extra = columns.saturating_sub(cells.len());
    for (n, at) in open.iter().enumerate() {
        if let Some(width) = out.get_mut(*at) {
            *width += extra / open.len() + usize::from(n < extra % open.len());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn drawn(rows: &[&[&str]]) -> Vec<String> {
        let rows: Vec<Vec<String>> = rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect();
        let table = table(&rows, &Lexicon::embedded().forms);
        let role = |r: CellRole| match r {
            CellRole::Label => "",
            CellRole::Blank => "_",
            CellRole::Choice => "□",
            CellRole::Fill => "~",
        };
        let cell = |c: &Cell| {
            let reach = format!(
                "{}{}",
                if c.columns > 1 { format!("→{}", c.columns) } else { String::new() },
                if c.rows > 1 { format!("↓{}", c.rows) } else { String::new() }
            );
            format!("{}{}{reach}", role(c.role), super::super::types::words(&c.parts))
        };
        table
            .rows
            .iter()
            .map(|r| format!("{}{}", if r.head { "# " } else { "" }, r.cells.iter().map(cell).collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn what_is_filled_in_takes_the_room() {
        let rows: [&[&str]; 3] = [&["单位名称", ""], &["地址", "", "邮编", ""], &["类型", "□国有 □民营"]];
        assert_eq!(drawn(&rows), ["单位名称|_→3", "地址|_|邮编|_", "类型|□国有 民营→3"]);
    }

    #[test]
    fn an_empty_cell_below_a_label_belongs_to_it() {
        let rows: [&[&str]; 3] = [&["负责人", "姓名", "", "电话", ""], &["", "职务", "", "邮箱", ""], &["备注", ""]];
        assert_eq!(drawn(&rows), ["负责人↓2|姓名|_|电话|_", "职务|_|邮箱|_", "备注|_→4"]);
        let rows: [&[&str]; 2] = [&["注册资金", "", "性质", "□国有"], &["", "", "", "□民营"]];
        assert_eq!(drawn(&rows), ["注册资金↓2|_↓2|性质↓2|□国有", "□民营"]);
        let rows: [&[&str]; 2] = [&["近三年营业收入（万元）", "2022年", "2023年"], &["", "", ""]];
        assert_eq!(drawn(&rows), ["# 近三年营业收入（万元）↓2|2022年|2023年", "_|_"]);
    }

    #[test]
    fn heads_stand_above_rows_to_fill_in() {
        let rows: [&[&str]; 4] = [&["序号", "名称", "电话"], &["1", "", ""], &["2", "", ""], &["合计", "", ""]];
        assert_eq!(drawn(&rows), ["# 序号|名称|电话", "1|_|_", "2|_|_", "合计|_|_"]);
        let rows: [&[&str]; 2] = [&["注册资金", "万元", "人数", ""], &["甲", "乙", "丙", "丁"]];
        assert_eq!(drawn(&rows), ["注册资金|~万元|人数|_", "甲|乙|丙|丁"]);
    }
}

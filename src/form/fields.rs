//! What is filled in, each with what is asked.
//!
//! In a table with heads a column is one field, however many rows it has. Elsewhere what is asked stands to the left of the
//! blank; a label before that label (法定代表人 | 姓名 | ____) is what it belongs to. In a line, what is asked stands before
//! the blank.

use super::types::{Block, Cell, CellRole, Field, FieldKind, Part, Table, plain, words};
use crate::lexicon::forms::{FormWords, UnitKind};
use crate::text::fold;

/// The fields of these blocks, in order.
pub(super) fn fields(blocks: &[Block], words: &FormWords) -> Vec<Field> {
    let mut out: Vec<Field> = Vec::new();
    let (mut section, mut before) = (String::new(), String::new());
    for block in blocks {
        let from = out.len();
        match block {
            Block::Heading { text, .. } => section.clone_from(text),
            Block::Paragraph { note: true, .. } => {}
            Block::Paragraph { parts, .. } => {
                of_line(parts, &before, words, &mut out);
                before = if super::parts::is_plain(parts) { super::types::words(parts) } else { String::new() };
            }
            Block::Table(table) => of_table(table, words, &mut out),
        }
        out[from..].iter_mut().for_each(|f| f.section.clone_from(&section));
    }
    out
}

/// A label without its colon and its unit in brackets, and the unit: 注册资本（万元）
fn label(text: &str, lexicon: &FormWords) -> (String, String) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = text.trim().trim_end_matches([':', '：']).trim_start_matches(['、', '，', ',', '；', ';', '。', '.']).trim();
    // 本单位（名称：____）
    let inside = bare.rfind(['（', '(']).filter(|at| !bare[*at..].contains(['）', ')']));
    let bare = inside.map_or(bare, |at| bare[at..].trim_start_matches(['（', '(']));
    if let Some(open) = bare.ends_with(['）', ')']).then(|| bare.rfind(['（', '('])).flatten() {
        let inside = fold(&bare[open..]);
        let inside = inside.trim_matches(['(', ')']);
        let inside = inside.rsplit(':').next().unwrap_or(inside);
        if lexicon.whole_unit(inside) == Some(UnitKind::Number) {
            return (bare[..open].trim().to_owned(), inside.to_owned());
        }
    }
    (bare.to_owned(), String::new())
}

/// The options of boxes: the words behind each, up to the next.
fn options(parts: &[Part]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Box { .. } => out.push(String::new()),
            Part::Text { text } => {
                if let Some(last) = out.last_mut() {
                    last.push_str(text);
                }
            }
            Part::Blank { .. } | Part::Break => {}
        }
    }
    let tidy =
        |o: String| o.trim_matches(|c: char| c.is_whitespace() || "；;，,、（(：:".contains(c)).replace("（）", "").replace("()", "");
    out.into_iter().map(tidy).filter(|o| !o.is_empty()).collect()
}

/// What is filled in between words.
fn kind(name: &str, parts: &[Part], lexicon: &FormWords) -> (FieldKind, String) {
    let text = fold(&words(parts));
    let has = |words: [&str; 3]| words.iter().filter(|w| text.contains(*w)).count() >= 2;
    if has(["年", "月", "日"]) {
        return (FieldKind::Date, String::new());
    }
    if lexicon.signs(&fold(name)) {
        return (FieldKind::Sign, String::new());
    }
    // The first blank, and what stands right behind it.
    let behind = parts.iter().position(|p| matches!(p, Part::Blank { .. })).and_then(|at| parts.get(at + 1));
    let unit = match behind {
        Some(Part::Text { text }) => lexicon.unit(&fold(text)).map(|(u, k)| (u.to_owned(), k)),
        _ => None,
    };
    match unit {
        Some((_, UnitKind::Date)) => (FieldKind::Date, String::new()),
        Some((unit, UnitKind::Number)) => (FieldKind::Number, unit),
        None if fold(name).ends_with("日期") || fold(name).ends_with("时间") => (FieldKind::Date, String::new()),
        None => (FieldKind::Text, String::new()),
    }
}

/// The fields of a line: one for each label with blanks behind it; boxes are one field together.
fn of_line(parts: &[Part], before: &str, lexicon: &FormWords, out: &mut Vec<Field>) {
    if let Some(first) = parts.iter().position(|p| matches!(p, Part::Box { .. })) {
        let own = words(&parts[..first]);
        let (name, _) = label(if own.is_empty() { before } else { &own }, lexicon);
        out.push(Field { label: name, kind: FieldKind::Choice, options: options(parts), rows: 1, ..Field::default() });
        return;
    }
    let mut name = String::new();
    for (n, part) in parts.iter().enumerate() {
        match part {
            // Behind a blank, its unit ends and the next label begins.
            Part::Text { text } => name = text.rsplit(['。', '；', ';', '，', ',', '\u{3000}']).next().unwrap_or(text).to_owned(),
            Part::Break | Part::Box { .. } => name.clear(),
            Part::Blank { .. } => {
                let inner = out.last().is_some_and(|f: &Field| f.kind == FieldKind::Date) && ["年", "月"].contains(&fold(&name).as_str());
                if inner {
                    continue;
                }
                let rest = &parts[n..parts.len().min(n + 6)];
                let until = rest
                    .iter()
                    .skip(1)
                    .position(|p| matches!(p, Part::Text { text } if text.contains([':', '：'])))
                    .map_or(rest.len(), |at| at + 2);
                let (kind, unit) = kind(&name, &rest[..until.min(rest.len())], lexicon);
                let (name, own) = label(&name, lexicon);
                let name = if name.is_empty() { label(before, lexicon).0 } else { name };
                let unit = if unit.is_empty() { own } else { unit };
                out.push(Field { label: name, kind, unit, rows: 1, ..Field::default() });
            }
        }
    }
}

fn of_table(table: &Table, lexicon: &FormWords, out: &mut Vec<Field>) {
    // The heads in force, by column, and how many cells such a row has; the fields of their columns.
    let mut heads: Option<(Vec<&Cell>, usize)> = None;
    let mut columns: Vec<Option<usize>> = Vec::new();
    // A label that reaches down, and for how many more rows.
    let mut group: (String, usize) = Default::default();
    for row in &table.rows {
        group.1 = group.1.saturating_sub(1);
        if row.head {
            heads = Some((row.cells.iter().collect(), row.cells.len()));
            columns = vec![None; row.cells.len()];
            // 近三年营业收入 before the years
            if let Some(first) = row.cells.first().filter(|c| c.rows > 1) {
                group = (words(&first.parts), first.rows);
            }
            continue;
        }
        let reaches = usize::from(group.1 > 0);
        if let Some((above, count)) = &heads
            && row.cells.len() + reaches >= *count
            && row.cells.len() <= *count
        {
            for cell in row.cells.iter().filter(|c| c.role != CellRole::Label) {
                let Some(at) = above.iter().position(|h| h.column == cell.column) else { continue };
                match columns.get(at).copied().flatten() {
                    Some(known) => out[known].rows += 1,
                    None => {
                        columns[at] = Some(out.len());
                        let mut found = field(&words(&above[at].parts), cell, lexicon);
                        if reaches > 0 {
                            let (name, unit) = label(&group.0, lexicon);
                            if found.unit.is_empty() && !unit.is_empty() {
                                (found.unit, found.kind) = (unit, FieldKind::Number);
                            }
                            found.group = name;
                        }
                        out.push(found);
                    }
                }
            }
            continue;
        }
        heads = None;
        of_row(&row.cells, &mut group, lexicon, out);
    }
}

fn field(name: &str, cell: &Cell, lexicon: &FormWords) -> Field {
    let (name, own) = label(name, lexicon);
    let options = options(&cell.parts);
    let (kind, unit) = if options.is_empty() { kind(&name, &cell.parts, lexicon) } else { (FieldKind::Choice, String::new()) };
    let unit = if unit.is_empty() { own } else { unit };
    let kind = if kind == FieldKind::Text && !unit.is_empty() { FieldKind::Number } else { kind };
    Field { label: name, kind, unit, options, rows: 1, ..Field::default() }
}

fn of_row(cells: &[Cell], group: &mut (String, usize), lexicon: &FormWords, out: &mut Vec<Field>) {
    let is_label = |n: usize| cells.get(n).is_some_and(|c| c.role == CellRole::Label);
    let said = |n: usize| cells.get(n).map(|c| words(&c.parts)).unwrap_or_default();
    if let Some(first) = cells.first().filter(|c| c.rows > 1) {
        *group = (words(&first.parts), first.rows);
    }
    let lead = if group.1 > 0 {
        group.0.clone()
    } else if is_label(0) && is_label(1) && !super::table::counted(&said(0)) {
        said(0)
    } else {
        String::new()
    };
    let mut name = String::new();
    for (n, cell) in cells.iter().enumerate() {
        let next_is_blank = cells.get(n + 1).is_some_and(|c| c.role == CellRole::Blank);
        match cell.role {
            CellRole::Label => name = said(n),
            // 20  年 before an empty cell says of which year that is.
            CellRole::Fill if next_is_blank && words(&cell.parts).contains('年') => name = plain(&cell.parts),
            CellRole::Fill if name.is_empty() => of_line(&cell.parts, "", lexicon, out),
            CellRole::Blank if name.is_empty() => {}
            _ => {
                let mut found = field(&name, cell, lexicon);
                found.group = if lead == found.label { String::new() } else { label(&lead, lexicon).0 };
                out.push(found);
                name.clear();
            }
        }
    }
}

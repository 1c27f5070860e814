//! Rows of a table among the paragraphs of a clause.
//!
//! Neighbouring paragraphs of one make are a table: `| a | b |`, cells divided by tabs, or three and more lines whose
//! cells are divided by two or more spaces. Every sign stays: what divides the cells is drawn as a border instead.

use std::ops::Range;

use crate::text::width::is_blank;
use crate::web::render::{Group, Paragraph, Run};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The head; empty where no row is one.
    pub head: Vec<Cell>,
    /// The rows below it.
    pub rows: Vec<Vec<Cell>>,
}

/// The words of a cell.
pub type Cell = Vec<Group>;

/// How the cells of a row are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Make {
    /// | 国家级 | 500 |
    Bars,
    /// 国家级⇥500
    Tabs,
    /// 国家级    500    备注
    Spaces,
}

/// Rows that prove a table: lines of spaces could be anything.
fn fewest(make: Make) -> usize {
    if make == Make::Spaces { 3 } else { 2 }
}

/// Broader tables are not filled up with empty cells.
const MOST_COLUMNS: usize = 40;

const BARS: [char; 2] = ['|', '│'];

/// How many of the paragraphs are the rows of a table, from the first on; none when it begins no table.
pub fn rows(paragraphs: &[Paragraph]) -> usize {
    let Some(make) = paragraphs.first().and_then(make) else { return 0 };
    let count = paragraphs.iter().take_while(|p| self::make(p) == Some(make)).count();
    if count >= fewest(make) { count } else { 0 }
}

fn make(paragraph: &Paragraph) -> Option<Make> {
    if paragraph.heading {
        return None;
    }
    let text = paragraph.text();
    if text.starts_with(BARS) && text.chars().filter(|c| BARS.contains(c)).count() >= 2 {
        return Some(Make::Bars);
    }
    if text.contains('\t') {
        return Some(Make::Tabs);
    }
    (!text.contains('。') && gaps_of_spaces(&text).len() >= 2).then_some(Make::Spaces)
}

/// The table that these paragraphs are.
pub fn table(paragraphs: Vec<Paragraph>) -> Table {
    let Some(make) = paragraphs.first().and_then(make) else { return Table::default() };
    let (mut rows, mut ruled) = (Vec::with_capacity(paragraphs.len()), false);
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let text = paragraph.text();
        // |---|:---:| below the head of a Markdown table.
        if make == Make::Bars && text.contains('-') && text.chars().all(|c| BARS.contains(&c) || matches!(c, '-' | ':' | ' ')) {
            ruled |= at == 1;
            continue;
        }
        rows.push(cells(paragraph, &gaps(&text, make), make == Make::Bars));
    }
    // A row whose last cells are empty may stop early.
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns <= MOST_COLUMNS {
        rows.iter_mut().for_each(|row| row.resize(columns, Cell::new()));
    }
    let bare = |row: &Vec<Cell>| {
        row.iter().flatten().flat_map(|g| &g.runs).all(|r| r.facts.is_empty() && !r.text.contains(|c: char| c.is_ascii_digit()))
    };
    let head = if rows.len() > 1 && (ruled || bare(&rows[0])) { rows.remove(0) } else { Vec::new() };
    Table { head, rows }
}

/// What divides the cells.
fn gaps(text: &str, make: Make) -> Vec<Range<usize>> {
    match make {
        Make::Bars => text.match_indices(BARS).map(|(at, bar)| at..at + bar.len()).collect(),
        Make::Tabs => text.match_indices('\t').map(|(at, _)| at..at + 1).collect(),
        Make::Spaces => gaps_of_spaces(text),
    }
}

/// White space of two columns or more within a line.
fn gaps_of_spaces(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut from, mut width) = (Vec::new(), None, 0);
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            from.get_or_insert(at);
            width += if c == '\u{3000}' { 2 } else { 1 };
        } else {
            if let Some(from) = from.take().filter(|from| *from > 0 && width >= 2) {
                out.push(from..at);
            }
            width = 0;
        }
    }
    out
}

/// Cuts a paragraph at its gaps; bars stand around the row as well.
fn cells(paragraph: &Paragraph, gaps: &[Range<usize>], around: bool) -> Vec<Cell> {
    let mut out: Vec<Cell> = vec![Vec::new()];
    let (mut gap, mut start) = (0, 0);
    for group in &paragraph.groups {
        for run in &group.runs {
            let mut at = 0;
            while at < run.text.len() {
                let end = match gaps.get(gap) {
                    Some(g) if start + at >= g.start => {
                        at = (g.end - start).min(run.text.len());
                        if start + at >= g.end {
                            gap += 1;
                            out.push(Vec::new());
                        }
                        continue;
                    }
                    Some(g) => (g.start - start).min(run.text.len()),
                    None => run.text.len(),
                };
                let begins = if at == 0 { run.begins.clone() } else { Vec::new() };
                let piece = Run { text: run.text[at..end].to_owned(), begins, ..run.clone() };
                add(&mut out, group.citation, piece);
                at = end;
            }
            start += run.text.len();
        }
    }
    let empty = |cell: &Cell| cell.iter().flat_map(|g| &g.runs).all(|r| r.text.trim().is_empty());
    if around && out.first().is_some_and(empty) {
        out.remove(0);
    }
    if around && out.len() > 1 && out.last().is_some_and(empty) {
        out.pop();
    }
    out
}

fn add(cells: &mut [Cell], citation: Option<usize>, run: Run) {
    let Some(cell) = cells.last_mut() else { return };
    match cell.last_mut() {
        Some(group) if group.citation == citation => group.runs.push(run),
        _ => cell.push(Group { citation, runs: vec![run] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Paragraph {
        // Two runs, so that a cell reaches over a border between them.
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let run = |text: &str| Run { text: text.into(), ..Run::default() };
        Paragraph { groups: vec![Group { citation: None, runs: vec![run(&text[..half]), run(&text[half..])] }], ..Paragraph::default() }
    }

    fn paragraphs(text: &str) -> Vec<Paragraph> {
        text.lines().map(paragraph).collect()
    }

    fn words(row: &[Cell]) -> Vec<String> {
        let text = |c: &Cell| c.iter().flat_map(|g| &g.runs).map(|r| r.text.as_str()).collect::<String>();
        row.iter().map(|c| text(c).trim().to_owned()).collect()
    }

    #[test]
    fn rows_of_every_make_become_cells() {
        for (text, head, first) in [
            ("| 级别 | 标准 |\n|---|---|\n| 国家级 | 500 |", vec!["级别", "标准"], vec!["国家级", "500"]),
            ("序号\t对象\t上限\n1\t企业\t300\n2\t\t80", vec!["序号", "对象", "上限"], vec!["1", "企业", "300"]),
            ("事项　　时限    承诺\n设立    15    2\n变更    15    3", vec!["事项", "时限", "承诺"], vec!["设立", "15", "2"]),
            ("1\t甲\n2\t乙", vec![], vec!["1", "甲"]),
        ] {
            let all = paragraphs(text);
            assert_eq!(rows(&all), all.len(), "{text}");
            let table = table(all);
            assert_eq!(
                (words(&table.head), words(&table.rows[0])),
                (head.iter().map(|s| s.to_string()).collect(), first.iter().map(|s| s.to_string()).collect()),
                "{text}"
            );
        }
        assert_eq!(words(&table(paragraphs("1\t\t乙\n2\t丙")).rows[0]), ["1", "", "乙"]);
        assert_eq!(words(&table(paragraphs("1\t\t乙\n2\t丙")).rows[1]), ["2", "丙", ""]);
    }

    #[test]
    fn sentences_and_lists_of_names_are_no_table() {
        for text in ["甲局    乙局    丙局\n2024年1月1日", "第一段。\n第二段。", "| 只有一行 |", "", "甲  乙"] {
            assert_eq!(rows(&paragraphs(text)), 0, "{text}");
        }
    }

    #[test]
    fn no_words_are_lost() {
        for text in ["a|b||c\td", "|||", "x\t\t\ty", "  a  b   c"] {
            for make in [Make::Bars, Make::Tabs, Make::Spaces] {
                let p = paragraph(text);
                let solid =
                    |t: &str| t.chars().filter(|c| !(c.is_whitespace() || make == Make::Bars && BARS.contains(c))).collect::<String>();
                let kept: String = words(&cells(&p, &gaps(text, make), make == Make::Bars)).concat();
                assert_eq!(solid(&kept), solid(text), "{text} {make:?}");
            }
        }
    }
}

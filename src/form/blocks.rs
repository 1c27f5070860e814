//! Lines as headings, paragraphs and tables.
//!
//! Tables come in five makes: `| a | b |` (Markdown, box drawing), cells divided by tabs, cells divided by two or more
//! spaces, one cell a line with a tab before each (a Word document saved as text), and one cell a line without any mark,
//! which only a column 序号 gives away.

use super::lines::Line;
use super::parts::{Open, parts};
use super::table::{counted, table};
use super::types::Block;
use crate::clause::marker;
use crate::lexicon::forms::FormWords;
use crate::text::fold;
use crate::text::width::is_blank;

/// A longer line is no heading.
const LONGEST_HEADING: usize = 40;
/// A longer line with a full stop is a sentence.
const CLOSED_HEADING: usize = 20;
/// Lines that are looked ahead for the next cell of a table.
const AHEAD: usize = 6;
/// Most columns of a table whose cells stand on lines without a mark.
const MOST_COLUMNS: usize = 14;

/// The blocks of these lines.
pub(super) fn blocks(lines: &[Line], words: &FormWords) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let (mut at, mut notes) = (0, false);
    while let Some(line) = lines.get(at) {
        let found =
            piped(lines, at).or_else(|| tabbed(lines, at, words)).or_else(|| spaced(lines, at, words)).or_else(|| dumped(lines, at));
        if let Some((rows, end)) = found.filter(|(_, end)| *end > at) {
            tables(&rows, words, &mut out);
            at = end;
            continue;
        }
        let folded = line.folded();
        if is_heading(line, &folded, words) && !(notes && line.gap == 0) {
            notes = false;
            out.push(Block::Heading { text: line.text.trim().to_owned(), address: line.clause.clone() });
        } else {
            let heads = words.heads_notes(&folded);
            notes = heads || notes && line.gap == 0;
            let parts = parts(&line.text, words, if notes { Open::No } else { Open::Label });
            if !parts.is_empty() {
                out.push(Block::Paragraph { parts, note: notes });
            }
        }
        at += 1;
    }
    out
}

/// A numbered or short line that heads what follows: 一、基本情况, 表1 企业信息.
fn is_heading(line: &Line, folded: &str, words: &FormWords) -> bool {
    let short = folded.chars().count() <= LONGEST_HEADING;
    let numbered = line.clause.is_some() || is_numbered(folded);
    let open = parts(&line.text, words, Open::Label).iter().any(|p| !matches!(p, super::types::Part::Text { .. }));
    // （一）建设目标。
    let closed = line.clause.is_some() && folded.chars().count() <= CLOSED_HEADING && !folded.contains([',', ';']);
    let bare = if closed { folded.strip_suffix('。').unwrap_or(folded) } else { folded };
    short && numbered && !open && !bare.contains('。') && !bare.ends_with([';', ',', ':'])
}

/// Whether a folded line begins with a marker that no sentence begins with, or with 表1.
fn is_numbered(folded: &str) -> bool {
    let table =
        folded.strip_prefix('表').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)));
    table && folded.chars().count() <= 20 || marker::read(folded, |_| false).is_some_and(|m| m.sure)
}

/// Rows as tables; a row of one numbered cell is the heading of the table below it.
fn tables(rows: &[Vec<String>], words: &FormWords, out: &mut Vec<Block>) {
    let heading = |row: &[String]| {
        let mut filled = row.iter().filter(|c| !c.trim().is_empty());
        let only = filled.next().filter(|_| filled.next().is_none())?;
        let folded = fold(only);
        (row.len() == 1 && folded.chars().count() <= LONGEST_HEADING && is_numbered(&folded)).then(|| only.trim().to_owned())
    };
    let mut part: Vec<Vec<String>> = Vec::new();
    for row in rows {
        if let Some(text) = heading(row) {
            drawn(&std::mem::take(&mut part), words, out);
            out.push(Block::Heading { text, address: None });
        } else {
            part.push(row.clone());
        }
    }
    drawn(&part, words, out);
}

/// Rows as a table; cells that all stand alone and are not empty are lines.
fn drawn(rows: &[Vec<String>], words: &FormWords, out: &mut Vec<Block>) {
    if rows.iter().all(|r| matches!(r.as_slice(), [only] if !only.trim().is_empty())) {
        let lines = rows.iter().flatten().map(|text| parts(text, words, Open::Label));
        out.extend(lines.filter(|parts| !parts.is_empty()).map(|parts| Block::Paragraph { parts, note: false }));
    } else if !rows.iter().flatten().all(|c| c.trim().is_empty()) || rows.len() > 1 {
        out.push(Block::Table(table(rows, words)));
    }
}

type Found = Option<(Vec<Vec<String>>, usize)>;

const BARS: [char; 4] = ['|', '｜', '│', '┃'];

/// `| a | b |`; the rules between the rows are no text.
fn piped(lines: &[Line], at: usize) -> Found {
    let is_row = |l: &Line| {
        let text = l.text.trim();
        text.matches(BARS).count() >= 2 && (text.starts_with(BARS) || text.ends_with(BARS))
    };
    let is_rule = |l: &Line| {
        let text = l.text.trim();
        text.chars().count() > 1
            && text.chars().all(|c| matches!(c, '-' | '=' | ':' | '+' | ' ' | '\u{2500}'..='\u{257F}') || BARS.contains(&c))
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut end = at;
    while let Some(line) = lines.get(end).filter(|l| (end == at || l.gap == 0) && (is_row(l) || is_rule(l))) {
        if !is_rule(line) || is_empty_row(&line.text) {
            let text = line.text.trim();
            let text = text.strip_prefix(BARS).unwrap_or(text);
            let text = text.strip_suffix(BARS).unwrap_or(text);
            rows.push(text.split(BARS).map(|c| c.trim().to_owned()).collect());
        }
        end += 1;
    }
    (!rows.is_empty()).then_some((rows, end))
}

/// `|  |  |`: bars and nothing else.
fn is_empty_row(text: &str) -> bool {
    text.chars().all(|c| is_blank(c) || BARS.contains(&c)) && text.contains(' ')
}

/// Whether a line is one cell: a tab, and no other.
fn is_cell(line: &Line) -> bool {
    let text = line.text.trim_start_matches(|c: char| c != '\t' && is_blank(c));
    text.strip_prefix('\t').is_some_and(|rest| !rest.contains('\t'))
}

/// Cells with tabs, in rows or one on each line.
fn tabbed(lines: &[Line], at: usize, words: &FormWords) -> Found {
    if !lines.get(at)?.has_tab() {
        return None;
    }
    let ahead = |from: usize| lines[from..].iter().take(AHEAD).find(|l| l.has_tab());
    // One cell on each line, unless most lines have several.
    let run: Vec<&Line> =
        lines[at..].iter().enumerate().take_while(|(n, l)| l.has_tab() && (*n == 0 || l.gap < 2)).map(|(_, l)| l).collect();
    let singles = lines[at..]
        .iter()
        .take(200)
        .take_while(|l| l.gap < 2)
        .filter(|l| l.has_tab())
        .fold((0, 0), |(one, all), l| (one + usize::from(is_cell(l)), all + 1));
    if singles.0 * 2 < singles.1 {
        return Some(rows_of_tabs(&run, at));
    }
    let (mut rows, mut end): (Vec<Vec<String>>, usize) = (vec![Vec::new()], at);
    while let Some(line) = lines.get(end) {
        let last = rows.last().and_then(|r| r.last());
        if line.has_tab() {
            let new_row = line.gap > 0 && rows.last().is_some_and(|r| !r.is_empty());
            if new_row && line.gap >= 3 {
                break;
            }
            if new_row {
                rows.push(Vec::new());
            }
            let cells = line.text.trim_start_matches(|c: char| c != '\t' && is_blank(c)).trim_start_matches('\t');
            if let Some(row) = rows.last_mut() {
                row.extend(cells.split('\t').map(str::to_owned));
            }
        } else {
            // A second paragraph within the cell.
            let goes_on = line.gap <= 1 && last.is_some_and(|c| !c.trim().is_empty()) && line.clause.is_none();
            if !goes_on || words.heads_notes(&line.folded()) || ahead(end + 1).is_none() {
                break;
            }
            if let Some(cell) = rows.last_mut().and_then(|r| r.last_mut()) {
                cell.push('\n');
                cell.push_str(line.text.trim());
            }
        }
        end += 1;
    }
    // Paragraphs that are set in by a tab have no blank among them; each is a row of its own.
    let blank = |c: &String| c.trim().is_empty();
    let sentences = rows.iter().flatten().filter(|c| c.contains('。') || c.chars().count() > LONGEST_HEADING).count();
    let count = rows.iter().map(Vec::len).sum::<usize>();
    if !rows.iter().flatten().any(blank) && (sentences * 2 > count || count == 1) {
        rows = rows.into_iter().flatten().map(|c| vec![c]).collect();
    }
    Some((if rows.len() == 1 { paired(rows.remove(0)) } else { rows }, end))
}

/// Rows with a tab between the cells.
fn rows_of_tabs(run: &[&Line], at: usize) -> (Vec<Vec<String>>, usize) {
    let mut count = 1;
    let cells = |l: &Line| l.text.matches('\t').count();
    while let Some(line) = run.get(count) {
        if line.gap > 1 || line.gap == 1 && cells(line) != cells(run[count - 1]) {
            break;
        }
        count += 1;
    }
    let run = &run[..count];
    // A tab before every row only sets the table in.
    let set_in = run.iter().all(|l| l.text.trim_start_matches(' ').starts_with('\t'));
    let row = |l: &&Line| {
        let text = if set_in { l.text.trim_start_matches(' ').strip_prefix('\t').unwrap_or(&l.text) } else { &l.text };
        text.split('\t').map(str::to_owned).collect()
    };
    (run.iter().map(row).collect(), at + count)
}

/// Cells without rows: a row begins with the words that follow a blank.
fn paired(cells: Vec<String>) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    for cell in cells {
        let blank = |c: &String| c.trim().is_empty();
        match out.last_mut() {
            Some(row) if blank(&cell) || !row.last().is_some_and(blank) => row.push(cell),
            _ => out.push(vec![cell]),
        }
    }
    out
}

/// The pieces of a line between two or more spaces.
fn pieces(line: &str) -> Vec<String> {
    let (mut out, mut width): (Vec<String>, usize) = (Vec::new(), 2);
    for c in line.trim().chars() {
        if is_blank(c) {
            width += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        match out.last_mut() {
            Some(last) if width < 2 => {
                if width == 1 {
                    last.push(' ');
                }
                last.push(c);
            }
            _ => out.push(c.to_string()),
        }
        width = 0;
    }
    out
}

/// Columns set apart by spaces: heads, and below them rows or the numbers of rows.
fn spaced(lines: &[Line], at: usize, words: &FormWords) -> Found {
    let cut = |n: usize| -> Vec<String> {
        let Some(line) = lines.get(n).filter(|l| !l.has_tab()) else { return Vec::new() };
        let pieces = pieces(&line.text);
        let bare = |p: &String| {
            let folded = fold(p);
            words.whole_unit(&folded).is_none()
                && !folded.contains([':', '。'])
                && !p.chars().any(|c| words.tick(c).is_some() || words.draws_blank(c))
        };
        if pieces.iter().all(bare) { pieces } else { Vec::new() }
    };
    let heads = cut(at);
    let counts = heads.first().is_some_and(|h| fold(h) == "序号");
    if heads.len() < if counts { 2 } else { 3 } || heads.iter().all(|h| h.chars().count() == 1) {
        return None;
    }
    let mut rows = vec![heads];
    let mut end = at + 1;
    while let Some(line) = lines.get(end).filter(|l| l.gap <= 1) {
        let cells = cut(end);
        let first = fold(&line.text);
        let number = counts && (counted(&first) || first == "合计");
        let columns = rows[0].len();
        if cells.len() == columns {
            rows.push(cells);
        } else if number {
            rows.push(std::iter::once(line.text.trim().to_owned()).chain(std::iter::repeat_n(String::new(), columns - 1)).collect());
        } else {
            break;
        }
        end += 1;
    }
    (rows.len() >= if counts { 2 } else { 3 }).then_some((rows, end))
}

/// 序号, the other heads and the numbers of the rows, each on a line of its own.
fn dumped(lines: &[Line], at: usize) -> Found {
    let text = |n: usize| lines.get(n).filter(|l| !l.has_tab()).map(Line::folded).unwrap_or_default();
    if text(at) != "序号" {
        return None;
    }
    let short = |n: usize| !text(n).is_empty() && text(n).chars().count() <= 16 && !text(n).ends_with(['。', ';', ':']);
    let columns = (2..=MOST_COLUMNS).take_while(|w| short(at + w - 1) || *w == 2).find(|w| text(at + w) == "1")?;
    let cell = |n: usize| lines.get(n).map(|l| l.text.trim().to_owned()).unwrap_or_default();
    let mut rows = vec![(at..at + columns).map(cell).collect::<Vec<_>>()];
    let mut end = at + columns;
    while text(end) == rows.len().to_string() {
        let next = (rows.len() + 1).to_string();
        let found = (1..=columns).find(|w| text(end + w) == next);
        // The last row is as long as the one before.
        let before = if rows.len() > 1 { rows.last().map_or(1, |r: &Vec<String>| r.iter().filter(|c| !c.is_empty()).count()) } else { 1 };
        let take = found.unwrap_or(before);
        let mut row: Vec<String> = (end..end + take).map(cell).filter(|c| !c.is_empty()).collect();
        end += row.len().max(1);
        row.resize(columns, String::new());
        rows.push(row);
    }
    Some((rows, end))
}

//! Which lines are rows, and where their cells are.
//!
//! Rows are neighbouring lines of one clause or of its unnumbered paragraphs, all of the same make: `| a | b |`
//! (Markdown), cells divided by tabs, or cells divided by two or more spaces. Word documents saved as text put each
//! cell on a line of its own; these are read only when a column 序号 counts the rows.

use std::ops::Range;

use crate::clause::ClauseKind;
use crate::extract::reading::Reading;
use crate::text::width::is_blank;
use crate::text::{Span, fold};

/// One row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which reading it stands in (the first, when it reaches over several).
    pub reading: usize,
    /// Its place in the source.
    pub span: Span,
    /// The places of its cells, blanks at the ends left out.
    pub cells: Vec<Span>,
    /// Their words, folded.
    texts: Vec<String>,
    /// The ranges of the texts of the readings.
    lines: Vec<(usize, Range<usize>)>,
}

impl Row {
    fn new(source: &str, span: Span, cells: Vec<Span>, lines: Vec<(usize, Range<usize>)>) -> Self {
        let texts = cells.iter().map(|c| fold(c.of(source))).collect();
        Row { reading: lines.first().map_or(0, |(reading, _)| *reading), span, cells, texts, lines }
    }

    /// Whether all its cells stand in one clause.
    pub fn is_within_one_clause(&self) -> bool {
        self.lines.iter().all(|(reading, _)| *reading == self.reading)
    }

    /// The readings it reaches over.
    pub fn readings(&self) -> impl Iterator<Item = usize> + '_ {
        self.lines.iter().map(|(reading, _)| *reading)
    }

    /// The folded words of a cell.
    pub fn text(&self, n: usize) -> Option<&str> {
        self.texts.get(n).map(String::as_str)
    }
}

/// A table.
#[derive(Debug)]
pub struct Grid {
    /// The heads of the columns, from the first row or the first two; empty where no row is a head.
    pub heads: Vec<String>,
    /// The kinds below a head that reaches over several columns: 国家级 and 省级 below 补助标准; mostly empty.
    pub kinds: Vec<String>,
    /// The rows below the head.
    pub rows: Vec<Row>,
    /// The line above it: 单位：万元.
    pub caption: String,
    all: Vec<(usize, Range<usize>)>,
}

impl Grid {
    /// Where the table stands: in each reading one range.
    pub fn ranges(&self) -> Vec<(usize, Range<usize>)> {
        let mut out: Vec<(usize, Range<usize>)> = Vec::new();
        for (reading, range) in &self.all {
            match out.last_mut() {
                Some((last, whole)) if last == reading => whole.end = range.end.max(whole.end),
                _ => out.push((*reading, range.clone())),
            }
        }
        out
    }
}

/// How the cells of a row are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Make {
    Pipes,
    Tabs,
    Gaps,
}

/// A line of a reading.
struct Line<'a> {
    reading: usize,
    range: Range<usize>,
    span: Span,
    printed: &'a str,
    /// How its cells are divided, if it has several.
    make: Option<Make>,
    /// The clause, or the parent of its paragraphs.
    home: String,
}

/// A line with more characters in one cell is prose.
const LONGEST_HEAD: usize = 40;

/// The tables among the lines of the readings.
pub fn grids(source: &str, readings: &[Reading]) -> Vec<Grid> {
    let lines = lines(source, readings);
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = lines[at].make.map_or(at, |make| run(&lines, at, make));
        let grid = if end >= at + 2 { rows(source, &lines, at..end) } else { None };
        let (grid, end) = match grid {
            Some(grid) => (Some(grid), end),
            // A run that is no table is passed over whole, so that time stays linear.
            None => dump(source, &lines, at).map_or((None, end), |(grid, end)| (Some(grid), end)),
        };
        out.extend(grid);
        at = end.max(at + 1);
    }
    out
}

fn lines<'a>(source: &'a str, readings: &[Reading]) -> Vec<Line<'a>> {
    let mut out = Vec::new();
    for (n, reading) in readings.iter().enumerate().filter(|(_, r)| r.has_facts()) {
        let address = reading.clause.address.to_string();
        let home = match reading.clause.kind {
            ClauseKind::Paragraph => address.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned()),
            _ => address,
        };
        let mut start = 0;
        for line in reading.text().split('\n') {
            let range = start..start + line.len();
            start = range.end + 1;
            if line.is_empty() {
                continue;
            }
            let mut span = reading.span(range.clone());
            // Cells at the front may be empty.
            let front = source.get(..span.start).unwrap_or("");
            span.start = front.trim_end_matches(|c: char| c != '\n' && is_blank(c)).len();
            for span in physical(span, source) {
                let printed = span.of(source);
                out.push(Line { reading: n, range: range.clone(), span, printed, make: make(printed), home: home.clone() });
            }
        }
    }
    out
}

/// Rows between bars that were taken for the wrapped lines of one paragraph, one by one; any other line as it is.
fn physical(span: Span, source: &str) -> Vec<Span> {
    let printed = span.of(source);
    if !printed.contains('\n') || printed.lines().any(|l| !l.trim().is_empty() && !l.trim().starts_with(['|', '｜'])) {
        return vec![span];
    }
    let mut start = span.start;
    let lines = printed.split_inclusive('\n').map(|line| {
        let from = start;
        start += line.len();
        Span::new(from, from + line.trim_end().len())
    });
    lines.filter(|s| !s.is_empty()).collect()
}

fn make(printed: &str) -> Option<Make> {
    let line = printed.trim();
    let pipes = line.matches(['|', '｜']).count();
    if pipes >= 2 && (line.starts_with(['|', '｜']) || !line.contains('。')) {
        return Some(Make::Pipes);
    }
    if line.contains('\t') {
        return Some(Make::Tabs);
    }
    (gaps(line).len() >= 2 && !line.contains('。')).then_some(Make::Gaps)
}

/// The end of the run of rows of one make that begins at `at`.
fn run(lines: &[Line], at: usize, make: Make) -> usize {
    // Spaces divide many things; rows of a table have equally many cells.
    let width = |l: &Line| if make == Make::Gaps { gaps(l.printed).len() } else { 0 };
    let first = width(&lines[at]);
    at + lines[at..].iter().take_while(|l| l.make == Some(make) && l.home == lines[at].home && width(l) == first).count()
}

fn rows(source: &str, lines: &[Line], range: Range<usize>) -> Option<Grid> {
    let make = lines[range.start].make?;
    let mut rows: Vec<Row> = Vec::new();
    for line in &lines[range.clone()] {
        let cells = cells(line, make);
        // |---|---| below the head
        if make == Make::Pipes && cells.iter().all(|c| c.of(source).chars().all(|c| matches!(c, '-' | ':' | ' '))) {
            continue;
        }
        let span = Span::new(line.span.start + line.printed.len() - line.printed.trim_start().len(), line.span.end);
        rows.push(Row::new(source, span, cells, vec![(line.reading, line.range.clone())]));
    }
    let widest = rows.iter().map(|r| r.cells.len()).max()?;
    if make == Make::Gaps && widest < 3 && rows.len() < 3 {
        return None;
    }
    // 20　　年 on three lines is a blank of a form: cells between spaces need heads.
    finish(lines, range, rows).filter(|grid| make != Make::Gaps || !grid.heads.is_empty())
}

fn finish(lines: &[Line], range: Range<usize>, mut rows: Vec<Row>) -> Option<Grid> {
    let all: Vec<(usize, Range<usize>)> = rows.iter().flat_map(|r| r.lines.iter().cloned()).collect();
    let text = |row: &Row, n: usize| row.text(n).unwrap_or("").to_owned();
    let filled = |row: &Row| (0..row.cells.len()).filter(|n| !text(row, *n).is_empty()).count();
    let is_head = |row: &Row| {
        (0..row.cells.len()).all(|n| {
            let text = text(row, n);
            text.chars().count() <= LONGEST_HEAD && !super::column::is_value(&text) && !text.contains(['。', ';'])
        })
    };
    let (mut heads, mut kinds): (Vec<String>, Vec<String>) = Default::default();
    if rows.len() >= 2 && filled(&rows[0]) >= 2 && is_head(&rows[0]) {
        let first = rows.remove(0);
        heads = (0..first.cells.len()).map(|n| text(&first, n)).collect();
        // A second row of heads fills the gaps of the first: 补助标准 over 国家级 and 省级.
        let gaps = heads.iter().any(String::is_empty) || rows.first().is_some_and(|r| r.cells.len() > first.cells.len());
        if gaps && rows.len() >= 2 && is_head(&rows[0]) && text(&rows[0], 0).is_empty() {
            let second = rows.remove(0);
            let width = second.cells.len().max(heads.len());
            let mut over = String::new();
            kinds = (0..width).map(|n| text(&second, n)).collect();
            for (n, kind) in kinds.iter().enumerate() {
                match heads.get(n) {
                    Some(own) if !own.is_empty() => over.clone_from(own),
                    _ if kind.is_empty() => over.clear(),
                    Some(_) => heads[n].clone_from(&over),
                    None => heads.push(over.clone()),
                }
            }
        }
    }
    let above = range.start.checked_sub(1).and_then(|i| lines.get(i)).filter(|l| l.home == lines[range.start].home);
    let caption = above.map(|l| fold(l.printed)).filter(|c| c.chars().count() <= LONGEST_HEAD).unwrap_or_default();
    (!rows.is_empty()).then_some(Grid { heads, kinds, rows, caption, all })
}

fn cells(line: &Line, make: Make) -> Vec<Span> {
    let start = line.span.start;
    let inside = |from: usize, to: usize| {
        let text = &line.printed[from..to];
        let lead = text.len() - text.trim_start_matches(is_blank).len();
        Span::new(start + from + lead, start + from + lead + text.trim_matches(is_blank).len())
    };
    let divided = |divides: &dyn Fn(char) -> bool| {
        let mut out = Vec::new();
        let mut from = 0;
        for (at, c) in line.printed.char_indices().filter(|(_, c)| divides(*c)) {
            out.push(inside(from, at));
            from = at + c.len_utf8();
        }
        out.push(inside(from, line.printed.len()));
        out
    };
    match make {
        Make::Pipes => {
            let mut out = divided(&|c| matches!(c, '|' | '｜'));
            let trimmed = line.printed.trim();
            if trimmed.starts_with(['|', '｜']) {
                out.remove(0);
            }
            if trimmed.ends_with(['|', '｜']) {
                out.pop();
            }
            out
        }
        Make::Tabs => divided(&|c| c == '\t'),
        Make::Gaps => gaps(line.printed).into_iter().map(|r| inside(r.start, r.end)).collect(),
    }
}

/// The pieces of a line between two or more spaces; a full-width space counts as two.
fn gaps(line: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let (mut blanks, mut end) = (2, 0);
    for (at, c) in line.char_indices() {
        if is_blank(c) {
            blanks += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        match out.last_mut() {
            Some(last) if blanks < 2 => last.end = at + c.len_utf8(),
            _ => out.push(at..at + c.len_utf8()),
        }
        (blanks, end) = (0, at + c.len_utf8());
    }
    if let Some(last) = out.last_mut() {
        last.end = end;
    }
    out
}

/// A table whose cells stand on lines of their own: 序号, the other heads, 1, the cells of the first row, 2 ….
fn dump(source: &str, lines: &[Line], at: usize) -> Option<(Grid, usize)> {
    let first = lines.get(at)?;
    let same = |l: &&Line| l.home == first.home && l.make.is_none();
    let text = |i: usize| lines.get(i).filter(|l| same(l)).map(|l| fold(l.printed)).unwrap_or_default();
    if text(at) != "序号" {
        return None;
    }
    // The row number 1 ends the head.
    let width = (2..=12).find(|w| text(at + w) == "1")?;
    let mut rows: Vec<Row> = Vec::new();
    let mut from = at;
    loop {
        let block: Vec<&Line> = lines.get(from..from + width).unwrap_or_default().iter().filter(same).collect();
        let counted = rows.is_empty() || text(from) == rows.len().to_string();
        if block.len() < width || !counted {
            break;
        }
        let cells: Vec<Span> = block.iter().map(|l| l.span).collect();
        let span = Span::new(block.first()?.span.start, block.last()?.span.end);
        let own = block.iter().map(|l| (l.reading, l.range.clone())).collect();
        rows.push(Row::new(source, span, cells, own));
        from += width;
    }
    // Two counted rows at the least, and no cell left over before the next number.
    let next = rows.len().to_string();
    if rows.len() < 3 || (1..width).any(|i| text(from + i) == next) {
        return None;
    }
    finish(lines, at..from, rows).map(|grid| (grid, from))
}

//! A checked text as a document: links and marks in the text, the findings and the authorities as tables.

use docx_rs::{
    AlignmentType, Docx, Hyperlink, HyperlinkType, PageMargin, Paragraph, Run, RunFonts, Shading, Table, TableCell, TableRow, WidthType,
};

use super::{SCOPE, authority, notes, number, one_line, permalink, remarks, shown, summary};
use crate::cite::pieces::pieces;
use crate::cite::{Item, Level, Report};
use crate::export::ExportError;
use crate::extract::Target;

/// Widths in twentieths of a point: of the text, and of the columns of the two tables.
const WIDTH: usize = 9300;
const FOUND: [usize; 3] = [1500, 3000, 4800];
const CITED: [usize; 4] = [3600, 1900, 2000, 1800];

/// Writes the document; links lead to the pages of `site`.
///
/// # Errors
/// [`ExportError::Write`] when it cannot be packed.
pub fn docx(text: &str, report: &Report, site: &str) -> Result<Vec<u8>, ExportError> {
    let fonts = RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("仿宋");
    let mut docx = Docx::new()
        .page_margin(PageMargin::new().left(1300).right(1300).top(1300).bottom(1300))
        .default_fonts(fonts)
        .default_size(24)
        .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(words("引用核对结果").bold().size(32)))
        .add_paragraph(Paragraph::new().add_run(words(&summary(report)).bold()))
        .add_paragraph(Paragraph::new().add_run(words(SCOPE).size(20)));
    docx = docx.add_paragraph(heading("正文"));
    for paragraph in body(text, report, site) {
        docx = docx.add_paragraph(paragraph);
    }
    docx = docx.add_paragraph(heading("核对结果"));
    let items = report.worst_first();
    if items.is_empty() {
        docx = docx.add_paragraph(Paragraph::new().add_run(words("没有找到引用和引文。")));
    } else {
        let rows = items.iter().map(|i| found(i, site)).collect();
        docx = docx.add_table(table(head(&["结果", "文字", "说明"], &FOUND), rows, &FOUND));
    }
    if !report.authorities.is_empty() {
        docx = docx.add_paragraph(heading("引用文件清单"));
        let row = |a: &crate::cite::Authority| {
            let (number, clauses, state) = authority(a);
            let link = a.policy.clone().map(|policy| permalink(site, &Target { policy, address: String::new() }));
            let title = match link {
                Some(link) => {
                    Paragraph::new().add_hyperlink(Hyperlink::new(link, HyperlinkType::External).add_run(linked(&a.title).size(20)))
                }
                None => small(&a.title),
            };
            cells([title, small(&number), small(&clauses), small(&state)], &CITED)
        };
        let rows = report.authorities.iter().map(row).collect();
        docx = docx.add_table(table(head(&["文件", "文号", "引用的条款", "状态"], &CITED), rows, &CITED));
    }
    if !report.asides.is_empty() {
        let names: Vec<String> = report.asides.iter().map(|a| one_line(&a.quote)).collect();
        docx = docx.add_paragraph(small(&format!("不作核对的名称：{}", names.join("、"))));
    }
    let mut out = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut out).map_err(|e| ExportError::Write { format: "docx", reason: e.to_string() })?;
    Ok(out.into_inner())
}

/// The text, a paragraph for each line.
fn body(text: &str, report: &Report, site: &str) -> Vec<Paragraph> {
    let mut out = vec![Paragraph::new()];
    for piece in pieces(text, report) {
        let item = shown(&piece, report);
        for (n, line) in piece.span.of(text).split('\n').enumerate() {
            if n > 0 {
                out.push(Paragraph::new());
            }
            if line.is_empty() {
                continue;
            }
            let last = out.pop().unwrap_or_default();
            let run = match &item {
                Some(item) => coloured(words(line), item.outcome().level()),
                None => words(line),
            };
            out.push(match item.as_ref().and_then(Item::target) {
                Some(t) => last.add_hyperlink(Hyperlink::new(permalink(site, t), HyperlinkType::External).add_run(run.underline("single"))),
                None => last.add_run(run),
            });
        }
        for note in notes(&piece, report) {
            if let Some(last) = out.pop() {
                out.push(last.add_run(coloured(words(&note), Level::Wrong).size(18)));
            }
        }
    }
    out
}

fn coloured(run: Run, level: Level) -> Run {
    match level {
        Level::Wrong => run.color("B3261E").bold(),
        Level::Unchecked => run.color("8A5A00"),
        Level::Doubtful => run.color("5B3A8C"),
        Level::Right => run.color("1B5FAA"),
    }
}

fn linked(text: &str) -> Run {
    words(text).color("1B5FAA").underline("single")
}

/// A row of the findings.
fn found(item: &Item<'_>, site: &str) -> TableRow {
    let outcome = coloured(words(&format!("{} {}", number(item), item.outcome().label())), item.outcome().level()).size(20);
    let mut why = Paragraph::new().add_run(words(&remarks(item).join("；")).size(20));
    if let Some(target) = item.target() {
        why = why.add_hyperlink(Hyperlink::new(permalink(site, target), HyperlinkType::External).add_run(linked("（原文）").size(20)));
    }
    cells([Paragraph::new().add_run(outcome), small(&one_line(item.quote())), why], &FOUND)
}

fn head(names: &[&str], widths: &[usize]) -> TableRow {
    let shaded = |(name, width): (&&str, &usize)| {
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .shading(Shading::new().fill("EEEEEE"))
            .add_paragraph(Paragraph::new().add_run(words(name).bold().size(20)))
    };
    TableRow::new(names.iter().zip(widths).map(shaded).collect())
}

fn cells<const N: usize>(paragraphs: [Paragraph; N], widths: &[usize]) -> TableRow {
    TableRow::new(paragraphs.into_iter().zip(widths).map(|(p, w)| TableCell::new().width(*w, WidthType::Dxa).add_paragraph(p)).collect())
}

fn table(head: TableRow, mut rows: Vec<TableRow>, widths: &[usize]) -> Table {
    rows.insert(0, head);
    Table::new(rows).set_grid(widths.to_vec()).width(WIDTH, WidthType::Dxa)
}

fn heading(text: &str) -> Paragraph {
    Paragraph::new().outline_lvl(0).keep_next(true).add_run(words(text).bold().size(28))
}

fn small(text: &str) -> Paragraph {
    Paragraph::new().add_run(words(text).size(20))
}

/// Words without the characters that XML 1.0 forbids (section 2.2).
fn words(text: &str) -> Run {
    let printable: String = text.chars().filter(|c| (!c.is_control() || *c == '\t') && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    Run::new().add_text(printable)
}

//! A comparison as a workbook: the table, every value in a typed cell, and the sources.

use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

use super::{DIGEST, Export, ExportError, Record, silence};
use crate::compare::value;
use crate::extract::{Fact, FactKind};

/// The sheet that [`super::verify`] reads.
pub const RECORDS: &str = "明细";
const TABLE: &str = "对照";
const SOURCES: &str = "来源";

/// The heads of the sheet 明细: the fields of [`Record::HEAD`] in Chinese, in the same order, then those of one value.
pub const HEADS: [&str; 17] = [
    "主题编号",
    "主题",
    "地区",
    "状态",
    "文件编号",
    "条款地址",
    "数值",
    "条款原文",
    "文本性质",
    "说明",
    "文件标题",
    "文号",
    "条款",
    "提取规则",
    "文件 SHA-256",
    "获取日期",
    "来源网址",
];
const VALUE_HEADS: [&str; 5] = ["类别", "金额（元）", "比例", "数量", "日期"];

/// Most characters that a spreadsheet holds in one cell.
const MOST_CHARS: usize = 32_000;

/// Writes the workbook.
///
/// # Errors
/// [`ExportError::Write`] when the table is larger than a workbook can be.
pub fn comparison(export: &Export) -> Result<Vec<u8>, ExportError> {
    workbook(export).map_err(|e| ExportError::Write { format: "xlsx", reason: e.to_string() })
}

/// Looks of the cells.
struct Looks {
    head: Format,
    text: Format,
    link: Format,
    quiet: Format,
    money: Format,
    ratio: Format,
    number: Format,
    date: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        Looks {
            head: cell().set_bold().set_background_color(0x00F1_EFE9),
            text: cell(),
            link: cell().set_font_color(0x001D_4F7C),
            quiet: cell().set_font_color(0x006F_6C65).set_italic(),
            money: cell().set_num_format("#,##0"),
            ratio: cell().set_num_format("0.##%"),
            number: cell().set_num_format("#,##0.##"),
            date: cell().set_num_format("yyyy-mm-dd"),
        }
    }
}

fn workbook(export: &Export) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    table(export, &looks, book.add_worksheet())?;
    records(export, &looks, book.add_worksheet())?;
    sources(export, &looks, book.add_worksheet())?;
    book.save_to_buffer()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(MOST_CHARS) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn head(sheet: &mut Worksheet, name: &str, heads: &[&str], widths: &[f64], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_landscape().set_print_fit_to_pages(1, 0).set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?;
    for (column, (head, width)) in (0..).zip(heads.iter().zip(widths)) {
        sheet.write_string_with_format(0, column, *head, &looks.head)?.set_column_width(column, *width)?;
    }
    Ok(())
}

/// Topics as rows, places as columns; a cell leads to its first record.
fn table(export: &Export, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let comparison = export.comparison;
    let heads: Vec<&str> = std::iter::once("主题").chain(comparison.columns.iter().map(|c| c.label.as_str())).collect();
    let widths: Vec<f64> = std::iter::once(16.0).chain(comparison.columns.iter().map(|_| 44.0)).collect();
    head(sheet, TABLE, &heads, &widths, looks)?;
    let mut record = 1;
    let mut lines = export.facts.iter().map(|f| f.len().max(1));
    for (line, row) in (1..).zip(&comparison.rows) {
        sheet.write_string_with_format(line, 0, &row.label, &looks.head)?;
        for (column, cell) in (1..).zip(&row.cells) {
            let first = record;
            for _ in 0..cell.entries.len().max(1) {
                record += lines.next().unwrap_or(1);
            }
            let entries = cell.entries.iter().map(|e| {
                let value = if e.value.is_empty() { String::new() } else { format!("{}\n", e.value) };
                let digest = if e.text_status == crate::policy::TextStatus::Digest { format!("　{DIGEST}") } else { String::new() };
                format!("{value}“{}”\n{} {}{digest}", e.quote, e.policy, e.address.native())
            });
            let words: Vec<String> = Some(silence(cell)).filter(|s| !s.is_empty()).into_iter().chain(entries).collect();
            let words = cut(&words.join("\n\n"));
            if cell.entries.is_empty() {
                sheet.write_string_with_format(line, column, words, &looks.quiet)?;
            } else {
                let target = Url::new(format!("internal:'{RECORDS}'!A{}", first + 1)).set_text(words);
                sheet.write_url_with_format(line, column, target, &looks.link)?;
            }
        }
    }
    Ok(())
}

/// One line for each value of each record, so that every value has a typed cell of its own.
fn records(export: &Export, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heads: Vec<&str> = HEADS.iter().chain(&VALUE_HEADS).copied().collect();
    let widths = [14., 16., 12., 8., 18., 14., 28., 60., 12., 16., 36., 22., 16., 18., 20., 12., 28., 8., 16., 10., 10., 12.];
    head(sheet, RECORDS, &heads, &widths, looks)?;
    let mut line = 1;
    for (record, facts) in export.records.iter().zip(&export.facts) {
        for fact in facts.iter().map(Some).chain(facts.is_empty().then_some(None)) {
            for (column, field) in (0..).zip(record.fields()) {
                let link = match Record::HEAD[usize::from(column)] {
                    "address" if !field.is_empty() => {
                        export.origin.as_ref().map(|origin| format!("{origin}/p/{}/{}", record.policy, record.address))
                    }
                    "policy" if !field.is_empty() => {
                        let at = export.sources.iter().position(|s| s.policy == record.policy);
                        at.map(|at| format!("internal:'{SOURCES}'!A{}", at + 2))
                    }
                    _ => None,
                };
                match link {
                    Some(link) => sheet.write_url_with_format(line, column, Url::new(link).set_text(field), &looks.link)?,
                    None => sheet.write_string_with_format(line, column, cut(&field), &looks.text)?,
                };
            }
            if let Some(fact) = fact {
                typed(sheet, line, HEADS.len() as u16, fact, looks)?;
            }
            line += 1;
        }
    }
    sheet.autofilter(0, 0, line.max(2) - 1, (heads.len() - 1) as u16)?;
    Ok(())
}

/// The value in the column of its kind; what fits none of them is said in words.
fn typed(sheet: &mut Worksheet, line: u32, first: u16, fact: &Fact, looks: &Looks) -> Result<(), XlsxError> {
    sheet.write_string_with_format(line, first, value::plain(fact).to_string(), &looks.text)?;
    let number = || fact.value.parse::<f64>().unwrap_or_default();
    match fact.kind {
        FactKind::Money if fact.currency.is_none() => sheet.write_number_with_format(line, first + 1, number(), &looks.money)?,
        FactKind::Ratio => sheet.write_number_with_format(line, first + 2, number(), &looks.ratio)?,
        FactKind::Count => sheet.write_number_with_format(line, first + 3, number(), &looks.number)?,
        FactKind::Date => match ExcelDateTime::parse_from_str(&fact.value) {
            Ok(date) => sheet.write_datetime_with_format(line, first + 4, date, &looks.date)?,
            Err(_) => sheet.write_string_with_format(line, first + 4, &fact.value, &looks.text)?,
        },
        FactKind::Money | FactKind::Duration | FactKind::Recurring => sheet,
    };
    Ok(())
}

fn sources(export: &Export, looks: &Looks, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let heads = [
        "文件编号",
        "标题",
        "文号",
        "发文机关",
        "地区",
        "成文日期",
        "施行日期",
        "有效期至",
        "文本性质",
        "文件",
        "SHA-256",
        "获取日期",
        "来源网址",
    ];
    head(sheet, SOURCES, &heads, &[18., 44., 24., 24., 12., 12., 12., 12., 12., 26., 66., 12., 40.], looks)?;
    for (line, s) in (1..).zip(&export.sources) {
        let fields = [
            &s.policy,
            &s.title,
            &s.number,
            &s.issuers,
            &s.place,
            &s.issued,
            &s.effective,
            &s.expires,
            &s.text_status,
            &s.path,
            &s.sha256,
            &s.retrieved,
            &s.source_url,
        ];
        for (column, field) in (0..).zip(fields) {
            sheet.write_string_with_format(line, column, cut(field), &looks.text)?;
        }
        if let Some(origin) = &export.origin {
            let page = Url::new(format!("{origin}/p/{}", s.policy)).set_text(&s.policy);
            sheet.write_url_with_format(line, 0, page, &looks.link)?;
        }
    }
    Ok(())
}

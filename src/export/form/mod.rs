//! A form of an attachment as a file to fill in: a document, a workbook, plain text.
//!
//! Every file says where the form comes from and that it is rebuilt from the text of the source, so that nobody takes it
//! for the original.

pub mod docx;
pub mod text;
pub mod xlsx;

use serde::Serialize;

use super::Source;
use crate::form::{Cell, Form, Part};
use crate::index::PolicyRecord;

/// What stands in every file.
pub const REBUILT: &str = "本表由文件的文本重新排出，格式可能与原件不同，以原件为准。";

/// A form with its source.
#[derive(Clone, Debug, Serialize)]
pub struct FormFile {
    /// The form.
    #[serde(flatten)]
    pub form: Form,
    /// The document it is attached to.
    pub source: Source,
    /// [`REBUILT`].
    pub remark: &'static str,
}

impl FormFile {
    /// With the source of a stored policy.
    pub fn new(form: Form, record: &PolicyRecord) -> Self {
        FormFile { form, source: Source::of(record), remark: REBUILT }
    }

    /// Where it comes from, in a sentence: title, number, attachment, file hash, date of retrieval.
    pub fn origin(&self) -> String {
        let s = &self.source;
        let number = if s.number.is_empty() { String::new() } else { format!("（{}）", s.number) };
        let mut known = vec![format!("来源：{}{number}{}", s.title, self.form.address.native().trim())];
        known.push(format!("条款地址 {}", self.place()));
        known.push(format!("文件 SHA-256 {}", s.sha256));
        if !s.retrieved.is_empty() {
            known.push(format!("获取日期 {}", s.retrieved));
        }
        if !s.source_url.is_empty() {
            known.push(s.source_url.clone());
        }
        format!("{}。", known.join("；"))
    }

    /// The document and the attachment: yunnan/2019-plan att1.
    pub fn place(&self) -> String {
        format!("{} {}", self.source.policy, self.form.address).trim_end().to_owned()
    }

    /// A name for the file, without its ending: title and place, without signs that file systems refuse.
    pub fn name(&self) -> String {
        let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '（' | '）') { c } else { '-' };
        let title: String = self.form.title.chars().take(40).map(plain).collect();
        format!("{}-{title}", self.place().chars().map(plain).collect::<String>())
    }
}

/// Parts as they are printed to be filled in: a blank is room between words, a drawn line in a sentence.
pub(super) fn printed(parts: &[Part]) -> String {
    let show = |p: &Part| match p {
        Part::Text { text } => text.clone(),
        Part::Blank { width } => "\u{3000}".repeat((*width / 2).clamp(1, 12)),
        Part::Box { ticked, .. } => if *ticked { "☑" } else { "□" }.to_owned(),
        Part::Break => "\n".to_owned(),
    };
    parts.iter().map(show).collect()
}

/// How wide each column should be, in parts of `whole`: as wide as its longest label needs, what is filled in twice as much.
pub(super) fn widths(table: &crate::form::Table, whole: usize) -> Vec<usize> {
    let chars = |c: &Cell| crate::form::words(&c.parts).chars().count().clamp(2, 14);
    let mut need = vec![3usize; table.columns.max(1)];
    for cell in table.rows.iter().flat_map(|r| &r.cells) {
        let each = chars(cell).div_ceil(cell.columns.max(1));
        for at in cell.column..cell.column + cell.columns {
            if let Some(need) = need.get_mut(at) {
                *need = (*need).max(each);
            }
        }
    }
    let sum: usize = need.iter().sum();
    need.iter().map(|n| (n * whole / sum.max(1)).max(1)).collect()
}

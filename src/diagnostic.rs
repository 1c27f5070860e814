//! A warning with a place, drawn with a caret that knows Chinese is wide.

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;
use utoipa::ToSchema;

use crate::text::Span;

/// What a warning is about. The names are part of the JSON contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// A number is skipped between two siblings: 3、 is followed by 5、.
    MissingNumber,
    /// Two siblings carry the same number.
    DuplicateNumber,
    /// An unmarked line was taken for the heading whose number is missing.
    InferredHeading,
    /// Some bytes had no character in the file's encoding.
    LossyDecoding,
    /// A conversion changed the number of characters and was done one by one.
    ConversionMismatch,
    /// The manifest beside the document has a row that was not understood.
    Manifest,
    /// A bound on size or depth was reached; the rest is kept as plain text.
    Limit,
    /// Something is due on a day whose year is not printed: 9月底前.
    UnknownYear,
}

impl WarningKind {
    /// Every kind.
    pub const ALL: [WarningKind; 8] = [
        WarningKind::MissingNumber,
        WarningKind::DuplicateNumber,
        WarningKind::InferredHeading,
        WarningKind::LossyDecoding,
        WarningKind::ConversionMismatch,
        WarningKind::Manifest,
        WarningKind::Limit,
        WarningKind::UnknownYear,
    ];

    /// The kind as in JSON: `missing_number`.
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// The kind in plain Chinese.
    pub fn label(self) -> &'static str {
        match self {
            WarningKind::MissingNumber => "编号跳号",
            WarningKind::DuplicateNumber => "编号重复",
            WarningKind::InferredHeading => "推断的标题",
            WarningKind::LossyDecoding => "有无法解码的字节",
            WarningKind::ConversionMismatch => "繁简转换字数不符",
            WarningKind::Manifest => "说明文件有误",
            WarningKind::Limit => "超出处理上限",
            WarningKind::UnknownYear => "日期未写年份",
        }
    }
}

/// A warning: nothing was lost, but a reader should look at the place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Warning {
    /// What it is about.
    pub kind: WarningKind,
    /// The clause it belongs to, empty when it concerns the whole document.
    pub address: String,
    /// What was found and what was expected, in English: `三、 follows 一、`.
    pub detail: String,
    /// The place in the source text.
    pub span: Span,
}

impl Warning {
    /// Line and column of the place in `source`, counted from 1; a column is a character.
    pub fn place(&self, source: &str) -> (usize, usize) {
        let before = &source[..floor(source, self.span.start)];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    /// Draws the warning under its line of `source`.
    ///
    /// ```
    /// use tiaoli::diagnostic::{Warning, WarningKind};
    /// use tiaoli::text::Span;
    /// let source = "一、总则\n三、附则\n";
    /// let warning = Warning { kind: WarningKind::MissingNumber, address: "3".into(), detail: "三、 follows 一、".into(), span: Span::new(13, 19) };
    /// assert_eq!(warning.draw("a.txt", source), "\
    /// warning[missing_number]: 三、 follows 一、
    ///   a.txt:2:1
    ///   |
    /// 2 | 三、附则
    ///   | ^^^^
    /// ");
    /// ```
    pub fn draw(&self, file: &str, source: &str) -> String {
        let start = floor(source, self.span.start);
        let line_start = source[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = source[start..].find('\n').map_or(source.len(), |i| start + i);
        let end = floor(source, self.span.end).clamp(start, line_end);
        let (number, column) = self.place(source);
        let line: String = source[line_start..line_end].replace('\t', " ");
        let before = source[line_start..start].replace('\t', " ");
        let margin = " ".repeat(number.to_string().len());
        let kind = self.kind.name();
        let carets = "^".repeat(source[start..end].width().max(1));
        format!(
            "warning[{kind}]: {}\n{margin} {file}:{number}:{column}\n{margin} |\n{number} | {line}\n{margin} | {}{carets}\n",
            self.detail,
            " ".repeat(before.width()),
        )
    }
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

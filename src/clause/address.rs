//! The address of a clause: stable, printed in URLs, parsed once at the edge.
//!
//! `5/2/3` is 五、（二）3.; `art-12/1/3` is 第十二条（一）3.; `art-4/p1/4` is 第四条第一款第（四）项;
//! `att1/…` lies in the first attachment; parts carry their names. The native forms that people
//! write (第五条第二款第（一）项, 五（二）3, 三、（二）) are read as well.
//!
//! A file may hold several documents without calling any of them an attachment: two notices one after
//! the other, a policy and its 解读. The first keeps plain addresses, so that they do not change when
//! something is appended to the file; the second has the prefix `doc2/`, as an attachment has `att1/`.
//! A suffix `~2` on each number would tear the second document apart (`1~2`, but `9` if the first has
//! only eight clauses), and its 本办法第五条 could not be told from that of the first.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::{fold, numeral, pattern};

/// A named part of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// 印发通知
    Notice,
    /// 标题
    Title,
    /// 主送机关
    Salutation,
    /// 序言
    Preamble,
    /// 署名和成文日期
    Signature,
    /// 附件说明
    AttachmentList,
    /// 版记
    Imprint,
}

impl Part {
    /// All parts, in the order of a document.
    pub const ALL: [Part; 7] =
        [Part::Notice, Part::Title, Part::Salutation, Part::Preamble, Part::Signature, Part::AttachmentList, Part::Imprint];

    /// The name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Notice => "notice",
            Part::Title => "title",
            Part::Salutation => "salutation",
            Part::Preamble => "preamble",
            Part::Signature => "signature",
            Part::AttachmentList => "attlist",
            Part::Imprint => "imprint",
        }
    }

    /// The name for readers.
    pub fn label(self) -> &'static str {
        match self {
            Part::Notice => "印发通知",
            Part::Title => "标题",
            Part::Salutation => "主送机关",
            Part::Preamble => "序言",
            Part::Signature => "署名",
            Part::AttachmentList => "附件说明",
            Part::Imprint => "版记",
        }
    }
}

/// One step of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepKind {
    /// `doc2`: the second document of a file; the first has no such step.
    Document(u32),
    /// `notice`, `title` …
    Part(Part),
    /// `att2`
    Attachment(u32),
    /// `art-12`, `art-12-1` for 第十二条之一
    Article(u32, u32),
    /// `5`
    Number(u32),
    /// `p2`
    Paragraph(u32),
}

/// A step, and which of several with the same printed number it is (`~2` for the second).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Step {
    /// What it names.
    pub kind: StepKind,
    /// 1, or 2 for the second with this number.
    pub nth: u32,
}

impl From<StepKind> for Step {
    fn from(kind: StepKind) -> Self {
        Step { kind, nth: 1 }
    }
}

/// The address of a clause within its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[schema(value_type = String, example = "5/2/3")]
#[serde(try_from = "String", into = "String")]
pub struct ClauseAddress(Vec<Step>);

/// Why a text is no address.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no clause address; expected a form such as 5/2/3, art-12/p1/3, att1/2 or 第五条第二款第（一）项")]
pub struct BadAddress(String);

impl ClauseAddress {
    /// An address from its steps.
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        ClauseAddress(steps.into_iter().collect())
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// This address with one more step.
    pub fn child(&self, step: impl Into<Step>) -> Self {
        let mut steps = self.0.clone();
        steps.push(step.into());
        ClauseAddress(steps)
    }

    /// The address one step up; none at the top.
    pub fn parent(&self) -> Option<Self> {
        (self.0.len() > 1).then(|| ClauseAddress(self.0[..self.0.len() - 1].to_vec()))
    }

    /// Whether `other` lies below this address.
    pub fn is_ancestor_of(&self, other: &ClauseAddress) -> bool {
        self.0.len() < other.0.len() && other.0.starts_with(&self.0)
    }

    /// How many steps lie above the last one; 0 at the top.
    pub fn depth(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// Whether `other` lies below this address, or this is the whole document.
    pub fn holds(&self, other: &ClauseAddress) -> bool {
        self.0.is_empty() || self.is_ancestor_of(other)
    }

    /// The part, when the address is one (inside an attachment too).
    pub fn part(&self) -> Option<Part> {
        match self.0.last()?.kind {
            StepKind::Part(part) => Some(part),
            _ => None,
        }
    }

    /// The number of the attachment this address lies in.
    pub fn attachment(&self) -> Option<u32> {
        match self.scope().last()?.kind {
            StepKind::Attachment(n) => Some(n),
            _ => None,
        }
    }

    /// The steps that say which document and which attachment this address lies in: `doc2/att1` of
    /// `doc2/att1/3/2`, nothing of `3/2`. What a text says of itself (本办法第五条) is meant within them.
    pub fn scope(&self) -> &[Step] {
        let inside = |s: &Step| matches!(s.kind, StepKind::Document(_) | StepKind::Attachment(_));
        &self.0[..self.0.iter().take_while(|s| inside(s)).count()]
    }

    /// The form people write: 第五条第二款第（一）项 for articles, 五（二）3 for outlines, 附件1 一（二）.
    ///
    /// ```
    /// use tiaoli::clause::ClauseAddress;
    /// let native = |a: &str| a.parse::<ClauseAddress>().unwrap().native();
    /// assert_eq!(native("5/2/3"), "五、（二）3.");
    /// assert_eq!(native("art-4/p1/4"), "第四条第一款第（四）项");
    /// assert_eq!(native("att1/3/3"), "附件1 三、（三）");
    /// ```
    pub fn native(&self) -> String {
        let mut out = String::new();
        let mut level = 0;
        let in_article = self.0.iter().any(|s| matches!(s.kind, StepKind::Article(..)));
        for step in &self.0 {
            match step.kind {
                StepKind::Part(part) => out.push_str(part.label()),
                StepKind::Document(n) => out.push_str(&format!("文件{n} ")),
                StepKind::Attachment(n) => out.push_str(&format!("附件{n} ")),
                StepKind::Article(n, 0) => out.push_str(&format!("第{}条", numeral::to_chinese(n))),
                StepKind::Article(n, sub) => out.push_str(&format!("第{}条之{}", numeral::to_chinese(n), numeral::to_chinese(sub))),
                StepKind::Paragraph(n) => out.push_str(&format!("第{}款", numeral::to_chinese(n))),
                StepKind::Number(n) => {
                    level += 1;
                    out.push_str(&match (in_article, level) {
                        (true, 1) => format!("第（{}）项", numeral::to_chinese(n)),
                        (true, 2) => format!("第{n}目"),
                        (false, 1) => format!("{}、", numeral::to_chinese(n)),
                        (false, 2) => format!("（{}）", numeral::to_chinese(n)),
                        (false, 3) => format!("{n}."),
                        _ => format!("（{n}）"),
                    });
                }
            }
            if step.nth > 1 {
                out.push_str(&format!("［第{}处］", step.nth));
            }
        }
        out.trim_end().to_owned()
    }

    /// Reads the forms people write.
    fn from_native(text: &str) -> Option<Self> {
        // 附件1 第三条（二） / 第五条第二款第（一）项第2目 / 第三部分第（二）条 / 三、（二）1.
        static STEP: LazyLock<Regex> = LazyLock::new(|| {
            pattern(
                r"(?x) ^(?:
                  (?P<part>印发通知|标题|主送机关|序言|署名|附件说明|版记)
                | \[第(?P<nth>[0-9]+)处\]
                | 文件(?P<doc>[0-9]+)
                | 附件(?P<att>[0-9]+|[一二三四五六七八九十]*)[::]?
                | 第(?P<art>[0-9零〇一二三四五六七八九十百千两]+)条(?:之(?P<sub>[0-9一二三四五六七八九十]+))?
                | 第?(?P<para>[0-9零〇一二三四五六七八九十百千]+)(?:款|自然段)
                | 第?\(?(?P<item>[0-9零〇一二三四五六七八九十百千]+)\)?(?:部分|点|项|目|、|\.|条)?
                )",
            )
        });
        let folded = fold(text);
        let mut rest = folded.as_str();
        let mut steps: Vec<Step> = Vec::new();
        while !rest.is_empty() {
            let found = STEP.captures(rest)?;
            let number = |name: &str| found.name(name).map(|m| numeral::integer(m.as_str()).and_then(|n| u32::try_from(n).ok()));
            let kind = if let Some(part) = found.name("part") {
                StepKind::Part(Part::ALL.into_iter().find(|p| p.label() == part.as_str())?)
            } else if let Some(nth) = number("nth") {
                steps.last_mut()?.nth = nth.filter(|n| *n > 1)?;
                rest = &rest[found.get(0)?.end()..];
                continue;
            } else if let Some(document) = number("doc") {
                StepKind::Document(document?)
            } else if let Some(att) = found.name("att") {
                StepKind::Attachment(if att.is_empty() { 1 } else { number("att")?? })
            } else if let Some(article) = number("art") {
                StepKind::Article(article?, number("sub").flatten().unwrap_or(0))
            } else if let Some(paragraph) = number("para") {
                StepKind::Paragraph(paragraph?)
            } else {
                StepKind::Number(number("item")??)
            };
            steps.push(Step::from(kind));
            rest = &rest[found.get(0)?.end()..];
        }
        (!steps.is_empty()).then_some(ClauseAddress(steps))
    }
}

impl fmt::Display for ClauseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("/")?;
            }
            match step.kind {
                StepKind::Part(part) => f.write_str(part.as_str())?,
                StepKind::Document(n) => write!(f, "doc{n}")?,
                StepKind::Attachment(n) => write!(f, "att{n}")?,
                StepKind::Article(n, 0) => write!(f, "art-{n}")?,
                StepKind::Article(n, sub) => write!(f, "art-{n}-{sub}")?,
                StepKind::Number(n) => write!(f, "{n}")?,
                StepKind::Paragraph(n) => write!(f, "p{n}")?,
            }
            if step.nth > 1 {
                write!(f, "~{}", step.nth)?;
            }
        }
        Ok(())
    }
}

impl FromStr for ClauseAddress {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        fn step(text: &str) -> Option<Step> {
            let (name, nth) = match text.split_once('~') {
                Some((name, nth)) => (name, nth.parse().ok().filter(|n| *n > 1)?),
                None => (text, 1),
            };
            let kind = if let Some(part) = Part::ALL.into_iter().find(|p| p.as_str() == name) {
                StepKind::Part(part)
            } else if let Some(n) = name.strip_prefix("doc") {
                StepKind::Document(n.parse().ok()?)
            } else if let Some(n) = name.strip_prefix("att") {
                StepKind::Attachment(n.parse().ok()?)
            } else if let Some(article) = name.strip_prefix("art-") {
                match article.split_once('-') {
                    Some((n, sub)) => StepKind::Article(n.parse().ok()?, sub.parse().ok()?),
                    None => StepKind::Article(article.parse().ok()?, 0),
                }
            } else if let Some(n) = name.strip_prefix('p') {
                StepKind::Paragraph(n.parse().ok()?)
            } else {
                StepKind::Number(name.parse().ok()?)
            };
            Some(Step { kind, nth })
        }
        let steps: Option<Vec<Step>> = text.trim().split('/').map(step).collect();
        steps.map(ClauseAddress).or_else(|| ClauseAddress::from_native(text)).ok_or_else(|| BadAddress(text.to_owned()))
    }
}

impl TryFrom<String> for ClauseAddress {
    type Error = BadAddress;

    fn try_from(text: String) -> Result<Self, BadAddress> {
        if text.is_empty() { Ok(ClauseAddress::default()) } else { text.parse() }
    }
}

impl From<ClauseAddress> for String {
    fn from(address: ClauseAddress) -> Self {
        address.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_forms_and_addresses_meet() {
        let cases = [
            ("5/2/3", "5/2/3"),
            ("第五条第二款第（一）项", "art-5/p2/1"),
            ("第12条之1", "art-12-1"),
            ("五（二）3", "5/2/3"),
            ("三、（二）", "3/2"),
            ("第三部分第（二）条", "3/2"),
            ("附件1第三条", "att1/art-3"),
            ("附件1 三、（三）", "att1/3/3"),
            ("art-4/p1/4~2", "art-4/p1/4~2"),
            ("att1/preamble", "att1/preamble"),
            ("doc2/att1/art-3/p2", "doc2/att1/art-3/p2"),
            ("文件2 第三条", "doc2/art-3"),
            ("附件1 序言", "att1/preamble"),
            ("一百零三、［第2处］（二）", "103~2/2"),
            ("第二部分第一百二十点", "2/120"),
        ];
        for (written, address) in cases {
            assert_eq!(written.parse::<ClauseAddress>().map(|a| a.to_string()), Ok(address.to_owned()), "{written}");
        }
        for bad in ["", "x", "5//3", "第条", "p", "../1", "［第2处］", "第五条［第1处］"] {
            assert!(bad.parse::<ClauseAddress>().is_err(), "{bad}");
        }
    }
}

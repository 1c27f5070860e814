//! Documents named in 《》 or by number.
//!
//! Recipe: [`find`] reads the clauses of one document in order, so that a short form (以下简称《指南》)
//! holds from where it is defined. [`number`] reads document numbers. What a citation leads to in
//! other documents is found when it is read.

pub mod number;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

pub use number::document_number;

use super::reading::Reading;
use super::{Citation, CitationForm, Target};
use crate::clause::{Clause, ClauseAddress, Part};
use crate::lexicon::Lexicon;
use crate::policy::PolicyId;
use crate::text::fold;

/// The longest title that is believed, in characters.
const LONGEST_TITLE: usize = 120;

/// (以下简称《指南》) / ,以下简称“办法” / 以下称《通知》 / 以下统称…
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[(,;]?(?:[^()《》。]{0,24}[,;])?(?:以)?下?(?:统|并|分别)?简?称(?:为)?[“《](?P<name>[^“”《》。]{1,20})[”》]")
        .unwrap_or_else(|e| panic!("{e}"))
});

/// 附件1 / 见附件 / (附件2)
static ATTACHMENT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"附件(?P<number>[0-9]{0,2})").unwrap_or_else(|e| panic!("{e}")));

/// Finds the citations in the clauses of one document. A citation of its own attachment has a target
/// with an empty policy id, which the caller fills in.
pub fn find(readings: &[Reading<'_>], clauses: &[Clause], lexicon: &Lexicon) -> Vec<Citation> {
    let mut defined: HashMap<String, String> = HashMap::new();
    let mut out = Vec::new();
    for reading in readings {
        if matches!(
            reading.clause.address.part(),
            Some(Part::Title | Part::Salutation | Part::AttachmentList | Part::Signature | Part::Imprint)
        ) {
            continue;
        }
        let mut finder = Finder { reading, clauses, lexicon, defined: &mut defined, found: Vec::new(), taken: Vec::new() };
        finder.titles();
        finder.numbers();
        finder.attachments();
        finder.found.sort_by_key(|(at, _)| *at);
        out.extend(finder.found.into_iter().map(|(_, citation)| citation));
    }
    out
}

struct Finder<'a, 'r> {
    reading: &'a Reading<'r>,
    clauses: &'a [Clause],
    lexicon: &'a Lexicon,
    defined: &'a mut HashMap<String, String>,
    found: Vec<(usize, Citation)>,
    /// Ranges that a title and its bracket already explain.
    taken: Vec<Range<usize>>,
}

impl Finder<'_, '_> {
    /// 《题》, 《题》(文号), (文号)《题》, and the short forms defined beside them.
    fn titles(&mut self) {
        let text = self.reading.text();
        let mut at = 0;
        while let Some(open) = text[at..].find('《').map(|i| at + i) {
            let Some(close) = closing(text, open) else {
                at = open + '《'.len_utf8();
                continue;
            };
            at = close;
            let inner = open + '《'.len_utf8()..close - '》'.len_utf8();
            let name = &text[inner.clone()];
            if name.is_empty() {
                continue;
            }
            let (title, _) = self.reading.quote(inner);
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Some(full) = self.defined.get(&fold(name)).cloned() {
                self.push(open..close, CitationForm::Short, Some(title), Some(full), None, None);
                continue;
            }
            let bracket = bracket_after(text, close);
            let inside = bracket.clone().map_or("", |b| &text[b]);
            let number = number::find(inside, self.lexicon).into_iter().next().map(|(n, _)| n).or_else(|| {
                // 国发〔2015 28号): one bracket is lost, or 号 is.
                let first = inside.split([',', ';']).next().unwrap_or("");
                document_number(first.trim_start_matches('('), self.lexicon)
            });
            let target = attachment_number(inside).and_then(|n| self.attachment(n));
            let end =
                if number.is_some() || target.is_some() { bracket.as_ref().map_or(close, |b| (b.end + 1).min(text.len())) } else { close };
            let end = floor(text, end);
            for place in [close, bracket.as_ref().map_or(close, |b| floor(text, b.end + 1))] {
                if let Some(short) = SHORT.captures(&text[place..]).and_then(|c| c.name("name")) {
                    self.defined.insert(fold(short.as_str()), title.clone());
                }
            }
            if let Some(short) = bracket.as_ref().and_then(|b| SHORT.captures(&text[b.clone()]).and_then(|c| c.name("name"))) {
                self.defined.insert(fold(short.as_str()), title.clone());
            }
            at = close.max(at);
            self.push(open..end, CitationForm::Title, Some(title), None, number.map(|n| n.to_string()), target);
        }
    }

    /// A document number that stands alone.
    fn numbers(&mut self) {
        let text = self.reading.text();
        for (number, place) in number::find(text, self.lexicon) {
            let inside = self.taken.iter().any(|t| t.start < place.end && place.start < t.end);
            if !inside && number.prefix.chars().count() >= 2 && !self.own_number(&place) {
                self.push(place, CitationForm::Number, None, None, Some(number.to_string()), None);
            }
        }
    }

    /// The document's own number stands on a line of its own in the notice.
    fn own_number(&self, place: &Range<usize>) -> bool {
        let text = self.reading.text();
        let starts = text[..place.start].chars().next_back().is_none_or(|c| c == '\n');
        starts && text[place.end..].chars().next().is_none_or(|c| c == '\n')
    }

    /// 附件1, where there is such an attachment.
    fn attachments(&mut self) {
        let text = self.reading.text();
        for found in ATTACHMENT.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            let inside = self.taken.iter().any(|t| t.start < whole.end() && whole.start() < t.end);
            let number = found.name("number").and_then(|m| m.as_str().parse().ok()).unwrap_or(1);
            if !inside && let Some(target) = self.attachment(number) {
                self.push(whole.range(), CitationForm::Attachment, None, None, None, Some(target));
            }
        }
    }

    fn attachment(&self, number: u32) -> Option<Target> {
        let address: ClauseAddress = format!("att{number}").parse().ok()?;
        let exists = self.clauses.iter().any(|c| c.address == address);
        let inside = self.reading.clause.address.attachment() == Some(number);
        (exists && !inside).then(|| Target { policy: PolicyId::default(), address: address.to_string() })
    }

    fn push(
        &mut self,
        place: Range<usize>,
        form: CitationForm,
        title: Option<String>,
        title_resolved: Option<String>,
        number: Option<String>,
        target: Option<Target>,
    ) {
        let (quote, span) = self.reading.quote(place.clone());
        self.taken.push(place.clone());
        let address = self.reading.clause.address.clone();
        self.found.push((place.start, Citation { address, form, title, title_resolved, number, provision: None, quote, span, target }));
    }
}

/// Where the title that opens at `open` ends (after 》), nested titles passed over. A sentence or a paragraph
/// that ends inside it means that the closing mark is lost.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0;
    for (n, (at, c)) in text[open..].char_indices().enumerate() {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(open + at + c.len_utf8()),
            '》' => depth -= 1,
            '。' | '\n' => return None,
            _ if n > LONGEST_TITLE => return None,
            _ => {}
        }
    }
    None
}

/// The inside of the bracket that follows a title directly.
fn bracket_after(text: &str, close: usize) -> Option<Range<usize>> {
    let rest = text[close..].strip_prefix('(')?;
    let start = text.len() - rest.len();
    let mut depth = 1;
    for (n, (at, c)) in rest.char_indices().enumerate() {
        match c {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(start..start + at);
                }
            }
            '。' | '\n' => return None,
            _ if n > LONGEST_TITLE => return None,
            _ => {}
        }
    }
    None
}

/// 附件1 alone in a bracket.
fn attachment_number(inside: &str) -> Option<u32> {
    let rest = inside.trim_start_matches(['详', '见']).strip_prefix("附件")?;
    if rest.is_empty() { Some(1) } else { rest.parse().ok() }
}

/// The nearest character border at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::reading::testing;

    fn cited(source: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let clause = testing::clause(source, "");
        let readings = [Reading::new(source, &clause, &[])];
        find(&readings, std::slice::from_ref(&clause), &lexicon)
            .into_iter()
            .map(|c| {
                let parts = [Some(format!("{:?}", c.form)), c.title, c.title_resolved, c.number];
                parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn documents_are_found_in_every_form() {
        let cases: &[(&str, &[&str])] = &[
            ("根据《甲办法》（国发〔2015〕28号）制定。", &["Title 甲办法 国发〔2015〕28号"]),
            ("按《乙意见》（工信部科〔2016 273号）执行", &["Title 乙意见 工信部科〔2016〕273号"]),
            (
                "《关于贯彻落实<中国制造 2025>的实施意见》（桂政发〔2016〕12 号）",
                &["Title 关于贯彻落实<中国制造 2025>的实施意见 桂政发〔2016〕12号"],
            ),
            ("《关于印发《丙方案》的通知》已失效", &["Title 关于印发《丙方案》的通知"]),
            (
                "《丁指南（2016—2020年）》（以下简称《指南》），按照《指南》要求",
                &["Title 丁指南（2016—2020年）", "Short 指南 丁指南（2016—2020年）", "Short 指南 丁指南（2016—2020年）"],
            ),
            (
                "《戊指引》（深发改〔2019〕243号，以下简称《指引》）。《指引》规定",
                &["Title 戊指引 深发改〔2019〕243号", "Short 指引 戊指引", "Short 指引 戊指引"],
            ),
            ("参照财库〔2022〕3号执行", &["Number 财库〔2022〕3号"]),
            ("《未完的题名。后面的话", &[]),
            ("“十四五”规划", &[]),
        ];
        for (source, expected) in cases {
            assert_eq!(cited(source), *expected, "{source}");
        }
    }
}

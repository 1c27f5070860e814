//! Documents and provisions that a text names.
//!
//! Recipe: [`Finder::new`] for one document, then [`Finder::find`] for each clause in reading order, because a short
//! form (以下简称《指南》) holds from where it is introduced to the end of the package, attachments included.
//! [`title`] finds 《…》, [`number`] document numbers, [`provision`] 第五条第二款 and the like, [`relative`] 本办法 and
//! 前款. Links to other documents are made when they are read; here only targets in the same document are filled in.

pub mod number;
pub mod provision;
pub mod relative;
pub mod title;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

pub use number::document_number;
pub use title::title_key;

use super::reading::Reading;
use super::types::{Citation, CitationForm, Target};
use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::lexicon::Lexicon;
use crate::policy::Policy;
use crate::text::{fold, numeral};
use number::FoundNumber;

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// (附件1), (见附件), 附件2: right after a title, or anywhere.
static ATTACHMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"附[件表录]([0-9]{1,2}|[一二三四五六七八九十]{1,3})?(?:-[0-9]{1,2})?"));
/// 附件:1.申报书 / 2.计划书: a line of the list of attachments.
static LISTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:附件?[:.]*)?(?:附件)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?[.、:]*(.{2,})$"));

/// A short form and the title behind it.
struct Short {
    name: String,
    title: String,
}

/// What is known of a document while its clauses are read in order.
pub struct Finder<'a> {
    document: &'a Policy,
    own_key: String,
    own_number: Option<String>,
    clauses: &'a [Clause],
    lexicon: &'a Lexicon,
    shorts: Vec<Short>,
}

/// The citations of one clause, and the ranges of its text that are titles and numbers.
#[derive(Default)]
pub struct Found {
    /// Citations, in order.
    pub citations: Vec<Citation>,
    /// Titles and document numbers, which hold no amounts and no dates.
    pub hidden: Vec<Range<usize>>,
}

impl<'a> Finder<'a> {
    /// For the clauses of `document`.
    pub fn new(document: &'a Policy, clauses: &'a [Clause], lexicon: &'a Lexicon) -> Self {
        Finder {
            document,
            own_key: title_key(&document.title, lexicon),
            own_number: document.number_hans.clone(),
            clauses,
            lexicon,
            shorts: Vec::new(),
        }
    }

    /// The citations of the next clause.
    pub fn find(&mut self, reading: &Reading) -> Found {
        let text = reading.text();
        let part = reading.clause.address.part();
        if matches!(part, Some(Part::Salutation | Part::Signature | Part::Imprint)) {
            return Found::default();
        }
        let titles = title::titles(text);
        let mut numbers = number::numbers(text, self.lexicon);
        numbers.retain(|n| !titles.iter().any(|t| t.start < n.range.end && n.range.start < t.end));
        let mut hidden: Vec<Range<usize>> = titles.iter().cloned().chain(numbers.iter().map(|n| n.range.clone())).collect();
        hidden.sort_by_key(|r| r.start);
        let mut out: Vec<(Range<usize>, Citation)> = Vec::new();
        let mut used = vec![false; numbers.len()];
        for title in &titles {
            out.push(self.titled(reading, title, &numbers, &mut used));
        }
        for (number, used) in numbers.iter().zip(used) {
            if !used && self.own_number.as_deref() != Some(number.standard.as_str()) {
                let citation =
                    Citation { number: Some(number.standard.clone()), ..blank(reading, CitationForm::Number, number.range.clone()) };
                out.push((number.range.clone(), citation));
            }
        }
        if part == Some(Part::AttachmentList) {
            self.listed(reading, &mut out);
        } else {
            self.attachments(reading, &mut out);
        }
        if part != Some(Part::Title) {
            let place = provision::Place { reading, clauses: self.clauses, document: self.document, lexicon: self.lexicon };
            provision::find(&place, &mut out);
            relative::find(&place, &mut out);
        }
        out.sort_by_key(|(range, _)| (range.start, range.end));
        Found { citations: out.into_iter().map(|(_, c)| c).collect(), hidden }
    }

    /// A title, with the number beside it, the provision or attachment behind it, and the short form it introduces.
    fn titled(&mut self, reading: &Reading, title: &Range<usize>, numbers: &[FoundNumber], used: &mut [bool]) -> (Range<usize>, Citation) {
        let text = reading.text();
        let mark = '《'.len_utf8();
        let inner = title.start + mark..title.end - mark;
        let name = &text[inner.clone()];
        let introduced = self.lexicon.citations.abbreviates.iter().any(|w| text[..title.start].ends_with(w.as_str()));
        let printed = reading.quote(inner.clone()).0;
        if let Some(short) = self.shorts.iter().rev().find(|s| s.name == name) {
            let resolved = Some(short.title.clone());
            let citation =
                Citation { title: Some(printed), title_resolved: resolved, ..blank(reading, CitationForm::Short, title.clone()) };
            return (title.clone(), citation);
        }
        let mut range = title.clone();
        let mut number = None;
        if let Some((i, end)) = number_after(text, title.end, numbers) {
            (used[i], number, range.end) = (true, Some(numbers[i].standard.clone()), end);
        } else if let Some((i, start)) = number_before(text, title.start, numbers).filter(|(i, _)| !used[*i]) {
            (used[i], number, range.start) = (true, Some(numbers[i].standard.clone()), start);
        }
        if !introduced && let Some(short) = self.introduces(text, range.end, title.end) {
            self.shorts.push(Short { name: short, title: printed.clone() });
        }
        let mut citation = Citation { title: Some(printed), number, ..blank(reading, CitationForm::Title, range.clone()) };
        let own = !self.own_key.is_empty() && title_key(name, self.lexicon) == self.own_key;
        if own {
            citation.target = Some(self.target(None));
        }
        // 《申报书》(附件1)
        let after = text[range.end..].strip_prefix('(').map(|t| t.trim_start_matches(['见', '详']));
        if let Some(found) = after.and_then(|t| ATTACHMENT.captures(t)).filter(|c| c.get(0).is_some_and(|m| m.start() == 0)) {
            let close = text[range.end..].find(')').map_or(range.end, |i| range.end + i + 1);
            citation.form = CitationForm::Attachment;
            citation.target = self.attachment(found.get(1).map(|m| m.as_str()), &reading.clause.address);
            (citation.quote, citation.span) = reading.quote(range.start..close);
            range.end = close;
        }
        (range, citation)
    }

    /// The short form introduced right behind a title: （以下简称《指南》）, (国发〔2015〕28号,以下简称《意见》).
    fn introduces(&self, text: &str, after_number: usize, after_title: usize) -> Option<String> {
        // The bracket with the number may go on.
        let from = if after_number == after_title || text[after_title..after_number].contains('(') { after_title } else { after_number };
        let rest = &text[from..];
        let near = rest.char_indices().nth(48).map_or(rest.len(), |(i, _)| i);
        let near = &rest[..near];
        let (at, word) = self.lexicon.citations.abbreviates.iter().find_map(|w| Some((near.find(w.as_str())?, w)))?;
        // Nothing but brackets, the number and a comma lies between.
        if near[..at].contains(['。', ';', '《', '\n']) || (at > 0 && !near.starts_with(['(', ','])) {
            return None;
        }
        let name = near[at + word.len()..].trim_start_matches(['为', ':']);
        let name = match name.chars().next()? {
            '《' => name[3..].split('》').next()?,
            '“' => name[3..].split('”').next()?,
            _ => name.split([')', ',', '。', ';']).next()?,
        };
        (!name.is_empty() && name.chars().count() <= 20 && !name.starts_with('本')).then(|| name.to_owned())
    }

    /// Each line of the list of attachments names one.
    fn listed(&self, reading: &Reading, out: &mut Vec<(Range<usize>, Citation)>) {
        let mut start = 0;
        for line in reading.text().split('\n') {
            let range = start..start + line.len();
            start += line.len() + 1;
            let Some(found) = LISTED.captures(line) else { continue };
            let Some(name) = found.get(2).filter(|m| m.as_str().chars().any(char::is_alphabetic)) else { continue };
            if out.iter().any(|(r, _)| range.start <= r.start && r.end <= range.end) {
                continue;
            }
            let inner = range.start + name.start()..range.start + name.end();
            let target =
                self.attachment(found.get(1).map(|m| m.as_str()), &reading.clause.address).or_else(|| self.attachment_named(name.as_str()));
            let citation =
                Citation { title: Some(reading.quote(inner).0), target, ..blank(reading, CitationForm::Attachment, range.clone()) };
            out.push((range, citation));
        }
    }

    /// 见附件2, (附件): attachments named without a title.
    fn attachments(&self, reading: &Reading, out: &mut Vec<(Range<usize>, Citation)>) {
        let text = reading.text();
        for found in ATTACHMENT.captures_iter(text) {
            let Some(whole) = found.get(0) else { continue };
            if out.iter().any(|(r, _)| r.start < whole.end() && whole.start() < r.end) {
                continue;
            }
            let (before, after) = (&text[..whole.start()], &text[whole.end()..]);
            let numbered = found.get(1).is_some();
            // Without a number only 见附件 and (附件) point at one; 有关附件材料 does not.
            let points = before.ends_with(['见', '(', '按', '照', '以']) && after.chars().next().is_none_or(|c| !c.is_alphanumeric());
            if (numbered || points) && before.chars().next_back().is_some_and(|c| c != '\n') {
                let target = self.attachment(found.get(1).map(|m| m.as_str()), &reading.clause.address);
                let range = whole.range();
                out.push((range.clone(), Citation { target, ..blank(reading, CitationForm::Attachment, range) }));
            }
        }
    }

    /// The attachment with a printed number; without one, the only attachment. A file may hold several
    /// documents; those of the one that speaks are meant.
    fn attachment(&self, number: Option<&str>, from: &ClauseAddress) -> Option<Target> {
        let document = |a: &ClauseAddress| a.scope().first().filter(|s| matches!(s.kind, StepKind::Document(_))).copied();
        let heads: Vec<&Clause> =
            self.clauses.iter().filter(|c| c.kind == ClauseKind::Attachment && document(&c.address) == document(from)).collect();
        let head = match number {
            Some(number) => {
                let number = u32::try_from(numeral::integer(number)?).ok()?;
                heads.into_iter().find(|c| c.address.attachment() == Some(number))
            }
            None if heads.len() == 1 => heads.first().copied(),
            None => None,
        }?;
        Some(self.target(Some(&head.address)))
    }

    /// The attachment with a heading.
    fn attachment_named(&self, name: &str) -> Option<Target> {
        let name = fold(name);
        let head = self.clauses.iter().find(|c| c.kind == ClauseKind::Attachment && fold(&c.heading) == name)?;
        Some(self.target(Some(&head.address)))
    }

    fn target(&self, address: Option<&ClauseAddress>) -> Target {
        Target { policy: self.document.id.clone(), address: address.map_or_else(String::new, ToString::to_string) }
    }
}

/// A citation with nothing but its place.
fn blank(reading: &Reading, form: CitationForm, range: Range<usize>) -> Citation {
    let (quote, span) = reading.quote(range);
    Citation {
        address: reading.clause.address.clone(),
        form,
        title: None,
        title_resolved: None,
        number: None,
        provision: None,
        quote,
        span,
        target: None,
    }
}

/// The number behind a title: 《题》(文号), 《题》文号, 《题》(文号,以下简称…). Gives its row and where the mention ends.
fn number_after(text: &str, title_end: usize, numbers: &[FoundNumber]) -> Option<(usize, usize)> {
    let (i, number) = numbers.iter().enumerate().find(|(_, n)| n.range.start >= title_end)?;
    let between = &text[title_end..number.range.start];
    let open = between.starts_with('(');
    if !matches!(between, "" | "(" | "(原" | "(文号:" | "(即" | "(以") {
        return None;
    }
    // (国发〔2015〕28号,以下简称《意见》): the mention ends with the title.
    let end = match (open, text[number.range.end..].starts_with(')')) {
        (true, true) => number.range.end + 1,
        (true, false) => title_end,
        (false, _) => number.range.end,
    };
    Some((i, end))
}

/// The number before a title: 文号《题》, (文号)《题》.
fn number_before(text: &str, title_start: usize, numbers: &[FoundNumber]) -> Option<(usize, usize)> {
    let (i, number) = numbers.iter().enumerate().rev().find(|(_, n)| n.range.end <= title_start)?;
    match &text[number.range.end..title_start] {
        "" | "文件" => Some((i, number.range.start)),
        ")" if text[..number.range.start].ends_with('(') && !text[..number.range.start].ends_with("》(") => {
            Some((i, number.range.start - 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;

//! Attachments: 附件1, 见附件, and the lines of the list of attachments.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blank;
use super::locate::{Home, Map};
use crate::clause::ClauseAddress;
use crate::extract::reading::Reading;
use crate::extract::types::{Citation, CitationForm, Target};
use crate::policy::Policy;
use crate::text::{fold, numeral, pattern};

/// 附件1, 附表2, 附件3-1
static ATTACHMENT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^附(?P<kind>[件表录])(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})?(?:-[0-9]{1,2})?"));
/// 附件:1.申报书 / 2.计划书: a line of the list of attachments.
static LISTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:附件?[:.]*)?(?:附件)?([0-9]{1,2}|[一二三四五六七八九十]{1,3})?[.、:]*(.{2,})$"));

/// An attachment named in running text.
#[derive(Clone, Debug)]
pub struct Named {
    /// Length of the words.
    pub len: usize,
    /// The words in the normal spelling: 附件1.
    pub printed: String,
    /// The number, if one is printed.
    pub number: Option<u32>,
    /// Whether it is an attachment (附件) and no table (附表).
    pub attachment: bool,
}

/// The attachment named at the start of a text.
pub fn at_start(text: &str) -> Option<Named> {
    let found = ATTACHMENT.captures(text)?;
    let number = found.name("n").and_then(|m| numeral::integer(m.as_str())).and_then(|n| u32::try_from(n).ok());
    let kind = found.name("kind")?.as_str();
    let printed = format!("附{kind}{}", number.map_or_else(String::new, |n| n.to_string()));
    Some(Named { len: found.get(0)?.len(), printed, number, attachment: kind == "件" })
}

/// The attachment in the bracket behind a title: 《申报书》(附件1), 《申报书》(见附件1). Gives the place behind the bracket.
pub fn in_bracket(text: &str, at: usize) -> Option<(Named, usize)> {
    let after = text[at..].strip_prefix('(')?;
    let named = at_start(after.trim_start_matches(['见', '详']))?;
    let close = after.char_indices().take(24).find(|(_, c)| *c == ')').map(|(i, _)| i)?;
    Some((named, at + 1 + close + 1))
}

impl Named {
    /// Whether the words point at an attachment: with a number, or in 见附件, (附件); 有关附件材料 does not.
    pub fn points(&self, before: &str, after: &str) -> bool {
        let alone = before.ends_with(['见', '(', '按', '照', '以']) && after.chars().next().is_none_or(|c| !c.is_alphanumeric());
        (self.number.is_some() || alone) && before.chars().next_back().is_some_and(|c| c != '\n')
    }

    /// The attachment of the same document.
    pub fn address<'a>(&self, map: &Map<'a>, home: Home) -> Option<&'a ClauseAddress> {
        if self.attachment {
            return map.attachment(home, self.number);
        }
        let printed = self.printed.as_str();
        map.attachments().find(|c| fold(&c.label).trim_end_matches([':', '.']) == printed).map(|c| &c.address)
    }
}

/// Each line of the list of attachments names one.
pub fn listed(reading: &Reading, map: &Map, document: &Policy, out: &mut Vec<(Range<usize>, Citation)>) {
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
        let number = found.get(1).and_then(|m| numeral::integer(m.as_str())).and_then(|n| u32::try_from(n).ok());
        let address = map.attachment(Home::of(&reading.clause.address), number).or_else(|| map.attachment_named(name.as_str()));
        let target = address.map(|a| Target { policy: document.id.clone(), address: a.to_string() });
        let citation = Citation { title: Some(reading.quote(inner).0), target, ..blank(reading, CitationForm::Attachment, range.clone()) };
        out.push((range, citation));
    }
}

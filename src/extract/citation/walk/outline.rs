//! Places of an outline as running text names them: 三、（二）, “四”中所列, 第（一）项 of the clause it stands in.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::blank;
use super::super::path::{self, Path};
use super::Walk;
use crate::clause::ClauseAddress;
use crate::extract::types::{Citation, CitationForm};
use crate::text::pattern;

/// 三、(二), 三、(二)1.
static OUTLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?P<a>[一二三四五六七八九十]{1,3})、\((?P<b>[一二三四五六七八九十]{1,3})\)(?:(?P<c>[0-9]{1,2})(?:[.、项点]|小项)?)?")
});
/// “四”中所列, “五、保障措施”
static QUOTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^“(?P<n>[一二三四五六七八九十]{1,3})(?:、(?P<head>[^“”\n]{1,40}))?”(?P<after>中|所列|部分|的|规定|要求)?"));

/// Behind a document: “三、(二)”, 二(一), 三(二)3
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:的|中|之)?(?P<open>“?)(?P<a>[一二三四五六七八九十]{1,3})、?\((?P<b>[一二三四五六七八九十]{1,3})\)(?:(?P<c>[0-9]{1,2})[.、]?)?(?P<close>”?)",
    )
});

/// The place of another document's outline that a text begins with, as an address is written, and its length.
pub(super) fn behind(text: &str) -> Option<(String, usize)> {
    let found = BEHIND.captures(text)?;
    let part = |name: &str| found.name(name).map_or("", |m| m.as_str());
    let whole = found.get(0)?.as_str();
    let marked = whole.contains('、') || !part("open").is_empty() || !part("c").is_empty() || !text[whole.len()..].starts_with('是');
    let paired = part("open").is_empty() == part("close").is_empty();
    (marked && paired).then(|| (format!("{}、（{}）{}", part("a"), part("b"), part("c")), whole.len()))
}

impl Walk<'_, '_, '_> {
    /// 三、(二): a place of the own outline.
    pub(super) fn outline_place(&mut self, at: usize) -> Option<usize> {
        let before = self.text[..at].chars().next_back()?;
        if before.is_numeric() || matches!(before, '、' | '第' | '\n' | '(' | '-' | '至') || "一二三四五六七八九十百".contains(before)
        {
            return None;
        }
        let found = OUTLINE.captures(&self.text[at..])?;
        let range = at..at + found.get(0)?.end();
        let numbers = ["a", "b", "c"].iter().filter_map(|n| found.name(n));
        let numbers: Vec<u32> =
            numbers.filter_map(|m| crate::text::numeral::integer(m.as_str())).filter_map(|n| u32::try_from(n).ok()).collect();
        let address = numbers.iter().try_fold(self.base(), |address, n| self.finder.map.item(&address, *n))?;
        let printed = match numbers.as_slice() {
            [_, _, c] => format!("{}、（{}）{c}", found.name("a")?.as_str(), found.name("b")?.as_str()),
            _ => format!("{}、（{}）", found.name("a")?.as_str(), found.name("b")?.as_str()),
        };
        Some(self.place(range, printed, &address))
    }

    /// “四”中所列, “五、保障措施”: a place of the own outline.
    pub(super) fn quoted_place(&mut self, at: usize) -> Option<usize> {
        let found = QUOTED.captures(&self.text[at..])?;
        let (n, head) = (found.name("n")?, found.name("head"));
        let number = crate::text::numeral::integer(n.as_str()).and_then(|n| u32::try_from(n).ok())?;
        let address = self.finder.map.item(&self.base(), number)?;
        let fits = match head {
            Some(head) => self.finder.map.heading(&address).is_some_and(|h| crate::text::fold(h) == head.as_str()),
            None => found.name("after").is_some(),
        };
        let end = at + found.name("after").map_or(found.get(0)?.end(), |m| m.start());
        fits.then(|| self.place(at..end, format!("{}、", n.as_str()).trim_end_matches('、').to_owned(), &address))
    }

    fn base(&self) -> ClauseAddress {
        self.home().base()
    }

    fn place(&mut self, range: Range<usize>, printed: String, address: &ClauseAddress) -> usize {
        let target = Some(self.target(Some(address)));
        let citation = Citation { provision: Some(printed), target, ..blank(self.reading, CitationForm::Provision, range.clone()) };
        let end = range.end;
        self.out.push((range, citation));
        end
    }

    /// In an outline 第（一）项 is a child of this clause or of one above it.
    pub(super) fn beside(&mut self, at: usize, address: &ClauseAddress) -> Option<usize> {
        let (members, len) = path::run(&self.text[at..], &[])?;
        let brackets = members.iter().flat_map(|m| &m.paths).all(|p| p.len() == 1 && p[0].bracket);
        let map = &self.finder.map;
        let mut above = Some(address.clone());
        while let Some(base) = above.filter(|_| brackets) {
            let find = |p: &Path| p.first().and_then(|s| u32::try_from(s.number).ok()).and_then(|n| map.item(&base, n));
            let found: Option<Vec<Vec<ClauseAddress>>> =
                members.iter().map(|m| m.paths.iter().map(&find).collect::<Option<Vec<_>>>()).collect();
            if let Some(found) = found {
                for (member, addresses) in members.iter().zip(found) {
                    let range = at + member.range.start..at + member.range.end;
                    for (path, address) in member.paths.iter().zip(addresses) {
                        let target = Some(self.finder.target(Some(&address)));
                        let provision = Some(path::printed(path));
                        let citation = Citation { provision, target, ..blank(self.reading, CitationForm::Provision, range.clone()) };
                        self.out.push((range.clone(), citation));
                    }
                }
                return Some(at + len);
            }
            above = base.parent();
        }
        None
    }
}

//! Words that point from where they stand: 前款, 前两款, 本条, 同条, 前三项.

use std::sync::LazyLock;

use regex::Regex;

use super::locate::Map;
use super::path::{Path, Step};
use crate::clause::ClauseAddress;
use crate::clause::address::StepKind;
use crate::text::{numeral, pattern};

/// 前款, 前两款, 前三项, 本条, 本款, 本章, 上款, 次条, 同条, 该款
static WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<way>前|上|本|次|下|同|该)(?P<n>[一二两三四五六七八九十]{0,2})(?P<unit>[条款项章节编])"));

/// 前款 but not 提前款项, 本项目 or 本节能.
const OTHER_AFTER: &str = "目款例件文规约程能金数号式制";
const OTHER_BEFORE: &str = "提目此之根基成日以先事合共相不应";

/// A relative form at the start of a text.
#[derive(Clone, Debug)]
pub struct Relative {
    /// Its length.
    pub len: usize,
    way: char,
    count: u32,
    unit: char,
}

/// Reads the relative form that begins at `at`.
pub fn read(text: &str, at: usize) -> Option<Relative> {
    let found = WORD.captures(&text[at..])?;
    let len = found.get(0)?.end();
    let after = &text[at + len..];
    let cites = ["规定", "所列", "所称", "所述", "中", "第"].iter().any(|w| after.starts_with(w));
    if !cites && (after.starts_with(|c| OTHER_AFTER.contains(c)) || text[..at].ends_with(|c| OTHER_BEFORE.contains(c))) {
        return None;
    }
    let first = |name: &str| found.name(name).and_then(|m| m.as_str().chars().next());
    let (way, unit) = (first("way")?, first("unit")?);
    let n = found.name("n").map_or("", |m| m.as_str());
    let count = if n.is_empty() { 1 } else { u32::try_from(numeral::integer(n)?).ok()? };
    // 本两条 and 该一项 are other words: only 前 and 上 count,
    // and no 章 but one's own is near: 前编, 上节课.
    let near = !matches!(unit, '章' | '节' | '编') || way == '本';
    (near && (n.is_empty() || matches!(way, '前' | '上'))).then_some(Relative { len, way, count, unit })
}

/// The path of an article and what lies in it, for provisions behind a relative form: 前款第二项.
pub fn path_of(address: &ClauseAddress) -> Path {
    let step = |level, number: u32, sub: u32, unit: &str, bracket| Step {
        level,
        number: u64::from(number),
        sub: (sub > 0).then_some(u64::from(sub)),
        unit: unit.to_owned(),
        bracket,
    };
    let mut items = 0;
    let steps = address.steps().iter().filter_map(|s| match s.kind {
        StepKind::Article(n, sub) => Some(step(4, n, sub, "条", false)),
        StepKind::Paragraph(n) => Some(step(5, n, 0, "款", false)),
        StepKind::Number(n) => {
            items += 1;
            Some(step(5 + items, n, 0, if items == 1 { "项" } else { "目" }, items == 1))
        }
        _ => None,
    });
    steps.collect()
}

impl Relative {
    /// Whether it points at what was cited before it and not at a place seen from here: 同条, 该款.
    pub fn points_back(&self) -> bool {
        matches!(self.way, '同' | '该')
    }

    /// Of a cited path, the part down to the unit: for 同款 of 第五条第二款第一项 it is 第五条第二款.
    pub fn of(&self, cited: &[Step]) -> Option<Path> {
        let at = cited.iter().rposition(|s| s.unit.starts_with(self.unit))?;
        Some(cited[..=at].to_vec())
    }

    /// The clauses it names, seen from `here`.
    pub fn targets(&self, here: &ClauseAddress, map: &Map) -> Vec<ClauseAddress> {
        let steps = here.steps();
        let upto = |n: usize| ClauseAddress::new(steps[..n].iter().copied());
        let article = steps.iter().position(|s| matches!(s.kind, StepKind::Article(..)));
        match self.unit {
            '章' | '节' | '编' => self.group(here, map).into_iter().collect(),
            '条' => {
                let Some(article) = article else {
                    // In an outline only a clause of the first level is a 条.
                    let top = steps.iter().position(|s| matches!(s.kind, StepKind::Number(_))).map(|i| upto(i + 1));
                    return top.filter(|_| self.way == '本' && steps.len() <= 2).into_iter().collect();
                };
                let own = upto(article + 1);
                let by = |n: isize| map.neighbour(&own, n);
                let count = isize::try_from(self.count).unwrap_or(1);
                match self.way {
                    '本' => vec![own],
                    '次' | '下' => by(1).into_iter().collect(),
                    _ => all((1..=count).rev().map(|n| by(-n))),
                }
            }
            '款' => {
                let Some(at) = steps.iter().position(|s| matches!(s.kind, StepKind::Paragraph(_))) else {
                    // An article of one paragraph is that paragraph.
                    return article.map(|a| upto(a + 1)).filter(|_| self.way == '本').into_iter().collect();
                };
                let StepKind::Paragraph(n) = steps[at].kind else { return Vec::new() };
                let paragraph = |n: u32| Some(upto(at).child(StepKind::Paragraph(n))).filter(|a| map.holds(a));
                match self.way {
                    '本' => vec![upto(at + 1)],
                    '次' | '下' => paragraph(n + 1).into_iter().collect(),
                    _ if self.count >= n => Vec::new(),
                    _ => all((n - self.count..n).map(paragraph)),
                }
            }
            _ => self.items(here, map),
        }
    }

    /// 本项, 前项, 前三项: seen from an item its neighbours; seen from the paragraph behind a list all its items.
    fn items(&self, here: &ClauseAddress, map: &Map) -> Vec<ClauseAddress> {
        let Some(parent) = here.parent() else { return Vec::new() };
        let sibling = |parent: &ClauseAddress, n: u32| Some(parent.child(StepKind::Number(n))).filter(|a| map.holds(a));
        match (here.steps().last().map(|s| s.kind), self.way) {
            (Some(StepKind::Number(_)), '本') => vec![here.clone()],
            (Some(StepKind::Number(n)), '次' | '下') => sibling(&parent, n + 1).into_iter().collect(),
            (Some(StepKind::Number(n)), _) if self.count < n => all((n - self.count..n).map(|i| sibling(&parent, i))),
            (Some(StepKind::Paragraph(p)), '前') if p > 1 => {
                let before = parent.child(StepKind::Paragraph(p - 1));
                let list = if map.holds(&before.child(StepKind::Number(1))) { before } else { parent };
                let whole = sibling(&list, self.count).is_some() && sibling(&list, self.count + 1).is_none();
                if whole { all((1..=self.count).map(|i| sibling(&list, i))) } else { Vec::new() }
            }
            _ => Vec::new(),
        }
    }

    /// Whether it names a chapter or section.
    pub fn is_group(&self) -> bool {
        matches!(self.unit, '章' | '节' | '编')
    }

    /// The chapter it names as a path, so that 本章第一节 is 第二章第一节.
    pub fn group_path(&self, groups: &[String]) -> Path {
        let Some(depth) = self.depth(groups) else { return Vec::new() };
        let step = |group: &String| Some(super::path::run(&crate::text::fold(group), &[])?.0.first()?.paths.first()?.clone());
        groups[..=depth].iter().filter_map(step).flatten().collect()
    }

    /// Which of the headings above the clause it names.
    fn depth(&self, groups: &[String]) -> Option<usize> {
        groups.iter().rposition(|g| crate::text::fold(g).chars().take(12).any(|c| c == self.unit))
    }

    /// 本章: the first article of the chapter.
    fn group(&self, here: &ClauseAddress, map: &Map) -> Option<ClauseAddress> {
        if self.way != '本' {
            return None;
        }
        let groups = map.groups(here);
        map.group(super::locate::Home::of(here), &groups[..=self.depth(groups)?])
    }
}

/// All, or none where one is missing.
fn all(found: impl Iterator<Item = Option<ClauseAddress>>) -> Vec<ClauseAddress> {
    found.collect::<Option<Vec<_>>>().unwrap_or_default()
}

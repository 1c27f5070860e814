//! Which markers are believed, which level they mean, and which missing number an unmarked line stands for.

use std::collections::HashMap;

use super::layout::{Line, ends_sentence};
use super::marker::{Marker, MarkerKind};
use super::tree::Item;

/// Takes over the lines of a scope, and disbelieves the numbers of table cells that continue no series.
pub(super) fn accept(lines: &[Line]) -> Vec<Item<'_>> {
    let mut last: HashMap<MarkerKind, u32> = HashMap::new();
    lines
        .iter()
        .map(|line| {
            let marker = line.marker.filter(|m| {
                let next = last.get(&m.kind).is_some_and(|n| n + 1 == m.number);
                let text = line.text.chars().count() > m.chars;
                match m.kind {
                    _ if line.cell => next && text,
                    _ => true,
                }
            });
            if let Some(m) = marker {
                last.insert(m.kind, m.number);
            }
            Item { line, marker, inferred: false }
        })
        .collect()
}

/// Levels learned from the order in which kinds of markers are first met.
#[derive(Default)]
pub(super) struct Levels {
    rank: HashMap<MarkerKind, usize>,
    last: HashMap<MarkerKind, u32>,
}

impl Levels {
    /// The level (0 for the top) at which a marker stands, given the open clauses and the last number
    /// of each kind among their children.
    pub fn place(&self, marker: &Marker, open: &[(Marker, &HashMap<MarkerKind, u32>)]) -> usize {
        if marker.kind == MarkerKind::Article {
            return 0;
        }
        if let Some(level) = open.iter().rposition(|(m, _)| m.kind == marker.kind) {
            return level;
        }
        if marker.kind.is_group() {
            // 第二部分 and 第三章 stand below no list.
            return open.iter().take_while(|(m, _)| m.kind.is_group() && m.kind < marker.kind).count();
        }
        if marker.number > 1 {
            // 1. 2. （1）（2） 3.: the list that this number continues.
            if let Some(level) = open.iter().rposition(|(_, children)| children.get(&marker.kind).is_some_and(|n| n + 1 == marker.number)) {
                return level + 1;
            }
        }
        match self.rank.get(&marker.kind) {
            // Below every open clause whose kind ranks higher; a new list under a clause of the same rank nests.
            Some(rank) => open
                .iter()
                .take_while(|(m, _)| self.rank.get(&m.kind).is_none_or(|r| r < rank || (r == rank && marker.number == 1)))
                .count(),
            None => open.len(),
        }
    }

    /// Remembers a marker that was placed.
    pub fn seen(&mut self, marker: &Marker, level: usize) {
        self.rank.entry(marker.kind).or_insert(level);
        self.last.insert(marker.kind, marker.number);
    }

    /// The last number of a kind anywhere in the scope.
    pub fn last(&self, kind: MarkerKind) -> Option<u32> {
        self.last.get(&kind).copied()
    }
}

/// Supplies numbers that are missing between two siblings when an unmarked line stands in their place.
///
/// 一、… （四）… 定位与主要任务 （一）… 三、: the line is 二、. 3、… 创新中心要有…。 5、…: the line is 4、.
pub(super) fn infer(items: &mut [Item<'_>]) {
    // A number supplied above may show that one below is missing too; each round supplies at least one.
    for _ in 0..4 {
        let found = missing(items);
        if found.is_empty() {
            return;
        }
        for (index, marker) in found {
            items[index].marker = Some(marker);
            items[index].inferred = true;
        }
    }
}

fn missing(items: &[Item<'_>]) -> Vec<(usize, Marker)> {
    let mut levels = Levels::default();
    let mut open: Vec<(usize, Marker, HashMap<MarkerKind, u32>)> = Vec::new();
    let mut out = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let Some(marker) = item.marker.filter(|m| !m.kind.is_group()) else { continue };
        let level = levels.place(&marker, &open.iter().map(|(_, m, c)| (*m, c)).collect::<Vec<_>>());
        if let Some((before, last, _)) = open.get(level)
            && last.kind == marker.kind
            && last.number + 2 == marker.number
            && last.above == marker.above
            && let Some(line) = stand_in(items, *before, index)
        {
            out.push((line, Marker::supplied(marker.kind, marker.number - 1, marker.above)));
        }
        open.truncate(level);
        if let Some((_, _, children)) = open.last_mut() {
            children.insert(marker.kind, marker.number);
        }
        open.push((index, marker, HashMap::new()));
        levels.seen(&marker, level);
    }
    out
}

/// The unmarked line between two siblings that stands for the missing one.
fn stand_in(items: &[Item<'_>], before: usize, after: usize) -> Option<usize> {
    let between = before + 1..after;
    let unmarked = |i: &usize| items[*i].marker.is_none() && !items[*i].line.cell;
    // A heading: short, open-ended, and a list begins anew below it.
    let headings: Vec<usize> = between
        .clone()
        .filter(unmarked)
        .filter(|i| {
            let text = &items[*i].line.text;
            let begins = items.get(i + 1).and_then(|next| next.marker).is_some_and(|m| m.number == 1);
            begins && !ends_sentence(text) && text.chars().count() <= 30 && items[i - 1].line.text.ends_with(['。', ';', '；'])
        })
        .collect();
    if let [only] = headings[..] {
        return Some(only);
    }
    // A leaf among leaves: the only line between the two, after one that is complete.
    let complete =
        ends_sentence(&items[before].line.text) && items[before].line.text.chars().count() > items[before].marker.map_or(0, |m| m.chars);
    let like = |i: &usize| ends_sentence(&items[*i].line.text) == ends_sentence(&items[after].line.text);
    match between.collect::<Vec<_>>()[..] {
        [only] if complete && unmarked(&only) && like(&only) => Some(only),
        _ => None,
    }
}

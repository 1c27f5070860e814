//! How an amount limits, and how often it is given: from the words right beside it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::scan::Unit;
use super::scene::{Group, Scene};
use super::{edge, unit};
use crate::lexicon::roles::{Bound, Per, Side};
use crate::lexicon::vocabulary::Sense;
use crate::text::pattern;

/// 年度补贴, 年度最高, but not 上年度 or 每年度
static BY_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:^|[^上本每计然个])年度(?:内)?(?:补贴|补助|奖励|奖补|资助|扶持|支持|贴息|补偿|返还|最高|累计|合计|总额|限额|上限)")
});

/// How each amount of a group limits.
///
/// The ends of a range are a lower and an upper bound; else the word before the group counts, then the one
/// after it; a size class (千亿级) is about its value, 600多万元 is more than it, 上亿元 at least. A bracket behind an
/// amount, or a clause of the document, may say whether the number itself is taken in ([`super::edge`]).
pub fn bounds(scene: &Scene, group: &Group) -> Vec<Bound> {
    let amounts = &scene.amounts[group.members.clone()];
    if group.is_range {
        let ends = [(Bound::AtLeast, "至"), (Bound::AtMost, "至")];
        return amounts.iter().zip(ends).map(|(a, (bound, word))| scene.limits.applied(bound, word, a)).collect();
    }
    let said = before(scene, group).or_else(|| suffix(scene, group));
    let text = scene.text();
    let upwards = text[..group.range.start].ends_with('上') && text[group.range.clone()].starts_with(['百', '千', '万', '亿']);
    amounts
        .iter()
        .map(|amount| match said {
            Some((bound, ref word)) => scene.limits.applied(bound, &text[word.clone()], amount),
            None if amount.level => Bound::About,
            None if upwards => Bound::AtLeast,
            None if amount.more => Bound::MoreThan,
            None => Bound::Exactly,
        })
        .collect()
}

/// Whether an amount is to be reached: 达到500万元的 is at least so much.
pub fn is_reached(scene: &Scene, group: &Group) -> bool {
    let before = scene.text()[group.segment.start..group.range.start].trim_end_matches("人民币");
    ["达到", "达到了", "达", "满"].iter().any(|w| before.ends_with(w))
}

/// 不超过50万元, 最高补助3000万元
fn before(scene: &Scene, group: &Group) -> Option<(Bound, Range<usize>)> {
    let from = scene.after_previous(&group.segment, group.range.start);
    let near = scene.within(from..group.range.start).filter_map(|word| {
        let row = word.senses.iter().find_map(|s| match s {
            Sense::Bound(row) => scene.vocabulary.bounds.get(*row).filter(|r| r.side != Side::After),
            _ => None,
        })?;
        let between = word.range.end..group.range.start;
        // What a share is taken of stands between: 超过概算10%.
        // 最高 may stand before the verb: 最高可给予500万元; 近 and 超 stand right before the number.
        let share = matches!(scene.amounts[group.members.start].unit, Unit::Ratio(_));
        let reach = if share && row.reach == 3 { 12 } else { row.reach };
        let distance = if row.reach > 3 {
            let cues: i32 = scene
                .within(between.clone())
                .filter(|w| w.senses.iter().any(|s| matches!(s, Sense::Cue(_))) && !w.senses.iter().any(|s| matches!(s, Sense::Bound(_))))
                .map(|w| scene.distance(w.range.clone()))
                .sum();
            scene.distance(between) - cues
        } else {
            i32::try_from(scene.text()[between].chars().count()).unwrap_or(i32::MAX)
        };
        (distance <= reach).then_some((row.bound, word.range.clone()))
    });
    near.max_by_key(|(_, word)| word.end)
}

/// The word that limits right behind the group, and its place; one bracket may stand between: 50万元(含税)以下.
pub fn suffix(scene: &Scene, group: &Group) -> Option<(Bound, Range<usize>)> {
    let at = group.range.end;
    limit_at(scene, at).or_else(|| {
        let rest = scene.text()[at..].strip_prefix('(')?;
        let inside = rest.find(')').filter(|len| *len <= 24)?;
        let end = at + 1 + inside + 1;
        let free = scene.amounts.iter().all(|a| a.range.end <= at || end <= a.range.start);
        (free && end < scene.sentence.end).then(|| limit_at(scene, end))?
    })
}

/// The word that begins at a place and limits the amount before it.
fn limit_at(scene: &Scene, at: usize) -> Option<(Bound, Range<usize>)> {
    let first = scene.words.partition_point(|w| w.range.start < at);
    let words = scene.words[first..].iter().take_while(|w| w.range.start == at);
    words.flat_map(|w| w.senses.iter().map(|s| (s, &w.range))).find_map(|(sense, range)| match sense {
        Sense::Bound(row) => scene.vocabulary.bounds.get(*row).filter(|r| r.side != Side::Before).map(|r| (r.bound, range.clone())),
        _ => None,
    })
}

/// The end of the group with the word that limits it and its bracket.
pub fn end(scene: &Scene, group: &Group) -> usize {
    let end = suffix(scene, group).map_or(group.range.end, |(_, word)| word.end);
    // 1000万元以上(含1000万元)的
    edge::bracket(scene.text(), end).0
}

/// How often the amounts of a group are given: said in their segment, between the amounts around them.
pub fn per(scene: &Scene, group: &Group) -> Option<Per> {
    if let Some(per) = scene.amounts[group.members.clone()].iter().find_map(|a| a.every) {
        return Some(per);
    }
    let from = scene.after_previous(&group.segment, group.range.start);
    let to = scene.before_next(&group.segment, group.range.end);
    let said: Vec<Per> = scene
        .within(from..to)
        .flat_map(|w| w.senses)
        .filter_map(|s| match s {
            Sense::Per(per) => Some(*per),
            _ => None,
        })
        .collect();
    // 年度补贴总额不超过200万元
    if BY_YEAR.is_match(&scene.text()[from..to]) && !said.contains(&Per::Once) {
        return Some(Per::Year);
    }
    // 每年度累计最高1000万元 is by the year.
    [Per::Once, Per::Month, Per::Year, Per::Cumulative].into_iter().find(|p| said.contains(p))
}

/// What one amount is given for, behind its unit or named with 每 before it: 亩, 人·次.
pub fn each(scene: &Scene, group: &Group) -> Option<String> {
    if let Some(each) = scene.amounts[group.members.clone()].iter().find_map(|a| a.each.clone()) {
        return Some(each);
    }
    // A count in between belongs to it: 每培训1人补助1500元.
    let earlier = scene.amounts.iter().filter(|a| !matches!(a.unit, Unit::Count(_)) && a.range.end <= group.range.start);
    let from = earlier.map(|a| a.range.end).max().unwrap_or(0).max(group.segment.start);
    let text = &scene.text()[from..group.range.start];
    // 每亩, 每人每次; 每培训1人, 每新增一张床位
    let named = text.match_indices('每').filter_map(|(at, word)| {
        let rest = &text[at + word.len()..];
        let near = rest.char_indices().take(5).find(|(_, c)| matches!(c, '1' | '一')).map(|(i, c)| &rest[i + c.len_utf8()..]);
        let one = near.filter(|r| !r.starts_with("次性"));
        let (unit, per) = unit::unit_of_price(rest, scene.vocabulary).or_else(|| unit::unit_of_price(one?, scene.vocabulary))?;
        per.is_none().then(|| unit.to_owned())
    });
    let mut units: Vec<String> = named.collect();
    units.dedup();
    (!units.is_empty()).then(|| units.join("·"))
}

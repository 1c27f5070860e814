//! How an amount limits, and how often it is given: from the words right beside it.

use std::sync::LazyLock;

use regex::Regex;

use super::scene::{Group, Scene};
use crate::lexicon::roles::{Bound, Per, Side};
use crate::lexicon::vocabulary::Sense;

/// 年度补贴, 年度最高, but not 上年度 or 每年度
static BY_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:^|[^上本每计然个])年度(?:补贴|补助|奖励|资助|扶持|支持|最高|累计|总额|限额)").unwrap_or_else(|e| panic!("年度: {e}"))
});

/// How each amount of a group limits.
///
/// The ends of a range are a lower and an upper bound; else the word before the group counts, then the one
/// after it; a size class (千亿级) is about its value, 600多万元 is more than it.
pub fn bounds(scene: &Scene, group: &Group) -> Vec<Bound> {
    if group.is_range {
        return vec![Bound::AtLeast, Bound::AtMost];
    }
    let said = before(scene, group).or_else(|| after(scene, group));
    scene.amounts[group.members.clone()]
        .iter()
        .map(|amount| match said {
            Some(bound) => bound,
            None if amount.level => Bound::About,
            None if amount.more => Bound::MoreThan,
            None => Bound::Exactly,
        })
        .collect()
}

/// 不超过50万元, 最高补助3000万元
fn before(scene: &Scene, group: &Group) -> Option<Bound> {
    let from = scene.after_previous(&group.segment, group.range.start);
    let near = scene.within(from..group.range.start).filter_map(|word| {
        let row = word.senses.iter().find_map(|s| match s {
            Sense::Bound(row) => scene.vocabulary.bounds.get(*row).filter(|r| r.side != Side::After),
            _ => None,
        })?;
        let between = word.range.end..group.range.start;
        // 最高 may stand before the verb: 最高可给予500万元; 近 and 超 stand right before the number.
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
        (distance <= row.reach).then_some((word.range.end, row.bound))
    });
    near.max_by_key(|(end, _)| *end).map(|(_, bound)| bound)
}

/// The word that limits right behind the group, and where it ends; one bracket may stand between: 50万元(含税)以下.
pub fn suffix(scene: &Scene, group: &Group) -> Option<(Bound, usize)> {
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
fn limit_at(scene: &Scene, at: usize) -> Option<(Bound, usize)> {
    let words = scene.words.iter().filter(|w| w.range.start == at);
    words.flat_map(|w| w.senses.iter().map(|s| (s, w.range.end))).find_map(|(sense, end)| match sense {
        Sense::Bound(row) => scene.vocabulary.bounds.get(*row).filter(|r| r.side != Side::Before).map(|r| (r.bound, end)),
        _ => None,
    })
}

/// 5万元以下, 15家左右
fn after(scene: &Scene, group: &Group) -> Option<Bound> {
    suffix(scene, group).map(|(bound, _)| bound)
}

/// How often the amounts of a group are given: said in their segment, between the amounts around them.
pub fn per(scene: &Scene, group: &Group) -> Option<Per> {
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

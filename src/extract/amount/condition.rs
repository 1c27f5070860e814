//! Amounts that say who or what is meant, not what is given: 销售收入1亿元以上的, 投资5000万元以上的工业项目.
//!
//! [`names_who`] looks at the words right behind an amount; [`is_condition`] also sees that an amount stands in a row
//! whose last one names somebody; [`limits_who`] adds that nothing is given by it.

use std::ops::Range;

use super::bound;
use super::scene::{Group, Scene};
use crate::lexicon::roles::{Bound, Role};
use crate::lexicon::vocabulary::{Sense, Word};

/// Conditions in a row.
const LONGEST_ROW: usize = 6;

/// Whether the amount says whom or what part the rest is for: 到位外资超过3000万美元的, 500万元以下的部分.
///
/// What is given right before it is no condition, unless the limit says so: 给予50万元的,.
pub fn limits_who(scene: &Scene, group: &Group, bound: Bound) -> bool {
    let limited = !matches!(bound, Bound::Exactly | Bound::About) || bound::is_reached(scene, group);
    let from = scene.after_previous(&group.segment, group.range.start);
    let verb = scene.within(from..group.range.start).any(|w| {
        w.senses.iter().any(|s| matches!(s, Sense::Cue(row) if scene.vocabulary.cues.get(*row).is_some_and(|c| c.name == "give")))
    });
    let received = scene.text()[from..group.range.start].contains(['获', '得', '享']);
    limited && (!verb || received) && is_condition(scene, group)
}

/// 销售收入1亿元以上的, / 投资5000万元以上的项目: the amount tells who is meant.
///
/// In 对研发投入达到500万元且增长20%以上的企业 both amounts do.
pub fn is_condition(scene: &Scene, group: &Group) -> bool {
    if names_who(scene, group) {
        return true;
    }
    let end = bound::end(scene, group);
    let towards = scene.text()[group.segment.clone()].starts_with(['对', '凡', '若', '如'])
        || ["、", "且", "并", "和", "或", "及", "同时", "但"].iter().any(|w| scene.text()[end..].starts_with(w));
    if in_a_row(scene, group) {
        return true;
    }
    let later = scene.groups().iter().rfind(|g| g.segment == group.segment && g.range.start > group.range.start);
    towards && later.is_some_and(|last| names_who(scene, last) && !gives(scene, group.range.end..last.range.start))
}

/// 合同估算价400万元以上,采购200万元以上,服务100万元以上的,必须招标: conditions in a row.
fn in_a_row(scene: &Scene, group: &Group) -> bool {
    let end = bound::end(scene, group);
    let limited = end > group.range.end || scene.within(group.segment.start..group.range.start).any(|w| is_bound(w));
    if !limited || end != group.segment.end || gives(scene, group.segment.start..group.range.start) {
        return false;
    }
    let mut from = end;
    let groups = scene.groups();
    let next = groups.partition_point(|g| g.range.start <= group.range.start);
    for later in groups.iter().skip(next).take(LONGEST_ROW) {
        let between = &scene.text()[from..later.range.start];
        if gives(scene, from..later.range.start) || between.contains(';') || [",对", ",凡", ",按"].iter().any(|w| between.contains(w)) {
            return false;
        }
        if names_who(scene, later) {
            return true;
        }
        from = later.range.end;
    }
    false
}

fn is_bound(word: &Word) -> bool {
    word.senses.iter().any(|s| matches!(s, Sense::Bound(_)))
}

/// Whether the amount itself ends a phrase that names somebody or something: 500万元以上的, 3000万元以上的企业.
pub fn names_who(scene: &Scene, group: &Group) -> bool {
    let end = bound::end(scene, group);
    let rest = &scene.text()[end..group.segment.end.max(end)];
    rest == "的" && !scene.text()[group.segment.end..].starts_with('(')
        || rest.starts_with("的部分")
        || ["的,", "的;"].iter().any(|w| scene.text()[end..].starts_with(w))
        || before_amount(scene, group, end)
        || actor(scene, group).is_some()
}

/// 5亿元以上的奖500万元, 100万元以下的费率1.5%: right behind 的 stands what the next amount is for.
fn before_amount(scene: &Scene, group: &Group, end: usize) -> bool {
    let next = scene.before_next(&group.segment, end);
    let between = &scene.text()[end..next];
    let cue = |w: &&Word| w.range.start == end + "的".len() && w.senses.iter().any(|s| matches!(s, Sense::Cue(_)));
    between.starts_with('的')
        && next < group.segment.end
        && !between.contains('、')
        && scene.within(end..next).find(cue).is_some_and(|w| scene.distance(w.range.end..next) <= 2)
}

/// The short phrase behind an amount that ends with 企业, 项目 …: 投资5000万元以上的工业项目, 收入5亿元以上企业.
pub fn actor(scene: &Scene, group: &Group) -> Option<Range<usize>> {
    let end = bound::end(scene, group);
    let rest = &scene.text()[end..group.segment.end.max(end)];
    let phrase = match rest.strip_prefix('的') {
        Some(phrase) => phrase,
        None if end > group.range.end => rest,
        None => return None,
    };
    let start = end + rest.len() - phrase.len();
    let near = &phrase[..phrase.char_indices().nth(14).map_or(phrase.len(), |(i, _)| i)];
    let goes_on = ["给予", "按", "一次性", "可", "每", "最高", "在", "由", "奖励", "补助", "须", "应", "优先", "予以", "和", "或", "分别"];
    let ends = |at: usize| {
        let after = &phrase[at..];
        after.chars().next().is_none_or(|c| !c.is_alphanumeric()) || goes_on.iter().any(|w| after.starts_with(w))
    };
    let actors = scene.vocabulary.actors.iter().flat_map(|a| near.match_indices(a.as_str()).map(|(i, w)| i + w.len()));
    actors.filter(|at| ends(*at)).min().map(|at| start..start + at)
}

/// Whether a range promises support: 给予, 奖励; 支持 alone is too general.
pub fn gives(scene: &Scene, range: Range<usize>) -> bool {
    scene.within(range).flat_map(|w| w.senses).any(|s| match s {
        Sense::Cue(row) => {
            scene.vocabulary.cues.get(*row).is_some_and(|c| matches!(c.role, Some(Role::Support | Role::Equity)) && c.cost < 5)
        }
        _ => false,
    })
}

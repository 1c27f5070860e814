//! Which counts are facts, and what they are for.
//!
//! A count is a fact only when its sentence makes it one: a limit (每个领域布局一家), a bound with somebody who must
//! meet it (组建单位不少于3家), a goal (力争培育3个), or something to be made (建设100个应用场景). 15个产业集群 in passing,
//! 一领域一中心, 同一家企业 and ranks are none.

use super::bound;
use super::condition::is_condition;
use super::role::{Reason, background, is_goal, is_multiple, nearest_cue, norm, parallel};
use super::scan::{Amount, Unit};
use super::scene::{Group, Scene};
use crate::lexicon::roles::{Bound, Role};
use crate::lexicon::vocabulary::{Sense, Word};
use crate::text::numeral::Decimal;

/// The role of a group of counts; none when it is no fact.
pub fn role(scene: &Scene, group: &Group, bounds: &[Bound], earlier: &[(usize, Reason)]) -> Option<Reason> {
    let amount = &scene.amounts[group.members.start];
    let bound = bounds.first().copied().unwrap_or_default();
    let text = scene.text();
    let from = scene.after_previous(&group.segment, group.range.start);
    let before = from..group.range.start;
    let role = |role: Role, rule: &str| Some(Reason { role: Some(role), measure: measure(scene, group, amount), rule: rule.to_owned() });
    if background(scene, group) {
        return None;
    }
    if is_multiple(amount) {
        // 违法所得一倍以上五倍以下罚款 is no goal.
        return match nearest_cue(scene, group, amount) {
            Some(cue) if cue.role.is_none() => Some(Reason { role: None, measure: cue.measure, rule: format!("cue.{}", cue.name) }),
            Some(cue) if cue.role == Some(Role::Target) => role(Role::Target, "count.multiple"),
            _ if is_goal(scene, group) || text[group.range.clone()].starts_with('翻') => role(Role::Target, "count.multiple"),
            _ => Some(Reason::new(None, "count.multiple")),
        };
    }
    let limited = bound != Bound::Exactly;
    if let Some(reason) = limit(scene, group, bound) {
        return Some(reason);
    }
    // 智能网联汽车等15个集群, 这3家企业, 共20项: told in passing.
    let passing = ["等", "这", "上述", "共", "共有", "全部", "其他", "其余", "该", "以上", "下列", "以下", "分为", "包括"];
    if !limited && passing.iter().any(|w| text[before.clone()].ends_with(w)) {
        return None;
    }
    let several = amount.arabic || amount.value >= Decimal::from_int(2);
    let make = scene.within(before.clone()).rev().find(|w| w.is(Sense::Make));
    if is_goal(scene, group) && (limited || several && make.is_some() || several && amount.arabic && ends_phrase(scene, group)) {
        return role(Role::Target, "count.goal");
    }
    let context = scene.context();
    let measure = measure(scene, group, amount);
    let duty = scene.has(group.segment.start..group.range.start, Sense::Duty);
    let found = |role: Role, rule: &str| Some(Reason { role: Some(role), measure: measure.clone(), rule: rule.to_owned() });
    // 新建厂房12万平方米,道路5.6公里
    let row = earlier
        .last()
        .filter(|(end, last)| last.role == Some(Role::Target) && last.rule.starts_with("count.") && scene.apart(*end, group) <= 16);
    // 给予面积不小于150平方米的住房
    let given = scene.within(group.segment.start..group.range.start).any(|w| {
        w.senses.iter().any(|s| matches!(s, Sense::Cue(row) if scene.vocabulary.cues.get(*row).is_some_and(|c| c.name == "give")))
    });
    // 参加企业达到20家的,
    if !limited && (several || measure.is_some()) && bound::is_reached(scene, group) && is_condition(scene, group) {
        return found(Role::Threshold, "count.condition");
    }
    if limited {
        return if given {
            Some(Reason::new(Some(Role::Support), "count.give"))
        } else if is_condition(scene, group) {
            found(Role::Threshold, "count.condition")
        } else if !duty && context != Some(Role::Threshold) && make.is_some_and(|w| made(scene, w, group)) {
            found(Role::Target, "count.make")
        } else if measure.is_some() {
            found(Role::Threshold, "count.measure")
        } else if context == Some(Role::Threshold) {
            found(Role::Threshold, "count.heading")
        } else if duty && bound == Bound::AtLeast {
            found(Role::Threshold, "count.duty")
        } else if context == Some(Role::Target) {
            found(Role::Target, "count.heading")
        } else if row.is_some() {
            found(Role::Target, "count.parallel")
        } else if norm(scene, group) {
            found(Role::Threshold, "norm")
        } else if parallel(scene, group, bound, earlier).is_some_and(|r| r.role == Some(Role::Threshold)) {
            found(Role::Threshold, "parallel")
        } else {
            // Scores, times and kinds say nothing without somebody who must reach them.
            // So does 约30公里.
            let loose = bound == Bound::About
                || matches!(&amount.unit, Unit::Count(u) if matches!(u.as_str(), "分" | "次" | "种" | "类" | "条" | "场"));
            (!loose).then(|| Reason::new(None, "count.bound"))
        };
    }
    if measure.is_some() && several && context == Some(Role::Threshold) && (duty || ends_phrase(scene, group)) {
        return found(Role::Threshold, "count.heading");
    }
    let many = amount.arabic || amount.value >= Decimal::from_int(10);
    if many && make.is_some_and(|w| made(scene, w, group)) {
        return found(Role::Target, "count.make");
    }
    let listed = text[from..group.range.start].contains('、') || ends_phrase(scene, group);
    (many && row.is_some() && listed).then(|| found(Role::Target, "count.parallel"))?
}

/// 每个领域布局一家, 每个单位限报2项, 同一申报人申报不超过1项
fn limit(scene: &Scene, group: &Group, bound: Bound) -> Option<Reason> {
    let before = group.segment.start..group.range.start;
    let word = scene.within(before.clone()).rev().find(|w| w.is(Sense::Limit))?;
    let text = &scene.text()[word.range.clone()];
    let each = scene.has(before.start..word.range.start, Sense::Each);
    let restricts = text.starts_with(['限', '只', '仅']) || text.contains('限');
    let fits = matches!(bound, Bound::Exactly | Bound::AtMost);
    (fits && scene.distance(word.range.end..group.range.start) <= 4 && (each && (text == "布局" || bound == Bound::AtMost) || restricts))
        .then(|| Reason::new(Some(Role::Limit), "count.limit"))
}

/// Whether the verb stands right before the number, and the thing is yet to be made: not 已建设100个.
fn made(scene: &Scene, verb: &Word, group: &Group) -> bool {
    let text = scene.text();
    let done = ["每", "已", "已经", "共", "累计", "曾", "先后", "的"].iter().any(|w| text[..verb.range.start].ends_with(w));
    // What is measured may stand between: 新建标准厂房12万平方米.
    let between = verb.range.end..group.range.start;
    let measures = scene.within(between.clone()).filter(|w| w.senses.iter().any(|s| matches!(s, Sense::Measure(_))));
    let known = measures.map(|w| scene.distance(w.range.clone())).max().unwrap_or(0);
    !done && scene.distance(between) - known <= 2
}

/// Whether nothing follows the number in its segment: 培育创新中心3个、孵化器5个。
fn ends_phrase(scene: &Scene, group: &Group) -> bool {
    let end = bound::end(scene, group);
    scene.text()[end..].starts_with('、') || scene.rest(end..group.segment.end.max(end)) <= 1
}

/// What is counted: the last measure named after the number (the head of the phrase), or else the nearest before it.
fn measure(scene: &Scene, group: &Group, amount: &Amount) -> Option<String> {
    let Unit::Count(unit) = &amount.unit else { return None };
    let fits = |word: &&Word| row(scene, word, unit).is_some();
    let end = bound::end(scene, group);
    let to = scene.before_next(&group.segment, end);
    let after = scene.within(end..to).filter(fits).max_by_key(|w| (w.range.end, w.range.len()));
    let from = scene.after_previous(&group.segment, group.range.start);
    let nearest = scene.within(from..group.range.start).filter(fits).max_by_key(|w| (w.range.end, w.range.len()));
    let measures = &scene.vocabulary.measures;
    let said = after.or(nearest).and_then(|word| measures.get(row(scene, word, unit)?));
    said.or_else(|| measures.iter().find(|m| m.by_unit && m.units.contains(unit))).map(|m| m.id.clone())
}

fn row(scene: &Scene, word: &Word, unit: &str) -> Option<usize> {
    word.senses.iter().find_map(|s| match s {
        Sense::Measure(row) => scene.vocabulary.measures.get(*row).filter(|m| m.units.iter().any(|u| u == unit)).map(|_| *row),
        _ => None,
    })
}

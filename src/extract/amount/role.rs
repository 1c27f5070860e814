//! What money and ratios are for.
//!
//! In this order:
//! 1. `cap`: a segment that says nothing but a limit (最高不超过1亿元) has the role of the amount before it.
//! 2. The nearest cue of `roles.toml`, or the measure beside the amount (`measures.toml`), whichever is nearer.
//!    A measure, or a cue for reaching something (达到), leaves open whether the amount is a requirement
//!    or a goal; `requirement_or_goal` decides.
//! 3. The heading: below 资金支持 an amount is support.

use std::sync::LazyLock;

use regex::Regex;

use super::condition::{gives, is_condition, limits_who, names_who};
use super::scan::{Amount, Unit};
use super::scene::{Group, Scene, kind};
use crate::lexicon::roles::{Bound, Role, Side};
use crate::lexicon::vocabulary::{Sense, Word};
use crate::text::pattern;

/// A role with the measure and the name of the rule that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The role.
    pub role: Option<Role>,
    /// What is measured.
    pub measure: Option<String>,
    /// Name of the rule.
    pub rule: String,
}

impl Reason {
    /// A reason without a measure.
    pub fn new(role: Option<Role>, rule: impl Into<String>) -> Self {
        Reason { role, measure: None, rule: rule.into() }
    }
}

/// Cues farther away say nothing.
const FARTHEST: i32 = 70;
/// Characters between an amount and the limit on it, and between two amounts in a row.
const FARTHEST_CAP: usize = 160;
const FARTHEST_ROW: usize = 70;
/// Bytes around an amount in which cues are looked for.
const REACH: usize = 600;

/// 到2025年 / 到“十四五”末: what follows is to be reached.
static BY_YEAR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:到|至|截至|力争|争取)(?:20[0-9]{2}年|“?[一二三]?十[一二三四五六七八九]?五”?(?:末|期末|时期末)|本世纪)"));
/// In or before a year that is not to come: 2021年,全市产值达到
static IN_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"20[0-9]{2}年"));

/// The role of a group of money or ratios; none when it tells what is or was.
pub fn role(scene: &Scene, group: &Group, bounds: &[Bound], before: &[(usize, Reason)]) -> Option<Reason> {
    let bound = bounds.first().copied().unwrap_or_default();
    if let Some(reason) = cap(scene, group, bound, before) {
        return Some(reason);
    }
    let first = &scene.amounts[group.members.start];
    let measure = measure(scene, group, first);
    let cue = nearest_cue(scene, group, first);
    let by_measure = measure.as_ref().filter(|m| cue.as_ref().is_none_or(|c| m.cost < c.cost || c.role == Some(Role::Target)));
    let mut reason = match (by_measure, cue) {
        (None, _) if limits_who(scene, group, bound) => requirement_or_goal(scene, group, bound, measure.as_ref(), None)?,
        (Some(measure), _) => requirement_or_goal(scene, group, bound, Some(measure), None)?,
        (None, Some(cue)) if cue.role == Some(Role::Target) && raised(scene, group) && parallel(scene, group, bound, before).is_some() => {
            parallel(scene, group, bound, before)?
        }
        (None, Some(cue)) if cue.role == Some(Role::Target) => requirement_or_goal(scene, group, bound, None, Some(&cue))?,
        (None, Some(cue)) => Reason { role: cue.role, measure: cue.measure, rule: format!("cue.{}", cue.name) },
        (None, None) if is_condition(scene, group) => Reason::new(Some(Role::Threshold), "condition"),
        (None, None) if let Some(lead) = leading_measure(scene, group, first) => {
            requirement_or_goal(scene, group, bound, Some(&lead), None)?
        }
        (None, None) => match scene.context() {
            Some(role) => Reason::new(Some(role), "heading"),
            None if background(scene, group) => return None,
            None => parallel(scene, group, bound, before).unwrap_or_else(|| match norm(scene, group) {
                true => Reason::new(Some(Role::Threshold), "norm"),
                false => Reason::new(None, "plain"),
            }),
        },
    };
    // 其中设备购置费320万元: a part of the amount before it.
    if reason.role.is_none()
        && reason.rule == "measure"
        && scene.text()[group.segment.clone()].starts_with("其中")
        && let Some(whole) = parallel(scene, group, bound, before)
    {
        reason = whole;
    }
    if matches!(reason.role, Some(Role::Threshold | Role::Target)) && reason.measure.is_none() {
        reason.measure = measure.map(|m| m.id);
    }
    Some(reason)
}

/// 重大项目500万元,重点项目200万元: an amount in a row of such is for what the one before it is for.
///
/// A bounded amount after a requirement is one, too.
pub fn parallel(scene: &Scene, group: &Group, bound: Bound, before: &[(usize, Reason)]) -> Option<Reason> {
    let (end, last) = before.last().filter(|(end, _)| scene.apart(*end, group) <= FARTHEST_ROW)?;
    let same = match last.role {
        Some(Role::Support | Role::Equity | Role::Budget | Role::Fund | Role::Fee) => scene.sentence.start <= *end,
        Some(Role::Threshold) => matches!(bound, Bound::AtLeast | Bound::AtMost) && !last.rule.ends_with("condition"),
        Some(Role::Target | Role::Limit) => false,
        None => last.measure.is_some() && scene.sentence.start <= *end,
    };
    let measure = last.measure.clone().filter(|_| last.role.is_none());
    same.then(|| Reason { role: last.role, measure, rule: "parallel".to_owned() })
}

/// 补助比例提高到40%, 可增至200万元: more of what was said before.
fn raised(scene: &Scene, group: &Group) -> bool {
    let text = &scene.text()[group.segment.start..group.range.start];
    let words =
        ["提高到", "提高至", "提高", "提升至", "提升到", "增至", "增加到", "增加至", "增加", "扩大到", "降至", "下降到", "降低到", "降为"];
    !is_goal(scene, group) && words.iter().any(|w| text.contains(w))
}

/// Whether the words demand it, whoever must meet it: 不得超过3%, 应不低于30%.
pub fn norm(scene: &Scene, group: &Group) -> bool {
    let demands = |text: &str| ["不得", "不能", "应不", "须不", "至少"].iter().any(|w| text.contains(w));
    let before = group.segment.start..group.range.start;
    let words = scene.within(before.clone()).filter(|w| w.senses.iter().any(|s| matches!(s, Sense::Bound(_))));
    words.map(|w| &scene.text()[w.range.clone()]).any(demands) || {
        let duty = ["应", "应当", "须", "必须", "需"];
        let bounded = scene.within(before).find(|w| w.senses.iter().any(|s| matches!(s, Sense::Bound(_))));
        bounded.is_some_and(|w| duty.iter().any(|d| scene.text()[..w.range.start].ends_with(d)))
    }
}

/// 最高不超过1亿元, after an amount with a role.
fn cap(scene: &Scene, group: &Group, bound: Bound, before: &[(usize, Reason)]) -> Option<Reason> {
    let given = [Role::Support, Role::Equity, Role::Budget, Role::Fund];
    let (_, last) =
        before.iter().rev().find(|(end, r)| scene.apart(*end, group) <= FARTHEST_CAP && r.role.is_some_and(|r| given.contains(&r)))?;
    let says_more = scene
        .within(group.segment.clone())
        .filter(|w| !scene.is_aside(w))
        .any(|w| w.senses.iter().any(|s| matches!(s, Sense::Cue(_) | Sense::Measure(_))));
    (bound == Bound::AtMost && !says_more && scene.rest(group.segment.clone()) <= 6).then(|| Reason::new(last.role, "cap"))
}

/// A cue beside an amount.
pub struct NearCue {
    /// Its role.
    pub role: Option<Role>,
    /// What its amounts are, where the role does not say: `penalty`.
    pub measure: Option<String>,
    /// Its row.
    pub name: String,
    /// Its distance and cost.
    pub cost: i32,
}

/// The cue with the least distance and cost, in the whole sentence.
pub fn nearest_cue(scene: &Scene, group: &Group, amount: &Amount) -> Option<NearCue> {
    let mut best: Option<NearCue> = None;
    // Beyond so many bytes no cue is near, and the time of a long sentence stays bounded.
    let text = scene.text();
    let from = (group.range.start.saturating_sub(REACH)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let to = (group.range.end + REACH).min(text.len());
    for word in scene.within(from..to) {
        for sense in word.senses {
            let Sense::Cue(row) = sense else { continue };
            let Some(cue) = scene.vocabulary.cues.get(*row) else { continue };
            let distance = if word.range.end <= group.range.start && cue.side != Side::After {
                scene.distance(word.range.end..group.range.start)
            } else if word.range.start >= group.range.end && cue.side != Side::Before {
                // What comes after a comma speaks of itself.
                scene.distance(group.range.end..word.range.start) + if word.range.start >= group.segment.end { 10 } else { 0 }
            } else {
                continue;
            };
            if cue.role != Some(Role::Support) && is_base(scene, word, group, amount) {
                continue;
            }
            if cue.level_only && !(amount.level && word.range.start < group.segment.end) {
                continue;
            }
            let cost = distance + cue.cost;
            // Of two as near, the one that stands later is nearer to the amount behind it.
            let nearer = |b: &NearCue| cost < b.cost || cost == b.cost && word.range.end <= group.range.start;
            if cost <= FARTHEST && best.as_ref().is_none_or(nearer) {
                best = Some(NearCue { role: cue.role, measure: cue.measure.clone(), name: cue.name.clone(), cost });
            }
        }
    }
    best
}

/// 贷款利率的50%, 基金规模的2%: a word right before 的 names what the share is taken of, not what it is for.
fn is_base(scene: &Scene, word: &Word, group: &Group, amount: &Amount) -> bool {
    matches!(amount.unit, Unit::Ratio(_))
        && word.range.end <= group.range.start
        && scene.text()[word.range.end..group.range.start].contains('的')
        && scene.distance(word.range.end..group.range.start) <= 4
}

/// A measure beside an amount.
pub struct NearMeasure {
    /// Its row's id.
    pub id: String,
    /// Its distance, comparable with a cue's.
    pub cost: i32,
}

/// The measure of money or of a ratio: named before it in the same segment, or right after it.
fn measure(scene: &Scene, group: &Group, amount: &Amount) -> Option<NearMeasure> {
    let from = scene.after_previous(&group.segment, group.range.start);
    let to = scene.before_next(&group.segment, group.range.end);
    let mut best: Option<(i32, i32, usize)> = None;
    for word in scene.within(from..to) {
        let range = word.range.clone();
        let chars = scene.text()[range.clone()].chars().count();
        for sense in word.senses {
            let Sense::Measure(row) = sense else { continue };
            let Some(measure) = scene.vocabulary.measures.get(*row).filter(|m| m.kinds.contains(&kind(amount))) else { continue };
            // 按研发投入的10%: a share of the measure, not the measure itself, unless the word says 占…比重.
            let cost = if range.end <= group.range.start {
                scene.distance(range.end..group.range.start)
            } else if range.start >= group.range.end && scene.text()[group.range.end..range.start].chars().count() <= 3 && !amount.level {
                3 + scene.distance(group.range.end..range.start)
            } else {
                continue;
            };
            // 投资, 产值: short words are measures only right beside the amount; 人均产值5万元 is another one.
            if cost > if chars <= 2 { 0 } else { 10 } || !measure.units.is_empty() {
                continue;
            }
            let better = best.is_none_or(|(c, len, r)| (cost, -(chars as i32), *row) < (c, len, r));
            if better {
                best = Some((cost, -(chars as i32), *row));
            }
        }
    }
    let (cost, _, row) = best?;
    Some(NearMeasure { id: scene.vocabulary.measures.get(row)?.id.clone(), cost: cost + 1 })
}

/// 研发费用占销售收入的比例:最近一年收入小于5000万元的企业,不低于5%: the measure of a list stands before its colon.
fn leading_measure(scene: &Scene, group: &Group, amount: &Amount) -> Option<NearMeasure> {
    let text = &scene.text()[scene.sentence.start..group.segment.start];
    let colon = scene.sentence.start + text.find(':').filter(|_| !text.contains(';') || !names_who(scene, group))?;
    let fits = |row: &usize| scene.vocabulary.measures.get(*row).filter(|m| m.kinds.contains(&kind(amount)) && m.units.is_empty());
    let words = scene.within(scene.sentence.start..colon).filter(|w| scene.distance(w.range.end..colon) <= 4);
    let mut measures = words.flat_map(|w| w.senses).filter_map(|s| match s {
        Sense::Measure(row) => fits(row),
        _ => None,
    });
    Some(NearMeasure { id: measures.next_back()?.id.clone(), cost: FARTHEST })
}

/// Whether the amount is a requirement on somebody or a goal of the policy; none when it tells what is or was.
fn requirement_or_goal(scene: &Scene, group: &Group, bound: Bound, measure: Option<&NearMeasure>, cue: Option<&NearCue>) -> Option<Reason> {
    let id = measure.map(|m| m.id.clone());
    let reason = |role: Role, rule: &str| Some(Reason { role: Some(role), measure: id.clone(), rule: rule.to_owned() });
    let condition = is_condition(scene, group);
    let context = scene.context();
    if is_goal(scene, group) && !(condition && rewarded(scene, group)) {
        return reason(Role::Target, "goal");
    }
    if condition {
        return reason(Role::Threshold, "condition");
    }
    if context == Some(Role::Threshold) {
        return reason(Role::Threshold, "heading");
    }
    let limited = !matches!(bound, Bound::Exactly | Bound::About);
    // 2023年,全市工业总产值突破2万亿元 tells what was.
    let past = bound == Bound::MoreThan && IN_YEAR.is_match(&scene.text()[scene.sentence.start..group.range.start]);
    if past {
        return None;
    }
    if measure.is_some() && limited && cue.is_none() && !background(scene, group) {
        return reason(Role::Threshold, "measure");
    }
    if background(scene, group) || IN_YEAR.is_match(&scene.text()[scene.sentence.start..group.range.start]) {
        return None;
    }
    match cue {
        Some(_) => reason(Role::Target, "cue.reach"),
        None if context == Some(Role::Support) && !limited => reason(Role::Support, "heading"),
        None => Some(Reason { role: None, measure: id.clone(), rule: "measure".to_owned() }),
    }
}

/// Whether the sentence sets a goal before the amount, or stands below a heading of goals.
pub fn is_goal(scene: &Scene, group: &Group) -> bool {
    let before = scene.sentence.start..group.range.start;
    scene.context() == Some(Role::Target) || BY_YEAR.is_match(&scene.text()[before.clone()]) || scene.has(before, Sense::Goal)
}

/// Whether the sentence tells what is or was.
pub fn background(scene: &Scene, group: &Group) -> bool {
    let text = &scene.text()[scene.sentence.clone()];
    scene.has(scene.sentence.start..group.range.start, Sense::Background) || text.contains("同比")
}

/// Whether support is promised later in the sentence.
fn rewarded(scene: &Scene, group: &Group) -> bool {
    gives(scene, group.range.end..scene.sentence.end)
}

/// Whether an amount is a count of times, 倍.
pub fn is_multiple(amount: &Amount) -> bool {
    matches!(&amount.unit, Unit::Count(unit) if unit == "倍")
}

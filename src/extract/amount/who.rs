//! Who gets or must meet an amount, on what condition, over which years.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::condition;
use super::role::Reason;
use super::scan::Unit;
use super::scene::{Group, Scene};
use super::{bound, edge};
use crate::extract::types::Window;
use crate::lexicon::roles::Role;
use crate::lexicon::vocabulary::{Sense, Word};
use crate::text::{numeral, pattern};

/// Words between who and what is measured that belong to the measure.
const MODIFIERS: [&str; 25] = [
    "的",
    "年",
    "年度",
    "当年",
    "当年度",
    "上年",
    "上年度",
    "上一年",
    "上一年度",
    "本年度",
    "全年",
    "年均",
    "平均",
    "累计",
    "首次",
    "实际",
    "实缴",
    "单户",
    "单个",
    "户均",
    "人均",
    "亩均",
    "总",
    "年内",
    "单季",
];

/// 近三年, 最近两个会计年度, 上一年度
static WINDOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:(?:最?近|过去|前|连续)([0-9一二两三四五六七八九十]{1,2})个?(?:会计|自然|完整会计)?年度?|(上一?个?(?:会计)?年度?))")
});
/// 对, 对于, but not 对接, 对外, 针对
static TOWARDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"对于?"));
/// Where the one who is given something ends: 对…企业给予, 对…项目,按投资额
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[,;:]|可?(?:给予|予以|分别|一次性|按照?|每年|每月|累计|最高|最多|奖励|奖补|补助|资助|补贴|安排|提供|视|根据|参照|择优|优先|不超过|单个|每家(?:企业|单位)?给予|再给予|由)",
    )
});

/// The years looked back: 近三年…年均 is three years on average.
pub fn window(scene: &Scene, group: &Group) -> Option<Window> {
    let text = &scene.text()[scene.after_previous(&group.segment, group.range.start)..group.range.start];
    let found = WINDOW.captures_iter(text).last()?;
    let whole = found.get(0)?;
    let years = match found.get(1) {
        Some(number) => u32::try_from(numeral::integer(number.as_str())?).ok()?,
        None => 1,
    };
    let after = &text[whole.end()..];
    let says = |words: &[&str]| words.iter().any(|w| after.contains(w));
    let mode = if says(&["年均", "平均"]) {
        "average"
    } else if says(&["累计", "合计", "总计", "总和", "总额"]) {
        "total"
    } else if says(&["每年", "各年", "均"]) || years == 1 {
        "each"
    } else {
        "unstated"
    };
    Some(Window { years, mode: mode.to_owned() })
}

/// The range of words that name who gets or must meet the amounts of a group.
pub fn subject(scene: &Scene, group: &Group, reason: &Reason) -> Option<Range<usize>> {
    let counted = matches!(scene.amounts[group.members.start].unit, Unit::Count(_));
    let found = match reason.role {
        Some(Role::Support | Role::Equity) | None => match (receiver(scene, group), named(scene, group)) {
            (Some(receiver), Some(named)) if receiver.end <= group.segment.start => Some(named),
            (receiver, named) => receiver.or(named),
        },
        Some(Role::Threshold) if reason.rule.ends_with("condition") => condition::actor(scene, group).or_else(|| holder(scene, group)),
        Some(Role::Threshold) => holder(scene, group),
        Some(Role::Target) if !counted => holder(scene, group),
        Some(Role::Target | Role::Limit) => thing(scene, group),
        Some(Role::Fee) => named(scene, group),
        Some(Role::Budget | Role::Fund) => None,
    }?;
    let mut found = trim(scene.text(), found);
    // 全部组建资金(含研发设备)不少于: a bracket that stays open is no part of who.
    if let Some(open) = scene.text()[found.clone()].rfind('(').filter(|open| !scene.text()[found.start + open..found.end].contains(')')) {
        found = trim(scene.text(), found.start..found.start + open);
    }
    let words = &scene.text()[found.clone()];
    let nobody = scene.vocabulary.no_subject.iter().any(|w| words.starts_with(w.as_str()) || words.ends_with(w.as_str()));
    let chars = words.chars().count();
    ((2..=60).contains(&chars) && !nobody && !PERIOD.is_match(words)).then_some(found)
}

/// 三年内, 营业至24时: a time is nobody.
static PERIOD: LazyLock<Regex> =
    LazyLock::new(|| pattern("^[0-9一二两三四五六七八九十半]{1,4}个?(年|月|日|天|小时|季度|工作日)(以?内|后|前)?$|[0-9]时$"));

/// 对升级为国家级的制造业创新中心给予: what stands between 对 and the verb.
fn receiver(scene: &Scene, group: &Group) -> Option<Range<usize>> {
    let text = scene.text();
    let before = &text[scene.sentence.start..group.range.start];
    let towards = TOWARDS.find_iter(before).filter(|m| {
        let (front, back) = (&before[..m.start()], &before[m.end()..]);
        let begins =
            front.chars().next_back().is_none_or(|c| !c.is_alphabetic() || "并或可再年别及们一会".contains(c)) || front.ends_with("资金");
        begins && !["接", "外", "标", "应", "照", "比", "象", "口", "其", "此", "上述"].iter().any(|w| back.starts_with(w))
    });
    let start = scene.sentence.start + towards.last()?.end();
    // 对甲企业给予20万元;新认定乙企业给予10万元: another part of the sentence names another one.
    if let Some(part) = before.rfind(';').map(|i| scene.sentence.start + i + 1).filter(|part| *part > start) {
        let rest = &text[part..group.range.start];
        let newly = NEWLY.iter().any(|w| rest.starts_with(w));
        let end = GIVEN.find_iter(rest).map(|m| m.start()).find(|at| *at > 0).filter(|_| newly);
        if let Some(end) = end {
            return Some(part..part + end);
        }
    }
    let rest = &text[start..group.range.start];
    let end = start + GIVEN.find_iter(rest).map(|m| m.start()).find(|at| *at > 0)?;
    Some(start..end)
}

/// How the part of a sentence begins that names who is given something without 对: 新认定市级品牌示范企业给予10万元.
const NEWLY: [&str; 12] = ["新认定", "新获", "新入选", "新列入", "获得", "获评", "首次", "被认定", "认定为", "入选", "通过", "当年"];

/// 重大项目每项500万元, 顶尖人才(A类)1000万元, 一等奖、二等奖分别: the name right before 每, 分别, the bound or the amount.
fn named(scene: &Scene, group: &Group) -> Option<Range<usize>> {
    let text = scene.text();
    let from = scene.after_previous(&group.segment, group.range.start);
    let light = |w: &&Word| w.senses.iter().any(|s| matches!(s, Sense::Each | Sense::Bound(_) | Sense::Per(_)));
    let apart = ["分别", "依次"].iter().filter_map(|w| text[from..group.range.start].find(w)).min().map(|i| from + i);
    let word = scene.within(from..group.range.start).find(light).map(|w| w.range.start);
    let each = text[from..group.range.start].find('每').map(|i| from + i);
    let end = [apart, word, each].into_iter().flatten().min().unwrap_or(group.range.start);
    let name = trim(text, from..end);
    let words = &text[name.clone()];
    // A name, and no part of the sentence that does something.
    let verbs = scene.within(name.clone()).any(|w| {
        w.senses.iter().any(|s| match s {
            Sense::Cue(row) => apart.is_none() && scene.vocabulary.cues.get(*row).is_some_and(|c| !c.level_only),
            Sense::Measure(_) => {
                let bare = if words.ends_with(')') { words.rfind('(').map_or(words, |at| &words[..at]) } else { words };
                !scene.vocabulary.actors.iter().any(|a| bare.ends_with(a.as_str()))
            }
            Sense::Duty | Sense::Goal | Sense::Background => true,
            _ => false,
        })
    });
    let begins = [
        "按", "给予", "可", "再", "其中", "经", "由", "从", "在", "以", "每", "奖", "补", "同一", "单个", "总", "首", "资助", "共", "对",
        "为", "至",
    ];
    let chars = words.chars().count();
    let bad = verbs || begins.iter().any(|w| words.starts_with(w)) || words.contains([',', ';', ':', '年', '月']) || words.contains("标准");
    (!bad && (2..=24).contains(&chars)).then_some(name)
}

/// 牵头单位近三年销售收入: what stands before the years, the measure or the bound.
fn holder(scene: &Scene, group: &Group) -> Option<Range<usize>> {
    let text = scene.text();
    let from = scene.after_previous(&group.segment, group.range.start);
    let before = &text[from..group.range.start];
    // 力争实现 at the front says nothing of who.
    let verb = |s: &Sense| match s {
        Sense::Goal | Sense::Make => true,
        Sense::Cue(row) => scene.vocabulary.cues.get(*row).is_some_and(|c| !c.level_only),
        _ => false,
    };
    let opens = |w: &&Word| w.senses.iter().any(verb) && w.range.start == from;
    let start = scene.within(from..group.range.start).find(opens).map_or(from, |w| w.range.end);
    let start = start + TOWARDS.find(&text[start..group.range.start]).filter(|m| m.start() == 0).map_or(0, |m| m.end());
    let window = WINDOW.find(before).map(|m| from + m.start());
    let is = |w: &&Word, test: fn(&Sense) -> bool| w.range.start >= start && w.senses.iter().any(test);
    let words = || scene.within(start..group.range.start);
    // The measure nearest to the amount, the widest of several that end together.
    let measure = words().filter(|w| is(w, |s| matches!(s, Sense::Measure(_)))).max_by_key(|w| (w.range.end, w.range.len()));
    let bound = words().find(|w| is(w, |s| matches!(s, Sense::Bound(_) | Sense::Per(_) | Sense::Duty)));
    let reach = words().rfind(|w| w.range.start >= start && w.senses.iter().any(verb)).filter(|_| measure.is_none());
    let ends = [measure, bound, reach].into_iter().flatten().map(|w| w.range.start).chain(window);
    let end = ends.filter(|e| *e >= start).min()?;
    (start < end).then_some(start..end)
}

/// 支持不少于2家市级制造业创新中心, 建设市级制造业创新中心不少于20家: the thing that is counted.
fn thing(scene: &Scene, group: &Group) -> Option<Range<usize>> {
    let after = bound::end(scene, group)..group.segment.end;
    if after.start < after.end && scene.rest(after.clone()) > 1 {
        return Some(after);
    }
    let before = group.segment.start..group.range.start;
    let verb = scene.within(before.clone()).rev().find(|w| w.is(Sense::Make)).map_or(before.start, |w| w.range.end);
    let end = scene
        .within(verb..before.end)
        .find(|w| w.senses.iter().any(|s| matches!(s, Sense::Bound(_))))
        .map_or(before.end, |w| w.range.start);
    (verb < end).then_some(verb..end)
}

/// Without 的, punctuation and brackets at the ends.
fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.clone()];
    let inside = inside.strip_prefix("其中").unwrap_or(inside);
    let mut cut = inside.trim_start_matches(['的', ',', '、', ':', ')', '对']);
    // 其获得 is said of somebody named before; 其他企业 names them.
    if !cut.starts_with("其他") && !cut.starts_with("其余") {
        cut = cut.trim_start_matches('其');
    }
    for word in ["或者", "以及", "同时", "并且", "或", "且", "年"] {
        cut = cut.strip_prefix(word).unwrap_or(cut);
    }
    let start = range.end - cut.len();
    let mut kept = text[start..range.end].trim_end_matches([',', '、', ':', '(']);
    kept = kept.strip_suffix('的').unwrap_or(kept);
    kept = kept.strip_suffix('按').unwrap_or(kept);
    // 企业当年实缴税收 is about the 企业.
    while let Some(shorter) = MODIFIERS.iter().find_map(|w| kept.strip_suffix(w)).filter(|k| k.chars().count() > 1) {
        kept = shorter.trim_end_matches([',', '、', ':', '(']);
    }
    start..start + kept.len()
}

/// The parts of the sentence that limit the amounts: the clause before it that ends with 的, brackets right after it,
/// and the part after it that makes an exception.
pub fn conditions(scene: &Scene, group: &Group, role: Option<Role>) -> Vec<Range<usize>> {
    let text = scene.text();
    let mut found = Vec::new();
    let mut at = group.segment.start;
    // The nearest part before it that sets a condition.
    while at > scene.sentence.start {
        let end = at - 1;
        let part = crate::extract::reading::segment(text, scene.sentence.clone(), end..end);
        if part.end != end || part.start >= end {
            break;
        }
        let words = &text[part.clone()];
        let amounts = scene.amounts.iter().any(|a| part.start <= a.range.start && a.range.end <= part.end);
        if words.ends_with('的')
            || ["后", "时", "通过评审"].iter().any(|w| words.ends_with(w))
            || ["经", "如", "若", "凡", "对获", "对列入"].iter().any(|w| words.starts_with(w))
        {
            found.push(part);
            break;
        }
        if amounts && role != Some(Role::Support) {
            break;
        }
        at = part.start;
    }
    // (国家和省规定须配套的项目除外)
    let rest = &text[group.range.end..group.segment.end.max(group.range.end)];
    if let Some(open) = rest.find('(').map(|i| group.range.end + i)
        && let Some(close) = text[open..scene.sentence.end].find(')').map(|i| open + i)
        && close - open > 9
    {
        found.push(open + 1..close);
    }
    // ,对市重点支持领域可适当放宽
    let next = group.segment.end + 1;
    if text.get(group.segment.end..next).is_some_and(|c| c == "," || c == ";") && next < scene.sentence.end {
        let part = crate::extract::reading::segment(text, scene.sentence.clone(), next..next);
        let amounts = scene.amounts.iter().any(|a| part.start <= a.range.start && a.range.end <= part.end);
        if !amounts && ["放宽", "除外", "不重复", "不再", "不予", "就高"].iter().any(|w| text[part.clone()].contains(w)) {
            found.push(part);
        }
    }
    // (含1000万元) says how the amount limits, which the bound tells.
    found.retain(|r| {
        let says_edge = text[..r.start].ends_with('(') && edge::bracket(text, r.start - 1).1.is_some();
        !says_edge && !text[r.clone()].trim().is_empty()
    });
    found
}

/// Takes a list apart that names as many things as there are amounts: 升级为国家级、省级的制造业创新中心 and two
/// amounts give 升级为国家级的制造业创新中心 and 升级为省级的制造业创新中心.
pub fn pair(subject: &str, n: usize) -> Option<Vec<String>> {
    if n < 2 {
        return None;
    }
    // “甲500强”“乙500强”的企业
    let quoted: Vec<&str> = subject.split_inclusive('”').filter(|q| q.contains('“')).collect();
    if quoted.len() == n && !subject.contains('、') {
        let lead = quoted.first().and_then(|q| q.find('“')).map_or("", |at| &subject[..at]);
        let rest = subject.rfind('”').map_or("", |at| &subject[at + '”'.len_utf8()..]);
        let item = |q: &&str| q.find('“').map_or("", |at| &q[at..]).to_owned();
        return Some(quoted.iter().map(|q| format!("{lead}{}{rest}", item(q))).collect());
    }
    let mut items: Vec<&str> = subject.split('、').collect();
    if items.len() + 1 == n {
        // The last two are joined by 和: 国家级、省级和市级.
        let last = items.pop()?;
        let (before, word) = ["和", "及", "与", "或"].iter().filter_map(|w| last.find(w).map(|at| (at, w))).min()?;
        items.extend([&last[..before], &last[before + word.len()..]]);
    }
    if items.len() != n || items.iter().any(|i| i.is_empty()) {
        return None;
    }
    let first = items.first()?;
    // The items end alike (国家级, 省级); what follows in the last one belongs to all.
    let end = first.chars().next_back()?;
    let last = items.last()?;
    let (last_item, rest) = match last.find(end) {
        Some(at) => last.split_at(at + end.len_utf8()),
        None => (*last, ""),
    };
    // What stands before the first item belongs to all: the words up to a verb.
    let lead = [
        "认定为",
        "升级为",
        "评为",
        "列为",
        "列入",
        "获评",
        "获得",
        "达到",
        "突破",
        "通过",
        "认定的",
        "评定的",
        "获批的",
        "新增",
        "为",
        "获",
    ]
    .iter()
    .filter_map(|verb| first.rfind(verb).map(|at| at + verb.len()))
    .max()
    .filter(|at| *at < first.len())
    .unwrap_or(0);
    let (prefix, first_item) = first.split_at(lead);
    let mut out = vec![format!("{prefix}{first_item}{rest}")];
    out.extend(items[1..n - 1].iter().map(|item| format!("{prefix}{item}{rest}")));
    out.push(format!("{prefix}{last_item}{rest}"));
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::pair;

    #[test]
    fn lists_are_taken_apart() {
        let cases: [(&str, usize, &[&str]); 5] = [
            ("新认定的国家级、省级和市级众创空间", 3, &["新认定的国家级众创空间", "新认定的省级众创空间", "新认定的市级众创空间"]),
            ("国家级和省级平台", 2, &["国家级平台", "省级平台"]),
            ("首次入选“甲类百强”“乙类百强”的企业", 2, &["首次入选“甲类百强”的企业", "首次入选“乙类百强”的企业"]),
            ("升级为国家级、省级的制造业创新中心", 2, &["升级为国家级的制造业创新中心", "升级为省级的制造业创新中心"]),
            ("获评特等奖、一等奖、二等奖的项目", 3, &["获评特等奖的项目", "获评一等奖的项目", "获评二等奖的项目"]),
        ];
        for (subject, n, items) in cases {
            assert_eq!(pair(subject, n).unwrap(), items, "{subject}");
        }
        assert_eq!(pair("国家级、省级的企业", 3), None);
    }
}

//! The grammar of provisions: 第五条第二款第（一）项, 第三部分第（二）条, lists and ranges of them.
//!
//! Recipe: [`run`] reads the provisions at the start of a folded text. A run is a list of members (第五条、第七条第二款);
//! a member may name several provisions at once (第三、四、七条; 第五条至第八条). Each provision is a path of [`Step`]s; a
//! member that leaves its larger steps out takes them from the member before: in 第五条第一款、第三款 the second is
//! 第五条第三款. The order of units is that of 立法技术规范（试行）（一）: 编, 章, 节, 条, 款, 项, 目.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::text::{numeral, pattern};

/// At most so many provisions are taken from one list or range.
const MOST: usize = 60;

/// One step of a path: 第五条 is `Step { level: 4, number: 5, sub: None, unit: "条", bracket: false }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Lower is larger: 编 0, 章 1, 节 2, 部分 3, 条 4, 款 5, 项 6, 目 7.
    pub level: u8,
    /// The number.
    pub number: u64,
    /// 第十二条之一 has 1 here.
    pub sub: Option<u64>,
    /// The unit as printed; 项 where only （一） is printed.
    pub unit: String,
    /// Whether the number stands in brackets: 第（一）项.
    pub bracket: bool,
}

/// A provision: its steps, largest first.
pub type Path = Vec<Step>;

/// One member of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its place in the text that was read.
    pub range: Range<usize>,
    /// The provisions it names.
    pub paths: Vec<Path>,
}

/// The numerals of provisions.
pub const NUMERAL: &str = "(?:[0-9]{1,4}|[一二三四五六七八九十百千零〇两]{1,9})";

/// 第五条, 第十二条之一, 第（一）至（三）项, 第三、四、七条, 第三部分.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    let item = format!(r"(?:\({NUMERAL}\)|{NUMERAL})");
    pattern(&format!(
        r"^第(?P<list>{item}(?:(?:[、,和及至到~-]|以及)?{item}){{0,{MOST}}})(?P<unit>编|章|节|条|款|项|目|部分|点|自然段)?(?:之(?P<sub>[一二三四五六七八九十]{{1,2}}|[0-9]{{1,2}}))?"
    ))
});
/// （二）, （二）项: only behind another step.
static BRACKET: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^\((?P<n>{NUMERAL})\)(?P<unit>条|款|项|目|点)?")));
/// One number of a list.
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?P<by>[至到~-])?(?:\((?P<b>{NUMERAL})\)|(?P<n>{NUMERAL}))")));
/// What stands between two members.
static JOINT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:(?P<by>至|到|-|~)|[、,]?(?:以及|或者|和|及|或|与)|[、,])"));

/// Characters behind a unit that make another word of it: 第五条件, 第一项目, 第二章程, 第一点钟.
const OTHER_WORDS: [(&str, &str); 7] =
    [("条", "件例幅"), ("项", "目"), ("款", "式项"), ("章", "程"), ("节", "能目点约"), ("点", "钟位"), ("目", "标录的")];

fn level(unit: &str) -> u8 {
    match unit {
        "编" => 0,
        "章" => 1,
        "节" => 2,
        "部分" => 3,
        "条" => 4,
        "款" | "点" | "自然段" => 5,
        "项" => 6,
        _ => 7,
    }
}

/// A path in the normal spelling: Chinese numerals, full-width brackets.
pub fn printed(path: &[Step]) -> String {
    let chinese = |n: u64| u32::try_from(n).map_or_else(|_| n.to_string(), numeral::to_chinese);
    let one = |s: &Step| {
        let number = if s.bracket { format!("（{}）", chinese(s.number)) } else { chinese(s.number) };
        format!("第{number}{}{}", s.unit, s.sub.map_or_else(String::new, |n| format!("之{}", chinese(n))))
    };
    path.iter().map(one).collect()
}

/// The run of provisions at the start of a text; `before` is the path whose larger steps the first member may leave out.
/// The second value is the length of the run.
pub fn run(text: &str, before: &[Step]) -> Option<(Vec<Member>, usize)> {
    let (paths, mut end) = member(text, before)?;
    let mut members = vec![Member { range: 0..end, paths }];
    let mut total = members[0].paths.len();
    while total < MOST * 4 {
        let rest = &text[end..];
        let Some(joint) = JOINT.captures(rest) else { break };
        let skip = joint.get(0).map_or(0, |m| m.end());
        let Some(last) = members.last_mut() else { break };
        let Some(from) = last.paths.last().cloned() else { break };
        let Some((more, len)) = member(&rest[skip..], &from) else { break };
        total += more.len();
        let start = end + skip;
        end = start + len;
        if joint.name("by").is_some() {
            if let Some(to) = more.first() {
                last.paths.extend(between(&from, to));
            }
            last.paths.extend(more);
            last.range.end = end;
            total = total.max(last.paths.len());
        } else {
            members.push(Member { range: start..end, paths: more });
        }
    }
    Some((members, end))
}

/// The provisions between the ends of a range: 第五条至第八条, 第一百二十条之一至第一百二十条之六.
fn between(from: &[Step], to: &[Step]) -> Vec<Path> {
    let (Some((a, larger)), Some((b, other))) = (from.split_last(), to.split_last()) else { return Vec::new() };
    if a.level != b.level || larger.len() != other.len() {
        return Vec::new();
    }
    let step = |change: &dyn Fn(&mut Step)| {
        let mut step = a.clone();
        change(&mut step);
        larger.iter().cloned().chain([step]).collect::<Path>()
    };
    if a.number == b.number && a.sub.is_some() {
        return (a.sub.unwrap_or(0) + 1..b.sub.unwrap_or(0)).take(MOST).map(|n| step(&|s| s.sub = Some(n))).collect();
    }
    (a.number + 1..b.number).take(MOST).map(|n| step(&|s| (s.number, s.sub) = (n, None))).collect()
}

/// One member, and its length.
fn member(text: &str, before: &[Step]) -> Option<(Vec<Path>, usize)> {
    let mut paths: Vec<Path> = vec![Vec::new()];
    let mut end = 0;
    loop {
        let previous = paths.last().and_then(|p| p.last()).cloned();
        let Some((steps, len)) = step(&text[end..], previous.as_ref()) else { break };
        let first = steps.first()?.level;
        if previous.as_ref().is_some_and(|p| p.level >= first) {
            break;
        }
        if end == 0 {
            paths = vec![before.iter().take_while(|s| s.level < first).cloned().collect()];
        }
        paths = steps.iter().flat_map(|s| paths.iter().map(move |p| p.iter().cloned().chain([s.clone()]).collect())).take(MOST).collect();
        end += len;
    }
    (end > 0).then_some((paths, end))
}

/// One step, several where it is a list; its length.
fn step(text: &str, previous: Option<&Step>) -> Option<(Vec<Step>, usize)> {
    let found = match STEP.captures(text) {
        Some(found) => found,
        None => BRACKET.captures(text).filter(|_| previous.is_some())?,
    };
    let whole = found.get(0)?;
    let list = found.name("list").or(found.name("n"))?.as_str();
    let bracketed = list.starts_with('(') || found.name("n").is_some();
    let unit = found.name("unit").map(|m| m.as_str());
    let after = &text[whole.end()..];
    if unit.is_some_and(|u| OTHER_WORDS.iter().any(|(unit, next)| *unit == u && after.starts_with(|c| next.contains(c)))) {
        return None;
    }
    let unit = match unit {
        Some(unit) => unit,
        None if bracketed => "项",
        None => return None,
    };
    // 第三部分第（二）条 stands where a 款 would; 点 and （3） go one below what they follow.
    let natural = if bracketed && unit == "条" { 5 } else { level(unit) };
    let deep = match previous {
        Some(p) if p.level >= natural && p.unit != unit && (unit == "点" || found.name("unit").is_none() || p.bracket) => p.level + 1,
        _ => natural,
    };
    let sub = found.name("sub").and_then(|m| numeral::integer(m.as_str()));
    let one = |number, bracket, sub| Step { level: deep, number, sub, unit: unit.to_owned(), bracket };
    if found.name("n").is_some() {
        return Some((vec![one(numeral::integer(list)?, true, None)], whole.end()));
    }
    let mut steps: Vec<Step> = Vec::new();
    for item in ITEM.captures_iter(list).take(MOST) {
        let bracket = item.name("b").is_some();
        let number = numeral::integer(item.name("b").or(item.name("n"))?.as_str())?;
        if item.name("by").is_some()
            && let Some(from) = steps.last().map(|s| s.number + 1)
        {
            steps.extend((from..number).take(MOST).map(|n| one(n, bracket, None)));
        }
        steps.push(one(number, bracket, None));
    }
    if let Some(last) = steps.last_mut() {
        last.sub = sub;
    }
    (!steps.is_empty()).then_some((steps, whole.end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_taken_apart() {
        let cases = [
            ("第五条第二款第(一)项的", "第五条第二款第（一）项"),
            ("第5条第1款", "第五条第一款"),
            ("第十二条之一第二款", "第十二条之一第二款"),
            ("第三部分第(二)条第3项", "第三部分第（二）条第三项"),
            ("第五条至第八条", "第五条+第六条+第七条+第八条"),
            ("第三至五条", "第三条+第四条+第五条"),
            ("第三、四、七条", "第三条+第四条+第七条"),
            ("第九条第(一)至(三)项、第(五)项", "第九条第（一）项+第九条第（二）项+第九条第（三）项 第九条第（五）项"),
            ("第九条第(一)(二)项", "第九条第（一）项+第九条第（二）项"),
            ("第五条第一款、第三款和第六条", "第五条第一款 第五条第三款 第六条"),
            ("第一百二十条之一至第一百二十条之三", "第一百二十条之一+第一百二十条之二+第一百二十条之三"),
            ("第二十二条、第二十三条第一款或者第二款", "第二十二条 第二十三条第一款 第二十三条第二款"),
            ("第二条(三)项", "第二条第（三）项"),
            ("第五条件", ""),
            ("第一项目", ""),
            ("第一、二产业", ""),
        ];
        for (text, expected) in cases {
            let got = run(text, &[]).map(|(members, _)| members).unwrap_or_default();
            let got: Vec<String> = got.iter().map(|m| m.paths.iter().map(|p| printed(p)).collect::<Vec<_>>().join("+")).collect();
            assert_eq!(got.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn long_lists_and_ranges_stay_small() {
        let text = format!("第{}1条第{}1款第一条至第九千条", "1、".repeat(5000), "1、".repeat(5000));
        let (members, _) = run(&text, &[]).unwrap_or_default();
        assert!(members.iter().map(|m| m.paths.len()).sum::<usize>() <= 2000);
        let (members, _) = run("第一条至第九千条", &[]).unwrap();
        assert!(members[0].paths.len() <= MOST + 2);
    }
}

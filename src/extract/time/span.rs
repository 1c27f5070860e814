//! Durations and repetitions.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Time;
use crate::extract::types::{Bound, FactKind};
use crate::text::numeral;

/// A pattern in which NUM is a number of a length of time, in either kind of digits.
fn pattern(text: &str) -> Regex {
    crate::text::pattern(&text.replace("NUM", "(?:[0-9]{1,4}|[一二两三四五六七八九十百]{1,4})"))
}

/// 30日, 15个工作日, 半年, 一年半, 3个月, 24小时
static DURATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: (?P<low>NUM) (?:个?工作日|日|天|个月|年|小时)? (?:-|~|至|到) )?
        (?P<n>NUM|半)
        (?P<unit>个?工作日|个?自然日|个?日历[日天]|日|天|周|个?星期|个月|个半月|个?季度|个?学年|个?(?:会计|自然|完整)?年度|年|个?小时)
        (?P<half>半)?
        (?P<after>以内|之内|内|以上|以下|之后|以后|后|之前|以前|前|期满|有期徒刑|期|办结|办理完毕|办理完成|完成|反馈|答复)?",
    )
});
/// 每年, 每两年, 每半年, 每季度
static EVERY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"每(?P<n>NUM|半)?(?P<unit>个?自然年度|个?会计年度|个?年度|年度|年|个?季度|个?月|个?星期|周|个?学年|日|天)"));
/// 年度评估, 季度考核
static PERIODICAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<unit>半年度|年度|季度|月度)(?:定期|绩效|运行|综合|动态|工作)?(?:评估|考核|检查|审计|评价|考评|复核|抽查|总结|报告|督导|测评|监测|年检|盘点)",
    )
});
/// 三年定期考核, 三年一评, 每三年一次
static ONCE_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<n>NUM)年(?:为?[一1](?:个?周期|次|轮|届|评|审|检|考|换|定)|(?:进行)?(?:一次)?(?:定期)?(?:考核|评估|评价|复审|复核|复评|轮换))",
    )
});
/// 按年, 按季度公布
static BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"按(?P<unit>年度|年|季度|季|月)(?:度)?(?:公布|报送|考核|评估|拨付|支付|发放|结算|清算|兑现|通报|调度|统计|上报|报告)")
});

/// Words before a number that make it a duration.
const BEFORE: [&str; 57] = [
    "期",
    "期限",
    "期为",
    "期限为",
    "周期为",
    "时间为",
    "时长为",
    "期一般为",
    "期原则上为",
    "期限一般为",
    "满",
    "已满",
    "未满",
    "不满",
    "不超过",
    "不少于",
    "不低于",
    "最长",
    "最短",
    "至少",
    "超过",
    "延长",
    "顺延",
    "连续",
    "为期",
    "提前",
    "届满",
    "逾",
    "不足",
    "少于",
    "间隔",
    "暂停",
    "期限不超过",
    "停业",
    "最高",
    "最多",
    "不得超过",
    "不能超过",
    "不得少于",
    "不多于",
    "累计",
    "时限",
    "时限为",
    "时限:",
    "期限:",
    "期:",
    "试行",
    "之日起",
    "起",
    "享受",
    "原则上",
    "限期",
    "共",
    "共计",
    "公示",
    "公告",
    "用",
];
/// What a period stands before, so that 前 limits it: 届满前3个月; else 前三年 looks back.
const EVENTS: [&str; 18] = [
    "届满",
    "期满",
    "到期",
    "截止",
    "结束",
    "开始",
    "施行",
    "实施",
    "召开",
    "之日",
    "开工",
    "失效",
    "生效",
    "举行",
    "启动",
    "终止",
    "到期日",
    "截止日",
];
/// Words before a number that make it a window, a rank or a part of a name.
const NOT_BEFORE: [&str; 18] =
    ["近", "最近", "过去", "前", "上", "未来", "今后", "每", "这", "那", "第", "头", "往", "当", "下", "几", "多", "隔"];

fn number(text: &str) -> Option<u64> {
    numeral::integer(text).filter(|n| (1..1000).contains(n))
}

/// ISO 8601 for a number of units; `half` adds half a unit. Years and months only.
fn iso(n: &str, unit: &str, half: bool) -> Option<String> {
    let unit = unit.strip_prefix('个').unwrap_or(unit);
    if n == "半" {
        return match unit {
            "年" | "年度" | "学年" => Some("P6M".to_owned()),
            "日" | "天" => Some("PT12H".to_owned()),
            _ => None,
        };
    }
    let n = number(n)?;
    Some(match unit {
        "年" | "年度" | "学年" | "自然年度" | "会计年度" if half => format!("P{}M", n * 12 + 6),
        "年" | "年度" | "学年" | "自然年度" | "会计年度" => format!("P{n}Y"),
        "半月" => format!("P{}D", n * 30 + 15),
        "月" | "月度" => format!("P{n}M"),
        "季度" | "季" => format!("P{}M", n * 3),
        "半年度" => format!("P{}M", n * 6),
        "周" | "星期" => format!("P{n}W"),
        "小时" => format!("PT{n}H"),
        _ => format!("P{n}D"),
    })
}

/// The durations of a text; nothing is looked for in `taken`.
pub fn durations(text: &str, taken: &[Range<usize>]) -> Vec<Time> {
    let free = |t: &Time| !taken.iter().any(|r| r.start < t.range.end && t.range.start < r.end);
    DURATION.captures_iter(text).flat_map(|c| duration(text, &c).unwrap_or_default()).filter(free).collect()
}

fn duration(text: &str, found: &Captures) -> Option<Vec<Time>> {
    let whole = found.get(0)?;
    let name = |n: &str| found.name(n).map_or("", |m| m.as_str());
    let (low, n, unit, after) = (name("low"), name("n"), name("unit"), name("after"));
    let before = &text[..whole.start()];
    let last = before.chars().next_back();
    // The day of a date, a decimal, a part of a longer number, a year.
    if last.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '月' | '-' | '+') || n != "半" && numeral::begins(c)) {
        return None;
    }
    let rest = &text[whole.end()..];
    // 18周岁, 5周年, 三年级
    if unit == "周" && rest.starts_with(['岁', '年', '边', '末', '界', '转']) || unit == "年" && rest.starts_with(['级', '代', '生'])
    {
        return None;
    }
    // 1年期 but not 3年期间, 后 but not 后备
    let after = match after {
        "期" if rest.starts_with(['间', '末', '初']) => "",
        "后" if rest.starts_with(['备', '续']) => "",
        "前" if rest.starts_with(['列', '沿']) => "",
        other => other,
    };
    let says = |words: &[&str]| words.iter().any(|w| before.ends_with(w));
    // 届满前3个月, 到期前60日内
    let ahead = before.strip_suffix('前').is_some_and(|front| EVENTS.iter().any(|e| front.ends_with(e)));
    let limited = ahead || says(&BEFORE) || !low.is_empty() && !matches!(unit, "日" | "天");
    let window = says(&NOT_BEFORE) && !ahead && !says(&["提前", "以上", "不超过", "原则上"]);
    if window || (after.is_empty() && !limited) {
        return None;
    }
    // 提前5日 and 每日 aside, a day needs a limit: 15日 alone is a date.
    let value = iso(n, unit, !name("half").is_empty())?;
    let bound = match after {
        "以内" | "之内" | "内" | "以下" | "办结" | "办理完毕" | "办理完成" | "完成" | "反馈" | "答复" => {
            Bound::AtMost
        }
        "以上" | "之前" | "以前" | "前" => Bound::AtLeast,
        _ if says(&["不超过", "不得超过", "不能超过", "不多于", "最长", "最高", "最多"]) => Bound::AtMost,
        _ if says(&["未满", "不满", "不足", "少于"]) && !says(&["不少于", "不得少于"]) => Bound::LessThan,
        _ if ahead || says(&["不少于", "不得少于", "不低于", "最短", "至少", "满", "提前"]) => Bound::AtLeast,
        _ if says(&["超过", "逾"]) => Bound::MoreThan,
        _ => Bound::Exactly,
    };
    let working = unit.contains("工作日").then(|| "工作日".to_owned());
    let time = |value: String, bound: Bound| Time {
        range: whole.range(),
        kind: FactKind::Duration,
        value,
        bound,
        unit: working.clone(),
        due: None,
        rule: "duration",
    };
    // 3至5个工作日
    let low = if low.is_empty() { None } else { iso(low, unit, false) };
    Some(match low {
        Some(low) => vec![time(low, Bound::AtLeast), time(value, Bound::AtMost)],
        None => vec![time(value, bound)],
    })
}

/// The repetitions of a text.
pub fn recurring(text: &str) -> Vec<Time> {
    let mut found: Vec<Time> = Vec::new();
    let mut add = |c: &Captures, value: Option<String>, rule: &'static str| {
        let (Some(whole), Some(value)) = (c.get(0), value) else { return };
        let overlaps = found.iter().any(|t: &Time| t.range.start < whole.end() && whole.start() < t.range.end);
        if !overlaps {
            found.push(Time { range: whole.range(), kind: FactKind::Recurring, value, bound: Bound::Exactly, unit: None, due: None, rule });
        }
    };
    for c in EVERY.captures_iter(text) {
        let (Some(whole), Some(unit)) = (c.get(0), c.name("unit")) else { continue };
        // 近三年每年 looks back.
        let back = ["近三年", "近两年", "近五年", "近3年", "近2年", "近5年"].iter().any(|w| text[..whole.start()].ends_with(w));
        if !back {
            add(&c, iso(c.name("n").map_or("一", |n| n.as_str()), unit.as_str(), false), "every");
        }
    }
    for c in ONCE_IN.captures_iter(text) {
        let Some(whole) = c.get(0) else { continue };
        let window = NOT_BEFORE.iter().any(|w| text[..whole.start()].ends_with(w))
            || text[..whole.start()].ends_with(|c: char| c.is_ascii_digit() || numeral::begins(c));
        if !window {
            add(&c, c.name("n").and_then(|n| iso(n.as_str(), "年", false)), "once_in");
        }
    }
    let found_every: Vec<(usize, String)> = EVERY
        .captures_iter(text)
        .filter_map(|c| Some((c.get(0)?.end(), iso(c.name("n").map_or("一", |n| n.as_str()), c.name("unit")?.as_str(), false)?)))
        .collect();
    for c in PERIODICAL.captures_iter(text).chain(BY.captures_iter(text)) {
        let Some(whole) = c.get(0) else { continue };
        // 上年度考核, 2024年度考核 and 本年度 are one time each.
        let one = text[..whole.start()].ends_with(|c: char| c.is_ascii_digit() || "上本下该一两三四五六七八九十当首每个两半".contains(c));
        // 每年5月底前提交年度报告 says it twice.
        let earlier = found_every.partition_point(|(end, _)| *end <= whole.start());
        let said = found_every[..earlier].iter().rev().take_while(|(end, _)| whole.start() < end + 300).any(|(end, value)| {
            let between = text.get(*end..whole.start()).unwrap_or("。");
            Some(value) == iso("一", c.name("unit").map_or("", |u| u.as_str()), false).as_ref() && !between.contains(['。', '\n'])
        });
        if !one && !said {
            add(&c, c.name("unit").and_then(|u| iso("一", u.as_str(), false)), "periodical");
        }
    }
    found.sort_by_key(|t| t.range.start);
    found.into_iter().flat_map(|t| with_due(text, t)).collect()
}

/// 3月底, 11月30日 or 年底, right behind 每年; two of them joined.
static DUE: LazyLock<Regex> = LazyLock::new(|| {
    let day = |n: u8| format!("(?:(?P<m{n}>NUM)月(?:(?P<d{n}>NUM)[日号]|份?(?P<p{n}>底|末|初|上旬|中旬|下旬))?|(?P<e{n}>年?[底末]))");
    let (first, second) = (day(1), day(2));
    pattern(&format!(
        r"^(?:的|应于|须于|应在|于|在)?{first}(?:(?P<by>前|之前|以前)?(?P<join>至|到|-|~|、|和|及|或){second})?(?P<before>前|之前|以前)?"
    ))
});
/// 10日前 or 底 right behind 每月
static DUE_IN_MONTH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:的|应于|须于|应在|于|在)?(?:(?P<d>NUM)[日号]|月?[底末])(?:前|之前|以前)?"));

/// A repetition with the day on which it is due each time: 每年3月底前 is `--03-31`, 每月10日前 is `---10`, 每年3月 `--03`.
///
/// 每年3月、9月底前 is two of them; of 每年3月1日至5月31日 the last day counts.
fn with_due(text: &str, time: Time) -> Vec<Time> {
    let rest = &text[time.range.end..];
    let due = |due: Option<String>, end: usize| Time { range: time.range.start..time.range.end + end, due, ..time.clone() };
    if time.rule == "every" && time.value == "P1M" {
        return match DUE_IN_MONTH.captures(rest) {
            Some(c) => {
                let day = c.name("d").map_or(Some(31), |d| numeral::integer(d.as_str()).filter(|d| (1..=31).contains(d)));
                vec![due(day.map(|d| format!("---{d:02}")), c.get(0).map_or(0, |m| m.end()))]
            }
            None => vec![time],
        };
    }
    let Some(c) = DUE.captures(rest).filter(|_| time.rule == "every" && time.value == "P1Y") else { return vec![time] };
    let end = c.get(0).map_or(0, |m| m.end());
    let early = c.name("before").is_some();
    let (first, second) = (month_day(&c, 1, early), month_day(&c, 2, early));
    match (c.name("join").map(|j| j.as_str()), second) {
        (Some("至" | "到" | "-" | "~"), Some(second)) => vec![due(Some(second), end)],
        (Some(_), Some(second)) => vec![due(first, end), due(Some(second), end)],
        _ => vec![due(first, end)],
    }
}

fn month_day(found: &Captures, n: u8, early: bool) -> Option<String> {
    let name = |key: &str| found.name(&format!("{key}{n}")).map(|m| m.as_str());
    if name("e").is_some() {
        return Some("--12-31".to_owned());
    }
    let month = numeral::integer(name("m")?).filter(|m| (1..=12).contains(m))?;
    let last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].get(month as usize - 1).copied().unwrap_or(31);
    Some(match (name("d"), name("p")) {
        (Some(day), _) => format!("--{month:02}-{:02}", numeral::integer(day).filter(|d| (1..=31).contains(d))?),
        (_, Some("上旬")) => format!("--{month:02}-10"),
        (_, Some("中旬")) => format!("--{month:02}-20"),
        // The end of February is the 28th or the 29th.
        (_, Some("底" | "末" | "下旬")) if month != 2 => format!("--{month:02}-{last}"),
        (_, None) if early && month > 1 => format!("--{:02}", month - 1),
        _ => format!("--{month:02}"),
    })
}

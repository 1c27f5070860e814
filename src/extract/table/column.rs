//! What a column holds, told by its head; units that stand in the head.

use std::sync::LazyLock;

use regex::Regex;

use super::grid::Grid;
use crate::lexicon::Lexicon;
use crate::text::{fold, pattern};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Row numbers, phone numbers, codes.
    Nothing,
    /// Who or what the row is about.
    Name,
    /// What limits the values of the row: 申报条件.
    Condition,
    /// The unit of the values of the row.
    Unit,
    /// Values, or text that may hold some.
    Value,
}

/// A column.
#[derive(Debug)]
pub struct Column {
    /// Its head, without the unit.
    pub head: String,
    /// Its head with the unit.
    pub printed: String,
    /// Which of several columns: 一等奖, 二等奖; 国家级 below 补助标准. None where the head says what is given (补助标准).
    pub kind: Option<String>,
    /// The unit in the head: 补助标准（万元）.
    pub unit: Option<Unit>,
    /// What it holds.
    pub holds: Holds,
}

/// A unit that a bare number borrows: 万元, 家, 个工作日.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit(String);

/// Heads of columns that hold no values.
const NOTHING: [&str; 25] = [
    "序号",
    "编号",
    "行次",
    "代码",
    "代号",
    "电话",
    "手机",
    "传真",
    "邮编",
    "邮政",
    "邮箱",
    "网址",
    "账号",
    "证号",
    "文号",
    "身份证",
    "联系人",
    "联系方式",
    "责任单位",
    "牵头单位",
    "配合单位",
    "负责",
    "主管",
    "责任部门",
    "牵头部门",
];
/// Heads of columns that limit the row: 申报条件, 适用范围.
const CONDITION: [&str; 10] = ["条件", "适用", "范围", "情形", "要求", "说明", "备注", "标准说明", "门槛", "限制"];
/// Heads of columns that name the row.
const NAME: [&str; 24] = [
    "对象", "类别", "类型", "名称", "项目", "等级", "级别", "层次", "层级", "档次", "档", "单位", "企业", "指标", "内容", "事项", "区域",
    "地区", "阶段", "奖项", "平台", "主体", "分类", "政策",
];
/// Heads whose values are goals.
const GOAL: [&str; 6] = ["目标", "任务数", "指标值", "计划数", "建设数", "力争"];
/// Heads whose days are due days.
const DUE: [&str; 6] = ["时限", "截止", "完成时间", "时间节点", "期限", "进度要求"];

/// Words of a head that says what is given or measured.
const GIVEN: [&str; 19] = [
    "上限", "贴息", "目标", "任务", "指标", "标准", "金额", "额度", "资金", "经费", "补助", "补贴", "资助", "奖励", "限额", "比例", "收入",
    "投资", "时限",
];

/// A bracket or a slash at the end of a head: (万元), (单位:万元), /万元
static IN_HEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[(/](?:单位[:为]?)?([^()/]{1,8})\)?$"));
/// 单位:万元 above a table
static IN_CAPTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:金额)?单位[:为]([\p{Han}%]{1,5})"));
/// 300, 不超过300, ≥5000, 50-100, 1000以上
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<sign>[≥≤><≧≦])?=?(?P<before>不超过|不低于|不少于|不高于|最高|最低|至少|上限|约|每年|每家|超过|低于|高于|达到|大于|小于)?(?P<a>[0-9][0-9,]*(?:\.[0-9]+)?)(?:(?P<join>-{1,2}|~|至|到)(?P<b>[0-9][0-9,]*(?:\.[0-9]+)?))?(?P<after>\(?(?:含|以上|以下|以内|左右|及以上|及以下|起|封顶)*\)?)$",
    )
});
/// A number with or without a unit and nothing else.
static VALUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[≥≤><≧≦=]*(?:不超过|不低于|不少于|最高|最低|至少|约|每年|超过|低于)?[0-9][0-9,.]*(?:(?:-{1,2}|~|至|到)[0-9][0-9,.]*)?(?:%|‰|[万亿]?元|[万亿千百]|[家个项人名年月日天次件亩台套])?(?:以上|以下|以内|左右)?$",
    )
});

/// 2025年6月, 2025-06-30, 6月底
static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:20[0-9]{2}[年./-]|[0-9]{1,2}月)"));

/// Whether a cell is a value and no head.
pub fn is_value(text: &str) -> bool {
    // 2025年 is a head.
    VALUE.is_match(text) && !(text.len() == "2025年".len() && text.starts_with("20") && text.ends_with('年'))
        || ["万元", "亿元"].iter().any(|u| text.contains(u)) && text.contains(|c: char| c.is_ascii_digit())
}

/// The unit that a short text names.
pub fn unit(text: &str, lexicon: &Lexicon) -> Option<Unit> {
    let money = ["元", "万元", "亿元", "千元", "百万元", "%", "‰"];
    let times = [
        ("年", "年"),
        ("月", "个月"),
        ("个月", "个月"),
        ("工作日", "个工作日"),
        ("个工作日", "个工作日"),
        ("天", "天"),
        ("日", "日"),
        ("小时", "小时"),
    ];
    let found = money.iter().find(|u| **u == text).map(|u| (*u).to_owned());
    let found = found.or_else(|| times.iter().find(|(t, _)| *t == text).map(|(_, u)| (*u).to_owned()));
    let per = || text.split_once('/').and_then(|(u, _)| money.contains(&u).then(|| u.to_owned()));
    let counted = || lexicon.vocabulary.units.count.iter().any(|u| u == text).then(|| text.to_owned());
    found.or_else(per).or_else(counted).map(Unit)
}

/// The columns of a table.
pub fn columns(grid: &Grid, lexicon: &Lexicon) -> Vec<Column> {
    let width = grid.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0).max(grid.heads.len());
    let caption = IN_CAPTION.captures(&grid.caption).filter(|_| !grid.heads.is_empty()).and_then(|c| unit(c.get(1)?.as_str(), lexicon));
    let mut named = false;
    (0..width)
        .map(|n| {
            let printed = grid.heads.get(n).cloned().unwrap_or_default();
            let in_head = IN_HEAD.captures(&printed).and_then(|c| Some((c.get(0)?.start(), unit(c.get(1)?.as_str(), lexicon)?)));
            let (head, own) = match in_head {
                Some((at, unit)) => (printed[..at].to_owned(), Some(unit)),
                None => (printed.clone(), None),
            };
            let says = |words: &[&str]| words.iter().any(|w| head.contains(w));
            let holds = if counts(grid, n) || head == "序" || head.eq_ignore_ascii_case("no") || says(&NOTHING) {
                Holds::Nothing
            } else if matches!(head.as_str(), "计量单位" | "单位") && units_only(grid, n, lexicon) {
                Holds::Unit
            } else if own.is_some() || says(&["标准", "金额", "额度", "比例", "时限", "期限"]) && !says(&["条件"]) {
                Holds::Value
            } else if says(&CONDITION) {
                Holds::Condition
            } else if says(&NAME) && (!named || !says(&["内容", "政策"])) || !named && n < 2 && !values(grid, n) {
                Holds::Name
            } else {
                Holds::Value
            };
            named |= holds == Holds::Name;
            // 单位:万元 above the table is of no count or share.
            let borrowed = caption.clone().filter(|_| holds == Holds::Value && !says(&["比例", "数量", "家数", "个数", "率", "时", "期"]));
            let below = grid.kinds.get(n).filter(|k| !k.is_empty()).cloned();
            let alone = Some(head.clone()).filter(|h| holds == Holds::Value && own.is_none() && !h.is_empty() && !says(&GIVEN));
            Column { kind: below.or(alone), head, printed, unit: own.or(borrowed), holds }
        })
        .collect()
}

fn units_only(grid: &Grid, n: usize, lexicon: &Lexicon) -> bool {
    let cells = grid.rows.iter().filter_map(|r| r.text(n));
    let mut any = false;
    cells.filter(|c| !c.is_empty()).all(|c| {
        any = true;
        unit(c, lexicon).is_some()
    }) && any
}

/// Whether the cells count the rows: 1, 2, 3.
fn counts(grid: &Grid, n: usize) -> bool {
    grid.rows.len() >= 2 && grid.rows.iter().zip(1..).all(|(r, i)| r.text(n) == Some(i.to_string().as_str()))
}

/// Whether most cells of a column are values.
fn values(grid: &Grid, n: usize) -> bool {
    let cells: Vec<&str> = grid.rows.iter().filter_map(|r| r.text(n)).filter(|c| !c.is_empty()).collect();
    cells.iter().filter(|c| is_value(c)).count() * 2 > cells.len()
}

impl Column {
    /// Whether its values are goals.
    pub fn is_goal(&self) -> bool {
        GOAL.iter().any(|w| self.head.contains(w))
    }

    /// The sentence that the head and a value make.
    pub fn sentence(&self, value: &str, name: &str) -> String {
        let head = &self.head;
        let says = |words: &[&str]| words.iter().any(|w| head.contains(w));
        let bare = is_value(&fold(value));
        match self.holds {
            Holds::Value if bare && says(&GOAL) => format!("力争{name}达到{value}。"),
            Holds::Value if says(&DUE) && DAY.is_match(&fold(value)) => format!("应当不晚于{value}。"),
            // A short value completes its head; a phrase stands for itself.
            Holds::Value if bare || value.chars().count() <= 10 => format!("{head}{value}。"),
            Holds::Name if bare => format!("{head}{value}的。"),
            _ => format!("{}。", value.trim_end_matches('。')),
        }
    }
}

/// A bare number with the unit of its column: 50—100 in a column of 万元 is 50-100万元, ≥5000 is 不低于5000万元.
pub fn with_unit(text: &str, unit: Option<&Unit>) -> String {
    let folded = fold(text);
    let Some(found) = BARE.captures(&folded) else { return text.to_owned() };
    let part = |name: &str| found.name(name).map_or("", |m| m.as_str());
    let sign = match part("sign") {
        "≥" | "≧" => "不低于",
        "≤" | "≦" => "不超过",
        ">" => "超过",
        "<" => "低于",
        _ => "",
    };
    let before = match part("before") {
        "大于" | "高于" => "超过",
        "小于" => "低于",
        "上限" => "不超过",
        "不高于" => "不超过",
        other => other,
    };
    let after = part("after").trim_matches(['(', ')', '含']);
    let (after, before) = if after == "封顶" { ("", "最高") } else { (after.trim_start_matches('及'), before) };
    let unit = unit.map_or("", |u| u.0.as_str());
    format!("{sign}{before}{}{}{}{unit}{after}", part("a"), part("join"), part("b"))
}

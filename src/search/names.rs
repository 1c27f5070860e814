//! What filters, roles and kinds are called in a query: one table, read by the parser, the help page and the
//! command line, each row with an example that a test runs.

use crate::extract::{FactKind, Role};
use crate::text::fold;

/// A filter `name:value`.
#[derive(Debug)]
pub struct FilterName {
    /// The name in English and in URLs.
    pub key: &'static str,
    /// The names in Chinese, simplified; the first is written.
    pub chinese: &'static [&'static str],
    /// What it does, for the help page.
    pub meaning: &'static str,
    /// A value that is understood.
    pub example: &'static str,
    /// What was expected, for messages.
    pub expected: &'static str,
}

/// All filters, in the order they are explained.
pub const FILTERS: [FilterName; 12] = [
    FilterName {
        key: "place",
        chinese: &["地区", "地方"],
        meaning: "只看这些地区的文件；简称、全称都可以，多个地区用顿号或逗号隔开",
        example: "广西",
        expected: "应为地区名，例如 地区:广西",
    },
    FilterName {
        key: "level",
        chinese: &["级别", "层级"],
        meaning: "只看一级的文件：国家、省、市、县",
        example: "省",
        expected: "应为 国家、省、市 或 县，例如 级别:省",
    },
    FilterName {
        key: "authority",
        chinese: &["机关", "发文机关"],
        meaning: "只看发文机关名称里有这几个字的文件；工信厅、工业和信息化厅算同一个",
        example: "工信厅",
        expected: "应为发文机关，例如 机关:工信厅",
    },
    FilterName {
        key: "year",
        chinese: &["年份", "年度"],
        meaning: "只看这些年份的文件；2019.. 是 2019 年起，..2025 是到 2025 年",
        example: "2019..2025",
        expected: "应为 2019 或 2019..2025",
    },
    FilterName {
        key: "number",
        chinese: &["文号", "发文字号"],
        meaning: "只看这个文号的文件；括号用哪种都行",
        example: "工信部科〔2016〕273号",
        expected: "应为 工信部科〔2016〕273号 这样的文号",
    },
    FilterName {
        key: "title",
        chinese: &["标题", "题名"],
        meaning: "只看标题里有这几个字的文件",
        example: "工作方案",
        expected: "应为标题里的字，例如 标题:工作方案",
    },
    FilterName {
        key: "in_force",
        chinese: &["有效", "现行"],
        meaning: "只看这一天有效的文件：这一天以前发布或施行，并且没有过期",
        example: "2025-06-01",
        expected: "应为一天，例如 有效:2025-06-01",
    },
    FilterName {
        key: "kind",
        chinese: &["类型", "数值"],
        meaning: "只看写有这种数值的条款：金额、比例、数量、日期、截止、期限、周期",
        example: "金额",
        expected: "应为 金额、比例、数量、日期、截止、期限 或 周期，例如 类型:金额",
    },
    FilterName {
        key: "role",
        chinese: &["用途"],
        meaning: "只看数值作这种用途的条款：资助、股权、条件、目标、预算、基金、费用、限额",
        example: "资助",
        expected: "应为 资助、股权、条件、目标、预算、基金、费用 或 限额，例如 用途:资助",
    },
    FilterName {
        key: "measure",
        chinese: &["指标"],
        meaning: "只看规定这项指标的条款，例如销售收入、注册资本、研发投入占比",
        example: "销售收入",
        expected: "应为指标名，例如 指标:销售收入",
    },
    FilterName {
        key: "topic",
        chinese: &["主题"],
        meaning: "只看讲这个主题的条款；主题就是对照表的各行",
        example: "牵头单位销售收入",
        expected: "应为对照表的主题，例如 主题:认定支持",
    },
    FilterName {
        key: "cites",
        chinese: &["引用", "引用文件"],
        meaning: "只看引用了这份文件的条款；写文号或《标题》",
        example: "工信部科〔2016〕273号",
        expected: "应为文号或《标题》，例如 引用:工信部科〔2016〕273号",
    },
];

/// The names of roles; the second is written.
pub const ROLE_NAMES: [(Role, &[&str]); 8] = [
    (Role::Support, &["support", "资助", "补助", "奖励", "支持", "补贴"]),
    (Role::Equity, &["equity", "股权", "股权投资"]),
    (Role::Threshold, &["threshold", "条件", "门槛"]),
    (Role::Target, &["target", "目标"]),
    (Role::Budget, &["budget", "预算"]),
    (Role::Fund, &["fund", "基金"]),
    (Role::Fee, &["fee", "费用", "收费"]),
    (Role::Limit, &["limit", "限额"]),
];

/// The names of kinds; the second is written.
pub const KIND_NAMES: [(FactKind, &[&str]); 6] = [
    (FactKind::Money, &["money", "金额"]),
    (FactKind::Ratio, &["ratio", "比例"]),
    (FactKind::Count, &["count", "数量"]),
    (FactKind::Date, &["date", "日期"]),
    (FactKind::Duration, &["duration", "期限", "时长"]),
    (FactKind::Recurring, &["recurring", "周期"]),
];

/// The names of dates by which something must be done; the second is written.
pub const DEADLINE: [&str; 3] = ["deadline", "截止", "截止日期"];

/// Currencies other than yuan, by ISO 4217 code; the first name is written.
pub const CURRENCIES: [(&str, &[&str]); 15] = [
    ("USD", &["美元", "美金"]),
    ("EUR", &["欧元"]),
    ("HKD", &["港元", "港币", "元港币"]),
    ("JPY", &["日元", "日圆"]),
    ("GBP", &["英镑"]),
    ("MOP", &["澳门元", "澳门币"]),
    ("TWD", &["新台币"]),
    ("SGD", &["新加坡元"]),
    ("KRW", &["韩元"]),
    ("RUB", &["卢布"]),
    ("CHF", &["瑞士法郎"]),
    ("CAD", &["加拿大元", "加元"]),
    ("AUD", &["澳元"]),
    ("THB", &["泰铢"]),
    ("VND", &["越南盾"]),
];

/// The filter with this name, in either script and any width and case.
pub fn filter(name: &str) -> Option<&'static FilterName> {
    let folded = fold(name);
    FILTERS.iter().find(|f| f.key == folded || f.chinese.contains(&folded.as_str()))
}

/// The role with this name.
pub fn role(name: &str) -> Option<Role> {
    let folded = fold(name);
    ROLE_NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(role, _)| *role)
}

/// The kind with this name.
pub fn kind(name: &str) -> Option<FactKind> {
    let folded = fold(name);
    KIND_NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(kind, _)| *kind)
}

/// A role in Chinese, as it is written: 资助.
pub fn role_label(role: Role) -> &'static str {
    ROLE_NAMES.iter().find(|(r, _)| *r == role).map_or("", |(_, names)| names[1])
}

/// A kind in Chinese, as it is written: 金额.
pub fn kind_label(kind: FactKind) -> &'static str {
    KIND_NAMES.iter().find(|(k, _)| *k == kind).map_or("", |(_, names)| names[1])
}

/// A currency other than yuan in Chinese, by ISO 4217 code: 美元; none when it has no name here.
pub fn currency_name(code: &str) -> Option<&'static str> {
    CURRENCIES.iter().find(|(c, _)| *c == code).map(|(_, names)| names[0])
}

/// A currency in Chinese: 元, 美元; its code when it has no name here.
pub fn currency_label(code: Option<&str>) -> &str {
    code.map_or("元", |code| currency_name(code).unwrap_or(code))
}

/// A way to write a query, for the help page and the command line.
#[derive(Debug)]
pub struct Form {
    /// What is typed.
    pub example: &'static str,
    /// What it means, in plain Chinese.
    pub meaning: &'static str,
    /// The same in English.
    pub english: &'static str,
}

/// Every way to write a query but the filters.
pub const FORMS: [Form; 15] = [
    Form {
        example: "创新中心 补助",
        meaning: "同时有这几个词，意思相近的词（补贴、资助）也算",
        english: "all words, synonyms too; 補助 finds the same",
    },
    Form { example: "\"一次性补助\"", meaning: "一字不差的原句，不查近义词", english: "exactly these characters" },
    Form { example: "补助 OR 奖励", meaning: "有其中一个；OR 也可以写“或”或者 |", english: "either" },
    Form { example: "补助 -贷款", meaning: "有前者，没有后者", english: "without a word" },
    Form { example: "(补助 OR 奖励) 升级", meaning: "括号里的先算", english: "brackets go first" },
    Form { example: "补助 /s 一次性", meaning: "在同一句话里；也可以写 ~同句 或 NEAR", english: "in the same sentence" },
    Form { example: "补助 /p 资金", meaning: "在同一段里；也可以写 ~同段", english: "in the same paragraph" },
    Form { example: "补助 /5 万元", meaning: "中间最多隔 5 个字，先后不论", english: "at most 5 characters apart" },
    Form {
        example: "工信部科〔2016〕273号",
        meaning: "这个文号的文件，和提到它的条款",
        english: "the document of this number and its mentions",
    },
    Form {
        example: "资助>=500万",
        meaning: "有一个资助数额不低于 500 万元；>、<=、<、= 都可以",
        english: "one support of 5 million yuan or more",
    },
    Form { example: "资助.比例>=30%", meaning: "资助按比例，不低于 30%", english: "a share of support" },
    Form {
        example: "条件.销售收入<=1亿", meaning: "申报条件里的销售收入要求不高于 1 亿元", english: "a threshold of sales"
    },
    Form { example: "数量.成员>=20", meaning: "成员单位数，或写 count.members>=20", english: "a count of members" },
    Form { example: "资助=100万..500万", meaning: "数额在这个范围里", english: "a range" },
    Form {
        example: "截止<=2027-12-31",
        meaning: "要在这一天以前完成；日期<=2027 是提到的任何日期",
        english: "a deadline; date<= for any date",
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_two_things() {
        let filters = FILTERS.iter().flat_map(|f| f.chinese.iter().chain([&f.key]));
        let parts = ROLE_NAMES.iter().flat_map(|r| r.1).chain(KIND_NAMES.iter().flat_map(|k| k.1)).chain(&DEADLINE);
        for names in [filters.collect::<Vec<_>>(), parts.collect()] {
            let mut seen = std::collections::BTreeSet::new();
            for name in names {
                assert!(seen.insert(fold(name)), "{name} stands twice");
                assert_eq!(*name, fold(name), "names are folded");
            }
        }
    }

    #[test]
    fn either_script_is_understood() {
        assert_eq!(filter("地區").map(|f| f.key), Some("place"));
        assert_eq!(filter("ＹＥＡＲ").map(|f| f.key), Some("year"));
        assert_eq!((role("補助"), kind("金額")), (Some(Role::Support), Some(FactKind::Money)));
        assert_eq!(filter("条件").map(|f| f.key), None);
    }
}

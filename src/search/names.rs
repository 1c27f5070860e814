//! What filters, roles and kinds are called in a query: one table, read by the parser, the help page and the
//! command line, each row with an example that a test runs.

use crate::extract::{FactKind, Role};
use crate::message::Message;
use crate::text::fold;

/// A filter `name:value`.
#[derive(Debug)]
pub struct FilterName {
    /// The name in English and in URLs.
    pub key: &'static str,
    /// The names in Chinese, simplified; the first is written.
    pub chinese: &'static [&'static str],
    /// What it does.
    pub meaning: Message,
    /// A value that is understood.
    pub example: &'static str,
    /// What was expected.
    pub expected: Message,
}

/// All filters, in the order they are explained.
pub static FILTERS: [FilterName; 12] = [
    FilterName {
        key: "place",
        chinese: &["地区", "地方"],
        meaning: Message::new("query-filter-place"),
        example: "广西",
        expected: Message::new("query-expected-place"),
    },
    FilterName {
        key: "level",
        chinese: &["级别", "层级"],
        meaning: Message::new("query-filter-level"),
        example: "省",
        expected: Message::new("query-expected-level"),
    },
    FilterName {
        key: "authority",
        chinese: &["机关", "发文机关"],
        meaning: Message::new("query-filter-authority"),
        example: "工信厅",
        expected: Message::new("query-expected-authority"),
    },
    FilterName {
        key: "year",
        chinese: &["年份", "年度"],
        meaning: Message::new("query-filter-year"),
        example: "2019..2025",
        expected: Message::new("query-expected-year"),
    },
    FilterName {
        key: "number",
        chinese: &["文号", "发文字号"],
        meaning: Message::new("query-filter-number"),
        example: "工信部科〔2016〕273号",
        expected: Message::new("query-expected-number"),
    },
    FilterName {
        key: "title",
        chinese: &["标题", "题名"],
        meaning: Message::new("query-filter-title"),
        example: "工作方案",
        expected: Message::new("query-expected-title"),
    },
    FilterName {
        key: "in_force",
        chinese: &["有效", "现行"],
        meaning: Message::new("query-filter-in-force"),
        example: "2025-06-01",
        expected: Message::new("query-expected-in-force"),
    },
    FilterName {
        key: "kind",
        chinese: &["类型", "数值"],
        meaning: Message::new("query-filter-kind"),
        example: "金额",
        expected: Message::new("query-expected-kind"),
    },
    FilterName {
        key: "role",
        chinese: &["用途"],
        meaning: Message::new("query-filter-role"),
        example: "资助",
        expected: Message::new("query-expected-role"),
    },
    FilterName {
        key: "measure",
        chinese: &["指标"],
        meaning: Message::new("query-filter-measure"),
        example: "销售收入",
        expected: Message::new("query-expected-measure"),
    },
    FilterName {
        key: "topic",
        chinese: &["主题"],
        meaning: Message::new("query-filter-topic"),
        example: "牵头单位销售收入",
        expected: Message::new("query-expected-topic"),
    },
    FilterName {
        key: "cites",
        chinese: &["引用", "引用文件"],
        meaning: Message::new("query-filter-cites"),
        example: "工信部科〔2016〕273号",
        expected: Message::new("query-expected-cites"),
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
    /// What it means.
    pub meaning: Message,
}

/// Every way to write a query but the filters.
pub static FORMS: [Form; 15] = [
    Form { example: "创新中心 补助", meaning: Message::new("query-form-all") },
    Form { example: "\"一次性补助\"", meaning: Message::new("query-form-exact") },
    Form { example: "补助 OR 奖励", meaning: Message::new("query-form-or") },
    Form { example: "补助 -贷款", meaning: Message::new("query-form-without") },
    Form { example: "(补助 OR 奖励) 升级", meaning: Message::new("query-form-brackets") },
    Form { example: "补助 /s 一次性", meaning: Message::new("query-form-sentence") },
    Form { example: "补助 /p 资金", meaning: Message::new("query-form-paragraph") },
    Form { example: "补助 /5 万元", meaning: Message::new("query-form-apart") },
    Form { example: "工信部科〔2016〕273号", meaning: Message::new("query-form-number") },
    Form { example: "资助>=500万", meaning: Message::new("query-form-amount") },
    Form { example: "资助.比例>=30%", meaning: Message::new("query-form-share") },
    Form { example: "条件.销售收入<=1亿", meaning: Message::new("query-form-threshold") },
    Form { example: "数量.成员>=20", meaning: Message::new("query-form-count") },
    Form { example: "资助=100万..500万", meaning: Message::new("query-form-range") },
    Form { example: "截止<=2027-12-31", meaning: Message::new("query-form-deadline") },
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

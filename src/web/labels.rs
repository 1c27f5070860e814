//! What the data is called for readers: values, roles and outcomes in plain Chinese.

use crate::extract::{Bound, CitationForm, Fact, FactKind, Per, Role};
use crate::resolve::Outcome;

/// What a value is for.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Support => "资助",
        Role::Equity => "股权投资",
        Role::Threshold => "条件",
        Role::Target => "目标",
        Role::Budget => "预算",
        Role::Fund => "基金",
        Role::Fee => "费用",
        Role::Limit => "限额",
    }
}

/// What kind of value it is.
pub fn kind(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Money => "金额",
        FactKind::Ratio => "比例",
        FactKind::Count => "数量",
        FactKind::Date => "日期",
        FactKind::Duration => "期限",
        FactKind::Recurring => "周期",
    }
}

/// How often an amount is given.
pub fn per(per: Per) -> &'static str {
    match per {
        Per::Once => "一次性",
        Per::Year => "每年",
        Per::Month => "每月",
        Per::Cumulative => "累计",
    }
}

/// How a value limits, said before it.
pub fn bound(bound: Bound, kind: FactKind) -> &'static str {
    match (bound, kind) {
        (Bound::Exactly, _) => "",
        (Bound::AtMost, FactKind::Date) => "不晚于",
        (Bound::AtLeast, FactKind::Date) => "不早于",
        (Bound::AtMost, _) => "不超过",
        (Bound::AtLeast, _) => "不少于",
        (Bound::MoreThan, _) => "超过",
        (Bound::LessThan, _) => "低于",
        (Bound::About, _) => "约",
    }
}

/// How a document is named.
pub fn form(form: CitationForm) -> &'static str {
    match form {
        CitationForm::Title => "引用文件",
        CitationForm::Number => "引用文号",
        CitationForm::Short => "引用简称",
        CitationForm::Provision => "引用条款",
        CitationForm::Relative => "本文件内",
        CitationForm::Attachment => "附件",
    }
}

/// What became of a citation.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Found => "已收录",
        Outcome::OtherVersion => "有更新版本",
        Outcome::Ambiguous => "有多个可能",
        Outcome::NoSuchClause => "无此条款",
        Outcome::NotInCorpus => "未收录",
        Outcome::Conflict => "标题与文号不符",
        Outcome::NotChecked => "未核对",
    }
}

/// All outcomes, in the order they are listed.
pub const OUTCOMES: [Outcome; 7] = [
    Outcome::Found,
    Outcome::OtherVersion,
    Outcome::Ambiguous,
    Outcome::NoSuchClause,
    Outcome::Conflict,
    Outcome::NotInCorpus,
    Outcome::NotChecked,
];

/// The value of a fact in plain Chinese: 一次性，不超过 200 万元.
///
/// A value that is not of its kind's form is shown as it is.
pub fn fact(fact: &Fact) -> String {
    let value = match fact.kind {
        FactKind::Money => money(&fact.value, fact.currency.as_deref()),
        FactKind::Ratio => percent(&fact.value),
        FactKind::Count => format!("{} {}", grouped(&fact.value), fact.unit.as_deref().unwrap_or_default()).trim_end().to_owned(),
        FactKind::Date => date(&fact.value),
        FactKind::Duration => duration(&fact.value).unwrap_or_else(|| fact.value.clone()),
        FactKind::Recurring => recurring(&fact.value),
    };
    let bound = bound(fact.bound, fact.kind);
    let value = if bound.is_empty() { value } else { format!("{bound} {value}") };
    fact.per.map_or_else(|| value.clone(), |p| format!("{}，{value}", per(p)))
}

/// An amount in the unit people use, exactly: 30000000 is 3000 万元, 150000000 is 1.5 亿元.
pub fn money(value: &str, currency: Option<&str>) -> String {
    let name = match currency {
        None | Some("CNY") => "元".to_owned(),
        Some("USD") => "美元".to_owned(),
        Some("HKD") => "港元".to_owned(),
        Some("EUR") => "欧元".to_owned(),
        Some("JPY") => "日元".to_owned(),
        Some("GBP") => "英镑".to_owned(),
        Some(other) => format!(" {other}"),
    };
    let Ok(amount) = value.parse::<u128>() else { return format!("{value} {name}") };
    for (unit, digits, word) in [(100_000_000, 8, "亿"), (10_000, 4, "万")] {
        let rest = amount % unit;
        // In 亿 only when at most two decimals are needed: 1.5 亿元, but 12345 万元.
        if amount >= unit && (digits == 4 || rest % 1_000_000 == 0) {
            let decimals = format!("{rest:0digits$}");
            let decimals = decimals.trim_end_matches('0');
            let point = if decimals.is_empty() { "" } else { "." };
            return format!("{}{point}{decimals} {word}{name}", amount / unit);
        }
    }
    format!("{} {name}", grouped(value))
}

/// A decimal as a percentage, exactly: 0.035 is 3.5%.
pub fn percent(value: &str) -> String {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if !whole.bytes().chain(decimals.bytes()).all(|b| b.is_ascii_digit()) || whole.is_empty() {
        return value.to_owned();
    }
    let decimals = format!("{decimals:0<2}");
    let (hundredths, rest) = decimals.split_at(2);
    let whole = format!("{whole}{hundredths}");
    let whole = whole.trim_start_matches('0');
    let rest = rest.trim_end_matches('0');
    let point = if rest.is_empty() { "" } else { "." };
    format!("{}{point}{rest}%", if whole.is_empty() { "0" } else { whole })
}

/// A whole number of five or more digits in groups of three.
fn grouped(value: &str) -> String {
    if value.len() < 5 || !value.bytes().all(|b| b.is_ascii_digit()) {
        return value.to_owned();
    }
    let first = value.len() % 3;
    let mut out = value[..first].to_owned();
    for (i, group) in value.as_bytes()[first..].chunks(3).enumerate() {
        if i > 0 || first > 0 {
            out.push(',');
        }
        out.extend(group.iter().map(|b| char::from(*b)));
    }
    out
}

/// An ISO date as people write it: 2025-02-18 is 2025年2月18日.
pub fn date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let units = ["年", "月", "日"];
    let mut out = String::new();
    for unit in units {
        let Some(part) = parts.next() else { break };
        match part.parse::<u32>() {
            Ok(n) => out.push_str(&format!("{n}{unit}")),
            Err(_) => return iso.to_owned(),
        }
    }
    out
}

/// The parts of an ISO 8601 duration: P1Y6M is [(1, 年), (6, 个月)].
fn parts(iso: &str) -> Option<Vec<(u32, &'static str)>> {
    let (date, time) = iso.strip_prefix('P')?.split_once('T').unwrap_or((iso.strip_prefix('P')?, ""));
    let mut out = Vec::new();
    for (text, units) in
        [(date, [('Y', "年"), ('M', "个月"), ('W', "周"), ('D', "日")].as_slice()), (time, &[('H', "小时"), ('M', "分钟"), ('S', "秒")])]
    {
        let mut number = String::new();
        for c in text.chars() {
            if c.is_ascii_digit() {
                number.push(c);
            } else {
                let unit = units.iter().find(|(u, _)| *u == c)?.1;
                out.push((std::mem::take(&mut number).parse().ok()?, unit));
            }
        }
        if !number.is_empty() {
            return None;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// P6M is 6 个月.
fn duration(iso: &str) -> Option<String> {
    Some(parts(iso)?.iter().map(|(n, unit)| format!("{n} {unit}")).collect::<Vec<_>>().join(" "))
}

/// P1Y is 每年, P3Y is 每 3 年.
fn recurring(iso: &str) -> String {
    match parts(iso).as_deref() {
        Some([(1, "个月")]) => "每月".to_owned(),
        Some([(1, unit)]) => format!("每{unit}"),
        Some([(3, "个月")]) => "每季度".to_owned(),
        Some([(6, "个月")]) => "每半年".to_owned(),
        Some(_) => format!("每 {}", duration(iso).unwrap_or_default()),
        None => iso.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_short() {
        let cases = [
            ("30000000", "3000 万元"),
            ("100000000", "1 亿元"),
            ("150000000", "1.5 亿元"),
            ("123450000", "12345 万元"),
            ("100000000000", "1000 亿元"),
            ("8000", "8000 元"),
            ("12345", "1.2345 万元"),
            ("0", "0 元"),
            ("许多", "许多 元"),
        ];
        for (value, text) in cases {
            assert_eq!(money(value, None), text);
        }
        assert_eq!(money("1000000", Some("USD")), "100 万美元");
        assert_eq!(money("1000000", Some("CHF")), "100 万 CHF");
    }

    #[test]
    fn ratios_are_exact() {
        for (value, text) in [("0.3", "30%"), ("0.035", "3.5%"), ("1", "100%"), ("0.005", "0.5%"), ("2.5", "250%"), ("0", "0%"), ("x", "x")]
        {
            assert_eq!(percent(value), text);
        }
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        assert_eq!(date("2027-12-31"), "2027年12月31日");
        assert_eq!(date("2027-12"), "2027年12月");
        assert_eq!(date("soon"), "soon");
        assert_eq!(duration("P1Y6M").as_deref(), Some("1 年 6 个月"));
        assert_eq!(duration("PT48H").as_deref(), Some("48 小时"));
        assert_eq!(duration("P"), None);
        for (iso, text) in [("P1Y", "每年"), ("P3Y", "每 3 年"), ("P6M", "每半年"), ("P1M", "每月"), ("P1W", "每周"), ("?", "?")]
        {
            assert_eq!(recurring(iso), text);
        }
        assert_eq!(grouped("12345678"), "12,345,678");
        assert_eq!(grouped("123456"), "123,456");
    }
}

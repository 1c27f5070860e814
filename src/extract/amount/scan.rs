//! Amounts as they stand in a text: a number with 元, %, 家 … behind it.

use std::ops::Range;

use crate::lexicon::Vocabulary;
use crate::text::numeral::{self, Decimal, Number};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Yuan, or another currency with its ISO 4217 code.
    Money(Option<String>),
    /// A share: 30%. The words are kept for percentage points.
    Ratio(Option<&'static str>),
    /// A classifier: 家.
    Count(String),
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// From the first digit to the end of the unit.
    pub range: Range<usize>,
    /// In yuan, as a share, or in the unit.
    pub value: Decimal,
    /// The unit.
    pub unit: Unit,
    /// Somewhat more: 600多万元.
    pub more: bool,
    /// A size class: 千亿级.
    pub level: bool,
    /// Written with Arabic digits.
    pub arabic: bool,
    /// How it is joined to the amount before it.
    pub joined: Joined,
}

/// How an amount is joined to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// It stands alone.
    No,
    /// 3000万元、1000万元
    List,
    /// 50万元至100万元
    Range,
}

/// Words that join two amounts, nothing else between them.
const LIST: [&str; 7] = ["、", "和", "或", "及", "与", "或者", ","];
const RANGE: [&str; 6] = ["至", "到", "-", "~", "–", "--"];

/// At most so many numbers share the unit of the last one: 10、20、30万元.
const LONGEST_LIST: usize = 16;

/// Characters after 元 that make it part of a word: 三元材料, 二元结构, 2元件.
const NO_YUAN: &str = "素件器宇旦化材结锂电正多方次函老首";

/// All amounts of a text, in order; nothing is looked for in `hidden`.
pub fn amounts(text: &str, hidden: &[Range<usize>], vocabulary: &Vocabulary) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(range) = hidden.iter().find(|r| r.start <= at && at < r.end) {
            at = range.end;
            continue;
        }
        let rest = &text[at..];
        let read = if rest.starts_with('翻') { doubling(text, at) } else { None }
            .or_else(|| if numeral::begins(c) && may_begin(c, &text[..at]) { amount(text, at, vocabulary, LONGEST_LIST) } else { None });
        let Some(mut new) = read else {
            // Past the whole number, so that 2025 is not read again as 025.
            at += if c.is_ascii_digit() { rest.bytes().take_while(u8::is_ascii_digit).count() } else { c.len_utf8() };
            continue;
        };
        at = new.last().map_or(at + c.len_utf8(), |a| a.range.end);
        if let (Some(first), Some(last)) = (new.first_mut(), found.last()) {
            first.joined = joined(&text[last.range.end..first.range.start], last, first);
        }
        found.append(&mut new);
    }
    found
}

/// Whether a number may begin after `before`: not inside a code, a rank or an ordinal.
fn may_begin(c: char, text: &str) -> bool {
    let Some(before) = text.chars().next_back() else { return true };
    if before == '前' && !["目前", "当前", "以前", "之前", "日前"].iter().any(|w| text.ends_with(w)) {
        return false;
    }
    if c.is_ascii_digit() {
        !(before.is_ascii_alphanumeric() || matches!(before, '.' | '_' | '/' | '+' | '第'))
    } else {
        !(matches!(before, '第' | '数' | '几' | '成' | '逐' | '统' | '唯' | '专' | '万' | '千' | '同')
            || numeral::begins(before) && before != c)
    }
}

fn joined(between: &str, last: &Amount, next: &Amount) -> Joined {
    let same = std::mem::discriminant(&last.unit) == std::mem::discriminant(&next.unit);
    match between {
        _ if !same => Joined::No,
        b if LIST.contains(&b) => Joined::List,
        b if RANGE.contains(&b) => Joined::Range,
        _ => Joined::No,
    }
}

/// 翻番, 翻一番, 翻两番: twice, twice, four times.
fn doubling(text: &str, at: usize) -> Option<Vec<Amount>> {
    let rest = text[at..].strip_prefix('翻')?;
    let times = numeral::number(rest).filter(|_| !rest.starts_with('番'));
    let len = times.map_or(0, |n| n.len);
    let tail = rest[len..]
        .strip_prefix("番")
        .map(|_| len + "番".len())
        .or_else(|| (len == 0 && rest.starts_with("一倍")).then_some("一倍".len()))?;
    let power = times.map_or(1, |n| n.value.to_string().parse::<u32>().unwrap_or(1)).min(20);
    let end = at + "翻".len() + tail;
    let value = Decimal::from_int(2i128.pow(power));
    Some(vec![Amount {
        range: at..end,
        value,
        unit: Unit::Count("倍".into()),
        more: false,
        level: false,
        arabic: true,
        joined: Joined::No,
    }])
}

/// The amount that begins at `at`; two when the first number borrows the unit of the second: 10-30%, 50至100万元.
fn amount(text: &str, at: usize, vocabulary: &Vocabulary, more: usize) -> Option<Vec<Amount>> {
    if let Some(share) = share(text, at) {
        return Some(vec![share]);
    }
    let number = numeral::number(&text[at..])?;
    let end = at + number.len;
    if let Some(whole) = with_unit(text, at, number, vocabulary) {
        return Some(vec![whole]);
    }
    // The first of two or more numbers before one unit.
    let after = &text[end..];
    let join = LIST[..1].iter().chain(&RANGE).find(|j| after.starts_with(**j))?;
    let next_at = end + join.len();
    let follows = text[next_at..].chars().next().is_some_and(|c| numeral::begins(c) && c.is_ascii_digit() == number.arabic);
    let mut rest = if follows && !number.implied && more > 0 { amount(text, next_at, vocabulary, more - 1)? } else { return None };
    // 10、20、30万元: the last number carries the 万.
    let magnitude = i32::try_from(numeral::number(&text[rest.last()?.range.clone()])?.magnitude).ok()?;
    let first = rest.first_mut()?;
    first.joined = if RANGE.contains(join) { Joined::Range } else { Joined::List };
    let shift = match first.unit {
        Unit::Ratio(_) => -2,
        Unit::Money(_) if number.magnitude == 0 => magnitude,
        Unit::Money(_) | Unit::Count(_) => 0,
    };
    let borrowed = Amount { range: at..end, value: number.value.shift(shift)?, joined: Joined::No, more: number.more, ..first.clone() };
    // 2022-2025年 is no amount, and 5-10万元 is 50000 to 100000; 5000-1万元 is 5000 to 10000.
    let borrowed = if borrowed.value < first.value { borrowed } else { Amount { value: number.value, ..borrowed } };
    rest.insert(0, borrowed);
    Some(rest)
}

/// 百分之三十, 千分之五, 三分之一.
fn share(text: &str, at: usize) -> Option<Amount> {
    let rest = &text[at..];
    let (parts, len) = [("百分之", 2), ("千分之", 3), ("万分之", 4)]
        .iter()
        .find(|(word, _)| rest.starts_with(word))
        .map(|(word, power)| (Err(*power), word.len()))
        .or_else(|| {
            let whole = numeral::number(rest).filter(|n| !n.arabic)?;
            rest[whole.len..].starts_with("分之").then(|| (Ok(whole.value), whole.len + "分之".len()))
        })?;
    let number = numeral::number(&rest[len..])?;
    let value = match parts {
        Err(power) => number.value.shift(-power)?,
        Ok(parts) => {
            // Thirds have no end: to four places.
            let int = |d: Decimal| d.to_string().parse::<i128>().ok();
            let (over, under) = (int(number.value)?, int(parts).filter(|n| (2..=100).contains(n))?);
            Decimal::new((over.checked_mul(10_000)? + under / 2) / under, 4)
        }
    };
    let range = at..at + len + number.len;
    Some(Amount { range, value, unit: Unit::Ratio(None), more: number.more, level: false, arabic: number.arabic, joined: Joined::No })
}

fn with_unit(text: &str, at: usize, number: Number, vocabulary: &Vocabulary) -> Option<Amount> {
    let mut end = at + number.len;
    let mut more = number.more;
    for word in ["多", "余", "来"] {
        if text[end..].starts_with(word) && !text[end + word.len()..].starts_with(word) {
            (end, more) = (end + word.len(), true);
            break;
        }
    }
    let after = &text[end..];
    let make = |len: usize, shift: i32, unit: Unit, level: bool| {
        let value = number.value.shift(shift)?;
        Some(Amount { range: at..end + len, value, unit, more, level, arabic: number.arabic, joined: Joined::No })
    };
    let shares = [("%", -2, None), ("‰", -3, None), ("个百分点", -2, Some("个百分点"))];
    if let Some((word, shift, unit)) = shares.into_iter().find(|(w, ..)| after.starts_with(w)) {
        return (!number.implied).then(|| make(word.len(), shift, Unit::Ratio(unit), false))?;
    }
    // 三成以上, 五成
    if let Some(rest) = after.strip_prefix('成').filter(|_| !number.arabic && number.magnitude == 0 && number.value < Decimal::from_int(10))
        && (rest.is_empty() || ["以上", "以下", "以内", "左右", "的", ",", "。"].iter().any(|w| rest.starts_with(w)))
    {
        return make("成".len(), -1, Unit::Ratio(None), false);
    }
    if let Some(rest) = after.strip_prefix(['元', '圆']) {
        // 万元 and 亿元 alone are units of a form; 亿元以上, 亿元级, 千万元 are amounts.
        let bare = number.implied && matches!(&text[at..end], "万" | "亿");
        if bare && !["以上", "级", "大"].iter().any(|w| rest.starts_with(w)) {
            return None;
        }
        let word = rest.chars().next().is_some_and(|c| NO_YUAN.contains(c));
        let small = !number.arabic && number.magnitude == 0 && number.value < Decimal::from_int(10);
        let level = rest.starts_with('级');
        if !word || (number.arabic && !small && !rest.starts_with(['件', '素', '器'])) {
            return make("元".len() + if level { "级".len() } else { 0 }, 0, Unit::Money(None), level);
        }
        return None;
    }
    if let Some((word, code)) = vocabulary.units.currency.iter().find(|(word, _)| after.starts_with(word.as_str())) {
        return make(word.len(), 0, Unit::Money(Some(code.clone())), false);
    }
    if after.starts_with('级') && number.magnitude >= 8 {
        return make("级".len(), 0, Unit::Money(None), true);
    }
    if number.implied {
        return None;
    }
    if after.starts_with('倍') {
        return make("倍".len(), 0, Unit::Count("倍".into()), false);
    }
    if number.magnitude >= 4 && without_yuan(text, at, after) {
        return make(0, 0, Unit::Money(None), false);
    }
    let classifier = vocabulary.units.count.iter().find(|u| after.starts_with(u.as_str()))?;
    let rest = &after[classifier.len()..];
    // 3个月 and 5个工作日 are times, 100人民币 is money, 3人才 and 2次方 are no counts.
    let other = match classifier.as_str() {
        "个" => ["月", "工作日", "季度", "年", "小时", "百分点", "星期", "自然", "基点"].iter().any(|w| rest.starts_with(w)),
        "人" => ["民", "才", "工", "口", "员", "力", "均", "社", "大", "事"].iter().any(|w| rest.starts_with(w)),
        "次" => rest.starts_with(['方', '会', '全', '党']),
        "分" => rest.starts_with([
            '之', '别', '类', '级', '钟', '析', '步', '布', '为', '档', '期', '年', '行', '区', '解', '部', '享', '担', '段',
        ]),
        "条" => rest.starts_with(['例', '件', '款', '规']),
        "种" => rest.starts_with(['子', '业', '植', '质']),
        "场" => rest.starts_with(['景', '地', '所', '馆', '次']),
        "项" => rest.starts_with(['目']) && !number.arabic,
        "台" => rest.starts_with(['湾', '阶', '账']),
        "家" => rest.starts_with(['庭', '园', '电', '具']),
        "位" => rest.starts_with(['一', '居', '列']),
        "类" => rest.starts_with(['别', '型']),
        "公里" | "亩" | "吨" | "平方米" => false,
        _ => false,
    };
    (!other).then(|| make(classifier.len(), 0, Unit::Count(classifier.clone()), false))?
}

/// Whether 3000万 without 元 is money: a word for money before it, and the end of the phrase after it.
fn without_yuan(text: &str, at: usize, after: &str) -> bool {
    let ends = after.is_empty()
        || ["以上", "以下", "以内", ",", "。", ";", "、", ")", "的", "至", "-", "左右", "\n", "/"].iter().any(|w| after.starts_with(w));
    let start = text[..at].char_indices().rev().take(16).last().map_or(at, |(i, _)| i);
    let before = text[start..at].rsplit(['。', '\n', ';', ',']).next().unwrap_or("");
    let words =
        ["资金", "资本", "投资", "收入", "销售", "产值", "奖励", "补助", "补贴", "资助", "金额", "经费", "给予", "投入", "费用", "元"];
    ends && words.iter().any(|w| before.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let show = |a: Amount| {
            let unit = match a.unit {
                Unit::Money(None) => "元".to_owned(),
                Unit::Money(Some(code)) => code,
                Unit::Ratio(_) => String::new(),
                Unit::Count(unit) => unit,
            };
            let joined = match a.joined {
                Joined::No => "",
                Joined::List => ",",
                Joined::Range => "..",
            };
            format!("{joined}{}{unit}{}{}", a.value, if a.more { "+" } else { "" }, if a.level { "级" } else { "" })
        };
        amounts(text, &[], &lexicon.vocabulary).into_iter().map(show).collect()
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        let cases: [(&str, &[&str]); 30] = [
            ("给予3000万元、1000万元补助", &["30000000元", ",10000000元"]),
            ("给予50万元至100万元奖励", &["500000元", "..1000000元"]),
            ("给予50-100万元", &["500000元", "..1000000元"]),
            ("5000至1万元", &["5000元", "..10000元"]),
            ("给予10、20、30万元奖励", &["100000元", ",200000元", ",300000元"]),
            ("按10%-30%给予", &["0.1", "..0.3"]),
            ("10-30%", &["0.1", "..0.3"]),
            ("百分之三十", &["0.3"]),
            ("千分之五", &["0.005"]),
            ("不少于三分之二", &["0.6667"]),
            ("三成以上", &["0.3"]),
            ("提高5个百分点", &["0.05"]),
            ("不低于捌佰万元", &["8000000元"]),
            ("注册资本3000万", &["30000000元"]),
            ("3000万人", &["30000000人"]),
            ("600多万元", &["6000000元+"]),
            ("十余家", &["10家+"]),
            ("千亿级产业投资母基金", &["100000000000元级"]),
            ("亿元级企业", &["100000000元级"]),
            ("1000万美元", &["10000000USD"]),
            ("3至5家", &["3家", "..5家"]),
            ("上市企业翻番", &["2倍"]),
            ("翻两番", &["4倍"]),
            ("1项或若干项", &["1项"]),
            ("1000平方米", &["1000平方米"]),
            ("两家", &["2家"]),
            ("0.3亿元", &["30000000元"]),
            ("3,000万元", &["30000000元"]),
            ("10台(套)", &["10台(套)"]),
            ("增长1.5倍", &["1.5倍"]),
        ];
        for (text, amounts) in cases {
            assert_eq!(read(text), amounts, "{text}");
        }
    }

    #[test]
    fn codes_ranks_and_words_are_no_amounts() {
        let none = [
            "12218现代化产业体系",
            "2+2+N",
            "一企一策",
            "第3家",
            "前3名",
            "三元材料",
            "二元结构",
            "2022-2025年",
            "13060107325",
            "同一家企业",
            "20年",
            "万物互联",
            "千方百计",
            "多元化",
            "3个月内",
            "5个工作日",
            "200字以内",
            "一批",
            "(%)",
            "万元",
            "5G",
            "单位:亿元",
            "四部委",
            "1.2.3条",
        ];
        for text in none {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}

//! Amounts as they stand in a text: a number with 元, %, 家 … behind it.

use std::ops::Range;

use super::edge::{self, Edge};
use super::fraction;
use super::unit::with_unit;
use crate::lexicon::Vocabulary;
use crate::lexicon::roles::Per;
use crate::text::numeral::{self, Decimal};

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Yuan, or another currency with its ISO 4217 code.
    Money(Option<String>),
    /// A share: 30%. Words that tell it from percent are kept: 个百分点, 1:0.5.
    Ratio(Option<String>),
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
    /// What one amount is given for, behind the unit: 亩 in 100元/亩, 人·次 in 50元/人·次.
    pub each: Option<String>,
    /// How often, behind the unit: 2000元/月.
    pub every: Option<Per>,
    /// Whether a bracket takes the number itself in, (含), or leaves it out, (不含).
    pub edge: Option<Edge>,
    /// How it is joined to the amount before it.
    pub joined: Joined,
}

impl Amount {
    /// An amount that stands alone.
    pub fn new(range: Range<usize>, value: Decimal, unit: Unit) -> Self {
        let (each, every, edge) = (None, None, None);
        Amount { range, value, unit, more: false, level: false, arabic: true, each, every, edge, joined: Joined::No }
    }
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
const LIST: [&str; 6] = ["、", "和", "或", "及", "与", "或者"];
const RANGE: [&str; 6] = ["至", "到", "-", "~", "–", "--"];

/// At most so many numbers share the unit of the last one: 10、20、30万元.
const LONGEST_LIST: usize = 16;

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
        let read = if rest.starts_with('翻') { fraction::doubling(text, at) } else { None }
            .or_else(|| if numeral::begins(c) && may_begin(c, &text[..at]) { amount(text, at, vocabulary, LONGEST_LIST) } else { None });
        let Some(mut new) = read else {
            // Past the whole number, so that 2025 is not read again as 025.
            at += if c.is_ascii_digit() { rest.bytes().take_while(u8::is_ascii_digit).count() } else { c.len_utf8() };
            continue;
        };
        at = new.last().map_or(at + c.len_utf8(), |a| a.range.end);
        if let Some(last) = new.last_mut() {
            (last.range.end, last.edge, at) = edge::bracket(text, at);
        }
        if let (Some(first), Some(last)) = (new.first(), found.last())
            && is_repeated(&text[last.range.end..first.range.start], last, first)
        {
            continue;
        }
        if let (Some(first), Some(last)) = (new.first_mut(), found.last()) {
            first.joined = joined(&text[last.range.end..first.range.start], last, first);
        }
        found.append(&mut new);
    }
    found
}

/// 捌佰万元(¥8,000,000.00), 2万元(20000元): the same amount in other figures.
fn is_repeated(between: &str, last: &Amount, next: &Amount) -> bool {
    let inside = between.strip_prefix("整").unwrap_or(between).strip_prefix('(');
    let words = ["", "¥", "即", "小写:", "大写:", "小写", "大写", "人民币", "小写:¥", "小写¥", "大写:人民币", "大写人民币"];
    last.value == next.value && last.unit == next.unit && inside.is_some_and(|w| words.contains(&w))
}

/// Whether a number may begin after `before`: not inside a code, a rank or an ordinal.
fn may_begin(c: char, text: &str) -> bool {
    let Some(before) = text.chars().next_back() else { return true };
    if before == '前' && !["目前", "当前", "以前", "之前", "日前"].iter().any(|w| text.ends_with(w)) {
        return false;
    }
    if c.is_ascii_digit() {
        if ["RMB", "CNY", "USD", "HKD", "EUR"].iter().any(|w| text.ends_with(w)) {
            return true;
        }
        // 9:30, 5:3:2
        let clock = text.strip_suffix([':', '∶']).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
        !(clock || before.is_ascii_alphanumeric() || matches!(before, '.' | '_' | '/' | '+' | '第'))
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

/// The amount that begins at `at`; two when the first number borrows the unit of the second: 10-30%, 50至100万元.
fn amount(text: &str, at: usize, vocabulary: &Vocabulary, more: usize) -> Option<Vec<Amount>> {
    if let Some(share) = fraction::share(text, at).or_else(|| fraction::half(text, at)).or_else(|| fraction::proportion(text, at)) {
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
        Unit::Ratio(_) => match text[first.range.clone()].chars().next_back() {
            Some('‰') => -3,
            Some('成' | '折') => -1,
            _ => -2,
        },
        Unit::Money(_) if number.magnitude == 0 => magnitude,
        Unit::Money(_) | Unit::Count(_) => 0,
    };
    let borrowed = Amount { range: at..end, value: number.value.shift(shift)?, joined: Joined::No, more: number.more, ..first.clone() };
    // 2022-2025年 is no amount, and 5-10万元 is 50000 to 100000; 5000-1万元 is 5000 to 10000.
    let borrowed = if borrowed.value < first.value { borrowed } else { Amount { value: number.value, ..borrowed } };
    rest.insert(0, borrowed);
    Some(rest)
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::lexicon::Lexicon;

    fn read(text: &str) -> Vec<String> {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
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
            let each = a.each.map(|e| format!("/{e}")).unwrap_or_default();
            let every = a.every.map_or("", |e| if e == Per::Year { "/年" } else { "/月" });
            let edge = a.edge.map_or("", |e| if e == Edge::In { "含" } else { "不含" });
            format!("{joined}{}{unit}{each}{every}{edge}{}{}", a.value, if a.more { "+" } else { "" }, if a.level { "级" } else { "" })
        };
        amounts(text, &[], &LEXICON.vocabulary).into_iter().map(show).collect()
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        let cases: [(&str, &[&str]); 56] = [
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
            ("180元/吨", &["180元/吨"]),
            ("2.5元/平方米·月", &["2.5元/平方米/月"]),
            ("5万元/人·年", &["50000元/人/年"]),
            ("补贴5万/年", &["50000元/年"]),
            ("800美元/吨", &["800USD/吨"]),
            ("2000元每人每月", &["2000元/人/月"]),
            ("¥3,000.50", &["3000.5元"]),
            ("捌佰万元整(¥8,000,000.00)", &["8000000元"]),
            ("10亿、50亿、100亿元", &["1000000000元", ",5000000000元", ",10000000000元"]),
            ("1亿元(含)至5亿元(不含)", &["100000000元含", "..500000000元不含"]),
            ("1000万元以上(含1000万元)", &["10000000元含"]),
            ("上亿元社会资本", &["100000000元"]),
            ("按1:0.5比例配套", &["0.5"]),
            ("一半以上", &["0.5"]),
            ("八折优惠", &["0.8"]),
            ("约一成半", &["0.15"]),
            ("下降20个基点", &["0.002"]),
            ("3‰-5‰", &["0.003", "..0.005"]),
            ("3-5‰", &["0.003", "..0.005"]),
            ("三至五成", &["0.3", "..0.5"]),
            ("奖3000万", &["30000000元"]),
            ("50万补助", &["500000元"]),
            ("45周岁以下", &["45周岁"]),
            ("5000吨标准煤", &["5000吨标准煤"]),
            ("1200万千瓦", &["12000000千瓦"]),
            ("贰佰伍拾万圆", &["2500000元"]),
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
            "9:30开始",
            "按5:3:2分担",
            "比例为5:3:2",
            "一成不变",
            "三折叠",
            "10万吨级泊位",
            "四星级饭店",
            "3A级景区",
            "GB/T19001-2016标准",
            "V2.0版本",
            "单位:万美元",
            "〔2023〕15号",
        ];
        for text in none {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}

//! The number at the start of a logical line.
//!
//! One table, `ROWS`; each row has an example of what it reads and of what it must not read. The
//! forms are those of GB/T 9704-2012 §7.3.3 (一、（一）1.（1）), of 立法技术规范 for laws (编 章 节 条
//! 款 项 目), of GB/T 1.1-2020 for standards (1.1, 1.1.1) and the variants that circulate (1、 1) ① A.
//! 一是 第一，). Lines are width-folded, simplified and without white space.
//!
//! Some forms are words of ordinary sentences as well (一是, 第一，, 1.1, i.). Their markers are not
//! [`Marker::sure`]; `series` believes them only when they form a series.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::{numeral, pattern};

/// What a marker looks like. Two markers of one kind are siblings, whatever their level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkerKind {
    /// 第一编, 第一篇
    Book,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 第一条
    Article,
    /// 一、
    Chinese,
    /// （一）
    ChineseBracket,
    /// 1.
    Dot,
    /// 1、
    Comma,
    /// （1）
    Bracket,
    /// 1)
    HalfBracket,
    /// ①
    Circle,
    /// A.
    Letter,
    /// a)
    SmallLetter,
    /// Ⅰ. and ii)
    Roman,
    /// 1.1 (two parts), 1.1.1 (three), A.1 (one, the annex left out): the parts of a standard, GB/T 1.1-2020.
    Decimal(u8),
    /// `1 范围`: the chapter of a standard.
    Bare,
    /// 第一，
    Ordinal,
    /// 一是
    Is,
    /// 一要
    Must,
    /// 问： and 问题1：
    Question,
}

impl MarkerKind {
    /// 编, 章 and 节 only group articles; they stand in no address of one.
    pub fn is_group(self) -> bool {
        matches!(self, MarkerKind::Book | MarkerKind::Chapter | MarkerKind::Section)
    }
}

/// A marker that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What it looks like.
    pub kind: MarkerKind,
    /// Its number.
    pub number: u32,
    /// 1 for 第十二条之一, else 0.
    pub sub: u32,
    /// How many characters of the line it takes, white space not counted. 0 when it was supplied.
    pub chars: usize,
    /// The numbers before the last one of 1.2.3, outermost first; 0 where there is none.
    pub above: [u32; 3],
    /// Whether the form alone shows that it is a marker; else it must be part of a series.
    pub sure: bool,
}

impl Marker {
    /// A marker of a kind with a number, as it would be supplied where none is printed.
    pub fn supplied(kind: MarkerKind, number: u32, above: [u32; 3]) -> Marker {
        Marker { kind, number, sub: 0, chars: 0, above, sure: true }
    }
}

struct Row {
    kind: MarkerKind,
    /// First group: the number; second group: 之一.
    pattern: &'static str,
    /// What must follow, or must not.
    rest: After,
    /// Whether the form alone shows that it is a marker.
    sure: bool,
    #[cfg(test)]
    reads: &'static str,
    #[cfg(test)]
    leaves: &'static str,
}

/// What may follow a marker.
enum After {
    Any,
    Not(&'static str),
    Only(&'static str),
}

use After::{Any, Not, Only};
use MarkerKind::*;

/// A line that goes on like this speaks of a provision and is none: 第五条第二款规定的…
const SPEAKS: &str = "^(第|至|和|或|及|、|,|的|规定|所列|所称|中|以|-|~)";
/// What follows a number that is a quantity or a code: 1.2万亿元, 3.5%, 1.5倍, 2.0版, 1.2.3.4
const QUANTITY: &str =
    "^([0-9.,;)~%‰×-]|至|万|亿|千[瓦克米]|百|[美欧日港]?元|倍|个(百分点|月)|公(里|顷|斤)|平方|立方|吨|亩|米|度|折|版|和|及|以上|以下|左右)";

macro_rules! rows {
    ($($kind:expr, $pattern:expr, $rest:expr, $sure:expr, $reads:literal, $leaves:literal;)*) => {
        &[$(Row {
            kind: $kind,
            pattern: $pattern,
            rest: $rest,
            sure: $sure,
            #[cfg(test)]
            reads: $reads,
            #[cfg(test)]
            leaves: $leaves,
        }),*]
    };
}

/// The table: kind, pattern, what follows, whether it is sure, an example, and what it must leave.
#[rustfmt::skip]
const ROWS: &[Row] = rows![
    Article, "^【?第([0-9零〇一二三四五六七八九十百千两]{1,7})条(?:之([0-9一二三四五六七八九十]{1,3}))?", Not(SPEAKS), true,
        "第十二条之一本办法适用于", "第五条第二款规定的";
    Book, "^第([0-9零〇一二三四五六七八九十百]{1,5})(?:[编篇]|部分)", Not(SPEAKS), true, "第一编总则", "第三部分第(二)条";
    Chapter, "^第([0-9零〇一二三四五六七八九十百]{1,5})章", Not(SPEAKS), true, "第三章申报条件", "第三章规定的条件";
    Section, "^第([0-9零〇一二三四五六七八九十百]{1,5})节", Not(SPEAKS), true, "第二节评审", "第二节、第三节";
    // 一、二、三产业 is a list of words, not a heading.
    Chinese, "^【?([一二三四五六七八九十百]{1,4})[、.]", Not("^[一二三四五六七八九十]{1,3}([、和及产款项条])"), true, "十一、附则", "一、二、三产业";
    // A dash for 一, as character recognition reads it.
    Chinese, "^(-)、", Any, true, "-、总体要求", "-总体要求";
    Chinese, "^([一二三四五六七八九十]{1,3}),", Not("^[一二三四五六七八九十]{1,3}[,、]"), false, "二,主要任务", "二,三,四";
    ChineseBracket, "^【?\\(?([一二三四五六七八九十百]{1,4})\\)[、.]?", Any, true, "(二)资金支持", "(二期)";
    ChineseBracket, "^\\((-)\\)", Any, true, "(-)资金支持", "-)资金";
    ChineseBracket, "^([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩])", Any, true, "㈡资金支持", "二资金";
    Decimal(2), "^([0-9]{1,2}\\.[0-9]{1,2})[、:]?", Not(QUANTITY), false, "3.12评审程序", "1.2万亿元";
    Decimal(3), "^([0-9]{1,2}(?:\\.[0-9]{1,2}){2})[、:]?", Not(QUANTITY), false, "3.1.2评审程序", "2023.1.5以上";
    Decimal(4), "^([0-9]{1,2}(?:\\.[0-9]{1,2}){3})[、:]?", Not(QUANTITY), false, "3.1.2.1评审", "10.0.0.1-2";
    // The annexes of a standard: A.1, A.1.1.
    Decimal(1), "^[A-Z]\\.([0-9]{1,2})", Not(QUANTITY), true, "A.1总则", "A.1.2总则";
    Decimal(2), "^[A-Z]\\.([0-9]{1,2}\\.[0-9]{1,2})", Not(QUANTITY), true, "B.1.2评分", "B.1.2.3";
    // 1.2万亿元 and 3.4% are numbers.
    Dot, "^([0-9]{1,3})\\.、?", Not("^[0-9]"), true, "12.推动载体建设", "1.2万亿元";
    Dot, "^([0-9]{1,3})\\.", Only("^((19|20)[0-9]{2}年|[2-6]G|3D)"), false, "2.2025年底前完成", "2.2025亿元";
    Dot, "^([⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛])", Any, true, "⒉推动", "2推动";
    Comma, "^([0-9]{1,3})、", Not("^[0-9]{1,3}([、和及号]|$)"), true, "3、牵头单位条件", "1、2、3号楼";
    Comma, "^([0-9]{1,2}),", Not("^[0-9]"), false, "3,牵头单位条件", "3,000万元";
    Bracket, "^\\(([0-9]{1,3})\\)[、.]?", Any, true, "(2)成员单位", "(2022-2025年)";
    Bracket, "^([⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇])", Any, true, "⑶成员单位", "3成员";
    HalfBracket, "^([0-9]{1,3})\\)[、.]?", Any, true, "2)成员单位", "2024)年";
    Circle, "^([①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓㊀-㊉])", Any, true, "③营业执照", "3营业执照";
    // Before the letters: of the one-letter numerals a series tells which they are.
    Roman, "^\\(?([Ⅰ-Ⅻⅰ-ⅻ])[.、)]", Any, false, "Ⅱ.营业执照", "Ⅱ类企业";
    Roman, "^\\(?([IVX]{2,5}|[ivx]{2,5})[.、)]", Any, false, "ii)营业执照", "IT服务";
    Letter, "^\\(?([A-Z])[.、)]", Not("^[A-Za-z0-9]"), false, "B.营业执照", "B.C.公司";
    SmallLetter, "^\\(?([a-z])[.、)]", Not("^[A-Za-z0-9]"), false, "b)营业执照", "e.g.公司";
    Ordinal, "^[第其]([一二三四五六七八九十]{1,2})[,、:]", Not("^第"), false, "第二,严格评审", "第一、第二产业";
    Is, "^([一二三四五六七八九十]{1,2})是", Any, false, "二是加强指导", "二期是";
    Must, "^([一二三四五六七八九十]{1,2})要", Not("^[素点求件]"), false, "二要加强指导", "三要素市场";
    Question, "^(?:问题?|Q)([0-9]{0,3}|[一二三四五六七八九十]{1,3})[:、.]", Any, false, "问:如何申报", "问题导向";
    Bare, "^([0-9]{1,2})", Not("^([^\\p{Han}]|[年月日号个家名项条人万亿千百元倍次]|$)"), false, "2规范性引用文件", "2个月内";
];

struct Compiled {
    row: &'static Row,
    pattern: Regex,
    rest: Option<Regex>,
}

static TABLE: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let rest = |rest: &After| match rest {
        Any => None,
        Not(p) | Only(p) => Some(pattern(p)),
    };
    ROWS.iter().map(|row| Compiled { row, pattern: pattern(row.pattern), rest: rest(&row.rest) }).collect()
});

/// The first characters that a marker can have.
fn may_begin(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "第(【一二三四五六七八九十百其问-".contains(c)
        || ('\u{2160}'..='\u{217F}').contains(&c)
        || ('\u{2460}'..='\u{32BF}').contains(&c)
}

/// Reads the marker at the start of a line; `spaced` says whether white space follows the marker in
/// the source, which makes 第五条 a heading whatever comes next.
///
/// ```
/// use tiaoli::clause::marker::{MarkerKind, read};
/// let marker = read("(二)资金支持。对升级为国家级的", |_| false).unwrap();
/// assert_eq!((marker.kind, marker.number, marker.chars), (MarkerKind::ChineseBracket, 2, 3));
/// assert!(read("1.2万亿元", |_| false).is_none());
/// ```
pub fn read(line: &str, spaced: impl Fn(usize) -> bool) -> Option<Marker> {
    if !line.chars().next().is_some_and(may_begin) {
        return None;
    }
    let head: String = line.chars().take(32).collect();
    TABLE.iter().find_map(|Compiled { row, pattern, rest }| {
        let found = pattern.captures(&head)?;
        let whole = found.get(0)?;
        let chars = whole.as_str().chars().count();
        let after = rest.as_ref().map(|r| r.is_match(&head[whole.end()..]));
        // 第五条 and white space is a heading, whatever comes next; 1 is one only before white space.
        let heading = matches!(row.kind, Article | Chapter | Section | Book) && spaced(chars);
        let fits = match row.rest {
            Any => true,
            Not(_) => after != Some(true) || heading,
            Only(_) => after == Some(true),
        };
        if !fits || (row.kind == Bare && !spaced(chars)) {
            return None;
        }
        let printed = found.get(1)?.as_str();
        let mut above = [0; 3];
        let number = match row.kind {
            Decimal(_) => {
                let parts: Vec<u32> = printed.split('.').filter_map(|p| p.parse().ok()).collect();
                let (last, before) = parts.split_last()?;
                above.iter_mut().zip(before).for_each(|(slot, n)| *slot = *n);
                if parts.contains(&0) {
                    return None;
                }
                *last
            }
            Question if printed.is_empty() => 0,
            Roman => roman(printed)?,
            _ => value(printed)?,
        };
        let sub = found.get(2).and_then(|m| value(m.as_str())).unwrap_or(0);
        Some(Marker { kind: row.kind, number, sub, chars, above, sure: row.sure })
    })
}

/// The number a marker prints.
fn value(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    let code = c as u32;
    let from = |first: char, number: u32| Some(code - first as u32 + number);
    match c {
        '-' => Some(1),
        '①'..='⑳' => from('①', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        '❶'..='❿' => from('❶', 1),
        '➀'..='➉' => from('➀', 1),
        '➊'..='➓' => from('➊', 1),
        '㊀'..='㊉' => from('㊀', 1),
        '⑴'..='⒇' => from('⑴', 1),
        '⒈'..='⒛' => from('⒈', 1),
        '㈠'..='㈩' => from('㈠', 1),
        'A'..='Z' => from('A', 1),
        'a'..='z' => from('a', 1),
        _ => numeral::integer(text).and_then(|n| u32::try_from(n).ok()),
    }
}

/// The value of a Roman numeral up to 39: Ⅳ, IV, xii.
pub(super) fn roman(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    match c {
        'Ⅰ'..='Ⅻ' => return Some(c as u32 - 'Ⅰ' as u32 + 1),
        'ⅰ'..='ⅻ' => return Some(c as u32 - 'ⅰ' as u32 + 1),
        _ => {}
    }
    let digit = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut sum = 0u32;
    for (i, d) in digits.iter().enumerate() {
        // IV: a smaller digit before a greater one is taken away.
        let less = digits.get(i + 1).is_some_and(|next| next > d);
        sum = if less { sum.wrapping_sub(*d) } else { sum.wrapping_add(*d) };
    }
    (1..40).contains(&sum).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_its_example_and_leaves_the_other() {
        for row in ROWS {
            let marker = read(row.reads, |_| row.kind == MarkerKind::Bare);
            assert_eq!(marker.map(|m| m.kind), Some(row.kind), "{}", row.reads);
            let other = read(row.leaves, |_| row.kind == MarkerKind::Bare);
            assert_ne!(other.map(|m| m.kind), Some(row.kind), "{}", row.leaves);
        }
    }

    #[test]
    fn numbers_are_read() {
        let number = |line: &str| read(line, |_| false).map(|m| (m.number, m.sub, m.chars));
        assert_eq!(number("第一百零三条之二未经批准"), Some((103, 2, 8)));
        assert_eq!(number("二十一、其他"), Some((21, 0, 4)));
        assert_eq!(number("㉒其他"), Some((22, 0, 1)));
        assert_eq!(number("⑿其他"), Some((12, 0, 1)));
        assert_eq!(read("第五条第二款所列", |n| n == 3).map(|m| m.number), Some(5));
        assert_eq!(number("第九百九十九条第"), None);
        assert_eq!(number("(一)、条件"), Some((1, 0, 4)));
        assert_eq!(number("xiv)条件"), Some((14, 0, 4)));
        assert_eq!(read("3.1.2评审", |_| false).map(|m| (m.kind, m.number, m.above)), Some((MarkerKind::Decimal(3), 2, [3, 1, 0])));
        for roman in ["IXX", "VVVVV", "XXXXX"] {
            assert!(super::roman(roman).is_none_or(|n| n < 40), "{roman}");
        }
    }
}

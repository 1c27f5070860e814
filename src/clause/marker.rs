//! The number at the start of a logical line.
//!
//! One table, `ROWS`; each row has an example of what it reads and of what it must not read. The
//! forms are those of GB/T 9704-2012 §7.3.3 (一、（一）1.（1）), of 立法技术规范 for laws (编 章 节 条
//! 款 项 目) and the variants that circulate (1、 1) ① A.). Lines are width-folded, simplified and
//! without white space.

use std::sync::LazyLock;

use regex::Regex;

use crate::text::numeral;

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
}

struct Row {
    kind: MarkerKind,
    /// First group: the number; second group: 之一.
    pattern: &'static str,
    /// What must not follow.
    unless: Option<&'static str>,
    #[cfg(test)]
    reads: &'static str,
    #[cfg(test)]
    leaves: &'static str,
}

macro_rules! row {
    ($kind:ident, $pattern:literal, $unless:expr, $reads:literal, $leaves:literal) => {
        Row {
            kind: MarkerKind::$kind,
            pattern: $pattern,
            unless: $unless,
            #[cfg(test)]
            reads: $reads,
            #[cfg(test)]
            leaves: $leaves,
        }
    };
}

/// A line that goes on like this speaks of a provision and is none: 第五条第二款规定的…
const SPEAKS: Option<&str> = Some("^(第|至|和|或|及|、|,|的|规定|所列|所称|中|以|-|~)");

/// The table. `reads` and `leaves` are the examples.
const ROWS: &[Row] = &[
    row!(
        Article,
        "^第([0-9零〇一二三四五六七八九十百千两]{1,7})条(?:之([0-9一二三四五六七八九十]{1,3}))?",
        SPEAKS,
        "第十二条之一本办法适用于",
        "第五条第二款规定的"
    ),
    row!(Book, "^第([0-9零〇一二三四五六七八九十百]{1,5})[编篇]", SPEAKS, "第一编总则", "第一编的规定"),
    row!(Chapter, "^第([0-9零〇一二三四五六七八九十百]{1,5})章", SPEAKS, "第三章申报条件", "第三章规定的条件"),
    row!(Section, "^第([0-9零〇一二三四五六七八九十百]{1,5})节", SPEAKS, "第二节评审", "第二节、第三节"),
    // 一、二、三产业 is a list of words, not a heading.
    row!(
        Chinese,
        "^([一二三四五六七八九十百]{1,4})[、.]",
        Some("^[一二三四五六七八九十]{1,3}([、和及]|产)"),
        "十一、附则",
        "一、二、三产业"
    ),
    row!(ChineseBracket, "^\\(?([一二三四五六七八九十百]{1,4})\\)", None, "(二)资金支持", "(二期)"),
    row!(ChineseBracket, "^([㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩])", None, "㈡资金支持", "二资金"),
    // 1.2万亿元 and 3.4% are numbers; 1.1 is a decimal number of its own system.
    row!(Dot, "^([0-9]{1,3})\\.", Some("^[0-9]"), "12.推动载体建设", "1.2万亿元"),
    row!(Dot, "^([⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛])", None, "⒉推动", "2推动"),
    row!(Comma, "^([0-9]{1,3})、", Some("^[0-9]{1,3}([、和及号]|$)"), "3、牵头单位条件", "1、2、3号楼"),
    row!(Bracket, "^\\(([0-9]{1,3})\\)", None, "(2)成员单位", "(2022-2025年)"),
    row!(Bracket, "^([⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇])", None, "⑶成员单位", "3成员"),
    row!(HalfBracket, "^([0-9]{1,3})\\)", None, "2)成员单位", "2024)年"),
    row!(Circle, "^([①-⑳㉑-㉟㊱-㊿])", None, "③营业执照", "3营业执照"),
    row!(Letter, "^([A-Z])[.、)]", Some("^[A-Za-z0-9]"), "B.营业执照", "B.C.公司"),
];

static TABLE: LazyLock<Vec<(MarkerKind, Regex, Option<Regex>)>> = LazyLock::new(|| {
    let compile = |p: &str| Regex::new(p).unwrap_or_else(|e| panic!("marker table: {p}: {e}"));
    ROWS.iter().map(|r| (r.kind, compile(r.pattern), r.unless.map(compile))).collect()
});

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
    let first = line.chars().next()?;
    if !(first.is_ascii_alphanumeric() || "第(一二三四五六七八九十百".contains(first) || ('\u{2460}'..='\u{32BF}').contains(&first))
    {
        return None;
    }
    let head: String = line.chars().take(32).collect();
    for (kind, pattern, unless) in TABLE.iter() {
        let Some(found) = pattern.captures(&head) else { continue };
        let whole = found.get(0)?;
        let chars = whole.as_str().chars().count();
        let rest = &head[whole.end()..];
        if let Some(unless) = unless
            && unless.is_match(rest)
            && !(matches!(kind, MarkerKind::Article | MarkerKind::Chapter | MarkerKind::Section | MarkerKind::Book) && spaced(chars))
        {
            return None;
        }
        let number = value(found.get(1)?.as_str())?;
        let sub = found.get(2).and_then(|m| value(m.as_str())).unwrap_or(0);
        return Some(Marker { kind: *kind, number, sub, chars });
    }
    None
}

/// The number a marker prints.
fn value(text: &str) -> Option<u32> {
    let c = text.chars().next()?;
    let code = c as u32;
    let from = |first: char, number: u32| Some(code - first as u32 + number);
    match c {
        '①'..='⑳' => from('①', 1),
        '㉑'..='㉟' => from('㉑', 21),
        '㊱'..='㊿' => from('㊱', 36),
        '⑴'..='⒇' => from('⑴', 1),
        '⒈'..='⒛' => from('⒈', 1),
        '㈠'..='㈩' => from('㈠', 1),
        'A'..='Z' => from('A', 1),
        _ => numeral::integer(text).and_then(|n| u32::try_from(n).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_reads_its_example_and_leaves_the_other() {
        for row in ROWS {
            let marker = read(row.reads, |_| false);
            assert_eq!(marker.map(|m| m.kind), Some(row.kind), "{}", row.reads);
            let other = read(row.leaves, |_| false);
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
    }
}

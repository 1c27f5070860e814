//! Chinese and Arabic numbers, read exactly.
//!
//! Recipe: [`number`] reads the number a text begins with, in any of the spellings of official
//! documents; [`integer`] reads a text that is a whole number (the number in 第十二条); [`to_chinese`]
//! writes one. Values are [`Decimal`]s, so that 1.2万亿 is 1200000000000 and 3.4% is 0.034 to the last digit.

pub use super::decimal::Decimal;

/// A number at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// How many bytes of the text it takes.
    pub len: usize,
    /// Power of ten of the 万 and 亿 it ends with: 4 for 3000万, 12 for 1.2万亿, 0 for 3000.
    pub magnitude: u32,
    /// Written with Arabic digits.
    pub arabic: bool,
    /// Without a digit: 千亿, 百亿 (in 千亿级).
    pub implied: bool,
    /// Somewhat more than the value: 十几, 600多万.
    pub more: bool,
}

/// Reads the number a text begins with; the text is simplified and width-folded.
///
/// ```
/// use tiaoli::text::numeral::number;
/// let value = |t: &str| number(t).map(|n| n.value.to_string());
/// assert_eq!(value("1.2万亿元").as_deref(), Some("1200000000000"));
/// assert_eq!(value("捌佰万元").as_deref(), Some("8000000"));
/// assert_eq!(value("3,000万").as_deref(), Some("30000000"));
/// assert_eq!(value("二〇一六年").as_deref(), Some("2016"));
/// assert_eq!(value("三五家"), None); // three to five
/// ```
pub fn number(text: &str) -> Option<Number> {
    scan(text, false)
}

/// Reads a whole number written in Arabic digits or Chinese numerals: 12, 十二, 二〇, 一百零五.
pub fn integer(text: &str) -> Option<u64> {
    let found = scan(text, true).filter(|n| n.len == text.len() && !n.more)?;
    if found.implied && !text.starts_with(['百', '千', '佰', '仟']) {
        return None;
    }
    u64::try_from(found.value.at(0)?).ok()
}

/// The value of a Chinese digit.
fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a unit inside a section: 十, 百, 千.
fn unit(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        _ => return None,
    })
}

/// Whether a number may begin with this character.
pub fn begins(c: char) -> bool {
    c.is_ascii_digit() || digit(c).is_some() || unit(c).is_some() || matches!(c, '万' | '亿' | '廿' | '卅')
}

/// Arabic digits with thousands marks and a decimal point: the value and the bytes taken.
fn arabic(text: &str) -> Option<(Decimal, usize)> {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = run(0);
    let mut digits = text.get(..at)?.to_owned();
    if (1..=3).contains(&at) && bytes[0] != b'0' {
        while bytes.get(at) == Some(&b',') && run(at + 1) == 3 {
            digits.push_str(text.get(at + 1..at + 4)?);
            at += 4;
        }
    }
    let mut scale = 0;
    if bytes.get(at) == Some(&b'.') && run(at + 1) > 0 {
        scale = run(at + 1);
        digits.push_str(text.get(at + 1..at + 1 + scale)?);
        at += 1 + scale;
        if bytes.get(at) == Some(&b'.') && run(at + 1) > 0 {
            return None; // a version or a date: 1.2.3
        }
    }
    // Longer runs are phone numbers and codes.
    (digits.len() <= 18).then_some(())?;
    Some((Decimal::new(digits.parse().ok()?, u32::try_from(scale).ok()?), at))
}

/// What has been read: `high` in 亿, `middle` in 万, `section` below, `last` not yet given a unit.
#[derive(Default)]
struct State {
    high: Option<Decimal>,
    middle: Option<Decimal>,
    section: Option<Decimal>,
    last: Option<Decimal>,
    /// Power of the last unit, for 三万五 = 35000; none after 零.
    last_unit: Option<u32>,
}

impl State {
    fn sum(parts: [Option<Decimal>; 3]) -> Option<Decimal> {
        parts.into_iter().flatten().try_fold(Decimal::default(), Decimal::plus)
    }

    fn is_empty(&self) -> bool {
        self.high.is_none() && self.middle.is_none() && self.section.is_none() && self.last.is_none()
    }
}

fn scan(text: &str, pairs: bool) -> Option<Number> {
    let mut state = State::default();
    let mut found = Number { value: Decimal::default(), len: 0, magnitude: 0, arabic: false, implied: false, more: false };
    let mut rest = text;
    let (mut ceiling, mut positional, mut last_is_chinese) = (4, false, false);
    while let Some(c) = rest.chars().next().filter(|_| !positional) {
        let next = rest[c.len_utf8()..].chars().next();
        let mut taken = c.len_utf8();
        if c.is_ascii_digit() {
            if state.last.is_some() {
                break;
            }
            let (value, len) = arabic(rest)?;
            (state.last, taken) = (Some(value), len);
            (found.arabic, found.magnitude, last_is_chinese) = (true, 0, false);
        } else if digit(c).is_some() {
            if state.last.is_some() {
                break;
            }
            let run: Vec<i128> = rest.chars().map_while(digit).collect();
            taken = rest.chars().take(run.len()).map(char::len_utf8).sum();
            let zeros = run.iter().take_while(|d| **d == 0).count();
            let after = rest[taken..].chars().next();
            if zeros > 0 && !state.is_empty() {
                state.last_unit = None; // 一百零五
            }
            match run.len() - zeros {
                0 if state.is_empty() => state.last = Some(Decimal::default()),
                0 => {} // 三千零 …
                1 if zeros == 0 || !state.is_empty() => state.last = run.last().map(|d| Decimal::from_int(*d)),
                n => {
                    // 二〇一六; but 二三十 and 三五家 are no exact numbers.
                    let vague = n == 2 && !run.contains(&0) && !pairs;
                    if vague || !state.is_empty() || run.len() > 18 || after.and_then(unit).is_some() {
                        return None;
                    }
                    state.last = Some(Decimal::from_int(run.iter().fold(0, |n, d| n * 10 + d)));
                    positional = true;
                }
            }
            (found.magnitude, last_is_chinese) = (0, true);
        } else if let Some(power) = unit(c) {
            if power >= ceiling || (power == 1 && found.arabic && state.last.is_some()) {
                break;
            }
            let count = match state.last.take() {
                Some(count) => count,
                None if power == 1 => Decimal::from_int(1),
                None if state.is_empty() => {
                    found.implied = true;
                    Decimal::from_int(1)
                }
                None => break,
            };
            state.section = State::sum([state.section, count.shift(power as i32), None]);
            (ceiling, state.last_unit, found.magnitude) = (power, Some(power), 0);
        } else if let Some(tens) = [('廿', 2), ('卅', 3)].iter().find(|(t, _)| *t == c).map(|(_, n)| *n) {
            if !state.is_empty() {
                break;
            }
            (state.section, ceiling, state.last_unit) = (Some(Decimal::from_int(tens * 10)), 1, None);
        } else if c == '万' {
            if state.middle.is_some() || (state.section.is_none() && state.last.is_none() && state.high.is_some()) {
                break;
            }
            found.implied |= state.is_empty();
            let own = if state.is_empty() { Decimal::from_int(1) } else { State::sum([state.section.take(), state.last.take(), None])? };
            (state.middle, state.section, state.last) = (own.shift(4), None, None);
            (ceiling, state.last_unit, found.magnitude) = (4, Some(4), 4);
        } else if c == '亿' {
            if state.high.is_some() {
                break;
            }
            found.implied |= state.is_empty();
            found.magnitude = if state.middle.is_some() && state.section.is_none() && state.last.is_none() { 12 } else { 8 };
            let own = if state.is_empty() {
                Decimal::from_int(1)
            } else {
                State::sum([state.middle.take(), state.section.take(), state.last.take()])?
            };
            (state.high, state.middle, state.section, state.last) = (own.shift(8), None, None, None);
            (ceiling, state.last_unit) = (4, Some(8));
        } else if matches!(c, '多' | '余' | '几')
            && !state.is_empty()
            && next.is_some_and(|n| unit(n).is_some() || matches!(n, '万' | '亿'))
        {
            found.more = true; // 600多万
        } else if c == '几' && state.last.is_none() && state.section.is_some() {
            found.more = true; // 十几
            found.len += taken;
            break;
        } else {
            break;
        }
        found.len += taken;
        rest = &rest[taken..];
    }
    if state.is_empty() {
        return None;
    }
    // 三万五 is 35000, 一百二 is 120.
    if let (Some(last), Some(power), true) = (state.last, state.last_unit, last_is_chinese)
        && power >= 2
    {
        state.last = last.shift(power as i32 - 1);
    }
    found.value = State::sum([state.high, state.middle, state.section])?.plus(state.last.unwrap_or_default())?;
    Some(found)
}

/// Writes a number from 0 to 9999 in Chinese numerals: 12 is 十二.
pub fn to_chinese(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if n > 9999 {
        return n.to_string();
    }
    if n == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut zero = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = (n / unit % 10) as usize;
        if d == 0 {
            zero |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut zero) {
            out.push('零');
        }
        if !(unit == 10 && d == 1 && out.is_empty()) {
            out.push_str(DIGITS[d]);
        }
        out.push_str(name);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_spellings_of_official_documents_are_read() {
        let cases = [
            ("三千万", "30000000"),
            ("叁仟万", "30000000"),
            ("捌佰万元", "8000000"),
            ("1,500万", "15000000"),
            ("3,000万", "30000000"),
            ("1.2万亿元", "1200000000000"),
            ("0.3亿元", "30000000"),
            ("十五", "15"),
            ("两家", "2"),
            ("二〇一六年", "2016"),
            ("二零二五", "2025"),
            ("一百零五", "105"),
            ("一百二", "120"),
            ("三万五", "35000"),
            ("三千零五十", "3050"),
            ("2亿5000万元", "250000000"),
            ("3千万", "30000000"),
            ("5百万", "5000000"),
            ("一万二千亿", "1200000000000"),
            ("十", "10"),
            ("廿一", "21"),
            ("千亿级", "100000000000"),
            ("百亿级", "10000000000"),
            ("亿元", "100000000"),
            ("一亿零五百万", "105000000"),
            ("12.50", "12.5"),
            ("7月", "7"),
            ("一千亿元", "100000000000"),
            ("零", "0"),
            ("0.6%", "0.6"),
        ];
        for (text, value) in cases {
            assert_eq!(number(text).map(|n| n.value.to_string()).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_follows_is_left_alone_and_vague_numbers_are_told_apart() {
        let read = |t: &str| number(t).map(|n| (n.len, n.magnitude, n.more, n.implied));
        assert_eq!(read("3000万元"), Some((7, 4, false, false)));
        assert_eq!(read("1.2万亿元"), Some((9, 12, false, false)));
        assert_eq!(read("十几家"), Some((6, 0, true, false)));
        assert_eq!(read("600多万元"), Some((9, 4, true, false)));
        assert_eq!(read("千亿级"), Some((6, 8, false, true)));
        for vague in ["三五家", "七八个", "二三十人", "若干", "1.2.3", "几十", ""] {
            assert_eq!(number(vague), None, "{vague}");
        }
        assert_eq!(read("12345678901234567890"), None);
    }

    #[test]
    fn whole_numbers_are_the_whole_text() {
        let cases = [
            ("12", Some(12)),
            ("十二", Some(12)),
            ("二〇", Some(20)),
            ("一二", Some(12)),
            ("百", Some(100)),
            ("12家", None),
            ("", None),
            ("1.5", None),
            ("万", None),
        ];
        for (text, value) in cases {
            assert_eq!(integer(text), value, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_written_is_read(n in 0u32..10_000) {
            prop_assert_eq!(integer(&to_chinese(n)), Some(u64::from(n)));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[一二两三〇零十百千万亿多余几.,0-9半级元]{0,24}") {
            if let Some(n) = number(&text) {
                prop_assert!(text.is_char_boundary(n.len) && n.len > 0);
            }
            let _ = integer(&text);
        }
    }
}

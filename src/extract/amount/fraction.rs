//! Shares and multiples in words: 百分之三十, 三分之一, 一半, 1:0.5, 翻番.

use super::scan::{Amount, Unit};
use crate::text::numeral::{self, Decimal, Number};

/// 翻番, 翻一番, 翻两番: twice, twice, four times.
pub fn doubling(text: &str, at: usize) -> Option<Vec<Amount>> {
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
    Some(vec![Amount::new(at..end, value, Unit::Count("倍".into()))])
}

/// 百分之三十, 千分之五, 三分之一.
pub fn share(text: &str, at: usize) -> Option<Amount> {
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
        Ok(parts) => quotient(number.value, Some(parts).filter(|p| (Decimal::from_int(2)..=Decimal::from_int(100)).contains(p))?)?,
    };
    let range = at..at + len + number.len;
    Some(Amount { more: number.more, arabic: number.arabic, ..Amount::new(range, value, Unit::Ratio(None)) })
}

/// 一半, 半数, 对半: half. 减半 of a tax or a charge is half of it.
pub fn half(text: &str, at: usize) -> Option<Amount> {
    let word = ["一半", "半数"].into_iter().find(|w| text[at..].starts_with(w))?;
    let half = Decimal::new(5, 1);
    Some(Amount { arabic: false, ..Amount::new(at..at + word.len(), half, Unit::Ratio(None)) })
}

/// Words that make 1:0.5 a proportion, near it: 按1:0.5的比例配套.
const PROPORTION: [&str; 6] = ["配套", "匹配", "比例", "配比", "配资", "的比"];

/// 按1:0.5配套: for each yuan given before, half a yuan more; the second number over the first.
///
/// Of three and more parts (5:3:2) none is the share of the whole, and they are left alone.
pub fn proportion(text: &str, at: usize) -> Option<Amount> {
    let first = numeral::number(&text[at..]).filter(plain)?;
    let colon = text[at + first.len..].chars().next().filter(|c| matches!(c, ':' | '∶'))?;
    let second_at = at + first.len + colon.len_utf8();
    let second = numeral::number(&text[second_at..]).filter(plain)?;
    let end = second_at + second.len;
    let before = text[..at].char_indices().rev().nth(15).map_or(0, |(i, _)| i);
    let after = text[end..].char_indices().nth(8).map_or(text.len(), |(i, _)| end + i);
    let says = |part: &str| PROPORTION.iter().any(|w| part.contains(w));
    if text[end..].starts_with([':', '∶']) || !says(&text[before..at]) && !says(&text[end..after]) {
        return None;
    }
    let value = quotient(second.value, first.value)?;
    Some(Amount::new(at..end, value, Unit::Ratio(Some(text[at..end].replace('∶', ":")))))
}

fn plain(number: &Number) -> bool {
    number.arabic && number.magnitude == 0 && number.value <= Decimal::from_int(1000) && !number.value.is_zero()
}

/// To four places: thirds have no end.
fn quotient(over: Decimal, under: Decimal) -> Option<Decimal> {
    let int = |d: Decimal| d.shift(4)?.to_string().split('.').next()?.parse::<i128>().ok();
    let (over, under) = (int(over)?, int(under).filter(|n| *n > 0)?);
    Some(Decimal::new((over.checked_mul(10_000)? + under / 2) / under, 4))
}

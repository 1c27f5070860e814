//! Quantities in a folded text, so that every spelling of one finds the others: 3000万元, 三千万元, 0.3亿元
//! and 30,000,000元; 50% and 百分之五十; 第38条 and 第三十八条.
//!
//! Recipe: [`quantities`] reads a text once from left to right and gives each quantity with its key, which
//! is the same for all its spellings; [`whole`] gives the key of a text that is one quantity and nothing
//! else; [`spellings`] writes the usual forms of one, to be marked in a text. A key holds a sign that no
//! word holds, so it never meets a word of the text in the index.

use std::ops::Range;

use super::numeral::{self, Decimal};

/// Opens every key.
pub const MARK: char = '=';

/// A unit as keys write it, and the words for it, folded. A longer word stands before its beginning.
const UNITS: [(&str, &[&str]); 26] = [
    ("%", &["%"]),                       // 3.4%
    ("‰", &["‰"]),                       // 5‰
    ("美元", &["美元"]),                 // 5万美元
    ("港元", &["港元", "港币"]),         // 10万港元
    ("欧元", &["欧元"]),                 // 三万欧元
    ("日元", &["日元"]),                 // 100亿日元
    ("元", &["元", "圆"]),               // 50,000元
    ("工作日", &["个工作日", "工作日"]), // 十五个工作日
    ("小时", &["个小时", "小时"]),       // 二十四小时
    ("年", &["年"]),                     // 二〇一六年
    ("月", &["个月", "月"]),             // 六个月
    ("周岁", &["周岁"]),                 // 十八周岁
    ("岁", &["岁"]),                     // 60岁
    ("日", &["日", "天"]),               // 三十日
    ("平方米", &["平方米"]),             // 3000平方米
    ("家", &["家"]),                     // 二十家
    ("人", &["人"]),                     // 五十人
    ("名", &["名"]),                     // 3名
    ("倍", &["倍"]),                     // 五倍
    ("项", &["项"]),                     // 十项
    ("个", &["个"]),                     // 两个
    ("台", &["台"]),                     // 2台
    ("套", &["套"]),                     // 三套
    ("件", &["件"]),                     // 100件
    ("亩", &["亩"]),                     // 五百亩
    ("吨", &["吨"]),                     // 1万吨
];

/// What is counted after 第: 第三十八条.
const ORDINALS: [&str; 8] = ["条", "章", "节", "款", "项", "编", "部分", "批"];

/// What stands before a fraction: 百分之五十.
const FRACTIONS: [(&str, &str); 2] = [("百分之", "%"), ("千分之", "‰")];

/// The quantities of a folded text with their keys, in order; they do not overlap.
///
/// ```
/// use tiaoli::text::quantity::quantities;
/// let found = |text| quantities(text).map(|(range, key)| (&text[range], key)).collect::<Vec<(&str, String)>>();
/// assert_eq!(found("处3,000万元以下罚款"), [("3,000万元", "=30000000元".to_owned())]);
/// assert_eq!(found("第三十八条,百分之五十"), [("第三十八条", "=第38条".to_owned()), ("百分之五十", "=50%".to_owned())]);
/// assert_eq!(found("三五家,万元"), []); // three to five; no number
/// ```
pub fn quantities(text: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(|c| matches!(c, '第' | '几' | '数') || numeral::begins(c))?;
            match read(&text[start..]) {
                Ok((length, key)) => {
                    at = start + length;
                    return Some((start..at, key));
                }
                Err(skip) => at = start + skip,
            }
        }
    })
}

/// The key of a folded text that is one quantity and nothing else.
///
/// ```
/// use tiaoli::text::quantity::whole;
/// assert_eq!(whole("0.3亿元"), whole("三千万元"));
/// assert_eq!(whole("五万元以上"), None);
/// ```
pub fn whole(text: &str) -> Option<String> {
    if !text.chars().next().is_some_and(|c| c == '第' || numeral::begins(c)) {
        return None;
    }
    match read(text) {
        Ok((length, key)) if length == text.len() => Some(key),
        _ => None,
    }
}

/// The quantity a text begins with: its length and key; or how many bytes to pass over.
fn read(text: &str) -> Result<(usize, String), usize> {
    if let Some(after) = text.strip_prefix('第') {
        let length = '第'.len_utf8();
        let Some(number) = exact(after) else { return Err(length) };
        let rest = &after[number.len..];
        let Some(unit) = ORDINALS.iter().find(|unit| rest.starts_with(**unit)) else { return Err(length + number.len) };
        return Ok((length + number.len + unit.len(), format!("{MARK}第{}{unit}", number.value)));
    }
    if let Some(after) = text.strip_prefix(['几', '数']) {
        // 几十家, 数百万元; but 人数30人.
        let vague = after.starts_with(['十', '百', '千', '万', '亿']);
        return Err(text.len() - after.len() + if vague { run(after) } else { 0 });
    }
    for (before, unit) in FRACTIONS {
        if let Some(number) = text.strip_prefix(before).and_then(|after| numeral::number(after).filter(|n| !n.more)) {
            return Ok((before.len() + number.len, key(number.value, unit)));
        }
    }
    let Some(number) = exact(text) else { return Err(run(text)) };
    let rest = &text[number.len..];
    let unit = UNITS.iter().find_map(|(unit, words)| Some((unit, words.iter().find(|word| rest.starts_with(**word))?)));
    match unit {
        Some((unit, word)) => Ok((number.len + word.len(), key(number.value, unit))),
        None => Err(number.len),
    }
}

fn key(value: Decimal, unit: &str) -> String {
    format!("{MARK}{value}{unit}")
}

/// A number with a digit of its own and no 多 or 余.
fn exact(text: &str) -> Option<numeral::Number> {
    numeral::number(text).filter(|n| !n.more && !n.implied)
}

/// The bytes of all the characters of numbers a text begins with: what is no number as a whole is none in part.
fn run(text: &str) -> usize {
    let end = text.find(|c| !numeral::begins(c) && !matches!(c, '.' | '多' | '余' | '几'));
    end.unwrap_or(text.len()).max(text.chars().next().map_or(1, char::len_utf8))
}

/// The usual spellings of a folded text that is one quantity, itself first.
///
/// ```
/// let forms = tiaoli::text::quantity::spellings("5万元");
/// assert!(["5万元", "五万元", "50000元", "50,000元"].iter().all(|form| forms.iter().any(|f| f == form)), "{forms:?}");
/// ```
pub fn spellings(text: &str) -> Vec<String> {
    let mut forms = vec![text.to_owned()];
    let ordinal = text.strip_prefix('第');
    let fraction = FRACTIONS.iter().find_map(|(before, unit)| Some((text.strip_prefix(before)?, *unit)));
    let body = ordinal.or(fraction.map(|(after, _)| after)).unwrap_or(text);
    let Some(number) = numeral::number(body) else { return forms };
    let unit = fraction.map_or(&body[number.len..], |(_, unit)| unit);
    for digits in digits(number.value) {
        match (ordinal, FRACTIONS.iter().find(|(_, sign)| *sign == unit)) {
            (Some(_), _) => forms.push(format!("第{digits}{unit}")),
            (None, Some((before, _))) => forms.extend([format!("{digits}{unit}"), format!("{before}{digits}")]),
            (None, None) => forms.push(format!("{digits}{unit}")),
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    forms.retain(|form| seen.insert(form.clone()));
    forms
}

/// A value as people write it: 50000, 50,000, 5万, 五万.
fn digits(value: Decimal) -> Vec<String> {
    let plain = value.to_string();
    let mut all = Vec::new();
    for (power, unit) in [(0, ""), (4, "万"), (8, "亿")] {
        let Some(scaled) = value.shift(-power) else { continue };
        let scaled = scaled.to_string();
        // 0.00005亿 is nobody's spelling.
        if power > 0 && scaled.starts_with("0.0") {
            continue;
        }
        if let Ok(small) = scaled.parse::<u32>()
            && small < 10_000
        {
            all.push(format!("{}{unit}", numeral::to_chinese(small)));
        }
        all.push(format!("{}{unit}", scaled));
    }
    if plain.len() > 3 && plain.bytes().all(|b| b.is_ascii_digit()) {
        let groups: Vec<&str> = plain.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
        all.push(groups.join(","));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        quantities(text).map(|(_, key)| key).collect()
    }

    #[test]
    fn every_spelling_has_the_same_key() {
        let cases: [(&str, &[&str]); 8] = [
            ("=30000000元", &["3000万元", "三千万元", "0.3亿元", "30,000,000元", "叁仟万圆", "3千万元", "3000.0万元"]),
            ("=50000元", &["5万元", "五万元", "50000元", "50,000元", "伍万元"]),
            ("=20000元", &["2万元", "两万元", "二万元"]),
            ("=50%", &["50%", "百分之五十", "百分之50", "50.0%"]),
            ("=第38条", &["第38条", "第三十八条"]),
            ("=30日", &["30日", "三十日", "30天"]),
            ("=15工作日", &["15个工作日", "十五个工作日", "15工作日"]),
            ("=2016年", &["2016年", "二〇一六年", "二零一六年"]),
        ];
        for (key, forms) in cases {
            for form in forms {
                assert_eq!(whole(form).as_deref(), Some(key), "{form}");
                assert_eq!(keys(&format!("不超过{form}的")), [key], "{form}");
            }
        }
    }

    #[test]
    fn a_part_of_a_quantity_is_none() {
        for text in ["十五万元", "2.5万元", "1,005万元", "0.15万元", "205万元"] {
            assert!(!keys(text).contains(&"=50000元".to_owned()), "{text}");
        }
        for text in ["三五万元", "十几家", "600多万元", "万元", "几十家", "数百万元", "第条", "第几条", "", "元", "1.2.3元"]
        {
            assert_eq!(keys(text), [] as [&str; 0], "{text}");
        }
        assert_eq!(keys("第3条,5万元至10万元;1、20家"), ["=第3条", "=50000元", "=100000元", "=20家"]);
        assert_eq!(keys("人数30人,几家"), ["=30人"]);
        assert_eq!(whole("5万元以上"), None);
    }

    #[test]
    fn spellings_mean_what_they_spell() {
        for text in ["5万元", "三千万元", "第三十八条", "百分之五十", "3.5%", "1200元", "二十家", "1.2亿元"] {
            for form in spellings(text) {
                assert_eq!(whole(&form), whole(text), "{form} of {text}");
            }
        }
    }

    #[test]
    fn long_runs_are_read_once() {
        let text = "9".repeat(400_000) + &"一".repeat(400_000) + &"1,".repeat(200_000) + &"第".repeat(100_000);
        assert_eq!(keys(&text), [] as [&str; 0]);
    }
}

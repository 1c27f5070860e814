//! Chinese and Arabic numbers.

/// Reads a whole number written in Arabic digits or Chinese numerals: 12, 十二, 二〇, 一百零五.
pub fn integer(text: &str) -> Option<u64> {
    if text.is_empty() {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let digit = |c| {
        "零一二三四五六七八九".chars().position(|d| d == c).or(match c {
            '〇' => Some(0),
            '两' => Some(2),
            _ => None,
        })
    };
    if text.chars().all(|c| digit(c).is_some()) && text.chars().count() > 1 {
        return text.chars().try_fold(0u64, |n, c| n.checked_mul(10)?.checked_add(digit(c)? as u64));
    }
    let (mut total, mut current) = (0u64, 0u64);
    for c in text.chars() {
        match c {
            '十' | '百' | '千' => {
                let unit = match c {
                    '十' => 10,
                    '百' => 100,
                    _ => 1000,
                };
                total += current.max(1) * unit;
                current = 0;
            }
            _ => current = digit(c)? as u64,
        }
    }
    Some(total + current)
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

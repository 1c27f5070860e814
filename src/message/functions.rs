//! What the message files may ask for within a text: `{ AMOUNT($yuan, "元") }`.
//!
//! | function | gives | example |
//! |---|---|---|
//! | `AMOUNT` | a number as the language counts large ones, with its unit if one is given | `2000000` is 200 万 and 2 million |
//! | `APART` | the value, with a space before it where Chinese meets a digit, else with the second argument before it | 不超过 30%, 不超过半年 |
//! | `CHINESE` | a number in Chinese numerals | 3 is 三 |
//! | `TWO` | a number with two digits | 6 is 06 |

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentResource, FluentValue};

use super::{Language, catalogue};
use crate::text::numeral;

/// Decimals of a large number beyond which it is written out.
const DECIMALS: usize = 4;

/// Adds the functions to the texts of a language.
pub(super) fn add(bundle: &mut FluentBundle<FluentResource>, language: Language) {
    let mut add = |name: &str, work: fn(&str, &str, Language) -> String| {
        let given = |all: &[FluentValue<'_>], at: usize| all.get(at).map(written).unwrap_or_default();
        // A new bundle has none of these names, so that adding cannot fail.
        let _ = bundle.add_function(name, move |all, _| work(&given(all, 0), &given(all, 1), language).into());
    };
    add("AMOUNT", amount);
    add("APART", |value, other, _| format!("{}{value}", if value.starts_with(|c: char| c.is_ascii_digit()) { " " } else { other }));
    add("CHINESE", |number, _, _| number.parse().map_or_else(|_| number.to_owned(), numeral::to_chinese));
    add("TWO", |number, _, _| format!("{number:0>2}"));
}

fn written(value: &FluentValue<'_>) -> String {
    match value {
        FluentValue::String(text) => text.to_string(),
        FluentValue::Number(number) => number.value.to_string(),
        _ => String::new(),
    }
}

/// The powers of ten by which a language counts large numbers, the largest first, each with its word.
pub(super) fn steps(language: Language) -> Vec<(usize, String)> {
    let step = |s: &str| s.split_once('=').and_then(|(power, word)| Some((power.parse().ok()?, word.to_owned())));
    catalogue::text(language, "amount-steps", None).split(' ').filter_map(step).collect()
}

/// What stands between every three digits of a number that is written out.
pub(super) fn thousands(language: Language) -> String {
    catalogue::text(language, "amount-thousands", None)
}

/// A plain decimal number in the largest step that keeps every digit with at most four decimals; what is no such number
/// stays as it is.
pub(super) fn amount(number: &str, unit: &str, language: Language) -> String {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return format!("{number}{unit}");
    }
    for (power, word) in steps(language).into_iter().filter(|(power, _)| whole.len() > *power) {
        let (large, small) = whole.split_at(whole.len() - power);
        let small = format!("{small}{decimals}");
        let small = small.trim_end_matches('0');
        if small.len() <= DECIMALS {
            let point = if small.is_empty() { "" } else { "." };
            return format!("{large}{point}{small} {word}{unit}");
        }
    }
    let between = thousands(language);
    let mut out = String::new();
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(&between);
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    let space = if unit.is_empty() { "" } else { " " };
    format!("{out}{point}{decimals}{space}{unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_counted_as_the_language_counts() {
        for (number, chinese, english) in [
            ("2000000", "200 万", "2 million"),
            ("150000000", "1.5 亿", "150 million"),
            ("1200000000000", "1.2 万亿", "1.2 trillion"),
            ("123456789", "12345.6789 万", "123,456,789"),
            ("500000", "50 万", "500,000"),
            ("12345.670", "12345.67", "12,345.67"),
            ("999", "999", "999"),
            ("0", "0", "0"),
            ("", "", ""),
            ("很多", "很多", "很多"),
        ] {
            assert_eq!(amount(number, "", Language::Hans), chinese, "{number}");
            assert_eq!(amount(number, "", Language::English), english, "{number}");
        }
        assert_eq!(amount("5000", "元", Language::Hans), "5000 元");
        assert_eq!(amount("50000", "元", Language::Hant), "5 萬元");
    }
}

//! Reading Chinese by its sound: whether letters typed in place of characters mean a text.
//!
//! Each character may be typed whole (`zhizaoye`), by its initial (`zzy`), or both mixed (`zhizy`); the last one may
//! be unfinished (`zhiz`). A character with several readings is met by each of them: 重庆 by `zhongqing` too.

use pinyin::{ToPinyin, ToPinyinMulti};

/// How a text was met; the better way comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// Whole syllables only: `chuangxin`.
    Syllables,
    /// Some characters by their initials only: `cx`.
    Initials,
}

/// A name in pinyin as it is written in English text: syllables joined, one capital.
///
/// ```
/// assert_eq!(tiaoli::text::sound::written("昆明"), "Kunming");
/// assert_eq!(tiaoli::text::sound::written("西安"), "Xi'an");
/// ```
pub fn written(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let syllable = c.to_pinyin().map_or_else(|| c.to_string(), |p| p.plain().replace('ü', "u"));
        // GB/T 16159: an apostrophe stands before a syllable that begins with a vowel.
        if !out.is_empty() && syllable.starts_with(['a', 'e', 'o']) {
            out.push('\'');
        }
        out.push_str(&syllable);
    }
    if let Some(first) = out.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    out
}

/// The letters of a text and the readings of its characters, ready to be met.
#[derive(Clone, Debug)]
pub struct Sound {
    /// For each character that is said: its readings, or itself.
    chars: Vec<Vec<String>>,
}

/// Longer texts are met by their first characters only.
const MOST_CHARS: usize = 40;

impl Sound {
    /// The sound of a folded text; punctuation is silent.
    pub fn of(text: &str) -> Sound {
        let said = text.chars().filter(|c| c.is_alphanumeric()).take(MOST_CHARS);
        let readings = |c: char| -> Vec<String> {
            let mut out: Vec<String> = Vec::new();
            for reading in c.to_pinyin_multi().into_iter().flatten().map(|p| p.plain().replace('ü', "v")) {
                if !out.contains(&reading) {
                    out.push(reading);
                }
            }
            if out.is_empty() { vec![c.to_lowercase().collect()] } else { out }
        };
        Sound { chars: said.map(readings).collect() }
    }

    /// Whether `typed` (small letters and digits) means the text from its beginning on.
    ///
    /// ```
    /// use tiaoli::text::sound::{Met, Sound};
    /// let sound = Sound::of("制造业创新中心");
    /// assert_eq!(sound.meets("zhizaoye"), Some(Met::Syllables));
    /// assert_eq!(sound.meets("zzycxzx"), Some(Met::Initials));
    /// assert_eq!(sound.meets("zhizycx"), Some(Met::Initials));
    /// assert_eq!(sound.meets("chuangxin"), None);
    /// assert_eq!(Sound::of("重庆").meets("chongq"), Some(Met::Syllables));
    /// ```
    pub fn meets(&self, typed: &str) -> Option<Met> {
        if !typed.is_ascii() || typed.is_empty() {
            return None;
        }
        meets(&self.chars, typed, 0)
    }

    /// Whether `typed` means the text from any of its characters on.
    pub fn meets_within(&self, typed: &str) -> Option<Met> {
        if !typed.is_ascii() || typed.is_empty() {
            return None;
        }
        (0..self.chars.len()).filter_map(|from| meets(&self.chars, typed, from)).min()
    }
}

/// Walks the characters once, keeping which parts of `typed` they can have used up so far: whole syllables only, or not.
fn meets(chars: &[Vec<String>], typed: &str, from: usize) -> Option<Met> {
    let mut reached = vec![None; typed.len() + 1];
    reached[0] = Some(Met::Syllables);
    let mut best = None;
    for readings in &chars[from..] {
        let mut next = vec![None; typed.len() + 1];
        for (at, met) in reached.iter().enumerate().filter_map(|(at, met)| Some((at, (*met)?))) {
            let rest = &typed[at..];
            for reading in readings {
                if rest.starts_with(reading.as_str()) {
                    better(&mut next[at + reading.len()], met);
                } else if reading.starts_with(rest) && typed.len() > 1 {
                    better(&mut best, met);
                }
                for initial in initials(reading).filter(|i| rest.starts_with(i)) {
                    better(&mut next[at + initial.len()], Met::Initials);
                }
            }
        }
        if let Some(met) = next[typed.len()] {
            better(&mut best, met);
        }
        if next.iter().all(Option::is_none) {
            break;
        }
        reached = next;
    }
    best
}

fn better(known: &mut Option<Met>, met: Met) {
    *known = Some(known.map_or(met, |k| k.min(met)));
}

/// `zh` before `z`.
fn initials(reading: &str) -> impl Iterator<Item = &str> {
    let double = ["zh", "ch", "sh"].into_iter().find(|i| reading.starts_with(i));
    let single = reading.char_indices().nth(1).map_or(reading, |(end, _)| &reading[..end]);
    double.into_iter().chain([single])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_mean_characters() {
        let cases = [
            ("广东省", "gd", Some(Met::Initials)),
            ("广东省", "guangdongsh", Some(Met::Syllables)),
            ("广东省", "guangxi", None),
            ("首台(套)", "shoutaitao", Some(Met::Syllables)),
            ("首台(套)", "stt", Some(Met::Initials)),
            ("5G应用", "5gyy", Some(Met::Initials)),
            ("女企业家", "nvqy", Some(Met::Initials)),
            ("长期贷款", "zhangqi", Some(Met::Syllables)),
            ("补助", "bzx", None),
            ("", "a", None),
        ];
        for (text, typed, met) in cases {
            assert_eq!(Sound::of(text).meets(typed), met, "{text} {typed}");
        }
    }

    #[test]
    fn many_short_letters_do_not_take_long() {
        let sound = Sound::of(&"阿行重长乐和".repeat(20));
        assert_eq!(sound.meets(&"a".repeat(60)), None);
        assert_eq!(Sound::of(&"阿".repeat(60)).meets(&format!("{}b", "a".repeat(39))), None);
    }
}

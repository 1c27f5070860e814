//! Traditional and simplified characters. The only file that knows OpenCC.
//!
//! [`to_hans`] is used for matching and display; it never changes the number of characters, so a
//! place in the converted text is a place in the source. `t2s` is used for every source: the
//! phrase configurations (`tw2sp`, `hk2sp`) rewrite words (核心 to 内核) and change lengths.
//! What the dictionaries miss stands in `index/lexicon/script.toml`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::charset::CharSet;

/// The script a document is printed in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Script {
    /// Simplified characters.
    #[default]
    Hans,
    /// Traditional characters.
    Hant,
}

impl Script {
    /// Traditional when more than one Chinese character in fifty is one that only traditional text uses.
    ///
    /// ```
    /// use tiaoli::text::Script;
    /// assert_eq!(Script::detect("廣州市促進創新鏈産業鏈融合發展"), Script::Hant);
    /// assert_eq!(Script::detect("广州市促进创新链产业链融合发展"), Script::Hans);
    /// ```
    pub fn detect(text: &str) -> Script {
        let (mut han, mut traditional) = (0usize, 0usize);
        for c in text.chars().filter(|c| is_han(*c)) {
            han += 1;
            traditional += usize::from(TABLES.traditional.contains(c));
        }
        if traditional * 50 > han { Script::Hant } else { Script::Hans }
    }
}

/// Whether a character is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '〇')
}

/// Converts to simplified characters; the result has exactly as many characters as the input.
///
/// Text that holds no character the conversion could change is returned as it is, at no cost.
///
/// ```
/// use tiaoli::text::to_hans;
/// assert_eq!(to_hans("領跑、幷跑,著力突破"), "领跑、并跑,着力突破");
/// assert_eq!(to_hans("乾安縣"), "乾安縣");
/// ```
pub fn to_hans(text: &str) -> Cow<'_, str> {
    let touched = &TABLES.touched;
    if !text.chars().any(|c| touched.contains(c)) {
        return Cow::Borrowed(text);
    }
    // The C++ library takes NUL as the end of the text, and a line at a time keeps a mismatch local.
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\0']) {
        out.push_str(&convert_line(line));
    }
    Cow::Owned(out)
}

/// Converts to traditional characters as they are printed in Taiwan (為, 裡 instead of 爲, 裏), for the traditional interface and display.
pub fn to_hant(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive(['\n', '\0']) {
        let body = line.trim_end_matches(['\n', '\0']);
        let converted = engine::s2t(body);
        out.push_str(if converted.chars().count() == body.chars().count() { &converted } else { body });
        out.push_str(&line[body.len()..]);
    }
    Cow::Owned(out)
}

fn convert_line(line: &str) -> Cow<'_, str> {
    let body = line.trim_end_matches(['\n', '\0']);
    if !body.chars().any(|c| TABLES.touched.contains(c)) {
        return Cow::Borrowed(line);
    }
    let mut converted: Vec<char> = engine::t2s(body).chars().collect();
    let original: Vec<char> = body.chars().collect();
    if converted.len() != original.len() {
        // Offsets depend on the count: convert character by character instead.
        converted = original
            .iter()
            .map(|c| {
                let mut buffer = [0; 4];
                let single = engine::t2s(c.encode_utf8(&mut buffer));
                let mut chars = single.chars();
                match (chars.next(), chars.next()) {
                    (Some(one), None) => one,
                    _ => *c,
                }
            })
            .collect();
    }
    for c in &mut converted {
        if let Some(variant) = TABLES.variants.get(c) {
            *c = *variant;
        }
    }
    for (from, to) in &TABLES.phrases {
        for at in find_all(&original, from) {
            converted[at..at + to.len()].copy_from_slice(to);
        }
    }
    for name in &TABLES.protected {
        for at in find_all(&original, name) {
            converted[at..at + name.len()].copy_from_slice(name);
        }
    }
    let mut out: String = converted.into_iter().collect();
    out.push_str(&line[body.len()..]);
    Cow::Owned(out)
}

fn find_all(text: &[char], what: &[char]) -> Vec<usize> {
    if what.is_empty() || text.len() < what.len() {
        return Vec::new();
    }
    text.windows(what.len()).enumerate().filter(|(_, w)| *w == what).map(|(i, _)| i).collect()
}

struct Tables {
    /// Characters that a conversion may change, alone or in a phrase.
    touched: CharSet,
    /// Characters that simplified text does not use.
    traditional: CharSet,
    variants: HashMap<char, char>,
    phrases: Vec<(Vec<char>, Vec<char>)>,
    protected: Vec<Vec<char>>,
}

#[derive(Deserialize)]
struct ScriptLexicon {
    variants: HashMap<char, char>,
    phrases: HashMap<String, String>,
    protected: Protected,
}

#[derive(Deserialize)]
struct Protected {
    names: Vec<String>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let lexicon: ScriptLexicon = toml::from_str(include_str!("../../index/lexicon/script.toml"))
        .unwrap_or_else(|error| panic!("index/lexicon/script.toml: {error}"));
    let (mut touched, mut traditional) = (CharSet::new(), CharSet::new());
    // Separated by line breaks, so that no phrase rule joins two of them.
    let all: Vec<char> = ('\u{3400}'..='\u{9FFF}').chain('\u{F900}'..='\u{FAFF}').collect();
    let sheet: String = all.iter().flat_map(|c| [*c, '\n']).collect();
    for (from, to) in all.iter().zip(engine::t2s(&sheet).chars().step_by(2)) {
        if *from != to {
            touched.insert(*from);
            traditional.insert(*from);
        }
    }
    // Simplified text uses these as well; they change only inside phrases.
    for c in "乾著藉瞭徵夥於餘鍾".chars() {
        touched.insert(c);
        traditional.remove(c);
    }
    for (from, to) in &lexicon.variants {
        touched.insert(*from);
        if from != to {
            traditional.insert(*from);
        }
    }
    let chars = |s: &String| s.chars().collect::<Vec<char>>();
    let phrases: Vec<_> =
        lexicon.phrases.iter().map(|(from, to)| (chars(from), chars(to))).filter(|(from, to)| from.len() == to.len()).collect();
    for (from, to) in &phrases {
        from.iter().zip(to).filter(|(a, b)| a != b).for_each(|(c, _)| touched.insert(*c));
    }
    Tables { touched, traditional, variants: lexicon.variants, phrases, protected: lexicon.protected.names.iter().map(chars).collect() }
});

#[cfg(feature = "opencc")]
mod engine {
    use std::sync::LazyLock;

    use opencc_rust::{DefaultConfig, OpenCC};

    static T2S: LazyLock<OpenCC> = LazyLock::new(|| open(DefaultConfig::T2S));
    static S2T: LazyLock<OpenCC> = LazyLock::new(|| open(DefaultConfig::S2TW));

    fn open(config: DefaultConfig) -> OpenCC {
        OpenCC::new(config).unwrap_or_else(|error| {
            panic!(
                "OpenCC found no dictionaries ({error}): install libopencc-data, or build with --no-default-features --features pure-rust"
            )
        })
    }

    pub fn t2s(text: &str) -> String {
        // The wrapper panics on NUL, which the C library takes as the end.
        if text.contains('\0') { text.to_owned() } else { T2S.convert(text) }
    }

    pub fn s2t(text: &str) -> String {
        if text.contains('\0') { text.to_owned() } else { S2T.convert(text) }
    }
}

#[cfg(not(feature = "opencc"))]
mod engine {
    use std::sync::LazyLock;

    use ferrous_opencc::OpenCC;
    use ferrous_opencc::config::BuiltinConfig;

    static T2S: LazyLock<OpenCC> = LazyLock::new(|| open(BuiltinConfig::T2s));
    static S2T: LazyLock<OpenCC> = LazyLock::new(|| open(BuiltinConfig::S2tw));

    fn open(config: BuiltinConfig) -> OpenCC {
        OpenCC::from_config(config).unwrap_or_else(|error| panic!("the built-in OpenCC dictionaries are damaged: {error}"))
    }

    pub fn t2s(text: &str) -> String {
        T2S.convert(text)
    }

    pub fn s2t(text: &str) -> String {
        S2T.convert(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_glyphs_fold_and_keep_their_number() {
        let cases = [
            ("産業鏈", "产业链"),
            ("爲强衆幷綫啓髙", "为强众并线启高"),
            ("支撑、晋級、决賽、踪", "支撑、晋级、决赛、踪"),
            ("創新鏈幷\0跑\n著力", "创新链并\0跑\n着力"),
            ("乾燥的乾安縣", "干燥的乾安縣"),
        ];
        for (from, to) in cases {
            assert_eq!(to_hans(from), to, "{from}");
            assert_eq!(to_hans(from).chars().count(), from.chars().count());
        }
    }

    #[test]
    fn simplified_text_is_returned_as_it_is() {
        assert!(matches!(to_hans("一次性补助不超过200万元"), Cow::Borrowed(_)));
    }
}

//! The languages of the interface, and which of them a browser asks for.

use unic_langid::LanguageIdentifier;

use crate::text::Script;

/// A language of the interface. The documents stay in their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese in simplified characters: what is spoken when nobody asks for anything else.
    #[default]
    Hans,
    /// Chinese in traditional characters.
    Hant,
    /// English.
    English,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Language; 3] = [Language::Hans, Language::Hant, Language::English];

    /// The tag of BCP 47, for `lang` and `Content-Language`; also the folder of its messages.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Hans => "zh-Hans",
            Language::Hant => "zh-Hant",
            Language::English => "en",
        }
    }

    /// The first part of an address that chooses it: `/hant/search`.
    pub fn prefix(self) -> &'static str {
        match self {
            Language::Hans => "hans",
            Language::Hant => "hant",
            Language::English => "en",
        }
    }

    /// What it is called in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::Hans => "简体",
            Language::Hant => "繁體",
            Language::English => "English",
        }
    }

    /// The language that a first part of an address chooses.
    pub fn of_prefix(prefix: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|l| l.prefix() == prefix)
    }

    /// The characters it is written in; none for English.
    pub fn script(self) -> Option<Script> {
        match self {
            Language::Hans => Some(Script::Hans),
            Language::Hant => Some(Script::Hant),
            Language::English => None,
        }
    }

    /// The language that fits an `Accept-Language` header (RFC 9110, 12.5.4) best: Chinese of Taiwan, Hong Kong and
    /// Macao is written in traditional characters unless the tag says otherwise. What we do not speak is passed over.
    ///
    /// ```
    /// use tiaoli::message::Language;
    /// assert_eq!(Language::of_browser("en-GB,en;q=0.9,zh;q=0.2"), Language::English);
    /// assert_eq!(Language::of_browser("zh-TW"), Language::Hant);
    /// assert_eq!(Language::of_browser("fr, zh-HK;q=0.3, en;q=0.7"), Language::English);
    /// assert_eq!(Language::of_browser("de"), Language::Hans);
    /// ```
    pub fn of_browser(header: &str) -> Language {
        let mut best = (0.0, Language::Hans);
        for wish in header.split(',').take(MOST_WISHES) {
            let (tag, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
            let weight: f32 = weight.trim().strip_prefix("q=").and_then(|w| w.trim().parse().ok()).unwrap_or(0.0);
            let spoken = tag.trim().parse::<LanguageIdentifier>().ok().and_then(|tag| spoken(&tag));
            if let Some(language) = spoken.filter(|_| weight > best.0) {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// No browser sends more; what stands behind is not read.
const MOST_WISHES: usize = 20;

fn spoken(tag: &LanguageIdentifier) -> Option<Language> {
    match tag.language.as_str() {
        "en" => Some(Language::English),
        "zh" => {
            let traditional = match (tag.script, tag.region) {
                (Some(script), _) => script.as_str() == "Hant",
                (None, Some(region)) => matches!(region.as_str(), "TW" | "HK" | "MO"),
                (None, None) => false,
            };
            Some(if traditional { Language::Hant } else { Language::Hans })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_wants_most() {
        for (header, language) in [
            ("", Language::Hans),
            ("*", Language::Hans),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Hans),
            ("zh-Hant-CN", Language::Hant),
            ("zh-Hans-HK", Language::Hans),
            ("zh-MO", Language::Hant),
            ("en;q=0.5, zh-TW;q=0.5", Language::English),
            ("en;q=0, zh-TW;q=0.001", Language::Hant),
            ("en;q=abc", Language::Hans),
            ("这不是语言;q=1,en", Language::English),
            (";;;,,,;q=;", Language::Hans),
        ] {
            assert_eq!(Language::of_browser(header), language, "{header}");
        }
    }

    #[test]
    fn a_prefix_leads_back_to_its_language() {
        for language in Language::ALL {
            assert_eq!(Language::of_prefix(language.prefix()), Some(language));
        }
        assert_eq!(Language::of_prefix("EN"), None);
    }
}

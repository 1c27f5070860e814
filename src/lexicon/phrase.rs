//! Phrases: the words that a rule of a table looks for.
//!
//! `取消|撤销…资格` means 取消 or 撤销, and within [`GAP`] characters after it 资格. `{higher}` stands for
//! the words for every level above that of the document (`[levels]` of `topics.toml`), `{own}` for its own:
//! A phrase that begins with `^` stands at the beginning of the text: `^主要任务` is no part of 定位与主要任务;
//! one that ends with `$` stands at the end.
//! `升级为…{higher}` reads 升级为国家级 in a provincial document, and 升级为省级 as well in a municipal one.

use std::ops::Range;

use crate::text::fold;

/// How many characters may stand between two parts of a phrase.
pub const GAP: usize = 30;

/// Which pairs of characters a text holds, roughly: what is not in it, the text does not hold. It spares most
/// searches, since most texts hold hardly any word of a table.
#[derive(Clone, Debug)]
pub struct Fingerprint([u64; 32]);

impl Fingerprint {
    /// The fingerprint of a folded text.
    pub fn of(folded: &str) -> Fingerprint {
        let mut bits = [0; 32];
        for bit in pairs(folded) {
            bits[bit / 64] |= 1 << (bit % 64);
        }
        Fingerprint(bits)
    }

    fn may_hold(&self, pairs: &[usize]) -> bool {
        pairs.iter().all(|bit| self.0[bit / 64] & (1 << (bit % 64)) != 0)
    }
}

/// A number below 2048 for each pair of neighbours.
fn pairs(text: &str) -> impl Iterator<Item = usize> + '_ {
    let hash = |a: char, b: char| (a as u32).wrapping_mul(0x9E37_79B1).wrapping_add((b as u32).wrapping_mul(0x85EB_CA6B));
    text.chars().zip(text.chars().skip(1)).map(move |(a, b)| (hash(a, b) >> 21) as usize)
}

/// One phrase, compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Parts in order; each a list of alternatives.
    parts: Vec<Vec<Word>>,
    /// Whether the first part must stand at the beginning.
    at_start: bool,
    /// Whether the last part must stand at the end.
    at_end: bool,
}

/// One alternative of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Word {
    /// The word, and the numbers of its pairs.
    Text(String, Vec<usize>),
    Higher,
    Own,
}

impl Word {
    /// The word, where it is the same in every document.
    fn fixed(&self) -> Option<&str> {
        match self {
            Word::Text(text, _) => Some(text),
            Word::Higher | Word::Own => None,
        }
    }
}

/// The words that stand for `{higher}` and `{own}` in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LevelWords {
    /// For the levels above the document's own.
    pub higher: Vec<String>,
    /// For the document's own level.
    pub own: Vec<String>,
}

impl Phrase {
    /// Compiles a phrase.
    ///
    /// ```
    /// use tiaoli::lexicon::phrase::{LevelWords, Phrase};
    /// let phrase = Phrase::new("取消|撤销…资格").unwrap();
    /// assert_eq!(phrase.find("有权撤销市级制造业创新中心筹建资格。", &LevelWords::default()), Some(6..51));
    /// assert_eq!(phrase.find("资格不得撤销", &LevelWords::default()), None);
    /// assert!(Phrase::new("取消|…资格").is_err());
    /// ```
    ///
    /// # Errors
    /// A message that names the phrase and its empty part.
    pub fn new(text: &str) -> Result<Phrase, String> {
        let mut parts = Vec::new();
        let (at_start, body) = text.strip_prefix('^').map_or((false, text), |rest| (true, rest));
        let (at_end, body) = body.strip_suffix('$').map_or((false, body), |rest| (true, rest));
        for part in body.split('…') {
            let mut words = Vec::new();
            for word in part.split(['|', '｜']) {
                words.push(match word.trim() {
                    "{higher}" => Word::Higher,
                    "{own}" => Word::Own,
                    "" => return Err(format!("短语“{text}”里有空的部分；应写成“取消|撤销…资格”这样的形式")),
                    word => {
                        let word = fold(word);
                        let pairs = pairs(&word).collect();
                        Word::Text(word, pairs)
                    }
                });
            }
            parts.push(words);
        }
        Ok(Phrase { parts, at_start, at_end })
    }

    /// The phrase for readers: its first words.
    pub fn name(&self) -> &str {
        match self.parts.first().and_then(|p| p.first()) {
            Some(Word::Text(text, _)) => text,
            _ => "",
        }
    }

    /// For each part its words, folded; a part whose words depend on the document is left out.
    pub fn fixed_parts(&self) -> impl Iterator<Item = Vec<&str>> {
        self.parts.iter().filter_map(|part| part.iter().map(Word::fixed).collect())
    }

    /// Whether a text with this fingerprint may hold the phrase.
    pub fn may_be_in(&self, text: &Fingerprint) -> bool {
        let may = |word: &Word| match word {
            Word::Text(_, pairs) => text.may_hold(pairs),
            Word::Higher | Word::Own => true,
        };
        self.parts.iter().all(|part| part.iter().any(may))
    }

    /// The first place of the phrase in a folded text, in bytes.
    pub fn find(&self, folded: &str, levels: &LevelWords) -> Option<Range<usize>> {
        let (first, rest) = self.parts.split_first()?;
        let mut starts: Vec<Range<usize>> = places(first, folded, levels);
        starts.sort_by_key(|r| (r.start, r.end));
        starts
            .into_iter()
            .filter(|r| !self.at_start || r.start == 0)
            .find_map(|start| Some(start.start..self.follow(rest, folded, start.end, levels)?))
    }

    /// The end of the last place of the phrase in a folded text.
    pub fn last_end(&self, folded: &str, levels: &LevelWords) -> Option<usize> {
        let (first, rest) = self.parts.split_first()?;
        let starts = places(first, folded, levels).into_iter().filter(|r| !self.at_start || r.start == 0);
        starts.filter_map(|start| self.follow(rest, folded, start.end, levels)).max()
    }

    /// Where the parts after the first end, when they follow `from` closely enough.
    fn follow(&self, parts: &[Vec<Word>], folded: &str, from: usize, levels: &LevelWords) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return (!self.at_end || from == folded.len()).then_some(from);
        };
        let tail = &folded[from..];
        let reach = tail.char_indices().nth(GAP).map_or(tail.len(), |(at, _)| at);
        let mut found: Vec<Range<usize>> = places(part, tail, levels).into_iter().filter(|r| r.start <= reach).collect();
        found.sort_by_key(|r| (r.start, r.end));
        found.into_iter().find_map(|r| self.follow(rest, folded, from + r.end, levels))
    }
}

/// All places of any of the words.
fn places(words: &[Word], folded: &str, levels: &LevelWords) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut all = |word: &str| out.extend(folded.match_indices(word).map(|(at, w)| at..at + w.len()));
    for word in words {
        match word {
            Word::Text(text, _) => all(text),
            Word::Higher => levels.higher.iter().for_each(|w| all(w)),
            Word::Own => levels.own.iter().for_each(|w| all(w)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_in_order_and_not_too_far_apart() {
        let levels = LevelWords { higher: vec!["国家级".into()], own: vec!["省级".into()] };
        let cases = [
            ("失信|违法", "无违法行为", Some("违法")),
            ("升级为…{higher}", "可升级为国家级中心", Some("升级为国家级")),
            ("升级为…{higher}", "可升级为省级中心", None),
            ("认定…{own}", "新认定的省级中心", Some("认定的省级")),
            ("由…企业…组合", "由具有行业领先地位的企业、高校自愿组合", Some("由具有行业领先地位的企业、高校自愿组合")),
            ("由…组合", "由一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二组合", None),
            // The first place leads nowhere, the second does.
            ("由…组合", "由一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十由企业组合", Some("由企业组合")),
            ("^主要任务|任务", "主要任务", Some("主要任务")),
            ("^主要任务|任务", "定位与主要任务", None),
            ("^申报$", "申报", Some("申报")),
            ("^申报$", "申报条件", None),
            ("研发 投入", "研發投入", None),
            ("研發投入", "研发投入", Some("研发投入")),
        ];
        for (phrase, text, found) in cases {
            let range = Phrase::new(phrase).unwrap().find(text, &levels);
            assert_eq!(range.map(|r| &text[r]), found, "{phrase} in {text}");
            // The fingerprint may say yes too often, never no too often.
            assert!(found.is_none() || Phrase::new(phrase).unwrap().may_be_in(&Fingerprint::of(text)), "{phrase} in {text}");
        }
    }

    #[test]
    fn a_fingerprint_spares_texts_without_the_words() {
        let text = Fingerprint::of("近三年平均研发经费支出占主营业务收入的比重不低于2%。");
        let may = |phrase: &str| Phrase::new(phrase).unwrap().may_be_in(&text);
        assert!(may("研发经费…比重"));
        assert!(!may("专家委员会"));
        assert!(!may("研发经费…专家委员会"));
    }

    #[test]
    fn an_empty_part_is_refused_and_named() {
        assert_eq!(Phrase::new("取消|…资格").unwrap_err(), "短语“取消|…资格”里有空的部分；应写成“取消|撤销…资格”这样的形式");
    }
}

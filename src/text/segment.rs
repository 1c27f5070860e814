//! Words of a text, by jieba. The only file that knows it.
//!
//! Recipe: [`Segmenter::shared`] loads the dictionary once per process; [`Segmenter::words`] gives
//! the words to index, [`Segmenter::cut`] the words of a query. Both take folded text
//! ([`super::fold`]): jieba's dictionary is simplified, and traditional text falls apart into characters.
//!
//! jieba's own search mode is not used: it yields only sub-words of two and three characters, so that
//! with 省级制造业创新中心 in the dictionary 制造业创新中心 would find nothing. Here every dictionary
//! word inside a longer one is a word too. Nor are words guessed (HMM): the same characters must give
//! the same words in a query and in a clause.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jieba_rs::Jieba;

use super::fold;
use super::script::is_han;

/// Longer stretches without punctuation are cut in pieces of this many characters, so that the memory used is bounded.
const LONGEST_RUN: usize = 4096;

/// The longest word that is looked for inside another one, in characters.
const LONGEST_SUBWORD: usize = 12;

/// A word and its place in bytes of the text that was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word.
    pub text: &'t str,
    /// Its place.
    pub range: Range<usize>,
}

/// Cuts folded text into words. Costs about 100 ms to load and 32 MB to keep, hence [`Segmenter::shared`].
pub struct Segmenter {
    jieba: Jieba,
    stop: HashSet<String>,
}

impl Segmenter {
    /// Loads jieba's dictionary, adds `user` words and leaves out `stop` words. Both may be in any script and width.
    pub fn new<'w>(user: impl IntoIterator<Item = &'w str>, stop: impl IntoIterator<Item = &'w str>) -> Self {
        let mut jieba = Jieba::new();
        for word in user {
            jieba.add_word(&fold(word), None, None);
        }
        Segmenter { jieba, stop: stop.into_iter().map(fold).collect() }
    }

    /// The segmenter for these words, loaded on first use and then kept for the process.
    pub fn shared(user: &[String], stop: &[String]) -> Arc<Segmenter> {
        type Loaded = (Vec<String>, Vec<String>, Arc<Segmenter>);
        static LOADED: Mutex<Option<Loaded>> = Mutex::new(None);
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, segmenter)) = loaded.as_ref().filter(|(u, s, _)| u == user && s == stop) {
            return Arc::clone(segmenter);
        }
        let segmenter = Arc::new(Segmenter::new(user.iter().map(String::as_str), stop.iter().map(String::as_str)));
        *loaded = Some((user.to_vec(), stop.to_vec(), Arc::clone(&segmenter)));
        segmenter
    }

    /// Whether a folded text is a word of the dictionary.
    pub fn is_word(&self, text: &str) -> bool {
        self.jieba.has_word(text)
    }

    /// All words to index, in reading order, a word before the words inside it; punctuation and stop words left out.
    ///
    /// ```
    /// use tiaoli::text::segment::Segmenter;
    /// let segmenter = Segmenter::new(["制造业创新中心", "创新中心"], []);
    /// let words: Vec<_> = segmenter.words("制造业创新中心补助3.4%").into_iter().map(|w| w.text).collect();
    /// assert_eq!(words, ["制造业创新中心", "制造", "制造业", "创新", "创新中心", "中心", "补助", "3.4%"]);
    /// ```
    pub fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let mut words = Vec::new();
        runs(text).for_each(|run| self.words_of_run(text, run, &mut words));
        words
    }

    /// The words of one of the [`runs`] of `text`, added to `words`.
    pub fn words_of_run<'t>(&self, text: &'t str, run: Range<usize>, words: &mut Vec<Word<'t>>) {
        for word in self.cut_run(text, run) {
            let within = word.text.chars().nth(2).is_some() && word.text.chars().next().is_some_and(is_han);
            if !self.stop.contains(word.text) {
                words.push(word.clone());
            }
            if !within {
                continue;
            }
            let borders: Vec<usize> = word.text.char_indices().map(|(at, _)| word.range.start + at).chain([word.range.end]).collect();
            let length = borders.len() - 1;
            for from in 0..length - 1 {
                for to in from + 2..=length.min(from + LONGEST_SUBWORD) {
                    let part = &text[borders[from]..borders[to]];
                    if to - from < length && self.jieba.has_word(part) {
                        words.push(Word { text: part, range: borders[from]..borders[to] });
                    }
                }
            }
        }
    }

    /// The words of a query in reading order, not overlapping; punctuation and stop words left out.
    ///
    /// ```
    /// use tiaoli::text::segment::Segmenter;
    /// let segmenter = Segmenter::new([], ["的"]);
    /// assert_eq!(segmenter.cut("企业的补助"), ["企业", "补助"]);
    /// ```
    pub fn cut<'t>(&self, text: &'t str) -> Vec<&'t str> {
        runs(text).flat_map(|run| self.cut_run(text, run)).map(|w| w.text).filter(|w| !self.stop.contains(*w)).collect()
    }

    /// The text as words that follow each other without a gap: words, and every other character on its own.
    /// Joined they give the text back; no stop word is left out.
    ///
    /// ```
    /// use tiaoli::text::segment::Segmenter;
    /// let segmenter = Segmenter::new([], []);
    /// let pieces: Vec<_> = segmenter.pieces("不少于20家，企业").into_iter().map(|w| w.text).collect();
    /// assert_eq!(pieces.concat(), "不少于20家，企业");
    /// assert!(pieces.contains(&"20") && pieces.contains(&"，"));
    /// ```
    pub fn pieces<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let mut out = Vec::new();
        let mut at = 0;
        let between = |from: usize, to: usize, out: &mut Vec<Word<'t>>| {
            let chars = text[from..to].char_indices();
            out.extend(
                chars.map(|(i, c)| Word { text: &text[from + i..from + i + c.len_utf8()], range: from + i..from + i + c.len_utf8() }),
            );
        };
        for run in runs(text) {
            between(at, run.start, &mut out);
            at = run.end;
            out.extend(self.cut_run(text, run));
        }
        between(at, text.len(), &mut out);
        out
    }

    fn cut_run<'t>(&self, text: &'t str, run: Range<usize>) -> Vec<Word<'t>> {
        let slice = &text[run.clone()];
        if !slice.starts_with(is_han) {
            return vec![Word { text: slice, range: run }];
        }
        let tokens = self.jieba.cut(slice, false);
        tokens.into_iter().map(|t| Word { text: t.word, range: run.start + t.byte_start..run.start + t.byte_end }).collect()
    }
}

/// The stretches of `text` that are cut on their own: Chinese characters; a number with its points,
/// thousands commas and percent sign; Latin letters with inner `&`. Everything between them is punctuation.
pub fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let mut end = start;
        let mut chars = text[start..].chars().peekable();
        let han = chars.peek().is_some_and(|c| is_han(*c));
        let mut length = 0;
        while let Some(c) = chars.next() {
            let before = text[start..end].chars().next_back();
            let joins = is_letter(c) && is_han(c) == han
                || !han && inner(before, c, chars.peek().copied())
                || c == '%' && before.is_some_and(|b| b.is_ascii_digit());
            if !joins || length == LONGEST_RUN {
                break;
            }
            end += c.len_utf8();
            length += 1;
        }
        at = end;
        Some(start..end)
    })
}

/// Letters, digits and Chinese characters; most are Chinese, and the tables of the standard library are slow for these.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Whether `c` holds a number or a Latin word together: 3.4, 1,500, r&d.
fn inner(before: Option<char>, c: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    match c {
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        '&' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_letters_stay_whole() {
        let text = "到2027年底,r&d占比3.4%,不超过1,500万元(首台套)";
        let found: Vec<_> = runs(text).map(|r| &text[r]).collect();
        assert_eq!(found, ["到", "2027", "年底", "r&d", "占比", "3.4%", "不超过", "1,500", "万元", "首台套"]);
    }

    #[test]
    fn user_words_are_kept_and_their_parts_found() {
        let segmenter = Segmenter::new(["揭榜挂帅", "省级制造业創新中心"], ["的"]);
        assert_eq!(segmenter.cut("揭榜挂帅的省级制造业创新中心"), ["揭榜挂帅", "省级制造业创新中心"]);
        let words: Vec<_> = segmenter.words("省级制造业创新中心").into_iter().map(|w| w.text).collect();
        for part in ["省级制造业创新中心", "省级", "制造业", "创新", "中心"] {
            assert!(words.contains(&part), "{part} in {words:?}");
        }
    }

    #[test]
    fn long_text_without_punctuation_is_cut_in_pieces() {
        let text = "补".repeat(LONGEST_RUN * 2 + 1);
        assert_eq!(runs(&text).map(|r| r.len() / 3).collect::<Vec<_>>(), [LONGEST_RUN, LONGEST_RUN, 1]);
    }
}

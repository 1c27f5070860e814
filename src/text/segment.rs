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

use super::charset::CharSet;
use super::fold;
use super::script::is_han;

/// Longer stretches without punctuation are cut in pieces of this many characters, so that the memory used is bounded.
const LONGEST_RUN: usize = 4096;

/// So many bytes of Chinese characters are cut with one call of jieba.
const BATCH: usize = 4096;

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
    /// What stop words begin with: most words are told from them by one look.
    stop_starts: CharSet,
}

impl Segmenter {
    /// Loads jieba's dictionary, adds `user` words and leaves out `stop` words. Both may be in any script and width.
    pub fn new<'w>(user: impl IntoIterator<Item = &'w str>, stop: impl IntoIterator<Item = &'w str>) -> Self {
        let mut jieba = Jieba::new();
        for word in user {
            jieba.add_word(&fold(word), None, None);
        }
        let stop: HashSet<String> = stop.into_iter().map(fold).collect();
        let stop_starts = stop.iter().filter_map(|word| word.chars().next()).collect();
        Segmenter { jieba, stop, stop_starts }
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
        self.each_word(text, |range| words.push(Word { text: &text[range.clone()], range }));
        words
    }

    /// The same words with a blank between any two of them. Folded text holds no blank.
    ///
    /// ```
    /// use tiaoli::text::segment::Segmenter;
    /// assert_eq!(Segmenter::new([], []).spaced("制造业,补助3.4%"), "制造业 制造 补助 3.4%");
    /// ```
    pub fn spaced(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        self.each_word(text, |range| {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(&text[range]);
        });
        out
    }

    /// Gives `take` the place of each word to index.
    fn each_word(&self, text: &str, mut take: impl FnMut(Range<usize>)) {
        let mut borders = Vec::new();
        self.cut_each(text, |range| {
            let word = &text[range.clone()];
            if !self.is_stop(word) {
                take(range.clone());
            }
            // A Chinese character has three bytes or four, and no word of one or two characters holds another one.
            if word.len() < 9 || !word.starts_with(is_han) {
                return;
            }
            borders.clear();
            borders.extend(word.char_indices().map(|(at, _)| range.start + at));
            borders.push(range.end);
            let length = borders.len() - 1;
            for from in 0..length - 1 {
                for to in from + 2..=length.min(from + LONGEST_SUBWORD) {
                    let part = borders[from]..borders[to];
                    if to - from < length && self.jieba.has_word(&text[part.clone()]) {
                        take(part);
                    }
                }
            }
        });
    }

    fn is_stop(&self, word: &str) -> bool {
        word.starts_with(|c| self.stop_starts.contains(c)) && self.stop.contains(word)
    }

    /// The words of a query in reading order, not overlapping; punctuation and stop words left out.
    ///
    /// ```
    /// use tiaoli::text::segment::Segmenter;
    /// let segmenter = Segmenter::new([], ["的"]);
    /// assert_eq!(segmenter.cut("企业的补助"), ["企业", "补助"]);
    /// ```
    pub fn cut<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut words = Vec::new();
        self.cut_each(text, |range| words.extend(Some(&text[range]).filter(|word| !self.is_stop(word))));
        words
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
        let word = |range: Range<usize>| Word { text: &text[range.clone()], range };
        let between = |range: Range<usize>, out: &mut Vec<Word<'t>>| {
            let chars = text[range.clone()].char_indices();
            out.extend(chars.map(|(i, c)| word(range.start + i..range.start + i + c.len_utf8())));
        };
        self.cut_each(text, |range| {
            between(at..range.start, &mut out);
            at = range.end;
            out.push(word(range));
        });
        between(at..text.len(), &mut out);
        out
    }

    /// Gives `take` the place of each word that jieba cuts the [`runs`] of `text` into. Many runs go through one
    /// call of jieba, since a run is short and a call dear; no text, however long, is held as words as a whole.
    fn cut_each(&self, text: &str, mut take: impl FnMut(Range<usize>)) {
        // No run holds a line break, and jieba joins nothing across it.
        const BREAK: &str = "\n";
        let mut runs = runs(text);
        let (mut batch, mut han) = (Vec::new(), String::with_capacity(text.len().min(BATCH)));
        loop {
            for run in runs.by_ref() {
                let slice = &text[run.clone()];
                let chinese = slice.starts_with(is_han);
                batch.push((run, chinese));
                if chinese {
                    han.push_str(slice);
                    han.push_str(BREAK);
                }
                if han.len() >= BATCH || batch.len() >= BATCH {
                    break;
                }
            }
            if batch.is_empty() {
                return;
            }
            let mut tokens = self.jieba.cut(&han, false).into_iter().map(|token| token.word.len());
            for (run, chinese) in batch.drain(..) {
                if !chinese {
                    take(run);
                    continue;
                }
                let mut at = run.start;
                while at < run.end {
                    let Some(length) = tokens.next() else { break };
                    take(at..at + length);
                    at += length;
                }
                // The line break.
                tokens.next();
            }
            han.clear();
        }
    }
}

/// The stretches of `text` that are cut on their own: Chinese characters; a number with its points,
/// thousands commas and percent sign; Latin letters with inner `&`. Everything between them is punctuation.
pub fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let mut chars = text[start..].chars().peekable();
        let mut before = chars.next()?;
        let mut end = start + before.len_utf8();
        let han = is_han(before);
        let mut length = 1;
        while let Some(c) = chars.next().filter(|_| length < LONGEST_RUN) {
            let joins =
                is_letter(c) && is_han(c) == han || !han && inner(before, c, chars.peek().copied()) || c == '%' && before.is_ascii_digit();
            if !joins {
                break;
            }
            end += c.len_utf8();
            length += 1;
            before = c;
        }
        at = end;
        Some(start..end)
    })
}

/// Letters, digits and Chinese characters; most are Chinese, and the tables of the standard library are slow for these.
#[inline]
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// Whether `c` holds a number or a Latin word together: 3.4, 1,500, r&d.
fn inner(before: char, c: char, after: Option<char>) -> bool {
    let Some(after) = after else { return false };
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
    #[test]
    fn cutting_many_runs_at_once_gives_the_words_of_each() {
        let segmenter = Segmenter::new(["揭榜挂帅", "制造业创新中心"], ["的", "以及"]);
        let run = |text: &str, run: Range<usize>| {
            let slice = &text[run.clone()];
            let tokens = segmenter.jieba.cut(slice, false).into_iter().map(|t| run.start + t.byte_start..run.start + t.byte_end);
            if slice.starts_with(is_han) { tokens.collect() } else { vec![run.clone()] }
        };
        let long = "制造业创新中心,揭榜挂帅的3.4%。".repeat(BATCH / 8) + &"补助".repeat(LONGEST_RUN);
        let rare = "二〇二五年〇,〇\u{30000}\u{2EBF0}一\u{FA6E}𠮷a1\n卡拉ok一t恤,a&b.%1%补,1%.5";
        for text in [&long, rare, "", "的", ",", "a", "一"] {
            let expected: Vec<Range<usize>> = runs(text).flat_map(|r| run(text, r)).collect();
            let mut found = Vec::new();
            segmenter.cut_each(text, |range| found.push(range));
            assert_eq!(found, expected, "{text:.60}");
        }
    }
}

//! From folded text to tokens, one tokenizer per kind of field.
//!
//! Positions are ordinals of tokens; offsets are bytes of the folded text.

use std::ops::Range;
use std::str::CharIndices;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::frequent::Frequent;
use crate::text::quantity;
use crate::text::segment::{self, Segmenter};

/// Texts up to this many bytes are remembered: titles and headings come once for each clause below them.
const REMEMBERED: usize = 1024;

/// The words of [`Segmenter::words`].
#[derive(Clone)]
pub struct WordTokenizer {
    segmenter: Arc<Segmenter>,
    /// The text before, and its words.
    last: (String, Vec<Range<usize>>),
}

/// What the field `grams` holds: every two neighbouring letters, digits or Chinese characters; every
/// [`Frequent`] string; every quantity by its key ([`quantity`]).
///
/// 创新,5万元 gives 创新, 5万, 万元 and `=50000元`.
#[derive(Clone, Default)]
pub struct GramTokenizer(pub Frequent);

impl WordTokenizer {
    /// Words as `segmenter` finds them.
    pub fn new(segmenter: Arc<Segmenter>) -> Self {
        WordTokenizer { segmenter, last: Default::default() }
    }
}

fn set(token: &mut Token, text: &str, range: Range<usize>) {
    // The first position is 0: a fresh token stands at usize::MAX.
    token.position = token.position.wrapping_add(1);
    token.text.clear();
    token.text.push_str(text);
    (token.offset_from, token.offset_to) = (range.start, range.end);
}

/// The words of a text.
pub struct WordStream<'t> {
    text: &'t str,
    token: Token,
    next: Box<dyn FnMut() -> Option<Range<usize>> + 't>,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(range) = (self.next)() else { return false };
        set(&mut self.token, &self.text[range.clone()], range);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        let next: Box<dyn FnMut() -> Option<Range<usize>> + 'a> = if text.len() <= REMEMBERED {
            if self.last.0 != text {
                self.last = (text.to_owned(), self.segmenter.words(text).into_iter().map(|w| w.range).collect());
            }
            let mut words = self.last.1.iter();
            Box::new(move || words.next().cloned())
        } else {
            // A run at a time, so that a text of many megabytes is never held as words.
            let mut runs = segment::runs(text);
            let (mut words, mut at) = (Vec::new(), 0);
            let segmenter = &self.segmenter;
            Box::new(move || {
                while at == words.len() {
                    words.clear();
                    at = 0;
                    segmenter.words_of_run(text, runs.next()?, &mut words);
                }
                at += 1;
                Some(words[at - 1].range.clone())
            })
        };
        WordStream { text, token: Token::default(), next }
    }
}

/// Whether a character is part of a gram: punctuation is not.
#[inline]
pub fn is_letter(c: char) -> bool {
    // Most characters are Chinese.
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()
}

/// The grams of a text.
pub struct GramStream<'t> {
    text: &'t str,
    frequent: &'t Frequent,
    token: Token,
    chars: CharIndices<'t>,
    /// The character before, and its place.
    before: Option<(usize, char)>,
    /// Frequent strings that may begin where the pair does.
    strings: &'t [String],
    from: usize,
    quantities: Box<dyn Iterator<Item = (Range<usize>, String)> + 't>,
}

impl TokenStream for GramStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((string, rest)) = self.strings.split_first() {
            self.strings = rest;
            if self.text[self.from..].starts_with(string.as_str()) {
                set(&mut self.token, string, self.from..self.from + string.len());
                return true;
            }
        }
        for (at, c) in self.chars.by_ref() {
            let before = self.before.replace((at, c));
            if !is_letter(c) {
                continue;
            }
            match before {
                Some((from, b)) if is_letter(b) => {
                    let pair = from..at + c.len_utf8();
                    (self.from, self.strings) = (from, self.frequent.starting(b, c));
                    set(&mut self.token, &self.text[pair.clone()], pair);
                    return true;
                }
                _ => {}
            }
        }
        let Some((range, key)) = self.quantities.next() else { return false };
        set(&mut self.token, &key, range);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for GramTokenizer {
    type TokenStream<'a> = GramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> GramStream<'a> {
        GramStream {
            text,
            frequent: &self.0,
            token: Token::default(),
            chars: text.char_indices(),
            before: None,
            strings: &[],
            from: 0,
            quantities: Box::new(quantity::quantities(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(mut tokenizer: impl Tokenizer, text: &str) -> Vec<(String, usize)> {
        let mut stream = tokenizer.token_stream(text);
        let mut out = Vec::new();
        while let Some(token) = stream.next() {
            assert!(token.text.starts_with(quantity::MARK) || token.text == text[token.offset_from..token.offset_to]);
            out.push((token.text.clone(), token.position));
        }
        out
    }

    #[test]
    fn grams_are_pairs_frequent_strings_and_quantities() {
        let frequent = Frequent::new(["人民政府", "人民政", "政府部门"].map(str::to_owned));
        let found = tokens(GramTokenizer(frequent), "人民政府,5万元a");
        let grams: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        let expected =
            ["人民", "人民政府", "人民政", "民政", "政府", "5万", "万元", "元a", "=50000元"];
        assert_eq!(grams, expected);
        assert!(found.iter().enumerate().all(|(place, (_, position))| place == *position), "positions count from zero");
        for text in ["", "补", "补,助", ",。"] {
            assert_eq!(tokens(GramTokenizer::default(), text), [], "{text}");
        }
    }

    #[test]
    fn words_skip_punctuation() {
        let segmenter = Arc::new(Segmenter::new(["创新中心"], ["的"]));
        let mut tokenizer = WordTokenizer::new(segmenter);
        let expected = [("创新中心", 0), ("创新", 1), ("中心", 2), ("补助", 3)].map(|(w, p)| (w.to_owned(), p));
        for _ in 0..2 {
            assert_eq!(tokens(tokenizer.clone(), "创新中心的,补助。"), expected);
            let mut stream = tokenizer.token_stream("创新中心的,补助。");
            assert!(stream.advance());
        }
        let long = format!("{}补助", "创".repeat(REMEMBERED));
        assert_eq!(tokens(tokenizer, &long).last().map(|(w, _)| w.as_str()), Some("补助"));
    }
}

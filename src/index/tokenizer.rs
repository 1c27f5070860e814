//! From folded text to tokens, one tokenizer per kind of field.
//!
//! Positions are ordinals of tokens; offsets are bytes of the folded text.

use std::ops::Range;
use std::str::CharIndices;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::frequent::Frequent;
use crate::text::quantity;
use crate::text::segment::Segmenter;

/// The words of a text that was cut when it was prepared ([`cut`]): they are divided by a blank, which a folded
/// text does not hold. Cutting is done on all cores before the writing threads see a clause, and another engine
/// that reads the same documents needs no more than this.
#[derive(Clone, Default)]
pub struct BlankTokenizer;

/// The words of a folded text ([`Segmenter::words`]), divided by blanks.
pub fn cut(segmenter: &Segmenter, text: &str) -> String {
    segmenter.spaced(text)
}

/// What the field `grams` holds: every two neighbouring letters, digits or Chinese characters; every
/// [`Frequent`] string; every quantity by its key ([`quantity`]).
///
/// 创新,5万元 gives 创新, 5万, 万元 and `=50000元`.
#[derive(Clone, Default)]
pub struct GramTokenizer(pub Frequent);

fn set(token: &mut Token, text: &str, range: Range<usize>) {
    // The first position is 0: a fresh token stands at usize::MAX.
    token.position = token.position.wrapping_add(1);
    token.text.clear();
    token.text.push_str(text);
    (token.offset_from, token.offset_to) = (range.start, range.end);
}

/// The words of a text that was cut.
pub struct BlankStream<'t> {
    rest: &'t str,
    at: usize,
    token: Token,
}

impl TokenStream for BlankStream<'_> {
    fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
            let range = self.at..self.at + word.len();
            (self.rest, self.at) = (rest, range.end + 1);
            if !word.is_empty() {
                set(&mut self.token, word, range);
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl Tokenizer for BlankTokenizer {
    type TokenStream<'a> = BlankStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BlankStream<'a> {
        BlankStream { rest: text, at: 0, token: Token::default() }
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
        let expected = ["人民", "人民政府", "人民政", "民政", "政府", "5万", "万元", "元a", "=50000元"];
        assert_eq!(grams, expected);
        assert!(found.iter().enumerate().all(|(place, (_, position))| place == *position), "positions count from zero");
        for text in ["", "补", "补,助", ",。"] {
            assert_eq!(tokens(GramTokenizer::default(), text), [], "{text}");
        }
    }

    #[test]
    fn words_are_cut_without_punctuation() {
        let segmenter = Segmenter::new(["创新中心"], ["的"]);
        let text = cut(&segmenter, "创新中心的,补助。");
        assert_eq!(text, "创新中心 创新 中心 补助");
        let expected = [("创新中心", 0), ("创新", 1), ("中心", 2), ("补助", 3)].map(|(w, p)| (w.to_owned(), p));
        assert_eq!(tokens(BlankTokenizer, &text), expected);
        assert_eq!(tokens(BlankTokenizer, &cut(&segmenter, "的,")), []);
    }
}

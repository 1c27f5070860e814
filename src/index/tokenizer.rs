//! From folded text to tokens, one tokenizer per kind of field.
//!
//! Positions are ordinals of tokens; offsets are bytes of the folded text.

use std::ops::Range;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

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

/// The quantities of a folded text by their keys ([`quantity`]): 处5万元 gives `=50000元`.
#[derive(Clone, Default)]
pub struct QuantityTokenizer;

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

/// The quantities of a text.
pub struct QuantityStream<'t> {
    quantities: Box<dyn Iterator<Item = (Range<usize>, String)> + 't>,
    token: Token,
}

impl TokenStream for QuantityStream<'_> {
    fn advance(&mut self) -> bool {
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

impl Tokenizer for QuantityTokenizer {
    type TokenStream<'a> = QuantityStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> QuantityStream<'a> {
        QuantityStream { quantities: Box::new(quantity::quantities(text)), token: Token::default() }
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
    fn quantities_are_named_by_their_keys() {
        let expected = [("=50000元", 0), ("=第38条", 1)].map(|(key, place)| (key.to_owned(), place));
        assert_eq!(tokens(QuantityTokenizer, "人民政府,5万元a第三十八条"), expected);
        for text in ["", "补助", ",。"] {
            assert_eq!(tokens(QuantityTokenizer, text), [], "{text}");
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

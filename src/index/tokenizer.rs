//! From folded text to tokens, one tokenizer per kind of field.
//!
//! Positions are ordinals of tokens; offsets are bytes of the folded text.

use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::text::segment::{self, Segmenter};

/// The words of [`Segmenter::words`].
#[derive(Clone)]
pub struct WordTokenizer(pub Arc<Segmenter>);

/// Every character: 补助 gives 补, 助.
#[derive(Clone, Default)]
pub struct CharTokenizer;

/// Every two neighbouring characters: 创新中心 gives 创新, 新中, 中心. A text of one character gives none.
#[derive(Clone, Default)]
pub struct PairTokenizer;

/// The tokens of a text, produced by `next` one after the other.
pub struct Stream<'t> {
    text: &'t str,
    token: Token,
    next: Box<dyn FnMut() -> Option<Range<usize>> + 't>,
}

impl<'t> Stream<'t> {
    fn new(text: &'t str, next: impl FnMut() -> Option<Range<usize>> + 't) -> Self {
        Stream { text, token: Token::default(), next: Box::new(next) }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(range) = (self.next)() else { return false };
        // The first position is 0: a fresh token stands at usize::MAX.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.text.clear();
        self.token.text.push_str(&self.text[range.clone()]);
        (self.token.offset_from, self.token.offset_to) = (range.start, range.end);
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
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        // A run at a time, so that a text of many megabytes is never held as words.
        let mut runs = segment::runs(text);
        let (mut words, mut at) = (Vec::new(), 0);
        Stream::new(text, move || {
            while at == words.len() {
                words.clear();
                at = 0;
                self.0.words_of_run(text, runs.next()?, &mut words);
            }
            at += 1;
            Some(words[at - 1].range.clone())
        })
    }
}

impl Tokenizer for CharTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut chars = text.char_indices();
        Stream::new(text, move || chars.next().map(|(at, c)| at..at + c.len_utf8()))
    }
}

impl Tokenizer for PairTokenizer {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        let mut chars = text.char_indices();
        let mut first = chars.next();
        Stream::new(text, move || {
            let (start, _) = first?;
            first = chars.next();
            let (at, c) = first?;
            Some(start..at + c.len_utf8())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(mut tokenizer: impl Tokenizer, text: &str) -> Vec<(String, usize, usize)> {
        let mut stream = tokenizer.token_stream(text);
        let mut out = Vec::new();
        while let Some(token) = stream.next() {
            assert_eq!(token.text, text[token.offset_from..token.offset_to]);
            out.push((token.text.clone(), token.position, token.offset_from));
        }
        out
    }

    #[test]
    fn characters_and_pairs_overlap_and_count_from_zero() {
        let token = |text: &str, position, offset| (text.to_owned(), position, offset);
        assert_eq!(tokens(CharTokenizer, "补a助"), [token("补", 0, 0), token("a", 1, 3), token("助", 2, 4)]);
        assert_eq!(tokens(PairTokenizer, "补a助"), [token("补a", 0, 0), token("a助", 1, 3)]);
        assert_eq!(tokens(PairTokenizer, "补"), []);
        assert_eq!(tokens(CharTokenizer, ""), []);
    }

    #[test]
    fn words_skip_punctuation() {
        let segmenter = Arc::new(Segmenter::new(["创新中心"], ["的"]));
        let words: Vec<_> = tokens(WordTokenizer(segmenter), "创新中心的,补助。").into_iter().map(|(w, p, _)| (w, p)).collect();
        let expected = [("创新中心", 0), ("创新", 1), ("中心", 2), ("补助", 3)].map(|(w, p)| (w.to_owned(), p));
        assert_eq!(words, expected);
    }
}

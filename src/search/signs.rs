//! The signs of the query language: where a word, a quotation, a bracket or an operator ends.

use super::parser::Parser;
use super::query::Within;
use crate::message::Message;
use crate::text::width::{fold_width, is_blank};

/// The sign that closes a quotation, and whether quotations of this kind nest.
pub fn closing_quote(c: char) -> Option<(char, bool)> {
    match c {
        '"' | '＂' => Some(('"', false)),
        '“' | '〝' => Some(('”', true)),
        '「' => Some(('」', true)),
        '『' => Some(('』', true)),
        _ => None,
    }
}

/// ( and （
pub fn is_open(c: char) -> bool {
    fold_width(c) == '('
}

/// ) and ）
pub fn is_close(c: char) -> bool {
    fold_width(c) == ')'
}

/// | and ｜
pub fn is_bar(c: char) -> bool {
    fold_width(c) == '|'
}

impl Parser {
    /// The character so far ahead.
    pub(super) fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Goes to the next character that is no blank.
    pub(super) fn skip_blanks(&mut self) {
        while self.peek(0).is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// The characters from one place to another.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().collect()
    }

    /// A sign of nearness that stands here alone, and its length: `/s`, `~同句`, `NEAR`, `/p`, `~同段`, `/5`, `~5`, `NEAR/5`.
    pub(super) fn nearness(&self) -> Option<(Within, usize)> {
        let mut token = String::new();
        let mut length = 0;
        while let Some(c) = self.peek(length).filter(|c| !is_blank(*c) && !is_open(*c) && !is_close(*c)) {
            if length == 8 {
                return None;
            }
            token.extend(fold_width(c).to_lowercase());
            length += 1;
        }
        let sign = token.strip_prefix("near").map(|rest| rest.strip_prefix('/').or(Some(rest).filter(|r| r.is_empty())));
        let kind = match sign {
            Some(kind) => kind?,
            None => token.strip_prefix(['/', '~'])?,
        };
        let within = match kind {
            "s" | "同句" => Within::Sentence,
            "" if token != "/" && token != "near/" => Within::Sentence,
            "p" | "同段" => Within::Paragraph,
            digits => Within::Characters(digits.parse().ok().filter(|n| (1..=200).contains(n))?),
        };
        Some((within, length))
    }

    /// The length of an OR that stands here alone: `OR`, `|`, `或`, `或者`.
    pub(super) fn operator(&self) -> Option<usize> {
        let bars = (0..2).take_while(|ahead| self.peek(*ahead).is_some_and(is_bar)).count();
        if bars > 0 {
            return Some(bars);
        }
        ["or", "或者", "或"].into_iter().find_map(|word| self.stands_alone(word))
    }

    /// The length of `word` if it stands here as a whole, in any width and case.
    pub(super) fn stands_alone(&self, word: &str) -> Option<usize> {
        let length = word.chars().count();
        let same = word.chars().enumerate().all(|(i, w)| self.peek(i).is_some_and(|c| fold_width(c).to_ascii_lowercase() == w));
        let ends = self.peek(length).is_none_or(|c| is_blank(c) || is_open(c) || is_close(c));
        (same && ends).then_some(length)
    }

    /// Whether the bracket here belongs to the words, as in （一）开展, (一): its content is short and unbroken,
    /// and more text follows or it is only a number.
    pub(super) fn bracket_is_text(&self) -> bool {
        let Some(close) = self.matching_bracket(self.at) else { return false };
        let inside = &self.chars[self.at + 1..close];
        let plain = |c: &char| !is_blank(*c) && !is_bar(*c) && closing_quote(*c).is_none() && !matches!(fold_width(*c), '-' | ':');
        let number =
            !inside.is_empty() && inside.len() <= 4 && inside.iter().all(|c| "一二三四五六七八九十百零〇".contains(*c) || c.is_numeric());
        let goes_on = self.chars.get(close + 1).is_some_and(|c| !is_blank(*c) && !is_open(*c) && !is_close(*c) && plain(c));
        number || !inside.is_empty() && inside.iter().all(plain) && goes_on
    }

    /// The place of the bracket that closes the one at `open`, if no blank comes before it.
    pub(super) fn matching_bracket(&self, open: usize) -> Option<usize> {
        let mut depth = 0;
        for (at, c) in self.chars.iter().enumerate().skip(open) {
            match *c {
                c if is_blank(c) => return None,
                c if is_open(c) => depth += 1,
                c if is_close(c) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    /// What stands between the quotation mark here and the one that closes it.
    pub(super) fn quotation(&mut self) -> String {
        let start = self.at;
        let (close, nests) = self.peek(0).and_then(closing_quote).unwrap_or(('"', false));
        let is_end =
            |c: char| if close == '"' { matches!(c, '"' | '＂') } else { c == close || close == '”' && matches!(c, '〞' | '〟') };
        let open = self.chars[start];
        let mut depth = 0;
        let nested_end = self.chars.iter().enumerate().skip(start + 1).find_map(|(at, c)| {
            if nests && *c == open {
                depth += 1;
            } else if is_end(*c) {
                if depth == 0 {
                    return Some(at);
                }
                depth -= 1;
            }
            None
        });
        let end = nested_end.or_else(|| (start + 1..self.chars.len()).find(|at| is_end(self.chars[*at])));
        match end {
            Some(end) => self.at = end + 1,
            None => {
                self.complain(start, Message::new("query-quote-open"));
                self.at = self.chars.len();
            }
        }
        self.slice(start + 1, end.unwrap_or(self.chars.len()))
    }

    /// Letters or characters with a colon after them, and the place after the colon.
    pub(super) fn key(&self) -> Option<(String, usize)> {
        let length =
            self.chars[self.at..].iter().take(16).take_while(|c| fold_width(**c).is_alphabetic() || matches!(c, '_' | '.')).count();
        let key: String = self.chars[self.at..self.at + length].iter().map(|c| fold_width(*c).to_ascii_lowercase()).collect();
        (length > 0 && self.peek(length).is_some_and(|c| fold_width(c) == ':')).then_some((key, self.at + length + 1))
    }

    /// The place after the 》 that closes the 《 here.
    pub(super) fn title_end(&self) -> Option<usize> {
        let mut depth = 0;
        self.chars.iter().enumerate().skip(self.at).find_map(|(at, c)| {
            depth += i32::from(*c == '《') - i32::from(*c == '》');
            (depth == 0).then_some(at + 1)
        })
    }

    /// The characters up to a blank, a quotation mark, a bar, or a bracket that does not belong to them. At least one.
    pub(super) fn word_text(&mut self) -> String {
        let start = self.at;
        while let Some(c) = self.peek(0) {
            let first = self.at == start;
            if is_blank(c) || is_bar(c) && !first || closing_quote(c).is_some() && !first {
                break;
            }
            if is_open(c) {
                match self.matching_bracket(self.at) {
                    Some(close) => self.at = close,
                    None if !first => break,
                    None => {}
                }
            } else if is_close(c) && !first {
                break;
            }
            self.at += 1;
        }
        self.slice(start, self.at)
    }
}

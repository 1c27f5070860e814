//! Reads a query. Never fails: what is not understood gets a message with its place and is searched as text.

use super::number;
use super::query::{Filter, Node, Term, TermKind};
use crate::policy::Level;
use crate::text::fold;
use crate::text::width::{fold_width, is_blank};

/// Longer queries are cut here, in characters.
pub const LONGEST_QUERY: usize = 2000;
/// Terms beyond these are left out.
pub const MOST_TERMS: usize = 64;
/// Brackets nested deeper are read as text.
const DEEPEST: usize = 16;

/// A query that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The parts that must all hold, in the order typed; empty for an empty query.
    pub parts: Vec<Node>,
    /// What was not understood, in plain Chinese, with the place.
    pub messages: Vec<String>,
}

/// Reads a query as typed; half-width and full-width signs mean the same.
///
/// ```
/// use tiaoli::search::parse_query;
/// let parsed = parse_query("（創新中心 OR “研发费用”） －退出 地区：广西 年份：2019—2025");
/// let written: Vec<String> = parsed.parts.iter().map(|p| p.to_string()).collect();
/// assert_eq!(written, ["創新中心 OR \"研发费用\"", "-退出", "地区:广西", "年份:2019..2025"]);
/// assert_eq!(parsed.messages, [] as [String; 0]);
/// ```
pub fn parse_query(query: &str) -> Parsed {
    let mut chars: Vec<char> = query.chars().collect();
    let mut messages = Vec::new();
    if chars.len() > LONGEST_QUERY {
        chars.truncate(LONGEST_QUERY);
        messages.push(format!("查询超过 {LONGEST_QUERY} 字，只用了前 {LONGEST_QUERY} 字"));
    }
    let mut parser = Parser { chars, at: 0, messages, terms: 0 };
    let parts = match parser.alternatives(None, 0) {
        Some(Node::And(parts)) => parts,
        Some(other) => vec![other],
        None => Vec::new(),
    };
    if parser.terms > MOST_TERMS {
        parser.messages.push(format!("查询的词超过 {MOST_TERMS} 个，只用了前 {MOST_TERMS} 个"));
    }
    Parsed { parts, messages: parser.messages }
}

/// Whether `text`, typed alone, is read as one word and nothing else.
pub fn is_one_word(text: &str) -> bool {
    let parsed = parse_query(text);
    let word = |node: &Node| matches!(node, Node::Term(term) if term.kind == TermKind::Word && term.typed == text);
    matches!(parsed.parts.as_slice(), [one] if word(one)) && parsed.messages.is_empty() && !is_lone_sign(text)
}

/// 、 or ， between words asks for nothing.
fn is_lone_sign(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_none_or(|c| !fold_width(c).is_alphanumeric()) && chars.next().is_none()
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    messages: Vec<String>,
    terms: usize,
}

/// The sign that closes a quotation, and whether quotations of this kind nest.
fn closing_quote(c: char) -> Option<(char, bool)> {
    match c {
        '"' | '＂' => Some(('"', false)),
        '“' | '〝' => Some(('”', true)),
        '「' => Some(('」', true)),
        '『' => Some(('』', true)),
        _ => None,
    }
}

fn is_open(c: char) -> bool {
    fold_width(c) == '('
}

fn is_close(c: char) -> bool {
    fold_width(c) == ')'
}

fn is_bar(c: char) -> bool {
    fold_width(c) == '|'
}

impl Parser {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn skip_blanks(&mut self) {
        while self.peek(0).is_some_and(is_blank) {
            self.at += 1;
        }
    }

    fn slice(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().collect()
    }

    fn complain(&mut self, at: usize, what: &str) {
        self.messages.push(format!("第 {} 个字起：{what}", at + 1));
    }

    /// `a b OR c d`, up to the end or the bracket that closes the one at `opened`.
    fn alternatives(&mut self, opened: Option<usize>, depth: usize) -> Option<Node> {
        let (mut done, mut current) = (Vec::new(), Vec::new());
        let mut or_at = None;
        let mut closed = false;
        loop {
            self.skip_blanks();
            let Some(c) = self.peek(0) else { break };
            if is_close(c) {
                self.at += 1;
                if opened.is_some() {
                    closed = true;
                    break;
                }
                self.complain(self.at - 1, "“）”前面没有对应的“（”，已略去");
            } else if let Some(length) = self.operator() {
                if current.is_empty() {
                    self.complain(self.at, "“或”（OR）的左边没有词，已略去");
                } else {
                    done.push(join(std::mem::take(&mut current), Node::And));
                    or_at = Some(self.at);
                }
                self.at += length;
            } else if let Some(node) = self.item(depth) {
                current.push(node);
            }
        }
        if let Some(at) = opened.filter(|_| !closed) {
            self.complain(at, "“（”没有对应的“）”，已算到末尾");
        }
        match or_at {
            Some(at) if current.is_empty() => self.complain(at, "“或”（OR）的右边没有词，已略去"),
            _ => {}
        }
        done.extend((!current.is_empty()).then(|| join(current, Node::And)));
        (!done.is_empty()).then(|| join(done, Node::Or))
    }

    /// The length of an OR that stands here alone: `OR`, `|`, `或`, `或者`.
    fn operator(&self) -> Option<usize> {
        let bars = (0..2).take_while(|ahead| self.peek(*ahead).is_some_and(is_bar)).count();
        if bars > 0 {
            return Some(bars);
        }
        ["or", "或者", "或"].into_iter().find_map(|word| self.stands_alone(word))
    }

    /// The length of `word` if it stands here as a whole, in any width and case.
    fn stands_alone(&self, word: &str) -> Option<usize> {
        let length = word.chars().count();
        let same = word.chars().enumerate().all(|(i, w)| self.peek(i).is_some_and(|c| fold_width(c).to_ascii_lowercase() == w));
        let ends = self.peek(length).is_none_or(|c| is_blank(c) || is_open(c) || is_close(c));
        (same && ends).then_some(length)
    }

    fn item(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let c = self.peek(0)?;
        if let Some(length) = ["and", "&&"].into_iter().find_map(|word| self.stands_alone(word)) {
            self.at += length;
            return None;
        }
        if let Some(length) = ["/s", "/p", "~"].into_iter().find_map(|word| self.stands_alone(word)) {
            self.at += length;
            self.complain(start, "还不能按“同句”查找，已略去这个符号");
            return None;
        }
        let minus = fold_width(c) == '-' && self.peek(1).is_some_and(|next| !is_blank(next) && !is_close(next));
        let not = self.stands_alone("not").filter(|length| self.peek(*length).is_some());
        if minus || not.is_some() {
            self.at += not.unwrap_or(1);
            self.skip_blanks();
            if depth >= DEEPEST {
                return self.word();
            }
            return match self.item(depth + 1) {
                // --a is -a: nobody means to take back an exclusion.
                Some(Node::Not(inner)) => Some(Node::Not(inner)),
                Some(node) => Some(Node::Not(Box::new(node))),
                None => {
                    self.complain(start, "“-”后面没有词，已略去");
                    None
                }
            };
        }
        if is_open(c) && depth < DEEPEST && !self.bracket_is_text() {
            self.at += 1;
            return self.alternatives(Some(start), depth + 1);
        }
        if closing_quote(c).is_some() {
            let text = self.quotation();
            return self.term(text, TermKind::Exact, start);
        }
        if let Some(key) = self.filter_key() {
            return self.filter(key, start);
        }
        if let Some((number, end)) = number::read(&self.chars, start) {
            let text = self.slice(start, end);
            self.at = end;
            return self.term(text, TermKind::Number(number), start);
        }
        self.word()
    }

    /// Whether the bracket here belongs to the words, as in （一）开展, (一): its content is short and unbroken,
    /// and more text follows or it is only a number.
    fn bracket_is_text(&self) -> bool {
        let Some(close) = self.matching_bracket(self.at) else { return false };
        let inside = &self.chars[self.at + 1..close];
        let plain = |c: &char| !is_blank(*c) && !is_bar(*c) && closing_quote(*c).is_none() && !matches!(fold_width(*c), '-' | ':');
        let number =
            !inside.is_empty() && inside.len() <= 4 && inside.iter().all(|c| "一二三四五六七八九十百零〇".contains(*c) || c.is_numeric());
        let goes_on = self.chars.get(close + 1).is_some_and(|c| !is_blank(*c) && !is_open(*c) && !is_close(*c) && plain(c));
        number || !inside.is_empty() && inside.iter().all(plain) && goes_on
    }

    /// The place of the bracket that closes the one at `open`, if no blank comes before it.
    fn matching_bracket(&self, open: usize) -> Option<usize> {
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
    fn quotation(&mut self) -> String {
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
                self.complain(start, "引号没有配对，已把后面的文字都当作原文查找");
                self.at = self.chars.len();
            }
        }
        self.slice(start + 1, end.unwrap_or(self.chars.len()))
    }

    /// The key of a filter and the place after its colon: 地区：, place:
    fn filter_key(&self) -> Option<(&'static str, usize)> {
        const KEYS: [(&str, &[&str]); 5] = [
            ("place", &["place", "地区", "地方", "地區"]),
            ("level", &["level", "级别", "層級", "层级", "級別"]),
            ("year", &["year", "年份", "年度"]),
            ("number", &["number", "文号", "文號", "发文字号", "發文字號"]),
            ("title", &["title", "标题", "標題"]),
        ];
        let (key, end) = self.key()?;
        KEYS.iter().find(|(_, names)| names.contains(&key.as_str())).map(|(name, _)| (*name, end))
    }

    /// Letters or characters with a colon after them, and the place after the colon.
    fn key(&self) -> Option<(String, usize)> {
        let length =
            self.chars[self.at..].iter().take(16).take_while(|c| fold_width(**c).is_alphabetic() || matches!(c, '_' | '.')).count();
        let key: String = self.chars[self.at..self.at + length].iter().map(|c| fold_width(*c).to_ascii_lowercase()).collect();
        (length > 0 && self.peek(length).is_some_and(|c| fold_width(c) == ':')).then_some((key, self.at + length + 1))
    }

    fn filter(&mut self, (key, value_at): (&str, usize), start: usize) -> Option<Node> {
        self.at = value_at;
        self.skip_blanks();
        let name = self.slice(start, value_at);
        let from = self.at;
        let value = match self.peek(0) {
            None => String::new(),
            Some(c) if is_close(c) => String::new(),
            Some(c) if closing_quote(c).is_some() => self.quotation(),
            _ if key == "number" && number::read(&self.chars, from).is_some() => {
                self.at = number::read(&self.chars, from).map_or(from, |(_, end)| end);
                self.slice(from, self.at)
            }
            _ => self.word_text(),
        };
        if !fold(&value).contains(char::is_alphanumeric) {
            self.complain(start, &format!("“{name}”后面没有内容，已略去"));
            return None;
        }
        let list = || value.split([',', '，', '、', ';', '；', '/']).map(str::trim).filter(|part| !part.is_empty());
        let (filter, expected) = match key {
            "place" => (Some(Filter::Places(list().map(str::to_owned).collect())), ""),
            "level" => {
                let levels: Result<Vec<Level>, _> = list().map(str::parse).collect();
                (levels.ok().filter(|l| !l.is_empty()).map(Filter::Levels), "应为 国家、省、市 或 县")
            }
            "year" => (years(&value).map(|(first, last)| Filter::Years(first, last)), "应为 2019 或 2019..2025"),
            "number" => {
                let chars: Vec<char> = value.chars().collect();
                (number::read(&chars, 0).map(|(n, _)| Filter::Number(n)), "应为 工信部科〔2016〕273号 这样的文号")
            }
            _ => (Some(Filter::Title(value.clone())), ""),
        };
        if filter.is_none() {
            self.complain(start, &format!("看不懂“{name}{value}”，{expected}；已当作文字查找“{value}”"));
            return self.term(value, TermKind::Word, from);
        }
        filter.map(Node::Filter)
    }

    /// A word of the query.
    fn word(&mut self) -> Option<Node> {
        let start = self.at;
        let unknown = self.key().filter(|(key, end)| key.is_ascii() && self.chars.get(*end) != Some(&'/'));
        let text = self.word_text();
        if let Some((key, _)) = unknown {
            self.complain(start, &format!("不认识筛选项“{key}:”，可用的有 地区: 级别: 年份: 文号: 标题:；已当作文字查找"));
        } else if text.contains([']', '>', '<', '＞', '＜'])
            && text.contains(['=', '＝'])
            && text.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            self.complain(start, &format!("还不能按数值筛选“{text}”，已当作文字查找"));
        }
        if is_lone_sign(&text) && self.chars.len() > 1 {
            return None;
        }
        self.term(text, TermKind::Word, start)
    }

    /// The characters up to a blank, a quotation mark, a bar, or a bracket that does not belong to them. At least one.
    fn word_text(&mut self) -> String {
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

    fn term(&mut self, typed: String, kind: TermKind, at: usize) -> Option<Node> {
        let folded = fold(&typed);
        if folded.is_empty() {
            self.complain(at, "引号里没有内容，已略去");
            return None;
        }
        self.terms += 1;
        (self.terms <= MOST_TERMS).then(|| Node::Term(Term { typed: typed.trim().to_owned(), folded, kind }))
    }
}

/// One node as it is, several joined.
fn join(mut nodes: Vec<Node>, how: fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { how(nodes) }
}

/// 2019, 2019年, 2019..2025, 2019-2025, 2019至2025年, 2019.., ..2025
fn years(text: &str) -> Option<(u16, u16)> {
    let folded = fold(text).replace('年', "");
    let year = |text: &str| text.parse::<u16>().ok().filter(|y| (1000..=9999).contains(y));
    for divider in ["..", "至", "到", "~", "-"] {
        if let Some((first, last)) = folded.split_once(divider) {
            let last = last.trim_start_matches(['.', '-']);
            return match (first.is_empty(), last.is_empty()) {
                (true, true) => None,
                (true, false) => Some((0, year(last)?)),
                (false, true) => Some((year(first)?, u16::MAX)),
                (false, false) => Some((year(first)?, year(last)?)).map(|(a, b)| (a.min(b), a.max(b))),
            };
        }
    }
    year(&folded).map(|y| (y, y))
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;

//! Reads a query. Never fails: what is not understood gets a message with its place, what was expected and an
//! example, and is searched as text.

use super::amounts;
use super::filters;
use super::names::{self, FilterName};
use super::number;
use super::query::{Node, Term, TermKind, Within};
use super::signs::{closing_quote, is_close, is_open};
use super::write::can_be_quoted;
use crate::message::Message;
use crate::text::fold;
use crate::text::width::{fold_width, is_blank};

/// Longer queries are cut here, in characters.
pub const LONGEST_QUERY: usize = 2000;
/// Terms and filters beyond these are left out.
pub const MOST_TERMS: usize = 64;
/// Brackets nested deeper are read as text.
const DEEPEST: usize = 16;

/// A query that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The parts that must all hold, in the order typed; empty for an empty query.
    pub parts: Vec<Node>,
    /// What was not understood, with the place.
    pub messages: Vec<Message>,
}

/// Reads a query as typed; half-width and full-width signs mean the same.
///
/// ```
/// use tiaoli::search::parse_query;
/// let parsed = parse_query("（創新中心 OR “研发费用”） －退出 地区：广西 年份：2019—2025");
/// let written: Vec<String> = parsed.parts.iter().map(|p| p.to_string()).collect();
/// assert_eq!(written, ["創新中心 OR \"研发费用\"", "-退出", "地区:广西", "年份:2019..2025"]);
/// assert!(parsed.messages.is_empty());
/// ```
pub fn parse_query(query: &str) -> Parsed {
    read(query, false)
}

fn read(query: &str, probing: bool) -> Parsed {
    let mut chars: Vec<char> = query.chars().collect();
    let mut messages = Vec::new();
    if chars.len() > LONGEST_QUERY {
        chars.truncate(LONGEST_QUERY);
        messages.push(Message::new("query-too-long").with("most", LONGEST_QUERY));
    }
    let mut parser = Parser { chars, at: 0, messages, terms: 0, probing };
    let parts = match parser.alternatives(None, 0) {
        Some(Node::And(parts)) => parts,
        Some(other) => vec![other],
        None => Vec::new(),
    };
    if parser.terms > MOST_TERMS {
        parser.messages.push(Message::new("query-too-many").with("most", MOST_TERMS));
    }
    Parsed { parts, messages: parser.messages }
}

/// Whether `text`, typed alone, is read as one word and nothing else.
pub fn is_one_word(text: &str) -> bool {
    let parsed = read(text, true);
    let word = |node: &Node| matches!(node, Node::Term(term) if term.kind == TermKind::Word && term.typed == text);
    matches!(parsed.parts.as_slice(), [one] if word(one)) && parsed.messages.is_empty() && !is_lone_sign(text) && fold(text) != "not"
}

/// 、 or ， between words asks for nothing.
fn is_lone_sign(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_none_or(|c| !fold_width(c).is_alphanumeric()) && chars.next().is_none()
}

/// Reads one query.
pub(super) struct Parser {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    messages: Vec<Message>,
    terms: usize,
    /// Whether this only asks how one word is read; such a question asks no further ones.
    probing: bool,
}

impl Parser {
    pub(super) fn complain(&mut self, at: usize, what: Message) {
        self.messages.push(Message::new("query-at").with("at", at + 1).with("what", what));
    }

    /// `a b OR c /s d`, up to the end or the bracket that closes the one at `opened`.
    fn alternatives(&mut self, opened: Option<usize>, depth: usize) -> Option<Node> {
        let (mut done, mut current) = (Vec::new(), Vec::new());
        let mut or_at = None;
        let mut near: Option<(Within, usize)> = None;
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
                self.complain(self.at - 1, Message::new("query-bracket-closed"));
            } else if let Some(length) = self.operator() {
                self.no_right_side(near.take());
                if current.is_empty() {
                    self.complain(self.at, Message::new("query-or-left"));
                } else {
                    done.push(join(std::mem::take(&mut current), Node::And));
                    or_at = Some(self.at);
                }
                self.at += length;
            } else if let Some((within, length)) = self.nearness() {
                self.no_right_side(near.take());
                if current.is_empty() {
                    self.complain(self.at, Message::new("query-near-left"));
                } else {
                    near = Some((within, self.at));
                }
                self.at += length;
            } else if let Some(node) = self.item(depth) {
                match near.take() {
                    Some((within, at)) => self.bring_near(&mut current, node, within, at),
                    None => current.push(node),
                }
            }
        }
        self.no_right_side(near);
        if let Some(at) = opened.filter(|_| !closed) {
            self.complain(at, Message::new("query-bracket-open"));
        }
        match or_at {
            Some(at) if current.is_empty() => self.complain(at, Message::new("query-or-right")),
            _ => {}
        }
        done.extend((!current.is_empty()).then(|| join(current, Node::And)));
        (!done.is_empty()).then(|| join(done, Node::Or))
    }

    fn no_right_side(&mut self, near: Option<(Within, usize)>) {
        if let Some((_, at)) = near {
            self.complain(at, Message::new("query-near-right"));
        }
    }

    /// Joins the last node and the new one by nearness. `a /s b /s c` is one group; in `a /s b /5 c` the last word
    /// stands in both.
    fn bring_near(&mut self, current: &mut Vec<Node>, node: Node, within: Within, at: usize) {
        let fits = |n: &Node| match within {
            Within::Characters(_) => n.is_choice(),
            _ => n.is_words(),
        };
        match current.last_mut() {
            Some(Node::Near(same, nodes)) if *same == within && fits(&node) => nodes.push(node),
            Some(Node::Near(_, nodes)) if fits(&node) && nodes.last().is_some_and(fits) => {
                let left = nodes.last().cloned();
                current.push(Node::Near(within, left.into_iter().chain([node]).collect()));
            }
            Some(left) if fits(left) && fits(&node) => {
                let pair = vec![left.clone(), node];
                *left = Node::Near(within, pair);
            }
            _ => {
                self.complain(at, Message::new("query-near-sides"));
                current.push(node);
            }
        }
    }

    fn item(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let c = self.peek(0)?;
        if let Some(length) = ["and", "&&"].into_iter().find_map(|word| self.stands_alone(word)) {
            self.at += length;
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
                    self.complain(start, Message::new("query-minus-alone"));
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
        if let Some((name, value_at)) = self.filter_key() {
            return self.filter(name, value_at, start);
        }
        if let Some(node) = self.comparison() {
            return node;
        }
        if let Some((number, end)) = number::read(&self.chars, start) {
            self.at = end;
            // In the standard form, whatever was typed, so that one number is one query.
            return self.term(number.to_string(), TermKind::Number(number), start);
        }
        self.word()
    }

    /// The filter that is named here and the place after its colon: 地区：, place:
    fn filter_key(&self) -> Option<(&'static FilterName, usize)> {
        let (key, end) = self.key()?;
        names::filter(&key).map(|filter| (filter, end))
    }

    fn filter(&mut self, name: &'static FilterName, value_at: usize, start: usize) -> Option<Node> {
        self.at = value_at;
        self.skip_blanks();
        let typed = self.slice(start, value_at);
        let from = self.at;
        let numbered = || matches!(name.key, "number" | "cites").then(|| number::read(&self.chars, from)).flatten();
        let value = match self.peek(0) {
            None => String::new(),
            Some(c) if is_close(c) => String::new(),
            Some(c) if closing_quote(c).is_some() => self.quotation(),
            Some('《') if self.title_end().is_some() => {
                self.at = self.title_end().unwrap_or(from);
                self.slice(from, self.at)
            }
            _ => match numbered() {
                Some((_, end)) => {
                    self.at = end;
                    self.slice(from, end)
                }
                None => self.word_text(),
            },
        };
        if !fold(&value).contains(char::is_alphanumeric) {
            self.complain(start, Message::new("query-filter-empty").with("typed", typed).with("expected", &name.expected));
            return None;
        }
        match filters::read(name.key, &value) {
            Some(node) => self.counted(node),
            None => {
                let misread = Message::new("query-filter-misread").with("typed", format!("{typed}{value}")).with("value", &value);
                self.complain(start, misread.with("expected", &name.expected));
                self.text(value, from)
            }
        }
    }

    /// A comparison of numbers, 资助>=500万; the inner part is none when it was left out.
    fn comparison(&mut self) -> Option<Option<Node>> {
        let start = self.at;
        let name = |c: &char| fold_width(*c).is_alphanumeric() || matches!(fold_width(*c), '_' | '.');
        let length = self.chars[start..].iter().take(40).take_while(|c| name(c)).count();
        let path = self.slice(start, start + length);
        if !path.starts_with(|c: char| fold_width(c).is_alphabetic()) {
            return None;
        }
        let mut at = start + length;
        let skip = |mut at: usize| {
            while self.chars.get(at).is_some_and(|c| is_blank(*c)) {
                at += 1;
            }
            at
        };
        at = skip(at);
        let folded = |at: usize| self.chars.get(at).map(|c| fold_width(*c));
        let (sign, width) = amounts::sign(folded(at), folded(at + 1))?;
        at = skip(at + width);
        let begins = folded(at).is_some_and(|c| c.is_ascii_digit() || c == '百' || crate::text::numeral::begins(c));
        let known = path.split('.').any(|p| names::role(p).is_some() || names::kind(p).is_some());
        // A=B, 《A<B>C》: signs in running text.
        if !(begins || known) {
            return None;
        }
        self.at = at;
        let value = if self.peek(0).is_none_or(is_close) { String::new() } else { self.word_text() };
        Some(match amounts::test(&path, sign, &value) {
            Ok(test) => self.counted(Node::Filter(super::query::Filter::Fact(test))),
            Err(expected) => {
                let typed = self.slice(start, self.at);
                self.complain(start, Message::new("query-amount-misread").with("typed", typed.trim()).with("expected", expected));
                self.text(typed, start)
            }
        })
    }

    /// A word of the query.
    fn word(&mut self) -> Option<Node> {
        let start = self.at;
        let unknown = self.key().filter(|(key, end)| key.is_ascii() && self.chars.get(*end) != Some(&'/'));
        let text = self.word_text();
        if let Some((key, _)) = unknown {
            let known: Vec<String> = names::FILTERS.iter().map(|f| format!("{}:", f.chinese[0])).collect();
            self.complain(start, Message::new("query-filter-unknown").with("key", format!("{key}:")).with("known", known.join(" ")));
        }
        if is_lone_sign(&text) && self.chars.len() > 1 {
            return None;
        }
        self.text(text, start)
    }

    /// Text that is searched as it is: a word where it can be written as one, else the exact characters.
    fn text(&mut self, text: String, at: usize) -> Option<Node> {
        let kind = if self.probing || is_one_word(text.trim()) { TermKind::Word } else { TermKind::Exact };
        self.term(text, kind, at)
    }

    /// A node that counts as one term.
    fn counted(&mut self, node: Node) -> Option<Node> {
        self.terms += 1;
        (self.terms <= MOST_TERMS).then_some(node)
    }

    fn term(&mut self, typed: String, kind: TermKind, at: usize) -> Option<Node> {
        let mut typed = typed.trim().to_owned();
        if kind == TermKind::Exact && !can_be_quoted(&typed) {
            typed.retain(|c| !matches!(c, '"' | '＂'));
            typed = typed.trim().to_owned();
            self.complain(at, Message::new("query-quotes-all"));
        }
        let folded = fold(&typed);
        if folded.is_empty() {
            self.complain(at, Message::new("query-quote-empty"));
            return None;
        }
        self.counted(Node::Term(Term { typed, folded, kind }))
    }
}

/// One node as it is, several joined.
fn join(mut nodes: Vec<Node>, how: fn(Vec<Node>) -> Node) -> Node {
    if nodes.len() == 1 { nodes.remove(0) } else { how(nodes) }
}

#[cfg(test)]
#[path = "parser_tests.rs"]
mod tests;

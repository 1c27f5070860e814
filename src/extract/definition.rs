//! Short forms and terms that a document introduces: （以下简称《指南》）, 以下简称“中心”, 本办法所称X，是指…….
//!
//! Recipe: [`find`] for each clause in reading order, with the titles and numbers of its text; [`Definitions`] keeps
//! what was introduced. A short form holds from where it is introduced to the end of the package, attachments included.
//! Several short forms at once (以下分别简称“A”“B”) belong to the last titles in their order; one short form for several
//! titles (以下统称《政策》) means each of them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::Reading;
use crate::clause::ClauseAddress;
use crate::lexicon::Lexicon;
use crate::text::{Span, pattern};

/// What a short form or term stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DefinitionKind {
    /// A document: （以下简称《指南》）
    Document,
    /// A body: 某省大数据中心（以下简称“中心”）
    Organisation,
    /// Anything else: 研发设备投入（以下简称“投入”）
    Thing,
    /// A term with its meaning: 本办法所称高成长企业，是指……
    Term,
}

/// A short form or term, and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Definition {
    /// The clause that introduces it.
    pub address: ClauseAddress,
    /// The short form or term as printed, without marks around it.
    pub term: String,
    /// What it stands for.
    pub kind: DefinitionKind,
    /// For a document, its title as printed.
    #[serde(default)]
    pub title: Option<String>,
    /// For a document, the number printed beside the title, in the standard form.
    #[serde(default)]
    pub number: Option<String>,
    /// For the other kinds, the words it stands for.
    #[serde(default)]
    pub meaning: Option<String>,
    /// The exact words that introduce it.
    pub quote: String,
    /// Their place in the source.
    pub span: Span,
}

/// A definition with its places in the clause's normalised text.
pub struct Introduced {
    /// The definition.
    pub definition: Definition,
    /// The term without marks, folded.
    pub key: String,
    /// The term with its marks.
    pub term: Range<usize>,
    /// Whether it is printed in 《》.
    pub titled: bool,
    /// Where the bracket that introduces it ends.
    pub end: usize,
}

/// A title of the text with the number beside it.
#[derive(Clone, Debug)]
pub struct Titled {
    /// Its place, 《》 and number included.
    pub range: Range<usize>,
    /// The place of the title with 《》.
    pub title: Range<usize>,
    /// The title without its marks.
    pub inner: Range<usize>,
    /// The number in the standard form.
    pub number: Option<String>,
}

/// The longest short form, in characters.
const LONGEST_TERM: usize = 24;
/// The longest meaning that is kept, in characters.
const LONGEST_MEANING: usize = 120;

/// 本办法所称高成长企业,是指 / 所称“X”是指
static CALLED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"所称的?(?P<term>[^,。;:《》()\n]{1,30}?)(?:\([^()\n]{1,30}\))?,?(?P<verb>是指|系指|指的是|指|包括|是)"));
/// （一）高成长企业,是指: an item of a list of terms.
static ITEM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?P<term>[^,。;:《》()\n]{2,20}?)(?:\([^()\n]{1,30}\))?[,:]?(?P<verb>是指|系指)"));

/// What is introduced so far.
#[derive(Default)]
pub struct Definitions {
    all: Vec<Definition>,
    by_term: HashMap<String, Vec<usize>>,
    /// Terms that were defined without 《》: key to whether it is short.
    bare: HashMap<String, usize>,
    longest_bare: usize,
}

impl Definitions {
    /// Takes a definition over.
    pub fn add(&mut self, introduced: &Introduced) {
        let at = self.all.len();
        self.all.push(introduced.definition.clone());
        let last = |i: &usize| self.all[*i].span == introduced.definition.span;
        let list = self.by_term.entry(introduced.key.clone()).or_default();
        // A later definition of the same term takes the place of the earlier one.
        if !list.last().is_some_and(last) {
            list.clear();
        }
        list.push(at);
        let chars = introduced.key.chars().count();
        if introduced.definition.kind == DefinitionKind::Document && !introduced.titled && chars >= 2 {
            self.bare.insert(introduced.key.clone(), chars);
            self.longest_bare = self.longest_bare.max(chars);
        }
    }

    /// The documents that a short form means now; none when it names no document.
    pub fn documents(&self, key: &str) -> impl Iterator<Item = &Definition> {
        let list = self.by_term.get(key).map_or(&[][..], Vec::as_slice);
        list.iter().map(|i| &self.all[*i]).filter(|d| d.kind == DefinitionKind::Document)
    }

    /// The longest short form, defined without 《》, that stands at the start of a text: its length.
    pub fn bare_at(&self, text: &str) -> Option<usize> {
        if self.bare.is_empty() {
            return None;
        }
        let ends: Vec<usize> = text.char_indices().map(|(i, c)| i + c.len_utf8()).take(self.longest_bare).collect();
        ends.into_iter().rev().find(|end| self.bare.contains_key(&text[..*end]))
    }
}

/// The definitions of one clause, in order. `titled` are the titles of its text.
pub fn find(reading: &Reading, titled: &[Titled], lexicon: &Lexicon) -> Vec<Introduced> {
    let mut out = Vec::new();
    short_forms(reading, titled, lexicon, &mut out);
    terms(reading, &mut out);
    out.sort_by_key(|i| i.term.start);
    out
}

/// 以下简称……
fn short_forms(reading: &Reading, titled: &[Titled], lexicon: &Lexicon, out: &mut Vec<Introduced>) {
    let text = reading.text();
    let mut at = 0;
    while let Some((start, word)) = next_word(text, at, &lexicon.citations.abbreviates) {
        at = start + word.len();
        // 本通知简称为 and 全称和简称 introduce nothing.
        let opens = text[..start].ends_with(['(', ',', ';', '。']) || word.starts_with("以下");
        let (terms, end) = named(text, at);
        if !opens || terms.is_empty() {
            continue;
        }
        at = end;
        // What stands in one bracket with the word belongs to it: (文号,以下简称《指引》).
        let open = bracket(text, start);
        let from = open.unwrap_or(start);
        let close = open.and_then(|_| text[end..].starts_with(')').then_some(end + 1)).unwrap_or(end);
        let quote = reading.quote(from..close);
        let documents = documents_before(text, from, start, titled);
        let each = word.contains("分别");
        let many = ["统", "并", "合", "通"].iter().any(|w| word.contains(w));
        let count = if each {
            terms.len()
        } else if many {
            documents.len()
        } else {
            1
        };
        let documents = &documents[documents.len().saturating_sub(count)..];
        for (i, term) in terms.iter().enumerate() {
            let inner = bare(text, term);
            let own: Vec<&Titled> = match each {
                true if documents.len() == terms.len() => vec![documents[i]],
                true => Vec::new(),
                false => documents.to_vec(),
            };
            let blank = Definition {
                address: reading.clause.address.clone(),
                term: reading.quote(inner.clone()).0,
                kind: DefinitionKind::Thing,
                title: None,
                number: None,
                meaning: None,
                quote: quote.0.clone(),
                span: quote.1,
            };
            let mut push = |definition| {
                let titled = text[term.clone()].starts_with('《');
                out.push(Introduced { definition, key: text[inner.clone()].to_owned(), term: term.clone(), titled, end: close });
            };
            for document in &own {
                let title = reading.quote(document.inner.clone()).0;
                push(Definition { kind: DefinitionKind::Document, title: Some(title), number: document.number.clone(), ..blank.clone() });
            }
            if own.is_empty() {
                let phrase = phrase_before(text, from);
                let words = &text[phrase.clone()];
                let law = words.starts_with("中华人民共和国") && lexicon.citations.laws.iter().any(|w| words.ends_with(w.as_str()));
                let about = words.contains("关于") && lexicon.genre(words).is_some();
                let meaning = Some(reading.quote(phrase.clone()).0).filter(|m| !m.is_empty());
                push(match law || about {
                    true => Definition { kind: DefinitionKind::Document, title: meaning, ..blank },
                    false => Definition { kind: kind_of(words, lexicon), meaning, ..blank },
                });
            }
        }
    }
}

/// The next of several words behind a place, each of which ends with 称; the longest of those that end there.
fn next_word<'w>(text: &str, from: usize, words: &'w [String]) -> Option<(usize, &'w str)> {
    let mut at = from;
    while let Some(end) = text[at..].find('称').map(|i| at + i + '称'.len_utf8()) {
        if let Some(word) = words.iter().find(|w| text[from..end].ends_with(w.as_str())) {
            return Some((end - word.len(), word));
        }
        at = end;
    }
    None
}

/// The terms behind 以下简称, with their marks, and where they end: “A”“B”, 《A》、《B》, or words up to a bracket.
fn named(text: &str, from: usize) -> (Vec<Range<usize>>, usize) {
    let mut at = from;
    while let Some(c) = text[at..].chars().next().filter(|c| matches!(c, '为' | ':' | '是' | '作')) {
        at += c.len_utf8();
    }
    let mut out = Vec::new();
    loop {
        let rest = &text[at..];
        let close = match rest.chars().next() {
            Some('“') => '”',
            Some('《') => '》',
            Some('"') => '"',
            Some('‘') => '’',
            _ => break,
        };
        let open = rest.chars().next().map_or(0, char::len_utf8);
        let Some(end) = rest[open..].char_indices().take(LONGEST_TERM + 1).find(|(_, c)| *c == close).map(|(i, c)| open + i + c.len_utf8())
        else {
            break;
        };
        if end > open + close.len_utf8() {
            out.push(at..at + end);
        }
        at += end;
        let joint = ["、", "和", "与", "及", ","].iter().find(|j| text[at..].starts_with(**j)).map_or(0, |j| j.len());
        if !text[at + joint..].starts_with(['“', '《', '"', '‘']) {
            break;
        }
        at += joint;
    }
    if out.is_empty() {
        let rest = &text[at..];
        let end =
            rest.char_indices().take(LONGEST_TERM + 1).find(|(_, c)| !c.is_alphanumeric() && *c != '-' && *c != '·').map_or(0, |(i, _)| i);
        if end > 0 && rest[end..].starts_with([')', ',', '。', ';', '\n']) {
            out.push(at..at + end);
            at += end;
        }
    }
    (out, at)
}

/// A term without its marks.
fn bare(text: &str, term: &Range<usize>) -> Range<usize> {
    let marks = text[term.clone()].chars().next().filter(|c| matches!(c, '“' | '《' | '"' | '‘')).map_or(0, char::len_utf8);
    term.start + marks..term.end - marks
}

/// The bracket that is open at a place, if it opens within the last 80 characters of the sentence.
fn bracket(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0;
    for (i, c) in text[..at].char_indices().rev().take(80) {
        match c {
            ')' => depth += 1,
            '(' if depth == 0 => return Some(i),
            '(' => depth -= 1,
            '。' | '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The titles right before a place, in order: 《甲》《乙》（, 《甲》（文号，, 《甲》、《乙》和《丙》（.
fn documents_before<'t>(text: &str, from: usize, word: usize, titled: &'t [Titled]) -> Vec<&'t Titled> {
    let mut out: Vec<&Titled> = Vec::new();
    let mut edge = from;
    let until = titled.partition_point(|t| t.title.end <= from.max(word));
    for title in titled[..until].iter().rev() {
        // The first may hold its number in the very bracket; the others stand side by side.
        let end = if title.range.end > from { title.title.end } else { title.range.end };
        let between = if end <= edge { &text[end..edge] } else { "" };
        let near = match out.is_empty() {
            true => matches!(between, "" | "," | "等" | "(" | "等文件" | "等政策"),
            false => matches!(between, "" | "、" | "和" | "与" | "及" | "以及" | "," | "、以及"),
        };
        if !near {
            break;
        }
        edge = title.range.start.min(title.title.start);
        out.push(title);
    }
    out.reverse();
    out
}

/// The words before a bracket that a short form stands for: back to the last mark of punctuation.
fn phrase_before(text: &str, to: usize) -> Range<usize> {
    let head = text[..to].trim_end_matches(',');
    let mut start = head.len();
    let mut depth = 0;
    for (i, c) in head.char_indices().rev().take(LONGEST_MEANING) {
        match c {
            ')' | '”' | '》' => depth += 1,
            '(' | '“' | '《' if depth > 0 => depth -= 1,
            '(' | '“' | '《' | '\n' | '。' | ';' => break,
            ',' | ':' | '、' if depth == 0 => break,
            _ => {}
        }
        start = i;
    }
    start..head.len()
}

/// Whether the words before a short form name a body.
fn kind_of(words: &str, lexicon: &Lexicon) -> DefinitionKind {
    let bare = words.trim_end_matches(['”', ')', '》']);
    let body = lexicon.places.ends_as_authority(bare) || lexicon.citations.bodies.iter().any(|e| bare.ends_with(e.as_str()));
    if body { DefinitionKind::Organisation } else { DefinitionKind::Thing }
}

/// 本办法所称X，是指……
fn terms(reading: &Reading, out: &mut Vec<Introduced>) {
    let text = reading.text();
    let called = CALLED.captures_iter(text);
    let item = ITEM.captures(text).filter(|c| c.get(0).is_some_and(|m| !m.as_str().contains("所称")));
    for found in called.chain(item) {
        let (Some(whole), Some(term)) = (found.get(0), found.name("term")) else { continue };
        let verb = found.name("verb").map_or("", |m| m.as_str());
        let term = term.range();
        // 所称是 and 所称的主要包括 name nothing.
        let inner = bare(text, &term);
        let name = text[inner.clone()].trim_matches(['“', '”']);
        if name.is_empty()
            || matches!(verb, "是" | "包括") && name.len() < 6
            || name.starts_with(['本', '该'])
            || name.contains("所称")
            || name.contains("规定的")
        {
            continue;
        }
        let lead = text[inner.clone()].find(name).unwrap_or(0);
        let inner = inner.start + lead..inner.start + lead + name.len();
        let rest = &text[whole.end()..];
        let end = rest
            .char_indices()
            .take(LONGEST_MEANING)
            .find(|(_, c)| matches!(c, '。' | ';' | '\n'))
            .map_or_else(|| rest.char_indices().nth(LONGEST_MEANING).map_or(rest.len(), |(i, _)| i), |(i, _)| i);
        let meaning = reading.quote(whole.end()..whole.end() + end).0;
        let (quote, span) = reading.quote(whole.start()..whole.end() + end);
        let definition = Definition {
            address: reading.clause.address.clone(),
            term: reading.quote(inner.clone()).0,
            kind: DefinitionKind::Term,
            title: None,
            number: None,
            meaning: Some(meaning).filter(|m| !m.is_empty()),
            quote,
            span,
        };
        out.push(Introduced { definition, key: text[inner.clone()].to_owned(), term: inner, titled: false, end: whole.end() });
    }
}

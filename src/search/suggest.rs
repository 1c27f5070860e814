//! Suggestions while typing: titles, document numbers, authorities, places, topics and terms, typed in either script
//! or by their sound.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::policy::PolicyId;
use crate::text::sound::{Met, Sound};
use crate::text::{fold, letters_and_digits};

/// What is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuggestionKind {
    /// A document, by its number.
    Number,
    /// A document, by its title.
    Title,
    /// A topic of the comparison.
    Topic,
    /// An issuing authority.
    Authority,
    /// A place.
    Place,
    /// A word that stands in many clauses.
    Term,
}

impl SuggestionKind {
    /// The kind in words: 文号.
    pub fn label(self) -> Message {
        Message::new(match self {
            SuggestionKind::Number => "query-kind-number",
            SuggestionKind::Title => "query-kind-title",
            SuggestionKind::Topic => "query-kind-topic",
            SuggestionKind::Authority => "query-kind-authority",
            SuggestionKind::Place => "query-kind-place",
            SuggestionKind::Term => "query-kind-term",
        })
    }
}

/// One suggestion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Suggestion {
    /// What is shown: the title as printed, the number, the name, the word.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// What tells it from others: number or date of a title, title of a number; may be empty.
    pub detail: String,
    /// The query that finds it; for a term after other words, with these words.
    pub query: String,
    /// The document, for titles and numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<PolicyId>,
    /// The topic's id, for topics.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
}

/// Everything that can be suggested.
pub struct Suggester {
    entries: Vec<Entry>,
}

struct Entry {
    suggestion: Suggestion,
    /// Letters and digits of the text, folded.
    key: String,
    sound: Sound,
    /// How often it stands in the corpus.
    weight: u64,
}

/// Terms that are kept: the most frequent ones.
const MOST_TERMS: usize = 20_000;
/// Terms in fewer clauses are not suggested.
const LEAST_CLAUSES: u64 = 2;
/// Suggestions of one kind before those of others have had their turn.
const MOST_OF_A_KIND: usize = 4;
/// Characters that are looked at.
const MOST_TYPED: usize = 40;

impl Suggester {
    /// Gathers what a library holds.
    pub fn new(library: &Library, lexicon: &Lexicon) -> Suggester {
        let mut suggester = Suggester { entries: Vec::new() };
        let (mut authorities, mut places) = (BTreeMap::new(), BTreeMap::new());
        for summary in library.policies() {
            let document = &summary.document;
            let date = document.date().unwrap_or_default();
            let of_document = |text: &str, kind, detail: &str| Suggestion {
                text: text.to_owned(),
                kind,
                detail: detail.to_owned(),
                query: text.to_owned(),
                policy: Some(document.id.clone()),
                topic: None,
            };
            if !document.title.is_empty() {
                let detail = document.number_hans.as_deref().unwrap_or(date);
                suggester.add(of_document(&document.title, SuggestionKind::Title, detail), 1);
            }
            if let Some(number) = &document.number_hans {
                suggester.add(of_document(number, SuggestionKind::Number, &document.title), 1);
            }
            for name in &document.issuers_hans {
                *authorities.entry(name.clone()).or_insert(0) += 1;
            }
            *places.entry(document.place()).or_insert(0) += 1;
        }
        let plain = |text: String, kind, query: String| Suggestion { text, kind, detail: String::new(), query, policy: None, topic: None };
        for (name, weight) in authorities {
            suggester.add(plain(name.clone(), SuggestionKind::Authority, name), weight);
        }
        for (place, weight) in places.into_iter().filter(|(p, _)| !p.is_empty()) {
            suggester.add(plain(place.clone(), SuggestionKind::Place, format!("place:{place}")), weight);
        }
        for topic in &lexicon.topics.list {
            let topic_of = plain(topic.label.clone(), SuggestionKind::Topic, topic.label.clone());
            suggester.add(Suggestion { topic: Some(topic.id.clone()), ..topic_of }, 1);
        }
        for (term, clauses) in super::terms::frequent(library, LEAST_CLAUSES, MOST_TERMS) {
            suggester.add(plain(term.clone(), SuggestionKind::Term, term), clauses);
        }
        suggester
    }

    fn add(&mut self, suggestion: Suggestion, weight: u64) {
        let key = key(&suggestion.text);
        if !key.is_empty() {
            self.entries.push(Entry { sound: Sound::of(&key), key, suggestion, weight });
        }
    }

    /// The best `limit` suggestions for what is typed. Of several words the last one is completed; the same input gives
    /// the same suggestions in the same order.
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let typed: String = typed.trim().chars().take(MOST_TYPED).collect();
        let whole = key(&typed);
        if whole.is_empty() {
            return Vec::new();
        }
        let (before, last) = typed.rsplit_once(char::is_whitespace).map_or(("", typed.as_str()), |(b, l)| (b.trim_end(), l));
        let last = key(last);
        let mut found: Vec<(Fit, &Entry)> = Vec::new();
        for entry in &self.entries {
            let word = if before.is_empty() || entry.suggestion.kind != SuggestionKind::Term { &whole } else { &last };
            found.extend(fit(entry, word).map(|f| (f, entry)));
        }
        found.sort_by(|(f, a), (g, b)| {
            let order = |e: &Entry| (e.suggestion.kind, std::cmp::Reverse(e.weight), e.key.chars().count());
            f.cmp(g).then_with(|| order(a).cmp(&order(b))).then_with(|| a.suggestion.text.cmp(&b.suggestion.text))
        });
        // First a few of each kind, then the rest.
        let mut taken: BTreeMap<SuggestionKind, usize> = BTreeMap::new();
        let (mut first, mut rest) = (Vec::new(), Vec::new());
        for (_, entry) in found {
            let count = taken.entry(entry.suggestion.kind).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND { first.push(entry) } else { rest.push(entry) }
        }
        let complete = |entry: &Entry| {
            let mut suggestion = entry.suggestion.clone();
            if suggestion.kind == SuggestionKind::Term && !before.is_empty() {
                suggestion.query = format!("{before} {}", suggestion.query);
                suggestion.text.clone_from(&suggestion.query);
            }
            suggestion
        };
        first.into_iter().chain(rest).take(limit).map(complete).collect()
    }
}

/// How well an entry fits; the better comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Equal,
    Begins,
    Sounds,
    Contains,
    SoundsShort,
    SoundsWithin,
}

fn fit(entry: &Entry, typed: &str) -> Option<Fit> {
    if entry.key == typed {
        return Some(Fit::Equal);
    }
    if entry.key.starts_with(typed) {
        return Some(Fit::Begins);
    }
    // One character inside a word says too little.
    if typed.chars().nth(1).is_some() && entry.key.contains(typed) {
        return Some(Fit::Contains);
    }
    if !typed.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    match entry.sound.meets(typed) {
        Some(Met::Syllables) => Some(Fit::Sounds),
        Some(Met::Initials) => Some(Fit::SoundsShort),
        // 关于完善制造业… is looked for by zhizaoye.
        None => (typed.len() > 2 && entry.suggestion.kind == SuggestionKind::Title)
            .then(|| entry.sound.meets_within(typed))
            .flatten()
            .map(|_| Fit::SoundsWithin),
    }
}

/// Letters and digits, folded.
fn key(text: &str) -> String {
    letters_and_digits(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggester() -> Suggester {
        let mut out = Suggester { entries: Vec::new() };
        let rows = [
            ("关于完善制造业创新体系的指导意见", SuggestionKind::Title, 1),
            ("工信部科〔2016〕273号", SuggestionKind::Number, 1),
            ("广东省工业和信息化厅", SuggestionKind::Authority, 2),
            ("补助", SuggestionKind::Term, 90),
            ("补贴", SuggestionKind::Term, 30),
            ("补助资金", SuggestionKind::Term, 40),
            ("保障", SuggestionKind::Term, 95),
        ];
        for (text, kind, weight) in rows {
            let policy = (kind < SuggestionKind::Topic).then(|| "p/a".parse().unwrap());
            out.add(Suggestion { text: text.into(), kind, detail: String::new(), query: text.into(), policy, topic: None }, weight);
        }
        out
    }

    #[test]
    fn the_nearer_and_the_more_frequent_come_first() {
        let suggester = suggester();
        let found = |typed: &str| suggester.suggest(typed, 9).into_iter().map(|s| s.text).collect::<Vec<_>>();
        assert_eq!(found("补"), ["补助", "补助资金", "补贴"]);
        assert_eq!(found("補助"), ["补助", "补助资金"]);
        assert_eq!(found("buzhu"), ["补助", "补助资金"]);
        assert_eq!(found("bz"), ["保障", "补助", "补助资金"]);
        assert_eq!(found("2016 273"), ["工信部科〔2016〕273号"]);
        assert_eq!(found("工信部科[2016]"), ["工信部科〔2016〕273号"]);
        assert_eq!(found("zhizaoye"), ["关于完善制造业创新体系的指导意见"]);
        assert_eq!(found("gdsg"), ["广东省工业和信息化厅"]);
        for nothing in ["", "  ", "，。", "xyzzy", "\u{0}"] {
            assert_eq!(found(nothing), Vec::<String>::new(), "{nothing:?}");
        }
    }

    #[test]
    fn the_last_of_several_words_is_completed() {
        let found = suggester().suggest("创新中心 补贴", 3);
        assert_eq!((found[0].text.as_str(), found[0].query.as_str()), ("创新中心 补贴", "创新中心 补贴"));
    }
}

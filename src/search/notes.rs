//! What a reader should know of an answer besides its hits: names that nothing here bears, policies whose dates are
//! not known, documents that are asked for and not held.

use tantivy::query::Query;

use super::collect;
use super::plan::Planner;
use super::query::{Cited, Filter, Node, Term, TermKind};
use super::select;
use super::types::Hint;
use super::write::written;
use crate::index::Library;
use crate::message::Message;
use crate::text::fold;

/// Names listed in a message.
const LISTED: usize = 12;

/// Says which names of the filters mean nothing here, and what is there instead.
pub fn unknown_names(library: &Library, parts: &[Node]) -> Vec<Message> {
    let catalog = library.catalog();
    let mut messages = Vec::new();
    for filter in parts.iter().flat_map(Node::filters) {
        match filter {
            Filter::Places(places) => {
                for place in places.iter().filter(|p| catalog.of_place(p).is_none()) {
                    let held = listed(catalog.places.iter().map(Message::place));
                    messages.push(Message::new("query-place-unknown").with("place", place).with("held", held));
                }
            }
            Filter::Authority(name) if select::policies(library, filter).is_some_and(|p| p.is_empty()) => {
                let mut held: Vec<&str> = library.policies().iter().flat_map(|s| &s.document.issuers_hans).map(String::as_str).collect();
                held.sort_unstable();
                held.dedup();
                near_first(&mut held, name);
                let held = listed(held.into_iter().map(Message::plain));
                messages.push(Message::new("query-authority-unknown").with("name", name).with("held", held));
            }
            Filter::Fact(test) => {
                if let Some(name) = test.measure.as_ref().filter(|name| catalog.names.measure(name).is_none()) {
                    let mut known: Vec<&str> = catalog.names.measures.iter().map(|m| m.label.as_str()).collect();
                    near_first(&mut known, name);
                    let known = listed(known.into_iter().map(Message::name));
                    messages.push(Message::new("query-measure-unknown").with("name", name).with("known", known));
                }
            }
            Filter::Topics(topics) => {
                for topic in topics.iter().filter(|t| catalog.names.topic(t).is_none()) {
                    let mut known: Vec<&str> = catalog.names.topics.iter().map(|(_, label)| label.as_str()).collect();
                    near_first(&mut known, topic);
                    let known = listed(known.into_iter().map(Message::name));
                    messages.push(Message::new("query-topic-unknown").with("topic", topic).with("known", known));
                }
            }
            Filter::InForce(day) => {
                let undated = library.policies().iter().filter(|s| select::in_force(&s.document, *day).is_none()).count();
                if undated > 0 {
                    messages.push(Message::new("query-undated").with("n", undated));
                }
            }
            _ => {}
        }
    }
    messages
}

/// The most alike first, then as they were.
fn near_first(names: &mut [&str], typed: &str) {
    let typed = fold(typed);
    names.sort_by_cached_key(|name| (strsim::normalized_levenshtein(&fold(name), &typed) * -1000.0) as i64);
}

fn listed(names: impl Iterator<Item = Message>) -> Message {
    let mut names = names.peekable();
    let shown: Vec<Message> = names.by_ref().take(LISTED).collect();
    Message::new(if names.peek().is_some() { "query-names-more" } else { "query-names" }).list("names", shown)
}

/// Documents that are named in the query and that we do not hold: how many clauses cite them, with a hint that leads there.
pub fn not_held(library: &Library, planner: &Planner<'_>, parts: &[Node], total: usize, hints: &mut Vec<Hint>) -> Vec<Message> {
    let mut messages = Vec::new();
    for cited in asked_documents(parts) {
        let held = match &cited {
            Cited::Number(number) => !select::numbered(library, number).is_empty(),
            Cited::Title(title) => library.catalog().titled(&fold(title)).next().is_some(),
        };
        if held {
            continue;
        }
        let count = count(library, &*select::citing(planner, &cited));
        let (name, filter) = match &cited {
            Cited::Number(number) => (number.to_string(), Filter::Cites(cited.clone())),
            Cited::Title(title) => (format!("《{title}》"), Filter::Cites(cited.clone())),
        };
        if count > 0 {
            let query = written(&[Node::Filter(filter)]);
            if parts.iter().any(|p| p.to_string() == query) {
                messages.push(Message::new("query-not-held-cited").with("document", name));
            } else {
                let text = Message::new("query-hint-cited").with("document", name).with("n", count);
                hints.push(Hint { text, query });
            }
        } else if total == 0 {
            messages.push(Message::new("query-not-held").with("document", name));
        }
    }
    messages
}

/// Says which words of a query without a match stand nowhere, not even by a synonym.
pub fn nowhere(library: &Library, planner: &Planner<'_>, parts: &[Node]) -> Vec<Message> {
    let mut terms: Vec<&Term> = parts.iter().flat_map(Node::wanted).filter(|t| !matches!(t.kind, TermKind::Number(_))).collect();
    terms.dedup();
    if terms.len() < 2 {
        return Vec::new();
    }
    let missing = terms.into_iter().filter(|t| count(library, &*planner.plan(&[Node::Term((*t).clone())]).query.required) == 0);
    missing.map(|term| Message::new("query-nowhere").with("word", &term.typed)).collect()
}

/// The documents that a query names: by number, or by a title in 《》.
fn asked_documents(parts: &[Node]) -> Vec<Cited> {
    let mut documents: Vec<Cited> = Vec::new();
    let mut add = |document: Cited| {
        if !documents.contains(&document) {
            documents.push(document);
        }
    };
    for part in parts {
        part.each_wanted(&mut |term| match &term.kind {
            TermKind::Number(number) => add(Cited::Number(number.clone())),
            _ => _ = title_of(&term.typed).map(|title| add(Cited::Title(title))),
        });
        for filter in part.filters() {
            match filter {
                Filter::Number(number) => add(Cited::Number(number.clone())),
                Filter::Cites(cited) => add(cited.clone()),
                Filter::Title(title) => add(Cited::Title(title.trim_matches(['《', '》']).to_owned())),
                _ => {}
            }
        }
    }
    documents
}

/// The title of a text that is one title in 《》.
fn title_of(typed: &str) -> Option<String> {
    let title = typed.strip_prefix('《')?.strip_suffix('》')?;
    title.contains(char::is_alphanumeric).then(|| title.to_owned())
}

/// The number of clauses of a query.
pub fn count(library: &Library, query: &dyn Query) -> usize {
    collect::total(library, query)
}

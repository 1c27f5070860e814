//! What to try when nothing is found: which filter or word emptied the answer, which word is near.

use std::collections::BTreeSet;

use tantivy::Searcher;

use super::collect::{self, Ask, Count, Order};
use super::explain::joined;
use super::plan::Planner;
use super::query::{Cited, FactTest, Filter, Limit, Node, Term, TermKind};
use super::types::Hint;
use super::write::written;
use super::{amounts, facts, notes};
use crate::extract::Fact;
use crate::index::{Library, fact_amount, scaled};
use crate::message::Message;
use crate::text::numeral::Decimal;

/// At most so many hints.
const MOST: usize = 6;
/// At most so many clauses are looked through for the nearest value.
const MOST_VALUES: usize = 1000;
/// At most so many words of the index are compared with a word that is not in it.
const MOST_WORDS: usize = 300_000;

/// Hints for parts that together match nothing.
pub fn hints(library: &Library, searcher: &Searcher, planner: &Planner<'_>, parts: &[Node], synonyms: bool) -> Vec<Hint> {
    let count = |planner: &Planner<'_>, parts: &[Node]| notes::count(library, &*planner.plan(parts).query.required);
    let mut hints = Vec::new();
    let mut suggest = |text: &dyn Fn(usize) -> Message, parts: &[Node]| {
        let total = count(planner, parts);
        if total > 0 {
            hints.push(Hint { text: text(total), query: written(parts) });
        }
        total > 0
    };

    let mut helped = false;
    for (part, rest) in each_left_out(parts) {
        helped |= suggest(&|total| without(&quoted(&part)).with("n", total), &rest);
    }
    if !helped && parts.len() > 2 {
        // Several parts find nothing even alone.
        let (empty, rest): (Vec<Node>, Vec<Node>) = parts.iter().cloned().partition(|p| count(planner, std::slice::from_ref(p)) == 0);
        if !empty.is_empty() && !rest.is_empty() {
            let names = joined("query-both", empty.iter().map(|p| quoted(&p.to_string())));
            helped |= suggest(&|total| without(&names).with("n", total), &rest);
        }
    }
    if !helped && parts.len() > 2 {
        for part in parts.iter().filter(|p| !matches!(p, Node::Not(_))) {
            suggest(&|total| Message::new("query-hint-only").with("part", part.to_string()).with("n", total), std::slice::from_ref(part));
        }
    }
    let unquoted: Vec<Node> = parts.iter().map(|p| p.map_terms(&without_quotes)).collect();
    if unquoted != parts {
        suggest(&|total| Message::new("query-hint-unquoted").with("n", total), &unquoted);
    }
    let apart: Vec<Node> = parts.iter().map(without_nearness).flat_map(spread).collect();
    if apart != parts {
        suggest(&|total| Message::new("query-hint-apart").with("n", total), &apart);
    }
    hints.extend(nearest_values(library, searcher, planner, parts));
    if !synonyms {
        let total = count(&Planner::new(library, true), parts);
        if total > 0 {
            hints.push(Hint { text: Message::new("query-hint-synonyms").with("n", total), query: written(parts) });
        }
    }
    for term in parts.iter().flat_map(Node::wanted) {
        for near in nearest(library, searcher, term) {
            let replace = |t: &Term| {
                let kind = if let TermKind::Number(_) = t.kind { TermKind::Word } else { t.kind.clone() };
                Node::Term(if t == term { Term { typed: near.clone(), folded: crate::text::fold(&near), kind } } else { t.clone() })
            };
            let tried: Vec<Node> = parts.iter().map(|p| p.map_terms(&replace)).collect();
            let total = match &term.kind {
                TermKind::Number(_) => count(planner, &super::parser::parse_query(&written(&tried)).parts),
                _ => count(planner, &tried),
            };
            if total > 0 {
                let text = Message::new("query-hint-near").with("word", near.as_str()).with("n", total);
                hints.push(Hint { text, query: written(&tried) });
            }
        }
    }
    for filter in parts.iter().flat_map(Node::filters) {
        let (number, key) = match filter {
            Filter::Number(number) => (number, "文号"),
            Filter::Cites(Cited::Number(number)) => (number, "引用"),
            _ => continue,
        };
        for near in near_numbers(library, &number.to_string()) {
            let text = Message::new("query-hint-number").with("number", near.as_str());
            hints.push(Hint { text, query: format!("{key}:{near}") });
        }
    }
    hints.truncate(MOST);
    hints
}

/// The value nearest to what was asked among the clauses that pass the rest of the query.
fn nearest_values(library: &Library, searcher: &Searcher, planner: &Planner<'_>, parts: &[Node]) -> Vec<Hint> {
    let mut hints = Vec::new();
    let parts = facts::merged(parts);
    for (place, part) in parts.iter().enumerate() {
        let Node::Filter(Filter::Fact(test)) = part else { continue };
        let Some(kind) = test.kind.filter(|_| !test.is_open()) else { continue };
        let names = &library.catalog().names;
        // Any value, but of the same currency: a test without a value is one of all currencies.
        let open = FactTest { least: Some(Limit { value: Decimal::from_int(0), strict: false }), most: None, ..test.clone() };
        let columns = facts::asked(&open, names).into_iter().map(|a| (a.column.name(), a.least..=a.most)).collect();
        let mut tried = parts.clone();
        tried[place] = Node::Filter(Filter::Fact(open.clone()));
        let plan = planner.plan(&tried);
        let order = Order::Amount(columns);
        let ask = Ask { offset: 0, limit: MOST_VALUES, order: &order, count: Count::Policies };
        let Ok(found) = collect::ranked(library, searcher, &plan.query, &ask) else { continue };
        let clauses = found.best.iter().filter_map(|(_, address, _)| library.clause(searcher, *address));
        let facts: Vec<Fact> = clauses.flat_map(|c| c.facts).filter(|f| facts::passes(&open, f, names)).collect();
        let values = facts.iter().filter_map(|f| Some((scaled(kind, fact_amount(f)?), fact_amount(f)?)));
        let (id, best) = if test.least.is_some() {
            ("query-hint-greatest", values.max_by_key(|(scaled, _)| *scaled))
        } else {
            ("query-hint-least", values.min_by_key(|(scaled, _)| *scaled))
        };
        let Some((_, value)) = best else { continue };
        let only = Some(Limit { value, strict: false });
        tried[place] = Node::Filter(Filter::Fact(FactTest { least: only, most: only, ..open }));
        hints.push(Hint { text: Message::new(id).with("value", amounts::said(test, value)), query: written(&tried) });
    }
    hints
}

fn quoted(part: &str) -> Message {
    Message::new("query-quoted").with("part", part)
}

fn without(parts: &Message) -> Message {
    Message::new("query-hint-without").with("parts", parts)
}

/// Each part that can be left out, with what remains; of a group of near words, each word.
fn each_left_out(parts: &[Node]) -> Vec<(String, Vec<Node>)> {
    let without = |nodes: &[Node], place: usize| -> Vec<Node> {
        nodes.iter().enumerate().filter(|(i, _)| *i != place).map(|(_, n)| n.clone()).collect()
    };
    let mut out = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        if parts.len() > 1 {
            out.push((part.to_string(), without(parts, place)));
        }
        let Node::Near(within, words) = part else { continue };
        for (left_out, word) in words.iter().enumerate() {
            let mut rest = without(words, left_out);
            let remains = if rest.len() == 1 { rest.remove(0) } else { Node::Near(*within, rest) };
            let mut parts = parts.to_vec();
            parts[place] = remains;
            out.push((word.to_string(), parts));
        }
    }
    out
}

/// The parts of a group, or the node itself.
fn spread(node: Node) -> Vec<Node> {
    if let Node::And(nodes) = node { nodes } else { vec![node] }
}

fn without_nearness(node: &Node) -> Node {
    let all = |nodes: &[Node]| nodes.iter().map(without_nearness).collect();
    match node {
        Node::Near(_, nodes) | Node::And(nodes) => Node::And(all(nodes)),
        Node::Or(nodes) => Node::Or(all(nodes)),
        other => other.clone(),
    }
}

fn without_quotes(term: &Term) -> Node {
    let kind = if term.kind == TermKind::Exact { TermKind::Word } else { term.kind.clone() };
    Node::Term(Term { kind, ..term.clone() })
}

/// Words of the index, or document numbers, that differ in little from a term that is not in it.
fn nearest(library: &Library, searcher: &Searcher, term: &Term) -> Vec<String> {
    if let TermKind::Number(number) = &term.kind {
        return near_numbers(library, &number.to_string());
    }
    let length = term.folded.chars().count();
    if !(2..=12).contains(&length) {
        return Vec::new();
    }
    let most = if length < 5 { 1 } else { 2 };
    let letters: BTreeSet<char> = term.folded.chars().collect();
    let mut near: Vec<(usize, std::cmp::Reverse<u32>, String)> = Vec::new();
    let mut seen = 0;
    for segment in searcher.segment_readers() {
        let Ok(index) = segment.inverted_index(library.fields().words) else { continue };
        let Ok(mut words) = index.terms().stream() else { continue };
        while words.advance() && seen < MOST_WORDS {
            seen += 1;
            let Ok(word) = std::str::from_utf8(words.key()) else { continue };
            // Most words are told apart by their length and the characters they share, without comparing further.
            if word.len().abs_diff(term.folded.len()) > most * 4 || word == term.folded {
                continue;
            }
            let (mut count, mut shared) = (0, 0);
            for c in word.chars() {
                count += 1;
                shared += usize::from(letters.contains(&c));
            }
            if count < 2 || shared == 0 || shared + most < count {
                continue;
            }
            let distance = strsim::osa_distance(word, &term.folded);
            if distance <= most {
                let documents = words.value().doc_freq;
                match near.iter_mut().find(|(_, _, known)| known == word) {
                    Some(known) => known.1.0 += documents,
                    None => near.push((distance, std::cmp::Reverse(documents), word.to_owned())),
                }
            }
        }
    }
    near.sort();
    near.into_iter().map(|(_, _, word)| word).take(2).collect()
}

fn near_numbers(library: &Library, number: &str) -> Vec<String> {
    let held = library.catalog().numbers().map(ToString::to_string);
    let mut near: Vec<(usize, String)> = held.map(|held| (strsim::osa_distance(&held, number), held)).collect();
    near.retain(|(distance, held)| *distance * 3 <= held.chars().count() && *distance > 0);
    near.sort();
    near.into_iter().map(|(_, held)| held).take(2).collect()
}

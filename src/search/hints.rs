//! What to try when nothing is found: which filter or word emptied the answer, which word is near.

use std::collections::BTreeSet;

use tantivy::Searcher;

use super::collect;
use super::plan::Planner;
use super::query::{Filter, Node, Term, TermKind};
use super::types::Hint;
use crate::index::Library;

/// At most so many hints.
const MOST: usize = 6;
/// At most so many words of the index are compared with a word that is not in it.
const MOST_WORDS: usize = 300_000;

/// Hints for parts that together match nothing.
pub fn hints(library: &Library, searcher: &Searcher, planner: &Planner<'_>, parts: &[Node], synonyms: bool) -> Vec<Hint> {
    let mut hints = Vec::new();
    let count =
        |planner: &Planner<'_>, parts: &[Node]| collect::run(library, searcher, &planner.plan(parts), 0, 0).map_or(0, |found| found.total());
    let suggest = |text: String, parts: &[Node]| Hint { text, query: written(parts) };

    if parts.len() > 1 {
        for left_out in 0..parts.len() {
            let rest: Vec<Node> = parts.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, p)| p.clone()).collect();
            let total = count(planner, &rest);
            if total > 0 {
                hints.push(suggest(format!("去掉“{}”可得 {total} 条", parts[left_out]), &rest));
            }
        }
    }
    let unquoted: Vec<Node> = parts.iter().map(|p| p.map_terms(&without_quotes)).collect();
    if unquoted != parts {
        let total = count(planner, &unquoted);
        if total > 0 {
            hints.push(suggest(format!("去掉引号可得 {total} 条"), &unquoted));
        }
    }
    if !synonyms {
        let total = count(&Planner::new(library, true), parts);
        if total > 0 {
            hints.push(suggest(format!("同时查找近义词可得 {total} 条"), parts));
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
                hints.push(suggest(format!("您要找的是不是“{near}”？可得 {total} 条"), &tried));
            }
        }
    }
    for number in parts.iter().filter_map(|p| if let Node::Filter(Filter::Number(n)) = p { Some(n) } else { None }) {
        for near in near_numbers(library, &number.to_string()) {
            hints.push(Hint { text: format!("最接近的文号是 {near}"), query: format!("文号:{near}") });
        }
    }
    hints.truncate(MOST);
    hints
}

/// The parts as they can be typed.
pub fn written(parts: &[Node]) -> String {
    Node::And(parts.to_vec()).to_string()
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
    near.retain(|(distance, held)| *distance * 2 <= held.chars().count() && *distance > 0);
    near.sort();
    near.into_iter().map(|(_, held)| held).take(2).collect()
}

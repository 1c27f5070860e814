//! A row that is a search: the best clauses of each column, with facts as values where kinds are asked for.
//!
//! The same search as in the search box finds the clauses, so that a row never shows more or fewer than the list of
//! hits behind it. One search gathers the best clauses of all places; a column whose clauses all stood below those of
//! other places is searched by itself, so that no column is called silent because others speak louder.

use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic};
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::search::{FactTest, Filter, Hit, Node, SearchRequest, SearchResponse, fact_passes, parse_query, search, written};
use crate::text::fold;

use super::matrix::{self, Held, heading_path};
use super::{CellState, Column, Entry, Row, summary};
use crate::topic::rules::{self, Context};
use crate::topic::sentence::{Passage, PlacedFact};

/// Clauses that one search gathers.
const GATHERED: usize = 400;
/// Clauses shown of one column; the note of the cell says how many there are.
const SHOWN: usize = 8;
/// Longest words of a clause that are quoted whole, in bytes; of a longer one the best sentence is.
const LONGEST: usize = 900;

/// The row of a search over the columns; `digests` says whether a column holds digests only.
pub(super) fn row(
    library: &Library,
    lexicon: &Lexicon,
    topic: &Topic,
    query: &str,
    columns: &[Column],
    digests: &dyn Fn(&Column) -> bool,
) -> Row {
    let ask = |places: Vec<String>, limit: usize| {
        search(library, &SearchRequest { query: query.to_owned(), places, limit, ..SearchRequest::default() })
    };
    let all = ask(Vec::new(), GATHERED);
    let needles = needles(query, &all);
    let tests = tests_of(query);
    let filtered = parse_query(query).parts.iter().any(|p| matches!(p, Node::Filter(f) if !matches!(f, Filter::Fact(_))));
    // Where no clause has such a fact, those that speak of it without one: 未识别. A limit (>=500万) that is not reached is
    // no value unread, so only a query for a kind or a use asks again.
    let looser: Vec<Node> = parse_query(query).parts.into_iter().filter(|p| !matches!(p, Node::Filter(Filter::Fact(_)))).collect();
    let looser = (!tests.is_empty() && tests.iter().all(FactTest::is_open) && looser.iter().any(|p| !p.wanted().is_empty()))
        .then(|| written(&looser));
    let cells = columns.iter().map(|column| {
        let own =
            |found: &SearchResponse| -> Vec<Hit> { found.hits.iter().filter(|h| column.policies.contains(&h.policy)).cloned().collect() };
        let mut hits = own(&all);
        let mut whole = all.total <= all.hits.len();
        let counted = all.facets.places.iter().find(|(place, _)| *place == column.place).map_or(0, |(_, n)| *n);
        if !whole && hits.len() < counted && (hits.len() < SHOWN || topic.needs == Needs::Number) {
            let alone = ask(vec![column.key_place()], counted.min(10 * GATHERED));
            hits = own(&alone);
            whole = alone.total <= alone.hits.len();
        }
        let mut entries: Vec<Entry> = hits.iter().filter_map(|hit| entry(library, topic, &tests, hit, &needles, lexicon)).collect();
        if entries.is_empty()
            && !column.policies.is_empty()
            && let Some(looser) = &looser
        {
            let request =
                SearchRequest { query: looser.clone(), places: vec![column.key_place()], limit: GATHERED, ..SearchRequest::default() };
            let hits = own(&search(library, &request));
            entries = hits.iter().take(SHOWN).filter_map(|hit| entry(library, topic, &tests, hit, &needles, lexicon)).collect();
        }
        let total = if whole { entries.len() } else { entries.len().max(counted) };
        if topic.needs == Needs::Number {
            entries.sort_by_key(|e| e.value.is_empty());
        }
        entries.truncate(SHOWN);
        let shown = entries.len();
        let mut cell = matrix::cell(topic.needs, Held { entries, policies: column.policies.len(), digests: digests(column) });
        if shown == 0 && filtered && cell.state == CellState::Silent {
            cell.note = Some(Message::new("cell-filtered"));
        }
        if total > shown && shown > 0 {
            cell.note = Some(Message::new("cell-nearest").with("total", total).with("shown", shown));
        }
        cell
    });
    let cells = cells.collect();
    Row { topic: topic.id.clone(), label: topic.label.clone(), query: Some(query.to_owned()), messages: all.messages, cells }
}

impl Column {
    /// The place for a search; a column of one policy is searched in its place.
    fn key_place(&self) -> String {
        if self.policies.len() == 1 && self.policies.iter().any(|id| id.as_str() == self.key) {
            self.place.clone()
        } else {
            self.key.clone()
        }
    }
}

/// What the facts of a query must be: those that pass one are the values of the row.
pub(super) fn tests_of(query: &str) -> Vec<FactTest> {
    let parts = Node::And(parse_query(query).parts);
    parts.filters().into_iter().filter_map(|f| if let Filter::Fact(test) = f { Some(test.clone()) } else { None }).collect()
}

/// What is looked for in the words of a clause, folded: the terms of the query and their synonyms.
fn needles(query: &str, found: &SearchResponse) -> Vec<String> {
    let parts = Node::And(parse_query(query).parts);
    let mut out: Vec<String> = parts.wanted().iter().map(|t| t.folded.clone()).collect();
    out.extend(found.synonyms.iter().flat_map(|(_, others)| others).map(|w| fold(w)));
    out.retain(|n| !n.is_empty());
    out
}

fn entry(library: &Library, topic: &Topic, tests: &[FactTest], hit: &Hit, needles: &[String], lexicon: &Lexicon) -> Option<Entry> {
    let record = library.policy(&hit.policy)?;
    let parsed: &ParsedPolicy = &record.parsed;
    let clause = parsed.clause(&hit.address)?;
    let passage = Passage::new(clause);
    let found = |text: &str| needles.iter().filter(|n| text.contains(n.as_str())).count();
    let speaking: Vec<usize> =
        (0..passage.sentences.len()).filter(|n| found(&passage.folded[passage.sentences[*n].range.clone()]) > 0).collect();
    let placed = passage.place(parsed.facts_of(&clause.address));
    let fits = |f: &&PlacedFact<'_>| {
        topic.values.iter().any(|v| rules::gives(v, f.fact, true)) || tests.iter().any(|t| fact_passes(library, t, f.fact))
    };
    let beside = |f: &&PlacedFact<'_>| speaking.iter().any(|n| passage.sentences[*n].range.contains(&f.at.start));
    let mut values: Vec<&PlacedFact<'_>> = placed.iter().filter(fits).filter(beside).collect();
    if values.is_empty() && speaking.is_empty() {
        // The words stand above the clause, in its headings: the whole clause speaks of them.
        values = placed.iter().filter(fits).collect();
    }
    let mut wanted = speaking.clone();
    wanted.extend((0..passage.sentences.len()).filter(|n| values.iter().any(|v| passage.sentences[*n].range.contains(&v.at.start))));
    let best = (0..passage.sentences.len())
        .max_by_key(|n| (found(&passage.folded[passage.sentences[*n].range.clone()]), std::cmp::Reverse(*n)))
        .unwrap_or(0);
    let sentence = |n: usize| passage.sentences.get(n).map_or(0..0, |s| s.range.clone());
    let (first, last) = (wanted.iter().min().copied().unwrap_or(best), wanted.iter().max().copied().unwrap_or(best));
    let mut range = sentence(first).start..sentence(last).end;
    if range.len() > LONGEST {
        let kept = values.first().and_then(|v| (0..passage.sentences.len()).find(|n| sentence(*n).contains(&v.at.start))).unwrap_or(best);
        range = sentence(kept);
        values.retain(|v| range.contains(&v.at.start));
    }
    if range.is_empty() {
        return None;
    }
    let marks: Vec<_> = if values.is_empty() {
        let places = |n: &String| passage.folded.match_indices(n.as_str()).map(|(at, w)| at..at + w.len()).collect::<Vec<_>>();
        needles.iter().flat_map(places).collect()
    } else {
        values.iter().filter(|v| v.exact).map(|v| v.at.clone()).collect()
    };
    let (quote, marks) = passage.quote(&range, &marks);
    if quote.is_empty() {
        return None;
    }
    let levels = lexicon.topics.level_words(hit.level);
    let context = Context { title: String::new(), headings: Vec::new(), levels };
    Some(Entry {
        policy: hit.policy.clone(),
        address: hit.address.clone(),
        value: summary::value(topic, &passage, &values, &context),
        quote,
        marks,
        heading_path: heading_path(parsed, clause),
        text_status: hit.text_status,
        facts: values.iter().map(|v| v.fact.clone()).collect(),
    })
}

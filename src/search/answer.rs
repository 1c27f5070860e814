//! Puts the answer together.

use tantivy::Searcher;

use super::collect::{self, Ask, Count, Found, Order};
use super::explain::quoted;
use super::hints;
use super::parser::{Parsed, parse_query};
use super::plan::{Plan, PlannedWord, Planner};
use super::query::{Filter, Node};
use super::related;
use super::snippet::{fold_simplified, snippet};
use super::types::{Hint, Hit, SearchRequest, SearchResponse, Sort};
use super::why::Explainer;
use super::write::written;
use super::{facets, facts, filters, notes};
use crate::index::{ClauseRecord, Library, PolicySummary, date};
use crate::message::Message;
use crate::text::to_hans;

/// Hits returned when the request names no number.
pub const DEFAULT_LIMIT: usize = 20;

/// Answers a request. Never fails: what is not understood is searched as text, with a message.
pub fn search(library: &Library, request: &SearchRequest) -> SearchResponse {
    let Parsed { mut parts, messages } = parse_query(&request.query);
    parts.extend(filters_of(request).into_iter().map(Node::Filter));
    parts.extend(request.filters.iter().cloned());
    let mut response = SearchResponse { query: request.query.clone(), messages, ..SearchResponse::default() };
    if parts.is_empty() {
        response.hints.push(Hint { text: Message::new("query-empty"), query: String::new() });
        return response;
    }
    response.explained = Node::And(parts.clone()).explain();
    response.canonical = written(&parts);
    response.messages.extend(notes::unknown_names(library, &parts));
    if let Err(error) = answer(library, request, &parts, &mut response) {
        response.messages.push(Message::new("query-index-broken").with("error", error.to_string()));
    }
    response
}

fn answer(library: &Library, request: &SearchRequest, parts: &[Node], response: &mut SearchResponse) -> tantivy::Result<()> {
    let searcher = library.searcher();
    let planner = Planner::new(library, !request.no_synonyms).with_ranking(request.ranking);
    let limit = if request.limit == 0 { DEFAULT_LIMIT } else { request.limit };
    let order = order(library, request.sort, parts);
    let run = |plan: &Plan| {
        let ask = Ask { offset: request.offset, limit, order: &order, count: Count::All };
        collect::ranked(library, &searcher, &plan.query, &ask)
    };

    let mut plan = planner.plan(parts);
    let mut found = run(&plan)?;
    let mut asked = parts.to_vec();
    if found.per_policy.is_empty()
        && let Some((loose, cuts)) = planner.loosened(parts)
    {
        let loose_plan = planner.plan(&loose);
        let found_loose = run(&loose_plan)?;
        if !found_loose.per_policy.is_empty() {
            let cut = |(word, pieces): &(String, Vec<String>)| Message::new("query-cut").with("word", word).with("pieces", quoted(pieces));
            response.messages.push(Message::new("query-loosened").list("cuts", cuts.iter().map(cut)));
            (plan, found, asked) = (loose_plan, found_loose, loose);
        }
    }
    response.total = found.total;
    response.facets = facets::facets(library, &found);
    facets::topics_by_search(&planner, &searcher, &*plan.query.required, &mut response.facets)?;
    let explainer = request.explain.then(|| Explainer::new(library, &planner, &asked));
    response.hits = hits(library, &searcher, &plan, &found, explainer.as_ref());
    let page = limit.min(DEFAULT_LIMIT);
    if request.ranking.related
        && request.offset == 0
        && response.total < page
        && let Some(more) = related::plan(&planner, parts)
    {
        let ask = Ask { offset: 0, limit: page, order: &order, count: Count::All };
        let mut some = collect::ranked(library, &searcher, &more.query, &ask)?;
        some.best.retain(|(_, address, _)| found.best.iter().all(|(_, hit, _)| hit != address));
        some.best.truncate(page - response.total);
        response.related = hits(library, &searcher, &more, &some, None);
    }
    response.synonyms = plan.synonyms;
    response.messages.extend(notes::not_held(library, &planner, parts, response.total, &mut response.hints));
    if response.total == 0 {
        response.messages.extend(notes::nowhere(library, &planner, parts));
        response.hints.extend(hints::hints(library, &searcher, &planner, parts, !request.no_synonyms));
    }
    Ok(())
}

/// The filters that stand beside the query.
fn filters_of(request: &SearchRequest) -> Vec<Filter> {
    let mut filters = Vec::new();
    let places = filters::places(request.places.iter().map(String::as_str));
    if !places.is_empty() {
        filters.push(Filter::Places(places));
    }
    if !request.levels.is_empty() {
        filters.push(Filter::Levels(request.levels.clone()));
    }
    if let Some((first, last)) = request.years {
        filters.push(Filter::Years(first.min(last), first.max(last)));
    }
    filters
}

fn order(library: &Library, sort: Sort, parts: &[Node]) -> Order {
    match sort {
        Sort::Relevance => Order::Relevance,
        Sort::Date => {
            let day = |s: &PolicySummary| s.document.date().and_then(date).map(|(_, last)| u64::from(last));
            Order::Date(library.ordinals().filter_map(|(ordinal, s)| Some((ordinal, day(s)?))).collect())
        }
        Sort::Amount => {
            let merged = facts::merged(parts);
            let test = merged.iter().flat_map(Node::filters).find_map(|f| if let Filter::Fact(t) = f { Some(t.clone()) } else { None });
            let money = super::FactTest { kind: Some(crate::extract::FactKind::Money), ..Default::default() };
            let asked = facts::asked(&test.unwrap_or(money), &library.catalog().names);
            // Yuan and shares cannot be held against each other: the first kind that is asked for.
            let kind = asked.first().map(|a| a.kind);
            let columns = asked.into_iter().filter(|a| Some(a.kind) == kind);
            Order::Amount(columns.map(|a| (a.column.name(), a.least..=a.most)).collect())
        }
    }
}

fn hits(library: &Library, searcher: &Searcher, plan: &Plan, found: &Found, explainer: Option<&Explainer<'_>>) -> Vec<Hit> {
    let hit = |(score, address, policy): &(f32, tantivy::DocAddress, u32)| {
        let clause = library.clause(searcher, *address)?;
        let summary = library.by_ordinal(*policy)?;
        let document = &summary.document;
        Some(Hit {
            policy: document.id.clone(),
            title: document.title.clone(),
            number: document.number_hans.clone(),
            place: document.place(),
            level: document.jurisdiction.as_ref().map(|j| j.level),
            date: document.date().map(str::to_owned),
            text_status: document.text_status,
            snippet: snippet(&clause.text, clause.hans(), &plan.needles),
            score: *score,
            from_context: from_context(plan, &clause, summary),
            why: explainer.map(|e| e.of(&clause, summary, *address)).unwrap_or_default(),
            text: clause.text,
            address: clause.address,
            label: clause.label,
            heading_path: clause.heading_path,
            facts: clause.facts,
            previous: clause.previous,
            next: clause.next,
        })
    };
    found.best.iter().filter_map(hit).collect()
}

/// The words of the query that stand above the clause and not in it.
fn from_context(plan: &Plan, clause: &ClauseRecord, summary: &PolicySummary) -> Vec<String> {
    if plan.words.len() < 2 {
        return Vec::new();
    }
    let own = fold_simplified(&format!("{}{}", to_hans(&clause.label), clause.hans()));
    let missing: Vec<&PlannedWord> = plan.words.iter().filter(|w| !w.forms.iter().any(|form| own.contains(form.as_str()))).collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let above = above(summary, clause.heading_path_hans.as_ref().unwrap_or(&clause.heading_path));
    missing.into_iter().filter(|w| above.contains(&w.forms[0])).map(|w| w.typed.clone()).collect()
}

/// What stands above a clause, folded: title, place, id, year, authorities, and the headings of `path`, which are simplified.
pub fn above(summary: &PolicySummary, path: &[String]) -> String {
    let policy = &summary.document;
    let place = policy.jurisdiction.as_ref().map_or("", |j| j.name.as_str());
    let year = policy.year().map(|y| y.to_string()).unwrap_or_default();
    let number = policy.number_hans.as_deref().unwrap_or_default();
    let (issuers, path) = (policy.issuers_hans.join("|"), path.join("|"));
    fold_simplified(&format!("{}|{place}|{}|{year}|{number}|{issuers}|{path}", policy.title_hans, policy.id))
}

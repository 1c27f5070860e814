//! Puts the answer together.

use std::collections::BTreeMap;

use tantivy::Searcher;

use super::collect::{self, Found};
use super::hints;
use super::parser::{Parsed, parse_query};
use super::plan::{Plan, PlannedWord, Planner};
use super::query::{Filter, Node};
use super::snippet::{fold_simplified, snippet};
use super::types::{Facets, Hint, Hit, SearchRequest, SearchResponse};
use crate::index::{ClauseRecord, Library, PolicySummary};
use crate::policy::Level;
use crate::text::{fold, to_hans};

/// Hits returned when the request names no number.
pub const DEFAULT_LIMIT: usize = 20;

/// Answers a request. Never fails: what is not understood is searched as text, with a message.
pub fn search(library: &Library, request: &SearchRequest) -> SearchResponse {
    let Parsed { mut parts, messages } = parse_query(&request.query);
    parts.extend(filters_of(request).into_iter().map(Node::Filter));
    let mut response = SearchResponse { query: request.query.clone(), messages, ..SearchResponse::default() };
    if parts.is_empty() {
        response.hints.push(Hint { text: "请输入要查找的词，或选择地区、级别、年份".to_owned(), query: String::new() });
        return response;
    }
    response.explained = Node::And(parts.clone()).explain();
    unknown_places(library, &parts, &mut response.messages);
    if let Err(error) = answer(library, request, &parts, &mut response) {
        response.messages.push(format!("索引读取失败，请重新建立索引（tiaoli ingest）：{error}"));
    }
    response
}

fn answer(library: &Library, request: &SearchRequest, parts: &[Node], response: &mut SearchResponse) -> tantivy::Result<()> {
    let searcher = library.searcher();
    let planner = Planner::new(library, !request.no_synonyms);
    let limit = if request.limit == 0 { DEFAULT_LIMIT } else { request.limit };
    let run = |plan: &Plan| collect::run(library, &searcher, plan, request.offset, limit);

    let mut plan = planner.plan(parts);
    let mut found = run(&plan)?;
    if found.per_policy.is_empty()
        && let Some((loose, cuts)) = planner.loosened(parts)
    {
        let loose = planner.plan(&loose);
        let found_loose = run(&loose)?;
        if !found_loose.per_policy.is_empty() {
            let cuts: Vec<String> = cuts.iter().map(|(word, pieces)| format!("“{word}”拆成“{}”", pieces.join("”“"))).collect();
            response.messages.push(format!("没有条款含有整个词，已把{}查找", cuts.join("、")));
            (plan, found) = (loose, found_loose);
        }
    }
    response.total = found.total();
    response.facets = facets(library, &found);
    response.hits = hits(library, &searcher, &plan, &found);
    response.synonyms = plan.synonyms;
    if response.total == 0 {
        response.hints = hints::hints(library, &searcher, &planner, parts, !request.no_synonyms);
    }
    Ok(())
}

/// The filters that stand beside the query.
fn filters_of(request: &SearchRequest) -> Vec<Filter> {
    let mut filters = Vec::new();
    let places: Vec<String> = request.places.iter().filter(|p| !fold(p).is_empty()).cloned().collect();
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

/// Says which places of the filters have no documents.
fn unknown_places(library: &Library, parts: &[Node], messages: &mut Vec<String>) {
    let catalog = library.catalog();
    for part in parts {
        let Node::Filter(Filter::Places(places)) = part else { continue };
        for place in places.iter().filter(|p| catalog.place_term(p).is_none()) {
            let held: Vec<&str> = catalog.places.iter().map(String::as_str).take(12).collect();
            let more = if catalog.places.len() > 12 { "等" } else { "" };
            messages.push(format!("未收录“{place}”的文件；已收录的地区有：{}{more}", held.join("、")));
        }
    }
}

fn hits(library: &Library, searcher: &Searcher, plan: &Plan, found: &Found) -> Vec<Hit> {
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
            address: clause.address,
            label: clause.label,
            heading_path: clause.heading_path,
            facts: clause.facts,
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
    let policy = &summary.document;
    let place = policy.jurisdiction.as_ref().map_or("", |j| j.name.as_str());
    let year = policy.year().map(|y| y.to_string()).unwrap_or_default();
    let issuers = policy.issuers_hans.join("|");
    let path = clause.heading_path_hans.as_ref().unwrap_or(&clause.heading_path).join("|");
    let above = fold_simplified(&format!("{}|{place}|{}|{year}|{issuers}|{path}", policy.title_hans, policy.id));
    missing.into_iter().filter(|w| above.contains(&w.forms[0])).map(|w| w.typed.clone()).collect()
}

/// Places by count, levels from the highest, years from the newest.
fn facets(library: &Library, found: &Found) -> Facets {
    let (mut places, mut levels, mut years) =
        (BTreeMap::<String, usize>::new(), BTreeMap::<Level, usize>::new(), BTreeMap::<u16, usize>::new());
    for (policy, count) in &found.per_policy {
        let Some(policy) = library.by_ordinal(*policy).map(|s| &s.document) else { continue };
        *places.entry(policy.place()).or_default() += count;
        if let Some(jurisdiction) = &policy.jurisdiction {
            *levels.entry(jurisdiction.level).or_default() += count;
        }
        if let Some(year) = policy.year() {
            *years.entry(year).or_default() += count;
        }
    }
    let mut places: Vec<(String, usize)> = places.into_iter().collect();
    places.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Facets { places, levels: levels.into_iter().collect(), years: years.into_iter().rev().collect() }
}

//! `/graph`, `/missing`, `/radar` and `/cited`, as pages and files: from a request to an answer.

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::comparing::today;
use super::error::Problem;
use super::frame::{Link, page};
use super::handlers::{Answer, bad_address, on_thread};
use super::language::say;
use super::naming::quoted_title;
use super::pages::cited::{CitedPage, EndView};
use super::pages::graph::{self, GraphPage, part};
use super::pages::missing::MissingPage;
use super::pages::radar::{self, RadarPage};
use super::query::Params;
use super::site::{Located, Site};
use super::take_away::table_file;
use super::urls;
use crate::clause::ClauseAddress;
use crate::index::PolicyRecord;
use crate::message::Message;
use crate::policy::{PolicyId, short_place};
use crate::resolve::{Missing, Shift, missing as missing_of, radar as radar_on};
use crate::search::{SearchRequest, search};

/// Pages of a list that can be asked for.
const MAX_PAGE: usize = 100_000;
/// Documents that a topic may leave; more are not looked at.
const OF_TOPIC: usize = 5_000;

fn params(query: Option<String>) -> Params {
    Params::parse(&query.unwrap_or_default())
}

/// The day that `date` names, else today, an ISO date.
pub(super) fn day(params: &Params) -> Result<String, Problem> {
    match params.first("date") {
        Some(text) => text
            .parse::<jiff::civil::Date>()
            .map(|d| d.to_string())
            .map_err(|_| Problem::invalid("date", Message::new("citing-date-wrong").with("date", text))),
        None => Ok(today()),
    }
}

pub(super) fn page_number(params: &Params) -> Result<usize, Problem> {
    Ok(params.number("page", MAX_PAGE)?.unwrap_or(1).max(1))
}

pub(super) fn of_place(site: &Site, id: &PolicyId, place: &str) -> bool {
    place.is_empty() || site.library.summary(id).is_some_and(|s| s.document.place() == short_place(place))
}

fn place(params: &Params) -> String {
    params.first("place").unwrap_or_default().to_owned()
}

/// What has ended or changed a document.
pub(super) fn ends(site: &Site, id: &PolicyId) -> Vec<EndView> {
    let view = |end: &crate::resolve::End| EndView {
        words: say(&end.words()),
        by: end.by.as_ref().filter(|t| t.policy != *id).map(|t| Link::new(urls::clause_text(&t.policy, &t.address), site.title(&t.policy))),
        quote: end.quote.clone(),
    };
    // A day in the future is said beside the dates of the document.
    let today = today();
    site.resolver().ends(id).iter().filter(|e| e.by_then(&today)).map(view).collect()
}

/// The document and the clause of a path.
pub(super) fn place_of(site: &Site, path: &str) -> Result<(Arc<PolicyRecord>, Option<ClauseAddress>), Problem> {
    let Located { record, rest } = site.locate(path)?;
    if rest.is_empty() {
        return Ok((record, None));
    }
    let address: ClauseAddress = rest.parse().map_err(|_| bad_address(&record.parsed.document.id, &rest))?;
    if record.parsed.clause(&address).is_none() {
        return Err(super::pages::clause::no_such_clause(&record.parsed, &rest, &address));
    }
    Ok((record, Some(address)))
}

/// `/cited/{policy}` and `/cited/{policy}/{address}`
pub async fn cited(State(site): State<Arc<Site>>, Path(path): Path<String>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, move |site| {
        let (record, address) = place_of(site, &path)?;
        let number = page_number(&params(query))?;
        Ok(page(StatusCode::OK, &CitedPage::new(site, &record.parsed.document.id, address.as_ref(), number)))
    })
    .await
}

/// The documents that cite and are not held, as the request asks.
pub(super) fn wanted_missing(site: &Site, params: &Params) -> Vec<Missing> {
    let place = place(params);
    missing_of(site.network(), |m| of_place(site, &m.policy, &place))
}

/// `/missing`
pub async fn missing(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let params = params(query);
        let number = page_number(&params)?;
        Ok(page(StatusCode::OK, &MissingPage::new(site, &wanted_missing(site, &params), &place(&params), number)))
    })
    .await
}

/// `/missing.csv`
pub async fn missing_file(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| Ok(missing_table(site, &params(query)))).await
}

/// What is missing as a table, a row for each citing clause.
pub(super) fn missing_table(site: &Site, params: &Params) -> Response {
    let head = ["标题", "文号", "引用次数", "引用文件数", "引用的文件", "引用的条款", "引文"];
    let mut rows: Vec<Vec<String>> = Vec::new();
    for entry in wanted_missing(site, params) {
        let known =
            [entry.title.clone(), entry.number.clone().unwrap_or_default(), entry.count.to_string(), entry.policies.len().to_string()];
        for at in &entry.mentions {
            let mention = &site.network().mentions()[*at];
            let by = [mention.policy.to_string(), mention.address.native(), mention.quote.clone()];
            rows.push(known.iter().cloned().chain(by).collect());
        }
    }
    table_file("tiaoli-missing.csv", &head, &rows)
}

/// What the radar shows, as the request asks.
pub(super) fn wanted_shifts<'s>(site: &'s Site, params: &Params) -> Result<(radar::Choice, Vec<Shift<'s>>), Problem> {
    let basis = params.first("basis").is_some_and(|v| matches!(v, "1" | "on" | "true"));
    let choice = radar::Choice { day: day(params)?, place: place(params), basis };
    let mut shifts = radar_on(&site.library, site.resolver(), site.network(), &choice.day);
    shifts.retain(|s| (!basis || s.mention.basis) && of_place(site, &s.mention.policy, &choice.place));
    Ok((choice, shifts))
}

/// `/radar`
pub async fn radar(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let params = params(query);
        let number = page_number(&params)?;
        let (choice, shifts) = wanted_shifts(site, &params)?;
        Ok(page(StatusCode::OK, &RadarPage::new(site, &shifts, choice, site.places(), number)))
    })
    .await
}

/// `/radar.csv`
pub async fn radar_file(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| radar_table(site, &params(query))).await
}

/// What the radar shows as a table.
pub(super) fn radar_table(site: &Site, params: &Params) -> Answer {
    let (_, shifts) = wanted_shifts(site, params)?;
    let head = ["引用的文件", "引用的条款", "制定依据", "引文", "被引用的文件", "标题", "变动", "日期", "依据的条款", "原文"];
    let row = |s: &Shift| {
        let cited = s.mention.resolution.target.as_ref().map(|t| t.policy.clone()).unwrap_or_default();
        let by = s.end.by.as_ref().map(|t| format!("{}/{}", t.policy, t.address)).unwrap_or_default();
        let basis = if s.mention.basis { "是" } else { "" };
        vec![
            s.mention.policy.to_string(),
            s.mention.address.native(),
            basis.to_owned(),
            s.mention.quote.clone(),
            cited.to_string(),
            quoted_title(site.library.summary(&cited).map_or("", |p| super::naming::title(&p.document))),
            s.end.words().to_string(),
            s.end.on.clone().unwrap_or_default(),
            by.trim_end_matches('/').to_owned(),
            s.end.quote.clone(),
        ]
    };
    Ok(table_file("tiaoli-radar.csv", &head, &shifts.iter().map(row).collect::<Vec<_>>()))
}

/// What the graph shows, as the request asks.
pub(super) fn wanted_part(site: &Site, params: &Params) -> Result<(graph::Choice, graph::Part), Problem> {
    let of = match params.first("of") {
        Some(typed) => {
            let Located { record, .. } = site.locate(typed.trim_start_matches("/p/"))?;
            Some(record.parsed.document.id.clone())
        }
        None => None,
    };
    let depth = params.number("depth", 2)?.unwrap_or(1).max(1);
    let topic = params.first("topic").unwrap_or_default().to_owned();
    let choice = graph::Choice { of, depth, place: place(params), topic };
    let of_topic = (!choice.topic.is_empty()).then(|| about(site, &choice.topic));
    let wanted = |id: &PolicyId| of_place(site, id, &choice.place) && of_topic.as_ref().is_none_or(|t| t.contains(id));
    let found = part(site, &choice, &wanted);
    Ok((choice, found))
}

/// The documents that speak of a topic.
fn about(site: &Site, topic: &str) -> HashSet<PolicyId> {
    let request = SearchRequest { query: format!("topic:{topic}"), limit: OF_TOPIC, ..SearchRequest::default() };
    search(&site.library, &request).hits.into_iter().map(|h| h.policy).collect()
}

/// `/graph`
pub async fn graph(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let (choice, found) = wanted_part(site, &params(query))?;
        let topics = crate::compare::topics(&site.lexicon).into_iter().map(|t| (t.id, t.label)).collect();
        Ok(page(StatusCode::OK, &GraphPage::new(site, choice, found, site.places(), topics)))
    })
    .await
}

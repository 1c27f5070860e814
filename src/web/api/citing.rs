//! Who cites whom: what a citation means, who cites a document, what is cited and not held, what has changed since.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{Page, Paging};
use super::policies::Nothing;
use super::{Answered, Reply, answer, asked};
use crate::clause::ClauseAddress;
use crate::policy::{Level, PolicyId};
use crate::resolve::{Mention, Missing, Outcome, Shift, Typed};
use crate::web::citing::{day, place_of, wanted_missing, wanted_part, wanted_shifts};
use crate::web::nearest;
use crate::web::site::Site;
use crate::web::urls;

/// What is to be found.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ResolveParams {
    /// A document number, a title, or a sentence that cites.
    #[param(pattern = "\\S", max_length = 1000, example = "穗工信函〔2025〕36号")]
    pub q: String,
    /// Day of the citation; today when none is given.
    #[param(format = Date)]
    pub date: Option<String>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub struct Resolved {
    /// As typed.
    query: String,
    /// Day of the citation.
    #[schema(format = Date)]
    date: String,
    /// Each citation in it, with the clause it means on that day.
    citations: Vec<Typed>,
    /// What became of it as a whole.
    outcome: Outcome,
    /// Documents that it may mean, the newest first.
    candidates: Vec<Candidate>,
    /// Documents that come near, when none is meant.
    nearest: Vec<Near>,
}

/// A document that may be meant.
#[derive(Serialize, ToSchema)]
pub struct Candidate {
    /// Its id.
    policy: PolicyId,
    /// Its title in simplified characters.
    title: Option<String>,
    /// Its number in the standard form.
    number: Option<String>,
    /// Its date.
    date: Option<String>,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// A document that comes near.
#[derive(Serialize, ToSchema)]
pub struct Near {
    /// Its title.
    title: String,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// The document and clause that a number, a title or a sentence means on a day.
#[utoipa::path(get, path = "/resolve", operation_id = "resolve", tag = "citations", extensions(("x-title-zh" = json!("查文号或标题"))), params(ResolveParams), responses((status = 200, description = "What was found, and what was not.", body = Resolved)))]
pub async fn resolve(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, _) = asked(&uri);
        let wanted: ResolveParams = asked.read()?;
        let typed = wanted.q.trim();
        let date = day(&asked.params)?;
        let citations = crate::resolve::typed(site.resolver(), &site.library, &site.lexicon, typed, Some(&date));
        let found = site.lookup(typed);
        let candidate = |id: &PolicyId| {
            let document = site.library.summary(id).map(|p| &p.document);
            Candidate {
                policy: id.clone(),
                title: document.map(|d| d.title_hans.clone()),
                number: document.and_then(|d| d.number_hans.clone()),
                date: document.and_then(|d| d.date()).map(str::to_owned),
                url: urls::policy(id),
            }
        };
        let (outcome, nearest) = match found.len() {
            0 => (Outcome::NotInCorpus, nearest::documents(site.library.policies(), typed)),
            1 => (Outcome::Found, Vec::new()),
            _ => (Outcome::Ambiguous, Vec::new()),
        };
        Reply::json(&Resolved {
            query: typed.to_owned(),
            date,
            citations,
            outcome,
            candidates: found.iter().map(candidate).collect(),
            nearest: nearest.into_iter().map(|l| Near { title: l.text, url: l.href }).collect(),
        })
    })
    .await
}

/// A citing clause.
#[derive(Serialize, ToSchema)]
pub struct Citer {
    /// Title and date of its document.
    title: String,
    /// Its address as people write it.
    clause: String,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
    /// Its document.
    policy: PolicyId,
    /// Its address.
    address: String,
    /// The citation.
    quote: String,
    /// The words around it.
    words: String,
    /// What became of it.
    outcome: Outcome,
    /// Why, in plain Chinese.
    reason: String,
    /// Address of the clause that is cited; empty for the whole document.
    cited: Option<String>,
}

impl Citer {
    /// Of a citation.
    pub fn new(site: &Site, mention: &Mention) -> Self {
        Citer {
            title: site.title(&mention.policy),
            clause: mention.address.native(),
            url: urls::clause(&mention.policy, &mention.address),
            policy: mention.policy.clone(),
            address: mention.address.to_string(),
            quote: mention.quote.clone(),
            words: mention.words.clone(),
            outcome: mention.resolution.outcome,
            reason: crate::web::language::say(&mention.resolution.reason),
            cited: mention.resolution.target.as_ref().map(|t| t.address.clone()),
        }
    }
}

/// Those that cite.
#[derive(Serialize, ToSchema)]
pub struct Citers {
    /// The document that is cited.
    policy: PolicyId,
    /// The clause that is cited; none for the whole document.
    address: Option<String>,
    #[serde(flatten)]
    page: Page,
    /// Those of this page.
    cited_by: Vec<Citer>,
}

/// Who cites a document.
#[utoipa::path(get, path = "/cited/{id}", operation_id = "listCitersOfPolicy", tag = "citations", extensions(("x-title-zh" = json!("被谁引用（文件）"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "miit/2016-273"), Paging),
    responses((status = 200, description = "A page of those that cite it.", body = Citers)))]
pub async fn document(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    answer(site, move |site| citers(site, &uri, &path)).await
}

/// Who cites a clause, or a clause below it.
#[utoipa::path(get, path = "/cited/{id}/{address}", operation_id = "listCitersOfClause", tag = "citations", extensions(("x-title-zh" = json!("被谁引用（条款）"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "miit/2016-273"),
           ("address" = ClauseAddress, Path, description = "Address of the clause.", example = "3"), Paging),
    responses((status = 200, description = "A page of those that cite it.", body = Citers)))]
pub async fn clause(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    answer(site, move |site| citers(site, &uri, &path)).await
}

fn citers(site: &Site, uri: &axum::http::Uri, path: &str) -> Answered {
    let (asked, at) = asked(uri);
    let (_, paging): (Nothing, Paging) = asked.read_page()?;
    let (record, address) = place_of(site, path)?;
    let id = &record.parsed.document.id;
    let all: Vec<&Mention> = site.cited_by(id, address.as_ref()).collect();
    let page = Page::new(&at, &asked.params, paging, all.len());
    let cited_by = page.cut(&all).iter().map(|m| Citer::new(site, m)).collect();
    Reply::page(&Citers { policy: id.clone(), address: address.map(|a| a.to_string()), cited_by, page: page.clone() }, &page)
}

/// Of which place.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlaceParams {
    /// Only what documents of this place cite.
    #[param(max_length = 100, example = "广州")]
    pub place: Option<String>,
}

/// Documents that are cited and not held.
#[derive(Serialize, ToSchema)]
pub struct MissingDocuments {
    #[serde(flatten)]
    page: Page,
    /// Those of this page, the most cited first.
    missing: Vec<MissingDocument>,
}

/// A document that is cited and not held.
#[derive(Serialize, ToSchema)]
pub struct MissingDocument {
    #[serde(flatten)]
    entry: Missing,
    /// The citing clauses.
    cited_by: Vec<Citer>,
}

/// Documents that are cited and not held, and who cites them.
#[utoipa::path(get, path = "/missing", operation_id = "listMissing", tag = "citations", extensions(("x-title-zh" = json!("引用而未收录的文件"))), params(PlaceParams, Paging), responses((status = 200, description = "A page of the list.", body = MissingDocuments)))]
pub async fn missing(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, path) = asked(&uri);
        let (_, paging): (PlaceParams, Paging) = asked.read_page()?;
        let all = wanted_missing(site, &asked.params);
        let page = Page::new(&path, &asked.params, paging, all.len());
        let one = |entry: &Missing| {
            let mentions = entry.mentions.iter().filter_map(|at| site.network().mentions().get(*at));
            MissingDocument { entry: entry.clone(), cited_by: mentions.map(|m| Citer::new(site, m)).collect() }
        };
        Reply::page(&MissingDocuments { missing: page.cut(&all).iter().map(one).collect(), page: page.clone() }, &page)
    })
    .await
}

/// Which citations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RadarParams {
    /// Day on which it is looked; today when none is given.
    #[param(format = Date, example = "2026-01-01")]
    pub date: Option<String>,
    /// Only citations by documents of this place.
    #[param(max_length = 100)]
    pub place: Option<String>,
    /// Only documents that others are based on (制定依据).
    pub basis: Option<bool>,
}

/// Citations whose document has changed since.
#[derive(Serialize, ToSchema)]
pub struct Changes<'n> {
    /// Day on which it was looked.
    #[schema(format = Date)]
    date: String,
    #[serde(flatten)]
    page: Page,
    /// Those of this page.
    changes: &'n [Shift<'n>],
}

/// Citations whose document has been repealed, replaced or amended, or has expired since.
#[utoipa::path(get, path = "/radar", operation_id = "listChanges", tag = "citations", extensions(("x-title-zh" = json!("引用已变动"))), params(RadarParams, Paging), responses((status = 200, description = "A page of the list.", body = Changes)))]
pub async fn radar(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, path) = asked(&uri);
        let (_, paging): (RadarParams, Paging) = asked.read_page()?;
        let (choice, all) = wanted_shifts(site, &asked.params)?;
        let page = Page::new(&path, &asked.params, paging, all.len());
        Reply::page(&Changes { date: choice.day, changes: page.cut(&all), page: page.clone() }, &page)
    })
    .await
}

/// Which part of the graph.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GraphParams {
    /// Id of a document: its neighbourhood. Without it the documents that most others cite.
    #[param(max_length = 600, example = "guangzhou/2025-36")]
    pub of: Option<String>,
    /// How many citations away.
    #[param(minimum = 1, maximum = 2, default = 1)]
    pub depth: Option<usize>,
    /// Only citations by documents of this place.
    #[param(max_length = 100)]
    pub place: Option<String>,
    /// Only citations by documents that speak of this topic.
    #[param(max_length = 100)]
    pub topic: Option<String>,
}

/// Documents and the citations between them: at most 40 documents, never cut in silence.
#[derive(Serialize, ToSchema)]
pub struct Graph {
    /// The documents, the most cited first.
    documents: Vec<Node>,
    /// Citations between them.
    citations: Vec<Arrow>,
    /// Documents that belong here and are left out, because there are too many.
    left_out: usize,
}

/// A document.
#[derive(Serialize, ToSchema)]
#[schema(as = GraphDocument)]
pub struct Node {
    /// Its id.
    policy: PolicyId,
    /// Its title in simplified characters.
    title: Option<String>,
    /// Its place.
    place: Option<String>,
    /// Its level.
    level: Option<Level>,
    /// How often it is cited.
    cited: usize,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// A citation.
#[derive(Serialize, ToSchema)]
#[schema(as = GraphCitation)]
pub struct Arrow {
    /// The citing document.
    from: PolicyId,
    /// Its clause.
    address: String,
    /// The cited document.
    to: PolicyId,
    /// Whether it is that document without doubt.
    plain: bool,
}

/// A part of the graph of citations.
#[utoipa::path(get, path = "/graph", operation_id = "getGraph", tag = "citations", extensions(("x-title-zh" = json!("引用关系"))), params(GraphParams), responses((status = 200, description = "Documents and citations.", body = Graph)))]
pub async fn graph(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, _) = asked(&uri);
        let _: GraphParams = asked.read()?;
        let (_, found) = wanted_part(site, &asked.params)?;
        let node = |id: &PolicyId| {
            let document = site.library.summary(id).map(|s| &s.document);
            Node {
                policy: id.clone(),
                title: document.map(|d| d.title_hans.clone()),
                place: document.map(|d| d.place()),
                level: document.and_then(|d| d.jurisdiction.as_ref()).map(|j| j.level),
                cited: site.network().citing(id).count(),
                url: urls::policy(id),
            }
        };
        let arrow =
            |e: &crate::web::chart::Edge| Arrow { from: e.from.clone(), address: e.address.to_string(), to: e.to.clone(), plain: e.sure };
        Reply::json(&Graph {
            documents: found.documents.iter().map(node).collect(),
            citations: found.edges.iter().map(arrow).collect(),
            left_out: found.left_out,
        })
    })
    .await
}

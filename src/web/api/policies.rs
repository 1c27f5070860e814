//! Documents and their clauses.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::citing::Citer;
use super::paging::{Page, Paging};
use super::{Answered, Reply, answer, asked, respond};
use crate::clause::{Clause, ClauseAddress};
use crate::export::cite::Forms;
use crate::extract::{Citation, Fact, Target};
use crate::index::{FailedFile, PolicyRecord, PolicySummary};
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::{Level, PolicyId, TextStatus};
use crate::resolve::Resolution;
use crate::web::error::Problem;
use crate::web::handlers::{bad_address, cited};
use crate::web::naming::trail;
use crate::web::pages::clause::{Place, descendants, find, no_such_clause, path, previous};
use crate::web::site::{Located, Site};
use crate::web::{lasting, take_away, urls};

/// No parameters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Nothing {}

/// Which documents.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PoliciesParams {
    /// Only those of these places: 广州, guangzhou.
    #[serde(default)]
    #[param(max_items = 50)]
    pub place: Vec<String>,
    /// Only those of this level.
    #[param(inline)]
    pub level: Option<Level>,
}

/// Documents.
#[derive(Serialize, ToSchema)]
pub struct Policies {
    #[serde(flatten)]
    page: Page,
    /// Those of this page, by place and id.
    policies: Vec<PolicyView>,
    /// Files of the corpus that could not be read.
    failures: Vec<FailedFile>,
}

/// A document in a list.
#[derive(Serialize, ToSchema)]
pub struct PolicyView {
    #[serde(flatten)]
    summary: PolicySummary,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// The documents that are held, with what is known of each as a whole.
#[utoipa::path(get, path = "/policies", operation_id = "listPolicies", tag = "policies", extensions(("x-title-zh" = json!("全部文件"))), params(PoliciesParams, Paging), responses((status = 200, description = "A page of the list.", body = Policies)))]
pub async fn list(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, path) = asked(&uri);
        let (wanted, paging): (PoliciesParams, Paging) = asked.read_page()?;
        let of = |p: &&PolicySummary| {
            let d = &p.document;
            let place = |name: &String| {
                *name == d.place() || name == d.id.place_folder() || d.jurisdiction.as_ref().is_some_and(|j| j.name == *name)
            };
            (wanted.place.is_empty() || wanted.place.iter().any(place))
                && wanted.level.is_none_or(|l| d.jurisdiction.as_ref().is_some_and(|j| j.level == l))
        };
        let all: Vec<&PolicySummary> = site.library.policies().iter().filter(of).collect();
        let page = Page::new(&path, &asked.params, paging, all.len());
        let view = |p: &&PolicySummary| PolicyView { summary: (*p).clone(), url: urls::policy(&p.document.id) };
        let policies = page.cut(&all).iter().map(view).collect();
        Reply::page(&Policies { policies, failures: site.library.failures().to_vec(), page: page.clone() }, &page)
    })
    .await
}

/// One document: all that was read from it, as `tiaoli parse` prints it.
///
/// An id holds `/`, which may be sent as `%2F`. A document that was held before answers 301 or 410.
#[utoipa::path(get, path = "/policies/{id}", operation_id = "getPolicy", tag = "policies", extensions(("x-title-zh" = json!("一份文件"))),
    params(("id" = PolicyId, Path, description = "Id of the document: its path in the corpus.", example = "guangzhou/2025-36")),
    responses((status = 200, description = "The document.", body = ParsedPolicy)))]
pub async fn one(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    followed(site, path, move |site, path| {
        let _: Nothing = Asked::new(uri.query()).read()?;
        let Located { record, rest } = site.locate(path)?;
        if !rest.is_empty() {
            let see = format!("{}/clauses/{path}", urls::API);
            return Err(Problem::not_found(
                Message::new("api-only-policy").with("policy", record.parsed.document.id.to_string()).with("rest", rest).with("see", see),
            ));
        }
        Reply::json(&record.parsed)
    })
    .await
}

/// A clause, and all that is known of it.
#[derive(Serialize, ToSchema)]
pub struct ClauseView<'r> {
    /// The document.
    policy: &'r PolicyId,
    /// Its title as printed.
    title: &'r str,
    /// Its number in the standard form.
    number: Option<&'r str>,
    /// Its place, by its short name.
    place: String,
    /// Whether the words are the official text.
    text_status: TextStatus,
    /// The clause.
    clause: &'r Clause,
    /// Its address as people write it: 第五条第二款第（一）项.
    native: String,
    /// Labels and headings of the clauses above and of this one.
    heading_path: Vec<String>,
    /// Its facts.
    facts: Vec<&'r Fact>,
    /// Its citations, and what became of each.
    citations: Vec<ResolvedCitation<'r>>,
    /// Addresses of the clauses below it, one level down.
    children: Vec<String>,
    /// Address of the clause before it on its level.
    previous: Option<String>,
    /// Address of the clause after it.
    next: Option<String>,
    /// Who cites it or a clause below it.
    cited_by: Vec<Citer>,
    /// Decisions that rely on it.
    decisions: Vec<RelyingDecision>,
    /// How it is cited in an official document; none where it must not be quoted.
    cite_as: Option<&'r str>,
    /// The same in several styles.
    cite_forms: Option<&'r Forms>,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// A citation, and what became of it.
#[derive(Serialize, ToSchema)]
pub struct ResolvedCitation<'r> {
    #[serde(flatten)]
    citation: &'r Citation,
    /// The document and clause that are meant.
    resolution: Resolution,
}

/// A decision that relies on a clause.
#[derive(Serialize, ToSchema)]
pub struct RelyingDecision {
    /// Its title.
    title: String,
    /// Its number, date and state.
    note: String,
    /// Its page.
    #[schema(format = "uri-reference")]
    url: String,
}

/// One clause with its facts, its citations, and who cites it.
///
/// The address may be written as people write it: 第五条第二款第（一）项. One that has moved answers 301, one that was
/// divided 300 with the places, one that is gone 410 with what came nearest.
#[utoipa::path(get, path = "/clauses/{id}/{address}", operation_id = "getClause", tag = "policies", extensions(("x-title-zh" = json!("一条条款"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "guangzhou/2025-36"),
           ("address" = ClauseAddress, Path, description = "Address of the clause.", example = "2")),
    responses((status = 200, description = "The clause.", body = ClauseView)))]
pub async fn clause(
    State(site): State<Arc<Site>>,
    OriginalUri(uri): OriginalUri,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Response {
    let base = take_away::origin(&headers);
    followed(site, path, move |site, path| {
        let _: Nothing = Asked::new(uri.query()).read()?;
        let Located { record, rest } = site.locate(path)?;
        let parsed = &record.parsed;
        let address: ClauseAddress = rest.parse().map_err(|_| bad_address(&parsed.document.id, &rest))?;
        match find(parsed, &address) {
            Place::Here(at) => describe(site, &record, at, &base),
            Place::Elsewhere(other) => match find(parsed, &other) {
                Place::Here(at) => describe(site, &record, at, &base),
                _ => Err(no_such_clause(parsed, &rest, &address)),
            },
            Place::Nowhere => Err(no_such_clause(parsed, &rest, &address)),
        }
    })
    .await
}

/// As [`answer`], for a path that may name what has moved: 301, 300 and 410, see [`lasting`].
async fn followed(site: Arc<Site>, path: String, work: impl FnOnce(&Site, &str) -> Answered + Send + 'static) -> Response {
    let url = |to: &Target| match to.address.parse::<ClauseAddress>() {
        Ok(address) if !to.address.is_empty() => urls::api_clause(&to.policy, &address),
        _ => urls::api_policy(&to.policy),
    };
    respond(site, move |site| match work(site, &path) {
        Ok(reply) => Ok(reply.into_response()),
        Err(problem) if problem.kind == crate::web::Kind::NotFound => lasting::answer_json(site, &path, problem, &url),
        Err(problem) => Err(problem),
    })
    .await
}

fn describe(site: &Site, record: &PolicyRecord, at: usize, base: &str) -> Answered {
    let parsed: &ParsedPolicy = &record.parsed;
    let (document, clause) = (&parsed.document, &parsed.clauses[at]);
    let way = path(parsed, at);
    let below = descendants(parsed, at);
    let parent = Some(clause.address.clone());
    let children = parsed.clauses[at + 1..=at + below].iter().filter(|c| c.address.parent() == parent);
    let citations = parsed.citations.iter().filter(|c| c.address == clause.address);
    let forms = cited(document, &way, base);
    let relying = crate::web::decisions::relying(site, &document.id, Some(&clause.address.to_string()));
    Reply::json(&ClauseView {
        policy: &document.id,
        title: &document.title,
        number: document.number_hans.as_deref(),
        place: document.place(),
        text_status: document.text_status,
        clause,
        native: clause.address.native(),
        heading_path: trail(&document.id, &way).into_iter().map(|l| l.text).collect(),
        facts: parsed.facts_of(&clause.address).collect(),
        citations: citations.map(|citation| ResolvedCitation { citation, resolution: site.resolve(document, citation) }).collect(),
        children: children.map(|c| c.address.to_string()).collect(),
        previous: previous(parsed, at).map(|i| parsed.clauses[i].address.to_string()),
        next: parsed.clauses.get(at + below + 1).map(|c| c.address.to_string()),
        cited_by: site.cited_by(&document.id, Some(&clause.address)).map(|m| Citer::new(site, m)).collect(),
        decisions: relying.into_iter().map(|l| RelyingDecision { title: l.text, note: l.note, url: l.href }).collect(),
        cite_as: forms.as_ref().map(|c| c.official.as_str()),
        cite_forms: forms.as_ref(),
        url: urls::clause(&document.id, &clause.address),
    })
}

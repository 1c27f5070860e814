//! Clauses side by side, and which was taken from which.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::paging::{Page, Paging};
use super::policies::Nothing;
use super::{Answered, Reply, answer, asked};
use crate::clause::ClauseAddress;
use crate::compare::align::SideBySide;
use crate::compare::lineage::{DocumentLineage, Family, OverviewRow};
use crate::message::Message;
use crate::policy::PolicyId;
use crate::web::error::Problem;
use crate::web::handlers::bad_address;
use crate::web::kinship::{at_hand, chosen, laid};
use crate::web::pages::clause::no_such_clause;
use crate::web::site::{Located, Site};

/// The sides.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SideParams {
    /// The measure: a document (`guangxi/pilot-plan`) or a clause (`guangxi/pilot-plan/2/1`).
    #[param(pattern = "\\S", max_length = 600, example = "guangzhou/2022-19/1")]
    pub a: String,
    /// What is held against it.
    #[param(pattern = "\\S", max_length = 600, example = "guangzhou/2025-36/1")]
    pub b: String,
    /// A third.
    #[param(max_length = 600)]
    pub c: Option<String>,
    /// A fourth.
    #[param(max_length = 600)]
    pub d: Option<String>,
}

/// Two to four clauses or documents, word by word, and whether numbers are stricter.
#[utoipa::path(get, path = "/side", operation_id = "alignSideBySide", tag = "compare", extensions(("x-title-zh" = json!("并排对照"))), params(SideParams), responses((status = 200, description = "Rows of clauses that belong together.", body = SideBySide)))]
pub async fn side(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, _) = asked(&uri);
        let _: SideParams = asked.read()?;
        let chosen = chosen(site, &asked.params)?;
        if chosen.len() < 2 {
            return Err(Problem::invalid("b", Message::new("side-two-at-least")));
        }
        Reply::json(&laid(site, &chosen))
    })
    .await
}

/// What is borrowed in the whole library.
#[derive(Serialize, ToSchema)]
pub struct Overview {
    #[serde(flatten)]
    page: Page,
    /// Documents of this page, those that borrow most first.
    documents: Vec<OverviewRow>,
    /// Clauses of all documents that were looked at.
    clauses: usize,
}

/// Which documents borrow words, and from whom.
///
/// Until all clauses are compared, which takes a while after the first start, the answer is 503.
#[utoipa::path(get, path = "/lineage", operation_id = "listLineage", tag = "compare", extensions(("x-title-zh" = json!("源流"))), params(Paging), responses((status = 200, description = "A page of the documents.", body = Overview)))]
pub async fn overview(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let (asked, path) = asked(&uri);
        let (_, paging): (Nothing, Paging) = asked.read_page()?;
        let lineage = at_hand(site)?;
        let all = lineage.overview();
        let page = Page::new(&path, &asked.params, paging, all.len());
        let whole = Overview { documents: page.cut(&all).to_vec(), clauses: lineage.clauses(), page: page.clone() };
        Reply::page(&whole, &page)
    })
    .await
}

/// Where a clause comes from.
#[derive(Serialize, ToSchema)]
pub struct ClauseLineage {
    #[serde(flatten)]
    family: Family,
    /// Its document.
    policy: PolicyId,
    /// Its address.
    address: String,
}

/// What a document borrows and lends.
#[utoipa::path(get, path = "/lineage/{id}", operation_id = "getPolicyLineage", tag = "compare", extensions(("x-title-zh" = json!("一份文件的源流"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "guangzhou/2025-36")),
    responses((status = 200, description = "Its sources and heirs.", body = DocumentLineage)))]
pub async fn document(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    answer(site, move |site| place(site, uri.query(), &path)).await
}

/// What a clause was taken from, and what was taken from it.
#[utoipa::path(get, path = "/lineage/{id}/{address}", operation_id = "getClauseLineage", tag = "compare", extensions(("x-title-zh" = json!("一条条款的源流"))),
    params(("id" = PolicyId, Path, description = "Id of the document.", example = "guangzhou/2025-36"),
           ("address" = ClauseAddress, Path, description = "Address of the clause.", example = "2")),
    responses((status = 200, description = "Its sources and heirs.", body = ClauseLineage)))]
pub async fn clause(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, Path(path): Path<String>) -> Response {
    answer(site, move |site| place(site, uri.query(), &path)).await
}

fn place(site: &Site, query: Option<&str>, path: &str) -> Answered {
    let _: Nothing = Asked::new(query).read()?;
    let Located { record, rest } = site.locate(path)?;
    let id = &record.parsed.document.id;
    if rest.is_empty() {
        return Reply::json(&at_hand(site)?.document(id).ok_or_else(Problem::internal)?);
    }
    let address: ClauseAddress = rest.parse().map_err(|_| bad_address(id, &rest))?;
    if record.parsed.clause(&address).is_none() {
        return Err(no_such_clause(&record.parsed, &rest, &address));
    }
    let family = at_hand(site)?.clause(id, &address);
    Reply::json(&ClauseLineage { family, policy: id.clone(), address: address.to_string() })
}

//! `/api/v1/check`: the citations and quotations of a text, each with its outcome.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{check, day, private};
use crate::cite::{Aside, Authority, CheckedCitation, CheckedQuotation, DateBasis, Report};
use crate::extract::Target;
use crate::message::Message;
use crate::web::api::asked::{Asked, body};
use crate::web::api::policies::Nothing;
use crate::web::api::{Reply, answer};
use crate::web::error::Problem;
use crate::web::site::Site;
use crate::web::urls;

/// A text to check.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TextToCheck, example = json!({"text": "根据《工业和信息化部关于完善制造业创新体系，推进制造业创新中心建设的指导意见》（工信部科〔2016〕273号）第三条，批复如下。", "date": "2026-03-01"}))]
pub struct Sent {
    /// The text, plain or Markdown, at most 2 MB with the request around it.
    text: String,
    /// Day on which it is checked; without one the date in the text, else today.
    #[serde(default)]
    #[schema(format = Date)]
    date: Option<String>,
}

/// What was found in a text.
#[derive(Serialize, ToSchema)]
pub struct Checked {
    /// Name of this form: `tiaoli.check/1`.
    schema: &'static str,
    /// Day on which it was checked.
    date: String,
    /// From where the day is known.
    date_basis: DateBasis,
    /// The citations, in the order of the text.
    citations: Vec<CitationView>,
    /// The quotations, in the order of the text.
    quotations: Vec<QuotationView>,
    /// What looks like a citation and was not checked, with the reason.
    asides: Vec<Aside>,
    /// The documents that are cited.
    authorities: Vec<Authority>,
    /// How many are wrong.
    wrong: usize,
    /// Of how many nothing can be said.
    not_checked: usize,
}

/// A citation, and where it leads.
#[derive(Serialize, ToSchema)]
#[schema(as = CitationWithPage)]
pub struct CitationView {
    #[serde(flatten)]
    found: CheckedCitation,
    /// Page of its target.
    #[schema(format = "uri-reference")]
    url: Option<String>,
}

/// A quotation, and where it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = QuotationWithPage)]
pub struct QuotationView {
    #[serde(flatten)]
    found: CheckedQuotation,
    /// Page of its target.
    #[schema(format = "uri-reference")]
    url: Option<String>,
}

impl From<Report> for Checked {
    fn from(report: Report) -> Self {
        let url = |target: &Option<Target>| target.as_ref().map(|t| urls::clause_text(&t.policy, &t.address));
        let citation = |found: CheckedCitation| CitationView { url: url(&found.target), found };
        let quotation = |found: CheckedQuotation| QuotationView { url: url(&found.target), found };
        Checked {
            schema: report.schema,
            date: report.date,
            date_basis: report.date_basis,
            citations: report.citations.into_iter().map(citation).collect(),
            quotations: report.quotations.into_iter().map(quotation).collect(),
            asides: report.asides,
            authorities: report.authorities,
            wrong: report.wrong,
            not_checked: report.not_checked,
        }
    }
}

/// Checks the citations and quotations of a text. It is neither stored nor logged.
#[utoipa::path(post, path = "/api/v1/check", operation_id = "checkText", tag = "citations", extensions(("x-title-zh" = json!("核对引用"))), request_body = Sent, responses((status = 200, description = "Every citation and quotation with its outcome.", body = Checked)))]
pub async fn check_text(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, bytes: Bytes) -> Response {
    let done = answer(site, move |site| {
        let _: Nothing = Asked::new(uri.query()).read()?;
        let sent: Sent = body(&bytes)?;
        if sent.date.as_deref().is_some_and(|d| d.trim().is_empty()) {
            return Err(Problem::invalid_body(Message::new("api-date-body")));
        }
        let date = day(sent.date.as_deref().unwrap_or_default()).map_err(Problem::invalid_body)?;
        Reply::json(&Checked::from(check(site, &sent.text.replace("\r\n", "\n"), date.as_deref())))
    });
    private(done.await)
}

//! `/eligibility` and `/procedure`, as pages.
//!
//! What an applicant types stays in the browser, where `web/static/eligibility.js` holds it against the conditions of the
//! page. Without script it is answered and forgotten: it comes in the body of a request, is written to no log and no file,
//! and the answer may not be kept by a cache.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::citing::page_number;
use super::error::Problem;
use super::frame::{Link, page};
use super::handlers::on_thread;
use super::language::say;
use super::pages::eligibility::EligibilityPage;
use super::pages::procedure::ProcedurePage;
use super::query::Params;
use super::site::Site;
use super::urls;
use crate::compare::CompareError;
use crate::compare::eligibility::{Company, EligibilityReport, eligibility};
use crate::compare::procedure::{PlaceProcedure, procedures};
use crate::message::Message;

/// An answer that no cache may keep.
pub fn unstored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// 400: names the nearest known places, each with the page that uses it instead.
fn unknown(error: &CompareError, back: &str) -> Problem {
    let nearest = if let CompareError::UnknownPlace { nearest, .. } = error { nearest.as_slice() } else { &[] };
    let link = |place: &String| Link::new(urls::of_place(back, place), say(&Message::new("compare-use-place").with("other", place)));
    let links = nearest.iter().map(link).chain([Link::new(back, say(&Message::new("compare-all-places")))]).collect();
    Problem::unknown_name("place", Message::new("compare-wrong").with("error", error.message())).links(links)
}

/// An applicant's answers against the conditions of places; empty for all.
///
/// # Errors
/// A [`Problem`] that names an unknown place and offers the nearest ones.
pub fn report(site: &Site, company: &Company, places: &[String]) -> Result<EligibilityReport, Problem> {
    eligibility(&site.library, &site.lexicon, company, places).map_err(|e| unknown(&e, urls::ELIGIBILITY))
}

/// The answers of a form: every name but `place`, `mode` and `page` is a field.
fn company_of(params: &Params) -> Company {
    let fields = params.names().into_iter().filter(|n| !matches!(n.as_str(), "place" | "mode" | "page"));
    let answers: BTreeMap<String, Vec<String>> = fields.map(|n| (n.clone(), params.each(&n))).collect();
    let answers = answers.into_iter().filter(|(_, list)| list.iter().any(|v| !v.is_empty())).collect();
    Company { answers, mode: params.first("mode").unwrap_or_default().to_owned() }
}

/// `GET /eligibility`: the questions, nothing answered.
pub async fn ask(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, move |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let (company, places, number) = (Company::default(), params.all("place"), page_number(&params)?);
        let report = report(site, &company, &places)?;
        Ok(page(StatusCode::OK, &EligibilityPage::new(&company, &places, &report, site, false, number)))
    })
    .await
}

/// `POST /eligibility`: the answers of the form.
pub async fn judge(State(site): State<Arc<Site>>, body: String) -> Result<Response, Problem> {
    on_thread(site, move |site| {
        let params = Params::parse(&body);
        let (company, places, number) = (company_of(&params), params.all("place"), page_number(&params)?);
        let report = report(site, &company, &places)?;
        Ok(unstored(page(StatusCode::OK, &EligibilityPage::new(&company, &places, &report, site, true, number))))
    })
    .await
}

/// The procedures of places; empty for all.
///
/// # Errors
/// A [`Problem`] that names an unknown place and offers the nearest ones.
pub fn steps(site: &Site, places: &[String]) -> Result<Vec<PlaceProcedure>, Problem> {
    procedures(&site.library, &site.lexicon, places).map_err(|e| unknown(&e, urls::PROCEDURE))
}

/// `/procedure`
pub async fn procedure(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    on_thread(site, move |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let (wanted, number) = (params.all("place"), page_number(&params)?);
        let places = steps(site, &wanted)?;
        Ok(page(StatusCode::OK, &ProcedurePage::new(site, &wanted, &places, number)).into_response())
    })
    .await
}

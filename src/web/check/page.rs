//! `/check`: the form, and the result below it.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::form::Form;
use super::view::{CheckPage, ReportView};
use super::{check, day, private};
use crate::export::checked;
use crate::message::Message;
use crate::web::error::Problem;
use crate::web::frame;
use crate::web::handlers::{Answer, on_thread};
use crate::web::language::say;
use crate::web::query::Params;
use crate::web::rights::same_site;
use crate::web::site::Site;

/// GET `/check`: the form; `?decision=7` fills it with a decision of the register and checks it.
pub async fn ask(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let mut page = CheckPage::new(Form::default());
        if let Some(id) = params.first("decision") {
            let decision = crate::web::decisions::handlers::decision(site, id)?;
            let content = decision.content;
            page = CheckPage::new(Form { text: content.text, date: content.date, ..Form::default() });
            page.from = Some(crate::web::frame::Link::new(crate::web::urls::decision(decision.id), content.title));
            let date = day(&page.form.date).unwrap_or_default();
            page.report = Some(ReportView::new(site, &page.form.text, &check(site, &page.form.text, date.as_deref())));
        }
        Ok(private(frame::page(StatusCode::OK, &page)))
    })
    .await
}

/// POST `/check`: the result as a page, or as a file.
pub async fn answer(State(site): State<Arc<Site>>, request: Request<Body>) -> Answer {
    let headers = request.headers().clone();
    same_site(&headers)?;
    let form = Form::read(request).await?;
    on_thread(site, move |site| answered(site, &headers, form)).await
}

fn answered(site: &Site, headers: &HeaderMap, form: Form) -> Answer {
    let mut page = CheckPage::new(form);
    let date = match day(&page.form.date) {
        Ok(date) => date,
        Err(wrong) => {
            page.date_error = Some(say(&wrong));
            None
        }
    };
    if page.form.text.trim().is_empty() && page.form.file_error.is_none() {
        page.text_error = Some(say(&Message::new("check-text-missing")));
    }
    if page.date_error.is_some() || page.text_error.is_some() || page.form.file_error.is_some() {
        return Ok(private(frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page)));
    }
    let text = page.form.text.as_str();
    let report = check(site, text, date.as_deref());
    let host = own_address(headers);
    let file = |kind: &'static str, name: &str, bytes: Vec<u8>| {
        let name = format!("attachment; filename=\"{name}\"");
        private((StatusCode::OK, [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes).into_response())
    };
    let response: Response = match page.form.format.as_str() {
        "json" => {
            let json = serde_json::to_vec(&report).map_err(|_| Problem::internal())?;
            file("application/json", "check.json", json)
        }
        "md" => file("text/markdown; charset=utf-8", "check.md", checked::markdown(text, &report, &host).into_bytes()),
        "docx" => {
            let bytes = checked::docx(text, &report, &host).map_err(|_| Problem::internal())?;
            file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "check.docx", bytes)
        }
        _ => {
            page.report = Some(ReportView::new(site, text, &report));
            private(frame::page(StatusCode::OK, &page))
        }
    };
    Ok(response)
}

/// The address under which the reader sees this site, so that links in a file lead back to it.
fn own_address(headers: &HeaderMap) -> String {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let plain = |host: &&str| host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '[' | ']'));
    let scheme = if text("x-forwarded-proto") == Some("https") { "https" } else { "http" };
    format!("{scheme}://{}", text("host").filter(plain).unwrap_or("127.0.0.1:8000"))
}

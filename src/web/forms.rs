//! `/p/{id}/form/{attachment}`: a form of a document, as a page and as files to fill in.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rayon::prelude::*;

use super::error::Problem;
use super::frame::{Link, page};
use super::handlers::Answer;
use super::language::{language, say};
use super::pages::form::FormPage;
use super::site::Site;
use super::urls;
use crate::clause::ClauseAddress;
use crate::export::ExportError;
use crate::export::form::{FormFile, docx, xlsx};
use crate::form::{Form, forms};
use crate::index::PolicyRecord;
use crate::lexicon::Lexicon;
use crate::message::{Message, name};
use crate::policy::PolicyId;

/// What stands behind the id of a document before the address of a form.
pub const FORM: &str = "form";

/// The links to the forms of a document, each with its kind.
pub fn links(record: &PolicyRecord, lexicon: &Lexicon) -> Vec<Link> {
    let id = &record.parsed.document.id;
    let link = |f: Form| Link::new(urls::form(id, &f.address), &f.title).note(name(language(), f.kind.label()));
    forms(&record.parsed, &record.source, lexicon).into_iter().map(link).collect()
}

/// The same for several documents, by id.
pub fn links_of(site: &Site, ids: &[PolicyId]) -> Vec<Link> {
    // Only reading is spread over the cores: words are said in the language of this thread.
    let records: Vec<_> = ids.par_iter().filter_map(|id| site.library.policy(id)).collect();
    records.iter().flat_map(|record| links(record, &site.lexicon)).collect()
}

/// Whether what stands behind an id asks for a form: `form`, `form/att1`, `form/att1.docx`.
pub fn asks(rest: &str) -> bool {
    rest == FORM || rest.strip_prefix(FORM).is_some_and(|r| r.starts_with(['/', '.']))
}

/// Answers `rest` behind the id of a document.
pub fn answer(site: &Site, record: &PolicyRecord, rest: &str) -> Answer {
    let id = &record.parsed.document.id;
    let typed = rest.strip_prefix(FORM).unwrap_or(rest).trim_matches('/');
    let (typed, ending) = match typed.rsplit_once('.') {
        Some((address, ending)) if matches!(ending, "docx" | "xlsx" | "json") => (address, Some(ending)),
        _ => (typed, None),
    };
    let found = forms(&record.parsed, &record.source, &site.lexicon);
    let other = |words: Message| {
        let mut links: Vec<Link> = found.iter().map(|f| Link::new(urls::form(id, &f.address), &f.title)).collect();
        links.push(Link::new(urls::policy(id), say(&Message::new("form-open-document"))));
        Problem::not_found(words).links(links)
    };
    let address: ClauseAddress = match typed {
        "" => ClauseAddress::default(),
        typed => typed.parse().map_err(|_| other(Message::new("form-bad-address").with("typed", typed)))?,
    };
    let Some(form) = found.iter().find(|f| f.address == address) else {
        // /p/…/form leads to the only form there is.
        return match found.as_slice() {
            [only] if address.steps().is_empty() && ending.is_none() => {
                Ok((StatusCode::FOUND, [(header::LOCATION, urls::form(id, &only.address))]).into_response())
            }
            [] => Err(other(Message::new("form-none"))),
            _ if address.steps().is_empty() => Err(other(Message::new("form-several"))),
            _ => Err(other(Message::new("form-not-this").with("attachment", address.native().trim()))),
        };
    };
    let file = FormFile::new(form.clone(), record);
    let failed = |_: ExportError| Problem::internal();
    Ok(match ending {
        None => page(StatusCode::OK, &FormPage::new(&file, record)),
        Some("docx") => download(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            &file.name(),
            "docx",
            docx::form(&file).map_err(failed)?,
        ),
        Some("xlsx") => download(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            &file.name(),
            "xlsx",
            xlsx::form(&file).map_err(failed)?,
        ),
        Some(_) => download("application/json", &file.name(), "json", serde_json::to_vec(&file).map_err(|_| Problem::internal())?),
    })
}

/// A file; its Chinese name is given in the encoding of RFC 5987.
fn download(kind: &'static str, name: &str, ending: &str, body: Vec<u8>) -> Response {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let disposition = format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{}", urls::encoded(&format!("{name}.{ending}")));
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
    ];
    (StatusCode::OK, headers, body).into_response()
}

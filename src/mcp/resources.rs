//! Whole documents as resources: `tiaoli://policy/{id}` is the text with the address of each clause, `tiaoli://parse/{id}`
//! the parse tree (`tiaoli.parse/1`). Long texts have pages: `?page=2`.

use std::fmt::Write;

use percent_encoding::percent_decode_str;
use rmcp::model::{ErrorData, Resource, ResourceContents, ResourceTemplate};

use super::passage::heading;
use super::{Holdings, Refusal, find};
use crate::index::PolicyRecord;
use crate::policy::TextStatus;

/// Resources in one list; the cursor leads on.
pub const LISTED: usize = 100;
/// Characters of a page.
const PAGE: usize = 20_000;

const POLICY: &str = "tiaoli://policy/";
const PARSE: &str = "tiaoli://parse/";

/// The documents from a cursor on, and the cursor of the rest.
///
/// # Errors
/// Invalid parameters for a cursor that was not given here.
pub fn list(holdings: &dyn Holdings, cursor: Option<&str>) -> Result<(Vec<Resource>, Option<String>), ErrorData> {
    let policies = holdings.library().policies();
    let first: usize =
        match cursor {
            None => 0,
            Some(text) => text.parse().ok().filter(|n| *n <= policies.len()).ok_or_else(|| {
                ErrorData::invalid_params(format!("the cursor {text:?} is not one of this list; begin without one"), None)
            })?,
        };
    let end = (first + LISTED).min(policies.len());
    let resource = |summary: &crate::index::PolicySummary| {
        let document = &summary.document;
        let about = [document.number_hans.clone(), Some(document.place()), document.date().map(str::to_owned)];
        let digest = (document.text_status == TextStatus::Digest).then(|| "要点（非原文）".to_owned());
        let about: Vec<String> = about.into_iter().flatten().chain(digest).collect();
        Resource::new(format!("{POLICY}{}", document.id), document.id.to_string())
            .with_title(document.title_hans.clone())
            .with_description(about.join(" · "))
            .with_mime_type("text/plain")
    };
    Ok((policies[first..end].iter().map(resource).collect(), (end < policies.len()).then(|| end.to_string())))
}

/// The forms of all addresses.
pub fn templates() -> Vec<ResourceTemplate> {
    vec![
        ResourceTemplate::new(format!("{POLICY}{{+id}}{{?page}}"), "policy")
            .with_title("文件全文 Text of a document")
            .with_description("The words of each clause with its address, such as tiaoli://policy/guangzhou/2025-36")
            .with_mime_type("text/plain"),
        ResourceTemplate::new(format!("{PARSE}{{+id}}{{?page}}"), "parse")
            .with_title("解析结果 Parse tree")
            .with_description("Clauses, facts and citations with their places in the source, as JSON (tiaoli.parse/1); pages of long ones are joined before reading")
            .with_mime_type("application/json"),
    ]
}

/// The contents of a resource.
///
/// # Errors
/// Resource not found, with the nearest documents.
pub fn read(holdings: &dyn Holdings, uri: &str) -> Result<ResourceContents, ErrorData> {
    let missing = |refusal: Refusal| ErrorData::resource_not_found(refusal.text(), Some(serde_json::json!({ "uri": uri })));
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let (tree, id) = match (path.strip_prefix(POLICY), path.strip_prefix(PARSE)) {
        (Some(id), _) => (false, id),
        (_, Some(id)) => (true, id),
        _ => {
            return Err(missing(Refusal::new(
                format!("{uri:?} is no resource of this server"),
                format!("use {POLICY}ID or {PARSE}ID, as resources/list gives them"),
            )));
        }
    };
    let page = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    let page = match page.map(str::parse::<usize>) {
        None => None,
        Some(Ok(n)) => Some(n),
        Some(Err(_)) => return Err(missing(Refusal::new(format!("{query:?} names no page"), "write ?page=2"))),
    };
    let id = percent_decode_str(id).decode_utf8_lossy();
    let (record, rest) = find::policy(holdings, &id).map_err(missing)?;
    if !rest.is_empty() {
        return Err(missing(Refusal::new(
            format!("a resource is a whole document; {rest:?} is too much"),
            format!("read {POLICY}{}, or one clause with the tool get_clause", record.parsed.document.id),
        )));
    }
    let (whole, kind) = match tree {
        true => (serde_json::to_string(&record.parsed).map_err(|e| ErrorData::internal_error(e.to_string(), None))?, "application/json"),
        false => (text(&record), "text/plain"),
    };
    let (range, said) = super::paged::page(page, PAGE, whole.chars().count(), "characters").map_err(missing)?;
    let mut out: String = whole.chars().skip(range.start).take(range.len()).collect();
    if said.pages > 1 && !tree {
        let next = said.page % said.pages + 1;
        let _ = write!(out, "\n\n[page {} of {}; tiaoli resource {path}?page={next}]\n", said.page, said.pages);
    }
    Ok(ResourceContents::text(out, uri).with_mime_type(kind).with_meta(meta(&record, said)))
}

/// Hash of the file and number of pages.
fn meta(record: &PolicyRecord, page: super::paged::Page) -> rmcp::model::MetaObject {
    let mut out = rmcp::model::MetaObject::default();
    out.insert("file_sha256".to_owned(), record.sha256.clone().into());
    out.insert("page".to_owned(), page.page.into());
    out.insert("pages".to_owned(), page.pages.into());
    out
}

/// What is known of the document, then each clause behind its address.
fn text(record: &PolicyRecord) -> String {
    let parsed = &record.parsed;
    let document = &parsed.document;
    let mut out = format!("《{}》\n", document.title_hans);
    if document.text_status == TextStatus::Digest {
        out.push_str("要点（非原文）：不得当作原文引用\n");
    }
    let facts = [
        ("policy", Some(document.id.to_string())),
        ("number", document.number_hans.clone()),
        ("issued", document.date().map(str::to_owned)),
        ("effective", document.effective.clone()),
        ("expires", document.expires.clone()),
        ("file", Some(record.path.to_string_lossy().replace('\\', "/"))),
        ("file_sha256", Some(record.sha256.clone())),
    ];
    for (name, value) in facts {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    for clause in &parsed.clauses {
        let label = if clause.label.is_empty() { heading(clause) } else { clause.label.trim().to_owned() };
        let _ = write!(out, "\n[{}] {label}\n{}\n", clause.address, clause.text);
    }
    out
}

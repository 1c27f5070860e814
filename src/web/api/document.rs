//! `/api/openapi.json`: the programming interface described for programs (OpenAPI 3.1), made from the handlers and types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use utoipa::openapi::tag::TagBuilder;
use utoipa::openapi::{InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, ServerBuilder};
use utoipa_axum::router::OpenApiRouter;

use super::paths;
use crate::web::error::{ProblemBody, See};
use crate::web::live::Live;
use crate::web::urls;

/// Groups of operations: name and meaning.
pub const TAGS: [(&str, &str); 6] = [
    ("search", "Clauses by words, filters and values."),
    ("policies", "Documents and clauses, whole."),
    ("compare", "Places side by side; conditions and steps; what was taken from where."),
    ("citations", "What a citation means, who cites whom, what has changed since; checking a text."),
    ("decisions", "The register of decisions and their links."),
    ("exports", "The same as files."),
];

/// Statuses of problems that any operation may answer, with what they mean.
const ALWAYS: [(u16, &str); 4] = [
    (400, "A parameter or the body is not as described."),
    (404, "There is no such thing, or no such name."),
    (500, "A defect of the program."),
    (503, "It took too long, or is not ready yet."),
];

/// Statuses of problems of operations that take a body.
const WITH_BODY: [(u16, &str); 4] = [
    (403, "The change may not be made, or not from there."),
    (409, "Somebody else was faster, or what was said does not fit what is there."),
    (413, "The body is too large."),
    (415, "The body is not said to be JSON."),
];

/// The description, as it is served.
pub static DOCUMENT: LazyLock<Value> = LazyLock::new(|| complete(&described()));
static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| serde_json::to_vec(&*DOCUMENT).unwrap_or_default());

fn described() -> OpenApi {
    let license = LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build();
    let about = "Clauses, facts and citations of Chinese policy documents. Every list is paged by `limit` and `offset`; \
        every error is a problem (RFC 9457) whose `type` is explained at `/api/problems`; every answer to GET has a strong `ETag`. \
        Addresses in answers are relative to this site.";
    let info = InfoBuilder::new().title("Tiaoli 条理").version(env!("CARGO_PKG_VERSION")).description(Some(about)).license(Some(license));
    let tags = TAGS.map(|(name, meaning)| TagBuilder::new().name(name).description(Some(meaning)).build());
    let empty = OpenApiBuilder::new().info(info.build()).tags(Some(tags)).servers(Some([ServerBuilder::new().url("/").build()])).build();
    let (small, bounded): (OpenApiRouter<Live>, OpenApiRouter<Live>) = paths();
    OpenApiRouter::with_openapi(empty).merge(small).merge(bounded).into_openapi()
}

/// Adds what all operations share: problems, headers of answers; and takes out what a query cannot say.
fn complete(api: &OpenApi) -> Value {
    let mut whole = serde_json::to_value(api).unwrap_or_default();
    let schemas = &mut whole["components"]["schemas"];
    schemas["Problem"] = schema::<ProblemBody>();
    schemas["See"] = schema::<See>();
    whole["components"]["headers"] = json!({
        "ETag": { "description": "Strong; send it as If-None-Match to be told 304 when nothing has changed.", "schema": { "type": "string" } },
        "Link": { "description": "Pages next and prev of a list (RFC 8288).", "schema": { "type": "string" } },
    });
    for (path, item) in whole["paths"].as_object_mut().into_iter().flatten() {
        let methods = item.as_object_mut().into_iter().flatten();
        for (method, operation) in methods {
            finish(path, method, operation);
        }
    }
    link(&mut whole["paths"]);
    whole
}

/// What the answer of one operation gives to others: the number of a new decision.
fn link(paths: &mut Value) {
    let own = ["getDecision", "getDecisionHistory", "saveDecision", "reviewLink"];
    let link = |operation: &str| (operation.to_owned(), json!({ "operationId": operation, "parameters": { "id": "$response.body#/id" } }));
    paths[urls::api_decisions()]["post"]["responses"]["201"]["links"] = Value::Object(own.into_iter().map(link).collect());
}

fn schema<T: utoipa::PartialSchema>() -> Value {
    serde_json::to_value(T::schema()).unwrap_or_default()
}

fn finish(path: &str, method: &str, operation: &mut Value) {
    let problem = |meaning: &str| json!({ "description": meaning, "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    let mut paged = false;
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        paged |= parameter["name"] == "offset";
        if let Some(meaning) = parameter["schema"].as_object_mut().and_then(|s| s.remove("description")) {
            parameter["description"] = meaning;
        }
        // A query has no null.
        if let Some(kinds) = parameter["schema"]["type"].as_array() {
            let kinds: Vec<Value> = kinds.iter().filter(|k| *k != "null").cloned().collect();
            parameter["schema"]["type"] = if kinds.len() == 1 { kinds[0].clone() } else { Value::Array(kinds) };
        }
    }
    let body = operation.get("requestBody").is_some();
    let responses = &mut operation["responses"];
    for (status, meaning) in ALWAYS.iter().chain(if body { WITH_BODY.as_slice() } else { &[] }) {
        responses[status.to_string()] = problem(meaning);
    }
    if path.contains("{id}") && !path.contains("/decisions/") && method == "get" {
        responses["300"] = json!({ "description": "What stood there stands in several places now; `places` names them.", "content": { "application/json": { "schema": { "type": "object" } } } });
        responses["301"] = json!({ "description": "It has moved; `Location` says where." });
        responses["410"] = problem("It is gone; `was` is what stood there, `nearest` what comes nearest.");
    }
    responses["default"] = problem("Any other problem.");
    if method == "get" {
        responses["304"] = json!({ "description": "Nothing has changed since If-None-Match." });
        responses["200"]["headers"]["ETag"] = json!({ "$ref": "#/components/headers/ETag" });
        if paged {
            responses["200"]["headers"]["Link"] = json!({ "$ref": "#/components/headers/Link" });
        }
    }
}

/// The paths, without `/api/v1/`.
pub fn known_paths() -> Vec<&'static str> {
    let paths = DOCUMENT["paths"].as_object().into_iter().flatten();
    paths.filter_map(|(path, _)| path.strip_prefix(urls::API)?.strip_prefix('/')).collect()
}

/// GET `/api/openapi.json`
pub async fn serve() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, BYTES.as_slice()).into_response()
}

/// Operations by group, in the order of [`TAGS`] and of the paths: path, method, description.
pub fn operations() -> BTreeMap<usize, Vec<(&'static str, &'static str, &'static Value)>> {
    let mut out: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for (path, item) in DOCUMENT["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let group = TAGS.iter().position(|(tag, _)| operation["tags"][0] == *tag).unwrap_or(TAGS.len());
            out.entry(group).or_default().push((path.as_str(), method.as_str(), operation));
        }
    }
    out
}

//! `/api` and `/api/problems`: the programming interface described for people, from the same description that programs read.
//!
//! Every example is asked of this site while the page is made, so its answer is what the reader would get.

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use serde_json::Value;
use tower::ServiceExt;

use super::document::{DOCUMENT, operations};
use crate::message::{Language, Message, name};
use crate::web::error::Problem;
use crate::web::frame::{Frame, Nav, page};
use crate::web::kind::Kind;
use crate::web::language::language;
use crate::web::live::Live;
use crate::web::{take_away, urls};

/// Characters of an example answer that are shown.
const SHOWN: usize = 1500;
/// A longer answer is not read.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Names of the groups, in the order of [`super::document::TAGS`].
const GROUPS: [&str; 6] =
    ["api-group-search", "api-group-policies", "api-group-compare", "api-group-citations", "api-group-decisions", "api-group-exports"];

/// A parameter, or a field of a body.
pub struct ParameterView {
    name: String,
    place: &'static str,
    required: bool,
    kind: String,
    meaning: String,
}

/// A status an operation answers.
pub struct AnswerView {
    status: String,
    meaning: String,
    form: String,
}

/// One operation.
pub struct OperationView {
    id: String,
    method: String,
    path: String,
    /// Its name in the language of the page; in English its summary.
    title: String,
    paragraphs: Vec<String>,
    parameters: Vec<ParameterView>,
    body: String,
    curl: String,
    /// Where the example leads; empty for one that changes something.
    href: String,
    answer: String,
    status: u16,
    cut: bool,
    answers: Vec<AnswerView>,
}

/// A group of operations.
pub struct GroupView {
    name: &'static str,
    operations: Vec<OperationView>,
}

/// `/api`
#[derive(Template)]
#[template(path = "pages/api.html")]
struct ReferencePage {
    frame: Frame,
    base: &'static str,
    openapi: &'static str,
    problems: &'static str,
    version: String,
    groups: Vec<GroupView>,
}

/// `/api/problems`
#[derive(Template)]
#[template(path = "pages/problems.html")]
struct ProblemsPage {
    frame: Frame,
    kinds: [Kind; 17],
    reference: &'static str,
}

/// GET `/api`
pub async fn page_of(State(live): State<Live>, headers: axum::http::HeaderMap) -> Response {
    let origin = take_away::origin(&headers);
    let host = headers.get(header::HOST).cloned();
    let mut groups: Vec<GroupView> = Vec::new();
    for (group, operations) in operations() {
        let mut views = Vec::with_capacity(operations.len());
        for (path, method, operation) in operations {
            let mut view = view(path, method, operation, &origin);
            if method == "get" {
                (view.status, view.answer, view.cut) = ask(&live, &view.href, host.as_ref()).await;
            }
            views.push(view);
        }
        groups.push(GroupView { name: GROUPS.get(group).copied().unwrap_or_default(), operations: views });
    }
    let version = DOCUMENT["info"]["version"].as_str().unwrap_or_default().to_owned();
    let frame = Frame::new(Message::new("api-title"), Nav::Help);
    let (base, openapi, problems) = (urls::API, urls::OPENAPI, urls::PROBLEMS);
    page(StatusCode::OK, &ReferencePage { frame, base, openapi, problems, version, groups })
}

/// GET `/api/problems`
pub async fn problems() -> Response {
    let frame = Frame::new(Message::new("api-problems"), Nav::Help);
    page(StatusCode::OK, &ProblemsPage { frame, kinds: Kind::ALL, reference: urls::REFERENCE })
}

/// The answer to an example, as it is read: the first lines, and whether there is more.
async fn ask(live: &Live, href: &str, host: Option<&axum::http::HeaderValue>) -> (u16, String, bool) {
    let mut request = Request::builder().method(Method::GET).uri(href);
    if let Some(host) = host {
        request = request.header(header::HOST, host);
    }
    let Ok(request) = request.body(Body::empty()) else { return Default::default() };
    let router = super::routes(|routes| routes, None).with_state::<()>(live.clone());
    let Ok(mut response) = router.oneshot(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = problem.into_json(href);
    }
    let status = response.status().as_u16();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let bytes = to_bytes(response.into_body(), MAX_BYTES).await.unwrap_or_default();
    let text = match serde_json::from_slice::<Value>(&bytes) {
        Ok(value) if kind.ends_with("json") => serde_json::to_string_pretty(&value).unwrap_or_default(),
        _ => String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => (status, text[..end].to_owned(), true),
        None => (status, text, false),
    }
}

fn view(path: &str, method: &str, operation: &'static Value, origin: &str) -> OperationView {
    // Names in backquotes are said without them.
    let text = |value: &Value| value.as_str().unwrap_or_default().replace('`', "");
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    let body = operation["requestBody"]["content"]["application/json"].clone();
    let example = example_of(&body);
    let href = example_url(path, operation);
    let (verb, data) = match method {
        "get" => (String::new(), String::new()),
        other => {
            let json = serde_json::to_string(&example).unwrap_or_default().replace('\'', "'\\''");
            (format!(" -X {}", other.to_ascii_uppercase()), format!(" \\\n  -H 'Content-Type: application/json' \\\n  -d '{json}'"))
        }
    };
    let responses = operation["responses"].as_object().into_iter().flatten();
    OperationView {
        id: text(&operation["operationId"]),
        method: method.to_ascii_uppercase(),
        path: path.to_owned(),
        title: match language() {
            Language::English => text(&operation["summary"]),
            language => name(language, operation["x-title-zh"].as_str().unwrap_or_default()),
        },
        paragraphs: std::iter::once(text(&operation["summary"]))
            .filter(|_| language() != Language::English)
            .chain(text(&operation["description"]).split("\n\n").map(str::to_owned))
            .filter(|p| !p.is_empty())
            .collect(),
        parameters: parameters.map(parameter).collect(),
        body: if example.is_null() { String::new() } else { serde_json::to_string_pretty(&example).unwrap_or_default() },
        curl: format!("curl{verb} '{origin}{href}'{data}"),
        href,
        answer: String::new(),
        status: 0,
        cut: false,
        answers: responses
            .map(|(status, response)| {
                let content = response["content"].as_object().into_iter().flatten().map(|(kind, _)| kind.as_str());
                AnswerView {
                    status: status.clone(), meaning: text(&response["description"]), form: content.collect::<Vec<_>>().join("、")
                }
            })
            .collect(),
    }
}

fn parameter(parameter: &Value) -> ParameterView {
    let schema = &parameter["schema"];
    ParameterView {
        name: parameter["name"].as_str().unwrap_or_default().to_owned(),
        place: if parameter["in"] == "path" { "api-path" } else { "api-query" },
        required: parameter["required"] == true,
        kind: kind(schema),
        meaning: parameter["description"].as_str().unwrap_or_default().replace('`', ""),
    }
}

/// What a parameter may be, in a few words: `integer 1–100`, `date`, `string[]`.
fn kind(schema: &Value) -> String {
    if let Some(items) = schema.get("items") {
        return format!("{}[]", kind(items));
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" | ");
    }
    let name = schema["format"].as_str().filter(|f| *f == "date").or(schema["type"].as_str()).unwrap_or("string");
    match (&schema["minimum"], &schema["maximum"]) {
        (Value::Number(min), Value::Number(max)) => format!("{name} {min}–{max}"),
        _ => name.to_owned(),
    }
}

/// The example of a body: its own, or that of the type it is.
pub fn example_of(body: &Value) -> Value {
    if let Some(example) = body.get("example") {
        return example.clone();
    }
    let schema = &body["schema"];
    let named = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next());
    let schema = named.map_or(schema, |name| &DOCUMENT["components"]["schemas"][name]);
    schema.get("example").or_else(|| schema.get("examples").and_then(|e| e.get(0))).cloned().unwrap_or(Value::Null)
}

/// The address of an example: every parameter that has an example, as it says.
pub fn example_url(path: &str, operation: &Value) -> String {
    let mut path = path.to_owned();
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let (Some(name), Some(example)) = (parameter["name"].as_str(), parameter.get("example").or(parameter["schema"].get("example")))
        else {
            continue;
        };
        let values: Vec<String> = match example {
            Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Value::String(text) => vec![text.clone()],
            other => vec![other.to_string()],
        };
        if parameter["in"] == "path" {
            path = path.replace(&format!("{{{name}}}"), &urls::parts(&values.concat()));
        } else {
            pairs.extend(values.into_iter().map(|v| (name, v)));
        }
    }
    format!("{path}{}", urls::query_string(pairs))
}

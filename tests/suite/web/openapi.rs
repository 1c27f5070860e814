//! The programming interface is what its description says: every operation is asked with its example on the documents
//! of this repository, and its answer is held against its schema.

use std::path::Path;
use std::sync::{LazyLock, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tiaoli::decision::Register;
use tiaoli::web::api::document::DOCUMENT;
use tiaoli::web::api::reference::{example_of, example_url};
use tiaoli::web::{Desk, Kind, Rights};

use super::schema::wrong;
use super::*;

/// The documents of this repository, with an empty register.
static WHOLE: LazyLock<(TempDir, Router)> = LazyLock::new(|| {
    let dir = TempDir::new().unwrap();
    let lexicon = Lexicon::embedded();
    let corpus = tiaoli::corpus::Corpus::open(Path::new("corpus")).unwrap();
    build(&corpus, &dir.path().join("index"), &lexicon, &|_| {}).unwrap();
    let library = Library::open(&dir.path().join("index"), &lexicon).unwrap();
    let desk = Desk::new(Register::at(dir.path().join("decisions.db")), Rights::new(true, Vec::new(), Vec::new()));
    let router = router(Arc::new(Site::new(Arc::new(library), Arc::new(lexicon)).with_desk(desk)));
    (dir, router)
});

fn send(method: &str, path: &str, body: Option<&Value>) -> (StatusCode, HeaderMap, Vec<u8>) {
    let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let request = request.body(body.map_or_else(Body::empty, |b| Body::from(b.to_string()))).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (parts, body) = WHOLE.1.clone().oneshot(request).await.unwrap().into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    })
}

/// All operations: path, method, description.
fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    paths.flat_map(|(path, item)| item.as_object().unwrap().iter().map(move |(method, op)| (path.as_str(), method.as_str(), op)))
}

/// Holds a value against a schema of the description.
fn hold(what: &str, schema: &Value, value: &Value) {
    let wrong = wrong(schema, value);
    assert!(wrong.is_empty(), "{what}: {wrong:#?}\n{value:#}");
}

/// Asks an operation with its example and holds the answer against its description.
fn walk(path: &str, method: &str, operation: &Value) -> Value {
    let address = example_url(path, operation);
    let what = format!("{method} {address}");
    let body = operation.get("requestBody").map(|b| example_of(&b["content"]["application/json"]));
    if let Some(body) = &body {
        assert!(body.is_object(), "{what} has no example of its body");
        hold(&what, &operation["requestBody"]["content"]["application/json"]["schema"], body);
    }
    let (status, headers, bytes) = send(&method.to_ascii_uppercase(), &address, body.as_ref());
    let text = String::from_utf8_lossy(&bytes);
    assert!(status.is_success(), "{what}: {status} {text}");
    let described = &operation["responses"][status.as_str()];
    assert!(described.is_object(), "{what}: {status} is not described");
    let kind = headers["content-type"].to_str().unwrap().split(';').next().unwrap();
    let content = &described["content"][kind];
    assert!(content.is_object(), "{what}: {kind} is not described");
    let value: Value = if kind == "application/json" { serde_json::from_slice(&bytes).unwrap() } else { json!(text) };
    hold(&what, &content["schema"], &value);
    assert_eq!(headers.contains_key("etag"), method == "get", "{what}");
    if kind == "application/json" {
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value, "{what} is no UTF-8");
        assert!(!text.contains(": ") || !text.starts_with("{\n"), "{what} is not compact");
    }
    value
}

#[test]
fn every_operation_does_with_its_example_what_it_says() {
    // The examples of decisions tell a story: one is made, saved, its link confirmed.
    let story = ["createDecision", "saveDecision", "reviewLink"];
    let mut told: Vec<_> = operations().collect();
    told.sort_by_key(|(.., op)| story.iter().position(|id| op["operationId"] == *id).unwrap_or(story.len()));
    for (path, method, operation) in told {
        let value = walk(path, method, operation);
        // An example that finds nothing shows nothing.
        for list in ["hits", "policies", "citations", "cited_by", "missing", "documents", "rows", "topics", "suggestions", "decisions"] {
            let found = value.get(list).and_then(Value::as_array);
            let may_be_empty = (path.contains("/clauses/") || path.contains("/cited/")) || path.ends_with("/missing");
            assert!(found.is_none_or(|l| !l.is_empty()) || may_be_empty, "{method} {path}: {list} is empty");
        }
    }
}

#[test]
fn every_operation_is_described_whole() {
    let mut seen = std::collections::BTreeSet::new();
    let known: Vec<&str> = DOCUMENT["tags"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap()).collect();
    assert_eq!(DOCUMENT["openapi"], "3.1.0");
    for (path, method, op) in operations() {
        let what = format!("{method} {path}");
        assert!(seen.insert(op["operationId"].as_str().unwrap()), "{what}: two operations have one id");
        assert!(op["summary"].as_str().is_some_and(|s| s.len() > 10), "{what} has no summary");
        assert!(op["x-title-zh"].as_str().is_some_and(|s| s.chars().count() >= 2), "{what} has no title");
        assert!(op["tags"].as_array().is_some_and(|t| t.len() == 1 && known.contains(&t[0].as_str().unwrap())), "{what}: {}", op["tags"]);
        for parameter in op.get("parameters").and_then(Value::as_array).into_iter().flatten() {
            assert!(parameter["description"].as_str().is_some_and(|d| d.len() > 4), "{what}: {parameter}");
            assert_eq!(
                parameter["in"],
                if path.contains(&format!("{{{}}}", parameter["name"].as_str().unwrap())) { "path" } else { "query" }
            );
            assert!(parameter["in"] != "path" || parameter.get("example").is_some(), "{what}: {parameter}");
        }
        for status in ["400", "404", "500", "default"] {
            let problem = &op["responses"][status]["content"]["application/problem+json"]["schema"];
            assert_eq!(problem["$ref"], "#/components/schemas/Problem", "{what}: {status}");
        }
    }
    assert!(seen.len() >= 32, "{seen:?}");
    // No reference leads nowhere.
    let text = DOCUMENT.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1).map(|r| r.split('"').next().unwrap()) {
        assert!(DOCUMENT.pointer(reference).is_some(), "{reference}");
    }
}

#[test]
fn the_description_is_served_and_routes_are_those_described() {
    let (status, headers, bytes) = send("GET", "/api/openapi.json", None);
    assert_eq!((status, headers["content-type"].to_str().unwrap()), (StatusCode::OK, "application/json"));
    assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), *DOCUMENT);
    // Whatever method is not described is refused, and Allow names those that are.
    for (path, item) in DOCUMENT["paths"].as_object().unwrap() {
        let (_, first) = item.as_object().unwrap().iter().next().unwrap();
        let address = example_url(path, first);
        let described: Vec<String> = item.as_object().unwrap().keys().map(|m| m.to_ascii_uppercase()).collect();
        for method in ["GET", "POST", "PUT", "DELETE", "PATCH"].into_iter().filter(|m| !described.iter().any(|d| d == m)) {
            let (status, headers, bytes) = send(method, &address, None);
            assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
            let allow = headers["allow"].to_str().unwrap();
            assert!(described.iter().all(|m| allow.contains(m.as_str())) && !allow.contains(method), "{method} {address}: {allow}");
            let problem: Value = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(problem["type"], Kind::MethodNotAllowed.url());
        }
    }
}

/// Requests that are wrong, each with the kind of problem and the parameter it is about.
const WRONG: &[(&str, Kind, Option<&str>)] = &[
    ("/api/v1/search?limit=0", Kind::InvalidParameter, Some("limit")),
    ("/api/v1/search?limit=1&limit=2", Kind::InvalidParameter, Some("limit")),
    ("/api/v1/search?explain=maybe", Kind::InvalidParameter, Some("explain")),
    ("/api/v1/search?sort=best", Kind::InvalidParameter, Some("sort")),
    ("/api/v1/search?level=%E9%95%87", Kind::InvalidParameter, Some("level")),
    ("/api/v1/search?in_force=2025-02-30", Kind::InvalidParameter, Some("in_force")),
    ("/api/v1/search?min=x", Kind::InvalidParameter, Some("min")),
    ("/api/v1/search?kind=duration&min=5%E4%B8%87%E5%85%83", Kind::NothingFits, Some("min")),
    ("/api/v1/search?plaec=x", Kind::UnknownParameter, Some("plaec")),
    ("/api/v1/topics?q=x", Kind::UnknownParameter, Some("q")),
    ("/api/v1/resolve", Kind::InvalidParameter, Some("q")),
    ("/api/v1/radar?date=yesterday", Kind::InvalidParameter, Some("date")),
    ("/api/v1/missing?offset=100001", Kind::InvalidParameter, Some("offset")),
    ("/api/v1/compare?topic=nosuchtopic", Kind::UnknownName, Some("topic")),
    ("/api/v1/procedure?place=%E7%81%AB%E6%98%9F", Kind::UnknownName, Some("place")),
    ("/api/v1/graph?depth=3", Kind::InvalidParameter, Some("depth")),
    ("/api/v1/search/pdf?q=x", Kind::NotFound, None),
    ("/api/v1/search/csv", Kind::NothingFits, Some("q")),
    ("/api/v1/policies/no%2Fsuch", Kind::NotFound, None),
    ("/api/v1/nowhere", Kind::NotFound, None),
    ("/api/v1", Kind::NotFound, None),
    ("/api/v1/", Kind::NotFound, None),
    ("/api/v1/policies/%FF", Kind::BadRequest, None),
];

#[test]
fn every_problem_has_a_kind_and_names_what_is_wrong() {
    for (address, kind, parameter) in WRONG {
        let (status, headers, bytes) = send("GET", address, None);
        let problem: Value = serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{address}: {e}"));
        assert_eq!(headers["content-type"], "application/problem+json", "{address}");
        assert_eq!((status, problem["type"].as_str().unwrap()), (kind.status(), kind.url().as_str()), "{address}: {problem}");
        assert_eq!(problem.get("parameter").and_then(Value::as_str), *parameter, "{address}");
        assert_eq!((problem["instance"].as_str().unwrap(), problem["status"].as_u64()), (*address, Some(kind.status().as_u16().into())));
        hold(address, &json!({ "$ref": "#/components/schemas/Problem" }), &problem);
    }
    let near: Value = serde_json::from_slice(&send("GET", "/api/v1/search?plaec=x", None).2).unwrap();
    assert!(near["detail"].as_str().unwrap().contains("place"), "{near}");
    for (path, body, kind) in [
        ("/api/v1/check", json!({ "txt": "x" }), Kind::InvalidBody),
        ("/api/v1/eligibility", json!({ "places": ["火星"] }), Kind::UnknownName),
        ("/api/v1/decisions", json!({ "title": " " }), Kind::InvalidBody),
        ("/api/v1/decisions/999/links", json!({ "version": 1, "act": "confirm", "link": 1 }), Kind::NotFound),
    ] {
        let (status, _, bytes) = send("POST", path, Some(&body));
        let problem: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((status, problem["type"].as_str().unwrap()), (kind.status(), kind.url().as_str()), "{path}: {problem}");
    }
    let long = json!({ "text": "字".repeat(1_000_000) });
    let (status, _, bytes) = send("POST", "/api/v1/check", Some(&long));
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap()["type"], Kind::TooLarge.url());
}

#[test]
fn the_reference_shows_every_operation_and_every_kind_of_problem() {
    static ONCE: Mutex<()> = Mutex::new(());
    let _one = ONCE.lock().unwrap();
    let (_, _, bytes) = send("GET", "/api", None);
    let html = Html::parse_document(&String::from_utf8(bytes).unwrap());
    let ids: Vec<&str> = all(&html, ".operation h3").iter().filter_map(|e| e.value().attr("id")).collect();
    for (path, method, op) in operations() {
        assert!(ids.contains(&op["operationId"].as_str().unwrap()), "{method} {path}");
    }
    let code = words(&html, "pre.code").join("\n");
    assert!(code.contains("curl 'http://localhost/api/v1/search?q=") && code.contains("\"hits\": ["), "{code}");
    assert!(all(&html, "script:not([src])").is_empty());
    let (_, _, bytes) = send("GET", "/api/problems", None);
    let html = Html::parse_document(&String::from_utf8(bytes).unwrap());
    for kind in Kind::ALL {
        assert_eq!(all(&html, &format!("#{} td", kind.slug())).len(), 2, "{kind:?}");
    }
}

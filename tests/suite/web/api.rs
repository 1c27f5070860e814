//! The interface for programs: shapes, and errors as problem objects.

use serde_json::Value;

use super::*;

fn json(path: &str) -> Value {
    let answer = get(path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert_eq!(answer.header("content-type"), "application/json", "{path}");
    answer.json()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn has(value: &Value, wanted: &[&str]) {
    let found = keys(value);
    for key in wanted {
        assert!(found.contains(key), "{key} is not among {found:?}");
    }
}

#[test]
fn a_search_has_the_shape_scripts_rely_on() {
    let found = json("/api/v1/search?q=%E8%A1%A5%E5%8A%A9&limit=1");
    has(&found, &["query", "explained", "total", "hits"]);
    assert!(found["total"].as_u64().unwrap() >= 2, "{found}");
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1);
    has(&hits[0], &["policy", "address", "title", "number", "place", "heading_path", "snippet", "score", "facts"]);
    let snippet = &hits[0]["snippet"];
    let text: Vec<char> = snippet["text"].as_str().unwrap().chars().collect();
    let marked = |m: &Value| text[m[0].as_u64().unwrap() as usize..m[1].as_u64().unwrap() as usize].iter().collect::<String>();
    let marks: Vec<String> = snippet["marks"].as_array().unwrap().iter().map(marked).collect();
    assert!(marks.iter().any(|m| m == "补助" || m == "補助"), "{marks:?}");
    // Either script finds the same clauses.
    let total = |q: &str| json(&format!("/api/v1/search?q={q}"))["total"].clone();
    assert_eq!(total("%E8%A1%A5%E5%8A%A9"), total("%E8%A3%9C%E5%8A%A9"));
}

#[test]
fn documents_and_clauses_are_whole() {
    let all = json("/api/v1/policies");
    assert_eq!((&all["total"], all["failures"].as_array().unwrap().len()), (&Value::from(4), 1));
    for policy in all["policies"].as_array().unwrap() {
        let id = policy["document"]["id"].as_str().unwrap();
        let parsed = json(&format!("/api/v1/policies/{id}"));
        assert_eq!(parsed["schema"], "tiaoli.parse/1");
        has(&parsed, &["document", "clauses", "facts", "citations", "departments", "dropped", "warnings"]);
        for clause in parsed["clauses"].as_array().unwrap() {
            let address = clause["address"].as_str().unwrap();
            let one = json(&format!("/api/v1/clauses/{id}/{address}"));
            assert_eq!(&one["clause"], clause);
            assert_eq!(get(one["url"].as_str().unwrap()).status, StatusCode::OK);
        }
    }
    let one = json("/api/v1/clauses/guangxi/plan/2/2");
    assert_eq!(one["children"], serde_json::json!(["2/2/1", "2/2/2"]));
    assert_eq!((one["previous"].as_str(), one["next"].as_str()), (Some("2/1"), Some("3")));
    assert_eq!(one["native"], "二、（二）");
    assert_eq!(json("/api/v1/clauses/guangzhou/hostile/1")["cite_as"], Value::Null);
}

#[test]
fn comparison_and_topics_agree() {
    let topics = json("/api/v1/topics");
    let compared = json("/api/v1/compare");
    let ids = |rows: &Value, key: &str| rows.as_array().unwrap().iter().map(|r| r[key].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&topics["topics"], "topic"), ids(&compared["rows"], "topic"));
    for row in compared["rows"].as_array().unwrap() {
        assert_eq!(row["cells"].as_array().unwrap().len(), compared["columns"].as_array().unwrap().len());
        for cell in row["cells"].as_array().unwrap() {
            assert!(["found", "silent", "unrecognised", "not_held"].contains(&cell["state"].as_str().unwrap()), "{cell}");
        }
    }
}

#[test]
fn numbers_and_titles_lead_to_documents() {
    let by_number = json("/api/v1/resolve?q=%E6%A1%82%E5%B7%A5%E4%BF%A1%5B2025%5D07%E5%8F%B7");
    assert_eq!(by_number["candidates"][0]["policy"], "guangxi/plan", "{by_number}");
    let by_title = json("/api/v1/resolve?q=%E4%BA%91%E5%8D%97%E7%9C%81%E5%B9%B3%E5%8F%B0%E7%AE%A1%E7%90%86%E5%8A%9E%E6%B3%95");
    assert_eq!(by_title["candidates"][0]["policy"], "yunnan/measures", "{by_title}");
    let unknown = json("/api/v1/resolve?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA");
    assert_eq!(unknown["candidates"], serde_json::json!([]));
    let moved = get("/r/%E6%A1%82%E5%B7%A5%E4%BF%A1%EF%BC%BB2025%EF%BC%BD7%20%E5%8F%B7");
    assert_eq!((moved.status, moved.header("location")), (StatusCode::TEMPORARY_REDIRECT, "/p/guangxi/plan"));
    assert_eq!(get("/r/%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA").status, StatusCode::NOT_FOUND);
}

#[test]
fn errors_are_problem_objects() {
    for (path, status) in [
        ("/api/v1/nowhere", 404),
        ("/api/v1/policies/guangxi/nothing", 404),
        ("/api/v1/clauses/guangxi/plan/9", 404),
        ("/api/v1/clauses/guangxi/plan/xyz", 404),
        ("/api/v1/search?page=x", 400),
        ("/api/v1/search?q=x&limit=101", 400),
        ("/api/v1/resolve", 400),
        ("/api/v1/compare?topic=nosuchtopic", 404),
        ("/api/v1/policies/%FF", 400),
    ] {
        let answer = get(path);
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{path}");
        let problem = answer.json();
        has(&problem, &["type", "title", "status", "detail"]);
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().chars().count() > 8, "{path}: {problem}");
    }
    let posted = ask(&ROUTER, Method::POST, "/api/v1/search", &[]);
    assert_eq!((posted.status.as_u16(), posted.header("content-type")), (405, "application/problem+json"));
}

#[test]
fn parameters_are_what_their_description_says() {
    let many = |name: &str, value: &str, times: usize| vec![format!("{name}={value}"); times].join("&");
    for (path, query, status) in [
        ("policies", many("place", "", 50), 200),
        ("policies", many("place", "", 51), 400),
        ("policies", many("place", "广西", 51), 400),
        ("search", "q=补助&role=".into(), 400),
        ("search", "q=补助&role=support,".into(), 400),
        ("search", "q=补助&role=support、条件".into(), 200),
        ("search", "q=补助&level=,&level=省".into(), 400),
        ("compare", many("row", "补助", 21), 400),
        ("resolve", "q=%09".into(), 400),
        ("missing/csv", format!("place={}%20", "x".repeat(99)), 200),
        ("missing/csv", format!("place={}%20", "x".repeat(100)), 400),
    ] {
        assert_eq!(get(&format!("/api/v1/{path}?{query}")).status.as_u16(), status, "{path}?{query}");
    }
}

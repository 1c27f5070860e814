//! The Model Context Protocol under /mcp: off by default, one answer for each POST, nothing for other sites.

use axum::http::header::{ACCEPT, CONTENT_TYPE, HOST, HeaderName, ORIGIN};
use serde_json::{Value, json};

use super::*;
use tiaoli::web::{Desk, Rights};

/// A local site that talks to assistants.
static TALKS: LazyLock<Router> = LazyLock::new(|| {
    LazyLock::force(&ROUTER);
    let index = std::env::temp_dir().join(format!("tiaoli-web-{}", std::process::id())).join("index");
    let lexicon = Lexicon::embedded();
    let library = Library::open(&index, &lexicon).unwrap();
    let desk = Desk::new(tiaoli::decision::Register::at(index.with_file_name("decisions.db")), Rights::new(true, Vec::new(), Vec::new()));
    router(Arc::new(Site::new(Arc::new(library), Arc::new(lexicon)).with_desk(desk).with_mcp(true)))
});

const BOTH: &str = "application/json, text/event-stream";

fn post(router: &Router, body: String, headers: &[(HeaderName, &str)]) -> Answer {
    let mut request = Request::builder().method(Method::POST).uri("/mcp");
    let usual = [(HOST, "127.0.0.1:8000"), (CONTENT_TYPE, "application/json"), (ACCEPT, BOTH)];
    for (name, value) in usual.iter().filter(|(name, _)| headers.iter().all(|(n, _)| n != name)).chain(headers) {
        request = request.header(name, *value);
    }
    let request = request.body(Body::from(body)).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let response = router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

fn call(method: &str, params: Value) -> Value {
    let answer = post(&TALKS, json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params }).to_string(), &[]);
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"), "{}", answer.body);
    let message = answer.json();
    assert_eq!(message["id"], 7);
    message
}

#[test]
fn each_post_is_answered_by_itself() {
    let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": { "name": "suite", "version": "1" } });
    let told = call("initialize", hello);
    assert_eq!(told["result"]["protocolVersion"], "2025-06-18");
    assert_eq!(call("tools/list", json!({}))["result"]["tools"].as_array().unwrap().len(), 5);
    let got =
        call("tools/call", json!({ "name": "get_clause", "arguments": { "policy": "yunnan/measures", "address": "第三条第（一）项" } }));
    let clause = &got["result"]["structuredContent"]["clause"];
    assert_eq!(clause["text"], "注册资本不低于3000万元；");
    assert_eq!(clause["citation"], "《云南省平台管理办法》第三条第一款第（一）项");
    assert_eq!(clause["text_sha256"].as_str().unwrap(), tiaoli::ledger::hash("注册资本不低于3000万元；"));
    let refused = call("tools/call", json!({ "name": "get_clause", "arguments": { "policy": "yunnan/measures", "address": "第三十条" } }));
    assert_eq!(refused["result"]["isError"], true);
    let note = post(&TALKS, json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string(), &[]);
    assert_eq!((note.status, note.body.as_str()), (StatusCode::ACCEPTED, ""));
}

#[test]
fn what_is_no_message_gets_a_status_and_other_sites_get_nothing() {
    let ping = || json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" }).to_string();
    let status = |body: String, headers: &[(HeaderName, &str)]| post(&TALKS, body, headers).status.as_u16();
    let version = HeaderName::from_static("mcp-protocol-version");
    assert_eq!(status(ping(), &[]), 200);
    assert_eq!(status(ping(), &[(version.clone(), "2025-06-18")]), 200);
    assert_eq!(status(ping(), &[(version, "1999-01-01")]), 400);
    assert_eq!(status(ping(), &[(ORIGIN, "http://127.0.0.1:8000")]), 200);
    assert_eq!(status(ping(), &[(ORIGIN, "http://evil.example")]), 403);
    assert_eq!(status(ping(), &[(HeaderName::from_static("sec-fetch-site"), "cross-site")]), 403);
    assert_eq!(status(ping(), &[(HOST, "evil.example")]), 421);
    assert_eq!(status(ping(), &[(ACCEPT, "text/html")]), 406);
    assert_eq!(status(ping(), &[(CONTENT_TYPE, "text/plain")]), 415);
    assert!((400..=415).contains(&status("no message".into(), &[])));
    assert_eq!(status("x".repeat(tiaoli::mcp::MAX_BODY + 1), &[]), 413);
    for method in [Method::GET, Method::DELETE, Method::PUT] {
        let answer = ask(&TALKS, method.clone(), "/mcp", &[(HOST, "127.0.0.1:8000"), (ACCEPT, BOTH)]);
        assert_eq!((answer.status, answer.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"), "{method}");
    }
}

#[test]
fn it_is_off_when_nobody_asks_for_it() {
    let ping = json!({ "jsonrpc": "2.0", "id": 1, "method": "ping" }).to_string();
    assert_eq!(post(&ROUTER, ping, &[]).status, StatusCode::NOT_FOUND);
    assert_eq!(get("/mcp").status, StatusCode::NOT_FOUND);
}

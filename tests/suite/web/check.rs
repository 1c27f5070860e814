//! The page that checks a text: what is typed comes back, what is wrong is said, nothing is kept.

use super::*;

const DRAFT: &str = "某公司：\n依据《云南省平台管理办法》第三条和第九条，参照桂工信〔2025〕7号关于“最高不超过300万元”的规定，<b>批复</b>如下。\n推进“双创”工作。\n";

fn post(content_type: &str, path: &str, more: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut request =
        Request::builder().method(Method::POST).uri(path).header("content-type", content_type).header("host", "127.0.0.1:8000");
    for (name, value) in more {
        request = request.header(*name, *value);
    }
    let request = request.body(Body::from(body.to_vec())).unwrap();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let (parts, body) = ROUTER.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

/// A form as a browser sends it: (field, file name, content).
fn form(parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (name, file, content) in parts {
        let file = file.map(|f| format!("; filename=\"{f}\"\r\nContent-Type: text/plain")).unwrap_or_default();
        body.extend(format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes());
        body.extend(*content);
        body.extend(b"\r\n");
    }
    body.extend(b"--XX--\r\n");
    post("multipart/form-data; boundary=XX", "/check", &[], &body)
}

#[test]
fn a_draft_is_shown_again_with_links_and_marks() {
    let empty: (&str, Option<&str>, &[u8]) = ("file", Some(""), b"");
    let answer = form(&[("text", None, DRAFT.replace('\n', "\r\n").as_bytes()), empty, ("date", None, "2025-06-01".as_bytes())]);
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let html = answer.html();
    // The remarks aside, the text is the same text.
    let shown: String = all(&html, ".check-text")[0]
        .children()
        .filter(|n| scraper::ElementRef::wrap(*n).is_none_or(|e| e.value().attr("class").is_none_or(|c| !c.contains("note"))))
        .map(|n| match scraper::ElementRef::wrap(n) {
            Some(e) => e.text().collect::<String>(),
            None => n.value().as_text().map(|t| t.to_string()).unwrap_or_default(),
        })
        .collect();
    assert_eq!(shown, DRAFT);
    assert!(all(&html, ".check-text b").is_empty());
    let links: Vec<&str> = all(&html, ".check-text a.cited").iter().filter_map(|a| a.value().attr("href")).collect();
    assert_eq!(links, ["/p/yunnan/measures/art-3", "/p/yunnan/measures", "/p/guangxi/plan"]);
    for link in &links {
        assert_eq!(get(link).status, StatusCode::OK, "{link}");
    }
    let told = words(&html, ".findings .outcome");
    assert_eq!(told, ["没有这一条款", "文字不同", "一致", "一致"]);
    assert_eq!(words(&html, ".difference del"), ["200"]);
    assert!(answer.body.contains("第一条至第四条") && answer.body.contains("“双创”"));
    // Every mark in the text has its place in the list, and the other way round.
    for a in all(&html, ".check-text a.note, .findings a.where") {
        let id = a.value().attr("href").unwrap().trim_start_matches('#');
        assert_eq!(all(&html, &format!("[id='{id}']")).len(), 1, "{id}");
    }
}

#[test]
fn an_error_keeps_what_was_typed() {
    let wrong = form(&[("text", None, DRAFT.as_bytes()), ("date", None, "2025-02-30".as_bytes())]);
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = wrong.html();
    assert_eq!(words(&html, "#text"), [DRAFT]);
    assert_eq!(all(&html, "#date")[0].value().attr("value"), Some("2025-02-30"));
    assert_eq!(words(&html, "#date-error").len(), 1);
    let none = form(&[("text", None, b" \r\n")]);
    assert_eq!((none.status, words(&none.html(), "#text-error").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    let word = form(&[("text", None, DRAFT.as_bytes()), ("file", Some("稿.docx"), b"PK\x03\x04")]);
    assert_eq!((word.status, words(&word.html(), "#file-error").len()), (StatusCode::UNPROCESSABLE_ENTITY, 1));
    assert_eq!(words(&word.html(), "#text"), [DRAFT]);
    let long = post("multipart/form-data; boundary=XX", "/check", &[("content-length", "3000000")], &vec![b'x'; 3_000_000]);
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(long.body.contains("2 MB") || long.body.contains("内容太长"), "{}", long.body);
    let bad = post("multipart/form-data", "/check", &[], b"x");
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert_eq!(post("text/plain", "/check", &[("origin", "http://evil.example")], b"").status, StatusCode::FORBIDDEN);
}

#[test]
fn a_file_is_read_in_any_encoding() {
    let gb = encoding_rs::GB18030.encode("依据《云南省平台管理办法》第四条办理。").0.into_owned();
    let answer = form(&[("text", None, b""), ("file", Some("draft.TXT"), &gb)]);
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(words(&answer.html(), ".check-text a.cited"), ["《云南省平台管理办法》第四条"]);
    assert_eq!(words(&answer.html(), "#text"), ["依据《云南省平台管理办法》第四条办理。"]);
}

#[test]
fn results_are_taken_away_and_not_kept() {
    for (format, kind) in [("md", "text/markdown; charset=utf-8"), ("json", "application/json"), ("docx", "application/vnd.openxml")] {
        let answer = form(&[("text", None, DRAFT.as_bytes()), ("format", None, format.as_bytes())]);
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header("content-type").starts_with(kind) && answer.header("cache-control") == "no-store", "{format}");
        assert!(answer.header("content-disposition").contains(&format!("check.{format}")));
    }
    let md = form(&[("text", None, DRAFT.as_bytes()), ("format", None, b"md")]).body;
    assert!(md.contains("](http://127.0.0.1:8000/p/yunnan/measures/art-3)") && md.contains("\\<b\\>"), "{md}");
    assert!(md.contains("［删：200］［增：300］") && md.contains("| [云南省平台管理办法]("), "{md}");
}

#[test]
fn the_interface_gives_the_report() {
    let sent = serde_json::json!({ "text": DRAFT, "date": "2025-06-01" }).to_string();
    let answer = post("application/json", "/api/v1/check", &[], sent.as_bytes());
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let json = answer.json();
    assert_eq!(json["citations"][0]["target"], serde_json::json!({"policy": "yunnan/measures", "address": "art-3"}));
    assert_eq!(json["citations"][0]["url"], "/p/yunnan/measures/art-3");
    assert_eq!((&json["citations"][1]["outcome"], &json["citations"][1]["valid"]), (&"no_such_clause".into(), &"第一条至第四条".into()));
    assert_eq!((&json["quotations"][0]["outcome"], &json["not_checked"], &json["wrong"]), (&"words_differ".into(), &0.into(), &2.into()));
    for bad in ["", "{}", "{\"text\":1}", "{\"text\":\"\",\"date\":\"x\"}"] {
        let answer = post("application/json", "/api/v1/check", &[], bad.as_bytes());
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::BAD_REQUEST, "application/problem+json"), "{bad}");
    }
}

#[test]
fn the_form_alone_asks_for_nothing() {
    let html = page("/check");
    assert!(all(&html, ".result").is_empty());
    assert_eq!(all(&html, "form.check-form label").len(), 3);
    assert_eq!(words(&html, ".site-nav [aria-current]"), ["核对"]);
    assert_eq!(get("/check?decision=999").status, StatusCode::NOT_FOUND);
}

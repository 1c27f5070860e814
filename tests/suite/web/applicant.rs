//! Eligibility and procedure, as pages and as JSON.

use super::*;

fn post(path: &str, body: &str) -> Answer {
    let request = Request::builder().method(Method::POST).uri(path).header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (parts, body) = ROUTER.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&bytes).into_owned() }
    })
}

#[test]
fn a_form_without_script_is_answered_and_not_stored() {
    let html = page("/eligibility");
    assert_eq!(all(&html, "form.answers input[name='sales']").len(), 3);
    assert!(all(&html, "li.met").is_empty() && all(&html, "li.failed").is_empty());
    let answer = post(
        "/eligibility",
        "sales=2%E4%BA%BF&sales=&sales=&registered_capital=%E5%BE%88%E5%A4%9A&place=%E5%B9%BF%E8%A5%BF&place=%E4%BA%91%E5%8D%97",
    );
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let html = answer.html();
    assert_eq!(all(&html, "form.answers input[name='sales']")[0].value().attr("value"), Some("2亿"));
    assert_eq!(words(&html, ".verdicts h3"), ["广西", "云南"]);
    assert!(words(&html, "li.met").join("").contains("营业收入不低于1亿元"), "{}", answer.body);
    assert!(words(&html, "li.unanswered").join("").contains("注册资本不低于3000万元"), "{}", answer.body);
    assert!(words(&html, ".problems").join("").contains("3000万"));
    for link in all(&html, ".conditions a") {
        assert_eq!(get(link.value().attr("href").unwrap()).status, StatusCode::OK);
    }
    assert_eq!(post("/eligibility", "place=%E7%81%AB%E6%98%9F").status, StatusCode::BAD_REQUEST);
    assert!(!post("/eligibility", "sales=%3Cscript%3E").body.contains("<script>"));
}

#[test]
fn the_interface_for_programs_gives_the_same() {
    let answer = post("/api/v1/eligibility", r#"{"places":["云南"],"answers":{"registered_capital":30000000,"punished":false}}"#);
    assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
    let json = answer.json();
    let met: Vec<&str> = json["places"][0]["conditions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|c| c["verdict"] == "met")
        .filter_map(|c| c["address"].as_str())
        .collect();
    assert_eq!(met, ["art-3/p1/1", "art-3/p1/2"], "{json}");
    let bad = post("/api/v1/eligibility", "sales=1");
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert!(bad.json()["detail"].as_str().unwrap().contains("JSON"));
    assert!(get("/api/v1/eligibility").json()["fields"].as_array().unwrap().len() > 10);
    assert!(get("/api/v1/procedure").json()["places"].is_array());
    assert_eq!(page("/procedure").select(&Selector::parse("h1").unwrap()).count(), 1);
    assert_eq!(get("/procedure?place=%E7%81%AB%E6%98%9F").status, StatusCode::BAD_REQUEST);
}

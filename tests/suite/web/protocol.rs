//! What holds for answers whatever they say: tags, pages of lists, other origins, linked data, the map of the site.

use axum::http::HeaderName;
use serde_json::Value;

use super::*;

fn header(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    for path in [
        "/",
        "/corpus",
        "/p/guangxi/plan",
        "/p/guangxi/plan/2/2",
        "/api/v1/policies",
        "/api/v1/topics",
        "/search.csv?q=%E8%A1%A5%E5%8A%A9",
        "/sitemap.xml",
        "/en/corpus",
    ] {
        let first = get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with('"') && tag.len() == 34, "{path}: {tag:?}");
        assert_eq!(get(path).header("etag"), tag, "{path}");
        let again = ask(&ROUTER, Method::GET, path, &[(header("if-none-match"), &tag)]);
        assert_eq!((again.status, again.body.as_str(), again.header("etag")), (StatusCode::NOT_MODIFIED, "", tag.as_str()), "{path}");
        let other = ask(&ROUTER, Method::GET, path, &[(header("if-none-match"), "\"other\"")]);
        assert_eq!((other.status, other.body == first.body), (StatusCode::OK, true), "{path}");
        let head = ask(&ROUTER, Method::HEAD, path, &[]);
        assert_eq!((head.status, head.body.as_str(), head.header("etag")), (StatusCode::OK, "", tag.as_str()), "{path}");
        assert_eq!(head.header("content-length"), first.body.len().to_string(), "{path}");
        let packed = ask(&ROUTER, Method::GET, path, &[(header("accept-encoding"), "gzip")]);
        if packed.header("content-encoding") == "gzip" {
            assert!(packed.header("etag").ends_with("-gzip\""), "{path}");
            let known = packed.header("etag").to_owned();
            let again = ask(&ROUTER, Method::GET, path, &[(header("accept-encoding"), "gzip"), (header("if-none-match"), &known)]);
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path}");
        }
    }
    assert_ne!(get("/corpus").header("etag"), get("/en/corpus").header("etag"));
    assert_eq!(get("/nothing").header("etag"), "");
    assert_eq!(get("/api/v1/nothing").header("etag"), "");
}

#[test]
fn pages_of_a_list_lead_from_one_to_the_next() {
    let mut address = "/api/v1/policies?limit=3".to_owned();
    let mut seen = Vec::new();
    loop {
        let answer = get(&address);
        let page: Value = answer.json();
        assert_eq!((page["total"].as_u64(), page["limit"].as_u64()), (Some(4), Some(3)));
        seen.extend(page["policies"].as_array().unwrap().iter().map(|p| p["document"]["id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else {
            assert!(!answer.header("link").contains("next") && answer.header("link").contains("rel=\"prev\""), "{}", answer.header("link"));
            break;
        };
        assert!(answer.header("link").contains(&format!("<{next}>; rel=\"next\"")), "{}", answer.header("link"));
        address = next.to_owned();
    }
    let whole = get("/api/v1/policies").json();
    let all: Vec<&str> = whole["policies"].as_array().unwrap().iter().map(|p| p["document"]["id"].as_str().unwrap()).collect();
    assert_eq!(seen, all);
    let place = get("/api/v1/policies?place=%E5%B9%BF%E5%B7%9E").json();
    assert!(place["policies"].as_array().unwrap().iter().all(|p| p["document"]["id"].as_str().unwrap().starts_with("guangzhou/")));
    assert_eq!(get("/api/v1/search?q=%E8%A1%A5%E5%8A%A9&limit=1").json()["next"], "/api/v1/search?q=%E8%A1%A5%E5%8A%A9&limit=1&offset=1");
    for list in ["missing", "radar", "lineage", "decisions", "cited/guangxi/plan"] {
        let page = get(&format!("/api/v1/{list}?limit=1")).json();
        for key in ["total", "limit", "offset", "next", "prev"] {
            assert!(page.get(key).is_some(), "{list}: {key}: {page}");
        }
    }
}

fn with_cors(given: &[&str]) -> Router {
    let cors = tiaoli::web::Cors::of(&given.iter().map(|g| (*g).to_owned()).collect::<Vec<_>>()).unwrap();
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in &FILES[..1] {
        crate::support::write(&dir.path().join("corpus").join(name), text);
    }
    let lexicon = Lexicon::embedded();
    let corpus = tiaoli::corpus::Corpus::open(&dir.path().join("corpus")).unwrap();
    build(&corpus, &dir.path().join("index"), &lexicon, &|_| {}).unwrap();
    let library = Library::open(&dir.path().join("index"), &lexicon).unwrap();
    tiaoli::web::router_with(Arc::new(Site::new(Arc::new(library), Arc::new(lexicon))), &cors)
}

#[test]
fn other_origins_read_only_what_they_may() {
    let origin = (header("origin"), "https://a.example");
    let told = |router: &Router, method: Method, path: &str| {
        let wish = (header("access-control-request-method"), "GET");
        let answer = ask(router, method, path, &[origin.clone(), wish]);
        (answer.status, answer.header("access-control-allow-origin").to_owned(), answer.header("access-control-allow-methods").to_owned())
    };
    assert_eq!(told(&ROUTER, Method::GET, "/api/v1/topics").1, "");
    assert_eq!(told(&ROUTER, Method::OPTIONS, "/api/v1/topics").0, StatusCode::METHOD_NOT_ALLOWED);
    let some = with_cors(&["https://a.example", "https://b.example"]);
    assert_eq!(told(&some, Method::GET, "/api/v1/topics").1, "https://a.example");
    let preflight = told(&some, Method::OPTIONS, "/api/v1/topics");
    assert_eq!((preflight.0, preflight.1.as_str(), preflight.2.as_str()), (StatusCode::OK, "https://a.example", "GET,HEAD"));
    assert_eq!(told(&some, Method::GET, "/api/openapi.json").1, "https://a.example");
    assert_eq!(told(&some, Method::GET, "/corpus").1, "");
    let stranger = ask(&some, Method::GET, "/api/v1/topics", &[(header("origin"), "https://c.example")]);
    assert_eq!((stranger.status, stranger.header("access-control-allow-origin")), (StatusCode::OK, ""));
    assert_eq!(told(&with_cors(&["*"]), Method::GET, "/api/v1/topics").1, "*");
}

#[test]
fn a_page_of_a_document_is_linked_data() {
    let asked = |path: &str| ask(&ROUTER, Method::GET, path, &[(header("host"), "law.example")]);
    let html = asked("/p/guangxi/plan").html();
    let data = words(&html, "script[type='application/ld+json']");
    let data: Value = serde_json::from_str(&data[0]).unwrap();
    assert_eq!((data["@type"].as_str(), data["legislationIdentifier"].as_str()), (Some("Legislation"), Some("桂工信〔2025〕7号")));
    assert_eq!((data["legislationDate"].as_str(), data["inLanguage"].as_str()), (Some("2025-03-04"), Some("zh-Hans")));
    assert_eq!(data["legislationJurisdiction"]["name"], "广西壮族自治区");
    assert_eq!(data["url"], "http://law.example/p/guangxi/plan");
    let canonical = |html: &Html| all(html, "link[rel=canonical]")[0].value().attr("href").unwrap().to_owned();
    assert_eq!(canonical(&html), "http://law.example/p/guangxi/plan");
    assert_eq!(canonical(&asked("/en/p/guangxi/plan/2/2").html()), "http://law.example/p/guangxi/plan/2/2");
    // An address that is no page is not said.
    let hostile = asked("/p/guangzhou/hostile").html();
    let data: Value = serde_json::from_str(&words(&hostile, "script[type='application/ld+json']")[0]).unwrap();
    assert_eq!((data.get("sameAs"), data["legislationDate"].as_str()), (None, Some("2022-07-29")));
    assert_eq!(data["description"], "要点（非原文）");
    let law: Value = serde_json::from_str(&words(&asked("/p/yunnan/measures").html(), "script[type='application/ld+json']")[0]).unwrap();
    assert_eq!(law["temporalCoverage"], "2024-01-01/..");
    assert_eq!(law["legislationLegalForce"], "https://schema.org/InForce");
}

#[test]
fn the_map_of_the_site_names_every_document() {
    let host = (header("host"), "law.example");
    let map = ask(&ROUTER, Method::GET, "/sitemap.xml", std::slice::from_ref(&host));
    assert_eq!(map.header("content-type"), "application/xml; charset=utf-8");
    let places: Vec<&str> = map.body.split("<loc>").skip(1).map(|p| p.split("</loc>").next().unwrap()).collect();
    for path in ["/", "/corpus", "/p/guangxi/plan", "/p/guangzhou/hant"] {
        assert!(places.contains(&format!("http://law.example{path}").as_str()), "{path}: {places:?}");
    }
    for place in places {
        let path = place.strip_prefix("http://law.example").unwrap();
        assert_eq!(get(path).status, StatusCode::OK, "{path}");
    }
    let robots = ask(&ROUTER, Method::GET, "/robots.txt", &[host]);
    assert!(robots.body.ends_with("Sitemap: http://law.example/sitemap.xml\n"), "{}", robots.body);
    assert_eq!(get("/sitemap/1.xml").status, StatusCode::OK);
    assert_eq!(get("/sitemap/2.xml").status, StatusCode::NOT_FOUND);
}

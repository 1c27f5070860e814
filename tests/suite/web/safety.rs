//! Nothing typed or read is taken for markup; every answer carries the headers that keep it so.

use super::*;

const HOSTILE: &str =
    "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&place=%3Cb%3E&place=%22onmouseover%3D";

#[test]
fn a_hostile_query_is_words() {
    let typed = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let html = page(HOSTILE);
    assert_eq!(all(&html, "input#q")[0].value().attr("value"), Some(typed));
    assert!(words(&html, "title")[0].contains(typed));
    only_our_own_elements(&html, HOSTILE);
}

#[test]
fn hostile_documents_are_words() {
    for path in [
        "/",
        "/corpus",
        "/quality",
        "/p/guangzhou/hostile",
        "/p/guangzhou/hostile/1",
        "/p/guangzhou/hostile/2",
        "/compare",
        "/search?q=alert",
    ] {
        let html = page(path);
        only_our_own_elements(&html, path);
    }
    let html = page("/p/guangzhou/hostile");
    let text = words(&html, ".words").join("");
    assert!(text.contains("<img src=x onerror=alert(1)>总则") && text.contains("&amp;&lt;") && text.contains("{{ title }}"), "{text}");
    assert!(all(&html, "a[href^='javascript']").is_empty());
    assert!(words(&html, ".meta").join("").contains("javascript:alert(1)"));
    let lost = get("/p/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    only_our_own_elements(&lost.html(), "a lost path");
}

/// Scripts from our own files, and data that no browser executes; nothing else inline, no image, no element that the text tried to make.
fn only_our_own_elements(html: &Html, path: &str) {
    let scripts = all(html, "script:not([type='application/ld+json'])");
    let own = |e: &scraper::ElementRef| {
        e.value().attr("src").is_some_and(|s| ["/static/site.js?", "/static/reading.js?"].iter().any(|own| s.starts_with(own)))
    };
    assert!((1..=2).contains(&scripts.len()) && scripts.iter().all(own) && scripts.iter().all(|s| s.text().next().is_none()), "{path}");
    for selector in ["style", "[style]", "img", "iframe", "object", "form[action^='http']", "base"] {
        assert!(all(html, selector).is_empty(), "{path} has {selector}");
    }
    for element in all(html, "*") {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "{path}: {}", element.html());
    }
}

#[test]
fn every_answer_carries_the_headers() {
    for path in [
        "/",
        "/search?q=x",
        "/nowhere",
        "/p/guangxi/plan",
        "/api/v1/policies",
        "/api/v1/nowhere",
        "/static/nothing",
        "/healthz",
        "/search?page=x",
    ] {
        let answer = get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
    }
}

#[test]
fn what_is_not_understood_is_named() {
    for (path, part) in [
        ("/search?page=x", "page=x"),
        ("/search?level=%E9%95%87", "镇"),
        ("/p/%FF%FE", "UTF-8"),
        ("/compare?place=%E7%81%AB%E6%98%9F", "火星"),
    ] {
        let answer = get(path);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert!(words(&answer.html(), ".lead")[0].contains(part), "{path}: {}", answer.body);
    }
}

#[test]
fn only_reading_is_offered() {
    for path in ["/", "/search", "/api/v1/search", "/p/guangxi/plan"] {
        let answer = ask(&ROUTER, Method::POST, path, &[]);
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert!(!answer.body.is_empty(), "{path}");
        assert_eq!(ask(&ROUTER, Method::HEAD, path, &[]).body, "", "{path}");
    }
}

#[test]
fn files_of_the_site_are_kept_by_the_browser_until_they_change() {
    for element in all(&page("/"), "link[href], script[src]") {
        let path = element.value().attr("href").or(element.value().attr("src")).unwrap().to_owned();
        let answer = get(&path);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("cache-control").contains("immutable") && path.contains("?v="), "{path}");
        assert_ne!(answer.header("content-type"), "application/octet-stream", "{path}");
    }
}

#[test]
fn a_port_in_use_is_named_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap();
    let lexicon = Lexicon::embedded();
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir(root.path().join("corpus")).unwrap();
    let corpus = tiaoli::corpus::Corpus::open(&root.path().join("corpus")).unwrap();
    build(&corpus, &root.path().join("index"), &lexicon, &|_| {}).unwrap();
    let library = Library::open(&root.path().join("index"), &lexicon).unwrap();
    let site = Arc::new(Site::new(Arc::new(library), Arc::new(lexicon)));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let error = runtime
        .block_on(tiaoli::web::serve(Arc::clone(&site), addr, &tiaoli::web::Cors::Off, |_| panic!("it cannot listen there")))
        .unwrap_err()
        .to_string();
    assert!(error.contains(&addr.to_string()) && error.contains("--addr"), "{error}");
    // With nothing in the corpus the start page says what to do.
    let home = ask(&router(site), Method::GET, "/", &[]);
    assert!(home.body.contains("还没有文件") && home.body.contains("corpus"), "{}", home.body);
}

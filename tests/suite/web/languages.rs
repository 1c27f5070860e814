//! Pages in the language of the address or of the browser.

use axum::http::{Method, StatusCode, header};

use super::{Answer, ROUTER, ask};

fn get(address: &str, wishes: &str) -> Answer {
    ask(&ROUTER, Method::GET, address, &[(header::ACCEPT_LANGUAGE, wishes)])
}

#[test]
fn the_address_chooses_the_language_and_links_keep_it() {
    let answer = get("/", "en");
    assert!(answer.body.contains("<html lang=\"en\">") && answer.body.contains("href=\"/search"), "{}", answer.body);
    assert_eq!(answer.header("content-language"), "en");
    assert!(answer.headers.get_all(header::VARY).iter().any(|v| v == "accept-language"));
    let page = get("/hant/", "en").body;
    assert!(page.contains("<html lang=\"zh-Hant\">") && page.contains("查政策，查到那一條"), "{page}");
    assert!(page.contains("href=\"/hant/compare\"") && !page.contains("href=\"/compare"));
    assert!(page.contains("href=\"/en/\"") && page.contains("href=\"/static/"));
    assert!(get("/", "fr").body.contains("<html lang=\"zh-Hans\">"));
    assert!(get("/hans/", "en").body.contains("<html lang=\"zh-Hans\">"));
}

#[test]
fn a_redirect_keeps_the_language() {
    let answer = get("/en/p/guangzhou/hant/%E4%B8%80", "zh");
    assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.header("location"), "/en/p/guangzhou/hant/1");
}

#[test]
fn errors_are_told_in_the_language_that_was_chosen() {
    for address in ["/en/nothing", "/en/static/nothing.css", "/en/p/nowhere/at-all"] {
        let answer = get(address, "zh");
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.body.contains("Not found"), "{address}: {}", answer.body);
    }
}

#[test]
fn a_page_of_an_address_that_names_two_languages_is_not_there() {
    assert_eq!(get("/en/hant/search", "zh").status, StatusCode::NOT_FOUND);
}

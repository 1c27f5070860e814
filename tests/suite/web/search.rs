//! The page and the interface of a search: filters stand in the address, counts are those of the filters.

use serde_json::Value;

use super::*;

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn links<'a>(html: &'a Html, selector: &str) -> Vec<(String, &'a str)> {
    all(html, selector).iter().map(|e| (e.text().collect::<String>(), e.value().attr("href").unwrap())).collect()
}

#[test]
fn an_amount_is_filtered_by_a_form_and_the_address_holds_it() {
    let path = format!("/search?q={}&role={}&min={}&max=&sort=amount", encode("平台"), encode("资助"), encode("100万"));
    let html = page(&path);
    assert!(words(&html, ".summary")[0].contains("找到 1 条") && words(&html, ".summary")[0].contains("有一个资助金额不低于 100万元"));
    assert_eq!(links(&html, ".hit h2 a")[0].1, "/p/guangxi/plan/2/2");
    assert_eq!(all(&html, "input#min")[0].value().attr("value"), Some("100万"));
    assert_eq!(words(&html, "select#role option[selected]"), ["资助"]);
    let sorted = page(&format!("/search?q={}&sort=amount", encode("平台")));
    assert_eq!(words(&sorted, ".sorts b"), ["数值大的在前"]);
    let chips = words(&html, ".chips a").join(" ");
    assert!(chips.contains("数值用途：资助") && chips.contains("数值不小于 100万"), "{chips}");
    // What the form carries along is all of the search but what it asks itself.
    let carried: Vec<&str> = all(&html, "form.range input[type=hidden]").iter().filter_map(|e| e.value().attr("name")).collect();
    assert_eq!(carried, ["q", "sort"]);
    let bad = get(&format!("/search?min={}", encode("很多")));
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert!(words(&bad.html(), ".lead")[0].contains("例如 500万元"));
}

#[test]
fn every_filter_finds_as_many_as_it_says() {
    for query in
        ["q=", "q=%E5%B9%B3%E5%8F%B0+OR+%E8%A1%A5%E5%8A%A9", "role=%E8%B5%84%E5%8A%A9", "min=100%E4%B8%87", "kind=money&level=provincial"]
    {
        let start = page(&format!("/search?{query}&year=2025"));
        let start = if all(&start, ".filter a").is_empty() { page(&format!("/search?{query}")) } else { start };
        for (text, href) in links(&start, ".filter a:not(.on)") {
            let count: String = text.trim().chars().rev().take_while(char::is_ascii_digit).collect::<String>().chars().rev().collect();
            let json = get(&format!("/api/v1{href}&limit=1"));
            assert_eq!(json.status, StatusCode::OK, "{query}: {href}");
            let total = json.json()["total"].as_u64().unwrap();
            // A second value of one filter adds to the first.
            let several =
                ["place", "level", "authority", "role", "kind", "topic"].iter().any(|n| href.matches(&format!("{n}=")).count() > 1);
            assert!(several || count == total.to_string(), "{query}: {text} at {href} finds {total}");
        }
    }
}

#[test]
fn hits_stand_by_document_and_say_why() {
    let html = page(&format!("/search?q={}", encode("补助 OR 资金支持")));
    let documents = links(&html, ".found-in > .origin a");
    let mut seen = std::collections::BTreeSet::new();
    assert!(documents.len() > 1 && documents.iter().all(|(_, href)| seen.insert(*href)), "a document stands once: {documents:?}");
    assert!(words(&html, ".why li").iter().any(|w| w == "“补助”：在这一条的文字里"), "{:?}", words(&html, ".why li"));
    let beside = links(&html, ".beside > a");
    assert!(beside.iter().any(|(t, _)| t == "前一条") && beside.iter().any(|(t, _)| t == "后一条"));
    for (_, href) in beside {
        assert_eq!(get(href).status, StatusCode::OK, "{href}");
    }
    // Synonyms are named and switched off with one click.
    let off = links(&html, "main p.small a").into_iter().find(|(t, _)| t == "只查原词").unwrap();
    assert!(off.1.contains("synonyms=off") && words(&page(off.1), "main p.small").join("").contains("没有查近义词"));
}

#[test]
fn the_interface_explains_when_asked() {
    let json = |path: &str| get(path).json();
    let asked = json(&format!("/api/v1/search?q={}&explain=1&sort=date", encode("平台 资助>=100万")));
    assert_eq!(asked["canonical"], "平台 资助.金额>=100万元");
    let why: Vec<&str> = asked["hits"][0]["why"].as_array().unwrap().iter().map(|w| w["place"].as_str().unwrap()).collect();
    assert_eq!(why, ["text", "fact"]);
    assert_eq!(asked["facets"]["kinds"][0][0], "money");
    let unasked = json(&format!("/api/v1/search?q={}", encode("平台")));
    assert!(unasked["hits"].as_array().unwrap().iter().all(|h| h.get("why").is_none()));
    // The same filters in the query and in fields of their own.
    let total = |path: String| json(&path)["total"].clone();
    let typed = total(format!("/api/v1/search?q={}", encode("资助>=100万 机关:x OR 用途:目标")));
    assert!(typed.is_u64());
    for (typed, fields) in [
        ("资助.金额>=100万", "role=support&kind=money&min=100万"),
        ("金额=3000万元..1亿", "min=1亿&max=3000万元"),
        ("有效:2025-06-01", "in_force=2025-06-01"),
        ("用途:目标 类型:数量", "role=target&kind=count"),
        ("用途:目标 OR 用途:条件", "role=target,threshold"),
    ] {
        let fields: String = fields.chars().map(|c| if c.is_ascii() { c.to_string() } else { encode(&c.to_string()) }).collect();
        let (a, b) = (total(format!("/api/v1/search?q={}", encode(typed))), total(format!("/api/v1/search?{fields}")));
        assert_eq!(a, b, "{typed}");
        assert_ne!(a, Value::from(0), "{typed}");
    }
}

#[test]
fn the_help_page_shows_every_way_of_asking() {
    let html = page("/help");
    let shown = words(&html, "#query th[scope=row] code");
    assert_eq!(shown.len(), tiaoli::search::FORMS.len() + tiaoli::search::FILTERS.len());
    for (text, href) in links(&html, "#query th a") {
        assert_eq!(get(href).status, StatusCode::OK, "{text}");
    }
}

//! Every page is whole, and every link leads somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Follows every internal link from the start page, at most `max` pages; gives each page's address and text.
fn crawl(max: usize) -> BTreeMap<String, Answer> {
    let mut waiting = vec!["/".to_owned(), "/search?q=%E8%A1%A5%E5%8A%A9".to_owned(), "/search?q=zzzz&place=%E5%B9%BF%E8%A5%BF".to_owned()];
    let mut seen: BTreeMap<String, Answer> = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        if seen.contains_key(&path) || seen.len() >= max {
            continue;
        }
        let answer = get(&path);
        if answer.header("content-type").starts_with("text/html") {
            // The same pages in another language are left out. Filters lead to every combination of filters; search engines are told not to follow them either.
            for link in all(&answer.html(), "a[href]:not([rel=nofollow], [hreflang]), link[href], script[src]") {
                let href = link.value().attr("href").or(link.value().attr("src")).unwrap();
                if href.starts_with('/') {
                    waiting.push(href.split('#').next().unwrap().to_owned());
                }
            }
        }
        seen.insert(path, answer);
    }
    seen
}

#[test]
fn every_link_leads_somewhere() {
    let pages = crawl(600);
    assert!(pages.len() > 40 && pages.len() < 600, "{} pages", pages.len());
    let ids: BTreeMap<&str, BTreeSet<String>> = pages
        .iter()
        .map(|(path, a)| (path.as_str(), all(&a.html(), "[id]").iter().map(|e| e.value().attr("id").unwrap().to_owned()).collect()))
        .collect();
    for (path, answer) in &pages {
        assert!(answer.status.is_success(), "{path} is linked and answers {}", answer.status);
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in all(&answer.html(), "a[href*='#']") {
            let href = link.value().attr("href").unwrap();
            let (to, fragment) = href.split_once('#').unwrap();
            let to = if to.is_empty() { path } else { to };
            let fragment = percent_encoding::percent_decode_str(fragment).decode_utf8().unwrap();
            assert!(ids[to].contains(&*fragment), "{path} links to {href}, and there is no such id");
        }
    }
}

#[test]
fn every_page_is_whole() {
    for (path, answer) in crawl(200).iter().filter(|(_, a)| a.header("content-type").starts_with("text/html")) {
        let html = answer.html();
        for (selector, number) in
            [("html[lang='zh-Hans']", 1), ("h1", 1), ("main#main", 1), ("a.skip[href='#main']", 1), ("nav", 1), ("footer", 1)]
        {
            let found = all(&html, selector).len();
            assert!(found == number || (selector == "nav" && found > number), "{path}: {found} × {selector}");
        }
        assert!(words(&html, "title")[0].ends_with("条理") && !words(&html, "h1")[0].trim().is_empty(), "{path}");
        let mut ids = BTreeSet::new();
        for element in all(&html, "[id]") {
            let id = element.value().attr("id").unwrap();
            assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{path}: id {id:?}");
            assert!(ids.insert(id.to_owned()), "{path}: two elements have the id {id}");
        }
        for element in all(&html, "[aria-labelledby], label[for]") {
            let to = element.value().attr("aria-labelledby").or(element.value().attr("for")).unwrap();
            assert!(ids.contains(to), "{path}: nothing has the id {to}");
        }
        for input in all(&html, "input:not([type=hidden]):not([type=checkbox])") {
            // By its own words, by a label around it, or by a label that points at it.
            let named = input.value().attr("aria-label").is_some_and(|l| !l.is_empty());
            let mut around = input.ancestors().filter_map(scraper::ElementRef::wrap).filter(|e| e.value().name() == "label");
            let labelled = around.any(|l| l.text().any(|t| !t.trim().is_empty()));
            let pointed = || input.value().attr("id").is_some_and(|id| !all(&html, &format!("label[for='{id}']")).is_empty());
            assert!(named || labelled || pointed(), "{path}: {:?} has no label", input.value());
        }
        for table in all(&html, "table") {
            let heads = Selector::parse("th").unwrap();
            assert!(table.select(&heads).all(|th| th.value().attr("scope").is_some()), "{path}: a th without scope");
        }
        for empty in all(&html, "a, button, h2, h3, h4, h5, h6") {
            let named = empty.text().any(|t| !t.trim().is_empty()) || empty.value().attr("aria-label").is_some();
            assert!(named, "{path}: {} has no words", empty.html());
        }
    }
}

#[test]
fn the_first_page_is_light() {
    let home = get("/");
    let assets: usize = all(&home.html(), "link[href], script[src]")
        .iter()
        .map(|e| get(e.value().attr("href").or(e.value().attr("src")).unwrap()).body.len())
        .sum();
    assert!(home.body.len() + assets < 60_000, "{} + {assets} bytes", home.body.len());
    let zipped = ask(&ROUTER, Method::GET, "/help", &[(header::ACCEPT_ENCODING, "gzip")]);
    assert_eq!(zipped.header("content-encoding"), "gzip");
}

#[test]
fn the_start_page_says_what_is_held() {
    let html = page("/");
    assert_eq!(words(&html, ".figures b")[0], "4");
    let levels = words(&html, ".levels td a").join(" ");
    assert!(levels.contains("广西") && levels.contains("广州"), "{levels}");
    assert!(words(&html, "main").join("").contains("1 个文件没有读成"));
}

#[test]
fn the_corpus_page_lists_documents_and_failures() {
    let html = page("/corpus");
    assert_eq!(all(&html, ".documents tbody tr").len(), 4);
    let failures = words(&html, ".failures li").join("");
    assert!(failures.contains("guangzhou/broken.txt") && failures.chars().count() > 30, "{failures}");
    assert_eq!(words(&html, ".documents .badge.digest"), ["要点（非原文）"]);
}

#[test]
fn a_document_shows_its_clauses_under_their_addresses() {
    let html = page("/p/guangxi/plan");
    let ids: Vec<&str> = all(&html, "section.clause").iter().filter_map(|e| e.value().attr("id")).collect();
    for id in ["preamble", "1", "2", "2/1", "2/2", "2/2/1", "att1", "att1/1", "att1/2/1"] {
        assert!(ids.contains(&id), "{id} is not among {ids:?}");
    }
    let contents = words(&html, ".contents li");
    assert!(contents.iter().any(|c| c == "一、总体要求") && contents.iter().any(|c| c.starts_with("（二）支持政策")), "{contents:?}");
    let card = words(&html, ".meta").join("");
    assert!(card.contains("桂工信〔2025〕7号") && card.contains("来自说明文件") && card.contains("2025年3月4日"), "{card}");
    assert!(words(&html, ".doc-head").join("").contains("<u>备注</u>"));
    let chapters = words(&page("/p/yunnan/measures"), "h2.group");
    assert_eq!(chapters.len(), 2, "{chapters:?}");
}

#[test]
fn words_keep_the_script_they_are_printed_in() {
    let html = page("/p/guangzhou/hant");
    assert!(words(&html, ".words").join("").contains("推動産業鏈發展"));
    assert!(all(&html, ".words").iter().all(|e| e.value().attr("lang") == Some("zh-Hant")));
    assert!(all(&page("/p/guangxi/plan"), ".words").iter().all(|e| e.value().attr("lang") == Some("zh-Hans")));
}

#[test]
fn a_clause_names_its_place_its_neighbours_and_how_to_cite_it() {
    let html = page("/p/guangxi/plan/2/2");
    assert!(words(&html, "h1")[0].starts_with("二、（二）"), "{:?}", words(&html, "h1"));
    assert_eq!(words(&html, ".cite-text"), ["《广西壮族自治区产业创新平台建设工作方案》（桂工信〔2025〕7号）第二部分第（二）条"]);
    let links = |selector| all(&html, selector).iter().filter_map(|e| e.value().attr("href")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(links("a[rel=prev]"), ["/p/guangxi/plan/2/1"]);
    assert_eq!(links("a[rel=next]"), ["/p/guangxi/plan/3"]);
    assert_eq!(links(".toolbar a"), ["/p/guangxi/plan#2/2", "/side?a=guangxi/plan/2/2"]);
    assert!(words(&html, ".crumbs")[0].contains("二、主要任务"));
    let shown: Vec<&str> = all(&html, "section.clause").iter().filter_map(|e| e.value().attr("id")).collect();
    assert_eq!(shown, ["2/2", "2/2/1", "2/2/2"]);
    // What is no official text is not offered for citing.
    let digest = page("/p/guangzhou/hostile/1");
    assert!(all(&digest, ".cite-text").is_empty() && !all(&digest, ".digest-banner").is_empty());
}

#[test]
fn native_addresses_move_to_the_one_right_address() {
    let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    for (typed, to) in [
        ("/p/guangxi/plan/".to_owned(), "/p/guangxi/plan"),
        ("/p/guangxi/plan/2/2/".to_owned(), "/p/guangxi/plan/2/2"),
        (format!("/p/guangxi/plan/{}", encode("二（二）1")), "/p/guangxi/plan/2/2/1"),
        (format!("/p/yunnan/measures/{}", encode("第四条")), "/p/yunnan/measures/art-4"),
        (format!("/p/guangxi/plan/{}", encode("附件1 一、")), "/p/guangxi/plan/att1/1"),
    ] {
        let answer = get(&typed);
        assert_eq!((answer.status, answer.header("location")), (StatusCode::MOVED_PERMANENTLY, to), "{typed}");
    }
    // 第三条第（一）项 is found whether or not the article counts its paragraphs.
    let item = get(&format!("/p/yunnan/measures/{}", encode("第三条第（一）项")));
    let with_paragraph = get(&format!("/p/yunnan/measures/{}", encode("第三条第一款第（一）项")));
    let end = |a: &Answer| if a.status == StatusCode::MOVED_PERMANENTLY { a.header("location").to_owned() } else { panic!("{}", a.status) };
    assert_eq!(end(&item), end(&with_paragraph));
    assert_eq!(get(&end(&item)).status, StatusCode::OK);
}

#[test]
fn what_is_not_there_leads_on() {
    let clause = get("/p/guangxi/plan/9/9");
    assert_eq!(clause.status, StatusCode::NOT_FOUND);
    assert!(words(&clause.html(), ".lead")[0].contains("从“一、”到“附件1”，共 4 条"), "{:?}", words(&clause.html(), ".lead"));
    let document = get("/p/guangxi/plam");
    assert_eq!(document.status, StatusCode::NOT_FOUND);
    assert_eq!(all(&document.html(), "main .links a")[0].value().attr("href"), Some("/p/guangxi/plan"));
    let nowhere = get("/%E5%B9%B3%E5%8F%B0%E7%AE%A1%E7%90%86%E5%8A%9E%E6%B3%95");
    let search = all(&nowhere.html(), "main a.button").iter().filter_map(|e| e.value().attr("href")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(
        (nowhere.status, search),
        (StatusCode::NOT_FOUND, vec!["/search?q=%E5%B9%B3%E5%8F%B0%E7%AE%A1%E7%90%86%E5%8A%9E%E6%B3%95".to_owned()])
    );
    assert!(words(&nowhere.html(), "main .links").join("").contains("云南省平台管理办法"));
    let word = get("/p/guangxi/plan/abc");
    assert_eq!(word.status, StatusCode::NOT_FOUND);
    assert!(words(&word.html(), ".lead")[0].contains("5/2/3"));
}

#[test]
fn the_three_silences_look_different() {
    let html = page("/help");
    let states: BTreeSet<&str> = all(&html, "dt.state").iter().filter_map(|e| e.value().attr("class")).collect();
    assert_eq!(states.len(), 3);
    let compare = get("/compare?topic=nosuchtopic");
    assert_eq!(compare.status, StatusCode::BAD_REQUEST);
    assert!(words(&compare.html(), ".lead")[0].contains("nosuchtopic"));
}

#[test]
fn the_corpus_page_can_be_narrowed_and_ordered() {
    let count = |path: &str| all(&page(path), ".documents tbody tr").len();
    assert_eq!(
        count("/corpus?place=%E5%B9%BF%E5%B7%9E") + count("/corpus?place=%E5%B9%BF%E8%A5%BF") + count("/corpus?place=%E4%BA%91%E5%8D%97"),
        4
    );
    assert_eq!(count("/corpus?level=municipal"), count("/corpus?place=%E5%B9%BF%E5%B7%9E"));
    assert_eq!(["in_force", "ended", "not_yet", "unknown"].map(|v| count(&format!("/corpus?validity={v}"))).iter().sum::<usize>(), 4);
    let by_facts: Vec<usize> =
        words(&page("/corpus?sort=facts"), ".documents td:nth-child(4)").iter().map(|w| w.trim().parse().unwrap()).collect();
    assert!(by_facts.len() == 4 && by_facts.is_sorted_by(|a, b| a >= b), "{by_facts:?}");
    assert_eq!(get("/corpus?level=village").status, 400);
    let html = page("/corpus?page=99");
    assert_eq!(all(&html, ".documents tbody tr").len(), 4, "a page behind the last is the last");
}

#[test]
fn the_quality_page_says_what_its_figures_rest_on() {
    let html = page("/quality");
    let text = words(&html, "main").join(" ");
    for told in ["收录与质量", "查全率", "不说明什么", "依据", "每百条数值"] {
        assert!(text.contains(told), "{told}");
    }
    let total = words(&html, "tfoot td.n");
    assert_eq!(total[0].trim(), "4", "{total:?}");
    // Every figure of validity leads to as many documents.
    for row in all(&html, "[aria-labelledby=validity-title] tbody tr") {
        let cells: Vec<String> = row.select(&scraper::Selector::parse("td").unwrap()).map(|c| c.text().collect()).collect();
        let link = row.select(&scraper::Selector::parse("a").unwrap()).next();
        let listed = link.and_then(|a| a.value().attr("href")).map_or(0, |href| all(&page(href), ".documents tbody tr").len());
        assert_eq!(cells[0].trim(), listed.to_string());
    }
    let json: serde_json::Value = serde_json::from_str(&get("/api/v1/quality").body).unwrap();
    assert_eq!(json["total"]["documents"], 4);
    assert!(json["measured"]["scores"].as_array().unwrap().len() > 5);
}

//! Eligibility and procedure, as pages and as JSON.

use super::*;

/// The site over the documents of the repository.
static CORPUS: LazyLock<Router> =
    LazyLock::new(|| site(Path::new("corpus"), &std::env::temp_dir().join(format!("tiaoli-web-corpus-{}", std::process::id()))));

fn post(path: &str, body: &str) -> Answer {
    post_to(&ROUTER, path, body)
}

fn post_to(router: &Router, path: &str, body: &str) -> Answer {
    let request = Request::builder().method(Method::POST).uri(path).header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(Body::from(body.to_owned())).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
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

#[test]
fn forms_are_read_and_taken_away() {
    let get = |path: &str| ask(&CORPUS, Method::GET, path, &[]);
    let page = |path: &str| get(path).html();
    let html = page("/p/yunnan/2019-plan/form/att1");
    assert_eq!(words(&html, "h1"), ["云南省制造业创新中心创建申报书"]);
    assert!(words(&html, ".form-table th").iter().any(|t| t.contains("注册资金")) && all(&html, ".form-table td.empty").len() > 50);
    assert!(words(&html, ".origin").join("").contains("SHA-256") && words(&html, ".remark").join("").contains("以原件为准"));
    for link in all(&html, ".form-files a[rel]") {
        let href = link.value().attr("href").unwrap();
        let file = get(href);
        assert_eq!(file.status, StatusCode::OK, "{href}");
        assert!(file.header("content-disposition").contains("filename*=UTF-8''yunnan"), "{}", file.header("content-disposition"));
    }
    assert_eq!(
        get("/p/yunnan/2019-plan/form/att1.json").json()["fields"].as_array().unwrap().len(),
        get("/p/yunnan/2019-plan/form/%E9%99%84%E4%BB%B61.json").json()["fields"].as_array().unwrap().len()
    );
    for (path, part) in [("form/att9", "附件9"), ("form/x", "att1"), ("form", "请选择一份")] {
        let answer = get(&format!("/p/yunnan/2019-plan/{path}"));
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.body.contains(part) && answer.body.contains("/form/att3"), "{path}: {}", answer.body);
    }
    let lost = get("/procedure?place=%E4%BA%91%E6%A5%A0");
    assert!(lost.status == StatusCode::BAD_REQUEST && lost.body.contains("/procedure?place=%E4%BA%91%E5%8D%97"), "{}", lost.body);
    assert!(get("/p/guangxi/pilot-plan/form").body.contains("没有认出要填写的表格"));
    // Every place that speaks of materials leads to the forms.
    for path in ["/p/yunnan/2019-plan", "/procedure", "/eligibility"] {
        assert!(all(&page(path), "a[href='/p/yunnan/2019-plan/form/att1']").len() == 1 || path == "/procedure", "{path}");
    }
    let html = page("/procedure?place=%E4%BA%91%E5%8D%97");
    assert!(all(&html, ".materials a[href='/p/yunnan/2019-plan/form/att3']").len() == 1);
    assert!(all(&html, "svg.flow title").len() == 2 && all(&html, "svg.flow desc").len() == 2);
}

#[test]
fn conditions_carry_what_decides_them_and_nothing_is_asked_for() {
    let html = page("/eligibility");
    let rules = all(&html, "li[data-rule]");
    assert_eq!(rules.len(), all(&html, ".conditions > li").len());
    for rule in rules {
        let rule: serde_json::Value = serde_json::from_str(rule.value().attr("data-rule").unwrap()).unwrap();
        assert!(["hand", "threshold", "words"].contains(&rule["test"]["kind"].as_str().unwrap()), "{rule}");
    }
    let lists: serde_json::Value = serde_json::from_str(all(&html, "form.answers")[0].value().attr("data-eligibility").unwrap()).unwrap();
    assert_eq!(lists["places"]["廣州市"], "440100 广州市");
    let script = get(all(&html, "script[src*='eligibility.js']")[0].value().attr("src").unwrap());
    assert_eq!(script.status, StatusCode::OK);
    for sends in ["fetch(", "XMLHttpRequest", "sendBeacon", "localStorage", "cookie"] {
        assert!(!script.body.contains(sends), "{sends}");
    }
}

#[test]
fn the_steps_are_a_row_of_the_comparison() {
    let get = |path: &str| ask(&CORPUS, Method::GET, path, &[]);
    let page = |path: &str| get(path).html();
    for path in ["/compare?topic=steps", "/compare?row=procedure", "/compare?topic=%E5%8A%9E%E7%90%86%E6%AD%A5%E9%AA%A4"] {
        let html = page(path);
        assert_eq!(words(&html, ".compare-table tbody th a")[0], "办理步骤", "{path}");
        let told = words(&html, ".compare-table td").join("");
        assert!(told.contains("1. 发布通知：") && told.contains("公示"), "{told}");
    }
    let json = get("/api/v1/compare?topic=steps&place=%E4%BA%91%E5%8D%97").json();
    assert_eq!(json["rows"][0]["topic"], "steps");
    assert_eq!(json["rows"][0]["cells"][0]["entries"][0]["value"], "1. 申报：牵头单位");
    for format in ["md", "csv", "json", "xlsx", "docx"] {
        assert_eq!(get(&format!("/compare.{format}?topic=steps")).status, StatusCode::OK, "{format}");
    }
    // All topics are what they were.
    assert!(!page("/compare").html().contains(">办理步骤</a>"));
}

#[test]
fn a_body_is_what_its_description_says() {
    let places = |times: usize| serde_json::json!({ "places": vec![""; times] }).to_string();
    assert_eq!([50, 51].map(|n| post("/api/v1/eligibility", &places(n)).status.as_u16()), [200, 400]);
    for (body, status) in [("{}", 200), (" []", 400), ("[[\"广西\"]]", 400), ("", 400), ("null", 400)] {
        let answer = post("/api/v1/eligibility", body);
        assert_eq!(answer.status.as_u16(), status, "{body}");
    }
}

/// A site that holds 42 documents with a procedure, 41 of them of one place, and one that says nothing of it.
static MANY: LazyLock<Router> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("tiaoli-web-many-{}", std::process::id()));
    let rules = "第一章 申报条件\n第一条 申报单位上年度营业收入不低于1亿元。\n第二章 申报程序\n第二条 申报单位向省工业和信息化厅提交申报书，省工业和信息化厅组织专家评审。\n";
    let text = |place: &str, n: usize, rules: &str| format!("{place}创新平台管理办法（第{n}号）\n{rules}第三条 本办法自印发之日起施行。\n");
    let write = |name: String, text: String| {
        let path = root.join("corpus").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    (1..=41).for_each(|n| write(format!("yunnan/a{n}.txt"), text("云南省", n, rules)));
    write("guangxi/a.txt".into(), text("广西壮族自治区", 1, rules));
    write("guangzhou/a.txt".into(), text("广州市", 1, ""));
    site(&root.join("corpus"), &root.join("index"))
});

#[test]
fn many_documents_come_in_pages() {
    let page = |path: &str| ask(&MANY, Method::GET, path, &[]).html();
    let hrefs = |html: &Html, selector: &str| -> Vec<String> {
        all(html, selector).iter().filter_map(|a| a.value().attr("href").map(str::to_owned)).collect()
    };
    let mut seen = Vec::new();
    for (n, places) in [(1, vec!["广西", "云南"]), (2, vec!["云南"]), (3, vec!["云南", "广州"])] {
        let html = page(&format!("/eligibility?page={n}"));
        assert_eq!(words(&html, ".verdicts h3"), places);
        assert!(words(&html, "#results > .small").join("").contains(&format!("共 42 份文件写明了条件，这是第 {n} 页，共 3 页")));
        let conditions = all(&html, ".conditions > li").len();
        let counted: usize =
            words(&html, ".verdicts summary").iter().map(|w| w.trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap()).sum();
        assert!(conditions > 0 && conditions == counted, "{n}: {conditions} {counted}");
        seen.extend(hrefs(&html, ".conditions .where a").into_iter().map(|a| a.rsplit_once('/').unwrap().0.to_owned()));
        let ways = [("prev", n - 1), ("next", n + 1)].map(|(rel, to)| (hrefs(&html, &format!(".pages a[rel={rel}]")), to));
        for (found, to) in ways {
            assert_eq!(found.is_empty(), !(1..=3).contains(&to), "{n}: {found:?}");
            assert!(found.iter().all(|href| *href == if to == 1 { "/eligibility".to_owned() } else { format!("/eligibility?page={to}") }));
        }
    }
    seen.dedup();
    let count = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((count, seen.len()), (42, 42), "each document on one page");
    // Answers go along from page to page.
    let answer = post_to(&MANY, "/eligibility", "sales=2%E4%BA%BF&page=2").html();
    assert!(!all(&answer, "li.met").is_empty() && all(&answer, ".pages a").is_empty());
    let turn: Vec<&str> = all(&answer, ".pages button[form=answers][name=page]").iter().filter_map(|b| b.value().attr("value")).collect();
    assert_eq!(turn, ["1", "3"]);
    // A drawing and a list from one for each document.
    let html = page("/procedure?place=%E4%BA%91%E5%8D%97&page=3");
    assert_eq!((all(&html, ".of-document").len(), all(&html, ".of-document h3 a").len()), (1, 1));
    assert_eq!((all(&html, "svg.flow").len(), all(&html, "ol.step-list").len()), (2, 1));
    assert_eq!(hrefs(&html, ".pages a"), ["/procedure?place=%E4%BA%91%E5%8D%97&page=2"]);
    assert_eq!(all(&page("/procedure"), "ol.step-list").len(), 20);
    assert_eq!(words(&page("/procedure?page=3"), ".steps h2"), ["云南", "广州"]);
}

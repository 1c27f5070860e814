//! Who cites whom: the pages over the small corpus of the resolution exam, and over one without citations.

use super::*;

static CITING: LazyLock<Router> = LazyLock::new(|| {
    let index = std::env::temp_dir().join(format!("tiaoli-citing-{}", std::process::id()));
    site(Path::new("tests/resolution"), &index)
});

fn citing(path: &str) -> Answer {
    let answer = ask(&CITING, Method::GET, path, &[]);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer
}

#[test]
fn a_document_says_who_cites_it_and_what_has_ended_it() {
    let html = citing("/p/zhejiang/green-2018").html();
    assert!(words(&html, ".ends li").iter().any(|t| t.contains("已有新文本") && t.contains("同时废止")), "{:?}", words(&html, ".ends li"));
    let citers = words(&html, ".citers li");
    assert!(citers.iter().any(|t| t.contains("宁波市绿色制造推进方案") && t.contains("引用第三条")), "{citers:?}");
    assert_eq!(words(&html, "#cited-by h3"), ["省级", "市级"]);
    let clause = citing("/p/zhejiang/green-2018/art-3").html();
    assert!(words(&clause, ".citers q").iter().any(|t| t.contains("条件的，由市级推荐")));
    let list = citing("/cited/zhejiang/green-2018").body;
    assert!(list.contains("宁波市绿色制造推进方案"));
    assert_eq!(citing("/api/v1/cited/zhejiang/green-2018/art-3").json()["policy"], "zhejiang/green-2018");
    assert_eq!(ask(&CITING, Method::GET, "/cited/zhejiang/green-2018/art-99", &[]).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_graph_is_a_picture_and_a_table_that_say_the_same() {
    let html = citing("/graph?of=zhejiang/green-2018").html();
    let rows = words(&html, "main table tbody tr");
    assert!(rows.iter().any(|r| r.contains("宁波市绿色制造推进方案") && r.contains("有更新版本")), "{rows:?}");
    assert!(!all(&html, "svg path[stroke-dasharray]").is_empty(), "an older text is cited by a broken line");
    assert!(words(&html, "svg text").iter().any(|t| t == "市级"));
    let whole = citing("/api/v1/graph").json();
    let documents = whole["documents"].as_array().unwrap().len();
    assert!(documents > 10 && documents <= 40, "{documents}");
    let near = citing("/api/v1/graph?of=zhejiang/green-2018").json();
    let far = citing("/api/v1/graph?of=zhejiang/green-2018&depth=2").json();
    assert!(near["documents"].as_array().unwrap().len() < far["documents"].as_array().unwrap().len());
    assert_eq!(ask(&CITING, Method::GET, "/graph?of=no/such", &[]).status, StatusCode::NOT_FOUND);
    assert_eq!(ask(&CITING, Method::GET, "/graph?depth=9", &[]).status, StatusCode::BAD_REQUEST);
}

#[test]
fn missing_documents_and_changes_are_listed_with_their_citers() {
    let html = citing("/missing").html();
    assert!(words(&html, ".not-held-documents li").iter().any(|t| t.contains("中国制造2025")));
    let one = citing("/missing?place=%E5%AE%81%E6%B3%A2").html();
    assert!(words(&one, ".not-held-documents li").len() < words(&html, ".not-held-documents li").len());
    assert!(citing("/missing.csv").body.contains("ningbo/plan-2022"));
    assert!(citing("/api/v1/missing").json()["missing"][0]["cited_by"][0]["words"].is_string());
    let radar = citing("/radar?date=2025-06-30").html();
    let changes = words(&radar, ".radar-table tbody tr");
    assert!(changes.iter().any(|t| t.contains("宁波市绿色制造推进方案") && t.contains("已废止（2024-06-30 起）")), "{changes:?}");
    assert!(words(&citing("/radar?date=1990-01-01").html(), "main").concat().contains("没有发现变动"));
    let basis = citing("/api/v1/radar?date=2025-06-30&basis=1").json();
    assert!(basis["total"].as_u64() < citing("/api/v1/radar?date=2025-06-30").json()["total"].as_u64());
    assert_eq!(ask(&CITING, Method::GET, "/radar?date=gestern", &[]).status, StatusCode::BAD_REQUEST);
    let resolved =
        citing("/api/v1/resolve?q=%E7%BB%BF%E8%89%B2%E5%9B%AD%E5%8C%BA%E8%AF%84%E4%BB%B7%E6%8C%87%E5%8D%97&date=2024-01-01").json();
    assert_eq!(resolved["citations"][0]["target"]["policy"], "national/green-guide");
}

#[test]
fn empty_pages_say_why_they_are_empty() {
    let words = |path: &str| words(&page(path), "main").concat();
    assert!(words("/graph").contains("没有互相引用"));
    assert!(words("/radar?date=2025-01-01").contains("没有发现变动"));
    assert!(words("/cited/yunnan/measures").contains("没有引用它"));
}

//! `/compare` over the documents of the repository and over many made-up places.

use super::*;

/// A site over `corpus/`.
static REAL: LazyLock<Router> = LazyLock::new(|| {
    let index = std::env::temp_dir().join(format!("tiaoli-compare-{}", std::process::id()));
    site(Path::new("corpus"), &index)
});

/// A site over 40 counties of one province, each with a measure of its own.
static MANY: LazyLock<Router> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("tiaoli-many-{}", std::process::id()));
    std::fs::create_dir_all(root.join("corpus/many")).unwrap();
    for n in 1..=40 {
        let text = format!("制造业创新中心管理办法\n第一条　注册资本不低于{}万元。\n第二条　鼓励引进人才，给予补贴{n}万元。\n", n * 100);
        std::fs::write(root.join(format!("corpus/many/{n}.txt")), text).unwrap();
    }
    site(&root.join("corpus"), &root.join("index"))
});

fn real(query: &[(&str, &str)]) -> Html {
    shown(&REAL, query)
}

fn address(path: &str, query: &[(&str, &str)]) -> String {
    let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    format!("{path}?{}", query.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&"))
}

fn shown(router: &Router, query: &[(&str, &str)]) -> Html {
    let answer = ask(router, Method::GET, &address("/compare", query), &[]);
    assert_eq!(answer.status, StatusCode::OK, "{query:?}: {}", answer.body);
    answer.html()
}

fn api(router: &Router, query: &[(&str, &str)]) -> serde_json::Value {
    ask(router, Method::GET, &address("/api/v1/compare", query), &[]).json()
}

fn heads(html: &Html) -> Vec<String> {
    let place = |e: &scraper::ElementRef<'_>| e.text().next().unwrap_or_default().to_owned();
    all(html, "thead .place").iter().map(place).collect()
}

#[test]
fn columns_move_and_are_sorted_by_a_number() {
    let html = real(&[("topic", "support_upgrade"), ("place", "广西,云南,广州")]);
    assert_eq!(heads(&html), ["广西", "云南", "广州"]);
    let left = all(&html, "thead .moves a[title=左移]")[1].value().attr("href").unwrap().to_owned();
    let moved = ask(&REAL, Method::GET, &left, &[]).html();
    assert_eq!(heads(&moved), ["广西", "广州", "云南"]);
    assert_eq!(words(&moved, "tbody th > a:first-child"), ["升级支持"], "the topics stay chosen");
    for (order, expected) in [("asc", ["广西", "广州", "云南"]), ("desc", ["广州", "广西", "云南"])] {
        let html = real(&[("topic", "support_upgrade"), ("place", "广西,云南,广州"), ("sort", "support_upgrade"), ("order", order)]);
        assert_eq!(heads(&html), expected, "{order}; 云南 has no number and stands last");
    }
}

#[test]
fn page_and_interface_show_the_same_values() {
    let query = [("sort", "capital"), ("order", "desc")];
    let (html, json) = (real(&query), api(&REAL, &query));
    let entries =
        json["rows"].as_array().unwrap().iter().flat_map(|r| r["cells"].as_array().unwrap()).flat_map(|c| c["entries"].as_array().unwrap());
    let values: Vec<&str> = entries.filter_map(|e| e["value"].as_str()).filter(|v| !v.is_empty()).collect();
    assert!(values.len() > 20);
    assert_eq!(words(&html, ".entry .value"), values);
    let columns: Vec<&str> = json["columns"].as_array().unwrap().iter().filter_map(|c| c["label"].as_str()).collect();
    assert_eq!(heads(&html), columns);
    assert_eq!(json["documents"].as_array().unwrap().len(), 7);
}

#[test]
fn a_search_is_a_row_with_amounts_as_values() {
    let query = [("row", "新认定 补助 kind:money"), ("place", "广西,云南,湖南")];
    let json = api(&REAL, &query);
    let row = &json["rows"][0];
    assert_eq!(row["topic"], "row:新认定 补助 kind:money");
    let states: Vec<&str> = row["cells"].as_array().unwrap().iter().filter_map(|c| c["state"].as_str()).collect();
    assert_eq!((states[0], states[2]), ("found", "not_held"));
    let first = &row["cells"][0]["entries"][0];
    assert!(first["value"].as_str().unwrap().contains("200 万元"), "{first}");
    assert!(first["facts"].as_array().unwrap().iter().all(|f| f["kind"] == "money"));
    let html = real(&query);
    assert_eq!(words(&html, "tbody th > a:first-child"), ["新认定 补助 kind:money"]);
    for link in all(&html, ".tail a, .compare-state a, .moves a") {
        let href = link.value().attr("href").unwrap();
        if link.value().attr("title").is_none_or(|t| !t.starts_with("去掉")) && href.contains("compare") {
            assert!(href.contains("kind%3Amoney") || href.contains("help"), "{href} forgets the row");
        }
    }
}

#[test]
fn equal_rows_are_left_out_and_named() {
    let (whole, some) = (real(&[]), real(&[("differences", "only"), ("place", "广西,云南")]));
    let hidden = words(&some, ".equal").concat();
    assert!(!hidden.is_empty() && words(&whole, ".equal").is_empty());
    let rows = |html: &Html| words(html, "tbody th > a:first-child");
    for row in rows(&some) {
        assert!(!hidden.contains(&format!("：{row}、")), "{row}");
    }
    assert!(rows(&some).len() < rows(&whole).len());
}

#[test]
fn pictures_can_be_read_without_seeing_them() {
    let html = real(&[("chart", "support_upgrade")]);
    assert_eq!(all(&html, "tr.chart-row svg[role=img]").len(), 1);
    let (title, table) = (words(&html, "svg title#chart-title"), words(&html, "figure table td"));
    assert_eq!(title, ["升级支持"]);
    assert!(table.iter().any(|cell| cell.contains("3000 万元")) && words(&html, "svg desc").concat().contains("不相加"));
    for (query, part) in [("topic=support_upgrade", "不超过 1000 万元"), ("of=times", "2027 年底"), ("of=citations", "省级")] {
        let answer = ask(&REAL, Method::GET, &format!("/compare/chart.svg?{query}"), &[]);
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "image/svg+xml; charset=utf-8"), "{query}");
        assert!(answer.body.contains(part) && answer.body.starts_with("<svg"), "{query}: {}", answer.body);
    }
    let citations = real(&[("chart", "citations")]);
    assert!(words(&citations, "figure table td").iter().any(|c| c.contains("制造业创新体系")));
}

#[test]
fn wrong_names_lead_on() {
    for (query, part) in [
        ([("topic", "suport_upgrade")], "support_upgrade"),
        ([("sort", "capitl")], "capital"),
        ([("chart", "capitl")], "capital"),
        ([("chart", "integrity")], "没有可以画成图"),
        ([("order", "up")], "desc"),
        ([("row", " ")], ""),
    ] {
        let answer = ask(&REAL, Method::GET, &address("/compare", &query), &[]);
        let expected = if part.is_empty() { StatusCode::OK } else { StatusCode::BAD_REQUEST };
        assert_eq!(answer.status, expected, "{query:?}");
        assert!(answer.body.contains(part), "{query:?}");
    }
    assert_eq!(ask(&REAL, Method::GET, "/compare/chart.svg", &[]).status, StatusCode::BAD_REQUEST);
}

#[test]
fn many_columns_and_rows_stand_on_pages() {
    let places: String = (1..=40).map(|n| format!("many/{n}")).collect::<Vec<_>>().join(",");
    let rows: Vec<String> = (0..120).map(|n| format!("补贴 {n}")).collect();
    let mut query: Vec<(&str, &str)> = rows.iter().take(60).map(|r| ("row", r.as_str())).collect();
    query.push(("place", &places));
    let html = shown(&MANY, &query);
    assert_eq!((heads(&html).len(), all(&html, "tbody tr").len()), (16, 40));
    query.extend([("across", "3"), ("down", "2")]);
    let last = shown(&MANY, &query);
    assert_eq!((heads(&last).len(), all(&last, "tbody tr").len()), (8, 20));
    let sorted = api(&MANY, &[("topic", "capital"), ("place", &places), ("sort", "capital"), ("order", "desc")]);
    assert_eq!(sorted["columns"][0]["policies"][0], "many/40");
    let silent = api(&MANY, &[("row", "人才 补贴 kind:money"), ("place", &places)]);
    let found = silent["rows"][0]["cells"].as_array().unwrap().iter().filter(|c| c["state"] == "found").count();
    assert_eq!(found, 40, "every column has its own clause");
}

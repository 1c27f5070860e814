//! Files and feeds of all hits, and suggestions.

use super::*;

fn q(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[test]
fn the_table_holds_every_hit_with_its_whole_text() {
    let answer = get(&format!("/search.csv?q={}", q("补助")));
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
    assert!(answer.header("content-disposition").contains("tiaoli-search.csv") && answer.body.starts_with('\u{FEFF}'));
    let mut reader = csv::Reader::from_reader(answer.body.trim_start_matches('\u{FEFF}').as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let total = get(&format!("/api/v1/search?q={}", q("补助"))).json()["total"].as_u64().unwrap();
    assert!(total >= 3 && rows.len() as u64 == total && answer.header("x-total-count") == total.to_string());
    let column = |name: &str| head.iter().position(|h| h == name).unwrap();
    for row in &rows {
        let path = row[column("网址")].strip_prefix("http://127.0.0.1:8000").unwrap().to_owned();
        assert_eq!(get(&path).status, StatusCode::OK);
        let clause = get(&format!("/api/v1/clauses/{}", &row[column("条款编号")])).json();
        assert_eq!(row[column("条款原文")], *clause["clause"]["text"].as_str().unwrap());
        let digest = clause["text_status"] == "digest";
        assert_eq!(&row[column("文本性质")], if digest { "要点（非原文）" } else { "原文" });
    }
}

#[test]
fn the_data_hold_every_hit_and_an_empty_question_is_refused() {
    let found = get(&format!("/search.json?q={}", q("平台"))).json();
    assert_eq!(found["total"].as_u64().unwrap() as usize, found["hits"].as_array().unwrap().len());
    assert!(found["hits"][0]["text"].as_str().unwrap().contains("平台"));
    for path in ["/search.csv", "/search.json", "/feed.atom?q="] {
        assert_eq!(get(path).status, StatusCode::BAD_REQUEST, "{path}");
    }
}

#[test]
fn a_feed_is_well_formed_and_complete() {
    let host = [(header::HOST, "policy.example:8080")];
    let answer = ask(&ROUTER, Method::GET, &format!("/feed.atom?q={}", q("补助 OR 总则")), &host);
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let body = &answer.body;
    // The hostile document's markup stays text.
    assert!(body.contains("<entry>") && !body.contains("<script") && !body.contains("<b>"), "{body}");
    let opened = body.matches("<entry>").count();
    assert_eq!((opened, body.matches("</entry>").count(), body.matches("<id>").count()), (opened, opened, opened + 1));
    let updated: Vec<&str> = body.split("<updated>").skip(2).map(|t| t.split('<').next().unwrap()).collect();
    assert!(updated.windows(2).all(|w| w[0] >= w[1]) && updated[0].starts_with("2025-03-04T"), "{updated:?}");
    for link in body.split("href=\"").skip(3).map(|t| t.split('"').next().unwrap()) {
        let path = link.strip_prefix("http://policy.example:8080").unwrap_or_else(|| panic!("{link}"));
        assert_eq!(get(path).status, StatusCode::OK, "{path}");
    }
    let odd = ask(&ROUTER, Method::GET, &format!("/feed.atom?q={}", q("补助")), &[(header::HOST, "x\"><y>")]);
    assert!(!odd.body.contains("<y>"));
}

#[test]
fn suggestions_lead_somewhere() {
    let all = |typed: &str| get(&format!("/api/v1/suggest?q={}", q(typed))).json()["suggestions"].as_array().unwrap().clone();
    let first = |typed: &str| {
        let found = all(typed).first().cloned().unwrap_or_default();
        (found["kind"].as_str().unwrap_or("").to_owned(), found["text"].as_str().unwrap_or("").to_owned())
    };
    assert_eq!(first("桂工信"), ("number".into(), "桂工信〔2025〕7号".into()));
    assert_eq!(first("ynsptglbf"), ("title".into(), "云南省平台管理办法".into()));
    assert_eq!(first("廣西"), ("place".into(), "广西".into()));
    for typed in ["平台", "bz", "广", "申报 补"] {
        for found in all(typed) {
            let answer = get(found["url"].as_str().unwrap());
            assert_eq!(answer.status, StatusCode::OK, "{found}");
        }
    }
    assert!(all("").is_empty() && all("zzzzzz").is_empty());
    assert_eq!(get("/api/v1/suggest?q=a&limit=x").status, StatusCode::BAD_REQUEST);
    // Without a script the same names stand beside the hits.
    let page = get(&format!("/search?q={}", q("ynsptglbf")));
    assert!(page.body.contains("名称相近") && page.body.contains("云南省平台管理办法"), "{}", page.body);
}

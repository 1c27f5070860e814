//! `/side`, `/lineage` and the lineage of a clause.

use super::*;

/// Two levels and two years: a province, a city that takes from it, and a county that has nothing of either.
static FAMILY: LazyLock<Router> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("tiaoli-kin-{}", std::process::id()));
    let files = [
        (
            "sheng/plan.txt",
            "云南省冷链园区管理办法\n第一条　申报园区的注册资本不低于3000万元，资产负债率不超过70%，入驻企业不少于20家。\n\
             第二条　对新认定的冷链园区给予一次性补助，最高不超过200万元。\n\
             第三条　园区运营单位应当逐日登记库温、停电时长和出入库数量，登记簿保存两年，并于每年3月31日前报送年度报告。\n\
             第四条　园区可以将闲置库位出租给周边农户使用，租金由双方商定。\n\
             第五条　每家企业每年限报2个项目，每个项目收取评审费不超过500元。\n\
             第六条　到2027年底，建成冷链园区不少于10家。\n",
        ),
        ("sheng/plan.toml", "issued = \"2020-05-01\"\njurisdiction = \"云南\"\n"),
        (
            "shi/plan.txt",
            "昆明市冷链园区管理办法\n第一条　申报园区的注册资本不低于5000万元，资产负债率不超过75%，入驻企业不少于20家。\n\
             第二条　对新认定的冷链园区给予一次性补助，最高不超过300万元。\n\
             第三条　园区运营单位应当逐日登记库温、停电时长和出入库数量，登记簿保存两年，并于每年3月31日前报送年度报告。\n\
             第四条　园区不得将闲置库位出租给周边农户使用，租金由双方商定。\n\
             第五条　每家企业每年限报1个项目，每个项目收取评审费不超过800元。\n\
             第六条　到2026年底，建成冷链园区不少于12家。\n",
        ),
        ("shi/plan.toml", "issued = \"2022-05-01\"\njurisdiction = \"昆明市\"\n"),
        ("xian/other.txt", "寻甸县校车管理规定\n第一条　校车驾驶人每年体检一次，体检结果向家长公布。\n"),
        ("xian/other.toml", "issued = \"2023-01-01\"\njurisdiction = \"寻甸县\"\n"),
    ];
    for (name, text) in files {
        let path = root.join("corpus").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    site(&root.join("corpus"), &root.join("index"))
});

fn kin(path: &str) -> Html {
    let answer = ask(&FAMILY, Method::GET, path, &[]);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    answer.html()
}

fn json(path: &str) -> serde_json::Value {
    ask(&FAMILY, Method::GET, path, &[]).json()
}

/// The words of the cell of the second side, without white space.
fn second(html: &Html, row: usize) -> String {
    let rows = all(html, ".side-table tbody tr");
    let cells = Selector::parse("td").unwrap();
    rows[row].select(&cells).nth(1).unwrap().text().collect::<String>().split_whitespace().collect()
}

#[test]
fn differences_stand_in_words_and_not_only_in_colour() {
    let html = kin("/side?a=sheng/plan&b=shi/plan");
    let states = words(&html, ".side-table tbody th");
    assert_eq!(states, ["不同", "不同", "相同", "不同", "不同", "不同"]);
    assert!(second(&html, 3).contains("（删去：可以）（新增：不得）"), "{}", second(&html, 3));
    // The same row has no mark where nothing differs.
    let rows = all(&html, ".side-table tbody tr");
    assert!(!rows[2].html().contains("<ins>") && !rows[2].html().contains("<del>"));
    for mark in all(&html, "table ins, table del") {
        let text: String = mark.text().collect();
        let begins = if mark.value().name() == "ins" { "（新增：" } else { "（删去：" };
        assert!(text.starts_with(begins) && text.ends_with('）'), "{text}");
    }
    let line = words(&html, "main > p.small").join("");
    assert!(line.contains("甲与乙：文字相同 1 条，有不同 5 条"), "{line}");
    assert!(html.html().contains("从申请人看"), "the legend says whose view it is");
    assert!(all(&html, "script:not([src])").is_empty() && all(&html, "[onclick]").is_empty());
}

#[test]
fn numbers_get_a_verdict_from_the_view_of_the_one_who_applies() {
    let html = kin("/side?a=sheng/plan&b=shi/plan");
    let cases: [(usize, &[&str]); 5] = [
        (0, &["更严要求更高", "更宽要求更低", "相同"]),
        (1, &["更宽给得更多"]),
        (2, &["相同"]),
        (4, &["更严要求更高", "更严收得更多"]),
        (5, &["不可比"]),
    ];
    for (row, expected) in cases {
        let cell = second(&html, row);
        for verdict in expected {
            assert!(cell.contains(verdict), "row {row}: {cell} says nothing of {verdict}");
        }
    }
    assert!(second(&html, 5).contains("不分宽严"), "a target binds the authority: {}", second(&html, 5));
    // The other way round every verdict turns.
    let back = kin("/side?a=shi/plan&b=sheng/plan");
    assert!(second(&back, 1).contains("更严给得更少") && second(&back, 4).contains("更宽收得更少"), "{}", second(&back, 4));
    let data = json("/api/v1/side?a=sheng/plan/art-2&b=shi/plan/art-2");
    let numbers = &data["rows"][0]["cells"][1]["numbers"][0];
    assert_eq!((numbers["verdict"].as_str(), numbers["reason"].as_str()), (Some("looser"), Some("给得更多")), "{data}");
}

#[test]
fn two_to_four_sides_and_what_is_not_there() {
    let empty = kin("/side");
    assert!(all(&empty, "table").is_empty() && words(&empty, "main").join("").contains("选第一条"));
    let one = kin("/side?a=sheng/plan/art-3");
    assert!(all(&one, "table").is_empty());
    let offered: Vec<&str> = all(&one, ".choose .links a").iter().filter_map(|a| a.value().attr("href")).collect();
    assert_eq!(offered, ["/side?a=sheng/plan/art-3&b=shi/plan/art-3"], "what shares its words");
    let mut address = "/side?a=sheng/plan".to_owned();
    for (name, id) in [("b", "shi/plan"), ("c", "xian/other"), ("d", "sheng/plan")] {
        address += &format!("&{name}={id}");
        let html = kin(&address);
        let columns = address.matches("plan").count() + address.matches("other").count();
        assert_eq!(all(&html, ".side-table thead th").len(), 1 + columns, "{address}");
        assert_eq!(all(&html, "details.choose").len(), usize::from(columns < 4), "{address}");
    }
    // A fifth is not read, a name without a value is none.
    assert_eq!(all(&kin(&format!("{address}&e=shi/plan")), ".side-table thead th").len(), 5);
    assert!(all(&kin("/side?a=sheng/plan&b="), "table").is_empty());
    let searched = kin("/side?a=sheng/plan/art-2&q=%E6%A0%A1%E8%BD%A6");
    assert!(all(&searched, ".choose .links a").iter().any(|a| a.value().attr("href").unwrap().contains("b=xian/other")));
    assert!(words(&kin("/side?q=zzzz"), "[role=status]").join("").contains("没有找到"));
}

#[test]
fn bad_places_are_told_with_a_way_out() {
    for path in [
        "/side?a=nowhere/x&b=shi/plan",
        "/side?a=sheng/plan/art-99&b=shi/plan",
        "/side?a=sheng/plan/%3Cscript%3E&b=shi/plan",
        "/lineage/nowhere",
        "/lineage/sheng/plan/art-1",
        "/api/v1/lineage/sheng/plan/art-99",
    ] {
        let answer = ask(&FAMILY, Method::GET, path, &[]);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.body.contains("<script>"), "{path}");
        if !path.starts_with("/api") {
            assert!(!all(&answer.html(), "main a[href]").is_empty(), "{path}: no way out");
        }
    }
    assert_eq!(ask(&FAMILY, Method::GET, "/api/v1/side?a=sheng/plan", &[]).status, StatusCode::BAD_REQUEST);
    // What people type is understood: the address of the page, and the Chinese form.
    for path in ["/side?a=/p/sheng/plan/art-2&b=shi/plan/art-2", "/side?a=sheng/plan/%E7%AC%AC%E4%BA%8C%E6%9D%A1&b=shi/plan/art-2"] {
        assert_eq!(all(&kin(path), ".side-table tbody tr").len(), 1, "{path}");
    }
}

#[test]
fn lineage_says_who_took_what_from_whom() {
    let all_documents = kin("/lineage");
    let rows: Vec<String> = words(&all_documents, "tbody tr").iter().map(|r| r.split_whitespace().collect()).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0].contains("云南省冷链园区") && rows[0].ends_with("）0%") && rows[1].contains("）90%"), "{rows:?}");
    let city = kin("/lineage/shi/plan");
    let kinds: Vec<(String, String)> = words(&city, "tbody tr th a").into_iter().zip(words(&city, "tbody .badge")).collect();
    let expected = [("第一条", "改写"), ("第二条", "改写"), ("第三条", "照抄"), ("第四条", "改写"), ("第五条", "改写")];
    for (article, kind) in expected {
        assert!(kinds.contains(&(article.to_owned(), kind.to_owned())), "{article}: {kinds:?}");
    }
    assert!(words(&city, ".legend").join("").contains("收窄"), "the words are explained");
    // From the other end, and from the clause.
    assert!(words(&kin("/lineage/sheng/plan"), "main").join("").contains("被借用"));
    let clause = kin("/p/sheng/plan/art-3");
    let text: String = words(&clause, "section").join("");
    assert!(text.contains("被借用") && text.contains("照抄") && text.contains("昆明市冷链园区管理办法"), "{text}");
    let alone = kin("/lineage/xian/other");
    assert!(words(&alone, "main").join("").contains("没有条款与更早或更高一级的文件"), "an empty state in words");
    let data = json("/api/v1/lineage/shi/plan/art-3");
    assert_eq!((data["sources"][0]["kind"].as_str(), data["sources"][0]["sure"].as_bool()), (Some("copy"), Some(true)), "{data}");
    for link in all(&city, "main a[href]") {
        let href = link.value().attr("href").unwrap();
        if href.starts_with('/') {
            assert_eq!(ask(&FAMILY, Method::GET, href, &[]).status, StatusCode::OK, "{href}");
        }
    }
}

#[test]
fn every_link_of_the_help_page_answers() {
    let help = page("/help");
    let links: Vec<&str> = all(&help, "main a[href]").iter().filter_map(|a| a.value().attr("href")).collect();
    assert!(links.iter().filter(|l| l.starts_with("/compare")).count() >= 6, "{links:?}");
    assert!(links.contains(&"/side") && links.contains(&"/lineage"));
    for link in links.into_iter().filter(|l| !l.starts_with('#')) {
        assert_eq!(get(link.split('#').next().unwrap()).status, StatusCode::OK, "{link}");
    }
}

//! The query language over documents: each way of asking finds what it says, and the answer says why.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use tiaoli::extract::{Fact, FactKind};
use tiaoli::index::{Library, PolicyRecord};
use tiaoli::lexicon::Lexicon;
use tiaoli::search::{FILTERS, FORMS, SearchRequest, SearchResponse, Sort, WhyPlace, kind_label, parse_query, role_label, search, written};

use crate::support::{REAL, library, write};

/// Documents written for these tests: amounts that stand together and must not be mixed up, dates, citations.
static SMALL: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write(&dir.path().join(path), text);
    write(
        "jiangsu/platform.txt",
        "江苏省产业平台扶持办法\n第一条 申报企业上年度营业收入不低于5亿元的，给予一次性补助100万元。\n\
         第二条 对新设立的平台，按项目投资额的20%给予补助，最高不超过800万元。\n\
         第三条 成员单位不少于20家，研发人员不少于50人。补助资金由财政安排。申请一次提出。\n\
         第四条 到2027年底，建成平台30个。项目应当在6个月内开工。\n\
         第五条 引进外资项目给予奖励100万美元。\n第六条 利率在10%至30%之间的，不予补助。\n",
    );
    write(
        "jiangsu/platform.toml",
        "number = \"苏工信规〔2023〕4号\"\nissued = \"2023-05-10\"\neffective = \"2023-07-01\"\nexpires = \"2026-06-30\"\njurisdiction = \"江苏\"\nissuers = [\"江苏省工业和信息化厅\"]\n",
    );
    write(
        "suzhou/notice.txt",
        "苏州市平台实施细则\n第一条 根据《江苏省产业平台扶持办法》制定本细则。\n\
         第二条 按照《关于推进平台建设的若干意见》（国办发〔2021〕77号）执行。\n第三条 贯彻《江苏省产业平台扶持办法实施意见》。\n\
         第四条 依据苏工信规[2023]4号文件，奖励50万元。\n",
    );
    write("suzhou/notice.toml", "issued = \"2024-02-02\"\njurisdiction = \"苏州市\"\nissuers = [\"苏州市工信局\"]\n");
    write("suzhou/old.txt", "苏州市旧办法\n第一条 补助10万元。\n");
    library(dir.path())
});

fn ask(library: &Library, query: &str) -> SearchResponse {
    search(library, &SearchRequest { query: query.to_owned(), limit: 10_000, ..SearchRequest::default() })
}

fn found(library: &Library, query: &str) -> BTreeSet<String> {
    ask(library, query).hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect()
}

#[test]
fn each_way_of_asking_finds_what_it_says() {
    let cases: [(&str, &[&str]); 43] = [
        // A fact as a whole: 100 万 and 5 亿 stand in one article and are not mixed up.
        ("support>=500万", &["jiangsu/platform#art-2"]),
        ("support>=100万", &["jiangsu/platform#art-1", "jiangsu/platform#art-2"]),
        ("support=100万元", &["jiangsu/platform#art-1"]),
        ("资助=50万..100万 地区:苏州", &["suzhou/notice#art-4"]),
        ("threshold.sales>=5亿", &["jiangsu/platform#art-1"]),
        ("营业收入>5亿元", &[]),
        ("资助.营业收入>=1亿元", &[]),
        ("support.ratio>=20%", &["jiangsu/platform#art-2"]),
        ("support.ratio>20%", &[]),
        ("比例>=30%", &["jiangsu/platform#art-6"]),
        ("比例=5%..10%", &["jiangsu/platform#art-6"]),
        ("count.members>=20", &["jiangsu/platform#art-3"]),
        ("members>=21家", &[]),
        ("数量>=50人", &["jiangsu/platform#art-3"]),
        ("数量>=50家", &[]),
        ("support>=1万美元", &["jiangsu/platform#art-5"]),
        ("support>=1元 地区:江苏 -support=100万元 -support=800万元", &[]),
        ("deadline<=2027-12-31", &["jiangsu/platform#art-4"]),
        ("截止<2027-12-31", &[]),
        ("日期>=2027 日期<=2027", &["jiangsu/platform#art-4"]),
        ("期限<=6个月", &["jiangsu/platform#art-4"]),
        ("期限<6个月", &[]),
        ("用途:资助 比例>=20%", &["jiangsu/platform#art-2"]),
        ("用途:条件 金额<=1亿", &[]),
        ("资助>=50万 资助<=90万", &["suzhou/notice#art-4"]),
        ("资助>=900万 OR members>=20", &["jiangsu/platform#art-3"]),
        ("\"补助\" -类型:金额", &["jiangsu/platform#art-3", "jiangsu/platform#art-6"]),
        // Nearness.
        ("\"成员单位\" /s \"研发人员\"", &["jiangsu/platform#art-3"]),
        ("\"成员单位\" /s \"财政\"", &[]),
        ("\"成员单位\" /p \"财政\"", &["jiangsu/platform#art-3"]),
        ("\"一次性\" /0 \"补助\"", &[]),
        ("\"给予\" /3 \"补助\"", &["jiangsu/platform#art-1", "jiangsu/platform#art-2"]),
        ("\"给予\" /2 \"补助\"", &["jiangsu/platform#art-2"]),
        ("(\"开工\" OR \"外资\") /s (项目 OR 企业)", &["jiangsu/platform#art-4", "jiangsu/platform#art-5"]),
        (
            "\"补助\" -(\"补助\" /s \"财政\")",
            &["jiangsu/platform#art-1", "jiangsu/platform#art-2", "jiangsu/platform#art-6", "suzhou/old#art-1"],
        ),
        // Policies.
        ("authority:工信厅 \"开工\"", &["jiangsu/platform#art-4"]),
        ("机关:工业和信息化局 \"50万元\"", &["suzhou/notice#art-4"]),
        ("有效:2023-06-30 \"开工\"", &[]),
        ("有效:2026-06-30 \"开工\"", &["jiangsu/platform#art-4"]),
        ("有效:2026-07-01 \"开工\"", &[]),
        // Citations: by number or title, however printed; a title that contains another is another document's.
        ("cites:苏工信规〔2023〕4号", &["suzhou/notice#art-1", "suzhou/notice#art-4"]),
        ("引用:《江苏省产业平台扶持办法》", &["suzhou/notice#art-1"]),
        ("引用:国办发[2021]77號", &["suzhou/notice#art-2"]),
    ];
    for (query, expected) in cases {
        let response = ask(&SMALL, query);
        let expected: BTreeSet<String> = expected.iter().map(|s| s.to_string()).collect();
        assert_eq!(found(&SMALL, query), expected, "{query}: {}", response.explained);
        // The standard form is the same query, the explanation is not empty.
        assert_eq!(found(&SMALL, &response.canonical), expected, "{query} as {}", response.canonical);
        assert!(!response.explained.is_empty());
    }
}

#[test]
fn every_form_that_is_explained_is_understood() {
    let filters = FILTERS.iter().flat_map(|f| f.chinese.iter().chain([&f.key]).map(|name| format!("{name}:{}", f.example)));
    for query in FORMS.iter().map(|f| f.example.to_owned()).chain(filters) {
        let response = ask(&REAL, &query);
        assert_eq!(response.messages.iter().filter(|m| m.id() != "query-undated").count(), 0, "{query}: {:?}", response.messages);
        let parts = parse_query(&query).parts;
        assert_eq!(parse_query(&written(&parts)).parts, parts, "{query}");
    }
}

/// A number with eight decimal places.
fn number(text: &str) -> Option<i128> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{rest:0<8}").parse().ok()
}

fn records() -> Vec<std::sync::Arc<PolicyRecord>> {
    REAL.policies().iter().map(|s| REAL.policy(&s.document.id).unwrap()).collect()
}

/// The facts of the corpus that have a number: money in yuan, shares and counts.
static NUMBERS: LazyLock<Vec<(String, Fact)>> = LazyLock::new(|| {
    let records = records();
    let facts = records.iter().flat_map(|r| r.parsed.facts.iter().map(|f| (format!("{}#{}", r.parsed.document.id, f.address), f.clone())));
    facts.filter(|(_, f)| matches!(f.kind, FactKind::Money | FactKind::Ratio | FactKind::Count) && f.currency.is_none()).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A comparison finds exactly the clauses with one fact of that role, kind, measure and unit whose value passes.
    #[test]
    fn a_comparison_is_held_against_every_fact(pick in any::<prop::sample::Index>(), role: bool, measure: bool, unit: bool, sign in 0..5usize) {
        let (_, fact) = pick.get(&NUMBERS);
        let sign = [">=", ">", "<=", "<", "="][sign];
        let role = fact.role.filter(|_| role);
        let measure = fact.measure.as_ref().filter(|_| measure);
        let unit = fact.unit.as_ref().filter(|_| unit && fact.kind == FactKind::Count);
        let value = match fact.kind {
            FactKind::Money => format!("{}元", fact.value),
            FactKind::Ratio => fact.value.clone(),
            _ => format!("{}{}", fact.value, unit.map_or("", |u| u.as_str())),
        };
        let path: Vec<&str> = role.map(role_label).into_iter().chain([kind_label(fact.kind)]).chain(measure.map(|m| m.as_str())).collect();
        let query = format!("{}{sign}{value}", path.join("."));
        let wanted = number(&fact.value).unwrap();
        let passes = |f: &Fact| {
            let n = number(&f.value).unwrap();
            f.kind == fact.kind && role.is_none_or(|r| f.role == Some(r)) && measure.is_none_or(|m| f.measure.as_ref() == Some(m))
                && unit.is_none_or(|u| f.unit.as_ref() == Some(u))
                && match sign { ">=" => n >= wanted, ">" => n > wanted, "<=" => n <= wanted, "<" => n < wanted, _ => n == wanted }
        };
        let expected: BTreeSet<String> = NUMBERS.iter().filter(|(_, f)| passes(f)).map(|(name, _)| name.clone()).collect();
        let response = ask(&REAL, &query);
        prop_assert!(response.messages.is_empty(), "{query}: {:?}", response.messages);
        prop_assert_eq!(found(&REAL, &query), expected, "{}", query);
    }
}

#[test]
fn facets_count_what_their_filters_find() {
    for (library, query) in [(&*REAL, "补助"), (&*REAL, "创新中心 OR 企业"), (&*SMALL, "地区:江苏,苏州")] {
        let facets = ask(library, query).facets;
        let total = |filter: String| ask(library, &format!("({query}) {filter}")).total;
        facets.places.iter().for_each(|(place, n)| assert_eq!(total(format!("地区:{place}")), *n, "{place}"));
        facets.levels.iter().for_each(|(level, n)| assert_eq!(total(format!("级别:{}", level.label())), *n, "{level:?}"));
        facets.years.iter().for_each(|(year, n)| assert_eq!(total(format!("年份:{year}")), *n, "{year}"));
        facets.authorities.iter().for_each(|(name, n)| assert_eq!(total(format!("机关:\"{name}\"")), *n, "{name}"));
        facets.kinds.iter().for_each(|(kind, n)| assert_eq!(total(format!("类型:{}", kind_label(*kind))), *n, "{kind:?}"));
        facets.roles.iter().for_each(|(role, n)| assert_eq!(total(format!("用途:{}", role_label(*role))), *n, "{role:?}"));
        facets.topics.iter().for_each(|(topic, n)| assert_eq!(total(format!("主题:{topic}")), *n, "{topic}"));
        assert!(!facets.kinds.is_empty() && !facets.authorities.is_empty());
    }
}

#[test]
fn a_topic_finds_the_clauses_of_its_row() {
    let lexicon = Lexicon::embedded();
    let comparison = tiaoli::compare::compare(&REAL, &lexicon, &Default::default()).unwrap();
    let mut compared = 0;
    for row in comparison.rows {
        let entries = row.cells.iter().flat_map(|c| &c.entries).map(|e| format!("{}#{}", e.policy, e.address));
        let expected: BTreeSet<String> = entries.collect();
        assert_eq!(found(&REAL, &format!("topic:{}", row.topic)), expected, "{}", row.label);
        compared += expected.len();
    }
    assert!(compared > 50, "{compared}");
}

#[test]
fn hits_are_sorted_as_asked() {
    let sorted =
        |query: &str, sort| search(&SMALL, &SearchRequest { query: query.to_owned(), sort, limit: 100, ..SearchRequest::default() }).hits;
    let dates: Vec<Option<String>> = sorted("\"元\"", Sort::Date).into_iter().map(|h| h.date).collect();
    let mut expected = dates.clone();
    expected.sort_by(|a, b| b.cmp(a));
    assert_eq!(dates, expected);
    assert_eq!(dates.last(), Some(&None), "what has no date comes last");
    let order = |hits: Vec<tiaoli::search::Hit>| hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect::<Vec<_>>();
    let expected = ["jiangsu/platform#art-2", "jiangsu/platform#art-1", "suzhou/notice#art-4", "suzhou/old#art-1"];
    assert_eq!(order(sorted("资助>=1元", Sort::Amount)), expected);
    // Without a test of facts, by the greatest amount of money: the income that is asked for counts too.
    assert_eq!(order(sorted("\"万元\"", Sort::Amount))[..2], ["jiangsu/platform#art-1", "jiangsu/platform#art-2"]);
    let pages =
        |offset| search(&SMALL, &SearchRequest { query: "资助>=1元".into(), sort: Sort::Amount, limit: 1, offset, ..Default::default() });
    assert_eq!(order(pages(1).hits), ["jiangsu/platform#art-1"]);
}

#[test]
fn a_hit_says_why_it_matches() {
    let why = |query: &str| {
        let request = SearchRequest { query: query.to_owned(), explain: true, ..SearchRequest::default() };
        search(&SMALL, &request).hits.remove(0).why.into_iter().map(|w| (w.place, w.text.to_string())).collect::<Vec<_>>()
    };
    let said = |place: WhyPlace, text: &str| (place, text.to_owned());
    assert_eq!(
        why("江苏 奖励 资助>=1万美元 机关:工信厅 -贷款"),
        [
            said(WhyPlace::Above, "“江苏”：在上级标题或文件信息里"),
            said(WhyPlace::Text, "“奖励”：在这一条的文字里"),
            said(WhyPlace::Fact, "有一个资助金额不低于 1万美元：“引进外资项目给予奖励100万美元”"),
            said(WhyPlace::Policy, "发文机关含“工信厅”：这份文件是 江苏省工业和信息化厅"),
        ]
    );
    assert_eq!(why("补贴 100万元")[0], said(WhyPlace::Synonym, "“补贴”：这一条里有近义词“补助”"));
    assert_eq!(why("给予 /3 补助")[0].0, WhyPlace::Text);
    assert_eq!(why("引用:国办发〔2021〕77号")[0], said(WhyPlace::Citation, "这一条引用国办发〔2021〕77号"));
    // A document number leads to the document, its mentions, and those that cite it by title alone.
    let request = SearchRequest { query: "苏工信规〔2023〕4号".into(), explain: true, ..SearchRequest::default() };
    let hits = search(&SMALL, &request).hits;
    let places: Vec<(String, WhyPlace)> = hits.iter().map(|h| (format!("{}#{}", h.policy, h.address), h.why[0].place)).collect();
    let expected = [
        ("jiangsu/platform#title", WhyPlace::Policy),
        ("suzhou/notice#art-4", WhyPlace::Text),
        ("suzhou/notice#art-1", WhyPlace::Citation),
    ];
    assert_eq!(places, expected.map(|(n, p)| (n.to_owned(), p)));
    // Unasked, nothing is said.
    assert!(ask(&SMALL, "补助").hits.iter().all(|h| h.why.is_empty()));
}

#[test]
fn an_empty_answer_says_what_would_help() {
    let hints = |query: &str| ask(&SMALL, query).hints.into_iter().map(|h| (h.text.to_string(), h.query)).collect::<Vec<_>>();
    let hint = |text: &str, query: &str| (text.to_owned(), query.to_owned());
    let cases = [
        ("资助>=1亿元", hint("符合其他条件的数值里，最大的是 800万元", "资助.金额=800万元")),
        ("资助<=1万元", hint("符合其他条件的数值里，最小的是 10万元", "资助.金额=10万元")),
        ("\"成员单位\" /s \"财政\"", hint("不限同一句、同一段可得 1 条", "\"成员单位\" \"财政\"")),
        ("\"成员单位\" /s \"财政\"", hint("去掉“\"财政\"”可得 1 条", "\"成员单位\"")),
        ("\"开工\" 地区:苏州", hint("去掉“地区:苏州”可得 1 条", "\"开工\"")),
        ("火星 补助 资助>=10亿元 地区:江苏", hint("去掉“火星”和“资助.金额>=10亿元”可得 4 条", "补助 地区:江苏")),
        ("文号:国办发〔2021〕77号", hint("国办发〔2021〕77号没有收录，但被以下 1 条引用", "引用:国办发〔2021〕77号")),
        (
            "标题:《关于推进平台建设的若干意见》",
            hint("《关于推进平台建设的若干意见》没有收录，但被以下 1 条引用", "引用:\"关于推进平台建设的若干意见\""),
        ),
        ("引用:苏工信规〔2023〕5号", hint("最接近的文号是 苏工信规〔2023〕4号", "引用:苏工信规〔2023〕4号")),
    ];
    for (query, expected) in cases {
        let found = hints(query);
        assert!(found.contains(&expected), "{query}: {found:?}");
        assert!(ask(&SMALL, &expected.1).total > 0, "{} finds nothing", expected.1);
    }
    let said = |query: &str| ask(&SMALL, query).messages.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(said("火星 补助"), ["收录的文件里没有“火星”"]);
    assert!(said("指标:营业额度")[0].starts_with("不认识指标“营业额度”；可用的有："), "{:?}", said("指标:营业额度"));
    assert!(said("主题:牵头单位销售")[0].contains("可用的有：牵头单位销售收入"), "{:?}", said("主题:牵头单位销售"));
    assert!(said("机关:江苏工信")[0].contains("已收录的机关有：江苏省工业和信息化厅"), "{:?}", said("机关:江苏工信"));
    assert_eq!(said("有效:2024-01-01 \"补助\""), ["有 1 份文件日期不明，不能判断是否有效，没有列入"]);
    assert_eq!(said("引用:国办发〔2021〕77号"), ["国办发〔2021〕77号没有收录；这里是引用它的条款"]);
}

#[test]
fn long_and_deep_queries_are_bounded() {
    for query in
        ["(".repeat(5000), "-".repeat(5000), "(甲 /s ".repeat(400), "资助>=1万 ".repeat(300), "\"".repeat(3000), "level:".repeat(400)]
    {
        let response = ask(&SMALL, &query);
        assert!(response.messages.len() < 3000);
    }
    let clock = std::time::Instant::now();
    ask(&REAL, &"(补助 /s 资金) OR ".repeat(60));
    assert!(clock.elapsed().as_secs() < 20, "{:?}", clock.elapsed());
}

//! Search over a small corpus and over `corpus/`: the recall law, the query language, ranking, snippets, hints.

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use tiaoli::clause::Clause;
use tiaoli::index::{Library, open_or_build, searched_text};
use tiaoli::lexicon::Lexicon;
use tiaoli::message::Message;
use tiaoli::policy::Level;
use tiaoli::search::{Hit, SearchRequest, SearchResponse, search};
use tiaoli::text::{fold, to_hant};

use crate::support::{REAL, library, write};

/// Four documents written for these tests.
static SMALL: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write(&dir.path().join(path), text);
    write(
        "guangxi/center.txt",
        "广西壮族自治区制造业创新中心建设工作方案\n一、总体要求\n（一）定位与功能。建设新型创新载体，突破共性技术。\n\
         二、支持政策\n（一）资金支持。对认定的中心给予一次性补助200万元。\n（二）人才支持。引进人才享受资助。\n\
         三、牵头单位条件\n牵头单位近三年平均销售收入不低于10亿元。\n",
    );
    write("guangxi/center.toml", "number = \"桂工信科〔2021〕5号\"\nissued = \"2021-03-01\"\njurisdiction = \"广西\"\n");
    write(
        "yunnan/center.txt",
        "雲南省創新中心培育方案\n一、工作目標\n到2022年培育創新中心，實施獎補。\n二、保障措施\n（一）加大補助力度。補助資金由財政安排，研發費用按規定加計扣除。\n",
    );
    write("yunnan/center.toml", "number = \"云工信科技〔2019〕88号\"\nissued = \"2019-04-28\"\njurisdiction = \"云南\"\n");
    write(
        "guangzhou/law.txt",
        "广州市创新促进办法\n第一条 为了促进创新，根据《意见》（工信部科〔2016〕273号）制定本办法。\n\
         第二条 企业应当建立研发机构。\n第三条 对退出的企业不再给予补助，补助资金的管理另行规定。\n",
    );
    write("guangzhou/law.toml", "number = \"穗府规〔2022〕19号\"\nissued = \"2022-07-29\"\njurisdiction = \"广州\"\n");
    write(
        "miit/opinion.txt",
        "关于推进创新中心建设的指导意见\n一、重要意义\n创新是引擎。\n二、政策措施\n加大财政支持力度，鼓励地方给予补贴。\n",
    );
    write("miit/opinion.toml", "number = \"工信部科〔2016〕273号\"\nissued = \"2016-08-30\"\njurisdiction = \"国家\"\n");
    library(dir.path())
});

fn ask(library: &Library, query: &str) -> SearchResponse {
    search(library, &SearchRequest { query: query.to_owned(), limit: 10_000, ..SearchRequest::default() })
}

/// policy#address, best first.
fn names(hits: &[Hit]) -> Vec<String> {
    hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect()
}

fn sorted(response: &SearchResponse) -> Vec<String> {
    let mut names = names(&response.hits);
    names.sort();
    names
}

/// Name, folded text, printed text of every clause, ordered by name.
fn clauses_of(library: &Library) -> Vec<(String, String, String)> {
    let records = library.policies().iter().map(|p| library.policy(&p.document.id).unwrap());
    let mut clauses: Vec<_> = records
        .flat_map(|r| {
            let clause =
                |c: &Clause| (format!("{}#{}", r.parsed.document.id, c.address), searched_text(c), format!("{}{}", c.label, c.text));
            r.parsed.clauses.iter().map(clause).collect::<Vec<_>>()
        })
        .collect();
    clauses.sort();
    clauses
}

static REAL_CLAUSES: LazyLock<Vec<(String, String, String)>> = LazyLock::new(|| clauses_of(&REAL));
static SMALL_CLAUSES: LazyLock<Vec<(String, String, String)>> = LazyLock::new(|| clauses_of(&SMALL));

/// The clauses that hold the folded phrase, by looking at every one.
fn brute_force(clauses: &[(String, String, String)], phrase: &str) -> Vec<String> {
    let folded = fold(phrase);
    clauses.iter().filter(|(_, text, _)| text.contains(&folded)).map(|(name, _, _)| name.clone()).collect()
}

/// Quotation marks that the phrase does not hold.
fn quote(phrase: &str) -> Option<String> {
    let free = [('"', '"'), ('「', '」'), ('『', '』')].into_iter().find(|(a, b)| !phrase.contains([*a, *b, '＂']))?;
    Some(format!("{}{phrase}{}", free.0, free.1))
}

fn phrase() -> impl Strategy<Value = String> {
    (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..=16usize, 0..4u8).prop_map(|(text, start, length, script)| {
        let all: Vec<&str> =
            [&*REAL_CLAUSES, &*SMALL_CLAUSES].into_iter().flatten().map(|c| c.2.as_str()).filter(|t| !t.is_empty()).collect();
        let text: Vec<char> = text.get(&all).chars().collect();
        let start = start.index(text.len());
        let phrase: String = text[start..text.len().min(start + length)].iter().collect();
        match script {
            0 => to_hant(&phrase).into_owned(),
            1 => tiaoli::text::to_hans(&phrase).into_owned(),
            _ => phrase,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    /// The recall law: no fewer, no more.
    #[test]
    fn a_quoted_query_finds_exactly_the_clauses_that_hold_it(phrase in phrase()) {
        prop_assume!(!fold(&phrase).is_empty());
        let Some(query) = quote(&phrase) else { return Ok(()) };
        for (library, clauses) in [(&*REAL, &*REAL_CLAUSES), (&*SMALL, &*SMALL_CLAUSES)] {
            let response = ask(library, &query);
            prop_assert_eq!(sorted(&response), brute_force(clauses, &phrase), "{}", query);
            prop_assert_eq!(response.total, response.hits.len());
        }
    }

    /// Marks name characters of the snippet, in order; in a clause shown whole each match is marked.
    #[test]
    fn marks_are_exact(phrase in phrase()) {
        prop_assume!(!fold(&phrase).is_empty());
        let Some(query) = quote(&phrase) else { return Ok(()) };
        for hit in ask(&REAL, &query).hits {
            let text: Vec<char> = hit.snippet.text.chars().collect();
            let mut last = 0;
            for (start, end) in &hit.snippet.marks {
                prop_assert!(last <= *start && start < end && *end <= text.len(), "{:?}", hit.snippet);
                last = *end;
            }
            let marked: String = hit.snippet.marks.iter().flat_map(|(a, b)| &text[*a..*b]).collect();
            // A match may begin in the label, which the snippet leaves out.
            let whole = fold(&hit.snippet.text).contains(&fold(&phrase));
            prop_assert!(!whole || fold(&marked).contains(&fold(&phrase)) , "{query}: {:?}", hit.snippet);
        }
    }

    /// An unquoted word finds at least what the quoted one does; but 5年 is not in 2025年.
    #[test]
    fn an_unquoted_word_matches_by_substring(phrase in phrase()) {
        let word: String = phrase.chars().filter(|c| c.is_alphanumeric()).collect();
        prop_assume!(!word.is_empty() && !["或", "或者", "or", "and", "not"].contains(&word.as_str()));
        prop_assume!(tiaoli::text::quantity::whole(&fold(&word)).is_none());
        let found = sorted(&ask(&REAL, &word));
        for name in brute_force(&REAL_CLAUSES, &word) {
            prop_assert!(found.contains(&name), "{word}: {name} is missing");
        }
    }

    #[test]
    fn no_query_panics(query in "\\PC{0,40}", year in any::<Option<(u16, u16)>>(), offset in 0..50usize, limit in 0..5usize) {
        let request = SearchRequest { query, years: year, offset, limit, ..SearchRequest::default() };
        let response = search(&SMALL, &request);
        prop_assert!(response.hits.len() <= response.total);
    }

    #[test]
    fn no_query_of_the_language_panics(pieces in prop::collection::vec(prop::sample::select(vec![
        "补助", "創新中心", "(", ")", "\"", "“", "OR", "-", " ", "地区：", "广西", "年份:", "2019..", "文号:", "工信部科〔2016〕273号", "标题:", "级别:省", "、",
    ]), 0..16)) {
        let response = ask(&SMALL, &pieces.concat());
        prop_assert_eq!(response.total, response.hits.len());
    }
}

#[test]
fn both_scripts_and_widths_find_the_same() {
    for (a, b) in
        [("補助", "补助"), ("創新中心", "创新中心"), ("\"牽頭單位\"", "“牵头单位”"), ("Ｒ＆Ｄ", "r&d"), ("研發 費用", "研发 费用")]
    {
        for library in [&*REAL, &*SMALL] {
            let (a, b) = (ask(library, a), ask(library, b));
            assert_eq!(names(&a.hits), names(&b.hits));
        }
    }
    assert!(ask(&REAL, "补助").total > 10, "the corpus speaks of 补助");
}

#[test]
fn the_query_language_selects() {
    let cases: [(&str, &[&str]); 18] = [
        ("\"补助\" 退出", &["guangzhou/law#art-3"]),
        ("\"补助\" -退出", &["guangxi/center#2/1", "yunnan/center#2/1"]),
        ("\"一次性补助\" OR \"加计扣除\"", &["guangxi/center#2/1", "yunnan/center#2/1"]),
        ("（“一次性补助” OR “加计扣除”） 地区：云南", &["yunnan/center#2/1"]),
        ("\"补助\" place:广西壮族自治区", &["guangxi/center#2/1"]),
        ("\"补助\" place:guangxi", &["guangxi/center#2/1"]),
        ("\"补助\" -place:广西", &["guangzhou/law#art-3", "yunnan/center#2/1"]),
        ("\"补助\" 级别：省", &["guangxi/center#2/1", "yunnan/center#2/1"]),
        ("\"补助\" level:municipal", &["guangzhou/law#art-3"]),
        ("\"补助\" 年份：2019..2021", &["guangxi/center#2/1", "yunnan/center#2/1"]),
        ("\"补助\" year:2022", &["guangzhou/law#art-3"]),
        ("\"补助\" 年份:2020..", &["guangxi/center#2/1", "guangzhou/law#art-3"]),
        ("\"补助\" 文号：云工信科技[2019]88號", &["yunnan/center#2/1"]),
        ("\"补助\" 标题：培育方案", &["yunnan/center#2/1"]),
        ("\"补助\" 标题：培育 文号:穗府规〔2022〕19号", &[]),
        ("\"补\" 退", &["guangzhou/law#art-3"]),
        ("\"第三条对退出的企业\"", &["guangzhou/law#art-3"]),
        ("\"（二）人才\"", &["guangxi/center#2/2"]),
    ];
    for (query, expected) in cases {
        let response = ask(&SMALL, query);
        assert_eq!(
            (sorted(&response), response.messages),
            (expected.iter().map(|s| s.to_string()).collect(), Vec::<Message>::new()),
            "{query}"
        );
    }
}

#[test]
fn filters_of_the_request_are_those_of_the_language() {
    let request = SearchRequest {
        query: "\"补助\"".to_owned(),
        places: vec!["广西".to_owned(), "云南省".to_owned()],
        levels: vec![Level::Provincial],
        years: Some((2020, 2025)),
        ..SearchRequest::default()
    };
    let response = search(&SMALL, &request);
    assert_eq!(names(&response.hits), ["guangxi/center#2/1"]);
    assert_eq!(response.explained.to_string(), "包含原文“补助”；地区为广西或云南省；级别为省级；年份为 2020 至 2025");
}

#[test]
fn a_word_may_stand_above_the_clause_and_the_answer_says_so() {
    let response = ask(&SMALL, "广西 补助");
    assert_eq!(names(&response.hits)[..1], ["guangxi/center#2/1"]);
    assert_eq!(response.hits[0].from_context, ["广西"]);
    assert!(response.hits.iter().all(|h| h.place == "广西"));
    // Alone it must stand in the clause itself, and one word of several must.
    assert_eq!(sorted(&ask(&SMALL, "\"广西\"")), brute_force(&SMALL_CLAUSES, "广西"));
    assert!(ask(&SMALL, "广西 资金支持").hits.iter().all(|h| h.snippet.text.contains("资金支持") || !h.snippet.marks.is_empty()));
}

#[test]
fn ranking_puts_headings_above_mentions_and_near_above_far() {
    let first = |query: &str| names(&ask(&SMALL, query).hits).into_iter().next().unwrap_or_default();
    assert_eq!(first("补助"), "yunnan/center#2/1", "加大补助力度 is a heading, the others mention it");
    assert_eq!(first("资金支持"), "guangxi/center#2/1");
    assert_eq!(first("研发 费用"), "yunnan/center#2/1");
    // 政策措施 is a heading in the opinion; 支持政策 in the plan of Guangxi.
    assert_eq!(first("支持政策"), "guangxi/center#2");

    let dir = tempfile::tempdir().unwrap();
    let far = "其他事项。".repeat(30);
    std::fs::create_dir_all(dir.path().join("x")).unwrap();
    let text = format!("办法\n第一条 平台{far}验收。\n第二条 关于平台的验收。\n第三条 平台验收。\n第四条 验收，是平台的{far}\n");
    std::fs::write(dir.path().join("x/a.txt"), text).unwrap();
    let near = library(dir.path());
    assert_eq!(names(&ask(&near, "平台 验收").hits), ["x/a#art-3", "x/a#art-2", "x/a#art-4", "x/a#art-1"]);
}

#[test]
fn synonyms_are_reported_and_can_be_switched_off() {
    let response = ask(&SMALL, "补助");
    assert_eq!(response.synonyms, [("补助".to_owned(), ["补贴", "资助", "奖补"].map(str::to_owned).to_vec())]);
    let all = names(&response.hits);
    for synonym in ["miit/opinion#2", "guangxi/center#2/2", "yunnan/center#1"] {
        assert!(all.contains(&synonym.to_owned()), "{synonym} in {all:?}");
    }
    let own = ["yunnan/center#2/1", "guangzhou/law#art-3", "guangxi/center#2/1"];
    assert!(own.iter().all(|name| all[..3].contains(&name.to_string())), "the word itself comes first: {all:?}");
    let request = SearchRequest { query: "补助".to_owned(), no_synonyms: true, ..SearchRequest::default() };
    let plain = search(&SMALL, &request);
    assert_eq!((sorted(&plain), plain.synonyms), (brute_force(&SMALL_CLAUSES, "补助"), Vec::new()));
    assert!(ask(&SMALL, "\"补助\"").synonyms.is_empty(), "a quoted phrase is taken as it is");
}

#[test]
fn a_document_number_in_any_form_finds_the_document_and_its_mentions() {
    for query in ["工信部科[2016]273号", "工信部科〔2016〕273號", "工信部科（2016）273号", "工信部科【２０１６】273 号", "〔2016〕273号"]
    {
        assert_eq!(names(&ask(&SMALL, query).hits), ["miit/opinion#title", "guangzhou/law#art-1"], "{query}");
    }
    let real = ask(&REAL, "工信部科[2016]273号");
    assert_eq!(real.hits[0].policy.as_str(), "miit/2016-273");
    assert!(real.hits.iter().any(|h| h.policy.as_str() == "yunnan/2019-plan"), "Yunnan cites it");
}

#[test]
fn facets_count_all_matches() {
    let response = search(&SMALL, &SearchRequest { query: "\"补助\"".to_owned(), limit: 1, ..SearchRequest::default() });
    assert_eq!((response.hits.len(), response.total), (1, 3));
    let places: Vec<(&str, usize)> = response.facets.places.iter().map(|(p, n)| (p.as_str(), *n)).collect();
    assert_eq!(places, [("云南", 1), ("广州", 1), ("广西", 1)]);
    assert_eq!(response.facets.levels, [(Level::Provincial, 2), (Level::Municipal, 1)]);
    assert_eq!(response.facets.years, [(2022, 1), (2021, 1), (2019, 1)]);
}

#[test]
fn pages_follow_each_other() {
    let all = names(&ask(&REAL, "创新中心").hits);
    let page = |offset| search(&REAL, &SearchRequest { query: "创新中心".to_owned(), offset, limit: 7, ..SearchRequest::default() });
    let paged: Vec<String> = (0..all.len()).step_by(7).flat_map(|offset| names(&page(offset).hits)).collect();
    assert_eq!(paged, all);
    assert_eq!(page(all.len() + 5).hits.len(), 0);
    assert_eq!(page(all.len() + 5).total, all.len());
}

#[test]
fn a_hit_shows_the_words_of_the_source() {
    let hit = &ask(&SMALL, "\"补助力度\"").hits[0];
    assert_eq!(hit.snippet.text, "加大補助力度。補助資金由財政安排，研發費用按規定加計扣除。");
    assert_eq!(hit.snippet.marks, [(2, 6)]);
    assert_eq!(hit.heading_path, ["二、保障措施", "（一）加大補助力度"]);
    assert_eq!((hit.label.as_str(), hit.place.as_str(), hit.date.as_deref()), ("（一）", "云南", Some("2019-04-28")));
    assert_eq!(hit.number.as_deref(), Some("云工信科技〔2019〕88号"));
}

#[test]
fn an_empty_query_lists_with_filters_and_asks_without() {
    let listed = ask(&SMALL, "地区:云南");
    let clauses = SMALL.policies().iter().find(|p| p.document.id.as_str() == "yunnan/center").unwrap().clauses;
    assert_eq!(listed.total, clauses);
    assert_eq!(listed.hits[0].address.to_string(), "title", "in the order of the text");
    let empty = ask(&SMALL, " 　");
    assert_eq!(
        (empty.total, empty.hits.len(), empty.hints[0].text.to_string().as_str()),
        (0, 0, "请输入要查找的词，或选择地区、级别、年份")
    );
}

#[test]
fn an_empty_answer_says_what_emptied_it() {
    let hints = |query: &str| ask(&SMALL, query).hints.into_iter().map(|h| (h.text.to_string(), h.query)).collect::<Vec<_>>();
    let hint = |text: &str, query: &str| (text.to_owned(), query.to_owned());
    let found = hints("一次性补助 地区:云南");
    assert!(found.contains(&hint("去掉“地区:云南”可得 1 条", "一次性补助")), "{found:?}");
    let found = hints("\"加计扣除\" \"销售收入\"");
    assert!(found.contains(&hint("去掉“\"加计扣除\"”可得 1 条", "\"销售收入\"")), "{found:?}");
    let found = hints("销售收人");
    assert!(found.contains(&hint("您要找的是不是“销售收入”？可得 1 条", "销售收入")), "{found:?}");
    let found = hints("文号:云工信科技〔2019〕89号");
    assert!(found.contains(&hint("最接近的文号是 云工信科技〔2019〕88号", "文号:云工信科技〔2019〕88号")), "{found:?}");
    let request = SearchRequest { query: "牵头企业".to_owned(), no_synonyms: true, ..SearchRequest::default() };
    assert!(search(&SMALL, &request).hints.iter().any(|h| h.text.to_string() == "同时查找近义词可得 1 条"));
    let response = ask(&SMALL, "补助 地区:火星");
    assert_eq!(
        response.messages.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["未收录“火星”的文件；已收录的地区有：云南、国家、广州、广西"]
    );
}

#[test]
fn a_long_word_that_no_clause_holds_is_cut() {
    let response = ask(&SMALL, "认定的中心资金补助");
    assert_eq!(names(&response.hits)[0], "guangxi/center#2/1");
    assert!(
        response.messages[0].to_string().starts_with("没有条款含有整个词，已把“认定的中心资金补助”拆成“认定”"),
        "{:?}",
        response.messages
    );
}

#[test]
fn the_same_question_has_the_same_answer() {
    let again = library(Path::new("corpus"));
    for query in ["补助", "创新中心 支持", "研发费用 OR 牵头单位", "级别:省"] {
        let (a, b) = (ask(&REAL, query), ask(&again, query));
        assert_eq!(names(&a.hits), names(&b.hits));
        assert_eq!(serde_json::to_string(&a).unwrap(), serde_json::to_string(&b).unwrap());
    }
}

#[test]
fn a_topic_that_stands_for_a_search_works_as_a_filter_and_is_counted() {
    let (words, corpus, index) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let row = |id: &str, query: &str| format!("[[topic]]\nid = \"{id}\"\nlabel = \"{id}题\"\nneeds = \"words\"\nquery = '{query}'\n");
    let topics = [row("cold", "冷库 补贴"), row("exact", "\"逐日登记\" OR 校车"), row("nested", "topic:cold 农户")].concat();
    std::fs::write(words.path().join("topics.toml"), topics).unwrap();
    let text = "冷库管理办法\n第一条　对新建冷库给予建设补贴，农户优先。\n第二条　冷库应当逐日登记库温。\n第三条　对校车给予油费补贴。\n";
    std::fs::write(corpus.path().join("a.txt"), text).unwrap();
    let lexicon = Lexicon::load(&[words.path()]).unwrap();
    let library = open_or_build(corpus.path(), index.path(), &lexicon, &|_| {}).unwrap().library;
    let found = |query: &str| ask(&library, query).hits.iter().map(|h| h.address.to_string()).collect::<std::collections::BTreeSet<_>>();
    let set = |list: &[&str]| list.iter().map(|a| (*a).to_owned()).collect::<std::collections::BTreeSet<_>>();
    // The same clauses as the search itself.
    for (topic, query) in [("cold", "冷库 补贴"), ("exact题", "\"逐日登记\" OR 校车")] {
        assert_eq!(found(&format!("topic:{topic}")), found(query), "{topic}");
    }
    assert_eq!(found("topic:exact -校车"), set(&["art-2"]));
    assert_eq!(found("-topic:exact 冷库 补贴"), set(&["art-1"]));
    assert_eq!(found("topic:nested"), set(&[]), "a topic inside a topic's search must have rules");
    let facets = ask(&library, "冷库 OR 校车").facets.topics;
    let count = |id: &str| facets.iter().find(|(known, _)| known == id).map(|(_, n)| *n);
    assert_eq!((count("exact"), count("nested")), (Some(2), None), "{facets:?}");
    assert_eq!(count("cold"), Some(found("冷库 补贴").len()));
}

//! The comparison of the corpus against what a careful analyst wrote (`tests/gold/comparison.tsv`), and its laws.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use tiaoli::compare::{Cell, CellState, CompareRequest, Comparison, compare_policies, topics};
use tiaoli::corpus::SourceFile;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::policy::TextStatus;
use tiaoli::text::{SourceText, fold};

use crate::support::{CORPUS, LEXICON, rows};

fn request(topics: &[&str], places: &[&str]) -> CompareRequest {
    let owned = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    CompareRequest { topics: owned(topics), places: owned(places), ..CompareRequest::default() }
}

fn compare(policies: &[ParsedPolicy], topics: &[&str], places: &[&str]) -> Comparison {
    compare_policies(&policies.iter().collect::<Vec<_>>(), &LEXICON, &request(topics, places)).unwrap()
}

static ALL: LazyLock<Comparison> = LazyLock::new(|| compare(&CORPUS, &[], &[]));

/// A document that is not in the corpus.
fn parse(id: &str, place: &str, text: &str) -> ParsedPolicy {
    let manifest = tiaoli::corpus::Manifest { jurisdiction: Some(place.to_owned()), ..Default::default() };
    let text = SourceText::decode(text.as_bytes()).unwrap();
    let file = SourceFile { id: id.parse().unwrap(), text, manifest: Some(manifest), ..SourceFile::default() };
    ParsedPolicy::parse(&file, &LEXICON)
}

/// An address without paragraph steps, as the gold writes it.
fn outline(address: &str) -> String {
    let paragraph = |s: &&str| s.strip_prefix('p').is_some_and(|n| n.parse::<u32>().is_ok());
    address.split('/').filter(|s| !paragraph(s)).collect::<Vec<_>>().join("/")
}

fn state(cell: &Cell) -> String {
    serde_json::to_value(cell.state).unwrap().as_str().unwrap().to_owned()
}

/// The entries of a cell as the gold writes them; a clause whose paragraphs speak twice stands once.
fn entries(cell: &Cell) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    for entry in &cell.entries {
        let row = (format!("{} {}", entry.policy, outline(&entry.address.to_string())), entry.value.to_string());
        match out.iter_mut().find(|r| r.0 == row.0) {
            Some(first) if first.1 == row.1 || row.1.is_empty() => {}
            Some(first) if first.1.is_empty() => first.1 = row.1,
            _ => out.push(row),
        }
    }
    out
}

#[test]
fn every_cell_is_what_a_careful_analyst_wrote() {
    /// State of a cell, and address and value of each entry.
    type GoldCell = (String, Vec<(String, String)>);
    let mut gold: BTreeMap<(String, String), GoldCell> = BTreeMap::new();
    for line in rows("comparison") {
        let [place, topic, state, address, value] = line.as_slice() else { panic!("five cells expected: {line:?}") };
        let cell = gold.entry((place.to_owned(), topic.to_owned())).or_insert((state.to_owned(), Vec::new()));
        assert_eq!(&cell.0, state, "{line:?}");
        cell.1.extend((!address.is_empty()).then(|| (address.to_owned(), value.to_owned())));
    }
    let mut wrong = Vec::new();
    for (column, place) in ALL.columns.iter().enumerate() {
        for row in &ALL.rows {
            let cell = &row.cells[column];
            let Some((want_state, want)) = gold.remove(&(place.place.clone(), row.topic.clone())) else {
                wrong.push(format!("+ {} {}: no gold row, found {} {:?}", place.place, row.topic, state(cell), entries(cell)));
                continue;
            };
            let found = entries(cell);
            if state(cell) != want_state {
                wrong.push(format!("- {} {}: want {want_state}, found {}", place.place, row.topic, state(cell)));
            }
            wrong.extend(want.iter().filter(|e| !found.contains(e)).map(|e| format!("- {} {}: {} {}", place.place, row.topic, e.0, e.1)));
            wrong.extend(found.iter().filter(|e| !want.contains(e)).map(|e| format!("+ {} {}: {} {}", place.place, row.topic, e.0, e.1)));
        }
    }
    wrong.extend(gold.into_keys().map(|(place, topic)| format!("- {place} {topic}: no such cell")));
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn places_stand_by_level_and_then_by_code() {
    let names: Vec<&str> = ALL.columns.iter().map(|c| c.place.as_str()).collect();
    assert_eq!(names, ["国家", "广东", "广西", "云南", "广州"]);
    let newest_first: Vec<&str> = ALL.columns[4].policies.iter().map(|p| p.as_str()).collect();
    assert_eq!(newest_first, ["guangzhou/2025-36", "guangzhou/2022-19"]);
}

/// Laws of every cell: the words are the clause's own, the marks lie in them, the facts are the clause's.
/// Returns the number of entries.
fn hold_the_laws(table: &Comparison, policies: &[ParsedPolicy]) -> usize {
    let mut entries = 0;
    for entry in table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.entries) {
        let policy = policies.iter().find(|p| p.document.id == entry.policy).unwrap();
        let clause = policy.clause(&entry.address).unwrap();
        let place = format!("{} {}", entry.policy, entry.address);
        assert!(!entry.quote.is_empty() && clause.text.contains(&entry.quote), "{place}: {}", entry.quote);
        let length = entry.quote.chars().count();
        let mut last = 0;
        for (start, end) in &entry.marks {
            assert!(last <= *start && start < end && *end <= length, "{place}: {:?}", entry.marks);
            last = *end;
        }
        for fact in &entry.facts {
            assert_eq!(fact.address, entry.address, "{place}");
            assert!(fold(&clause.text).contains(&fold(&fact.quote)), "{place}: {}", fact.quote);
        }
        assert_eq!(entry.text_status, policy.document.text_status);
        assert_eq!(entry.value.is_empty(), entry.facts.is_empty(), "{place}");
        entries += 1;
    }
    entries
}

#[test]
fn every_entry_leads_to_its_own_words() {
    let entries = hold_the_laws(&ALL, &CORPUS);
    assert!(entries > 100, "only {entries} entries");
    let digests = ALL.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.entries).filter(|e| e.text_status == TextStatus::Digest);
    assert!(digests.clone().count() > 5 && digests.clone().all(|e| e.policy.place_folder() == "guangdong"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Words of policies in any order, with brackets, stops and line breaks anywhere.
    #[test]
    fn the_laws_hold_on_any_text(parts in vec(select(WORDS), 1..60)) {
        let policy = parse("a/b", "云南", &format!("制造业创新中心管理办法\n{}", parts.concat()));
        let policies = [policy];
        hold_the_laws(&compare(&policies, &[], &[]), &policies);
    }
}

const WORDS: &[&str] = &[
    "一、",
    "（一）",
    "1.",
    "第三条 ",
    "\n",
    "\n\n",
    "。",
    "；",
    "，",
    "：",
    "（",
    "）",
    "《",
    "》",
    "“",
    "”",
    " ",
    "\u{3000}",
    "支持政策",
    "牵头单位",
    "制造业创新中心",
    "新认定的",
    "升级为国家级的",
    "給予",
    "一次性",
    "补助",
    "不超过",
    "200 万元",
    "30%",
    "分别",
    "、",
    "1000万元",
    "或",
    "近三年",
    "銷售收入",
    "不低于",
    "1億元",
    "3 家",
    "成员单位",
    "组建资金",
    "建设期",
    "3年",
    "到2027年底",
    "取消",
    "资格",
    "考核评估",
    "İ",
    "👍🏽",
    "\u{200B}",
    "第",
];

#[test]
fn a_column_shows_only_its_own_policies() {
    for row in &ALL.rows {
        for (cell, column) in row.cells.iter().zip(&ALL.columns) {
            assert!(cell.entries.iter().all(|e| column.policies.contains(&e.policy)), "{} {}", row.topic, column.place);
        }
    }
    let alone = compare(&CORPUS, &["support_upgrade"], &["云南"]);
    assert_eq!(alone.rows[0].cells[0].state, CellState::Unrecognised, "no amount may be borrowed");
}

#[test]
fn the_same_request_has_the_same_answer() {
    let again = compare(&CORPUS, &[], &[]);
    assert_eq!(serde_json::to_string(&*ALL).unwrap(), serde_json::to_string(&again).unwrap());
    let mut turned: Vec<ParsedPolicy> = CORPUS.clone();
    turned.reverse();
    assert_eq!(serde_json::to_string(&*ALL).unwrap(), serde_json::to_string(&compare(&turned, &[], &[])).unwrap());
}

#[test]
fn topics_and_places_are_chosen_in_the_order_of_the_request() {
    let some = compare(&CORPUS, &["税收与金融", "capital"], &["guangzhou/2022-19", "yunnan"]);
    assert_eq!(some.rows.iter().map(|r| r.topic.as_str()).collect::<Vec<_>>(), ["tax_finance", "capital"]);
    assert_eq!(some.columns.iter().map(|c| c.label.as_str()).collect::<Vec<_>>(), ["广州 穗府办〔2022〕19号", "云南"]);
    assert_eq!(some.rows[0].cells[0].state, CellState::Silent, "its subsidies are not for innovation centres");
}

#[test]
fn an_unknown_name_is_an_error_that_helps() {
    let all: Vec<&ParsedPolicy> = CORPUS.iter().collect();
    let message = |topics: &[&str], places: &[&str]| compare_policies(&all, &LEXICON, &request(topics, places)).unwrap_err().to_string();
    assert!(message(&["suport"], &[]).starts_with("没有名为“suport”的主题；最接近的是：support_"), "{}", message(&["suport"], &[]));
    assert!(message(&[], &["guanxi"]).starts_with("没有名为“guanxi”的地区；最接近的是：guangxi、"), "{}", message(&[], &["guanxi"]));
}

#[test]
fn a_place_without_documents_is_not_held() {
    let table = compare(&CORPUS, &["capital"], &["湖南", "广西"]);
    assert_eq!(table.columns[0].place, "湖南");
    assert_eq!((table.rows[0].cells[0].state, table.rows[0].cells[0].entries.len()), (CellState::NotHeld, 0));
}

#[test]
fn a_digest_that_is_silent_does_not_speak_for_the_text() {
    let table = compare(&CORPUS, &["assessment"], &["广东"]);
    assert_eq!(table.rows[0].cells[0].state, CellState::NotHeld);
    assert_eq!(table.rows[0].cells[0].note.as_ref().map(ToString::to_string).as_deref(), Some("只收录了要点，要点没有提到；全文尚未收录"));
}

#[test]
fn topics_are_listed_in_the_order_of_the_rows() {
    let listed = topics(&LEXICON);
    assert_eq!(listed.iter().map(|t| &t.id).collect::<Vec<_>>(), ALL.rows.iter().map(|r| &r.topic).collect::<Vec<_>>());
    assert!(listed.len() >= 16);
    assert!(listed.iter().find(|t| t.id == "support_upgrade").unwrap().needs_number);
}

/// A measure in articles, with lists under a lead-in, in traditional script.
#[test]
fn an_unseen_measure_in_articles_is_read_by_the_same_rules() {
    let text = "湖南省製造業創新中心管理辦法\n第一章 總則\n第一條 為規範省製造業創新中心管理，制定本辦法。\n\
        第二章 申報條件\n第二條 省製造業創新中心應當以企業法人形式組建。\n第三條 牽頭單位應當具備下列條件：\n\
        （一）近三年平均銷售收入不低於2億元；\n（二）建有省級以上研發平台；\n（三）近三年未被列入嚴重失信主體名單。\n\
        第四條 註冊資本不低於5000萬元。\n第三章 支持與考核\n\
        第五條 對新認定的省製造業創新中心，一次性給予500萬元補助；升級為國家製造業創新中心的，一次性給予2000萬元獎勵。\n\
        第六條 每兩年開展一次績效評價；評價不合格的，取消省製造業創新中心資格。\n第七條 建設期一般為2年，最長不超過3年。\n";
    let table = compare(&[parse("hunan/1", "湖南省", text)], &[], &[]);
    let cell = |topic: &str| &table.rows.iter().find(|r| r.topic == topic).unwrap().cells[0];
    let addresses = |topic: &str| cell(topic).entries.iter().map(|e| e.address.to_string()).collect::<Vec<_>>();
    let value = |topic: &str| cell(topic).entries.first().map(|e| e.value.to_string()).unwrap_or_default();
    assert_eq!(addresses("legal_form"), ["art-2"]);
    assert_eq!((addresses("lead_sales"), value("lead_sales").as_str()), (vec!["art-3/1".to_owned()], "近三年平均不低于 2 亿元"));
    assert_eq!(addresses("lead_platform"), ["art-3/2"]);
    assert_eq!(addresses("integrity"), ["art-3/3"]);
    assert_eq!((addresses("capital"), value("capital").as_str()), (vec!["art-4".to_owned()], "不低于 5000 万元"));
    assert_eq!(value("support_recognition"), "一次性 500 万元");
    assert_eq!(value("support_upgrade"), "一次性 2000 万元");
    assert_eq!((addresses("withdrawal"), addresses("assessment")), (vec!["art-6".to_owned()], vec!["art-6".to_owned()]));
    assert_eq!(addresses("construction_period"), ["art-7"]);
    assert_eq!(cell("lead_rd").state, CellState::Silent);
    assert!(cell("lead_sales").entries[0].quote.contains("銷售收入"), "the words stay in the script of the source");
}

//! Times and validity against hand-made sentences (`tests/gold/times_more.tsv`, `tests/gold/validity.tsv`).
//!
//! Each row is put into a small document of its shape. Every row that is not read as written is printed with what
//! was found instead.

use serde_json::Value;
use tiaoli::corpus::SourceFile;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::SourceText;

use crate::support::rows;

/// 2024-03-08 as it is signed: 2024年3月8日.
fn signed(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').map(|p| p.trim_start_matches('0')).collect();
    if let [y, m, d] = parts[..] { format!("{y}年{m}月{d}日") } else { String::new() }
}

/// The document around a sentence: `notice` (numbered parts), `articles` (a notice and the measures it encloses), `raw`.
fn document(shape: &str, issued: &str, title: &str, text: &str) -> String {
    let (issued, text) = (signed(issued), text.replace('⏎', "\n"));
    match shape {
        "notice" => format!(
            "某某市财政局{title}\n各区财政局：\n为落实政策，现将有关事项通知如下：\n一、提高效率。各区应当及时办理。\n二、{text}\n三、加强监督。\n某某市财政局\n{issued}\n"
        ),
        "articles" => format!(
            "某某市人民政府办公室关于印发某某市专精特新企业培育办法的通知\n某政办规〔2024〕8号\n各县（市、区）人民政府：\n\
             《某某市专精特新企业培育办法》已经市政府同意，现印发给你们，请认真贯彻执行。\n某某市人民政府办公室\n{issued}\n\
             某某市专精特新企业培育办法\n第一条 为了支持企业发展，制定本办法。\n第二条 市工业和信息化局负责组织实施。\n第三条 {text}\n"
        ),
        _ => text,
    }
}

fn parse(source: &str) -> Value {
    let file = SourceFile { text: SourceText::decode(source.as_bytes()).unwrap(), ..SourceFile::default() };
    serde_json::to_value(ParsedPolicy::parse(&file, &Lexicon::embedded())).unwrap()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

fn report(what: &str, all: usize, wrong: &[String]) {
    println!("{what}: {} of {all} rows", all - wrong.len());
    assert!(wrong.is_empty(), "{what}: {} of {all} rows\n{}", all - wrong.len(), wrong.join("\n"));
}

#[test]
fn times_of_sentences() {
    let all = rows("times_more");
    let mut wrong = Vec::new();
    for row in &all {
        let [shape, issued, title, heading, sentence, expected] = &row[..] else { panic!("{row:?}") };
        let inside = if heading.is_empty() { sentence.clone() } else { format!("{heading}\n（一）{sentence}") };
        let parsed = parse(&document(shape, issued, title, &inside));
        let mut found: Vec<String> = Vec::new();
        for fact in parsed["facts"].as_array().unwrap() {
            if !["date", "duration", "recurring"].contains(&text(fact, "kind")) {
                continue;
            }
            let due = if text(fact, "due").is_empty() { String::new() } else { format!(" due={}", text(fact, "due")) };
            let unit = if text(fact, "unit").is_empty() { String::new() } else { format!(" {}", text(fact, "unit")) };
            found.push(format!("{} {} {}{unit}{due}", text(fact, "kind"), text(fact, "value"), text(fact, "bound")));
        }
        let found = found.join("; ");
        if found != *expected {
            wrong.push(format!("- {sentence}\n    expected {expected}\n    found    {found}"));
        }
    }
    assert!(all.len() >= 60);
    report("times_more", all.len(), &wrong);
}

#[test]
fn validity_of_documents() {
    let all = rows("validity");
    let mut wrong = Vec::new();
    for row in &all {
        let [shape, issued, sentence, effective, expires, basis, _] = &row[..] else { panic!("{row:?}") };
        let parsed = parse(&document(shape, issued, "关于做好惠企资金发放工作的通知", sentence));
        let validity = &parsed["document"]["validity"];
        let found = [text(validity, "effective"), text(validity, "expires"), text(validity, "basis")];
        if found != [effective.as_str(), expires.as_str(), basis.as_str()] {
            wrong.push(format!("- {sentence}\n    expected {effective} {expires} {basis}\n    found    {}", found.join(" ")));
        }
    }
    assert!(all.len() >= 30);
    report("validity", all.len(), &wrong);
}

/// A rule that a user adds gives the last day where the text prints none, marked as computed and naming its source.
#[test]
fn a_rule_of_a_place_gives_the_last_day() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("times.toml"),
        "[[validity]]\nplace = \"44\"\nmark = \"规\"\nsince = \"2020-09-01\"\nyears = 5\ntrial_years = 3\nsource = \"《某省规定》\"\nexample = \"例\"\n",
    )
    .unwrap();
    let text = "深圳市某某局关于印发《深圳市产业扶持计划操作规程》的通知\n深科规〔2022〕4号\n各单位：\n现将《深圳市产业扶持计划操作规程》\
                印发给你们，请遵照执行。\n深圳市某某局\n2022年6月1日\n深圳市产业扶持计划操作规程\n第一条 为了规范管理，制定本规程。\n\
                第二条 本规程自2022年7月1日起施行。\n";
    let parse = |lexicon: &Lexicon| {
        let text = SourceText::decode(text.as_bytes()).unwrap();
        let file = SourceFile { id: "sz/rule".parse().unwrap(), text, ..SourceFile::default() };
        serde_json::to_value(ParsedPolicy::parse(&file, lexicon)).unwrap()["document"].clone()
    };
    let with = parse(&Lexicon::load(&[dir.path()]).unwrap());
    assert_eq!((&with["validity"]["expires"], &with["expires"]), (&Value::from("2027-06-30"), &Value::Null));
    assert!(with["validity"]["reason"].as_str().unwrap().contains("《某省规定》"), "{with}");
    assert_eq!(parse(&Lexicon::embedded())["validity"]["expires"], Value::Null);
}

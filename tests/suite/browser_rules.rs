//! The script that holds answers against conditions in the browser decides as the site does.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tiaoli::compare::eligibility::{Company, eligibility_of, lists};
use tiaoli::corpus::Corpus;
use tiaoli::lexicon::Lexicon;
use tiaoli::lexicon::eligibility::FieldKind;
use tiaoli::message::{Language, name};
use tiaoli::parsed::ParsedPolicy;

/// Reads cases, and prints what differs.
const RUNNER: &str = r#"
require(process.cwd() + "/web/static/eligibility.js");
const { answersOf, judge, summary } = globalThis.tiaoliEligibility;
const { lists, cases } = JSON.parse(require("fs").readFileSync(0, "utf8"));
let told = 0;
for (const c of cases) {
  const { values, bad } = answersOf(c.typed, lists);
  const differ = (what, own, site) => {
    if (JSON.stringify(own) !== JSON.stringify(site) && told++ < 20) console.log(what, JSON.stringify(c.typed), c.mode, "script", JSON.stringify(own), "site", JSON.stringify(site));
  };
  const flat = (list) => list.map((b) => [b.field, b.label, b.year, b.typed, b.expected]);
  differ("problems", flat(bad), flat(c.problems));
  for (const place of c.places) {
    const verdicts = place.conditions.map((k) => {
      const v = judge(k.rule, values, c.mode, lists);
      const own = [v.verdict, v.unanswered, v.given, v.how, v.reason];
      differ(JSON.stringify(k.rule), own, k.expected);
      return v;
    });
    if (verdicts.length) differ("summary", summary(verdicts, lists)[1], place.summary);
  }
}
console.log(told === 0 ? `same ${cases.length}` : `different ${told}`);
"#;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.throw(list.len())]
    }
}

const MONEY: [&str; 24] = [
    "3000万",
    "1.2亿元",
    "30000000",
    "3,000万元",
    "三千万",
    "叁仟万元整",
    "９８００万",
    "1億",
    "0",
    "500000",
    "2.5亿",
    "约三千万",
    "3000万美元",
    "很多",
    "",
    "壹佰万圆",
    "¥800,000.00",
    "二亿五千万",
    "12345678.9",
    "1.2.3",
    "十几万",
    "600多万",
    "人民币伍佰万元",
    "-5",
];
const RATIO: [&str; 12] = ["30%", "３％", "百分之三十", "0.3", "三成", "5", "2.5%", "100%", "0.015", "", "%", "30.0 %"];
const COUNT: [&str; 14] = ["5", "5家", "1,200", "三十人", "两家", "一百零五", "0", "很多", "12.5", "", "十几家", "3 项", "二十", "5个月"];
const PLACE: [&str; 10] = ["广州市", "广州", "云南省昆明市", "廣州市", "广州市白云区", "广西", "火星", "北京", "", "广西省"];

#[test]
fn the_script_decides_as_the_site_does() {
    held_against_the_site(Language::Hans);
}

#[test]
fn the_script_says_it_in_english_as_the_site_does() {
    held_against_the_site(Language::English);
}

/// Runs the script on many answers and compares what it decides and says with the site.
fn held_against_the_site(language: Language) {
    let lexicon = Lexicon::embedded();
    let corpus = Corpus::open(Path::new("corpus")).unwrap();
    let policies: Vec<ParsedPolicy> = corpus.documents().iter().map(|d| ParsedPolicy::parse(&corpus.read(d).unwrap(), &lexicon)).collect();
    let policies: Vec<&ParsedPolicy> = policies.iter().collect();
    let empty = eligibility_of(&policies, &lexicon, &Company::default(), &[]).unwrap();
    let mut dice = Dice(7);
    let mut cases: Vec<Value> = Vec::new();
    for n in 0..150 {
        let mut company = Company::default();
        for field in &empty.fields {
            // The first company has not answered, the next few have answered all.
            if n == 0 || n > 5 && dice.throw(3) == 0 {
                continue;
            }
            let mut one = || match field.kind {
                FieldKind::Money => dice.pick(&MONEY).to_owned(),
                FieldKind::Ratio => dice.pick(&RATIO).to_owned(),
                FieldKind::Count => dice.pick(&COUNT).to_owned(),
                FieldKind::Place => dice.pick(&PLACE).to_owned(),
                FieldKind::Choice => match dice.throw(8) {
                    0 => dice.pick(&["是", "否", "无", "也许", "沒有", ""]).to_owned(),
                    _ => {
                        let option = &field.options[dice.throw(field.options.len())];
                        if dice.throw(2) == 0 || language != Language::Hans { option.id.clone() } else { option.label.clone() }
                    }
                },
            };
            let list: Vec<String> = (0..field.years).map(|_| one()).collect();
            if list.iter().any(|t| !t.is_empty()) {
                company.answers.insert(field.id.clone(), list);
            }
        }
        if !empty.modes.is_empty() && dice.throw(3) == 0 {
            company.mode.clone_from(&empty.modes[dice.throw(empty.modes.len())]);
        }
        let report = eligibility_of(&policies, &lexicon, &company, &[]).unwrap();
        let place = |p: &tiaoli::compare::eligibility::PlaceReport| {
            let conditions =
                p.conditions.iter().map(|c| {
                    let said = [&c.given, &c.how, &c.reason].map(|m| m.say(language));
                    json!({ "rule": c.rule.spoken(language), "expected": [json!(c.verdict), json!(c.unanswered), json!(said[0]), json!(said[1]), json!(said[2])] })
                });
            json!({ "summary": p.summary.say(language), "conditions": conditions.collect::<Vec<_>>() })
        };
        let places: Vec<Value> = report.places.iter().map(place).collect();
        let problems: Vec<Value> = report
            .problems
            .iter()
            .map(|b| json!({ "field": b.field, "label": name(language, &b.label), "year": b.year, "typed": b.typed, "expected": b.expected.say(language) }))
            .collect();
        cases.push(json!({ "typed": company.answers, "mode": company.mode, "problems": problems, "places": places }));
    }
    let input = json!({ "lists": lists(&lexicon, &empty.fields, language), "cases": cases }).to_string();
    let node = Command::new("node").args(["-e", RUNNER]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
    let Ok(mut node) = node else {
        eprintln!("node is not installed; the script was not held against the site");
        return;
    };
    node.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let out = node.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(told.ends_with("same 150\n"), "{told}");
}

//! Eligibility and procedure against what a reader wrote by hand (`tests/gold/eligibility.tsv`, `procedure.tsv`).

use std::collections::BTreeMap;

use tiaoli::compare::eligibility::{Company, EligibilityReport, Verdict, eligibility_of};
use tiaoli::compare::procedure::{PlaceProcedure, procedures_of};
use tiaoli::corpus::{Manifest, SourceFile};
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::{SourceText, fold};

use crate::support::{CORPUS, LEXICON, rows};

fn company(answers: &str) -> Company {
    let pair = |p: &str| p.split_once('=').map(|(id, values)| (id.to_owned(), values.split(';').map(str::to_owned).collect()));
    Company { answers: answers.split('|').filter_map(pair).collect(), mode: String::new() }
}

fn report(policies: &[ParsedPolicy], company: &Company) -> EligibilityReport {
    eligibility_of(&policies.iter().collect::<Vec<_>>(), &LEXICON, company, &[]).unwrap()
}

fn parse(id: &str, place: &str, text: &str) -> ParsedPolicy {
    let manifest = Manifest { jurisdiction: Some(place.to_owned()), ..Default::default() };
    let text = SourceText::decode(text.as_bytes()).unwrap();
    ParsedPolicy::parse(&SourceFile { id: id.parse().unwrap(), text, manifest: Some(manifest), ..SourceFile::default() }, &LEXICON)
}

#[test]
fn every_company_gets_the_verdicts_of_a_careful_reader() {
    let companies: BTreeMap<String, EligibilityReport> = rows("eligibility_companies")
        .into_iter()
        .map(|row| (row[0].chars().take(1).collect(), report(&CORPUS, &company(row.get(1).map_or("", String::as_str)))))
        .collect();
    assert_eq!(companies.len(), 6);
    let mut wrong = Vec::new();
    for row in rows("eligibility") {
        let [name, policy, address, words, verdict, why] = row.as_slice() else { panic!("{row:?}") };
        let conditions = companies[name].places.iter().flat_map(|p| &p.conditions);
        let found: Vec<_> = conditions
            .filter(|c| c.policy.as_str() == policy && c.address.to_string() == *address && fold(&c.quote).contains(&fold(words)))
            .collect();
        match found.as_slice() {
            [one] => {
                let said = serde_json::to_value(one.verdict).unwrap();
                if said != *verdict {
                    wrong.push(format!("{name} {policy} {address} {words}: {said} ({}), expected {verdict} ({why})", one.reason));
                }
            }
            found => wrong.push(format!("{name} {policy} {address} {words}: {} conditions", found.len())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_unanswered_is_met_and_every_threshold_is_listed() {
    let empty = report(&CORPUS, &Company::default());
    for place in &empty.places {
        assert_eq!((place.met, place.failed, place.not_applicable), (0, 0, 0), "{}", place.place);
        assert_eq!(place.manual, place.conditions.len());
    }
    let conditions: Vec<_> = empty.places.iter().flat_map(|p| &p.conditions).collect();
    for policy in CORPUS.iter() {
        for fact in policy.facts.iter().filter(|f| f.role == Some(tiaoli::extract::Role::Threshold) && f.measure.is_some()) {
            let listed = conditions.iter().any(|c| c.policy == policy.document.id && c.address == fact.address);
            assert!(listed, "{} {} {}", policy.document.id, fact.address, fact.quote);
        }
    }
}

#[test]
fn conditions_of_documents_nobody_has_seen() {
    let text = "某省专精特新企业认定管理办法\n第一章 总则\n第一条 为规范认定工作，制定本办法。\n第二章 认定条件\n第二条 申报企业应当同时具备以下条件：\n\
                （一）在本省依法注册，具有独立法人资格；\n（二）上年度营业收入不低于5000万元，研发费用占营业收入比重不低于3%；\n\
                （三）研发人员占职工总数的比例不低于10%；\n（四）近三年未发生重大安全、环境违法行为，未列入严重失信主体名单；\n（五）产品市场前景良好。\n\
                第三章 支持措施\n第三条 对认定的企业给予一次性补助50万元。\n";
    let policies = [parse("x/y", "云南", text)];
    let answers =
        "sales=6000万|rd_expense=150万|rd_staff=12人|employees=100|dishonest=no|punished=no|registered_place=昆明市|lead_form=company";
    let report = report(&policies, &company(answers));
    let got: Vec<(String, Verdict)> = report.places[0].conditions.iter().map(|c| (c.address.to_string(), c.verdict)).collect();
    use Verdict::{Failed, Manual, Met};
    let expected = [
        ("art-2/1", Met),
        ("art-2/1", Met),
        ("art-2/2", Met),
        ("art-2/2", Failed),
        ("art-2/3", Met),
        ("art-2/4", Met),
        ("art-2/4", Met),
        ("art-2/5", Manual),
    ];
    let expected: Vec<(String, Verdict)> = expected.map(|(a, v)| (a.to_owned(), v)).into();
    assert_eq!(got, expected, "{:#?}", report.places[0].conditions);
    assert!(report.places[0].summary.to_string().contains("有 1 项不符合"), "{}", report.places[0].summary);
}

fn procedures(policies: &[ParsedPolicy]) -> Vec<PlaceProcedure> {
    procedures_of(&policies.iter().collect::<Vec<_>>(), &LEXICON, &[]).unwrap()
}

#[test]
fn the_steps_and_materials_are_those_of_a_careful_reader() {
    let places = procedures(&CORPUS);
    let mut wrong = Vec::new();
    let mut last: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows("procedure") {
        let [policy, what, address, name, actor, time] = row.as_slice() else { panic!("{row:?}") };
        let line = row.join(" ");
        if what == "material" {
            let found = places.iter().flat_map(|p| &p.materials).find(|m| m.policy.as_str() == policy && m.name == *name);
            match found {
                None => wrong.push(format!("{line}: not listed")),
                Some(m) => {
                    let form = m.form.as_ref().map(ToString::to_string).unwrap_or_default();
                    if m.address.to_string() != *address || form != *time || !actor.is_empty() && m.actor.as_deref() != Some(actor) {
                        wrong.push(format!("{line}: {m:?}"));
                    }
                }
            }
            continue;
        }
        let steps: Vec<_> = places.iter().flat_map(|p| &p.steps).filter(|s| s.policy.as_str() == policy).collect();
        let Some(at) = steps.iter().position(|s| s.address.to_string() == *address && s.step == *name) else {
            wrong.push(format!("{line}: not listed"));
            continue;
        };
        let step = steps[at];
        if !(actor.is_empty() || step.actors.contains(actor)) || !(time.is_empty() || step.times.iter().any(|t| t.to_string() == *time)) {
            wrong.push(format!("{line}: {:?} {:?}", step.actors, step.times));
        }
        if last.insert(policy.clone(), at).is_some_and(|before| before > at) {
            wrong.push(format!("{line}: stands before the step above it"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

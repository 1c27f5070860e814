//! Lineage against what a reader found (`tests/gold/lineage.tsv`), and the laws of copies.

use std::collections::BTreeSet;
use std::path::PathBuf;

use proptest::prelude::*;
use tiaoli::compare::lineage::{Kin, Lineage, RelationKind};
use tiaoli::corpus::SourceFile;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::SourceText;

use crate::support::{CORPUS, rows};

fn document(id: &str, lines: &[String], lexicon: &Lexicon) -> ParsedPolicy {
    let text = format!("{id}管理办法\n{}\n", lines.join("\n"));
    let path = PathBuf::from(format!("{id}.txt"));
    let file = SourceFile { id: id.parse().unwrap(), path, text: SourceText::from_reader(text, "UTF-8"), ..SourceFile::default() };
    ParsedPolicy::parse(&file, lexicon)
}

#[test]
fn a_reader_finds_the_same_pairs() {
    let lineage = Lineage::new(&*CORPUS);
    let (mut pairs, mut found, mut right, mut wrong) = (0, 0, 0, Vec::new());
    for line in rows("lineage") {
        let cells: Vec<&str> = line.iter().map(String::as_str).collect();
        let [policy, address, source, source_address, relations] = cells[..] else { panic!("{line:?}") };
        if address == "-" {
            let document = lineage.document(&policy.parse().unwrap()).unwrap();
            let dropped = document.sources.iter().filter(|s| s.policy.as_str() == source).flat_map(|s| &s.dropped);
            if !dropped.into_iter().any(|a| a.to_string() == source_address) {
                wrong.push(format!("not dropped: {line:?}"));
            }
            continue;
        }
        let same = |k: &&Kin| {
            k.clause.policy.as_str() == policy
                && k.clause.address.to_string() == address
                && k.source.policy.as_str() == source
                && k.source.address.to_string() == source_address
        };
        let kin = lineage.kin().iter().find(same);
        match (relations, kin) {
            ("none", None) => {}
            ("none", Some(kin)) => wrong.push(format!("{line:?}: found {}", kin.kind.as_str())),
            (_, None) => {
                pairs += 1;
                wrong.push(format!("not found: {line:?}"));
            }
            (relations, Some(kin)) => {
                (pairs, found) = (pairs + 1, found + 1);
                if relations.split('|').any(|r| r == kin.kind.as_str()) {
                    right += 1;
                } else {
                    wrong.push(format!("{line:?}: {} ({:.2}, {:.2})", kin.kind.as_str(), kin.borrowed, kin.kept));
                }
            }
        }
    }
    let report = format!("{pairs} pairs, {found} found, {right} with the right relation\n{}", wrong.join("\n"));
    assert!(pairs >= 40, "{report}");
    assert!(found * 100 >= pairs * 85 && right * 100 >= found * 90, "{report}");
    assert!(wrong.iter().filter(|w| w.starts_with("not dropped") || w.contains(": found")).count() <= 1, "{report}");
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let mut policies = CORPUS.clone();
    let forwards = Lineage::new(&policies);
    policies.reverse();
    let backwards = Lineage::new(&policies);
    let pairs = |l: &Lineage| l.kin().iter().map(|k| format!("{:?} {:?} {:?}", k.clause, k.source, k.kind)).collect::<Vec<_>>();
    assert_eq!(pairs(&forwards), pairs(&backwards));
    assert!(!forwards.kin().is_empty());
}

/// Characters of a made-up clause: enough different ones that two clauses share runs only when one was copied.
fn clause_text() -> impl Strategy<Value = String> {
    let chars: Vec<char> = "支持企业建设平台开展研究给予补助人才资金用地审核公示备案评价监督检查报告公开透明奖励贷款保险专利标准试验"
        .chars()
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    proptest::collection::vec(proptest::sample::select(chars), 14..200).prop_map(|c| c.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_copied_clause_is_found_at_any_length(text in clause_text(), other in clause_text(), last in clause_text()) {
        let lexicon = Lexicon::embedded();
        let lines = |a: &str, b: &str| vec![format!("第一条　{a}。"), format!("第二条　{b}。")];
        let first = document("jia", &lines(&other, &text), &lexicon);
        let second = document("yi", &lines(&text, &last), &lexicon);
        let lineage = Lineage::new([&first, &second]);
        let copy = lineage.kin().iter().find(|k| k.clause.address.to_string() == "art-1" && k.source.address.to_string() == "art-2");
        prop_assert_eq!(copy.map(|k| k.kind), Some(RelationKind::Copy), "{}", text);
        let whole = lineage.document(&"yi".parse().unwrap()).unwrap();
        prop_assert!(whole.borrowed > 0.0 && whole.borrowed <= 1.0);
    }
}

#[test]
fn a_changed_number_is_no_copy_and_formulas_are_no_family() {
    let lexicon = Lexicon::embedded();
    let line = |n: &str| {
        format!("第一条　试点单位的建设期最长不超过{n}，期满后由主管部门组织验收，验收不合格的取消资格，并收回已经拨付的补助资金。")
    };
    let (a, b) = (document("jia", &[line("3年")], &lexicon), document("yi", &[line("5年")], &lexicon));
    let kinds: Vec<RelationKind> = Lineage::new([&a, &b]).kin().iter().map(|k| k.kind).collect();
    assert_eq!(kinds, [RelationKind::Adapt]);
    // Ten documents share a closing formula and nothing else.
    let tail = "第二条　本办法自发布之日起施行，由主管部门负责解释。";
    let own =
        ["养老护理员", "污水处理厂", "智能网联车", "古树名木", "农村公路", "电梯安全", "校车接送", "血液采集", "气象灾害", "种子储备"];
    let policies: Vec<ParsedPolicy> = own
        .iter()
        .enumerate()
        .map(|(i, o)| document(&format!("d{i}"), &[format!("第一条　{o}的管理适用本办法，{o}应当登记。"), tail.to_owned()], &lexicon))
        .collect();
    let lineage = Lineage::new(&policies);
    let heirs = lineage.kin().iter().filter(|k| k.clause.address.to_string() == "art-1").count();
    assert_eq!(heirs, 0, "{:?}", lineage.kin());
}

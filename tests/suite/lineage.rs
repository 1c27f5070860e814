//! Lineage against what a reader found (`tests/gold/lineage.tsv`), and the laws of copies.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tiaoli::compare::lineage::{Kin, Lineage, RelationKind};
use tiaoli::corpus::SourceFile;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::SourceText;

use crate::support::{CORPUS, LEXICON, rows};

fn document(id: &str, lines: &[String], lexicon: &Lexicon) -> ParsedPolicy {
    let text = format!("{id}管理办法\n{}\n", lines.join("\n"));
    let path = PathBuf::from(format!("{id}.txt"));
    let file = SourceFile { id: id.parse().unwrap(), path, text: SourceText::from_reader(text, "UTF-8"), ..SourceFile::default() };
    ParsedPolicy::parse(&file, lexicon)
}

#[test]
fn a_reader_finds_the_same_pairs() {
    let lineage = Lineage::new(&*CORPUS, &LEXICON);
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
        let same = |k: &Kin| {
            k.clause.policy.as_str() == policy
                && k.clause.address.to_string() == address
                && k.source.policy.as_str() == source
                && k.source.address.to_string() == source_address
        };
        let kin = lineage.kin().find(same);
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
    let forwards = Lineage::new(&policies, &LEXICON);
    policies.reverse();
    let backwards = Lineage::new(&policies, &LEXICON);
    let pairs = |l: &Lineage| l.kin().map(|k| format!("{:?} {:?} {:?}", k.clause, k.source, k.kind)).collect::<Vec<_>>();
    assert_eq!(pairs(&forwards), pairs(&backwards));
    assert_ne!(forwards.kin().len(), 0);
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
        let lineage = Lineage::new([&first, &second], &lexicon);
        let copy = lineage.kin().find(|k| k.clause.address.to_string() == "art-1" && k.source.address.to_string() == "art-2");
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
    let kinds: Vec<RelationKind> = Lineage::new([&a, &b], &lexicon).kin().map(|k| k.kind).collect();
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
    let lineage = Lineage::new(&policies, &LEXICON);
    let heirs = lineage.kin().filter(|k| k.clause.address.to_string() == "art-1").count();
    assert_eq!(heirs, 0, "{:?}", lineage.kin().collect::<Vec<_>>());
}

/// A score against rows that a reader wrote from the texts alone.
#[derive(Default)]
struct Score {
    /// Pairs a reader sees, and how many of them are found.
    pairs: usize,
    found: usize,
    /// Found pairs with the reader's own word for what became of the clause, and with one a second reader may use.
    exact: usize,
    right: usize,
    /// Rows without a pair, and how many of them have none.
    strangers: usize,
    apart: usize,
    /// Clauses a reader calls dropped, and how many are.
    drops: usize,
    dropped: usize,
    wrong: Vec<String>,
}

impl Score {
    fn add(&mut self, row: &str, relation: &str, also: &str, kin: Option<&Kin>) {
        let name = kin.map_or("none", |k| k.kind.as_str());
        let (exact, right) = (name == relation, name == relation || also.split('|').any(|a| a == name));
        if relation == "none" {
            self.strangers += 1;
            self.apart += usize::from(right);
        } else {
            self.pairs += 1;
            self.found += usize::from(kin.is_some());
            self.exact += usize::from(exact);
            self.right += usize::from(right);
        }
        if !right {
            let shares = kin.map(|k| format!(" ({:.2}, {:.2}, {:.0})", k.borrowed, k.kept, k.weight)).unwrap_or_default();
            self.wrong.push(format!("{row}: {relation}, got {name}{shares}"));
        }
    }

    fn report(&self) -> String {
        format!(
            "{} pairs, {} found, {} exact, {} right; {} of {} strangers apart; {} of {} dropped\n{}",
            self.pairs,
            self.found,
            self.exact,
            self.right,
            self.apart,
            self.strangers,
            self.dropped,
            self.drops,
            self.wrong.join("\n")
        )
    }
}

/// Whether a clause is the one named, or an unnumbered paragraph of it.
fn names(place: &tiaoli::compare::lineage::Place, policy: &str, address: &str) -> bool {
    let found = place.address.to_string();
    let paragraph = found.strip_prefix(address).and_then(|rest| rest.strip_prefix("/p"));
    place.policy.as_str() == policy && (found == address || paragraph.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())))
}

#[test]
fn a_second_reader_finds_the_same_families() {
    let lineage = Lineage::new(&*CORPUS, &LEXICON);
    let mut score = Score::default();
    for row in rows("lineage_read") {
        let [policy, address, source, source_address, relation, also] = &row[..] else { panic!("{row:?}") };
        if relation == "drop" {
            let document = lineage.document(&policy.parse().unwrap()).unwrap();
            let dropped = document.sources.iter().filter(|s| s.policy.as_str() == source).flat_map(|s| &s.dropped);
            let gone = dropped.into_iter().any(|a| a.to_string() == *source_address);
            score.drops += 1;
            score.dropped += usize::from(gone);
            if !gone {
                score.wrong.push(format!("not dropped: {row:?}"));
            }
            continue;
        }
        let kin = lineage.kin().filter(|k| names(&k.clause, policy, address) && names(&k.source, source, source_address));
        let kin = kin.max_by(|a, b| a.weight.total_cmp(&b.weight));
        score.add(&row[..4].join(" "), relation, also, kin.as_ref());
    }
    let Score { pairs, found, exact, right, apart, drops, dropped, .. } = score;
    assert!(pairs >= 57 && drops == dropped && apart >= 21, "{}", score.report());
    assert!(found >= 53 && exact >= 42 && right >= 49, "{}", score.report());
}

/// Every row becomes a provincial and a municipal document with that one article.
#[test]
fn small_pairs_get_the_word_a_reader_uses() {
    let lexicon = Lexicon::embedded();
    let rows = rows("lineage_pairs");
    let mut policies = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        policies.push(document(&format!("jia{at:02}"), &[format!("第一条　{}", row[0])], &lexicon));
        policies.push(document(&format!("yi{at:02}"), &[format!("第一条　{}", row[1])], &lexicon));
    }
    let lineage = Lineage::new(&policies, &LEXICON);
    let mut score = Score::default();
    for (at, row) in rows.iter().enumerate() {
        let (source, clause) = (format!("jia{at:02}"), format!("yi{at:02}"));
        let kin = lineage.kin().find(|k| k.clause.policy.as_str() == clause && k.source.policy.as_str() == source);
        score.add(&row[4], &row[2], &row[3], kin.as_ref());
    }
    let Score { pairs, found, right, strangers, apart, .. } = score;
    assert!(pairs + strangers >= 27 && found + 1 >= pairs && right + 1 >= pairs && apart == strangers, "{}", score.report());
}

#[test]
fn what_is_kept_in_the_index_answers_the_same() {
    let (lexicon, folder) = (Lexicon::embedded(), tempfile::tempdir().unwrap());
    let open = || tiaoli::index::open_or_build(Path::new("corpus"), folder.path(), &lexicon, &|_| {}).unwrap().library;
    let library = open();
    assert!(!Lineage::is_kept(&library));
    let found = Lineage::of(&library, &lexicon);
    assert!(Lineage::is_kept(&library));
    let kept = Lineage::of(&open(), &lexicon);
    assert!(found.kin().eq(kept.kin()) && found.clauses() == kept.clauses() && found.overview() == kept.overview());
    assert!(found.kin().eq(Lineage::new(&*CORPUS, &lexicon).kin()), "documents at hand and in the index are one thing");
    let id = "guangzhou/2025-36".parse().unwrap();
    assert_eq!(found.document(&id), kept.document(&id));
}

//! Documents are changed, read again, and every address that was ever published is followed.

use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::corpus::Corpus;
use crate::extract::Target;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::policy::PolicyId;
use crate::resolve::Resolver;

/// A corpus with its index and ledger.
struct Place {
    dir: TempDir,
    lexicon: Lexicon,
    library: Option<Library>,
}

impl Place {
    fn new() -> Place {
        Place { dir: TempDir::new().unwrap(), lexicon: Lexicon::embedded(), library: None }
    }

    fn file(&self, id: &str) -> PathBuf {
        self.dir.path().join("corpus").join(format!("{id}.txt"))
    }

    fn ledger(&self) -> Ledger {
        Ledger::at(self.dir.path().join("addresses.jsonl"))
    }

    /// Writes documents (removes those without text) and reads the corpus again.
    fn publish(&mut self, documents: &[(&str, &str)]) -> usize {
        for (id, text) in documents {
            let path = self.file(id);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            if text.is_empty() { std::fs::remove_file(path).unwrap() } else { std::fs::write(path, text).unwrap() }
        }
        let index = self.dir.path().join("index");
        let corpus = Corpus::open(&self.dir.path().join("corpus")).unwrap();
        let report = crate::index::build(&corpus, &index, &self.lexicon, &|_| {}).unwrap();
        let library = Library::open(&index, &self.lexicon).unwrap();
        let recorded = self.ledger().record(&library, &report.changed).unwrap();
        self.library = Some(library);
        recorded.editions
    }

    fn trace(&self, place: &str) -> Trace {
        let library = self.library.as_ref().unwrap();
        let resolver = Resolver::of(library);
        let (id, address) = place.split_once(' ').unwrap_or((place, ""));
        self.ledger().trace(library, &|name| resolver.lookup(&self.lexicon, name), &id.parse().unwrap(), address)
    }

    /// What became of an address, in one line.
    fn told(&self, place: &str) -> String {
        let name = |t: &Target| format!("{} {}", t.policy, t.address).trim().to_owned();
        let all = |list: &[Target]| list.iter().map(name).collect::<Vec<_>>().join(", ");
        match self.trace(place) {
            Trace::Here => "here".to_owned(),
            Trace::Never => "never".to_owned(),
            Trace::Moved { to, .. } => format!("moved {}", name(&to)),
            Trace::Several { places, .. } => format!("several {}", all(&places)),
            Trace::Gone { nearest, .. } => format!("gone {}", all(&nearest)).trim().to_owned(),
        }
    }

    /// Where the words went that an address of today had before: addresses, or `gone`.
    fn former(&self, id: &str, address: &str) -> Vec<String> {
        let found = self.ledger().former(self.library.as_ref().unwrap(), &id.parse::<PolicyId>().unwrap(), address);
        let Some(found) = found else { return Vec::new() };
        if found.now.is_empty() { vec!["gone".to_owned()] } else { found.now.iter().map(|t| t.address.clone()).collect() }
    }
}

const PURPOSE: &str = "为了规范实验平台的建设和运行，制定本办法。";
const SCOPE: &str = "在本市设立、由财政资金支持的实验平台，适用本办法。";
const APPLY: &str = "申请设立实验平台的单位，应当有固定场所，并有不少于二十名专职研究人员。";
const MONEY: &str = "对通过验收的实验平台，按照设备投入的百分之三十给予补助，最高不超过五百万元。";
const CHECK: &str = "主管部门每三年组织一次评估，评估不合格的平台限期整改，整改后仍不合格的撤销称号。";
const FORCE: &str = "本办法自公布之日起施行。";
const NEW: &str = "平台负责人应当具有高级职称，并且每年在平台工作不少于九个月。";

fn law(articles: &[&str]) -> String {
    let mut out = "某市实验平台管理办法\n".to_owned();
    for (n, text) in (1..).zip(articles) {
        out.push_str(&format!("第{}条　{text}\n", crate::text::numeral::to_chinese(n)));
    }
    out
}

#[test]
fn an_article_put_into_the_middle_moves_those_that_follow() {
    let mut place = Place::new();
    assert_eq!(place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, APPLY, MONEY]))]), 1);
    assert_eq!(place.publish(&[]), 0, "nothing changed, nothing is written");
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, NEW, APPLY, MONEY]))]);
    assert_eq!(place.told("a/law art-3"), "here", "the article that has the number now");
    assert_eq!(place.former("a/law", "art-3"), ["art-4"]);
    assert_eq!(place.former("a/law", "art-1"), [""; 0]);
    assert_eq!(place.former("a/law", "art-5"), [""; 0], "nothing stood there before");
    // Back to the old text: every address is again what it was.
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, APPLY, MONEY]))]);
    assert_eq!(place.told("a/law art-5"), "moved a/law art-4");
    assert_eq!(place.told("a/law art-9"), "never");
}

#[test]
fn an_article_taken_out_is_gone_and_the_rest_move() {
    let mut place = Place::new();
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, APPLY, MONEY, CHECK, FORCE]))]);
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, MONEY, CHECK, FORCE]))]);
    assert_eq!(place.told("a/law art-6"), "moved a/law art-5");
    place.publish(&[("a/law", &law(&[PURPOSE, MONEY, FORCE]))]);
    assert_eq!(place.told("a/law art-6"), "moved a/law art-3", "two steps are followed");
    assert!(place.told("a/law art-5").starts_with("moved a/law art-3"), "{}", place.told("a/law art-5"));
    assert_eq!(place.told("a/law art-4"), "gone", "what stood there last was 评估, which was taken out");
    let Trace::Gone { was, .. } = place.trace("a/law art-4") else { panic!() };
    assert_eq!(was.words, [crate::text::fold(CHECK)]);
    assert_eq!(was.title, "某市实验平台管理办法");
    assert_eq!(place.former("a/law", "art-2"), ["gone"], "the scope was taken out, and another article has its number");
    // It comes back, a little changed, in a longer law.
    let back = CHECK.replace("三年", "两年");
    place.publish(&[("a/law", &law(&[PURPOSE, &back, FORCE]))]);
    assert_eq!(place.told("a/law art-4"), "moved a/law art-2");
}

#[test]
fn words_that_are_divided_give_a_choice_and_words_that_are_joined_one_place() {
    let mut place = Place::new();
    let both = format!("{APPLY}{MONEY}");
    let outline = |parts: &[&str]| {
        let items: String = (1..).zip(parts).map(|(n, t)| format!("（{}）{t}\n", crate::text::numeral::to_chinese(n))).collect();
        format!("某市实验平台建设方案\n一、目标\n{PURPOSE}\n二、任务\n{items}三、保障\n{FORCE}\n")
    };
    place.publish(&[("a/plan", &outline(&[SCOPE, &both])), ("a/law", &law(&[PURPOSE, APPLY, MONEY]))]);
    // The second task becomes two parts of their own; two articles become one.
    let divided = format!(
        "某市实验平台建设方案\n一、目标\n{PURPOSE}\n二、任务\n（一）{SCOPE}\n三、条件\n{APPLY}\n四、补助\n{MONEY}\n五、保障\n{FORCE}\n"
    );
    place.publish(&[("a/plan", &divided), ("a/law", &law(&[PURPOSE, &both]))]);
    assert_eq!(place.told("a/plan 2/2"), "several a/plan 3, a/plan 4");
    assert_eq!(place.told("a/law art-3"), "moved a/law art-2");
}

#[test]
fn equal_words_are_told_apart_by_their_neighbours_or_left_to_the_reader() {
    let mut place = Place::new();
    let same = "具体办法由主管部门另行制定。";
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, same, APPLY, MONEY]))]);
    place.publish(&[("a/law", &law(&[APPLY, same]))]);
    assert_eq!(place.told("a/law art-3"), "moved a/law art-2");
    let lines = format!("一、甲类\n（一）{same}\n二、乙类\n（一）{same}\n三、丙类\n{SCOPE}\n（一）{NEW}\n（二）{same}\n");
    place.publish(&[("b/plan", &format!("甲方案\n{lines}"))]);
    place.publish(&[("b/plan", &format!("甲方案\n一、总则\n{PURPOSE}\n1.{same}\n二、分则\n{CHECK}\n1.{same}\n"))]);
    assert_eq!(place.told("b/plan 3/2"), "several b/plan 1/1, b/plan 2/1");
}

#[test]
fn a_file_with_another_name_is_found_by_its_bytes_and_one_that_was_edited_by_its_title() {
    let mut place = Place::new();
    let text = law(&[PURPOSE, SCOPE, APPLY, MONEY]);
    place.publish(&[("a/law", &text), ("a/other", &law(&[NEW, CHECK]).replace("实验", "试点"))]);
    place.publish(&[("a/law", ""), ("b/rules", &text)]);
    assert_eq!(place.told("a/law"), "moved b/rules");
    assert_eq!(place.told("a/law art-2"), "moved b/rules art-2");
    // Moved again, then edited; the first name still leads there.
    place.publish(&[("b/rules", ""), ("c/rules", &text)]);
    place.publish(&[("c/rules", &law(&[PURPOSE, NEW, SCOPE, APPLY, MONEY]))]);
    assert_eq!(place.told("a/law art-4"), "moved c/rules art-5");
    place.publish(&[("c/rules", ""), ("d/rules", &law(&[PURPOSE, NEW, SCOPE, APPLY, MONEY, FORCE]))]);
    assert_eq!(place.told("a/law"), "moved d/rules", "by its title");
    assert_eq!(place.told("c/rules art-5"), "moved d/rules art-5");
    // Two names change places: no circle.
    let (law, other) = (std::fs::read_to_string(place.file("d/rules")).unwrap(), std::fs::read_to_string(place.file("a/other")).unwrap());
    place.publish(&[("d/rules", &other), ("a/other", &law)]);
    place.publish(&[("d/rules", ""), ("a/other", "")]);
    assert_eq!(place.told("d/rules"), "gone");
    assert_eq!(place.told("a/law art-1"), "gone");
}

#[test]
fn of_a_document_that_is_gone_the_newer_one_is_named() {
    let mut place = Place::new();
    place.publish(&[("a/2019", &law(&[PURPOSE, SCOPE, APPLY, MONEY, CHECK]))]);
    place.publish(&[("a/2019", ""), ("a/2025", &law(&[NEW, FORCE, &CHECK.replace("三年", "五年")]))]);
    let Trace::Gone { newer, nearest, was } = place.trace("a/2019 art-5") else { panic!("{:?}", place.trace("a/2019 art-5")) };
    assert_eq!((newer[0].as_str(), nearest[0].address.as_str(), was.words.len()), ("a/2025", "art-3", 1));
    assert_eq!(place.told("a/never art-1"), "never");
}

#[test]
fn a_torn_line_is_cut_off_and_a_foreign_one_passed_over() {
    let mut place = Place::new();
    place.publish(&[("a/law", &law(&[PURPOSE, SCOPE, APPLY]))]);
    let path = place.ledger().path().unwrap().to_owned();
    let whole = std::fs::read_to_string(&path).unwrap();
    std::fs::write(
        &path,
        format!("<<<<<<< ours\n{whole}=======\n{}", &whole[..whole.char_indices().nth(whole.chars().count() / 2).map_or(0, |(at, _)| at)]),
    )
    .unwrap();
    place.publish(&[("a/law", &law(&[PURPOSE, APPLY]))]);
    assert_eq!(place.told("a/law art-3"), "moved a/law art-2");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.ends_with('\n') && text.lines().count() == 4, "{text}");
    // Words that an earlier line says are not said again.
    assert_eq!(text.matches(&crate::text::fold(APPLY)).count(), 1);
    // Lines of two machines, joined.
    let lines: Vec<&str> = text.lines().rev().collect();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    assert_eq!(place.told("a/law art-3"), "moved a/law art-2");
}

//! The recall law: a quoted query finds exactly the clauses whose own label and text, without blanks, hold it.
//!
//! The truth is a look through all clauses, one after the other, without the index.

use std::collections::BTreeMap;
use std::path::Path;

use tiaoli::index::{Library, open_or_build, searched_text};
use tiaoli::lexicon::Lexicon;
use tiaoli::search::{SearchRequest, search};
use tiaoli::text::{fold, to_hant};

/// Strings asked of each library, 20,000 in all.
const ASKED: usize = 10_000;

/// A small generator of numbers that is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n.max(1)
    }

    fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }
}

/// A document of laws that never were: articles of stock phrases, amounts in all spellings, signs, both scripts.
fn invented(random: &mut Random, articles: usize) -> String {
    const WHO: [&str; 8] = ["县级以上人民政府", "人民政府有关部门", "市科技局、财政局", "企业", "牽頭單位", "R&D机构", "第三方", "申請人"];
    const DO: [&str; 8] =
        ["应当给予补助", "可以申請資助", "不得超过", "按照规定备案", "給予一次性獎勵", "处以罚款", "报送（含附件）", "依法追究刑事责任"];
    const MUCH: [&str; 10] =
        ["3000万元", "三千万元", "０．３亿元", "30,000,000元", "百分之五十", "50％", "第三十八条", "2+2+N", "〔2016〕273号", "5年"];
    const SIGN: [&str; 10] = ["，", "；", "。", "：", "、", "——", "（一）", "《办法》", " ", "\u{3000}"];
    let mut text = String::from("某省促进创新若干规定\n");
    for number in 1..=articles {
        text.push_str(&format!("第{number}条 "));
        for _ in 0..1 + random.below(9) {
            for part in [random.of(&WHO), random.of(&DO), random.of(&MUCH), random.of(&SIGN)] {
                text.push_str(part);
            }
        }
        text.push_str("。\n");
    }
    text
}

/// Every clause: its name and the text a query is matched with.
fn clauses(library: &Library) -> BTreeMap<String, String> {
    let records = library.policies().iter().map(|p| library.policy(&p.document.id).unwrap());
    records
        .flat_map(|r| {
            let name = |c: &tiaoli::clause::Clause| (format!("{}#{}", r.parsed.document.id, c.address), searched_text(c));
            r.parsed.clauses.iter().map(name).collect::<Vec<_>>()
        })
        .collect()
}

fn hold_to_the_law(corpus: &Path, seed: u64) {
    let index = tempfile::tempdir().unwrap();
    let library = open_or_build(corpus, index.path(), &Lexicon::embedded(), &|_| {}).unwrap_or_else(|e| panic!("{e}")).library;
    let clauses = clauses(&library);
    let texts: Vec<Vec<char>> = clauses.values().map(|t| t.chars().collect()).filter(|t: &Vec<char>| !t.is_empty()).collect();
    let mut random = Random(seed);
    let (mut hits, mut asked) = (0, 0);
    while asked < ASKED {
        let text = random.of(&texts);
        let (start, length) = (random.below(text.len()), 1 + random.below(16));
        let mut string: String = text[start..text.len().min(start + length)].iter().collect();
        match asked % 5 {
            0 => string = to_hant(&string).into_owned(),
            // Two places joined: mostly a string that no clause holds.
            1 => string.extend(random.of(&texts).iter().take(2)),
            _ => {}
        }
        let free = [('"', '"'), ('「', '」')].into_iter().find(|(a, b)| !string.contains([*a, *b, '＂', '“', '”', '〞', '〟']));
        let Some((open, close)) = free else { continue };
        asked += 1;
        let folded = fold(&string);
        let finder = memchr::memmem::Finder::new(&folded);
        let truth: Vec<&str> =
            clauses.iter().filter(|(_, text)| finder.find(text.as_bytes()).is_some()).map(|(name, _)| name.as_str()).collect();
        // The names cost more to show than to find.
        let limit = if asked % 4 == 0 { 40 } else { 1 };
        let request = SearchRequest { query: format!("{open}{string}{close}"), limit, ..SearchRequest::default() };
        let response = search(&library, &request);
        assert_eq!(response.total, truth.len(), "{string:?}");
        hits += truth.len();
        if truth.len() <= limit {
            let mut found: Vec<String> = response.hits.iter().map(|h| format!("{}#{}", h.policy, h.address)).collect();
            found.sort();
            assert_eq!(found, truth, "{string:?}");
        }
    }
    assert!(hits > asked, "{hits} matches of {asked} strings are too few to prove anything");
}

/// The documents of this repository: the corpus and the fixtures.
#[test]
fn the_documents_held_obey_the_law() {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["corpus", "tests/fixtures"] {
        for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|e| e.file_type().is_file()) {
            let to = dir.path().join(entry.path());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
    hold_to_the_law(dir.path(), 20_250_711);
}

/// Enough invented text for a list of frequent strings.
#[test]
fn invented_documents_obey_the_law() {
    let dir = tempfile::tempdir().unwrap();
    let mut random = Random(4_211);
    std::fs::create_dir_all(dir.path().join("x")).unwrap();
    for number in 0..40 {
        std::fs::write(dir.path().join(format!("x/{number}.txt")), invented(&mut random, 120)).unwrap();
    }
    hold_to_the_law(dir.path(), 7);
}

//! The laws of the clause tree, on arbitrary input and on every document of the corpus.

use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use tiaoli::clause::{self, Clause, ClauseTree};
use tiaoli::lexicon::Lexicon;
use tiaoli::text::Span;
use tiaoli::text::width::is_blank;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// Checks all laws at once; the message says which one is broken, and where.
pub fn check(source: &str, tree: &ClauseTree) {
    let clauses = &tree.clauses;
    let mut seen = HashSet::new();
    for clause in clauses {
        assert!(seen.insert(clause.address.to_string()), "the address {} is given twice in {source:?}", clause.address);
        assert!(
            source.get(clause.span.start..clause.span.end).is_some(),
            "{} has no place on character borders: {:?}",
            clause.address,
            clause.span
        );
    }
    // Spans nest and are ordered.
    let mut open: Vec<&Clause> = Vec::new();
    let mut top_end = 0;
    for clause in clauses {
        while open.last().is_some_and(|o| !o.address.is_ancestor_of(&clause.address)) {
            open.pop();
        }
        match open.last() {
            Some(parent) => {
                assert!(parent.span.contains(clause.span), "{} reaches out of {} in {source:?}", clause.address, parent.address)
            }
            None => {
                assert!(clause.span.start >= top_end, "{} begins before its predecessor ends in {source:?}", clause.address);
                top_end = clause.span.end;
            }
        }
        open.push(clause);
    }
    // Top spans and dropped spans cover the source.
    let mut covered: Vec<Span> = tree.dropped.iter().map(|d| d.span).collect();
    covered.extend(clauses.iter().filter(|c| !clauses.iter().any(|o| o.address.is_ancestor_of(&c.address))).map(|c| c.span));
    covered.sort();
    let mut reached = 0;
    for span in &covered {
        assert!(span.start <= reached, "nothing covers bytes {reached}..{} of {source:?}", span.start);
        reached = reached.max(span.end);
    }
    assert_eq!(reached, source.len(), "the end of {source:?} is not covered");
    // Every printed character stands in exactly one place: a clause's own text, a group heading, or dropped.
    let mut places: Vec<Span> = clauses.iter().flat_map(|c| c.pieces.iter().map(|p| p.span)).collect();
    places.extend(tree.dropped.iter().map(|d| d.span));
    places.extend(&tree.group_headings);
    places.sort();
    let joined: String = places.iter().map(|s| s.of(source)).collect();
    let printed = |text: &str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
    assert_eq!(printed(&joined), printed(source), "joining the pieces does not give the source back");
    // The text of a clause is its pieces without the label.
    for clause in clauses {
        let pieces: String = clause.pieces.iter().map(|p| p.span.of(source)).collect();
        assert_eq!(printed(&pieces), printed(&clause.label) + &printed(&clause.text), "{} in {source:?}", clause.address);
        assert!(
            printed(&clause.text).contains(&printed(&clause.heading)),
            "the heading of {} is not in its text in {source:?}",
            clause.address
        );
    }
}

/// Words from which documents, and wrecks of documents, are made.
const WORDS: &[&str] = &[
    "一、",
    "二、",
    "三、",
    "五、",
    "（一）",
    "(二)",
    "（三）",
    "（五）",
    "1.",
    "2.",
    "4.",
    "1、",
    "2、",
    "（1）",
    "2)",
    "①",
    "②",
    "A.",
    "B.",
    "第一章 总则",
    "第二节",
    "第一条 ",
    "第二条　",
    "第四条之一 ",
    "第三款",
    "附件1",
    "附件：",
    "附件2：表",
    "附件：1.申报书",
    "抄送：",
    "目录",
    "关于印发《甲办法》的通知",
    "甲办法",
    "各市人民政府：",
    "为了发展，制定本办法。",
    "支持政策",
    "给予50万元补助。",
    "，",
    "。",
    "；",
    "某市工业和信息化局",
    "2024年3月1日",
    "X府〔2024〕5号",
    "推荐阅读",
    "首页 > 通知",
    "发布时间：2024-01-01",
    "\t",
    "　　",
    " ",
    "—3—",
    "12",
    "產業鏈幷跑",
    "（试行）",
    "《",
    "》",
    "\u{feff}",
    "\0",
    "\u{c}",
    "😀",
    "2019年5月6日印发",
    "第",
    "条",
    "(",
    "）",
    "号",
];

fn salad() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        3 => Just("\n".to_owned()),
        1 => Just("\n\n".to_owned()),
        1 => "[一-龥]{1,40}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(word, 0..80).prop_map(|words| words.concat())
}

/// Text wrapped at a fixed width, as copied from a page.
fn wrapped() -> impl Strategy<Value = String> {
    (salad(), 18usize..40).prop_map(|(text, width)| {
        let chars: Vec<char> = text.repeat(3).chars().filter(|c| *c != '\n').collect();
        chars.chunks(width).map(|line| line.iter().collect::<String>() + "\n\n").collect()
    })
}

#[test]
fn hold_on_texts_that_broke_them_once() {
    for source in [
        "",
        "\n\n",
        "附件1\n推荐阅读一、一附件2：表",
        "第一章 总则",
        "附件1\n附件1\n附件1",
        "第一条 甲。\n第二章 乙\n第三章 丙\n丁",
        "\t一、一、一、（一）\t一、一、一、（一）\t一\n\n、一、一、（一）\n\n",
    ] {
        check(source, &clause::parse(source, &LEXICON));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_on_word_salad(source in salad()) {
        check(&source, &clause::parse(&source, &LEXICON));
    }

    #[test]
    fn hold_on_wrapped_text(source in wrapped()) {
        check(&source, &clause::parse(&source, &LEXICON));
    }

    #[test]
    fn hold_on_any_text(source in any::<String>()) {
        check(&source, &clause::parse(&source, &LEXICON));
    }
}

//! The laws of the clause tree and of what is found in it, on arbitrary input.

use std::sync::LazyLock;

use proptest::prelude::*;
use tiaoli::clause;
use tiaoli::lexicon::Lexicon;

use crate::checks::{check_parse, check_tree};
use crate::salad;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

#[test]
fn hold_on_texts_that_broke_them_once() {
    for source in [
        "",
        "\n\n",
        "附件1\n推荐阅读一、一附件2：表",
        "第一章 总则",
        "附件1\n附件1\n附件1",
        "第一条 甲。\n第二章 乙\n第三章 丙\n丁",
        "第一条 甲\n乙\n一、问：谁可以申报？\n1.1丙\n1.2丁\n",
        "\t一、一、一、（一）\t一、一、一、（一）\t一\n\n、一、一、（一）\n\n",
    ] {
        check_parse(source, &LEXICON);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hold_on_any_text(source in any::<String>()) {
        check_tree(&source, &clause::parse(&source, &LEXICON));
    }
}

/// Whole documents of word salad, the same ones every time; `fuzz/` goes on from here.
#[test]
fn hold_on_word_salad() {
    for number in 0..2000 {
        let length = 4 + (number * 7 % 260) as usize;
        check_parse(&salad::case(&salad::seed(number, length)), &LEXICON);
    }
}

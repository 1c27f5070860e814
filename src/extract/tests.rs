//! Laws of extraction on arbitrary text.

use proptest::prelude::*;

use super::*;
use crate::lexicon::Lexicon;

/// Fragments that the rules look for, in no sensible order.
const SALAD: [&str; 90] = [
    "第一条 ",
    "（一）",
    "1.",
    "一、",
    "附件1",
    "附件：",
    "\n",
    "\n\n",
    "。",
    "，",
    "；",
    "：",
    "、",
    "（",
    "）",
    "《",
    "》",
    "〈",
    "〉",
    "“",
    "”",
    "給予",
    "给予",
    "补助",
    "3000万元",
    "1.2万亿元",
    "捌佰万",
    "百分之三十",
    "30％",
    "10%-30%",
    "2万",
    "亿元",
    "万元",
    "三五",
    "十几家",
    "千亿级",
    "不超过",
    "不低于",
    "以上",
    "的企业",
    "分别",
    "一次性",
    "近三年",
    "到2025年",
    "2025年2月30日",
    "半年内",
    "每年",
    "三年定期考核",
    "翻番",
    "〔2016〕",
    "工信部科",
    "273号",
    "以下简称",
    "本办法",
    "前款",
    "第五条至第八条",
    "第一款、第三款",
    "该办法",
    "同条",
    "前两款",
    "“办法”",
    "以下分别简称“甲”“办法”",
    "二、（一）",
    "附件1第三条",
    "刑法",
    "所称乙，是指",
    "令第3号",
    "号、99号",
    "市科技局",
    "发展改革委",
    "20  年",
    "\u{FEFF}\u{3000}é👍",
    "（含）",
    "（不含）",
    "（含1000万元）",
    "均含本数",
    "1∶0.5配套",
    "元/亩·年",
    "一半",
    "一成半",
    "的部分",
    "每培训1人",
    "每人每月",
    "周岁",
    "罚款",
    "整（¥8,000,000.00）",
    "上亿元",
    "依次",
    "“甲级”",
    "其中",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic_and_every_place_is_in_the_text(picks in proptest::collection::vec(0..SALAD.len(), 0..40)) {
        static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::embedded);
        let source: String = picks.iter().map(|i| SALAD[*i]).collect();
        let tree = crate::clause::parse(&source, &LEXICON);
        let document = metadata::metadata(&crate::policy::PolicyId::default(), &source, &tree, &LEXICON);
        let found = extract(&document, &source, &tree.clauses, &LEXICON);
        let places = found.facts.iter().map(|f| (f.span, f.quote.as_str())).chain(found.citations.iter().map(|c| (c.span, c.quote.as_str())));
        for (span, quote) in places {
            prop_assert!(source.get(span.start..span.end).is_some(), "{span:?} in {source:?}");
            let bare = |t: &str| t.chars().filter(|c| !crate::text::width::is_blank(*c)).collect::<String>();
            let printed = bare(span.of(&source));
            // Left-out lines (page numbers) may lie inside a span, never inside a quote.
            prop_assert!(!quote.is_empty() && bare(quote).chars().all(|c| printed.contains(c)), "{quote:?} in {source:?}");
        }
        for fact in &found.facts {
            prop_assert!(!fact.value.is_empty() && !fact.rule.is_empty());
        }
    }
}

//! Whether words in quotation marks are a quotation or a name: 规定“不超过200万元” and “专精特新”企业.
//!
//! A coined term, a name or a short form stands in quotation marks as well and is nobody's words. The rule, in this
//! order, with the words of `index/lexicon/citations.toml`; letters are characters without punctuation and spaces:
//!
//! 1. fewer than 6 letters: a name (“双创”);
//! 2. the words introduce a short form, or a word such as 所谓 or 授予 stands right before: a name, unless a sentence ends in it;
//! 3. 20 letters or more: a quotation;
//! 4. 。；： inside and 8 letters, or a comma inside and 12 letters: a quotation;
//! 5. a word such as 工程 or 机制 stands right behind: a name (“链长制”模式);
//! 6. a citation, with or without 规定, 中的 …, stands right before, or in brackets right behind: a quotation;
//! 7. a citation stands before it in the sentence, and 的规定, 的要求 … right behind it: a quotation;
//! 8. a citation and then 规定, 明确 … stand before it in the sentence, or it is joined to a quotation right before it
//!    (“……”和“……”), or 规定 … stands right before it and it has 8 letters: perhaps a quotation;
//! 9. anything else: a name.
//!
//! What is perhaps a quotation is looked for like any other; when nothing like it is found it may be a name, and is not
//! checked instead of wrong.
//!
//! Blocks with `>` are always quotations.

use super::letters::letters_of;
use super::quotation::Quoted;
use crate::lexicon::citations::CitationWords;
use crate::text::{Span, fold};

/// Where the citations of a text stand, for [`is_quotation`].
pub struct Around<'a> {
    /// The text.
    pub text: &'a str,
    /// Places of citations in it, in order.
    pub citations: &'a [Span],
    /// Places where short forms are introduced.
    pub definitions: &'a [Span],
    /// Where the last quotation ends.
    pub last: Option<usize>,
}

/// What joins two quotations, folded.
const JOINS: [&str; 9] = ["", "和", "与", "及", "以及", "或", "或者", "、", ","];

/// Words between a citation and a quotation are looked at so far, in bytes.
const GLUE: usize = 60;

impl Around<'_> {
    /// The folded text between the last citation before a place and the place, within the sentence; none without one.
    pub fn since_citation(&self, at: usize) -> Option<String> {
        let last = self.before(at)?;
        let between = self.text.get(last.end..at)?;
        (!ends_sentence(between)).then(|| fold(between.get(between.len().saturating_sub(300)..).unwrap_or(between)))
    }

    /// The last citation that ends before a place.
    pub fn before(&self, at: usize) -> Option<Span> {
        let next = self.citations.partition_point(|s| s.start < at);
        self.citations[..next].iter().rev().take(8).find(|s| s.end <= at).copied()
    }

    /// The citation in brackets right behind a place: “……”（《某办法》第三条）.
    pub fn bracket_behind(&self, at: usize) -> Option<Span> {
        let next = self.citations.partition_point(|s| s.start < at);
        let cited = *self.citations.get(next)?;
        let between = fold(self.text.get(at..cited.start)?);
        let bare = between.trim_start_matches(['。', ',', ';']);
        let leads = ["(", "(见", "(详见", "(参见", "(引自", "(摘自", "(出自", "(来源:", "-", "--"];
        (leads.contains(&bare) || bare.strip_prefix("(").is_some_and(|b| b.chars().count() <= 14 && !b.contains(')') && !b.contains('。')))
            .then_some(cited)
    }
}

/// Whether a text passes the end of a sentence or of a paragraph.
pub fn ends_sentence(text: &str) -> bool {
    text.contains(['。', '！', '？', '!', '?']) || text.contains("\n\n")
}

/// What words in marks are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A name or a term.
    Name,
    /// A quotation, or else a name.
    Perhaps,
    /// A quotation.
    Quotation,
}

/// What words in marks are.
pub fn kind(quoted: &Quoted, around: &Around, words: &CitationWords) -> Kind {
    if quoted.block {
        return Kind::Quotation;
    }
    let inner = quoted.words(around.text);
    let letters = letters_of(&inner).len();
    if letters < 6 {
        return Kind::Name;
    }
    let folded = fold(&inner);
    let sentence = folded.contains(['。', ';', ':', '!', '?']);
    let (start, end) = (quoted.span.start, quoted.span.end);
    let behind: String = fold(&around.text.get(end..).unwrap_or("").chars().take(8).collect::<String>());
    let lead: Vec<char> = around.text.get(..start).unwrap_or("").chars().rev().take(12).collect();
    let lead = fold(&lead.into_iter().rev().collect::<String>());
    let lead = lead.trim_end_matches([':', ',', '了']);
    let introduces = around.definitions.partition_point(|s| s.start <= start);
    let defined = around.definitions[..introduces].iter().rev().take(4).any(|s| s.contains(quoted.span));
    if (defined || words.names.iter().any(|w| lead.ends_with(w.as_str()))) && !folded.contains('。') {
        return Kind::Name;
    }
    if letters >= 20 || sentence && letters >= 8 || folded.contains(',') && letters >= 12 {
        return Kind::Quotation;
    }
    if words.named_behind.iter().any(|w| behind.starts_with(w.as_str())) {
        return Kind::Name;
    }
    let since = around.since_citation(start);
    let touches = since.as_deref().is_some_and(|s| {
        let bare = s.trim_matches(['的', '中', '之', '所', ':', ',', '了', '里', '|']);
        s.len() <= GLUE && (bare.is_empty() || words.says.iter().any(|w| bare == w.as_str()))
    });
    let says = words.says.iter().any(|w| w.chars().count() > 1 && lead.ends_with(w.as_str()));
    let said = words.said_behind.iter().any(|w| behind.starts_with(w.as_str()));
    let joined = around.last.and_then(|last| around.text.get(last..start)).is_some_and(|t| JOINS.contains(&fold(t).as_str()));
    if touches || around.bracket_behind(end).is_some() || since.is_some() && said {
        return Kind::Quotation;
    }
    let announced = since.as_deref().is_some_and(|s| words.says.iter().any(|w| w.chars().count() > 1 && s.contains(w.as_str())));
    if announced || joined || says && letters >= 8 { Kind::Perhaps } else { Kind::Name }
}

#[cfg(test)]
mod tests {
    use super::super::quotation::pairs;
    use super::*;
    use crate::lexicon::Lexicon;

    /// Whether the last marks of a text hold a quotation; 《…》 and what follows up to 条 is a citation.
    fn judged(text: &str) -> Kind {
        let citations: Vec<Span> = text
            .match_indices('《')
            .filter_map(|(at, _)| {
                let end = at + text[at..].find('》')? + '》'.len_utf8();
                let article = text[end..].starts_with('第').then(|| text[end..].find('条')).flatten().map_or(0, |i| i + 3);
                Some(Span::new(at, end + article))
            })
            .collect();
        let quoted = pairs(text).0.pop().unwrap();
        kind(&quoted, &Around { text, citations: &citations, definitions: &[], last: None }, &Lexicon::embedded().citations)
    }

    #[test]
    fn names_are_no_quotations() {
        for text in [
            "推进“双创”工作",
            "培育“专精特新”企业",
            "实施“千企技改万企转型”行动",
            "按照《甲办法》第三条开展“揭榜挂帅攻关”机制",
            "授予“先进制造业创新中心”称号",
            "某中心（以下简称“创新中心建设单位”）",
            "坚持“政府引导、市场运作”",
            "落实《甲规划》，推进“一县一业一特色”",
        ] {
            assert_eq!(judged(text), Kind::Name, "{text}");
        }
    }

    #[test]
    fn words_of_others_are() {
        for text in [
            "《甲办法》第三条规定“期限不超过三年”，现",
            "《甲办法》第三条规定：“期限不超过三年。”",
            "《甲办法》第三条“不得超过二百万元”",
            "《甲办法》明确“年均销售收入不低于一亿元”",
            "依照《甲办法》关于“不予受理申请”的规定",
            "“不予受理该申请”（《甲办法》第三条）",
            "“申请材料齐全；符合法定形式。”",
            "“对符合条件的企业给予一次性补助，并优先推荐上级项目”",
        ] {
            assert_eq!(judged(text), Kind::Quotation, "{text}");
        }
    }

    #[test]
    fn words_announced_from_afar_are_perhaps() {
        for text in ["《甲办法》第三条规定，主管部门“每年组织一次认定”", "根据该办法规定，“平台每三年评估一次”"]
        {
            assert_eq!(judged(text), Kind::Perhaps, "{text}");
        }
    }
}

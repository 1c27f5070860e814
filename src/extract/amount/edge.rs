//! Whether a limit takes the number itself in.
//!
//! 以上, 以下, 以内 and 届满 take it in, 不满, 超过 and 以外 do not (Civil Code, article 1259). A bracket behind an
//! amount may say otherwise for that amount (1亿元(不含)以上), and a clause for the whole document
//! (本办法所称“以上”含本数,“以下”不含本数).

use std::sync::LazyLock;

use regex::Regex;

use super::scan::Amount;
use crate::lexicon::roles::Bound;
use crate::text::pattern;

/// What a bracket behind an amount says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// (含)
    In,
    /// (不含)
    Out,
}

/// (含), (不含本数), (含1000万元)
static BRACKET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\((?P<out>不)?(?:包?含|包括)(?:本数|此数|该数|[0-9][0-9.,]*(?:%|[^()，。;]{0,6}))?\)"));

/// Reads the bracket behind an amount that ends at `at`: where the amount ends with its bracket, what it says, and
/// where reading goes on. A bracket may also follow the limiting word: 1000万元以上(含1000万元).
pub fn bracket(text: &str, at: usize) -> (usize, Option<Edge>, usize) {
    let edge = |out: bool| Some(if out { Edge::Out } else { Edge::In });
    if let Some(found) = BRACKET.captures(&text[at..]) {
        let end = at + found.get(0).map_or(0, |m| m.end());
        return (end, edge(found.name("out").is_some()), end);
    }
    let limit = ["及以上", "以上", "及以下", "以下", "以内"].into_iter().find(|w| text[at..].starts_with(w));
    if let Some(word) = limit
        && let Some(found) = BRACKET.captures(&text[at + word.len()..])
    {
        return (at, edge(found.name("out").is_some()), at + word.len() + found.get(0).map_or(0, |m| m.end()));
    }
    (at, None, at)
}

/// Which words take the number itself in, in a whole document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// 以上
    pub above: bool,
    /// 以下, 以内
    pub below: bool,
    /// 超过, 高于
    pub over: bool,
    /// 不满, 不足, 低于
    pub under: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { above: true, below: true, over: false, under: false }
    }
}

/// “以上”、“以下”均包括本数, 所称的不满、超过、以外,不包括本数
static DEFINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<words>(?:[“'‘]?(?:以上|以下|以内|以外|之内|内|届满|不满|不足|未满|超过|高于|低于|多于|少于)[”'’]?(?:、|和|及|与|或者|或|,)?)+)(?:的|时|者|等)?(?:,)?(?:均|都|皆|全部|一律)?(?P<out>不)?(?:包括|包含|含)本数",
    )
});

impl Limits {
    /// Takes over what a clause of the document says.
    pub fn learn(&mut self, text: &str) {
        if !text.contains("本数") {
            return;
        }
        for found in DEFINED.captures_iter(text) {
            let included = found.name("out").is_none();
            let says = |words: &[&str]| words.iter().any(|w| found["words"].contains(w));
            for (place, words) in [
                (&mut self.above, &["以上"][..]),
                (&mut self.below, &["以下", "以内", "之内"]),
                (&mut self.over, &["超过", "高于", "多于"]),
                (&mut self.under, &["不满", "不足", "未满", "低于", "少于"]),
            ] {
                if says(words) {
                    *place = included;
                }
            }
        }
    }

    /// The bound of an amount after what its bracket and the document say; `word` is the word that limits it.
    pub fn applied(&self, bound: Bound, word: &str, amount: &Amount) -> Bound {
        let included = match amount.edge {
            Some(edge) => edge == Edge::In,
            None if word.ends_with("以上") => self.above,
            None if word.ends_with(['下', '内']) => self.below,
            // 不超过 is the number and what is below it, whatever is said of 超过.
            None if word.starts_with('不') && bound == Bound::AtMost => true,
            None if bound == Bound::MoreThan && (word.ends_with("超过") || word.ends_with("于")) => self.over,
            None if bound == Bound::LessThan => self.under,
            None => return bound,
        };
        match (bound, included) {
            (Bound::AtLeast, false) => Bound::MoreThan,
            (Bound::AtMost, false) => Bound::LessThan,
            (Bound::MoreThan, true) => Bound::AtLeast,
            (Bound::LessThan, true) => Bound::AtMost,
            _ => bound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_read_with_the_amount_or_behind_its_limit() {
        let cases = [
            ("(含)以上", "(含)", Some(Edge::In), "以上"),
            ("(不含)以上", "(不含)", Some(Edge::Out), "以上"),
            ("(含本数)至", "(含本数)", Some(Edge::In), "至"),
            ("以上(含1000万元)的", "", Some(Edge::In), "的"),
            ("以下(不含500万元),", "", Some(Edge::Out), ","),
            ("(含税)以上", "", None, "(含税)以上"),
            ("(含研发设备)", "", None, "(含研发设备)"),
            ("以上", "", None, "以上"),
        ];
        for (text, taken, edge, rest) in cases {
            let (end, found, next) = bracket(text, 0);
            assert_eq!((&text[..end], found, &text[next..]), (taken, edge, rest), "{text}");
        }
    }

    #[test]
    fn a_document_may_define_its_limits() {
        let learn = |text: &str| {
            let mut limits = Limits::default();
            limits.learn(text);
            (limits.above, limits.below, limits.over, limits.under)
        };
        let cases = [
            ("本办法所称以上、以下包括本数,不足、超过不包括本数。", (true, true, false, false)),
            ("本规定所称“以上”含本数,“以下”不含本数。", (true, false, false, false)),
            ("本细则所称的以上,均不含本数。", (false, true, false, false)),
            ("所称的“以上”、“以内”,包括本数;所称的“不满”、“超过”,不包括本数。", (true, true, false, false)),
            ("本办法所称“超过”包含本数。", (true, true, true, false)),
            ("经费应含本数据中心的电费。", (true, true, false, false)),
            ("以上规定由本局解释。", (true, true, false, false)),
        ];
        for (text, limits) in cases {
            assert_eq!(learn(text), limits, "{text}");
        }
    }
}

//! What a document does to others: 《X》同时废止, 决定废止下列文件, 关于修改《X》的决定.
//!
//! Recipe: [`Effects::new`] for one document, then [`Effects::find`] for each clause in reading order with the citations
//! of its text. The sentence that ends or changes another document names it right before the verb (《X》（文号）自…起
//! 同时废止) or right behind it (废止《X》); nothing but the words of the tables below may stand between. In a list
//! announced by 关于废止部分…文件的通知 an entry needs no verb of its own.
//!
//! What is no effect: 已废止 and 被…代替, which tell what somebody else has done; 拟废止, which is not done yet.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::reading::Reading;
use super::types::{Citation, CitationForm};
use crate::clause::{ClauseAddress, Part};
use crate::policy::Policy;
use crate::text::{fold, pattern};

/// What happens to the other document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EffectKind {
    /// It ends: 同时废止, 停止执行, 由本办法代替.
    Repeals,
    /// It is changed and goes on: 关于修改《X》的决定. With a provision, only that ends: 《X》第三条同时废止.
    Amends,
}

/// A statement that ends or changes another document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Effect {
    /// What happens.
    pub kind: EffectKind,
    /// Title of the other document as printed, the full one behind a short form.
    #[serde(default)]
    pub title: Option<String>,
    /// Its number in the standard form.
    #[serde(default)]
    pub number: Option<String>,
    /// The provision, when only that is meant.
    #[serde(default)]
    pub provision: Option<String>,
    /// The first day on which it holds, when the sentence prints one; else it holds with the document itself.
    #[serde(default)]
    pub from: Option<String>,
    /// The clause that says so.
    pub address: ClauseAddress,
    /// Its words.
    pub quote: String,
}

/// 同时废止, 自2024年6月30日起停止执行, 即行失效: behind the document, from its end to the verb.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^
        (?:等?[0-9一二三四五六七八九十两]{0,4}[件份个部]?(?:规范性|政策)?文件|规定|的?通知|的规定)?
        (?:\([^()]{0,40}\))? [,、]?
        (?:(?:从|自|于)(?P<from>[^,。;《》废替]{1,24}?)(?:起|后))? [,]?
        (?:同时|同步|即行|即|均|一并|相应|予以|现予|随之|也|自行|自动|不再有效并|由本\p{Han}{1,8}){0,3}
        (?P<verb>废止|失效|停止执行|停止施行|停止实施|停止使用|不再执行|不再施行|终止执行|(?:所)?代替|(?:所)?取代|(?:所)?替代)",
    )
});
/// Verbs that end what stands right behind them: 同时废止《X》, 代替《X》
static AHEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<not>已经?|拟|将|被|未|不予|建议|关于)?(?:决定)?(?:予以)?(?:同时)?(?P<verb>废止|停止执行|代替|取代|替代)(?:了)?(?:原|原有的?|下列|以下)?$",
    )
});
/// 已废止, 拟废止: not by this sentence.
static NOT_NOW: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:已经?|拟|将|被|未|建议|可以?|应当?|需要?)(?:[^,。;]{0,4})$"));
/// 决定废止下列规范性文件, 以下文件自公布之日起失效
static LIST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:废止|宣布失效|停止执行)[^。;]{0,16}(?:下列|以下|[0-9一二三四五六七八九十百]+[件份部])|(?:下列|以下)[^。;]{0,24}(?:废止|失效|停止执行)",
    )
});
static DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"([12][0-9]{3})年([0-9]{1,2})月([0-9]{1,2})日"));

/// What stands between two documents of one list: 《A》、《B》和《C》.
const BETWEEN: [&str; 12] = ["、", "和", "与", "及", "以及", ",", "", ";", "(", ")", ",原", "、原"];
/// An entry of a list of repealed documents has few words of its own: its number, who issued it, when.
const ENTRY: usize = 24;
/// Characters of a sentence that are kept.
const QUOTED: usize = 160;

/// What is known of a document while its clauses are read in order.
pub struct Effects {
    /// Whether it is about documents that end: 关于废止部分行政规范性文件的通知.
    repeals: bool,
    /// Whether a list has been announced.
    listed: bool,
}

impl Effects {
    /// For the clauses of a document.
    pub fn new(document: &Policy) -> Effects {
        let title = fold(&document.title);
        let repeals = ["废止", "宣布失效", "公布失效", "清理"].iter().any(|w| title.contains(w));
        Effects { repeals, listed: false }
    }

    /// What the next clause does to other documents; `citations` with their places in its text.
    pub fn find(&mut self, reading: &Reading, citations: &[(Range<usize>, Citation)]) -> Vec<Effect> {
        let text = reading.text();
        let part = reading.clause.address.part();
        if self.repeals && !self.listed && LIST.is_match(text) {
            self.listed = true;
        }
        let verbs = ["废止", "失效", "停止", "不再", "终止", "代替", "取代", "替代", "修改", "修正", "修订"];
        let may = self.listed || verbs.iter().any(|v| text.contains(v));
        if citations.is_empty() || !may || matches!(part, Some(Part::Salutation | Part::Imprint | Part::Signature)) {
            return Vec::new();
        }
        let named: Vec<&(Range<usize>, Citation)> = citations.iter().filter(|(_, c)| names(c)).collect();
        let mut out: Vec<Effect> = Vec::new();
        // From the last to the first: what is said of one holds for those listed before it.
        let mut next: Option<(usize, EffectKind, Option<String>)> = None;
        for (range, citation) in named.iter().rev().copied() {
            let after = &text[range.end..sentence_end(text, range.end)];
            let joined = next.take().filter(|(start, ..)| {
                *start >= range.end
                    && text
                        .get(range.end..*start)
                        .is_some_and(|gap| BETWEEN.contains(&gap.trim_matches(['(', ')'])) || BETWEEN.contains(&gap))
            });
            let said = ended(text, range, after).or(joined.map(|(_, kind, from)| (kind, from)));
            let said = said.or_else(|| self.entry(reading, range));
            if let Some((kind, from)) = said {
                next = Some((range.start, kind, from.clone()));
                out.push(effect(reading, range, citation, kind, from));
            }
        }
        out.reverse();
        // What follows the verb: 废止《A》《B》.
        let mut last: Option<(usize, EffectKind)> = None;
        for (range, citation) in named.iter().copied() {
            let before = &text[sentence_start(text, range.start)..range.start];
            let joined = last.filter(|(end, _)| *end <= range.start && BETWEEN.contains(&&text[*end..range.start])).map(|(_, kind)| kind);
            let said = ahead(before, part).or(joined);
            if let Some(kind) = said {
                last = Some((range.end, kind));
                let new = effect(reading, range, citation, kind, None);
                if !out.iter().any(|e| e.title == new.title && e.number == new.number && e.provision == new.provision) {
                    out.push(new);
                }
            }
        }
        out
    }

    /// An entry of an announced list.
    fn entry(&self, reading: &Reading, range: &Range<usize>) -> Option<(EffectKind, Option<String>)> {
        let part = reading.clause.address.part();
        if !self.listed || matches!(part, Some(Part::Title | Part::Notice | Part::Preamble | Part::AttachmentList)) {
            return None;
        }
        // 二、修改的文件, 继续有效的文件
        let kept = ["修改", "修订", "保留", "有效", "依据"];
        if reading.above.iter().any(|h| kept.iter().any(|w| h.contains(w)) && !h.contains("废止") && !h.contains("失效")) {
            return None;
        }
        let own = &reading.text()[sentence_start(reading.text(), range.start)..sentence_end(reading.text(), range.end)];
        let words = own.chars().count().saturating_sub(reading.text()[range.clone()].chars().count());
        (words <= ENTRY).then_some((EffectKind::Repeals, None))
    }
}

/// Whether a citation names another document.
fn names(citation: &Citation) -> bool {
    let other = citation.target.is_none() || citation.former;
    let form = matches!(citation.form, CitationForm::Title | CitationForm::Number | CitationForm::Short | CitationForm::Provision);
    other && form && (citation.title.is_some() || citation.number.is_some())
}

/// 《X》…同时废止: what is said behind a document.
fn ended(text: &str, range: &Range<usize>, after: &str) -> Option<(EffectKind, Option<String>)> {
    let found = BEHIND.captures(after)?;
    let verb = found.name("verb")?;
    let lead = &after[..verb.start()];
    // 代替 alone says who ends: 《X》代替《Y》 ends the other one.
    let replaces = verb.as_str().ends_with(['替', '代']);
    if NOT_NOW.is_match(lead) || replaces && !lead.contains("由本") || text[..range.start].ends_with("依据") {
        return None;
    }
    let from = found.name("from").and_then(|m| day(m.as_str()));
    Some((EffectKind::Repeals, from))
}

/// 废止《X》, 修改《X》的决定: what is said before a document. Only a title says 修改 of the document as a whole.
fn ahead(before: &str, part: Option<Part>) -> Option<EffectKind> {
    if let Some(found) = AHEAD.captures(before) {
        let title = matches!(part, Some(Part::Title | Part::Notice));
        let not = found.name("not").map_or("", |m| m.as_str());
        return (not.is_empty() || not == "关于" && title).then_some(EffectKind::Repeals);
    }
    let amends = ["关于修改", "关于修订", "关于修正", "决定对", "决定修改"].iter().any(|w| before.ends_with(w));
    amends.then_some(EffectKind::Amends)
}

fn effect(reading: &Reading, range: &Range<usize>, citation: &Citation, kind: EffectKind, from: Option<String>) -> Effect {
    let sentence = sentence_start(reading.text(), range.start)..sentence_end(reading.text(), range.end);
    let quote: String = reading.quote(sentence).0.chars().take(QUOTED).collect();
    Effect {
        kind: if citation.provision.is_some() { EffectKind::Amends } else { kind },
        title: citation.title_resolved.clone().or_else(|| citation.title.clone()),
        number: citation.number.clone(),
        provision: citation.provision.clone(),
        from,
        address: citation.address.clone(),
        quote,
    }
}

/// 2024年6月30日 as an ISO date.
fn day(text: &str) -> Option<String> {
    let found = DAY.captures(text)?;
    let part = |n: usize| found.get(n).and_then(|m| m.as_str().parse::<u16>().ok());
    let (year, month, day) = (part(1)?, part(2)?, part(3)?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| format!("{year}-{month:02}-{day:02}"))
}

fn sentence_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['。', ';', '\n']).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))
}

fn sentence_end(text: &str, at: usize) -> usize {
    text[at..].find(['。', ';', '\n']).map_or(text.len(), |i| at + i)
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    /// kind, what it ends, from when
    fn effects(text: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let tree = crate::clause::parse(text, &lexicon);
        let document = crate::extract::metadata::metadata(&"a/b".parse().unwrap(), text, &tree, &lexicon);
        let found = crate::extract::extract(&document, text, &tree.clauses, &lexicon);
        let told = |e: &super::Effect| {
            let name = e.number.clone().or_else(|| e.title.clone()).unwrap_or_default();
            let parts = [format!("{:?}", e.kind), name, e.provision.clone().unwrap_or_default(), e.from.clone().unwrap_or_default()];
            parts.join(" ").trim_end().to_owned()
        };
        found.effects.iter().map(told).collect()
    }

    fn last_article(sentence: &str) -> Vec<String> {
        effects(&format!("某省园区管理办法\n第一条 为了管理，制定本办法。\n第二条 {sentence}\n"))
    }

    #[test]
    fn a_sentence_ends_what_it_names() {
        let cases: [(&str, &[&str]); 20] = [
            ("本办法自2024年1月1日起施行。《某省园区暂行规定》同时废止。", &["Repeals 某省园区暂行规定"]),
            ("本办法自2024年1月1日起施行，原《某省园区评价细则》（某经信〔2018〕3号）同时废止。", &["Repeals 某经信〔2018〕3号"]),
            ("《甲省贷款贴息办法》自2024年6月30日起停止执行。", &["Repeals 甲省贷款贴息办法  2024-06-30"]),
            ("《甲办法》《乙细则》和《丙规定》同时废止。", &["Repeals 甲办法", "Repeals 乙细则", "Repeals 丙规定"]),
            ("同时废止《甲办法》《乙细则》。", &["Repeals 甲办法", "Repeals 乙细则"]),
            ("本办法施行后，废止《甲办法》（国发〔2015〕28号）。", &["Repeals 国发〔2015〕28号"]),
            ("国发〔2015〕28号文件同时废止。", &["Repeals 国发〔2015〕28号"]),
            ("《甲办法》第三条同时废止。", &["Amends 甲办法 第三条"]),
            ("《甲办法》由本办法代替。", &["Repeals 甲办法"]),
            ("本办法代替《甲办法》。", &["Repeals 甲办法"]),
            ("《甲办法》已经废止。", &[]),
            ("《甲办法》已由国发〔2015〕28号代替。", &[]),
            ("拟废止《甲办法》。", &[]),
            ("依照《甲办法》申报；逾期的停止执行。", &[]),
            ("依照《甲办法》取得的资格，不再执行年检。", &[]),
            ("有关规定同时废止。", &[]),
            ("修改《甲办法》的程序另行规定。", &[]),
            ("证书遗失的，依照《甲办法》声明废止。", &[]),
            (
                "《甲办法》（国发〔2015〕28号）、《乙办法》（国发〔2016〕30号）即行失效。",
                &["Repeals 国发〔2015〕28号", "Repeals 国发〔2016〕30号"],
            ),
            ("《甲办法》（以下简称《旧办法》）不适用。《旧办法》自本办法施行之日起同时废止。", &["Repeals 甲办法"]),
        ];
        for (sentence, expected) in cases {
            assert_eq!(last_article(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn an_entry_of_an_announced_list_needs_no_verb() {
        let text = "某省人民政府关于废止部分规范性文件的决定\n经研究，决定废止下列文件：\n一、《甲办法》（某政发〔2015〕4号）\n二、《乙办法》\n三、清理工作依照《丙办法》和有关规定由各部门按照职责分工负责，并于年底以前完成备案工作。\n";
        assert_eq!(effects(text), ["Repeals 某政发〔2015〕4号", "Repeals 乙办法"]);
        let other =
            "某省人民政府关于公布规范性文件清理结果的决定\n一、下列文件予以废止：\n（一）《甲办法》\n二、修改的文件\n（一）《乙办法》\n";
        assert_eq!(effects(other), ["Repeals 甲办法"]);
    }

    #[test]
    fn a_title_says_what_is_amended_or_ended() {
        assert_eq!(effects("某市人民政府关于修改《某市供水办法》的决定\n一、第二条修改为：“……”。\n"), ["Amends 某市供水办法"]);
        assert_eq!(effects("某市人民政府关于废止《某市供水办法》的决定\n即日起施行。\n"), ["Repeals 某市供水办法"]);
    }
}

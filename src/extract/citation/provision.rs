//! Provisions: 第五条第二款, 《X》第三部分第（二）条, 第五条至第八条, 第三、四、七条.
//!
//! A run of provisions shares what its first member names: in 第五条第一款、第三款 the second is 第五条第三款.
//! Ranges and lists become one citation each. A provision behind a title belongs to that document, one behind
//! 本办法 or with nothing before it to the document itself.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blank;
use crate::clause::address::StepKind;
use crate::clause::{Clause, ClauseAddress, ClauseKind};
use crate::extract::reading::Reading;
use crate::extract::types::{Citation, CitationForm, Target};
use crate::lexicon::Lexicon;
use crate::policy::Policy;
use crate::text::numeral;

/// Where provisions are looked for.
pub struct Place<'a> {
    /// The clause.
    pub reading: &'a Reading<'a>,
    /// All clauses of the document.
    pub clauses: &'a [Clause],
    /// The document.
    pub document: &'a Policy,
    /// Words.
    pub lexicon: &'a Lexicon,
}

/// At most so many provisions are taken from one range.
const LONGEST_RANGE: u64 = 60;

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// One step: 第五条, 第十二条之一, 第(一)项, (二), 第三部分, or a number list 第三、四、七条.
static STEP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)^(?:
          第 (?P<list>N(?:[、和及,]N)+) (?P<lunit>条|款|项)
        | 第 (?P<n>N) (?P<unit>编|章|节|条|款|项|目|部分|点) (?:之(?P<sub>[一二三四五六七八九十]{1,2}|[0-9]{1,2}))?
        | 第? \( (?P<b>N) \) (?P<bunit>项|条|款|目|点|部分)?
        )"
        .replace('N', "(?:[0-9]{1,4}|[一二三四五六七八九十百千零〇两]{1,7})")
        .as_str(),
    )
});

/// A step of a provision: its level (lower is larger), printed name, and its number.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    level: u8,
    number: u64,
    sub: Option<String>,
    unit: String,
    bracket: bool,
}

impl Step {
    fn printed(&self) -> String {
        let number = u32::try_from(self.number).map_or_else(|_| self.number.to_string(), numeral::to_chinese);
        let number = if self.bracket { format!("（{number}）") } else { number };
        format!("第{number}{}{}", self.unit, self.sub.as_ref().map_or_else(String::new, |s| format!("之{s}")))
    }
}

fn level(unit: &str) -> u8 {
    match unit {
        "编" => 0,
        "章" => 1,
        "节" => 2,
        "部分" => 3,
        "条" => 4,
        "款" | "点" => 5,
        "项" | "" => 6,
        _ => 7,
    }
}

/// Finds the provisions of a clause; those behind a citation in `out` complete it.
pub fn find(place: &Place, out: &mut Vec<(Range<usize>, Citation)>) {
    let text = place.reading.text();
    let mut at = 0;
    while let Some(start) = text[at..].find('第').map(|i| at + i) {
        at = start + '第'.len_utf8();
        if out.iter().any(|(r, _)| r.start < at && start < r.end) {
            continue;
        }
        let Some((paths, end)) = run(&text[start..]) else { continue };
        let range = start..start + end;
        let behind = out.iter().position(|(r, _)| r.end == start || (r.end < start && text[r.end..start] == *"的"));
        let article = paths.iter().flatten().any(|s| s.unit == "条" || s.unit == "部分");
        if behind.is_none() && !article {
            continue; // 第一项任务, 第二章
        }
        at = range.end;
        if let Some(cited) = behind {
            complete(place, out, cited, &paths, range);
        } else {
            own(place, out, &paths, range);
        }
    }
}

/// A run of provisions at the start of a text, lists and ranges taken apart, and its length.
fn run(text: &str) -> Option<(Vec<Vec<Step>>, usize)> {
    let (mut paths, mut end) = path(text, &[])?;
    loop {
        let rest = &text[end..];
        let range = ["至", "到", "-", "~"].iter().find(|w| rest.starts_with(**w)).map(|w| (w.len(), true));
        let list = ["以及", "、", "和", "及", "或", "与", ","].iter().find(|w| rest.starts_with(**w)).map(|w| (w.len(), false));
        let Some((skip, is_range)) = range.or(list) else { break };
        let Some(last) = paths.last().cloned() else { break };
        let Some((more, len)) = path(&rest[skip..], &last) else { break };
        if is_range && let (Some(from), Some(to)) = (last.last(), more.first().and_then(|p| p.last())) {
            let numbers = (from.number + 1)..to.number;
            if from.level == to.level && to.number > from.number && to.number - from.number <= LONGEST_RANGE {
                for number in numbers {
                    let mut between = last.clone();
                    if let Some(step) = between.last_mut() {
                        (step.number, step.sub) = (number, None);
                    }
                    paths.push(between);
                }
            }
        }
        paths.extend(more);
        end += skip + len;
    }
    Some((paths, end))
}

/// One provision; its larger steps are taken from `before` where it does not name them.
fn path(text: &str, before: &[Step]) -> Option<(Vec<Vec<Step>>, usize)> {
    let mut paths: Vec<Vec<Step>> = vec![Vec::new()];
    let mut end = 0;
    while let Some(found) = STEP.captures(&text[end..]) {
        let name = |n: &str| found.name(n).map(|m| m.as_str());
        let steps: Vec<Step> = if let Some(list) = name("list") {
            let unit = name("lunit")?;
            let numbers = list.split(['、', '和', '及', ',']).filter_map(numeral::integer);
            numbers.map(|number| Step { level: level(unit), number, sub: None, unit: unit.to_owned(), bracket: false }).collect()
        } else {
            let unit = name("unit").or(name("bunit")).unwrap_or("");
            let bracket = name("b").is_some();
            if bracket && unit.is_empty() && end == 0 {
                break; // (一) alone is a marker
            }
            let number = numeral::integer(name("n").or(name("b"))?)?;
            let deep = if bracket && matches!(unit, "" | "条" | "项") { 6 } else { level(unit) };
            vec![Step {
                level: deep,
                number,
                sub: name("sub").map(str::to_owned),
                unit: if unit.is_empty() { "项".to_owned() } else { unit.to_owned() },
                bracket,
            }]
        };
        let first = steps.first()?.level;
        if paths.iter().any(|p| p.last().is_some_and(|s| s.level >= first)) {
            break;
        }
        if end == 0 {
            let larger: Vec<Step> = before.iter().take_while(|s| s.level < first).cloned().collect();
            paths = vec![larger];
        }
        paths = steps.iter().flat_map(|step| paths.iter().map(move |p| p.iter().cloned().chain([step.clone()]).collect())).collect();
        end += found.get(0)?.end();
    }
    (end > 0).then_some((paths, end))
}

fn printed(path: &[Step]) -> String {
    path.iter().map(Step::printed).collect()
}

/// 《X》第五条、第六条: the first provision completes the citation of X, the others cite X again.
fn complete(place: &Place, out: &mut Vec<(Range<usize>, Citation)>, cited: usize, paths: &[Vec<Step>], range: Range<usize>) {
    let Some((mention, citation)) = out.get(cited).cloned() else { return };
    let whole = mention.start..range.end;
    let (quote, span) = place.reading.quote(whole.clone());
    for (i, path) in paths.iter().enumerate() {
        let own = citation.target.is_some() || citation.form == CitationForm::Relative;
        let target = if own { target(place, path) } else { None };
        let new = Citation {
            form: CitationForm::Provision,
            provision: Some(printed(path)),
            quote: quote.clone(),
            span,
            target: target.or_else(|| citation.target.clone()),
            ..citation.clone()
        };
        if i == 0 {
            out[cited] = (whole.clone(), new);
        } else {
            out.push((whole.clone(), new));
        }
    }
}

/// 本办法第五条, 第五条第二款: provisions of the document itself; 民法典第三条 is one of another document.
fn own(place: &Place, out: &mut Vec<(Range<usize>, Citation)>, paths: &[Vec<Step>], range: Range<usize>) {
    let text = place.reading.text();
    let named = named_before(place, &text[..range.start]);
    let start = named.map_or(range.start, |name| range.start - name.len());
    let title = named.filter(|n| !n.starts_with(['本', '该']));
    // Without articles of its own a document speaks of another one.
    let articles = place.clauses.iter().any(|c| c.kind == ClauseKind::Article);
    if title.is_none() && named.is_none() && !articles {
        return;
    }
    for path in paths {
        let target = if title.is_none() { target(place, path) } else { None };
        let citation = Citation {
            title: title.map(|_| place.reading.quote(start..range.start).0),
            provision: Some(printed(path)),
            target,
            ..blank(place.reading, CitationForm::Provision, start..range.end)
        };
        out.push((start..range.end, citation));
    }
}

/// The name right before a provision, not in 《》: 本办法, 刑法, 中华人民共和国公司法, 民法典.
fn named_before<'t>(place: &Place, before: &'t str) -> Option<&'t str> {
    let words = &place.lexicon.citations;
    let tail_start = before.char_indices().rev().take(24).take_while(|(_, c)| c.is_alphabetic()).last().map(|(i, _)| i)?;
    let tail = &before[tail_start..];
    let kind = words.own.iter().chain([&"法典".to_owned()]).find(|w| tail.ends_with(w.as_str())).map(|w| w.len())?;
    let head = &tail[..tail.len() - kind];
    if let Some(own) = ['本', '该'].into_iter().find(|c| head.ends_with(*c)) {
        return Some(&tail[tail.len() - kind - own.len_utf8()..]);
    }
    let verbs = ["违反", "适用", "有", "依", "用", "反", "遵守", "所称", "除"];
    let leads = words.lead_ins.iter().map(String::as_str).chain(verbs);
    // The 和 of 中华人民共和国 joins nothing.
    let head = head.replace("中华人民共和国", "〇〇〇〇〇〇〇");
    let cut = leads.filter_map(|w| head.rfind(w).map(|i| i + w.len())).max().unwrap_or(0);
    let name = &tail[cut..];
    // 办法第五条 alone names nothing.
    (name.len() > kind && name.ends_with(['法', '典', '例']) && name.chars().count() <= 20).then_some(name)
}

/// The clause of the same document that a provision names, if it is there.
fn target(place: &Place, path: &[Step]) -> Option<Target> {
    let kept: Vec<Step> = path.iter().filter(|s| s.level > 2).cloned().collect();
    let address: ClauseAddress = printed(&kept).parse().ok()?;
    let address = locate(place.clauses, place.reading.clause.address.scope(), &address)?;
    Some(Target { policy: place.document.id.clone(), address })
}

/// The clause with an address within `scope` (an attachment, a second document), paragraphs left out where only one of the two names them: 第十条第三项 is
/// 第十条第一款第三项 when the article has one paragraph that opens the list.
pub fn locate(clauses: &[Clause], scope: &[crate::clause::Step], address: &ClauseAddress) -> Option<String> {
    let wanted = address.steps();
    let plain = |steps: &[crate::clause::Step]| -> Vec<crate::clause::Step> {
        steps.iter().filter(|s| !matches!(s.kind, StepKind::Paragraph(_))).copied().collect()
    };
    let paragraph = wanted.iter().any(|s| matches!(s.kind, StepKind::Paragraph(n) if n > 1));
    let inside = |c: &&Clause| c.address.scope() == scope;
    let steps = |c: &Clause| -> Vec<crate::clause::Step> { c.address.steps()[scope.len()..].to_vec() };
    let exact = clauses.iter().filter(inside).find(|c| steps(c) == wanted);
    let loose = || clauses.iter().filter(inside).find(|c| !paragraph && plain(&steps(c)) == plain(wanted));
    exact.or_else(loose).map(|c| c.address.to_string())
}

//! From when and until when a document is in force, and where that is said.
//!
//! Recipe: [`read`]. Sentences that speak of the document itself are looked at in this order: the notice or order that
//! puts it into force, the document's own clauses from the last one back (施行 stands among the last, 立法技术规范), the
//! bracket below the title of a law, then attachments, if they agree. A printed day is `printed`; a day that follows
//! from a rule is `computed` (推算) and carries the rule:
//! * 自印发之日起: the day of issue.
//! * 自公布之日起30日后: the day of issue does not count, the thirty days run from the next one, and the document is in
//!   force the day after the last of them (民法典第二百零一条).
//! * 有效期5年: from the day in force to the day before the same date (民法典第二百零二条).
//! * No end printed: only where a rule of the place limits it (`times.toml`).

use std::ops::Range;
use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::dates::{final_day, first_day};
use crate::clause::{Clause, ClauseTree, Part};
use crate::extract::time::date::{day, number, pattern};
use crate::lexicon::Lexicon;
use crate::policy::{Basis, Policy, Validity};
use crate::text::fold;

/// 自…起施行, 从…起30日后实施, 自…起至…止执行
static BEGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?:自|从|于) (?P<from>[^。,;自从于]{2,24}?) (?:(?:起|开始|后)
        (?: (?:满|第)?(?P<n>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})(?P<unit>个?工作日|日|天|个月|年)(?:期满|届满)?(?:之?后|以后|的次日|起)? )? )?
        (?: [至到](?P<until>[^。,;]{4,16}?)(?:止|期间)? )?
        (?:正式|先行)?试?(?P<verb>施行|实施|执行|生效|试行|实行|行)",
    )
});
/// 施行日期:2024年5月1日
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:施行|实施|生效|执行)(?:日期|时间)(?:为|是|:)(?P<from>YEAR年NUM月NUM日)(?:起)?"));
/// 有效期, 试行期限, 执行期, 实施期限
const TERM: &str = "(?:有效|试行|执行|实施|施行|政策|适用)(?:期限|期间|期|时间)";
/// 有效期5年, 有效期自印发之日起三年, 试行两年, 试行期为一年
static LASTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:{TERM}(?:暂定|限)?(?:为|是|:)?|试行|暂定)(?:[自从](?P<from>[^。,;]{{2,16}}?)(?:起|开始)(?:算|计算)?,?(?:有效期)?)?(?P<n>[0-9]{{1,2}}|[一二两三四五六七八九十]{{1,2}})(?P<unit>年|个月)"
    ))
});
/// 有效期至2027年12月31日, 执行期限截至2025年底
static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{TERM}(?:为|是|:)?(?:截至|截止到|截止|至|到)(?P<until>YEAR年(?:底|末|NUM月(?:底|末|NUM日)?))")));
/// ,至2025年12月31日止; 执行至2025年12月31日
static UNTIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:截至|至|到)(?P<until>YEAR年(?:底|末|NUM月(?:底|末|NUM日)?))(?:止|有效|期满|终止|结束)?(?:后?自[动行]?(?:失效|废止))?")
});
/// 有效期自2023年1月1日起至2025年12月31日, 执行期限为…至…
static FROM_TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{TERM}(?:为|是|:|自|从)*(?P<from>YEAR年(?:NUM月(?:NUM日)?)?)(?:起|开始)?(?:至|到|-{{1,2}}|~)(?P<until>YEAR年(?:底|末|NUM月(?:底|末|NUM日)?)?)"
    ))
});
/// Day of issue, the day after it, the first day of the next month: 印发之日, 公布次日, 印发次月1日
static ISSUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:本[^市省区县,]{1,8}?|文件|通知)?(?:(?:印发|发布|公布|颁布|下发|发文|颁发|签发|印发实施|发布实施)(?:之?日|日期|之?(?P<next>次日|次月|下月)(?:1日|一日)?)?|即日)$",
    )
});

/// A day and why it is that day.
struct Day {
    date: Date,
    basis: Basis,
    reason: String,
}

/// What one sentence says of the document.
struct Statement {
    effective: Option<Day>,
    ends: Option<Ends>,
    /// The clause.
    address: String,
    quote: String,
}

/// How long.
enum Ends {
    /// The last day, as printed.
    On(Date),
    /// So many months, and the words.
    After(i32, String),
}

/// Reads the validity of `document`, whose other dates are known.
pub fn read(source: &str, tree: &ClauseTree, document: &Policy, lexicon: &Lexicon) -> Option<Validity> {
    let found = statements(source, tree, document, lexicon);
    let begins = found.iter().find(|s| s.effective.is_some());
    // The end that stands beside the beginning, else the first one.
    let beside = begins.and_then(|b| found.iter().find(|s| s.ends.is_some() && s.address == b.address));
    let ends = beside.or_else(|| found.iter().find(|s| s.ends.is_some()));
    let manifest = |field: &str, value: &Option<String>, name: &str| {
        let date = value.as_ref().filter(|_| document.from_manifest.iter().any(|f| f == field))?.parse().ok()?;
        Some(Day { date, basis: Basis::Manifest, reason: format!("{name}来自说明文件") })
    };
    let manifest_start = manifest("effective", &document.effective, "施行日期");
    let effective = begins.and_then(|s| s.effective.as_ref()).or(manifest_start.as_ref());
    let expires = ends.and_then(|s| s.ends.as_ref()).and_then(|e| last_day(e, effective.map(|d| d.date)));
    let expires = expires.or_else(|| manifest("expires", &document.expires, "失效日期"));
    let (expires, rule) = match expires {
        Some(day) => (Some(day), None),
        None => by_rule(document, lexicon, effective).unzip(),
    };
    if effective.is_none() && expires.is_none() {
        return None;
    }
    let bases = [effective.map(|d| d.basis), expires.as_ref().map(|d| d.basis)];
    let basis = bases.iter().flatten().copied().max().unwrap_or_default();
    let reasons: Vec<&str> = effective.into_iter().chain(&expires).map(|d| d.reason.as_str()).collect();
    let said = begins.or(ends.filter(|_| expires.is_some()));
    Some(Validity {
        effective: effective.map(|d| d.date.to_string()),
        expires: expires.as_ref().map(|d| d.date.to_string()),
        basis,
        effective_basis: bases[0],
        expires_basis: bases[1],
        reason: reasons.join("；"),
        address: said.map(|s| s.address.clone()).unwrap_or_default(),
        quote: said.map(|s| s.quote.clone()).unwrap_or_default(),
        rule,
    })
}

fn chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

fn last_day(ends: &Ends, effective: Option<Date>) -> Option<Day> {
    match ends {
        Ends::On(date) => Some(Day { date: *date, basis: Basis::Printed, reason: "失效日期为原文所载".to_owned() }),
        Ends::After(months, words) => {
            let date = effective?.checked_add(months.months()).ok()?.checked_sub(1.day()).ok()?;
            Some(Day {
                date, basis: Basis::Computed, reason: format!("原文“{words}”，自施行之日起算，推算至{}", chinese(date))
            })
        }
    }
}

/// The end that a rule of the place sets for a normative document whose text prints none.
fn by_rule(document: &Policy, lexicon: &Lexicon, effective: Option<&Day>) -> Option<(Day, String)> {
    let place = document.jurisdiction.as_ref()?;
    let (prefix, _) = document.number_hans.as_deref()?.split_once('〔')?;
    let issued: Date = document.issued.as_deref().or(document.published.as_deref())?.parse().ok()?;
    let rule = lexicon.times.validity.iter().find(|r| {
        place.code.starts_with(&r.place) && prefix.contains(&r.mark) && r.since.parse::<Date>().is_ok_and(|since| since <= issued)
    })?;
    let trial = ["试行", "暂行"].iter().any(|w| document.title_hans.contains(w));
    let years = if trial { rule.trial_years } else { rule.years };
    let date = effective?.date.checked_add(years.years()).ok()?.checked_sub(1.day()).ok()?;
    let kind = if trial { "暂行、试行的规范性文件" } else { "规范性文件" };
    let reason = format!("原文未写有效期；依{}，{kind}有效期最长{years}年，推算最迟至{}", rule.source, chinese(date));
    Some((Day { date, basis: Basis::Computed, reason }, rule.source.clone()))
}

/// What the document says of itself, the weightiest first.
fn statements(source: &str, tree: &ClauseTree, document: &Policy, lexicon: &Lexicon) -> Vec<Statement> {
    let title = fold(&document.title);
    let issued = document.issued.as_deref().or(document.published.as_deref()).and_then(|d| d.parse().ok());
    let own = Own { title: &title, issued, lexicon };
    let part = |c: &Clause| c.address.part();
    let attached = |c: &Clause| c.address.attachment().is_some();
    let of = |clauses: Vec<&Clause>| clauses.into_iter().flat_map(|c| own.clause(source, c)).collect::<Vec<_>>();
    let outside = |c: &Clause| matches!(part(c), Some(Part::Notice | Part::Title | Part::Salutation | Part::Imprint));
    let mut found = of(tree.clauses.iter().filter(|c| part(c) == Some(Part::Notice)).collect());
    found.extend(of(tree.clauses.iter().rev().filter(|c| !outside(c) && !attached(c)).collect()));
    found.extend(of(tree.clauses.iter().filter(|c| part(c) == Some(Part::Title)).collect()));
    if found.is_empty() {
        // Attachments are documents of their own: one answer serves for all, two are none.
        let mut each = of(tree.clauses.iter().filter(|c| attached(c)).collect());
        let mut days: Vec<Date> = each.iter().filter_map(|s| s.effective.as_ref().map(|d| d.date)).collect();
        days.sort_unstable();
        days.dedup();
        if days.len() == 1 {
            found.append(&mut each);
        }
    }
    found
}

/// Reads sentences that speak of the document itself.
struct Own<'a> {
    /// Folded title.
    title: &'a str,
    issued: Option<Date>,
    lexicon: &'a Lexicon,
}

impl Own<'_> {
    fn clause(&self, source: &str, clause: &Clause) -> Vec<Statement> {
        if !clause.text_hans.contains(['起', '行', '效', '施', '期']) || !clause.text_hans.contains(['日', '年', '期']) {
            return Vec::new();
        }
        let text = clause.normalized(source);
        let heading = ["施行", "有效期", "附则", "期限", "实施", "生效"].iter().any(|w| clause.heading.contains(w));
        let mut found: Vec<Statement> = Vec::new();
        let mut start = 0;
        for sentence in text.as_str().split_inclusive(['。', ';', '\n']) {
            let range = start..start + sentence.len();
            start = range.end;
            let known = heading || found.iter().any(|s| s.effective.is_some());
            let (effective, ends) = self.sentence(sentence.trim_end_matches(['。', ';', '\n']), known);
            if effective.is_some() || ends.is_some() {
                let printed = text.source_span(range).of(source);
                let quote = printed.lines().map(str::trim).collect::<String>();
                found.push(Statement { effective, ends, address: clause.address.to_string(), quote });
            }
        }
        found
    }

    /// `known`: what stands before it speaks of the document already.
    fn sentence(&self, text: &str, known: bool) -> (Option<Day>, Option<Ends>) {
        let (mut effective, mut ends, mut about) = (None, None, known);
        for c in FROM_TO.captures_iter(text) {
            let subject = subject(text, &c);
            if self.is_own(subject) && (!subject.is_empty() || known || speaks_of_itself(&text[..at(&c).start], self.lexicon)) {
                let from = c.name("from").and_then(|m| first_day(m.as_str()));
                let until = c.name("until").and_then(|m| final_day(m.as_str()));
                if let (Some(from), Some(until)) = (from, until) {
                    return (Some(printed(from)), Some(Ends::On(until)));
                }
            }
        }
        for c in BEGIN.captures_iter(text).chain(NAMED.captures_iter(text)) {
            if effective.is_some() || !self.is_own(subject(text, &c)) || !closes(text, &c) {
                continue;
            }
            effective = self.first(&c);
            about |= effective.is_some();
            let until = c.name("until").and_then(|m| final_day(m.as_str()));
            let after = &text[at(&c).end..];
            let next =
                || UNTIL.captures(after).filter(|u| after[..at(u).start].chars().all(|c| matches!(c, ',' | '执' | '行' | '有' | '效')));
            let until = until.or_else(|| next().and_then(|u| u.name("until").and_then(|m| final_day(m.as_str()))));
            ends = ends.or(until.filter(|_| effective.is_some()).map(Ends::On));
        }
        for c in ENDS.captures_iter(text).chain(LASTS.captures_iter(text)) {
            let subject = subject(text, &c);
            let before = &text[..at(&c).start];
            // 试行两年 right behind 起.
            let follows = before.ends_with(['起', '始', '式']) && effective.is_some();
            let own = follows || self.is_own(subject) && (!subject.is_empty() || about || speaks_of_itself(before, self.lexicon));
            if ends.is_some() || !own {
                continue;
            }
            ends = match c.name("until") {
                Some(until) => final_day(until.as_str()).map(Ends::On),
                None => {
                    if effective.is_none() && c.name("from").is_some() {
                        effective = self.first(&c);
                    }
                    months(&c).map(|m| Ends::After(m, words(&c)))
                }
            };
        }
        // 自2024年4月1日起试行2年: the verb belongs to both.
        if effective.is_none()
            && let Some(c) = TRIAL.captures(text).filter(|c| self.is_own(subject(text, c)))
        {
            effective = self.first(&c);
            ends = ends.or(months(&c).map(|m| Ends::After(m, words(&c))));
        }
        (effective, ends)
    }

    /// Whether a subject is this document: nothing, 本办法, its own title; not 证书, 《another》 or 第八条.
    fn is_own(&self, subject: &str) -> bool {
        let subject = subject.trim_start_matches(['(', '并', '且']).trim_end_matches(['的', '并', '均', '即', '拟', '将', '由', '统']);
        let Some(last) = subject.chars().next_back() else { return true };
        if ["原", "旧"].iter().any(|w| subject.starts_with(w)) || PROVISION.is_match(subject) {
            return false;
        }
        if last == '》' {
            let name = subject.rsplit_once('《').map_or("", |(_, name)| name.trim_end_matches('》'));
            let announced = ["公布", "印发", "发布", "现将"].iter().any(|w| subject.contains(w));
            return announced || !name.is_empty() && (self.title == name || self.title.ends_with(name));
        }
        speaks_of_itself(subject, self.lexicon) && self.is_document(subject)
            || ["上述政策", "以上政策", "政策", "本文", "该政策", "上述措施", "以上措施"].contains(&subject)
    }

    /// Whether the last word of a phrase is a kind of document.
    fn is_document(&self, phrase: &str) -> bool {
        let words = ["政策", "文件", "措施", "法", "决定", "公告", "目录", "标准"];
        let phrase = phrase.split('(').next().unwrap_or(phrase);
        words.iter().any(|w| phrase.ends_with(w)) || self.lexicon.genres.iter().any(|g| phrase.ends_with(g.as_str()))
    }

    /// The first day in force.
    fn first(&self, found: &Captures) -> Option<Day> {
        let from = found.name("from")?.as_str();
        let delay = found.name("unit").filter(|_| found.name("verb").is_some_and(|v| v.as_str() != "行")).map(|u| u.as_str());
        let delayed = delay.and_then(|unit| Some((unit, number::<i32>(found.name("n")?.as_str())?)));
        let (base, basis, mut reason) = if let Some((date, _)) = day(from).filter(|(_, place)| place.len() == from.len()) {
            (date, Basis::Printed, "施行日期为原文所载".to_owned())
        } else if let Some(date) = first_day(from) {
            (date, Basis::Computed, format!("原文只写到{from}，按当月首日推算"))
        } else {
            let issue = ISSUE.captures(from)?;
            let issued = self.issued?;
            let date = match issue.name("next").map(|m| m.as_str()) {
                Some("次日") => issued.tomorrow().ok()?,
                Some(_) => issued.last_of_month().tomorrow().ok()?,
                None => issued,
            };
            (date, Basis::Computed, format!("原文“自{from}起”，按成文日期{}推算施行日期", chinese(issued)))
        };
        let Some((unit, n)) = delayed else { return Some(Day { date: base, basis, reason }) };
        let last = match unit {
            "日" | "天" => base.checked_add(n.days()),
            "个月" => base.checked_add(n.months()),
            "年" => base.checked_add(n.years()),
            // Working days need a calendar of holidays.
            _ => return None,
        };
        let date = last.ok()?.tomorrow().ok()?;
        reason = format!("{reason}：再过{n}{unit}，自次日起算，期满的次日为{}", chinese(date));
        Some(Day { date, basis: Basis::Computed, reason })
    }
}

/// 自2024年4月1日起试行2年
static TRIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:自|从)(?P<from>[^。,;自从]{2,24}?)起(?:正式)?(?P<verb>试行)(?P<n>[0-9]{1,2}|[一二两三四五六七八九十]{1,2})(?P<span>年|个月)",
    )
});
/// 第八条, 第三款: a part of a document
static PROVISION: LazyLock<Regex> = LazyLock::new(|| pattern(r"第[0-9一二三四五六七八九十百]+[条款项章节]"));
/// 本办法, 本通知, but not 本市 and 本年度
static ITSELF: LazyLock<Regex> = LazyLock::new(|| pattern(r"本[^市省区县地级年月周单科人,。]\p{Han}{0,10}"));

fn speaks_of_itself(text: &str, lexicon: &Lexicon) -> bool {
    ITSELF.find_iter(text).any(|m| {
        ["政策", "文件", "措施", "法", "决定"].iter().any(|w| m.as_str().contains(w))
            || lexicon.genres.iter().any(|g| m.as_str().contains(g.as_str()))
    })
}

fn at(found: &Captures) -> Range<usize> {
    found.get(0).map_or(0..0, |m| m.range())
}

/// What stands between the last comma and the match.
fn subject<'t>(text: &'t str, found: &Captures) -> &'t str {
    let before = &text[..at(found).start];
    before.rsplit([',', ';', ':', '。']).next().unwrap_or(before)
}

/// Whether nothing is put into force but the document: 自…起执行新的目录 speaks of something else.
fn closes(text: &str, found: &Captures) -> bool {
    let verb = found.name("verb").map_or("", |v| v.as_str());
    let after = &text[at(found).end..];
    !matches!(verb, "执行" | "实施" | "实行")
        || after.is_empty()
        || after.starts_with([',', '(', ')', '至', '到', '截', '、'])
        || after.starts_with("有效")
        || after.starts_with("期")
}

fn printed(date: Date) -> Day {
    Day { date, basis: Basis::Printed, reason: "施行日期为原文所载".to_owned() }
}

fn months(found: &Captures) -> Option<i32> {
    let n: i32 = number(found.name("n")?.as_str())?;
    let unit = found.name("span").or(found.name("unit"))?.as_str();
    (1..=600).contains(&n).then_some(if unit == "年" { n * 12 } else { n })
}

fn words(found: &Captures) -> String {
    found.get(0).map_or(String::new(), |m| m.as_str().to_owned())
}

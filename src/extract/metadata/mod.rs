//! What the document says of itself: title, number, issuing authorities, dates, jurisdiction, genre.
//!
//! Recipe: [`metadata`]. The text is asked first where GB/T 9704-2012 puts each element (number and title
//! at the head, authority and date in the signature, date of printing in the imprint), then what the web
//! page says of it (发布时间, 发文字号), which was left out of the clauses.

mod dates;
mod validity;

use std::sync::LazyLock;

use regex::Regex;

use crate::clause::{Clause, ClauseTree, DropReason, Part};
use crate::lexicon::Lexicon;
use crate::policy::{Genre, Policy, PolicyId, Validity};
use crate::text::{NormalizedText, Script, Span, fold, pattern, to_hans};

use super::citation::number::numbers;
use super::citation::standard_number;
use super::citation::title::unwrap_notice;

/// Reads the document's metadata from its parts.
pub fn metadata(id: &PolicyId, source: &str, tree: &ClauseTree, lexicon: &Lexicon) -> Policy {
    let head = Head::new(source, tree);
    let title = head.title();
    let title_hans = to_hans(&title).into_owned();
    let number = head.number(lexicon);
    let issuers = head.issuers(lexicon);
    let dates = dates::read(&head);
    let jurisdiction = issuers
        .iter()
        .find_map(|i| lexicon.places.of_authority(&fold(i)))
        .or_else(|| number.as_ref().and_then(|(_, standard)| lexicon.places.of_number(standard)))
        .or_else(|| lexicon.places.of_authority(&fold(&title)))
        .or_else(|| lexicon.places.in_text(&fold(&title)));
    let mut policy = Policy {
        id: id.clone(),
        genre: Genre(lexicon.genre(&title_hans).unwrap_or_default().to_owned()),
        title,
        title_hans,
        number: number.as_ref().map(|(printed, _)| printed.clone()),
        number_hans: number.map(|(_, standard)| standard),
        issuers_hans: issuers.iter().map(|i| to_hans(i).into_owned()).collect(),
        issuers,
        issued: dates.issued.map(|d| d.to_string()),
        published: dates.published.map(|d| d.to_string()),
        jurisdiction,
        script: Script::detect(source),
        ..Policy::default()
    };
    set_validity(&mut policy, source, tree, lexicon);
    let printed = |v: &Validity| (v.effective.clone(), v.expires.clone().filter(|_| v.is_said()));
    (policy.effective, policy.expires) = policy.validity.as_ref().map(printed).unwrap_or_default();
    policy
}

/// Reads from when and until when a document is in force; its other dates are known, from the text or the manifest.
pub fn set_validity(policy: &mut Policy, source: &str, tree: &ClauseTree, lexicon: &Lexicon) {
    policy.validity = validity::read(source, tree, policy, lexicon);
}

/// The places where a document speaks of itself.
pub(super) struct Head<'a> {
    notice: Option<&'a Clause>,
    title: Option<&'a Clause>,
    /// The lines of the signature: of its own part, or at the end of the notice.
    signature: Vec<&'a str>,
    imprint: Option<&'a Clause>,
    /// What the web page says, line by line.
    page: Vec<&'a str>,
    /// A page title that repeats the document's.
    page_titles: Vec<&'a str>,
}

impl<'a> Head<'a> {
    fn new(source: &'a str, tree: &'a ClauseTree) -> Self {
        let part = |part: Part| tree.clauses.iter().find(|c| c.depth == 0 && c.address.part() == Some(part));
        let notice = part(Part::Notice);
        let mut signature: Vec<&str> = part(Part::Signature).map(|c| c.text.lines().collect()).unwrap_or_default();
        if signature.is_empty()
            && let Some(notice) = notice
        {
            // From the last sentence of the notice on.
            let lines: Vec<&str> = notice.text.lines().collect();
            let after = lines.iter().rposition(|l| l.contains(['。', '：']) || l.trim_end().ends_with(':')).map_or(0, |i| i + 1);
            signature = lines[after..].to_vec();
        }
        if signature.is_empty() {
            // A notice whose enclosed text was not told apart signs in the middle: a body's name and a date below it.
            let early = tree.clauses.iter().filter(|c| c.depth == 0).take(4).find_map(|c| {
                let lines: Vec<&str> = c.text.lines().collect();
                let date = lines.iter().position(|l| dates::is_day(l))?;
                let name = |l: &&str| l.chars().count() <= 40 && !l.contains(['。', '，', ',', '：', ':', '；']);
                let names = lines[..date].iter().rev().take_while(|l| name(l)).count();
                (names > 0).then(|| lines[date - names..=date].to_vec())
            });
            signature = early.unwrap_or_default();
        }
        let dropped = |reasons: &[DropReason]| -> Vec<&'a str> {
            tree.dropped.iter().filter(|d| reasons.contains(&d.reason)).map(|d| d.span.of(source).trim()).collect()
        };
        Head {
            notice,
            title: part(Part::Title),
            signature,
            imprint: part(Part::Imprint),
            // 文号 | 某政办发〔2021〕88号 | 成文日期: | 2021年9月28日: a name, then its value.
            page: dropped(&[DropReason::PageMetadata])
                .into_iter()
                .flat_map(|l| l.split(['|', '\t']).map(str::trim).filter(|c| !c.is_empty()))
                .collect(),
            page_titles: dropped(&[DropReason::DuplicateTitle]),
        }
    }

    /// The title as printed. What wraps it goes: 某部印发《X》 and 关于印发《X》的通知 give X.
    fn title(&self) -> String {
        let heading =
            self.title.map(|c| c.heading.as_str()).filter(|h| !h.is_empty()).or(self.notice.map(|c| c.heading.as_str())).unwrap_or("");
        let text = NormalizedText::new(heading, &[(Span::new(0, heading.len()), true)]);
        let wrapped = unwrap_notice(text.as_str()).and_then(|inner| {
            let start = text.as_str().find(inner)?;
            Some(text.source_span(start..start + inner.len()).of(heading))
        });
        wrapped.unwrap_or(heading).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The document's own number, as printed and in the standard form: on a line of its own at the head, or
    /// given by the page. A number in a sentence is a citation.
    fn number(&self, lexicon: &Lexicon) -> Option<(String, String)> {
        let head_lines = |clause: Option<&'a Clause>| clause.into_iter().flat_map(|c| c.text.lines()).take_while(|l| !l.contains('。'));
        let own = head_lines(self.notice).chain(head_lines(self.title));
        // 中华人民共和国主席令 / 第八十八号, on two lines
        let lines: Vec<&str> = own.clone().collect();
        let two_lines = lines.windows(2).find_map(|pair| {
            let joined = format!("{}{}", pair[0].trim(), pair[1].trim());
            let standard = order(&fold(&joined), lexicon).filter(|_| pair[0].trim_end().ends_with('令'))?;
            Some((joined, standard))
        });
        if two_lines.is_some() {
            return two_lines;
        }
        let given = self.page.iter().map(|l| value(l));
        let at_end = self.page_titles.iter().filter_map(|l| l.rsplit([' ', '\u{3000}', '(', '（']).next());
        own.chain(given).chain(at_end).find_map(|line| {
            let line = line.trim();
            let folded = fold(line);
            let standard = standard_number(&folded, lexicon).or_else(|| order(&folded, lexicon))?;
            (folded.chars().count() <= 30).then(|| (line.trim_matches(['(', ')', '（', '）']).to_owned(), standard))
        })
    }

    /// The issuing authorities, in order: signature, what stands before 关于 in a title, the line above it, the page.
    fn issuers(&self, lexicon: &Lexicon) -> Vec<String> {
        let known = |name: &str| lexicon.places.is_authority(&fold(name));
        let split = |line: &str| -> Vec<String> {
            // 工业和信息化部　财政部 / 工业和信息化部2016年8月19日
            let names = line.split(|c: char| c.is_whitespace() || c == '、').filter(|n| !n.is_empty());
            let names: Vec<String> = names
                .map(|n| n.trim_end_matches(|c: char| c.is_ascii_digit() || "年月日〇零一二三四五六七八九十".contains(c)).to_owned())
                .collect();
            let known: Vec<String> = names.into_iter().filter(|n| known(n)).collect();
            if known.is_empty() && self::dates::line(line).is_none() && known_whole(line, lexicon) { vec![line.to_owned()] } else { known }
        };
        let signed: Vec<String> = self.signature.iter().flat_map(|l| split(l)).collect();
        if !signed.is_empty() {
            return dedup(signed);
        }
        for heading in [self.notice, self.title].into_iter().flatten().map(|c| c.heading.as_str()) {
            let before = heading.split("关于").next().filter(|b| b.len() < heading.len());
            let before = before.or_else(|| heading.split("關于").next().filter(|b| b.len() < heading.len()));
            let before = before.or_else(|| heading.split("關於").next().filter(|b| b.len() < heading.len()));
            // 工业和信息化部印发《…》
            let before = before.map(|b| b.trim_end_matches('《').trim_end_matches("印发").trim_end_matches("发布"));
            let names: Vec<String> = before.map(&split).unwrap_or_default();
            if !names.is_empty() {
                return names;
            }
        }
        let passed = self.title.into_iter().flat_map(|c| c.text.lines()).find_map(|l| PASSED.captures(l));
        if let Some(found) = passed {
            let part = |n: usize| found.get(n).map_or("", |m| m.as_str());
            return vec![format!("{}{}", part(1), part(2))];
        }
        let given = self.page.iter().filter(|l| GIVEN.is_match(&fold(l))).flat_map(|l| split(value(l)));
        dedup(given.collect())
    }
}

/// The standard form of an order, which has no year: 国务院令第813号, 中华人民共和国主席令第88号.
fn order(folded: &str, lexicon: &Lexicon) -> Option<String> {
    let found = numbers(folded, lexicon).into_iter().next()?;
    (found.range == (0..folded.len())).then_some(found.standard)
}

/// (2021年6月10日第十三届全国人民代表大会常务委员会第二十九次会议通过), (…浙江省第十三届人民代表大会常务委员会…通过)
static PASSED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"日(\p{Han}{2,12}[省市区州县])?第[一二三四五六七八九十]+[届屆](\p{Han}{0,12}人民代表大会(?:常务委员会)?)第"));

/// 发文机关: / 发布机构: / 来源:
static GIVEN: LazyLock<Regex> = LazyLock::new(|| pattern("^·?(发文机关|发文机构|发布机构|制发机关|发文单位|公开机构|来源|信息来源)"));

/// What a line of page data gives: 发文字号:某府〔2024〕7号 gives the number.
fn value(line: &str) -> &str {
    let after = line.split_once(['：', ':']).map_or(line, |(_, v)| v.trim());
    if after.is_empty() { line } else { after }
}

fn known_whole(line: &str, lexicon: &Lexicon) -> bool {
    let folded = fold(line);
    (4..=30).contains(&folded.chars().count()) && lexicon.places.is_authority(&folded)
}

fn dedup(names: Vec<String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for name in names {
        if !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> Policy {
        let lexicon = Lexicon::embedded();
        let tree = crate::clause::parse(source, &lexicon);
        metadata(&PolicyId::default(), source, &tree, &lexicon)
    }

    #[test]
    fn a_notice_with_an_enclosed_document() {
        let policy = read(
            "广州市人民政府办公厅\n关于印发广州市促进数字经济发展若干措施的通知\n穗府办规〔2023〕5号\n\n各区人民政府，市政府各部门：\n\
             《广州市促进数字经济发展若干措施》已经市政府同意，现印发给你们。参照国发〔2015〕28号执行。\n广州市人民政府办公厅\n2023年5月6日\n\
             广州市促进数字经济发展若干措施\n第一条 本措施自2023年6月1日起施行，有效期3年。\n第二条 给予奖励。\n抄送：市委各部门。\n广州市人民政府办公厅 2023年5月8日印发\n",
        );
        assert_eq!(policy.title, "广州市促进数字经济发展若干措施");
        assert_eq!(policy.number.as_deref(), Some("穗府办规〔2023〕5号"));
        assert_eq!(policy.issuers, ["广州市人民政府办公厅"]);
        assert_eq!((policy.issued.as_deref(), policy.published.as_deref()), (Some("2023-05-06"), Some("2023-05-08")));
        assert_eq!((policy.effective.as_deref(), policy.expires.as_deref()), (Some("2023-06-01"), Some("2026-05-31")));
        assert_eq!(policy.jurisdiction.map(|j| j.name).as_deref(), Some("广州市"));
        assert_eq!(policy.genre.0, "若干措施");
    }

    #[test]
    fn a_headline_and_page_data() {
        let policy = read(
            "发布时间：2021-03-02 10:00\n发文字号：财科教〔2021〕9号\n财政部印发《某某资金管理办法》\n各省财政厅：\n为规范管理，制定本办法。\n一、总则\n规范管理。\n财政部 科技部\n2021年2月26日\n",
        );
        assert_eq!(policy.title, "某某资金管理办法");
        assert_eq!(policy.number_hans.as_deref(), Some("财科教〔2021〕9号"));
        assert_eq!(policy.issuers, ["财政部", "科技部"]);
        assert_eq!((policy.issued.as_deref(), policy.published.as_deref()), (Some("2021-02-26"), Some("2021-03-02")));
        assert_eq!(policy.jurisdiction.map(|j| j.name).as_deref(), Some("国家"));
    }

    #[test]
    fn a_law() {
        let policy = read(
            "中华人民共和国某某法\n（2021年6月10日第十三届全国人民代表大会常务委员会第二十九次会议通过）\n第一条 为了发展，制定本法。\n第二条 本法自2021年9月1日起施行。\n",
        );
        assert_eq!(policy.issuers, ["全国人民代表大会常务委员会"]);
        assert_eq!((policy.issued.as_deref(), policy.effective.as_deref()), (Some("2021-06-10"), Some("2021-09-01")));
        assert_eq!(policy.jurisdiction.map(|j| j.name).as_deref(), Some("国家"));
    }

    #[test]
    fn what_is_not_said_stays_empty() {
        let policy = read("一、总则\n根据《甲办法》（工信部科〔2016〕273号）和2019年5月6日的会议，制定本方案。\n");
        assert_eq!((policy.number, policy.issued, policy.published, policy.jurisdiction), (None, None, None, None));
        assert_eq!(policy.title, "");
    }
}

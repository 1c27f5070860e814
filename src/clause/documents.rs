//! Where a second document begins in one file: two notices one after the other, a notice with the
//! measures below it, a policy with its 解读.
//!
//! Recipe: [`starts`]. A document begins at a title, and a title alone proves nothing: headings inside
//! a text end with the same words (工作安排, 申报指南). One more sign is asked for; the rules stand at [`Sign`].

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use super::head::{self, NUMBER};
use super::layout::{Line, ends_sentence};
use super::marker::MarkerKind;
use super::parts;
use crate::lexicon::Lexicon;
use crate::text::pattern;

/// More documents in one file are not told apart.
const MOST_DOCUMENTS: usize = 64;
/// How far below a title its first clause is looked for, in lines.
const HEAD: usize = 40;

/// What shows that a title begins a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// Its number or the addressees stand right below: 关于…的通知 / X府〔2024〕5号
    Letter,
    /// The document above was signed: 2024年3月1日 / 某某市奖励办法
    AfterSignature,
    /// Articles begin at one: 某某市奖励办法 / 第一条
    Articles,
    /// An explanation of what stands above: 《…》政策解读
    Explanation,
}

/// The first line of each document; the first one is 0.
pub(super) fn starts(lines: &[Line], lexicon: &Lexicon) -> Vec<usize> {
    let mut starts = vec![0];
    let heads: HashSet<usize> = parts::attachment_heads(lines).into_iter().map(|h| h.0).collect();
    let mut search = text_begins(lines, 0, lexicon);
    let mut attached = false;
    let mut i = 0;
    while i < lines.len() && starts.len() < MOST_DOCUMENTS {
        attached |= heads.contains(&i);
        if i > search && !heads.contains(&i) && !heads.contains(&(i - 1)) && sign(lines, i, attached, lexicon).is_some() {
            starts.push(i);
            attached = false;
            search = text_begins(lines, i, lexicon);
        }
        i += 1;
    }
    starts
}

/// The line at which the clauses or the first sentence of the document at `from` begin; what a notice encloses is part of it.
fn text_begins(lines: &[Line], from: usize, lexicon: &Lexicon) -> usize {
    let rest = &lines[from..];
    let body = head::opening(rest, lexicon).body;
    let sentence = rest.iter().position(|l| l.marker.is_some() || l.text.contains('。')).unwrap_or(rest.len());
    // A text without markers has no body of its own: its first sentence counts.
    from + if rest.get(body).is_some_and(|l| l.marker.is_some()) { body } else { sentence }
}

fn sign(lines: &[Line], i: usize, attached: bool, lexicon: &Lexicon) -> Option<Sign> {
    // 关于…的通知, 某某局公告
    static LETTER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(通知|通告|公告|决定|意见|批复|函|命令|令|请示|报告|决议|通报)(\(.{1,12}\))?$"));
    // 《…》解读, 起草说明
    static EXPLAINS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(解读|问答|解答|答记者问|(起草|编制|修订|政策|有关问题的?)说明)(\(.{1,12}\))?$"));
    let before = &lines[i - 1];
    if lines[i].marker.is_some() || lines[i].cell || lines[i].text.contains('。') {
        return None;
    }
    let complete = ends_sentence(&before.text) || lines[i].gap_before || dated(lines, i);
    if !complete {
        return None;
    }
    // 政策解读:《某某办法》
    static EXPLAINS_BELOW: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(政策|文件|一图)?(解读|问答|起草说明):《?[^。:]{4,60}$"));
    let explains = EXPLAINS_BELOW.is_match(&lines[i].text);
    let next = i + head::title_at(lines, i, lexicon).or(explains.then_some(1))?;
    let title: String = lines[i..next].iter().map(|l| l.text.as_str()).collect();
    let chars = title.chars().count();
    let below = || lines[next..].iter().take(3).take_while(|l| l.marker.is_none() && !l.cell);
    let letter = chars >= 8
        && LETTER.is_match(&title)
        && (below().next().is_some_and(|l| NUMBER.is_match(&l.text)) || below().any(|l| head::is_salutation(&l.text)));
    if letter && (!attached || title.contains("关于")) {
        return Some(Sign::Letter);
    }
    // Below an attachment's head a title is one of the attachment's.
    if attached || chars < 6 {
        return None;
    }
    let first = lines[next..].iter().take(HEAD).find_map(|l| l.marker);
    let text = first.is_some() || lines[next..].iter().take(HEAD).any(|l| l.text.contains('。'));
    if dated(lines, i) && text && first.is_none_or(|m| m.number == 1) {
        return Some(Sign::AfterSignature);
    }
    if first.is_some_and(|m| m.number == 1 && matches!(m.kind, MarkerKind::Article | MarkerKind::Chapter | MarkerKind::Book)) {
        return Some(Sign::Articles);
    }
    ((explains || EXPLAINS.is_match(&title)) && text && first.is_none_or(|m| m.number == 1)).then_some(Sign::Explanation)
}

/// Whether a signature or an imprint ends right above line `i`; remarks such as (此件公开发布) may stand between.
fn dated(lines: &[Line], i: usize) -> bool {
    let remark = |l: &&Line| l.text.starts_with('(') && l.text.ends_with(')') && l.text.chars().count() <= 24 && !parts::is_date(&l.text);
    let last = lines[..i].iter().rev().take(3).find(|l| !remark(l));
    last.is_some_and(|l| {
        l.marker.is_none() && (parts::is_date(&l.text) || parts::dated_authority(&l.text) || parts::PRINTED.is_match(&l.text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addresses(source: &str) -> Vec<String> {
        crate::clause::parse(source, &Lexicon::embedded()).clauses.iter().map(|c| c.address.to_string()).collect()
    }

    #[test]
    fn each_document_has_addresses_of_its_own() {
        let two = "关于开展检查的通知\n各县局：\n请做好检查工作。\n一、时间。三月。\n某市统计局\n2024年3月1日\n\
            关于报送报表的通知\n各县局：\n请按时报送。\n一、内容。月报。\n二、要求。真实。\n某市统计局\n2024年4月1日\n";
        let found = addresses(two);
        let expected = [
            "title",
            "salutation",
            "preamble",
            "1",
            "signature",
            "doc2",
            "doc2/salutation",
            "doc2/preamble",
            "doc2/1",
            "doc2/2",
            "doc2/signature",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_heading_inside_a_text_begins_no_document() {
        for source in [
            "某市工作方案\n一、总体要求\n坚持创新。\n重点工作安排\n一、加强研发。\n二、推广应用。\n",
            "某市办法\n第一条 甲。\n奖励标准\n第二条 乙。\n",
            "关于评审的通知\n各局：\n一、安排如下。\n附件1\n评审办法\n第一条 甲。\n附件2\n承诺书\n某市统计局：\n我单位承诺如下。\n",
        ] {
            let found = addresses(source);
            assert!(found.iter().all(|a| !a.starts_with("doc")), "{found:?}");
        }
    }
}

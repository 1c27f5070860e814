//! What a document says of itself: 本办法, 本条, 前款, 前条.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::blank;
use super::provision::Place;
use crate::clause::address::StepKind;
use crate::clause::{ClauseAddress, ClauseKind};
use crate::extract::types::{Citation, CitationForm, Target};

/// 前款, 前两款, 前条, 本条, 本款, 本项, 上款, 次条
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"前(?:[一二两三四五]?)[条款项]|上[款条]|[本次][条款项]").unwrap_or_else(|e| panic!("relative forms: {e}"))
});

/// Finds the relative forms that no other citation covers.
pub fn find(place: &Place, out: &mut Vec<(Range<usize>, Citation)>) {
    let text = place.reading.text();
    for (start, _) in text.match_indices('本') {
        let rest = &text[start + '本'.len_utf8()..];
        // 本法律服务 and 本通知书 are other words; 基本规定 is no 本规定.
        let word = place.lexicon.citations.own.iter().find(|w| rest.starts_with(w.as_str()));
        let Some(word) = word.filter(|_| !text[..start].ends_with(['基', '根', '资', '成', '文', '样', '标', '日', '版', '范', '原']))
        else {
            continue;
        };
        let end = start + '本'.len_utf8() + word.len();
        let other = text[end..].starts_with(['律', '人', '院', '官', '学', '书', '治', '规', '定', '制']);
        if !other && !covered(out, start..end) {
            let target = Target { policy: place.document.id.clone(), address: String::new() };
            out.push((start..end, Citation { target: Some(target), ..blank(place.reading, CitationForm::Relative, start..end) }));
        }
    }
    let articles = place.reading.clause.address.steps().iter().any(|s| matches!(s.kind, StepKind::Article(..)));
    for found in WORD.find_iter(text).filter(|_| articles) {
        let range = found.range();
        // 前款 but not 提前款项, 本项目 is a project.
        let part_of_word = text[range.end..].starts_with(['目', '款', '例', '件', '文', '规', '约'])
            || text[..range.start].ends_with(['提', '目', '此', '之', '以', '根', '基', '成', '日']);
        if part_of_word || covered(out, range.clone()) {
            continue;
        }
        let target = target(place, found.as_str()).map(|address| Target { policy: place.document.id.clone(), address });
        out.push((range.clone(), Citation { target, ..blank(place.reading, CitationForm::Relative, range) }));
    }
}

fn covered(out: &[(Range<usize>, Citation)], range: Range<usize>) -> bool {
    out.iter().any(|(r, _)| r.start < range.end && range.start < r.end)
}

/// The clause that a relative form names, seen from the citing clause.
fn target(place: &Place, word: &str) -> Option<String> {
    let here = &place.reading.clause.address;
    let steps = here.steps();
    let article = steps.iter().position(|s| matches!(s.kind, StepKind::Article(..)))?;
    let upto = |n: usize| ClauseAddress::new(steps[..n].iter().copied());
    let own_article = upto(article + 1);
    let paragraph = steps.iter().position(|s| matches!(s.kind, StepKind::Paragraph(_)));
    match word {
        "本条" => Some(own_article.to_string()),
        "本款" => paragraph.map(|p| upto(p + 1).to_string()),
        "本项" => Some(here.to_string()),
        "前条" | "上条" | "次条" => {
            let articles: Vec<&ClauseAddress> =
                place.clauses.iter().filter(|c| c.kind == ClauseKind::Article).map(|c| &c.address).collect();
            let at = articles.iter().position(|a| **a == own_article)?;
            let at = if word == "次条" { at + 1 } else { at.checked_sub(1)? };
            articles.get(at).map(ToString::to_string)
        }
        "前款" | "前一款" | "上款" => {
            let p = paragraph?;
            let StepKind::Paragraph(n) = steps[p].kind else { return None };
            let before = upto(p).child(StepKind::Paragraph(n.checked_sub(1).filter(|n| *n > 0)?));
            place.clauses.iter().any(|c| c.address == before).then(|| before.to_string())
        }
        "前项" => {
            let StepKind::Number(n) = steps.last()?.kind else { return None };
            let before = upto(steps.len() - 1).child(StepKind::Number(n.checked_sub(1).filter(|n| *n > 0)?));
            place.clauses.iter().any(|c| c.address == before).then(|| before.to_string())
        }
        _ => None,
    }
}

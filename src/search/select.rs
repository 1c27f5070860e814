//! Filters on the policy: which policies pass.

use std::collections::BTreeSet;

use tantivy::Term as IndexTerm;
use tantivy::query::{Query, TermSetQuery};

use super::number;
use super::plan::{Planner, boxed};
use super::query::{Cited, Filter};
use crate::extract::citation::title::unwrap_notice;
use crate::index::{Library, date};
use crate::lexicon::Words;
use crate::policy::{DocumentNumber, Policy, PolicyId};
use crate::text::{fold, letters_and_digits};

/// Whether a policy is in force on a day, such as 20250601; none when it has no date.
///
/// It is in force from the day it takes effect, or else from its date on, and to the day it expires.
pub fn in_force(policy: &Policy, day: u32) -> Option<bool> {
    let begins = policy.effective.as_deref().or(policy.date()).and_then(date)?;
    let expires = policy.expires.as_deref().and_then(date);
    // Of a date that is only a year, the first day counts as the beginning and the last as the end.
    Some(begins.0 <= day && expires.is_none_or(|(_, last)| day <= last))
}

/// The names, folded, by which an authority may be called that is called `typed`: full and short names of a body mean the same.
pub fn authority_names(typed: &str, words: &Words) -> BTreeSet<String> {
    let typed = fold(typed);
    let ends: Vec<usize> = typed.char_indices().map(|(at, _)| at).chain([typed.len()]).collect();
    let mut names = BTreeSet::from([typed.clone()]);
    for (i, start) in ends.iter().enumerate() {
        for end in &ends[i + 1..] {
            names.extend(words.synonyms(&typed[*start..*end]).iter().map(|o| format!("{}{o}{}", &typed[..*start], &typed[*end..])));
        }
    }
    names
}

/// The policies that pass a filter on the policy; none for another filter.
pub fn policies<'l>(library: &'l Library, filter: &Filter) -> Option<Vec<&'l PolicyId>> {
    let all = || library.policies().iter().map(|s| &s.document);
    let ids = |fits: &dyn Fn(&Policy) -> bool| Some(all().filter(|p| fits(p)).map(|p| &p.id).collect());
    match filter {
        Filter::Authority(name) => {
            let names = authority_names(name, library.words());
            ids(&|p| p.issuers_hans.iter().map(|i| fold(i)).any(|issuer| names.iter().any(|n| issuer.contains(n.as_str()))))
        }
        Filter::InForce(day) => ids(&|p| in_force(p, *day) == Some(true)),
        Filter::Number(typed) => Some(numbered(library, typed)),
        Filter::Title(title) => Some(library.catalog().titled(&fold(title.trim_matches(['《', '》']))).collect()),
        _ => None,
    }
}

/// The policies that a typed number means.
pub fn numbered<'l>(library: &'l Library, typed: &DocumentNumber) -> Vec<&'l PolicyId> {
    let held = library.catalog().numbered(typed.year, typed.serial);
    held.iter().filter(|(held, _)| number::means(typed, held)).map(|(_, id)| id).collect()
}

/// The clauses that cite a document.
///
/// By number: those that print it, and, when we hold the document, those that print its title and no number.
/// By title: those that print it as a whole; a title that merely contains it is another document's.
pub fn citing(planner: &Planner<'_>, cited: &Cited) -> Box<dyn Query> {
    let library = planner.library;
    let mut keys: BTreeSet<String> = BTreeSet::new();
    match cited {
        Cited::Number(number) => {
            keys.extend(cited_numbers(library, number));
            for id in numbered(library, number) {
                let title = library.summary(id).map(|s| s.document.title_hans.as_str()).unwrap_or_default();
                keys.extend(title_keys(title).into_iter().map(|key| format!("b:{key}")));
            }
        }
        Cited::Title(title) => {
            keys.insert(format!("n:{}", fold(title)));
            keys.extend(title_keys(title).into_iter().map(|key| format!("t:{key}")));
        }
    }
    let field = planner.fields.cites;
    boxed(TermSetQuery::new(keys.into_iter().map(|key| IndexTerm::from_field_text(field, &key))))
}

/// The keys of the cited numbers that a typed number means.
fn cited_numbers(library: &Library, typed: &DocumentNumber) -> BTreeSet<String> {
    let begin = format!("n:{}:{}:", typed.year, typed.serial);
    let mut keys = BTreeSet::new();
    for segment in library.searcher().segment_readers() {
        let Ok(index) = segment.inverted_index(library.fields().cites) else { continue };
        let Ok(mut terms) = index.terms().range().ge(begin.as_bytes()).into_stream() else { continue };
        while terms.advance() {
            let Some(prefix) = std::str::from_utf8(terms.key()).ok().and_then(|key| key.strip_prefix(begin.as_str())) else { break };
            let held = DocumentNumber { prefix: prefix.to_owned(), ..typed.clone() };
            if number::means(typed, &held) {
                keys.insert(format!("{begin}{prefix}"));
            }
        }
    }
    keys
}

/// The keys under which a title may be cited: as it is, without the notice around it, without the authority before it.
fn title_keys(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let bare = unwrap_notice(&folded).unwrap_or(&folded);
    let body = ["厅", "局", "部", "委", "会", "室", "府", "院"];
    let about = bare.find("关于").filter(|at| body.iter().any(|b| bare[..*at].ends_with(b))).map(|at| &bare[at..]);
    [Some(folded.as_str()), Some(bare), about].into_iter().flatten().map(letters_and_digits).filter(|key| !key.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_day_is_held_against_the_dates_of_a_policy() {
        let policy = |issued: Option<&str>, effective: Option<&str>, expires: Option<&str>| Policy {
            issued: issued.map(str::to_owned),
            effective: effective.map(str::to_owned),
            expires: expires.map(str::to_owned),
            ..Policy::default()
        };
        let cases = [
            (policy(Some("2020-01-10"), None, None), 20_200_110, Some(true)),
            (policy(Some("2020-01-10"), Some("2020-03-01"), None), 20_200_110, Some(false)),
            (policy(Some("2020"), None, Some("2025")), 20_251_231, Some(true)),
            (policy(Some("2020"), None, Some("2025")), 20_260_101, Some(false)),
            (policy(None, None, None), 20_200_110, None),
        ];
        for (policy, day, expected) in cases {
            assert_eq!(in_force(&policy, day), expected, "{:?} {day}", policy.issued);
        }
    }

    #[test]
    fn full_and_short_names_of_a_body_are_one() {
        let lexicon = Lexicon::embedded();
        let fits = |issuer: &str, typed: &str| authority_names(typed, &lexicon.words).iter().any(|n| issuer.contains(n.as_str()));
        assert!(fits("云南省工业和信息化厅", "工信厅") && fits("云南省工业和信息化厅", "云南省工信廳"));
        assert!(fits("广州市工信局", "工业和信息化局") && fits("广州市工信局", "广州"));
        assert!(!fits("广州市工信局", "工信厅") && !fits("广州市科技局", "工信局"));
    }

    #[test]
    fn a_title_has_a_key_with_and_without_what_stands_around_it() {
        let keys = |t: &str| title_keys(t).into_iter().collect::<Vec<_>>();
        assert_eq!(keys("《某某 方案》"), ["某某方案"]);
        assert_eq!(keys("关于印发《某某方案》的通知"), ["关于印发某某方案的通知", "某某方案"]);
        assert_eq!(keys("某省工信厅关于推进建设的意见"), ["关于推进建设的意见", "某省工信厅关于推进建设的意见"]);
        assert_eq!(keys("贯彻落实某某方案的意见"), ["贯彻落实某某方案的意见"]);
    }
}

//! The rows: which topics a request names, and searches as rows.

use std::ops::Deref;

use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic, ValueRule};
use crate::text::fold;

use super::{CompareError, nearest};

/// What stands before a query that is a row: `row:人才 补贴`.
pub const ROW: &str = "row:";
/// The most rows of one comparison.
const MOST: usize = 400;
/// Names that stand for all topics.
const ALL: [&str; 2] = ["all", "全部"];
/// Filters of a row by kind of fact, in the language of the search box: `kind:money`, 种类：金额.
const KINDS: [(&str, &[&str]); 6] = [
    ("money", &["money", "金额"]),
    ("ratio", &["ratio", "比例"]),
    ("count", &["count", "数量"]),
    ("date", &["date", "日期"]),
    ("duration", &["duration", "期限"]),
    ("recurring", &["recurring", "周期"]),
];

/// A topic of the lexicon, or one made from a search.
pub(super) enum Wanted<'l> {
    Known(&'l Topic),
    Asked(Box<Topic>),
}

impl Deref for Wanted<'_> {
    type Target = Topic;

    fn deref(&self) -> &Topic {
        match self {
            Wanted::Known(topic) => topic,
            Wanted::Asked(topic) => topic,
        }
    }
}

/// The topics that a request names, by id or by label; all when it names none. Without an index the searches
/// among all topics are left out.
pub(super) fn wanted<'l>(lexicon: &'l Lexicon, names: &[String], indexed: bool) -> Result<Vec<Wanted<'l>>, CompareError> {
    let all = || lexicon.topics.list.iter().filter(|t| indexed || t.query.is_none()).map(Wanted::Known);
    let mut out: Vec<Wanted<'l>> = Vec::new();
    for name in names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
        if ALL.contains(&fold(name).as_str()) {
            out.extend(all());
        } else {
            out.push(find(lexicon, name).map_err(|nearest| CompareError::UnknownTopic { name: name.to_owned(), nearest })?);
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|t| seen.insert(t.id.clone()));
    if out.len() > MOST {
        return Err(CompareError::TooMany { asked: out.len(), most: MOST });
    }
    Ok(if out.is_empty() { all().collect() } else { out })
}

/// The row by which columns are sorted.
pub(super) fn sorting<'l>(lexicon: &'l Lexicon, name: &str) -> Result<Wanted<'l>, CompareError> {
    find(lexicon, name.trim()).map_err(|nearest| CompareError::UnknownSort { name: name.trim().to_owned(), nearest })
}

/// The topic with a name, or the nearest names.
fn find<'l>(lexicon: &'l Lexicon, name: &str) -> Result<Wanted<'l>, Vec<String>> {
    if let Some(query) = name.strip_prefix(ROW).map(str::trim).filter(|q| !q.is_empty()) {
        return Ok(Wanted::Asked(Box::new(asked(query))));
    }
    let (folded, all) = (fold(name), &lexicon.topics.list);
    match all.iter().find(|t| t.id == folded || fold(&t.label) == folded) {
        Some(topic) => Ok(Wanted::Known(topic)),
        None => Err(nearest(&folded, all.iter().flat_map(|t| [t.id.clone(), t.label.clone()]))),
    }
}

/// A row made from a query: its words are searched, its `kind:` filters say which facts are values.
fn asked(query: &str) -> Topic {
    let (words, kinds) = take_kinds(query);
    let value = |kind: &&str| ValueRule { kind: (*kind).to_owned(), roles: Vec::new(), measures: Vec::new(), bounds: Vec::new() };
    Topic {
        id: format!("{ROW}{query}"),
        label: query.to_owned(),
        needs: if kinds.is_empty() { Needs::Words } else { Needs::Number },
        scope: Vec::new(),
        values: kinds.iter().map(value).collect(),
        stages: Vec::new(),
        query: Some(words),
        rules: Vec::new(),
    }
}

/// The query without its `kind:` filters, and the kinds. Quoted words are left as they are.
fn take_kinds(query: &str) -> (String, Vec<&'static str>) {
    let (mut words, mut kinds) = (Vec::new(), Vec::new());
    for word in query.split_whitespace() {
        let folded = fold(word);
        let value = ["kind:", "种类:"].into_iter().find_map(|key| folded.strip_prefix(key));
        let named: Option<Vec<&str>> = value.map(|value| {
            let parts = value.split([',', '、', '/']).filter(|p| !p.is_empty());
            parts.filter_map(|part| KINDS.iter().find(|(_, names)| names.contains(&part)).map(|(kind, _)| *kind)).collect()
        });
        match named {
            Some(found) if !found.is_empty() => kinds.extend(found),
            _ => words.push(word),
        }
    }
    kinds.dedup();
    // A filter alone asks for nothing: it is searched as words.
    if words.is_empty() { (query.to_owned(), Vec::new()) } else { (words.join(" "), kinds) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_facts_are_taken_out_of_a_query() {
        let cases: [(&str, &str, &[&str]); 7] = [
            ("kind:money", "kind:money", &[]),
            ("人才 补贴", "人才 补贴", &[]),
            ("人才 kind:money 补贴", "人才 补贴", &["money"]),
            ("种类：金额、比例 补贴", "补贴", &["money", "ratio"]),
            ("KIND:date 申报", "申报", &["date"]),
            ("kind:gold 补贴", "kind:gold 补贴", &[]),
            ("", "", &[]),
        ];
        for (query, words, kinds) in cases {
            assert_eq!(take_kinds(query), (words.to_owned(), kinds.to_vec()), "{query}");
        }
    }

    #[test]
    fn topics_and_searches_stand_in_the_order_asked() {
        let lexicon = Lexicon::embedded();
        let ids = |names: &[&str]| -> Result<Vec<String>, CompareError> {
            let names: Vec<String> = names.iter().map(|n| (*n).to_owned()).collect();
            Ok(wanted(&lexicon, &names, true)?.iter().map(|t| t.id.clone()).collect())
        };
        assert_eq!(ids(&["row:人才 补贴", "capital", "row:人才 补贴"]).unwrap(), ["row:人才 补贴", "capital"]);
        assert_eq!(ids(&["全部", "row:甲"]).unwrap().len(), lexicon.topics.list.len() + 1);
        assert_eq!(ids(&[" "]).unwrap().len(), lexicon.topics.list.len());
        assert!(ids(&["row: "]).is_err());
        let many: Vec<String> = (0..500).map(|n| format!("row:词{n}")).collect();
        assert!(matches!(wanted(&lexicon, &many, true), Err(CompareError::TooMany { asked: 500, .. })));
    }
}

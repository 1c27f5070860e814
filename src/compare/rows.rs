//! The rows: which topics a request names, and searches as rows.

use std::ops::Deref;

use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic};
use crate::text::fold;

use super::{CompareError, nearest};

/// What stands before a query that is a row: `row:人才 补贴`.
pub const ROW: &str = "row:";
/// The most rows of one comparison.
const MOST: usize = 400;
/// Names that stand for all topics.
const ALL: [&str; 2] = ["all", "全部"];
/// The row of the steps of an application, in order: see [`super::procedure`].
pub const STEPS: &str = "steps";
/// Other names of that row; it is not among all topics.
const STEPS_NAMES: [&str; 4] = ["steps", "办理步骤", "row:procedure", "row:steps"];

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

/// The ids of topics that clauses are marked with, by id or label: for a filter of a search.
///
/// # Errors
/// [`CompareError::UnknownTopic`] with the nearest names; also for a row that is no topic of the word lists.
pub fn topic_ids(lexicon: &Lexicon, names: &[String]) -> Result<Vec<String>, CompareError> {
    let unknown = |name: &str, nearest| CompareError::UnknownTopic { name: name.to_owned(), nearest };
    let id = |name: &str| match find(lexicon, name) {
        Ok(Wanted::Known(topic)) => Ok(topic.id.clone()),
        Ok(Wanted::Asked(_)) => Err(unknown(name, nearest(&fold(name), lexicon.topics.list.iter().map(|t| t.label.clone())))),
        Err(nearest) => Err(unknown(name, nearest)),
    };
    names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()).map(id).collect()
}

/// The topic with a name, or the nearest names.
fn find<'l>(lexicon: &'l Lexicon, name: &str) -> Result<Wanted<'l>, Vec<String>> {
    if STEPS_NAMES.contains(&fold(name).as_str()) {
        return Ok(Wanted::Asked(Box::new(steps())));
    }
    if let Some(query) = name.strip_prefix(ROW).map(str::trim).filter(|q| !q.is_empty()) {
        return Ok(Wanted::Asked(Box::new(asked(query))));
    }
    let (folded, all) = (fold(name), &lexicon.topics.list);
    match all.iter().find(|t| t.id == folded || fold(&t.label) == folded) {
        Some(topic) => Ok(Wanted::Known(topic)),
        None => Err(nearest(&folded, all.iter().chain([&steps()]).flat_map(|t| [t.id.clone(), t.label.clone()]))),
    }
}

/// The row of the steps.
pub(super) fn steps() -> Topic {
    Topic {
        id: STEPS.to_owned(),
        label: "办理步骤".to_owned(),
        needs: Needs::Words,
        scope: Vec::new(),
        values: Vec::new(),
        stages: Vec::new(),
        query: None,
        rules: Vec::new(),
    }
}

/// A row made from a query. With a filter on facts (`kind:money`, `support>=500万`) it wants numbers.
fn asked(query: &str) -> Topic {
    let numbers = !super::asked::tests_of(query).is_empty();
    Topic {
        id: format!("{ROW}{query}"),
        label: query.to_owned(),
        needs: if numbers { Needs::Number } else { Needs::Words },
        scope: Vec::new(),
        values: Vec::new(),
        stages: Vec::new(),
        query: Some(query.to_owned()),
        rules: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_on_facts_asks_for_numbers() {
        for (query, needs) in [("人才 补贴", Needs::Words), ("人才 kind:money", Needs::Number), ("support>=500万", Needs::Number)] {
            assert_eq!(asked(query).needs, needs, "{query}");
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
        assert_eq!(ids(&["办理步骤", "row:procedure", "STEPS"]).unwrap(), ["steps"]);
        assert!(matches!(ids(&["办理步聚"]), Err(CompareError::UnknownTopic { nearest, .. }) if nearest[0] == "办理步骤"));
        assert!(ids(&["row: "]).is_err());
        let many: Vec<String> = (0..500).map(|n| format!("row:词{n}")).collect();
        assert!(matches!(wanted(&lexicon, &many, true), Err(CompareError::TooMany { asked: 500, .. })));
    }
}

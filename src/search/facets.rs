//! Counts of all matching clauses.

use std::collections::BTreeMap;

use tantivy::Searcher;
use tantivy::collector::Count;
use tantivy::query::Query;

use super::collect::Found;
use super::plan::{self, Planner};
use super::types::Facets;
use crate::extract::{FactKind, Role};
use crate::index::{Library, kind_mark, role_mark};
use crate::policy::Level;

/// Places and authorities by count, levels from the highest, years from the newest, the rest in the order of its table.
pub fn facets(library: &Library, found: &Found) -> Facets {
    let (mut places, mut authorities) = (BTreeMap::<String, usize>::new(), BTreeMap::<String, usize>::new());
    let (mut levels, mut years) = (BTreeMap::<Level, usize>::new(), BTreeMap::<u16, usize>::new());
    for (policy, count) in &found.per_policy {
        let Some(policy) = library.by_ordinal(*policy).map(|s| &s.document) else { continue };
        *places.entry(policy.place()).or_default() += count;
        for issuer in &policy.issuers_hans {
            *authorities.entry(issuer.clone()).or_default() += count;
        }
        if let Some(jurisdiction) = &policy.jurisdiction {
            *levels.entry(jurisdiction.level).or_default() += count;
        }
        if let Some(year) = policy.year() {
            *years.entry(year).or_default() += count;
        }
    }
    let by_count = |counts: BTreeMap<String, usize>| {
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        counts
    };
    let marked = |mark: usize| found.per_mark.get(&mark).copied().filter(|count| *count > 0);
    let names = &library.catalog().names.topics;
    let topic = |(place, count): (&u64, &usize)| {
        let (id, _) = names.get(usize::try_from(*place).ok()?)?;
        Some((id.clone(), *count))
    };
    Facets {
        places: by_count(places),
        levels: levels.into_iter().collect(),
        years: years.into_iter().rev().collect(),
        authorities: by_count(authorities),
        kinds: FactKind::ALL.into_iter().filter_map(|k| Some((k, marked(kind_mark(k))?))).collect(),
        roles: Role::ALL.into_iter().filter_map(|r| Some((r, marked(role_mark(r))?))).collect(),
        topics: found.per_topic.iter().filter_map(topic).collect(),
    }
}

/// Adds the topics that stand for a search, with the number of clauses that both searches find; a marked topic is
/// counted with the hits, these are counted here.
pub fn topics_by_search(planner: &Planner<'_>, searcher: &Searcher, query: &dyn Query, facets: &mut Facets) -> tantivy::Result<()> {
    let names = &planner.library.catalog().names;
    if names.queries.is_empty() {
        return Ok(());
    }
    for place in names.queries.keys() {
        let both = plan::all(vec![query.box_clone(), planner.topic(*place)]);
        let count = searcher.search(&both, &Count)?;
        if count > 0 {
            facets.topics.push((names.topics[*place].0.clone(), count));
        }
    }
    let order = |id: &String| names.topics.iter().position(|(known, _)| known == id);
    facets.topics.sort_by_key(|(id, _)| order(id));
    Ok(())
}

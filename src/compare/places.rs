//! The columns: which places or policies a request names.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::index::{Library, PolicyRecord};
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;
use crate::policy::{Policy, PolicyId, short_place};
use crate::text::fold;

use super::{Column, CompareError};

/// The column of policies whose place is not known.
const UNKNOWN: &str = "未知";

/// The columns of a request, in its order; of an empty one, all places that hold a policy, by level and code.
pub(super) fn columns(policies: &[&Policy], lexicon: &Lexicon, wanted: &[String]) -> Result<Vec<Column>, CompareError> {
    let held = held(policies);
    if wanted.is_empty() {
        return Ok(held);
    }
    let mut out: Vec<Column> = Vec::new();
    for name in wanted.iter().map(|n| n.trim()).filter(|n| !n.is_empty()) {
        for column in find(name, &held, policies, lexicon)? {
            if !out.contains(&column) {
                out.push(column);
            }
        }
    }
    Ok(if out.is_empty() { held } else { out })
}

/// All policies of a library, read.
pub(super) fn read_all(library: &Library) -> Vec<Arc<PolicyRecord>> {
    library.policies().par_iter().filter_map(|s| library.policy(&s.document.id)).collect()
}

/// The columns of a request, each with its policies.
pub(super) fn filled<'p>(
    policies: &[&'p ParsedPolicy],
    lexicon: &Lexicon,
    wanted: &[String],
) -> Result<Vec<(Column, Vec<&'p ParsedPolicy>)>, CompareError> {
    let documents: Vec<&Policy> = policies.iter().map(|p| &p.document).collect();
    let known: HashMap<&PolicyId, &ParsedPolicy> = policies.iter().map(|p| (&p.document.id, *p)).collect();
    let fill = |column: Column| {
        let held = column.policies.iter().filter_map(|id| known.get(id).copied()).collect();
        (column, held)
    };
    Ok(columns(&documents, lexicon, wanted)?.into_iter().map(fill).collect())
}

/// One column for each place that holds a policy.
fn held(policies: &[&Policy]) -> Vec<Column> {
    let mut sorted: Vec<&Policy> = policies.to_vec();
    let rank = |p: &Policy| p.jurisdiction.as_ref().map(|j| (j.level, j.code.clone()));
    sorted.sort_by(|a, b| {
        let (x, y) = (rank(a), rank(b));
        // What has no place stands last; within a place the newest stands first.
        x.is_none().cmp(&y.is_none()).then(x.cmp(&y)).then(b.date().cmp(&a.date())).then(a.id.cmp(&b.id))
    });
    let mut out: Vec<Column> = Vec::new();
    for policy in sorted {
        let (place, level) = (policy.place(), policy.jurisdiction.as_ref().map(|j| j.level));
        match out.iter_mut().find(|c| c.place == place && c.level == level) {
            Some(column) => column.policies.push(policy.id.clone()),
            None => {
                let key = policy.jurisdiction.as_ref().map_or_else(|| place.clone(), |j| j.name.clone());
                out.push(Column { key, label: place.clone(), place, level, policies: vec![policy.id.clone()] });
            }
        }
    }
    // The short name is enough where it means one column only: 吉林 is a province and a city.
    let short: Vec<String> = out.iter().map(|c| c.place.clone()).collect();
    for column in out.iter_mut().filter(|c| short.iter().filter(|s| **s == c.place).count() == 1) {
        column.key.clone_from(&column.place);
    }
    out
}

/// The columns that a name means: a policy, a place, a folder of the corpus, or a place of which nothing is held.
fn find(name: &str, held: &[Column], policies: &[&Policy], lexicon: &Lexicon) -> Result<Vec<Column>, CompareError> {
    if let Some(policy) = policies.iter().find(|p| p.id.as_str() == name) {
        return Ok(vec![of_policy(policy)]);
    }
    let folded = fold(name);
    let short = short_place(&folded);
    let same = |c: &&Column| fold(&c.place) == short || (folded == UNKNOWN && c.place == UNKNOWN);
    // 吉林 is a province and a city: the full name says which.
    let full = |p: &&&Policy| p.jurisdiction.as_ref().is_some_and(|j| j.name == folded);
    if let Some(policy) = policies.iter().find(full) {
        return Ok(held.iter().filter(|c| c.policies.contains(&policy.id)).cloned().collect());
    }
    let places: Vec<Column> = held.iter().filter(same).cloned().collect();
    if !places.is_empty()
        && (folded == short || lexicon.jurisdiction(&folded).is_none_or(|j| places.iter().any(|c| c.level == Some(j.level))))
    {
        return Ok(places);
    }
    let in_folder: Vec<&PolicyId> = policies.iter().map(|p| &p.id).filter(|id| fold(id.place_folder()) == folded).collect();
    if !in_folder.is_empty() {
        return Ok(held.iter().filter(|c| c.policies.iter().any(|id| in_folder.contains(&id))).cloned().collect());
    }
    if let Some(place) = lexicon.jurisdiction(&folded) {
        let label = place.short_name();
        return Ok(vec![Column { key: place.name.clone(), place: label.clone(), label, level: Some(place.level), policies: Vec::new() }]);
    }
    Err(CompareError::UnknownPlace { name: name.to_owned(), nearest: nearest(&folded, held, policies) })
}

/// The column of one policy: its place, with its number or title for the head.
fn of_policy(policy: &Policy) -> Column {
    let place = policy.place();
    let known_as = policy.number_hans.as_deref().filter(|n| !n.is_empty()).or(Some(policy.title.as_str()).filter(|t| !t.is_empty()));
    let label = format!("{place} {}", known_as.unwrap_or(policy.id.as_str()));
    Column {
        key: policy.id.to_string(),
        place,
        label,
        level: policy.jurisdiction.as_ref().map(|j| j.level),
        policies: vec![policy.id.clone()],
    }
}

/// The three names most like the one that was asked for: places for a Chinese name, ids and folders for a Latin one.
fn nearest(folded: &str, held: &[Column], policies: &[&Policy]) -> Vec<String> {
    if !folded.is_ascii() {
        return super::nearest(folded, held.iter().map(|c| c.place.clone()));
    }
    super::nearest(folded, policies.iter().flat_map(|p| [p.id.to_string(), p.id.place_folder().to_owned()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Level;
    use crate::topic::testing::policy;

    fn names(wanted: &[&str]) -> Result<Vec<(String, usize)>, CompareError> {
        let all = [
            policy("guangzhou/2025-36", "甲", ("440100", "广州市", Level::Municipal), vec![], vec![]),
            policy("guangzhou/2022-19", "乙", ("440100", "广州市", Level::Municipal), vec![], vec![]),
            policy("yunnan/2019-plan", "丙", ("530000", "云南省", Level::Provincial), vec![], vec![]),
            policy("guangxi/pilot-plan", "丁", ("450000", "广西壮族自治区", Level::Provincial), vec![], vec![]),
            policy("miit/2016-273", "戊", ("000000", "国家", Level::National), vec![], vec![]),
        ];
        let documents: Vec<&Policy> = all.iter().map(|p| &p.document).collect();
        let wanted: Vec<String> = wanted.iter().map(|w| (*w).to_owned()).collect();
        let columns = columns(&documents, &Lexicon::embedded(), &wanted)?;
        Ok(columns.into_iter().map(|c| (c.label, c.policies.len())).collect())
    }

    fn columns_of(wanted: &[&str]) -> Vec<(String, usize)> {
        names(wanted).unwrap()
    }

    #[test]
    fn places_stand_by_level_and_code() {
        let all = [("国家", 1), ("广西", 1), ("云南", 1), ("广州", 2)].map(|(n, c)| (n.to_owned(), c));
        assert_eq!(columns_of(&[]), all);
        assert_eq!(columns_of(&["", " "]), all);
    }

    #[test]
    fn a_place_is_known_by_many_names() {
        for name in ["广西", "广西壮族自治区", "guangxi", "廣西"] {
            assert_eq!(columns_of(&[name]), [("广西".to_owned(), 1)], "{name}");
        }
        assert_eq!(columns_of(&["广州", "广州市", "guangzhou"]), [("广州".to_owned(), 2)]);
        assert_eq!(columns_of(&["miit", "云南"]), [("国家".to_owned(), 1), ("云南".to_owned(), 1)]);
        assert_eq!(columns_of(&["guangzhou/2022-19"]), [("广州 乙".to_owned(), 1)]);
    }

    #[test]
    fn an_unknown_place_is_an_error_with_the_nearest() {
        let message = names(&["云楠"]).unwrap_err().to_string();
        assert!(message.starts_with("没有名为“云楠”的地区；最接近的是：云南"), "{message}");
        let message = names(&["火星"]).unwrap_err().to_string();
        assert!(!message.contains('/'), "only places are offered for a place: {message}");
        let message = names(&["guangzhou/2025-63"]).unwrap_err().to_string();
        assert!(message.contains("最接近的是：guangzhou/2025-36"), "{message}");
    }

    #[test]
    fn a_place_without_documents_is_an_empty_column() {
        assert_eq!(columns_of(&["湖南"]), [("湖南".to_owned(), 0)]);
    }
}

//! The keys under which the citations of a clause stand in the index.
//!
//! A number gives `n:2016:273:工信部科`, so that one whose 代字 is incomplete can be looked up by its beginning; a
//! number without a year `n:国务院令第813号`. A title gives `t:` and its key ([`TitleKey`]); one that stands without
//! a number `b:` as well, since only there does the title alone say which document is meant.

use std::collections::BTreeSet;

use crate::extract::Citation;
use crate::extract::citation::TitleKey;
use crate::policy::DocumentNumber;
use crate::text::{fold, letters_and_digits};

use super::catalog::standard_number;

/// The keys of one citation.
pub fn keys(citation: &Citation) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    if let Some(number) = &citation.number {
        keys.insert(standard_number(number).map_or_else(|| format!("n:{}", fold(number)), |n| number_key(&n)));
    }
    if let Some(title) = citation.title_resolved.as_deref().or(citation.title.as_deref()) {
        for key in [TitleKey::new(title).core, letters_and_digits(&fold(title))] {
            if !key.is_empty() {
                keys.insert(format!("t:{key}"));
                if citation.number.is_none() {
                    keys.insert(format!("b:{key}"));
                }
            }
        }
    }
    keys
}

/// `n:2016:273:工信部科`
pub fn number_key(number: &DocumentNumber) -> String {
    format!("n:{}:{}:{}", number.year, number.serial, fold(&number.prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: Option<&str>, number: Option<&str>) -> Vec<String> {
        let citation: Citation = serde_json::from_value(serde_json::json!({
            "address": "1", "form": "title", "title": title, "number": number, "quote": "x", "span": [0, 1]
        }))
        .unwrap();
        keys(&citation).into_iter().collect()
    }

    #[test]
    fn a_citation_is_found_by_its_number_and_by_its_title() {
        assert_eq!(of(None, Some("工信部科〔2016〕273号")), ["n:2016:273:工信部科"]);
        assert_eq!(of(None, Some("国务院令第813号")), ["n:国务院令第813号"]);
        assert_eq!(of(Some("某某 方案"), Some("桂政发〔2016〕12号")), ["n:2016:12:桂政发", "t:某某方案"]);
        assert_eq!(
            of(Some("關於印發《某某方案》的通知"), None),
            ["b:关于印发某某方案的通知", "b:某某方案", "t:关于印发某某方案的通知", "t:某某方案"]
        );
    }
}

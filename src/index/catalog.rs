//! What filters are resolved with: the places, years, numbers and titles that the index holds.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::record::place_terms;
use super::types::PolicySummary;
use crate::extract::FactKind;
use crate::lexicon::Lexicon;
use crate::lexicon::measures::{AmountKind, Measure};
use crate::policy::{DocumentNumber, Level, PolicyId, TextStatus, short_place};
use crate::text::fold;

/// Small tables over all policies, made when an index is opened.
#[derive(Debug, Default)]
pub struct Catalog {
    /// Short names, as shown.
    pub places: BTreeSet<String>,
    /// The policies of each place by its short name and by its folder, folded; here and below policies are told by their numbers.
    by_place: BTreeMap<String, Vec<u32>>,
    /// The policies of each level.
    by_level: BTreeMap<Level, Vec<u32>>,
    /// The policies of each year.
    by_year: BTreeMap<u16, Vec<u32>>,
    /// The numbers of the policies whose words are the official text, no digest.
    in_full: Arc<[bool]>,
    by_id: HashMap<PolicyId, u32>,
    /// The policies with a number, by its year and serial.
    numbers: BTreeMap<(u16, u32), Vec<(DocumentNumber, PolicyId)>>,
    /// Folded titles.
    titles: Vec<(String, PolicyId)>,
    /// What measures and topics are called.
    pub names: Names,
}

/// What measures and topics are called.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// All measures.
    pub measures: Vec<MeasureName>,
    /// Id and label of each topic, in the order of the table.
    pub topics: Vec<(String, String)>,
    /// By the place of a topic, the search it stands for; topics with rules have none.
    pub queries: BTreeMap<usize, String>,
}

/// What one measure is called.
#[derive(Clone, Debug)]
pub struct MeasureName {
    /// `sales`
    pub id: String,
    /// 销售（营业）收入
    pub label: String,
    /// The words it is found by, folded: 销售收入.
    pub words: Vec<String>,
    /// The kinds of amounts it is for.
    pub kinds: Vec<FactKind>,
}

impl Names {
    pub(super) fn new(lexicon: &Lexicon) -> Names {
        let kind = |kind: &AmountKind| match kind {
            AmountKind::Money => FactKind::Money,
            AmountKind::Ratio => FactKind::Ratio,
            AmountKind::Count => FactKind::Count,
        };
        let measure = |m: &Measure| MeasureName {
            id: m.id.clone(),
            label: m.label.clone(),
            words: m.words.iter().map(|w| fold(w)).collect(),
            kinds: m.kinds.iter().map(kind).collect(),
        };
        Names {
            measures: lexicon.vocabulary.measures.iter().map(measure).collect(),
            topics: lexicon.topics.list.iter().map(|t| (t.id.clone(), t.label.clone())).collect(),
            queries: lexicon.topics.list.iter().enumerate().filter_map(|(at, t)| Some((at, t.query.clone()?))).collect(),
        }
    }

    /// The measure with this id, label or word.
    pub fn measure(&self, name: &str) -> Option<&MeasureName> {
        let folded = fold(name);
        let bare = |label: &str| fold(label).replace(['(', ')'], "");
        let called = |m: &&MeasureName| m.id == folded || fold(&m.label) == folded || bare(&m.label) == folded;
        self.measures.iter().find(called).or_else(|| self.measures.iter().find(|m| m.words.contains(&folded)))
    }

    /// The place of the topic with this id or label.
    pub fn topic(&self, name: &str) -> Option<usize> {
        let folded = fold(name);
        self.topics.iter().position(|(id, label)| *id == folded || fold(label) == folded)
    }
}

impl Catalog {
    pub(super) fn new<'s>(summaries: impl Iterator<Item = (&'s PolicySummary, u32)>, lexicon: &Lexicon) -> Catalog {
        let mut catalog = Catalog { names: Names::new(lexicon), ..Catalog::default() };
        let mut in_full = Vec::new();
        for (policy, number) in summaries.map(|(s, number)| (&s.document, number)) {
            catalog.places.insert(policy.place());
            place_terms(policy).into_iter().for_each(|place| catalog.by_place.entry(place).or_default().push(number));
            policy.jurisdiction.iter().for_each(|j| catalog.by_level.entry(j.level).or_default().push(number));
            policy.year().iter().for_each(|year| catalog.by_year.entry(*year).or_default().push(number));
            in_full.resize(in_full.len().max(number as usize + 1), false);
            in_full[number as usize] = policy.text_status == TextStatus::Full;
            catalog.by_id.insert(policy.id.clone(), number);
            if let Some(number) = policy.number_hans.as_deref().and_then(standard_number) {
                catalog.numbers.entry((number.year, number.serial)).or_default().push((number, policy.id.clone()));
            }
            catalog.titles.push((fold(&policy.title), policy.id.clone()));
        }
        catalog.in_full = in_full.into();
        catalog
    }

    /// The policies of a place by any of its names: 广西壮族自治区, 廣西 and guangxi; none for a place without policies.
    pub fn of_place(&self, name: &str) -> Option<&[u32]> {
        let folded = fold(name);
        let short = short_place(&folded);
        [folded.as_str(), short].into_iter().find_map(|term| self.by_place.get(term)).map(Vec::as_slice)
    }

    /// The policies of a level.
    pub fn of_level(&self, level: Level) -> &[u32] {
        self.by_level.get(&level).map_or(&[], Vec::as_slice)
    }

    /// The policies of these years, both included.
    pub fn of_years(&self, first: u16, last: u16) -> impl Iterator<Item = u32> {
        self.by_year.range(first..=last.max(first)).filter(move |_| first <= last).flat_map(|(_, policies)| policies).copied()
    }

    /// By the number of a policy, whether its words are the official text.
    pub fn in_full(&self) -> Arc<[bool]> {
        Arc::clone(&self.in_full)
    }

    /// The number of a policy.
    pub fn number_of(&self, id: &PolicyId) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The policies with this year and serial, with their whole numbers.
    pub fn numbered(&self, year: u16, serial: u32) -> &[(DocumentNumber, PolicyId)] {
        self.numbers.get(&(year, serial)).map_or(&[], Vec::as_slice)
    }

    /// All document numbers.
    pub fn numbers(&self) -> impl Iterator<Item = &DocumentNumber> {
        self.numbers.values().flatten().map(|(number, _)| number)
    }

    /// The policies whose folded title contains `folded`.
    pub fn titled(&self, folded: &str) -> impl Iterator<Item = &PolicyId> {
        self.titles.iter().filter(move |(title, _)| title.contains(folded)).map(|(_, id)| id)
    }
}

/// Reads the standard form: 穗府办〔2022〕19号.
pub(super) fn standard_number(text: &str) -> Option<DocumentNumber> {
    let (prefix, rest) = text.split_once('〔')?;
    let (year, serial) = rest.split_once('〕')?;
    Some(DocumentNumber {
        prefix: fold(prefix),
        year: year.parse().ok()?,
        serial: serial.trim_end_matches('号').trim_start_matches('第').parse().ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_numbers_are_read() {
        assert_eq!(standard_number("穗府办〔2022〕19号").map(|n| n.to_string()), Some("穗府办〔2022〕19号".to_owned()));
        assert_eq!(standard_number("〔2022〕第19号").map(|n| n.to_string()), Some("〔2022〕19号".to_owned()));
        assert_eq!(standard_number("第19号"), None);
    }
}

//! Documents that are cited and not held, most cited first.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Mention, Network, Outcome, TitleKey, number_key};
use crate::policy::PolicyId;

/// A document that is cited and not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    /// Its title as it is named most often; empty when only the number is known.
    pub title: String,
    /// Its document number in the standard form.
    pub number: Option<String>,
    /// How often it is cited.
    pub count: usize,
    /// The documents that cite it, each once, in the order of the library.
    pub policies: Vec<PolicyId>,
    /// Places in [`Network::mentions`].
    #[serde(skip)]
    pub mentions: Vec<usize>,
    /// Held documents that come near: another year, another place, a later text.
    pub near: Vec<PolicyId>,
}

/// The documents that the citations accepted by `wanted` name and the library does not hold. Two citations name one
/// document when their numbers are equal, or their titles where one of the two has no number.
pub fn missing(network: &Network, wanted: impl Fn(&Mention) -> bool) -> Vec<Missing> {
    let mut out: Vec<Missing> = Vec::new();
    let mut by_number: HashMap<String, usize> = HashMap::new();
    // Titles with their numbers first, so that a bare title finds the one number it goes with.
    let mut by_title: HashMap<String, Vec<usize>> = HashMap::new();
    let absent = |m: &Mention| m.resolution.outcome == Outcome::NotInCorpus && wanted(m);
    let mut titles: HashMap<usize, HashMap<&str, usize>> = HashMap::new();
    let all = network.mentions().iter().enumerate().filter(|(_, m)| absent(m));
    let (numbered, bare): (Vec<_>, Vec<_>) = all.partition(|(_, m)| m.number.is_some());
    for (at, mention) in numbered.into_iter().chain(bare) {
        let number = mention.number.as_deref().map(number_key);
        let title = mention.title.as_deref().map(|t| TitleKey::new(t).core).filter(|t| !t.is_empty());
        let place = match (&number, &title) {
            (Some(number), _) => by_number.get(number).copied(),
            // A title with two numbers is two documents; which of them is meant is not known.
            (None, Some(title)) => by_title.get(title).and_then(|places| match places.as_slice() {
                [one] => Some(*one),
                several => several.iter().copied().find(|p| out[*p].number.is_none()),
            }),
            (None, None) => continue,
        };
        let place = place.unwrap_or_else(|| {
            out.push(Missing {
                title: String::new(),
                number: mention.number.clone(),
                count: 0,
                policies: vec![],
                mentions: vec![],
                near: vec![],
            });
            out.len() - 1
        });
        if let Some(number) = number {
            by_number.insert(number, place);
        }
        if let Some(title) = title {
            let places = by_title.entry(title).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
        let entry = &mut out[place];
        entry.count += 1;
        entry.mentions.push(at);
        if !entry.policies.contains(&mention.policy) {
            entry.policies.push(mention.policy.clone());
        }
        for near in &mention.resolution.others {
            if !entry.near.contains(near) {
                entry.near.push(near.clone());
            }
        }
        if let Some(title) = &mention.title {
            *titles.entry(place).or_default().entry(title.as_str()).or_default() += 1;
        }
    }
    for (place, names) in titles {
        let best = names.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        out[place].title = best.map(|(name, _)| name.to_owned()).unwrap_or_default();
    }
    for entry in &mut out {
        entry.mentions.sort_unstable();
    }
    out.sort_by(|a, b| {
        (b.policies.len(), b.count).cmp(&(a.policies.len(), a.count)).then_with(|| (&a.title, &a.number).cmp(&(&b.title, &b.number)))
    });
    out
}

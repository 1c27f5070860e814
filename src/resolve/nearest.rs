//! The documents nearest to what was typed, for somebody who has lost the way.

use crate::index::PolicySummary;
use crate::text::fold;

/// Below this nothing is near (0 is nothing in common, 1 is equal).
const NEAR: f64 = 0.3;

/// At most `most` documents whose id, number or title is like `typed`, the nearest first.
pub fn nearest<'p>(policies: &'p [PolicySummary], typed: &str, most: usize) -> Vec<&'p PolicySummary> {
    let typed = fold(typed);
    let mut near: Vec<(f64, &PolicySummary)> = policies.iter().map(|p| (likeness(p, &typed), p)).filter(|(l, _)| *l >= NEAR).collect();
    near.sort_by(|(a, p), (b, q)| b.total_cmp(a).then_with(|| p.document.id.cmp(&q.document.id)));
    near.into_iter().take(most).map(|(_, p)| p).collect()
}

fn likeness(policy: &PolicySummary, typed: &str) -> f64 {
    let document = &policy.document;
    let title = fold(&document.title_hans);
    let names = [fold(document.id.as_str()), fold(document.number_hans.as_deref().unwrap_or_default())];
    let title_like = if typed.chars().count() >= 2 && title.contains(typed) { 0.9 } else { strsim::sorensen_dice(&title, typed) };
    names.iter().map(|n| strsim::sorensen_dice(n, typed)).fold(title_like, f64::max)
}

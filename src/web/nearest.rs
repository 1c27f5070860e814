//! The documents nearest to what was typed, for a reader who has lost the way.

use super::frame::Link;
use super::language::language;
use super::{naming, urls};
use crate::index::PolicySummary;
use crate::message;
use crate::text::fold;

/// How many are offered.
const OFFERED: usize = 5;
/// Below this nothing is near (0 is nothing in common, 1 is equal).
const NEAR: f64 = 0.3;

/// Documents whose id, number or title is like `typed`, nearest first.
pub fn documents(policies: &[PolicySummary], typed: &str) -> Vec<Link> {
    let typed = fold(typed);
    let mut near: Vec<(f64, &PolicySummary)> = policies.iter().map(|p| (likeness(p, &typed), p)).filter(|(l, _)| *l >= NEAR).collect();
    near.sort_by(|(a, p), (b, q)| b.total_cmp(a).then_with(|| p.document.id.cmp(&q.document.id)));
    near.into_iter().take(OFFERED).map(|(_, p)| link(p)).collect()
}

/// A document as a link: title, and in small print number, place and date.
pub fn link(policy: &PolicySummary) -> Link {
    let document = &policy.document;
    let note: Vec<String> =
        [document.number_hans.clone(), Some(message::place(language(), &document.place())), document.date().map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect();
    Link::new(urls::policy(&document.id), naming::title(document)).note(note.join(" · "))
}

fn likeness(policy: &PolicySummary, typed: &str) -> f64 {
    let document = &policy.document;
    let title = fold(&document.title_hans);
    let names = [fold(document.id.as_str()), fold(document.number_hans.as_deref().unwrap_or_default())];
    let title_like = if typed.chars().count() >= 2 && title.contains(typed) { 0.9 } else { strsim::sorensen_dice(&title, typed) };
    names.iter().map(|n| strsim::sorensen_dice(n, typed)).fold(title_like, f64::max)
}

//! The documents nearest to what was typed, for a reader who has lost the way.

use super::frame::Link;
use super::language::language;
use super::{naming, urls};
use crate::index::PolicySummary;
use crate::message;
use crate::resolve::nearest;

/// How many are offered.
const OFFERED: usize = 5;

/// Documents whose id, number or title is like `typed`, nearest first.
pub fn documents(policies: &[PolicySummary], typed: &str) -> Vec<Link> {
    nearest(policies, typed, OFFERED).into_iter().map(link).collect()
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

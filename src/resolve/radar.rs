//! Documents whose cited basis has been replaced, repealed, amended or has expired since they cited it.

use serde::Serialize;
use utoipa::ToSchema;

use super::{End, EndKind, Mention, Network, Resolver, later};
use crate::index::Library;

/// How a basis changed; the same kinds as of an [`End`].
pub type ShiftKind = EndKind;

/// A citation whose document has changed since.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DocumentShift)]
pub struct Shift<'n> {
    /// The citation.
    #[serde(flatten)]
    pub mention: &'n Mention,
    /// What became of the cited document.
    pub end: &'n End,
}

/// The citations whose document has ended or changed between the day of the citing document and `day` (both ISO
/// dates), the latest change first. A citing document that is itself no longer in force on that day is left out, as is
/// one that ends the cited document itself.
pub fn radar<'n>(library: &Library, resolver: &'n Resolver, network: &'n Network, day: &str) -> Vec<Shift<'n>> {
    let mut out: Vec<Shift<'n>> = Vec::new();
    for mention in network.mentions() {
        let Some(target) = &mention.resolution.target else { continue };
        let Some(citing) = library.summary(&mention.policy).map(|s| &s.document) else { continue };
        if resolver.ends(&mention.policy).iter().any(|e| e.is_whole() && e.by_then(day)) {
            continue;
        }
        let ends = resolver.ends(&target.policy);
        if ends.iter().any(|e| e.is_whole() && e.by.as_ref().is_some_and(|by| by.policy == mention.policy)) {
            continue;
        }
        // An amendment matters by itself; of several ends of the whole document the first one does.
        let since = |e: &&End| match (citing.date(), e.on.as_deref()) {
            (Some(cited_on), Some(on)) => later(on, cited_on) && e.by_then(day),
            _ => e.by_then(day),
        };
        let own = |e: &&End| e.by.as_ref().is_none_or(|by| by.policy != mention.policy);
        let concerns = |e: &&End| match (&e.provision, &mention.provision) {
            (Some(ended), Some(cited)) => cited.starts_with(ended.as_str()) || ended.starts_with(cited.as_str()),
            _ => true,
        };
        let mut whole = ends.iter().filter(since).filter(own).filter(|e| e.is_whole());
        let mut amended = ends.iter().filter(since).filter(own).filter(concerns).filter(|e| !e.is_whole());
        out.extend(whole.next().into_iter().chain(amended.next_back()).map(|end| Shift { mention, end }));
    }
    out.sort_by(|a, b| (&b.end.on, &b.mention.basis).cmp(&(&a.end.on, &a.mention.basis)));
    out
}

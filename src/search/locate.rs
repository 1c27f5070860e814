//! The matches of a query without anything shown of them: what the side-by-side benchmark asks. The query
//! is read, planned, run and ranked as every query is.

use super::collect::{self, Ask, Count, Order};
use super::parser::parse_query;
use super::plan::Planner;
use crate::index::Library;

/// The number of matching clauses, and the best of them: number of the policy, place of the clause in it.
///
/// # Errors
/// When a file of the index cannot be read, in the words of the index library.
pub fn locate(library: &Library, query: &str, limit: usize) -> Result<(usize, Vec<(u32, u32)>), String> {
    let parts = parse_query(query).parts;
    let searcher = library.searcher();
    let plan = Planner::new(library, false).plan(&parts);
    let ask = Ask { offset: 0, limit, order: &Order::Relevance, count: Count::Clauses };
    let found = collect::ranked(library, &searcher, &plan.query, &ask).map_err(|e| e.to_string())?;
    let mut best = Vec::with_capacity(found.best.len());
    for (_, address, policy) in &found.best {
        let place = library.segments().get(address.segment_ord).and_then(|segment| segment.places.get(address.doc_id as usize));
        best.push((*policy, place.copied().unwrap_or_default()));
    }
    Ok((found.total, best))
}

//! A document or clause as it is typed: `guangzhou/2025-36/5/2`, `广西/方案 第五条` by number or title, or a path.

use std::sync::Arc;

use super::CliError;
use crate::clause::ClauseAddress;
use crate::index::{Library, PolicyRecord};
use crate::policy::PolicyId;
use crate::resolve::nearest;

/// Documents that are offered when there is none of the name.
const OFFERED: usize = 5;

/// Splits what was typed into a document that is held and an address: the longest beginning that is a document's id.
pub fn find(library: &Library, typed: &str) -> Result<(Arc<PolicyRecord>, Option<ClauseAddress>), CliError> {
    let path = typed.trim().trim_matches('/');
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    for end in ends.collect::<Vec<_>>().into_iter().rev() {
        let Ok(id) = path[..end].parse::<PolicyId>() else { continue };
        let Some(record) = library.policy(&id) else { continue };
        let rest = path[end..].trim_matches('/');
        if rest.is_empty() {
            return Ok((record, None));
        }
        let address: ClauseAddress = rest.parse().map_err(|e| CliError::Usage(format!("{typed}: {e}")))?;
        let Some(at) = record.parsed.meant(&address) else {
            let first: Vec<String> = record.parsed.clauses.iter().take(6).map(|c| c.address.to_string()).collect();
            return Err(CliError::Usage(format!("{id} has no clause {address}; its clauses begin with {}", first.join(", "))));
        };
        let address = record.parsed.clauses[at].address.clone();
        return Ok((record, Some(address)));
    }
    let near = nearest(library.policies(), path, OFFERED);
    let known: Vec<&str> = match near.is_empty() {
        true => library.policies().iter().take(OFFERED).map(|p| p.document.id.as_str()).collect(),
        false => near.iter().map(|p| p.document.id.as_str()).collect(),
    };
    let said = if near.is_empty() { "expected POLICY or POLICY/ADDRESS such as" } else { "the nearest are" };
    Err(CliError::Usage(format!("no document {typed:?}; {said} {}", known.join(", "))))
}

//! A document or clause as it is typed: `guangzhou/2025-36/5/2`, `广西/方案 第五条` by number or title, or a path.

use std::sync::Arc;

use super::CliError;
use crate::clause::ClauseAddress;
use crate::index::{Library, PolicyRecord};
use crate::policy::PolicyId;

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
        if record.parsed.clause(&address).is_none() {
            let first: Vec<String> = record.parsed.clauses.iter().take(6).map(|c| c.address.to_string()).collect();
            return Err(CliError::Usage(format!("{id} has no clause {address}; its clauses begin with {}", first.join(", "))));
        }
        return Ok((record, Some(address)));
    }
    let known: Vec<&str> = library.policies().iter().take(5).map(|p| p.document.id.as_str()).collect();
    Err(CliError::Usage(format!("no document {typed:?}; expected POLICY or POLICY/ADDRESS such as {}", known.join(", "))))
}

//! Whether a document was in force on a day, as far as the documents held say.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::Holdings;
use crate::cite::{Outcome, validity};
use crate::message::Message;
use crate::policy::{Basis, Policy};
use crate::resolve::EndKind;

/// Whether a document was in force on a day. Only the documents held are known: a repeal that none of them tells is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Standing {
    /// The day that was asked for, an ISO date.
    pub day: String,
    /// in_force: begun, and no document held ends it; amended: in force, and another document changes it; not_yet,
    /// expired, repealed, replaced (a newer text is held); doubtful: a general rule ends it, its own text does not;
    /// unknown: neither a first nor a last day is known, and no document held ends it.
    pub state: State,
    /// Why, in plain Chinese.
    pub reason: String,
    /// First day in force, where known.
    pub effective: Option<String>,
    /// Last day in force, where known.
    pub expires: Option<String>,
    /// Whether one of these days follows from a rule (推算) and is not printed.
    pub computed: bool,
    /// Policies that ended, replaced or changed it by that day.
    pub by: Vec<String>,
}

/// How a document stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Begun, and nothing held ends it.
    InForce,
    /// In force, and changed by another document.
    Amended,
    /// Not yet issued or not yet in force.
    NotYet,
    /// Its days are over.
    Expired,
    /// Another document repeals it.
    Repealed,
    /// A newer text is held.
    Replaced,
    /// Only a general rule ends it.
    Doubtful,
    /// Neither a first nor a last day is known.
    Unknown,
}

/// How `policy` stands on `day`.
pub fn standing(holdings: &dyn Holdings, policy: &Policy, day: &str) -> Standing {
    let ends = holdings.resolver().ends(&policy.id);
    let whole = ends.iter().find(|e| e.is_whole() && e.by_then(day));
    let part = ends.iter().find(|e| !e.is_whole() && e.by_then(day));
    let known = policy.validity.as_ref();
    // A date of issue alone does not say when it begins; the pages of the site judge the same.
    let begun = policy.first_day().or(policy.last_day()).is_some();
    let (state, reason) = match (validity(policy, day), whole, part) {
        (Some((Some(Outcome::NotYetInForce), why)), ..) => (State::NotYet, why),
        (_, Some(end), _) if end.kind == EndKind::Repealed => (State::Repealed, end.words()),
        (_, Some(end), _) if end.kind == EndKind::Replaced => (State::Replaced, end.words()),
        (Some((Some(_), why)), ..) => (State::Expired, why),
        (Some((None, why)), ..) => (State::Doubtful, why),
        (None, Some(end), _) => (if end.computed { State::Doubtful } else { State::Expired }, end.words()),
        (None, None, Some(end)) => (State::Amended, end.words()),
        (None, None, None) if begun => (State::InForce, Message::new("mcp-no-end-known")),
        (None, None, None) => (State::Unknown, Message::new("mcp-no-day")),
    };
    let mut by: Vec<String> = whole.into_iter().chain(part).filter_map(|e| e.by.as_ref()).map(|t| t.policy.to_string()).collect();
    by.dedup();
    Standing {
        day: day.to_owned(),
        state,
        reason: reason.to_string(),
        effective: policy.first_day().map(str::to_owned),
        expires: policy.said_last_day().map(str::to_owned),
        computed: known.is_some_and(|v| v.basis == Basis::Computed),
        by,
    }
}

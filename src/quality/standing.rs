//! Whether a document is in force on a day, and what that rests on.

use serde::Serialize;

use crate::policy::{Basis, InForce, Policy};
use crate::resolve::{EndKind, Resolver};

/// Whether a document is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is.
    InForce,
    /// It was.
    Ended,
    /// It will be.
    NotYet,
    /// Neither a first nor a last day can be told from what is held.
    Unknown,
}

impl Standing {
    /// Every one, in the order they are listed.
    pub const ALL: [Standing; 4] = [Standing::InForce, Standing::Ended, Standing::NotYet, Standing::Unknown];

    /// The name in JSON and in addresses: `in_force`.
    pub fn as_str(self) -> &'static str {
        match self {
            Standing::InForce => "in_force",
            Standing::Ended => "ended",
            Standing::NotYet => "not_yet",
            Standing::Unknown => "unknown",
        }
    }

    /// The one with a name.
    pub fn named(name: &str) -> Option<Standing> {
        Standing::ALL.into_iter().find(|s| s.as_str() == name)
    }
}

/// What a judgement rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// A day that the document prints: 有效期至2027年12月31日.
    Printed,
    /// A day that its manifest gives.
    Manifest,
    /// A day that follows from its words or from a rule (推算): 自印发之日起施行，有效期五年.
    Computed,
    /// It prints a first day and no last one.
    NoLastDay,
    /// A newer text of the same title is held.
    NewerText,
    /// Another document that is held says so.
    Repealed,
    /// Nothing is known.
    Nothing,
}

/// Judges a document on a day, an ISO date.
pub fn standing(resolver: &Resolver, policy: &Policy, today: &str) -> (Standing, Ground) {
    let validity = policy.validity.as_ref();
    let from_manifest = |field: &str| policy.from_manifest.iter().any(|f| f == field);
    let ground = |basis: Option<Basis>, field: &str| match basis {
        _ if from_manifest(field) => Ground::Manifest,
        Some(Basis::Manifest) => Ground::Manifest,
        Some(Basis::Computed) => Ground::Computed,
        _ => Ground::Printed,
    };
    let last = || match validity.is_none_or(crate::policy::Validity::is_said) {
        true => ground(validity.and_then(|v| v.expires_basis), "expires"),
        false => Ground::Computed,
    };
    if let Some(end) = resolver.ends(&policy.id).iter().find(|e| e.is_whole() && e.by_then(today)) {
        let why = match end.kind {
            EndKind::Replaced => Ground::NewerText,
            EndKind::Repealed | EndKind::Amended => Ground::Repealed,
            EndKind::Expired => last(),
        };
        return (Standing::Ended, why);
    }
    match InForce::on(today, policy.first_day(), policy.last_day()) {
        Some(InForce::Ended(_)) => (Standing::Ended, last()),
        Some(InForce::NotYet(_)) => (Standing::NotYet, ground(validity.and_then(|v| v.effective_basis), "effective")),
        Some(InForce::Until(_)) => (Standing::InForce, last()),
        Some(InForce::Since(_)) => (Standing::InForce, Ground::NoLastDay),
        None => (Standing::Unknown, Ground::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(effective: &str, expires: &str, manifest: &[&str]) -> (Standing, Ground) {
        let some = |t: &str| (!t.is_empty()).then(|| t.to_owned());
        let policy = Policy {
            id: "a/b".parse().unwrap(),
            effective: some(effective),
            expires: some(expires),
            from_manifest: manifest.iter().map(|f| (*f).to_owned()).collect(),
            ..Policy::default()
        };
        standing(&Resolver::new([&policy]), &policy, "2025-06-01")
    }

    #[test]
    fn a_document_is_judged_by_its_days() {
        assert_eq!(on("", "", &[]), (Standing::Unknown, Ground::Nothing));
        assert_eq!(on("2020-01-01", "", &[]), (Standing::InForce, Ground::NoLastDay));
        assert_eq!(on("2020-01-01", "2025-06-01", &[]), (Standing::InForce, Ground::Printed));
        assert_eq!(on("2020-01-01", "2025-05-31", &["expires"]), (Standing::Ended, Ground::Manifest));
        assert_eq!(on("2025-06-02", "2027-01-01", &[]), (Standing::NotYet, Ground::Printed));
    }
}

//! Whether a document is in force on a day, in words, and what that rests on.

use crate::message::Message;
use crate::policy::{Basis, InForce, Policy};
use crate::resolve::{End, EndKind};
use crate::web::labels::date;
use crate::web::language::say;

/// Whether a document is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Class for the stylesheet: `expired`, `not-yet`, `in-force`, `open`.
    pub class: &'static str,
    /// In words: 有效，至2027年12月31日.
    pub words: String,
    /// What it rests on: printed, said by the manifest, computed.
    pub basis: String,
    /// Why a day was computed, in Chinese; empty where it is printed.
    pub reason: String,
    /// Address of the clause that says so; empty when none does.
    pub address: String,
    /// Its words.
    pub quote: String,
}

/// What is known on `today` (ISO); nothing when neither the document nor another one says anything.
///
/// A repeal or a newer text goes before the days that the document prints of itself.
pub fn standing(document: &Policy, ends: &[End], today: &str) -> Option<Standing> {
    let dated = |id: &'static str, iso: &str| say(&Message::new(id).with("day", date(iso)));
    if let Some(end) = ends.iter().find(|e| e.is_whole() && e.kind != EndKind::Expired && e.by_then(today)) {
        let id = if end.kind == EndKind::Replaced { "standing-replaced" } else { "standing-repealed" };
        let words = dated(id, end.on.as_deref().unwrap_or_default());
        let basis = say(&Message::new("standing-by-other"));
        return Some(Standing { class: "expired", words, basis, reason: String::new(), address: String::new(), quote: end.quote.clone() });
    }
    let validity = document.validity.clone().unwrap_or_default();
    let (class, words) = match InForce::on(today, document.first_day(), document.last_day())? {
        InForce::Ended(last) => ("expired", dated("standing-expired", last)),
        InForce::NotYet(first) => ("not-yet", dated("standing-not-yet", first)),
        InForce::Until(last) => ("in-force", dated("standing-until", last)),
        InForce::Since(first) => ("open", dated("standing-open", first)),
    };
    let decided_by = |field: &str| document.from_manifest.iter().any(|f| f == field);
    let basis = match (validity.basis, validity.is_said()) {
        (_, false) => "standing-by-rule",
        _ if decided_by("expires") || (document.last_day().is_none() && decided_by("effective")) => "standing-by-manifest",
        (Basis::Computed, true) => "standing-computed",
        (Basis::Manifest, true) => "standing-by-manifest",
        (Basis::Printed, true) => "standing-printed",
    };
    let computed = validity.basis == Basis::Computed || !validity.is_said();
    Some(Standing {
        class,
        words,
        basis: say(&Message::new(basis)),
        reason: if computed { validity.reason } else { String::new() },
        address: validity.address,
        quote: validity.quote,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Validity;

    fn policy(effective: &str, expires: &str, basis: Basis) -> Policy {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let validity =
            Validity { effective: some(effective), expires: some(expires), basis, reason: "理由".into(), ..Validity::default() };
        Policy { validity: Some(validity), ..Policy::default() }
    }

    #[test]
    fn days_decide_on_a_day() {
        for (effective, expires, class, words) in [
            ("2022-01-01", "2024-12-31", "expired", "已失效：有效期到2024年12月31日"),
            ("2026-01-01", "2027-12-31", "not-yet", "尚未施行：2026年1月1日起施行"),
            ("2022-01-01", "2027-12-31", "in-force", "现行有效：有效期到2027年12月31日"),
            ("2022-01-01", "", "open", "2022年1月1日起施行，没有写明失效日期"),
        ] {
            let found = standing(&policy(effective, expires, Basis::Printed), &[], "2025-06-01").unwrap();
            assert_eq!((found.class, found.words.as_str(), found.reason.as_str()), (class, words, ""));
        }
        assert_eq!(standing(&Policy::default(), &[], "2025-06-01"), None);
        assert_eq!(standing(&policy("2022-01-01", "", Basis::Computed), &[], "2025-06-01").unwrap().reason, "理由");
    }

    #[test]
    fn a_repeal_goes_before_the_printed_days() {
        let end =
            |kind, on: &str| End { kind, on: Some(on.into()), by: None, quote: "同时废止".into(), provision: None, computed: false };
        let document = policy("2022-01-01", "2027-12-31", Basis::Printed);
        let found =
            standing(&document, &[end(EndKind::Amended, "2023-01-01"), end(EndKind::Repealed, "2024-06-30")], "2025-06-01").unwrap();
        assert_eq!((found.class, found.words.as_str()), ("expired", "已废止：2024年6月30日起"));
        assert_eq!(standing(&document, &[end(EndKind::Repealed, "2026-01-01")], "2025-06-01").unwrap().class, "in-force");
    }
}

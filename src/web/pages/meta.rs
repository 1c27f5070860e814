//! What is known about a document as a whole, as rows of a card.

use crate::message::{self, Message};
use crate::policy::{Basis, Policy, TextStatus};
use crate::text::Script;
use crate::web::language::{language, say};
use crate::web::{labels, urls};

/// One row of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaRow {
    /// Name of the text that names it.
    pub name: &'static str,
    /// As people write it.
    pub value: String,
    /// An outside address.
    pub href: Option<String>,
    /// Where the value comes from when the text does not say it: 来自说明文件, 推断 with the reason.
    pub origin: Option<String>,
    /// Whether the value is Chinese in every language of the page.
    pub chinese: bool,
}

/// The rows of a document. What nobody says is listed with 未载明, since that is an answer too.
pub fn meta(document: &Policy) -> Vec<MetaRow> {
    let origin = |field: &str| {
        if let Some(reason) = document.inferred.get(field) {
            Some(say(&Message::new("document-inferred").with("reason", reason)))
        } else {
            document.from_manifest.iter().any(|f| f == field).then(|| say(&Message::new("document-from-manifest")))
        }
    };
    let row = |name, value: Option<String>, field: &str| MetaRow {
        name,
        origin: value.as_ref().and_then(|_| origin(field)),
        chinese: value.is_some() && matches!(field, "number" | "issuers" | "reason" | "genre"),
        value: value.unwrap_or_else(|| say(&Message::new("document-not-said"))),
        href: None,
    };
    let said = |value: Option<&str>| value.map(labels::date);
    let validity = document.validity.clone().unwrap_or_default();
    let computed = |row: MetaRow, basis: Option<Basis>| match basis {
        Some(Basis::Computed) => MetaRow { origin: Some(say(&Message::new("document-computed"))), ..row },
        _ => row,
    };
    let (effective, expires) = (document.first_day(), document.last_day());
    let reason = Some(validity.reason).filter(|r| !r.is_empty() && validity.basis == Basis::Computed);
    let joint = say(&Message::new("list-joint"));
    let issuers = (!document.issuers_hans.is_empty()).then(|| document.issuers_hans.join(&joint));
    let place = document.jurisdiction.as_ref().map(|j| {
        let name = message::place(language(), &if language() == message::Language::English { j.short_name() } else { j.name.clone() });
        say(&Message::new("document-place-level").with("place", name).with("level", labels::level_name(Some(j.level))))
    });
    let mut out = vec![
        row("document-number", document.number_hans.clone().or_else(|| document.number.clone()), "number"),
        row("document-issuers", issuers, "issuers"),
        row("document-issued", said(document.issued.as_deref()), "issued"),
    ];
    // Rarely said, and no question when absent.
    let rare = [
        row("document-published", said(document.published.as_deref()), "published"),
        computed(row("document-effective", said(effective), "effective"), validity.effective_basis),
        computed(row("document-expires", said(expires), "expires"), validity.expires_basis),
        row("document-reason", reason.clone(), "reason"),
    ];
    let said = [document.published.is_some(), effective.is_some(), expires.is_some(), reason.is_some()];
    out.extend(rare.into_iter().zip(said).filter(|(_, said)| *said).map(|(row, _)| row));
    out.push(row("document-place", place, "jurisdiction"));
    if !document.genre.0.is_empty() {
        out.push(row("document-genre", Some(document.genre.0.clone()), "genre"));
    }
    let status = match (document.text_status, document.script) {
        (TextStatus::Full, Script::Hans) => "document-full-hans",
        (TextStatus::Full, Script::Hant) => "document-full-hant",
        (TextStatus::Digest, Script::Hans) => "document-digest-hans",
        (TextStatus::Digest, Script::Hant) => "document-digest-hant",
    };
    out.push(row("document-text", Some(say(&Message::new(status))), "text_status"));
    if let Some(address) = &document.source_url {
        let href = urls::outside(address).map(str::to_owned);
        out.push(MetaRow { href, ..row("document-source", Some(address.clone()), "source_url") });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Validity;

    #[test]
    fn a_computed_day_is_marked_with_its_reason() {
        let validity = Validity {
            effective: Some("2024-05-01".into()),
            expires: Some("2029-04-30".into()),
            basis: Basis::Computed,
            effective_basis: Some(Basis::Printed),
            expires_basis: Some(Basis::Computed),
            reason: "原文“有效期5年”".into(),
            ..Validity::default()
        };
        let rows = meta(&Policy { effective: Some("2024-05-01".into()), validity: Some(validity), ..Policy::default() });
        let find = |name: &str| rows.iter().find(|r| r.name == name).map(|r| (r.value.as_str(), r.origin.as_deref()));
        assert_eq!(find("document-effective"), Some(("2024年5月1日", None)));
        assert_eq!(find("document-expires"), Some(("2029年4月30日", Some("推算"))));
        assert_eq!(find("document-reason"), Some(("原文“有效期5年”", None)));
    }

    #[test]
    fn every_row_says_where_it_comes_from() {
        let mut document = Policy { number_hans: Some("穗府办〔2022〕19号".into()), ..Policy::default() };
        document.issued = Some("2022-07-29".into());
        document.from_manifest = vec!["issued".into()];
        document.inferred.insert("number".into(), "文件名".into());
        document.source_url = Some("javascript:alert(1)".into());
        let rows = meta(&document);
        let find = |name: &str| rows.iter().find(|r| r.name == name).unwrap();
        assert_eq!(find("document-number").origin.as_deref(), Some("推断：文件名"));
        let issued = find("document-issued");
        assert_eq!((issued.value.as_str(), issued.origin.is_some()), ("2022年7月29日", true));
        assert_eq!((find("document-issuers").value.as_str(), &find("document-issuers").origin), ("未载明", &None));
        assert_eq!(find("document-source").href, None);
        assert!(rows.iter().all(|r| r.name != "document-expires"));
    }
}

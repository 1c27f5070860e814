//! What search engines and other programs read in a page: the address that counts, and the document as linked data
//! (schema.org/Legislation, JSON-LD 1.1).
//!
//! The data stands in a script element of a type that no browser executes, so the Content-Security-Policy does not
//! concern it. Only what is known is said: a document of which no day is known has no `legislationLegalForce`.

use serde_json::{Value, json};

use super::comparing::today;
use super::site::Site;
use super::urls;
use crate::policy::{InForce, Policy, TextStatus};
use crate::resolve::EndKind;
use crate::text::Script;

/// What stands in the head of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Linked {
    /// The address that counts, complete.
    pub canonical: String,
    /// The linked data, written so that it cannot end its element; empty for none.
    pub data: String,
}

impl Linked {
    /// Of the page of a document; `origin` is where the site is reached.
    pub fn document(site: &Site, document: &Policy, origin: &str) -> Self {
        let canonical = format!("{origin}{}", urls::policy(&document.id));
        let data = legislation(document, &canonical, force(site, document, &today()));
        Linked { canonical, data: contained(&data) }
    }

    /// Of another page.
    pub fn page(origin: &str, path: &str) -> Self {
        Linked { canonical: format!("{origin}{path}"), data: String::new() }
    }
}

/// JSON that holds no `<`, `>` or `&`, so that no `</script>` and no `<!--` can stand in it.
fn contained(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Whether a document is in force on a day; none when nothing is known of its days.
fn force(site: &Site, document: &Policy, today: &str) -> Option<&'static str> {
    let ends = site.resolver().ends(&document.id);
    let over = |kind: EndKind| !matches!(kind, EndKind::Amended);
    if ends.iter().any(|e| over(e.kind) && e.provision.is_none() && e.by_then(today)) {
        return Some("https://schema.org/NotInForce");
    }
    if ends.iter().any(|e| over(e.kind) && e.provision.is_some() && e.by_then(today)) {
        return Some("https://schema.org/PartiallyInForce");
    }
    Some(match InForce::on(today, document.first_day(), document.said_last_day())? {
        InForce::Ended(_) | InForce::NotYet(_) => "https://schema.org/NotInForce",
        InForce::Until(_) | InForce::Since(_) => "https://schema.org/InForce",
    })
}

/// schema.org/Legislation.
fn legislation(document: &Policy, url: &str, force: Option<&str>) -> Value {
    let mut out = json!({
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": if document.title.is_empty() { document.id.as_str() } else { &document.title },
        "inLanguage": match document.script { Script::Hans => "zh-Hans", Script::Hant => "zh-Hant" },
    });
    let mut say = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out[name] = value;
        }
    };
    let text = |value: &Option<String>| value.as_deref().map(|v| json!(v));
    say("legislationIdentifier", text(&document.number_hans));
    say("legislationDate", text(&document.issued));
    say("datePublished", text(&document.published));
    say("legislationType", (!document.genre.0.is_empty()).then(|| json!(document.genre.0)));
    let first = document.first_day();
    let coverage = match (first, document.said_last_day()) {
        (None, None) => None,
        (first, last) => Some(json!(format!("{}/{}", first.unwrap_or(".."), last.unwrap_or("..")))),
    };
    say("legislationDateVersion", first.map(|d| json!(d)));
    say("temporalCoverage", coverage);
    say("legislationLegalForce", force.map(|f| json!(f)));
    let place = document.jurisdiction.as_ref();
    say("legislationJurisdiction", place.map(|j| json!({ "@type": "AdministrativeArea", "name": j.name, "identifier": j.code })));
    let issuer = |name: &String| json!({ "@type": "GovernmentOrganization", "name": name });
    let issuers: Vec<Value> = document.issuers_hans.iter().map(issuer).collect();
    say("legislationPassedBy", (!issuers.is_empty()).then_some(Value::Array(issuers)));
    say("sameAs", document.source_url.as_deref().and_then(urls::outside).map(|u| json!(u)));
    let digest = document.text_status == TextStatus::Digest;
    say("description", digest.then(|| json!("要点（非原文）")));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Jurisdiction, Level};

    #[test]
    fn what_is_known_is_said_and_nothing_else() {
        let mut document =
            Policy { id: "云南/办法".parse().unwrap(), title: "云南省办法</script><!--&".into(), ..Policy::default() };
        let bare = legislation(&document, "https://x.example/p/a", None);
        let keys: Vec<&str> = bare.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys.len(), 6, "{keys:?}");
        document.number_hans = Some("云政发〔2024〕1号".into());
        document.issued = Some("2024-01-05".into());
        document.effective = Some("2024-02-01".into());
        document.issuers_hans = vec!["云南省人民政府".into()];
        document.jurisdiction = Some(Jurisdiction { code: "530000".into(), name: "云南省".into(), level: Level::Provincial });
        document.source_url = Some("javascript:alert(1)".into());
        let full = legislation(&document, "https://x.example/p/a", Some("https://schema.org/InForce"));
        assert_eq!(full["temporalCoverage"], "2024-02-01/..");
        assert_eq!(full["legislationPassedBy"][0]["name"], "云南省人民政府");
        assert_eq!((&full["legislationJurisdiction"]["identifier"], full.get("sameAs")), (&json!("530000"), None));
        let written = contained(&full);
        assert!(!written.contains(['<', '>', '&']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read, full);
    }
}

//! `meta`: what the document is, as a work, in this text and in this file.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Akn, Done, Xml};
use crate::policy::{Policy, TextStatus};

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The name of a work: `/akn/cn/act/guangzhou/2025-02-18/2025-36`, from place, date and name of the file.
pub fn work(policy: &Policy) -> String {
    let (place, name) = policy.id.as_str().split_once('/').unwrap_or(("", policy.id.as_str()));
    let place = if place.is_empty() { String::new() } else { format!("{}/", encode(place)) };
    format!("/akn/cn/act/{place}{}/{}", policy.date().unwrap_or("nd"), encode(&name.replace('/', "-")))
}

/// A whole day, as the schema wants it, with what it is: a month or a year is given its first day and says so.
fn day(policy: &Policy) -> (String, String) {
    let dates = [("issued", &policy.issued), ("published", &policy.published), ("effective", &policy.effective)];
    let known = dates.into_iter().find_map(|(name, date)| Some((name, date.as_deref()?)));
    let whole = known.and_then(|(name, date)| {
        let (rest, what) = match date.len() {
            10 => ("", ""),
            7 => ("-01", "-month"),
            4 => ("-01-01", "-year"),
            _ => return None,
        };
        let date = format!("{date}{rest}");
        date.parse::<jiff::civil::Date>().is_ok().then(|| (date, format!("{name}{what}")))
    });
    // The schema has no way to leave it out.
    whole.unwrap_or_else(|| ("0001-01-01".to_owned(), "unknown".to_owned()))
}

/// Writes it for the whole document, or for an attachment, whose name is its eId.
pub fn write(akn: &Akn, component: Option<&str>, out: &mut Xml) -> Done {
    let policy = &akn.parsed.document;
    let work = work(policy);
    let expression = format!("{work}/zho@{}", policy.date().unwrap_or_default());
    let part = format!("/!{}", component.unwrap_or("main"));
    let (date, what) = day(policy);
    let authors = policy.issuers_hans.len().max(1);
    out.open("meta", &[])?;
    out.open("identification", &[("source", "#tiaoli")])?;
    for (level, iri, ending) in [("FRBRWork", &work, ""), ("FRBRExpression", &expression, ""), ("FRBRManifestation", &expression, ".xml")] {
        out.open(level, &[])?;
        out.empty("FRBRthis", &[("value", &format!("{iri}{part}{ending}"))])?;
        out.empty("FRBRuri", &[("value", &format!("{iri}{ending}"))])?;
        if let Some(source) = policy.source_url.as_deref().filter(|_| level == "FRBRManifestation") {
            out.empty("FRBRalias", &[("value", source), ("name", "source")])?;
        }
        out.empty("FRBRdate", &[("date", &date), ("name", &what)])?;
        match level {
            "FRBRManifestation" => out.empty("FRBRauthor", &[("href", "#tiaoli")])?,
            _ => {
                for n in 1..=authors {
                    out.empty("FRBRauthor", &[("href", &format!("#issuer{n}"))])?;
                }
            }
        }
        match level {
            "FRBRWork" => {
                out.empty("FRBRcountry", &[("value", "cn")])?;
                if !policy.genre.0.is_empty() {
                    out.empty("FRBRsubtype", &[("value", &policy.genre.0)])?;
                }
                if let Some(number) = &policy.number_hans {
                    out.empty("FRBRnumber", &[("value", number)])?;
                }
                out.empty("FRBRname", &[("value", crate::export::cite::title(policy))])?;
            }
            "FRBRExpression" => {
                if policy.text_status == TextStatus::Digest {
                    out.empty("FRBRauthoritative", &[("value", "false")])?;
                }
                out.empty("FRBRlanguage", &[("language", "zho")])?;
            }
            _ => out.empty("FRBRformat", &[("value", "application/akn+xml")])?,
        }
        out.close(level)?;
    }
    out.close("identification")?;
    if component.is_none() {
        references(policy, out)?;
    }
    out.close("meta")
}

/// Whom the metadata speak of. Attachments point to those of the whole.
fn references(policy: &Policy, out: &mut Xml) -> Done {
    out.open("references", &[("source", "#tiaoli")])?;
    out.empty("TLCOrganization", &[("eId", "tiaoli"), ("href", "/akn/ontology/organization/tiaoli"), ("showAs", "Tiaoli")])?;
    for (n, issuer) in (1..).zip(&policy.issuers_hans) {
        let href = format!("/akn/ontology/organization/cn/{}", encode(issuer));
        out.empty("TLCOrganization", &[("eId", &format!("issuer{n}")), ("href", &href), ("showAs", issuer)])?;
    }
    if policy.issuers_hans.is_empty() {
        out.empty("TLCOrganization", &[("eId", "issuer1"), ("href", "/akn/ontology/organization/cn/unknown"), ("showAs", "未载明")])?;
    }
    out.close("references")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_work_is_named_and_dated_as_far_as_it_is_known() {
        let policy =
            |id: &str, issued: Option<&str>| Policy { id: id.parse().unwrap(), issued: issued.map(str::to_owned), ..Policy::default() };
        let told = |p: &Policy| (work(p), day(p));
        let of = |iri: &str, date: &str, what: &str| (iri.to_owned(), (date.to_owned(), what.to_owned()));
        assert_eq!(told(&policy("a/b/c", Some("2024-02-03"))), of("/akn/cn/act/a/2024-02-03/b-c", "2024-02-03", "issued"));
        assert_eq!(told(&policy("云/规 1", Some("2020"))), of("/akn/cn/act/%E4%BA%91/2020/%E8%A7%84%201", "2020-01-01", "issued-year"));
        assert_eq!(told(&policy("x", None)), of("/akn/cn/act/nd/x", "0001-01-01", "unknown"));
    }
}

//! Documents, parts and clauses.

use std::collections::HashSet;

use serde_json::Value;

use super::gold::{Parsed, bare, is_part, list, outline, text};
use super::{Report, Row};

/// What a document says of itself, field by field. A field that only the manifest gives counts as not said.
pub(super) fn documents(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    for row in rows {
        let Some(document) = parsed.get(row.get("policy")).map(|p| &p["document"]) else { continue };
        let manifest: Vec<&str> = document["from_manifest"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for field in ["title", "number", "issued", "published", "script"] {
            let found = if manifest.contains(&field) { "" } else { text(document, if field == "number" { "number_hans" } else { field }) };
            let right = bare(found) == bare(row.get(field));
            report.row("document", right, row, format!("{field}: expected {:?}, found {found:?}", row.get(field)));
        }
        let issuers: Vec<String> = document["issuers_hans"].as_array().into_iter().flatten().filter_map(Value::as_str).map(bare).collect();
        let right = row.get("issuer").is_empty() || issuers.contains(&bare(row.get("issuer")));
        report.row("document", right, row, format!("issuer: expected {}, found {issuers:?}", row.get("issuer")));
        let place = &document["jurisdiction"];
        let right = (text(place, "name"), text(place, "level")) == (row.get("jurisdiction"), row.get("level"));
        report.row(
            "document",
            right,
            row,
            format!("jurisdiction: expected {} {}, found {place}", row.get("jurisdiction"), row.get("level")),
        );
    }
}

/// Parts and clauses: address, first and last words, length, and whether the number was supplied.
pub(super) fn clauses(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    for row in rows.iter().filter(|r| r.get("status") != "optional") {
        let (policy, address) = (row.get("policy"), row.get("address"));
        let kind = if is_part(address) { "part" } else { "clause" };
        let found: Vec<&Value> = list(parsed, policy, "clauses").iter().filter(|c| outline(text(c, "address")) == address).collect();
        let Some(first) = found.first() else {
            report.row(kind, false, row, row.get("starts"));
            continue;
        };
        // Of parts, and of the blank forms in attachments, only the presence is held.
        if row.get("status") == "part" || policy.starts_with("yunnan") && address.starts_with("att") {
            report.row(kind, true, row, "");
            continue;
        }
        let mut ends = vec![bare(row.get("ends"))];
        let mut chars: usize = row.get("chars").parse().unwrap_or(0);
        for more in rows.iter().filter(|m| m.get("status") == "optional" && m.get("policy") == policy) {
            if outline(more.get("address")) == address {
                ends.push(bare(more.get("ends")));
                chars += more.get("chars").parse::<usize>().unwrap_or(0);
            }
        }
        let own: String = std::iter::once(text(first, "label")).chain(found.iter().map(|c| text(c, "text"))).collect();
        let length = own.chars().filter(|c| !c.is_whitespace()).count();
        let whole = bare(&own);
        let words = whole.starts_with(&bare(row.get("starts"))) && ends.iter().any(|e| whole.ends_with(e.as_str()));
        let inferred = first["inferred"].as_bool() == Some(row.get("status") == "inferred");
        let expected = format!("expected {}…{} ({chars}), found {whole} ({length})", row.get("starts"), row.get("ends"));
        report.row(kind, words && length.abs_diff(chars) <= 1 && inferred, row, expected);
    }
    let known: HashSet<(&str, String)> = rows.iter().map(|r| (r.get("policy"), outline(r.get("address")))).collect();
    for policy in parsed.keys() {
        for clause in list(parsed, policy, "clauses") {
            let address = text(clause, "address");
            let kind = if is_part(address) { "part" } else { "clause" };
            report.reported(kind, is_part(address) || known.contains(&(policy, outline(address))), policy, address, text(clause, "text"));
        }
    }
}

//! Citations and departments.

use std::collections::HashSet;

use serde_json::Value;

use super::gold::{Parsed, bare, is_part, list, outline, text};
use super::{Report, Row};

/// Whether a citation is the one of a row: in the same clause, with its title, and with its number where it is printed.
fn cites(row: &Row, citation: &Value) -> bool {
    let (address, number) = (text(citation, "address"), bare(text(citation, "number")));
    let here = outline(address) == row.get("address") || is_part(address) && is_part(row.get("address"));
    let title = [text(citation, "title"), text(citation, "title_resolved")].map(bare).contains(&bare(row.get("title")));
    let same = number == bare(row.get("number")) || row.get("number").is_empty() && number == bare(row.get("resolved_number"));
    here && title && same
}

/// Documents cited by title, number or short form; the rows of other forms only explain what is found.
pub(super) fn citations(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    for row in rows.iter().filter(|r| ["full", "short"].contains(&r.get("form"))) {
        let found = list(parsed, row.get("policy"), "citations").iter().any(|c| cites(row, c));
        report.row("citation", found, row, format!("《{}》 {}", row.get("title"), row.get("number")));
    }
    for policy in parsed.keys() {
        for citation in list(parsed, policy, "citations").iter().filter(|c| ["title", "number", "short"].contains(&text(c, "form"))) {
            let explained = rows.iter().filter(|r| r.get("policy") == policy).any(|r| {
                let title = bare(r.get("title"));
                cites(r, citation)
                    || outline(text(citation, "address")) == r.get("address")
                        && !title.is_empty()
                        && [text(citation, "title"), text(citation, "title_resolved")].map(bare).contains(&title)
            });
            report.reported("citation", explained, policy, text(citation, "address"), text(citation, "quote"));
        }
    }
}

/// Responsible departments, by their complete names.
pub(super) fn departments(rows: &[Row], parsed: &Parsed, report: &mut Report) {
    let mut known: HashSet<(&str, &str, String)> = HashSet::new();
    for row in rows {
        let (policy, address) = (row.get("policy"), row.get("address"));
        let here = list(parsed, policy, "departments").iter().filter(|d| outline(text(d, "address")) == address);
        let found: HashSet<String> = here.map(|d| bare(text(d, "name"))).collect();
        for name in row.get("departments").split("; ") {
            report.row("department", found.contains(&bare(name)), row, name);
            known.insert((policy, address, bare(name)));
        }
    }
    // Only documents with rows were read for departments.
    for policy in parsed.keys().filter(|p| rows.iter().any(|r| r.get("policy") == *p)) {
        for found in list(parsed, policy, "departments") {
            let (address, name) = (outline(text(found, "address")), text(found, "name"));
            let explained = known.contains(&(policy.as_str(), address.as_str(), bare(name)));
            report.reported("department", explained, policy, text(found, "address"), name);
        }
    }
}

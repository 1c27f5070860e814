//! A parsed document drawn for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use super::terminal::{cut, pad, plain, wrap};
use crate::clause::{Clause, ClauseAddress, ClauseKind};
use crate::diagnostic::WarningKind;
use crate::extract::{Bound, Citation, Definition, Fact, FactKind};
use crate::parsed::ParsedPolicy;
use crate::policy::{Basis, Policy, TextStatus};

/// Warnings that are drawn; a text of many megabytes can have thousands.
const MOST_WARNINGS: usize = 50;

/// Draws the document, its clauses with addresses, facts, citations and departments, what was left out,
/// and the warnings with their place in `file`.
pub fn draw(parsed: &ParsedPolicy, source: &str, file: &str, width: usize) -> String {
    let mut out = head(&parsed.document, width);
    let column = parsed.clauses.iter().map(|c| c.address.to_string().width()).max().unwrap_or(0).clamp(8, 24);
    let facts = by_address(&parsed.facts, |f| &f.address);
    let citations = by_address(&parsed.citations, |c| &c.address);
    let definitions = by_address(&parsed.definitions, |d| &d.address);
    let departments = by_address(&parsed.departments, |d| &d.address);
    for clause in &parsed.clauses {
        let address = clause.address.to_string();
        let indent = column + 2 + 2 * clause.depth.min(8);
        line(&mut out, &pad(&address, indent.max(address.width() + 1)), &title(clause), width);
        let more = " ".repeat(indent + 2);
        for fact in facts.get(&clause.address).into_iter().flatten() {
            for (i, part) in wrap(&plain(&fact_line(fact)), width.saturating_sub(indent + 4).max(30)).iter().enumerate() {
                let _ = writeln!(out, "{more}{}{part}", if i == 0 { "" } else { "  " });
            }
        }
        for citation in citations.get(&clause.address).into_iter().flatten() {
            line(&mut out, &more, &citation_line(citation), width);
        }
        for definition in definitions.get(&clause.address).into_iter().flatten() {
            line(&mut out, &more, &definition_line(definition), width);
        }
        if let Some(departments) = departments.get(&clause.address) {
            let names: Vec<&str> = departments.iter().map(|d| d.name.as_str()).collect();
            line(&mut out, &more, &format!("departments {}", names.join("、")), width);
        }
    }
    out.push('\n');
    let counts = [
        (parsed.clauses.len(), "clauses"),
        (parsed.facts.len(), "facts"),
        (parsed.citations.len(), "citations"),
        (parsed.warnings.len(), "warnings"),
    ];
    let counts: Vec<String> = counts.iter().map(|(n, what)| format!("{n} {what}")).collect();
    let _ = writeln!(out, "{}", counts.join(", "));
    let mut dropped: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in &parsed.dropped {
        *dropped.entry(piece.reason.label()).or_default() += piece.span.of(source).chars().filter(|c| !c.is_whitespace()).count();
    }
    let dropped: Vec<String> = dropped.iter().filter(|(_, n)| **n > 0).map(|(reason, n)| format!("{reason} {n} 字")).collect();
    if !dropped.is_empty() {
        let _ = writeln!(out, "left out: {}", dropped.join("，"));
    }
    for warning in parsed.warnings.iter().take(MOST_WARNINGS) {
        if warning.kind == WarningKind::Manifest {
            let _ = writeln!(out, "\nwarning[manifest]: {}", plain(&warning.detail));
            continue;
        }
        let drawn = warning.draw(file, source);
        // Line by line, because the line breaks of the drawing stay.
        let drawn: Vec<String> = drawn.lines().map(|l| plain(l).trim_end().to_owned()).collect();
        let _ = writeln!(out, "\n{}", drawn.join("\n"));
    }
    if parsed.warnings.len() > MOST_WARNINGS {
        let _ = writeln!(out, "\n… and {} more warnings; --format json has them all", parsed.warnings.len() - MOST_WARNINGS);
    }
    out
}

/// The items of each clause, in their order.
fn by_address<T>(items: &[T], address: impl Fn(&T) -> &ClauseAddress) -> BTreeMap<&ClauseAddress, Vec<&T>> {
    let mut out: BTreeMap<&ClauseAddress, Vec<&T>> = BTreeMap::new();
    for item in items {
        out.entry(address(item)).or_default().push(item);
    }
    out
}

/// Title and what is known of the document as a whole.
fn head(document: &Policy, width: usize) -> String {
    let mut out = String::new();
    let title = if document.title.is_empty() { document.id.as_str() } else { &document.title };
    for part in wrap(&plain(title), width) {
        let _ = writeln!(out, "{part}");
    }
    let place = document.jurisdiction.as_ref().map(|j| format!("{}（{}）", j.name, j.level.label()));
    let status = (document.text_status == TextStatus::Digest).then(|| "要点（非原文）".to_owned());
    let rows = [
        ("id", Some(document.id.to_string()), ""),
        ("number", document.number_hans.clone().or(document.number.clone()), "number"),
        ("issuers", (!document.issuers_hans.is_empty()).then(|| document.issuers_hans.join("、")), "issuers"),
        ("place", place, "jurisdiction"),
        ("issued", document.issued.clone(), "issued"),
        ("published", document.published.clone(), "published"),
        ("effective", document.effective.clone(), "effective"),
        ("expires", document.expires.clone(), "expires"),
        ("computed", document.validity.as_ref().filter(|v| v.basis == Basis::Computed).map(|v| v.reason.clone()), ""),
        ("text", status, ""),
        ("note", document.note.clone(), ""),
    ];
    for (name, value, field) in rows {
        let Some(value) = value.filter(|v| !v.is_empty()) else { continue };
        let origin = match document.inferred.contains_key(field) {
            true => " (manifest, inferred)",
            false if document.from_manifest.iter().any(|f| f == field) => " (manifest)",
            false => "",
        };
        line(&mut out, &pad(name, 11), &format!("{value}{origin}"), width);
    }
    out.push('\n');
    out
}

/// One row: `lead`, then as much of `text` as fits.
fn line(out: &mut String, lead: &str, text: &str, width: usize) {
    let _ = writeln!(out, "{lead}{}", cut(&plain(text), width.saturating_sub(lead.width()).max(20)));
}

/// Label and heading, or the first words where a clause has no heading.
fn title(clause: &Clause) -> String {
    let words = if clause.heading.is_empty() { clause.text.as_str() } else { clause.heading.as_str() };
    // A paragraph stands right below its parent, so that 第二款 is enough.
    let last = clause.address.steps().last().filter(|_| clause.kind == ClauseKind::Paragraph);
    let label = last.map_or_else(|| clause.display_label(), |step| ClauseAddress::new([*step]).native());
    let gap = if label.ends_with(['、', '）', ')']) { "" } else { " " };
    format!("{label}{gap}{words}{}", if clause.inferred { " (number inferred)" } else { "" })
}

/// money ≤ 2000000 yuan, support, once “给予一次性不超过200万元” for 新认定的中心 if 首次认定
fn fact_line(fact: &Fact) -> String {
    let sign = match fact.bound {
        Bound::Exactly => "=",
        Bound::AtMost => "≤",
        Bound::AtLeast => "≥",
        Bound::MoreThan => ">",
        Bound::LessThan => "<",
        Bound::About => "≈",
    };
    let unit = match (fact.kind, fact.currency.as_deref(), fact.unit.as_deref()) {
        (FactKind::Money, None, _) => " yuan".to_owned(),
        (_, Some(unit), _) | (_, None, Some(unit)) => format!(" {unit}"),
        _ => String::new(),
    };
    let window = fact.window.as_ref().map(|w| format!("{} years {}", w.years, w.mode));
    let more = [
        fact.role.as_ref().map(word),
        fact.per.as_ref().map(word),
        fact.measure.clone(),
        window,
        fact.due.as_ref().map(|d| format!("due {d}")),
    ];
    let more: String = more.into_iter().flatten().map(|m| format!(", {m}")).collect();
    let subject = fact.subject.as_ref().map(|s| format!(" for {s}")).unwrap_or_default();
    let condition = fact.condition.as_ref().map(|c| format!(" if {c}")).unwrap_or_default();
    format!("{} {sign} {}{unit}{more} “{}”{subject}{condition}", word(&fact.kind), fact.value, fact.quote)
}

/// cites 《…》 工信部科〔2016〕273号 第五条
fn citation_line(citation: &Citation) -> String {
    let title = citation.title_resolved.as_ref().or(citation.title.as_ref()).map(|t| format!("《{t}》"));
    let target = citation.target.as_ref().map(|t| format!("-> {} {}", t.policy, t.address));
    let parts: Vec<String> = [title, citation.number.clone(), citation.provision.clone(), target].into_iter().flatten().collect();
    format!("cites {}", if parts.is_empty() { citation.quote.clone() } else { parts.join(" ") })
}

/// defines “中心” as organisation 某省大数据中心
fn definition_line(definition: &Definition) -> String {
    let title = definition.title.as_ref().map(|t| format!("《{t}》"));
    let parts: Vec<String> = [title, definition.number.clone(), definition.meaning.clone()].into_iter().flatten().collect();
    format!("defines “{}” as {} {}", definition.term, word(&definition.kind), parts.join(" "))
}

/// The name of a value in JSON.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

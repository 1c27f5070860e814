//! The contents of a document: all of the part that is shown, of the other parts their chapters.

use super::parts::Parts;
use super::{Wish, convert};
use crate::clause::{Clause, ClauseKind, Part};
use crate::parsed::ParsedPolicy;
use crate::text::Script;
use crate::web::naming::label;
use crate::web::urls;

/// With more entries the contents of a part name only the top clauses.
const MOST: usize = 160;
/// Chapters of other parts that are named; beyond, a part is one line.
const MOST_CHAPTERS: usize = 200;
/// Parts that have a line of their own on each side of the one that is shown.
const NEAR: usize = 40;
/// Characters of a clause without a heading that stand in the contents.
const TEASER: usize = 16;

/// A line of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Where it leads: a fragment, or another part.
    pub href: String,
    /// Chapter, or label and heading.
    pub text: String,
    /// 0 or 1; a part is `part`.
    pub class: &'static str,
    /// Whether it is the part that is shown.
    pub here: bool,
}

/// The contents, with `part` (from 1) shown.
pub fn contents(parsed: &ParsedPolicy, parts: &Parts, part: usize, wish: &Wish) -> Vec<Entry> {
    let script = wish.conversion(parsed.document.script);
    if parts.count() == 1 {
        return inside(&parsed.clauses, script);
    }
    let page = urls::policy(&parsed.document.id);
    let mut chapters = MOST_CHAPTERS;
    let mut out = Vec::new();
    for n in 1..=parts.count() {
        let here = n == part;
        if n.abs_diff(part) > NEAR && n != 1 && n != parts.count() {
            continue;
        }
        let clauses = &parsed.clauses[parts.range(n)];
        let href = wish.part(n).on(&page);
        out.push(Entry { href: if here { "#text".to_owned() } else { href.clone() }, text: span(clauses, script), class: "part", here });
        if here {
            out.extend(inside(clauses, script));
            continue;
        }
        let before: &[String] = parts.range(n).start.checked_sub(1).map_or(&[], |i| &parsed.clauses[i].groups);
        let heads = chapters_of(clauses, before, script);
        if heads.len() <= chapters {
            chapters -= heads.len();
            out.extend(heads.into_iter().map(|e| Entry { href: format!("{href}{}", e.href), ..e }));
        }
    }
    out
}

/// First and last clause of a part: 第一条 – 第八十七条.
pub fn span(clauses: &[Clause], script: Option<Script>) -> String {
    let top = |c: &&Clause| c.kind != ClauseKind::Part && c.depth == 0;
    let name = |c: Option<&Clause>| c.map(|c| converted(&label(c), script)).unwrap_or_default();
    let first = name(clauses.iter().find(top).or(clauses.first()));
    let last = name(clauses.iter().rfind(top).or(clauses.last()));
    if first == last { first } else { format!("{first} – {last}") }
}

fn converted(text: &str, script: Option<Script>) -> String {
    script.map_or_else(|| text.to_owned(), |to| convert::words(text, to))
}

/// The chapters that begin among these clauses, each at its first article.
fn chapters_of(clauses: &[Clause], before: &[String], script: Option<Script>) -> Vec<Entry> {
    let mut groups = before;
    let mut out = Vec::new();
    for clause in clauses.iter().filter(|c| c.kind == ClauseKind::Article) {
        let same = groups.iter().zip(&clause.groups).take_while(|(a, b)| a == b).count();
        out.extend(clause.groups[same..].iter().map(|g| Entry {
            href: format!("#{}", clause.address),
            text: converted(g, script),
            class: "d0 chapter",
            here: false,
        }));
        groups = &clause.groups;
    }
    out
}

fn inside(clauses: &[Clause], script: Option<Script>) -> Vec<Entry> {
    let listed = |c: &&Clause, depth: usize| {
        let part = c.address.part().is_some_and(|p| matches!(p, Part::Title | Part::Salutation | Part::Signature | Part::Imprint));
        c.depth <= depth && c.kind != ClauseKind::Paragraph && !part
    };
    let depth = usize::from(clauses.iter().filter(|c| listed(c, 1)).count() <= MOST);
    let mut groups: &[String] = &[];
    let mut out = Vec::new();
    for clause in clauses.iter().filter(|c| listed(c, depth)) {
        if clause.kind == ClauseKind::Article {
            out.extend(chapters_of(std::slice::from_ref(clause), groups, script));
            groups = &clause.groups;
        }
        let below = clause.depth > 0 || !clause.groups.is_empty();
        out.push(Entry {
            href: format!("#{}", clause.address),
            text: converted(&entry_text(clause), script),
            class: if below { "d1" } else { "d0" },
            here: false,
        });
    }
    out
}

/// Label and heading, or label and first words.
fn entry_text(clause: &Clause) -> String {
    let label = label(clause);
    if clause.kind == ClauseKind::Part {
        return label;
    }
    let words = if clause.heading.is_empty() { &clause.text } else { &clause.heading };
    let words = words.split('\n').next().unwrap_or_default();
    let teaser: String = words.chars().take(TEASER).collect();
    let cut = clause.heading.is_empty() && words.chars().nth(TEASER).is_some();
    let words = if clause.heading.is_empty() { &teaser } else { words };
    let gap = if label.ends_with(|c: char| c.is_alphanumeric()) { " " } else { "" };
    format!("{label}{gap}{words}{}", if cut { "…" } else { "" })
}

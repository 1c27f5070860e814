//! The tool `get_clause`.

use rmcp::schemars::{self, JsonSchema};
use serde::Serialize;

use super::ask::GetClause;
use super::paged::{Page, page};
use super::passage::{Passage, Window, heading, passage};
use super::resolve::Resolved;
use super::search::{FactLine, fact_lines};
use super::{Answer, Holdings, find, structured};
use crate::clause::Clause;
use crate::resolve::resolve_with;

/// Characters of a clause's words on a page.
const WORDS: usize = 8000;
/// Clauses of a list of contents on a page.
const LINES: usize = 150;
/// Clauses below one on a page, with the words of each.
const BELOW: usize = 20;
/// Characters of the words of each of those.
const BELOW_WORDS: usize = 1500;
/// Facts and citations of a clause.
const ITEMS: usize = 40;

/// The answer of `get_clause`.
#[derive(Serialize, JsonSchema)]
pub struct Got {
    /// The clause; without an address the document, whose words stand in its clauses.
    pub clause: Passage,
    /// Which part of the words, of the contents or of the clauses below this is.
    pub page: Page,
    /// The clauses directly below, or the contents of the document: address, name and first words of each.
    pub contents: Vec<Line>,
    /// The clauses below with their words, when they were asked for.
    pub below: Vec<Passage>,
    /// Amounts, days and counts of the clause.
    pub facts: Vec<FactLine>,
    /// What the clause cites, resolved on the date of its document.
    pub citations: Vec<Resolved>,
    /// What is left out of the lists beside the words, and where it is found; null when nothing is.
    pub left_out: Option<String>,
    /// Address of the clause before it, on the same level.
    pub previous: Option<String>,
    /// Address of the clause after it, on the same level.
    pub next: Option<String>,
}

/// A clause in a list.
#[derive(Serialize, JsonSchema)]
pub struct Line {
    /// Its address.
    pub address: String,
    /// As people name it: 第五条第二款.
    pub native: String,
    /// Marker and heading, or the first words; for finding, not for quoting.
    pub name: String,
    /// Clauses below it.
    pub below: usize,
}

/// Characters of a clause's name in a list.
const NAME: usize = 40;

fn line(clause: &Clause, below: usize) -> Line {
    let mut name = heading(clause);
    if clause.heading.is_empty() {
        name = format!("{name} {}", clause.text.replace('\n', " "));
    }
    if name.chars().count() > NAME {
        name = name.chars().take(NAME).collect::<String>() + "…";
    }
    Line { address: clause.address.to_string(), native: clause.address.native(), name: name.trim().to_owned(), below }
}

/// Gives a clause, or the contents of a document.
pub fn run(holdings: &dyn Holdings, asked: GetClause) -> Answer {
    let day = find::day(asked.date.as_deref())?;
    let (record, rest) = find::policy(holdings, &asked.policy)?;
    let parsed = &record.parsed;
    let typed = asked.address.as_deref().map(|a| a.trim().trim_matches('/')).filter(|a| !a.is_empty()).unwrap_or(&rest);
    let below_of = |c: &Clause| parsed.clauses.iter().filter(|d| c.address.is_ancestor_of(&d.address)).count();
    if typed.is_empty() {
        let (range, page) = page(asked.page, LINES, parsed.clauses.len(), "clauses of the contents")?;
        return structured(&Got {
            clause: passage(holdings, &record, None, &day, Window::first(0)),
            page,
            contents: parsed.clauses[range].iter().map(|c| line(c, below_of(c))).collect(),
            below: Vec::new(),
            facts: Vec::new(),
            citations: Vec::new(),
            left_out: None,
            previous: None,
            next: None,
        });
    }
    let at = find::clause(&record, typed)?;
    let clause = &parsed.clauses[at];
    let inside: Vec<&Clause> = parsed.clauses.iter().filter(|c| clause.address.is_ancestor_of(&c.address)).collect();
    let children: Vec<&Clause> = inside.iter().copied().filter(|c| c.address.parent().as_ref() == Some(&clause.address)).collect();
    let (window, page, listed) = match asked.below {
        true => {
            let (range, page) = page(asked.page, BELOW, inside.len(), "clauses below")?;
            (Window::first(WORDS), page, range)
        }
        false => {
            let (range, page) = page(asked.page, WORDS, clause.text.chars().count(), "characters")?;
            (Window { from: range.start, most: WORDS }, page, 0..0)
        }
    };
    let passage_of = |c: &&Clause| passage(holdings, &record, Some(&c.address), &day, Window::first(BELOW_WORDS));
    let siblings: Vec<&Clause> = parsed.clauses.iter().filter(|c| c.address.parent() == clause.address.parent()).collect();
    let own = siblings.iter().position(|c| c.address == clause.address);
    let sibling = |at: Option<usize>| at.and_then(|i| siblings.get(i)).map(|c| c.address.to_string());
    let citations: Vec<_> = parsed.citations.iter().filter(|c| c.address == clause.address).collect();
    let over = [
        (children.len().saturating_sub(LINES), "clauses directly below (ask for the document without address: its contents have pages)"),
        (parsed.facts_of(&clause.address).count().saturating_sub(ITEMS), "facts"),
        (citations.len().saturating_sub(ITEMS), "citations (give the words to the tool resolve)"),
    ];
    let left: Vec<String> = over.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} more {what}")).collect();
    structured(&Got {
        clause: passage(holdings, &record, Some(&clause.address), &day, window),
        page,
        contents: children.into_iter().take(LINES).map(|c| line(c, below_of(c))).collect(),
        below: inside[listed].iter().map(passage_of).collect(),
        facts: fact_lines(parsed.facts_of(&clause.address), ITEMS),
        citations: citations
            .into_iter()
            .take(ITEMS)
            .map(|c| Resolved::of(holdings, c, resolve_with(holdings.resolver(), holdings.library(), &parsed.document, c)))
            .collect(),
        left_out: (!left.is_empty()).then(|| left.join("; ")),
        previous: sibling(own.and_then(|i| i.checked_sub(1))),
        next: sibling(own.map(|i| i + 1)),
    })
}

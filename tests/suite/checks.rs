//! The laws that every parse keeps, whatever the text: checked by the property tests, the fixtures and `fuzz/`.

use std::collections::{HashMap, HashSet};

use tiaoli::clause::{Clause, ClauseAddress, ClauseTree};
use tiaoli::corpus::SourceFile;
use tiaoli::lexicon::Lexicon;
use tiaoli::parsed::ParsedPolicy;
use tiaoli::text::width::is_blank;
use tiaoli::text::{SourceText, Span};

fn printed(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

/// Checks all laws at once; the message says which one is broken, and where.
pub fn check_tree(source: &str, tree: &ClauseTree) {
    let clauses = &tree.clauses;
    let mut seen = HashSet::new();
    for clause in clauses {
        assert!(seen.insert(clause.address.to_string()), "the address {} is given twice in {source:?}", clause.address);
        assert!(
            source.get(clause.span.start..clause.span.end).is_some(),
            "{} has no place on character borders: {:?}",
            clause.address,
            clause.span
        );
    }
    // Spans nest and are ordered.
    let mut open: Vec<&Clause> = Vec::new();
    let mut top_end = 0;
    for clause in clauses {
        while open.last().is_some_and(|o| !o.address.is_ancestor_of(&clause.address)) {
            open.pop();
        }
        match open.last() {
            Some(parent) => {
                assert!(parent.span.contains(clause.span), "{} reaches out of {} in {source:?}", clause.address, parent.address)
            }
            None => {
                assert!(clause.span.start >= top_end, "{} begins before its predecessor ends in {source:?}", clause.address);
                top_end = clause.span.end;
            }
        }
        open.push(clause);
    }
    // Top spans and dropped spans cover the source.
    let mut covered: Vec<Span> = tree.dropped.iter().map(|d| d.span).collect();
    covered.extend(clauses.iter().filter(|c| !clauses.iter().any(|o| o.address.is_ancestor_of(&c.address))).map(|c| c.span));
    covered.sort();
    let mut reached = 0;
    for span in &covered {
        assert!(span.start <= reached, "nothing covers bytes {reached}..{} of {source:?}", span.start);
        reached = reached.max(span.end);
    }
    assert_eq!(reached, source.len(), "the end of {source:?} is not covered");
    // Every printed character stands in exactly one place: a clause's own text, a group heading, or dropped.
    let mut places: Vec<Span> = clauses.iter().flat_map(|c| c.pieces.iter().map(|p| p.span)).collect();
    places.extend(tree.dropped.iter().map(|d| d.span));
    places.extend(&tree.group_headings);
    places.sort();
    let joined: String = places.iter().map(|s| s.of(source)).collect();
    assert_eq!(printed(&joined), printed(source), "joining the pieces does not give the source back");
    // The text of a clause is its pieces without the label.
    for clause in clauses {
        let pieces: String = clause.pieces.iter().map(|p| p.span.of(source)).collect();
        assert_eq!(printed(&pieces), printed(&clause.label) + &printed(&clause.text), "{} in {source:?}", clause.address);
        assert!(
            printed(&clause.text).contains(&printed(&clause.heading)),
            "the heading of {} is not in its text in {source:?}",
            clause.address
        );
    }
}

/// Parses a text as a whole and checks the laws of its clauses, facts, citations and departments.
pub fn check_parse(text: &str, lexicon: &Lexicon) -> ParsedPolicy {
    let file = SourceFile { text: SourceText::from_reader(text.to_owned(), "UTF-8"), ..SourceFile::default() };
    let source = file.text.as_str();
    check_tree(source, &tiaoli::clause::parse(source, lexicon));
    let parsed = ParsedPolicy::parse(&file, lexicon);
    let clauses: HashMap<&ClauseAddress, &Clause> = parsed.clauses.iter().map(|c| (&c.address, c)).collect();
    let found = parsed.facts.iter().map(|f| ("fact", &f.address, f.span, Some(&f.quote)));
    let found = found.chain(parsed.citations.iter().map(|c| ("citation", &c.address, c.span, Some(&c.quote))));
    let found = found.chain(parsed.departments.iter().map(|d| ("department", &d.address, d.span, None)));
    for (what, address, span, quote) in found {
        let Some(clause) = clauses.get(address) else { panic!("a {what} stands in {address}, which is no clause, in {source:?}") };
        assert!(clause.span.contains(span), "a {what} at {span:?} reaches out of {address} in {source:?}");
        assert!(!span.is_empty() && source.get(span.start..span.end).is_some(), "a {what} has no place: {span:?} in {source:?}");
        // The words of the clause's own text within the span; a page number may stand between them.
        let own = clause.pieces.iter().map(|p| Span::new(p.span.start.max(span.start), p.span.end.min(span.end)));
        let words: String = own.filter(|s| !s.is_empty()).map(|s| s.of(source)).collect();
        assert!(!words.is_empty(), "a {what} of {address} holds none of its words in {source:?}");
        if let Some(quote) = quote {
            assert_eq!(printed(quote), printed(&words), "the quotation of a {what} in {address} of {source:?}");
        }
    }
    for address in parsed.citations.iter().filter_map(|c| c.target.as_ref()).filter(|t| t.policy == parsed.document.id) {
        let named: Option<ClauseAddress> = address.address.parse().ok();
        let held = address.address.is_empty() || named.is_some_and(|a| clauses.contains_key(&a));
        assert!(held, "a citation leads to {:?}, which is no clause, in {source:?}", address.address);
    }
    for warning in parsed.warnings.iter() {
        assert!(source.get(warning.span.start..warning.span.end).is_some(), "a warning has no place in {source:?}");
    }
    // The written form of an address is the address.
    for clause in &parsed.clauses {
        let written = clause.address.to_string();
        assert_eq!(written.parse::<ClauseAddress>().ok().as_ref(), Some(&clause.address), "{written} cannot be read");
    }
    parsed
}

//! Short forms and terms that a document has introduced, where they are used.
//!
//! （以下简称“专项”） holds from there on. A term of four and more characters is taken wherever it stands; a shorter one only
//! where no other word can end before it (本中心, 由中心, 。中心), because 中心 is also the end of 数据中心.

use crate::clause::ClauseAddress;
use crate::extract::DefinitionKind;
use crate::parsed::ParsedPolicy;
use crate::web::frame::Link;
use crate::web::naming::quoted_title;
use crate::web::reading::in_document;
use crate::web::render::{Group, Paragraph, Run};

/// Terms of one document that are looked for.
const MOST: usize = 80;
/// Terms this long are taken wherever they stand.
const LONG: usize = 4;
/// Characters after which a short term can begin.
const BEFORE: &str = "本该各对由向为的与和及或在经将按给以从至是即指被把每凡";

/// A term with what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its number in the document; its id on a page is `term-0` …
    pub number: usize,
    /// As printed, without marks.
    pub term: String,
    /// What it stands for, as printed.
    pub meaning: String,
    /// The clause that introduces it.
    pub at: Link,
    /// Its place in the list of clauses.
    clause: usize,
}

/// The terms of a document, the last introduced last.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<Term>);

impl Terms {
    /// Gathers them; `several` says whether the document stands on several pages.
    pub fn of(parsed: &ParsedPolicy, several: bool) -> Terms {
        let place = |address: &ClauseAddress| parsed.clauses.iter().position(|c| c.address == *address);
        let mut out: Vec<Term> = Vec::new();
        for definition in parsed.definitions.iter().take(MOST) {
            let meaning = match (definition.kind, &definition.title, &definition.meaning) {
                (DefinitionKind::Document, Some(title), _) => quoted_title(title),
                (_, _, Some(meaning)) => meaning.clone(),
                _ => continue,
            };
            let (Some(clause), false) = (place(&definition.address), definition.term.trim().is_empty()) else { continue };
            let at = Link::new(in_document(&parsed.document.id, &definition.address, several), definition.address.native());
            out.push(Term { number: out.len(), term: definition.term.trim().to_owned(), meaning, at, clause });
        }
        Terms(out)
    }

    /// All of them.
    pub fn all(&self) -> &[Term] {
        &self.0
    }

    /// Marks the first use of each term in a clause; `clause` is its place in the list of clauses.
    pub fn mark(&self, clause: usize, paragraphs: &mut [Paragraph]) {
        // A later meaning takes the place of an earlier one; a longer term goes before a part of it.
        let mut known: Vec<usize> = Vec::new();
        for (at, term) in self.0.iter().enumerate().filter(|(_, t)| t.clause < clause && t.term.chars().count() > 1) {
            known.retain(|k| self.0[*k].term != term.term);
            known.push(at);
        }
        known.sort_by_key(|k| std::cmp::Reverse(self.0[*k].term.len()));
        for at in known {
            paragraphs.iter_mut().any(|p| self.mark_one(at, p));
        }
    }

    fn mark_one(&self, at: usize, paragraph: &mut Paragraph) -> bool {
        let term = self.0[at].term.as_str();
        let mut before = None;
        for Group { citation, runs } in &mut paragraph.groups {
            for i in 0..runs.len() {
                let run = &runs[i];
                let free = citation.is_none() && run.term.is_none();
                if let Some(start) = free.then(|| find(&run.text, term, before)).flatten() {
                    let piece = |text: &str, term| Run { text: text.to_owned(), term, begins: Vec::new(), ..run.clone() };
                    let (head, tail) = (&run.text[..start], &run.text[start + term.len()..]);
                    let mut cut = [piece(head, None), piece(term, Some(at)), piece(tail, None)];
                    // The anchor of a fact stands once, where the fact begins.
                    cut[usize::from(head.is_empty())].begins.clone_from(&run.begins);
                    runs.splice(i..=i, cut.into_iter().filter(|r| !r.text.is_empty()));
                    return true;
                }
                before = run.text.chars().next_back().or(before);
            }
        }
        false
    }
}

/// The term that a run of words is.
pub fn named<'t>(terms: &'t [Term], run: &Run) -> Option<&'t Term> {
    terms.iter().find(|t| run.term == Some(t.number))
}

/// The first place where a term stands as a word; `before` is the character before the text.
fn find(text: &str, term: &str, before: Option<char>) -> Option<usize> {
    let long = term.chars().count() >= LONG;
    let begins = |at: usize| {
        let last = text[..at].chars().next_back().or(before);
        long || last.is_none_or(|c| !c.is_alphanumeric() || BEFORE.contains(c))
    };
    text.match_indices(term).map(|(at, _)| at).find(|at| begins(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_term_is_no_end_of_another_word() {
        for (text, term, found) in [
            ("建设数据中心，由中心负责", "中心", Some("建设数据中心，由".len())),
            ("数据中心建设", "中心", None),
            ("中心负责审核", "中心", Some(0)),
            ("“中心”应当", "中心", Some("“".len())),
            ("落实专项资金管理办法", "专项资金", Some("落实".len())),
        ] {
            assert_eq!(find(text, term, None), found, "{text}");
        }
        assert_eq!(find("中心负责", "中心", Some('据')), None);
    }

    #[test]
    fn uses_are_marked_after_the_introduction_only() {
        let text = "一、省大数据中心（以下简称“中心”）负责建设。\n二、中心应当每年报告。由中心公布结果。\n";
        let file = crate::corpus::SourceFile {
            path: "a.txt".into(),
            text: crate::text::SourceText::from_reader(text.to_owned(), "UTF-8"),
            ..Default::default()
        };
        let parsed = ParsedPolicy::parse(&file, &crate::lexicon::Lexicon::embedded());
        let terms = Terms::of(&parsed, false);
        assert_eq!(terms.all().len(), 1, "{:?}", parsed.definitions);
        let marked = |clause: usize| {
            let mut paragraphs = crate::web::render::render(text, &parsed.clauses[clause], &[], &[]);
            terms.mark(clause, &mut paragraphs);
            let runs: Vec<Run> = paragraphs.into_iter().flat_map(|p| p.groups).flat_map(|g| g.runs).collect();
            assert_eq!(runs.iter().map(|r| r.text.as_str()).collect::<String>(), parsed.clauses[clause].text);
            runs.iter().filter(|r| r.term == Some(0)).count()
        };
        assert_eq!((marked(0), marked(1)), (0, 1));
    }
}

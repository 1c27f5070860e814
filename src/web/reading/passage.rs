//! A clause as the pages for reading print it: paragraphs and tables, and what stands beside them.

use std::ops::Deref;

use super::convert;
use super::in_place::{Quotation, Shelf};
use super::tables::{self, Table};
use super::terms::Terms;
use crate::clause::Clause;
use crate::text::Script;
use crate::web::pages::remarks::DroppedView;
use crate::web::render::{Paragraph, Run};
use crate::web::urls;
use crate::web::view::{ClauseView, FactView, RecordView};

/// With more notes than this a narrow screen folds them.
const FOLDED: usize = 3;
/// Facts, and citations, of a clause that light up with their words; the stylesheet has a rule for each.
const LIT: usize = 12;

/// A clause with what stands beside it.
#[derive(Clone, Debug)]
pub struct Passage {
    view: ClauseView,
    /// Its words.
    pub blocks: Vec<Block>,
    /// What each citation cites, in their order; none where it cannot be shown in place.
    pub quotations: Vec<Option<Quotation>>,
    /// Where a mistake is reported.
    pub report: String,
}

/// A piece of the words.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Words(Paragraph),
    /// Rows of a table, and where they begin in the source.
    Table(Table, usize),
    /// Text that was left out.
    LeftOut(DroppedView),
}

impl Block {
    /// The paragraph, if it is one.
    pub fn words(&self) -> Option<&Paragraph> {
        if let Block::Words(paragraph) = self { Some(paragraph) } else { None }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&Table> {
        if let Block::Table(table, _) = self { Some(table) } else { None }
    }

    /// What was left out, if it is that.
    pub fn left_out(&self) -> Option<&DroppedView> {
        if let Block::LeftOut(piece) = self { Some(piece) } else { None }
    }

    /// Where it begins in the source, in bytes; nothing for what was left out.
    pub fn start(&self) -> Option<usize> {
        match self {
            Block::Words(paragraph) => Some(paragraph.span.start),
            Block::Table(_, start) => Some(*start),
            Block::LeftOut(_) => None,
        }
    }
}

impl Deref for Passage {
    type Target = ClauseView;

    fn deref(&self) -> &ClauseView {
        &self.view
    }
}

impl Passage {
    /// Whether a narrow screen folds what stands beside the words.
    pub fn is_crowded(&self) -> bool {
        self.note_count() > FOLDED
    }

    /// How many notes stand beside the words.
    pub fn note_count(&self) -> usize {
        self.facts.len() + self.citations.iter().filter(|c| c.class != "itself").count()
    }

    /// Classes of highlighted words: each lights up with its note.
    pub fn lit_words(&self, run: &Run) -> String {
        run.facts.iter().filter(|n| **n < LIT).map(|n| format!(" w{n}")).collect()
    }

    /// Class of the note of a fact.
    pub fn lit_fact(&self, n: &usize) -> String {
        if *n < LIT { format!(" k{n}") } else { String::new() }
    }

    /// Class of the words of a citation.
    pub fn lit_citation(&self, n: &Option<usize>) -> String {
        n.filter(|n| *n < LIT).map(|n| format!(" w{}", n + LIT)).unwrap_or_default()
    }

    /// Class of the note of a citation.
    pub fn lit_cited(&self, n: &usize) -> String {
        self.lit_citation(&Some(*n)).replacen('w', "k", 1)
    }

    /// Id of the note of the first fact that covers the words.
    pub fn note_of(&self, run: &Run) -> String {
        run.facts.first().and_then(|n| self.facts.get(*n)).map(note_id).unwrap_or_default()
    }

    /// The numbers of the terms that are marked in its paragraphs and cells.
    pub fn terms(&self) -> Vec<usize> {
        let words = self.blocks.iter().filter_map(Block::words).flat_map(|p| &p.groups);
        let cells = self.blocks.iter().filter_map(Block::table).flat_map(|t| t.head.iter().chain(t.rows.iter().flatten())).flatten();
        words.chain(cells).flat_map(|g| &g.runs).filter_map(|r| r.term).collect()
    }

    /// What a citation cites.
    pub fn quotation(&self, n: &usize) -> Option<&Quotation> {
        self.quotations.get(*n)?.as_ref()
    }

    /// Where a mistake in a fact is reported.
    pub fn report_of(&self, fact: &FactView) -> String {
        format!("{}&fact={}", self.report, fact.anchor.trim_start_matches('f'))
    }
}

/// Id of the note of a fact: `n12` for the words `f12`.
pub fn note_id(fact: &FactView) -> String {
    format!("n{}", fact.anchor.trim_start_matches('f'))
}

/// What is needed to make passages of clauses.
pub struct Maker<'a> {
    /// Facts and citations of the document.
    pub view: &'a RecordView<'a>,
    /// What is cited.
    pub shelf: Shelf<'a>,
    /// Terms of the document.
    pub terms: &'a Terms,
    /// The script to convert to.
    pub script: Option<Script>,
}

impl Maker<'_> {
    /// The passages of neighbouring clauses; `first` is the place of the first in the list of clauses, `top` the depth of
    /// the outermost.
    pub fn passages(&mut self, id: &crate::policy::PolicyId, clauses: &[Clause], first: usize, top: usize) -> Vec<Passage> {
        let views = self.view.clauses(clauses, top);
        views
            .into_iter()
            .zip(clauses)
            .enumerate()
            .map(|(n, (mut view, clause))| {
                self.terms.mark(first + n, &mut view.paragraphs);
                if let Some(script) = self.script {
                    convert::clause(&mut view, script);
                }
                let quotations = (0..view.citations.len()).map(|i| self.shelf.take(&view.citations[i], &view.id, i)).collect();
                let blocks = blocks(std::mem::take(&mut view.paragraphs));
                Passage { view, blocks, quotations, report: urls::report(id, &clause.address) }
            })
            .collect()
    }
}

fn blocks(paragraphs: Vec<Paragraph>) -> Vec<Block> {
    let mut sizes = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let rows = tables::rows(&paragraphs[at..]);
        sizes.push(rows);
        at += rows.max(1);
    }
    let mut rest = paragraphs.into_iter();
    let take = |rows: usize| {
        if rows == 0 {
            return rest.next().map(Block::Words);
        }
        let rows: Vec<Paragraph> = rest.by_ref().take(rows).collect();
        let start = rows.first().map_or(0, |p| p.span.start);
        Some(Block::Table(tables::table(rows), start))
    };
    sizes.into_iter().filter_map(take).collect()
}

//! The lines of an attachment, as they stand in the source.
//!
//! A form lives from its tabs, spaces and empty lines, which clauses leave out; so the source is read again, without what
//! was dropped (page numbers, running heads). A line that is the wrapped end of the one before is joined to it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::clause::{ClauseAddress, ClauseKind};
use crate::parsed::ParsedPolicy;
use crate::text::width::is_blank;
use crate::text::{Span, fold};

/// A line that is not empty. A line of a tab is a cell and so not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// With its white space, without the line break.
    pub text: String,
    /// Empty lines before it.
    pub gap: usize,
    /// The numbered clause that begins here.
    pub clause: Option<ClauseAddress>,
}

impl Line {
    /// Folded.
    pub fn folded(&self) -> String {
        fold(&self.text)
    }

    /// Whether it holds or begins with a tab.
    pub fn has_tab(&self) -> bool {
        self.text.contains('\t')
    }
}

/// What the lines of one document are read with.
pub(super) struct Source<'a> {
    text: &'a str,
    dropped: Vec<Span>,
    /// Where the words of a numbered clause begin.
    starts: BTreeMap<usize, &'a ClauseAddress>,
    /// Where a line begins that goes on with the paragraph before.
    wrapped: BTreeSet<usize>,
}

impl<'a> Source<'a> {
    pub fn new(policy: &'a ParsedPolicy, text: &'a str) -> Self {
        let mut dropped: Vec<Span> = policy.dropped.iter().map(|d| d.span).collect();
        dropped.sort_unstable();
        let numbered = |k: ClauseKind| matches!(k, ClauseKind::Numbered | ClauseKind::Article);
        let starts = policy.clauses.iter().filter(|c| numbered(c.kind)).filter_map(|c| Some((c.pieces.first()?.span.start, &c.address)));
        let pieces = policy.clauses.iter().flat_map(|c| c.pieces.iter().skip(1));
        let wrapped = pieces.filter(|p| !p.new_paragraph).map(|p| p.span.start).collect();
        Source { text, dropped, starts: starts.collect(), wrapped }
    }

    /// The lines of a range, behind `skip` characters that are not blank.
    pub fn lines(&self, range: Range<usize>, mut skip: usize) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::new();
        let (mut line, mut start, mut gap) = (String::new(), None, 0);
        // Where a line was dropped, no empty line stands.
        let mut cut = false;
        let mut at = self.dropped.partition_point(|d| d.end <= range.start);
        for (offset, c) in self.text.get(range.clone()).unwrap_or("").char_indices() {
            let here = range.start + offset;
            while self.dropped.get(at).is_some_and(|d| d.end <= here) {
                at += 1;
            }
            if self.dropped.get(at).is_some_and(|d| d.start <= here) {
                cut = true;
                continue;
            }
            if !matches!(c, '\n' | '\u{0C}') {
                if skip > 0 {
                    skip -= usize::from(!is_blank(c));
                    cut = true;
                    continue;
                }
                if !is_blank(c) && start.is_none() {
                    start = Some(here);
                }
                line.push(c);
                continue;
            }
            self.end(&mut line, &mut start, &mut gap, cut, &mut out);
            cut = false;
        }
        self.end(&mut line, &mut start, &mut gap, cut, &mut out);
        out
    }

    fn end(&self, line: &mut String, start: &mut Option<usize>, gap: &mut usize, cut: bool, out: &mut Vec<Line>) {
        let text = std::mem::take(line);
        let text = text.trim_end_matches('\r').to_owned();
        let start = start.take();
        if start.is_none() && !text.contains('\t') {
            *gap += usize::from(!cut);
            return;
        }
        let wrapped = start.is_some_and(|s| self.wrapped.contains(&s));
        match out.last_mut() {
            Some(last) if wrapped && !last.has_tab() && !text.contains('\t') && !text.trim_start().starts_with(['|', '｜']) => {
                last.text.push_str(text.trim());
            }
            _ => {
                let clause = start.and_then(|s| self.starts.get(&s)).map(|a| (*a).clone());
                out.push(Line { text, gap: *gap, clause });
            }
        }
        *gap = 0;
    }
}

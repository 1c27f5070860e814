//! Builds the clauses of a document from its parts.

use super::layout::{self, Line};
use super::parts::{self, Block, BlockKind};
use super::{Clause, ClauseAddress, ClauseKind, Dropped, Part, Piece, Step, tree};
use crate::clause::address::StepKind;
use crate::diagnostic::Warning;
use crate::lexicon::Lexicon;
use crate::text::{Span, to_hans};

/// The clauses of a document, what was left out, and what a reader should look at.
#[derive(Clone, Debug, Default)]
pub struct ClauseTree {
    /// Clauses in reading order, parents before children.
    pub clauses: Vec<Clause>,
    /// What was left out, in reading order.
    pub dropped: Vec<Dropped>,
    /// Warnings, in reading order.
    pub warnings: Vec<Warning>,
    /// The lines of 编, 章 and 节 headings above articles: no clauses of their own, named in [`Clause::groups`].
    pub group_headings: Vec<Span>,
}

/// Parses a source text into clauses. Never fails: a text without any structure is one paragraph.
///
/// ```
/// use tiaoli::{clause, lexicon::Lexicon};
/// let tree = clause::parse("一、支持政策\n（一）资金支持。给予补助。\n", &Lexicon::embedded());
/// let found: Vec<String> = tree.clauses.iter().map(|c| format!("{} {}", c.address, c.heading)).collect();
/// assert_eq!(found, ["1 支持政策", "1/1 资金支持"]);
/// ```
pub fn parse(source: &str, lexicon: &Lexicon) -> ClauseTree {
    let (lines, mut dropped) = layout::logical_lines(source, lexicon);
    let (lines, blocks, more) = parts::divide(lines, lexicon);
    dropped.extend(more);
    dropped.sort_by_key(|d| d.span);
    let mut out = ClauseTree { dropped, ..ClauseTree::default() };
    let writer = Writer { source };
    let mut head = None;
    for block in &blocks {
        writer.block(block, &lines, &mut head, &mut out);
    }
    out
}

/// Writes clauses from lines.
pub(super) struct Writer<'s> {
    pub source: &'s str,
}

/// Lines, or the end of a line, that make up the own text of a clause.
pub(super) struct OwnText<'l> {
    /// The lines.
    pub lines: Vec<&'l Line>,
    /// Characters of the first line that are the label (after those skipped).
    pub label: usize,
    /// Characters at the start of the first line that belong to another clause.
    pub skip: usize,
    /// Where in the first line the own text ends, in characters; what follows belongs to another clause.
    pub take: Option<usize>,
}

impl Writer<'_> {
    /// Writes a block; `head` is the place of the clause that holds the document, from the second document on.
    fn block(&self, block: &Block, lines: &[Line], head: &mut Option<usize>, out: &mut ClauseTree) {
        let mut own = block.lines.clone();
        let mut heading = block.heading.clone();
        let mut root = ClauseAddress::default();
        if block.document > 1 {
            root = root.child(StepKind::Document(block.document));
            if head.is_none_or(|place| out.clauses[place].address != root) {
                *head = Some(out.clauses.len());
                own.start = self.document(&root, block, lines, out);
                heading = own.start..own.start;
            }
        }
        if !own.is_empty() {
            match block.kind {
                BlockKind::Body => tree::build(self, &lines[own], &root, out),
                BlockKind::Part(part) => self.part(part, &root, &lines[own], &lines[heading], out),
                BlockKind::Attachment { number, label } => self.attachment(block, &root, number, label, lines, out),
            }
        }
        if let (Some(head), Some(last)) = (head.and_then(|place| out.clauses.get_mut(place)), lines[block.lines.clone()].last()) {
            head.span.end = last.region.end;
        }
    }

    /// The head of a second document: its title. Returns where the rest of its first block begins.
    fn document(&self, root: &ClauseAddress, first: &Block, lines: &[Line], out: &mut ClauseTree) -> usize {
        let whole = matches!(first.kind, BlockKind::Part(Part::Title));
        let end = if whole { first.lines.end } else { first.heading.end.clamp(first.lines.start, first.lines.end) };
        let heading = self.printed(&lines[first.heading.clone()]);
        let own = OwnText { lines: lines[first.lines.start..end].iter().collect(), label: 0, skip: 0, take: None };
        let mut clause = self.clause(root.clone(), ClauseKind::Document, heading, own);
        clause.span.start = lines[first.lines.start].region.start;
        out.clauses.push(clause);
        end
    }

    fn part(&self, part: Part, root: &ClauseAddress, own: &[Line], heading: &[Line], out: &mut ClauseTree) {
        let mut address = root.child(StepKind::Part(part));
        let before = out.clauses.iter().filter(|c| c.depth == address.depth() && c.address.part() == Some(part) && root.holds(&c.address));
        let nth = 1 + before.count() as u32;
        address = root.child(Step { kind: StepKind::Part(part), nth });
        let heading = self.printed(heading);
        // A first line 附件1 above the title is the document's place in a parent notice: its label.
        let mark =
            own.first().filter(|l| part == Part::Title && own.len() > 1 && l.text.starts_with("附件") && l.text.chars().count() <= 5);
        let label = mark.map_or(0, |l| l.text.chars().count());
        let text = OwnText { lines: own.iter().collect(), label, skip: 0, take: None };
        out.clauses.push(self.clause(address, ClauseKind::Part, heading, text));
    }

    fn attachment(&self, block: &Block, root: &ClauseAddress, number: u32, label: usize, lines: &[Line], out: &mut ClauseTree) {
        let address = root.child(StepKind::Attachment(number));
        let region = Span::new(lines[block.lines.start].region.start, lines[block.lines.end - 1].region.end);
        let head_end = block.heading.end.max(block.lines.start + 1);
        let body = (head_end..block.lines.end).find(|i| lines[*i].marker.is_some()).unwrap_or(block.lines.end);
        let rest = &lines[head_end..body];
        // Sentences before the first clause are the attachment's preamble, form fields its own text.
        let prose = rest.iter().any(Line::is_sentence) && rest.iter().all(|l| !l.cell) && body < block.lines.end;
        let own_end = if prose { head_end } else { body };
        let mut heading_lines = lines[block.heading.clone()].to_vec();
        let mut heading = self.printed(&heading_lines);
        if block.heading.start == block.lines.start {
            heading_lines.truncate(1);
            heading = heading.chars().skip(self.printed_prefix(&heading_lines[0], label)).collect::<String>().trim().to_owned();
        }
        let own = OwnText { lines: lines[block.lines.start..own_end].iter().collect(), label, skip: 0, take: None };
        let mut clause = self.clause(address.clone(), ClauseKind::Attachment, heading, own);
        clause.span = region;
        out.clauses.push(clause);
        if prose {
            let own = OwnText { lines: rest.iter().collect(), label: 0, skip: 0, take: None };
            out.clauses.push(self.clause(address.child(StepKind::Part(Part::Preamble)), ClauseKind::Part, String::new(), own));
        }
        if body < block.lines.end {
            tree::build(self, &lines[body..block.lines.end], &address, out);
        }
    }

    /// A clause with the given own text; its span covers just that.
    pub(super) fn clause(&self, address: ClauseAddress, kind: ClauseKind, heading: String, own: OwnText<'_>) -> Clause {
        let mut pieces = Vec::new();
        let mut label = String::new();
        let mut text = String::new();
        let mut span: Option<Span> = None;
        for (i, line) in own.lines.iter().enumerate() {
            let mut region = line.region;
            let (mut skip, mut take) = if i == 0 { (own.skip, own.take.unwrap_or(usize::MAX)) } else { (0, usize::MAX) };
            for (j, piece) in line.pieces.iter().enumerate() {
                let chars = printed_chars(piece.of(self.source));
                let start = layout::after(self.source, *piece, skip);
                if skip > 0 {
                    region.start = start;
                }
                let end = layout::after(self.source, *piece, take);
                skip = skip.saturating_sub(chars);
                take = take.saturating_sub(chars);
                if start >= end {
                    continue;
                }
                if i == 0 && own.take.is_some() {
                    region.end = end;
                }
                let first = pieces.is_empty();
                let from = if first { layout::after(self.source, Span::new(start, end), own.label) } else { start };
                if first {
                    label = Span::new(start, from).of(self.source).trim().to_owned();
                }
                pieces.push(Piece { span: Span::new(start, end), new_paragraph: j == 0 || first });
                append(&mut text, Span::new(from, end).of(self.source), j == 0);
            }
            span = Some(Span::new(span.map_or(region.start, |s| s.start), region.end));
        }
        let text_hans = to_hans(&text).into_owned();
        Clause {
            depth: address.depth(),
            address,
            label,
            kind,
            heading,
            text,
            text_hans,
            span: span.unwrap_or_default(),
            inferred: false,
            groups: Vec::new(),
            pieces,
        }
    }

    /// The printed text of some lines, line breaks joined.
    pub(super) fn printed(&self, lines: &[Line]) -> String {
        let mut out = String::new();
        for piece in lines.iter().flat_map(|l| &l.pieces) {
            append(&mut out, piece.of(self.source), false);
        }
        out
    }

    /// How many printed characters hold the first `chars` non-blank ones of a line.
    fn printed_prefix(&self, line: &Line, chars: usize) -> usize {
        let Some(piece) = line.pieces.first() else { return 0 };
        let end = layout::after(self.source, *piece, chars);
        Span::new(piece.start, end).of(self.source).chars().count()
    }
}

/// Characters that are not blank.
pub(super) fn printed_chars(text: &str) -> usize {
    text.chars().filter(|c| !crate::text::width::is_blank(*c)).count()
}

/// Adds a piece to a text: a new paragraph on a new line; a wrapped line joined, with a space between Latin words only.
fn append(text: &mut String, piece: &str, new_paragraph: bool) {
    let piece = piece.trim_matches(crate::text::width::is_blank);
    if piece.is_empty() {
        return;
    }
    if new_paragraph && !text.is_empty() {
        text.push('\n');
    } else if text.ends_with(|c: char| c.is_ascii_alphanumeric()) && piece.starts_with(|c: char| c.is_ascii_alphabetic()) {
        text.push(' ');
    }
    text.push_str(piece);
}

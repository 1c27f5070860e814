//! From marked lines to a tree: levels, siblings, missing and repeated numbers.
//!
//! Which level a marker means is learned: a kind of marker that is new stands one level below the
//! clause it was met in, and keeps that rank for the document. A kind that is open is a sibling.
//! Numbering that runs on across parents (一、1. 2. 二、3.) is legal.

use std::collections::HashMap;

use super::heading::{self, Rest};
use super::layout::Line;
use super::marker::{Marker, MarkerKind};
use super::parser::{ClauseTree, OwnText, Writer};
use super::{ClauseAddress, ClauseKind, Step, numbering};
use crate::clause::address::StepKind;
use crate::diagnostic::{Warning, WarningKind};

/// A line, and the marker it is taken to begin with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'l> {
    pub line: &'l Line,
    pub marker: Option<Marker>,
    /// The number is missing in the source and was supplied.
    pub inferred: bool,
}

/// What a node holds, in reading order.
enum Content {
    Line(usize),
    Child(usize),
}

struct Node {
    /// First line.
    item: usize,
    marker: Marker,
    content: Vec<Content>,
    groups: Vec<String>,
    /// Chapter and section headings right above it.
    group_start: Option<usize>,
}

/// A node on the path from the root to the current line, with the last number of each kind of child it had.
struct Frame {
    node: usize,
    marker: Marker,
    last_child: HashMap<MarkerKind, u32>,
}

/// Builds the clauses of one scope (the body, or an attachment) below `base`.
pub(super) fn build(writer: &Writer<'_>, lines: &[Line], base: &ClauseAddress, out: &mut ClauseTree) {
    let mut items = numbering::accept(lines);
    numbering::infer(&mut items);
    let mut builder = Builder {
        writer,
        items: &items,
        base,
        nodes: Vec::new(),
        out,
        used: HashMap::new(),
        filled: HashMap::new(),
        unnamed: HashMap::new(),
        articles: has_articles(&items),
    };
    let roots = builder.grow();
    builder.emit_roots(&roots);
}

fn has_articles(items: &[Item<'_>]) -> bool {
    items.iter().any(|i| i.marker.is_some_and(|m| m.kind == MarkerKind::Article))
}

struct Builder<'a, 'l> {
    writer: &'a Writer<'a>,
    items: &'a [Item<'l>],
    base: &'a ClauseAddress,
    nodes: Vec<Node>,
    out: &'a mut ClauseTree,
    /// How often an address was given.
    used: HashMap<ClauseAddress, u32>,
    /// The addresses of numbers that only stand in decimal numbers below them: the 2 of 2.1 where no clause is 2.
    filled: HashMap<(ClauseAddress, u32), ClauseAddress>,
    /// Warnings of an item, whose address is known only when its clause is written.
    unnamed: HashMap<usize, usize>,
    articles: bool,
}

impl Builder<'_, '_> {
    /// Links the lines into nodes; returns what stands at the top.
    fn grow(&mut self) -> Vec<Content> {
        let mut roots = Vec::new();
        let mut stack: Vec<Frame> = Vec::new();
        let mut top_children: HashMap<MarkerKind, u32> = HashMap::new();
        let mut levels = numbering::Levels::default();
        let mut above: HashMap<MarkerKind, [u32; 3]> = HashMap::new();
        let mut groups: Vec<(MarkerKind, String)> = Vec::new();
        let (mut group_start, mut group_mark) = (None, 0);
        let chinese_groups = self.articles && chinese_headings_group(self.items);
        for index in 0..self.items.len() {
            let item = self.items[index];
            if self.articles && item.marker.is_none() && self.is_unnumbered_chapter(index) {
                groups.retain(|(kind, _)| *kind < MarkerKind::Chapter);
                self.group(index, MarkerKind::Chapter, &mut groups, &mut group_start, &mut group_mark);
                stack.clear();
                continue;
            }
            let Some(marker) = item.marker else {
                if group_start.is_none() {
                    if self.articles && stack.len() > 1 && index > 0 && self.items[index - 1].line.text.ends_with('。') && !item.line.cell
                    {
                        // 立法技术规范: a paragraph after the items of an article is its next 款.
                        stack.truncate(1);
                    }
                    if self.articles
                        && stack.len() == 1
                        && let Some(article) = stack.last_mut()
                    {
                        // Each 款 may open a list of its own.
                        article.last_child.clear();
                    }
                    self.attach(stack.last().map(|f| f.node), Content::Line(index), &mut roots);
                } else {
                    // A line below 第一章 that is no article: part of its heading.
                    self.out.group_headings.extend(&item.line.pieces);
                    if let Some((_, heading)) = groups.last_mut() {
                        heading.push_str(&self.writer.printed(std::slice::from_ref(item.line)));
                    }
                }
                continue;
            };
            // Headings such as 一、总则 above 第一条 group articles just as chapters do.
            let groups_articles = self.articles && marker.kind.is_group() || chinese_groups && marker.kind == MarkerKind::Chinese;
            if groups_articles {
                groups.retain(|(kind, _)| *kind < marker.kind);
                self.group(index, marker.kind, &mut groups, &mut group_start, &mut group_mark);
                stack.clear();
                continue;
            }
            let level = levels.place(&marker, &stack.iter().map(|f| (f.marker, &f.last_child)).collect::<Vec<_>>());
            stack.truncate(level);
            let siblings = stack.last_mut().map_or(&mut top_children, |f| &mut f.last_child);
            let mut before = siblings.insert(marker.kind, marker.number);
            if matches!(marker.kind, MarkerKind::Decimal(_)) && above.insert(marker.kind, marker.above).is_some_and(|a| a != marker.above) {
                // 2.1 after 1.7 begins anew.
                before = None;
            }
            self.check(index, &marker, before, levels.last(marker.kind));
            levels.seen(&marker, level);
            let node = self.nodes.len();
            self.nodes.push(Node {
                item: index,
                marker,
                content: Vec::new(),
                groups: if marker.kind == MarkerKind::Article { groups.iter().map(|(_, g)| g.clone()).collect() } else { Vec::new() },
                group_start: group_start.take(),
            });
            self.attach(stack.last().map(|f| f.node), Content::Child(node), &mut roots);
            stack.push(Frame { node, marker, last_child: HashMap::new() });
        }
        // A chapter with nothing below it is kept as a paragraph.
        if let Some(start) = group_start {
            self.out.group_headings.truncate(group_mark);
            roots.extend((start..self.items.len()).map(Content::Line));
        }
        roots
    }

    /// Takes a line as the heading of a group of articles.
    fn group(
        &mut self,
        index: usize,
        kind: MarkerKind,
        groups: &mut Vec<(MarkerKind, String)>,
        start: &mut Option<usize>,
        mark: &mut usize,
    ) {
        let line = self.items[index].line;
        groups.push((kind, self.writer.printed(std::slice::from_ref(line)).trim().to_owned()));
        if start.is_none() {
            *start = Some(index);
            *mark = self.out.group_headings.len();
        }
        self.out.group_headings.extend(&line.pieces);
    }

    /// 总则 or 附则 without 第…章, right above an article.
    fn is_unnumbered_chapter(&self, index: usize) -> bool {
        matches!(self.items[index].line.text.as_str(), "总则" | "分则" | "附则")
            && self.items.get(index + 1).and_then(|i| i.marker).is_some_and(|m| m.kind == MarkerKind::Article)
    }

    fn attach(&mut self, parent: Option<usize>, content: Content, roots: &mut Vec<Content>) {
        match parent {
            Some(node) => self.nodes[node].content.push(content),
            None => roots.push(content),
        }
    }

    /// Warns of skipped and repeated numbers. `before` is the last sibling, `last` the last marker of the kind anywhere.
    fn check(&mut self, index: usize, marker: &Marker, before: Option<u32>, last: Option<u32>) {
        let item = self.items[index];
        let expected = before.map_or(1, |b| b + 1);
        let runs_on = before.is_none() && last.is_some_and(|l| l + 1 == marker.number);
        let letter = marker.sub > 0;
        if item.inferred {
            self.warn(WarningKind::InferredHeading, index, format!("number {} is missing; the line was taken for it", marker.number));
        } else if marker.number > expected && !runs_on && !letter {
            let after = before.map_or_else(|| "the beginning".to_owned(), |b| b.to_string());
            self.warn(WarningKind::MissingNumber, index, format!("number {} follows {after}; expected {expected}", marker.number));
        } else if before.is_some_and(|b| marker.number <= b) && !letter {
            self.warn(
                WarningKind::DuplicateNumber,
                index,
                format!("number {} follows {}; expected {expected}", marker.number, expected - 1),
            );
        }
    }

    fn warn(&mut self, kind: WarningKind, index: usize, detail: String) {
        let line = self.items[index].line;
        let span = line.pieces.first().copied().unwrap_or(line.region);
        self.unnamed.insert(index, self.out.warnings.len());
        self.out.warnings.push(Warning { kind, address: String::new(), detail, span });
    }

    fn emit_roots(&mut self, roots: &[Content]) {
        let mut paragraphs = 0;
        for content in roots {
            match content {
                Content::Line(index) => {
                    paragraphs += 1;
                    let address = self.unique(self.base.child(StepKind::Paragraph(paragraphs)));
                    let own = OwnText { lines: vec![self.items[*index].line], label: 0, skip: 0, take: None };
                    let clause = self.writer.clause(address, ClauseKind::Paragraph, String::new(), own);
                    self.out.clauses.push(clause);
                }
                Content::Child(node) => {
                    self.emit(*node, &self.base.clone());
                }
            }
        }
    }

    /// Writes a node and what is below it; returns where it ends in the source.
    fn emit(&mut self, node: usize, parent: &ClauseAddress) -> usize {
        let content = std::mem::take(&mut self.nodes[node].content);
        let Node { item: index, marker, ref groups, group_start, .. } = self.nodes[node];
        let groups = groups.clone();
        let article = marker.kind == MarkerKind::Article;
        let step = if article { StepKind::Article(marker.number, marker.sub) } else { StepKind::Number(marker.number) };
        // Articles run through, whatever they stand below.
        let above = if article { self.base.clone() } else { self.below_numbers(parent, &marker) };
        let address = self.unique(above.child(step));
        let item = self.items[index];
        let label = marker.chars;
        let others: Vec<usize> = content.iter().filter_map(|c| if let Content::Line(i) = c { Some(*i) } else { None }).collect();
        let rest: String = item.line.text.chars().skip(label).collect();
        let head = heading::find(&rest, Rest { article, followed: !content.is_empty() });
        let heading = head.map_or_else(String::new, |h| self.heading(item.line, label, &h));
        let head_chars = label + head.map_or(0, |h| h.chars);
        let has_rest = item.line.text.chars().count() > head_chars;
        let table = item.line.cell || others.iter().any(|i| self.items[*i].line.cell);
        let split = !table && usize::from(has_rest) + others.len() > 1;

        let mut own_lines = vec![item.line];
        if !split {
            own_lines.extend(others.iter().map(|i| self.items[*i].line));
        }
        let own = OwnText { lines: own_lines, label, skip: 0, take: (split && has_rest).then_some(head_chars) };
        let kind = if article { ClauseKind::Article } else { ClauseKind::Numbered };
        let mut clause = self.writer.clause(address.clone(), kind, heading, own);
        clause.inferred = item.inferred;
        clause.groups = groups;
        if let Some(start) = group_start {
            clause.span.start = self.items[start].line.region.start;
        }
        let mut end = clause.span.end;
        if let Some(warning) = self.unnamed.get(&index).and_then(|w| self.out.warnings.get_mut(*w)) {
            warning.address = address.to_string();
        }
        let place = self.out.clauses.len();
        self.out.clauses.push(clause);

        let mut paragraphs = 0;
        let mut below = address.clone();
        let mut open: Option<usize> = None;
        if split && has_rest {
            paragraphs = 1;
            below = address.child(StepKind::Paragraph(1));
            open = Some(self.out.clauses.len());
            let own = OwnText { lines: vec![item.line], label: 0, skip: head_chars, take: None };
            end = self.paragraph(below.clone(), own);
        }
        for content in content {
            match content {
                Content::Line(i) if split => {
                    paragraphs += 1;
                    below = address.child(StepKind::Paragraph(paragraphs));
                    open = Some(self.out.clauses.len());
                    let own = OwnText { lines: vec![self.items[i].line], label: 0, skip: 0, take: None };
                    end = end.max(self.paragraph(below.clone(), own));
                }
                Content::Line(_) => {}
                Content::Child(child) => {
                    // 第四条第一款第（四）项: items of an article belong to the paragraph that introduces them.
                    let parent = if article { below.clone() } else { address.clone() };
                    end = end.max(self.emit(child, &parent));
                    if article && let Some(open) = open {
                        self.out.clauses[open].span.end = end;
                    }
                }
            }
        }
        self.out.clauses[place].span.end = end.max(self.out.clauses[place].span.end);
        self.out.clauses[place].span.end
    }

    fn paragraph(&mut self, address: ClauseAddress, own: OwnText<'_>) -> usize {
        let address = self.unique(address);
        let clause = self.writer.clause(address, ClauseKind::Paragraph, String::new(), own);
        let end = clause.span.end;
        self.out.clauses.push(clause);
        end
    }

    /// The printed heading, without its closing punctuation and brackets.
    fn heading(&self, line: &Line, label: usize, head: &heading::Heading) -> String {
        let own = OwnText { lines: vec![line], label, skip: 0, take: Some(label + head.chars) };
        let text = self.writer.clause(ClauseAddress::default(), ClauseKind::Numbered, String::new(), own).text;
        text.trim().trim_matches(['。', '：', ':', '.', '【', '】']).trim().to_owned()
    }

    /// The address below which 2.1.3 stands: `parent`, with those of the numbers 2 and 1 that it does not end with.
    fn below_numbers(&mut self, parent: &ClauseAddress, marker: &Marker) -> ClauseAddress {
        let numbers: Vec<u32> = marker.above.iter().copied().take_while(|n| *n > 0).collect();
        // 第一条 and 第一章 hold 1.1 as 1. does; paragraphs have no part in the number.
        let steps: Vec<StepKind> = parent.steps().iter().map(|s| s.kind).filter(|k| !matches!(k, StepKind::Paragraph(_))).collect();
        let ends_with = |n: &usize| {
            let is = |(s, n): (&StepKind, &u32)| matches!(s, StepKind::Number(m) | StepKind::Article(m, 0) if m == n);
            steps.len() >= *n && steps[steps.len() - n..].iter().zip(&numbers).all(is)
        };
        let held = (0..=numbers.len()).rev().find(ends_with).unwrap_or(0);
        let mut address = parent.clone();
        for number in &numbers[held..] {
            let step = (address, *number);
            address = match self.filled.get(&step) {
                Some(filled) => filled.clone(),
                None => {
                    // A clause 2 that 2.1 does not stand below has taken the plain number.
                    let filled = self.unique(step.0.child(StepKind::Number(*number)));
                    self.filled.insert(step, filled.clone());
                    filled
                }
            };
        }
        address
    }

    /// The address, with `~2` when it was given before.
    fn unique(&mut self, address: ClauseAddress) -> ClauseAddress {
        let nth = self.used.entry(address.clone()).or_insert(0);
        *nth += 1;
        if *nth == 1 {
            return address;
        }
        let nth = *nth;
        let mut steps = address.steps().to_vec();
        if let Some(last) = steps.pop() {
            steps.push(Step { nth, ..last });
        }
        ClauseAddress::new(steps)
    }
}

/// Whether 一、 headings stand among the articles as chapters would: the first one right above the first
/// article. 一、 items of an article come after it, and above an outline with clauses of its own they are clauses.
fn chinese_headings_group(items: &[Item<'_>]) -> bool {
    let mut kinds = items.iter().filter_map(|i| i.marker).map(|m| m.kind).filter(|k| !k.is_group());
    kinds.next() == Some(MarkerKind::Chinese) && kinds.find(|k| *k != MarkerKind::Chinese) == Some(MarkerKind::Article)
}

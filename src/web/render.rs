//! The words of a clause as runs that a page can mark and link.
//!
//! Recipe: [`render`] walks the pieces of a clause over the source text, passes over the label, cuts
//! at every border of a fact or a citation, and returns paragraphs of runs. It holds no HTML: the
//! templates print the runs, and escape them.

use crate::clause::Clause;
use crate::text::Span;
use crate::text::width::is_blank;

/// Words under the same facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// As in the source.
    pub text: String,
    /// Places in the given list of the facts that cover these words, in reading order.
    pub facts: Vec<usize>,
    /// Those of `facts` that begin here: the highlight carries their anchor.
    pub begins: Vec<usize>,
    /// Whether the words belong to the heading.
    pub heading: bool,
    /// Place in the list of terms of the document of the term that these words are; set by [`super::reading::terms`].
    pub term: Option<usize>,
}

/// Runs under the same citation, or under none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Place in the given list of the citation.
    pub citation: Option<usize>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Whether the paragraph is the heading and nothing else.
    pub heading: bool,
    /// Its words.
    pub groups: Vec<Group>,
    /// From its first to its last byte in the source.
    pub span: Span,
}

impl Paragraph {
    /// The words alone.
    pub fn text(&self) -> String {
        self.groups.iter().flat_map(|g| &g.runs).map(|r| r.text.as_str()).collect()
    }
}

/// Cuts the own text of `clause` at the borders of facts and citations.
///
/// `facts` and `citations` are places in `source`; those that do not fit it are passed over. Of two
/// citations that overlap, the first holds the words.
pub fn render(source: &str, clause: &Clause, facts: &[Span], citations: &[Span]) -> Vec<Paragraph> {
    let lines = lines_without_label(source, clause);
    let heading_end = heading_end(source, &lines, &clause.heading);
    let mut seen = vec![false; facts.len()];
    let mut facts = Sweep::new(source, facts);
    let mut citations = Sweep::new(source, citations);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for (line, new_paragraph) in lines {
        if new_paragraph || paragraphs.is_empty() {
            paragraphs.push(Paragraph::default());
        }
        let Some(paragraph) = paragraphs.last_mut() else { continue };
        let mut glue = needs_space(paragraph, line.of(source));
        let mut at = line.start;
        while at < line.end {
            facts.advance(at);
            citations.advance(at);
            let mut next = facts.next_border(at).min(citations.next_border(at)).min(line.end);
            let heading = heading_end.is_some_and(|end| at < end);
            if let Some(end) = heading_end.filter(|_| heading) {
                next = next.min(end);
            }
            let mut text = Span::new(at, next).of(source).to_owned();
            if std::mem::take(&mut glue) {
                text.insert(0, ' ');
            }
            let covering = facts.active();
            let begins: Vec<usize> = covering.iter().copied().filter(|f| !std::mem::replace(&mut seen[*f], true)).collect();
            let citation = citations.active().first().copied();
            let run = Run { text, facts: covering, begins, heading, term: None };
            match paragraph.groups.last_mut() {
                Some(group) if group.citation == citation => group.runs.push(run),
                _ => paragraph.groups.push(Group { citation, runs: vec![run] }),
            }
            at = next;
        }
        if paragraph.span.end == 0 {
            paragraph.span.start = line.start;
        }
        paragraph.span.end = line.end;
    }
    paragraphs.retain(|p| !p.groups.is_empty());
    if let Some(first) = paragraphs.first_mut() {
        first.heading = !clause.heading.is_empty() && first.groups.iter().flat_map(|g| &g.runs).all(|r| r.heading);
    }
    paragraphs
}

/// Keeps at most `max` characters; returns how many were cut.
pub fn limit(paragraphs: &mut Vec<Paragraph>, max: usize) -> usize {
    let mut left = max;
    let mut cut = 0;
    for run in paragraphs.iter_mut().flat_map(|p| &mut p.groups).flat_map(|g| &mut g.runs) {
        let chars = run.text.chars().count();
        if chars > left {
            let end = run.text.char_indices().nth(left).map_or(run.text.len(), |(at, _)| at);
            run.text.truncate(end);
            cut += chars - left;
        }
        left -= chars.min(left);
    }
    if cut > 0 {
        paragraphs.iter_mut().flat_map(|p| &mut p.groups).for_each(|g| g.runs.retain(|r| !r.text.is_empty()));
        paragraphs.iter_mut().for_each(|p| p.groups.retain(|g| !g.runs.is_empty()));
        paragraphs.retain(|p| !p.groups.is_empty());
    }
    cut
}

/// The lines of the own text: the pieces, without the characters of the label and the blanks after it.
fn lines_without_label(source: &str, clause: &Clause) -> Vec<(Span, bool)> {
    let mut skip = clause.label.chars().filter(|c| !is_blank(*c)).count();
    let mut in_label = skip > 0;
    let mut lines = Vec::with_capacity(clause.pieces.len());
    for piece in &clause.pieces {
        let text = piece.span.of(source);
        let mut rest = text;
        while in_label && let Some(c) = rest.chars().next() {
            if skip == 0 && !is_blank(c) {
                in_label = false;
                break;
            }
            skip -= usize::from(!is_blank(c));
            rest = &rest[c.len_utf8()..];
        }
        if !rest.is_empty() {
            let start = piece.span.start + (text.len() - rest.len());
            lines.push((Span::new(start, start + rest.len()), piece.new_paragraph));
        }
    }
    lines
}

/// Where the heading ends in the source, its closing mark included; none when the text does not begin with it.
fn heading_end(source: &str, lines: &[(Span, bool)], heading: &str) -> Option<usize> {
    let mut wanted = heading.chars().filter(|c| !is_blank(*c)).peekable();
    wanted.peek()?;
    let mut end = None;
    for (line, _) in lines {
        for (at, c) in line.of(source).char_indices().filter(|(_, c)| !is_blank(*c)) {
            let after = line.start + at + c.len_utf8();
            match wanted.next() {
                Some(w) if w == c => end = Some(after),
                Some(_) => return None,
                // One closing mark belongs to the heading: 基本思路。
                None if matches!(c, '。' | '.' | '．' | '：' | ':' | '；' | ';') && end == Some(line.start + at) => return Some(after),
                None => return end,
            }
        }
        if wanted.peek().is_none() {
            return end;
        }
    }
    None
}

/// Whether a space divides a line from the one before: only between two Latin letters, where it stood
/// at the line break.
fn needs_space(paragraph: &Paragraph, line: &str) -> bool {
    let before = paragraph.groups.last().and_then(|g| g.runs.last()).and_then(|r| r.text.chars().next_back());
    before.is_some_and(|c| c.is_ascii_alphabetic()) && line.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Spans in order of their starts, and which of them cover the place that is being read.
struct Sweep {
    /// Start, end, place in the given list.
    spans: Vec<(usize, usize, usize)>,
    next: usize,
    active: Vec<(usize, usize)>,
}

impl Sweep {
    fn new(source: &str, given: &[Span]) -> Self {
        let fits = |s: &Span| s.start < s.end && source.get(s.start..s.end).is_some();
        let mut spans: Vec<_> = given.iter().enumerate().filter(|(_, s)| fits(s)).map(|(i, s)| (s.start, s.end, i)).collect();
        spans.sort_unstable();
        Sweep { spans, next: 0, active: Vec::new() }
    }

    /// Moves on to `at`, which never goes back.
    fn advance(&mut self, at: usize) {
        self.active.retain(|(end, _)| *end > at);
        while let Some((_, end, i)) = self.spans.get(self.next).filter(|(start, ..)| *start <= at) {
            if *end > at {
                self.active.push((*end, *i));
            }
            self.next += 1;
        }
    }

    /// The next place after `at` where a span begins or ends.
    fn next_border(&self, at: usize) -> usize {
        let begin = self.spans.get(self.next).map_or(usize::MAX, |(start, ..)| *start);
        let end = self.active.iter().map(|(end, _)| *end).min().unwrap_or(usize::MAX);
        debug_assert!(begin > at && end > at, "advance({at}) comes first");
        begin.min(end)
    }

    fn active(&self) -> Vec<usize> {
        self.active.iter().map(|(_, i)| *i).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clause::{ClauseKind, Piece};

    /// A clause over `source` whose pieces are its lines; a line that begins with `+` in `wraps` continues the one before.
    fn clause(source: &str, label: &str, heading: &str, wraps: &[usize]) -> Clause {
        let mut pieces = Vec::new();
        let mut start = 0;
        for (i, line) in source.split('\n').enumerate() {
            pieces.push(Piece { span: Span::new(start, start + line.len()), new_paragraph: !wraps.contains(&i) });
            start += line.len() + 1;
        }
        Clause {
            address: "1".parse().unwrap(),
            label: label.into(),
            depth: 0,
            kind: ClauseKind::Numbered,
            heading: heading.into(),
            text: String::new(),
            text_hans: String::new(),
            span: Span::new(0, source.len()),
            inferred: false,
            groups: Vec::new(),
            pieces,
        }
    }

    fn span(source: &str, words: &str) -> Span {
        let at = source.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    /// Paragraphs as text: `{0 …}` a fact, `[0 …]` a citation, `*…*` heading.
    fn draw(paragraphs: &[Paragraph]) -> Vec<String> {
        let run = |r: &Run| {
            let text = if r.heading { format!("*{}*", r.text) } else { r.text.clone() };
            if r.facts.is_empty() { text } else { format!("{{{:?}{:?}{text}}}", r.facts, r.begins) }
        };
        let group = |g: &Group| {
            let text: String = g.runs.iter().map(run).collect();
            g.citation.map_or_else(|| text.clone(), |c| format!("[{c}:{text}]"))
        };
        paragraphs.iter().map(|p| p.groups.iter().map(group).collect()).collect()
    }

    #[test]
    fn the_label_goes_and_the_heading_is_told_apart() {
        let source = "（ 一 ）　基本思路。\n坚持创新。";
        let paragraphs = render(source, &clause(source, "（一）", "基本思路", &[]), &[], &[]);
        assert_eq!(draw(&paragraphs), ["*基本思路。*", "坚持创新。"]);
        assert!(paragraphs[0].heading && !paragraphs[1].heading);
        let source = "1.加强领导。各部门要落实。";
        let paragraphs = render(source, &clause(source, "1.", "加强领导", &[]), &[], &[]);
        assert_eq!(draw(&paragraphs), ["*加强领导。*各部门要落实。"]);
        assert!(!paragraphs[0].heading);
        // A heading that the text does not begin with is not made up.
        assert_eq!(draw(&render(source, &clause(source, "1.", "加强组织", &[]), &[], &[])), ["加强领导。各部门要落实。"]);
    }

    #[test]
    fn facts_and_citations_cut_the_words_at_their_borders() {
        let source = "按《办法》给予3000万元、1000\n万元补助";
        let facts = [span(source, "给予3000万元"), span(source, "给予3000万元、1000\n万元"), Span::new(2, 5), Span::new(0, 999)];
        let citations = [span(source, "《办法》")];
        let paragraphs = render(source, &clause(source, "", "", &[1]), &facts, &citations);
        assert_eq!(draw(&paragraphs), ["按[0:《办法》]{[0, 1][0, 1]给予3000万元}{[1][]、1000}{[1][]万元}补助"]);
        assert_eq!(paragraphs[0].text(), "按《办法》给予3000万元、1000万元补助");
    }

    #[test]
    fn a_wrap_between_latin_words_keeps_its_space() {
        let source = "use of open\nsource 软\n件";
        assert_eq!(render(source, &clause(source, "", "", &[1, 2]), &[], &[])[0].text(), "use of open source 软件");
    }

    #[test]
    fn a_long_text_is_cut_and_counted() {
        let source = "第一段补助\n第二段";
        let mut paragraphs = render(source, &clause(source, "", "", &[]), &[span(source, "补助")], &[]);
        assert_eq!(limit(&mut paragraphs, 99), 0);
        assert_eq!(limit(&mut paragraphs, 4), 4);
        assert_eq!(draw(&paragraphs), ["第一段{[0][0]补}"]);
    }

    #[test]
    fn an_empty_clause_has_no_paragraph() {
        for source in ["", "一、", "\n\n"] {
            assert!(render(source, &clause(source, "一、", "", &[]), &[Span::new(0, 3)], &[]).is_empty());
        }
    }
}

//! The clauses as elements.

use super::words::Words;
use super::{Akn, Done, Xml, eid, meta};
use crate::clause::address::{Part, StepKind};
use crate::clause::marker::{self, MarkerKind};
use crate::clause::{Clause, ClauseKind};
use crate::text::{fold, width};

/// A clause and those below it.
struct Node<'a> {
    clause: &'a Clause,
    below: Vec<Node<'a>>,
}

/// The clauses as a forest; one whose parent is not there stands below the nearest above that is.
fn forest(clauses: &[Clause]) -> Vec<Node<'_>> {
    fn grow<'a>(clauses: &'a [Clause], at: &mut usize, above: Option<&Clause>) -> Vec<Node<'a>> {
        let mut out = Vec::new();
        while let Some(clause) = clauses.get(*at).filter(|c| above.is_none_or(|a| a.address.is_ancestor_of(&c.address))) {
            *at += 1;
            let below = grow(clauses, at, Some(clause));
            out.push(Node { clause, below });
        }
        out
    }
    grow(clauses, &mut 0, None)
}

/// Writes the whole document.
pub fn act(akn: &Akn, out: &mut Xml) -> Done {
    let nodes = forest(&akn.parsed.clauses);
    let genre = &akn.parsed.document.genre.0;
    let name = if genre.is_empty() { "policy" } else { genre };
    let mut groups = Groups::default();
    out.open("act", &[("name", name)])?;
    meta::write(akn, None, out)?;
    parts(akn, &nodes, out, |out| {
        out.open("body", &[])?;
        let mut any = false;
        for node in nodes.iter().filter(|n| is_body(n)) {
            groups.before(node.clause, out)?;
            hierarchy(akn, node, 1, false, out)?;
            any = true;
        }
        groups.close(0, out)?;
        if !any {
            // A body has at least one element.
            out.open("hcontainer", &[("name", "empty")])?;
            out.open("content", &[])?;
            out.empty("p", &[])?;
            out.close("content")?;
            out.close("hcontainer")?;
        }
        out.close("body")
    })?;
    out.close("act")
}

fn is_body(node: &Node) -> bool {
    node.clause.address.part().is_none() && !node.clause.kind.is_head()
}

/// `preface`, `preamble`, what `body` writes, `conclusions` and `attachments`, in the order of the schema.
fn parts(akn: &Akn, nodes: &[Node], out: &mut Xml, body: impl FnOnce(&mut Xml) -> Done) -> Done {
    let of =
        |wanted: &[Part]| -> Vec<&Node> { nodes.iter().filter(|n| n.clause.address.part().is_some_and(|p| wanted.contains(&p))).collect() };
    let section = |name: &str, wanted: &[Part], out: &mut Xml| -> Done {
        let held = of(wanted);
        if held.is_empty() {
            return Ok(());
        }
        out.open(name, &[])?;
        for node in held {
            container(akn, node, out)?;
        }
        out.close(name)
    };
    section("preface", &[Part::Notice, Part::Title, Part::Salutation], out)?;
    section("preamble", &[Part::Preamble], out)?;
    body(out)?;
    section("conclusions", &[Part::Signature, Part::AttachmentList, Part::Imprint], out)?;
    let heads: Vec<&Node> = nodes.iter().filter(|n| n.clause.kind.is_head()).collect();
    if heads.is_empty() {
        return Ok(());
    }
    out.open("attachments", &[])?;
    for head in heads {
        attachment(akn, head, out)?;
    }
    out.close("attachments")
}

/// A part of the document, or a clause of one, in blocks.
fn container(akn: &Akn, node: &Node, out: &mut Xml) -> Done {
    let clause = node.clause;
    let words = Words::of(akn, clause);
    let id = eid(&clause.address);
    if clause.address.part() == Some(Part::Title) && node.below.is_empty() {
        out.begin("p", &[("eId", &id)])?;
        out.begin("docTitle", &[])?;
        words.inline(out)?;
        out.end("docTitle")?;
        return out.close("p");
    }
    let name = clause.address.part().map_or("clause", Part::as_str);
    out.open("container", &[("name", name), ("eId", &id)])?;
    if !words.num.is_empty() || !words.heading.is_empty() {
        out.element("p", &format!("{}{}", words.num, words.heading))?;
        if !words.is_empty() {
            words.blocks(out)?;
        }
    } else if !words.is_empty() || node.below.is_empty() {
        words.blocks(out)?;
    }
    node.below.iter().try_for_each(|below| container(akn, below, out))?;
    out.close("container")
}

/// An attachment, or a second document of the file, as a document of its own.
fn attachment(akn: &Akn, node: &Node, out: &mut Xml) -> Done {
    let clause = node.clause;
    let id = eid(&clause.address);
    let mut words = Words::of(akn, clause);
    out.open("attachment", &[("eId", &id)])?;
    if !words.num.is_empty() {
        out.element("num", &words.num)?;
    }
    let heading = if words.heading.is_empty() { words.first().unwrap_or_default() } else { words.heading.clone() };
    if !heading.is_empty() {
        out.element("heading", &heading)?;
    }
    let name = if clause.kind == ClauseKind::Attachment { "attachment" } else { "document" };
    let mut groups = Groups { scope: format!("{id}__"), ..Groups::default() };
    out.open("doc", &[("name", name)])?;
    meta::write(akn, Some(&id), out)?;
    parts(akn, &node.below, out, |out| {
        out.open("mainBody", &[])?;
        let mut any = !words.is_empty();
        if any {
            words.blocks(out)?;
        }
        for below in node.below.iter().filter(|n| is_body(n)) {
            groups.before(below.clause, out)?;
            hierarchy(akn, below, 1, false, out)?;
            any = true;
        }
        groups.close(0, out)?;
        if !any {
            out.empty("p", &[])?;
        }
        out.close("mainBody")
    })?;
    out.close("doc")?;
    out.close("attachment")
}

/// A clause of the body; `level` counts the numbered steps from 1.
fn hierarchy(akn: &Akn, node: &Node, level: usize, in_article: bool, out: &mut Xml) -> Done {
    let clause = node.clause;
    let words = Words::of(akn, clause);
    let id = eid(&clause.address);
    let step = clause.address.steps().last().map(|s| s.kind);
    let outline = format!("outline{level}");
    let (name, container) = match (step, in_article, level) {
        (Some(StepKind::Article(..)), _, _) => ("article", None),
        (Some(StepKind::Paragraph(_)), _, _) => ("paragraph", None),
        (_, true, 1) => ("point", None),
        (_, true, 2) => ("indent", None),
        (_, true, _) => ("alinea", None),
        _ => ("hcontainer", Some(outline.as_str())),
    };
    let attributes: Vec<(&str, &str)> = container.map(|c| ("name", c)).into_iter().chain([("eId", id.as_str())]).collect();
    out.open(name, &attributes)?;
    if !words.num.is_empty() {
        out.element("num", &words.num)?;
    }
    if !words.heading.is_empty() {
        out.element("heading", &words.heading)?;
    }
    if node.below.is_empty() {
        out.open("content", &[])?;
        words.blocks(out)?;
        out.close("content")?;
    } else if !words.is_empty() {
        out.open("intro", &[])?;
        words.blocks(out)?;
        out.close("intro")?;
    }
    let counts = matches!(step, Some(StepKind::Number(_)));
    let in_article = in_article || matches!(step, Some(StepKind::Article(..)));
    for below in &node.below {
        hierarchy(akn, below, level + usize::from(counts), in_article, out)?;
    }
    out.close(name)
}

/// The chapters and sections that are open above the articles.
#[derive(Default)]
struct Groups {
    open: Vec<(String, &'static str)>,
    /// What stands before the eIds.
    scope: String,
    /// How many there were of each element.
    counts: std::collections::HashMap<&'static str, usize>,
}

impl Groups {
    /// Opens and closes what changes before a clause. Clauses between articles stand in the chapter that is open.
    fn before(&mut self, clause: &Clause, out: &mut Xml) -> Done {
        if clause.kind != ClauseKind::Article {
            return Ok(());
        }
        let same = self.open.iter().zip(&clause.groups).take_while(|((open, _), group)| open == *group).count();
        self.close(same, out)?;
        for group in &clause.groups[same..] {
            let printed = group.trim();
            let marker = marker::read(&fold(printed), |_| true);
            let (name, short) = match marker.map(|m| m.kind) {
                Some(MarkerKind::Book) => ("book", "book"),
                Some(MarkerKind::Section) => ("section", "sec"),
                Some(MarkerKind::Chapter) | None => ("chapter", "chp"),
                Some(_) => ("division", "dvs"),
            };
            let count = self.counts.entry(name).or_insert(0);
            *count += 1;
            let id = format!("{}{short}_{count}", self.scope);
            let (num, heading) = divide(printed, marker.map_or(0, |m| m.chars));
            out.open(name, &[("eId", &id)])?;
            if !num.is_empty() {
                out.element("num", num)?;
            }
            if !heading.is_empty() {
                out.element("heading", heading)?;
            }
            self.open.push((group.clone(), name));
        }
        Ok(())
    }

    /// Closes the innermost ones until `keep` are open.
    fn close(&mut self, keep: usize, out: &mut Xml) -> Done {
        while self.open.len() > keep {
            if let Some((_, name)) = self.open.pop() {
                out.close(name)?;
            }
        }
        Ok(())
    }
}

/// Cuts a line behind so many characters, white space not counted.
fn divide(line: &str, chars: usize) -> (&str, &str) {
    let mut left = chars;
    for (at, c) in line.char_indices() {
        if left == 0 {
            let (num, rest) = line.split_at(at);
            return (num.trim(), rest.trim());
        }
        left -= usize::from(!width::is_blank(c));
    }
    if chars == 0 { ("", line) } else { (line, "") }
}

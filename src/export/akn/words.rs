//! The words of one clause as they are printed, with the citations among them.

use super::{Akn, Done, Xml, eid};
use crate::clause::Clause;
use crate::text::Span;
use crate::text::width::is_blank;

/// A stretch of words; a citation that leads somewhere has an address.
struct Run {
    text: String,
    href: Option<String>,
}

/// A clause cut into number, heading and paragraphs.
pub struct Words {
    /// The marker as printed.
    pub num: String,
    /// The heading with its closing mark.
    pub heading: String,
    paragraphs: Vec<Vec<Run>>,
}

impl Words {
    /// Reads the words of a clause from the source.
    pub fn of(akn: &Akn, clause: &Clause) -> Words {
        let cited = citations(akn, clause);
        let solid = |text: &str| text.chars().filter(|c| !is_blank(*c)).count();
        let mut label = solid(&clause.label);
        let mut heading = solid(&clause.heading);
        let mut closing = false;
        let mut out = Words { num: clause.label.trim().to_owned(), heading: String::new(), paragraphs: Vec::new() };
        let mut begun = false;
        for piece in &clause.pieces {
            if piece.new_paragraph {
                begun = false;
            }
            for (at, c) in piece.span.of(akn.source).char_indices() {
                let blank = is_blank(c);
                if label > 0 {
                    label -= usize::from(!blank);
                    continue;
                }
                if heading > 0 {
                    out.heading.push(c);
                    // An opening bracket is no part of the heading that is counted.
                    let bracket = c == '【' && out.heading.trim() == "【";
                    heading -= usize::from(!(blank || bracket));
                    closing = heading == 0;
                    continue;
                }
                if closing && "。：:.．】".contains(c) {
                    out.heading.push(c);
                    continue;
                }
                if blank && (closing || !begun) {
                    continue;
                }
                closing = false;
                if !begun {
                    out.paragraphs.push(Vec::new());
                    begun = true;
                }
                let place = piece.span.start + at;
                let href = cited.iter().find(|(span, _)| (span.start..span.end).contains(&place)).map(|(_, href)| href);
                let Some(runs) = out.paragraphs.last_mut() else { continue };
                match runs.last_mut() {
                    Some(last) if last.href.as_ref() == href => last.text.push(c),
                    _ => runs.push(Run { text: c.to_string(), href: href.cloned() }),
                }
            }
            closing = false;
        }
        out.heading = out.heading.trim().to_owned();
        out
    }

    /// Whether there are words besides number and heading.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// Writes the paragraphs, each as a `p`; one without words where there is none.
    pub fn blocks(&self, out: &mut Xml) -> Done {
        if self.paragraphs.is_empty() {
            return out.empty("p", &[]);
        }
        for paragraph in &self.paragraphs {
            out.begin("p", &[])?;
            runs(paragraph, out)?;
            out.close("p")?;
        }
        Ok(())
    }

    /// Writes everything, number and heading too, within one line of words.
    pub fn inline(&self, out: &mut Xml) -> Done {
        out.text(&self.num)?;
        out.text(&self.heading)?;
        self.paragraphs.iter().try_for_each(|paragraph| runs(paragraph, out))
    }

    /// Takes the first paragraph out, as plain words.
    pub fn first(&mut self) -> Option<String> {
        if self.paragraphs.is_empty() {
            return None;
        }
        Some(self.paragraphs.remove(0).into_iter().map(|run| run.text).collect())
    }
}

fn runs(runs: &[Run], out: &mut Xml) -> Done {
    for run in runs {
        match &run.href {
            Some(href) => {
                out.begin("ref", &[("href", href)])?;
                out.text(&run.text)?;
                out.end("ref")?;
            }
            None => out.text(&run.text)?,
        }
    }
    Ok(())
}

/// The citations of a clause that lead somewhere, in the order of the text; of two that overlap the first.
fn citations(akn: &Akn, clause: &Clause) -> Vec<(Span, String)> {
    let own = &akn.parsed.document.id;
    let mut out: Vec<(Span, String)> = Vec::new();
    let mut all: Vec<_> = akn.parsed.citations.iter().filter(|c| c.address == clause.address).collect();
    all.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    for citation in all {
        if out.last().is_some_and(|(span, _)| citation.span.start < span.end) {
            continue;
        }
        let Some(target) = (akn.resolve)(citation) else { continue };
        let place = target.address.parse().map(|a| eid(&a)).unwrap_or_default();
        let href = match (target.policy == *own, place.is_empty()) {
            (true, false) => format!("#{place}"),
            (own, empty) => {
                let policy = if own { Some(akn.parsed.document.clone()) } else { (akn.policy)(&target.policy) };
                let Some(work) = policy.map(|p| super::meta::work(&p)) else { continue };
                if empty { work } else { format!("{work}/~{place}") }
            }
        };
        out.push((citation.span, href));
    }
    out
}

//! The text cut at the borders of citations and quotations, so that the same text can be shown with links.

use super::types::{Item, Report};
use crate::text::Span;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its place.
    pub span: Span,
    /// The quotation it lies in.
    pub quotation: Option<usize>,
    /// The citation it lies in; of several at one place, the worst.
    pub citation: Option<usize>,
    /// Whether the quotation begins here.
    pub opens_quotation: bool,
    /// Whether the quotation ends here.
    pub closes_quotation: bool,
    /// Citations that begin here, all of them.
    pub begins: Vec<usize>,
}

/// The pieces of a text in order; joined, they are the text.
pub fn pieces(text: &str, report: &Report) -> Vec<Piece> {
    let items = report.items();
    let mut cuts: Vec<usize> = items.iter().flat_map(|i| [i.span().start, i.span().end]).chain([0, text.len()]).collect();
    cuts.retain(|c| text.is_char_boundary(*c));
    cuts.sort_unstable();
    cuts.dedup();
    // Citations of one place stand together; a citation inside another one is shown by the outer one.
    let mut out = Vec::with_capacity(cuts.len());
    let (mut next, mut active): (usize, Vec<Item<'_>>) = (0, Vec::new());
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        active.retain(|i| i.span().end > span.start);
        let mut begins = Vec::new();
        while let Some(item) = items.get(next).filter(|i| i.span().start <= span.start) {
            if item.span().end > span.start {
                active.push(*item);
                begins.extend(if let Item::Citation(n, _) = item { Some(*n) } else { None });
            }
            next += 1;
        }
        let quotation = active.iter().find_map(|i| if let Item::Quotation(n, q) = i { Some((*n, q.span)) } else { None });
        let worst = active.iter().filter(|i| matches!(i, Item::Citation(..))).min_by_key(|i| (i.outcome().level(), i.span()));
        out.push(Piece {
            span,
            quotation: quotation.map(|(n, _)| n),
            citation: worst.and_then(|i| if let Item::Citation(n, _) = i { Some(*n) } else { None }),
            opens_quotation: quotation.is_some_and(|(_, s)| s.start == span.start),
            closes_quotation: quotation.is_some_and(|(_, s)| s.end == span.end),
            begins,
        });
    }
    out
}

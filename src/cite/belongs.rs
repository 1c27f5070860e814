//! Which citation a quotation belongs to.

use super::kind;
use super::types::CheckedCitation;
use super::words::Held;

/// The citations that a quotation may belong to, the likeliest first.
///
/// A citation in brackets right behind comes first; then those between the quotation before and this one in the same
/// sentence, the last one first; when there is none, those of the quotation before in the same sentence (“甲”“乙”). A
/// block belongs to the citations of its last lines, else to those of the paragraph before it.
pub fn belongs(held: &Held, citations: &[CheckedCitation], before: Option<(usize, &[usize])>) -> Vec<usize> {
    let (text, span) = (held.text, held.quoted.span);
    let next = citations.partition_point(|c| c.span.start < span.start);
    if held.quoted.block {
        let inside: Vec<usize> = (next..citations.len()).take_while(|n| citations[*n].span.start < span.end).collect();
        let source = |n: &usize| {
            text[..citations[*n].span.start]
                .rsplit('\n')
                .next()
                .is_some_and(|l| l.trim_start_matches(['>', '＞', ' ', '\u{3000}']).starts_with(['—', '–']))
        };
        let named: Vec<usize> = inside.into_iter().filter(source).collect();
        if !named.is_empty() {
            return named;
        }
    }
    let places: Vec<crate::text::Span> = citations.iter().map(|c| c.span).collect();
    let around = kind::Around { text, citations: &places[next.saturating_sub(64)..], definitions: &[], last: None };
    if let Some(behind) = around.bracket_behind(span.end) {
        let bracket: Vec<usize> = (0..citations.len()).filter(|n| citations[*n].span == behind).collect();
        if !bracket.is_empty() {
            return bracket;
        }
    }
    let from = before.map_or(0, |(end, _)| end);
    let mut out = Vec::new();
    for n in (0..next).rev().take(24) {
        let cited = citations[n].span;
        if cited.end > span.start {
            continue;
        }
        let between = text.get(cited.end..span.start).unwrap_or("");
        let stop = match held.quoted.block {
            true => between.trim_start_matches('\n').contains("\n\n") || between.matches('\n').count() > 3,
            false => {
                kind::ends_sentence(between)
                    && !before.is_some_and(|(end, _)| {
                        cited.start < end && end <= span.start && !kind::ends_sentence(text.get(end..span.start).unwrap_or(""))
                    })
            }
        };
        if stop || cited.start < from {
            break;
        }
        out.push(n);
    }
    if out.is_empty()
        && let Some((end, of_it)) = before
        && text.get(end..span.start).is_some_and(|between| !kind::ends_sentence(between))
    {
        return of_it.to_vec();
    }
    out
}

//! The words of two clauses against each other.
//!
//! Words are compared folded (simplified, one width, lower case) and shown as printed: a clause in traditional
//! characters equals the same clause in simplified ones. White space never counts.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use utoipa::ToSchema;

use crate::text::segment::Segmenter;
use crate::text::{to_hans, width};

/// Texts of more words than this are compared only at their beginning and end; the difference of
/// two very long unlike texts takes quadratic time and helps nobody.
const MOST_WORDS: usize = 6000;

/// The words of a clause.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Folded words, for comparing.
    folded: Vec<String>,
    /// The same words as printed, with the white space before them.
    printed: Vec<String>,
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = WordChange)]
pub struct Change {
    /// Whether both texts have it.
    pub kind: ChangeKind,
    /// The words as printed; of words that both have, those of the second text.
    pub text: String,
}

/// What became of a stretch of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Both texts have it.
    Same,
    /// Only the first text has it.
    Removed,
    /// Only the second text has it.
    Added,
}

impl Words {
    /// Cuts a text.
    pub fn new(text: &str, segmenter: &Segmenter) -> Self {
        let hans = to_hans(text);
        let mut solid = String::with_capacity(text.len());
        // For each solid character, the byte after it in `text`.
        let mut ends: Vec<usize> = Vec::new();
        let mut pairs: Vec<(usize, char, char)> = text.char_indices().zip(hans.chars()).map(|((at, c), h)| (at, c, h)).collect();
        if pairs.len() < text.chars().count() {
            pairs = text.char_indices().map(|(at, c)| (at, c, c)).collect();
        }
        for (at, printed, folded) in pairs {
            if !width::is_blank(folded) {
                let folded = width::fold_width(folded);
                let mut lower = folded.to_lowercase();
                // One character for one, so that places stay in step.
                let single = lower.next().filter(|_| lower.next().is_none()).unwrap_or(folded);
                solid.push(single);
                ends.push(at + printed.len_utf8());
            }
        }
        let mut words = Words::default();
        let (mut from, mut count) = (0, 0);
        for word in segmenter.pieces(&solid) {
            count += word.text.chars().count();
            let to = ends.get(count.wrapping_sub(1)).copied().unwrap_or(text.len());
            words.folded.push(word.text.to_owned());
            words.printed.push(text[from..to].to_owned());
            from = to;
        }
        words
    }

    /// The folded words.
    pub fn folded(&self) -> &[String] {
        &self.folded
    }

    fn printed(&self, from: usize, to: usize) -> String {
        self.printed[from..to].concat()
    }

    fn chars(&self, from: usize, to: usize) -> usize {
        self.folded[from..to].iter().map(|w| w.chars().count()).sum()
    }
}

/// What turns the first text into the second: removed words stand before those added in their place.
pub fn changes(a: &Words, b: &Words) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    let mut push = |kind, text: String| {
        if text.is_empty() {
            return;
        }
        match out.last_mut() {
            Some(last) if last.kind == kind => last.text += &text,
            _ => out.push(Change { kind, text }),
        }
    };
    for block in blocks(a, b) {
        let (left, right) = (block.old_range(), block.new_range());
        if matches!(block, DiffOp::Equal { .. }) {
            push(ChangeKind::Same, b.printed(right.start, right.end));
        } else {
            push(ChangeKind::Removed, a.printed(left.start, left.end));
            push(ChangeKind::Added, b.printed(right.start, right.end));
        }
    }
    out
}

/// Equal and replaced stretches; an equal stretch that is only a mark or 的 between two changes joins them, for
/// readers see no sense in a single comma that stayed.
fn blocks(a: &Words, b: &Words) -> Vec<DiffOp> {
    let equal = a.folded.iter().zip(&b.folded).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a.folded[equal..], &b.folded[equal..]);
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (middle_a, middle_b) = (&rest_a[..rest_a.len() - tail], &rest_b[..rest_b.len() - tail]);
    let mut raw = Vec::new();
    if equal > 0 {
        raw.push(DiffOp::Equal { old_index: 0, new_index: 0, len: equal });
    }
    if middle_a.len().max(middle_b.len()) > MOST_WORDS {
        raw.push(DiffOp::Replace { old_index: equal, old_len: middle_a.len(), new_index: equal, new_len: middle_b.len() });
    } else {
        raw.extend(capture_diff_slices(Algorithm::Myers, middle_a, middle_b).into_iter().map(|op| shift(op, equal)));
    }
    if tail > 0 {
        raw.push(DiffOp::Equal { old_index: a.folded.len() - tail, new_index: b.folded.len() - tail, len: tail });
    }
    let small = |op: &DiffOp| {
        let words = &a.folded[op.old_range()];
        words.len() == 1 && (words[0] == "的" || words[0].chars().all(|c| !c.is_alphanumeric()))
    };
    let mut out: Vec<DiffOp> = Vec::new();
    let last = raw.len().saturating_sub(1);
    for (i, op) in raw.iter().enumerate() {
        let is_equal = matches!(op, DiffOp::Equal { .. });
        let keep = is_equal && (i == 0 || i == last || !small(op));
        let (old, new) = (op.old_range(), op.new_range());
        match out.last_mut() {
            Some(DiffOp::Replace { old_len, new_len, .. }) if !keep => {
                *old_len += old.len();
                *new_len += new.len();
            }
            _ if keep => out.push(*op),
            _ => out.push(DiffOp::Replace { old_index: old.start, old_len: old.len(), new_index: new.start, new_len: new.len() }),
        }
    }
    out
}

fn shift(op: DiffOp, by: usize) -> DiffOp {
    let (old, new) = (op.old_range(), op.new_range());
    match op {
        DiffOp::Equal { len, .. } => DiffOp::Equal { old_index: old.start + by, new_index: new.start + by, len },
        _ => DiffOp::Replace { old_index: old.start + by, old_len: old.len(), new_index: new.start + by, new_len: new.len() },
    }
}

/// Share of the characters of both texts that stand in words both have, 0 to 1.
pub fn likeness(a: &Words, b: &Words, changes: &[Change]) -> f64 {
    let solid = |text: &str| text.chars().filter(|c| !width::is_blank(*c)).count();
    let same: usize = changes.iter().filter(|c| c.kind == ChangeKind::Same).map(|c| solid(&c.text)).sum();
    let all = a.chars(0, a.folded.len()) + b.chars(0, b.folded.len());
    if all == 0 { 1.0 } else { (2 * same) as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(a: &str, b: &str) -> Vec<(ChangeKind, String)> {
        let segmenter = Segmenter::new([], []);
        changes(&Words::new(a, &segmenter), &Words::new(b, &segmenter)).into_iter().map(|c| (c.kind, c.text)).collect()
    }

    #[test]
    fn words_not_characters_differ() {
        use ChangeKind::{Added, Removed, Same};
        let got = of("给予一次性补助200万元。", "给予一次性补助１000万元。");
        let expected = [(Same, "给予一次性补助"), (Removed, "200"), (Added, "１000"), (Same, "万元。")];
        assert_eq!(got, expected.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn script_width_and_spaces_make_no_difference() {
        let got = of("支持产业链发展，不低于3%", "支持産業鏈發展，不低于 ３％");
        assert_eq!(got, [(ChangeKind::Same, "支持産業鏈發展，不低于 ３％".to_owned())]);
    }

    #[test]
    fn both_texts_can_be_read_from_the_changes() {
        let texts = ["", "甲", "建设期不超过 3 年。\n第二款另行规定。", "建設期一般不超過五年，可以延長。", "完全不同，没有一样的词句"];
        for a in texts {
            for b in texts {
                let got = of(a, b);
                let join = |skip: ChangeKind| got.iter().filter(|(k, _)| *k != skip).map(|(_, t)| t.as_str()).collect::<String>();
                let fold = |t: &str| crate::text::fold(t);
                assert_eq!(fold(&join(ChangeKind::Removed)), fold(b), "{a} | {b}");
                assert_eq!(fold(&join(ChangeKind::Added)), fold(a), "{a} | {b}");
            }
        }
    }
}

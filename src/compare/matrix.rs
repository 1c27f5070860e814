//! The cells: which clauses of which policy answer a topic.

use crate::clause::{Clause, ClauseKind};
use crate::lexicon::topics::{Needs, Topic};
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::topic::reading::{ReadClause, Reading, Spoken};
use crate::topic::sentence::{Passage, PlacedFact};

use super::{Cell, CellState, Entry, summary};

/// The clauses of a policy that answer a topic, in reading order.
pub(super) fn entries(reading: &Reading<'_>, topic: &Topic) -> Vec<Entry> {
    let mut out = Vec::new();
    for read in &reading.clauses {
        let spoken = read.spoken(topic);
        out.extend(runs(&read.passage, &spoken).into_iter().map(|run| entry(reading.policy, topic, read, run)));
    }
    out
}

fn entry(policy: &ParsedPolicy, topic: &Topic, read: &ReadClause<'_>, run: &[Spoken]) -> Entry {
    let sentences = &read.passage.sentences;
    let (first, last) = (run.first().map_or(0, |r| r.0), run.last().map_or(0, |r| r.0));
    let range = sentences[first].range.start..sentences[last].range.end;
    let values: Vec<&PlacedFact<'_>> = run.iter().flat_map(|(_, found)| &found.values).map(|n| &read.facts[*n]).collect();
    let marks: Vec<_> = if values.is_empty() {
        run.iter().flat_map(|(_, found)| found.words.clone()).collect()
    } else {
        values.iter().filter(|v| v.exact).map(|v| v.at.clone()).collect()
    };
    let (quote, marks) = read.passage.quote(&range, &marks);
    Entry {
        policy: policy.document.id.clone(),
        address: read.clause.address.clone(),
        value: summary::value(topic, &read.passage, &values, &read.context),
        quote,
        marks,
        heading_path: heading_path(policy, read.clause),
        text_status: policy.document.text_status,
        facts: values.iter().map(|v| v.fact.clone()).collect(),
    }
}

/// Sentences that stand together, or with one other between them, in one paragraph.
fn runs<'s>(passage: &Passage, spoken: &'s [Spoken]) -> Vec<&'s [Spoken]> {
    let paragraph = |n: usize| passage.sentences[n].paragraph;
    spoken.chunk_by(|a, b| b.0 - a.0 <= 2 && paragraph(a.0) == paragraph(b.0)).collect()
}

/// What the policies of a column answer.
pub(super) struct Held {
    /// The clauses, in the order of the policies.
    pub entries: Vec<Entry>,
    /// Number of policies.
    pub policies: usize,
    /// Whether only digests are held.
    pub digests: bool,
}

/// The cell of a column. What is told without a value is 未识别 when the row wants a number.
pub(super) fn cell(needs: Needs, held: Held) -> Cell {
    let mut entries = held.entries;
    let valued = entries.iter().any(|e| !e.value.is_empty());
    if needs == Needs::Number {
        // What gives the number stands before what only speaks of it.
        entries.sort_by_key(|e| e.value.is_empty());
    }
    let (state, note) = match (entries.is_empty(), needs) {
        (true, _) if held.policies == 0 => (CellState::NotHeld, None),
        // A digest leaves things out: that it is silent does not mean that the text is.
        (true, _) if held.digests => (CellState::NotHeld, Some(Message::new("cell-digest"))),
        (true, _) => (CellState::Silent, None),
        (false, Needs::Words) => (CellState::Found, None),
        (false, Needs::Number) if valued => (CellState::Found, None),
        (false, Needs::Number) => (CellState::Unrecognised, None),
    };
    Cell { state, entries, note }
}

/// Labels and headings of the clauses above and of this one, outermost first.
pub(super) fn heading_path(policy: &ParsedPolicy, clause: &Clause) -> Vec<String> {
    let mut out: Vec<String> = clause.groups.clone();
    for step in policy.ancestors(&clause.address).chain([clause]).filter(|c| c.kind != ClauseKind::Paragraph) {
        let name = format!("{}{}", step.label.trim(), step.heading.trim());
        if !name.is_empty() {
            out.push(name);
        }
    }
    out
}

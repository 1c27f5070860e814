//! The cells: which clauses of which policy answer a topic.

use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::lexicon::Lexicon;
use crate::lexicon::topics::{Needs, Topic};
use crate::parsed::ParsedPolicy;
use crate::policy::TextStatus;
use crate::text::fold;

use super::rules::{self, Context, Finding};
use super::sentence::{Passage, PlacedFact};
use super::{Cell, CellState, Entry, places, summary};

/// A policy made ready: its clauses folded, cut and with their facts in place.
pub(super) struct Reading<'p> {
    policy: &'p ParsedPolicy,
    clauses: Vec<ReadClause<'p>>,
}

struct ReadClause<'p> {
    clause: &'p Clause,
    passage: Passage,
    facts: Vec<PlacedFact<'p>>,
    context: Context,
}

impl<'p> Reading<'p> {
    /// Reads the clauses that lay something down: no notice, signature or form.
    pub(super) fn new(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> Self {
        let levels = lexicon.topics.level_words(places::level(&policy.document));
        let title = fold(&policy.document.title_hans);
        let outline = policy.clauses.iter().any(|c| c.kind != ClauseKind::Part && !c.kind.is_head());
        let forms = forms(policy, lexicon);
        let rules = |c: &Clause| match c.kind {
            ClauseKind::Part => !outline && matches!(c.address.part(), Some(Part::Preamble | Part::Notice)),
            _ => !c.address.attachment().is_some_and(|n| forms.contains(&n)),
        };
        let kept: Vec<bool> = policy.clauses.iter().map(rules).collect();
        let mut read = Reading { policy, clauses: Vec::new() };
        // The clauses above the one at hand, each with the headings it gives to those below; parents come first.
        let mut above: Vec<(&Clause, Vec<String>)> = Vec::new();
        for (clause, kept) in policy.clauses.iter().zip(kept) {
            while above.last().is_some_and(|(a, _)| !a.address.is_ancestor_of(&clause.address)) {
                let (sibling, _) = above.pop().unzip();
                // A paragraph may lead in the clauses after it: 申报程序：
                if let (Some(sibling), Some((_, headings))) = (sibling.filter(|s| s.kind == ClauseKind::Paragraph), above.last_mut()) {
                    headings.extend(lead_in(sibling));
                }
            }
            let mut context = Context { title: title.clone(), headings: Vec::new(), levels: levels.clone() };
            for (clause, headings) in &above {
                if clause.kind.is_head() {
                    // The title of an attachment says what it is about, as the title of the policy does.
                    context.title.push_str(&format!("\n{}", fold(&clause.heading)));
                }
                context.headings.extend(headings.iter().cloned());
            }
            let mut own = headings(clause);
            if kept {
                context.headings.extend(own.iter().cloned());
                let passage = Passage::new(clause);
                // A short first sentence says what the clause is about, though it was not told as its heading:
                // 支持建设制造业创新中心。对新认定的给予500万元补助。
                let first = passage.sentences.first().map(|s| &passage.folded[s.range.clone()]).unwrap_or_default();
                if first.ends_with('。') && first.chars().count() <= 25 && !first.contains([',', ';']) {
                    context.title.push_str(&format!("\n{first}"));
                }
                let facts = passage.place(policy.facts_of(&clause.address));
                read.clauses.push(ReadClause { clause, passage, facts, context });
            }
            own.extend(lead_in(clause).filter(|_| clause.kind != ClauseKind::Paragraph));
            above.push((clause, own));
        }
        read
    }

    /// The clauses that answer a topic, in reading order.
    fn entries(&self, topic: &Topic) -> Vec<Entry> {
        let mut out = Vec::new();
        for read in &self.clauses {
            let passage = &read.passage;
            let alone = passage.sentences.len() == 1;
            let spoken: Vec<Spoken> = passage
                .sentences
                .iter()
                .enumerate()
                .filter(|(_, s)| topic.may_be_in(&s.fingerprint, !read.facts.is_empty()))
                .filter(|(_, s)| !s.heading || (alone && !read.clause.kind.is_head() && !self.has_children(&read.clause.address)))
                .filter_map(|(n, s)| Some((n, rules::speaks(topic, passage, s, &read.facts, &read.context)?)))
                .collect();
            for run in runs(passage, &spoken) {
                out.push(self.entry(topic, read, run));
            }
        }
        out
    }

    fn has_children(&self, address: &ClauseAddress) -> bool {
        self.policy.clauses.iter().any(|c| address.is_ancestor_of(&c.address))
    }

    fn entry(&self, topic: &Topic, read: &ReadClause<'_>, run: &[Spoken]) -> Entry {
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
            policy: self.policy.document.id.clone(),
            address: read.clause.address.clone(),
            value: summary::value(topic, &read.passage, &values, &read.context),
            quote,
            marks,
            heading_path: heading_path(self.policy, read.clause),
            text_status: self.policy.document.text_status,
            facts: values.iter().map(|v| v.fact.clone()).collect(),
        }
    }
}

/// A sentence that speaks of a topic, by its place in the passage.
type Spoken = (usize, Finding);

/// Sentences that stand together, or with one other between them, in one paragraph.
fn runs<'s>(passage: &Passage, spoken: &'s [Spoken]) -> Vec<&'s [Spoken]> {
    let paragraph = |n: usize| passage.sentences[n].paragraph;
    spoken.chunk_by(|a, b| b.0 - a.0 <= 2 && paragraph(a.0) == paragraph(b.0)).collect()
}

/// The cell of a topic over the policies of a column.
pub(super) fn cell(topic: &Topic, readings: &[&Reading<'_>]) -> Cell {
    let mut entries: Vec<Entry> = readings.iter().flat_map(|r| r.entries(topic)).collect();
    let valued = entries.iter().any(|e| !e.value.is_empty());
    if topic.needs == Needs::Number {
        // What gives the number stands before what only speaks of it.
        entries.sort_by_key(|e| e.value.is_empty());
    }
    let digests = readings.iter().all(|r| r.policy.document.text_status == TextStatus::Digest);
    let (state, note) = match (entries.is_empty(), topic.needs) {
        (true, _) if readings.is_empty() => (CellState::NotHeld, None),
        // A digest leaves things out: that it is silent does not mean that the text is.
        (true, _) if digests => (CellState::NotHeld, Some("只收录了要点，要点没有提到；全文尚未收录".to_owned())),
        (true, _) => (CellState::Silent, None),
        (false, Needs::Words) => (CellState::Found, None),
        (false, Needs::Number) if valued => (CellState::Found, None),
        (false, Needs::Number) => (CellState::Unrecognised, None),
    };
    Cell { state, entries, note }
}

/// The headings that a clause gives to its sentences and to those below: its chapters and its own.
fn headings(clause: &Clause) -> Vec<String> {
    if clause.kind == ClauseKind::Part || clause.kind.is_head() {
        return Vec::new();
    }
    let own = Some(folded_heading(clause)).filter(|h| !h.is_empty());
    clause.groups.iter().map(|g| fold(g)).chain(own).collect()
}

/// The heading, folded; taken from the converted text, which begins with it.
fn folded_heading(clause: &Clause) -> String {
    let chars = clause.heading.chars().count();
    let end = clause.text_hans.char_indices().nth(chars).map_or(clause.text_hans.len(), |(at, _)| at);
    if clause.text.starts_with(&clause.heading) { fold(&clause.text_hans[..end]) } else { fold(&clause.heading) }
}

/// The last sentence of a clause when it ends with a colon, and so leads in what stands below.
fn lead_in(clause: &Clause) -> Option<String> {
    let text = clause.text_hans.trim_end().strip_suffix(['：', ':'])?;
    let last = text.rsplit(['。', '；', ';', '\n']).next().map(fold)?;
    (!last.is_empty() && last != folded_heading(clause)).then_some(last)
}

/// The attachments that are forms to fill in: by their heading, or by their line in the list of attachments,
/// since the heading of a form often lies broken in text boxes.
fn forms(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<u32> {
    let levels = crate::lexicon::phrase::LevelWords::default();
    let form = |text: &str| lexicon.topics.forms.iter().any(|p| p.find(&fold(text), &levels).is_some());
    let lists = || policy.clauses.iter().filter(|c| c.address.part() == Some(Part::AttachmentList)).flat_map(|c| c.text_hans.lines());
    let listed = |n: u32| {
        lists().any(|line| {
            let folded = fold(line);
            let item = folded.trim_start_matches("附件").trim_start_matches(':');
            item.strip_prefix(&n.to_string()).is_some_and(|rest| rest.starts_with(['.', '、', ':']) && form(rest))
        })
    };
    let attachments = policy.clauses.iter().filter(|c| c.kind == ClauseKind::Attachment);
    attachments.filter_map(|c| Some((c, c.address.attachment()?))).filter(|(c, n)| form(&c.heading) || listed(*n)).map(|(_, n)| n).collect()
}

/// Labels and headings of the clauses above and of this one, outermost first.
fn heading_path(policy: &ParsedPolicy, clause: &Clause) -> Vec<String> {
    let mut out: Vec<String> = clause.groups.clone();
    for step in policy.ancestors(&clause.address).chain([clause]).filter(|c| c.kind != ClauseKind::Paragraph) {
        let name = format!("{}{}", step.label.trim(), step.heading.trim());
        if !name.is_empty() {
            out.push(name);
        }
    }
    out
}

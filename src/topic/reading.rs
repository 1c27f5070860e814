//! A policy made ready for the topics: its clauses folded, cut and with their facts in place, each with what
//! stands above it.

use std::collections::BTreeMap;

use super::rules::{self, Context, Finding};
use super::sentence::{Passage, PlacedFact, folded_lines};
use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::extract::Fact;
use crate::lexicon::Lexicon;
use crate::lexicon::gate::{Gate, Seen};
use crate::lexicon::phrase::LevelWords;
use crate::lexicon::topics::Topic;
use crate::parsed::ParsedPolicy;
use crate::text::fold;

/// A policy made ready: its clauses folded, cut and with their facts in place.
pub struct Reading<'p> {
    /// The policy.
    pub policy: &'p ParsedPolicy,
    /// Its clauses that lay something down, in reading order.
    pub clauses: Vec<ReadClause<'p>>,
}

/// A clause made ready.
pub struct ReadClause<'p> {
    /// The clause.
    pub clause: &'p Clause,
    /// Its own text, folded and cut.
    pub passage: Passage,
    /// Its facts, each where its number stands.
    pub facts: Vec<PlacedFact<'p>>,
    /// What stands above it.
    pub context: Context,
    /// The topics it may speak of, as places in [`crate::lexicon::Topics::list`]; of all others it does not.
    pub topics: Vec<usize>,
    /// Whether nothing stands below it.
    leaf: bool,
}

/// A sentence that speaks of a topic, by its place in the passage, and what was found in it.
pub type Spoken = (usize, Finding);

impl ReadClause<'_> {
    /// The sentences that speak of a topic, in reading order. A heading alone says nothing, unless it is
    /// all that the clause says.
    pub fn spoken(&self, topic: &Topic) -> Vec<Spoken> {
        let passage = &self.passage;
        let alone = passage.sentences.len() == 1 && self.leaf && !self.clause.kind.is_head();
        let candidates = passage.sentences.iter().enumerate();
        candidates
            .filter(|(_, s)| topic.may_be_in(&s.fingerprint, !self.facts.is_empty()) && (!s.heading || alone))
            .filter_map(|(n, s)| Some((n, rules::speaks(topic, passage, s, &self.facts, &self.context)?)))
            .collect()
    }
}

impl<'p> Reading<'p> {
    /// Reads the clauses that lay something down: no notice, signature or form.
    pub fn new(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> Self {
        Reading::of(policy, lexicon, false)
    }

    /// Reads of these clauses only those that may speak of a topic.
    pub fn of_topics(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> Self {
        Reading::of(policy, lexicon, true)
    }

    fn of(policy: &'p ParsedPolicy, lexicon: &Lexicon, only_topics: bool) -> Self {
        let gate = &lexicon.topics.gate;
        let levels = lexicon.topics.level_words(policy.document.jurisdiction.as_ref().map(|j| j.level));
        let title = fold(&policy.document.title_hans);
        let mut of_title = Seen::default();
        gate.look(&title, &mut of_title);
        let kept = kept(policy, lexicon);
        let mut facts: BTreeMap<&ClauseAddress, Vec<&Fact>> = BTreeMap::new();
        policy.facts.iter().for_each(|f| facts.entry(&f.address).or_default().push(f));
        let mut read = Reading { policy, clauses: Vec::new() };
        // The clauses above the one at hand; parents come first.
        let mut above: Vec<Above<'p>> = Vec::new();
        for (place, (clause, kept)) in policy.clauses.iter().zip(kept).enumerate() {
            while above.last().is_some_and(|a| !a.clause.address.is_ancestor_of(&clause.address)) {
                let sibling = above.pop().map(|a| a.clause);
                // A paragraph may lead in the clauses after it: 申报程序：
                let lead = sibling.filter(|s| s.kind == ClauseKind::Paragraph).and_then(lead_in);
                if let (Some(lead), Some(last)) = (lead, above.last_mut()) {
                    gate.look(&lead, &mut last.seen);
                    last.headings.push(lead);
                }
            }
            let mut own = Above::new(clause, gate);
            if kept {
                let mut over = own.seen.clone();
                above.iter().map(|a| &a.seen).chain([&of_title]).for_each(|seen| over.add(seen));
                let mut words = Seen::default();
                gate.look(&folded_lines(clause), &mut words);
                let of_clause = facts.get(&clause.address).map_or(&[][..], Vec::as_slice);
                let topics = gate.topics(&words, &over, !of_clause.is_empty());
                if !(only_topics && topics.is_empty()) {
                    let passage = Passage::new(clause);
                    let context = context(&title, &above, &own, &passage, &levels);
                    let facts = passage.place(of_clause.iter().copied());
                    let leaf = policy.clauses.get(place + 1).is_none_or(|next| !clause.address.is_ancestor_of(&next.address));
                    read.clauses.push(ReadClause { clause, passage, facts, context, topics, leaf });
                }
            }
            if let Some(lead) = lead_in(clause).filter(|_| clause.kind != ClauseKind::Paragraph) {
                gate.look(&lead, &mut own.seen);
                own.headings.push(lead);
            }
            above.push(own);
        }
        read
    }
}

/// For each clause, whether it lays something down.
fn kept(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<bool> {
    let outline = policy.clauses.iter().any(|c| c.kind != ClauseKind::Part && !c.kind.is_head());
    let forms = forms(policy, lexicon);
    let rules = |c: &Clause| match c.kind {
        ClauseKind::Part => !outline && matches!(c.address.part(), Some(Part::Preamble | Part::Notice)),
        _ => !c.address.attachment().is_some_and(|n| forms.contains(&n)),
    };
    policy.clauses.iter().map(rules).collect()
}

/// A clause above the one at hand.
struct Above<'p> {
    clause: &'p Clause,
    /// For a head, its heading: the title of an attachment says what it is about, as the title of the policy does.
    title: Option<String>,
    /// The headings it gives to those below.
    headings: Vec<String>,
    /// The words of all these.
    seen: Seen,
}

impl<'p> Above<'p> {
    fn new(clause: &'p Clause, gate: &Gate) -> Self {
        let (title, headings) = (clause.kind.is_head().then(|| fold(&clause.heading)), headings(clause));
        let mut seen = Seen::default();
        title.iter().chain(&headings).for_each(|text| gate.look(text, &mut seen));
        Above { clause, title, headings, seen }
    }
}

/// What stands above the sentences of a clause.
fn context(title: &str, above: &[Above<'_>], own: &Above<'_>, passage: &Passage, levels: &LevelWords) -> Context {
    let mut context = Context { title: title.to_owned(), headings: Vec::new(), levels: levels.clone() };
    for above in above {
        if let Some(title) = &above.title {
            context.title.push('\n');
            context.title.push_str(title);
        }
        context.headings.extend(above.headings.iter().cloned());
    }
    context.headings.extend(own.headings.iter().cloned());
    // A short first sentence says what the clause is about, though it was not told as its heading:
    // 支持建设制造业创新中心。对新认定的给予500万元补助。
    let first = passage.sentences.first().map(|s| &passage.folded[s.range.clone()]).unwrap_or_default();
    if first.ends_with('。') && first.chars().count() <= 25 && !first.contains([',', ';']) {
        context.title.push_str(&format!("\n{first}"));
    }
    context
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
pub fn forms(policy: &ParsedPolicy, lexicon: &Lexicon) -> Vec<u32> {
    let levels = LevelWords::default();
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

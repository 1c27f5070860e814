//! Clauses, facts and citations as pages show them.

use std::collections::HashMap;

use super::frame::Link;
use super::language::say;
use super::naming::{label, lang, supplied_label};
use super::render::{Paragraph, Run, limit, render};
use super::{labels, urls};
use crate::clause::{Clause, ClauseAddress, ClauseKind, Part};
use crate::compare::value::plain;
use crate::extract::{Citation, Fact, FactKind, Target};
use crate::index::PolicyRecord;
use crate::lexicon::Lexicon;
use crate::message::Message;
use crate::policy::PolicyId;
use crate::resolve::{Outcome, Resolution};
use crate::search::joined;
use crate::text::Span;

/// A longer clause is cut: no browser shows megabytes of one paragraph well.
const SHOWN_CHARS: usize = 100_000;

/// What a page about one document asks of the rest of the library.
pub struct Context<'a> {
    /// Names of measures.
    pub lexicon: &'a Lexicon,
    /// What became of a citation.
    pub resolve: &'a dyn Fn(&Citation) -> Resolution,
    /// Title and date of another document.
    pub title: &'a dyn Fn(&PolicyId) -> String,
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactView {
    /// Id of its highlight on the page, unique in the document: `f12`.
    pub anchor: String,
    /// Class for the stylesheet: `amount` or `time`.
    pub class: &'static str,
    /// 金额, 日期 …
    pub kind: String,
    /// 资助, 条件 …; the kind where there is no role.
    pub role: String,
    /// What a threshold measures: 销售（营业）收入.
    pub measure: Option<String>,
    /// 一次性，不超过 200 万元
    pub value: String,
    /// The exact words.
    pub quote: String,
    /// Who gets or must meet it, what limits it: one line each.
    pub details: Vec<String>,
    /// The rule that found it.
    pub rule: String,
}

impl FactView {
    /// The `number`th fact of a document.
    pub fn new(number: usize, fact: &Fact, lexicon: &Lexicon) -> Self {
        let kind = labels::kind(fact.kind);
        let role = fact.role.map_or(kind, labels::role);
        let value = super::language::say(&plain(fact));
        let mut details = Vec::new();
        if let Some(subject) = fact.subject.as_deref().filter(|s| !s.is_empty()) {
            details.push(say(&Message::new("label-subject").with("subject", subject)));
        }
        if let Some(condition) = fact.condition.as_deref().filter(|s| !s.is_empty()) {
            details.push(say(&Message::new("label-condition").with("condition", condition)));
        }
        FactView {
            anchor: format!("f{number}"),
            class: if matches!(fact.kind, FactKind::Date | FactKind::Duration | FactKind::Recurring) { "time" } else { "amount" },
            kind: labels::said(kind),
            role: labels::said(role),
            measure: fact.measure.as_deref().map(|m| labels::said(labels::measure(lexicon, m))),
            // The role stands before the value; it is not said twice.
            value: value
                .strip_prefix(&labels::said(role))
                .map_or(value.as_str(), |rest| rest.trim_start_matches([':', '：', ' ']))
                .to_owned(),
            quote: fact.quote.clone(),
            details,
            rule: fact.rule.clone(),
        }
    }

    /// What a pointer that rests on the highlighted words shows.
    pub fn tip(&self) -> String {
        let what = self.measure.as_ref().map_or_else(|| self.value.clone(), |measure| format!("{measure} {}", self.value));
        said_of(&self.role, &what)
    }
}

/// Something and what is said of it: 资助：3000万元.
fn said_of(what: &str, words: &str) -> String {
    say(&Message::new("label-said-of").with("what", what).with("words", words))
}

/// A citation and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationView {
    /// Whether it leads anywhere; for the stylesheet and the link.
    pub href: Option<String>,
    /// Class for the stylesheet: `found`, `missing`, `doubtful`.
    pub class: &'static str,
    /// 引用文件, 附件 …
    pub form: String,
    /// The document as it is named.
    pub name: String,
    /// Document number beside it.
    pub number: Option<String>,
    /// The provision, as printed.
    pub provision: Option<String>,
    /// 已收录, 未收录 …
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The newer version, or the candidates.
    pub others: Vec<Link>,
    /// The clause or document it leads to.
    pub target: Option<Target>,
    /// The full title behind a short form.
    pub full: Option<String>,
}

impl CitationView {
    /// A citation of the document `own` and what became of it.
    pub fn new(citation: &Citation, own: &PolicyId, context: &Context) -> Self {
        let resolution = (context.resolve)(citation);
        let itself = resolution.target.as_ref().is_some_and(|t| t.policy == *own && t.address.is_empty());
        let name = match (&citation.title, &citation.title_resolved) {
            (Some(title), _) if !title.starts_with('《') => format!("《{title}》"),
            (Some(title), _) | (None, Some(title)) => title.clone(),
            (None, None) => citation.number.clone().unwrap_or_else(|| citation.quote.clone()),
        };
        let number = citation.number.clone().filter(|n| *n != name);
        CitationView {
            href: resolution.target.as_ref().filter(|_| !itself).map(|t| urls::clause_text(&t.policy, &t.address)),
            class: match resolution.outcome {
                _ if itself => "itself",
                Outcome::Found => "found",
                Outcome::NotInCorpus | Outcome::NotChecked => "missing",
                _ => "doubtful",
            },
            form: labels::said(labels::form(citation.form)),
            name,
            number,
            provision: citation.provision.clone(),
            outcome: if itself { say(&Message::new("label-itself")) } else { say(&resolution.outcome.label()) },
            others: resolution.others.iter().map(|id| Link::new(urls::policy(id), (context.title)(id))).collect(),
            reason: super::language::say(&resolution.reason),
            target: resolution.target.filter(|_| !itself),
            full: citation.title_resolved.clone().filter(|full| citation.title.as_ref().is_some_and(|t| t != full)),
        }
    }

    /// What a pointer that rests on the words shows.
    pub fn tip(&self) -> String {
        if self.reason.is_empty() { self.outcome.clone() } else { said_of(&self.outcome, &self.reason) }
    }
}

/// A clause with its words, facts and citations.
#[derive(Clone, Debug)]
pub struct ClauseView {
    /// Id on the page and end of the permalink: the address.
    pub id: String,
    /// Permalink.
    pub href: String,
    /// Marker as printed; 印发通知 and the like for parts; 第二款 for paragraphs.
    pub label: String,
    /// What the address is called: 第五条第二款第（一）项.
    pub native: String,
    /// Whether the label stands in the text; else it is a name that the text does not print.
    pub printed_label: bool,
    /// Class for the stylesheet: `part`, `article` …
    pub class: &'static str,
    /// Whether it is the title of the document.
    pub is_title: bool,
    /// Depth below the first clause shown, at most 5.
    pub depth: usize,
    /// Which heading element it is: 2 to 6.
    pub level: usize,
    /// Whether the number is missing in the source.
    pub inferred: bool,
    /// Chapters and sections that begin before this clause.
    pub groups: Vec<String>,
    /// Language of the words: `zh-Hans` or `zh-Hant`.
    pub lang: &'static str,
    /// The words.
    pub paragraphs: Vec<Paragraph>,
    /// Facts, in reading order.
    pub facts: Vec<FactView>,
    /// Citations, in reading order.
    pub citations: Vec<CitationView>,
    /// Characters of the words that are not shown because there are too many.
    pub cut: usize,
}

impl ClauseView {
    /// Whether anything stands beside the words. That a document names itself is no news there.
    pub fn has_notes(&self) -> bool {
        !self.facts.is_empty() || self.citations.iter().any(|c| c.class != "itself")
    }

    /// The citation of a group of words.
    pub fn citation(&self, at: &Option<usize>) -> Option<&CitationView> {
        self.citations.get((*at)?)
    }

    /// The facts that begin with a run of words, the first of which gives the highlight its id.
    pub fn begins(&self, run: &Run) -> Vec<&FactView> {
        run.begins.iter().filter_map(|f| self.facts.get(*f)).collect()
    }

    /// What a pointer on a run of words shows.
    pub fn tip(&self, run: &Run) -> String {
        let tips: Vec<String> = run.facts.iter().filter_map(|f| self.facts.get(*f)).map(FactView::tip).collect();
        say(&joined("query-further", tips.into_iter().map(Message::plain)))
    }
}

/// Looks up clauses, facts and citations of one document.
pub struct RecordView<'r> {
    record: &'r PolicyRecord,
    context: &'r Context<'r>,
    facts: HashMap<&'r ClauseAddress, Vec<usize>>,
    citations: HashMap<&'r ClauseAddress, Vec<usize>>,
}

impl<'r> RecordView<'r> {
    /// Over a record.
    pub fn new(record: &'r PolicyRecord, context: &'r Context<'r>) -> Self {
        let mut facts: HashMap<_, Vec<usize>> = HashMap::new();
        for (i, fact) in record.parsed.facts.iter().enumerate() {
            facts.entry(&fact.address).or_default().push(i);
        }
        let mut citations: HashMap<_, Vec<usize>> = HashMap::new();
        for (i, citation) in record.parsed.citations.iter().enumerate() {
            citations.entry(&citation.address).or_default().push(i);
        }
        RecordView { record, context, facts, citations }
    }

    /// The facts of a clause.
    pub fn facts(&self, address: &ClauseAddress) -> Vec<FactView> {
        let numbers = self.facts.get(address).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|i| FactView::new(*i, &self.record.parsed.facts[*i], self.context.lexicon)).collect()
    }

    /// The citations of a clause.
    pub fn citations(&self, address: &ClauseAddress) -> Vec<CitationView> {
        let numbers = self.citations.get(address).map_or(&[][..], Vec::as_slice);
        let parsed = &self.record.parsed;
        numbers.iter().map(|i| CitationView::new(&parsed.citations[*i], &parsed.document.id, self.context)).collect()
    }

    /// Clauses as they are shown one after the other; `top` is the depth of the outermost.
    pub fn clauses<'c>(&self, clauses: impl IntoIterator<Item = &'c Clause>, top: usize) -> Vec<ClauseView> {
        let grouped = self.record.parsed.clauses.iter().any(|c| !c.groups.is_empty());
        let mut groups: &[String] = &[];
        let mut out = Vec::new();
        for clause in clauses {
            let mut view = self.clause(clause, clause.depth.saturating_sub(top));
            if clause.kind == ClauseKind::Article {
                let same = groups.iter().zip(&clause.groups).take_while(|(a, b)| a == b).count();
                view.groups = clause.groups[same..].to_vec();
                groups = &clause.groups;
            }
            view.level = (2 + view.depth + usize::from(grouped && clause.kind != ClauseKind::Part)).min(6);
            out.push(view);
        }
        out
    }

    fn clause(&self, clause: &Clause, depth: usize) -> ClauseView {
        let parsed = &self.record.parsed;
        let id = &parsed.document.id;
        let spans = |numbers: Option<&Vec<usize>>, span: &dyn Fn(usize) -> Span| -> Vec<Span> {
            numbers.into_iter().flatten().map(|i| span(*i)).collect()
        };
        let facts = spans(self.facts.get(&clause.address), &|i| parsed.facts[i].span);
        let citations = spans(self.citations.get(&clause.address), &|i| parsed.citations[i].span);
        let is_title = clause.address.part() == Some(Part::Title);
        let mut paragraphs = render(&self.record.source, clause, &facts, &citations);
        let cut = limit(&mut paragraphs, SHOWN_CHARS);
        ClauseView {
            id: clause.address.to_string(),
            href: urls::clause(id, &clause.address),
            label: if clause.inferred { supplied_label(parsed, clause) } else { None }.unwrap_or_else(|| label(clause)),
            native: clause.address.native(),
            printed_label: !clause.label.is_empty() && !clause.inferred,
            class: match clause.kind {
                ClauseKind::Part if is_title => "part doc-title",
                ClauseKind::Part => "part",
                ClauseKind::Attachment | ClauseKind::Document => "attachment",
                ClauseKind::Article => "article",
                ClauseKind::Numbered => "numbered",
                ClauseKind::Paragraph => "paragraph",
            },
            is_title,
            depth: depth.min(5),
            level: 2,
            inferred: clause.inferred,
            groups: Vec::new(),
            lang: lang(parsed.document.script),
            paragraphs,
            cut,
            facts: self.facts(&clause.address),
            citations: self.citations(&clause.address),
        }
    }
}

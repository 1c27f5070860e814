//! Why a clause matches: each part of the query, where it was found, and by which words.

use tantivy::DocAddress;

use super::answer::above;
use super::collect::{self, Ask, Count, Order};
use super::explain::quoted;
use super::near::Together;
use super::plan::{Planner, all};
use super::query::{Cited, Filter, Node, Term, TermKind};
use super::snippet::fold_simplified;
use super::types::{Why, WhyPlace};
use super::{facts, select};
use crate::index::{ClauseRecord, Library, PolicySummary};
use crate::message::Message;
use crate::policy::Policy;
use crate::text::to_hans;

/// So many citing clauses of one policy are looked at.
const MOST_CITING: usize = 1000;

/// Explains the hits of one query.
pub struct Explainer<'p> {
    library: &'p Library,
    planner: &'p Planner<'p>,
    parts: Vec<Node>,
}

/// A clause that matches, with its texts folded.
struct Explained<'h> {
    clause: &'h ClauseRecord,
    policy: &'h Policy,
    at: DocAddress,
    own: String,
    heading: String,
    above: String,
}

impl<'p> Explainer<'p> {
    /// For a query whose parts must all hold.
    pub fn new(library: &'p Library, planner: &'p Planner<'p>, parts: &[Node]) -> Self {
        Explainer { library, planner, parts: facts::merged(parts) }
    }

    /// Why a clause matches, in the order of the query; parts that it does not hold (of a choice) are left out.
    pub fn of(&self, clause: &ClauseRecord, summary: &PolicySummary, at: DocAddress) -> Vec<Why> {
        let path = clause.heading_path_hans.as_ref().unwrap_or(&clause.heading_path);
        let hit = Explained {
            clause,
            policy: &summary.document,
            at,
            own: fold_simplified(&format!("{}{}", to_hans(&clause.label), clause.hans())),
            heading: path.last().map(|own| fold_simplified(own)).unwrap_or_default(),
            above: above(summary, path),
        };
        let mut whys = Vec::new();
        for part in &self.parts {
            self.part(part, &hit, &mut whys);
        }
        whys
    }

    fn part(&self, node: &Node, hit: &Explained<'_>, whys: &mut Vec<Why>) {
        match node {
            Node::Term(term) => whys.extend(self.term(term, hit)),
            Node::Filter(filter) => whys.extend(self.filter(filter, hit)),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|n| self.part(n, hit, whys)),
            Node::Near(within, nodes) => {
                let words = nodes.iter().map(|n| self.planner.words_of(n)).collect();
                if (Together { within: *within, words }).is_in(hit.clause.hans()) {
                    whys.push(Why { part: node.to_string(), place: WhyPlace::Text, words: Vec::new(), text: node.explain() });
                }
            }
            // What is not there needs no place.
            Node::Not(_) => {}
        }
    }

    fn term(&self, term: &Term, hit: &Explained<'_>) -> Option<Why> {
        let part = Node::Term(term.clone()).to_string();
        let said = |id: &'static str| Message::new(id).with("word", &term.typed);
        let why = |place: WhyPlace, words: Vec<String>, text: Message| Some(Why { part: part.clone(), place, words, text });
        let forms = self.planner.printed(term);
        let (own_forms, synonyms) = forms.split_at(if matches!(term.kind, TermKind::Number(_)) { forms.len() } else { 1 });
        if let Some(word) = own_forms.iter().find(|f| hit.heading.contains(f.as_str())) {
            return why(WhyPlace::Heading, vec![word.clone()], said("query-why-heading"));
        }
        if let Some(word) = own_forms.iter().find(|f| hit.own.contains(f.as_str())) {
            return why(WhyPlace::Text, vec![word.clone()], said("query-why-text"));
        }
        let near: Vec<String> = synonyms.iter().filter(|f| hit.own.contains(f.as_str())).cloned().collect();
        if !near.is_empty() {
            let text = said("query-why-synonym").with("synonyms", quoted(&near));
            return why(WhyPlace::Synonym, near, text);
        }
        if let TermKind::Number(number) = &term.kind {
            if self.cites(&Cited::Number(number.clone()), hit) {
                return why(WhyPlace::Citation, Vec::new(), said("query-why-cited"));
            }
            return why(WhyPlace::Policy, Vec::new(), said("query-why-number"));
        }
        let words = self.planner.cut(&term.folded);
        if hit.above.contains(&term.folded) || !words.is_empty() && words.iter().all(|w| hit.above.contains(w)) {
            return why(WhyPlace::Above, vec![term.folded.clone()], said("query-why-above"));
        }
        None
    }

    fn filter(&self, filter: &Filter, hit: &Explained<'_>) -> Option<Why> {
        let part = filter.to_string();
        let policy = hit.policy;
        let value = match filter {
            Filter::Fact(test) => {
                let passing = hit.clause.facts.iter().filter(|f| facts::passes(test, f, &self.library.catalog().names));
                let mut words: Vec<String> = passing.map(|f| f.quote.clone()).collect();
                // Two amounts may share their words: 分别给予3000万元、1000万元.
                words.dedup();
                let text = Message::new("query-why-fact").with("test", test.explain()).with("words", quoted(&words));
                return (!words.is_empty()).then_some(Why { part, place: WhyPlace::Fact, words, text });
            }
            Filter::Cites(_) => {
                let text = Message::new("query-why-cites").with("what", filter.explain());
                return Some(Why { part, place: WhyPlace::Citation, words: Vec::new(), text });
            }
            Filter::Topics(_) => {
                let text = Message::new("query-why-topic").with("what", filter.explain());
                return Some(Why { part, place: WhyPlace::Text, words: Vec::new(), text });
            }
            Filter::Places(_) => Message::place(policy.place()),
            Filter::Levels(_) => policy.jurisdiction.as_ref().map(|j| Message::name(j.level.label())).unwrap_or_default(),
            Filter::Authority(_) => Message::new("query-names").list("names", policy.issuers_hans.iter().map(Message::plain)),
            Filter::Years(..) => policy.date().unwrap_or_default().into(),
            Filter::Number(_) => policy.number_hans.as_deref().unwrap_or_default().into(),
            Filter::Title(_) => policy.title.as_str().into(),
            Filter::InForce(_) => {
                let begins = policy.effective.as_deref().or(policy.date()).unwrap_or_default();
                let since = Message::new("query-why-since").with("first", begins);
                let until = |last: &String| Message::new("query-why-since-until").with("first", begins).with("last", last);
                policy.expires.as_ref().map_or(since, until)
            }
        };
        let words = vec![value.to_string()];
        let text = Message::new("query-why-policy").with("what", filter.explain()).with("value", value);
        Some(Why { part, place: WhyPlace::Policy, words, text })
    }

    /// Whether the clause cites a document.
    fn cites(&self, cited: &Cited, hit: &Explained<'_>) -> bool {
        let own = self.planner.policies(vec![&hit.policy.id]);
        let query = all(vec![select::citing(self.planner, cited), own]);
        let ask = Ask { offset: 0, limit: MOST_CITING, order: &Order::Relevance, count: Count::Policies };
        let found = collect::run(self.library, &self.library.searcher(), &*query, &ask);
        found.is_ok_and(|found| found.best.iter().any(|(_, address, _)| *address == hit.at))
    }
}

//! Why a clause matches: each part of the query, where it was found, and by which words.

use tantivy::Searcher;
use tantivy::query::Query;

use super::collect::{self, Ask, Count, Order};
use super::ranked::Floor;
use super::answer::above;
use super::facts;
use super::near::Together;
use super::plan::{Planner, all, boxed};
use super::query::{Cited, Filter, Node, Term, TermKind};
use super::snippet::fold_simplified;
use super::types::{Hit, Why, WhyPlace};
use crate::index::Library;
use crate::text::{fold, to_hans};

/// Explains the hits of one query.
pub struct Explainer<'p> {
    library: &'p Library,
    planner: &'p Planner<'p>,
    parts: Vec<Node>,
}

/// The texts of a hit, folded but for the first.
struct Texts {
    hans: String,
    own: String,
    heading: String,
    above: String,
}

impl<'p> Explainer<'p> {
    /// For a query whose parts must all hold.
    pub fn new(library: &'p Library, planner: &'p Planner<'p>, parts: &[Node]) -> Self {
        Explainer { library, planner, parts: facts::merged(parts) }
    }

    /// Why a hit matches, in the order of the query; parts that it does not hold (of a choice) are left out.
    pub fn of(&self, hit: &Hit, searcher: &Searcher) -> Vec<Why> {
        let Some(summary) = self.library.summary(&hit.policy) else { return Vec::new() };
        let record = self.library.policy(&hit.policy);
        let clause = record.as_ref().and_then(|r| r.parsed.clause(&hit.address));
        let own = clause.map(|c| fold_simplified(&format!("{}{}", to_hans(&c.label), c.text_hans))).unwrap_or_default();
        let heading = clause.map(|c| fold(&c.heading)).unwrap_or_default();
        let path: Vec<String> = hit.heading_path.iter().map(|step| to_hans(step).into_owned()).collect();
        let hans = clause.map(|c| c.text_hans.clone()).unwrap_or_default();
        let texts = Texts { hans, own, heading, above: above(summary, &path) };
        let mut whys = Vec::new();
        for part in &self.parts {
            self.part(part, hit, &texts, searcher, &mut whys);
        }
        whys
    }

    fn part(&self, node: &Node, hit: &Hit, texts: &Texts, searcher: &Searcher, whys: &mut Vec<Why>) {
        match node {
            Node::Term(term) => whys.extend(self.term(term, hit, texts, searcher)),
            Node::Filter(filter) => whys.extend(self.filter(filter, hit)),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().for_each(|n| self.part(n, hit, texts, searcher, whys)),
            Node::Near(within, nodes) => {
                let words = nodes.iter().map(|n| self.planner.words_of(n)).collect();
                if (Together { within: *within, words }).is_in(&texts.hans) {
                    let text = node.explain();
                    whys.push(Why { part: node.to_string(), place: WhyPlace::Text, words: Vec::new(), text });
                }
            }
            // What is not there needs no place.
            Node::Not(_) => {}
        }
    }

    fn term(&self, term: &Term, hit: &Hit, texts: &Texts, searcher: &Searcher) -> Option<Why> {
        let part = Node::Term(term.clone()).to_string();
        let why = |place: WhyPlace, words: Vec<String>, text: String| Some(Why { part: part.clone(), place, words, text });
        let typed = &term.typed;
        let forms = self.planner.printed(term);
        let (own_forms, synonyms) = forms.split_at(if matches!(term.kind, TermKind::Number(_)) { forms.len() } else { 1 });
        if let Some(word) = own_forms.iter().find(|f| texts.heading.contains(f.as_str())) {
            return why(WhyPlace::Heading, vec![word.clone()], format!("“{typed}”：在这一条的标题里"));
        }
        if let Some(word) = own_forms.iter().find(|f| texts.own.contains(f.as_str())) {
            return why(WhyPlace::Text, vec![word.clone()], format!("“{typed}”：在这一条的文字里"));
        }
        let near: Vec<String> = synonyms.iter().filter(|f| texts.own.contains(f.as_str())).cloned().collect();
        if !near.is_empty() {
            let text = format!("“{typed}”：这一条里有近义词“{}”", near.join("”“"));
            return why(WhyPlace::Synonym, near, text);
        }
        if let TermKind::Number(number) = &term.kind {
            if self.cites(&Cited::Number(number.clone()), hit, searcher) {
                return why(WhyPlace::Citation, Vec::new(), format!("“{typed}”：这一条按标题引用了这份文件"));
            }
            return why(WhyPlace::Policy, Vec::new(), format!("“{typed}”：是这份文件的文号"));
        }
        let words = self.planner.cut(&term.folded);
        if texts.above.contains(&term.folded) || !words.is_empty() && words.iter().all(|w| texts.above.contains(w)) {
            return why(WhyPlace::Above, vec![term.folded.clone()], format!("“{typed}”：在上级标题或文件信息里"));
        }
        None
    }

    fn filter(&self, filter: &Filter, hit: &Hit) -> Option<Why> {
        let part = filter.to_string();
        let policy = &self.library.summary(&hit.policy)?.document;
        let value = match filter {
            Filter::Fact(test) => {
                let passing = hit.facts.iter().filter(|f| facts::passes(test, f, &self.library.catalog().names));
                let words: Vec<String> = passing.map(|f| f.quote.clone()).collect();
                let text = format!("{}：“{}”", test.explain(), words.join("”“"));
                return (!words.is_empty()).then_some(Why { part, place: WhyPlace::Fact, words, text });
            }
            Filter::Cites(_) => {
                return Some(Why { part, place: WhyPlace::Citation, words: Vec::new(), text: format!("这一条{}", filter.explain()) });
            }
            Filter::Topics(_) => {
                return Some(Why { part, place: WhyPlace::Text, words: Vec::new(), text: format!("这一条的{}", filter.explain()) });
            }
            Filter::Places(_) => policy.place(),
            Filter::Levels(_) => hit.level.map(|l| l.label().to_owned()).unwrap_or_default(),
            Filter::Authority(_) => policy.issuers_hans.join("、"),
            Filter::Years(..) => policy.date().unwrap_or_default().to_owned(),
            Filter::Number(_) => policy.number_hans.clone().unwrap_or_default(),
            Filter::Title(_) => policy.title.clone(),
            Filter::InForce(_) => {
                let begins = policy.effective.as_deref().or(policy.date()).unwrap_or_default();
                format!("{begins} 起{}", policy.expires.as_deref().map(|e| format!("，{e} 止")).unwrap_or_default())
            }
        };
        let text = format!("{}：这份文件是 {value}", filter.explain());
        Some(Why { part, place: WhyPlace::Policy, words: vec![value], text })
    }

    /// Whether a clause of the hit's policy at its address cites a document.
    fn cites(&self, cited: &Cited, hit: &Hit, searcher: &Searcher) -> bool {
        let query: Box<dyn Query> = super::select::citing(self.planner, cited);
        let own = self.planner.token(self.planner.fields.policy, hit.policy.as_str());
        let floor = Floor::default();
        let ask = Ask { floor: &floor, offset: 0, limit: 1000, order: &Order::Relevance, count: Count::Policies };
        let found = collect::run(self.library, searcher, &*boxed(all(vec![query, own])), &ask);
        found.is_ok_and(|found| {
            found.best.iter().any(|(_, address, _)| self.library.clause(searcher, *address).is_some_and(|c| c.address == hit.address))
        })
    }
}

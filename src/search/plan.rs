//! From a query to an index query: which clauses match.
//!
//! * A quoted phrase matches exactly the clauses whose own label and text hold it.
//! * A word matches the same way, or by a synonym. Beside other words it may also stand above the
//!   clause (headings, title, place, year, authority): 广西 补助 finds the clauses on 补助 in the
//!   documents of 广西. At least one word must stand in the clause itself or in the headings above it.
//! * An excluded word excludes the clauses whose own text holds it, nothing more.
//! * Words that must stand close together stand in the clause itself (`near`).
//! * Tests of facts in one group that can be of one fact are of one fact (`facts`).

use std::collections::BTreeSet;
use std::sync::Arc;

use tantivy::Searcher;
use tantivy::Term as IndexTerm;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use super::anyof::{AnyOf, Scores};
use super::both::Both;
use super::near::{NearQuery, Together, Words};
use super::parser::parse_query;
use super::query::{Cited, Filter, Node, Term, TermKind};
use super::rank::{self, Ranking};
use super::ranked::Ranked;
use super::stream::Constant;
use super::{exact, facts, number, policies, select};
use crate::index::{ClauseFields, Library};
use crate::policy::PolicyId;
use crate::text::quantity;

/// A query ready to run.
pub struct Plan {
    /// Matches and ranks.
    pub query: Ranked,
    /// What is marked in the text of a hit, folded.
    pub needles: Vec<String>,
    /// The words that may stand above a clause instead of in it.
    pub words: Vec<PlannedWord>,
    /// Synonyms that are looked for as well.
    pub synonyms: Vec<(String, Vec<String>)>,
}

/// An unquoted word of the query.
pub struct PlannedWord {
    /// As typed.
    pub typed: String,
    /// The forms in which it may stand in a folded text: itself, then its synonyms.
    pub forms: Vec<String>,
}

/// Makes plans for one library.
pub struct Planner<'l> {
    /// The library.
    pub library: &'l Library,
    searcher: Searcher,
    /// Its fields.
    pub fields: &'l ClauseFields,
    synonyms: bool,
    /// Whether the search of a topic is planned.
    in_topic: bool,
    /// What lifts one match above another.
    pub ranking: Ranking,
}

/// One query after another, joined.
pub fn boxed(query: impl Query) -> Box<dyn Query> {
    Box::new(query)
}

/// The clauses of `query`, all with the same score.
pub fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    boxed(Constant { query, score })
}

/// Clauses that match all.
pub fn all(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => boxed(EmptyQuery),
        1 => queries.remove(0),
        _ => boxed(Both { wanted: queries, unwanted: Vec::new() }),
    }
}

/// Clauses that match one or more.
pub fn any(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => boxed(EmptyQuery),
        1 => queries.remove(0),
        _ => boxed(AnyOf { queries, scores: Scores::Sum }),
    }
}

/// Clauses that match one or more, each with the score of its best match.
pub fn best(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    if queries.len() > 1 { boxed(AnyOf { queries, scores: Scores::Best }) } else { any(queries) }
}

/// A long word, and the words it was cut into.
pub type Cut = (String, Vec<String>);

fn wanted(parts: &[Node]) -> Vec<&Term> {
    parts.iter().flat_map(Node::wanted).collect()
}

impl<'l> Planner<'l> {
    /// A planner; without `synonyms`, words stand for themselves only.
    pub fn new(library: &'l Library, synonyms: bool) -> Self {
        Planner { library, searcher: library.searcher(), fields: library.fields(), synonyms, in_topic: false, ranking: Ranking::TUNED }
    }

    /// The same planner with other weights.
    pub fn with_ranking(self, ranking: Ranking) -> Self {
        Planner { synonyms: self.synonyms && ranking.synonyms, ranking, ..self }
    }

    /// The plan for parts that must all hold.
    pub fn plan(&self, parts: &[Node]) -> Plan {
        let terms = wanted(parts);
        if self.ranking.any_word && !terms.is_empty() {
            let filters: Vec<Node> = parts.iter().filter(|p| p.wanted().is_empty()).cloned().collect();
            let matching = vec![(Occur::Must, self.all_parts(&filters, false)), rank::any_word(self, &terms)];
            return self.finished(terms, boxed(BooleanQuery::new(matching)));
        }
        let matching = self.required(parts, &terms);
        let (own, mut plan) = (self.ranking.own * terms.len() as f32, self.finished(terms, matching));
        plan.query.lift.all_own = own;
        plan
    }

    /// What a clause must match; words may stand above it, if one stands in it.
    fn required(&self, parts: &[Node], terms: &[&Term]) -> Box<dyn Query> {
        let with_context = terms.len() > 1;
        let mut matching = vec![self.all_parts(parts, with_context)];
        if with_context && terms.iter().any(|t| t.kind == TermKind::Word) {
            matching.push(constant(any(terms.iter().map(|t| self.about(t)).collect()), 0.0));
        }
        all(matching)
    }

    /// Adds to what must match what ranks it, and what is shown of it.
    pub fn finished(&self, terms: Vec<&Term>, required: Box<dyn Query>) -> Plan {
        let lift = rank::lift(self, &terms);
        let query = Ranked { required, lift, segments: self.library.segments().clone() };
        let mut plan = Plan { query, needles: Vec::new(), words: Vec::new(), synonyms: Vec::new() };
        for term in terms {
            let forms = self.printed(term);
            if term.kind == TermKind::Word {
                plan.words.push(PlannedWord { typed: term.typed.clone(), forms: forms.clone() });
                let synonyms = self.synonyms(term);
                if !synonyms.is_empty() && plan.synonyms.iter().all(|(typed, _)| *typed != term.typed) {
                    plan.synonyms.push((term.typed.clone(), synonyms.to_vec()));
                }
            }
            plan.needles.extend(forms);
        }
        plan
    }

    /// The synonyms of a word; none when they are switched off.
    pub fn synonyms(&self, term: &Term) -> &'l [String] {
        if self.synonyms && term.kind == TermKind::Word { self.library.words().synonyms(&term.folded) } else { &[] }
    }

    /// The words of a folded text, for ranking and for looking above a clause.
    pub fn cut<'t>(&self, folded: &'t str) -> Vec<&'t str> {
        self.library.segmenter().cut(folded)
    }

    /// A query for one token.
    pub fn token(&self, field: Field, text: &str) -> Box<dyn Query> {
        boxed(TermQuery::new(IndexTerm::from_field_text(field, text), IndexRecordOption::Basic))
    }

    /// How many clauses have a term, and how many there are.
    pub fn frequency(&self, term: &IndexTerm) -> (u64, u64) {
        (self.searcher.doc_freq(term).unwrap_or(0), self.searcher.num_docs())
    }

    /// The clauses whose folded label and text hold `folded`: no fewer, no more.
    pub fn substring(&self, folded: &str) -> Box<dyn Query> {
        exact::holding(self.library.frequent(), self.library.segments(), folded)
    }

    /// The key of a word that is one quantity: it is looked for in any spelling, and not as a part of another one.
    fn quantity(&self, term: &Term) -> Option<String> {
        (term.kind == TermKind::Word).then(|| quantity::whole(&term.folded)).flatten()
    }

    /// The forms in which a term may stand in a folded text: itself, its synonyms, the prints of a number.
    fn forms(&self, term: &Term) -> Vec<String> {
        let mut forms = vec![term.folded.clone()];
        forms.extend_from_slice(self.synonyms(term));
        if let TermKind::Number(typed) = &term.kind {
            forms.extend(number::printed_forms(typed));
            let held = self.library.catalog().numbered(typed.year, typed.serial);
            held.iter().filter(|(held, _)| number::means(typed, held)).for_each(|(held, _)| forms.extend(number::printed_forms(held)));
            let mut seen = BTreeSet::new();
            forms.retain(|form| seen.insert(form.clone()));
        }
        forms
    }

    /// The forms, and the usual spellings of a quantity.
    pub fn printed(&self, term: &Term) -> Vec<String> {
        let mut forms = self.forms(term);
        if self.quantity(term).is_some() {
            forms.extend(quantity::spellings(&term.folded));
        }
        forms
    }

    /// The clauses that hold a term themselves, scored: the word above its synonyms, the numbered document above all.
    fn own(&self, term: &Term) -> Box<dyn Query> {
        let mut forms: Vec<Box<dyn Query>> = Vec::new();
        for (i, form) in self.forms(term).iter().enumerate() {
            let synonym = i > 0 && term.kind == TermKind::Word;
            let holding = match self.quantity(term).filter(|_| i == 0) {
                Some(key) => exact::having(self.fields.grams, self.library.segments(), &key),
                None => self.substring(form),
            };
            forms.push(constant(holding, if synonym { self.ranking.synonym } else { self.ranking.own }));
        }
        if let TermKind::Number(typed) = &term.kind {
            let head = self.token(self.fields.head, "1");
            forms.push(constant(select::citing(self, &Cited::Number(typed.clone())), self.ranking.cited));
            forms.push(constant(all(vec![self.policies(select::numbered(self.library, typed)), head]), self.ranking.numbered));
        }
        best(forms)
    }

    /// The clauses that hold a term themselves or in the headings above.
    pub fn about(&self, term: &Term) -> Box<dyn Query> {
        let words = self.cut(&term.folded);
        let above = (!words.is_empty()).then(|| all(words.iter().map(|word| self.token(self.fields.path, word)).collect()));
        any(std::iter::once(self.own(term)).chain(above).collect())
    }

    /// The clauses above which all words of a term stand.
    fn context(&self, term: &Term) -> Option<Box<dyn Query>> {
        let words = if term.kind == TermKind::Word { self.cut(&term.folded) } else { Vec::new() };
        let telling = |word: &&str| word.chars().nth(1).is_some();
        (!words.is_empty() && words.iter().all(telling))
            .then(|| constant(all(words.iter().map(|word| self.below(word)).collect()), self.ranking.context))
    }

    /// The clauses that match a part of the query; with `with_context`, words above a clause count too.
    pub fn matching(&self, node: &Node, with_context: bool) -> Box<dyn Query> {
        match node {
            Node::Term(term) => {
                let context = if with_context { self.context(term) } else { None };
                best(std::iter::once(self.own(term)).chain(context).collect())
            }
            Node::Filter(filter) => constant(self.filter(filter), 0.0),
            Node::And(nodes) => self.all_parts(nodes, with_context),
            Node::Or(nodes) => any(nodes.iter().map(|n| self.matching(n, with_context)).collect()),
            Node::Near(within, nodes) => {
                let words = nodes.iter().map(|n| self.words_of(n)).collect();
                let together = Arc::new(Together { within: *within, words });
                boxed(NearQuery { inner: Arc::from(self.all_parts(nodes, false)), record: self.fields.record, together })
            }
            Node::Not(_) => self.all_parts(std::slice::from_ref(node), with_context),
        }
    }

    /// The clauses that match all parts.
    pub fn all_parts(&self, parts: &[Node], with_context: bool) -> Box<dyn Query> {
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for part in &facts::merged(parts) {
            match part {
                Node::Not(inner) => unwanted.push(self.excluded(inner)),
                part => wanted.push(self.matching(part, with_context)),
            }
        }
        if wanted.len() == 1 && unwanted.is_empty() { wanted.remove(0) } else { boxed(Both { wanted, unwanted }) }
    }

    /// The clauses that an exclusion takes away: the very words, without synonyms.
    fn excluded(&self, node: &Node) -> Box<dyn Query> {
        Planner { synonyms: false, searcher: self.searcher.clone(), ..*self }.matching(node, false)
    }

    fn filter(&self, filter: &Filter) -> Box<dyn Query> {
        let catalog = self.library.catalog();
        match filter {
            Filter::Places(places) => self.clauses_of(places.iter().filter_map(|p| catalog.of_place(p)).flatten().copied().collect()),
            Filter::Levels(levels) => self.clauses_of(levels.iter().flat_map(|l| catalog.of_level(*l)).copied().collect()),
            Filter::Years(first, last) => self.clauses_of(catalog.of_years(*first, *last).collect()),
            Filter::Fact(test) => facts::query(test, &catalog.names, self.fields.facts),
            Filter::Topics(topics) => any(topics.iter().filter_map(|t| catalog.names.topic(t)).map(|place| self.topic(place)).collect()),
            Filter::Cites(cited) => select::citing(self, cited),
            other => self.policies(select::policies(self.library, other).unwrap_or_default()),
        }
    }

    /// The clauses of a topic, by its place in the table: those marked when the index was built, or those that the
    /// search finds which the topic stands for. A topic inside such a search must be one with rules.
    pub fn topic(&self, place: usize) -> Box<dyn Query> {
        match self.library.catalog().names.queries.get(&place) {
            Some(_) if self.in_topic => any(Vec::new()),
            Some(query) => {
                let parts = parse_query(query).parts;
                let inner = Planner { in_topic: true, searcher: self.searcher.clone(), ..*self };
                inner.required(&parts, &wanted(&parts))
            }
            None => {
                let term = IndexTerm::from_field_u64(self.fields.topics, place as u64);
                boxed(TermQuery::new(term, IndexRecordOption::Basic))
            }
        }
    }

    /// The words of a node made of terms, in all their forms.
    pub fn words_of(&self, node: &Node) -> Words {
        match node {
            Node::Term(term) => Words::Forms(self.printed(term)),
            Node::Or(nodes) => Words::Any(nodes.iter().map(|n| self.words_of(n)).collect()),
            Node::And(nodes) | Node::Near(_, nodes) => Words::All(nodes.iter().map(|n| self.words_of(n)).collect()),
            Node::Filter(_) | Node::Not(_) => Words::All(Vec::new()),
        }
    }

    /// The clauses of these policies.
    pub fn policies(&self, ids: Vec<&PolicyId>) -> Box<dyn Query> {
        self.clauses_of(ids.into_iter().filter_map(|id| self.library.catalog().number_of(id)).collect())
    }

    fn clauses_of(&self, policies: Vec<u32>) -> Box<dyn Query> {
        policies::of(policies, self.library.segments())
    }

    /// The clauses with a word above them: in the headings above, or in what is known of their policy.
    fn below(&self, word: &str) -> Box<dyn Query> {
        let about = self.library.words_of_policies().about(word);
        policies::above(IndexTerm::from_field_text(self.fields.path, word), about, self.library.segments())
    }

    /// The parts with each long word cut in the words it is made of, and those words; none if there is nothing to cut.
    pub fn loosened(&self, parts: &[Node]) -> Option<(Vec<Node>, Vec<Cut>)> {
        let cuts = std::cell::RefCell::new(Vec::new());
        let loose = |term: &Term| {
            let pieces = if term.kind == TermKind::Word { self.pieces(&term.folded) } else { Vec::new() };
            if pieces.len() < 2 {
                return Node::Term(term.clone());
            }
            cuts.borrow_mut().push((term.typed.clone(), pieces.clone()));
            let word = |piece: String| Node::Term(Term { typed: piece.clone(), folded: piece, kind: TermKind::Word });
            Node::And(pieces.into_iter().map(word).collect())
        };
        let parts = parts.iter().map(|part| part.map_terms(&loose)).collect();
        let cuts = cuts.into_inner();
        (!cuts.is_empty()).then_some((parts, cuts))
    }

    /// The different words of a folded text that are longer than one character.
    pub fn pieces(&self, folded: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let words = self.cut(folded).into_iter().filter(|word| word.chars().nth(1).is_some());
        words.filter(|word| seen.insert(word.to_string())).map(str::to_owned).collect()
    }

    /// The same, and a text that is one word is cut into the words inside it: 一次性补助 into 一次性, 补助.
    pub fn fine_pieces(&self, folded: &str) -> Vec<String> {
        let pieces = self.pieces(folded);
        if pieces.len() > 1 {
            return pieces;
        }
        let mut inside = self.library.segmenter().words(folded);
        inside.retain(|word| word.text != folded);
        // From the left, at each place the longest.
        inside.sort_by_key(|word| (word.range.start, std::cmp::Reverse(word.range.end)));
        let (mut at, mut fine) = (0, Vec::new());
        for word in inside {
            if word.range.start >= at {
                at = word.range.end;
                fine.push(word.text.to_owned());
            }
        }
        if fine.len() > 1 { fine } else { pieces }
    }

    /// All words of a folded text, with the words inside longer ones, as they are indexed.
    pub fn every_word<'t>(&self, folded: &'t str) -> Vec<&'t str> {
        self.library.segmenter().words(folded).into_iter().map(|word| word.text).collect()
    }
}

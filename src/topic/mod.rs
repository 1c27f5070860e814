//! Topics: which sentences of a policy speak of a topic of `index/lexicon/topics.toml`.
//!
//! Recipe: [`of_clauses`] names the topics of every clause; [`reading::Reading`] makes a policy ready, and
//! [`reading::ReadClause::spoken`] holds its sentences against one topic. Steps: `sentence` cuts a clause into
//! sentences and puts its facts in place (`amount` finds the number in its words); `rules` holds a sentence
//! against the rules of a topic.
//!
//! A search for a topic and a row of the comparison find the same clauses, because both ask here.

pub mod amount;
pub mod reading;
pub mod rules;
pub mod sentence;
#[cfg(test)]
pub(crate) mod testing;

use std::collections::BTreeMap;

use crate::clause::ClauseAddress;
use crate::lexicon::Lexicon;
use crate::parsed::ParsedPolicy;

/// The topics that each clause speaks of, as places in [`crate::lexicon::Topics::list`]; clauses of no topic are left out.
pub fn of_clauses<'p>(policy: &'p ParsedPolicy, lexicon: &Lexicon) -> BTreeMap<&'p ClauseAddress, Vec<usize>> {
    let reading = reading::Reading::of_topics(policy, lexicon);
    let mut out = BTreeMap::new();
    for read in &reading.clauses {
        let speaks = |place: &usize| lexicon.topics.list.get(*place).is_some_and(|topic| !read.spoken(topic).is_empty());
        let topics: Vec<usize> = read.topics.iter().copied().filter(speaks).collect();
        if !topics.is_empty() {
            out.insert(&read.clause.address, topics);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::clause::{Clause, ClauseKind};
    use crate::extract::FactKind;
    use crate::policy::Level;
    use crate::topic::testing::{clause, fact, policy};

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

    /// Headings and sentences that some rule finds or should not find, and some that no rule knows.
    static PIECES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let rules = LEXICON.topics.list.iter().flat_map(|topic| &topic.rules);
        let examples = rules.flat_map(|rule| rule.example.iter().chain(&rule.counter));
        let mut pieces: Vec<String> =
            examples.flat_map(|e| e.split([' ', '|', '/'])).filter(|p| !p.is_empty()).map(str::to_owned).collect();
        pieces.extend(
            ["制造业创新中心。", "製造業創新中心", "第一条", "其他事项：", "支持建设制造业创新中心。", "İ ，\n"].map(str::to_owned),
        );
        pieces
    });

    /// What the gate spares, done in full: every sentence of every clause held against every rule.
    fn plainly(policy: &ParsedPolicy) -> BTreeMap<&ClauseAddress, Vec<usize>> {
        let reading = reading::Reading::new(policy, &LEXICON);
        let speaks = |read: &reading::ReadClause<'_>, topic| {
            let alone = read.passage.sentences.len() == 1 && !policy.clauses.iter().any(|c| read.clause.address.is_ancestor_of(&c.address));
            let sentences = read.passage.sentences.iter().filter(|s| !s.heading || (alone && !read.clause.kind.is_head()));
            sentences.map(|s| rules::speaks(topic, &read.passage, s, &read.facts, &read.context)).any(|found| found.is_some())
        };
        let topics = |read| (0..LEXICON.topics.list.len()).filter(|n| speaks(read, &LEXICON.topics.list[*n])).collect::<Vec<_>>();
        reading.clauses.iter().map(|read| (&read.clause.address, topics(read))).filter(|(_, topics)| !topics.is_empty()).collect()
    }

    fn piece() -> impl Strategy<Value = String> {
        (0..PIECES.len()).prop_map(|n| PIECES[n].clone())
    }

    fn clauses() -> impl Strategy<Value = Vec<Clause>> {
        let parts = (0..3usize, prop::option::of(piece()), prop::collection::vec(piece(), 0..4), 0..8usize);
        prop::collection::vec(parts, 1..8).prop_map(|parts| {
            let mut steps: Vec<usize> = Vec::new();
            let mut make = |(depth, heading, sentences, kind): (usize, Option<String>, Vec<String>, usize)| {
                let depth = depth.min(steps.len());
                steps.resize(depth + 1, 0);
                steps[depth] += 1;
                let address = steps.iter().map(usize::to_string).collect::<Vec<_>>().join("/");
                let heading = heading.unwrap_or_default();
                let mut clause = clause(&address, "", &heading, &format!("{heading}{}", sentences.concat()));
                clause.kind = if kind == 0 { ClauseKind::Paragraph } else { ClauseKind::Numbered };
                clause.groups = if kind == 1 { sentences.into_iter().take(1).collect() } else { Vec::new() };
                clause
            };
            parts.into_iter().map(&mut make).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn the_gate_keeps_every_clause_that_speaks_of_a_topic(title in piece(), clauses in clauses(), quotes in prop::collection::vec(0..8usize, 0..4)) {
            let money = |n: &usize| {
                let clause = clauses.get(*n)?;
                Some(fact(&clause.address.to_string(), FactKind::Money, "100", clause.text.get(..9)?, 0))
            };
            let facts = quotes.iter().filter_map(money).collect();
            let policy = policy("a/b", &title, ("53", "云南省", Level::Provincial), clauses.clone(), facts);
            prop_assert_eq!(of_clauses(&policy, &LEXICON), plainly(&policy));
        }
    }

    #[test]
    fn the_examples_speak_of_topics_and_other_text_does_not_pass_the_gate() {
        let spoken = clause("1", "", "", "升级为国家级制造业创新中心的，给予1000万元奖励。");
        let other = clause("2", "", "", "县级以上人民政府应当加强领导。");
        let policy = policy("a/b", "某条例", ("53", "云南省", Level::Provincial), vec![spoken, other], Vec::new());
        let found = of_clauses(&policy, &LEXICON);
        let upgrade = LEXICON.topics.list.iter().position(|t| t.id == "support_upgrade").unwrap();
        assert_eq!(found.keys().map(|address| address.to_string()).collect::<Vec<_>>(), ["1"]);
        assert!(found.values().next().unwrap().contains(&upgrade));
        assert_eq!(reading::Reading::of_topics(&policy, &LEXICON).clauses.len(), 1);
    }
}

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
    let reading = reading::Reading::new(policy, lexicon);
    let mut out = BTreeMap::new();
    for read in &reading.clauses {
        let speaks = |(_, topic): &(usize, &crate::lexicon::topics::Topic)| !read.spoken(topic).is_empty();
        let topics: Vec<usize> = lexicon.topics.list.iter().enumerate().filter(speaks).map(|(place, _)| place).collect();
        if !topics.is_empty() {
            out.insert(&read.clause.address, topics);
        }
    }
    out
}

//! What policies answer, kept from one request to the next.
//!
//! Reading a policy (folding, cutting, placing its facts, holding every sentence against every topic) is the dear
//! part of a comparison, and its result depends on that policy alone. A library never changes, so neither do the
//! answers; a site has one memory for each library.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::lexicon::topics::Topic;
use crate::parsed::ParsedPolicy;
use crate::policy::PolicyId;

use super::Entry;
use super::rows::{self, STEPS};
use super::{matrix, procedure};
use crate::topic::reading::Reading;

/// The entries of one policy by topic id, each list in reading order.
pub(super) type Answers = Arc<BTreeMap<String, Vec<Entry>>>;

/// Answers of the policies read last, up to a number of bytes.
pub struct Memory {
    /// About so many bytes are kept; 0 keeps nothing.
    most: usize,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    answers: HashMap<PolicyId, (Answers, usize, u64)>,
    bytes: usize,
    /// Counts the requests, so that the one not asked for the longest can go.
    clock: u64,
}

impl Memory {
    /// Keeps nothing, and so reads only the topics that are asked for.
    pub fn none() -> Self {
        Memory::up_to(0)
    }

    /// Keeps about `most` bytes of answers.
    pub fn up_to(most: usize) -> Self {
        Memory { most, kept: Mutex::default() }
    }

    /// What a policy answers to these topics at least; none when the library does not hold it.
    pub(super) fn answers(&self, library: &Library, lexicon: &Lexicon, id: &PolicyId, topics: &[&Topic]) -> Option<Answers> {
        if self.most == 0 {
            return library.policy(id).map(|record| read(&record.parsed, lexicon, topics));
        }
        if let Some(known) = self.get(id) {
            return Some(known);
        }
        let steps = rows::steps();
        let all: Vec<&Topic> = lexicon.topics.list.iter().filter(|t| t.query.is_none()).chain([&steps]).collect();
        let answers = read(&library.policy(id)?.parsed, lexicon, &all);
        self.put(id, &answers);
        Some(answers)
    }

    fn get(&self, id: &PolicyId) -> Option<Answers> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let now = kept.clock;
        kept.answers.get_mut(id).map(|(answers, _, last)| {
            *last = now;
            Arc::clone(answers)
        })
    }

    fn put(&self, id: &PolicyId, answers: &Answers) {
        let size = size(answers);
        if size > self.most {
            return;
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let now = kept.clock;
        kept.bytes += size;
        if let Some((_, old, _)) = kept.answers.insert(id.clone(), (Arc::clone(answers), size, now)) {
            kept.bytes -= old;
        }
        while kept.bytes > self.most {
            let Some(oldest) = kept.answers.iter().min_by_key(|(_, (_, _, last))| *last).map(|(id, _)| id.clone()) else { break };
            let gone = kept.answers.remove(&oldest).map_or(0, |(_, size, _)| size);
            kept.bytes -= gone;
        }
    }
}

/// Reads a policy for these topics.
pub(super) fn read(policy: &ParsedPolicy, lexicon: &Lexicon, topics: &[&Topic]) -> Answers {
    let reading = Reading::new(policy, lexicon);
    let entries = |t: &Topic| if t.id == STEPS { procedure::entries(policy, lexicon) } else { matrix::entries(&reading, t) };
    Arc::new(topics.iter().map(|t| (t.id.clone(), entries(t))).collect())
}

/// About how many bytes the answers take.
fn size(answers: &Answers) -> usize {
    const EACH: usize = 400;
    const VALUE: usize = 300;
    let entry = |e: &Entry| {
        let path: usize = e.heading_path.iter().map(String::len).sum();
        EACH + e.quote.len() + VALUE * e.facts.len() + path + e.facts.iter().map(|f| EACH + 2 * f.quote.len()).sum::<usize>()
    };
    EACH + answers.values().flatten().map(entry).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Level;
    use crate::topic::testing::{clause, policy};

    #[test]
    fn what_was_not_asked_for_the_longest_goes_first() {
        let lexicon = Lexicon::embedded();
        let topics: Vec<&Topic> = lexicon.topics.list.iter().collect();
        let text = "省级制造业创新中心采用企业法人形式建立。";
        let parsed = policy("a/1", "管理办法", ("530000", "云南省", Level::Provincial), vec![clause("1", "一、", "", text)], vec![]);
        let answers = read(&parsed, &lexicon, &topics);
        assert!(!answers["legal_form"].is_empty());
        let id = |n: usize| format!("a/{n}").parse::<PolicyId>().unwrap();
        let memory = Memory::up_to(size(&answers) * 2 + 1);
        memory.put(&id(1), &answers);
        memory.put(&id(2), &answers);
        assert!(memory.get(&id(1)).is_some());
        memory.put(&id(3), &answers);
        assert!(memory.get(&id(2)).is_none() && memory.get(&id(1)).is_some() && memory.get(&id(3)).is_some());
        memory.put(&id(3), &answers);
        assert!(memory.get(&id(1)).is_some(), "the same policy again takes no more room");
        let small = Memory::up_to(10);
        small.put(&id(1), &answers);
        assert!(small.get(&id(1)).is_none());
    }
}

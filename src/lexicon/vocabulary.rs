//! The words of `roles.toml` and `measures.toml`, found in a text in one pass.
//!
//! A longer word wins over the words inside it, so that 不超过 is not 超过 and 研发投入 is not 投入.

use std::collections::HashMap;
use std::ops::Range;

use regex::Regex;
use toml::Spanned;

use super::measures::{Measure, MeasuresFile, Units};
use super::roles::{BoundWords, ContextWords, Cue, Per, PerWords, Role, RolesFile};
use super::rows::{self, Ids};
use super::source::Mistake;

/// What a word means; the number is the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A row of [`Vocabulary::cues`].
    Cue(usize),
    /// A row of [`Vocabulary::bounds`].
    Bound(usize),
    /// How often.
    Per(Per),
    /// A row of [`Vocabulary::measures`].
    Measure(usize),
    /// 力争
    Goal,
    /// 截至目前
    Background,
    /// 应
    Duty,
    /// 建设
    Make,
    /// 布局
    Limit,
    /// 每个
    Each,
    /// Does not count in distances.
    Filler,
    /// Looks like a cue and is none.
    Shadow,
}

/// A word found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'v> {
    /// Its place, in bytes.
    pub range: Range<usize>,
    /// What it means.
    pub senses: &'v [Sense],
}

impl Word<'_> {
    /// Whether the word has a sense.
    pub fn is(&self, sense: Sense) -> bool {
        self.senses.contains(&sense)
    }
}

/// All words that the finders of amounts look for.
#[derive(Debug)]
pub struct Vocabulary {
    /// What an amount is for.
    pub cues: Vec<Cue>,
    /// How it limits.
    pub bounds: Vec<BoundWords>,
    /// What it measures.
    pub measures: Vec<Measure>,
    /// What it is counted in.
    pub units: Units,
    /// 依照, 金额: what begins or ends like this is nobody.
    pub no_subject: Vec<String>,
    /// 企业, 单位: who applies or is supported.
    pub actors: Vec<String>,
    applicants: Vec<String>,
    /// How often an amount is given.
    pub pers: Vec<PerWords>,
    /// What a heading says.
    pub contexts: Vec<ContextWords>,
    senses: HashMap<String, Vec<Sense>>,
    plain: Regex,
    /// Words with a gap.
    gapped: Vec<(Regex, Vec<Sense>)>,
}

/// Between the parts of a word with a gap: up to 24 characters without punctuation.
const GAP: &str = r"[^,;:。!?\n]{0,24}?";

impl Vocabulary {
    /// Takes over the rows of the two files.
    ///
    /// # Errors
    /// The rows that are not of the expected form.
    pub fn new(roles: RolesFile, measures: MeasuresFile) -> Result<Self, Vec<Mistake>> {
        let mistakes = mistakes(&roles, &measures);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let mut senses: HashMap<String, Vec<Sense>> = HashMap::new();
        let mut add = |words: &[String], sense: Sense| {
            for word in words {
                let known = senses.entry(word.clone()).or_default();
                if !known.contains(&sense) {
                    known.push(sense);
                }
            }
        };
        roles.cues.iter().enumerate().for_each(|(i, row)| add(&row.get_ref().words, Sense::Cue(i)));
        roles.bounds.iter().enumerate().for_each(|(i, row)| add(&row.get_ref().words, Sense::Bound(i)));
        roles.pers.iter().for_each(|row| add(&row.get_ref().words, Sense::Per(row.get_ref().per)));
        measures.measures.iter().enumerate().for_each(|(i, row)| add(&row.get_ref().words, Sense::Measure(i)));
        let lists = [
            (&roles.words.goal, Sense::Goal),
            (&roles.words.background, Sense::Background),
            (&roles.words.duty, Sense::Duty),
            (&roles.words.make, Sense::Make),
            (&roles.words.limit, Sense::Limit),
            (&roles.words.each, Sense::Each),
            (&roles.words.filler, Sense::Filler),
            (&roles.words.shadow, Sense::Shadow),
        ];
        lists.into_iter().for_each(|(words, sense)| add(words, sense));
        // In a fixed order, longest first: the pattern takes the first that fits.
        let mut words: Vec<&String> = senses.keys().collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let plain: Vec<String> = words.iter().filter(|w| !w.contains('…')).map(|w| regex::escape(w)).collect();
        let mut gapped = Vec::new();
        for word in words.iter().filter(|w| w.contains('…')) {
            let parts: Vec<String> = word.split('…').map(regex::escape).collect();
            gapped.push((compile(&parts.join(GAP)).map_err(|m| vec![m])?, senses[*word].clone()));
        }
        let plain = compile(&plain.join("|")).map_err(|m| vec![m])?;
        let (actors, applicants) = (roles.words.actor, roles.words.applicant);
        let no_subject = roles.words.no_subject;
        let mut units = measures.units;
        for list in [&mut units.count, &mut units.price] {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        }
        Ok(Vocabulary {
            cues: roles.cues.into_iter().map(Spanned::into_inner).collect(),
            bounds: roles.bounds.into_iter().map(Spanned::into_inner).collect(),
            measures: measures.measures.into_iter().map(Spanned::into_inner).collect(),
            units,
            actors,
            no_subject,
            applicants,
            pers: roles.pers.into_iter().map(Spanned::into_inner).collect(),
            contexts: roles.contexts.into_iter().map(Spanned::into_inner).collect(),
            senses,
            plain,
            gapped,
        })
    }

    /// The words of a text, by their place; one with a gap overlaps the words inside it.
    pub fn words(&self, text: &str) -> Vec<Word<'_>> {
        let mut found: Vec<Word> = Vec::new();
        for m in self.plain.find_iter(text) {
            if let Some(senses) = self.senses.get(m.as_str()) {
                found.push(Word { range: m.range(), senses });
            }
        }
        for (pattern, senses) in &self.gapped {
            found.extend(pattern.find_iter(text).map(|m| Word { range: m.range(), senses }));
        }
        found.sort_by_key(|w| (w.range.start, w.range.end));
        found
    }

    /// The role that a heading gives to the amounts below it: that of the last word in it.
    pub fn context(&self, heading: &str) -> Option<Role> {
        let words = self.contexts.iter().flat_map(|row| row.words.iter().map(move |w| (w, row.role)));
        let places = words.filter_map(|(word, role)| Some((heading.rfind(word.as_str())? + word.len(), word.len(), role)));
        places.max_by_key(|(end, len, _)| (*end, *len)).map(|(_, _, role)| role)
    }

    /// Who a heading speaks of: 牵头单位条件 of 牵头单位.
    pub fn applicant(&self, heading: &str) -> Option<&str> {
        self.applicants.iter().find(|a| heading.contains(a.as_str())).map(String::as_str)
    }

    /// The measure with an id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|m| m.id == id)
    }
}

fn compile(pattern: &str) -> Result<Regex, Mistake> {
    Regex::new(pattern).map_err(|error| Mistake::new(0..0, error.to_string()))
}

/// Ids that stand twice, and rows whose example does not show them.
fn mistakes(roles: &RolesFile, measures: &MeasuresFile) -> Vec<Mistake> {
    let (mut found, mut names, mut ids) = (Vec::new(), Ids::default(), Ids::default());
    for row in &roles.cues {
        let (cue, at) = (row.get_ref(), row.span());
        names.add("cue", &cue.name, at.clone(), &mut found);
        rows::example(&format!("cue {:?}", cue.name), &cue.words, &cue.example, &at, &mut found);
    }
    for row in &roles.cues {
        let known = |id: &String| measures.measures.iter().any(|m| m.get_ref().id == *id);
        if let Some(id) = row.get_ref().measure.as_ref().filter(|id| !known(id)) {
            found.push(Mistake::new(row.span(), format!("cue {:?}: there is no measure {id:?}", row.get_ref().name)));
        }
    }
    for row in &measures.measures {
        let (measure, at) = (row.get_ref(), row.span());
        ids.add("measure", &measure.id, at.clone(), &mut found);
        // A measure that a cue gives has no words of its own: 罚款.
        let by_cue = roles.cues.iter().any(|c| c.get_ref().measure.as_ref() == Some(&measure.id));
        if !(measure.words.is_empty() && by_cue) {
            rows::example(&format!("measure {:?}", measure.id), &measure.words, &measure.example, &at, &mut found);
        }
        for unit in measure.units.iter().filter(|u| !measures.units.count.contains(u)) {
            found.push(Mistake::new(at.clone(), format!("measure {:?}: the unit {unit:?} stands not in count of [units]", measure.id)));
        }
    }
    for row in &roles.bounds {
        rows::example("bound", &row.get_ref().words, &row.get_ref().example, &row.span(), &mut found);
    }
    for row in &roles.pers {
        rows::example("per", &row.get_ref().words, &row.get_ref().example, &row.span(), &mut found);
    }
    for row in &roles.contexts {
        rows::example("context", &row.get_ref().words, &row.get_ref().example, &row.span(), &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_longer_word_wins_and_a_gap_is_bridged() {
        let lexicon = Lexicon::embedded();
        let names =
            |text: &str| -> Vec<String> { lexicon.vocabulary.words(text).iter().map(|w| text[w.range.clone()].to_owned()).collect() };
        assert_eq!(names("研发投入不超过"), ["研发投入", "不超过"]);
        assert!(names("研发经费支出占主营业务收入的比重").contains(&"研发经费支出占主营业务收入的比重".to_owned()));
    }

    #[test]
    fn the_last_word_of_a_heading_counts() {
        let vocabulary = Lexicon::embedded().vocabulary;
        let cases = [
            ("重点领域和目标", Some(Role::Target)),
            ("支持条件", Some(Role::Threshold)),
            ("奖励标准", Some(Role::Support)),
            ("总则", None),
        ];
        for (heading, role) in cases {
            assert_eq!(vocabulary.context(heading), role, "{heading}");
        }
    }
}

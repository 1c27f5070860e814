//! Steps of a procedure, who acts, and what is handed in (`procedure.toml`).

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::phrase::{LevelWords, Phrase};
use super::source::Mistake;
use crate::text::fold;

/// `procedure.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedureFile {
    step: Vec<Spanned<StepRow>>,
    r#where: Headings,
    actors: Actors,
    materials: MaterialsRow,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRow {
    id: String,
    label: String,
    words: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    advised: bool,
    example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Headings {
    sections: Vec<Spanned<String>>,
    not_sections: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Actors {
    #[serde(deserialize_with = "super::rows::words")]
    names: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    advisers: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    endings: Vec<String>,
    stops: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MaterialsRow {
    #[serde(deserialize_with = "super::rows::words")]
    endings: Vec<String>,
    asks: Vec<Spanned<String>>,
}

/// One kind of step.
#[derive(Clone, Debug)]
pub struct StepKind {
    /// Stable name: `review`.
    pub id: String,
    /// Name for readers: 评审.
    pub label: String,
    /// Whether experts take part when the sentence names them.
    pub advised: bool,
    words: Vec<Phrase>,
    without: Vec<Phrase>,
}

/// The rows, ready for use.
#[derive(Debug, Default)]
pub struct ProcedureWords {
    /// In the usual order.
    pub steps: Vec<StepKind>,
    sections: Vec<Phrase>,
    not_sections: Vec<Phrase>,
    names: Vec<String>,
    /// 专家
    pub advisers: Vec<String>,
    endings: Vec<String>,
    stops: Vec<String>,
    materials: Vec<String>,
    asks: Vec<Phrase>,
}

fn find(phrases: &[Phrase], folded: &str) -> Option<Range<usize>> {
    phrases.iter().filter_map(|p| p.find(folded, &LevelWords::default())).min_by_key(|r| (r.start, std::cmp::Reverse(r.end)))
}

/// The longest name of a body, in characters.
const LONGEST_NAME: usize = 24;

impl ProcedureWords {
    /// Compiles the rows.
    ///
    /// # Errors
    /// Each phrase that cannot be read, and each step whose example it does not find.
    pub fn new(file: ProcedureFile) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut compile = |list: Vec<(String, Range<usize>)>| -> Vec<Phrase> {
            let mut out = Vec::new();
            for (text, at) in list {
                match Phrase::new(&text) {
                    Ok(phrase) => out.push(phrase),
                    Err(message) => mistakes.push(Mistake::new(at, message)),
                }
            }
            out
        };
        let spanned = |list: &[Spanned<String>]| list.iter().map(|t| (t.get_ref().clone(), t.span())).collect::<Vec<_>>();
        let (mut steps, mut examples) = (Vec::<StepKind>::new(), Vec::new());
        for row in &file.step {
            let at = row.span();
            let s = row.get_ref();
            let own = |list: &[String]| list.iter().map(|t| (t.clone(), at.clone())).collect::<Vec<_>>();
            let (words, without) = (compile(own(&s.words)), compile(own(&s.without)));
            examples.push((at.clone(), s.id.clone(), s.example.clone()));
            steps.push(StepKind { id: s.id.clone(), label: s.label.clone(), advised: s.advised, words, without });
        }
        let longest = |mut list: Vec<String>| {
            list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
            list.iter().map(|w| fold(w)).collect::<Vec<_>>()
        };
        let made = ProcedureWords {
            sections: compile(spanned(&file.r#where.sections)),
            not_sections: compile(spanned(&file.r#where.not_sections)),
            asks: compile(spanned(&file.materials.asks)),
            names: longest(file.actors.names),
            advisers: longest(file.actors.advisers),
            endings: longest(file.actors.endings),
            stops: file.actors.stops.into_iter().collect(),
            materials: longest(file.materials.endings),
            steps,
        };
        for (at, id, example) in examples {
            if !made.steps_in(&fold(&example)).iter().any(|(_, s)| s.id == id) {
                mistakes.push(Mistake::new(at, format!("step {id:?}: the example {example:?} names no such step")));
            }
        }
        if mistakes.is_empty() { Ok(made) } else { Err(mistakes) }
    }

    /// Whether steps stand under a folded heading; none when it does not say.
    pub fn section(&self, heading: &str) -> Option<bool> {
        if find(&self.sections, heading).is_some() && !heading.contains("要求")
            || find(&self.sections, heading).is_some_and(|r| r.end == heading.len())
        {
            return Some(true);
        }
        find(&self.not_sections, heading).map(|_| false).or_else(|| find(&self.sections, heading).map(|_| true))
    }

    /// The steps that a folded part of a sentence names, with the place of each, in the order of the text.
    pub fn steps_in(&self, folded: &str) -> Vec<(Range<usize>, &StepKind)> {
        let fits = |s: &&StepKind| find(&s.without, folded).is_none();
        let mut out: Vec<(Range<usize>, &StepKind)> =
            self.steps.iter().filter(fits).filter_map(|s| find(&s.words, folded).map(|at| (at, s))).collect();
        out.sort_by_key(|(at, _)| (at.start, at.end));
        out
    }

    /// Who acts in a folded part of a sentence: the name it begins with, or the one behind 由 or 经.
    pub fn actor<'t>(&self, folded: &'t str) -> Option<&'t str> {
        let starts = ["由", "经"].iter().filter_map(|w| folded.find(w).map(|at| at + w.len())).min();
        starts.into_iter().chain([0]).find_map(|start| self.name_at(&folded[start..]))
    }

    /// The name of an applicant or a body that a folded text begins with.
    fn name_at<'t>(&self, folded: &'t str) -> Option<&'t str> {
        if let Some(name) = self.names.iter().find(|n| folded.starts_with(n.as_str())) {
            return folded.get(..name.len());
        }
        let end = folded.char_indices().nth(LONGEST_NAME).map_or(folded.len(), |(at, _)| at);
        let stop = self.stops.iter().filter_map(|s| folded[..end].find(s.as_str())).min().unwrap_or(end);
        let head = &folded[..stop];
        let ends: Vec<(usize, usize)> = self.endings.iter().filter_map(|e| head.find(e.as_str()).map(|at| (at, at + e.len()))).collect();
        // 发展改革委 goes on in 发展改革委员会: of endings that overlap, the last counts.
        let first = ends.iter().map(|(_, end)| *end).min()?;
        let last = ends.iter().filter(|(start, _)| *start < first).map(|(_, end)| *end).max()?;
        head.get(..last)
    }

    /// Whether a folded part of a sentence asks for something to be handed in.
    pub fn asks(&self, folded: &str) -> bool {
        find(&self.asks, folded).is_some()
    }

    /// The ending of a material's name with which a folded text ends.
    pub fn material<'t>(&self, folded: &'t str) -> Option<&'t str> {
        self.materials.iter().find(|e| folded.ends_with(e.as_str())).and_then(|e| folded.get(folded.len() - e.len()..))
    }
}

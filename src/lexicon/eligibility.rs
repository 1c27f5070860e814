//! Which sentences are conditions, what an applicant is asked, and which answers meet a condition (`eligibility.toml`).

use serde::{Deserialize, Serialize};
use toml::Spanned;
use utoipa::ToSchema;

use super::phrase::{LevelWords, Phrase};
use super::source::Mistake;
use crate::text::fold;

/// `eligibility.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityFile {
    sections: Vec<Spanned<String>>,
    not_sections: Vec<Spanned<String>>,
    obliged: Vec<Spanned<String>>,
    #[serde(deserialize_with = "super::rows::words")]
    shadows: Vec<String>,
    #[serde(deserialize_with = "super::rows::words")]
    starters: Vec<String>,
    exceptions: Vec<Spanned<String>>,
    waivers: Vec<Spanned<String>>,
    #[serde(default)]
    field: Vec<Spanned<Field>>,
    #[serde(default)]
    test: Vec<Spanned<TestRow>>,
    #[serde(default)]
    premise: Vec<Spanned<PremiseRow>>,
    by_hand: ByHand,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    measures: Vec<String>,
}

/// What an answer looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// 3000万元
    Money,
    /// 30%
    Ratio,
    /// 20
    Count,
    /// One of the options.
    Choice,
    /// 广州市
    Place,
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerOption {
    /// Stable name.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Orders levels: 0 none, 1 municipal, 2 provincial, 3 national.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u8>,
}

/// One question to the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EligibilityField)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Stable name: `sales`.
    pub id: String,
    /// Question for readers; of a measure, its own label when empty.
    #[serde(default)]
    pub label: String,
    /// What an answer looks like.
    pub kind: FieldKind,
    /// The measure of `measures.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// How many years are asked, the last one first.
    #[serde(default = "one")]
    pub years: usize,
    /// Two fields: the first divided by the second. Such a field may be answered itself as well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<[String; 2]>,
    /// Options of a choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<AnswerOption>,
    /// What is meant.
    #[serde(default)]
    pub help: String,
}

fn one() -> usize {
    1
}

/// Which way an answer can decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decides {
    /// Either way.
    #[default]
    Both,
    /// It can only meet the condition.
    Yes,
    /// It can only fail it.
    No,
}

/// How a level is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelTest {
    /// The level named or a higher one: 自治区级以上.
    AtLeast,
    /// A level that is named: 国家、省或行业.
    Named,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TestRow {
    field: String,
    words: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
    #[serde(default)]
    accept: Vec<String>,
    level: Option<LevelTest>,
    least: Option<i64>,
    #[serde(default)]
    decides: Decides,
    #[serde(default)]
    why: String,
    example: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PremiseRow {
    words: Vec<String>,
    field: String,
    accept: Vec<String>,
    example: String,
}

/// How an answer meets a condition that names no number.
#[derive(Clone, Debug)]
pub struct Test {
    /// The answer.
    pub field: String,
    words: Vec<Phrase>,
    without: Vec<Phrase>,
    about: Vec<Phrase>,
    /// Options that meet it.
    pub accept: Vec<String>,
    /// How a level is compared.
    pub level: Option<LevelTest>,
    /// The smallest count.
    pub least: Option<i64>,
    /// Which way the answer decides.
    pub decides: Decides,
    /// What is left to judge when it does not.
    pub why: String,
}

/// Words that say for whom a condition holds.
#[derive(Clone, Debug)]
pub struct Premise {
    words: Vec<Phrase>,
    /// The answer that says it.
    pub field: String,
    /// Options for which the condition holds.
    pub accept: Vec<String>,
}

/// The rows, ready for use.
#[derive(Debug, Default)]
pub struct Eligibility {
    sections: Vec<Phrase>,
    not_sections: Vec<Phrase>,
    obliged: Vec<Phrase>,
    shadows: Vec<String>,
    starters: Vec<String>,
    exceptions: Vec<Phrase>,
    waivers: Vec<Phrase>,
    /// The questions, in the order of the form.
    pub fields: Vec<Field>,
    tests: Vec<Test>,
    premises: Vec<Premise>,
    /// Measures whose number alone never decides.
    pub by_hand: Vec<String>,
}

fn found<'a>(phrases: &'a [Phrase], folded: &str) -> Option<(&'a Phrase, std::ops::Range<usize>)> {
    phrases.iter().find_map(|p| p.find(folded, &LevelWords::default()).map(|at| (p, at)))
}

fn compile(list: &[Spanned<String>], mistakes: &mut Vec<Mistake>) -> Vec<Phrase> {
    let mut out = Vec::new();
    for text in list {
        match Phrase::new(text.get_ref()) {
            Ok(phrase) => out.push(phrase),
            Err(message) => mistakes.push(Mistake::new(text.span(), message)),
        }
    }
    out
}

impl Eligibility {
    /// Compiles the rows.
    ///
    /// # Errors
    /// Each row that names an unknown field or option, whose phrases cannot be read, or whose example it does not find.
    pub fn new(file: EligibilityFile) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let fields: Vec<Field> = file.field.iter().map(|f| f.get_ref().clone()).collect();
        for (n, row) in file.field.iter().enumerate() {
            let field = row.get_ref();
            let mut wrong = |message: String| mistakes.push(Mistake::new(row.span(), format!("field {:?}: {message}", field.id)));
            if fields[..n].iter().any(|f| f.id == field.id) {
                wrong("stands twice".to_owned());
            }
            if field.label.is_empty() && field.measure.is_none() {
                wrong("there is no label".to_owned());
            }
            if (field.kind == FieldKind::Choice) == field.options.is_empty() {
                wrong("a choice has options, and nothing else has".to_owned());
            }
            if field.years == 0 || field.years > 5 {
                wrong("years must be 1 to 5".to_owned());
            }
            if let Some(other) = field.over.iter().flatten().find(|id| !fields.iter().any(|f| f.id == **id)) {
                wrong(format!("there is no field {other:?}"));
            }
        }
        let known = |field: &str, accept: &[String]| -> Option<String> {
            let Some(field) = fields.iter().find(|f| f.id == field) else { return Some(format!("there is no field {field:?}")) };
            let wrong = accept.iter().find(|a| !field.options.iter().any(|o| o.id == **a));
            wrong.map(|a| format!("the field {:?} has no option {a:?}", field.id))
        };
        let read = |list: &[String], at: &std::ops::Range<usize>, mistakes: &mut Vec<Mistake>| -> Vec<Phrase> {
            let list: Vec<Spanned<String>> = list.iter().map(|t| Spanned::new(at.clone(), t.clone())).collect();
            compile(&list, mistakes)
        };
        let (mut tests, mut premises) = (Vec::new(), Vec::new());
        for row in &file.test {
            let (at, t) = (row.span(), row.get_ref());
            mistakes.extend(known(&t.field, &t.accept).map(|message| Mistake::new(at.clone(), message)));
            let test = Test {
                field: t.field.clone(),
                words: read(&t.words, &at, &mut mistakes),
                without: read(&t.without, &at, &mut mistakes),
                about: read(&t.about, &at, &mut mistakes),
                accept: t.accept.clone(),
                level: t.level,
                least: t.least,
                decides: t.decides,
                why: t.why.clone(),
            };
            if !test.fits(&fold(&t.example), &fold(&t.example)) {
                mistakes.push(Mistake::new(at, format!("the example {:?} does not fit its own row", t.example)));
            }
            tests.push(test);
        }
        for row in &file.premise {
            let (at, p) = (row.span(), row.get_ref());
            mistakes.extend(known(&p.field, &p.accept).map(|message| Mistake::new(at.clone(), message)));
            let words = read(&p.words, &at, &mut mistakes);
            if found(&words, &fold(&p.example)).is_none() {
                mistakes.push(Mistake::new(at, format!("the example {:?} does not fit its own row", p.example)));
            }
            premises.push(Premise { words, field: p.field.clone(), accept: p.accept.clone() });
        }
        let made = Eligibility {
            sections: compile(&file.sections, &mut mistakes),
            not_sections: compile(&file.not_sections, &mut mistakes),
            obliged: compile(&file.obliged, &mut mistakes),
            exceptions: compile(&file.exceptions, &mut mistakes),
            waivers: compile(&file.waivers, &mut mistakes),
            shadows: file.shadows.iter().map(|w| fold(w)).collect(),
            starters: file.starters.iter().map(|w| fold(w)).collect(),
            fields,
            tests,
            premises,
            by_hand: file.by_hand.measures,
        };
        if mistakes.is_empty() { Ok(made) } else { Err(mistakes) }
    }

    /// Whether what stands under a folded heading is a condition; none when the heading does not say.
    pub fn section(&self, heading: &str) -> Option<bool> {
        if found(&self.not_sections, heading).is_some() {
            return Some(false);
        }
        found(&self.sections, heading).map(|_| true)
    }

    /// Whether a folded sentence obliges an applicant, wherever it stands.
    pub fn obliges(&self, sentence: &str) -> bool {
        let plain = self.shadows.iter().fold(sentence.to_owned(), |text, shadow| text.replace(shadow, "〇"));
        found(&self.obliged, &plain).is_some()
    }

    /// Whether a new condition begins with this folded phrase.
    pub fn starts(&self, phrase: &str) -> bool {
        self.starters.iter().any(|s| phrase.starts_with(s.as_str()))
    }

    /// The words of a folded text that let a condition be waived.
    pub fn exception<'t>(&self, folded: &'t str) -> Option<&'t str> {
        found(&self.exceptions, folded).and_then(|(_, at)| folded.get(at))
    }

    /// Whether a folded part of a sentence only lets the condition before it be waived.
    pub fn waives(&self, folded: &str) -> bool {
        found(&self.waivers, folded).is_some()
    }

    /// The premise that a folded text names.
    pub fn premise(&self, folded: &str) -> Option<&Premise> {
        self.premises.iter().find(|p| found(&p.words, folded).is_some())
    }

    /// The first row that fits a folded condition; `around` holds its sentence and the headings above.
    pub fn test(&self, condition: &str, around: &str) -> Option<&Test> {
        self.tests.iter().find(|t| t.fits(condition, around))
    }

    /// The field of this name.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.id == id)
    }
}

impl Test {
    fn fits(&self, condition: &str, around: &str) -> bool {
        found(&self.words, condition).is_some()
            && found(&self.without, condition).is_none()
            && (self.about.is_empty() || found(&self.about, condition).or_else(|| found(&self.about, around)).is_some())
    }
}

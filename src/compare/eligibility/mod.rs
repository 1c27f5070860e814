//! Eligibility: an applicant's own figures held against the conditions that each place states.
//!
//! Recipe: [`eligibility`] takes a [`Company`] (answers as typed) and answers for each place and each condition.
//! Steps: `company` reads the answers; `conditions` finds what the documents ask for and cuts it into single conditions;
//! `rule` says what decides each, whatever the answers; `judge` compares. The rows of `index/lexicon/eligibility.toml` say what is asked and which answer meets what.
//!
//! Never guessed: an answer that is missing never meets a condition; a condition that no answer decides is listed for
//! judgement by hand; an exception in the words turns a failure into such a judgement.

mod company;
mod conditions;
mod judge;
mod rule;
mod words;

use rayon::prelude::*;
use serde::Serialize;
use utoipa::ToSchema;

pub use company::{BadAnswer, Company};
pub use rule::{PremiseRule, Rule, RuleTest, ThresholdRule, WordsRule};
pub use words::{lists, spoken};

use super::matrix;
use super::{Column, CompareError, places};
use crate::clause::ClauseAddress;
use crate::extract::{FactKind, Role};
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::lexicon::eligibility::Field;
use crate::message::Message;
use crate::parsed::ParsedPolicy;
use crate::policy::{Level, PolicyId, TextStatus};
use crate::text::fold;
use company::Answers;
use judge::Bench;

/// What is said of one condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ConditionVerdict)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// 符合
    Met,
    /// 不符合
    Failed,
    /// 需人工判断
    Manual,
    /// 不适用: the condition is for others.
    NotApplicable,
}

impl Verdict {
    /// The verdict for readers: 符合.
    pub fn label(self) -> Message {
        Message::new(match self {
            Verdict::Met => "eligibility-met",
            Verdict::Failed => "eligibility-failed",
            Verdict::Manual => "eligibility-manual",
            Verdict::NotApplicable => "eligibility-off",
        })
    }
}

/// One condition and the verdict on it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Judgement {
    /// The policy that states it.
    pub policy: PolicyId,
    /// The clause that decides.
    pub address: ClauseAddress,
    /// Labels and headings above, outermost first.
    pub heading_path: Vec<String>,
    /// The condition's own words.
    pub quote: String,
    /// Whether the words are the official text.
    pub text_status: TextStatus,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether an answer is missing; the verdict is then [`Verdict::Manual`].
    pub unanswered: bool,
    /// The answer that decides; none when none does.
    pub field: Option<String>,
    /// The value required: 近三年平均不低于 1 亿元. Says nothing without a number.
    pub required: Message,
    /// The value given, as it was read.
    pub given: Message,
    /// How it was computed: 3 年合计 3.1 亿元，平均 1.03 亿元.
    pub how: Message,
    /// Why this verdict.
    pub reason: Message,
    /// Words that let the condition be waived: 可适当放宽.
    pub exception: Option<String>,
    /// The answer that says whether the condition holds for the applicant at all.
    pub premise_field: Option<String>,
    /// The form of building it is for: “企业法人+联盟”模式. Empty for all.
    pub mode: String,
    /// What decides it, for a page that decides by itself.
    #[serde(skip)]
    pub rule: Rule,
}

/// The conditions of a place.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct PlaceReport {
    /// Short place name.
    pub place: String,
    /// What stands above.
    pub label: String,
    /// Level of the place.
    pub level: Option<Level>,
    /// Its policies that we hold.
    pub policies: Vec<PolicyId>,
    /// How many conditions are met.
    pub met: usize,
    /// How many are not.
    pub failed: usize,
    /// How many are left to judge by hand, those without an answer among them.
    pub manual: usize,
    /// How many of these wait for an answer.
    pub unanswered: usize,
    /// How many do not apply.
    pub not_applicable: usize,
    /// The result in a sentence.
    pub summary: Message,
    /// In reading order, policy by policy.
    pub conditions: Vec<Judgement>,
}

/// The answer to an applicant.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EligibilityReport {
    /// One for each place.
    pub places: Vec<PlaceReport>,
    /// Answers that could not be read.
    pub problems: Vec<BadAnswer>,
    /// What may be answered.
    pub fields: Vec<Field>,
    /// The forms of building that documents tell apart.
    pub modes: Vec<String>,
}

/// Holds a company against the conditions of places (all when `wanted` is empty).
///
/// # Errors
/// [`CompareError::UnknownPlace`].
pub fn eligibility(library: &Library, lexicon: &Lexicon, company: &Company, wanted: &[String]) -> Result<EligibilityReport, CompareError> {
    let records = places::read_all(library);
    let policies: Vec<&ParsedPolicy> = records.iter().map(|r| &r.parsed).collect();
    eligibility_of(&policies, lexicon, company, wanted)
}

/// The same over policies at hand.
///
/// # Errors
/// As [`eligibility`].
pub fn eligibility_of(
    policies: &[&ParsedPolicy],
    lexicon: &Lexicon,
    company: &Company,
    wanted: &[String],
) -> Result<EligibilityReport, CompareError> {
    let columns = places::filled(policies, lexicon, wanted)?;
    let fields = company::fields(lexicon, &measures(policies));
    let answers = Answers::new(company, &fields, lexicon);
    let mode = fold(&company.mode);
    let place = |(column, held): (Column, Vec<&ParsedPolicy>)| {
        let conditions: Vec<Judgement> = held
            .par_iter()
            .flat_map_iter(|policy| {
                let bench =
                    Bench { answers: &answers, fields: &fields, lexicon, mode: &mode, place: policy.document.jurisdiction.as_ref() };
                conditions::conditions(policy, lexicon).iter().map(|c| judged(policy, c, &bench)).collect::<Vec<_>>()
            })
            .collect();
        PlaceReport {
            place: column.place,
            label: column.label,
            level: column.level,
            policies: column.policies,
            conditions,
            ..PlaceReport::default()
        }
        .counted()
    };
    let places: Vec<PlaceReport> = columns.into_iter().map(place).collect();
    let mut modes: Vec<String> = places.iter().flat_map(|p| &p.conditions).map(|c| c.mode.clone()).filter(|m| !m.is_empty()).collect();
    modes.sort();
    modes.dedup();
    Ok(EligibilityReport { places, problems: answers.bad, fields, modes })
}

/// The measures that thresholds of these policies name, with their kind.
fn measures(policies: &[&ParsedPolicy]) -> Vec<(String, FactKind)> {
    let thresholds = policies.iter().flat_map(|p| &p.facts).filter(|f| f.role == Some(Role::Threshold));
    let mut out: Vec<(String, FactKind)> = thresholds.filter_map(|f| Some((f.measure.clone()?, f.kind))).collect();
    out.sort();
    out.dedup_by(|a, b| a.0 == b.0);
    out
}

fn judged(policy: &ParsedPolicy, condition: &conditions::Condition, bench: &Bench) -> Judgement {
    let mut out = Judgement {
        policy: policy.document.id.clone(),
        address: condition.clause.address.clone(),
        heading_path: matrix::heading_path(policy, condition.clause),
        quote: condition.quote.clone(),
        text_status: policy.document.text_status,
        verdict: Verdict::Manual,
        unanswered: false,
        field: None,
        required: Message::default(),
        given: Message::default(),
        how: Message::default(),
        reason: Message::default(),
        exception: None,
        premise_field: None,
        mode: String::new(),
        rule: bench.rule(condition),
    };
    let rule = out.rule.clone();
    bench.judge(&rule, &mut out);
    out
}

impl PlaceReport {
    /// What is said of these documents alone.
    pub fn of_documents(&self, documents: &[PolicyId]) -> PlaceReport {
        let conditions = self.conditions.iter().filter(|c| documents.contains(&c.policy)).cloned().collect();
        let (place, label, policies) = (self.place.clone(), self.label.clone(), self.policies.clone());
        PlaceReport { place, label, level: self.level, policies, conditions, ..PlaceReport::default() }.counted()
    }

    /// With the verdicts counted and told.
    fn counted(mut self) -> PlaceReport {
        let count = |v: Verdict| self.conditions.iter().filter(|c| c.verdict == v).count();
        let (met, failed, manual, not_applicable) =
            (count(Verdict::Met), count(Verdict::Failed), count(Verdict::Manual), count(Verdict::NotApplicable));
        let unanswered = self.conditions.iter().filter(|c| c.unanswered).count();
        let left = match (manual, unanswered) {
            (0, _) => Message::default(),
            (n, 0) => Message::new("eligibility-left").with("n", n),
            (n, open) => Message::new("eligibility-left-open").with("n", n).with("open", open),
        };
        let told = |id| Message::new(id).with("met", met).with("left", left.clone());
        self.summary = if self.policies.is_empty() {
            Message::new("eligibility-no-documents")
        } else if self.conditions.is_empty() {
            Message::new("eligibility-no-conditions")
        } else if failed > 0 {
            told("eligibility-some-failed").with("failed", failed)
        } else if manual > 0 {
            told("eligibility-none-failed")
        } else {
            Message::new("eligibility-all-met").with("met", met)
        };
        (self.met, self.failed, self.manual, self.unanswered, self.not_applicable) = (met, failed, manual, unanswered, not_applicable);
        self
    }
}

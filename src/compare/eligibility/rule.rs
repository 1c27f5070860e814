//! What decides a condition, without any answer: the same for everybody, so that a page can carry it and a script can
//! decide where the answers are.

use serde::Serialize;

use super::super::value;
use super::company::number_of;
use super::conditions::Condition;
use super::judge::{Bench, mode_in, named_levels};
use crate::extract::{Bound, Fact, FactKind};
use crate::lexicon::eligibility::{Decides, FieldKind, LevelTest, Test};
use crate::message::{Language, Message, name};
use crate::text::fold;

/// What decides a condition.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Rule {
    /// The form of building it is for: “企业法人+联盟”模式. Empty for all.
    pub mode: String,
    /// For whom it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub premise: Option<PremiseRule>,
    /// Words that let it be waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// What is compared.
    pub test: RuleTest,
}

/// The condition holds for those who gave one of these answers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PremiseRule {
    /// The answer.
    pub field: String,
    /// Options.
    pub accept: Vec<String>,
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RuleTest {
    /// No answer decides.
    Hand {
        /// The answer that belongs to it all the same.
        #[serde(skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// The value required, in words; may say nothing.
        said: Message,
        /// Why.
        reason: Message,
    },
    /// A number against a threshold.
    Threshold(ThresholdRule),
    /// An answer that is no threshold.
    Words(WordsRule),
}

impl Default for RuleTest {
    fn default() -> Self {
        RuleTest::Hand { field: None, said: Message::default(), reason: Message::default() }
    }
}

/// A number against a threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ThresholdRule {
    /// The answer.
    pub field: String,
    /// The answer may also be the quotient of these two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over: Option<[String; 2]>,
    /// The threshold, in yuan, as a fraction or as a count.
    pub required: String,
    /// In words.
    pub said: Message,
    /// Its kind.
    pub number: FactKind,
    /// Which way it bounds.
    pub bound: Bound,
    /// Its unit, when it is a count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How many years it looks at.
    pub years: usize,
    /// How they count: `average`, `each`, `total`; empty when it looks at one point in time, `unsaid` when the words do not say.
    pub window: String,
}

/// An answer that is no threshold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WordsRule {
    /// The answer.
    pub field: String,
    /// Options that meet the condition.
    pub accept: Vec<String>,
    /// How a level is compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelTest>,
    /// Ranks of the levels that the condition names.
    pub named: Vec<u8>,
    /// The smallest count.
    pub least: i64,
    /// Which way the answer decides.
    pub decides: Decides,
    /// What is left to judge when it does not.
    pub why: String,
    /// Whether the condition asks for more than this.
    pub rest: bool,
    /// Leading digits of the codes of all places within the policy's; none when its place is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

impl Rule {
    /// The rule as JSON for a page in a language: what it says to readers is said in it.
    pub fn spoken(&self, language: Language) -> serde_json::Value {
        let mut out = serde_json::to_value(self).unwrap_or_default();
        let mut say = |what: &str, words: String| out["test"][what] = words.into();
        match &self.test {
            RuleTest::Hand { said, reason, .. } => {
                say("said", said.say(language));
                say("reason", reason.say(language));
            }
            RuleTest::Threshold(test) => {
                say("said", test.said.say(language));
                if let Some(unit) = &test.unit {
                    say("unit", name(language, unit));
                }
            }
            RuleTest::Words(test) => say("why", name(language, &test.why)),
        }
        out
    }
}

/// What the documents leave open is told apart from no window at all.
const UNSAID: &str = "unsaid";

impl Bench<'_> {
    /// The rule of a condition.
    pub fn rule(&self, condition: &Condition) -> Rule {
        let words = &self.lexicon.eligibility;
        let mode = std::iter::once(&condition.folded).chain(&condition.above).find_map(|t| mode_in(t)).unwrap_or_default().to_owned();
        let limited = condition.fact.and_then(|f| f.condition.as_deref()).map(fold);
        let exception = limited.iter().find_map(|c| words.exception(c)).or_else(|| words.exception(&condition.folded)).map(str::to_owned);
        let premise = words.premise(&condition.folded).map(|p| PremiseRule { field: p.field.clone(), accept: p.accept.clone() });
        let test = match condition.fact {
            Some(fact) => self.threshold_rule(fact),
            None => self.words_rule(condition),
        };
        Rule { mode, premise, exception, test }
    }

    fn threshold_rule(&self, fact: &Fact) -> RuleTest {
        let said = value::plain(fact);
        let measure = fact.measure.as_deref().unwrap_or_default();
        let by_hand = self.lexicon.eligibility.by_hand.iter().any(|m| m == measure);
        let field = self.fields.iter().find(|f| f.measure.as_deref() == Some(measure)).filter(|_| !by_hand);
        let (Some(field), Some(required)) = (field, number_of(fact)) else {
            return RuleTest::Hand { field: None, said, reason: Message::new("eligibility-not-only-number") };
        };
        if fact.currency.is_some() {
            return RuleTest::Hand { field: Some(field.id.clone()), said, reason: Message::new("eligibility-foreign") };
        }
        let window = fact.window.as_ref().map_or("", |w| match w.mode.as_str() {
            known @ ("" | "average" | "each" | "total") => known,
            _ => UNSAID,
        });
        RuleTest::Threshold(ThresholdRule {
            field: field.id.clone(),
            over: field.over.clone(),
            required: required.to_string(),
            said,
            number: fact.kind,
            bound: fact.bound,
            unit: fact.unit.clone(),
            years: fact.window.as_ref().map_or(1, |w| w.years.max(1) as usize),
            window: window.to_owned(),
        })
    }

    fn words_rule(&self, condition: &Condition) -> RuleTest {
        let around = format!("{}\n{}", condition.sentence, condition.above.join("\n"));
        // The name of a form of building asks for nothing: “企业法人+联盟”模式
        let folded = mode_in(&condition.folded).map_or_else(|| condition.folded.clone(), |mode| condition.folded.replace(mode, ""));
        let test: Option<&Test> = self.lexicon.eligibility.test(&folded, &around);
        let Some((test, field)) = test.and_then(|t| Some((t, self.field(&t.field)?))) else {
            let reason = Message::new("eligibility-by-hand");
            return RuleTest::Hand { field: None, said: Message::default(), reason };
        };
        RuleTest::Words(WordsRule {
            field: field.id.clone(),
            accept: test.accept.clone(),
            level: test.level.filter(|_| field.kind == FieldKind::Choice),
            named: if test.level.is_some() { named_levels(&folded) } else { Vec::new() },
            least: test.least.unwrap_or(1),
            decides: test.decides,
            why: test.why.clone(),
            rest: folded.split(',').filter(|p| !self.lexicon.eligibility.waives(p)).count() > 1,
            place: self.place.map(|own| own.code.trim_end_matches("00").to_owned()),
        })
    }
}

//! Periods with a name, and rules on validity (`times.toml`).

use serde::Deserialize;
use toml::Spanned;

use super::source::Mistake;

/// `times.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimesFile {
    plans: Vec<Spanned<Plan>>,
    #[serde(deserialize_with = "super::rows::words")]
    standing: Vec<String>,
    #[serde(default)]
    validity: Vec<Spanned<ValidityRule>>,
}

/// Periods and rules, ready for use.
#[derive(Debug, Default)]
pub struct Times {
    /// The five-year plans.
    pub plans: Vec<Plan>,
    /// Genres whose duties come back every year.
    pub standing: Vec<String>,
    /// Rules on how long a document is in force that does not say so itself.
    pub validity: Vec<ValidityRule>,
}

impl Times {
    /// Takes over the rows.
    ///
    /// # Errors
    /// The rows: a plan that ends before it begins, or whose example does not hold its name; a rule whose day is none or
    /// whose years are not positive.
    pub fn new(file: TimesFile) -> Result<Self, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        for plan in &file.plans {
            let (at, plan) = (plan.span(), plan.get_ref());
            if plan.from > plan.to {
                mistakes.push(Mistake::new(at.clone(), format!("the plan {} ends in {}, before {}", plan.name, plan.to, plan.from)));
            }
            if plan.name.is_empty() || !plan.example.contains(&plan.name) {
                mistakes.push(Mistake::new(at, format!("the example {:?} does not hold the name {:?}", plan.example, plan.name)));
            }
        }
        for rule in &file.validity {
            let (at, rule) = (rule.span(), rule.get_ref());
            if rule.since.parse::<jiff::civil::Date>().is_err() {
                mistakes.push(Mistake::new(at.clone(), format!("since = {:?} is no date; expected YYYY-MM-DD", rule.since)));
            }
            if rule.years < 1 || rule.trial_years < 1 {
                mistakes.push(Mistake::new(at.clone(), "years and trial_years must be at least 1".to_owned()));
            }
            if rule.place.is_empty() || rule.mark.is_empty() || rule.source.is_empty() || rule.example.is_empty() {
                mistakes.push(Mistake::new(at, "place, mark, source and example must not be empty".to_owned()));
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Times {
            plans: file.plans.into_iter().map(Spanned::into_inner).collect(),
            standing: file.standing,
            validity: file.validity.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

/// A five-year plan: 十四五 runs from 2021 to 2025.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// 十四五
    pub name: String,
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
    /// The name in a text.
    pub example: String,
}

/// How long normative documents of a place are in force at the longest.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidityRule {
    /// First digits of the administrative code of the places it holds for.
    pub place: String,
    /// What the 代字 of a normative document's number holds.
    pub mark: String,
    /// ISO date; documents issued earlier are not meant.
    pub since: String,
    /// Years from the day in force.
    pub years: i16,
    /// Years for a document on trial (暂行, 试行).
    pub trial_years: i16,
    /// The rule, as shown to the reader.
    pub source: String,
    /// A case and its result.
    pub example: String,
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn plans_follow_each_other_and_rows_have_examples() {
        let times = Lexicon::embedded().times;
        assert!(times.plans.windows(2).all(|p| p[0].to + 1 == p[1].from));
        assert!(times.plans.iter().all(|p| p.to - p.from == 4 && p.example.contains(&p.name)));
        assert!(times.validity.iter().all(|r| r.since.parse::<jiff::civil::Date>().is_ok() && !r.example.is_empty()));
    }
}

//! Periods with a name, and rules on validity (`times.toml`).

use serde::Deserialize;

/// The tables of `times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// The five-year plans.
    pub plans: Vec<Plan>,
    /// Genres whose duties come back every year.
    pub standing: Vec<String>,
    /// Rules on how long a document is in force that does not say so itself.
    #[serde(default)]
    pub validity: Vec<ValidityRule>,
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

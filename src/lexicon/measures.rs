//! What thresholds and targets measure, and what amounts are counted in (`measures.toml`).

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// What kind of amount a measure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AmountKind {
    /// 3000万元
    Money,
    /// 30%
    Ratio,
    /// 20家
    Count,
}

/// One measure.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Stable name: `sales`.
    pub id: String,
    /// Name for readers: 销售（营业）收入.
    pub label: String,
    /// Which amounts it is for.
    pub kinds: Vec<AmountKind>,
    /// Units of counts; none given means any.
    #[serde(default, deserialize_with = "super::rows::words")]
    pub units: Vec<String>,
    /// The unit alone says it, whatever words stand around: 60周岁.
    #[serde(default)]
    pub by_unit: bool,
    /// The words, 研发…占…比重 with gaps.
    #[serde(deserialize_with = "super::rows::words")]
    pub words: Vec<String>,
    /// A sentence with an amount of this measure.
    pub example: String,
}

/// What amounts are counted in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// Classifiers, longest first.
    #[serde(deserialize_with = "super::rows::words")]
    pub count: Vec<String>,
    /// What a price or a rate is for, longest first: 亩 in 每亩100元 and 100元/亩.
    pub price: Vec<String>,
    /// Words that make a number in 万 or 亿 without 元 money.
    pub yuan: YuanWords,
    /// Other currencies and their ISO 4217 codes.
    pub currency: BTreeMap<String, String>,
}

/// Words around 3000万 that say it is money.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YuanWords {
    /// Shortly before it, when the phrase ends with it: 奖励50万。
    pub before: Vec<String>,
    /// Right behind it: 50万补助
    pub after: Vec<String>,
}

/// `measures.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasuresFile {
    /// The measures; a row before another is taken where both fit equally well.
    #[serde(rename = "measure")]
    pub measures: Vec<Spanned<Measure>>,
    /// Units.
    pub units: Units,
}

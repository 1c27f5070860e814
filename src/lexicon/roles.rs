//! What a fact may be, and the words that tell what an amount is for, how it limits and how often it is given
//! (`roles.toml`).

use serde::{Deserialize, Serialize};
use toml::Spanned;
use utoipa::ToSchema;

/// What kind of value a fact has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FactKind {
    /// Yuan, as an integer string.
    Money,
    /// A decimal: 0.3 for 30%.
    Ratio,
    /// A number with a unit: 不少于20家.
    Count,
    /// An ISO date.
    Date,
    /// An ISO 8601 duration.
    Duration,
    /// An ISO 8601 duration between repetitions.
    Recurring,
}

impl FactKind {
    /// All kinds, in the order in which they are listed and marked in the index.
    pub const ALL: [FactKind; 6] =
        [FactKind::Money, FactKind::Ratio, FactKind::Count, FactKind::Date, FactKind::Duration, FactKind::Recurring];

    /// The name in JSON, word lists, columns, URLs and queries: `money`.
    pub const fn name(self) -> &'static str {
        match self {
            FactKind::Money => "money",
            FactKind::Ratio => "ratio",
            FactKind::Count => "count",
            FactKind::Date => "date",
            FactKind::Duration => "duration",
            FactKind::Recurring => "recurring",
        }
    }
}

/// How the value limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// The value itself.
    #[default]
    Exactly,
    /// 不超过, 最高
    AtMost,
    /// 不少于, 不低于, 以上
    AtLeast,
    /// 超过, 突破
    MoreThan,
    /// 低于, 不足
    LessThan,
    /// 左右, 约
    About,
}

/// What the value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Money given: 补助, 奖励, 资助.
    Support,
    /// Investment for shares: 股权投资.
    Equity,
    /// A requirement on an applicant.
    Threshold,
    /// A goal of the policy.
    Target,
    /// Money set aside by a government: 安排, 投入.
    Budget,
    /// The size of a fund.
    Fund,
    /// A charge: 费率.
    Fee,
    /// A limit on what may be set up: 每个领域布局一家.
    Limit,
}

impl Role {
    /// All roles, in the order in which they are listed and marked in the index.
    pub const ALL: [Role; 8] =
        [Role::Support, Role::Equity, Role::Threshold, Role::Target, Role::Budget, Role::Fund, Role::Fee, Role::Limit];

    /// The name in JSON, word lists, columns, URLs and queries: `support`.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Support => "support",
            Role::Equity => "equity",
            Role::Threshold => "threshold",
            Role::Target => "target",
            Role::Budget => "budget",
            Role::Fund => "fund",
            Role::Fee => "fee",
            Role::Limit => "limit",
        }
    }
}

/// How often an amount is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// 一次性
    Once,
    /// 每年
    Year,
    /// 每月
    Month,
    /// 累计
    Cumulative,
}

/// On which side of an amount a word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// 给予50万元
    Before,
    /// 50万元奖励
    After,
    /// Either.
    Both,
}

/// Words that give an amount its role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// Name of the row, part of a fact's rule.
    pub name: String,
    /// The role; none for what is an amount and has no role, such as a fine (measure `penalty`).
    #[serde(deserialize_with = "role_or_none")]
    pub role: Option<Role>,
    /// Where the words stand.
    pub side: Side,
    /// Added to the distance.
    pub cost: i32,
    /// Counts only for 千亿级 and the like.
    #[serde(default)]
    pub level_only: bool,
    /// Measure of its amounts (`measures.toml`), where the role alone does not say what they are: `penalty`.
    #[serde(default)]
    pub measure: Option<String>,
    /// The words, 安排…资金 with a gap.
    #[serde(deserialize_with = "super::rows::words")]
    pub words: Vec<String>,
    /// A sentence with an amount of this role.
    pub example: String,
}

/// Words that limit an amount.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundWords {
    /// How.
    pub bound: Bound,
    /// Where the words stand.
    pub side: Side,
    /// Characters that may stand in between.
    pub reach: i32,
    /// The words.
    #[serde(deserialize_with = "super::rows::words")]
    pub words: Vec<String>,
    /// A phrase with a word and an amount.
    pub example: String,
}

/// Words for how often.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerWords {
    /// How often.
    pub per: Per,
    /// The words.
    #[serde(deserialize_with = "super::rows::words")]
    pub words: Vec<String>,
    /// A phrase.
    pub example: String,
}

/// Words of a heading that give the amounts below it their role.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextWords {
    /// The role.
    pub role: Role,
    /// The words.
    #[serde(deserialize_with = "super::rows::words")]
    pub words: Vec<String>,
    /// A heading.
    pub example: String,
}

/// Lists of words without a role of their own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainWords {
    /// 力争, 目标
    #[serde(deserialize_with = "super::rows::words")]
    pub goal: Vec<String>,
    /// 截至目前, 同比
    #[serde(deserialize_with = "super::rows::words")]
    pub background: Vec<String>,
    /// 应, 具有
    #[serde(deserialize_with = "super::rows::words")]
    pub duty: Vec<String>,
    /// 建设, 培育
    #[serde(deserialize_with = "super::rows::words")]
    pub make: Vec<String>,
    /// 布局, 限报
    #[serde(deserialize_with = "super::rows::words")]
    pub limit: Vec<String>,
    /// 每个, 同一
    #[serde(deserialize_with = "super::rows::words")]
    pub each: Vec<String>,
    /// 企业, 单位
    #[serde(deserialize_with = "super::rows::words")]
    pub actor: Vec<String>,
    /// 牵头单位: who must meet a requirement, in a heading.
    #[serde(deserialize_with = "super::rows::words")]
    pub applicant: Vec<String>,
    /// Words that do not count in distances.
    #[serde(deserialize_with = "super::rows::words")]
    pub filler: Vec<String>,
    /// Words at the beginning or end of what is nobody: 依照1:1的比例, 金额超过50万元.
    #[serde(deserialize_with = "super::rows::words")]
    pub no_subject: Vec<String>,
    /// Words that look like cues inside and are none.
    #[serde(deserialize_with = "super::rows::words")]
    pub shadow: Vec<String>,
}

/// `roles.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RolesFile {
    /// What an amount is for.
    #[serde(rename = "cue")]
    pub cues: Vec<Spanned<Cue>>,
    /// How it limits.
    #[serde(rename = "bound")]
    pub bounds: Vec<Spanned<BoundWords>>,
    /// How often it is given.
    #[serde(rename = "per")]
    pub pers: Vec<Spanned<PerWords>>,
    /// What a heading says.
    #[serde(rename = "context")]
    pub contexts: Vec<Spanned<ContextWords>>,
    /// Other lists.
    pub words: PlainWords,
}

/// Reads a role, or the word `none`.
fn role_or_none<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Role>, D::Error> {
    let name = String::deserialize(from)?;
    if name == "none" {
        return Ok(None);
    }
    let word = serde::de::value::StrDeserializer::<D::Error>::new(&name);
    Role::deserialize(word).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_one_in_json() {
        for kind in FactKind::ALL {
            assert_eq!(serde_json::json!(kind), kind.name());
        }
        for role in Role::ALL {
            assert_eq!(serde_json::json!(role), role.name());
        }
    }
}

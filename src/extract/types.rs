//! What is found: facts, citations, departments. These types are the JSON contract of `tiaoli.parse/1`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::clause::ClauseAddress;
pub use crate::lexicon::roles::{Bound, FactKind, Per, Role};
use crate::text::Span;

/// The years a threshold looks back: 近三年平均.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Window {
    /// Number of years.
    pub years: u32,
    /// `average` (年均), `each` (每年均), `total` (累计), or `unstated`.
    pub mode: String,
}

/// One value found in a clause, with the rule that found it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Fact {
    /// The clause.
    pub address: ClauseAddress,
    /// What kind of value.
    pub kind: FactKind,
    /// The value in the kind's form.
    pub value: String,
    /// How it limits.
    pub bound: Bound,
    /// What it is for; none for times.
    #[serde(default)]
    pub role: Option<Role>,
    /// Unit of a count as printed, simplified: 家. Of money, what one amount is given for: 元/亩. Of a ratio that is no
    /// percentage: 个百分点, 1:0.5.
    #[serde(default)]
    pub unit: Option<String>,
    /// How often.
    #[serde(default)]
    pub per: Option<Per>,
    /// When a repetition is due each time, as XML Schema writes days that recur: `--03-31` every year, `---10` every
    /// month (`---31` is the last day), `--03` in a month of every year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// For thresholds, what is measured: `sales`, `rd_ratio` … (`index/lexicon/measures.toml`).
    #[serde(default)]
    pub measure: Option<String>,
    /// Years looked back.
    #[serde(default)]
    pub window: Option<Window>,
    /// ISO 4217 code when the amount is not in yuan; the value is then in that currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Who gets or must meet it.
    #[serde(default)]
    pub subject: Option<String>,
    /// The words that limit it.
    #[serde(default)]
    pub condition: Option<String>,
    /// The exact words of the source, white space at line breaks removed.
    pub quote: String,
    /// Their place in the source.
    pub span: Span,
    /// Name of the rule.
    pub rule: String,
}

/// How a document is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CitationForm {
    /// 《…》, with or without a number in brackets.
    Title,
    /// A document number alone.
    Number,
    /// 《指南》 after 以下简称《指南》.
    Short,
    /// 第五条第二款, 《X》第三部分第（二）条
    Provision,
    /// 本办法, 前款, 本条
    Relative,
    /// 附件1
    Attachment,
    /// A form to fill in, a certificate, a contract or a newspaper in 《》, which is no policy: 《营业执照》
    Other,
}

/// One mention of a document or a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// The clause that cites.
    pub address: ClauseAddress,
    /// How the document is named.
    pub form: CitationForm,
    /// Title as printed, without 《》.
    #[serde(default)]
    pub title: Option<String>,
    /// Full title behind a short form.
    #[serde(default)]
    pub title_resolved: Option<String>,
    /// Document number as printed beside it, in the standard form.
    #[serde(default)]
    pub number: Option<String>,
    /// The provision, as printed.
    #[serde(default)]
    pub provision: Option<String>,
    /// The place or authority printed right before the title, folded: 江苏省 of 江苏省《技术市场条例》.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Whether an earlier text is meant: 原《X》 in a later X.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub former: bool,
    /// The exact words of the source.
    pub quote: String,
    /// Their place in the source.
    pub span: Span,
    /// Where it leads within the same document (attachments, relative forms); links to other
    /// documents are found when they are read.
    #[serde(default)]
    pub target: Option<Target>,
}

/// A clause of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub struct Target {
    /// The policy's id.
    pub policy: crate::policy::PolicyId,
    /// The clause's address; empty for the whole policy.
    pub address: String,
}

/// One department of a bracketed list of responsible departments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DepartmentMention {
    /// The clause.
    pub address: ClauseAddress,
    /// Complete name in simplified characters: 市发展改革委.
    pub name: String,
    /// The place of its words in the source.
    pub span: Span,
}

/// What was found in the clauses of one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// Values, in reading order.
    pub facts: Vec<Fact>,
    /// Citations, in reading order.
    pub citations: Vec<Citation>,
    /// Short forms and terms, in reading order.
    pub definitions: Vec<super::Definition>,
    /// What is done to other documents, in reading order.
    pub effects: Vec<super::Effect>,
    /// Departments, in reading order.
    pub departments: Vec<DepartmentMention>,
    /// What a reader should look at.
    pub warnings: Vec<crate::diagnostic::Warning>,
}

//! What the tools are asked. The descriptions go to the model with the schemas.

use rmcp::schemars::{self, JsonSchema};
use serde::{Deserialize, Deserializer};

/// Arguments of `search`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Words that must all occur, in simplified or traditional characters; synonyms are searched too. "…" finds exactly
    /// these characters. OR, -not, ( ), support>=500万, number:, title:, authority:, year:2019..2025, cites: work as well.
    #[schemars(extend("examples" = ["创新中心 补助", "\"研发费用加计扣除\"", "资助>=100万 地区:广西"]))]
    pub query: String,
    /// Only documents of these places: short or full names, or folders of the corpus.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(extend("examples" = [["广西", "云南"]]))]
    pub places: Vec<String>,
    /// Only clauses that speak of one of these topics: ids or names, as the tool compare lists them.
    #[serde(default, deserialize_with = "one_or_many")]
    pub topics: Vec<String>,
    /// Only documents in force on this day, YYYY-MM-DD. Without it, all documents are searched, and each hit says how it
    /// stands today.
    pub date: Option<String>,
    /// relevance, date (newest first) or amount (greatest first).
    #[schemars(extend("enum" = ["relevance", "date", "amount", null]))]
    pub sort: Option<String>,
    /// Clauses on a page, 1 to 50; 10 without it.
    #[schemars(range(min = 1, max = 50))]
    pub limit: Option<usize>,
    /// Which page, from 1.
    #[schemars(range(min = 1))]
    pub page: Option<usize>,
}

/// Arguments of `get_clause`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetClause {
    /// The document: its id, its document number, or its full title. The id may be followed by / and the address.
    #[schemars(extend("examples" = ["guangzhou/2025-36", "穗工信函〔2025〕36号", "guangzhou/2025-36/5/2"]))]
    pub policy: String,
    /// The clause, as an address or as people write it. Without it the answer is the contents of the document.
    #[schemars(extend("examples" = ["5/2", "第五部分第（二）条", "第十二条第二款"]))]
    pub address: Option<String>,
    /// Whether the words of the clauses below it are wanted too.
    #[serde(default)]
    pub below: bool,
    /// The day for which validity is judged, YYYY-MM-DD; today without it.
    pub date: Option<String>,
    /// Which page of long words or of a long list, from 1.
    #[schemars(range(min = 1))]
    pub page: Option<usize>,
}

/// Arguments of `compare`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Compare {
    /// The columns: places (short or full names) or policy ids; all places without it.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(extend("examples" = [["广西", "云南", "广州"]]))]
    pub places: Vec<String>,
    /// The rows: topics by id or name; all topics without it, and without `searches`.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(extend("examples" = [["认定支持", "lead_sales"]]))]
    pub topics: Vec<String>,
    /// Further rows, each a query of the tool search; with kind:money in it the amounts are the values.
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(extend("examples" = [["人才 补贴 kind:money"]]))]
    pub searches: Vec<String>,
    /// Whether rows in which all columns say the same are left out.
    #[serde(default)]
    pub differences: bool,
    /// The day for which validity is judged, YYYY-MM-DD; today without it.
    pub date: Option<String>,
    /// Which page of rows, from 1.
    #[schemars(range(min = 1))]
    pub page: Option<usize>,
}

/// Arguments of `resolve`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolve {
    /// A document number, a full title, a policy id, or a sentence that cites; every citation in it is resolved.
    #[schemars(length(max = 10000), extend("examples" = ["工信部科〔2016〕273号", "根据《省级制造业创新中心建设管理办法》第三条"]))]
    pub text: String,
    /// The day of the citing text, YYYY-MM-DD: the version in force on that day is meant. Today without it.
    pub date: Option<String>,
}

/// Arguments of `check`.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The draft, as plain text. Quotations stand in “…” or 「…」, documents in 《…》.
    #[schemars(length(max = 100000), extend("examples" = ["《某办法》（某发〔2021〕1号）第五条规定：“补助不超过200万元”。"]))]
    pub text: String,
    /// The day for which versions and validity are judged, YYYY-MM-DD; without it the date in the text, else today.
    pub date: Option<String>,
    /// Which page of findings, from 1.
    #[schemars(range(min = 1))]
    pub page: Option<usize>,
}

/// A list, or one text instead of a list of one: models write both.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        One(String),
        Many(Vec<String>),
        None,
    }
    Ok(match Given::deserialize(deserializer)? {
        Given::One(one) => vec![one],
        Given::Many(many) => many,
        Given::None => Vec::new(),
    })
}

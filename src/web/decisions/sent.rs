//! Decisions as they are sent to the programming interface.

use serde::Deserialize;
use utoipa::ToSchema;
use utoipa::openapi::schema::{AnyOfBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};

use super::posts::invalid;
use crate::decision::{Content, Status};
use crate::web::error::Problem;

/// A whole number, which JSON may write as `7` or as `7.0`. The descriptions end at 2^32, far below the point from which
/// numbers with a decimal point are read with an error of one half.
fn whole<'de, D: serde::Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    let float = || number.as_f64().filter(|f| f.fract() == 0.0 && f.abs() < 4_294_967_296.0).map(|f| f as i64);
    number.as_i64().or_else(float).ok_or_else(|| serde::de::Error::custom(format!("{number} is no whole number")))
}

/// An ISO date of these centuries, or nothing.
fn date_or_nothing() -> utoipa::openapi::schema::Schema {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let date = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))).pattern(Some("^(19|20|21)[0-9]{2}-"));
    let none = ObjectBuilder::new().schema_type(Type::Null);
    let any = AnyOfBuilder::new().item(date).item(text().max_length(Some(0))).item(none);
    any.description(Some("Its date, an ISO date from 1900 to 2199, or nothing.")).into()
}

/// A decision to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewDecision, example = json!({"title": "关于某某创新中心的批复", "text": "根据《工业和信息化部关于完善制造业创新体系，推进制造业创新中心建设的指导意见》（工信部科〔2016〕273号），批复如下。"}))]
pub struct New {
    /// Its title.
    #[schema(max_length = 300, pattern = "\\S")]
    pub(super) title: String,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) number: Option<String>,
    #[serde(default)]
    #[schema(schema_with = date_or_nothing)]
    pub(super) date: Option<String>,
    /// Who decides.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub(super) organisation: Option<String>,
    /// Its text, Markdown.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    pub(super) text: Option<String>,
    /// How far it has come.
    #[serde(default)]
    pub(super) status: Option<Status>,
    /// The name in the history, on the machine itself.
    #[serde(default)]
    pub(super) editor: String,
}

/// A decision to save; what is left out stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SavedDecision, example = json!({"version": 1, "status": "issued"}))]
pub struct Saved {
    /// The version that was read.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    pub(super) version: i64,
    /// Its title.
    #[serde(default)]
    #[schema(max_length = 300, pattern = "\\S")]
    pub(super) title: Option<String>,
    /// Its number.
    #[serde(default)]
    #[schema(max_length = 100)]
    pub(super) number: Option<String>,
    #[serde(default)]
    #[schema(schema_with = date_or_nothing)]
    pub(super) date: Option<String>,
    /// Who decides.
    #[serde(default)]
    #[schema(max_length = 200)]
    pub(super) organisation: Option<String>,
    /// Its text, Markdown.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    pub(super) text: Option<String>,
    /// How far it has come.
    #[serde(default)]
    pub(super) status: Option<Status>,
    /// The name in the history, on the machine itself.
    #[serde(default)]
    pub(super) editor: String,
}

impl Saved {
    /// Over what is there.
    ///
    /// # Errors
    /// A [`Problem`] that names every field that does not hold.
    pub fn over(&self, content: &Content) -> Result<Content, Problem> {
        let pick = |new: &Option<String>, old: &String| new.clone().unwrap_or_else(|| old.clone());
        let next = Content {
            title: pick(&self.title, &content.title),
            number: pick(&self.number, &content.number),
            date: pick(&self.date, &content.date),
            organisation: pick(&self.organisation, &content.organisation),
            text: pick(&self.text, &content.text),
            status: self.status.unwrap_or(content.status),
        };
        next.checked().map_err(|wrong| {
            let words: Vec<String> = wrong.iter().map(|w| format!("{}：{}", w.field(), invalid(w))).collect();
            Problem::invalid_body(words.join(" "))
        })
    }
}

impl From<New> for Saved {
    fn from(new: New) -> Saved {
        let New { title, number, date, organisation, text, status, editor } = new;
        Saved { version: 0, title: Some(title), number, date, organisation, text, status, editor }
    }
}

/// What somebody says of a link.
#[derive(Deserialize, ToSchema)]
#[schema(as = LinkToReview, example = json!({"version": 2, "act": "confirm", "link": 1}))]
pub struct Said {
    /// The version that was read.
    #[serde(deserialize_with = "whole")]
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    pub(super) version: i64,
    #[serde(flatten)]
    pub(super) doing: Doing,
    /// The name in the history, on the machine itself.
    #[serde(default)]
    pub(super) editor: String,
}

/// What is done with a link. `target` names a clause: 《办法》第三条, or the address of a page.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "lowercase")]
#[schema(as = LinkAct)]
pub enum Doing {
    /// It is right.
    Confirm {
        /// Number of the link.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
        link: i64,
    },
    /// It leads elsewhere.
    Correct {
        /// Number of the link.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
        link: i64,
        /// The clause.
        target: String,
    },
    /// It is no citation.
    Reject {
        /// Number of the link.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
        link: i64,
    },
    /// It is to be looked at again.
    Reopen {
        /// Number of the link.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
        link: i64,
    },
    /// A link is made by hand; `quote` are words of the text.
    Add {
        /// Words of the text.
        quote: String,
        /// The clause.
        target: String,
    },
    /// A link made by hand is taken out.
    Remove {
        /// Number of the link.
        #[serde(deserialize_with = "whole")]
        #[schema(minimum = 0, maximum = 4_294_967_295_i64)]
        link: i64,
    },
}

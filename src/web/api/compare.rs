//! Comparison, eligibility and procedure.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::policies::Nothing;
use super::{Reply, answer, asked};
use crate::compare::Comparison;
use crate::compare::eligibility::{Company, EligibilityReport};
use crate::compare::procedure::PlaceProcedure;
use crate::message::Message;
use crate::web::applicant::{report, steps, unstored};
use crate::web::comparing::Comparing;
use crate::web::error::Problem;
use crate::web::site::Site;

/// What is compared, as the page `/compare` says it.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CompareParams {
    /// Topics, by id or name (`/api/v1/topics`); none for all.
    #[param(max_items = 50, example = json!(["support_recognition"]))]
    pub topic: Vec<String>,
    /// Searches as rows, in the query language.
    #[param(max_items = 20)]
    pub row: Vec<String>,
    /// Places or ids of documents as columns; none for all.
    #[param(max_items = 50)]
    pub place: Vec<String>,
    /// `only` leaves out the rows in which all say the same.
    #[param(schema_with = differences)]
    pub differences: Option<String>,
    /// Topic whose number sorts the columns.
    #[param(max_length = 1000)]
    pub sort: Option<String>,
    /// Which way.
    #[param(schema_with = order)]
    pub order: Option<String>,
}

fn differences() -> utoipa::openapi::schema::Object {
    super::search::choice("`only` leaves out the rows in which all say the same.", ["only", "all"])
}

fn order() -> utoipa::openapi::schema::Object {
    super::search::choice("Which way the columns are sorted.", ["asc", "desc"])
}

/// The comparison that a query asks for.
///
/// # Errors
/// A [`Problem`] that names the parameter and what was expected.
pub fn comparing(asked: &Asked) -> Result<Comparing, Problem> {
    let _: CompareParams = asked.read()?;
    Comparing::read(&asked.params)
}

/// Places side by side: a row for each topic or search, a column for each place.
///
/// A cell without an entry says why: `silent` (the documents say nothing), `unrecognised` (they speak of it, no value
/// was recognised), `not_held` (no document is held).
#[utoipa::path(get, path = "/compare", operation_id = "compare", tag = "compare", extensions(("x-title-zh" = json!("对照"))), params(CompareParams), responses((status = 200, description = "The table.", body = Comparison)))]
pub async fn compare(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| Reply::json(&comparing(&asked(&uri).0)?.compare(site)?)).await
}

/// The topics.
#[derive(Serialize, ToSchema)]
pub struct Topics {
    /// In the order of the rows of a comparison.
    topics: Vec<TopicView>,
}

/// A topic.
#[derive(Serialize, ToSchema)]
pub struct TopicView {
    /// Its id, for requests.
    topic: String,
    /// Its name for readers.
    label: String,
    /// Whether a cell without a value is `unrecognised`; else the words are the answer.
    needs_number: bool,
}

/// The topics that can be compared.
#[utoipa::path(get, path = "/topics", operation_id = "listTopics", tag = "compare", extensions(("x-title-zh" = json!("主题"))), responses((status = 200, description = "All topics.", body = Topics)))]
pub async fn topics(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let _: Nothing = asked(&uri).0.read()?;
        let view = |t: crate::compare::TopicInfo| TopicView { topic: t.id, label: t.label, needs_number: t.needs_number };
        Reply::json(&Topics { topics: crate::compare::topics(&site.lexicon).into_iter().map(view).collect() })
    })
    .await
}

/// Which places.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlacesParams {
    /// Places; none for all.
    #[serde(default)]
    #[param(max_items = 50)]
    pub place: Vec<String>,
}

/// What an applicant may be asked, and every condition of each place, nothing answered.
#[utoipa::path(get, path = "/eligibility", operation_id = "getConditions", tag = "compare", extensions(("x-title-zh" = json!("申报条件"))), params(PlacesParams), responses((status = 200, description = "Questions and conditions.", body = EligibilityReport)))]
pub async fn questions(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let wanted: PlacesParams = asked(&uri).0.read()?;
        Reply::json(&report(site, &Company::default(), &wanted.place)?)
    })
    .await
}

/// Places in one request at most, as the descriptions say.
const MOST_PLACES: usize = 50;

/// An applicant's answers.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"places": ["广西"], "answers": {"sales": ["1.2亿", "9800万", 95000000], "dishonest": false}}))]
pub struct Applicant {
    /// Places; none for all.
    #[serde(default)]
    #[schema(max_items = 50)]
    places: Vec<String>,
    /// How the applicant applies, one of `modes`; empty for any.
    #[serde(default)]
    mode: String,
    /// By the id of the question; several values are those of several years, the last one first.
    #[serde(default)]
    answers: BTreeMap<String, OneOrMore>,
}

/// One value or several.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
enum OneOrMore {
    One(Typed),
    More(Vec<Typed>),
}

/// A value as it is typed: `"1.2亿"`, `95000000`, `false`.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(as = TypedAnswer)]
enum Typed {
    Text(String),
    #[schema(value_type = f64)]
    Number(serde_json::Number),
    Yes(bool),
}

impl Typed {
    fn text(self) -> String {
        match self {
            Typed::Text(text) => text,
            Typed::Number(n) => n.to_string(),
            Typed::Yes(yes) => if yes { "是" } else { "否" }.to_owned(),
        }
    }
}

/// Holds an applicant's answers against the conditions of each place.
///
/// The answers are neither stored nor logged. What was not understood stands in `problems`; an unanswered question never
/// meets a condition.
#[utoipa::path(post, path = "/eligibility", operation_id = "judgeConditions", tag = "compare", extensions(("x-title-zh" = json!("比对申报条件"))), request_body = Applicant, responses((status = 200, description = "Every condition with its verdict.", body = EligibilityReport)))]
pub async fn judge(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri, body: axum::body::Bytes) -> Response {
    let done = answer(site, move |site| {
        let _: Nothing = asked(&uri).0.read()?;
        let sent: Applicant = super::asked::body(&body)?;
        if sent.places.len() > MOST_PLACES {
            return Err(Problem::invalid("places", Message::new("api-many").with("name", "places").with("max", MOST_PLACES)));
        }
        let list = |v: OneOrMore| match v {
            OneOrMore::One(one) => vec![one.text()],
            OneOrMore::More(list) => list.into_iter().map(Typed::text).collect(),
        };
        let answers = sent.answers.into_iter().map(|(id, v)| (id, list(v))).collect();
        Reply::json(&report(site, &Company { answers, mode: sent.mode }, &sent.places)?)
    });
    unstored(done.await)
}

/// The procedures.
#[derive(Serialize, ToSchema)]
pub struct Procedures {
    /// In the order of the columns of a comparison.
    places: Vec<PlaceProcedure>,
}

/// The steps, materials and deadlines of each place.
#[utoipa::path(get, path = "/procedure", operation_id = "getProcedures", tag = "compare", extensions(("x-title-zh" = json!("办理步骤"))), params(PlacesParams), responses((status = 200, description = "Each place.", body = Procedures)))]
pub async fn procedure(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let wanted: PlacesParams = asked(&uri).0.read()?;
        Reply::json(&Procedures { places: steps(site, &wanted.place)? })
    })
    .await
}

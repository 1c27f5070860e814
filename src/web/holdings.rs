//! `/corpus` and `/quality`: what is held and how well it was read, from a request to an answer.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use serde_json::json;

use super::comparing::today;
use super::error::Problem;
use super::frame::page;
use super::handlers::{Answer, on_thread};
use super::pages::corpus::{Choice, CorpusPage, Order};
use super::pages::quality::QualityPage;
use super::query::Params;
use super::site::Site;
use crate::diagnostic::WarningKind;
use crate::message::Message;
use crate::policy::short_place;
use crate::quality::{Lack, Quality, Standing, measured};

/// Pages of the list that can be asked for.
const MAX_PAGE: usize = 100_000;

/// A value of the request that must be one of a few names.
fn one_of<T>(params: &Params, name: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match params.first(name) {
        None => Ok(None),
        Some(typed) => match read(typed) {
            Some(value) => Ok(Some(value)),
            None => Err(Problem::bad_request(Message::new("corpus-wrong").with("name", name).with("typed", typed))),
        },
    }
}

fn choice(params: &Params) -> Result<Choice, Problem> {
    let warning = |name: &str| serde_json::from_value::<WarningKind>(json!(name)).ok();
    Ok(Choice {
        place: params.first("place").map(short_place).unwrap_or_default().to_owned(),
        level: one_of(params, "level", |t| t.parse().ok())?,
        year: one_of(params, "year", |t| t.parse().ok())?,
        validity: one_of(params, "validity", Standing::named)?,
        warning: one_of(params, "warning", warning)?,
        without: one_of(params, "without", Lack::named)?,
        order: one_of(params, "sort", Order::named)?.unwrap_or_default(),
    })
}

/// `/corpus`
pub async fn corpus(State(site): State<Arc<Site>>, RawQuery(query): RawQuery) -> Answer {
    on_thread(site, |site| {
        let params = Params::parse(&query.unwrap_or_default());
        let number = params.number("page", MAX_PAGE)?.unwrap_or(1).max(1);
        Ok(page(StatusCode::OK, &CorpusPage::new(site, choice(&params)?, number, &today())))
    })
    .await
}

/// The figures of today.
pub(super) fn figures(site: &Site) -> Quality {
    Quality::of(&site.library, site.resolver(), &today()).with_citations(site.network())
}

/// `/quality`
pub async fn quality(State(site): State<Arc<Site>>) -> Answer {
    on_thread(site, |site| Ok(page(StatusCode::OK, &QualityPage::new(site, figures(site), measured::scores())))).await
}

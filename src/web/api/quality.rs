//! What is held, and how well it was read.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::policies::Nothing;
use super::{Reply, answer, asked};
use crate::quality::Quality;
use crate::quality::measured::{Scores, scores};
use crate::web::holdings::figures;
use crate::web::site::Site;

/// The figures of the library, and what was measured of its rules.
#[derive(Serialize, ToSchema)]
pub struct QualityFigures {
    #[serde(flatten)]
    figures: Quality,
    /// Scores of extraction and search against rows made by hand.
    measured: Scores,
}

/// What is held, by place, level, year and validity; warnings, text left out, citations by outcome, scores of extraction.
#[utoipa::path(get, path = "/quality", operation_id = "getQuality", tag = "policies", extensions(("x-title-zh" = json!("收录与识别质量"))), params(Nothing), responses((status = 200, description = "The figures of today.", body = QualityFigures)))]
pub async fn quality(State(site): State<Arc<Site>>, OriginalUri(uri): OriginalUri) -> Response {
    answer(site, move |site| {
        let _: Nothing = asked(&uri).0.read()?;
        Reply::json(&QualityFigures { figures: figures(site), measured: scores() })
    })
    .await
}

//! The files of `web/static/`, built into the program.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

use super::error::Problem;
use super::urls;
use crate::message::Message;

#[derive(RustEmbed)]
#[folder = "web/static/"]
struct Static;

/// The address of a file, with a version taken from its bytes.
pub fn url(name: &str) -> String {
    let hash = Static::get(name).map(|f| f.metadata.sha256_hash()).unwrap_or_default();
    let version: String = hash[..6].iter().map(|b| format!("{b:02x}")).collect();
    urls::asset(name, &version)
}

/// Answers `/static/{name}`. The address changes with the bytes, so a browser may keep the file.
pub async fn serve(Path(name): Path<String>) -> Response {
    let Some(file) = Static::get(&name) else {
        return Problem::not_found(Message::new("asked-no-file").with("name", &name)).into_response();
    };
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (StatusCode::OK, headers, file.data.into_owned()).into_response()
}

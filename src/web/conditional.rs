//! Conditional requests (RFC 9110, section 13): one layer for pages, data and files.
//!
//! The tag of an answer is made from its bytes, so it holds whatever they depend on: the index, the query, the register,
//! the day, the language. Who sends it back as `If-None-Match` gets 304 and no body when they are the same.

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// A longer answer has no tag; it would have to be held in memory as a whole.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// Ends of the tags of encoded answers: a strong tag belongs to the bytes that are sent.
const ENCODED: &str = "-gzip";

/// Gives an answer its tag, or says that it has not changed.
pub async fn answer(mut request: Request, next: Next) -> Response {
    let head = *request.method() == Method::HEAD;
    let reads = head || *request.method() == Method::GET;
    let known = request.headers().get_all(header::IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    // The tag of an answer to HEAD is that of the body it leaves out.
    if head {
        *request.method_mut() = Method::GET;
    }
    let response = next.run(request).await;
    let tagged = reads && response.status() == StatusCode::OK && !unstored(response.headers());
    if !(tagged || head) || response.body().size_hint().exact().is_none_or(|bytes| bytes > MAX_BYTES) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_BYTES as usize).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if tagged {
        // A file has the tag that its handler knows.
        let given = parts.headers.get(header::ETAG).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let tag = given.unwrap_or_else(|| tag(&bytes));
        if let Ok(value) = HeaderValue::from_str(&tag) {
            parts.headers.insert(header::ETAG, value);
        }
        if known.iter().filter_map(|v| v.to_str().ok()).any(|known| names(known, &tag)) {
            parts.status = StatusCode::NOT_MODIFIED;
            for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_DISPOSITION] {
                parts.headers.remove(name);
            }
            return Response::from_parts(parts, Body::empty());
        }
    }
    if head {
        parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// An answer that is kept nowhere needs no tag.
fn unstored(headers: &HeaderMap) -> bool {
    headers.get(header::CACHE_CONTROL).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("no-store"))
}

fn tag(bytes: &Bytes) -> String {
    let hash = Sha256::digest(bytes);
    let hex: String = hash.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("\"{hex}\"")
}

/// Whether a list of tags names this one; compared weakly, as `If-None-Match` is.
fn names(list: &str, tag: &str) -> bool {
    let plain = |t: &str| t.trim().trim_start_matches("W/").trim_matches('"').trim_end_matches(ENCODED).to_owned();
    list.trim() == "*" || list.split(',').any(|t| plain(t) == plain(tag))
}

/// Tells the tag of encoded bytes from that of plain ones. Stands outside the layer that encodes.
pub async fn encoded(mut response: Response) -> Response {
    let headers = response.headers();
    let gzip = headers.get(header::CONTENT_ENCODING).is_some_and(|v| v.as_bytes() == b"gzip");
    let tag = headers.get(header::ETAG).and_then(|v| v.to_str().ok());
    if gzip
        && let Some(tag) = tag.and_then(|t| t.strip_suffix('"'))
        && let Ok(value) = HeaderValue::from_str(&format!("{tag}{ENCODED}\""))
    {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_in_a_list() {
        let own = tag(&Bytes::from_static(b"x"));
        assert_eq!(own.len(), 34);
        assert_ne!(own, tag(&Bytes::from_static(b"y")));
        let gzip = own.replace("\"", "").to_owned() + "-gzip";
        for list in [own.clone(), format!("\"other\", {own}"), format!("W/{own}"), "*".into(), format!("\"{gzip}\"")] {
            assert!(names(&list, &own), "{list}");
        }
        for list in ["", "\"other\"", "\"\"", "W/\"*\""] {
            assert!(!names(list, &own), "{list}");
        }
    }
}

//! `/p/{id}/original`: the file of a document, byte for byte as it was read.
//!
//! Only a file that the index knows is handed out, and only while its SHA-256 is the one of the index; it is saved, never
//! shown, so that no page of the corpus runs here.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::corpus::{CorpusError, original};
use crate::index::PolicyRecord;
use crate::message::Message;
use crate::web::error::Problem;
use crate::web::frame::Link;
use crate::web::labels;
use crate::web::language::say;
use crate::web::site::Site;
use crate::web::urls;

/// What stands behind the id of a document for its file.
pub const ORIGINAL: &str = "original";

/// The file of a document.
///
/// # Errors
/// 404 where the site does not know the folder of the corpus, 410 when the file has gone, 409 when it is another one
/// now, 503 when it cannot be read.
pub fn answer(site: &Site, record: &PolicyRecord) -> Result<Response, Problem> {
    let id = &record.parsed.document.id;
    let back = || vec![Link::new(urls::policy(id), say(&Message::new("document-open")))];
    let told = |problem: Problem| problem.links(back());
    let Some(root) = &site.corpus else { return Err(told(Problem::not_found(Message::new("original-no-corpus")))) };
    let (bytes, sha256) = match original(root, &record.path) {
        Ok(found) => found,
        Err(CorpusError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            let gone = Problem { status: StatusCode::GONE, ..Problem::not_found(Message::new("original-gone")) };
            return Err(told(gone));
        }
        Err(_) => return Err(told(Problem::unavailable(Message::new("original-unreadable")))),
    };
    if sha256 != record.sha256 {
        let changed = Message::new("original-changed").with("held", record.sha256.as_str()).with("now", sha256);
        return Err(told(Problem { title: "original-changed-title", ..Problem::conflict(changed) }));
    }
    let name = record.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let headers = [
        (header::CONTENT_TYPE, kind(&name, &bytes).to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&name)),
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, format!("\"{sha256}\"")),
    ];
    Ok((StatusCode::OK, headers, bytes).into_response())
}

/// Text that is plain and UTF-8 is called so; everything else is bytes.
fn kind(name: &str, bytes: &[u8]) -> &'static str {
    let plain = name.to_ascii_lowercase().rsplit('.').next().is_some_and(|e| matches!(e, "txt" | "md"));
    if plain && std::str::from_utf8(bytes).is_ok() { "text/plain; charset=utf-8" } else { "application/octet-stream" }
}

/// Saved under its own name; a Chinese name is given in the encoding of RFC 8187.
fn disposition(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", urls::encoded(name))
}

/// Where the file of a document comes from, for its page.
#[derive(Clone, Debug)]
pub struct FileView {
    /// Path in the corpus.
    pub name: String,
    /// 12.3 KB
    pub size: String,
    /// In hex.
    pub sha256: String,
    /// Where the file is; none where the site does not hand it out.
    pub href: Option<String>,
    /// The day it was retrieved, in words.
    pub retrieved: Option<String>,
}

impl FileView {
    /// Of a record.
    pub fn new(site: &Site, record: &PolicyRecord) -> FileView {
        let document = &record.parsed.document;
        FileView {
            name: record.path.to_string_lossy().replace('\\', "/"),
            size: size(record.bytes),
            sha256: record.sha256.clone(),
            href: site.corpus.is_some().then(|| format!("{}/{ORIGINAL}", urls::policy(&document.id))),
            retrieved: document.retrieved.as_deref().map(labels::date),
        }
    }
}

/// Bytes as people read them: 812 B, 12.3 KB, 4.0 MB.
fn size(bytes: u64) -> String {
    let tenths = |unit: u64| (bytes * 10 + unit / 2) / unit;
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{}.{} KB", tenths(1_000) / 10, tenths(1_000) % 10),
        _ => format!("{}.{} MB", tenths(1_000_000) / 10, tenths(1_000_000) % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_never_a_page() {
        for (name, bytes, expected) in [
            ("a.txt", "正文".as_bytes(), "text/plain; charset=utf-8"),
            ("a.TXT", &[0xD5, 0xFD][..], "application/octet-stream"),
            ("a.html", b"<script>", "application/octet-stream"),
            ("a", b"x", "application/octet-stream"),
        ] {
            assert_eq!(kind(name, bytes), expected, "{name}");
        }
        let odd = disposition("办法 \"1\"\r\n.txt");
        assert!(odd.is_ascii() && !odd.contains(['\r', '\n']) && odd.matches('"').count() == 2, "{odd}");
    }

    #[test]
    fn sizes_are_short() {
        for (bytes, words) in [(0, "0 B"), (999, "999 B"), (12_345, "12.3 KB"), (4_000_000, "4.0 MB")] {
            assert_eq!(size(bytes), words);
        }
    }
}

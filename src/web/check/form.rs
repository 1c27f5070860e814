//! What a form sends: fields, and a file if there is one.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};

use crate::message::Message;
use crate::text::SourceText;
use crate::web::error::Problem;
use crate::web::query::Params;

/// Endings of files that are read.
const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// What was sent, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The text; that of the file when one was sent.
    pub text: String,
    /// The date as typed.
    pub date: String,
    /// What is wanted: a page (empty), `json`, `md` or `docx`.
    pub format: String,
    /// What is wrong with the file.
    pub file_error: Option<Message>,
}

impl Form {
    /// Reads a form, `multipart/form-data` or `application/x-www-form-urlencoded`.
    ///
    /// # Errors
    /// A [`Problem`] when it is too large or no form.
    pub async fn read(request: Request<Body>) -> Result<Form, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("multipart/form-data") {
            let body = String::from_request(request, &()).await.map_err(|e| trouble(e.status()))?;
            let params = Params::parse(&body);
            let field = |name: &str| params.raw(name).to_owned();
            return Ok(Form { text: plain(&field("text")), date: field("date"), format: field("format"), file_error: None });
        }
        let mut form = Form::default();
        let mut parts = Multipart::from_request(request, &()).await.map_err(|e| trouble(e.status()))?;
        while let Some(part) = parts.next_field().await.map_err(|e| trouble(e.status()))? {
            let (name, file) = (part.name().unwrap_or_default().to_owned(), part.file_name().map(str::to_owned));
            let bytes = part.bytes().await.map_err(|e| trouble(e.status()))?;
            match (name.as_str(), file) {
                // Without a choice a browser sends an empty file.
                ("file", Some(name)) if !(name.is_empty() && bytes.is_empty()) => form.file(&name, &bytes),
                ("text", _) if form.text.is_empty() => form.text = plain(&String::from_utf8_lossy(&bytes)),
                ("date", _) => form.date = String::from_utf8_lossy(&bytes).into_owned(),
                ("format", _) => form.format = String::from_utf8_lossy(&bytes).into_owned(),
                _ => {}
            }
        }
        Ok(form)
    }

    fn file(&mut self, name: &str, bytes: &[u8]) {
        let ending = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
        if !ENDINGS.contains(&ending.as_str()) {
            self.file_error = Some(Message::new("check-file-kind"));
            return;
        }
        match SourceText::decode(bytes) {
            Ok(text) => self.text = text.as_str().to_owned(),
            Err(_) => self.file_error = Some(Message::new("check-file-unread")),
        }
    }
}

/// A browser sends line ends as two characters.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn trouble(status: StatusCode) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem { detail: Message::new("check-large"), ..Problem::too_large() },
        _ => Problem::bad_request(Message::new("check-form-broken")),
    }
}

//! In which language a request is answered.
//!
//! `/en/search` is English, `/hant/search` traditional, `/hans/search` simplified, whatever the browser prefers; `/search` is in
//! the browser's language. The first part is taken off before a request is routed, and set before the links of
//! the answer, so that no page knows of it and every link keeps the language that was chosen.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

use super::error::Problem;
use crate::message::{Filling, Language, Message};

tokio::task_local! {
    static ASKED: Asked;
}

/// What a request says about language and place.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The language of the answer.
    pub language: Language,
    /// Whether the address names it; else it is the browser's wish.
    pub in_address: bool,
    /// The address without the part that names a language, with its query.
    pub address: Arc<str>,
}

/// The request that is being answered; outside of one, simplified Chinese.
pub fn asked() -> Asked {
    ASKED.try_with(Asked::clone).unwrap_or_default()
}

/// The language of the request that is being answered.
pub fn language() -> Language {
    ASKED.try_with(|asked| asked.language).unwrap_or_default()
}

/// Says a message in the language of the request.
pub fn say(message: &Message) -> String {
    message.say(language())
}

/// Does work of a request on this thread, in the language of `asked`.
pub fn within<T>(asked: Asked, work: impl FnOnce() -> T) -> T {
    ASKED.sync_scope(asked, work)
}

/// A text of a template: printed in the language of the request and escaped like every value.
pub struct Words(Message);

impl Words {
    /// The text of this name.
    pub fn new(id: &'static str) -> Self {
        Words(Message::new(id))
    }

    /// Fills in `$name`.
    pub fn with(self, name: &'static str, value: impl Into<Filling>) -> Self {
        Words(self.0.with(name, value))
    }
}

impl std::fmt::Display for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&say(&self.0))
    }
}

/// A text of a template that holds markup: the message files are trusted, what is filled in is escaped.
pub struct Rich {
    message: Message,
    links: Vec<(&'static str, String, &'static str)>,
}

impl askama::filters::HtmlSafe for Rich {}

impl Rich {
    /// The text of this name.
    pub fn new(id: &'static str) -> Self {
        Rich { message: Message::new(id), links: Vec::new() }
    }

    /// Fills in `$name`, escaped.
    pub fn with(mut self, name: &'static str, value: impl Into<Filling>) -> Self {
        self.message = self.message.with(name, value);
        self
    }

    /// Fills in `$name` with a link whose words are the text `words`.
    pub fn link(mut self, name: &'static str, href: impl std::fmt::Display, words: &'static str) -> Self {
        self.links.push((name, href.to_string(), words));
        self
    }
}

impl std::fmt::Display for Rich {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let language = language();
        // A link stands in the escaped text as a private character until everything else is escaped.
        let mark = |at: usize| char::from_u32(0xF0000 + at as u32).unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
        let mut message = self.message.clone();
        for (at, (name, ..)) in self.links.iter().enumerate() {
            message = message.with(name, mark(at));
        }
        let mut text = message.say_with(language, &escaped);
        for (at, (_, href, words)) in self.links.iter().enumerate() {
            let words = escaped(&Message::new(words).say(language));
            text = text.replace(&mark(at), &format!("<a href=\"{}\">{words}</a>", escaped(href)));
        }
        f.write_str(&text)
    }
}

fn escaped(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html).map(|safe| safe.0.to_string()).unwrap_or_default()
}

/// The routes in every language.
pub fn spoken(routes: Router) -> Router {
    // Routing happens inside, after the first part of the address is gone.
    Router::new().fallback_service(routes).layer(from_fn(choose))
}

async fn choose(mut request: Request, next: Next) -> Response {
    let asked = read(request.uri(), request.headers());
    if asked.in_address {
        match asked.address.parse::<Uri>() {
            Ok(uri) => *request.uri_mut() = uri,
            Err(_) => return ASKED.scope(asked, next.run(request)).await,
        }
    }
    let mut response = ASKED.scope(asked.clone(), next.run(request)).await;
    let headers = response.headers_mut();
    if is_html(headers) {
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(asked.language.tag()));
        headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    }
    if asked.in_address { with_prefix(response, asked.language).await } else { response }
}

fn read(uri: &Uri, headers: &HeaderMap) -> Asked {
    let whole = uri.path_and_query().map_or("/", |p| p.as_str());
    let path = whole.strip_prefix('/').unwrap_or(whole);
    let (first, rest) = path.split_at(path.find(['/', '?']).unwrap_or(path.len()));
    if let Some(language) = Language::of_prefix(first) {
        let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
        return Asked { language, in_address: true, address: rest.into() };
    }
    let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Asked { language: Language::of_browser(wishes), in_address: false, address: whole.into() }
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|v| v.as_bytes().starts_with(b"text/html"))
}

/// Sets the language before every link that leads to a page of this site.
async fn with_prefix(mut response: Response, language: Language) -> Response {
    let moved = response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).and_then(|to| prefixed(to, language));
    if let Some(to) = moved.and_then(|to| to.parse().ok()) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    if !is_html(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Problem::internal().into_response() };
    let page = String::from_utf8_lossy(&bytes);
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(relinked(&page, language)))
}

/// Attributes that hold the address of a page. A quotation mark within text is escaped, so these bytes are markup.
const LINKS: [&str; 4] = [" href=\"", " action=\"", " formaction=\"", " data-suggest=\""];

fn relinked(page: &str, language: Language) -> String {
    let mut out = String::with_capacity(page.len() + page.len() / 32);
    let mut rest = page;
    while let Some((at, attribute)) = LINKS.iter().filter_map(|a| Some((rest.find(a)?, *a))).min() {
        let (before, behind) = rest.split_at(at + attribute.len());
        out.push_str(before);
        let (value, behind) = behind.split_at(behind.find('"').unwrap_or(behind.len()));
        match prefixed(value, language) {
            Some(to) => out.push_str(&to),
            None => out.push_str(value),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// The address in a language; nothing for what is not a page of this site or names a language already.
fn prefixed(address: &str, language: Language) -> Option<String> {
    let path = address.strip_prefix('/')?;
    let first = path.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = path.starts_with('/') || first == "static" || Language::of_prefix(first).is_some();
    (!bare).then(|| format!("/{}/{path}", language.prefix()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_of(address: &str, wishes: &'static str) -> (Language, bool, String) {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(wishes));
        let asked = read(&address.parse().unwrap(), &headers);
        (asked.language, asked.in_address, asked.address.to_string())
    }

    #[test]
    fn the_address_decides_before_the_browser() {
        for (address, wishes, language, in_address, rest) in [
            ("/search?q=1", "en", Language::English, false, "/search?q=1"),
            ("/hant/search?q=1", "en", Language::Hant, true, "/search?q=1"),
            ("/en", "zh", Language::English, true, "/"),
            ("/en?q=1", "zh", Language::English, true, "/?q=1"),
            ("/en/", "zh", Language::English, true, "/"),
            ("/english", "zh", Language::Hans, false, "/english"),
            ("/", "zh-TW", Language::Hant, false, "/"),
            ("/hans/p/a/b/5/2", "en", Language::Hans, true, "/p/a/b/5/2"),
        ] {
            assert_eq!(asked_of(address, wishes), (language, in_address, rest.to_owned()), "{address}");
        }
    }

    #[test]
    fn links_to_pages_keep_the_language() {
        let page = r##"<a href="/search?q=a">x</a><a href="#a"> href=&#34;/no <link href="/static/site.css"><form action="/check"><a href="/hans/">简<a href="https://a.cn/">"##;
        let wanted = r##"<a href="/en/search?q=a">x</a><a href="#a"> href=&#34;/no <link href="/static/site.css"><form action="/en/check"><a href="/hans/">简<a href="https://a.cn/">"##;
        assert_eq!(relinked(page, Language::English), wanted);
        assert_eq!(prefixed("/", Language::English).as_deref(), Some("/en/"));
        assert_eq!(prefixed("//elsewhere.cn/", Language::English), None);
    }

    #[test]
    fn what_is_filled_into_markup_is_escaped() {
        let text =
            Rich::new("problem-lead-on").link("home", "/", "to-home").link("documents", "/corpus?a=\"&b", "all-documents").to_string();
        assert!(text.contains("<a href=\"/\">") && text.contains("<a href=\"/corpus?a=&#34;&#38;b\">"), "{text}");
        let text = Rich::new("home-unread").with("n", "<b>").to_string();
        assert!(text.contains("&#60;b&#62;"), "{text}");
    }
}

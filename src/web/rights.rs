//! Who may change the register, and from where.
//!
//! Reading is open. On the machine itself (bound to loopback, no editors named) anyone may edit; else an
//! editor's token is needed, once at the login page or with each call of the programming interface.
//! A change is taken only from a page of this site: `Sec-Fetch-Site`, `Origin` and a token in the form must
//! agree (OWASP, Cross-Site Request Forgery Prevention). On loopback only local host names are answered, so that
//! no foreign name that is pointed at this machine (DNS rebinding) reads or writes here.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::error::Problem;
use crate::message::Message;

/// Cookie of somebody who has logged in.
const SESSION: &str = "tiaoli_session";
/// Cookie that ties forms to a browser.
const VISIT: &str = "tiaoli_visit";
/// How long a login lasts.
const SESSION_TIME: Duration = Duration::from_secs(12 * 3600);
/// More logins at once push the oldest out.
const SESSIONS: usize = 1000;
/// A shorter token could be guessed.
pub const TOKEN_CHARS: usize = 16;

/// Somebody who may edit, known by a token.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The name in the history.
    pub name: String,
    /// SHA-256 of the token; the token itself is not kept.
    token: [u8; 32],
}

impl Editor {
    /// An editor with a token; none when the token is shorter than [`TOKEN_CHARS`] or the name is empty.
    pub fn new(name: &str, token: &str) -> Option<Editor> {
        let (name, token) = (name.trim(), token.trim());
        (!name.is_empty() && token.chars().count() >= TOKEN_CHARS).then(|| Editor { name: name.to_owned(), token: digest(&[token]) })
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Somebody on this machine; the name is what the form says.
    Local,
    /// A named editor.
    Editor(String),
    /// Anybody else: may read.
    Reader,
}

/// What is known of the place and of the editors.
pub struct Rights {
    local: bool,
    editors: Vec<Editor>,
    hosts: Vec<String>,
    secret: String,
    sessions: Mutex<Vec<Session>>,
}

struct Session {
    key: [u8; 32],
    name: String,
    since: Instant,
}

impl Default for Rights {
    /// Reading only, for everybody.
    fn default() -> Self {
        Rights { local: false, editors: Vec::new(), hosts: Vec::new(), secret: random(), sessions: Mutex::default() }
    }
}

impl Rights {
    /// For a site that listens on loopback only (`local`) or elsewhere; `hosts` are further names under which
    /// a local site is called, behind a proxy.
    pub fn new(local: bool, editors: Vec<Editor>, hosts: Vec<String>) -> Rights {
        Rights { local, editors, hosts, ..Rights::default() }
    }

    /// Whether there is anybody to log in.
    pub fn has_editors(&self) -> bool {
        !self.editors.is_empty()
    }

    /// Who asks.
    pub fn who(&self, headers: &HeaderMap) -> Who {
        let bearer = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer "));
        if let Some(token) = bearer {
            return self.editor(token).map_or(Who::Reader, Who::Editor);
        }
        if let Some(key) = cookie(headers, SESSION).map(|c| digest(&[&c]))
            && let Some(session) = self.sessions().iter().find(|s| s.since.elapsed() < SESSION_TIME && bool::from(s.key.ct_eq(&key)))
        {
            return Who::Editor(session.name.clone());
        }
        // What a proxy hands on does not come from this machine, whatever the connection says.
        let forwarded = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"].iter().any(|h| headers.contains_key(*h));
        if self.local && self.editors.is_empty() && !forwarded { Who::Local } else { Who::Reader }
    }

    /// The editor of a token. Every editor is compared, so that the time tells nothing.
    fn editor(&self, token: &str) -> Option<String> {
        let token = digest(&[token.trim()]);
        let mut found = None;
        for editor in &self.editors {
            if bool::from(editor.token.ct_eq(&token)) {
                found = Some(editor.name.clone());
            }
        }
        found
    }

    /// Logs an editor in: the cookie to set. None for a wrong token.
    pub fn log_in(&self, token: &str, headers: &HeaderMap) -> Option<String> {
        let name = self.editor(token)?;
        let value = random();
        let mut sessions = self.sessions();
        sessions.retain(|s| s.since.elapsed() < SESSION_TIME);
        if sessions.len() >= SESSIONS {
            sessions.remove(0);
        }
        sessions.push(Session { key: digest(&[&value]), name, since: Instant::now() });
        Some(set_cookie(SESSION, &value, SESSION_TIME, headers))
    }

    /// Ends the session of a request: the cookie to set.
    pub fn log_out(&self, headers: &HeaderMap) -> String {
        if let Some(key) = cookie(headers, SESSION).map(|c| digest(&[&c])) {
            self.sessions().retain(|s| !bool::from(s.key.ct_eq(&key)));
        }
        set_cookie(SESSION, "", Duration::ZERO, headers)
    }

    /// The token that the forms of a page carry, and the cookie to set with them where the browser has none.
    pub fn form_token(&self, headers: &HeaderMap) -> (String, Option<String>) {
        match visit(headers) {
            Some(visit) => (self.token_of(&visit, headers), None),
            None => {
                let visit = random();
                (self.token_of(&visit, headers), Some(set_cookie(VISIT, &visit, SESSION_TIME, headers)))
            }
        }
    }

    fn token_of(&self, visit: &str, headers: &HeaderMap) -> String {
        let session = cookie(headers, SESSION).unwrap_or_default();
        hex(&digest(&[&self.secret, visit, &session, &self.secret]))
    }

    /// Whether a form was sent from a page of this site.
    ///
    /// # Errors
    /// A [`Problem`] that says what to do.
    pub fn own_form(&self, headers: &HeaderMap, token: &str) -> Result<(), Problem> {
        same_site(headers)?;
        let expected = visit(headers).map(|v| self.token_of(&v, headers));
        match expected {
            Some(expected) if bool::from(expected.as_bytes().ct_eq(token.as_bytes())) => Ok(()),
            Some(_) => Err(Problem::forbidden(Message::new("asked-form-old"))),
            None => Err(Problem::forbidden(Message::new("asked-no-cookie"))),
        }
    }

    /// Whether the request calls this site by a name that it has.
    pub fn knows_host(&self, headers: &HeaderMap) -> bool {
        let Some(host) = headers.get(header::HOST).and_then(|v| v.to_str().ok()) else { return true };
        if !self.local {
            return true;
        }
        let name = without_port(host).to_ascii_lowercase();
        let loopback = name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        loopback || name == "localhost" || name.ends_with(".localhost") || self.hosts.iter().any(|h| h.eq_ignore_ascii_case(&name))
    }

    fn sessions(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Refuses what another site sends. Programs send neither header.
///
/// # Errors
/// A [`Problem`].
pub fn same_site(headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok());
    let host = text("host").unwrap_or_default();
    let fetched = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let from = text("origin").is_none_or(|origin| origin.split_once("://").is_some_and(|(_, at)| at.eq_ignore_ascii_case(host)));
    if fetched && from { Ok(()) } else { Err(Problem::forbidden(Message::new("asked-other-site"))) }
}

fn visit(headers: &HeaderMap) -> Option<String> {
    cookie(headers, VISIT).filter(|v| v.len() == 64)
}

fn without_port(host: &str) -> &str {
    match host.rfind(':') {
        // The colons of [::1] are no port.
        Some(at) if !host[at..].contains(']') && (host.starts_with('[') || host.matches(':').count() == 1) => &host[..at],
        _ => host,
    }
}

/// A cookie of the request.
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';'));
    let mut pairs = all.filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(n, v)| *n == name && !v.is_empty()).map(|(_, v)| v.to_owned())
}

/// A cookie that no script and no other site sees.
pub fn set_cookie(name: &str, value: &str, lasts: Duration, headers: &HeaderMap) -> String {
    // Over plain HTTP a browser drops a cookie that is marked Secure.
    let secure = headers.get("x-forwarded-proto").is_some_and(|v| v.as_bytes() == b"https");
    let secure = if secure { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{secure}", lasts.as_secs())
}

fn digest(parts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hash.finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

/// 64 random hex digits. A system without random numbers cannot keep a secret: nothing must be served then.
fn random() -> String {
    let mut bytes = [0u8; 32];
    match getrandom::fill(&mut bytes) {
        Ok(()) => hex(&bytes),
        Err(error) => panic!("the system gives no random numbers: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        pairs.iter().map(|(n, v)| (n.parse::<HeaderName>().unwrap(), v.parse().unwrap())).collect()
    }

    #[test]
    fn only_names_of_this_machine_are_answered_on_loopback() {
        let rights = Rights::new(true, vec![], vec!["Policy.example".into()]);
        for host in
            ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "[::1]", "127.0.0.2", "a.localhost:80", "policy.example:8000"]
        {
            assert!(rights.knows_host(&headers(&[("host", host)])), "{host}");
        }
        for host in ["evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "192.168.0.1", "[::2]:80", "0.0.0.0:8000", ""]
        {
            assert!(!rights.knows_host(&headers(&[("host", host)])), "{host}");
        }
        assert!(Rights::new(false, vec![], vec![]).knows_host(&headers(&[("host", "policy.example")])));
    }

    #[test]
    fn what_another_site_sends_is_refused() {
        let good: [&[(&str, &str)]; 4] = [
            &[("host", "127.0.0.1:8000")],
            &[("host", "127.0.0.1:8000"), ("origin", "http://127.0.0.1:8000"), ("sec-fetch-site", "same-origin")],
            &[("host", "x.example"), ("origin", "https://X.example")],
            &[("host", "x.example"), ("sec-fetch-site", "none")],
        ];
        let bad: [&[(&str, &str)]; 5] = [
            &[("host", "127.0.0.1:8000"), ("origin", "http://127.0.0.1:9000")],
            &[("host", "127.0.0.1:8000"), ("origin", "null")],
            &[("host", "127.0.0.1:8000"), ("origin", "http://evil.example")],
            &[("host", "127.0.0.1:8000"), ("sec-fetch-site", "cross-site")],
            &[("host", "127.0.0.1:8000"), ("sec-fetch-site", "same-site"), ("origin", "http://127.0.0.1:8000")],
        ];
        assert!(good.iter().all(|h| same_site(&headers(h)).is_ok()));
        assert!(bad.iter().all(|h| same_site(&headers(h)).is_err()));
    }

    #[test]
    fn a_form_belongs_to_one_browser_and_one_login() {
        let rights = Rights::new(false, Editor::new("张三", "0123456789abcdef").into_iter().collect(), vec![]);
        let (token, set) = rights.form_token(&headers(&[]));
        let visit = set.unwrap().split(';').next().unwrap().to_owned();
        let own = headers(&[("cookie", &visit)]);
        assert!(rights.own_form(&own, &token).is_ok());
        assert_eq!(rights.form_token(&own), (token.clone(), None));
        assert!(rights.own_form(&own, &token[1..]).is_err() && rights.own_form(&headers(&[]), &token).is_err());
        let session = rights.log_in("0123456789abcdef", &own).unwrap();
        assert!(session.contains("HttpOnly") && session.contains("SameSite=Strict"));
        let session = session.split(';').next().unwrap().to_owned();
        let both = headers(&[("cookie", &format!("{visit}; {session}"))]);
        assert!(rights.own_form(&both, &token).is_err());
        assert!(rights.own_form(&both, &rights.form_token(&both).0).is_ok());
        assert_eq!(rights.who(&both), Who::Editor("张三".into()));
        rights.log_out(&both);
        assert_eq!(rights.who(&both), Who::Reader);
    }

    #[test]
    fn who_may_edit_where() {
        let editor = || Editor::new("李四", "correct horse battery").into_iter().collect::<Vec<_>>();
        let none = headers(&[]);
        assert_eq!(Rights::new(true, vec![], vec![]).who(&none), Who::Local);
        assert_eq!(Rights::new(true, vec![], vec![]).who(&headers(&[("x-forwarded-for", "1.2.3.4")])), Who::Reader);
        assert_eq!(Rights::new(true, editor(), vec![]).who(&none), Who::Reader);
        assert_eq!(Rights::new(false, vec![], vec![]).who(&none), Who::Reader);
        let rights = Rights::new(false, editor(), vec![]);
        assert_eq!(rights.who(&headers(&[("authorization", "Bearer correct horse battery")])), Who::Editor("李四".into()));
        assert_eq!(rights.who(&headers(&[("authorization", "Bearer correct horse batterz")])), Who::Reader);
        assert!(rights.log_in("wrong", &none).is_none());
        assert!(Editor::new("李四", "short").is_none() && Editor::new(" ", "0123456789abcdef").is_none());
    }
}

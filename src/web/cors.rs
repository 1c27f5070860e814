//! Which other origins may read the programming interface from a page of theirs (Fetch standard, CORS protocol).
//!
//! Nobody, unless the site is started with `--cors`. Reading only: a change is never taken from another site, see
//! [`super::rights`].

use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, Any, CorsLayer};

/// How long a browser may remember the answer to a preflight, in seconds.
const REMEMBERED: u64 = 3600;

/// The origins that may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cors {
    /// None.
    #[default]
    Off,
    /// Any.
    Any,
    /// These: `https://example.org`.
    Origins(Vec<String>),
}

/// Why a text is no origin.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is no origin; expected a scheme and a host, such as https://example.org or http://localhost:5173, or * for any")]
pub struct BadOrigin(String);

impl Cors {
    /// From what was given: origins, or `*` for any; nothing for none.
    ///
    /// # Errors
    /// [`BadOrigin`] names the text that is none.
    ///
    /// ```
    /// use tiaoli::web::Cors;
    /// assert_eq!(Cors::of(&[]), Ok(Cors::Off));
    /// assert_eq!(Cors::of(&["https://example.org".into(), "*".into()]), Ok(Cors::Any));
    /// assert!(Cors::of(&["https://example.org/path".into()]).is_err());
    /// ```
    pub fn of(given: &[String]) -> Result<Cors, BadOrigin> {
        let mut origins: Vec<String> = Vec::new();
        let mut any = false;
        for text in given.iter().flat_map(|g| g.split(',')).map(str::trim).filter(|t| !t.is_empty()) {
            any |= text == "*";
            if text != "*" {
                let origin = text.trim_end_matches('/').to_ascii_lowercase();
                let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
                let good = |h: &str| !h.is_empty() && h.chars().all(|c| c.is_ascii_alphanumeric() || ".:-[]".contains(c));
                if !host.is_some_and(good) {
                    return Err(BadOrigin(text.to_owned()));
                }
                origins.push(origin);
            }
        }
        Ok(match (any, origins.is_empty()) {
            (true, _) => Cors::Any,
            (false, true) => Cors::Off,
            (false, false) => Cors::Origins(origins),
        })
    }

    /// The layer that answers for them; none where nobody may read.
    pub(super) fn layer(&self) -> Option<CorsLayer> {
        let allowed: AllowOrigin = match self {
            Cors::Off => return None,
            Cors::Any => Any.into(),
            Cors::Origins(origins) => AllowOrigin::list(origins.iter().filter_map(|o| HeaderValue::from_str(o).ok())),
        };
        let shown = [header::ETAG, header::LINK, header::CONTENT_DISPOSITION, header::HeaderName::from_static("x-total-count")];
        Some(
            CorsLayer::new()
                .allow_origin(allowed)
                .allow_methods([Method::GET, Method::HEAD])
                .allow_headers([header::IF_NONE_MATCH, header::ACCEPT, header::ACCEPT_LANGUAGE])
                .expose_headers(shown)
                .max_age(std::time::Duration::from_secs(REMEMBERED)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_are_taken() {
        let of = |texts: &[&str]| Cors::of(&texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>());
        let two = of(&["https://A.example/", "http://localhost:5173"]).unwrap();
        assert_eq!(two, Cors::Origins(vec!["https://a.example".into(), "http://localhost:5173".into()]));
        assert_eq!(of(&["https://a.example,*"]), Ok(Cors::Any));
        for bad in ["a.example", "https://", "ftp://a.example", "https://a.example/x", "null", "https://a b", "https://*.example"] {
            assert!(of(&[bad]).is_err(), "{bad}");
        }
        assert!(Cors::Off.layer().is_none() && Cors::Any.layer().is_some());
    }
}

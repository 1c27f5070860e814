//! Pages of a list: one way everywhere.
//!
//! `limit` and `offset` choose the page; the answer says `total`, `next` and `prev`, and the header `Link` the same
//! (RFC 8288), so that a program needs not count.

use axum::http::HeaderValue;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::web::query::Params;
use crate::web::urls;

/// Entries of a page when the request names no number.
const USUAL: usize = 100;
/// The last page must end.
pub const MAX_OFFSET: usize = 100_000;

/// Which page of a list.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Entries of a page at most.
    #[serde(default = "usual")]
    #[param(minimum = 1, maximum = 1000, default = 100, example = 20)]
    pub limit: usize,
    /// Entries that are passed over.
    #[serde(default)]
    #[param(minimum = 0, maximum = 100_000, default = 0)]
    pub offset: usize,
}

fn usual() -> usize {
    USUAL
}

/// Where a page lies in its list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page {
    /// Entries of the whole list.
    pub total: usize,
    /// Entries of a page at most.
    pub limit: usize,
    /// Entries before this page.
    pub offset: usize,
    /// Address of the next page.
    #[schema(format = "uri-reference")]
    pub next: Option<String>,
    /// Address of the page before.
    #[schema(format = "uri-reference")]
    pub prev: Option<String>,
}

impl Page {
    /// The page `paging` of a list of `total`, asked for at `path` with `params`.
    pub fn new(path: &str, params: &Params, paging: Paging, total: usize) -> Page {
        let Paging { limit, offset } = paging;
        let at = |offset: usize| {
            let own = [("limit", limit.to_string()), ("offset", offset.to_string())];
            let kept = params.sent().iter().filter(|(name, _)| !matches!(name.as_str(), "limit" | "offset" | "page"));
            let kept = kept.map(|(name, value)| (name.as_str(), value.clone()));
            format!("{path}{}", urls::query_string(kept.chain(own)))
        };
        let after = offset.saturating_add(limit);
        Page {
            total,
            limit,
            offset,
            next: (after < total && after <= MAX_OFFSET).then(|| at(after)),
            prev: (offset > 0).then(|| at(offset.saturating_sub(limit))),
        }
    }

    /// The entries of the page.
    pub fn cut<'l, T>(&self, list: &'l [T]) -> &'l [T] {
        let start = self.offset.min(list.len());
        &list[start..list.len().min(start.saturating_add(self.limit))]
    }

    /// The header `Link`: `</api/v1/radar?offset=100>; rel="next"`.
    pub fn header(&self) -> Option<HeaderValue> {
        let link = |to: &Option<String>, rel: &str| to.as_ref().map(|to| format!("<{to}>; rel=\"{rel}\""));
        let links: Vec<String> = [link(&self.next, "next"), link(&self.prev, "prev")].into_iter().flatten().collect();
        HeaderValue::from_str(&links.join(", ")).ok().filter(|v| !v.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(offset: usize, total: usize) -> Page {
        Page::new("/api/v1/radar", &Params::parse("place=%E4%BA%91%E5%8D%97&offset=7"), Paging { limit: 10, offset }, total)
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        let middle = page(10, 25);
        assert_eq!(middle.next.as_deref(), Some("/api/v1/radar?place=%E4%BA%91%E5%8D%97&limit=10&offset=20"));
        assert_eq!(middle.prev.as_deref(), Some("/api/v1/radar?place=%E4%BA%91%E5%8D%97&limit=10&offset=0"));
        let header = middle.header().unwrap();
        assert!(header.to_str().unwrap().contains("offset=20>; rel=\"next\", </api"), "{header:?}");
        let only = page(0, 10);
        assert_eq!((only.next.clone(), only.prev.clone(), only.header()), (None, None, None));
        assert_eq!(page(3, 25).prev.as_deref().unwrap().rsplit('=').next(), Some("0"));
    }

    #[test]
    fn a_page_beyond_the_end_is_empty() {
        let list: Vec<usize> = (0..25).collect();
        assert_eq!(page(20, 25).cut(&list), [20, 21, 22, 23, 24]);
        assert!(page(90, 25).cut(&list).is_empty() && page(90, 25).next.is_none());
        assert!(page(100_000, 1_000_000).next.is_none());
    }
}

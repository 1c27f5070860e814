//! `/mcp`: the Model Context Protocol over HTTP, where it was switched on.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;

use super::live::Live;
use super::site::Site;
use super::{rights, urls};
use crate::compare::Memory;
use crate::index::Library;
use crate::lexicon::Lexicon;
use crate::mcp::{self, Holdings};
use crate::resolve::Resolver;

impl Holdings for Site {
    fn library(&self) -> &Library {
        &self.library
    }

    fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    fn resolver(&self) -> &Resolver {
        Site::resolver(self)
    }

    fn memory(&self) -> &Memory {
        &self.comparisons
    }
}

/// The route; what another site sends is refused, as for forms. Names of hosts are checked for all routes; the service
/// itself stops reading at [`mcp::MAX_BODY`].
pub fn routes(live: &Live) -> Router<Live> {
    let live = live.clone();
    let service = mcp::http(Arc::new(move || live.site() as Arc<dyn Holdings>));
    Router::new().route_service(urls::MCP, service).layer(from_fn(own_site))
}

async fn own_site(request: Request<Body>, next: Next) -> Response {
    match rights::same_site(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_json(urls::MCP),
    }
}

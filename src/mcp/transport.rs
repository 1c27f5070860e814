//! How a client reaches the server: standard input and output, or HTTP.

use std::sync::Arc;

use rmcp::ServiceExt;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};

use super::{Server, Source};

/// Bytes of one message: a draft of the longest kind in Chinese, written with JSON's escapes.
pub const MAX_BODY: usize = 2 * 1024 * 1024;

/// The service over HTTP, for a router.
pub type HttpService = StreamableHttpService<Server, NeverSessionManager>;

/// Why serving ended before the client had gone.
#[derive(Debug, thiserror::Error)]
#[error("the client does not speak the Model Context Protocol: {0}")]
pub struct ServeError(String);

/// Serves one client on standard input and output until it closes the input. Nothing else may write to standard output.
///
/// # Errors
/// [`ServeError`] when the client does not begin as the protocol says.
pub async fn stdio(source: Source) -> Result<(), ServeError> {
    let (input, output) = rmcp::transport::stdio();
    let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(MAX_BODY);
    match Server::new(source).serve(transport).await {
        // A client that goes before it has said anything is no error.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => Ok(()),
        Err(error) => Err(ServeError(error.to_string())),
        Ok(running) => running.waiting().await.map(|_| ()).map_err(|error| ServeError(error.to_string())),
    }
}

/// The service over streamable HTTP. It keeps no sessions: each POST is answered by itself with JSON, GET and DELETE are
/// answered with 405. Whoever mounts it checks host and origin.
pub fn http(source: Source) -> HttpService {
    let mut config = StreamableHttpServerConfig::default().disable_allowed_hosts().disable_allowed_origins();
    config.legacy_session_mode = false;
    config.json_response = true;
    config.max_request_body_bytes = MAX_BODY;
    StreamableHttpService::new(move || Ok(Server::new(source.clone())), Arc::new(NeverSessionManager::default()), config)
}

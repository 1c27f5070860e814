//! Listening on an address until told to stop.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::net::TcpListener;

use super::cors::Cors;
use super::live::Live;
use super::router::router_with;

/// How long requests that are under way may still take after the signal to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another program listens there.
    #[error("{addr} is in use by another program (perhaps another tiaoli); stop that one, or choose another port: tiaoli serve --addr {}:{}", addr.ip(), next_port(*addr))]
    InUse {
        /// The address.
        addr: SocketAddr,
    },
    /// The system does not let this user listen there.
    #[error("{addr}: the system does not allow this user to listen here; ports below 1024 need rights; choose another port: tiaoli serve --addr {}:8000", addr.ip())]
    NotAllowed {
        /// The address.
        addr: SocketAddr,
    },
    /// This machine has no such address, or listening failed otherwise.
    #[error("{addr}: cannot listen here: {source}; expected an address of this machine, such as 127.0.0.1:8000")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// Serving ended with an error.
    #[error("serving on {addr} ended: {source}")]
    Ended {
        /// The address.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
}

fn next_port(addr: SocketAddr) -> u16 {
    addr.port().checked_add(1).unwrap_or(8000)
}

/// Serves `site` on `addr` until SIGINT or SIGTERM; `on_ready` is called once with the address that is
/// listened on (with the real port when `addr` names port 0). Pages of the origins of `cors` may read the programming interface.
///
/// # Errors
/// [`ServeError`] names the address and what to do.
pub async fn serve(site: impl Into<Live>, addr: SocketAddr, cors: &Cors, on_ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let listener = TcpListener::bind(addr).await.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::InUse { addr },
        io::ErrorKind::PermissionDenied => ServeError::NotAllowed { addr },
        _ => ServeError::Listen { addr, source },
    })?;
    let addr = listener.local_addr().map_err(|source| ServeError::Listen { addr, source })?;
    let live: Live = site.into();
    live.site().warm_up();
    on_ready(addr);
    let server = axum::serve(listener, router_with(live, cors)).with_graceful_shutdown(told_to_stop());
    let deadline = async {
        told_to_stop().await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = async { server.await } => ended.map_err(|source| ServeError::Ended { addr, source }),
        () = deadline => Ok(()),
    }
}

/// Waits for SIGINT (Ctrl-C) or SIGTERM. Where a signal cannot be listened for, it is not waited for.
async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

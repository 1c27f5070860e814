//! `tiaoli serve`: the site.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use clap::Args;

use super::{CliError, Folders, complain, ingest, library, print};
use crate::web;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli serve\n  \
    tiaoli serve --addr 127.0.0.1:8001       another port\n  \
    tiaoli serve --addr 0.0.0.0:8000         for other machines too\n\n\
    Documents are read at the start; after adding some, start again. Ctrl-C ends it.")]
pub struct ServeArgs {
    /// Where to listen
    #[arg(long, value_name = "HOST:PORT", default_value_t = DEFAULT_ADDR, value_parser = address)]
    pub addr: SocketAddr,
}

/// Where `tiaoli` listens when it is not told.
pub const DEFAULT_ADDR: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8000);

/// HOST:PORT, where the host may be a name.
fn address(text: &str) -> Result<SocketAddr, String> {
    let wrong = || "expected HOST:PORT, such as 127.0.0.1:8000".to_owned();
    text.to_socket_addrs().map_err(|_| wrong())?.next().ok_or_else(wrong)
}

/// Opens the index and serves until it is told to stop.
pub fn run(addr: SocketAddr, folders: &Folders) -> Result<(), CliError> {
    let lexicon = Arc::new(folders.lexicon()?);
    let opened = library::open_with_report(folders, &lexicon)?;
    let library = opened.library;
    library::complain_of(library.failures());
    if library.policies().is_empty() {
        complain(&ingest::empty(&folders.corpus));
    }
    let state = opened.report.as_ref().map_or_else(|| library::counts(&library), library::built);
    print(&format!("{}: {state}\n", folders.corpus.display()))?;

    let site = Arc::new(web::Site::new(Arc::new(library), lexicon));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CliError::Failure(format!("cannot start threads for serving: {error}")))?;
    runtime.block_on(web::serve(site, addr, ready)).map_err(|error| CliError::Failure(error.to_string()))
}

/// Says where the site is; a stdout that is closed is no reason to stop serving.
fn ready(addr: SocketAddr) {
    if addr.ip().is_unspecified() {
        complain("other machines can reach this site; it has no login");
        let _ = print(&format!("http://127.0.0.1:{}\n", addr.port()));
    } else {
        let _ = print(&format!("http://{addr}\n"));
    }
}

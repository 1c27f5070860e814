//! `tiaoli serve`: the site.

use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;

use clap::Args;

use super::{CliError, Folders, editors, ingest, library, print, remark};
use crate::web;

/// Arguments of `serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli serve\n\
    \x20 tiaoli serve --addr 127.0.0.1:8001       another port\n\
    \x20 tiaoli serve --mcp                       assistants ask under http://127.0.0.1:8000/mcp\n\
    \x20 tiaoli serve --addr 0.0.0.0:8000         for other machines too; decisions can be read there\n\
    \x20 tiaoli serve --report mailto:someone@example.org   where readers report mistakes\n\
    \x20 tiaoli serve --addr 0.0.0.0:8000 --editor 张三=file:zhang.token\n\
    \n\
    On this machine anybody may edit decisions. Elsewhere an editor's token is needed; it comes from a\n\
    file that only its owner can read (chmod 600) or from a variable of the environment (--editor\n\
    张三=env:ZHANG_TOKEN). Documents are read at the start; after adding some, run `tiaoli ingest`:\n\
    the site shows them without starting again. Ctrl-C ends it.")]
pub struct ServeArgs {
    /// Where to listen
    #[arg(long, value_name = "HOST:PORT", value_hint = clap::ValueHint::Hostname, default_value_t = DEFAULT_ADDR, value_parser = address)]
    pub addr: SocketAddr,
    /// Who may edit decisions with a token: NAME=file:PATH or NAME=env:VARIABLE; may be given several times
    #[arg(long, value_name = "NAME=SOURCE")]
    pub editor: Vec<String>,
    /// A further host name under which a site on this machine is called, behind a proxy; may be given several times
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// A site whose pages may read /api (https://example.org), or * for any; may be given several times
    #[arg(long, value_name = "ORIGIN")]
    pub cors: Vec<String>,
    /// Answer assistants under /mcp as well (Model Context Protocol, streamable HTTP)
    #[arg(long)]
    pub mcp: bool,
    /// Where readers report mistakes: mailto:ADDRESS, or file:PATH for a form whose lines are appended there
    #[arg(long, value_name = "PLACE")]
    pub report: Option<String>,
}

impl Default for ServeArgs {
    fn default() -> Self {
        ServeArgs { addr: DEFAULT_ADDR, editor: Vec::new(), host: Vec::new(), cors: Vec::new(), mcp: false, report: None }
    }
}

/// Where `tiaoli` listens when it is not told.
pub const DEFAULT_ADDR: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8000);

/// HOST:PORT, where the host may be a name.
fn address(text: &str) -> Result<SocketAddr, String> {
    let wrong = || "expected HOST:PORT, such as 127.0.0.1:8000".to_owned();
    text.to_socket_addrs().map_err(|_| wrong())?.next().ok_or_else(wrong)
}

/// Opens the index and serves until it is told to stop.
pub fn run(args: &ServeArgs, folders: &Folders) -> Result<(), CliError> {
    let addr = args.addr;
    let editors = editors::read(&args.editor)?;
    let cors = web::Cors::of(&args.cors).map_err(|error| CliError::Usage(format!("--cors: {error}")))?;
    let reports = args.report.as_deref().map_or_else(|| Ok(web::Reports::default()), str::parse);
    let reports = reports.map_err(|error: web::BadReports| CliError::Usage(format!("--report: {error}")))?;
    let lexicon = Arc::new(folders.lexicon()?);
    let opened = library::open_with_report(folders, &lexicon)?;
    let library = opened.library;
    library::complain_of(library.failures());
    if library.policies().is_empty() {
        remark(&ingest::empty(&folders.corpus));
    }
    let state = opened.report.as_ref().map_or_else(|| library::counts(&library), library::built);
    print(&format!("{}: {state}\n", folders.corpus.display()))?;

    let register = folders.register();
    // The rest of the site works without it; the file is not touched.
    if let Err(error) = register.check() {
        remark(&error.to_string());
    }
    let editable = !editors.is_empty();
    let desk = web::Desk::new(register, web::Rights::new(addr.ip().is_loopback(), editors, args.host.clone()));
    let site = web::Site::new(Arc::new(library), lexicon).with_desk(desk).with_ledger(folders.ledger()).with_mcp(args.mcp);
    let site = Arc::new(site.with_corpus(folders.corpus.clone()).with_reports(reports));
    let live = web::Live::from(site);
    live.watch(folders.index.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CliError::Failure(format!("cannot start threads for serving: {error}")))?;
    runtime.block_on(web::serve(live, addr, &cors, |addr| ready(addr, editable))).map_err(|error| CliError::Failure(error.to_string()))
}

/// Says where the site is; a stdout that is closed is no reason to stop serving.
fn ready(addr: SocketAddr, editable: bool) {
    if addr.ip().is_unspecified() {
        let editing = if editable { "editors log in with their token" } else { "decisions can be read, not changed (see --editor)" };
        remark(&format!("other machines can reach this site; {editing}"));
        let _ = print(&format!("http://127.0.0.1:{}\n", addr.port()));
    } else {
        let _ = print(&format!("http://{addr}\n"));
    }
}

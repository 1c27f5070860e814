//! `tiaoli mcp`: the Model Context Protocol on standard input and output.

use std::sync::Arc;

use clap::Args;

use super::{CliError, Folders, library};
use crate::mcp::{Shelf, stdio};

/// Arguments of `mcp`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli mcp                        an assistant starts this itself\n\
    \x20 tiaoli --corpus corpus mcp        over another folder of documents\n\
    \n\
    An assistant starts this program and asks over standard input and output (Model Context Protocol,\n\
    JSON-RPC 2.0). Its configuration names it like this, with full paths:\n\
    \n\
    \x20 {\"mcpServers\": {\"tiaoli\": {\"command\": \"tiaoli\",\n\
    \x20   \"args\": [\"--corpus\", \"/…/corpus\", \"--index\", \"/…/index/data\", \"mcp\"]}}}\n\
    \n\
    Tools: search, get_clause, compare, resolve, check. Nothing is written but the index, which is\n\
    built when it is missing. Messages go to stderr. It ends with its input. Over HTTP: tiaoli serve\n\
    --mcp.")]
pub struct McpArgs {}

/// Opens the index and answers until the input ends.
pub fn run(_: &McpArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = Arc::new(folders.lexicon()?);
    let library = library::open(folders, &lexicon)?;
    let source = Shelf::new(library, lexicon).followed(folders.index.clone());
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| CliError::Failure(format!("cannot start threads for serving: {error}")))?;
    let done = runtime.block_on(stdio(source)).map_err(|error| CliError::Failure(error.to_string()));
    // A read of standard input that is still under way must not hold up the end.
    runtime.shutdown_background();
    done
}

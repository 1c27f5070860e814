//! `tiaoli export`: a whole document in another format.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{CliError, Folders, library, place, print};
use crate::export::akn::{self, Akn};
use crate::extract::Citation;
use crate::policy::PolicyId;
use crate::resolve::{Resolver, resolve_with};

/// Arguments of `export`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli export yunnan/2019-plan --format akn\n  \
    tiaoli export yunnan/2019-plan --format akn --out plan.xml\n\n\
    akn is Akoma Ntoso 3.0 (OASIS LegalDocumentML); the eId of a clause is its address with __ for /.")]
pub struct ExportArgs {
    /// The document
    #[arg(value_name = "POLICY")]
    policy: String,
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Akn)]
    format: Format,
    /// Where to write; stdout when it is not given. An existing file is not overwritten
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Akn,
}

/// Writes the document.
pub fn run(args: &ExportArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let (record, address) = place::find(&library, &args.policy)?;
    if let Some(address) = address {
        return Err(CliError::Usage(format!("{}: expected a whole document, without {address}", args.policy)));
    }
    let parsed = &record.parsed;
    let resolver = Resolver::of(&library);
    let text = match args.format {
        Format::Akn => akn::write(&Akn {
            parsed,
            source: &record.source,
            resolve: &|c: &Citation| resolve_with(&resolver, &library, &parsed.document, c).target,
            policy: &|id: &PolicyId| library.summary(id).map(|s| s.document.clone()),
        }),
    };
    let text = text.map_err(|error| CliError::Failure(error.to_string()))?;
    let Some(path) = &args.out else { return print(&text) };
    super::decisions::write_new(path, text.as_bytes()).map_err(|error| CliError::Failure(format!("{}: {error}", path.display())))
}

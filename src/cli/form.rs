//! `tiaoli form`: the forms of a document, to read or to fill in.

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::options::AlsoJson;
use super::{CliError, Folders, json, library, place, print, print_bytes};
use crate::clause::ClauseAddress;
use crate::export::ExportError;
use crate::export::form::{FormFile, docx, text, xlsx};
use crate::form::{Form, forms};

/// Arguments of `form`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli form yunnan/2019-plan                               lists the forms of a document\n\
    \x20 tiaoli form yunnan/2019-plan 附件1                         shows one\n\
    \x20 tiaoli form yunnan/2019-plan att1 --format docx --out 申报书.docx\n\
    \x20 tiaoli form yunnan/2019-plan att3 --format xlsx --out 汇总表.xlsx\n\
    \x20 tiaoli form yunnan/2019-plan att1 --json                        as data: sections, tables, fields\n\
    \n\
    A form is rebuilt from the text of the document; the original counts.")]
pub struct FormArgs {
    /// The document
    #[arg(value_name = "POLICY")]
    policy: String,
    /// The attachment: att1, 附件1, or 1 [default: list the forms]
    #[arg(value_name = "ATTACHMENT")]
    attachment: Option<String>,
    /// text: for the terminal; docx, xlsx: to fill in; json: as data
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    also: AlsoJson,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Docx,
    Xlsx,
    Json,
}

impl FormArgs {
    fn format(&self) -> Format {
        if self.also.json { Format::Json } else { self.format }
    }
}

/// Finds, and prints or writes.
pub fn run(args: &FormArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let (record, below) = place::find(&library, &args.policy)?;
    let found = forms(&record.parsed, &record.source, &lexicon);
    let wanted = args.attachment.as_deref().map(address).transpose()?.or(below);
    let Some(wanted) = wanted else {
        // A document that is itself a form, and the only one, needs no address.
        return match found.as_slice() {
            [only] if args.format() != Format::Text || only.address.steps().is_empty() => write(args, FormFile::new(only.clone(), &record)),
            list if args.format() == Format::Json => print(&(json(&serde_json::json!({ "forms": list }))? + "\n")),
            list if args.format() == Format::Text => print(&listed(list)),
            list => Err(CliError::Usage(format!("name one of the forms: {}", names(list)))),
        };
    };
    match found.iter().find(|f| f.address == wanted) {
        Some(form) => write(args, FormFile::new(form.clone(), &record)),
        None if found.is_empty() => Err(CliError::Usage(format!("{} has no form to fill in", args.policy))),
        None => Err(CliError::Usage(format!("{wanted} is no form of {}; its forms: {}", args.policy, names(&found)))),
    }
}

/// att1, 附件1 and 1 are the same.
fn address(typed: &str) -> Result<ClauseAddress, CliError> {
    let typed = typed.trim();
    let number = crate::text::fold(typed);
    let number = number.strip_prefix("附件").unwrap_or(&number);
    let full = match crate::text::numeral::integer(number) {
        Some(n) => format!("att{n}"),
        None => typed.to_owned(),
    };
    full.parse().map_err(|e| CliError::Usage(format!("{typed}: {e}")))
}

fn names(forms: &[Form]) -> String {
    forms.iter().map(|f| format!("{} {}", f.address, f.title)).collect::<Vec<_>>().join(", ")
}

fn listed(forms: &[Form]) -> String {
    if forms.is_empty() {
        return "没有要填写的表格\n".to_owned();
    }
    let line = |f: &Form| format!("{}\t{}\t{}\t{} 项\n", f.address, f.title, f.kind.label(), f.fields.len());
    forms.iter().map(line).collect()
}

fn write(args: &FormArgs, file: FormFile) -> Result<(), CliError> {
    let fail = |error: ExportError| CliError::Failure(error.to_string());
    let bytes = match args.format() {
        Format::Text => text::form(&file).into_bytes(),
        Format::Json => (json(&file)? + "\n").into_bytes(),
        Format::Docx => docx::form(&file).map_err(fail)?,
        Format::Xlsx => xlsx::form(&file).map_err(fail)?,
    };
    match &args.out {
        Some(path) => std::fs::write(path, bytes).map_err(|e| CliError::Failure(format!("{}: {e}", path.display()))),
        None if matches!(args.format(), Format::Xlsx | Format::Docx) && std::io::stdout().is_terminal() => {
            Err(CliError::Usage("a workbook or document is no text for the terminal; write --out FILE".to_owned()))
        }
        None => print_bytes(&bytes),
    }
}

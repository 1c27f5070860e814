//! `tiaoli cite-as`: a document or clause as it is cited.

use clap::Args;

use super::{CliError, Folders, json, library, place, print};
use crate::clause::Clause;
use crate::export::cite::{Forms, NAMES};
use crate::web::urls;

/// Arguments of `cite-as`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli cite-as guangzhou/2025-36                     the document in all forms\n  \
    tiaoli cite-as guangzhou/2025-36/5/2 --form official 《…》（…）第五部分第（二）条\n  \
    tiaoli cite-as guangzhou/2025-36/第五部分 --form bibtex --base https://tiaoli.example\n\n\
    `tiaoli cite` reads citations; this command writes one.")]
pub struct CiteAsArgs {
    /// POLICY or POLICY/ADDRESS
    #[arg(value_name = "PLACE")]
    place: String,
    /// official, legal, gbt7714, bibtex, markdown or url [default: all]
    #[arg(long, value_name = "FORM")]
    form: Option<String>,
    /// Where the site is reached, for the permanent address
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8000")]
    base: String,
    /// Day of the citation, as 2026-03-01 [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<jiff::civil::Date>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Writes the citation.
pub fn run(args: &CiteAsArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let (record, address) = place::find(&library, &args.place)?;
    let parsed = &record.parsed;
    let path: Vec<&Clause> = address.iter().flat_map(|a| parsed.ancestors(a).chain(parsed.clause(a))).collect();
    let id = &parsed.document.id;
    let url = format!("{}{}", args.base.trim_end_matches('/'), address.as_ref().map_or_else(|| urls::policy(id), |a| urls::clause(id, a)));
    let today = args.date.unwrap_or_else(|| jiff::Zoned::now().date()).to_string();
    let Some(forms) = Forms::of(&parsed.document, &path, &url, &today) else {
        return Err(CliError::Failure(format!("{id} is held as a digest, whose words are not the official ones; it is not cited")));
    };
    match &args.form {
        Some(name) => match forms.named(name) {
            Some(form) => print(&format!("{form}\n")),
            None => Err(CliError::Usage(format!("--form {name}: expected {}", NAMES.join(", ")))),
        },
        None if args.json => print(&(json(&forms)? + "\n")),
        None => {
            let all: Vec<&str> = NAMES.iter().filter_map(|name| forms.named(name)).collect();
            print(&(all.join("\n\n") + "\n"))
        }
    }
}

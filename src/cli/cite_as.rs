//! `tiaoli cite-as`: a document or clause as it is cited.

use clap::Args;

use super::options::{Output, day, or_today};
use super::{CliError, Folders, json, library, place, print};
use crate::clause::Clause;
use crate::export::cite::{Forms, NAMES};
use crate::web::urls;

/// Arguments of `cite-as`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli cite-as guangzhou/2025-36                      the document in all forms\n\
    \x20 tiaoli cite-as guangzhou/2025-36/5/2 --form official  《…》（…）第五部分第（二）条\n\
    \x20 tiaoli cite-as guangzhou/2025-36/第五部分 --form bibtex --site https://tiaoli.example\n\
    \n\
    `tiaoli cite` reads citations; this command writes one.\n\
    JSON: {\"official\",\"legal\",\"gbt7714\",\"bibtex\",\"markdown\",\"url\"}.")]
pub struct CiteAsArgs {
    /// POLICY or POLICY/ADDRESS
    #[arg(value_name = "POLICY[/ADDRESS]")]
    place: String,
    /// Which form [default: all]
    #[arg(long, value_name = "FORM", value_parser = NAMES)]
    form: Option<String>,
    /// Where the site is reached, for the permanent address
    #[arg(long, alias = "base", value_name = "URL", value_hint = clap::ValueHint::Url, default_value = "http://127.0.0.1:8000")]
    site: String,
    /// Day of the citation [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Writes the citation.
pub fn run(args: &CiteAsArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let (record, address) = place::find(&library, &args.place)?;
    let parsed = &record.parsed;
    let path: Vec<&Clause> = address.iter().flat_map(|a| parsed.ancestors(a).chain(parsed.clause(a))).collect();
    let id = &parsed.document.id;
    let url = format!("{}{}", args.site.trim_end_matches('/'), address.as_ref().map_or_else(|| urls::policy(id), |a| urls::clause(id, a)));
    let today = or_today(args.date.as_deref());
    let Some(forms) = Forms::of(&parsed.document, &path, &url, &today) else {
        return Err(CliError::Failure(format!("{id} is held as a digest, whose words are not the official ones; it is not cited")));
    };
    if args.output.json() {
        return print(&(json(&forms)? + "\n"));
    }
    match args.form.as_deref().and_then(|name| forms.named(name)) {
        Some(form) => print(&format!("{form}\n")),
        None => {
            let all: Vec<&str> = NAMES.iter().filter_map(|name| forms.named(name)).collect();
            print(&(all.join("\n\n") + "\n"))
        }
    }
}

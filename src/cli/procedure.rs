//! `tiaoli procedure`: the steps of an application and what is handed in.

use clap::Args;

use super::options::Output;
use super::{CliError, Folders, json, library, print};
use crate::compare::procedure::{PlaceProcedure, procedures};

/// Arguments of `procedure`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  tiaoli procedure --place 云南\n  tiaoli procedure --place 广西,广州 --json\n\n\
    JSON: {\"places\":[{\"label\",\"steps\":[{\"label\",\"actors\",\"times\",\"policy\",\"address\"}],\"materials\"}]}.")]
pub struct ProcedureArgs {
    /// Places or policy ids [default: all]
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    #[command(flatten)]
    output: Output,
}

/// Lists and prints.
pub fn run(args: &ProcedureArgs, folders: &Folders) -> Result<(), CliError> {
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let places = procedures(&library, &lexicon, &args.places).map_err(|e| CliError::Usage(e.to_string()))?;
    match args.output.json() {
        true => print(&(json(&serde_json::json!({ "places": places }))? + "\n")),
        false => print(&text(&places)),
    }
}

fn text(places: &[PlaceProcedure]) -> String {
    let mut out = String::new();
    for place in places {
        out += &format!("{}\n", place.label);
        if place.steps.is_empty() {
            out += "  已收录的文件没有写申报程序\n";
        }
        // Each document has a procedure of its own.
        for policy in &place.policies {
            for (n, step) in place.steps.iter().filter(|s| s.policy == *policy).enumerate() {
                let said = |list: &[String]| if list.is_empty() { "未写明".to_owned() } else { list.join("、") };
                out += &format!(
                    "  {}. {}　{}　{}　[{policy} {}]\n",
                    n + 1,
                    step.label,
                    said(&step.actors),
                    step.times.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"),
                    step.address
                );
            }
            for m in place.materials.iter().filter(|m| m.policy == *policy) {
                let form = m.form.as_ref().map(|f| format!("，表格见 {}", f.native())).unwrap_or_default();
                out += &format!("  □ {}{form}　[{policy} {}]\n", m.name, m.address);
            }
        }
        out.push('\n');
    }
    out
}

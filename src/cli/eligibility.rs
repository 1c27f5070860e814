//! `tiaoli eligibility`: a company against the conditions of each place.

use std::path::PathBuf;

use clap::Args;

use super::options::Output;
use super::{CliError, Folders, json, library, print, remark};
use crate::compare::eligibility::{Company, EligibilityReport, Verdict, eligibility};

/// Arguments of `eligibility`.
#[derive(Debug, Args)]
#[command(after_help = "The file names what is known, each answer as people write it; what is left out counts as not\n\
    answered:\n\
    \n\
    \x20 sales = [\"1.2亿元\", \"9,800万\", \"95000000\"]   # the last year first\n\
    \x20 rd_expense = [\"300万\", \"260万\", \"240万\"]\n\
    \x20 members = 5\n\
    \x20 dishonest = false\n\
    \n\
    Examples:\n\
    \x20 tiaoli eligibility --company 公司.toml --place 广西 --place 云南\n\
    \x20 tiaoli eligibility --fields                 what may be answered\n\
    \x20 tiaoli eligibility --company 公司.toml --json")]
pub struct EligibilityArgs {
    /// What the company knows of itself (TOML)
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath, required_unless_present = "fields")]
    company: Option<PathBuf>,
    /// Places or policy ids [default: all]
    #[arg(long = "place", value_name = "PLACE", value_delimiter = ',')]
    places: Vec<String>,
    /// List what may be answered
    #[arg(long)]
    fields: bool,
    #[command(flatten)]
    output: Output,
}

/// Judges and prints.
pub fn run(args: &EligibilityArgs, folders: &Folders) -> Result<(), CliError> {
    let company = match &args.company {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| CliError::Failure(format!("{}: {e}", path.display())))?;
            company(&text).map_err(|e| CliError::Failure(format!("{}: {e}", path.display())))?
        }
        None => Company::default(),
    };
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let report = eligibility(&library, &lexicon, &company, &args.places).map_err(|e| CliError::Usage(e.to_string()))?;
    if args.output.json() {
        return print(&(json(&report)? + "\n"));
    }
    if args.fields {
        return print(&questions(&report));
    }
    for bad in &report.problems {
        remark(&format!("{} ({}), year {}: {:?} is not understood; expected {}", bad.field, bad.label, bad.year, bad.typed, bad.expected));
    }
    print(&text(&report))
}

fn questions(report: &EligibilityReport) -> String {
    let mut out = String::new();
    for field in &report.fields {
        let options: Vec<String> = field.options.iter().map(|o| format!("{}={}", o.id, o.label)).collect();
        let years = if field.years > 1 { format!("，近 {} 年", field.years) } else { String::new() };
        let help = if field.help.is_empty() { String::new() } else { format!("（{}）", field.help) };
        out += &format!("{}\t{}{help}{years}\t{}\n", field.id, field.label, options.join(" "));
    }
    if !report.modes.is_empty() {
        out += &format!("mode\t建设模式\t{}\n", report.modes.join(" "));
    }
    out
}

fn text(report: &EligibilityReport) -> String {
    let mut out = String::new();
    for place in &report.places {
        out += &format!("{}：{}\n", place.label, place.summary);
        for c in &place.conditions {
            let sign = match c.verdict {
                Verdict::Met => "✓",
                Verdict::Failed => "✗",
                Verdict::Manual if c.unanswered => "?",
                Verdict::Manual => "○",
                Verdict::NotApplicable => "–",
            };
            let how = if c.how.is_empty() { String::new() } else { format!("（{}）", c.how) };
            out += &format!("  {sign} {} [{} {}] {}\n      {}{how}\n", c.verdict.label(), c.policy, c.address, c.quote, c.reason);
        }
        out.push('\n');
    }
    out
}

/// Reads a company's file.
fn company(text: &str) -> Result<Company, String> {
    let table: toml::Table = text.parse().map_err(|e: toml::de::Error| e.to_string())?;
    let mut company = Company::default();
    for (key, value) in table {
        let list = match value {
            toml::Value::Array(list) => list,
            one => vec![one],
        };
        let words = list.into_iter().map(|v| match v {
            toml::Value::String(text) => Ok(text),
            toml::Value::Integer(n) => Ok(n.to_string()),
            toml::Value::Float(n) => Ok(n.to_string()),
            toml::Value::Boolean(b) => Ok(if b { "是" } else { "否" }.to_owned()),
            _ => Err(format!("{key}: expected a text, a number, true or false, or a list of them")),
        });
        let words: Vec<String> = words.collect::<Result<_, _>>()?;
        if key == "mode" {
            company.mode = words.join("");
        } else {
            company.answers.insert(key, words);
        }
    }
    Ok(company)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_read_from_its_file() {
        let read = company("sales = [\"1.2亿\", 98000000]\nmembers = 5\ndishonest = false\nmode = \"自主建设模式\"\n").unwrap();
        assert_eq!(read.answers["sales"], ["1.2亿", "98000000"]);
        assert_eq!(
            (read.answers["members"].as_slice(), read.answers["dishonest"].as_slice()),
            (&["5".to_owned()][..], &["否".to_owned()][..])
        );
        assert_eq!(read.mode, "自主建设模式");
        assert!(company("sales = {a = 1}").unwrap_err().contains("sales"));
        assert!(company("sales =").is_err());
    }
}

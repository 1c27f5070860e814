//! `tiaoli cite`: the citations and quotations of a text.

use std::fmt::Write;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::options::{AlsoJson, day, or_today};
use super::{CliError, Folders, json, library, print_bytes, talk, terminal};
use crate::cite::{Checker, DateBasis, Item, Level, Report};
use crate::compare::align::{Change, ChangeKind};
use crate::export::checked;
use crate::resolve::Resolver;
use crate::text::SourceText;

/// Arguments of `cite`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n\
    \x20 tiaoli cite 批复.txt\n\
    \x20 tiaoli cite 批复.txt --date 2026-03-01 --format docx --out 批复-核对.docx\n\
    \x20 echo '依据工信部科〔2016〕273号第三部分。' | tiaoli cite - --json\n\
    \n\
    Every citation and every quotation is found and held against the library: the document and the\n\
    clause exist, were in force on the date, and the words are the same. Statements in other words are\n\
    not judged.\n\
    JSON: {\"citations\":[{\"quote\",\"span\",\"outcome\",\"reason\",\"target\",\"valid\"}],\"quotations\":[…],\n\
    \"wrong\",\"not_checked\"}.\n\
    \n\
    Exit status: 0 nothing is wrong; 1 something is wrong, with --strict also when something could not\n\
    be checked; 2 the arguments do not fit.")]
pub struct CiteArgs {
    /// The text, UTF-8 or GB18030; - reads standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Judge versions and validity on this day [default: the date in the text, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    date: Option<String>,
    /// text: for the terminal; json; md and docx: the same text with links
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    also: AlsoJson,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// Where the links of md and docx lead
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, default_value = "http://127.0.0.1:8000")]
    site: String,
    /// Fail also when something could not be checked
    #[arg(long)]
    strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Format {
    Text,
    Json,
    Md,
    Docx,
}

/// A file larger than this is no draft.
const MAX_BYTES: usize = 16 * 1024 * 1024;

/// Checks and prints.
pub fn run(args: &CiteArgs, folders: &Folders) -> Result<(), CliError> {
    let date = args.date.clone();
    let format = if args.also.json { Format::Json } else { args.format };
    if format == Format::Docx && args.out.is_none() && std::io::IsTerminal::is_terminal(&std::io::stdout()) {
        return Err(CliError::Usage("a docx file cannot be shown on a terminal; add --out FILE".to_owned()));
    }
    let text = read(&args.file)?;
    let lexicon = folders.lexicon()?;
    let library = library::open(folders, &lexicon)?;
    let resolver = Resolver::of(&library);
    let today = or_today(None);
    let report = Checker { library: &library, resolver: &resolver, lexicon: &lexicon }.check(&text, date.as_deref(), &today);
    let bytes = match format {
        Format::Json => (json(&report)? + "\n").into_bytes(),
        Format::Md => checked::markdown(&text, &report, &args.site).into_bytes(),
        Format::Docx => checked::docx(&text, &report, &args.site).map_err(|e| CliError::Failure(e.to_string()))?,
        Format::Text => draw(&text, &report, args.out.is_none() && talk::colour()).into_bytes(),
    };
    match &args.out {
        Some(path) => std::fs::write(path, &bytes).map_err(|e| CliError::Failure(format!("{}: {e}", path.display())))?,
        None => print_bytes(&bytes)?,
    }
    let failed = report.wrong > 0 || args.strict && report.not_checked > 0;
    if failed { Err(CliError::Reported) } else { Ok(()) }
}

fn read(path: &Path) -> Result<String, CliError> {
    let fail = |e: &dyn std::fmt::Display| CliError::Failure(format!("{}: {e}", path.display()));
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    if path == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes).map_err(|e| fail(&e))?;
    } else {
        std::fs::File::open(path).and_then(|f| f.take(limit).read_to_end(&mut bytes)).map_err(|e| fail(&e))?;
    }
    if bytes.len() > MAX_BYTES {
        return Err(fail(&format!("longer than {} MB", MAX_BYTES / (1024 * 1024))));
    }
    SourceText::decode(&bytes).map(|t| t.as_str().to_owned()).map_err(|e| fail(&e))
}

/// For the terminal: the counts, then every item with its line, the worst first.
fn draw(text: &str, report: &Report, colour: bool) -> String {
    let paint = |code: &str, words: &str| if colour { format!("\x1b[{code}m{words}\x1b[0m") } else { words.to_owned() };
    let mut out = String::new();
    let basis = match report.date_basis {
        DateBasis::Given => "所给日期",
        DateBasis::Text => "文中日期",
        DateBasis::Today => "今天",
    };
    let _ = writeln!(
        out,
        "未核对 {} 处，有错 {} 处；引用 {} 处，引文 {} 处；按 {}（{basis}）判断。",
        report.not_checked,
        report.wrong,
        report.citations.len(),
        report.quotations.len(),
        report.date
    );
    out.push_str("转述（没有加引号的说法）不在核对之列。\n");
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    for item in report.worst_first() {
        let line = starts.partition_point(|s| *s <= item.span().start);
        let (sign, code) = match item.outcome().level() {
            Level::Wrong => ("✗", "31"),
            Level::Unchecked => ("?", "33"),
            Level::Doubtful => ("!", "36"),
            Level::Right => ("✓", "32"),
        };
        let marks = if let Item::Quotation(..) = item { ("“", "”") } else { ("", "") };
        let provision = item.provision().map(|p| format!("（{p}）")).unwrap_or_default();
        let words = terminal::plain(&format!("{}{provision}", item.quote().replace('\n', " ")));
        let _ = writeln!(
            out,
            "\n{} 第{line}行 {}{}{}",
            paint(code, &format!("{sign} {}", item.outcome().label())),
            marks.0,
            terminal::cut(&words, 96),
            marks.1
        );
        let _ = writeln!(out, "    {}", terminal::plain(&item.reason().to_string()));
        if let Some(valid) = item.valid() {
            let _ = writeln!(out, "    该文件有：{valid}");
        }
        if let Some(target) = item.target() {
            let _ = writeln!(out, "    → {}", format!("{}/{}", target.policy, target.address).trim_end_matches('/'));
        }
        if !item.difference().is_empty() {
            let _ = writeln!(out, "    原文→引文：{}", marked(item.difference(), colour));
        }
    }
    if !report.authorities.is_empty() {
        out.push_str("\n引用文件清单\n");
    }
    for (n, a) in report.authorities.iter().enumerate() {
        let clauses: Vec<&str> = a.clauses.iter().map(|c| c.name.as_str()).collect();
        let number = a.number.as_deref().filter(|n| *n != a.title).map(|n| format!("（{n}）")).unwrap_or_default();
        let clauses = if clauses.is_empty() { String::new() } else { format!("：{}", clauses.join("、")) };
        let _ = writeln!(out, "{}. {}{number}{clauses}。{}", n + 1, terminal::plain(&a.title), a.state);
    }
    if !report.asides.is_empty() {
        let names: Vec<String> = report.asides.iter().map(|a| terminal::plain(&a.quote)).collect();
        let _ = writeln!(out, "\n不作核对的名称：{}", names.join("、"));
    }
    out
}

fn marked(changes: &[Change], colour: bool) -> String {
    let paint = |code: &str, text: String| if colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text };
    let one = |c: &Change| {
        let text = terminal::plain(&c.text);
        match c.kind {
            ChangeKind::Same => text,
            ChangeKind::Removed => paint("31", format!("[-{text}-]")),
            ChangeKind::Added => paint("32", format!("{{+{text}+}}")),
        }
    };
    changes.iter().map(one).collect()
}

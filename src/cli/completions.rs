//! `tiaoli completions` and `tiaoli man`: what a shell and `man` read.

use std::path::PathBuf;

use clap::{Args, Command, ValueHint};
use clap_complete::{Shell, generate};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::help::{self, command};
use super::{CliError, print, print_bytes, remark};

/// Arguments of `completions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli completions bash > tiaoli.bash   then: source tiaoli.bash\n  \
    tiaoli completions zsh > _tiaoli        in a folder of $fpath\n  \
    tiaoli completions fish > tiaoli.fish   in ~/.config/fish/completions\n  \
    tiaoli completions powershell           read by Invoke-Expression; elvish: by eval")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completion script of a shell.
pub fn completions(args: &CompletionsArgs) -> Result<(), CliError> {
    let mut script = Vec::new();
    generate(args.shell, &mut command(), "tiaoli", &mut script);
    print_bytes(&script)
}

/// Arguments of `man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    tiaoli man > tiaoli.1      the page of the program; read it with: man ./tiaoli.1\n  \
    tiaoli man man1            all pages into the folder man1, which is made")]
pub struct ManArgs {
    /// The folder for the pages of the program and of every command [default: the page of the program to stdout]
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    dir: Option<PathBuf>,
}

/// Writes the man pages.
pub fn man(args: &ManArgs) -> Result<(), CliError> {
    let mut all = command();
    all.build();
    let fail = |path: &std::path::Path, error: std::io::Error| CliError::Failure(format!("{}: {error}", path.display()));
    let Some(dir) = &args.dir else { return print(&page(&all)?) };
    std::fs::create_dir_all(dir).map_err(|e| fail(dir, e))?;
    let mut left = vec![(String::from("tiaoli"), all)];
    let mut written = 0;
    while let Some((name, one)) = left.pop() {
        let path = dir.join(format!("{name}.1"));
        std::fs::write(&path, page(&one)?).map_err(|e| fail(&path, e))?;
        written += 1;
        let below = one.get_subcommands().filter(|c| c.get_name() != "help");
        left.extend(below.map(|c| (format!("{name}-{}", c.get_name()), c.clone().display_name(format!("{name}-{}", c.get_name())))));
    }
    remark(&format!("{}: {written} pages", dir.display()));
    Ok(())
}

/// One page: what the help says, then exit status, environment and files as man(7) names them.
fn page(of: &Command) -> Result<String, CliError> {
    let fail = |error: std::io::Error| CliError::Failure(format!("cannot write the page: {error}"));
    let is_top = of.get_name() == "tiaoli";
    // The sections below say it in the words of man pages.
    let of = if is_top { of.clone().after_help(None::<&str>) } else { of.clone() };
    let man = Man::new(of).manual("Tiaoli 条理");
    let mut out = Vec::new();
    man.render_title(&mut out).map_err(fail)?;
    man.render_name_section(&mut out).map_err(fail)?;
    man.render_synopsis_section(&mut out).map_err(fail)?;
    man.render_description_section(&mut out).map_err(fail)?;
    man.render_options_section(&mut out).map_err(fail)?;
    if is_top {
        man.render_subcommands_section(&mut out).map_err(fail)?;
    } else {
        man.render_extra_section(&mut out).map_err(fail)?;
    }
    for (title, rows) in [("EXIT STATUS", &help::EXIT[..]), ("ENVIRONMENT", &help::ENVIRONMENT[..]), ("FILES", &help::FILES[..])] {
        let mut section = Roff::new();
        section.control("SH", [title]);
        for (name, says) in rows {
            section.control("TP", []);
            section.text([roman(*name)]);
            section.text([roman(*says)]);
        }
        section.to_writer(&mut out).map_err(fail)?;
    }
    if is_top {
        man.render_version_section(&mut out).map_err(fail)?;
    }
    String::from_utf8(out).map_err(|error| CliError::Failure(error.to_string()))
}

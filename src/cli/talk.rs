//! What goes to stdout and what to stderr. Results go to stdout, everything else to stderr: why a command failed, and
//! remarks, which `--quiet` keeps back. With JSON the messages are JSON too, one object a line.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};
use serde_json::json as object;

/// How a command ends when it does not succeed.
#[derive(Debug)]
pub enum CliError {
    /// The arguments do not fit together; exit 2.
    Usage(String),
    /// Something went wrong; exit 1.
    Failure(String),
    /// Exit 1, and the messages have been printed already.
    Reported,
    /// The reader of stdout has gone, as `head` does; nothing is wrong.
    Closed,
}

/// How the messages of this process look.
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    quiet: bool,
    json: bool,
}

static MANNER: OnceLock<Manner> = OnceLock::new();

/// Says once how messages look.
pub fn set(quiet: bool, json: bool, color: clap::ColorChoice) {
    let _ = MANNER.set(Manner { quiet, json });
    match color {
        clap::ColorChoice::Always => ColorChoice::Always,
        clap::ColorChoice::Never => ColorChoice::Never,
        clap::ColorChoice::Auto => ColorChoice::Auto,
    }
    .write_global();
}

fn manner() -> Manner {
    MANNER.get().copied().unwrap_or_default()
}

/// Whether progress is shown.
pub fn shows_progress() -> bool {
    !manner().quiet && !manner().json
}

/// Whether stdout is coloured: `--color`, else `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, else whether it is a terminal.
pub fn colour() -> bool {
    AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Writes to stdout.
pub fn print(text: &str) -> Result<(), CliError> {
    print_bytes(text.as_bytes())
}

/// Writes to stdout what need not be text.
pub fn print_bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
        io::ErrorKind::BrokenPipe => CliError::Closed,
        _ => CliError::Failure(format!("cannot write to standard output: {error}")),
    })
}

/// A value as one line of JSON.
pub fn json(value: &impl serde::Serialize) -> Result<String, CliError> {
    serde_json::to_string(value).map_err(|error| CliError::Failure(format!("cannot write JSON: {error}")))
}

/// Says on stderr why the command fails.
pub fn complain(message: &str) {
    say("31", message, object!({ "error": { "kind": "failure", "message": message, "exit": 1 } }));
}

/// Makes a remark on stderr; nothing fails for it.
pub fn remark(message: &str) {
    if !manner().quiet {
        say("33", message, object!({ "warning": { "message": message } }));
    }
}

fn say(colour: &str, message: &str, json: serde_json::Value) {
    let mut err = AutoStream::auto(io::stderr());
    // A stderr that is closed is no reason to stop.
    let _ = match manner().json {
        true => writeln!(err, "{json}"),
        false => writeln!(err, "\x1b[{colour}mtiaoli:\x1b[0m {message}"),
    };
}

/// The exit status of a command that has ended, its message on stderr.
pub fn end(done: Result<(), CliError>) -> ExitCode {
    match done {
        Ok(()) | Err(CliError::Closed) => ExitCode::SUCCESS,
        Err(CliError::Reported) => ExitCode::FAILURE,
        Err(CliError::Failure(message)) => {
            complain(&message);
            ExitCode::FAILURE
        }
        Err(CliError::Usage(message)) => {
            say("31", &message, object!({ "error": { "kind": "usage", "message": message, "exit": 2 } }));
            ExitCode::from(2)
        }
    }
}

/// What clap says, with its exit status: help and version come this way too, to stdout and with 0.
pub fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if manner().json {
        let message = error.to_string();
        let message = message.trim_start_matches("error: ").trim_end();
        let _ = writeln!(io::stderr(), "{}", object!({ "error": { "kind": "usage", "message": message, "exit": 2 } }));
    } else {
        let _ = error.print();
    }
    ExitCode::from(2)
}

//! The editors that `serve --editor` names, with tokens that never stand on the command line, where other
//! users of the machine could read them.

use super::CliError;
use crate::web::Editor;

/// Reads NAME=file:PATH and NAME=env:VARIABLE.
pub fn read(given: &[String]) -> Result<Vec<Editor>, CliError> {
    given.iter().map(|text| one(text)).collect()
}

fn one(text: &str) -> Result<Editor, CliError> {
    let wrong = |what: String| CliError::Usage(format!("--editor: {what}"));
    let expected = "expected NAME=file:PATH or NAME=env:VARIABLE, such as 张三=file:zhang.token";
    // What stands behind = may be a token that somebody typed: it is not repeated.
    let Some((name, source)) = text.split_once('=') else { return Err(wrong(expected.to_owned())) };
    let token = match source.split_once(':') {
        Some(("file", path)) => {
            private(path).map_err(|why| wrong(format!("{path}: {why}")))?;
            std::fs::read_to_string(path).map_err(|error| wrong(format!("{path}: cannot read it: {error}")))?
        }
        Some(("env", variable)) => std::env::var(variable).map_err(|_| wrong(format!("the variable {variable} is not set")))?,
        _ => return Err(wrong(format!("{expected}; a token itself does not belong on the command line, where others can read it"))),
    };
    let least = crate::web::rights::TOKEN_CHARS;
    Editor::new(name, &token).ok_or_else(|| wrong(format!("{name}: expected a name, and a token of at least {least} characters")))
}

/// Whether only its owner can read a file.
#[cfg(unix)]
fn private(path: &str) -> Result<(), String> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_err(|error| format!("cannot read it: {error}"))?.permissions().mode();
    if mode & 0o077 == 0 {
        Ok(())
    } else {
        Err(format!("others can read it (mode {:o}); make it yours alone with: chmod 600 {path}", mode & 0o777))
    }
}

/// Elsewhere the rights of a file are not told by its mode.
#[cfg(not(unix))]
fn private(_path: &str) -> Result<(), String> {
    Ok(())
}

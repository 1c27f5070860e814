//! The `tiaoli` program: see [`tiaoli::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tiaoli::cli::run()
}

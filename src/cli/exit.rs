//! Exit codes: 0 done; 1 done, but a limit the user set was not met; 2 something could not be done, even if the rest was.

use crate::error::Error;
use std::io;
use std::process::ExitCode;

/// How a verb ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All was done.
    Done,
    /// All was done; a limit the user set was not met.
    LimitNotMet,
    /// Something could not be done; it has been named on stderr.
    Incomplete,
}

/// Prints the error, once and with its causes, and gives the code.
pub fn code(done: anyhow::Result<Outcome>) -> ExitCode {
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::LimitNotMet) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // whoever read us has seen enough (`| head`)
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corroborate: {}", sentence(&error));
            ExitCode::from(2)
        }
    }
}

/// The error with its causes; a reason of the library says its cause itself.
fn sentence(error: &anyhow::Error) -> String {
    let own = error.chain().position(|cause| cause.is::<Error>()).map_or(usize::MAX, |at| at + 1);
    error.chain().take(own).map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

//! The command.

/// Runs the command.
pub fn run() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}

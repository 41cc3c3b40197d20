//! Runs the built program as a user does.

use assert_cmd::Command;
use std::path::{Path, PathBuf};

/// The program, in the folder of the tests' inputs, so that printed paths are short and the same everywhere.
pub fn corroborate() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_corroborate"));
    command.current_dir(folder()).env_remove("NO_COLOR").env("TERM", "xterm");
    command
}

/// Where the inputs stand.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// What one run gave.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs with arguments split at white space.
pub fn run(arguments: &str) -> Run {
    run_with(arguments, "")
}

/// Runs with arguments split at white space and something on stdin.
pub fn run_with(arguments: &str, stdin: &str) -> Run {
    let output = corroborate().args(arguments.split_whitespace()).write_stdin(stdin).output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// Code, stderr and stdout in one text for a snapshot.
    pub fn all(&self) -> String {
        format!("exit {}\n--- stderr\n{}--- stdout\n{}", self.code, self.stderr, self.stdout)
    }
}

//! The command.
mod fuse;
/// Runs the command.
pub fn run() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(2).collect();
    fuse::quick(&args).expect("x");
    std::process::ExitCode::SUCCESS
}

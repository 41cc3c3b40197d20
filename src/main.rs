//! The `corroborate` command; everything happens in [`corroborate::cli`].

fn main() -> std::process::ExitCode {
    corroborate::cli::run()
}

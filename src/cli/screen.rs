//! How a table is to look: width, colour, how much of it.

use super::output::Output;
use crate::report::Screen;

/// When to add colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into files and pipes
    Always,
    /// Not at all
    Never,
}

/// What was typed about the table.
#[derive(Debug, clap::Args)]
pub struct ScreenArgs {
    /// Columns of the table; the terminal's own, or 100 into files and pipes
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=1000), help_heading = "Table")]
    pub width: Option<u16>,
    /// Colour in the table; what it shows is always said in words too
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Table")]
    pub color: Colour,
    /// Every statement of every article, with its whole content
    #[arg(long, help_heading = "Table")]
    pub full: bool,
    /// Count beliefs, plans and wishes in the header line too, not assertions only
    #[arg(long, help_heading = "Table")]
    pub all_attitudes: bool,
}

impl ScreenArgs {
    /// What was typed, else what the terminal says, else the default.
    pub fn screen(&self, output: &Output) -> Screen {
        let terminal = output.is_terminal();
        let own = terminal_size::terminal_size().filter(|_| terminal).map(|(columns, _)| columns.0);
        let default = Screen::default();
        Screen {
            width: self.width.or(own).map_or(default.width, usize::from),
            colour: match self.color {
                Colour::Always => true,
                Colour::Never => false,
                Colour::Auto => {
                    terminal
                        && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
                        && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
                }
            },
            full: self.full,
            all_attitudes: self.all_attitudes,
        }
    }
}

//! A sign of life on stderr: only on a terminal, and only when the work takes over a second.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::borrow::Cow;
use std::io::IsTerminal as _;
use std::time::{Duration, Instant};

/// Counts articles.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    wanted: bool,
}

impl Progress {
    /// Nothing is shown yet.
    pub fn new(quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} articles  {elapsed}  {msg}") {
            bar.set_style(style);
        }
        Progress { bar, started: Instant::now(), wanted: !quiet && std::io::stderr().is_terminal() }
    }

    /// One more article.
    pub fn article(&mut self) {
        self.bar.inc(1);
        self.show();
    }

    /// Says what is done after the articles.
    pub fn stage(&mut self, what: impl Into<Cow<'static, str>>) {
        self.bar.set_message(what);
        self.show();
    }

    /// A line on stderr that the bar does not write over.
    pub fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("corroborate: {line}"));
    }

    fn show(&mut self) {
        if self.wanted && self.started.elapsed() > Duration::from_secs(1) {
            self.wanted = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

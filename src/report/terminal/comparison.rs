//! Outlets side by side on a terminal: as many measures beside each other as fit, then the differences that hold.

use super::layout::{Line, Tone, beside};
use super::{NARROWEST, Screen};
use crate::compare::{Adjust, Comparison, Difference, Effect, Estimate, LEAST_STORIES, Measure, Pair, Part};
use crate::report::comparison::{measure_class, measure_name};
use crate::report::words::{counted, one_line};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// Columns of a measure: `0.81 [0.74–0.86]` and a space.
const MEASURE: usize = 18;
/// Counts beside each outlet, and their columns.
const COUNTS: [(&str, usize); 3] = [("articles", 9), ("stories", 8), ("assertions", 11)];
/// The longest name that is not cut.
const NAME: usize = 26;
/// Pairs that are listed unless all are asked for.
const LISTED: usize = 15;

/// The whole comparison.
pub fn comparison_table(comparison: &Comparison, screen: &Screen) -> String {
    let screen = &Screen { width: screen.width.max(NARROWEST), ..*screen };
    let view = View { comparison, screen };
    let mut text = view.lead();
    text.push_str(&view.measures());
    if view.asked().is_none() {
        text.push_str(&view.classes());
    }
    text.push_str(&view.windows());
    text.push_str(&view.differences());
    text.push_str(&view.pairs());
    text.push_str(&view.notes());
    text
}

struct View<'a> {
    comparison: &'a Comparison,
    screen: &'a Screen,
}

impl View<'_> {
    fn paragraph(&self, tone: Tone, words: &str) -> String {
        Line::of(tone, words).wrap(self.screen.width, usize::MAX).iter().map(|l| l.render(self.screen.colour) + "\n").collect()
    }

    fn heading(&self, words: &str) -> String {
        format!("\n{}", self.paragraph(Tone::Strong, words))
    }

    fn lead(&self) -> String {
        let c = self.comparison;
        let sum = |of: fn(&crate::compare::Outlet) -> usize| c.outlets.iter().map(of).sum::<usize>();
        let mut said = vec![counted(c.outlets.len(), "outlet", "outlets"), counted(sum(|o| o.articles), "article", "articles")];
        if sum(|o| o.repeats) > 0 {
            said.push(format!("{} within an outlet, not counted again", counted(sum(|o| o.repeats), "copy", "copies")));
        }
        let copied = sum(|o| o.copied);
        said.push(match c.plan.part {
            _ if copied == 0 => "none was made from another outlet's report".to_owned(),
            Part::Own => format!("{copied} made from another outlet's report are measured apart (--articles all|copied)"),
            Part::All => format!("{copied} made from another outlet's report are among them"),
            Part::Copied => format!("only the {copied} made from another outlet's report are measured"),
        });
        self.paragraph(Tone::Plain, &said.join(" · "))
    }

    fn name_width(&self) -> usize {
        let longest = self.comparison.outlets.iter().map(|o| one_line(&o.name).width()).max().unwrap_or(0);
        longest.clamp(6, NAME.min(self.screen.width / 3)) + 1
    }

    /// The estimates of a window by outlet and measure.
    fn by_place(&self, window: Option<&str>) -> BTreeMap<(&str, Measure), &Estimate> {
        let of = self.comparison.estimates.iter().filter(|e| e.window.as_deref() == window);
        of.map(|e| ((e.outlet.as_str(), e.measure), e)).collect()
    }

    /// The measures that were asked for; none where the comparison chose.
    fn asked(&self) -> Option<&[Measure]> {
        Some(self.comparison.plan.measures.as_slice()).filter(|measures| *measures != Measure::TESTED)
    }

    /// The measures asked for, else all but the classes, in blocks as wide as the screen.
    fn measures(&self) -> String {
        let mut text = String::new();
        let estimates = self.by_place(None);
        let (name, wide) = (self.name_width(), self.screen.width >= 80);
        let counts = if wide { COUNTS.iter().map(|(_, width)| width).sum() } else { 0 };
        let beside_each_other = (self.screen.width.saturating_sub(name + counts) / MEASURE).max(1);
        for block in self.asked().unwrap_or(&Measure::ALL).chunks(beside_each_other) {
            let mut rows = vec![self.head(name, wide, block)];
            for outlet in &self.comparison.outlets {
                let mut cells = vec![(name, vec![self.name(&outlet.name, name)])];
                if wide {
                    let numbers = [outlet.articles as u64, outlet.stories as u64, outlet.statements];
                    cells.extend(
                        COUNTS.iter().zip(numbers).map(|((_, width), n)| (*width, vec![Line::of(Tone::Faint, &n.to_string())])),
                    );
                }
                for measure in block {
                    let shown = estimates.get(&(outlet.name.as_str(), *measure)).map_or("–".to_owned(), |e| shown(e));
                    cells.push((MEASURE, vec![Line::of(Tone::Plain, &shown)]));
                }
                rows.push(beside("", &cells, self.screen.colour));
            }
            text.push('\n');
            text.extend(rows);
        }
        text
    }

    fn name(&self, name: &str, width: usize) -> Line {
        Line::of(Tone::Strong, &one_line(name)).wrap(width - 1, 1).swap_remove(0)
    }

    fn head(&self, name: usize, wide: bool, block: &[Measure]) -> String {
        let mut cells = vec![(name, vec![Line::of(Tone::Faint, "outlet")])];
        if wide {
            cells.extend(COUNTS.map(|(title, width)| (width, vec![Line::of(Tone::Faint, title)])));
        }
        let title = |m: &Measure| (MEASURE, Line::of(Tone::Faint, title(*m)).wrap(MEASURE - 1, 3));
        cells.extend(block.iter().map(title));
        beside("", &cells, self.screen.colour)
    }

    /// The mix of classes: the largest first.
    fn classes(&self) -> String {
        let mut text = self.heading("Ultimate sources by class, share of what is attributed");
        let name = self.name_width();
        for outlet in &self.comparison.outlets {
            let own = self.comparison.estimates.iter().filter(|e| e.window.is_none() && e.outlet == outlet.name);
            let mut shares: Vec<(f64, &str)> =
                own.filter_map(|e| Some((e.value.filter(|v| *v > 0.0)?, measure_class(e.measure)?))).collect();
            shares.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(y.1)));
            let most = if self.screen.full { shares.len() } else { 5 };
            let mut words: Vec<String> =
                shares.iter().take(most).map(|(v, class)| format!("{} {v:.2}", class.replace('_', " "))).collect();
            if shares.len() > most {
                words.push(format!("{} more", shares.len() - most));
            }
            let said = if words.is_empty() { "–".to_owned() } else { words.join(" · ") };
            let lines = Line::of(Tone::Plain, &said).wrap(self.screen.width.saturating_sub(name), usize::MAX);
            text.push_str(&beside(
                "",
                &[(name, vec![self.name(&outlet.name, name)]), (self.screen.width, lines)],
                self.screen.colour,
            ));
        }
        text
    }

    /// Each tested measure, window after window.
    fn windows(&self) -> String {
        let mut windows: Vec<&str> = self.comparison.estimates.iter().filter_map(|e| e.window.as_deref()).collect();
        windows.sort_unstable();
        windows.dedup();
        let mut text = String::new();
        let name = self.name_width();
        let beside_each_other = (self.screen.width.saturating_sub(name) / MEASURE).max(1);
        for measure in self.comparison.plan.measures.iter().filter(|_| !windows.is_empty()) {
            text.push_str(&self.heading(title(*measure)));
            for block in windows.chunks(beside_each_other) {
                let mut cells = vec![(name, vec![Line::of(Tone::Faint, "outlet")])];
                cells.extend(block.iter().map(|w| (MEASURE, vec![Line::of(Tone::Faint, w)])));
                text.push_str(&beside("", &cells, self.screen.colour));
                let estimates: Vec<_> = block.iter().map(|w| self.by_place(Some(w))).collect();
                for outlet in &self.comparison.outlets {
                    let mut cells = vec![(name, vec![self.name(&outlet.name, name)])];
                    for window in &estimates {
                        let shown = window.get(&(outlet.name.as_str(), *measure)).map_or("–".to_owned(), |e| shown(e));
                        cells.push((MEASURE, vec![Line::of(Tone::Plain, &shown)]));
                    }
                    text.push_str(&beside("", &cells, self.screen.colour));
                }
            }
        }
        text
    }

    fn differences(&self) -> String {
        let plan = &self.comparison.plan;
        let tested = self.comparison.differences.iter().filter(|d| d.p.is_some()).count();
        let mut held: Vec<&Difference> =
            self.comparison.differences.iter().filter(|d| d.adjusted.is_some_and(|p| p < plan.alpha)).collect();
        held.sort_by(|x, y| (x.measure, &x.a, &x.b).cmp(&(y.measure, &y.a, &y.b)));
        let how = match plan.adjust {
            Adjust::Holm => "p adjusted by Holm",
            Adjust::BenjaminiHochberg => "p adjusted by Benjamini and Hochberg",
            Adjust::Not => "p not adjusted",
        };
        let mut text = self.heading(&format!("{} of {tested} differences hold ({how}, below {})", held.len(), plan.alpha));
        if tested == 0 {
            return self
                .heading(&format!("No difference can be tested: that takes two outlets with {LEAST_STORIES} stories each"));
        }
        if !self.screen.full {
            text.extend(summary(&held, self.comparison.outlets.len()).iter().map(|said| self.item(said)));
            return text + if held.is_empty() { "" } else { "  (each pair: --full)\n" };
        }
        for d in held {
            let said = format!(
                "{}: {} {} {}, {:+.2} [{:+.2}, {:+.2}], {} {:+.2}, p {}",
                title(d.measure),
                one_line(&d.a),
                if d.difference > 0.0 { "above" } else { "below" },
                one_line(&d.b),
                d.difference,
                d.interval.0,
                d.interval.1,
                if d.effect_kind == Effect::CohenH { "h" } else { "d" },
                d.effect,
                p(d.adjusted.unwrap_or(1.0)),
            );
            text.push_str(&self.item(&said));
        }
        text
    }

    fn item(&self, said: &str) -> String {
        beside(
            "  ",
            &[(self.screen.width, Line::of(Tone::Plain, said).wrap(self.screen.width - 2, usize::MAX))],
            self.screen.colour,
        )
    }

    fn rest(&self, all: usize, shown: usize) -> String {
        if all > shown { self.item(&format!("… and {} more (--full)", all - shown)) } else { String::new() }
    }

    fn pairs(&self) -> String {
        let pairs = &self.comparison.pairs;
        let mut copies: Vec<&Pair> = pairs.iter().filter(|p| p.copied > 0).collect();
        copies.sort_by(|x, y| y.copied.cmp(&x.copied).then((&x.outlet, &x.other).cmp(&(&y.outlet, &y.other))));
        let mut origins: Vec<&Pair> = pairs.iter().filter(|p| p.outlet < p.other && p.shared_origins > 0).collect();
        origins.sort_by(|x, y| y.shared_origins.cmp(&x.shared_origins).then((&x.outlet, &x.other).cmp(&(&y.outlet, &y.other))));
        let mut text = String::new();
        let most = if self.screen.full { usize::MAX } else { LISTED };
        if !copies.is_empty() {
            text.push_str(&self.heading("Made from whose reports"));
        }
        for pair in copies.iter().take(most) {
            let articles = counted(pair.articles, "article", "articles");
            text.push_str(&self.item(&format!(
                "{}: {} of {articles} from {}",
                one_line(&pair.outlet),
                pair.copied,
                one_line(&pair.other)
            )));
        }
        text.push_str(&self.rest(copies.len(), most.min(copies.len())));
        if !origins.is_empty() {
            text.push_str(&self.heading("One origin behind both"));
        }
        for pair in origins.iter().take(most) {
            let claims = counted(pair.shared_claims, "claim", "claims");
            let names = format!("{} and {}", one_line(&pair.outlet), one_line(&pair.other));
            text.push_str(&self.item(&format!("{names}: {} of {claims} that both report", pair.shared_origins)));
        }
        text + &self.rest(origins.len(), most.min(origins.len()))
    }

    fn notes(&self) -> String {
        let plan = &self.comparison.plan;
        let mut text = String::from("\n");
        text.push_str(&self.paragraph(
            Tone::Faint,
            &format!(
                "In brackets the 90 % interval: bootstrap over stories ({} resamples, seed {}), widened for few stories; “few” where \
                 there are fewer than {LEAST_STORIES}. Shares are of assertions, of attributed ones for unnamed sources, state media and \
                 relays. Nothing here says how right an outlet is, and what the extraction misses is not corrected for.",
                plan.resamples, plan.seed
            ),
        ));
        for (names, what) in [
            (&self.comparison.without_outlet, "Left out, because their outlet is not given (--outlet, --outlet-column)"),
            (&self.comparison.undated, "Without a date, so in no window"),
        ] {
            if !names.is_empty() {
                let most = if self.screen.full { names.len() } else { 5 };
                let more = if names.len() > most { format!(" and {} more", names.len() - most) } else { String::new() };
                let listed = names.iter().take(most).map(|n| one_line(n)).collect::<Vec<_>>().join(", ");
                text.push_str(&self.paragraph(Tone::Notice, &format!("{what}: {listed}{more}.")));
            }
        }
        text
    }
}

/// What holds, said of as few outlets as possible: `through state media: Frontier Voice above 11 of 11 others (+0.40 to +0.61)`.
fn summary(held: &[&Difference], outlets: usize) -> Vec<String> {
    let mut said = Vec::new();
    let mut left: Vec<(Measure, &str, &str, f64)> = Vec::new();
    for d in held {
        // the higher one first
        let (above, below) = if d.difference > 0.0 { (&d.a, &d.b) } else { (&d.b, &d.a) };
        left.push((d.measure, above, below, d.difference.abs()));
    }
    while let Some(&(measure, ..)) = left.first() {
        let mut sides: BTreeMap<(&str, bool), usize> = BTreeMap::new();
        for (_, above, below, _) in left.iter().filter(|l| l.0 == measure) {
            *sides.entry((above, true)).or_default() += 1;
            *sides.entry((below, false)).or_default() += 1;
        }
        // of equal counts the first by name, the higher side before the lower
        let most = sides.iter().max_by_key(|((name, is_above), n)| (**n, *is_above, std::cmp::Reverse(*name)));
        let Some((&(name, is_above), &count)) = most else { break };
        let is_of = |l: &(Measure, &str, &str, f64)| l.0 == measure && (if is_above { l.1 } else { l.2 }) == name;
        let sizes: Vec<f64> = left.iter().filter(|l| is_of(l)).map(|l| if is_above { l.3 } else { -l.3 }).collect();
        let others: Vec<String> = left.iter().filter(|l| is_of(l)).map(|l| one_line(if is_above { l.2 } else { l.1 })).collect();
        let whom = if count <= 2 { others.join(" and ") } else { format!("{count} of {} others", outlets - 1) };
        let (low, high) = sizes.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), s| (l.min(*s), h.max(*s)));
        let range = if count == 1 { format!("{low:+.2}") } else { format!("{low:+.2} to {high:+.2}") };
        let side = if is_above { "above" } else { "below" };
        said.push(format!("{}: {} {side} {whom} ({range})", title(measure), one_line(name)));
        left.retain(|l| !is_of(l));
    }
    said
}

/// A measure in words.
pub fn title(measure: Measure) -> &'static str {
    match measure {
        Measure::Attributed => "attributed",
        Measure::Anonymous => "unnamed source",
        Measure::AnonymousReason => "unnamed, reason stated",
        Measure::AnonymousNoReason => "unnamed, no reason",
        Measure::Hedged => "hedged",
        Measure::RelayDepth => "media in the chain",
        Measure::StateMedia => "through state media",
        Measure::OwnReporting => "own reporter saw it",
        Measure::Copied => "articles copied",
        Measure::SingleOrigin => "single origin",
        Measure::Corroborated => "corroborated",
        Measure::Contradicted => "contradicted",
        Measure::Confidence => "mean “is it so?”",
        Measure::Shannon => "source diversity (Shannon, nats)",
        Measure::Sources => "effective sources",
        Measure::Class(_) => measure_class(measure).unwrap_or(measure_name(Measure::Attributed)),
    }
}

/// `0.81 [0.74–0.86]`; larger numbers with fewer decimals.
pub fn shown(estimate: &Estimate) -> String {
    let Some(value) = estimate.value else { return "–".to_owned() };
    let digits = if value >= 99.5 {
        0
    } else if value >= 9.995 {
        1
    } else {
        2
    };
    match estimate.interval {
        Some((low, high)) => format!("{value:.digits$} [{low:.digits$}–{high:.digits$}]"),
        None => format!("{value:.digits$} few"),
    }
}

/// A p-value for the eye.
pub fn p(value: f64) -> String {
    if value < 0.001 { "< .001".to_owned() } else { format!("{value:.3}").trim_start_matches('0').to_owned() }
}

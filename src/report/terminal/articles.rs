//! One article: a header with how it is sourced, then its statements.

use super::layout::{Line, Tone, beside};
use super::{LONG, Screen, WIDE, interval};
use crate::attribution::{Gap, Kind};
use crate::confidence::Level;
use crate::report::document::{Article, Source, Statement};
use crate::report::index::{Index, Tally};
use crate::report::words;

/// Outlet, date, title and the counts.
pub fn header(index: &Index<'_>, article: &Article, screen: &Screen) -> String {
    let mut line = Line::default();
    if index.document.articles.len() > 1 {
        line.say(Tone::Strong, &article.id).say(Tone::Faint, "·");
    }
    match article.outlet.as_ref() {
        Some(outlet) => {
            line.say(Tone::Strong, outlet.name.as_deref().unwrap_or("outlet without a name"));
            line.say(Tone::Faint, &format!("({})", index.class_of_outlet(outlet)));
        }
        None => {
            line.say(Tone::Notice, "outlet NOT GIVEN");
        }
    }
    if let Some(published) = &article.published {
        line.say(Tone::Plain, published);
    }
    if let Some(title) = &article.title {
        line.say(Tone::Faint, &format!("“{title}”"));
    }
    let counts = counts(&Tally::of(article, screen.all_attitudes));
    let mut text = String::new();
    if line.width() + 3 + counts.width() <= screen.width {
        line.say(Tone::Faint, "·").join(counts);
        text.push_str(&beside("", &[(screen.width, vec![line])], screen.colour));
    } else {
        text.push_str(&beside("", &[(screen.width, line.wrap(screen.width, 1))], screen.colour));
        text.push_str(&beside("", &[(screen.width, counts.wrap(screen.width, 9))], screen.colour));
    }
    text
}

fn counts(tally: &Tally) -> Line {
    let parts = tally.parts();
    let mut line = Line::default();
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            line.say(Tone::Faint, "·");
        }
        // a count is not torn from its noun
        line.whole(Tone::Plain, part);
    }
    line
}

/// The statements of one article, the outlet's own voice folded when there are many.
pub fn rows(index: &Index<'_>, article: &Article, screen: &Screen) -> String {
    let fold = !screen.full && article.statements.len() > LONG;
    let ids = article.statements.iter().map(|s| local_id(s).chars().count()).max().unwrap_or(2);
    let (folded, shown): (Vec<&Statement>, Vec<&Statement>) =
        article.statements.iter().partition(|s| fold && s.kind == Kind::Narration && flags(index, s).is_empty());
    let mut text: String = shown.iter().map(|s| row(index, article, s, ids, screen)).collect();
    if !folded.is_empty() {
        let numbers: Vec<usize> = folded.iter().map(|s| number_of(s)).collect();
        let mut line = Line::of(
            Tone::Plain,
            &format!("+ {} in the outlet's own voice:", words::counted(folded.len(), "statement", "statements")),
        );
        line.say(Tone::Plain, &runs(&numbers)).say(Tone::Faint, "(all with --full)");
        text.push_str(&beside(" ", &[(screen.width - 1, line.wrap(screen.width - 1, 3))], screen.colour));
    }
    text
}

/// Columns of the number with its interval and the likelihood word under it.
const NUMBERS: usize = 19;
/// From here on the word stands beside its number.
const WIDEST: usize = 132;
/// Columns of both.
const NUMBERS_IN_LINE: usize = 36;
/// Narrower than this the numbers stand below the words.
const NARROW: usize = 70;

fn row(index: &Index<'_>, article: &Article, statement: &Statement, ids: usize, screen: &Screen) -> String {
    let code = &statement.confidence.admiralty;
    let code = format!("{}{}", code.source, code.information);
    let mut name = Line::default();
    name.whole(Tone::Strong, &format!("{:ids$}", local_id(statement))).whole(Tone::Plain, &code);
    let prefix = name.width() + 2;
    let content = quoted(statement);
    // where there is little room the outlet is left to the header
    let outlet = article.outlet.as_ref().filter(|_| screen.width >= WIDE).and_then(|o| o.name.as_deref());
    let (chain, flags, numbers) = (chain(index, outlet, statement), flags(index, statement), numbers(statement));
    let most = |lines: usize| if screen.full { usize::MAX } else { lines };
    let under = |chain: Line, width: usize| {
        let mut lines = chain.wrap(width, 4);
        lines.extend(flags.iter().flat_map(|f| f.wrap(width, 5)));
        lines
    };
    let room = screen.width - 1 - prefix;
    let columns = if screen.width >= WIDE {
        let (numbers, column) =
            if screen.width >= WIDEST { (vec![in_line(numbers)], NUMBERS_IN_LINE) } else { (numbers, NUMBERS) };
        let words = room - column - 4;
        let (left, right) = (words * 9 / 20, words - words * 9 / 20);
        let middle = under(chain, right);
        let content = content.wrap(left, most(middle.len().max(numbers.len())));
        vec![(prefix, vec![name]), (left + 2, content), (right + 2, middle), (column, numbers)]
    } else if screen.width >= NARROW {
        let left = room - NUMBERS - 2;
        let mut words = content.wrap(left, most(2));
        words.extend(under(chain, left));
        vec![(prefix, vec![name]), (left + 2, words), (NUMBERS, numbers)]
    } else {
        let mut words = content.wrap(room, most(2));
        words.extend(under(chain, room));
        words.push(in_line(numbers));
        vec![(prefix, vec![name]), (room, words)]
    };
    beside(" ", &columns, screen.colour)
}

fn in_line(numbers: Vec<Line>) -> Line {
    numbers.into_iter().fold(Line::default(), |mut all, number| std::mem::take(all.join(number)))
}

/// `s13`: enough inside one article.
fn local_id(statement: &Statement) -> String {
    statement.id.rsplit_once('#').map_or_else(|| statement.id.clone(), |(_, number)| format!("s{number}"))
}

/// The content; in quotation marks where all of it is quoted.
fn quoted(statement: &Statement) -> Line {
    let words = words::content(statement);
    let mut line = Line::default();
    if statement.denied {
        line.say(Tone::Alarm, "DENIED:");
    }
    let marked = statement.kind == Kind::DirectQuote && !words.starts_with(['“', '"', '«', '‘']);
    line.say(Tone::Plain, &if marked { format!("“{words}”") } else { words });
    line
}

fn chain(index: &Index<'_>, outlet: Option<&str>, statement: &Statement) -> Line {
    let mut line = Line::default();
    if statement.chain.is_empty() {
        line.say(Tone::Faint, "outlet's own voice");
        return line;
    }
    for source in &statement.chain {
        if !line.is_empty() {
            line.say(Tone::Faint, "→");
        }
        line.say(Tone::Plain, words::name(source));
        line.say(if source.anonymous { Tone::Notice } else { Tone::Faint }, &format!("({})", index.class_of(source)));
    }
    if let Some(outlet) = outlet {
        line.say(Tone::Faint, "→").say(Tone::Plain, outlet);
    }
    line
}

/// What a reader should be told about a statement, most important first.
fn flags(index: &Index<'_>, statement: &Statement) -> Vec<Line> {
    let mut flags = Vec::new();
    let against: Vec<_> = index.against(statement).into_iter().map(|id| index.short_id(id).into_owned()).collect();
    if !against.is_empty() {
        flags.push(Line::of(Tone::Alarm, &format!("✗ contradicts {}", listed(&against, 4))));
    }
    if let Some(claim) = index.denied_in_words(statement) {
        flags.push(Line::of(Tone::Alarm, &format!("denies {}: the number is that of what it denies", claim.id)));
    }
    if statement.chain.iter().any(|s| s.label_conflict) {
        flags.extend(statement.chain.iter().filter(|s| s.label_conflict).map(|s| conflict(index, s)));
    }
    let mut small: Vec<String> =
        statement.gaps.iter().filter(|g| **g != Gap::OutletNotGiven).map(|g| words::gap(*g).to_owned()).collect();
    if let Some(reason) = statement.anonymity.as_ref().and_then(|a| a.stated_reason.as_deref()) {
        small.push(format!("unnamed: “{reason}”"));
    }
    if let Some(stake) = statement.chain.first().and_then(|s| s.stake) {
        small.push(words::stake(stake).to_owned());
    }
    if statement.carried_over {
        small.push("source carried over from before".to_owned());
    }
    // a report without a reporter has its hedge as its source already
    let said: Vec<&str> = statement.chain.iter().map(|s| s.name.as_str()).collect();
    let hedges: Vec<String> = statement.hedges.iter().filter(|h| !said.contains(&h.as_str())).map(|h| format!("“{h}”")).collect();
    if !hedges.is_empty() {
        small.push(format!("weakened by {}", hedges.join(", ")));
    }
    small.extend(words::attitude(statement.attitude).map(str::to_owned));
    if index.claims_of(statement).any(|c| !c.superseded_by.is_empty()) {
        small.push("superseded by a later report".to_owned());
    }
    if !small.is_empty() {
        flags.push(Line::of(Tone::Notice, &small.join(" · ")));
    }
    flags
}

/// Both sides of a label conflict.
fn conflict(index: &Index<'_>, source: &Source) -> Line {
    Line::of(Tone::Alarm, &format!("! {}", index.conflict(source)))
}

/// The content estimate with its interval, and under it the likelihood word.
fn numbers(statement: &Statement) -> Vec<Line> {
    let confidence = &statement.confidence;
    let mut number = Line::default();
    number.whole(Tone::Strong, &interval(&confidence.content.estimate));
    let word = confidence.likelihood.as_deref().unwrap_or("cannot be judged");
    let mut likelihood = Line::default();
    likelihood.whole(Tone::Plain, word);
    vec![number, likelihood]
}

/// The first `most` of a list, and how many more there are.
pub fn listed(items: &[String], most: usize) -> String {
    let shown = items.iter().take(most).cloned().collect::<Vec<_>>().join(", ");
    if items.len() > most { format!("{shown} and {} more", items.len() - most) } else { shown }
}

/// `s1–s4 s7` for `s1 s2 s3 s4 s7`.
fn runs(numbers: &[usize]) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < numbers.len() {
        let mut end = at;
        while end + 1 < numbers.len() && numbers[end + 1] == numbers[end] + 1 {
            end += 1;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&format!("s{}", numbers[at]));
        if end > at {
            text.push_str(&format!("{}s{}", if end > at + 1 { "–" } else { " " }, numbers[end]));
        }
        at = end + 1;
    }
    text
}

fn number_of(statement: &Statement) -> usize {
    statement.id.rsplit_once('#').and_then(|(_, n)| n.parse().ok()).unwrap_or(0)
}

/// The level of the judgements, which is a question of its own, and how to read the rest.
pub fn legend(index: &Index<'_>, listed: bool, screen: &Screen) -> String {
    let mut lines = if listed { levels(&index.document.articles) } else { Vec::new() };
    let command = if index.document.articles.len() > 1 { "--explain ARTICLE#1" } else { "--explain s1" };
    let statements = index.document.statements().next().is_some();
    if statements && listed {
        lines.push(Line::of(
            Tone::Faint,
            &format!("Number: is it so? [90 % interval]. Code: Admiralty, source A–F, information 1–6. Why: {command}"),
        ));
    } else if statements {
        lines.push(Line::of(
            Tone::Faint,
            &format!("The statements of each article: --full. One score as the sum of its parts: {command}"),
        ));
    }
    lines.iter().map(|l| beside("", &[(screen.width, l.wrap(screen.width, 6))], screen.colour)).collect()
}

/// One sentence when all judgements are alike, else one for each article.
fn levels(articles: &[Article]) -> Vec<Line> {
    let sentence = |whose: &str, said: &str| {
        Line::of(
            Tone::Plain,
            &format!("Confidence in these judgements{whose}: {said} (how many independent origins, of what kind)."),
        )
    };
    let all = by_level(articles.iter().flat_map(|a| &a.statements));
    if let [] | [_] = all.as_slice() {
        return all.iter().map(|(level, _)| sentence("", &format!("{} for all statements", words::level(*level)))).collect();
    }
    let several = articles.len() > 1;
    let said = |article: &Article| {
        let groups = by_level(&article.statements);
        let parts: Vec<String> =
            groups.iter().map(|(level, numbers)| format!("{} for {}", words::level(*level), runs(numbers))).collect();
        let whose = if several { format!(" of {}", article.id) } else { String::new() };
        (!parts.is_empty()).then(|| sentence(&whose, &parts.join(" · ")))
    };
    articles.iter().filter_map(said).collect()
}

/// The numbers of the statements at each level, highest level first.
fn by_level<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Vec<(Level, Vec<usize>)> {
    let mut groups = [Level::High, Level::Moderate, Level::Low].map(|level| (level, Vec::new()));
    for statement in statements {
        let level = statement.confidence.level;
        groups.iter_mut().filter(|(l, _)| *l == level).for_each(|(_, numbers)| numbers.push(number_of(statement)));
    }
    groups.into_iter().filter(|(_, numbers)| !numbers.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_joined() {
        for (numbers, want) in [(&[1usize, 2, 3, 4, 7][..], "s1–s4 s7"), (&[1, 2, 5], "s1 s2 s5"), (&[], ""), (&[9], "s9")] {
            assert_eq!(runs(numbers), want);
        }
    }
}

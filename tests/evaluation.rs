//! How well attribution works on ten articles of our own (`tests/gold`): figures, and floors a little under them.
//!
//! A gold statement and a found one are the same when the words of their contents overlap by at least half (intersection over union),
//! one to one, the best overlap first. On such pairs the chains are compared link by link: the class, `also_accept` honoured, and the
//! last word of the name. *Fully right* is a pair with every class and every name right. Statements of attitude other than assertion
//! (beliefs, wishes, sights) cost nothing where the gold has none. Hearsay ("reportedly") counts like every other source.

use corroborate::article::{Article, Published};
use corroborate::attribution::Attitude;
use corroborate::engine::Engine;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Half-open, in code points, as the gold files have it.
#[derive(Debug, Deserialize)]
struct GoldSpan {
    start: usize,
    end: usize,
    text: String,
}

#[derive(Debug, Deserialize)]
struct GoldLink {
    name: String,
    resolved_name: Option<String>,
    provenance: String,
    #[serde(default)]
    also_accept: Vec<String>,
    anonymous: bool,
    mention: Option<GoldSpan>,
}

#[derive(Debug, Deserialize)]
struct GoldStatement {
    content: Vec<GoldSpan>,
    cue: Option<GoldSpan>,
    chain: Vec<GoldLink>,
}

#[derive(Debug, Deserialize)]
struct GoldOutlet {
    name: String,
}

#[derive(Debug, Deserialize)]
struct GoldArticle {
    id: String,
    outlet: GoldOutlet,
    published: String,
    title: String,
    text: String,
    statements: Vec<GoldStatement>,
    not_statements: Vec<GoldSpan>,
}

/// One source of a chain, gold or found.
struct Link {
    names: Vec<String>,
    classes: Vec<String>,
    anonymous: bool,
}

/// One statement, gold or found: the places of its words, and its chain.
struct Said {
    words: BTreeSet<usize>,
    chain: Vec<Link>,
    asserted: bool,
    /// Byte ranges of its mentions and cues.
    marks: Vec<(usize, usize)>,
}

/// Counts over all articles; each figure is made of them at the end.
#[derive(Debug, Default)]
struct Counts {
    gold: usize,
    found: usize,
    matched: usize,
    fully_right: usize,
    links: usize,
    links_right: usize,
    names: usize,
    names_right: usize,
    traps: usize,
    traps_taken: usize,
    narration: [usize; 3],
}

fn gold() -> Vec<GoldArticle> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("the gold folder").map(|e| e.expect("an entry").path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "json"));
    paths.sort();
    let read = |p: &std::path::PathBuf| {
        serde_json::from_str(&std::fs::read_to_string(p).expect("readable")).unwrap_or_else(|e| panic!("{}: {e}", p.display()))
    };
    paths.iter().map(read).collect()
}

/// Where the words begin that lie wholly inside the byte range.
fn words(text: &str, start: usize, end: usize) -> BTreeSet<usize> {
    let mut inside = false;
    let begins = text[start..end].char_indices().filter(|(_, c)| {
        let begin = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        begin
    });
    begins.map(|(at, _)| start + at).collect()
}

/// A name as its words: no case, no accents, no possessive, no "news agency" at the end.
fn name_words(name: &str) -> Vec<String> {
    let plain: String =
        name.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let plain = plain.replace("’s", "").replace("'s", "");
    let mut words: Vec<String> =
        plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    while words.len() > 1
        && words.last().is_some_and(|w| ["news", "agency", "newspaper", "tv", "radio", "channel"].contains(&w.as_str()))
    {
        words.pop();
    }
    words
}

/// Named sources agree in the last word of a name; of two unnamed ones any word of substance in common will do.
fn same_name(gold: &Link, found: &Link) -> bool {
    let split = |link: &Link| link.names.iter().map(|n| name_words(n)).collect::<Vec<_>>();
    let (g, f) = (split(gold), split(found));
    let last = g.iter().any(|a| f.iter().any(|b| a.last().is_some() && a.last() == b.last()));
    let idle = [
        "the", "a", "an", "of", "to", "in", "on", "at", "for", "by", "with", "who", "that", "and", "or", "his", "her", "their",
        "one",
    ];
    let shared = || g.iter().flatten().any(|w| !idle.contains(&w.as_str()) && f.iter().flatten().any(|v| v == w));
    last || (gold.anonymous && found.anonymous && shared())
}

fn expected(article: &GoldArticle) -> Vec<Said> {
    let at = byte_offsets(&article.text);
    let said = |s: &GoldStatement| Said {
        words: s.content.iter().flat_map(|c| words(&article.text, at[c.start], at[c.end])).collect(),
        chain: s.chain.iter().map(expected_link).collect(),
        asserted: true,
        marks: Vec::new(),
    };
    article.statements.iter().map(said).collect()
}

fn expected_link(link: &GoldLink) -> Link {
    Link {
        names: std::iter::once(link.name.clone()).chain(link.resolved_name.clone()).collect(),
        classes: std::iter::once(link.provenance.clone()).chain(link.also_accept.iter().cloned()).collect(),
        anonymous: link.anonymous,
    }
}

/// What the library finds in the article, the outlet given.
fn found(engine: &Engine, gold: &GoldArticle) -> Vec<Said> {
    let mut article = Article::from_text(gold.id.clone(), gold.text.clone());
    article.outlet = Some(gold.outlet.name.clone());
    article.title = Some(gold.title.clone());
    article.published = Published::parse(&gold.published);
    let extract = engine.extract(article);
    let mut out: Vec<Said> = Vec::new();
    for (statement, tags) in extract.statements.iter().zip(&extract.tags) {
        let links = statement.chain.iter().zip(&tags.nodes).map(|(source, tag)| Link {
            names: std::iter::once(source.name.clone()).chain(source.resolved_name.clone()).collect(),
            classes: vec![tag.provenance.as_str().to_owned()],
            anonymous: tag.anonymous,
        });
        let marks = statement.chain.iter().flat_map(|source| [&source.mention, &source.cue]).flatten();
        out.push(Said {
            words: statement.content.iter().flat_map(|c| words(&gold.text, c.span.start(), c.span.end())).collect(),
            chain: links.collect(),
            asserted: statement.attitude == Attitude::Assertion,
            marks: marks.map(|m| (m.span.start(), m.span.end())).collect(),
        });
    }
    out
}

/// Pairs (gold, found) with at least half of their words in common, the best first.
fn pairs(gold: &[&Said], found: &[&Said]) -> Vec<(usize, usize)> {
    let mut likely = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, f) in found.iter().enumerate() {
            let (common, all) = (g.words.intersection(&f.words).count(), g.words.union(&f.words).count());
            if all > 0 && 2 * common >= all {
                likely.push((common as f64 / all as f64, i, j));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let free = |&(_, i, j): &(f64, usize, usize)| {
        let free = !used_gold.contains(&i) && !used_found.contains(&j);
        free && used_gold.insert(i) && used_found.insert(j)
    };
    likely.into_iter().filter(free).map(|(_, i, j)| (i, j)).collect()
}

/// A look-alike is taken when an unmatched statement lies mostly in it, or a mention or cue inside it.
fn taken(trap: (usize, usize), trap_words: &BTreeSet<usize>, said: &Said, matched: bool) -> bool {
    let inside = |&(start, end): &(usize, usize)| trap.0 <= start && end <= trap.1;
    let mostly = !matched && !said.words.is_empty() && 2 * said.words.intersection(trap_words).count() >= said.words.len();
    mostly || said.marks.iter().any(inside)
}

fn count(article: &GoldArticle, expected: &[Said], found: &[Said], counts: &mut Counts) {
    let (gold, told): (Vec<&Said>, Vec<&Said>) = expected.iter().partition(|s| !s.chain.is_empty());
    let (pred, narrated): (Vec<&Said>, Vec<&Said>) = found.iter().partition(|s| !s.chain.is_empty());
    let pairs = pairs(&gold, &pred);
    let matched: BTreeSet<usize> = pairs.iter().map(|(_, j)| *j).collect();
    counts.gold += gold.len();
    counts.found += pred.iter().enumerate().filter(|(j, s)| s.asserted || matched.contains(j)).count();
    counts.matched += pairs.len();
    for (i, j) in pairs {
        let (g, f) = (&gold[i].chain, &pred[j].chain);
        let class = |(a, b): (&Link, &Link)| a.classes.contains(&b.classes[0]);
        let classes = g.iter().zip(f).map(class).filter(|right| *right).count();
        let names = g.iter().zip(f).filter(|(a, b)| same_name(a, b)).count();
        counts.links += g.len().min(f.len());
        counts.links_right += classes;
        counts.names += g.len();
        counts.names_right += names;
        counts.fully_right += usize::from(g.len() == f.len() && classes == g.len() && names == g.len());
    }
    let at = byte_offsets(&article.text);
    for trap in &article.not_statements {
        let range = (at[trap.start], at[trap.end]);
        let trap_words = words(&article.text, range.0, range.1);
        counts.traps += 1;
        counts.traps_taken +=
            usize::from(pred.iter().enumerate().any(|(j, s)| taken(range, &trap_words, s, matched.contains(&j))));
    }
    let union = |said: Vec<&Said>| said.iter().flat_map(|s| s.words.iter().copied()).collect::<BTreeSet<_>>();
    let (told, narrated) = (union(told), union(narrated));
    for (sum, n) in counts.narration.iter_mut().zip([told.intersection(&narrated).count(), narrated.len(), told.len()]) {
        *sum += n;
    }
}

/// The byte offset of every code point, and of the end.
fn byte_offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Harmonic mean of precision and recall.
fn f1(right: usize, found: usize, gold: usize) -> f64 {
    2.0 * share(right, found + gold)
}

#[test]
fn attribution_on_the_gold_articles_stays_above_its_floors() {
    let engine = Engine::new().expect("the shipped data");
    let mut counts = Counts::default();
    for article in &gold() {
        let mut own = Counts::default();
        let (expected, found) = (expected(article), found(&engine, article));
        count(article, &expected, &found, &mut own);
        println!(
            "{:28} detection {:.3}  fully right {:.3}",
            article.id,
            f1(own.matched, own.found, own.gold),
            f1(own.fully_right, own.found, own.gold)
        );
        count(article, &expected, &found, &mut counts);
    }
    let c = &counts;
    // figure, measured now, least that may be: 0.03 under what was measured when the articles were first run
    let rows = [
        ("detection precision", share(c.matched, c.found), 0.933),
        ("detection recall", share(c.matched, c.gold), 0.838),
        ("detection F1", f1(c.matched, c.found, c.gold), 0.883),
        ("class of every link", share(c.links_right, c.links), 0.862),
        ("name of every link", share(c.names_right, c.names), 0.880),
        ("fully right F1", f1(c.fully_right, c.found, c.gold), 0.711),
        ("traps avoided", 1.0 - share(c.traps_taken, c.traps), 0.917),
        ("narration words F1", f1(c.narration[0], c.narration[1], c.narration[2]), 0.635),
    ];
    println!("{c:?}");
    for (figure, value, floor) in rows {
        println!("{figure:20} {value:.4}  (floor {floor})");
    }
    for (figure, value, floor) in rows {
        assert!(value >= floor, "{figure}: {value:.4} is under its floor {floor}");
    }
}

#[test]
fn the_gold_is_what_its_scheme_says() {
    let articles = gold();
    assert!(articles.len() >= 10, "{} gold articles", articles.len());
    for article in &articles {
        let at = byte_offsets(&article.text);
        let mentions = article.statements.iter().flat_map(|s| s.chain.iter().filter_map(|l| l.mention.as_ref()));
        let spans =
            article.statements.iter().flat_map(|s| s.content.iter().chain(&s.cue)).chain(mentions).chain(&article.not_statements);
        for span in spans {
            assert_eq!(&article.text[at[span.start]..at[span.end]], span.text, "{}: offsets", article.id);
        }
        for link in article.statements.iter().flat_map(|s| &s.chain) {
            for class in std::iter::once(&link.provenance).chain(&link.also_accept) {
                assert!(corroborate::provenance::Provenance::parse(class).is_some(), "{}: no class {class:?}", article.id);
            }
        }
    }
}

#[test]
fn gold_scored_against_itself_is_perfect_and_against_nothing_is_nothing() {
    for article in &gold() {
        let (mut own, mut none) = (Counts::default(), Counts::default());
        count(article, &expected(article), &expected(article), &mut own);
        count(article, &expected(article), &[], &mut none);
        assert_eq!((own.matched, own.fully_right, own.found), (own.gold, own.gold, own.gold), "{}", article.id);
        assert_eq!((own.links_right, own.names_right, own.traps_taken), (own.links, own.names, 0), "{}", article.id);
        assert_eq!((none.matched, none.found, none.traps_taken), (0, 0, 0), "{}", article.id);
    }
}

//! Laws of the comparison of outlets, on articles that are drawn with known shares: how often intervals hold the truth, how often a
//! difference is found where there is none, and what copies, order and names change.
//!
//! `CORPORA=200 cargo test --release --test compare -- --nocapture` prints the figures of `docs/accuracy.md`.
#![allow(clippy::unwrap_used)]

use corroborate::Provenance;
use corroborate::compare::{Adjust, By, Comparison, Facts, LEAST_STORIES, Measure, Part, Plan, Said, compare};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// SplitMix64: draws that are the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn happens(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) / ((1u64 << 53) as f64) < probability
    }

    fn number(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }
}

/// How an outlet sources: shares of the sentences after the lead, and of what is attributed. As in `data/outlets/generate.py`.
#[derive(Clone, Copy)]
struct Habits {
    attributed: f64,
    own: f64,
    hedged: f64,
    no_reason: f64,
    reason: f64,
    state: f64,
    wire: f64,
}

const BASE: Habits = Habits { attributed: 0.81, own: 0.05, hedged: 0.08, no_reason: 0.10, reason: 0.06, state: 0.05, wire: 0.10 };

/// Sentences after the lead.
const SENTENCES: (u64, u64) = (4, 6);
/// Unnamed sources and state agencies in a delicate story and in any other, against their mean.
const DELICATE: [f64; 2] = [1.3, 0.7];

impl Habits {
    fn truth(self, measure: Measure) -> Option<f64> {
        let mean = (SENTENCES.0 + SENTENCES.1) as f64 / 2.0;
        let body = mean / (mean + 1.0);
        match measure {
            Measure::Attributed => Some(self.attributed * body),
            Measure::OwnReporting => Some(self.own * body),
            Measure::Hedged => Some(self.hedged * body),
            Measure::Anonymous => Some(self.reason + self.no_reason),
            Measure::AnonymousNoReason => Some(self.no_reason),
            Measure::AnonymousReason => Some(self.reason),
            Measure::StateMedia => Some(self.state),
            Measure::RelayDepth => Some(self.state + self.wire),
            _ => None,
        }
    }
}

const MEASURES: [Measure; 8] = [
    Measure::Attributed,
    Measure::OwnReporting,
    Measure::Hedged,
    Measure::Anonymous,
    Measure::AnonymousNoReason,
    Measure::AnonymousReason,
    Measure::StateMedia,
    Measure::RelayDepth,
];

/// One article by these habits.
fn article(name: String, outlet: &str, story: usize, delicate: bool, habits: Habits, dice: &mut Dice) -> Facts {
    let mut facts = Facts {
        article: name,
        outlet: Some(outlet.to_owned()),
        story: format!("t{story}"),
        published: Some(format!("2026-{:02}-01", story % 3 + 1)),
        fingerprint: dice.next(),
        ..Facts::default()
    };
    let voice = Said {
        chain: &[],
        source: None,
        anonymous: false,
        reason: false,
        hedged: false,
        independent_origins: 1.0,
        contradicted: false,
        content: 0.5,
    };
    facts.add(&voice);
    let factor = DELICATE[usize::from(!delicate)];
    let share = habits.attributed / (habits.attributed - habits.own);
    for _ in 0..dice.number(SENTENCES.0, SENTENCES.1) {
        if dice.happens(habits.own) {
            facts.add(&Said { chain: &[Provenance::ReporterWitness], source: Some("own"), ..voice });
            continue;
        }
        let hedged = dice.happens(habits.hedged / (1.0 - habits.own));
        if !dice.happens((habits.attributed - habits.own) / (1.0 - habits.own)) {
            facts.add(&Said { hedged, ..voice });
            continue;
        }
        let unnamed = (habits.no_reason + habits.reason) * share * factor;
        let anonymous = dice.happens(unnamed);
        let reason = anonymous && dice.happens(habits.reason / (habits.no_reason + habits.reason));
        let first = if anonymous { Provenance::AnonymousOfficial } else { Provenance::Official };
        let mut chain = vec![first];
        let (state, wire) = (habits.state * share * factor, habits.wire * share);
        if dice.happens(state + wire) {
            let is_state = dice.happens(state / (state + wire));
            chain.push(if is_state { Provenance::StateOwned } else { Provenance::IndependentWire });
        }
        let source = format!("source {}", dice.number(0, 9));
        facts.add(&Said { chain: &chain, source: Some(&source), anonymous, reason, hedged, ..voice });
    }
    facts
}

/// 60 stories, five of twelve outlets on each; the outlets in the list have other habits.
fn corpus(seed: u64, other: &[(usize, Habits)]) -> Vec<Facts> {
    let mut dice = Dice(seed.wrapping_mul(0x0123_4567_89AB_CDEF));
    let habits: BTreeMap<usize, Habits> = other.iter().copied().collect();
    let mut facts = Vec::new();
    for story in 0..60 {
        let delicate = dice.happens(0.5);
        for step in [0, 1, 3, 5, 8] {
            let outlet = (story + step) % 12;
            let own = habits.get(&outlet).copied().unwrap_or(BASE);
            facts.push(article(format!("s{story}-{outlet}"), &format!("outlet {outlet:02}"), story, delicate, own, &mut dice));
        }
    }
    facts
}

fn plan(resamples: u32) -> Plan {
    Plan { resamples, measures: MEASURES.to_vec(), ..Plan::default() }
}

/// 40 in every run; 200 for the figures.
fn corpora() -> u64 {
    std::env::var("CORPORA").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

fn built_in() -> Vec<(usize, Habits)> {
    vec![
        (4, Habits { no_reason: 0.60, ..BASE }),
        (5, Habits { reason: 0.55, ..BASE }),
        (6, Habits { state: 0.60, ..BASE }),
        (7, Habits { attributed: 0.30, ..BASE }),
        (8, Habits { hedged: 0.55, ..BASE }),
        (9, Habits { own: 0.50, ..BASE }),
    ]
}

fn habits(outlet: &str) -> Habits {
    let number: usize = outlet.trim_start_matches("outlet ").parse().unwrap();
    built_in().into_iter().find(|(n, _)| *n == number).map_or(BASE, |(_, habits)| habits)
}

fn holds(comparison: &Comparison) -> impl Iterator<Item = (&str, &str, Measure)> {
    let held = comparison.differences.iter().filter(|d| d.adjusted.is_some_and(|p| p < comparison.plan.alpha));
    held.map(|d| (d.a.as_str(), d.b.as_str(), d.measure))
}

#[test]
fn intervals_hold_the_truth_and_differences_are_those_built_in() {
    let mut covered: BTreeMap<Measure, (usize, usize)> = BTreeMap::new();
    let (mut false_corpora, mut found, mut built) = (0, 0, 0);
    for seed in 1..=corpora() {
        let comparison = compare(corpus(seed, &built_in()), plan(if corpora() < 200 { 400 } else { 1000 }));
        for e in comparison.estimates.iter().filter(|e| MEASURES.contains(&e.measure)) {
            let truth = habits(&e.outlet).truth(e.measure).unwrap();
            let (low, high) = e.interval.unwrap();
            assert!(low <= e.value.unwrap() && e.value.unwrap() <= high, "{e:?}");
            let count = covered.entry(e.measure).or_default();
            count.0 += usize::from(low <= truth && truth <= high);
            count.1 += 1;
        }
        let differs = |a: &str, b: &str, m| (habits(a).truth(m).unwrap() - habits(b).truth(m).unwrap()).abs() > 1e-9;
        false_corpora += usize::from(holds(&comparison).any(|(a, b, m)| !differs(a, b, m)));
        found += holds(&comparison).filter(|(a, b, m)| differs(a, b, *m)).count();
        built += comparison.differences.iter().filter(|d| differs(&d.a, &d.b, d.measure)).count();
    }
    let all = covered.values().fold((0, 0), |sum, c| (sum.0 + c.0, sum.1 + c.1));
    for (measure, (inside, of)) in &covered {
        let share = *inside as f64 / *of as f64;
        println!("{:26} {share:.3} of {of} intervals hold", measure.name());
        assert!((0.86..=0.94).contains(&share) || of - inside < 1, "{}: {share:.3}", measure.name());
    }
    println!(
        "all {:.3}; corpora with a false difference {false_corpora} of {}; found {found} of {built} built in",
        all.0 as f64 / all.1 as f64,
        corpora()
    );
    // Holm at .05: in 40 corpora more than six have a probability of 1.4 %
    assert!(false_corpora as f64 <= 0.05 * corpora() as f64 + 4.0);
    assert!(found as f64 > 0.95 * built as f64, "{found} of {built}");
}

#[test]
fn without_differences_p_is_what_it_says() {
    let (mut small, mut tests, mut corpora_with, mut discoveries) = (0, 0, 0, 0);
    let mut covered = (0, 0);
    for seed in 1..=corpora() {
        let seed = seed + 10_000;
        let holm = compare(corpus(seed, &[]), plan(if corpora() < 200 { 400 } else { 1000 }));
        let p: Vec<Option<f64>> = holm.differences.iter().map(|d| d.p).collect();
        small += p.iter().flatten().filter(|p| **p < 0.05).count();
        tests += p.iter().flatten().count();
        corpora_with += usize::from(holds(&holm).next().is_some());
        let bh = corroborate::compare::adjusted(&p, Adjust::BenjaminiHochberg);
        discoveries += usize::from(bh.iter().flatten().any(|p| *p < 0.05));
        covered.0 += holm.differences.iter().filter(|d| d.interval.0 <= 0.0 && d.interval.1 >= 0.0).count();
        covered.1 += holm.differences.len();
    }
    let rate = small as f64 / tests as f64;
    let intervals = covered.0 as f64 / covered.1 as f64;
    println!(
        "no differences: p < .05 in {rate:.4} of {tests} tests; intervals of differences hold 0 in {intervals:.3}; any false one by Holm in {corpora_with}, by \
         Benjamini and Hochberg in {discoveries} of {} corpora",
        corpora()
    );
    assert!((0.03..=0.06).contains(&rate), "{rate}");
    assert!((0.86..=0.94).contains(&intervals), "{intervals}");
    assert!(corpora_with as f64 <= 0.05 * corpora() as f64 + 4.0);
    assert!(discoveries as f64 <= 0.05 * corpora() as f64 + 4.0);
}

#[test]
fn forty_copies_are_one_observation() {
    let facts = corpus(3, &built_in());
    let once = compare(facts.clone(), plan(400));
    let mut many = facts.clone();
    let original = facts[7].clone();
    many.extend((0..40).map(|n| Facts { article: format!("a copy {n}"), ..original.clone() }));
    let copied = compare(many, plan(400));
    // not assert_eq: what differs would fill pages
    assert!(copied.estimates == once.estimates && copied.differences == once.differences);
    let of = |c: &Comparison| {
        c.outlets.iter().find(|o| Some(&o.name) == original.outlet.as_ref()).map(|o| (o.articles, o.repeats)).unwrap()
    };
    assert_eq!((of(&once), of(&copied)), ((25, 0), (25, 40)));
    // the same with links instead of the same words, as for copies that were shortened
    let mut linked = facts;
    linked.extend((0..40).map(|n| Facts {
        article: format!("a copy {n}"),
        made_from: Some((original.article.clone(), false)),
        fingerprint: 1_000_000 + n,
        published: Some("2026-12-31".to_owned()),
        ..original.clone()
    }));
    let linked = compare(linked, plan(400));
    assert!(linked.estimates == once.estimates && linked.differences == once.differences);
}

#[test]
fn few_stories_get_no_interval_and_no_test() {
    let mut dice = Dice(5);
    let facts: Vec<Facts> = (0..40)
        .flat_map(|n| [("Few", n % (LEAST_STORIES - 1)), ("Many", n)].map(|(outlet, story)| (n, outlet, story)))
        .map(|(n, outlet, story)| article(format!("{outlet}-{n}"), outlet, story, false, BASE, &mut dice))
        .collect();
    let comparison = compare(facts, Plan::default());
    for e in &comparison.estimates {
        assert!(e.outlet == "Many" || e.interval.is_none(), "{e:?}");
        assert!(e.outlet == "Few" || e.interval.is_some() || e.stories < LEAST_STORIES, "{e:?}");
    }
    assert!(comparison.differences.is_empty());
}

#[test]
fn windows_parts_and_what_is_missing() {
    let mut facts = corpus(8, &[]);
    facts[0].published = None;
    facts[1].outlet = None;
    facts[2].made_from = Some(("elsewhere".to_owned(), true));
    let by_month = compare(facts.clone(), Plan { by: Some(By::Month), resamples: 200, ..Plan::default() });
    assert_eq!(by_month.without_outlet, [facts[1].article.clone()]);
    assert_eq!(by_month.undated, [facts[0].article.clone()]);
    let windows: std::collections::BTreeSet<_> = by_month.estimates.iter().map(|e| e.window.as_deref()).collect();
    assert_eq!(windows.into_iter().collect::<Vec<_>>(), [None, Some("2026-01"), Some("2026-02"), Some("2026-03")]);
    let said = |part| {
        compare(facts.clone(), Plan { part, resamples: 100, ..Plan::default() }).outlets.iter().map(|o| o.statements).sum::<u64>()
    };
    assert_eq!(said(Part::Own) + said(Part::Copied), said(Part::All));
    assert_eq!(said(Part::Copied), u64::from(facts[2].counts.assertions));
}

#[test]
fn nothing_gives_nothing() {
    let empty = compare(Vec::new(), Plan::default());
    assert!(empty.outlets.is_empty() && empty.estimates.is_empty() && empty.differences.is_empty());
    let silent = Facts { article: "a".into(), outlet: Some("Post".into()), story: "t1".into(), ..Facts::default() };
    let one = compare(vec![silent], Plan::default());
    assert!(one.estimates.iter().filter(|e| e.measure != Measure::Copied).all(|e| e.value.is_none() && e.interval.is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Neither the order of the articles nor their names nor those of stories change a number.
    #[test]
    fn order_and_names_change_nothing(seed in 0u64..1000, rotation in 0usize..300) {
        let facts = corpus(seed, &built_in());
        let plan = Plan { resamples: 100, ..Plan::default() };
        let want = compare(facts.clone(), plan.clone());
        let mut other = facts;
        other.rotate_left(rotation);
        other.reverse();
        for fact in &mut other {
            fact.article.insert(0, 'z');
            fact.story = format!("{}x", 1000 - fact.story.len()) + &fact.story;
        }
        let got = compare(other, plan);
        prop_assert!(got.estimates == want.estimates && got.differences == want.differences);
    }
}

//! Numbers and denials in dispute, on whole reports: who contradicts whom, what replaces what, and what does neither.
//!
//! All events, people and quotations are invented; outlets are real ones so that the registry knows them.
#![allow(clippy::unwrap_used)]

use corroborate::article::Published;
use corroborate::claim::StatementId;
use corroborate::engine::{Assessment, ScoredClaim};
use corroborate::{Article, Engine};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());

/// Reports of one event, from Reuters, the AFP and the BBC in this order, each on its day.
fn assess(reports: &[(&str, &str)]) -> Assessment {
    let outlets = ["Reuters", "AFP", "BBC News"];
    let articles = reports.iter().zip(outlets).map(|((day, text), outlet)| {
        let mut article = Article::from_text(outlet, *text);
        article.outlet = Some(outlet.to_owned());
        article.published = Published::parse(day);
        article
    });
    ENGINE.assess(articles.collect(), Vec::new())
}

/// The claims that a report's statement with these words asserts, and with `denied` those that it denies too.
fn claims<'a>(found: &'a Assessment, article: &str, words: &str, denied: bool) -> Vec<&'a ScoredClaim> {
    let read = found.articles.iter().find(|a| a.article.id.0 == article).unwrap();
    let told = |number: usize| {
        read.statements
            .iter()
            .any(|s| s.statement.number == number && s.statement.content.iter().any(|piece| piece.text.contains(words)))
    };
    let says = |id: &&StatementId| id.article.0 == article && told(id.number);
    let stands = |c: &&ScoredClaim| {
        c.claim.asserted_by.iter().any(|id| says(&id)) || denied && c.claim.denied_by.iter().any(|id| says(&id))
    };
    found.claims.iter().filter(stands).collect()
}

/// The smallest claim that a report's statement with these words asserts: a number in dispute is a claim within a claim.
fn claim<'a>(found: &'a Assessment, article: &str, words: &str) -> &'a ScoredClaim {
    let of = claims(found, article, words, false);
    of.into_iter().min_by_key(|c| c.claim.asserted_by.len()).unwrap_or_else(|| panic!("{article} asserts nothing with {words:?}"))
}

const MINE: &str = "The blast at the Karst coal mine near Ostra injured 12 miners, the regional governor said.";

#[test]
fn a_number_in_dispute_is_a_claim_of_those_who_give_it() {
    let found = assess(&[
        ("2026-03-10", MINE),
        ("2026-03-10", "Twelve miners were injured in the blast at the Karst coal mine near Ostra, the rescue service said."),
        ("2026-03-10", "The blast at the Karst coal mine near Ostra injured 31 miners, the miners' union said."),
    ]);
    let (twelve, thirty) = (claim(&found, "Reuters", "12 miners"), claim(&found, "BBC News", "31 miners"));
    assert_eq!(twelve.claim.asserted_by.len(), 2, "{:?}", twelve.claim);
    assert!(twelve.claim.contradicts.contains(&thirty.claim.id) && thirty.claim.contradicts.contains(&twelve.claim.id));
}

#[test]
fn a_later_toll_replaces_at_least_so_many_and_contradicts_nothing() {
    let found = assess(&[
        (
            "2026-03-10",
            "At least 12 miners were killed in the blast at the Karst coal mine near Ostra, the regional governor said.",
        ),
        (
            "2026-03-11",
            "The number of miners killed in the blast at the Karst coal mine near Ostra rose to 15, up from 12, the regional governor said.",
        ),
    ]);
    let (twelve, fifteen) = (claim(&found, "Reuters", "12 miners"), claim(&found, "AFP", "rose to 15"));
    assert_eq!(twelve.claim.superseded_by, std::slice::from_ref(&fifteen.claim.id));
    assert!(twelve.claim.contradicts.is_empty() && fifteen.claim.contradicts.is_empty());
    assert!(fifteen.claim.asserted_by.iter().all(|id| id.article.0 == "AFP"));
}

#[test]
fn parts_rates_and_other_things_do_not_clash() {
    let rows = [
        "Twelve miners were injured in the blast at the Karst coal mine near Ostra, four of them badly, the rescue service said.",
        "The Karst coal mine near Ostra sends 90 miners underground a day, the company said.",
        "At least 11 miners were injured in the blast at the Karst coal mine near Ostra, the rescue service said.",
    ];
    for row in rows {
        let found = assess(&[("2026-03-10", MINE), ("2026-03-10", row)]);
        assert!(found.claims.iter().all(|c| c.claim.contradicts.is_empty()), "{row}");
    }
}

#[test]
fn what_is_negated_contradicts_what_says_it_and_is_never_one_claim_with_it() {
    let found = assess(&[
        ("2026-03-10", "Riot police used tear gas outside the town hall in Lund, the student union said."),
        ("2026-03-10", "Tear gas was not used outside the town hall in Lund, the interior ministry said."),
    ]);
    let (used, unused) = (claim(&found, "Reuters", "used tear gas"), claim(&found, "AFP", "not used"));
    assert_eq!((used.claim.asserted_by.len(), unused.claim.asserted_by.len()), (1, 1));
    assert_eq!(used.claim.contradicts, std::slice::from_ref(&unused.claim.id));
}

#[test]
fn who_calls_the_last_figure_a_lie_denies_it_and_is_no_origin_of_it() {
    let text = "The blast at the Karst coal mine near Ostra injured 31 miners, the miners' union said. \
                “That figure is a lie,” said the mine's director, Ivo Brandt.";
    let found = assess(&[("2026-03-10", text)]);
    let claim = claim(&found, "Reuters", "31 miners");
    assert_eq!((claim.claim.asserted_by.len(), claim.claim.denied_by.len()), (1, 1), "{:?}", claim.claim);
    assert!((claim.independent_origins - 1.0).abs() < 1e-9, "{}", claim.independent_origins);
}

/// How the claims of two reports stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Contradict,
    Denied,
    Neither,
}

#[test]
fn how_two_reports_stand_to_each_other() {
    use Stand::{Contradict, Denied, Neither};
    let rows = [
        // a crowd is counted of one thing
        (
            ("2026-03-10", "About 3,000 people gathered in front of the town hall in Ostra on Monday, the police said.", "3,000"),
            ("2026-03-10", "Some 25,000 people came to the protest at the town hall in Ostra, the organisers said.", "25,000"),
            Contradict,
        ),
        // a toll grows: a smaller one that comes later replaces nothing
        (
            ("2026-03-10", "At least 14 miners were killed in the blast at the Karst mine near Ostra, the governor said.", "14"),
            (
                "2026-03-11",
                "Nine miners were killed in the blast at the Karst mine near Ostra, the defence ministry said.",
                "Nine",
            ),
            Contradict,
        ),
        // what is told in order to deny it
        (
            ("2026-03-10", "The blast at the Karst mine near Ostra injured 31 miners, the miners' union said.", "31"),
            ("2026-03-10", "The claim that the blast at the Karst mine injured 31 miners is false, the operator said.", "31"),
            Denied,
        ),
        // none of several things is none of each
        (
            ("2026-03-10", "Hackers stole the passwords of customers from Ostra Bank, the police said.", "passwords"),
            (
                "2026-03-10",
                "No passwords, card numbers or addresses were stolen from Ostra Bank, its chairman said.",
                "passwords",
            ),
            Contradict,
        ),
        // "without a warning" does not negate the opening
        (
            ("2026-03-10", "The gates of the Karst dam were opened on Sunday without a warning, villagers said.", "gates"),
            ("2026-03-10", "The gates of the Karst dam were opened on Sunday to prevent a flood, the agency said.", "gates"),
            Neither,
        ),
        // another year, another event
        (
            ("2026-03-10", MINE, "12"),
            ("2026-03-10", "A blast at the Karst coal mine near Ostra injured 31 miners in 2019, the mining museum said.", "31"),
            Neither,
        ),
        // an hour counts nothing
        (
            ("2026-03-10", "The police fired tear gas in front of the town hall in Ostra at 9.40 pm, a medic said.", "9.40"),
            (
                "2026-03-10",
                "The police fired two canisters of tear gas in front of the town hall in Ostra, the mayor said.",
                "two",
            ),
            Neither,
        ),
    ];
    for ((day, one, word), (later, other, with), expected) in rows {
        let found = assess(&[(day, one), (later, other)]);
        let (a, b) = (claims(&found, "Reuters", word, true), claims(&found, "AFP", with, true));
        assert!(!a.is_empty() && !b.is_empty(), "{one} / {other}");
        let stand = if a.iter().any(|x| b.iter().any(|y| x.claim.contradicts.contains(&y.claim.id))) {
            Contradict
        } else if a.iter().any(|x| !x.claim.asserted_by.is_empty() && !x.claim.denied_by.is_empty()) {
            Denied
        } else {
            Neither
        };
        assert_eq!(stand, expected, "{one} / {other}: {:?}", found.claims.iter().map(|c| &c.claim).collect::<Vec<_>>());
        assert!(found.claims.iter().all(|c| c.claim.superseded_by.is_empty()), "{one} / {other}");
    }
}

//! Laws of independence on whole reports: what a copy, a rewrite, a crowd of outlets and an opposing denial do to a number.
//!
//! All events, people and quotations are invented; outlets are real ones so that the registry knows them.
#![allow(clippy::unwrap_used)]

use corroborate::article::Published;
use corroborate::corroboration::reuse::Reuse;
use corroborate::engine::{Assessment, ScoredStatement, WhatIf};
use corroborate::{Article, Engine};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new().unwrap());

fn article(id: &str, outlet: &str, published: &str, text: &str) -> Article {
    let mut article = Article::from_text(id, text);
    article.outlet = Some(outlet.to_owned());
    article.published = Published::parse(published);
    article
}

const CLAIM: &str = "Norvian gunboats fired on the ferry Aurora off Holm island on Sunday night";

fn wire() -> Article {
    let text = format!(
        "{CLAIM}, Colonel Ilan Brack, a spokesman for the coastguard of Estmark, said.\n\
         Two of the 212 passengers were treated for broken bones in the hospital at Lund.\n\
         The ferry had left the harbour shortly before ten o'clock and was carrying mainly families on their way home from a wedding.\n\
         “We heard a bang and then the lights went out,” said a passenger, Mara Holt.\n\
         The two countries have quarrelled about fishing rights around the island since the spring, and talks broke down in June."
    );
    article("wire", "Reuters", "2026-03-10T08:00Z", &text)
}

/// Two copies, a cut, a rewrite with credit and one without.
fn derived() -> Vec<Article> {
    let wire = wire().text;
    let cut = wire.split("\n“We heard").next().unwrap().to_owned();
    let rewrite = |said: &str| {
        format!(
            "{CLAIM}, {said}.\n\
             Two of the ferry's 212 passengers were treated for broken bones at the hospital in Lund.\n\
             The Aurora had left the harbour shortly before ten, carrying mainly families on the way home from a wedding.\n\
             Estmark and Norvia have quarrelled about fishing rights around the island since spring."
        )
    };
    vec![
        article("copy-1", "The Guardian", "2026-03-10T09:00Z", &wire),
        article("copy-2", "Daily Mail", "2026-03-10T10:00Z", &wire),
        article("cut", "The Irish Times", "2026-03-10T10:30Z", &cut),
        article("credited", "Le Monde", "2026-03-10T11:00Z", &rewrite("Reuters reported")),
        article(
            "uncredited",
            "Pacific Brief Daily",
            "2026-03-10T12:00Z",
            &rewrite("it has emerged").replace(", it has emerged", ""),
        ),
    ]
}

fn decibans(assessment: &Assessment) -> f64 {
    let statement =
        |s: &&ScoredStatement| !s.statement.denied && s.statement.content.iter().any(|c| c.text.contains("gunboats fired"));
    let wire = assessment.articles.iter().find(|a| a.article.id.0 == "wire").unwrap();
    wire.statements.iter().find(statement).unwrap().confidence.content.estimate.estimate.log_odds().decibans()
}

#[test]
fn five_copies_and_rewrites_of_a_wire_report_add_nothing() {
    let alone = ENGINE.assess_alone(wire());
    let all = ENGINE.assess(std::iter::once(wire()).chain(derived()).collect(), Vec::new());
    let moved = decibans(&all) - decibans(&alone);
    assert!(moved.abs() < 0.5, "{moved}");
    // also when the wire is not the first to be read
    let back = ENGINE.assess(derived().into_iter().rev().chain([wire()]).collect(), Vec::new());
    assert_eq!(decibans(&back), decibans(&all));
    let made: Vec<(&str, &str, Reuse)> =
        all.lineage.links().map(|l| (l.article.0.as_str(), l.from.0.as_str(), l.reuse)).collect();
    assert_eq!(made.len(), 5, "{made:?}");
    assert!(made.iter().all(|(_, from, reuse)| *from != "uncredited" && reuse.is_derived()), "{made:?}");
    let claim = all.claims.iter().find(|c| c.claim.text.contains("gunboats fired")).unwrap();
    assert!(claim.reports >= 5 && claim.independent_origins < 1.5, "{} {}", claim.reports, claim.independent_origins);
}

#[test]
fn a_denial_by_the_other_side_through_an_independent_wire_counts() {
    let denial = article(
        "denial",
        "Agence France-Presse",
        "2026-03-10T13:00Z",
        &format!(
            "The defence minister of Norvia, Petra Vance, denied that {}.\nShe was speaking to reporters in Brandvik after a cabinet meeting.",
            CLAIM
        ),
    );
    let alone = ENGINE.assess_alone(wire());
    let both = ENGINE.assess(vec![wire(), denial], Vec::new());
    let moved = decibans(&both) - decibans(&alone);
    assert!(moved < -3.0, "{moved}");
}

#[test]
fn one_office_under_two_spellings_is_one_origin() {
    for (one, other, origins) in [
        ("Organizers", "the organisers", 1.0),
        ("Police", "the police", 1.0),
        ("The Interior Ministry", "Interior Ministry", 1.0),
        ("Interior Ministry", "the Education Ministry", 2.0),
    ] {
        let said = |id, outlet, day, who: &str, verb| {
            let who = who[..1].to_uppercase() + &who[1..];
            article(id, outlet, day, &format!("{who} {verb} some 25,000 people had marched through Holm on Monday."))
        };
        let reports = vec![
            said("a", "Reuters", "2026-03-10T08:00Z", one, "said"),
            said("b", "Le Monde", "2026-03-10T19:00Z", other, "reported that"),
        ];
        let found = ENGINE.assess(reports, Vec::new());
        let counted: Vec<f64> = found.claims.iter().map(|c| c.independent_origins).collect();
        assert_eq!(counted.len(), 1, "one claim: {one} / {other}");
        assert!((counted[0] - origins).abs() < 0.5, "{one} / {other}: {counted:?}");
    }
}

#[test]
fn multiple_outlets_confirm_is_no_origin() {
    for crowd in ["Multiple outlets have reported that", "Several media reported that"] {
        let more = article("crowd", "Le Monde", "2026-03-10T14:00Z", &format!("{crowd} {CLAIM}."));
        let moved = decibans(&ENGINE.assess(vec![wire(), more], Vec::new())) - decibans(&ENGINE.assess_alone(wire()));
        assert!(moved.abs() < 0.5, "{crowd}: {moved}");
    }
}

#[test]
fn an_independent_report_counts_and_what_if_takes_it_away() {
    let own = article(
        "own",
        "Agence France-Presse",
        "2026-03-10T09:30Z",
        &format!(
            "{CLAIM}, the captain of a fishing boat, Tomas Ekdal, told AFP.\nHe had been hauling nets two miles to the east and saw three flashes."
        ),
    );
    let alone = decibans(&ENGINE.assess_alone(wire()));
    let extracts = || vec![ENGINE.extract(wire()), ENGINE.extract(own.clone())];
    let both = decibans(&ENGINE.resolve(extracts(), Vec::new()));
    assert!(both > alone + 1.0, "{both} {alone}");
    let mut dropped = extracts();
    assert!(WhatIf::Drop("Tomas Ekdal".to_owned()).apply(&mut dropped) >= 1);
    assert!((decibans(&ENGINE.resolve(dropped, Vec::new())) - alone).abs() < 1e-9);
    let mut weaker = extracts();
    assert!(WhatIf::parse("Tomas Ekdal=anonymous_source").unwrap().apply(&mut weaker) >= 1);
    let weaker = decibans(&ENGINE.resolve(weaker, Vec::new()));
    assert!(weaker < both && weaker > alone, "{alone} {weaker} {both}");
    assert_eq!(WhatIf::Drop("Nobody".to_owned()).apply(&mut extracts()), 0);
}

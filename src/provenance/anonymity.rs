//! Unnamed sources: of what field, how many, and why unnamed.

use super::class::Provenance;
use super::tag::{Anonymity, AnonymityKind};
use super::words::words;
use crate::attribution::Statement;

/// What the article says of the unnamed ultimate source of a statement; `None` where it is named.
pub(super) fn anonymity(statement: &Statement, class: Provenance, anonymous: bool) -> Option<Anonymity> {
    if !anonymous {
        return None;
    }
    let kind = match class {
        Provenance::AnonymousDiplomatic => AnonymityKind::Diplomatic,
        Provenance::AnonymousOfficial => AnonymityKind::Official,
        Provenance::AnonymousMilitary => AnonymityKind::Military,
        Provenance::AnonymousIndustry => AnonymityKind::Industry,
        Provenance::AnonymousWitness => AnonymityKind::Witness,
        _ => AnonymityKind::Other,
    };
    let source = statement.chain.first()?;
    let mention = source.mention.as_ref().map(|m| m.text.as_str());
    let phrases = mention.into_iter().chain(Some(source.name.as_str())).chain(source.resolved_name.as_deref());
    let count = if class == Provenance::UnattributedReport { None } else { phrases.into_iter().find_map(count) };
    let stated_reason = statement.anonymity_reason.as_ref().map(|r| r.text.clone());
    Some(Anonymity { kind, count, stated_reason })
}

/// How many sources a phrase claims: "two diplomats" 2, "one of them" 1, "a source" 1, "officials" none.
pub(super) fn count(phrase: &str) -> Option<u32> {
    const NUMBERS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let all = words(phrase);
    let (first, rest) = all.split_first()?;
    let number = |w: &str| NUMBERS.iter().position(|n| *n == w).map(|n| n as u32).or_else(|| w.parse().ok().filter(|n| *n > 0));
    match first.lower.as_ref() {
        "a" | "an"
            if rest.iter().take(3).any(|w| matches!(w.lower.as_ref(), "number" | "group" | "handful" | "few" | "dozen")) =>
        {
            None
        }
        "a" | "an" | "another" | "someone" | "somebody" => Some(1),
        "both" => Some(2),
        "a pair" => Some(2),
        "the" | "these" | "those" | "at" => {
            if let Some(n) = rest.iter().take(3).find_map(|w| number(&w.lower)) {
                return Some(n);
            }
            let singular = rest
                .iter()
                .take_while(|w| {
                    !matches!(w.lower.as_ref(), "of" | "in" | "at" | "from" | "who" | "with" | "close" | "familiar" | "briefed")
                })
                .last()?;
            let ending = singular.lower.as_ref();
            let single = matches!(
                ending,
                "official"
                    | "source"
                    | "diplomat"
                    | "person"
                    | "man"
                    | "woman"
                    | "officer"
                    | "aide"
                    | "witness"
                    | "resident"
                    | "other"
                    | "insider"
                    | "executive"
                    | "employee"
                    | "banker"
                    | "trader"
            );
            single.then_some(1)
        }
        other => number(other),
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_are_those_the_article_claims() {
        let rows = [
            ("two Western diplomats", Some(2)),
            ("a senior official", Some(1)),
            ("one of the people", Some(1)),
            ("another aide", Some(1)),
            ("the two officials", Some(2)),
            ("the same source", Some(1)),
            ("the people", None),
            ("officials", None),
            ("people familiar with the matter", None),
            ("a number of diplomats", None),
            ("several sources", None),
            ("12 residents", Some(12)),
            ("at least three traders", Some(3)),
        ];
        for (phrase, expected) in rows {
            assert_eq!(count(phrase), expected, "{phrase}");
        }
    }
}

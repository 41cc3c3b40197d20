//! Who carries whose reports, and who rests on the same origins.

use super::facts::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// What one outlet has of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The outlet.
    pub outlet: String,
    /// The other one.
    pub other: String,
    /// Its articles that were made from the other one's.
    pub copied: usize,
    /// All its articles.
    pub articles: usize,
    /// Claims that both report.
    pub shared_claims: usize,
    /// Those of them in which both rest on one origin.
    pub shared_origins: usize,
}

/// Every ordered pair of outlets that has anything in common, by name.
pub fn pairs(facts: &[Facts]) -> Vec<Pair> {
    let outlet = |f: &Facts| f.outlet.clone().unwrap_or_default();
    let publisher: BTreeMap<&str, String> = facts.iter().map(|f| (f.article.as_str(), outlet(f))).collect();
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: BTreeMap<(String, String), (usize, usize, usize)> = BTreeMap::new();
    for fact in facts {
        *articles.entry(outlet(fact)).or_default() += 1;
        let from = fact.made_from.as_ref().filter(|(_, another)| *another).and_then(|(from, _)| publisher.get(from.as_str()));
        if let Some(from) = from {
            found.entry((outlet(fact), from.clone())).or_default().0 += 1;
        }
    }
    for (pair, count) in together(facts, |f| &f.claims) {
        found.entry(pair).or_default().1 = count;
    }
    for (pair, count) in together(facts, |f| &f.origins) {
        found.entry(pair).or_default().2 = count;
    }
    let pair = |((outlet, other), (copied, shared_claims, shared_origins)): ((String, String), (usize, usize, usize))| Pair {
        articles: articles[&outlet],
        outlet,
        other,
        copied,
        shared_claims,
        shared_origins,
    };
    found.into_iter().map(pair).collect()
}

/// How many claims each two outlets have in common: for each name the claim before its first `/`.
fn together(facts: &[Facts], names: fn(&Facts) -> &Vec<String>) -> BTreeMap<(String, String), usize> {
    let mut holders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for fact in facts {
        let outlet = fact.outlet.as_deref().unwrap_or_default();
        names(fact).iter().for_each(|name| {
            holders.entry(name).or_default().insert(outlet);
        });
    }
    let mut shared: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    for (name, outlets) in holders.iter().filter(|(_, outlets)| outlets.len() > 1) {
        let claim = name.split('/').next().unwrap_or(name);
        for a in outlets {
            outlets.iter().filter(|b| *b != a).for_each(|b| {
                shared.entry((a, b)).or_default().insert(claim);
            });
        }
    }
    shared.into_iter().map(|((a, b), claims)| ((a.to_owned(), b.to_owned()), claims.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_counted_once_however_many_origins_they_share() {
        let article = |name: &str, outlet: &str, claims: &[&str], origins: &[&str], from: Option<&str>| Facts {
            article: name.into(),
            outlet: Some(outlet.into()),
            claims: claims.iter().map(ToString::to_string).collect(),
            origins: origins.iter().map(ToString::to_string).collect(),
            made_from: from.map(|f| (f.to_owned(), true)),
            ..Facts::default()
        };
        let facts = [
            article("a", "Post", &["c1", "c2"], &["c1/o1", "c1/o2", "c2/o1"], None),
            article("b", "Echo", &["c1", "c2", "c3"], &["c1/o1", "c1/o2", "c2/o2", "c3/o1"], Some("a")),
            article("c", "Lone", &["c9"], &["c9/o1"], Some("elsewhere")),
        ];
        let pair = |outlet: &str, other: &str, copied| Pair {
            outlet: outlet.into(),
            other: other.into(),
            copied,
            articles: 1,
            shared_claims: 2,
            shared_origins: 1,
        };
        assert_eq!(pairs(&facts), [pair("Echo", "Post", 1), pair("Post", "Echo", 0)]);
    }
}

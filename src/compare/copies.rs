//! Copies of one article inside one outlet are one article.

use super::facts::Facts;
use std::collections::BTreeMap;

/// One article for all that an outlet made from each other or that state the same in the same words: the earliest, then the
/// first by fingerprint and name. Articles of an outlet that is not known stay as they are. The result is in a fixed order.
pub fn distinct(mut facts: Vec<Facts>) -> Vec<Facts> {
    facts.sort_by(|x, y| order(x).cmp(&order(y)));
    let mut root: Vec<usize> = (0..facts.len()).collect();
    let names: BTreeMap<&str, usize> = facts.iter().enumerate().map(|(at, f)| (f.article.as_str(), at)).collect();
    let mut first: BTreeMap<(&str, u64), usize> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        let Some(outlet) = fact.outlet.as_deref() else { continue };
        // an article that states nothing is no copy of another such
        if fact.counts.assertions > 0 {
            let same = *first.entry((outlet, fact.fingerprint)).or_insert(at);
            join(&mut root, at, same);
        }
        if let Some((from, false)) = &fact.made_from
            && let Some(from) = names.get(from.as_str())
        {
            join(&mut root, at, *from);
        }
    }
    let kept: Vec<bool> = (0..facts.len()).map(|at| find(&mut root, at) == at).collect();
    // the one that is kept is copied when any of them is: the outlet had it from elsewhere
    let copied: Vec<usize> = (0..facts.len()).filter(|at| facts[*at].is_copied()).collect();
    for at in copied {
        let keeper = find(&mut root, at);
        if !facts[keeper].is_copied() {
            facts[keeper].made_from = facts[at].made_from.clone();
        }
    }
    facts.into_iter().zip(kept).filter_map(|(fact, kept)| kept.then_some(fact)).collect()
}

fn order(facts: &Facts) -> (&Option<String>, bool, &Option<String>, u64, &str) {
    // what has no date comes after what has one
    (&facts.outlet, facts.published.is_none(), &facts.published, facts.fingerprint, &facts.article)
}

fn find(root: &mut [usize], at: usize) -> usize {
    let mut top = at;
    while root[top] != top {
        top = root[top];
    }
    root[at] = top;
    top
}

/// Puts two together; the earlier place stands for both.
fn join(root: &mut [usize], a: usize, b: usize) {
    let (a, b) = (find(root, a), find(root, b));
    root[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::Counts;

    fn article(name: &str, outlet: &str, fingerprint: u64, made_from: Option<(&str, bool)>) -> Facts {
        Facts {
            article: name.to_owned(),
            outlet: (!outlet.is_empty()).then(|| outlet.to_owned()),
            fingerprint,
            made_from: made_from.map(|(from, another)| (from.to_owned(), another)),
            counts: Counts { assertions: 1, ..Counts::default() },
            ..Facts::default()
        }
    }

    #[test]
    fn copies_inside_an_outlet_are_one() {
        let rows: [(&str, Vec<Facts>, &[&str]); 6] = [
            ("the same words", vec![article("a", "Post", 1, None), article("b", "Post", 1, None)], &["a"]),
            ("the same words elsewhere", vec![article("a", "Post", 1, None), article("b", "Echo", 1, None)], &["b", "a"]),
            ("made from it", vec![article("a", "Post", 1, None), article("b", "Post", 2, Some(("a", false)))], &["a"]),
            (
                "a chain of three",
                vec![
                    article("c", "Post", 3, Some(("b", false))),
                    article("b", "Post", 2, Some(("a", false))),
                    article("a", "Post", 1, None),
                ],
                &["a"],
            ),
            ("made from another's", vec![article("a", "Post", 1, Some(("x", true))), article("x", "Echo", 2, None)], &["x", "a"]),
            ("of nobody", vec![article("a", "", 1, None), article("b", "", 1, None)], &["a", "b"]),
        ];
        for (name, given, want) in rows {
            let mut backwards = given.clone();
            backwards.reverse();
            for given in [given, backwards] {
                let kept = distinct(given);
                assert_eq!(kept.iter().map(|f| f.article.as_str()).collect::<Vec<_>>(), want, "{name}");
            }
        }
    }
}

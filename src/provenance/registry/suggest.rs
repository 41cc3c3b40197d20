//! Names that look like an unknown one.

use super::index::Index;
use super::name;
use super::outlet::Outlet;

const MOST: usize = 5;

/// Up to five outlets whose names are within a third of the letters of `unknown`, or contain it, nearest first.
pub(super) fn nearest<'a>(outlets: &'a [Outlet], index: &Index, unknown: &str) -> Vec<&'a Outlet> {
    let wanted = name::key(name::bare(unknown));
    let letters = wanted.chars().count();
    if letters == 0 {
        return Vec::new();
    }
    let allowed = (letters / 3).max(1);
    let mut near: Vec<(usize, &str, u32)> = Vec::new();
    for (known, claims) in index.names() {
        let apart = distance(&wanted, known);
        let part = letters >= 4 && known.split(' ').any(|word| word == wanted);
        let score = if part { apart.min(allowed) } else { apart };
        if score <= allowed {
            near.extend(claims.iter().map(|claim| (score, known, claim.row)));
        }
    }
    near.sort_unstable();
    let mut out: Vec<&Outlet> = Vec::new();
    for outlet in near.into_iter().filter_map(|(_, _, row)| outlets.get(row as usize)) {
        if out.iter().all(|o| o.id != outlet.id) {
            out.push(outlet);
        }
    }
    out.truncate(MOST);
    out
}

/// Edit distance with neighbouring letters exchanged counting once (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let differ = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + differ);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances() {
        let rows = [
            ("", "", 0),
            ("tass", "tass", 0),
            ("tas", "tass", 1),
            ("atss", "tass", 1),
            ("reuters", "routers", 1),
            ("", "abc", 3),
        ];
        for (a, b, expected) in rows {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}

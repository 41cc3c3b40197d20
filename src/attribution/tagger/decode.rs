//! The best tags for the emissions of one window (Viterbi), how far ahead of all others they are, and the spans they make.

use super::model::{Model, TAGS};
use std::ops::Range;

/// What a span is of an attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who.
    Source,
    /// The reporting words.
    Cue,
    /// What.
    Content,
}

/// A span of tokens with its role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// What it is.
    pub role: Role,
    /// Its tokens.
    pub tokens: Range<usize>,
}

/// The tags with the highest sum of emissions and transitions; ties go to the lower tag. Beside each tag stands its lead: by how much
/// the best sum falls where this token has another role, in units of the natural logarithm.
pub fn best_tags(model: &Model<'_>, emissions: &[[f32; TAGS]]) -> Vec<(usize, f32)> {
    let bonus = |tag: usize| if tag % 2 == 1 { model.begin_bonus } else { 0.0 };
    let Some(first) = emissions.first() else { return Vec::new() };
    let into: [[f32; TAGS]; TAGS] = std::array::from_fn(|to| std::array::from_fn(|from| model.transitions[from][to] + bonus(to)));
    // the best sums of what ends with each tag, and the tag before it
    let mut scores: [f32; TAGS] = std::array::from_fn(|t| model.start[t] + bonus(t) + first[t]);
    let mut forward = Vec::with_capacity(emissions.len());
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(emissions.len());
    for emission in &emissions[1..] {
        let mut from = [0; TAGS];
        let next = std::array::from_fn(|to| {
            let (best, score) = top(std::array::from_fn(|t| scores[t] + into[to][t]));
            from[to] = best as u8;
            score + emission[to]
        });
        forward.push(std::mem::replace(&mut scores, next));
        back.push(from);
    }
    forward.push(scores);
    let mut tag = top(scores).0;
    let mut tags = vec![(tag, 0.0); emissions.len()];
    // the best sums of what follows each tag
    let mut rest = [0.0; TAGS];
    for i in (0..emissions.len()).rev() {
        let sums: [f32; TAGS] = std::array::from_fn(|t| forward[i][t] + rest[t]);
        let other = (0..TAGS).filter(|t| role(*t) != role(tag)).map(|t| sums[t]).fold(f32::MIN, f32::max);
        tags[i] = (tag, sums[tag] - other);
        if i > 0 {
            rest = std::array::from_fn(|t| top(std::array::from_fn(|to| into[to][t] + emissions[i][to] + rest[to])).1);
            tag = usize::from(back[i - 1][tag]);
        }
    }
    tags
}

/// What the token with this tag is part of.
fn role(tag: usize) -> Option<Role> {
    match tag {
        1 | 2 => Some(Role::Source),
        3 | 4 => Some(Role::Cue),
        5 | 6 => Some(Role::Content),
        _ => None,
    }
}

fn top(scores: [f32; TAGS]) -> (usize, f32) {
    let mut best = (0, scores[0]);
    for (tag, score) in scores.iter().enumerate().skip(1) {
        if *score > best.1 {
            best = (tag, *score);
        }
    }
    best
}

/// The spans that tags make; an inside tag in the wrong place begins one.
pub fn spans(tags: impl IntoIterator<Item = usize>, first_token: usize) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    let mut before = 0;
    for (i, tag) in tags.into_iter().enumerate() {
        let Some(role) = role(tag) else {
            before = 0;
            continue;
        };
        let goes_on = tag % 2 == 0 && (before == tag || before == tag - 1);
        let at = first_token + i;
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.tokens.end = at + 1,
            None => found.push(Tagged { role, tokens: at..at + 1 }),
        }
        before = tag;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_from_tags() {
        let found = spans([1, 2, 3, 0, 5, 6, 5, 4, 4, 0, 2], 10);
        let plain: Vec<_> = found.iter().map(|s| (s.role, s.tokens.clone())).collect();
        use Role::{Content, Cue, Source};
        assert_eq!(
            plain,
            [(Source, 10..12), (Cue, 12..13), (Content, 14..16), (Content, 16..17), (Cue, 17..19), (Source, 20..21)]
        );
        assert!(spans([], 0).is_empty());
    }
}

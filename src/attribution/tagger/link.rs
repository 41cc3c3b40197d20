//! Which source belongs to which cue, and which content: the candidate with the highest sum of weights, or no source at all.
//!
//! The features count what stands between two spans; `training/link.py` counts the same and fits the weights.

use super::decode::{Role, Tagged};
use super::token::{Gap, Quoted, Token};
use serde::Deserialize;
use std::ops::Range;

/// Tokens between two linked spans, at most.
const REACH: usize = 90;
/// Nearest candidates looked at.
const CANDIDATES: usize = 6;
const DISTANCE: [usize; 9] = [0, 1, 2, 3, 5, 8, 13, 21, 40];
/// Values of each feature: distance; sources, cues, contents, sentences and paragraphs that begin between; a comma; inside a
/// quotation; tokens of the other span.
const GROUPS: [usize; 9] = [DISTANCE.len() + 1, 4, 4, 4, 4, 3, 2, 2, 3];
const SIDE: usize = 10 + 4 + 4 + 4 + 4 + 3 + 2 + 2 + 3;

/// The weights of both links: features left of the cue, right of it, and last the weight of "none".
#[derive(Debug, Clone, Deserialize)]
pub struct LinkWeights {
    source: Vec<f32>,
    content: Vec<f32>,
}

impl LinkWeights {
    /// Whether there are as many weights as features.
    pub fn fits(&self) -> bool {
        self.source.len() == 2 * SIDE + 1 && self.content.len() == 2 * SIDE + 1
    }
}

/// One attribution in tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// Who, where the text says so.
    pub source: Option<Range<usize>>,
    /// The reporting words.
    pub cue: Range<usize>,
    /// What, in pieces.
    pub content: Vec<Range<usize>>,
}

/// Joins spans into attributions, in the order of their cues. A cue without content says nothing and is dropped.
pub fn link(text: &str, tokens: &[Token], spans: &[Tagged], weights: &LinkWeights) -> Vec<Linked> {
    let page = Page::new(text, tokens, spans);
    let ranges = |role| spans.iter().filter(|s| s.role == role).map(|s| s.tokens.clone()).collect::<Vec<_>>();
    let (sources, cues, contents) = (ranges(Role::Source), ranges(Role::Cue), ranges(Role::Content));
    let mut found: Vec<Linked> = cues.iter().map(|cue| Linked { source: None, cue: cue.clone(), content: Vec::new() }).collect();
    for content in &contents {
        let owner = best(nearest(&cues, content).into_iter().map(|k| (k, page.score(&weights.content, &cues[k], content))));
        if let Some((k, _)) = owner {
            found[k].content.push(content.clone());
        }
    }
    found.retain(|f| !f.content.is_empty());
    let none = weights.source[2 * SIDE];
    for linked in &mut found {
        let options = nearest(&sources, &linked.cue).into_iter();
        let source = best(options.map(|k| (k, page.score(&weights.source, &linked.cue, &sources[k]))));
        linked.source = source.filter(|(_, score)| *score >= none).map(|(k, _)| sources[k].clone());
    }
    found
}

fn best(options: impl Iterator<Item = (usize, f32)>) -> Option<(usize, f32)> {
    options.reduce(|a, b| if b.1 > a.1 { b } else { a })
}

/// The numbers of the spans within reach, nearest first; of two equally near the left one first.
fn nearest(spans: &[Range<usize>], of: &Range<usize>) -> Vec<usize> {
    let right = spans.partition_point(|s| s.start < of.start);
    let mut near: Vec<(isize, usize, usize)> = Vec::new();
    let from = right.saturating_sub(CANDIDATES);
    for (k, s) in spans.iter().enumerate().skip(from).take(right + CANDIDATES - from) {
        // spans never overlap, so a gap is negative at most for a span met twice
        let gap = if s.start < of.start { of.start as isize - s.end as isize } else { s.start as isize - of.end as isize };
        if gap <= REACH as isize {
            near.push((gap, s.start, k));
        }
    }
    near.sort_unstable();
    near.into_iter().take(CANDIDATES).map(|(_, _, k)| k).collect()
}

/// Counts up to each token, so that what stands between two spans is a difference.
struct Page<'a> {
    tokens: &'a [Token],
    starts: [Vec<u32>; 3],
    sentences: Vec<u32>,
    paragraphs: Vec<u32>,
    commas: Vec<u32>,
}

impl<'a> Page<'a> {
    fn new(text: &str, tokens: &'a [Token], spans: &[Tagged]) -> Self {
        let word = |i: usize| tokens[i].span.of(text);
        let starts = [Role::Source, Role::Cue, Role::Content].map(|role| {
            let mut begins = vec![false; tokens.len()];
            spans.iter().filter(|s| s.role == role).for_each(|s| begins[s.tokens.start] = true);
            running(tokens.len(), |i| begins[i])
        });
        Page {
            tokens,
            starts,
            sentences: running(tokens.len(), |i| matches!(word(i), "." | "!" | "?")),
            paragraphs: running(tokens.len(), |i| tokens[i].gap == Gap::Line),
            commas: running(tokens.len(), |i| matches!(word(i), "," | "—" | "–" | "--" | ":" | ";")),
        }
    }

    fn score(&self, weights: &[f32], cue: &Range<usize>, other: &Range<usize>) -> f32 {
        let before = other.start < cue.start;
        let (a, b) = if before { (other.end, cue.start) } else { (cue.end, other.start) };
        let b = b.max(a);
        // a paragraph break counts when the right span begins after it, so one token further
        let right = (b + 1).min(self.tokens.len());
        let count = |sums: &[u32], a: usize, b: usize, limit: u32| (sums[b] - sums[a]).min(limit) as usize;
        let quoted = matches!(self.tokens[other.start].quoted, Quoted::Inside | Quoted::Opens);
        let values = [
            DISTANCE.iter().filter(|d| b - a > **d).count(),
            count(&self.starts[0], a, b, 3),
            count(&self.starts[1], a, b, 3),
            count(&self.starts[2], a, b, 3),
            count(&self.sentences, a, b, 3),
            count(&self.paragraphs, a, right, 2),
            count(&self.commas, a, b, 1),
            usize::from(quoted),
            (other.len() - 1).min(2),
        ];
        let mut base = if before { 0 } else { SIDE };
        let mut sum = 0.0;
        for (size, value) in GROUPS.iter().zip(values) {
            sum += weights[base + value];
            base += size;
        }
        sum
    }
}

fn running(n: usize, counts: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut sums = Vec::with_capacity(n + 1);
    let mut sum = 0;
    sums.push(0);
    for i in 0..n {
        sum += u32::from(counts(i));
        sums.push(sum);
    }
    sums
}
